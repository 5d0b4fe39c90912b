// SPDX-License-Identifier: EUPL-1.2
/// How much there is to read: words, in any script.
#pragma once

#include <string>
#include <string_view>

namespace lotse::text {

/// Runs between ICU's word boundaries that have a letter or a digit; soft hyphens divide nothing.
/// `locale` is the ICU locale of the language.
int count_words(std::string_view text, const std::string& locale);

}  // namespace lotse::text
