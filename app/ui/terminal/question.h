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

// Parts of it that have files of their own.
float draw_date(const Context& context, const terminal::FieldView& field, const Box& at);
float draw_grid(const Context& context, const terminal::FieldView& field, const Box& at);
float draw_picker(const Context& context, const terminal::FieldView& field, const Box& at);

/// The dock of an open date field and what its keys do. Height 0: none is open.
float date_dock_height(const Context& context, const terminal::PageView& page);
void draw_date_dock(const Context& context, const terminal::PageView& page, const Box& dock);

/// The long list that a picker opened, instead of the page.
void draw_open_list(const Context& context, const terminal::PageView& page, Box screen);

/// An answer in the words of a language (review, entries). Empty if there is none.
std::string answer_words(const Context& context, const terminal::FieldView& field,
                         const std::string& tag);

}  // namespace lotse::ui
