// SPDX-License-Identifier: EUPL-1.2
/// Decides which language somebody means who writes a tag or a name: "DE_de", "prs-AF", "kmr",
/// "Kurdish (Sorani)", "Dari (prs)", "українська".
///
/// The one place where that is decided, for spreadsheets, translators' files, settings and
/// arguments. A tag is written the shortest way: language small, script and region only where they
/// are not what the language has anyway ("bs-Latn-BA" is bs, "sr-Latn-RS" is sr-Latn). Old codes,
/// codes of three letters and of one variety of a language become the usual one ("iw" he, "pes" fa,
/// "prs" fa-AF). Kurdish in Arabic letters is taken for Sorani: ku-Arab is ckb; kmr-Arab is not.
/// What may be two languages ("Kurdish", "Serbian", "Kurdish Sorani (ku)") is nobody's: who asks
/// says so and names the way to tell. Without ICU, which most who ask must not know. Leaves alone:
/// which languages there are (`known` comes from whoever read the folders). Sources: BCP 47, its
/// subtag registry, ISO 639-3, likely subtags and aliases of CLDR 42.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lotse {

/// As BCP 47 spells them, with a language of two or three letters. What it means is another matter.
bool is_language_tag(std::string_view text);

/// "de_DE.UTF-8" → "de", "prs" → "fa-AF"; nothing if it is no tag at all.
std::optional<std::string> canonical_tag(std::string_view written);

/// Whether both mean one language: sr_Latn and sr-Latn-RS, not ar and ar-SY.
bool same_tag(std::string_view one, std::string_view other);

/// The tag of a language that is called by its tag, by its name in English, German or itself, or by
/// both: "Farsi (prs)". A region in brackets is a region: "English (UK)" is en-GB. Nothing: nobody
/// can know.
std::optional<std::string> language_meant(std::string_view tag_or_name);

/// The one of `known` that is meant, as it stands there. A country nobody has a language for counts
/// as the language without it: of {ar, fa} "ar-SY" is ar.
std::optional<std::string> language_among(std::string_view tag_or_name,
                                          const std::vector<std::string>& known);

}  // namespace lotse
