// SPDX-License-Identifier: EUPL-1.2
/// Decides which words a language has in a centre, and which of them are out of date there: those
/// of its folder, with the centre's own in their place.
///
/// A text of the centre was made from the German text that its author saw, as the configuration
/// records it. A text of a folder was made from the German one that was installed with it, unless
/// the folder records otherwise. Either is stale as soon as the German text, the installed or the
/// centre's own, is another one (core/configuration/translation.h).
///
/// Leaves alone: whether a text is well-formed (text/languages/locale_lint.h), reading folders
/// (codec).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/configuration/configuration.h"
#include "core/configuration/glossary.h"
#include "core/language.h"

namespace lotse {

/// The hard words become texts of the languages. Texts that a language has already stay. A language
/// that lacks a word falls back, as for any text.
void add_hard_words(std::vector<Language>& languages, const std::vector<HardWord>& words);

/// `languages` as installed, with the folders that the configuration adds. A tag of the
/// configuration that is not among them is passed over.
void apply_texts(std::vector<Language>& languages, const Configuration& configuration);

/// The fingerprint to record when somebody saw `german` beside the language's own text of `id` and
/// let it stand. Empty: the folder says so already. `installed_german` may be null.
std::string fingerprint_to_record(const Language& folder, const Language* installed_german,
                                  const std::string& id, const std::string& german);

}  // namespace lotse
