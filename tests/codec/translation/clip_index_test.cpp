// SPDX-License-Identifier: EUPL-1.2
#include "codec/translation/clip_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <random>

#include "core/limits.h"
#include "support/temp_folder.h"

namespace lotse::codec {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string entry(const std::string& file, const std::string& rest = {}) {
    return R"({"a": {"file": ")" + file +
           R"(", "of": "1a2b3c4d", "made": "recorded", "ms": 1900, "lufs": -23.1)" + rest + "}}";
}

TEST(ClipIndex, comes_back_as_it_was_written) {
    ClipIndex index;
    index.clips["idle.text#1"] = {"idle.text#1.opus", "1a2b3c4d", false, "Sprecherin 1", 1900, -23};
    index.clips["a"] = {"a.opus", "00000000", true, "", 1, -22.5};
    const Result<ClipIndex> read = parse_clip_index(write_clip_index(index), "index.json");
    ASSERT_TRUE(read.ok()) << to_string(read.error());
    EXPECT_EQ(*read, index);
}

TEST(ClipIndex, names_no_file_outside_of_its_folder) {
    EXPECT_THAT(parse_clip_index(entry("a.opus"), "i")->findings, IsEmpty());
    for (const char* file : {"../a.opus", "/etc/a.opus", "b/a.opus", ".opus", ".a.opus", "a.wav",
                             "", "..\\\\a.opus", "a\\n.opus", "a\\u0000.opus"}) {
        const Result<ClipIndex> read = parse_clip_index(entry(file), "i");
        ASSERT_TRUE(read.ok()) << file << ": " << to_string(read.error());
        EXPECT_THAT(read->clips, IsEmpty()) << file;
        EXPECT_THAT(read->findings, ElementsAre(HasSubstr("a"))) << file;
    }
}

TEST(ClipIndex, keeps_the_other_clips_when_one_entry_is_wrong) {
    const Result<ClipIndex> read = parse_clip_index(
        R"({"a": {"file": "a.opus", "of": "1a2b3c4d", "made": "recorded", "ms": 5, "lufs": -23},
            "b": 7, "c": {}, "d": {"file": "d.opus", "of": "no", "made": "recorded", "ms": 5, "lufs": 0},
            "e": {"file": "e.opus", "of": "1a2b3c4d", "made": "sung", "ms": 5, "lufs": 0},
            "f": {"file": "f.opus", "of": "1a2b3c4d", "made": "recorded", "ms": -1, "lufs": 0},
            "g": {"file": "g.opus", "of": "1a2b3c4d", "made": "recorded", "ms": 1e99, "lufs": 0}})",
        "i");
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read->clips.size(), 1U);
    EXPECT_EQ(read->findings.size(), 6U);
}

TEST(ClipIndex, is_refused_as_a_whole_when_it_is_none) {
    for (const char* text : {"", "[]", "7", "{", R"({"a": )", "\"a\"", "null"}) {
        EXPECT_FALSE(parse_clip_index(text, "i").ok()) << text;
    }
    EXPECT_FALSE(parse_clip_index(std::string(limits::kLargestClipIndexBytes + 1, ' '), "i").ok());
    const support::TempFolder folder;
    EXPECT_THAT(read_clip_index(folder.path("nowhere"))->clips, IsEmpty());
    std::ofstream(folder.path("index.json")) << "{broken";
    EXPECT_FALSE(read_clip_index(folder.path("")).ok());
}

TEST(ClipIndex, ends_whatever_bytes_it_is_given) {
    const std::string whole = entry("a.opus", R"(, "speaker": "x")");
    std::mt19937 random(214);
    for (int i = 0; i < 3000; ++i) {
        std::string text = whole;
        for (unsigned changes = random() % 4 + 1; changes > 0; --changes) {
            text[random() % text.size()] = static_cast<char>(random() % 256);
        }
        const Result<ClipIndex> read = parse_clip_index(text, "i");
        if (!read) continue;
        for (const auto& [id, clip] : read->clips) {
            EXPECT_EQ(clip.file.find('/'), std::string::npos) << text;
        }
    }
}

}  // namespace
}  // namespace lotse::codec
