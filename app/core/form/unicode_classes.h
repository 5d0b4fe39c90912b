// SPDX-License-Identifier: EUPL-1.2
/// Decides which code points a class of a pattern holds: a general category ("L", "Lu"), a script
/// ("IsArabic", "Script=Arabic") or one of the POSIX classes, which are ASCII ("Alpha"). Source:
/// Unicode Character Database 17.0 (UnicodeData.txt, Scripts.txt), UTS #18 for words and spaces.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace lotse {

struct CodePointRange {
    char32_t first = 0, last = 0;
};
/// Sorted, without overlaps.
using CodePoints = std::vector<CodePointRange>;

/// Nothing if there is no class of this name.
std::optional<CodePoints> unicode_class(std::string_view name);
CodePoints decimal_digits();
/// What stands in words: letters, marks, digits, "_" and the joiners of Persian.
CodePoints word_characters();
CodePoints white_space();

/// Sorted and joined.
CodePoints normalized(CodePoints ranges);
/// Everything else.
CodePoints complement(const CodePoints& normalized);

}  // namespace lotse
