// SPDX-License-Identifier: EUPL-1.2
#include "codec/translation/text_files.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace lotse::codec {
namespace {

TextFile file(const std::string& name, const std::string& content) {
    auto parsed = parse_text_file(name, content);
    if (!parsed) {
        ADD_FAILURE() << to_string(parsed.error());
        return {};
    }
    return *parsed;
}

std::map<std::string, std::string> edit(const std::vector<TextFile>& own,
                                        const std::vector<TextFile>& german,
                                        const std::map<std::string, std::string>& texts) {
    const auto out = edited(own, german, texts);
    if (!out) {
        ADD_FAILURE() << to_string(out.error());
        return {};
    }
    return *out;
}

const TextFile& german() {
    static const TextFile kFile =
        file("messages.json",
             "{\n  \"a\": \"A\",\n  \"b\": \"B\",\n  \"c\": \"C\",\n  \"d\": \"D\"\n}\n");
    return kFile;
}

TEST(TextFiles, a_change_of_one_text_leaves_every_other_byte) {
    const TextFile own =
        file("messages.json", "{ \"a\" :\t\"x\\u00ad\\\"y\",\n\n    \"b\": \"\\u0041\" }");
    EXPECT_EQ(own.entries[0].text, "x\u00ad\"y");
    EXPECT_EQ(edit({own}, {german()}, {{"a", "n\"e\\w"}}).at("messages.json"),
              "{ \"a\" :\t\"n\\\"e\\\\w\",\n\n    \"b\": \"\\u0041\" }");
    EXPECT_TRUE(edit({own}, {german()}, {}).empty());
}

TEST(TextFiles, a_new_text_stands_after_its_neighbour_of_the_german_file) {
    const TextFile own = file("messages.json", "{\n  \"b\": \"x\"\n}\n");
    EXPECT_EQ(edit({own}, {german()}, {{"a", "1"}, {"c", "3"}, {"d", "4"}}).at("messages.json"),
              "{\n  \"a\": \"1\",\n  \"b\": \"x\",\n  \"c\": \"3\",\n  \"d\": \"4\"\n}\n");
}

TEST(TextFiles, a_file_that_is_not_there_yet_is_made_in_the_german_order) {
    EXPECT_EQ(edit({}, {german()}, {{"c", "3"}, {"a", "1"}}).at("messages.json"),
              "{\n  \"a\": \"1\",\n  \"c\": \"3\"\n}\n");
    EXPECT_EQ(edit({file("messages.json", "{}")}, {german()}, {{"b", "2"}}).at("messages.json"),
              "{\n  \"b\": \"2\"\n}\n");
}

TEST(TextFiles, a_text_stays_in_the_file_in_which_it_stands) {
    const TextFile names = file("calendar.json", "{\n  \"a\": \"x\"\n}\n");
    const auto out = edit({names}, {german()}, {{"a", "y"}});
    EXPECT_EQ(out.size(), 1u);
    EXPECT_EQ(out.at("calendar.json"), "{\n  \"a\": \"y\"\n}\n");
}

TEST(TextFiles, an_id_that_stands_nowhere_is_refused) {
    const auto out = edited({german()}, {german()}, {{"e", "x"}});
    ASSERT_FALSE(out);
    EXPECT_EQ(out.error().where, "e");
}

TEST(TextFiles, invisible_characters_are_escaped_where_the_file_escapes_them) {
    const TextFile escaping =
        file("messages.json", "{\n  \"a\": \"x\\u00ady\",\n  \"b\": \"z\"\n}\n");
    EXPECT_EQ(edit({escaping}, {german()}, {{"b", "p\u00adq\u200cr"}}).at("messages.json"),
              "{\n  \"a\": \"x\\u00ady\",\n  \"b\": \"p\\u00adq\u200cr\"\n}\n");
}

TEST(TextFiles, random_edits_give_the_texts_asked_for_and_nothing_else) {
    std::mt19937 random(7);
    static const std::vector<std::string> kPieces = {"a", "\"",      "\\",  "\n", "ж",   "\u00ad",
                                                     "😀", "\\u00ad", "{n}", "/",  "\x01"};
    const auto text = [&] {
        std::string out;
        for (auto n = random() % 6; n > 0; --n) {
            out += kPieces[random() % kPieces.size()];
        }
        return out;
    };
    TextFile source = file("messages.json", "{}");
    std::map<std::string, std::string> all;
    for (int i = 0; i < 20; ++i) {
        all["id" + std::to_string(i)] = "x";
    }
    source = file("messages.json", edit({}, {[&] {
                                            TextFile made{"messages.json", "", {}};
                                            for (const auto& [id, one] : all) {
                                                made.entries.push_back({id, one, 0, 0, 0});
                                            }
                                            return made;
                                        }()},
                                        all)
                                       .at("messages.json"));
    std::map<std::string, std::string> expected;
    TextFile own = file("messages.json", "{}");
    for (int run = 0; run < 200; ++run) {
        std::map<std::string, std::string> changes;
        for (int n = 0; n < 3; ++n) {
            changes["id" + std::to_string(random() % 20)] = text();
        }
        own = file("messages.json", edit({own}, {source}, changes).at("messages.json"));
        for (const auto& [id, one] : changes) {
            expected[id] = one;
        }
        std::map<std::string, std::string> got;
        std::vector<std::string> order;
        for (const TextFile::Entry& entry : own.entries) {
            got[entry.id] = entry.text;
            order.push_back(entry.id);
        }
        ASSERT_EQ(got, expected) << own.content;
        ASSERT_TRUE(std::is_sorted(order.begin(), order.end()))
            << own.content;  // the order of `source`
    }
}

}  // namespace
}  // namespace lotse::codec
