// SPDX-License-Identifier: EUPL-1.2
/// What a tap changes in the answers: choices, cells of a grid, entries of a repeat.
///
/// Pure. Leaves alone whether the tap is allowed now (session) and whether the answer holds (form).
#pragma once

#include <map>
#include <string>

#include "core/form/answers.h"
#include "core/form/form.h"
#include "core/form/questionnaire.h"

namespace lotse::terminal {

bool takes_text(QuestionType type);

/// The text field of a page that asks for nothing else but, perhaps, a tick: its keyboard is open
/// from the start. Null: there is none, or more than that is asked.
const FormField* only_text(const FormPage& page);

/// A page with one question that one tap answers: a tile is a button, it answers and goes on
/// (WCAG 3.2.2 is about settings that change the context, not about buttons that are pressed).
bool is_answered_at_once(const FormPage& page);

/// select_one, country, language, occupation: the choice replaces the one before. select_multiple,
/// and lists of several: a second tap takes it back, and a choice called `none` stands alone.
/// acknowledge: on and off.
void tap_choice(const Question& question, Answers& answers, const FieldPath& path,
                const std::string& choice);

/// "I don't know" and the like: a second tap takes it back. What was answered before is kept in
/// `replaced`, and then there again.
void tap_special(Answers& answers, std::map<FieldPath, Answer>& replaced, const FieldPath& path,
                 Special tapped);

/// A second tap on the same cell takes it back.
void tap_cell(Answers& answers, const FieldPath& path, const std::string& row,
              const std::string& column, const std::string& choice);

/// Later entries move up by one. Nothing happens if there is no such entry.
void remove_entry(const Questionnaire& form, Answers& answers, const std::string& repeat,
                  int instance);
/// No question of the entry was answered.
bool is_untouched(const Questionnaire& form, const Answers& answers, const std::string& repeat,
                  int instance);

}  // namespace lotse::terminal
