// SPDX-License-Identifier: EUPL-1.2
#include "codec/translation/text_files.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "codec/json_reader.h"
#include "core/limits.h"
#include "core/utf8.h"

namespace lotse::codec {
namespace {

namespace fs = std::filesystem;

/// What nobody sees in an editor.
bool is_invisible(char32_t c) {
    return c == 0x00AD || c == 0x061C || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202F) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

std::string escape_of(char32_t c) {
    char buffer[8];
    std::snprintf(buffer, sizeof buffer, "\\u%04x", static_cast<unsigned>(c));
    return buffer;
}

/// In quotes, invisible characters as `content` writes them.
std::string quoted(const std::string& text, const std::string& content) {
    std::string out = Json(text).dump();
    for (const char32_t c : code_points(text)) {
        if (!is_invisible(c) || content.find(escape_of(c)) == std::string::npos) {
            continue;
        }
        const std::string literal = utf8(std::u32string(1, c));
        for (auto at = out.find(literal); at != std::string::npos; at = out.find(literal, at)) {
            out.replace(at, literal.size(), escape_of(c));
        }
    }
    return out;
}

/// Where the quoted strings of valid JSON stand: first byte, byte behind.
std::vector<std::pair<std::size_t, std::size_t>> strings_in(const std::string& json) {
    std::vector<std::pair<std::size_t, std::size_t>> out;
    for (std::size_t at = json.find('"'); at != std::string::npos; at = json.find('"', at)) {
        const std::size_t begin = at++;
        while (json[at] != '"') {
            at += json[at] == '\\' ? 2 : 1;
        }
        out.emplace_back(begin, ++at);
    }
    return out;
}

struct Patch {
    std::size_t begin = 0, end = 0;
    std::string replacement;
};

std::string line_of(const std::string& id, const std::string& text, const std::string& content) {
    return Json(id).dump() + ": " + quoted(text, content);
}

std::string new_file(const std::vector<std::pair<std::string, std::string>>& texts) {
    std::string out = "{";
    for (const auto& [id, text] : texts) {
        out += (out.size() > 1 ? ",\n  " : "\n  ") + line_of(id, text, "");
    }
    return out + "\n}\n";
}

const TextFile* file_with(const std::vector<TextFile>& files, const std::string& id) {
    for (const TextFile& file : files) {
        if (std::ranges::find(file.entries, id, &TextFile::Entry::id) != file.entries.end()) {
            return &file;
        }
    }
    return nullptr;
}

/// The file with `changed` in place, then with `added` after their neighbours of `order`.
std::string patched(const TextFile& file, const std::map<std::string, std::string>& changed,
                    const std::vector<std::pair<std::string, std::string>>& added,
                    const std::vector<std::string>& order) {
    if (file.entries.empty()) {
        return new_file(added);
    }
    std::vector<Patch> patches;
    for (const TextFile::Entry& entry : file.entries) {
        if (const auto text = changed.find(entry.id); text != changed.end()) {
            patches.push_back({entry.begin, entry.end, quoted(text->second, file.content)});
        }
    }
    for (const auto& [id, text] : added) {
        const TextFile::Entry* neighbour = nullptr;
        for (const std::string& other : order) {
            if (other == id) {
                break;
            }
            const auto there = std::ranges::find(file.entries, other, &TextFile::Entry::id);
            neighbour = there == file.entries.end() ? neighbour : &*there;
        }
        if (neighbour != nullptr) {
            patches.push_back(
                {neighbour->end, neighbour->end, ",\n  " + line_of(id, text, file.content)});
        } else {
            const std::size_t first = file.entries.front().key;
            patches.push_back({first, first, line_of(id, text, file.content) + ",\n  "});
        }
    }
    std::ranges::stable_sort(patches, {}, &Patch::begin);
    std::string out;
    std::size_t at = 0;
    for (const Patch& patch : patches) {
        out.append(file.content, at, patch.begin - at).append(patch.replacement);
        at = patch.end;
    }
    return out.append(file.content, at);
}

}  // namespace

bool holds_settings(std::string_view file_name) {
    return file_name == "language.json" || file_name == "keyboard.json" ||
           file_name == "sources.json" || file_name == "speech.json" ||
           file_name == "occupations.json";
}

Result<std::vector<std::string>> text_file_names(const std::string& folder) {
    std::vector<std::string> names;
    std::error_code failed;
    for (fs::directory_iterator it(folder, failed), end; !failed && it != end;
         it.increment(failed)) {
        const std::string name = it->path().filename().string();
        if (it->path().extension() == ".json" && !holds_settings(name)) {
            names.push_back(name);
        }
    }
    if (failed) {
        return Error{Kind::Unusable, folder, "cannot be listed: " + failed.message()};
    }
    std::ranges::sort(names);
    return names;
}

Result<TextFile> parse_text_file(const std::string& name, std::string content) {
    const Result<Json> json = parse_json(content, name, limits::kLargestLanguageFileBytes);
    if (!json) {
        return Error{Kind::Unusable, json.error().where, json.error().detail};
    }
    if (!json->is_object()) {
        return Error{Kind::Unusable, name, "expected an object { } of texts by id"};
    }
    TextFile file{name, std::move(content), {}};
    for (const auto& item : json->items()) {
        if (!item.value().is_string()) {
            return Error{Kind::Unusable, name, "\"" + item.key() + "\" expected text in quotes"};
        }
        file.entries.push_back({item.key(), item.value().get<std::string>(), 0, 0, 0});
    }
    const auto strings = strings_in(file.content);
    LOTSE_CHECK(strings.size() == 2 * file.entries.size());
    for (std::size_t i = 0; i < file.entries.size(); ++i) {
        file.entries[i].key = strings[2 * i].first;
        file.entries[i].begin = strings[2 * i + 1].first;
        file.entries[i].end = strings[2 * i + 1].second;
    }
    return file;
}

Result<std::vector<TextFile>> read_text_files(const std::string& folder) {
    const Result<std::vector<std::string>> names = text_file_names(folder);
    if (!names) {
        return names.error();
    }
    std::vector<TextFile> files;
    for (const std::string& name : *names) {
        Result<std::string> content =
            read_file(folder + "/" + name, limits::kLargestLanguageFileBytes);
        if (!content) {
            return content.error();
        }
        Result<TextFile> file = parse_text_file(name, std::move(*content));
        if (!file) {
            return Error{file.error().kind, folder + "/" + file.error().where, file.error().detail};
        }
        files.push_back(std::move(*file));
    }
    return files;
}

std::vector<std::string> ids_in_order(const std::vector<TextFile>& files) {
    std::vector<std::string> ids;
    for (const TextFile& file : files) {
        for (const TextFile::Entry& entry : file.entries) {
            ids.push_back(entry.id);
        }
    }
    return ids;
}

Result<std::map<std::string, std::string>> edited(const std::vector<TextFile>& own,
                                                  const std::vector<TextFile>& german,
                                                  const std::map<std::string, std::string>& texts) {
    struct Changes {
        std::map<std::string, std::string> changed;
        std::vector<std::pair<std::string, std::string>> added;
    };
    std::map<std::string, Changes> by_file;
    for (const auto& [id, text] : texts) {
        if (const TextFile* file = file_with(own, id)) {
            by_file[file->name].changed.emplace(id, text);
        } else if (file_with(german, id) == nullptr) {
            return Error{Kind::Refused, id, "stands in no file, neither here nor in German"};
        }
    }
    const std::vector<std::string> order = ids_in_order(german);
    for (const TextFile& file : german) {
        for (const TextFile::Entry& entry : file.entries) {
            const auto text = texts.find(entry.id);
            if (text != texts.end() && file_with(own, entry.id) == nullptr) {
                by_file[file.name].added.emplace_back(entry.id, text->second);
            }
        }
    }
    std::map<std::string, std::string> out;
    for (const auto& [name, changes] : by_file) {
        const auto file = std::ranges::find(own, name, &TextFile::name);
        out[name] = file == own.end() ? new_file(changes.added)
                                      : patched(*file, changes.changed, changes.added, order);
    }
    return out;
}

std::string write_sources(const std::set<std::string>& made_from) {
    Json json;
    json["made_from"] = Json::array();
    for (const std::string& fingerprint : made_from) {
        json["made_from"].push_back(fingerprint);
    }
    return json.dump(2) + '\n';
}

}  // namespace lotse::codec
