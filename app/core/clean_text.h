// SPDX-License-Identifier: EUPL-1.2
/// Decides what of a text that came from a file is the text, and what programs and keyboards put
/// beside it: white space of every kind, invisible characters, line ends.
///
/// One cleaner for XLSForm, XLIFF, .xlsx and JSON. A word (an id, a heading, the name of a sheet or
/// a language, a tag, a state) holds nothing invisible and single spaces. A text for people keeps
/// what it means: joiners (Persian, Indic), soft hyphens, no-break spaces and word joiners inside,
/// line breaks, a zero-width space where the script writes no other. Of marks of direction it keeps
/// those that do something: a letter's mark (U+200E, U+200F, U+061C) where letters written from
/// right to left, or arguments in braces, may stand beside it; a pair around a part of a line. An
/// override, which shows letters in the wrong order, half of a pair, and a pair around a whole line
/// or around nothing go (UAX #9). Letters and marks become whole
/// (composition.h). What was taken away that nobody sees on the screen is said, so that it can be
/// told. Bytes that are no UTF-8 become U+FFFD. Leaves alone: whether what is left is any good.
#pragma once

#include <string>
#include <string_view>

namespace lotse {

struct Cleaned {
    std::string text;
    /// For a person: "2 no-break spaces, a zero-width space (U+200B)"; "" if there was nothing but
    /// spaces and line ends in the usual way.
    std::string stripped;
    bool operator==(const Cleaned&) const = default;
};

Cleaned clean_word(std::string_view word);
Cleaned clean_text(std::string_view text);

/// An expression: every white space is a space, nothing invisible, no space at the ends. Runs of
/// spaces stay, for they may stand in quotes.
Cleaned clean_expression(std::string_view expression);

/// What two writings of one text have in common: every run of white space is one space, nothing
/// invisible. For comparing alone.
std::string folded(std::string_view text);

/// Line breaks with the indentation behind them become one space, and those at the ends go: a
/// program put them there that sets XML prettily. A line break inside that no indentation follows
/// stays, and so do spaces without a line break.
std::string without_indentation(std::string_view text);

/// "#N/A", "#BEZUG!", "Err:502": what a spreadsheet shows where a formula failed. Nobody means it
/// as a text, whether the cell is an error or its value was pasted as text.
bool spells_cell_error(std::string_view text);

/// "nan", "NULL", "TRUE", "WAHR": what programs write where there is no value, or a truth value. It
/// may be meant as a word; whoever reads it as one says so.
bool spells_value(std::string_view text);
/// What is said then, behind the place.
inline constexpr const char* kValueAsText =
    "is a word that programs write where there is no text; it was taken as it stands. Write the "
    "text itself if it is not meant";

}  // namespace lotse
