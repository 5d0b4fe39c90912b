// SPDX-License-Identifier: EUPL-1.2
/// Reads a language folder, locales/<tag>/: language.json, keyboard.json, sources.json (which
/// German texts its own were made from; may be absent), and every other *.json as texts (flat id →
/// pattern).
///
/// Font names are looked up in the font folders, so that a language whose font is missing is
/// refused when the program starts and not when a client needs it. Errors name file, key and what
/// was expected. Leaves alone: whether the texts are complete and whether their patterns are
/// well-formed (the locale lint), how patterns are formatted (text).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/configuration/glossary.h"
#include "core/error.h"
#include "core/language.h"

namespace lotse::codec {

/// Where Debian's Noto packages put their files.
std::vector<std::string> debian_font_folders();

Result<Language> read_language_folder(
    const std::string& folder,
    const std::vector<std::string>& font_folders = debian_font_folders());

/// The files of a folder that is not on the disk: name → content.
using LanguageFiles = std::map<std::string, std::string>;
Result<Language> read_language_files(
    const std::string& tag, const LanguageFiles& files,
    const std::vector<std::string>& font_folders = debian_font_folders());

/// Every folder of `folder` that has a language.json, sorted by tag. One that cannot be used fails
/// the whole. Each gets the fonts of all others behind its own. `added` are folders that are not
/// there; one that is there all the same gives way.
Result<std::vector<Language>> read_languages(
    const std::string& folder, const std::vector<std::string>& font_folders = debian_font_folders(),
    const std::map<std::string, LanguageFiles>& added = {});

/// locales/glossary.json. Errors are Unusable and name the word.
Result<std::vector<HardWord>> read_glossary(const std::string& path);

}  // namespace lotse::codec
