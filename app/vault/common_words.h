// SPDX-License-Identifier: EUPL-1.2
/// Decides how much of a password is what guessing begins with: the words and rows of keys of the
/// passwords that are chosen most often, in German and English, years, runs of one letter.
///
/// A whole list of leaked passwords would be larger than this program's other tables together, and
/// nearly none of them has twelve letters; those that have are such words strung together. Pure.
#pragma once

#include <string_view>
#include <vector>

namespace lotse::vault {

/// Marks what of `text` is one of these parts, whatever the case and whatever digits and signs
/// stand for letters. As long as the text; what was marked before stays so.
void mark_common(std::string_view text, std::vector<bool>& marked);
/// The same of one part, which may be a name: whatever the case of Latin letters.
void mark_part(std::string_view text, std::string_view part, std::vector<bool>& marked);

}  // namespace lotse::vault
