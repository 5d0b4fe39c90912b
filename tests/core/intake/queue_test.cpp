// SPDX-License-Identifier: EUPL-1.2
#include "core/intake/queue.h"

#include <gtest/gtest.h>

#include <map>

#include "core/limits.h"

namespace lotse {
namespace {

using namespace std::chrono_literals;

constexpr QueueState kEveryState[] = {
    QueueState::Waiting,    QueueState::Called, QueueState::Arrived,
    QueueState::InProgress, QueueState::Parked, QueueState::Pending,
    QueueState::Missed,     QueueState::Done,   QueueState::Withdrawn};
constexpr QueueAction kEveryAction[] = {
    QueueAction::Call,  QueueAction::Arrive,   QueueAction::Open,    QueueAction::Renew,
    QueueAction::Park,  QueueAction::Defer,    QueueAction::Miss,    QueueAction::Requeue,
    QueueAction::Close, QueueAction::Withdraw, QueueAction::Release, QueueAction::Break};
const WallTime kNoon{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + 12h};

QueueEntry entry_in(QueueState state, std::string holder = "") {
    QueueEntry entry;
    entry.state = state;
    entry.revision = 4;
    entry.holder = std::move(holder);
    if (!entry.holder.empty()) {
        entry.lease_until = kNoon + 60s;
    }
    return entry;
}

TEST(Queue, every_state_and_action_has_a_word_that_reads_back) {
    for (const QueueState state : kEveryState) {
        EXPECT_EQ(queue_state_from(to_string(state)), state);
    }
    for (const QueueAction action : kEveryAction) {
        EXPECT_EQ(queue_action_from(to_string(action)), action);
    }
    EXPECT_FALSE(queue_state_from("Waiting"));
    EXPECT_FALSE(queue_action_from(""));
}

TEST(Queue, exactly_the_transitions_of_the_picture_are_possible) {
    using S = QueueState;
    using A = QueueAction;
    const std::map<std::pair<S, A>, S> allowed = {
        {{S::Waiting, A::Call}, S::Called},        {{S::Waiting, A::Withdraw}, S::Withdrawn},
        {{S::Called, A::Call}, S::Called},         {{S::Called, A::Open}, S::InProgress},
        {{S::Called, A::Renew}, S::Called},        {{S::Called, A::Miss}, S::Missed},
        {{S::Called, A::Requeue}, S::Waiting},     {{S::Called, A::Withdraw}, S::Withdrawn},
        {{S::InProgress, A::Open}, S::InProgress}, {{S::InProgress, A::Renew}, S::InProgress},
        {{S::InProgress, A::Park}, S::Parked},     {{S::InProgress, A::Requeue}, S::Waiting},
        {{S::InProgress, A::Close}, S::Done},      {{S::InProgress, A::Withdraw}, S::Withdrawn},
        {{S::Parked, A::Call}, S::Called},         {{S::Parked, A::Requeue}, S::Waiting},
        {{S::Parked, A::Withdraw}, S::Withdrawn},  {{S::Missed, A::Call}, S::Called},
        {{S::Missed, A::Requeue}, S::Waiting},     {{S::Missed, A::Withdraw}, S::Withdrawn},
        {{S::Called, A::Close}, S::Done},          {{S::Parked, A::Close}, S::Done},
        {{S::Missed, A::Close}, S::Done},          {{S::Done, A::Withdraw}, S::Withdrawn},
        {{S::Called, A::Release}, S::Called},      {{S::InProgress, A::Release}, S::InProgress},
        {{S::Called, A::Arrive}, S::Arrived},      {{S::Arrived, A::Open}, S::InProgress},
        {{S::Arrived, A::Renew}, S::Arrived},      {{S::Arrived, A::Release}, S::Arrived},
        {{S::Arrived, A::Park}, S::Parked},        {{S::Arrived, A::Defer}, S::Pending},
        {{S::Arrived, A::Requeue}, S::Waiting},    {{S::Arrived, A::Close}, S::Done},
        {{S::Arrived, A::Withdraw}, S::Withdrawn}, {{S::InProgress, A::Defer}, S::Pending},
        {{S::Pending, A::Call}, S::Called},        {{S::Pending, A::Requeue}, S::Waiting},
        {{S::Pending, A::Close}, S::Done},         {{S::Pending, A::Withdraw}, S::Withdrawn},
    };
    for (const S state : kEveryState) {
        for (const A action : kEveryAction) {
            const bool claimed = is_claimed(entry_in(state));
            const Result<QueueEntry> after =
                transition(entry_in(state, claimed ? "anna" : ""), action, "anna", 4, kNoon);
            const auto found = allowed.find({state, action});
            SCOPED_TRACE(std::string(to_string(state)) + " " + std::string(to_string(action)));
            ASSERT_EQ(after.ok(), found != allowed.end());
            if (after.ok()) {
                EXPECT_EQ(after->state, found->second);
                EXPECT_EQ(after->revision, 5);
                const bool held = is_claimed(*after);
                EXPECT_EQ(after->holder, held ? "anna" : "");
                EXPECT_EQ(is_held(*after, kNoon), held && action != A::Release);
            } else {
                EXPECT_EQ(after.error().kind, Kind::Refused);
                EXPECT_FALSE(after.error().detail.empty());
            }
        }
    }
}

TEST(Queue, a_request_is_read_and_closed_and_nobody_is_called_because_of_it) {
    QueueEntry request = entry_in(QueueState::Waiting, "");
    EXPECT_FALSE(is_request(request));
    request.header.questionnaire = kWithdrawalForm;
    ASSERT_TRUE(is_request(request));
    for (const QueueAction action : kEveryAction) {
        const Result<QueueEntry> after = transition(request, action, "anna", 4, kNoon);
        const bool ends = action == QueueAction::Close || action == QueueAction::Withdraw;
        EXPECT_EQ(after.ok(), ends) << to_string(action);
    }
    EXPECT_EQ(right_for(QueueAction::Close, request), StaffRight::Open);
    EXPECT_TRUE(may_read(request, "anna", kNoon).ok());
    const Result<QueueEntry> closed = transition(request, QueueAction::Close, "anna", 4, kNoon);
    EXPECT_EQ(closed->state, QueueState::Done);
    EXPECT_EQ(settle(request, QueueAction::Close, "anna", *closed, kNoon), Settled::Done);
}

TEST(Queue, two_desks_never_hold_one_intake) {
    for (const QueueState state :
         {QueueState::Called, QueueState::Arrived, QueueState::InProgress}) {
        for (const QueueAction action : kEveryAction) {
            const Result<QueueEntry> after =
                transition(entry_in(state, "anna"), action, "berta", 4, kNoon);
            EXPECT_EQ(after.ok(), action == QueueAction::Break) << to_string(action);
        }
    }
}

TEST(Queue, a_live_claim_of_somebody_else_is_broken_where_it_is_and_only_that_one) {
    for (const QueueState state :
         {QueueState::Called, QueueState::Arrived, QueueState::InProgress}) {
        const QueueEntry held = entry_in(state, "anna");
        const Result<QueueEntry> broken = transition(held, QueueAction::Break, "berta", 4, kNoon);
        ASSERT_TRUE(broken.ok());
        EXPECT_EQ(broken->state, state);
        EXPECT_EQ(broken->holder, "berta");
        EXPECT_EQ(broken->lease_until, kNoon + limits::kClaimLease);
        EXPECT_EQ(broken->calls, held.calls);
        EXPECT_FALSE(transition(held, QueueAction::Break, "berta", 3, kNoon).ok()) << "stale";
        EXPECT_FALSE(transition(held, QueueAction::Break, "anna", 4, kNoon).ok()) << "one's own";
        EXPECT_FALSE(transition(held, QueueAction::Break, "berta", 4, held.lease_until).ok())
            << "it ran out: it is taken over as ever";
        EXPECT_EQ(settle(held, QueueAction::Break, "berta", *broken, kNoon), Settled::Done);
        EXPECT_EQ(settle(held, QueueAction::Break, "carla", *broken, kNoon), Settled::Again);
    }
}

TEST(Queue, an_expired_claim_may_be_taken_over_from_its_last_second_on) {
    const QueueEntry held = entry_in(QueueState::InProgress, "anna");
    EXPECT_FALSE(transition(held, QueueAction::Open, "berta", 4, held.lease_until - 1s).ok());
    const Result<QueueEntry> taken =
        transition(held, QueueAction::Open, "berta", 4, held.lease_until);
    ASSERT_TRUE(taken.ok());
    EXPECT_EQ(taken->holder, "berta");
    EXPECT_FALSE(transition(*taken, QueueAction::Renew, "anna", 5, held.lease_until).ok());
}

TEST(Queue, only_the_holder_renews_a_claim_also_after_it_expired) {
    const QueueEntry held = entry_in(QueueState::Called, "anna");
    const WallTime late = held.lease_until + 1h;
    EXPECT_FALSE(transition(held, QueueAction::Renew, "berta", 4, late).ok());
    const Result<QueueEntry> renewed = transition(held, QueueAction::Renew, "anna", 4, late);
    ASSERT_TRUE(renewed.ok());
    EXPECT_EQ(renewed->lease_until, late + limits::kClaimLease);
}

TEST(Queue, a_claim_given_by_a_clock_that_ran_ahead_does_not_hold_for_years) {
    QueueEntry held = entry_in(QueueState::Called, "anna");
    held.lease_until = kNoon + std::chrono::years{10};
    EXPECT_FALSE(is_held(held, kNoon));
    EXPECT_TRUE(transition(held, QueueAction::Call, "berta", 4, kNoon).ok());
}

TEST(Queue, a_stale_revision_is_refused_and_changes_nothing) {
    for (const std::int64_t seen : {0, 3, 5, -1}) {
        EXPECT_FALSE(
            transition(entry_in(QueueState::Waiting), QueueAction::Call, "anna", seen, kNoon).ok());
    }
}

TEST(Queue, calls_are_counted_with_the_time_of_the_last) {
    const Result<QueueEntry> once =
        transition(entry_in(QueueState::Waiting), QueueAction::Call, "anna", 4, kNoon);
    ASSERT_TRUE(once.ok());
    const Result<QueueEntry> twice = transition(*once, QueueAction::Call, "anna", 5, kNoon + 30s);
    ASSERT_TRUE(twice.ok());
    EXPECT_EQ(twice->calls, 2);
    EXPECT_EQ(twice->last_call, kNoon + 30s);
}

TEST(Queue, nobody_acts_without_a_name) {
    EXPECT_FALSE(transition(entry_in(QueueState::Waiting), QueueAction::Call, "", 4, kNoon).ok());
}

TEST(IntakeHeader, fields_that_could_not_stand_in_a_url_or_on_a_slip_are_refused_by_name) {
    IntakeHeader good;
    good.centre = "demo";
    good.terminal = "terminal-1";
    good.number = "A017";
    good.day = "2026-11-22";
    good.language = "fa-AF";
    EXPECT_TRUE(check_header(good).ok()) << "a number without data has no questionnaire";
    good.questionnaire = "anerkennung";
    EXPECT_TRUE(check_header(good).ok());

    const std::pair<const char*, std::string IntakeHeader::*> fields[] = {
        {"centre", &IntakeHeader::centre},     {"terminal", &IntakeHeader::terminal},
        {"number", &IntakeHeader::number},     {"day", &IntakeHeader::day},
        {"language", &IntakeHeader::language}, {"questionnaire", &IntakeHeader::questionnaire}};
    for (const auto& [name, field] : fields) {
        for (const std::string& bad : {std::string("a b"), std::string("../x"), std::string("ä"),
                                       std::string("a\0b", 3), std::string(65, 'a')}) {
            IntakeHeader header = good;
            header.*field = bad;
            const Result<void> checked = check_header(header);
            ASSERT_FALSE(checked.ok()) << name << " " << bad;
            EXPECT_NE(checked.error().where.find(name), std::string::npos);
        }
    }
    for (const char* day : {"", "2026-1-22", "2026/11/22", "22.11.2026", "2026-11-2x"}) {
        IntakeHeader header = good;
        header.day = day;
        EXPECT_FALSE(check_header(header).ok()) << day;
    }
}

TEST(IntakeHeader, a_prefix_is_refused_that_no_number_could_stand_behind) {
    for (const char* good : {"A", "b", "Nord-", "123456789012"}) {
        EXPECT_TRUE(check_prefix(good).ok()) << good;
    }
    for (const char* bad : {"", "Ä 1", "A B", "Б", "1234567890123"}) {
        const Result<void> checked = check_prefix(bad);
        ASSERT_FALSE(checked.ok()) << bad;
        EXPECT_EQ(checked.error().kind, Kind::Refused);
        EXPECT_NE(checked.error().where.find(bad), std::string::npos);
        EXPECT_NE(checked.error().detail.find("1 to 12 Latin letters"), std::string::npos);
    }
}

TEST(IntakeId, its_hexadecimal_form_reads_back_and_nothing_else_does) {
    IntakeId id;
    for (std::size_t i = 0; i < id.bytes.size(); ++i) {
        id.bytes[i] = static_cast<std::uint8_t>(17 * i);
    }
    EXPECT_EQ(to_hex(id), "00112233445566778899aabbccddeeff");
    IntakeId read;
    EXPECT_TRUE(from_hex(to_hex(id), read));
    EXPECT_EQ(read, id);
    for (const char* bad :
         {"", "00112233445566778899aabbccddeef", "00112233445566778899AABBCCDDEEFF",
          "00112233445566778899aabbccddeeff0", "g0112233445566778899aabbccddeeff"}) {
        IntakeId untouched = id;
        EXPECT_FALSE(from_hex(bad, untouched));
        EXPECT_EQ(untouched, id);
    }
}

TEST(Queue, a_claim_is_kept_and_given_up_by_its_holder_whatever_the_revision) {
    const QueueEntry held = entry_in(QueueState::InProgress, "anna");
    for (const std::int64_t seen : {0, 3, 4, 9}) {
        EXPECT_TRUE(transition(held, QueueAction::Renew, "anna", seen, kNoon).ok()) << seen;
        const Result<QueueEntry> released =
            transition(held, QueueAction::Release, "anna", seen, kNoon);
        ASSERT_TRUE(released.ok()) << seen;
        EXPECT_EQ(released->holder, "anna") << "colleagues see whose it was";
        EXPECT_FALSE(is_held(*released, kNoon));
        EXPECT_TRUE(transition(*released, QueueAction::Open, "berta", 5, kNoon).ok());
    }
    EXPECT_EQ(transition(held, QueueAction::Release, "berta", 4, kNoon + 1h).error().cause,
              Cause::Held);
}

TEST(Queue, a_refusal_names_its_cause_and_whose_doing_it_is) {
    using S = QueueState;
    using A = QueueAction;
    const auto refused = [](const QueueEntry& entry, A action, std::int64_t seen) {
        const Result<QueueEntry> after = transition(entry, action, "berta", seen, kNoon);
        return after ? Error{} : after.error();
    };
    EXPECT_EQ(refused(entry_in(S::Called, "anna"), A::Miss, 4).cause, Cause::Held);
    EXPECT_EQ(refused(entry_in(S::Called, "anna"), A::Miss, 4).account, "anna");
    EXPECT_EQ(refused(entry_in(S::Called, "anna"), A::Miss, 3).cause, Cause::Held)
        << "who has it says more than that it changed";
    EXPECT_EQ(refused(entry_in(S::Waiting), A::Call, 3).cause, Cause::Changed);
    EXPECT_EQ(refused(entry_in(S::Waiting), A::Park, 4).cause, Cause::NotPossible);
    EXPECT_EQ(refused(entry_in(S::Done), A::Close, 4).cause, Cause::Closed);
}

TEST(Queue, whoever_may_call_may_read_and_reading_needs_no_claim) {
    using S = QueueState;
    for (const S state : {S::Waiting, S::Parked, S::Missed}) {
        EXPECT_TRUE(may_read(entry_in(state), "anna", kNoon).ok());
    }
    const QueueEntry held = entry_in(S::InProgress, "anna");
    EXPECT_TRUE(may_read(held, "anna", kNoon).ok());
    EXPECT_TRUE(may_read(held, "anna", kNoon + 1h).ok()) << "one's own that ran out";
    EXPECT_EQ(may_read(held, "berta", kNoon).error().cause, Cause::Held);
    EXPECT_TRUE(may_read(held, "berta", held.lease_until).ok());
    for (const S state : {S::Done, S::Withdrawn}) {
        EXPECT_EQ(may_read(entry_in(state), "anna", kNoon).error().cause, Cause::Closed);
    }
}

TEST(Queue, an_action_whose_answer_was_lost_is_told_from_one_that_somebody_else_forestalled) {
    using S = QueueState;
    using A = QueueAction;
    const auto after = [](QueueEntry entry, S state, const std::string& holder, int calls = 0) {
        entry.state = state;
        entry.holder = holder;
        entry.lease_until = holder.empty() ? WallTime{} : kNoon + 60s;
        entry.calls = calls;
        ++entry.revision;
        return entry;
    };
    const auto settled = [](const QueueEntry& seen, A action, const QueueEntry& found) {
        return settle(seen, action, "anna", found, kNoon);
    };
    const QueueEntry waiting = entry_in(S::Waiting), open = entry_in(S::InProgress, "anna"),
                     called = entry_in(S::Called, "anna");
    EXPECT_EQ(settled(waiting, A::Call, after(waiting, S::Called, "anna", 1)), Settled::Done);
    EXPECT_EQ(settled(waiting, A::Call, after(waiting, S::Called, "berta", 1)), Settled::Refused);
    EXPECT_EQ(settled(waiting, A::Call, after(waiting, S::Waiting, "", 1)), Settled::Refused)
        << "called elsewhere and given back";
    EXPECT_EQ(settled(open, A::Close, after(open, S::Done, "")), Settled::Done);
    EXPECT_EQ(settled(open, A::Close, after(open, S::InProgress, "anna")), Settled::Again)
        << "its lease was renewed meanwhile";
    EXPECT_EQ(settled(open, A::Close, after(open, S::InProgress, "berta")), Settled::Refused);
    EXPECT_EQ(settled(open, A::Park, after(open, S::Parked, "")), Settled::Done);
    EXPECT_EQ(settled(called, A::Call, after(called, S::Called, "anna", 1)), Settled::Done);
    EXPECT_EQ(settled(called, A::Call, after(called, S::Called, "anna", 0)), Settled::Again);
    EXPECT_EQ(settled(called, A::Open, after(called, S::Missed, "")), Settled::Refused);
    EXPECT_EQ(settled(open, A::Withdraw, after(open, S::Withdrawn, "")), Settled::Done);
}

}  // namespace
}  // namespace lotse
