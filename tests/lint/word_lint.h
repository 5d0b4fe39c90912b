// SPDX-License-Identifier: EUPL-1.2
/// What the words of the client's texts must keep to, beyond being well-formed: the glossary, short
/// sentences, the rules of Leichte Sprache, one kind of digits.
///
/// A sentence ends at a full stop, question mark, exclamation mark or ellipsis, not at the stop
/// behind a number ("1. Januar"); for counting words it ends at a colon too. All branches of a
/// plural or select are judged, each in its sentence. Leaves alone: what only staff read; whether a
/// translation says what the German says (text/languages). Sources: DIN SPEC 33429:2025 (Leichte
/// Sprache: short sentences, one in a line; dots only between whole words).
#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/configuration/glossary.h"
#include "core/language.h"

namespace lotse::lint {

constexpr const char* kEasyGerman = "de-x-leicht";

bool is_for_clients(const std::string& id);
/// What readers may get to see of a pattern: one text for each combination of its branches, with
/// "X" for an argument.
std::vector<std::string> readings(const std::string& pattern);
/// Whether `word` stands in `text` as a word of its own, whatever its capitals; soft hyphens do not
/// count.
bool has_word(const std::string& text, const std::string& word);
/// The same where endings may follow: languages put theirs on German words ("Jobcenterê").
bool has_beginning(const std::string& text, const std::string& word);

/// German words that translations have to keep and do not, or keep and should not. A term to keep
/// is wanted where the German text has it, and where any translation has it in brackets.
std::vector<Finding> lint_kept_terms(const std::vector<Language>& languages,
                                     const std::vector<HardWord>& terms);
/// German words that the glossary has another one for.
std::vector<Finding> lint_forbidden(const Language& german, const std::vector<HardWord>& terms);
/// Sentences with more words than `most`.
std::vector<Finding> lint_sentences(const Language& language, std::size_t most);
/// Leichte Sprache: lines with more than one sentence.
std::vector<Finding> lint_lines(const Language& easy);
/// Leichte Sprache: middle dots in short words, behind a prefix, before a suffix.
std::vector<Finding> lint_dots(const Language& easy);
/// Digits that are not those in which ICU prints numbers for the language. Left out: what stands
/// beside Latin letters (A1, § 16d) and in a bracket with German words.
std::vector<Finding> lint_digits(const Language& language);
/// Texts that no code names: neither the whole id nor, ending in a dot, a beginning of it whose
/// rest is a name in the settings or the code.
std::vector<Finding> lint_unused(const Language& german, const std::set<std::string>& named);
/// The glossary itself: order, languages, lengths of explanations, terms that no text has, spoken
/// forms (of languages that have any) that are missing or say other letters.
std::vector<Finding> lint_glossary(const std::vector<HardWord>& terms,
                                   const std::vector<Language>& languages);

}  // namespace lotse::lint
