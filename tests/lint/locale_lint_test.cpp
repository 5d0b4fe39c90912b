// SPDX-License-Identifier: EUPL-1.2
/// The shipped languages, and that the lint finds what it is there to find.
#include "text/languages/locale_lint.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>

#include "codec/settings/kiosk_config.h"
#include "codec/translation/language_json.h"
#include "lint/source_tree.h"
#include "text/languages/keyboard_lint.h"
#include "text/words/catalogue.h"
#include "text/words/text_kinds.h"

namespace lotse::lint {
namespace {

using text::lint_against_german;
using text::lint_fonts;
using text::lint_keyboard;
using text::lint_settings;
using text::lint_texts;

const std::vector<Language>& shipped() {
    static const std::vector<Language> kLanguages = [] {
        auto languages = codec::read_languages(LOTSE_SOURCE_DIR "/locales");
        EXPECT_TRUE(languages) << to_string(languages.error());
        return languages ? *languages : std::vector<Language>();
    }();
    return kLanguages;
}

const Language& shipped(std::string_view tag) {
    const auto it = std::ranges::find(shipped(), tag, &Language::tag);
    EXPECT_NE(it, shipped().end()) << tag;
    return *it;
}

/// A long list of missing texts says no more than its beginning.
void expect_none(const std::vector<Finding>& findings) {
    constexpr std::size_t kShown = 40;
    for (std::size_t i = 0; i < std::min(findings.size(), kShown); ++i) {
        ADD_FAILURE() << text::to_string(findings[i]);
    }
    if (findings.size() > kShown) ADD_FAILURE() << "… and " << findings.size() - kShown << " more";
}

bool complains(const std::vector<Finding>& findings, const std::string& where,
               const std::string& what) {
    return std::ranges::any_of(findings, [&](const Finding& finding) {
        return finding.where == where && finding.what.find(what) != std::string::npos;
    });
}

TEST(Languages, the_eighteen_of_the_first_wave_are_there_and_complete) {
    const std::vector<std::string> first_wave = codec::KioskConfig{}.languages;
    EXPECT_EQ(first_wave.size(), 18u);
    for (const std::string& tag : first_wave) {
        const auto language = std::ranges::find(shipped(), tag, &Language::tag);
        ASSERT_NE(language, shipped().end()) << tag;
        EXPECT_NE(language->review.state, "started")
            << tag << ": a language that has only begun is not offered";
    }
}

TEST(Languages, a_second_reading_of_every_translation_is_on_record) {
    for (const Language& language : shipped()) {
        if (language.review.state != "draft" && language.review.state != "reviewed") continue;
        ASSERT_TRUE(language.review.second_reading.has_value()) << language.tag;
        const auto texts = std::ranges::count_if(
            language.messages, [](const auto& message) { return text::is_wanted(message.first); });
        EXPECT_GE(language.review.second_reading->checked, 0.95 * static_cast<double>(texts))
            << language.tag;
    }
}

TEST(Languages, settings_fit_the_locale) {
    for (const Language& language : shipped()) expect_none(lint_settings(language, shipped()));
}

TEST(Languages, texts_are_well_formed) {
    for (const Language& language : shipped()) expect_none(lint_texts(language));
}

TEST(Languages, every_language_says_what_german_says_with_the_same_arguments) {
    for (const Language& language : shipped()) {
        if (language.tag != "de") expect_none(lint_against_german(language, shipped("de")));
    }
}

TEST(Languages, fonts_cover_every_text_name_and_key) {
    for (const Language& language : shipped()) expect_none(lint_fonts(language, shipped()));
}

TEST(Languages, keyboards_type_every_letter) {
    for (const Language& language : shipped()) expect_none(lint_keyboard(language));
}

TEST(Languages, every_pattern_compiles) {
    for (const Error& error : text::Catalogue(shipped()).check()) ADD_FAILURE() << to_string(error);
}

/// Literals that look like text ids.
std::vector<std::string> ids_in(const std::string& code) {
    static const std::regex kId(R"re("([a-z_]+(\.[a-z_0-9]+)+)")re");
    static const std::regex kFileName(R"(\.(json|toml|png|svg|h|cpp|db|sqlite|log|key|pem)$)");
    std::vector<std::string> ids;
    for (std::sregex_iterator it(code.begin(), code.end(), kId), end; it != end; ++it) {
        if (!std::regex_search((*it)[1].str(), kFileName)) ids.push_back((*it)[1].str());
    }
    return ids;
}

/// What stands between the parentheses of every call that turns an id into words.
std::vector<std::string> calls_for_words(const SourceFile& file) {
    static const std::regex kCall(R"(\b(say|say_of_us|message)\()");
    std::string code;
    for (const std::string& line : file.lines) code += line.substr(0, line.find("//")) + "\n";
    std::vector<std::string> calls;
    for (std::sregex_iterator it(code.begin(), code.end(), kCall), end; it != end; ++it) {
        const auto begin = static_cast<std::size_t>(it->position() + it->length());
        std::size_t at = begin;
        for (int open = 1; at < code.size() && open > 0; ++at) {
            open += code[at] == '(' ? 1 : code[at] == ')' ? -1 : 0;
        }
        calls.push_back(code.substr(begin, at - begin));
    }
    return calls;
}

TEST(Languages, every_text_that_the_program_asks_for_exists_in_german) {
    const auto& german = shipped("de").messages;
    std::size_t asked = 0;
    for (const char* folder : {"app/ui", "app/kiosk", "app/text"}) {
        for (const SourceFile& file : code_below(folder)) {
            for (const std::string& call : calls_for_words(file)) {
                for (const std::string& id : ids_in(call)) {
                    ++asked;
                    EXPECT_TRUE(german.contains(id)) << file.path << " asks for " << id;
                }
            }
        }
    }
    EXPECT_GT(asked, 50U);
}

TEST(Languages, every_text_that_core_names_exists_in_german) {
    // core has no widgets: a literal in the form of an id whose place German knows is an id.
    const auto& german = shipped("de").messages;
    std::set<std::string> places;
    for (const auto& [id, unused] : german) places.insert(id.substr(0, id.find('.')));
    std::size_t named = 0;
    for (const SourceFile& file : code_below("app/core")) {
        if (!file.has_extension(".cpp")) continue;
        for (const std::string& line : file.lines) {
            for (const std::string& id : ids_in(line)) {
                if (!places.contains(id.substr(0, id.find('.')))) continue;
                ++named;
                EXPECT_TRUE(german.contains(id)) << file.path << " names " << id;
            }
        }
    }
    EXPECT_GT(named, 5U);
}

// --- What the lint finds
// ---------------------------------------------------------------------------------------------

Language with_text(const std::string& tag, const std::string& pattern) {
    Language language = shipped(tag);
    language.messages = {{"a", pattern}};
    language.made_from.reset();
    return language;
}

TEST(LocaleLint, a_missing_a_left_over_and_a_staff_text_are_told_apart) {
    Language german = with_text("de", "Weiter");
    german.messages["desk.title"] = "Warteschlange";
    Language english = with_text("en", "Next");
    EXPECT_TRUE(lint_against_german(english, german).empty());
    english.messages = {{"b", "Next"}, {"region.XX", "Somewhere"}};
    const auto findings = lint_against_german(english, german);
    EXPECT_EQ(findings.size(), 2U);
    EXPECT_TRUE(complains(findings, "a", "is missing"));
    EXPECT_TRUE(complains(findings, "b", "does not exist in German"));
}

TEST(LocaleLint, a_questionnaire_without_german_is_one_finding) {
    const Language german = with_text("de", "Weiter");
    Language english = with_text("en", "Next");
    english.messages["family.main.title"] = "Family";
    english.messages["family.main.child.label"] = "Child";
    english.messages["a.b"] = "Misspelt";
    const auto findings = lint_against_german(english, german);
    EXPECT_EQ(findings.size(), 2U);
    EXPECT_TRUE(complains(findings, "family", "2 texts and none of them in German"));
    EXPECT_TRUE(complains(findings, "a.b", "does not exist in German"));
}

TEST(LocaleLint, arguments_must_be_the_german_ones) {
    const Language german = with_text("de", "Hallo {name}");
    EXPECT_TRUE(lint_against_german(with_text("en", "{name}, hello"), german).empty());
    EXPECT_TRUE(complains(lint_against_german(with_text("en", "Hello {nmae}"), german), "a",
                          "has the arguments nmae; German has name"));
    EXPECT_TRUE(complains(lint_against_german(with_text("en", "Hello"), german), "a", "none"));
}

TEST(LocaleLint, select_keys_must_be_the_german_ones) {
    const Language german = with_text("de", "{g, select, f {sie} m {er} other {sie}}");
    EXPECT_TRUE(
        lint_against_german(with_text("en", "{g, select, m {he} f {she} other {they}}"), german)
            .empty());
    EXPECT_FALSE(
        lint_against_german(with_text("en", "{g, select, m {he} other {they}}"), german).empty());
}

TEST(LocaleLint, every_plural_category_of_the_language_is_needed_and_no_other) {
    EXPECT_TRUE(
        lint_texts(with_text("de", "{n, plural, =0 {nichts} one {# Tag} other {# Tage}}")).empty());
    EXPECT_TRUE(complains(lint_texts(with_text("uk", "{n, plural, one {#} other {#}}")), "a",
                          "lacks the plural category \"few\""));
    EXPECT_TRUE(complains(lint_texts(with_text("de", "{n, plural, one {#} two {#} other {#}}")),
                          "a", "no plural category"));
    EXPECT_EQ(lint_texts(with_text("ar", "{n, plural, other {#}}")).size(), 5U);
}

TEST(LocaleLint, damaged_patterns_and_characters_are_found) {
    EXPECT_TRUE(complains(lint_texts(with_text("de", "{n")), "a", "near character"));
    EXPECT_TRUE(complains(lint_texts(with_text("en", "don't")), "a", "apostrophe"));
    EXPECT_TRUE(complains(lint_texts(with_text("ar", "\u2068{name}")), "a", "bidi"));
    EXPECT_TRUE(complains(lint_texts(with_text("ar", "\u2069{name}\u2068")), "a", "bidi"));
    for (const char* number : {"رقم 0176 123", "٠١٧٦ ١٢٣", "+49 30 1"}) {
        EXPECT_TRUE(complains(lint_texts(with_text("ar", number)), "a", "plain space")) << number;
        EXPECT_FALSE(complains(lint_texts(with_text("de", number)), "a", "plain space")) << number;
    }
    for (const char* fine : {"رقم 0176\u00A0123", "من 5 إلى 7", "A 5"}) {
        EXPECT_FALSE(complains(lint_texts(with_text("ar", fine)), "a", "plain space")) << fine;
    }
    EXPECT_TRUE(complains(lint_texts(with_text("de", "")), "a", "empty"));
    EXPECT_TRUE(complains(lint_texts(with_text("de", " Ja")), "a", "white space"));
    EXPECT_TRUE(complains(lint_texts(with_text("de", "Ja  nein")), "a", "two spaces"));
    EXPECT_TRUE(complains(lint_texts(with_text("de", "A\u0308pfel")), "a", "NFC"));
    EXPECT_TRUE(complains(lint_texts(with_text("de", "Fenster\ufffd")), "a", "U+FFFD"));
    EXPECT_TRUE(complains(lint_texts(with_text("de", "{n, number}")), "a", "only plural"));
    EXPECT_TRUE(complains(lint_texts(with_text("de", "{n_latin, plural, one {x} other {y}}")), "a",
                          "cannot choose a plural"));
}

TEST(LocaleLint, a_button_that_grew_too_long_is_found_and_soft_hyphens_do_not_count) {
    const Language german = with_text("de", "Wei\u00adter");
    EXPECT_TRUE(
        complains(lint_against_german(
                      with_text("en", "Press here to go on to the next one of the pages"), german),
                  "a", "at most"));
    EXPECT_TRUE(lint_against_german(with_text("en", "Go on to the next page"), german).empty());
}

TEST(LocaleLint, a_character_without_a_glyph_is_found) {
    Language german = shipped("de");
    german.messages["a"] = "\u4e2d";
    EXPECT_TRUE(complains(lint_fonts(german, shipped()), "fonts", "U+4E2D (a)"));
    german.fonts_bold = {"/nowhere/NotoSans-Bold.ttf"};
    EXPECT_TRUE(complains(lint_fonts(german, shipped()), "fonts", "/nowhere/NotoSans-Bold.ttf"));
}

TEST(LocaleLint, a_keyboard_without_a_letter_a_way_out_or_a_label_is_found) {
    Language ukrainian = shipped("uk");
    for (auto& [name, layer] : ukrainian.keyboard.layers) {
        for (auto& row : layer.rows) {
            std::erase_if(row, [](const Key& key) { return key.text == "ґ"; });
        }
    }
    EXPECT_TRUE(complains(lint_keyboard(ukrainian), "keyboard", "cannot type [ґ]"));
    Language dari = shipped("fa-AF");
    for (auto& row : dari.keyboard.layers["base"].rows) {
        for (Key& key : row) {
            if (key.text == "\u200c") key.label.clear();
        }
        std::erase_if(row, [](const Key& key) { return key.action == "layer:latin"; });
    }
    const auto findings = lint_keyboard(dari);
    EXPECT_TRUE(complains(findings, "keyboard", "shows nothing"));
    EXPECT_TRUE(complains(findings, "keyboard", "not one tap away"));
    Language german = shipped("de");
    german.keyboard.layers["base"].rows[0].resize(14, Key{"x", "", "", 1.0F, {}});
    EXPECT_TRUE(complains(lint_keyboard(german), "keyboard", "more than 12 keys"));
}

TEST(LocaleLint, settings_that_contradict_the_locale_are_found) {
    Language arabic = shipped("ar");
    arabic.right_to_left = false;
    arabic.calendars = {"mayan"};
    arabic.script = "Latn";
    arabic.fallback = {"ar"};
    const auto findings = lint_settings(arabic, shipped());
    for (const char* where : {"direction", "calendars", "script", "fallback"}) {
        EXPECT_TRUE(complains(findings, where, "")) << where;
    }
    arabic.locale = "prs";
    EXPECT_TRUE(complains(lint_settings(arabic, shipped()), "locale", "no data"));
}

}  // namespace
}  // namespace lotse::lint
