// SPDX-License-Identifier: EUPL-1.2
#include "core/desk/terminal_watch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/desk/desk_fixture.h"
#include "core/desk/screen.h"

namespace lotse::desk {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr WallTime kNow{1'796'022'000s};

QueueEntry entry_of(const std::string& number, const std::string& day = "2026-11-30",
                    std::uint8_t id = 1) {
    QueueEntry entry;
    entry.header.id.bytes[0] = id;
    entry.header.terminal = "terminal-1";
    entry.header.number = number;
    entry.header.day = day;
    return entry;
}

class Watch : public testing::Test {
protected:
    /// The service hands over reports of now, and lists these.
    void tell(std::vector<std::string> numbers, const std::vector<QueueEntry>& entries) {
        watch.words = {{"terminal-1", kNow + at, day, std::move(numbers)}};
        watch.told = at;
        look(entries);
    }
    void look(const std::vector<QueueEntry>& entries) {
        if (is_fresh(watch, at)) {
            compare(watch, entries, "2026-11-30", kNow + at, at);
        }
    }
    std::vector<std::string> missed() const { return missed_numbers(watch, at); }

    TerminalWatch watch;
    std::chrono::seconds at = 1000s;
    std::string day = "2026-11-30";
};

TEST_F(Watch, a_terminal_that_the_service_leaves_out_or_puts_back_is_not_forgotten) {
    const auto word = [](const std::string& terminal, std::chrono::seconds said,
                         std::vector<std::string> numbers) {
        return TerminalWord{terminal, kNow + said, "2026-11-30", std::move(numbers)};
    };
    const std::vector<std::string> both = {"terminal-1", "terminal-2"};
    take(watch, {word("terminal-1", 100s, {"A1", "A2"}), word("terminal-2", 100s, {})}, both, at);
    take(watch, {word("terminal-1", 40s, {"A1"})}, both, at);
    ASSERT_EQ(watch.words.size(), 2u);
    EXPECT_EQ(watch.words[0].numbers.size(), 2u) << "an older word than the one that is known";
    EXPECT_EQ(watch.words[1].at, kNow + 100s) << "left out";
    EXPECT_THAT(silent_terminals(watch, kNow + 100s + 16min, at),
                ElementsAre("terminal-1", "terminal-2"));
    take(watch, {}, {"terminal-1"}, at);
    ASSERT_EQ(watch.words.size(), 1u) << "blocked: nobody waits for it";
    take(watch, {word("terminal-1", 200s, {"A1", "A2", "A3"})}, {"terminal-1"}, at);
    EXPECT_EQ(watch.words[0].numbers.size(), 3u);
}

TEST_F(Watch, a_number_is_missed_when_it_was_in_no_list_for_a_quarter_of_an_hour) {
    tell({"A011", "A012"}, {entry_of("A011")});
    EXPECT_THAT(missed(), IsEmpty()) << "it may be on its way";
    at += 14min;
    tell({"A011", "A012"}, {entry_of("A011")});
    EXPECT_THAT(missed(), IsEmpty());
    at += 1min;
    tell({"A011", "A012"}, {entry_of("A011")});
    EXPECT_THAT(missed(), ElementsAre("A012"));
    EXPECT_THAT(alarms_of(watch, {}, kNow + at, at),
                ElementsAre(Raised{Alarm::Missing, "terminal-1 2026-11-30 A012"}));
    tell({"A011", "A012"}, {entry_of("A011"), entry_of("A012")});
    EXPECT_THAT(missed(), IsEmpty()) << "it came";
}

TEST_F(Watch, a_number_that_comes_and_goes_is_missed_from_when_it_went) {
    tell({"A012"}, {});
    at += 10min;
    tell({"A012"}, {entry_of("A012")});
    at += 10min;
    tell({"A012"}, {});
    at += 14min;
    tell({"A012"}, {});
    EXPECT_THAT(missed(), IsEmpty());
}

TEST_F(Watch, the_same_number_of_another_day_or_terminal_stands_for_none) {
    tell({"A012"}, {});
    at += 16min;
    QueueEntry other = entry_of("A012");
    other.header.terminal = "terminal-2";
    tell({"A012"}, {entry_of("A012", "2026-11-29"), other});
    EXPECT_THAT(missed(), ElementsAre("A012"));
}

TEST_F(Watch, numbers_of_another_day_are_not_compared) {
    day = "2026-11-29";
    tell({"A012"}, {});
    at += 20min;
    tell({"A012"}, {});
    EXPECT_THAT(missed(), IsEmpty()) << "what was closed then is in no list";
}

TEST_F(Watch, a_terminal_is_silent_after_a_quarter_of_an_hour_and_not_for_ever) {
    tell({}, {});
    const auto silent = [&](std::chrono::seconds since) {
        return silent_terminals(watch, kNow + at + since, at);
    };
    EXPECT_THAT(silent(14min), IsEmpty());
    EXPECT_THAT(silent(15min), ElementsAre("terminal-1"));
    EXPECT_THAT(silent(std::chrono::days(8)), IsEmpty());
}

TEST_F(Watch, a_desk_without_a_line_misses_nobody) {
    tell({"A012"}, {});
    at += 16min;
    EXPECT_FALSE(is_fresh(watch, at));
    EXPECT_THAT(silent_terminals(watch, kNow + at, at), IsEmpty());
}

TEST_F(Watch, a_number_given_twice_on_a_day_is_an_alarm) {
    EXPECT_EQ(given_twice({entry_of("A012"), entry_of("A012", "2026-11-29", 2)}), nullptr);
    const std::vector<QueueEntry> entries = {entry_of("A012"), entry_of("A012", "2026-11-30", 2)};
    EXPECT_THAT(alarms_of(watch, entries, kNow, at),
                ElementsAre(Raised{Alarm::Number, to_hex(entries[1].header.id)}));
}

class WatchingDesk : public test::Desk {
protected:
    /// A minute with a listing and the terminals' words of now.
    std::vector<Effect> minute(const std::vector<std::string>& numbers,
                               const std::vector<QueueEntry>& entries) {
        now += 1min;
        const WallTime wall = test::kNoon + std::chrono::floor<std::chrono::seconds>(now);
        std::vector<Effect> effects = give(QueueKnown{entries, wall});
        for (const Event& event :
             {Event(TerminalsKnown{{{"terminal-1", wall, "2026-11-22", numbers}}, {"terminal-1"}}),
              Event(Touched{})}) {
            for (Effect& effect : give(event)) {
                effects.push_back(std::move(effect));
            }
        }
        return effects;
    }
    void enter_as(Rights rights) {
        type(LogInField::Account, "adam");
        type(LogInField::Password, "geheim");
        give(LogInPressed{});
        give(LoggedIn{{"adam", "demo", rights}});
    }
    std::vector<std::string> banners() const {
        std::vector<std::string> ids;
        for (const Banner& banner : screen_for(state, rules).banners) {
            ids.push_back(banner.problem_id + (banner.number.empty() ? "" : " " + banner.number) +
                          (banner.may_confirm ? " confirm" : ""));
        }
        return ids;
    }
};

TEST_F(WatchingDesk, asks_for_the_terminals_words_every_minute_also_while_it_is_locked) {
    log_in();
    for (int minute = 0; minute < 5; ++minute) {
        now += 1min;
        give(Ticked{});
    }
    EXPECT_EQ(asked_terminals, 5u);
    give(LockPressed{});
    now += 1min;
    give(Ticked{});
    EXPECT_EQ(asked_terminals, 6u);
    give(LogOutPressed{});
    now += 1min;
    give(Ticked{});
    EXPECT_EQ(asked_terminals, 6u);
}

TEST_F(WatchingDesk, says_which_number_is_missing_and_raises_the_alarm_once) {
    log_in();
    const QueueEntry here = entry_of("A011", "2026-11-22");
    int raised = 0;
    for (int i = 0; i < 20; ++i) {
        for (const Effect& effect : minute({"A011", "A012", "A013"}, {here})) {
            if (const auto* raise = std::get_if<RaiseAlarms>(&effect)) {
                ++raised;
                EXPECT_THAT(raise->alarms,
                            ElementsAre(Raised{Alarm::Missing, "terminal-1 2026-11-22 A012"},
                                        Raised{Alarm::Missing, "terminal-1 2026-11-22 A013"}));
            }
        }
        EXPECT_EQ(banners().size(), i < 15 ? 0u : 1u) << i;
    }
    EXPECT_EQ(raised, 1);
    EXPECT_THAT(banners(), ElementsAre("desk.notice.missing A012, A013"));
    minute({"A011"}, {here});
    EXPECT_THAT(banners(), IsEmpty());
}

TEST_F(WatchingDesk, whoever_may_see_no_list_is_told_of_nothing_missing) {
    type(LogInField::Account, "olga");
    type(LogInField::Password, "geheim");
    give(LogInPressed{});
    give(LoggedIn{{"olga", "demo", {StaffRight::Audit}}});
    for (int i = 0; i < 20; ++i) {
        minute({"A012"}, {});
    }
    EXPECT_THAT(banners(), IsEmpty());
}

TEST_F(WatchingDesk, a_number_given_twice_is_noted_in_the_audit_log_too) {
    log_in();
    const std::vector<Effect> effects =
        minute({}, {entry_of("A012", "2026-11-22"), entry_of("A012", "2026-11-22", 2)});
    EXPECT_TRUE(std::any_of(effects.begin(), effects.end(), [](const Effect& effect) {
        const auto* raise = std::get_if<RaiseAlarms>(&effect);
        return raise != nullptr && raise->alarms.front().first == Alarm::Number;
    }));
}

TEST_F(WatchingDesk, a_database_that_went_back_is_told_until_who_may_confirms_it) {
    log_in();
    give(WentBack{});
    EXPECT_THAT(banners(), ElementsAre("desk.went_back.told"));
    EXPECT_THAT(give(WentBackConfirmed{}), IsEmpty()) << "not everybody may";
    EXPECT_THAT(banners(), ElementsAre("desk.went_back.told"));
    give(LogOutPressed{});
    type(LogInField::Account, "adam");
    type(LogInField::Password, "geheim");
    give(LogInPressed{});
    give(LoggedIn{{"adam", "demo", {StaffRight::Operate}}});
    EXPECT_THAT(banners(), ElementsAre("desk.went_back.confirm confirm"));
    EXPECT_NE(only<KeepPosition>(give(WentBackConfirmed{})), nullptr);
    EXPECT_THAT(banners(), IsEmpty());
}

TEST_F(WatchingDesk, the_audit_log_is_looked_at_at_log_in_and_every_hour) {
    give(Ticked{});
    EXPECT_EQ(checked_audit, 0u) << "nobody is there";
    log_in();
    give(Ticked{});
    EXPECT_EQ(checked_audit, 1u);
    now += 59min;
    give(Touched{});
    give(Ticked{});
    EXPECT_EQ(checked_audit, 1u);
    now += 1min;
    give(Ticked{});
    EXPECT_EQ(checked_audit, 2u);
    give(LogOutPressed{});
    log_in();
    give(Ticked{});
    EXPECT_EQ(checked_audit, 3u) << "by the next person, too";
    EXPECT_EQ(asked_due, 0u) << "nobody here looks after the centre";
}

TEST_F(WatchingDesk, an_audit_log_that_did_not_only_grow_is_told_until_who_may_confirms_it) {
    log_in();
    give(AuditBroken{});
    EXPECT_THAT(banners(), ElementsAre("desk.audit.told"));
    EXPECT_THAT(give(WentBackConfirmed{}), IsEmpty()) << "not everybody may";
    give(LogOutPressed{});
    enter_as({StaffRight::Operate});
    EXPECT_THAT(banners(), ElementsAre("desk.audit.confirm confirm"));
    give(WentBack{});
    EXPECT_THAT(banners(), ElementsAre("desk.went_back.confirm confirm", "desk.audit.confirm"))
        << "one button for both";
    EXPECT_NE(only<KeepPosition>(give(WentBackConfirmed{})), nullptr);
    EXPECT_THAT(banners(), IsEmpty());
}

TEST_F(WatchingDesk, a_register_of_keys_that_nobody_signed_anew_is_told) {
    log_in();
    const auto list = [&](std::chrono::days age, std::chrono::hours desk_ahead = 0h) {
        QueueKnown known{{}, test::kNoon, {}};
        known.clock.desk_ahead = desk_ahead;
        known.keys_at = test::kNoon - age;
        give(known);
        std::vector<std::string> told = banners();
        std::erase_if(told, [](const std::string& one) { return one.starts_with("desk.clock"); });
        return told;
    };
    EXPECT_THAT(list(std::chrono::days{44}), IsEmpty());
    EXPECT_THAT(list(std::chrono::days{45}), ElementsAre("desk.notice.register_old"));
    EXPECT_THAT(list(std::chrono::days{1}), IsEmpty()) << "it was signed anew";
    EXPECT_THAT(list(std::chrono::days{1}, 24h * 45), ElementsAre("desk.notice.register_old"))
        << "a service that holds registers back may hold its clock back, too";
    EXPECT_THAT(list(std::chrono::days{45}, -24h * 45), ElementsAre("desk.notice.register_old"));
}

TEST_F(WatchingDesk, versions_that_wait_for_a_signature_are_told_with_who_can_sign) {
    log_in();
    const auto list = [&](std::optional<KeysWait> wait) {
        QueueKnown known{{}, test::kNoon, {}};
        known.keys_wait = std::move(wait);
        give(known);
        std::vector<std::string> told;
        for (const Banner& banner : screen_for(state, rules).banners) {
            told.push_back(banner.problem_id + " " + banner.account);
        }
        return told;
    };
    EXPECT_THAT(list(std::nullopt), IsEmpty());
    EXPECT_THAT(list(KeysWait{false, {"adam", "anna"}}),
                ElementsAre("desk.keys.unsigned adam, anna"));
    EXPECT_THAT(list(KeysWait{true, {"adam"}}), ElementsAre("desk.keys.reader_left adam"));
    EXPECT_THAT(list(std::nullopt), IsEmpty()) << "somebody signed";
    list(KeysWait{true, {"adam"}});
    give(LogOutPressed{});
    log_in();
    EXPECT_THAT(banners(), IsEmpty()) << "it was told to another person";
}

TEST_F(WatchingDesk, what_is_erased_soon_is_told_to_who_looks_after_the_centre) {
    enter_as({StaffRight::Call, StaffRight::Configure});
    give(Ticked{});
    EXPECT_EQ(asked_due, 1u);
    give(DueKnown{{{{"", "A1", "2026-09-01", true}, {"", "A2", "2026-10-22", false}}, 7}});
    EXPECT_THAT(banners(), ElementsAre("desk.notice.due_open A1"));
    give(AdminPressed{});
    EXPECT_THAT(banners(), ElementsAre("desk.notice.due_open A1", "desk.notice.due"));
    give(DueKnown{});
    EXPECT_THAT(banners(), IsEmpty());
}

}  // namespace
}  // namespace lotse::desk
