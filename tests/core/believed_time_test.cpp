// SPDX-License-Identifier: EUPL-1.2
#include "core/believed_time.h"

#include <gtest/gtest.h>

#include "core/civil_time.h"
#include "core/intake/number_rule.h"

namespace lotse {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::seconds;

constexpr WallTime kMorning{1'796'000'000s};
constexpr seconds kYears10 = days(3653);

/// A machine whose clocks go on, are set wrong, and start anew.
struct Machine {
    ClockReading clocks{kMorning, 1h, "a"};
    ClockMemory memory = start_clock(std::nullopt, clocks);

    void wait(seconds span) {
        clocks.wall += span;
        clocks.up += span;
    }
    void set_wall(seconds by) { clocks.wall += by; }
    void restart_program() { memory = start_clock(clock_memory_from(text()), clocks); }
    /// Switched off for a while; the battery goes on.
    void restart_machine(seconds off = 60s) {
        const std::string written = text();
        clocks.wall += off;
        clocks.up = 5s;
        clocks.boot += "b";
        memory = start_clock(clock_memory_from(written), clocks);
    }
    std::string text() const { return to_text(clock_at(memory, clocks)); }
    BelievedTime now() const { return believed_time(memory, clocks); }
    WallTime lived() const { return lived_time(memory, clocks); }
    void word(WallTime outside) { memory = hear(memory, outside, clocks); }
};

TEST(BelievedTime, in_one_boot_no_setting_of_the_clock_moves_it) {
    for (const seconds jump : {-kYears10, seconds(-2 * days(1)), seconds(-6min), seconds(6min),
                               seconds(days(40)), kYears10}) {
        Machine machine;
        machine.wait(1h);
        machine.set_wall(jump);
        machine.wait(1h);
        EXPECT_EQ(machine.now().time, kMorning + 2h);
        EXPECT_EQ(machine.now().trust, ClockTrust::Doubtful);
        EXPECT_EQ(machine.now().wall_ahead, jump);
        machine.restart_program();
        EXPECT_EQ(machine.now().time, kMorning + 2h) << "a new program, the same machine";
        EXPECT_EQ(machine.lived(), kMorning + 2h);
    }
    Machine machine;
    machine.set_wall(-4min);
    EXPECT_EQ(machine.now().trust, ClockTrust::Kept);
    EXPECT_EQ(machine.now().time, kMorning);
}

TEST(BelievedTime, after_a_start_the_wall_counts_unless_it_went_back_or_far_ahead) {
    for (const seconds off : {seconds(60s), seconds(14h), seconds(days(44))}) {
        Machine machine;
        machine.restart_machine(off);
        EXPECT_EQ(machine.now().time, kMorning + off);
        EXPECT_EQ(machine.now().trust, ClockTrust::Kept);
        EXPECT_EQ(machine.lived(), kMorning) << "nobody vouches for the time it was off";
    }
    for (const seconds jump : {-kYears10, seconds(-days(2)), seconds(days(46)), kYears10}) {
        Machine machine;
        machine.restart_machine(jump);
        machine.wait(1h);
        EXPECT_EQ(machine.now().time, kMorning + 1h);
        EXPECT_EQ(machine.now().trust, ClockTrust::Doubtful);
        EXPECT_TRUE(machine.now().wall_is_wrong());
    }
}

TEST(BelievedTime, only_an_outside_word_leads_back_and_it_holds_until_the_next_boot) {
    Machine machine;
    machine.set_wall(kYears10);
    machine.restart_machine(seconds(days(40)));
    machine.word(kMorning - 3h);
    EXPECT_EQ(machine.now().time, kMorning - 3h);
    EXPECT_EQ(machine.now().trust, ClockTrust::Sure);
    machine.wait(2h);
    machine.set_wall(-2 * kYears10);
    machine.restart_program();
    EXPECT_EQ(machine.now().time, kMorning - 1h);
    EXPECT_EQ(machine.now().trust, ClockTrust::Sure);
    machine.restart_machine();
    EXPECT_EQ(machine.now().trust, ClockTrust::Doubtful) << "ten years off";
}

TEST(BelievedTime, what_was_lived_never_jumps_with_a_clock) {
    Machine machine;
    machine.word(kMorning);
    machine.restart_machine(seconds(days(40)));
    EXPECT_EQ(machine.lived(), kMorning);
    machine.word(machine.clocks.wall);
    EXPECT_EQ(machine.lived(), kMorning) << "one word is none";
    machine.wait(23h);
    machine.word(machine.clocks.wall);
    EXPECT_EQ(machine.lived(), kMorning + 23h);
}

TEST(BelievedTime, nights_count_a_day_later_where_outside_words_vouch_for_them) {
    Machine machine;
    for (int day = 0; day < 30; ++day) {
        for (int hour = 0; hour < 10; ++hour) {
            machine.word(machine.clocks.wall);
            machine.wait(1h);
        }
        machine.restart_machine(14h);
    }
    const seconds behind = machine.clocks.wall - machine.lived();
    EXPECT_GE(behind, 14h);
    EXPECT_LE(behind, days(3));
    Machine alone;
    for (int day = 0; day < 30; ++day) {
        alone.wait(10h);
        alone.restart_machine(14h);
    }
    EXPECT_EQ(alone.lived(), kMorning + 30 * 10h) << "without outside words it is late, not early";
}

TEST(BelievedTime, a_wrong_outside_word_that_is_contradicted_counts_nothing) {
    Machine machine;
    const auto live = [&](seconds span) {
        for (seconds done{0}; done < span; done += 1h) {
            machine.word(machine.clocks.wall);
            machine.wait(1h);
        }
    };
    live(seconds(days(3)));
    machine.word(machine.clocks.wall + days(400));
    EXPECT_EQ(machine.lived(), kMorning + days(3));
    machine.word(machine.clocks.wall);
    live(seconds(days(3)));
    EXPECT_EQ(machine.lived(), kMorning + days(6));
    machine.restart_machine();
    machine.word(machine.clocks.wall + kYears10);
    machine.wait(1h);
    live(seconds(days(3)));
    EXPECT_LE(machine.lived(), machine.clocks.wall);
    EXPECT_GE(machine.lived(), machine.clocks.wall - days(1));
}

TEST(BelievedTime, what_is_written_comes_back_and_nothing_else_is_taken_for_it) {
    Machine machine;
    machine.word(kMorning + 5s);
    machine.wait(25h);
    machine.word(kMorning + 25h);
    const ClockMemory memory = clock_at(machine.memory, machine.clocks);
    ASSERT_TRUE(memory.heard && memory.upheld);
    const std::string text = to_text(memory);
    EXPECT_EQ(clock_memory_from(text), memory);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto cut = clock_memory_from(text.substr(0, i));
        EXPECT_FALSE(cut == memory) << i;
        std::string other = text;
        other[i] = '~';
        EXPECT_FALSE(clock_memory_from(other) == memory) << i;
    }
    for (const char* strange : {"", " ", "clock1", "clock2 1 1 a 0 1", "clock1 -1 1 a 0 1",
                                "clock1 1 1 a 2 1", "clock1 999999999999999999 1 a 0 1",
                                "clock1 1 1 a 0 1 heard", "clock1 1 1 a 0 1 x 1 1 a"}) {
        EXPECT_FALSE(clock_memory_from(strange)) << strange;
    }
}

TEST(BelievedTime, a_terminal_takes_the_word_of_a_sure_service_or_of_an_agreeing_one) {
    const ClockReading clocks{kMorning, 1h, "a"};
    EXPECT_EQ(outside_word({kMorning + kYears10, ClockTrust::Sure, {}}, clocks),
              kMorning + kYears10);
    for (const ClockTrust trust : {ClockTrust::Kept, ClockTrust::Doubtful}) {
        EXPECT_EQ(outside_word({kMorning + 5min, trust, {}}, clocks), kMorning + 5min);
        EXPECT_FALSE(outside_word({kMorning + 6min, trust, {}}, clocks));
        EXPECT_FALSE(outside_word({kMorning - 6min, trust, {}}, clocks));
    }
}

NumberMoment moment(const char* day, WallTime at, bool sure, const char* boot, Instant up) {
    return {day, at, sure, boot, up};
}

TEST(NumberRule, a_new_day_begins_only_beyond_doubt) {
    const LastNumber last{17, moment("2026-11-24", kMorning, true, "a", 10h)};
    const auto next = [&](const NumberMoment& now) { return next_number(last, now); };
    EXPECT_EQ(next(moment("2026-11-24", kMorning + 7h, true, "a", 17h)), 18) << "the same day";
    EXPECT_EQ(next(moment("2026-11-25", kMorning + 7h, false, "a", 17h)), 1)
        << "the machine was on for the night";
    EXPECT_EQ(next(moment("2036-11-25", kMorning + 5h, true, "a", 15h)), 18)
        << "a sure word cannot make a night of five hours";
    EXPECT_EQ(next(moment("2026-11-25", kMorning + 14h, true, "b", 5s)), 1) << "both ends sure";
    EXPECT_EQ(next(moment("2026-11-25", kMorning + 14h, false, "b", 5s)), 18);
    EXPECT_EQ(next(moment("2026-11-25", kMorning + 5h, true, "b", 5s)), 18) << "midnight";
    EXPECT_EQ(next(moment("2026-11-23", kMorning - 14h, true, "b", 5s)), 18) << "a day back";
    EXPECT_EQ(next(moment("2026-11-23", kMorning + 14h, true, "a", 24h)), 18)
        << "a day back, after a night";
    LastNumber unsure = last;
    unsure.given.sure = false;
    EXPECT_EQ(next_number(unsure, moment("2026-11-25", kMorning + 14h, true, "b", 5s)), 18);
    EXPECT_EQ(next_number(unsure, moment("2026-11-25", kMorning + 14h, true, "a", 24h)), 1);
    EXPECT_EQ(next_number({}, moment("2026-11-25", kMorning, false, "a", 1h)), 1);
}

}  // namespace
}  // namespace lotse
