// SPDX-License-Identifier: EUPL-1.2
/// Decides whether a language folder is fit to be shown: texts, fonts, keyboard, settings.
///
/// Leaves alone: whether a translation is good (a person's work), reading files (codec).
/// German is the source: its ids, arguments and select keys are what every other language is held
/// against. Texts that only staff read (`is_for_staff`) exist in German alone; names that ICU may
/// know better (`is_name`) may differ between folders. Source: ICU 72 PluralRules, MessagePattern,
/// exemplar sets of CLDR 42; UAX #9 for bidi controls.
#pragma once

#include <string>
#include <vector>

#include "core/language.h"

namespace lotse::text {

std::string to_string(const Finding& finding);

bool is_for_staff(const std::string& id);
/// `region.`, `language_name.` and `month.` texts.
bool is_name(const std::string& id);

/// Settings: locale, direction, script, calendars, fallback chain.
std::vector<Finding> lint_settings(const Language& language, const std::vector<Language>& all);
/// The texts of a folder by themselves: well-formed patterns, complete plurals, no ASCII
/// apostrophe, balanced bidi controls, no stray white space, composed characters (NFC).
std::vector<Finding> lint_texts(const Language& language);
/// The texts of a folder against the German ones: same ids, same arguments, same select keys, short
/// texts short.
std::vector<Finding> lint_against_german(const Language& language, const Language& german);
/// Every character of texts, names, months, keys and of all endonyms has a glyph, regular and bold.
std::vector<Finding> lint_fonts(const Language& language, const std::vector<Language>& all);
/// Every letter of the language, both cases, digits and the Latin alphabet can be typed; layers and
/// rows keep their form.
std::vector<Finding> lint_keyboard(const Language& language);

/// All of the above for every language. Without a German folder that is the only finding.
std::vector<Finding> lint_locales(const std::vector<Language>& languages);

}  // namespace lotse::text
