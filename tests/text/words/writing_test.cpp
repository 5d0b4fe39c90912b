// SPDX-License-Identifier: EUPL-1.2
#include "text/words/writing.h"

#include <gtest/gtest.h>

namespace lotse::text {
namespace {

TEST(Writing, tells_letters_that_latin_fonts_show_from_others) {
    for (const char* latin :
         {"Müller", "Nguyễn Thị Hồng", "naïve — „Zitat“ … €", "Ərəb", "O\u0301"}) {
        EXPECT_TRUE(writing_of(latin).letters) << latin;
        EXPECT_FALSE(writing_of(latin).beyond_latin) << latin;
    }
    for (const char* other : {"أحمد", "Сергій", "ተስፋይ", "Müller محمد", "ትግርኛ 12", "丁"}) {
        EXPECT_TRUE(writing_of(other).letters) << other;
        EXPECT_TRUE(writing_of(other).beyond_latin) << other;
    }
}

TEST(Writing, numbers_and_punctuation_are_of_no_script) {
    for (const char* plain : {"", "+49 331 1234", "12.03.1985", "…", "\xff\xfe"}) {
        EXPECT_FALSE(writing_of(plain).letters) << plain;
        EXPECT_FALSE(writing_of(plain).beyond_latin) << plain;
    }
    // Digits of other scripts need that script's font.
    EXPECT_TRUE(writing_of("٠١٢").beyond_latin);
}

}  // namespace
}  // namespace lotse::text
