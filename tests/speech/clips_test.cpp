// SPDX-License-Identifier: EUPL-1.2
#include "speech/clips.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <numbers>

#include "speech/resample.h"
#include "speech/synth.h"
#include "support/temp_folder.h"
#include "text/languages/clip_plan.h"

namespace lotse::speech {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// A language of four texts, with a file, empty here, for each clip that is wanted.
class ClipsTest : public testing::Test {
protected:
    ClipsTest() {
        Language language;
        language.tag = language.locale = "fr";
        language.script = "Latn";
        language.calendars = {"gregorian"};
        language.messages = {
            {"next", "Continuer"},
            {"part", "Partie {section} de {sections}"},
            {"plain", "Il faut continuer"},
            {"left", "{n, plural, one {Encore # minute} other {Encore # minutes}}"}};
        m_catalogue.emplace(std::vector<Language>{language});
        for (const text::ClipText& text : text::clip_texts(*m_catalogue, "fr")) {
            m_index.clips[text.id] = {text.id + ".opus", text.fingerprint, false, "", 1000, -23};
            std::ofstream(m_folder.path(text.id + ".opus")) << "x";
        }
    }
    Clips clips() const { return {*m_catalogue, {{"fr", m_folder.path(""), m_index}}}; }
    /// Names of the files; "" where nothing was recorded.
    std::vector<std::string> of(std::string_view id, std::string_view words, bool gaps = false,
                                const std::string& tag = "fr") const {
        std::vector<std::string> out;
        for (const ClipSound& sound : clips().of(tag, id, words, gaps)) {
            out.push_back(std::filesystem::path(sound.path).stem().string());
        }
        return out;
    }

    support::TempFolder m_folder;
    std::optional<text::Catalogue> m_catalogue;
    ClipIndex m_index;
};

TEST_F(ClipsTest, sound_for_exactly_the_words_that_they_were_made_of) {
    EXPECT_THAT(of("next", "Continuer"), ElementsAre("next"));
    EXPECT_THAT(of("", "Continuer."), ElementsAre("next"));
    EXPECT_THAT(of("next", "Continuer ici"), IsEmpty());
    EXPECT_THAT(of("next", ""), IsEmpty());
    EXPECT_THAT(of("next", "Continuer", false, "de"), IsEmpty());
}

TEST_F(ClipsTest, sound_piece_by_piece_around_the_values_of_a_text) {
    EXPECT_THAT(of("part", "Partie 3 de 12"),
                ElementsAre("part#1", "number.3", "part#2", "number.12"));
    EXPECT_THAT(of("left", "Encore 1 minute"), ElementsAre("left#1", "number.1", "left#2"));
    EXPECT_THAT(of("left", "Encore 40 minutes"), ElementsAre("left#1", "number.40", "left#3"));
    EXPECT_THAT(of("", "A-047"), ElementsAre("letter.A", "number.0", "number.4", "number.7"));
    EXPECT_THAT(of("", "3 mars 1985"), ElementsAre("number.3", "month.gregorian.3", "number.1",
                                                   "number.9", "number.8", "number.5"));
}

TEST_F(ClipsTest, never_make_up_a_text_of_the_words_of_others) {
    m_index.clips.erase("plain");
    EXPECT_THAT(of("plain", "Il faut continuer"), IsEmpty());
    EXPECT_FALSE(clips().complete("fr"));
}

TEST_F(ClipsTest, leave_what_they_do_not_have_to_the_voice_or_to_a_tone) {
    EXPECT_THAT(of("", "Chez nous"), IsEmpty());
    EXPECT_THAT(of("", "Chez nous", true), ElementsAre("")) << "one tone";
    EXPECT_THAT(of("part", "Partie Chez nous de 12"), IsEmpty());
    EXPECT_THAT(of("part", "Partie Chez nous de 12", true),
                ElementsAre("part#1", "", "part#2", "number.12"));
}

TEST_F(ClipsTest, are_complete_when_each_text_has_one_that_is_fresh_and_there) {
    EXPECT_TRUE(clips().complete("fr"));
    EXPECT_THAT(clips().findings(), IsEmpty());
    EXPECT_FALSE(clips().complete("de"));
    EXPECT_FALSE(Clips().complete("fr"));
    m_index.clips.erase("letter.É");
    EXPECT_TRUE(clips().complete("fr")) << "its own letters are not needed";
    m_index.clips["next"].of = "00000000";
    EXPECT_FALSE(clips().complete("fr"));
    EXPECT_THAT(of("next", "Continuer"), IsEmpty()) << "the text has changed";
    EXPECT_THAT(clips().findings(), ElementsAre(HasSubstr("1 are of texts that changed")));
}

TEST_F(ClipsTest, need_their_files) {
    std::filesystem::remove(m_folder.path("next.opus"));
    EXPECT_FALSE(clips().complete("fr"));
    EXPECT_THAT(clips().findings(), ElementsAre(HasSubstr("1 have no file")));
}

TEST_F(ClipsTest, of_the_centre_win_over_those_that_are_shipped) {
    const support::TempFolder own;
    std::ofstream(own.path("mine.opus")) << "x";
    ClipIndex mine;
    mine.clips["next"] = m_index.clips["next"];
    mine.clips["next"].file = "mine.opus";
    const Clips both(*m_catalogue,
                     {{"fr", m_folder.path(""), m_index}, {"fr", own.path(""), mine}});
    EXPECT_TRUE(both.complete("fr"));
    EXPECT_THAT(both.of("fr", "next", "Continuer", false).front().path, HasSubstr("mine.opus"));
    mine.clips["next"].of = "00000000";
    const Clips stale(*m_catalogue,
                      {{"fr", m_folder.path(""), m_index}, {"fr", own.path(""), mine}});
    EXPECT_THAT(stale.of("fr", "next", "Continuer", false).front().path, HasSubstr("next.opus"));
}

double level(const std::vector<std::int16_t>& samples) {
    double sum = 0;
    for (const std::int16_t sample : samples) sum += static_cast<double>(sample) * sample;
    return std::sqrt(sum / static_cast<double>(samples.size()));
}

std::vector<std::int16_t> resampled_tone(double hertz) {
    std::vector<std::int16_t> tone(kClipRate);
    for (std::size_t i = 0; i < tone.size(); ++i) {
        tone[i] = static_cast<std::int16_t>(
            10000 * std::sin(2 * std::numbers::pi * hertz * static_cast<double>(i) / kClipRate));
    }
    Resampler resampler;
    std::vector<std::int16_t> out;
    // In pieces of odd sizes, as packets come.
    for (std::size_t at = 0; at < tone.size(); at += 777) {
        const auto piece = resampler.next(
            std::span(tone).subspan(at, std::min<std::size_t>(777, tone.size() - at)));
        out.insert(out.end(), piece.begin(), piece.end());
    }
    const auto rest = resampler.end();
    out.insert(out.end(), rest.begin(), rest.end());
    return out;
}

TEST(Resampler, keeps_length_and_speech_and_takes_off_what_would_whistle) {
    const std::vector<std::int16_t> speech = resampled_tone(1000);
    EXPECT_NEAR(static_cast<double>(speech.size()), kSampleRate, 2);
    EXPECT_NEAR(level(speech), 10000 / std::sqrt(2), 50);
    EXPECT_NEAR(level(resampled_tone(7000)), 10000 / std::sqrt(2), 150);
    EXPECT_LT(level(resampled_tone(13000)), 40) << "−45 dB";
    EXPECT_LT(level(resampled_tone(20000)), 40);
}

}  // namespace
}  // namespace lotse::speech
