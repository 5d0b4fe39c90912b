// SPDX-License-Identifier: EUPL-1.2
/// One or several of a long list (countries, languages, occupations): what was chosen stands in the
/// page, the list with its search takes the whole screen. Occupations are found by pictures of
/// their groups, too.
#pragma once

#include "ui/terminal/context.h"

namespace lotse::ui {

float draw_picker(const Context& context, const terminal::PageView& page,
                  const terminal::FieldView& field, const Box& at);

/// What a code of such a list is called.
std::string listed_name(const Context& context, QuestionType type, const std::string& code,
                        const std::string& tag);

/// The long list that a picker opened, instead of the page.
void draw_open_list(const Context& context, const terminal::PageView& page, Box screen);

}  // namespace lotse::ui
