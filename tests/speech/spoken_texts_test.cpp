// SPDX-License-Identifier: EUPL-1.2
/// Every text that clients may hear, said by the real helper in every language that has sound.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "codec/translation/language_json.h"
#include "core/configuration/configured_texts.h"
#include "core/limits.h"
#include "core/utf8.h"
#include "speech/normalise.h"
#include "speech/voice_helper.h"
#include "text/words/catalogue.h"
#include "text/words/message_arguments.h"
#include "text/words/text_kinds.h"

namespace lotse::speech {
namespace {

using testing::Contains;
using testing::IsEmpty;

class SpokenTexts : public testing::Test {
protected:
    SpokenTexts()
        : m_catalogue([] {
              auto languages = *codec::read_languages(LOTSE_SOURCE_DIR "/locales",
                                                      codec::debian_font_folders(), {});
              add_hard_words(languages,
                             *codec::read_glossary(LOTSE_SOURCE_DIR "/locales/glossary.json"));
              return languages;
          }()) {}

    /// With something in the place of each argument.
    std::string text_of(const Language& language, const std::string& id) {
        text::Arguments arguments;
        const auto uses = text::argument_uses(language.messages.at(id));
        for (const text::ArgumentUse& use : *uses) {
            if (use.kind == text::ArgumentKind::Plural || use.kind == text::ArgumentKind::Typed) {
                arguments[use.name] = std::int64_t{3};
            } else {
                arguments[use.name] = std::string("3");
            }
        }
        return m_catalogue.message(language.tag, id, arguments);
    }

    text::Catalogue m_catalogue;
};

TEST_F(SpokenTexts, at_least_twelve_languages_say_every_text_of_clients) {
    VoiceHelper helper(LOTSE_VOICE_PROGRAM);
    const Language& german = *m_catalogue.language("de");
    std::set<std::string> spoken;
    for (const Language& language : m_catalogue.languages()) {
        if (language.speech.source != Speech::Source::Voice) continue;
        spoken.insert(language.tag);
        const Normaliser normaliser(language, german);
        std::vector<std::string> silent;
        std::size_t samples = 0;
        for (const auto& [id, pattern] : german.messages) {
            if (text::is_for_staff(id) || text::is_name(id) || !language.messages.contains(id)) {
                continue;
            }
            std::size_t of_this = 0;
            const std::vector<SpokenRun> runs = normaliser.runs(id, text_of(language, id));
            for (const SpokenRun& run : runs) {
                EXPECT_LE(code_points(run.text).size(), limits::kLongestSpokenPart + 80) << id;
                const Result<void> made =
                    helper.make(run.german ? german.voice : language.voice, language.speech.rate,
                                run.text, [&](auto piece) {
                                    of_this += piece.size();
                                    return true;
                                });
                if (!made) silent.push_back(id + ": " + to_string(made.error()));
            }
            // "#+=" is no word.
            if (of_this == 0 && !runs.empty()) silent.push_back(id);
            samples += of_this;
        }
        EXPECT_THAT(silent, IsEmpty()) << language.tag;
        // A text of two seconds on average; what is spelled letter by letter takes ten times that.
        const std::size_t texts = german.messages.size();
        EXPECT_LT(samples / kSampleRate, texts * 6) << language.tag;
    }
    EXPECT_GE(spoken.size(), 12U);
    for (const char* tag : {"de", "de-x-leicht", "en", "uk", "tr", "ru", "fr", "es", "pl", "ro",
                            "sr-Latn", "fa", "ar"}) {
        EXPECT_THAT(spoken, Contains(tag));
    }
}

/// Letters that no voice of the language has would be named or spelled in English.
TEST_F(SpokenTexts, what_another_script_stays_in_is_said_in_german) {
    const Language& german = *m_catalogue.language("de");
    for (const char* tag : {"uk", "ru", "fa", "ar"}) {
        const Language& language = *m_catalogue.language(tag);
        const Normaliser normaliser(language, german);
        for (const auto& [id, pattern] : language.messages) {
            if (text::is_for_staff(id)) continue;
            for (const SpokenRun& run : normaliser.runs(id, text_of(language, id))) {
                if (run.german) continue;
                const bool latin = std::any_of(run.text.begin(), run.text.end(), [](char byte) {
                    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
                });
                EXPECT_FALSE(latin) << tag << ' ' << id << ' ' << run.text;
            }
        }
    }
}

}  // namespace
}  // namespace lotse::speech
