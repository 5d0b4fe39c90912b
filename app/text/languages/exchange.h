// SPDX-License-Identifier: EUPL-1.2
/// Decides what translators get of a language, and which of the texts that they hand back are
/// taken.
///
/// Taken is a text that keeps the rules of locale_lint.h and whose German text is still the one
/// that the translator saw, as far as the row says. Everything else is refused text by text, with
/// the reason; the rest is taken all the same, unless it is the wrong file: its texts are those of
/// another language (other_language.h), or too many of them are refused.
///
/// Where a row does not carry the German text, the record of the language decides: what was stale
/// stays stale, because nothing says that the translator saw the German text of now; a missing text
/// and one that was up to date count as made from it. A text that the translators' program calls
/// unfinished is taken and is stale. A text that comes back as it is changes nothing, unless it was
/// stale and the translator set its state to done: then it is confirmed.
///
/// Texts are cleaned (core/clean_text.h, core/markup.h) and composed (NFC) before they are looked
/// at, whatever the format; what was taken off one that is taken is remarked. The German text has
/// not changed if both are the same but for white space and what nobody sees. An id counts as
/// German has it, whatever capitals a program gave it. Forms of a plural under ids of their own
/// ("wait.one", "wait_other") are one text. What a failed formula leaves ("#NAME?") is no text.
///
/// Leaves alone: formats and files (codec), who may import, and whether a wrong file is taken all
/// the same.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/configuration/translation.h"
#include "core/language.h"

namespace lotse::text {

enum class Selection { All, Missing, Stale };

/// What people wrote for translators (locales/notes.json): where a text stands, what it does, what
/// not to say. By id, or for all texts whose ids begin with a key that ends in a dot.
using TextNotes = std::map<std::string, std::string>;
/// The note of the id itself, else that of the longest beginning; "": there is none.
std::string note_on(const std::string& id, const TextNotes& notes);

/// Texts of `language` in the order of `ids` (all that German has, file by file), then the names
/// that the language has beyond them. A row's note is what `notes` says, then what its id and its
/// pattern say. Texts that only staff read are there in German alone.
Translation translation_of(const Language& language, const Language& german,
                           const std::vector<std::string>& ids, Selection selection,
                           const TextNotes& notes = {});

/// `all` languages, German among them.
ImportPlan plan_import(const Translation& file, const Language& language, const Language& german,
                       const std::vector<Language>& all);

/// Fingerprints after `changed` and `confirmed` of the plan are taken; what was stale before and is
/// not among them stays stale.
std::set<std::string> made_from_after(const ImportPlan& plan, const Language& language,
                                      const Language& german);
/// Fingerprints if all texts that are there are accepted for the German ones as they are now.
std::set<std::string> made_from_all(const Language& language, const Language& german);
/// The same of the texts of `ids` alone; the others stay stale or fresh as they are.
std::set<std::string> made_from_accepted(const Language& language, const Language& german,
                                         const std::vector<std::string>& ids);

}  // namespace lotse::text
