// SPDX-License-Identifier: EUPL-1.2
/// What must hold for the texts of the shipped languages beyond being well-formed.
#include <gtest/gtest.h>

#include <algorithm>

#include "codec/translation/language_json.h"
#include "core/clean_text.h"
#include "core/configuration/translation.h"
#include "core/markup.h"
#include "text/languages/locale_lint.h"
#include "text/languages/locale_status.h"
#include "text/languages/word_rules.h"

namespace lotse::lint {
namespace {

const std::vector<Language>& shipped() {
    static const std::vector<Language> kLanguages = [] {
        auto languages = codec::read_languages(LOTSE_SOURCE_DIR "/locales");
        EXPECT_TRUE(languages) << to_string(languages.error());
        return languages ? *languages : std::vector<Language>();
    }();
    return kLanguages;
}

TEST(ShippedTexts, it_is_known_from_which_german_texts_they_were_made_and_none_is_older) {
    for (const LanguageStatus& status : text::locale_status(shipped())) {
        EXPECT_TRUE(status.recorded) << status.tag << ": lotse-tool locale accept records it";
        for (const std::string& id : status.stale) {
            ADD_FAILURE() << status.tag << ", " << id << " was made from another German text";
        }
    }
}

TEST(ShippedTexts, long_german_words_can_break) {
    for (const Language& language : shipped()) {
        for (const Finding& finding : text::lint_hyphens(language))
            ADD_FAILURE() << text::to_string(finding);
    }
}

TEST(ShippedTexts, none_has_anything_that_an_import_would_take_off) {
    for (const Language& language : shipped()) {
        for (const auto& [id, text] : language.messages) {
            EXPECT_EQ(clean_text(text), (Cleaned{text, ""})) << language.tag << ", " << id;
            EXPECT_EQ(without_markup(text), text) << language.tag << ", " << id;
        }
    }
}

TEST(ShippedTexts, the_whole_lint_finds_nothing) {
    for (const Finding& finding : text::lint_locales(shipped()))
        ADD_FAILURE() << text::to_string(finding);
}

}  // namespace
}  // namespace lotse::lint
