// SPDX-License-Identifier: EUPL-1.2
#include "core/display/display.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/limits.h"

namespace lotse::display {
namespace {

using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr WallTime kNine{seconds{1'796'029'200}};  // 2026-11-30, 10:00 in Germany

CalledNumber call(const std::string& number, int calls = 1, const std::string& room = "3",
                  const std::string& language = "ar", WallTime at = kNine) {
    return {number, room, language, at, calls};
}

/// A display that is driven as the role does.
class DisplayTest : public testing::Test {
protected:
    void told(std::vector<CalledNumber> calls) {
        handle(CallsTold{{++revision, kNine + std::chrono::duration_cast<seconds>(now), calls}});
    }
    void handle(const Event& event) {
        Step step = update(std::move(state), event, now, rules);
        state = std::move(step.state);
        if (step.announce) {
            announced.push_back(step.announce->call.number);
            last = *step.announce;
        }
    }
    void pass(seconds span) {
        now += span;
        handle(Ticked{});
    }
    ScreenView view() const { return screen_for(state, now, rules); }
    std::vector<std::string> shown() const {
        std::vector<std::string> numbers;
        const ScreenView seen = view();
        for (const auto* rows : {&seen.large, &seen.small}) {
            for (const CallRow& row : *rows) {
                numbers.push_back(row.number);
            }
        }
        return numbers;
    }

    Rules rules{"de", {"de", "ar"}};
    State state;
    Instant now{0};
    std::int64_t revision = 0;
    std::vector<std::string> announced;
    Announce last;
};

TEST_F(DisplayTest, shows_the_latest_call_first_and_large_and_says_how_many_more_there_are) {
    told({});
    EXPECT_THAT(shown(), IsEmpty());
    std::vector<CalledNumber> calls;
    for (int i = 0; i < 10; ++i) {
        calls.push_back(call("A00" + std::to_string(9 - i)));
    }
    told(calls);
    const ScreenView seen = view();
    ASSERT_EQ(seen.large.size(), limits::kCallsLarge);
    EXPECT_EQ(seen.large[0].number, "A009");
    EXPECT_EQ(seen.large[0].room, "3");
    EXPECT_THAT(seen.large[0].languages, ElementsAre("ar", "de"));
    EXPECT_EQ(seen.small.size(), limits::kCallsSmall);
    EXPECT_EQ(seen.further, 10 - limits::kCallsLarge - limits::kCallsSmall);
}

TEST_F(DisplayTest, a_client_of_the_places_own_language_is_told_once) {
    told({});
    told({call("A001", 1, "3", "de")});
    EXPECT_THAT(view().large[0].languages, ElementsAre("de"));
    EXPECT_THAT(last.languages, ElementsAre("de"));
}

TEST_F(DisplayTest, each_call_is_announced_once_and_a_repeated_one_again) {
    told({});
    told({call("A001")});
    told({call("A001")});
    EXPECT_THAT(announced, ElementsAre("A001"));
    EXPECT_TRUE(view().large[0].lit);
    handle(AnnouncementEnded{});
    pass(limits::kCallLit);
    EXPECT_FALSE(view().large[0].lit);
    told({call("A001", 2)});
    EXPECT_THAT(announced, ElementsAre("A001", "A001"));
    EXPECT_TRUE(view().large[0].lit);
    EXPECT_EQ(view().announced, 2);
}

TEST_F(DisplayTest, calls_wait_for_each_other_and_none_is_passed_over) {
    told({});
    std::vector<CalledNumber> calls;
    for (std::size_t i = 0; i < limits::kMostCallsTold; ++i) {
        calls.insert(calls.begin(), call("B" + std::to_string(100 + i)));
    }
    told(calls);
    EXPECT_THAT(announced, ElementsAre("B100")) << "who was called first is announced first";
    for (std::size_t i = 1; i < limits::kMostCallsTold; ++i) {
        handle(AnnouncementEnded{});
    }
    EXPECT_EQ(announced.size(), limits::kMostCallsTold);
    EXPECT_EQ(announced.back(), "B139");
    handle(AnnouncementEnded{});
    EXPECT_EQ(announced.size(), limits::kMostCallsTold);
}

TEST_F(DisplayTest, a_loudspeaker_that_never_ends_holds_up_nobody) {
    told({});
    told({call("A002"), call("A001")});
    EXPECT_THAT(announced, ElementsAre("A001"));
    pass(limits::kCallSaid - seconds(1));
    EXPECT_EQ(announced.size(), 1u);
    pass(seconds(1));
    EXPECT_THAT(announced, ElementsAre("A001", "A002"));
}

TEST_F(DisplayTest, who_came_meanwhile_is_not_announced_and_not_shown_any_more) {
    told({});
    told({call("A002"), call("A001")});
    told({call("A001")});
    handle(AnnouncementEnded{});
    EXPECT_THAT(announced, ElementsAre("A001"));
    EXPECT_THAT(shown(), ElementsAre("A001"));
    told({});
    EXPECT_THAT(shown(), IsEmpty());
}

TEST_F(DisplayTest, called_again_before_it_was_announced_it_is_announced_with_the_newest_room) {
    told({});
    told({call("A002"), call("A001")});
    told({call("A002", 2, "7"), call("A001")});
    handle(AnnouncementEnded{});
    EXPECT_THAT(announced, ElementsAre("A001", "A002"));
    EXPECT_EQ(last.call.room, "7");
    handle(AnnouncementEnded{});
    EXPECT_EQ(announced.size(), 2u);
}

TEST_F(DisplayTest, what_was_called_before_it_came_up_is_shown_but_not_announced) {
    told({call("A001")});
    EXPECT_THAT(shown(), ElementsAre("A001"));
    EXPECT_THAT(announced, IsEmpty());
    EXPECT_FALSE(view().large[0].lit);
}

TEST_F(DisplayTest, a_silent_service_is_told_with_the_time_and_the_calls_stay) {
    told({call("A001")});
    pass(limits::kDisplaySilence - seconds(1));
    EXPECT_FALSE(view().silent_since);
    handle(NothingChanged{});
    const WallTime last_heard = kNine + std::chrono::duration_cast<seconds>(now);
    pass(limits::kDisplaySilence);
    EXPECT_EQ(view().silent_since, last_heard);
    EXPECT_THAT(shown(), ElementsAre("A001"));
    pass(seconds(7200));
    EXPECT_THAT(shown(), ElementsAre("A001")) << "grey, but not taken off";
    told({call("A002"), call("A001")});
    EXPECT_FALSE(view().silent_since);
    EXPECT_THAT(announced, ElementsAre("A002")) << "called while there was no line";
}

TEST_F(DisplayTest, one_that_never_heard_anything_says_since_when) {
    state.began = kNine;
    pass(limits::kDisplaySilence);
    EXPECT_EQ(view().silent_since, kNine);
    EXPECT_FALSE(view().now);
}

TEST_F(DisplayTest, a_call_that_everybody_forgot_goes_by_itself) {
    told({call("A001")});
    for (seconds passed{0}; passed < limits::kCallShown; passed += seconds(10)) {
        EXPECT_THAT(shown(), ElementsAre("A001"));
        now += seconds(10);
        handle(NothingChanged{});
    }
    EXPECT_THAT(shown(), IsEmpty());
}

TEST_F(DisplayTest, something_is_due_before_whatever_changes_by_itself) {
    told({});
    told({call("A001")});
    EXPECT_LE(next_deadline(state, now), now + limits::kDisplayNotice);
    now += seconds(9);
    EXPECT_EQ(next_deadline(state, now), Instant(limits::kCallLit)) << "the light goes out";
    now = seconds(14);
    EXPECT_EQ(next_deadline(state, now), Instant(limits::kDisplaySilence));
}

TEST_F(DisplayTest, the_notice_is_shown_in_one_language_after_the_other) {
    told({});
    EXPECT_EQ(view().notice_language, "de");
    now += limits::kDisplayNotice;
    EXPECT_EQ(view().notice_language, "ar");
    now += limits::kDisplayNotice;
    EXPECT_EQ(view().notice_language, "de");
}

TEST_F(DisplayTest, notices_of_the_centre_are_shown_in_turn_each_in_its_language) {
    rules.notices = {{"de", "Am 24. Dezember ist geschlossen."},
                     {"uk", "24 грудня зачинено."},
                     {"de", "Bitte bringen Sie Ihren Ausweis mit."}};
    told({});
    for (const Notice& notice : rules.notices) {
        EXPECT_EQ(view().notice, notice);
        now += limits::kDisplayNotice;
    }
    EXPECT_EQ(view().notice, rules.notices.front());
    told({call("A001")});
    EXPECT_TRUE(view().notice) << "beside who is called";
    rules.notices.clear();
    EXPECT_FALSE(view().notice);
}

TEST_F(DisplayTest, outside_of_its_hours_it_says_when_the_centre_opens_unless_somebody_is_called) {
    rules.hours = opening_hours_from("Mo-Tu 09:00-10:01; Th 14:00-16:00").value();
    const std::vector<OpenDays> opens = open_days(rules.hours);
    handle(CallsTold{{1, kNine, {}, WaitRange{10, 20}}});  // Monday, 10:00
    EXPECT_TRUE(view().closed_but_on.empty());
    EXPECT_TRUE(view().wait);
    now += seconds(59);
    handle(NothingChanged{});
    EXPECT_EQ(next_deadline(state, now), now + seconds(1)) << "the minute ends";
    now += seconds(1);
    EXPECT_EQ(view().closed_but_on, opens);
    EXPECT_FALSE(view().wait) << "nobody comes now";
    told({call("A001")});
    EXPECT_TRUE(view().closed_but_on.empty()) << "who is called is still served";
    told({});
    EXPECT_EQ(view().closed_but_on, opens);
    rules.hours.closed_on = {{2026, 11, 30}};
    now = seconds(0);
    EXPECT_EQ(view().closed_but_on, opens) << "closed on that day";
    rules.hours = {};
    EXPECT_TRUE(view().closed_but_on.empty()) << "nobody said when it is open";
}

TEST(Spelled, a_number_is_said_sign_by_sign) {
    EXPECT_EQ(spelled("A017"), "A 0 1 7");
    EXPECT_EQ(spelled(""), "");
}

}  // namespace
}  // namespace lotse::display
