// SPDX-License-Identifier: EUPL-1.2
/// Decides how far a word is from another that it may be meant for, and which of several it is.
///
/// Counted are letters that are missing, too many, wrong, or in the wrong order beside one another
/// (Damerau). Words are short: time and room grow with the product of the lengths.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lotse {

/// `may_go_on`: `wanted` may go on where `word` ends.
std::size_t misspelt_by(std::u32string_view word, std::u32string_view wanted,
                        bool may_go_on = false);
/// The same of ASCII; of other UTF-8 bytes are counted.
std::size_t misspelt_by(std::string_view word, std::string_view wanted);

/// The first of the nearest, capitals or small letters alike; "" if all have more than a third of
/// their letters wrong, or more than two.
std::string nearest_word(std::string_view word, const std::vector<std::string_view>& words);

}  // namespace lotse
