// SPDX-License-Identifier: EUPL-1.2
/// `lotse-tool locale …`: whether language folders are fit to be shown
/// (text/languages/locale_lint.h), how far they are (text/languages/locale_status.h), and the
/// exchange of texts with translators (text/languages/exchange.h,
/// codec/translation/translation_file.h).
#pragma once

#include <string>
#include <vector>

#include "core/error.h"
#include "text/languages/exchange.h"
#include "tools/console.h"

namespace lotse::tools {

struct LintLocales {
    std::string locales;  ///< the folder of language folders
    bool json = false;    ///< an array of {tag, where, what} instead of lines
};
/// Refused if there is a finding; all of them are printed.
Result<void> lint_locales(const LintLocales& request, Console& console);

struct LocaleStatus {
    std::string locales;
    bool json = false;
};
Result<void> locale_status(const LocaleStatus& request, Console& console);

/// locales/notes.json; a folder may be without it.
Result<text::TextNotes> read_notes(const std::string& folder);

struct ExportTexts {
    std::string locales;
    std::string language;
    std::string format;        ///< json, xliff, xlsx
    std::string out = "-";     ///< a new file
    std::string only = "all";  ///< all, missing, stale
};
Result<void> export_texts(const ExportTexts& request, Console& console);

struct ImportTexts {
    std::string file;
    std::string locales;
    std::string language;            ///< empty: the file says so, or its name does ("uk.json")
    std::string german;              ///< Json: the German export that the translators worked from
    bool made_from_current = false;  ///< rows without a German text were made from the present one
    bool anyway = false;             ///< take what can be taken of a file that looks wrong
    bool dry_run = false;
    bool json = false;
};
/// Prints what changes and what is refused. Takes what is fine, or nothing of a file that looks
/// wrong (text/languages/exchange.h); Refused if anything was not taken.
Result<void> import_texts(const ImportTexts& request, Console& console);

struct AcceptTexts {
    std::string locales;
    std::vector<std::string> languages;  ///< empty: all
    std::vector<std::string> ids;        ///< empty: all texts
};
/// Records that texts that are there say what the German ones say now.
Result<void> accept_texts(const AcceptTexts& request, Console& console);

}  // namespace lotse::tools
