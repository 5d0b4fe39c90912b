// SPDX-License-Identifier: EUPL-1.2
/// Decides how names are put in order, and which letters count when one is compared with what was
/// typed.
///
/// Leaves alone: which names there are (regions.h), what is found (search_list.h), showing them
/// (ui). Forgiven are: letter case, accents, hamza and alef forms, Arabic and Persian yeh and kaf,
/// teh marbuta, ё/е, ı/i, letters with a stroke, Tigrinya letters that sound alike, apostrophes,
/// digits of any script; in German also ae/oe/ue for ä/ö/ü. Source: ICU 72 collation and
/// normalisation (UAX #15).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lotse::text {

/// The letters that count, for comparison with other keys of the same language only; never shown.
std::string search_key(std::string_view text, const std::string& tag);

/// Indices of the names in the alphabetical order of the locale; an unknown locale sorts by the
/// root collation.
std::vector<std::size_t> alphabetical(const std::vector<std::string>& names,
                                      const std::string& locale);

}  // namespace lotse::text
