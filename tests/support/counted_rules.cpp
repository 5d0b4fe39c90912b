// SPDX-License-Identifier: EUPL-1.2
#include "support/counted_rules.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>

#include "base/clock.h"
#include "base/version.h"
#include "core/civil_time.h"

namespace lotse::support {
namespace {

constexpr std::size_t kMostExamples = 5;

struct Count {
    long long checked = 0, violations = 0;
    std::vector<std::string> examples;

    void add(long long more, long long wrong, const std::string& example) {
        checked += more;
        violations += wrong;
        if (wrong > 0 && examples.size() < kMostExamples) {
            examples.push_back(example);
        }
    }
};
std::map<std::string, Count>& counts() {
    static std::map<std::string, Count> all;
    return all;
}

std::string setting(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

/// Without what a parameter adds: "Languages/Suite.name/de" is "Suite.name".
std::string plain_name(const testing::TestSuite& suite, const testing::TestInfo& test) {
    std::string of_suite = suite.name(), of_test = test.name();
    of_suite.erase(0, of_suite.find('/') == std::string::npos ? 0 : of_suite.find('/') + 1);
    of_test.erase(std::min(of_test.find('/'), of_test.size()));
    return of_suite + "." + of_test;
}

void count_test(const testing::TestSuite& suite, const testing::TestInfo& test) {
    if (!test.should_run() || test.result()->Skipped()) {
        return;
    }
    const std::string name = plain_name(suite, test);
    for (const CountedRule& rule : counted_rules()) {
        if (std::find(rule.tests.begin(), rule.tests.end(), name) != rule.tests.end()) {
            counts()[rule.id].add(1, test.result()->Failed() ? 1 : 0, name);
        }
    }
}

class Writer : public testing::Environment {
    void TearDown() override {
        const std::string file = setting("LOTSE_RULES_JSON");
        if (file.empty()) {
            return;
        }
        const testing::UnitTest& all = *testing::UnitTest::GetInstance();
        for (int i = 0; i < all.total_test_suite_count(); ++i) {
            const testing::TestSuite& suite = *all.GetTestSuite(i);
            for (int j = 0; j < suite.total_test_count(); ++j) {
                count_test(suite, *suite.GetTestInfo(j));
            }
        }
        codec::CheckRun run{
            version(), setting("LOTSE_WALK_COMMIT"), to_iso(german_time(wall_now()).date), 0, 0,
            {}};
        for (const CountedRule& rule : counted_rules()) {
            if (const auto count = counts().find(rule.id); count != counts().end()) {
                const Count& found = count->second;
                run.rules.push_back({rule.id,
                                     rule.what,
                                     rule.clauses,
                                     found.checked,
                                     found.violations,
                                     {},
                                     found.examples});
            }
        }
        std::ofstream(file, std::ios::binary) << codec::write_check_run(run);
    }
};
const auto* const kWriter = testing::AddGlobalTestEnvironment(new Writer);

}  // namespace

void count_rule(const std::string& id, long long checked, long long violations,
                const std::string& example) {
    counts()[id].add(checked, violations, example);
}

const std::vector<CountedRule>& counted_rules() {
    static const std::vector<CountedRule> all = {
        {"hearing.way",
         "By ear alone and with five keys an intake is made that equals one made by finger.",
         {"5.1.2.2", "5.1.3.1", "5.1.6.1", "11.2.1.1.2"},
         {}},
        {"hearing.sound",
         "No press of a key is followed by silence.",
         {"5.1.3.1", "11.4.1.3.2"},
         {}},
        {"hearing.number", "The number is said before the end.", {"5.1.3.16"}, {}},
        {"clock.warning",
         "Tests: time grows with what is to be read, and with who asks for it; it is warned, and "
         "the warning can be answered.",
         {"11.2.2.1"},
         {"TimeFor.grows_with_words_keys_voice_and_patience_within_its_bounds",
          "WaitingTest.follows_the_words_of_the_screen",
          "WaitingTest.stands_still_while_the_voice_speaks_and_is_longer_for_who_hears",
          "WaitingTest.who_asks_for_time_twice_has_twice_the_time_from_then_on",
          "WaitingTest.counts_down_in_whole_seconds_and_draws_once_for_each",
          "SessionTest.after_silence_a_warning_then_everything_is_wiped",
          "ListeningTest.nobody_is_asked_to_hurry_while_the_voice_speaks",
          "ListeningTest.the_warnings_countdown_goes_on_while_it_is_said"}},
        {"clock.greeting",
         "Tests: a touch or the setting \"calm\" stops the greetings that take turns.",
         {"11.2.2.2"},
         {"SessionTest.a_touch_stops_the_greetings_until_nobody_is_there",
          "AccessTest.keeps_the_greeting_and_asks_for_no_time_while_calm"}},
        {"clock.repeat",
         "Tests: a key counts once, however long it is held.",
         {"5.7"},
         {"Input.of_a_keypad_only_its_keys_count_each_once_however_long_it_is_held",
          "Press.enter_goes_on_once_however_long_it_is_held_and_has_no_focus_on_the_next_screen"}},
        {"clock.double_strike",
         "Tests: a second strike at once does nothing to what the first one led to.",
         {"5.8"},
         {"Press.the_second_of_two_taps_does_nothing_to_the_screen_that_the_first_led_to",
          "Press.drumming_on_one_place_makes_one_step_in_half_a_second",
          "PressGuard.a_press_counts_half_a_second_after_its_target_was_seen",
          "PressGuard.keys_count_at_once_but_not_where_the_finger_pressed_before"}},
        {"clock.release",
         "Tests: a finger presses where it is lifted, and not once it slid off.",
         {"11.2.5.2"},
         {"Pointer.an_area_is_pressed_when_the_finger_is_lifted_inside",
          "Pointer.a_finger_that_slid_off_presses_nothing_any_more",
          "Press.a_finger_that_stays_down_while_the_screen_changes_presses_nothing"}},
        {"touch.explore",
         "Tests: a finger that explores presses nothing before it was tapped twice.",
         {"5.5.2"},
         {"ExplorerTest.no_way_of_the_finger_over_the_screen_presses_anything",
          "ExplorerTest.two_short_taps_anywhere_press_what_was_said_last",
          "ExplorerTest.slow_or_wandering_taps_are_a_search"}},
        {"voice.lit",
         "Tests: what is said is framed while it sounds.",
         {"5.1.3.3"},
         {"SpeakerTest.says_the_parts_one_after_the_other_and_lights_them",
          "PlaybackTest.plays_what_was_added_and_says_which_node_sounds"}},
        {"voice.cut",
         "Tests: what is said is cut at once, by whatever comes, and nothing waits behind it.",
         {"5.1.3.4", "5.1.3.5", "5.1.3.10", "11.1.4.2"},
         {"SpeakerTest.is_silent_after_a_cut_and_stays_so",
          "SpeakerTest.lets_the_newer_utterance_cut_the_older_and_nothing_wait",
          "PlaybackTest.is_silent_five_milliseconds_after_a_cut_and_does_not_click",
          "PlaybackTest.refuses_the_sound_of_an_utterance_that_was_cut"}},
        {"voice.masked",
         "Tests: what is masked is not said.",
         {"5.1.3.8"},
         {"ReaderTest.never_says_what_is_masked"}},
        {"voice.private",
         "Tests: answers are said only to who asked for it.",
         {"5.1.3.9"},
         {"SpeakerTest.says_no_answer_unless_it_was_asked_for",
          "ReaderTest.keeps_answers_to_those_who_asked_for_them",
          "ReaderTest.says_the_letter_that_was_typed_only_to_who_asked_for_it",
          "ReaderTest.says_no_answer_on_a_stop_that_was_not_to_be_heard",
          "EveryScreenAloud.says_what_stands_there_and_no_answer"}},
        {"voice.reset",
         "Tests: volume, speed and all other settings end with the client.",
         {"5.1.3.13"},
         {"ListeningTest.ends_with_the_client",
          "AccessTest.ends_with_an_idle_session_and_with_a_number",
          "AccessTest.falls_back_at_the_start_when_nobody_goes_on_for_a_minute"}},
        {"voice.mistakes",
         "Tests: what is wrong and what came up is said.",
         {"5.1.3.15", "11.3.3.1.2", "11.4.1.3.2"},
         {"ReaderTest.says_an_alert_and_what_cannot_be_pressed",
          "ReaderTest.says_what_came_but_not_what_changed_in_its_place"}},
        {"voice.states",
         "Tests: a state is said where it stands and when it changes.",
         {"5.6.1"},
         {"ReaderTest.says_the_result_of_a_tap_and_nothing_else",
          "ReaderTest.says_where_the_keys_stand_and_among_how_many_answers"}},
        {"voice.structure",
         "Tests: a screen is said in the order of reading, with its headings and places.",
         {"11.1.3.1.2"},
         {"ReaderTest.says_a_screen_in_the_order_of_reading",
          "ReaderTest.says_where_the_keys_stand_and_among_how_many_answers",
          "EveryScreenAloud.says_what_stands_there_and_no_answer"}},
    };
    return all;
}

}  // namespace lotse::support
