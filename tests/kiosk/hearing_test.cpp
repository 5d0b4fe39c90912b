// SPDX-License-Identifier: EUPL-1.2
/// A whole intake by ear: what somebody who sees nothing enters with five keys is what a finger
/// enters on the screen.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <thread>

#include "base/clock.h"
#include "codec/forms/questionnaire_json.h"
#include "codec/translation/language_json.h"
#include "core/civil_time.h"
#include "kiosk/centre.h"
#include "kiosk/hearing_bot.h"
#include "support/counted_rules.h"
#include "tools/demo_bot.h"

namespace lotse::kiosk_test {
namespace {

struct Way {
    const char* language;
    const char* questionnaire;
};

class Hearing : public testing::TestWithParam<Way> {
protected:
    Hearing() {
        without_a_screen();
        setenv("SDL_AUDIODRIVER", "dummy", 1);
        m_centre.with_keypad();
        m_centre.start_service();
    }
    ~Hearing() override {
        m_centre.stop_terminal();
        unsetenv("SDL_AUDIODRIVER");
    }
    void SetUp() override { support::count_rule("hearing.way", 1, 0); }
    void TearDown() override {
        support::count_rule("hearing.way", 0, HasFailure() ? 1 : 0, name());
    }
    static std::string name() {
        return std::string(GetParam().language) + " " + GetParam().questionnaire;
    }
    /// How many presses it took; `of_screens`, without the last one.
    static void tell(const tools::BotRun& finger, const HearingBot& ear,
                     std::vector<int> of_screens) {
        std::ranges::sort(of_screens);
        const auto share = [&](std::size_t percent) {
            return of_screens[(of_screens.size() - 1) * percent / 100];
        };
        std::printf(
            "%s: %zu taps of a finger, %d presses by ear, %zu without a sound; a screen %d (p50), "
            "%d (p95), %d at most\n",
            name().c_str(), finger.tapped.size(), ear.presses(), ear.silent_presses().size(),
            share(50), share(95), of_screens.back());
    }
    /// What the queue holds of a number.
    std::optional<IntakeContent> intake(const std::vector<QueueEntry>& queue,
                                        const std::string& number) const {
        for (const QueueEntry& entry : queue) {
            if (entry.header.number == number) return m_centre.open(entry.header.id);
        }
        return std::nullopt;
    }

