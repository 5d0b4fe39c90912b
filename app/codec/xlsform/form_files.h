// SPDX-License-Identifier: EUPL-1.2
/// Where the parts of a form lie: `<questionnaires>/<name>.json` and `<locales>/<tag>/<name>.json`;
/// and the report of an import.
#pragma once

#include <string>
#include <vector>

#include "codec/xlsform/export.h"
#include "codec/xlsform/import.h"
#include "core/error.h"

namespace lotse::codec {

/// The definition, its texts in every language that has them, and the languages' names in
/// themselves.
Result<FormToExport> read_form_files(const std::string& name, const std::string& questionnaires,
                                     const std::string& locales);

/// Of a questionnaire below `folder`.
std::string questionnaire_path(const std::string& folder, const std::string& name);
std::string texts_path(const std::string& folder, const std::string& tag, const std::string& name);

/// Whether the program has files or ids of texts of its own under this name, which a
/// questionnaire's would overwrite or mix with.
bool is_taken_name(const std::string& name);

/// Texts of the program (messages.json) by language; a folder that has none or cannot be read is
/// left out.
FormTexts read_program_texts(const std::string& locales);

/// {"name", "default_language", "files", "texts": {tag: number}, "findings": [{kind, sheet, row,
/// column, cell, what}]}
std::string write_import_report(const std::string& name, const ImportedForm& form,
                                const std::vector<std::string>& files);

/// Arguments NAME=TAG, as of `--language Dari=fa-AF`: what headings call a language → its tag.
Result<std::map<std::string, std::string>> told_languages(
    const std::vector<std::string>& arguments);

}  // namespace lotse::codec
