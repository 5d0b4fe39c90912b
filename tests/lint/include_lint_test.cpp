// SPDX-License-Identifier: EUPL-1.2
/// Who may include and link whom: tests/lint/levels.txt is the law, sources and CMake lines are
/// held against it.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <sstream>

#include "lint/source_tree.h"

namespace lotse::lint {
namespace {

struct Folder {
    int level = 0;
    std::set<std::string> uses;
    std::set<std::string> libraries;
};

/// A row of levels.txt, in its order.
struct Row {
    std::string level, name;
    std::set<std::string> uses, libraries;
};

std::set<std::string> words(const std::string& text) {
    std::istringstream stream(text);
    std::set<std::string> out;
    for (std::string word; stream >> word;) out.insert(word);
    return out;
}

std::vector<Row> rows() {
    std::vector<Row> out;
    for (const std::string& line : file_at("tests/lint/levels.txt").lines) {
        if (line.empty() || line.starts_with('#')) continue;
        std::vector<std::string> columns;
        std::istringstream stream(line);
        for (std::string column; std::getline(stream, column, '|');) columns.push_back(column);
        columns.resize(4);
        const std::set<std::string> level = words(columns[0]), name = words(columns[1]);
        EXPECT_EQ(level.size(), 1U) << line;
        EXPECT_EQ(name.size(), 1U) << line;
        out.push_back({*level.begin(), *name.begin(), words(columns[2]), words(columns[3])});
    }
    return out;
}

/// A row without a level is a room inside a folder.
bool is_room(const Row& row) {
    return row.level == "-";
}

std::map<std::string, Folder> folders() {
    std::map<std::string, Folder> out;
    for (const Row& row : rows()) {
        if (!is_room(row)) out[row.name] = {std::stoi(row.level), row.uses, row.libraries};
    }
    return out;
}

/// Room → the rooms of the same folder that it may include.
std::map<std::string, std::set<std::string>> rooms() {
    std::map<std::string, std::set<std::string>> out;
    for (const Row& row : rows()) {
        if (is_room(row)) out[row.name] = row.uses;
    }
    return out;
}

/// Beginnings of angle-bracket includes and the library they belong to.
const std::pair<const char*, const char*> kLibraries[] = {
    {"unicode/", "icu"},       {"hb", "harfbuzz"},          {"ft2build.h", "freetype"},
    {"freetype/", "freetype"}, {"nlohmann/", "nlohmann"},   {"toml++/", "toml++"},
    {"zip.h", "zip"},          {"pugixml", "pugixml"},      {"xlsxwriter", "xlsxwriter"},
    {"sodium", "sodium"},      {"sqlite3.h", "sqlite3"},    {"libpq-fe.h", "libpq"},
    {"curl/", "curl"},         {"espeak-ng/", "espeak-ng"}, {"SDL", "sdl"},
    {"cairo", "cairo"},        {"qrencode.h", "qrencode"},  {"imgui", "imgui"},
    {"png.h", "png"},          {"systemd/", "systemd"},     {"boost/", "boost"},
    {"openssl/", "openssl"},   {"CLI/", "cli11"},           {"spdlog/", "spdlog"},
    {"sys/", "posix"},         {"netinet/", "posix"},       {"arpa/", "posix"},
    {"linux/", "posix"},       {"unistd.h", "posix"},       {"fcntl.h", "posix"},
    {"signal.h", "posix"},     {"poll.h", "posix"},         {"string.h", "posix"},
    {"strings.h", "posix"},    {"stdlib.h", "posix"},       {"time.h", "posix"},
    {"errno.h", "posix"},      {"pwd.h", "posix"},          {"netdb.h", "posix"},
    {"termios.h", "posix"},    {"malloc.h", "posix"},       {"link.h", "posix"},
    {"dlfcn.h", "posix"},      {"spawn.h", "posix"},        {"sched.h", "posix"},
    {"semaphore.h", "posix"},  {"dirent.h", "posix"},       {"ifaddrs.h", "posix"},
    {"net/", "posix"},         {"grp.h", "posix"},          {"locale.h", "posix"},
    {"langinfo.h", "posix"},   {"limits.h", "posix"},       {"syslog.h", "posix"},
    {"ftw.h", "posix"},        {"glob.h", "posix"},         {"getopt.h", "posix"},
    {"utime.h", "posix"},      {"pthread.h", "posix"},      {"X11/", "x11"},
    {"alsa/", "alsa"},         {"wayland-", "wayland"},     {"opusfile.h", "opusfile"},
    {"sonic.h", "sonic"},      {"sndfile.h", "sndfile"},    {"opusenc.h", "opusenc"},
    {"ebur128.h", "ebur128"}};

/// The C++ standard library's headers have neither a dot nor a slash.
bool is_standard(const std::string& header) {
    return header.find_first_of("./") == std::string::npos;
}

std::optional<std::string> library_of(const std::string& header) {
    for (const auto& [beginning, library] : kLibraries) {
        if (header.starts_with(beginning)) return library;
    }
    return std::nullopt;
}

/// What is wrong with one line of a file of `folder`; empty if nothing.
std::string problem_of(const std::string& line, const std::string& folder,
                       const std::map<std::string, Folder>& law) {
    static const std::regex kOwn(R"re(^\s*#\s*include\s*"([^"]+)")re");
    static const std::regex kOutside(R"re(^\s*#\s*include\s*<([^>]+)>)re");
    const Folder& room = law.at(folder);
    std::smatch match;
    const bool quoted = std::regex_search(line, match, kOwn);
    if (!quoted && !std::regex_search(line, match, kOutside)) return {};
    const std::string header = match[1];
    const std::string target = header.substr(0, header.find('/'));
    if (quoted && law.contains(target)) {
        const bool allowed = target == folder || room.uses.contains(target);
        return allowed ? "" : folder + " may not include " + target;
    }
    if (is_standard(header)) return {};
    const auto library = library_of(header);
    if (!library) {
        return quoted ? "is not relative to app/" : "is of a library that levels.txt does not know";
    }
    return room.libraries.contains(*library) ? "" : folder + " may not see " + *library;
}

TEST(IncludeLint, a_folder_only_uses_folders_of_a_lower_level) {
    const auto law = folders();
    ASSERT_EQ(law.size(), 15U);
    for (const auto& [folder, room] : law) {
        for (const std::string& use : room.uses) {
            ASSERT_TRUE(law.contains(use)) << use;
            // base stands beside core and uses its values; core uses nothing.
            const bool lower =
                law.at(use).level < room.level || (folder == "base" && use == "core");
            EXPECT_TRUE(lower) << folder << " uses " << use;
        }
    }
}

TEST(IncludeLint, every_include_is_allowed_to_its_folder) {
    const auto law = folders();
    for (const auto& file : code_below("app")) {
        const std::string folder = file.path.substr(4, file.path.find('/', 4) - 4);
        ASSERT_TRUE(law.contains(folder))
            << file.path << " stands in a folder that levels.txt does not know";
        for (std::size_t i = 0; i < file.lines.size(); ++i) {
            const std::string problem = problem_of(file.lines[i], folder, law);
            EXPECT_EQ(problem, "") << file.path << ':' << i + 1 << ": " << file.lines[i];
        }
    }
}

TEST(IncludeLint, a_room_only_uses_rooms_of_lower_floors) {
    std::set<std::string> lower;
    for (const Row& row : rows()) {
        if (!is_room(row)) continue;
        for (const std::string& use : row.uses) {
            EXPECT_TRUE(lower.contains(use)) << row.name << " uses " << use;
            EXPECT_EQ(use.substr(0, use.find('/')), row.name.substr(0, row.name.find('/')));
        }
        lower.insert(row.name);
    }
    EXPECT_GT(lower.size(), 20U);
}

/// "core/form" of "core/form/answers.h", "core" of "core/error.h".
std::string room_of(const std::string& path) {
    return path.substr(0, path.rfind('/'));
}

TEST(IncludeLint, no_arrow_between_rooms_runs_back) {
    static const std::regex kOwn(R"re(^\s*#\s*include\s*"([^"]+)")re");
    const auto law = rooms();
    std::set<std::string> divided;  // folders that have rooms
    for (const auto& [room, uses] : law) divided.insert(room.substr(0, room.find('/')));
    for (const auto& file : code_below("app")) {
        const std::string room = room_of(file.path.substr(4));
        const std::string folder = room.substr(0, room.find('/'));
        if (!divided.contains(folder)) continue;
        ASSERT_TRUE(law.contains(room)) << file.path << " stands in no room of levels.txt";
        for (std::size_t i = 0; i < file.lines.size(); ++i) {
            std::smatch match;
            if (!std::regex_search(file.lines[i], match, kOwn)) continue;
            const std::string target = room_of(match[1].str());
            if (target == room || target.substr(0, target.find('/')) != folder) continue;
            EXPECT_TRUE(law.at(room).contains(target))
                << file.path << ':' << i + 1 << ": " << room << " may not include " << target;
        }
    }
}

TEST(IncludeLint, what_is_forbidden_is_found) {
    const auto law = folders();
    EXPECT_EQ(problem_of("#include \"core/error.h\"", "ui", law), "");
    EXPECT_EQ(problem_of("#include \"speech/voice.h\"", "ui", law), "ui may not include speech");
    EXPECT_EQ(problem_of("  # include \"store/outbox.h\"", "sync", law),
              "sync may not include store");
    EXPECT_EQ(problem_of("#include <sqlite3.h>", "core", law), "core may not see sqlite3");
    EXPECT_EQ(problem_of("#include <unistd.h>", "core", law), "core may not see posix");
    EXPECT_EQ(problem_of("#include \"error.h\"", "core", law), "is not relative to app/");
    EXPECT_NE(problem_of("#include <glib.h>", "text", law), "");
    EXPECT_EQ(problem_of("#include <vector>", "core", law), "");
}

TEST(IncludeLint, the_link_lines_follow_the_same_table) {
    const auto law = folders();
    static const std::regex kLibrary(R"(lotse_library\(\s*(\w+)([^)]*)\))");
    for (const auto& [folder, room] : law) {
        std::string text;
        for (const std::string& line : file_at("app/" + folder + "/CMakeLists.txt").lines) {
            text += line + " ";
        }
        if (text.empty()) continue;  // the folder is not built yet
        if (text.find("lotse_library(") == std::string::npos) {
            // A program of its own, such as one under another licence: it links nothing of ours.
            EXPECT_EQ(room.uses, std::set<std::string>{}) << folder;
            EXPECT_EQ(text.find(" lotse_"), std::string::npos) << folder;
            continue;
        }
        std::smatch match;
        if (!std::regex_search(text, match, kLibrary)) {
            // A program alone, which links nothing of ours.
            EXPECT_TRUE(room.uses.empty()) << folder;
            EXPECT_EQ(text.find("lotse_"), std::string::npos) << folder;
            continue;
        }
        EXPECT_EQ(match[1].str(), folder);
        std::set<std::string> linked;
        bool in_uses = false;
        std::istringstream arguments(match[2].str());
        for (std::string word; arguments >> word;) {
            if (word == "USES" || word == "PACKAGES" || word == "LINKS") {
                in_uses = word == "USES";
            } else if (in_uses) {
                linked.insert(word);
            }
        }
        for (const std::string& use : linked) {
            EXPECT_TRUE(room.uses.contains(use)) << folder << " may not link " << use;
        }
        for (const auto& file : code_below("app/" + folder)) {
            static const std::regex kOwn(R"re(^\s*#\s*include\s*"([^"/]+)/)re");
            for (const std::string& line : file.lines) {
                if (std::regex_search(line, match, kOwn) && match[1].str() != folder) {
                    EXPECT_TRUE(linked.contains(match[1].str()))
                        << file.path << " includes " << match[1].str() << ", which is not in USES";
                }
            }
        }
    }
}

}  // namespace
}  // namespace lotse::lint
