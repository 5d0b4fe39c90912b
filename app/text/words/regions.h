// SPDX-License-Identifier: EUPL-1.2
/// Decides which countries and languages can be chosen, what they are called, and in which order
/// they stand.
///
/// Leaves alone: searching (search_list.h) and sorting (collation.h), which question asks for what
/// (questionnaire). Codes: ISO 3166-1 alpha-2, XK for Kosovo; states of the past SU, YU, CS (Serbia
/// and Montenegro), DD and, because CS was given twice, CSHH for Czechoslovakia (ISO 3166-3).
/// Languages: ISO 639, the three-letter code where there is no shorter one. Names are ICU's unless
/// the language folder has its own (`region.<code>`, `language_name.<code>`): ICU knows no states
/// of the past and calls Kurmanji just Kurdish. Source: ICU 72 region and display names; the
/// frequent countries from the published recognition statistics 2024 and counselling figures
/// 2012–2017.
#pragma once

#include <memory>
#include <string>

#include "text/words/catalogue.h"
#include "text/words/search_list.h"

namespace lotse::text {

/// What they are called in all languages, and were called (also_called.h). Some hundredths of a
/// second: make once, for the lists of every language.
std::shared_ptr<const OtherNames> country_names(const Catalogue& catalogue);
std::shared_ptr<const OtherNames> language_names(const Catalogue& catalogue);

/// The reader's own country and the frequent ones first, then the alphabet of the reader's
/// language. Some milliseconds: build once per language. Without others only the shown names are
/// found.
SearchList countries(const Catalogue& catalogue, const std::string& tag,
                     std::shared_ptr<const OtherNames> others = nullptr);
SearchList languages(const Catalogue& catalogue, const std::string& tag,
                     std::shared_ptr<const OtherNames> others = nullptr);

/// The code itself if nobody knows a name for it.
std::string country_name(const std::string& code, const Catalogue& catalogue,
                         const std::string& tag);
std::string language_name(const std::string& code, const Catalogue& catalogue,
                          const std::string& tag);

}  // namespace lotse::text
