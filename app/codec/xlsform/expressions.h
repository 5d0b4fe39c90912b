// SPDX-License-Identifier: EUPL-1.2
/// Inside of codec/xlsform: an expression of a cell in the words of a definition.
///
/// A spreadsheet names questions and choices as it likes, and its quotation marks may have become
/// typographic ones. Names are followed first, inside of whatever marks stand there, and only then
/// the marks around a text become straight: "don’t know" is the choice don’t know.
#pragma once

#include <map>
#include <set>
#include <string>

#include "codec/xlsform/words.h"

namespace lotse::codec::xlsform {

/// What the expressions of a form may name, as the spreadsheet writes it.
struct KnownNames {
    Names questions;  ///< → their names in the definition
    Names choices;    ///< those whose names changed → their names in the definition
    /// Rows that share a name, with where they stand: nobody knows which is meant.
    std::map<std::string, std::string> ambiguous;
    std::set<std::string> choices_twice;  ///< choices of one name that had to become two
    /// Answered in the client's own words, by a number or a date: what they are compared with names
    /// no choice.
    std::set<std::string> typed;
    /// Whose values are choices with changed names among them: questions, and what is calculated
    /// from them.
    std::set<std::string> choosing;
    std::set<std::string> joining;  ///< those of them whose values are joined from several texts
    std::set<std::string> written_choices;  ///< every name of a choice
    /// Questions with several answers → the names of their choices.
    std::map<std::string, std::set<std::string>> multiple;
};

struct ConvertedExpression {
    std::string text;
    bool renamed_choices = false;  ///< cannot be undone by looking at the text
    std::string unknown;           ///< the first ${name} that is none of `questions`; "" if none
    std::string stripped;          ///< a text that is a choice only without spaces at its ends
    bool carries_choices = false;  ///< its value may be, or hold, one of `choosing`
    bool joins_choices = false;    ///< its value may be one of `choosing` joined to other texts
    std::string why_not;           ///< what it asks for that a definition cannot answer; "" if all
};

/// `of_typed`: `.` is an answer in the client's own words, a number or a date.
ConvertedExpression converted(const std::string& cell, const KnownNames& names, bool of_typed);

/// Every ${name}, and every text in quotation marks.
std::set<std::string> names_in(const std::string& cell);
std::set<std::string> literals_in(const std::string& cell);

/// Whether a cell can only be a condition: it asks something about a question. A text for people
/// with a ${name} in it does not.
bool reads_as_condition(const std::string& cell);
/// What is said of such a cell under a heading that means nothing here.
inline constexpr const char* kConditionUnderOther =
    "the cell is a condition, but its heading is none that the terminal knows, so that it decides "
    "nothing. Write \"relevant\" or what is meant as the heading, or remove the column";

/// A text as an expression that means just it.
std::string literal_of(const std::string& text);
/// Whether a cell of the column default is an expression, not the answer itself.
bool is_calculated(const std::string& cell);

}  // namespace lotse::codec::xlsform
