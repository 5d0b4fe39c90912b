// SPDX-License-Identifier: EUPL-1.2
/// What is said of the real screens, and how "listen" stands in the bar and under help.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "core/terminal/gallery.h"
#include "ui/kit/reader.h"
#include "ui/studio.h"

namespace lotse::ui::test {
namespace {

using terminal::ScreenView;
using terminal::Sound;
using testing::Contains;
using testing::IsEmpty;

template <class E>
bool holds(const std::vector<terminal::Event>& events) {
    return std::any_of(events.begin(), events.end(), [](const terminal::Event& event) {
        return std::holds_alternative<E>(event);
    });
}

ScreenView heard_consent(Sound sound) {
    ScreenView view;
    view.language = "de";
    view.languages = content().rules.languages;
    view.screen = terminal::ConsentView{};
    view.has_bar = view.can_end = view.can_switch_language = true;
    view.sound = sound;
    return view;
}

std::vector<std::string> words_of(const Utterance& utterance) {
    std::vector<std::string> out;
    for (const SpokenPart& part : utterance.parts) out.emplace_back(part.words.view());
    return out;
}

class EveryScreenAloud : public testing::TestWithParam<std::string> {};

TEST_P(EveryScreenAloud, says_what_stands_there_and_no_answer) {
    Studio studio;
    const Reader reader(*content().catalogue, GetParam(), false);
    for (const terminal::GalleryScreen& shown : gallery(content().rules, GetParam())) {
        studio.draw(shown.view);
        const Utterance said = reader.screen(studio.tree());
        const std::vector<std::string> words = words_of(said);
        ASSERT_FALSE(said.empty()) << shown.name;
        for (const Node& node : studio.tree().nodes) {
            const bool text =
                node.role == Role::Heading || node.role == Role::Text || node.role == Role::Alert;
            const bool everywhere =
                node.id.starts_with("header.") || node.id.starts_with("second.");
            if (text && !everywhere && !node.label.empty() && !node.personal) {
                EXPECT_THAT(words, Contains(node.label)) << shown.name << ' ' << node.id;
            }
            if (!node.value.empty() && node.role != Role::Progress &&
                !node.id.starts_with("bar.")) {
                for (const SpokenPart& part : said.parts) {
                    EXPECT_FALSE(part.taint == Taint::Interface && part.node == node.id &&
                                 part.words.view() == node.value)
                        << shown.name << ' ' << node.id;
                }
            }
        }
        for (const SpokenPart& part : said.parts) {
            EXPECT_FALSE(part.tag.empty()) << shown.name << ' ' << part.node;
            EXPECT_NE(studio.tree().find(part.node), nullptr) << shown.name << ' ' << part.node;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Languages, EveryScreenAloud, testing::Values("ar", "de", "uk"),
                         [](const auto& language) { return std::string(language.param); });

TEST(ListenButton, stands_in_the_bar_where_there_is_sound) {
    Studio studio;
    studio.draw(heard_consent(Sound::None));
    EXPECT_EQ(studio.tree().find("bar.listen"), nullptr);
    EXPECT_TRUE(
        holds<terminal::ListenSwitched>(studio.tap(heard_consent(Sound::Off), "bar.listen")));
    studio.draw(heard_consent(Sound::Off));
    EXPECT_EQ(studio.tree().find("bar.listen")->label, "Hören");
    studio.draw(heard_consent(Sound::On));
    EXPECT_EQ(studio.tree().find("bar.listen")->label, "Stopp");
}

TEST(ListenButton, says_without_sound_why_there_is_none) {
    for (const Sound sound : {Sound::NoVoice, Sound::Broken}) {
        Studio studio;
        ScreenView view = heard_consent(sound);
        studio.draw(view);
        EXPECT_EQ(studio.tree().find("bar.listen")->label, "Ohne Ton");
        const auto pressed = studio.tap(view, "bar.listen");
        EXPECT_TRUE(sound == Sound::Broken ? holds<terminal::ListenSwitched>(pressed)
                                           : holds<terminal::HelpOpened>(pressed));
        view.help = terminal::HelpPage::Reading;
        studio.draw(view);
        EXPECT_NE(studio.tree().find("reading.silent"), nullptr);
        EXPECT_EQ(studio.tree().find("reading.again"), nullptr);
    }
}

TEST(ListenButton, fits_on_every_panel_in_every_language) {
    for (const NamedPanel& panel : panels()) {
        Studio studio(panel.panel);
        for (const std::string& tag : content().rules.languages) {
            const bool rtl = content().catalogue->language(tag)->right_to_left;
            for (const Sound sound : {Sound::Off, Sound::On, Sound::NoVoice}) {
                ScreenView view = heard_consent(sound);
                view.language = tag;
                studio.draw(view);
                EXPECT_THAT(complaints(studio.tree(), studio.theme(), rtl), IsEmpty())
                    << tag << ' ' << panel.name;
                view.help = terminal::HelpPage::Reading;
                studio.draw(view);
                EXPECT_THAT(complaints(studio.tree(), studio.theme(), rtl), IsEmpty())
                    << tag << ' ' << panel.name << " reading";
            }
        }
    }
}

TEST(ReadingPage, changes_speed_and_volume_and_reads_again) {
    Studio studio;
    ScreenView view = heard_consent(Sound::On);
    view.help = terminal::HelpPage::Choice;
    EXPECT_TRUE(holds<terminal::HelpOpened>(studio.tap(view, "help.reading")));
    view.help = terminal::HelpPage::Reading;
    EXPECT_TRUE(holds<terminal::ReadAgainAsked>(studio.tap(view, "reading.again")));
    for (const char* id :
         {"reading.slower", "reading.faster", "reading.softer", "reading.louder"}) {
        EXPECT_TRUE(holds<terminal::VoiceStepped>(studio.tap(view, id))) << id;
    }
    EXPECT_TRUE(holds<terminal::SettingSwitched>(studio.tap(view, "reading.answers")));
}

}  // namespace
}  // namespace lotse::ui::test
