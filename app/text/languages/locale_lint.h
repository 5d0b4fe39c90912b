// SPDX-License-Identifier: EUPL-1.2
/// Decides whether a language folder is fit to be shown: texts, fonts, keyboard, settings.
///
/// Leaves alone: whether a translation is good (a person's work), reading files (codec).
/// German is the source: its ids, arguments and select keys are what every other language is held
/// against. Texts that only staff read (`is_for_staff`) need no other language; names that ICU may
/// know better (`is_name`) may differ between folders. Source: ICU 72 PluralRules, MessagePattern,
/// exemplar sets of CLDR 42; UAX #9 for bidi controls.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/configuration/configuration.h"
#include "core/language.h"

namespace lotse::text {

std::string to_string(const Finding& finding);

/// The rules that findings name, and the names of the details that come with each.
const std::map<std::string, std::vector<std::string>>& finding_rules();

/// Settings: locale, direction, script, calendars, fallback chain.
std::vector<Finding> lint_settings(const Language& language, const std::vector<Language>& all);
/// The texts of a folder by themselves: well-formed patterns, complete plurals, no ASCII
/// apostrophe, balanced bidi controls, no stray white space, composed characters (NFC), words of
/// one script, letters of the language (word_rules.h).
std::vector<Finding> lint_texts(const Language& language);
/// The texts of a folder against the German ones: same ids, same arguments, same select keys, short
/// texts short, none older than the German one, all in a script of the language.
std::vector<Finding> lint_against_german(const Language& language, const Language& german);
/// The spoken forms of a folder (speech.json) say texts that it has, as they are now.
std::vector<Finding> lint_speech(const Language& language);
/// Every character of texts, names, months, keys and of all endonyms has a glyph, regular and bold.
std::vector<Finding> lint_fonts(const Language& language, const std::vector<Language>& all);

/// Characters that fit where a short German text stands, 0: it may be long.
std::size_t longest_text(const std::string& id, const std::string& german);
/// What lint_fonts would complain about, by character: "U+1234 (where it stands)".
std::vector<std::string> missing_glyphs(const Language& language, const std::vector<Language>& all);

/// The rules of lint_texts and lint_against_german for texts that are not in the folder yet: while
/// somebody types, and before an import. Both languages must outlive it.
class TextRules {
public:
    TextRules(const Language& language, const Language& german);
    ~TextRules();

    /// What is wrong with `pattern` as the text of `id`; empty: nothing.
    std::vector<Finding> findings(const std::string& id, const std::string& pattern);
    /// The same in words alone.
    std::vector<std::string> broken(const std::string& id, const std::string& pattern);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// TextRules for what a centre's configuration brings: its own texts, and those of the folders it
/// adds. `languages` as installed, with those folders. German texts are held against the installed
/// ones, whose arguments are the program's; the others against the German ones as they become.
std::vector<Finding> lint_configuration(const std::vector<Language>& languages,
                                        const Configuration& configuration);

/// All of the above, the keyboards (keyboard_lint.h) and the words (word_rules.h) of every
/// language, and that no folder holds another language's texts (other_language.h). Without a German
/// folder that is the only finding.
std::vector<Finding> lint_locales(const std::vector<Language>& languages);

}  // namespace lotse::text
