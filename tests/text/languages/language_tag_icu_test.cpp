// SPDX-License-Identifier: EUPL-1.2
/// core/language_tag.h and core/composition.h know without ICU what ICU knows: its tables are held
/// against those.
#include <gtest/gtest.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uloc.h>

#include "core/composition.h"
#include "core/language_tag.h"
#include "core/utf8.h"
#include "text/icu_strings.h"

namespace lotse::text {
namespace {

std::string likely(const std::string& tag) {
    UErrorCode status = U_ZERO_ERROR;
    icu::Locale locale = icu::Locale::forLanguageTag(tag, status);
    locale.addLikelySubtags(status);
    return locale.toLanguageTag<std::string>(status);
}

TEST(LanguageTagIcu, a_shortened_tag_means_what_the_long_one_meant) {
    int compared = 0;
    for (int i = 0; i < uloc_countAvailable(); ++i) {
        UErrorCode status = U_ZERO_ERROR;
        const std::string tag =
            icu::Locale(uloc_getAvailable(i)).toLanguageTag<std::string>(status);
        const auto canonical = canonical_tag(tag);
        // Two of ours: Norwegian is Bokmål, and Portuguese that of Portugal.
        if (!canonical || tag.starts_with("no") || tag.starts_with("pt") ||
            tag.find("posix") != std::string::npos || tag.starts_with("ku")) {
            continue;
        }
        EXPECT_EQ(likely(*canonical), likely(tag)) << tag << " → " << *canonical;
        EXPECT_LE(canonical->size(), tag.size());
        ++compared;
    }
    EXPECT_GT(compared, 500);
}

TEST(LanguageTagIcu, codes_of_three_letters_are_those_of_iso_639) {
    for (const char* const* language = uloc_getISOLanguages(); *language != nullptr; ++language) {
        const std::string two = *language;
        const auto one = canonical_tag(two);
        if (two.size() == 2) {
            EXPECT_EQ(canonical_tag(uloc_getISO3Language(two.c_str())), one) << two;
        }
    }
}

TEST(LanguageTagIcu, names_in_english_german_and_the_language_itself_are_known) {
    for (const char* tag :
         {"ar", "ckb", "de", "en", "es", "fa", "fr", "hi", "pl", "ps", "ro", "ru",
          "ti", "tr",  "uk", "am", "so", "sq", "bg", "mk", "el", "it", "hu", "he",
          "vi", "th",  "ur", "bn", "ta", "ka", "hy", "az", "kk", "uz", "om", "my"}) {
        for (const icu::Locale& reader :
             {icu::Locale::getEnglish(), icu::Locale::getGerman(), icu::Locale(tag)}) {
            icu::UnicodeString name;
            icu::Locale(tag).getDisplayLanguage(reader, name);
            EXPECT_EQ(language_meant(from_icu(name)), tag) << from_icu(name);
        }
    }
}

TEST(CompositionIcu, every_composed_letter_of_these_scripts_is_composed_as_icu_does) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
    const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
    ASSERT_TRUE(U_SUCCESS(status));
    int compared = 0;
    for (char32_t c = 0xC0; c < 0x3000; ++c) {
        const std::string whole = utf8(std::u32string(1, c));
        const icu::UnicodeString apart = nfd->normalize(to_icu(whole), status);
        if (apart == to_icu(whole) || (c >= 0x1B00 && c < 0x1C00) || c >= 0x2000) {
            continue;
        }
        const icu::UnicodeString together = nfc->normalize(apart, status);
        if (together != to_icu(whole)) {
            continue;  // excluded from composition
        }
        EXPECT_EQ(composed(from_icu(apart)), whole) << static_cast<unsigned>(c);
        ++compared;
    }
    EXPECT_GT(compared, 700);
}

}  // namespace
}  // namespace lotse::text
