// SPDX-License-Identifier: EUPL-1.2
/// Decides what is known of a language before anybody has translated a word: from its tag, however
/// it is written, or its name (core/language_tag.h).
///
/// Direction, script, digits, calendars, plural categories, names of countries and the language's
/// own name come from ICU; faces and line height from the script; the keyboard is made from the
/// language's letters (CLDR's exemplar set), above a Latin layer, a layer of digits and one of
/// accents. A person who writes the language improves the keyboard later. Leaves alone: texts
/// (there are none yet), where folders lie, what clients are offered. Errors: Refused if
/// nobody can know which language is meant, or ICU knows nothing of it. Sources: BCP 47, CLDR 42 in
/// ICU 72.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/language.h"

namespace lotse::text {

struct NewLanguage {
    Language language;  ///< without fonts' folders: file names as in language.json
    std::map<std::string, std::string> files;  ///< language.json, keyboard.json, messages.json
    std::vector<std::string> plural_categories;
    std::string digits;                         ///< as the language writes them, from zero to nine
    std::vector<std::string> sample_countries;  ///< names of some countries
};

/// What espeak-ng 1.51 speaks, by its own names: the voices that folders may name.
const std::vector<std::string>& synthesiser_voices();

/// `voices`: what the synthesiser speaks (tags of espeak-ng), so that a voice is only named where
/// there is one.
Result<NewLanguage> propose_language(const std::string& written,
                                     const std::vector<std::string>& voices = {});

}  // namespace lotse::text
