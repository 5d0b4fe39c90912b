// SPDX-License-Identifier: EUPL-1.2
/// Every rule of the language lint can be told to an admin in German, with what it names.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "codec/translation/language_json.h"
#include "lint/source_tree.h"
#include "text/languages/keyboard_lint.h"
#include "text/languages/locale_lint.h"
#include "text/languages/word_rules.h"
#include "text/words/message_arguments.h"

namespace lotse::lint {
namespace {

using testing::ElementsAreArray;
using testing::IsEmpty;

Language plain(const std::string& tag, const std::string& locale,
               std::map<std::string, std::string> messages = {}) {
    Language out;
    out.tag = tag;
    out.locale = locale;
    out.script = "Latn";
    out.endonym = tag;
    out.messages = std::move(messages);
    return out;
}

Key key(const std::string& text, const std::string& action = "", const std::string& label = "") {
    Key out;
    out.text = text;
    out.action = action;
    out.label = label;
    return out;
}

Language with_a_bad_keyboard() {
    Language out = plain("uk", "uk_UA");
    Key surprising = key("a");
    surprising.forms = {"b", "a"};
    KeyboardLayer base;
    base.rows.resize(6);
    base.rows[0].assign(14, key("x"));
    base.rows[1] = {key(""), key("", "layer:nowhere"), key("\u200c"), surprising, key("", "shift")};
    KeyboardLayer digits;
    digits.rows = {{key("1")}};
    out.keyboard.layers = {{"base", base}, {"digits", digits}};
    out.keyboard.latin_layer = "latin";
    return out;
}

/// What the lint says of folders that break all there is to break.
std::vector<Finding> everything_wrong() {
    std::vector<Finding> out;
    const auto add = [&](std::vector<Finding> findings) {
        out.insert(out.end(), findings.begin(), findings.end());
    };
    add(text::lint_texts(plain("uk", "uk_UA",
                               {{"a", ""},
                                {"b", "it's"},
                                {"c", "a  b"},
                                {"d", " a"},
                                {"e", "a\ufffd"},
                                {"f", "A\u0308"},
                                {"g", "\u2068a"},
                                {"h", "{n"},
                                {"i", "{n, number}"},
                                {"j", "{n_latin, plural, one {a} few {b} many {c} other {d}}"},
                                {"k", "{n, plural, one {a} two {b} other {c}}"},
                                {"l", "Нaзад"},
                                {"m.title", "a\nb"}})));
    add(text::lint_texts(plain("fa", "fa_IR", {{"a", "زندگي"}})));
    const Language german = plain("de", "de_DE",
                                  {{"a.title", "Qualifizierung"},
                                   {"b", "{name}"},
                                   {"c", "{g, select, f {sie} other {er}}"},
                                   {"d", "Weiter"},
                                   {"e", "Ja"}});
    add(text::lint_hyphens(german));
    Language english = plain("en", "en_GB",
                             {{"b", "{nmae}"},
                              {"c", "{g, select, m {he} other {she}}"},
                              {"d", std::string(60, 'x')},
                              {"e", "Yes"},
                              {"f", "left over"}});
    english.made_from.emplace();
    add(text::lint_against_german(english, german));

    Language ukrainian = plain("uk", "uk_UA", {{"e", "Nobody translated this"}});
    ukrainian.script = "Cyrl";
    add(text::lint_against_german(ukrainian, german));

    // A folder that was filled from another language's file.
    std::map<std::string, std::string> ours, theirs;
    for (int i = 0; i < 60; ++i) {
        const std::string id = "text." + std::to_string(i),
                          letter(1, static_cast<char>('a' + i % 26));
        ours[id] = "Ein deutscher Satz über " + letter + std::to_string(i);
        theirs[id] = "An English sentence on " + letter + std::to_string(i);
    }
    add(text::lint_locales(
        {plain("de", "de_DE", ours), plain("en", "en_GB", theirs), plain("fr", "fr_FR", theirs)}));

    Language arabic = plain("ar", "ar", {{"a", "\u0631\u0642\u0645 0176 12"}});
    arabic.right_to_left = true;
    add(text::lint_texts(arabic));
    arabic.right_to_left = false;
    arabic.calendars = {"mayan"};
    arabic.fallback = {"ar"};
    add(text::lint_settings(arabic, {arabic, plain("x", "ar"), [&] {
                                         Language twin = arabic;
                                         twin.tag = "ary";
                                         return twin;
                                     }()}));
    add(text::lint_settings(plain("prs", "prs"), {}));
    add(text::lint_locales({english}));
    Language strange = plain("de", "de_DE", {{"a", "\u4e2d"}});
    strange.fonts_bold = {"/nowhere/NotoSans-Bold.ttf"};
    add(text::lint_fonts(strange, {strange}));
    add(text::lint_keyboard(with_a_bad_keyboard()));
    Language said = plain("ar", "ar", {{"a", "b"}});
    said.speech.say = {{"a", {"b", "00000000"}}, {"left", {"b", "00000000"}}};
    add(text::lint_speech(said));
    return out;
}

TEST(FindingRules, each_is_found_with_the_details_that_it_promises) {
    std::set<std::string> left;
    for (const auto& [rule, details] : text::finding_rules()) {
        left.insert(rule);
    }
    for (const Finding& finding : everything_wrong()) {
        const auto rule = text::finding_rules().find(finding.rule);
        ASSERT_NE(rule, text::finding_rules().end())
            << text::to_string(finding) << " has the unknown rule \"" << finding.rule << "\"";
        std::vector<std::string> names;
        for (const auto& [name, value] : finding.details) {
            names.push_back(name);
        }
        EXPECT_THAT(names, ElementsAreArray(rule->second)) << finding.rule;
        left.erase(finding.rule);
    }
    EXPECT_THAT(left, IsEmpty()) << "rules that nothing breaks";
}

TEST(FindingRules, each_has_german_words_that_use_its_details) {
    const auto languages = codec::read_languages(LOTSE_SOURCE_DIR "/locales");
    ASSERT_TRUE(languages.ok());
    const auto german = std::find_if(languages->begin(), languages->end(),
                                     [](const Language& one) { return one.tag == "de"; });
    for (const auto& [rule, details] : text::finding_rules()) {
        const auto words = german->messages.find("desk.admin.finding." + rule);
        ASSERT_NE(words, german->messages.end()) << rule;
        const auto uses = text::argument_uses(words->second);
        ASSERT_TRUE(uses.ok()) << rule;
        std::set<std::string> names;
        for (const text::ArgumentUse& use : *uses) {
            names.insert(use.name);
        }
        EXPECT_THAT(names, ElementsAreArray(details)) << rule;
    }
}

}  // namespace
}  // namespace lotse::lint
