// SPDX-License-Identifier: EUPL-1.2
// A changed configuration on its way: published at a desk, kept by the service, switched to by the
// running terminal, with the real programs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <random>
#include <thread>

#include "kiosk/centre.h"

namespace lotse::kiosk_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::SizeIs;

/// A configuration that shows its version on the start screen.
Configuration showing(std::int64_t version, const std::string& words = "") {
    Configuration configuration;
    configuration.version = version;
    configuration.opening_hours = words.empty() ? "Stand " + std::to_string(version) : words;
    return configuration;
}

class Rollout : public testing::Test {
protected:
    Rollout() { centre.start_service(); }

    bool runs(std::int64_t version) {
        return centre.wait_until(
            [version](const TerminalReport& said) { return said.running == version; });
    }
    bool refused(std::int64_t version) {
        return centre.wait_until(
            [version](const TerminalReport& said) { return said.refused == version; });
    }
    std::string shown() {
        const auto client = centre.look_at_terminal();
        EXPECT_TRUE(client->wait_for("start.number_only")) << client->problem();
        return client->label("start.opening_hours");
    }

    Centre centre{1};
};

TEST_F(Rollout, preview_then_release_reach_the_terminal_and_earlier_content_is_a_new_version) {
    {
        const auto client = centre.start_terminal();
        EXPECT_FALSE(client->sees("start.opening_hours"));
    }
    ASSERT_TRUE(runs(0));
    ASSERT_TRUE(centre.publish(showing(1)).ok());
    ASSERT_TRUE(runs(1));
    EXPECT_EQ(shown(), "Stand 1");
    ASSERT_TRUE(centre.publish(showing(2), "terminal-1").ok());
    ASSERT_TRUE(runs(2)) << "it is the terminal of the preview";
    EXPECT_EQ(shown(), "Stand 2");
    ASSERT_TRUE(centre.release(2).ok());
    EXPECT_FALSE(centre.publish(showing(2)).ok()) << "a version is published once";
    ASSERT_TRUE(centre.publish(showing(3, "Stand 1")).ok());
    ASSERT_TRUE(runs(3));
    EXPECT_EQ(shown(), "Stand 1");
    EXPECT_EQ(centre.report().refused, 0);
}

TEST_F(Rollout, another_terminals_preview_does_not_concern_this_one) {
    centre.stop_service();
    centre.enrol_another("terminal-2");
    centre.start_service();
    {
        const auto client = centre.start_terminal();
        ASSERT_TRUE(client->ok()) << client->problem();
    }
    ASSERT_TRUE(centre.publish(showing(1)).ok());
    ASSERT_TRUE(centre.publish(showing(2), "terminal-2").ok());
    ASSERT_TRUE(runs(1));
    std::this_thread::sleep_for(std::chrono::seconds(3));
    EXPECT_EQ(centre.report().running, 1);
    ASSERT_TRUE(centre.release(2).ok());
    EXPECT_TRUE(runs(2));
}

