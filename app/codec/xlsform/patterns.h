// SPDX-License-Identifier: EUPL-1.2
/// Inside of codec/xlsform: how the text of a cell becomes a pattern of ICU MessageFormat, and
/// back.
#pragma once

#include <set>
#include <string>
#include <vector>

namespace lotse::codec::xlsform {

/// A cell's text as a pattern of ICU MessageFormat. `${name}` of `known` becomes the argument
/// {name}. What else it refers to is cut out, with the brackets or quotes around it and the space
/// or comma that would be left over; `cut` receives the names. Marks of formatting are left out
/// (core/markup.h).
std::string pattern_of(const std::string& cell, const std::set<std::string>& known,
                       std::vector<std::string>& cut);
std::string pattern_of(const std::string& cell, const std::set<std::string>& known);
/// The cell that `pattern_of` turns into this pattern.
std::string cell_of(const std::string& pattern, const std::set<std::string>& known);
/// What the program puts into texts below `word` ("label", "lotse_entry"), but for what names a
/// question of the form: that `${name}` means the answer.
std::set<std::string> program_arguments(const std::string& word,
                                        const std::set<std::string>& questions);
/// Whether `pattern_of` leaves marks of formatting out.
bool has_markup(const std::string& cell);
/// Whether `pattern_of` makes one space of several inside of the text.
bool loses_spaces(const std::string& cell);

}  // namespace lotse::codec::xlsform
