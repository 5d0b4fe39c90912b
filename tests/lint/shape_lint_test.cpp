// SPDX-License-Identifier: EUPL-1.2
/// How a source file looks, and that it is used.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <regex>
#include <set>

#include "lint/source_tree.h"
#include "support/temp_folder.h"

namespace lotse::lint {
namespace {

/// What a command of the shell prints, on both outputs; its status is asserted by what it printed.
std::string output_of(const std::string& command) {
    std::string out;
    FILE* pipe = popen((command + " 2>&1").c_str(), "r");
    if (pipe == nullptr) return "popen failed";
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) {
        out.push_back(static_cast<char>(c));
    }
    pclose(pipe);
    return out;
}

TEST(ShapeLint, every_source_looks_as_clang_format_14_makes_it) {
    const std::string version = output_of("clang-format --version");
    if (version.find("version 14.") == std::string::npos &&
        version.find("version ") != std::string::npos) {
        GTEST_SKIP() << "other versions format differently: " << version;
    }
    const support::TempFolder folder;
    std::ofstream list(folder.path() + "/files");
    for (const char* top : {"app", "tests"}) {
        for (const SourceFile& file : code_below(top)) {
            list << LOTSE_SOURCE_DIR << '/' << file.path << '\n';
        }
    }
    list.close();
    EXPECT_EQ(
        output_of("xargs -P 2 -n 50 clang-format --dry-run -Werror < " + folder.path() + "/files"),
        "");
}

/// The lines without what stands inside string literals: a long text is no long line of code.
std::vector<std::string> without_literals(const SourceFile& file) {
    std::vector<std::string> out;
    std::string raw_end;  // of the raw string that is open
    for (const std::string& line : file.lines) {
        std::string code;
        for (std::size_t i = 0; i < line.size();) {
            if (!raw_end.empty()) {
                const std::size_t end = line.find(raw_end, i);
                if (end == std::string::npos) break;
                i = end + raw_end.size();
                raw_end.clear();
                continue;
            }
            if (line.compare(i, 2, "//") == 0) {
                code += line.substr(i);
                break;
            }
            if (line.compare(i, 2, "R\"") == 0) {
                const std::size_t open = line.find('(', i);
                raw_end = ")" + line.substr(i + 2, open - i - 2) + "\"";
                i = open + 1;
                continue;
            }
            if (line[i] == '\'' &&
                (i == 0 || std::isalnum(static_cast<unsigned char>(line[i - 1])) == 0)) {
                const std::size_t end = line.find('\'', line[i + 1] == '\\' ? i + 3 : i + 2);
                if (end != std::string::npos) {
                    code += "' '";
                    i = end + 1;
                    continue;
                }
            }
            if (line[i] == '"') {
                std::size_t end = i + 1;
                while (end < line.size() && line[end] != '"') end += line[end] == '\\' ? 2 : 1;
                code += "\"\"";
                i = end + 1;
                continue;
            }
            code += line[i++];
        }
        out.push_back(code);
    }
    return out;
}

std::size_t columns(const std::string& line) {
    return static_cast<std::size_t>(
        std::ranges::count_if(line, [](char c) { return (c & 0xC0) != 0x80; }));
}

TEST(ShapeLint, no_line_of_code_or_comment_is_longer_than_100_columns) {
    for (const char* folder : {"app", "tests"}) {
        for (const SourceFile& file : code_below(folder)) {
            const std::vector<std::string> lines = without_literals(file);
            for (std::size_t i = 0; i < lines.size(); ++i) {
                EXPECT_LE(columns(lines[i]), 100U) << file.path << ':' << i + 1;
            }
        }
    }
    const SourceFile sample{
        "",
        {"f(\"" + std::string(90, 'x') + "\"); // ü", "R\"(" + std::string(120, 'y'),
         std::string(120, 'y') + ")\" z", "'\"' \"a\\\"b\" c"}};
    EXPECT_EQ(without_literals(sample),
              (std::vector<std::string>{"f(\"\"); // ü", "", " z", "' ' \"\" c"}));
    EXPECT_EQ(columns("// ü"), 4U);
}

/// Names that a source defines at the level of namespaces, those in anonymous ones left out: a
/// function's, or the class before "::". Relies on how clang-format lays sources out.
std::vector<std::string> defined_in(const SourceFile& source) {
    static const std::regex kNoFunction(
        R"(^(namespace|using|static|template|enum|struct|class|extern|typedef|constexpr|const|inline)\b)");
    static const std::regex kName(R"(^[^=(]*?((\w+)(<[^()]*>)?::)?(~?\w+|operator[^\s(]+)\s*\()");
    std::vector<std::string> names;
    const std::vector<std::string> lines = without_literals(source);
    bool anonymous = false;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i] == "namespace {") anonymous = true;
        if (lines[i] == "}  // namespace") anonymous = false;
        if (anonymous || lines[i].empty()) continue;
        if (std::isalpha(static_cast<unsigned char>(lines[i][0])) == 0) continue;
        if (std::regex_search(lines[i], kNoFunction)) continue;
        std::string declaration = lines[i];
        while (declaration.find_last_of("{;") != declaration.size() - 1 && i + 1 < lines.size()) {
            declaration += " " + lines[++i];
        }
        std::smatch match;
        if (declaration.ends_with('{') && std::regex_search(declaration, match, kName)) {
            names.push_back(match[2].matched ? match[2].str() + "::" : match[4].str());
        }
    }
    return names;
}

