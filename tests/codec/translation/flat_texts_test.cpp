// SPDX-License-Identifier: EUPL-1.2
/// The quick reader takes nothing that the general one refuses, and reads nothing otherwise than
/// that one does.
#include "codec/translation/flat_texts.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "codec/json_reader.h"

namespace lotse::codec {
namespace {

namespace fs = std::filesystem;

std::optional<Texts> quick(const std::string& json) {
    Texts::Builder texts;
    return read_flat_texts(json, texts) ? std::move(texts).finish() : std::nullopt;
}

/// Nothing if it is no object of texts by id.
std::optional<Texts> general(const std::string& json) {
    const Result<Json> parsed = parse_json(json, "file", 1 << 20);
    if (!parsed || !parsed->is_object()) {
        return std::nullopt;
    }
    std::map<std::string, std::string> texts;
    for (const auto& item : parsed->items()) {
        if (!item.value().is_string()) {
            return std::nullopt;
        }
        texts.emplace(item.key(), item.value().get<std::string>());
    }
    return Texts(texts);
}

std::vector<std::string> shipped_files() {
    std::vector<std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(LOTSE_SOURCE_DIR "/locales")) {
        const std::string name = entry.path().filename().string();
        if (entry.path().extension() == ".json" && name != "language.json" &&
            name != "keyboard.json" && name != "sources.json" && name != "occupations.json" &&
            name != "glossary.json" && name != "speech.json" && name != "notes.json") {
            std::ifstream in(entry.path(), std::ios::binary);
            files.emplace_back(std::istreambuf_iterator<char>(in),
                               std::istreambuf_iterator<char>());
        }
    }
    return files;
}

TEST(FlatTexts, read_every_shipped_file_quickly_and_as_the_general_reader_does) {
    int taken = 0, all = 0;
    for (const std::string& json : shipped_files()) {
        const auto expected = general(json);
        const auto read = quick(json);
        ASSERT_TRUE(expected);
        ++all;
        if (read) {
            ++taken;
            EXPECT_EQ(*read, *expected);
        }
    }
    EXPECT_GT(all, 100);
    EXPECT_EQ(taken, all);
}

TEST(FlatTexts, leave_to_the_general_reader_what_is_not_plainly_right) {
    for (const char* json : {"",
                             "{",
                             "[]",
                             "{\"a\":1}",
                             "{\"a\":\"b\",}",
                             "{\"a\":\"b\"}x",
                             "{\"a\" \"b\"}",
                             "{a:\"b\"}",
                             "{\"a\":\"b",
                             "{\"a\":\"\n\"}",
                             "{\"a\":\"\\x\"}",
                             "{\"a\":\"\\u12\"}",
                             "{\"a\":\"\\ud83d\\ude00\"}",
                             "{\"a\":\"\xff\"}",
                             "{\"a\":\"\xc0\xaf\"}",
                             "{\"a\":\"\xed\xa0\x80\"}",
                             "{\"a\":\"\xe2\x82\"}",
                             "{\"a\":\"1\",\"a\":\"2\"}",
                             "\xef\xbb\xbf{}",
                             "{\"a\":\"\\"}) {
        EXPECT_FALSE(quick(json)) << json;
    }
    EXPECT_TRUE(quick(" { } \n"));
    EXPECT_EQ(quick("{\"a\\u00ad\\n\\\"\":\"\\u200c\\/ \\t\"}"),
              general("{\"a\\u00ad\\n\\\"\":\"\\u200c\\/ \\t\"}"));
}

TEST(FlatTexts, read_fingerprints_of_the_usual_form_only) {
    const auto some =
        read_flat_fingerprints(R"( {"made_from": ["0a1b2c3d", "ffffffff", "no fingerprint"]} )");
    ASSERT_TRUE(some);
    EXPECT_EQ(*some, Fingerprints({"ffffffff", "no fingerprint", "0a1b2c3d"}));
    EXPECT_EQ(read_flat_fingerprints(R"({"made_from":[]})"), Fingerprints());
    for (const char* json :
         {"", "{}", R"({"made_from": ["0123abcd", 7]})", R"({"made_from": {}})",
          R"({"made_from": ["0123abcd",]})", R"({"made_from": ["0123abcd"], "more": 1})",
          R"({"other": []})", R"({"made_from": [])"}) {
        EXPECT_FALSE(read_flat_fingerprints(json)) << json;
    }
}

TEST(FlatTexts, take_no_damaged_file_that_the_general_reader_refuses) {
    const std::string whole =
        "{\n  \"id.of.one\": \"A text – \xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7 \\u00ad\\n\",\n  "
        "\"b\": \"\"\n}\n";
    unsigned seed = 11;
    const auto next = [&](std::size_t below) {
        seed = seed * 1664525 + 1013904223;
        return static_cast<std::size_t>(seed >> 8) % below;
    };
    int taken = 0;
    for (int i = 0; i < 20000; ++i) {
        std::string json = whole;
        for (std::size_t k = 0; k <= next(3); ++k) {
            const std::size_t at = next(json.size());
            switch (next(3)) {
                case 0:
                    json[at] = static_cast<char>(next(256));
                    break;
                case 1:
                    json.erase(at, 1 + next(4));
                    break;
                default:
                    json.insert(at, 1, "\"\\{}:, \n\x80\xe2"[next(10)]);
            }
        }
        if (const auto read = quick(json)) {
            ++taken;
            const auto expected = general(json);
            ASSERT_TRUE(expected) << json;
            EXPECT_EQ(*read, *expected) << json;
        }
    }
    EXPECT_GT(taken, 1000);
}

}  // namespace
}  // namespace lotse::codec