    Centre m_centre;
};

TEST_P(Hearing, and_five_keys_enter_what_a_finger_enters) {
    const auto languages = codec::read_languages(LOTSE_SOURCE_DIR "/locales");
    ASSERT_TRUE(languages.ok());
    const auto language = std::find_if(languages->begin(), languages->end(), [](const auto& one) {
        return one.tag == GetParam().language;
    });
    const auto form = codec::read_questionnaire_file(
        std::string(LOTSE_SOURCE_DIR "/kiosk-config/questionnaires/") + GetParam().questionnaire +
        ".json");
    ASSERT_TRUE(language != languages->end() && form.ok());

    m_centre.start_terminal();
    const auto client =
        tools::AutomationClient::connect(m_centre.terminal_socket(), std::chrono::seconds(20));
    ASSERT_TRUE(client.ok()) << to_string(client.error());
    const auto finger = tools::fill_in(
        **client, {form->get(), &*language, "", german_time(wall_now()).date, tools::BotWay::Core});
    ASSERT_TRUE(finger.ok()) << to_string(finger.error());

    HearingBot ear(**client);
    ear.begin();
    // The last one ends it: before that the number was said.
    std::vector<int> of_screens;
    for (std::size_t i = 0; i + 1 < finger->tapped_words.size(); ++i) {
        const int before = ear.presses();
        ear.choose(finger->tapped_words[i]);
        if (i == 0 || finger->tapped_on[i] != finger->tapped_on[i - 1]) {
            of_screens.push_back(0);
        }
        of_screens.back() += ear.presses() - before;
    }
    const std::vector<std::string> at_the_end = ear.heard();
    ear.choose(finger->tapped_words.back());
    tell(*finger, ear, of_screens);
    // The press that ends it is followed by nothing: nobody is there any more. A letter that was
    // typed is said to who asked for it; everybody else hears a tone.
    const std::vector<std::string>& silent = ear.silent_presses();
    support::count_rule("hearing.sound", ear.presses(), static_cast<long long>(silent.size()) - 1,
                        name());
    EXPECT_THAT(silent,
                testing::ElementsAre(testing::HasSubstr("\"" + finger->tapped_words.back())));
    ASSERT_TRUE(ear.ok()) << ear.problem();

    const std::vector<QueueEntry> queue = m_centre.queue_of(2);
    ASSERT_EQ(queue.size(), 2U);
    std::string number;
    for (const QueueEntry& entry : queue) {
        if (entry.header.number != finger->number) number = entry.header.number;
    }
    const bool said = std::find(at_the_end.begin(), at_the_end.end(), number) != at_the_end.end();
    support::count_rule("hearing.number", 1, said ? 0 : 1, name());
    EXPECT_TRUE(said) << "the number was not said";
    m_centre.stop_terminal();
    m_centre.stop_service();
    const auto seen = intake(queue, finger->number), heard = intake(queue, number);
    ASSERT_TRUE(seen && heard);
    EXPECT_EQ(seen->answers, heard->answers);
    EXPECT_EQ(seen->language, heard->language);
    EXPECT_EQ(seen->questionnaire, heard->questionnaire);
}

INSTANTIATE_TEST_SUITE_P(
    Languages, Hearing,
    testing::Values(Way{"de", "anerkennung"}, Way{"de-x-leicht", "anerkennung"},
                    Way{"en", "anerkennung"}, Way{"uk", "anerkennung"}, Way{"ar", "anerkennung"},
                    Way{"tr", "anerkennung"}, Way{"ru", "anerkennung"}, Way{"fa", "anerkennung"},
                    Way{"fr", "anerkennung"}, Way{"es", "anerkennung"}, Way{"pl", "anerkennung"},
                    Way{"ro", "anerkennung"}, Way{"sr-Latn", "anerkennung"},
                    Way{"de", "arbeitgeber"}, Way{"de-x-leicht", "arbeitgeber"},
                    Way{"en", "arbeitgeber"}, Way{"uk", "arbeitgeber"}, Way{"ar", "arbeitgeber"},
                    Way{"tr", "arbeitgeber"}, Way{"fr", "arbeitgeber"}),
    [](const auto& way) {
        std::string name = std::string(way.param.language) + "_" + way.param.questionnaire;
        for (char& letter : name) letter = letter == '-' ? '_' : letter;
        return name;
    });

/// What the terminal says as it is, as soon as it says something.
std::vector<std::string> soon_heard(tools::AutomationClient& terminal) {
    std::vector<std::string> words;
    for (int i = 0; i < 200 && words.empty(); ++i) {
        const auto said = terminal.heard();
        if (!said) break;
        for (const codec::AutomationSpoken& part : *said) words.push_back(part.words);
        if (words.empty()) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return words;
}

TEST(Headset, hears_answers_and_unplugged_it_is_asked_before_the_room_hears_anything) {
    without_a_screen();
    setenv("SDL_AUDIODRIVER", "dummy", 1);
    Centre centre;
    centre.with_headset();
    centre.start_service();
    centre.start_terminal();
    const auto client =
        tools::AutomationClient::connect(centre.terminal_socket(), std::chrono::seconds(20));
    ASSERT_TRUE(client.ok()) << to_string(client.error());
    tools::AutomationClient& terminal = **client;
    ASSERT_TRUE(terminal.key(KeypadKey::JackIn).ok());
    EXPECT_THAT(soon_heard(terminal), testing::Contains("Willkommen"));
    for (const char* id :
         {"language.de", "form.anerkennung.self", "consent.agree", "answer.reasons.recognition"}) {
        ASSERT_TRUE(terminal.tap(id).ok()) << id;
    }
    ASSERT_TRUE(terminal.heard().ok());
    // The answer that was ticked stands on the screen: said where only the client hears it.
    ASSERT_TRUE(terminal.key(KeypadKey::JackOut).ok());
    const std::vector<std::string> asked = soon_heard(terminal);
    EXPECT_THAT(asked, testing::Contains(testing::HasSubstr("Laut")));
    const auto tree = terminal.tree();
    ASSERT_TRUE(tree.ok());
    EXPECT_NE(tree->find("speaker.yes"), nullptr);
    ASSERT_TRUE(terminal.key(KeypadKey::JackIn).ok());
    const std::vector<std::string> again = soon_heard(terminal);
    EXPECT_THAT(again, testing::Not(testing::Contains(asked.front())));
    const auto page = terminal.tree();
    ASSERT_TRUE(page.ok());
    EXPECT_EQ(page->find("speaker.yes"), nullptr);
    const codec::AutomationNode* chosen = page->find("answer.reasons.recognition");
    ASSERT_NE(chosen, nullptr) << "nothing moved";
    EXPECT_TRUE(chosen->checked);
    centre.stop_terminal();
    unsetenv("SDL_AUDIODRIVER");
}

}  // namespace
}  // namespace lotse::kiosk_test
