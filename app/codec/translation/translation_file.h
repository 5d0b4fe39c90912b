// SPDX-License-Identifier: EUPL-1.2
/// Writes texts for translators and reads what they hand back, in three formats.
///
/// * Json: flat, id → ICU MessageFormat pattern, "" where there is no translation. What Weblate
///   ("JSON file", monolingual, with the German file as base) and Crowdin read. It says nothing of
///   the language, the German text and the state. Objects inside each other are read as ids with
///   dots ({"page": {"next": …}} is page.next), and so are lists of objects with an id and a text
///   each, and objects of a text and what is said about it.
/// * Xliff: XLIFF 1.2, German and translation side by side, with notes, states and longest lengths.
///   Placeholders are text. Read are 1.1, 1.2 and 2.0 to 2.2. A state "new" or "needs-…" beside a
///   text: `TranslationRow::unfinished`.
/// * Xlsx: one sheet with the columns id, Deutsch, <tag>, Hinweis, Stand; they may be moved and
///   others put between them. Other sheets may stand beside it. The state is a remark: people type
///   a text and leave the column as it is.
///
/// Writing and reading gives the same rows, except what a format does not carry. Files come from
/// anywhere: bounded by limits.h; other encodings than UTF-8 and document types are refused. An
/// error means that nothing could be read; a row that cannot be used is among
/// `Translation::refused`, and the others are read. Ids, headings, tags and states are read without
/// what nobody sees (core/clean_text.h), and that is remarked; a text stands as the file has it.
/// Leaves alone: what a text means for the language (text/languages/exchange.h). Source: OASIS
/// XLIFF 1.2 and 2.1; RFC 8259; spreadsheet.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/configuration/translation.h"
#include "core/error.h"
#include "core/language_tag.h"

namespace lotse::codec {

enum class TranslationFormat : std::uint8_t { FlatJson, Xliff, Xlsx };

/// "json", "xliff", "xlsx".
std::optional<TranslationFormat> translation_format(std::string_view name);
/// By the end of a file's name: .json, .xliff, .xlf, .xlsx.
std::optional<TranslationFormat> translation_format_of_file(std::string_view file);

/// Refused: a text that the format cannot hold.
Result<std::string> write_translation(const Translation& translation, TranslationFormat format);
/// `file` is only named in errors. Json leaves `tag` empty. `wanted`: the language whose column, or
/// whose <file>, is read where there are several; empty: two are refused. `known`: the languages
/// that there are; a heading may then name one in words (core/language_tag.h).
Result<Translation> read_translation(std::string_view bytes, TranslationFormat format,
                                     const std::string& file, std::string_view wanted = {},
                                     const std::vector<std::string>& known = {});

/// For scripts: {tag, taken, changed: [{id, place, before, after, stale_because}], confirmed: [id],
/// refused: [{id, place, what}], remarks: [{id, place, what}], unchanged, empty, wrong_file}.
std::string write_import_plan(const ImportPlan& plan, bool taken);
/// For scripts: one object for each language.
std::string write_statuses(const std::vector<LanguageStatus>& statuses);

}  // namespace lotse::codec