/// Whether the lines declare the function, or the class if the name ends with "::".
bool declares(const SourceFile& file, const std::string& name) {
    const bool is_class = name.ends_with("::");
    const std::regex declaration(is_class ? R"(\b(class|struct)\s+)" +
                                                name.substr(0, name.size() - 2) + R"(\b(?!\s*;))"
                                          : R"(\b)" + name + R"(\s*\()");
    return std::ranges::any_of(
        file.lines, [&](const std::string& line) { return std::regex_search(line, declaration); });
}

TEST(ShapeLint, a_definition_stands_beside_the_header_that_declares_it) {
    for (const SourceFile& source : code_below("app")) {
        const std::string stem = source.path.substr(0, source.path.rfind('.'));
        if (!source.has_extension(".cpp") || stem.find("/main") != std::string::npos) continue;
        const SourceFile header = file_at(stem + ".h");
        for (const std::string& name : defined_in(source)) {
            const bool own_class = name.ends_with("::") && declares(source, name);
            EXPECT_TRUE(own_class || declares(header, name))
                << source.path << " defines " << name << ", which " << stem
                << ".h does not declare";
        }
    }
    const SourceFile sample{
        "",
        {"namespace {", "void hidden() {", "}  // namespace", "int Deep::Inner::f(int a,",
         "                   int b) const {", "Result<std::string> g() {", "int k = f(2);"}};
    EXPECT_EQ(defined_in(sample), (std::vector<std::string>{"Inner::", "g"}));
}

TEST(ShapeLint, every_header_is_included_by_more_than_its_own_source) {
    static const std::regex kOwn(R"re(^\s*#\s*include\s*"([^"]+)")re");
    std::set<std::string> included;
    for (const char* folder : {"app", "tests"}) {
        for (const SourceFile& file : code_below(folder)) {
            const std::string stem = file.path.substr(0, file.path.rfind('.'));
            for (const std::string& line : file.lines) {
                std::smatch match;
                if (!std::regex_search(line, match, kOwn)) continue;
                const std::string header = match[1].str();
                if (!stem.ends_with("/" + header.substr(0, header.size() - 2))) {
                    included.insert(header);
                }
            }
        }
    }
    for (const char* folder : {"app", "tests"}) {
        for (const SourceFile& file : code_below(folder)) {
            if (!file.has_extension(".h")) continue;
            EXPECT_TRUE(included.contains(file.path.substr(file.path.find('/') + 1)))
                << "nothing includes " << file.path;
        }
    }
}

}  // namespace
}  // namespace lotse::lint