TEST_F(Rollout, a_blocked_terminal_gives_no_number_and_sends_clients_to_reception) {
    centre.stop_service();
    centre.block_terminal();
    centre.start_service();
    centre.expect_in_log("no word about configurations");
    const auto client = centre.start_terminal();
    const auto heard = [&] {
        std::ifstream log(centre.path("terminal.log"));
        const std::string text{std::istreambuf_iterator<char>(log), {}};
        return text.find("no word about configurations") != std::string::npos;
    };
    for (int i = 0; i < 200 && !heard(); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    ASSERT_TRUE(heard());
    client->tap("language.en");
    EXPECT_TRUE(client->wait_for("failed.title")) << client->problem();
}

TEST_F(Rollout, an_intake_ends_with_the_words_it_began_with) {
    const auto client = centre.start_terminal();
    client->fill_in("Muster");
    ASSERT_TRUE(client->ok()) << client->problem();
    Configuration changed = showing(1);
    changed.texts["en"]["review.submit"] = "Other words";
    changed.questions["arbeitgeber"]["message"] = QuestionUse::Off;
    ASSERT_TRUE(centre.publish(changed).ok());
    ASSERT_TRUE(centre.wait_until([](const TerminalReport& said) { return said.accepted == 1; }));
    EXPECT_EQ(centre.report().running, 0);
    EXPECT_TRUE(client->sees("action.submit")) << client->problem();
    EXPECT_NE(client->label("action.submit"), "Other words");
    const std::string number = client->submit();
    EXPECT_FALSE(number.empty()) << client->problem();
    EXPECT_EQ(centre.report().running, 0) << "the number must be readable";
    client->tap("action.done");
    ASSERT_TRUE(runs(1));
    EXPECT_EQ(shown(), "Stand 1");
    const std::vector<QueueEntry> queue = centre.queue_of(1);
    ASSERT_THAT(queue, SizeIs(1));
    EXPECT_EQ(queue[0].header.number, number);
}

TEST_F(Rollout, the_desk_shows_the_words_of_the_newest_released_configuration) {
    Configuration changed = showing(1);
    changed.texts["de"]["desk.action.call_next"] = "Bitte die nächste Person";
    ASSERT_TRUE(centre.publish(changed).ok());
    changed.version = 2;
    changed.texts["de"]["desk.action.call_next"] = "Nur eine Vorschau";
    ASSERT_TRUE(centre.publish(changed, "terminal-1").ok());
    const auto staff = centre.start_desk();
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (staff->label("action.call_next") != "Bitte die nächste Person" &&
           std::chrono::steady_clock::now() < until) {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    EXPECT_EQ(staff->label("action.call_next"), "Bitte die nächste Person") << staff->problem();
}

TEST_F(
    Rollout,
    a_broken_bundle_and_a_foreign_signature_are_refused_with_the_reason_and_the_terminal_goes_on) {
    centre.expect_in_log("a configuration was not taken");
    centre.expect_in_log("configuration 2 is refused: languages.offered");
    {
        const auto client = centre.start_terminal();
        ASSERT_TRUE(client->ok()) << client->problem();
    }
    ASSERT_TRUE(centre.publish(showing(1)).ok());
    ASSERT_TRUE(runs(1));
    Configuration broken = showing(2);
    broken.languages = {{"de", "tlh"}};
    ASSERT_TRUE(centre.publish(broken).ok());
    ASSERT_TRUE(refused(2));
    EXPECT_THAT(centre.report().reason, HasSubstr("tlh"));
    ASSERT_TRUE(centre.publish_with(showing(3), vault::SigningKey::generate()).ok());
    ASSERT_TRUE(refused(3));
    EXPECT_THAT(centre.report().reason, HasSubstr("signed"));
    EXPECT_EQ(centre.report().running, 1);
    EXPECT_EQ(shown(), "Stand 1");
    ASSERT_TRUE(centre.publish(showing(4)).ok());
    ASSERT_TRUE(runs(4)) << "what was refused keeps nothing later out";
}

TEST_F(Rollout, a_text_that_the_terminal_could_not_show_is_refused_with_its_language_and_id) {
    centre.expect_in_log("a configuration was not taken: texts, pl");
    centre.expect_in_log("configuration 1 is refused: texts, pl");
    {
        const auto client = centre.start_terminal();
        ASSERT_TRUE(client->ok()) << client->problem();
    }
    Configuration broken = showing(1);
    broken.texts["pl"]["review.submit"] = "Wyślij {co}";
    ASSERT_TRUE(centre.publish(broken).ok());
    ASSERT_TRUE(refused(1));
    EXPECT_THAT(centre.report().reason,
                AllOf(HasSubstr("pl, review.submit"), HasSubstr("has the arguments co")));
    EXPECT_EQ(centre.report().running, 0);
    broken.version = 2;
    broken.texts["pl"]["review.submit"] = "Wyślij teraz";
    ASSERT_TRUE(centre.publish(broken).ok());
    EXPECT_TRUE(runs(2));
}

TEST_F(Rollout, a_terminal_that_dies_twice_with_a_new_one_goes_back_and_says_so) {
    centre.expect_in_log("configuration 2 is refused: start: the program ended twice");
    {
        const auto client = centre.start_terminal();
        ASSERT_TRUE(client->ok()) << client->problem();
    }
    ASSERT_TRUE(centre.publish(showing(1)).ok());
    ASSERT_TRUE(runs(1));
    std::this_thread::sleep_for(std::chrono::seconds(6));  // it stood
    ASSERT_TRUE(centre.publish(showing(2)).ok());
    ASSERT_TRUE(runs(2));
    centre.terminal().kill_hard();
    {
        const auto client = centre.start_terminal();
        EXPECT_EQ(client->label("start.opening_hours"), "Stand 2")
            << "one power cut is not its fault";
    }
    centre.terminal().kill_hard();
    const auto client = centre.start_terminal();
    EXPECT_EQ(client->label("start.opening_hours"), "Stand 1") << client->problem();
    ASSERT_TRUE(refused(2));
    EXPECT_THAT(centre.report().reason, HasSubstr("twice"));
    EXPECT_EQ(centre.report().running, 1);
}

TEST_F(Rollout, killed_at_any_moment_of_the_switch_it_starts_again_and_ends_with_the_newest) {
    centre.expect_in_log("is refused: start: the program ended twice");
    std::mt19937 random(20261122);
    std::int64_t version = 0;
    for (int life = 0; life < 6; ++life) {
        // What it sees may end at once: the terminal fetches what the life before could not.
        centre.start_terminal();
        ASSERT_TRUE(centre.publish(showing(++version)).ok());
        std::this_thread::sleep_for(std::chrono::milliseconds(random() % 2500));
        EXPECT_TRUE(centre.terminal().running()) << "life " << life;
        centre.terminal().kill_hard();
        EXPECT_EQ(centre.terminal().wait_for_end(), -1);
    }
    centre.start_terminal();
    ASSERT_TRUE(centre.wait_until([version](const TerminalReport& said) {
        return said.running == version || said.refused == version;
    }));
    if (centre.report().refused == version) {
        ASSERT_TRUE(centre.publish(showing(++version)).ok());
        ASSERT_TRUE(runs(version));
    }
    EXPECT_EQ(shown(), "Stand " + std::to_string(version));
}

}  // namespace
}  // namespace lotse::kiosk_test
