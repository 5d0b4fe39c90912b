// SPDX-License-Identifier: EUPL-1.2
#include "text/words/catalogue.h"

#include <gtest/gtest.h>
#include <unicode/locid.h>

#include "text/icu_locale.h"

namespace lotse::text {
namespace {

Language language(const std::string& tag, const std::string& locale,
                  std::map<std::string, std::string> messages,
                  std::vector<std::string> fallback = {}) {
    Language out;
    out.tag = tag;
    out.locale = locale;
    out.messages = std::move(messages);
    out.fallback = std::move(fallback);
    return out;
}

TEST(Catalogue, a_text_is_given_in_the_readers_language) {
    const Catalogue catalogue({language("de", "de_DE", {{"a", "Guten Tag"}}),
                               language("uk", "uk_UA", {{"a", "Вітаємо"}})});
    EXPECT_EQ(catalogue.message("uk", "a"), "Вітаємо");
    EXPECT_EQ(catalogue.message("de", "a"), "Guten Tag");
    EXPECT_EQ(catalogue.fallback_count(), 0U);
    EXPECT_EQ(catalogue.missing_count(), 0U);
}

TEST(Catalogue, a_text_from_a_language_of_the_other_direction_is_isolated_line_by_line) {
    Language dari = language("fa-AF", "fa_AF", {{"own", "سلام"}});
    dari.right_to_left = true;
    const Catalogue catalogue(
        {dari, language("de", "de_DE", {{"own", "Hallo"}, {"lines", "Bitte 0–120.\n\nDanke!"}})});
    EXPECT_EQ(catalogue.message("fa-AF", "lines"),
              "\u2066Bitte 0–120.\u2069\n\n\u2066Danke!\u2069");
    EXPECT_EQ(catalogue.message("de", "lines"), "Bitte 0–120.\n\nDanke!");
    EXPECT_EQ(catalogue.message("fa-AF", "own"), "سلام");
}

TEST(Catalogue, a_missing_text_comes_from_the_fallback_chain_then_english_then_german) {
    const Catalogue catalogue({language("de", "de_DE", {{"a", "de"}, {"b", "de"}, {"c", "de"}}),
                               language("en", "en", {{"a", "en"}, {"b", "en"}}),
                               language("fa", "fa_IR", {{"a", "fa"}}),
                               language("fa-AF", "fa_AF", {}, {"fa"})});
    EXPECT_EQ(catalogue.message("fa-AF", "a"), "fa");
    EXPECT_EQ(catalogue.message("fa-AF", "b"), "en");
    EXPECT_EQ(catalogue.message("fa-AF", "c"), "de");
    EXPECT_EQ(catalogue.source("fa-AF", "a"), "fa");
    EXPECT_TRUE(catalogue.is_fallback("fa-AF", "c"));
    EXPECT_FALSE(catalogue.is_fallback("fa", "a"));
}

TEST(Catalogue, each_text_that_another_language_answered_is_counted_once) {
    const Catalogue catalogue(
        {language("de", "de_DE", {{"a", "de"}, {"b", "de"}}), language("ti", "ti_ER", {})});
    catalogue.message("ti", "a");
    catalogue.message("ti", "a");
    EXPECT_EQ(catalogue.fallback_count(), 1U);
    catalogue.message("ti", "b");
    EXPECT_EQ(catalogue.fallback_count(), 2U);
}

TEST(Catalogue, braces_inside_one_another_never_exhaust_the_stack) {
    std::string deep, end;
    for (int i = 0; i < 40'000; ++i) {
        deep += "{a,select,other{";
        end += "}}";
    }
    const Catalogue catalogue({language("de", "de_DE", {{"a", deep + "x" + end}})});
    EXPECT_EQ(catalogue.check().size(), 1U);
    EXPECT_EQ(catalogue.message("de", "a", {{"a", std::string("b")}}), "[a]");
}

TEST(Catalogue, an_id_that_no_language_has_is_shown_in_brackets_and_counted) {
    const Catalogue catalogue({language("de", "de_DE", {{"a", "de"}})});
    EXPECT_EQ(catalogue.message("de", "no.such.text"), "[no.such.text]");
    EXPECT_EQ(catalogue.missing_count(), 1U);
    EXPECT_FALSE(catalogue.has("de", "no.such.text"));
    EXPECT_EQ(catalogue.source("de", "no.such.text"), "");
}

TEST(Catalogue, an_unknown_tag_reads_english) {
    const Catalogue catalogue(
        {language("de", "de_DE", {{"a", "de"}}), language("en", "en", {{"a", "en"}})});
    EXPECT_EQ(catalogue.message("xx", "a"), "en");
}

TEST(Catalogue, arabic_has_six_plural_categories_and_its_own_digits) {
    const Catalogue catalogue({language(
        "ar", "ar",
        {{"n", "{n, plural, zero {z#} one {o#} two {t#} few {f#} many {m#} other {x#}}"}})});
    const auto at = [&](std::int64_t n) { return catalogue.message("ar", "n", {{"n", n}}); };
    EXPECT_EQ(at(0), "z٠");
    EXPECT_EQ(at(1), "o١");
    EXPECT_EQ(at(2), "t٢");
    EXPECT_EQ(at(3), "f٣");
    EXPECT_EQ(at(11), "m١١");
    EXPECT_EQ(at(100), "x١٠٠");
}

TEST(Catalogue, dari_counts_in_eastern_digits_and_tigrinya_in_latin_ones) {
    const Catalogue catalogue(
        {language("fa-AF", "fa_AF", {{"n", "{n} …"}}), language("ti", "ti_ER", {{"n", "{n} …"}})});
    EXPECT_EQ(catalogue.message("fa-AF", "n", {{"n", std::int64_t{47}}}), "۴۷ …");
    EXPECT_EQ(catalogue.message("ti", "n", {{"n", std::int64_t{47}}}), "47 …");
}

TEST(Catalogue, an_argument_called_latin_keeps_latin_digits_in_every_language) {
    const Catalogue catalogue({language("ar", "ar", {{"n", "{page_latin}"}})});
    EXPECT_EQ(catalogue.message("ar", "n", {{"page_latin", std::int64_t{1234}}}),
              "\u2066"
              "1234"
              "\u2069");
}

TEST(Catalogue, a_name_inside_a_sentence_is_isolated) {
    const Catalogue catalogue({language("ar", "ar", {{"hello", "مرحبًا {name}!"}})});
    EXPECT_EQ(catalogue.message("ar", "hello", {{"name", std::string("Olena")}}),
              "مرحبًا \u2068Olena\u2069!");
    EXPECT_EQ(catalogue.message("ar", "hello", {{"name", std::string()}}), "مرحبًا !");
}

TEST(Catalogue, a_queue_number_reads_left_to_right_in_latin_digits) {
    const Catalogue catalogue({language("ar", "ar", {{"yours", "رقمك {number}"}})});
    EXPECT_EQ(catalogue.message("ar", "yours", {{"number", std::string("A-017")}}),
              "رقمك \u2066A-017\u2069");
}

TEST(Catalogue, a_selecting_argument_chooses_its_branch_although_strings_are_isolated) {
    const Catalogue catalogue({language(
        "de", "de_DE", {{"g", "{g, select, f {Beraterin} m {Berater} other {Beratung}}"}})});
    EXPECT_EQ(catalogue.message("de", "g", {{"g", std::string("f")}}), "Beraterin");
    EXPECT_EQ(catalogue.message("de", "g", {{"g", std::string("?")}}), "Beratung");
}

TEST(Catalogue, a_text_taken_from_another_language_keeps_that_languages_plural_rules) {
    const Catalogue catalogue(
        {language("de", "de_DE", {{"n", "{n, plural, one {# Tag} other {# Tage}}"}}),
         language("ar", "ar", {})});
    EXPECT_EQ(catalogue.message("ar", "n", {{"n", std::int64_t{2}}}), "2 Tage");
}

TEST(Catalogue, a_pattern_that_does_not_parse_shows_its_id_and_check_names_the_place) {
    const Catalogue catalogue({language("de", "de_DE", {{"bad", "{n, plural, one {x}"}})});
    EXPECT_EQ(catalogue.message("de", "bad", {{"n", std::int64_t{1}}}), "[bad]");
    const auto errors = catalogue.check();
    ASSERT_EQ(errors.size(), 1U);
    EXPECT_EQ(errors[0].where, "locales/de, bad");
    EXPECT_NE(errors[0].detail.find("near character"), std::string::npos) << errors[0].detail;
}

TEST(Catalogue, a_string_where_a_plural_needs_a_number_shows_the_id) {
    const Catalogue catalogue({language("de", "de_DE", {{"n", "{n, plural, other {# Tage}}"}})});
    EXPECT_EQ(catalogue.message("de", "n", {{"n", std::string("zwei")}}), "[n]");
}

TEST(Catalogue, a_locale_that_icu_does_not_know_is_reported_and_never_takes_the_machines_own) {
    const icu::Locale before = icu::Locale::getDefault();
    UErrorCode status = U_ZERO_ERROR;
    icu::Locale::setDefault(icu::Locale("ar_EG"), status);
    EXPECT_FALSE(locale_known("prs"));
    EXPECT_TRUE(locale_known("fa_AF"));
    const Catalogue catalogue({language("prs", "prs", {{"n", "{n}"}})});
    EXPECT_EQ(catalogue.message("prs", "n", {{"n", std::int64_t{12}}}), "12");
    EXPECT_EQ(catalogue.check().size(), 1U);
    icu::Locale::setDefault(before, status);
}

TEST(Catalogue, completeness_is_the_share_of_german_texts_that_clients_see) {
    const Catalogue catalogue(
        {language("de", "de_DE",
                  {{"a", ""}, {"b", ""}, {"c", ""}, {"d", ""}, {"desk.x", ""}, {"region.SU", ""}}),
         language("ti", "ti_ER", {{"a", ""}, {"own", ""}})});
    EXPECT_DOUBLE_EQ(catalogue.completeness("ti"), 0.25);
    EXPECT_DOUBLE_EQ(catalogue.completeness("de"), 1.0);
    EXPECT_DOUBLE_EQ(catalogue.completeness("xx"), 0.0);
}

}  // namespace
}  // namespace lotse::text
