// SPDX-License-Identifier: EUPL-1.2
/// One question of a page: label, hint, problem, control, and the answers that every question has.
#pragma once

#include <optional>

#include "ui/kit/edit_model.h"
#include "ui/terminal/context.h"
#include "ui/terminal/keyboard.h"

namespace lotse::ui {

/// Draws from the top of `at`, returns the height used. `alone`: the only question of its page, set
/// larger.
float draw_question(const Context& context, const terminal::PageView& page,
                    const terminal::FieldView& field, const Box& at, bool alone);

/// How a choice looks: its words, and under them the same in the second language.
ChoiceLook choice_of(const Context& context, const std::string& id, const std::string& text_id);

bool takes_text(const terminal::FieldView& field);
Keys keys_for(const terminal::FieldView& field);
edit::Accepts accepts_for(const terminal::FieldView& field);
bool is_multiline(const terminal::FieldView& field);

/// An answer in the words of a language (review, entries). Empty if there is none.
std::string answer_words(const Context& context, const terminal::FieldView& field,
                         const std::string& tag);

}  // namespace lotse::ui
