// SPDX-License-Identifier: EUPL-1.2
#include "core/misspelling.h"

#include <gtest/gtest.h>

namespace lotse {
namespace {

TEST(Misspelling, letters_that_miss_are_too_many_wrong_or_swapped_count_one_each) {
    for (const auto& [word, wanted, mistakes] :
         std::vector<std::tuple<std::string, std::string, std::size_t>>{{"date", "date", 0},
                                                                        {"dat", "date", 1},
                                                                        {"datte", "date", 1},
                                                                        {"dade", "date", 1},
                                                                        {"dtae", "date", 1},
                                                                        {"", "date", 4},
                                                                        {"date", "", 4},
                                                                        {"interger", "integer", 1},
                                                                        {"ca", "abc", 3}}) {
        EXPECT_EQ(misspelt_by(word, wanted), mistakes) << word << " " << wanted;
    }
    EXPECT_EQ(misspelt_by(U"sýr", U"sýrie", true), 0u) << "it may go on";
    EXPECT_EQ(misspelt_by(U"sýr", U"sýrie"), 2u) << "a letter is one, however many bytes it has";
}

TEST(Misspelling, the_nearest_word_has_few_mistakes_for_its_length) {
    const std::vector<std::string_view> kWords = {"text", "integer", "date",
                                                  "not",  "if",      "select one"};
    for (const auto& [word, nearest] :
         std::vector<std::pair<std::string, std::string>>{{"texte", "text"},
                                                          {"TEXT", "text"},
                                                          {"interger", "integer"},
                                                          {"intgre", "integer"},
                                                          {"nto", "not"},
                                                          {"selectone", "select one"},
                                                          {"iff", ""},
                                                          {"xy", ""},
                                                          {"geopoint", ""},
                                                          {"", ""},
                                                          {std::string(1000, 'x'), ""}}) {
        EXPECT_EQ(nearest_word(word, kWords), nearest) << word;
    }
}

}  // namespace
}  // namespace lotse
