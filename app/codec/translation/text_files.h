// SPDX-License-Identifier: EUPL-1.2
/// Changes texts of a language folder without touching anything else of its files: every other byte
/// stays.
///
/// A text stands in the file in which it stands already; a new one in the file of that name in
/// which German has it, after its neighbour there. New files are written as the shipped ones are:
/// one text in a line, two spaces. Invisible characters are escaped where the file escapes them.
/// Errors are Unusable and name the file. Leaves alone: whether a text is any good (text).
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace lotse::codec {

struct TextFile {
    std::string name;  ///< "messages.json"
    std::string content;
    struct Entry {
        std::string id, text;
        std::size_t key = 0, begin = 0,
                    end = 0;  ///< bytes of the id's and the text's quoted form in `content`
    };
    std::vector<Entry> entries;  ///< in the file's order
};

/// language.json, keyboard.json, speech.json, sources.json, occupations.json: what a language
/// folder holds besides texts.
bool holds_settings(std::string_view file_name);
/// Names of the files of a language folder that hold texts, sorted.
Result<std::vector<std::string>> text_file_names(const std::string& folder);
Result<TextFile> parse_text_file(const std::string& name, std::string content);
Result<std::vector<TextFile>> read_text_files(const std::string& folder);

/// All ids, file by file.
std::vector<std::string> ids_in_order(const std::vector<TextFile>& files);

/// New contents by file name, of those that change. Texts whose place is nowhere (an id that
/// neither folder has) are Refused.
Result<std::map<std::string, std::string>> edited(const std::vector<TextFile>& own,
                                                  const std::vector<TextFile>& german,
                                                  const std::map<std::string, std::string>& texts);

/// Content of sources.json (core/configuration/translation.h).
std::string write_sources(const std::set<std::string>& made_from);

}  // namespace lotse::codec
