// SPDX-License-Identifier: EUPL-1.2
#include "core/texts.h"

#include <gmock/gmock.h>

#include <cstdio>
#include <set>

#include "core/fingerprints.h"

namespace lotse {
namespace {

using testing::ElementsAre;
using testing::Pair;

Texts built(const std::vector<std::pair<std::string, std::string>>& texts) {
    Texts::Builder builder;
    for (const auto& [id, text] : texts) {
        builder.add(id, text);
    }
    return *std::move(builder).finish();
}

TEST(Texts, stand_in_the_order_of_their_ids_however_they_came_in) {
    const Texts texts = built({{"b", "zwei"}, {"a.long.id.of.a.text", "eins"}, {"c", ""}});
    EXPECT_THAT(texts,
                ElementsAre(Pair("a.long.id.of.a.text", "eins"), Pair("b", "zwei"), Pair("c", "")));
    EXPECT_EQ(texts.view("b"), "zwei");
    EXPECT_EQ(texts.view("c"), "");
    EXPECT_EQ(texts.view("d"), std::nullopt);
    EXPECT_EQ(texts.find("b")->second, "zwei");
    EXPECT_EQ(texts.find("bb"), texts.end());
}

TEST(Texts, refuse_an_id_that_was_added_twice) {
    Texts::Builder builder;
    builder.add("a", "1");
    builder.add("b", "2");
    builder.add("a", "1");
    EXPECT_FALSE(std::move(builder).finish());
}

TEST(Texts, are_set_anew_and_taken_out_like_those_of_a_map) {
    std::map<std::string, std::string> model;
    Texts texts = built({{"m", "from the file"}, {"z", "last"}});
    model = {{"m", "from the file"}, {"z", "last"}};
    unsigned seed = 7;
    for (int i = 0; i < 2000; ++i) {
        seed = seed * 1664525 + 1013904223;
        const std::string id(1, static_cast<char>('a' + (seed >> 8) % 26));
        if ((seed >> 16) % 4 == 0) {
            texts.erase(id);
            model.erase(id);
        } else {
            texts[id] = std::to_string(i);
            model[id] = std::to_string(i);
        }
        ASSERT_EQ(texts, Texts(model)) << i;
    }
    EXPECT_EQ(texts.size(), model.size());
}

TEST(Texts, of_a_copy_do_not_change_with_the_original) {
    Texts texts = built({{"a", "eins"}, {"b", "zwei"}});
    texts["a"] = "one";
    const Texts copy = texts;
    const std::string_view seen = *copy.view("a");
    texts["a"] = "un";
    texts.erase("b");
    EXPECT_EQ(seen, "one");
    EXPECT_THAT(copy, ElementsAre(Pair("a", "one"), Pair("b", "zwei")));
    EXPECT_THAT(texts, ElementsAre(Pair("a", "un")));
}

TEST(Fingerprints, are_a_set_of_whatever_was_written) {
    std::set<std::string> model;
    Fingerprints fingerprints;
    unsigned seed = 3;
    for (int i = 0; i < 3000; ++i) {
        seed = seed * 1664525 + 1013904223;
        char text[16];
        std::snprintf(text, sizeof text, (seed >> 12) % 5 == 0 ? "%X" : "%08x",
                      (seed >> 16) % 97 * 0x01010101U);
        if ((seed >> 8) % 3 == 0) {
            fingerprints.erase(text);
            model.erase(text);
        } else {
            fingerprints.insert(text);
            model.insert(text);
        }
        ASSERT_EQ(fingerprints.contains(text), model.contains(text)) << text;
        ASSERT_EQ(fingerprints.size(), model.size());
    }
    EXPECT_EQ(fingerprints, Fingerprints(model));
    EXPECT_FALSE(fingerprints.contains("0A1B2C3D"));
    fingerprints.clear();
    EXPECT_EQ(fingerprints, Fingerprints());
}

}  // namespace
}  // namespace lotse
