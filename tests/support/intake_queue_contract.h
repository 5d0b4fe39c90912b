// SPDX-License-Identifier: EUPL-1.2
/// What every IntakeQueue promises (core/intake/ports.h), as tests that the real ones and the fake
/// pass alike. A harness is that of centre_contract.h.
#pragma once

#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "core/limits.h"
#include "support/centre_contract.h"
#include "support/whole_list.h"

namespace lotse::support {

template <class Harness>
class IntakesContract : public CentreContract<Harness> {
protected:
    /// Brings intake n from Waiting to Done at `now`.
    void finish(int n, WallTime now) {
        std::int64_t revision = (*this->intakes().find("demo", sample_header(n).id))->revision;
        for (const QueueAction action :
             {QueueAction::Call, QueueAction::Open, QueueAction::Close}) {
            const auto after =
                this->intakes().act("demo", sample_header(n).id, action, "anna", revision, now);
            ASSERT_TRUE(after.ok()) << to_string(after.error());
            revision = after->revision;
        }
    }
};

TYPED_TEST_SUITE_P(IntakesContract);

TYPED_TEST_P(IntakesContract, what_was_put_is_there_after_a_restart_byte_for_byte) {
    ASSERT_EQ(*this->intakes().put(sample_intake(1, 5000), kMorning), PutOutcome::Created);
    this->harness.reopen();
    const auto found = this->intakes().find("demo", sample_header(1).id);
    ASSERT_TRUE(found.ok() && found->has_value());
    EXPECT_EQ((*found)->header, sample_header(1));
    EXPECT_EQ((*found)->digest, sample_intake(1, 5000).digest);
    EXPECT_EQ((*found)->state, QueueState::Waiting);
    EXPECT_EQ((*found)->received, kMorning);
    EXPECT_EQ((*found)->revision, 1);
    EXPECT_EQ(*this->intakes().read("demo", sample_header(1).id, sample_audit()),
              sample_intake(1, 5000).envelope);
}

TYPED_TEST_P(IntakesContract, the_same_intake_again_gets_the_same_answer_and_stays_one) {
    ASSERT_EQ(*this->intakes().put(sample_intake(1), kMorning), PutOutcome::Created);
    const std::int64_t revision = *this->intakes().revision("demo");
    EXPECT_EQ(*this->intakes().put(sample_intake(1), kMorning), PutOutcome::AlreadyThere);
    EXPECT_EQ(support::whole_list(this->intakes(), "demo", "2026-11-22")->size(), 1u);
    EXPECT_EQ(*this->intakes().revision("demo"), revision) << "nothing changed, no desk is woken";
}

TYPED_TEST_P(IntakesContract, the_highest_number_of_a_terminals_day_is_known) {
    EXPECT_EQ(*this->intakes().highest_number("demo", "terminal-1", "2026-11-22"), 0);
    for (const int n : {3, 12, 9}) {
        ASSERT_TRUE(this->intakes().put(sample_intake(n), kMorning).ok());
    }
    EXPECT_EQ(*this->intakes().highest_number("demo", "terminal-1", "2026-11-22"), 12);
    this->finish(12, kMorning);
    EXPECT_EQ(*this->intakes().highest_number("demo", "terminal-1", "2026-11-22"), 12);
    EXPECT_EQ(*this->intakes().highest_number("demo", "terminal-2", "2026-11-22"), 0);
    EXPECT_EQ(*this->intakes().highest_number("demo", "terminal-1", "2026-11-23"), 0);
    EXPECT_EQ(*this->intakes().highest_number("nord", "terminal-1", "2026-11-22"), 0);
}

TYPED_TEST_P(IntakesContract, other_bytes_under_the_same_id_are_refused) {
    ASSERT_TRUE(this->intakes().put(sample_intake(1), kMorning).ok());
    const auto other = this->intakes().put(sample_intake(1, 300), kMorning);
    ASSERT_FALSE(other.ok());
    EXPECT_EQ(other.error().kind, Kind::Refused);
    EXPECT_EQ(*this->intakes().read("demo", sample_header(1).id, sample_audit()),
              sample_intake(1).envelope);
}

TYPED_TEST_P(IntakesContract, a_group_gets_one_answer_per_intake_and_a_refusal_spoils_no_other) {
    ASSERT_TRUE(this->intakes().put(sample_intake(2), kMorning).ok());
    const auto outcomes =
        this->intakes().put_many({sample_intake(1), sample_intake(2), sample_intake(2, 300),
                                  sample_intake(3), sample_intake(3)},
                                 kMorning);
    ASSERT_EQ(outcomes.size(), 5u);
    EXPECT_EQ(*outcomes[0], PutOutcome::Created);
    EXPECT_EQ(*outcomes[1], PutOutcome::AlreadyThere);
    EXPECT_EQ(outcomes[2].error().kind, Kind::Refused);
    EXPECT_EQ(*outcomes[3], PutOutcome::Created);
    EXPECT_EQ(*outcomes[4], PutOutcome::AlreadyThere) << "twice in one group";
    EXPECT_EQ(support::whole_list(this->intakes(), "demo", "2026-11-22")->size(), 3u);
    EXPECT_TRUE(this->intakes().put_many({}, kMorning).empty());
}

TYPED_TEST_P(IntakesContract, centres_do_not_see_each_others_intakes) {
    ASSERT_TRUE(this->intakes().put(sample_intake(1, 200, "nord"), kMorning).ok());
    ASSERT_TRUE(this->intakes().put(sample_intake(2, 200, "sued"), kMorning).ok());
    EXPECT_EQ(support::whole_list(this->intakes(), "nord", "2026-11-22")->size(), 1u);
    EXPECT_FALSE(this->intakes().find("sued", sample_header(1).id)->has_value());
    EXPECT_EQ(this->intakes().read("sued", sample_header(1).id, sample_audit()).error().kind,
              Kind::Refused);
    EXPECT_EQ(this->intakes()
                  .act("sued", sample_header(1).id, QueueAction::Call, "anna", 1, kMorning)
                  .error()
                  .kind,
              Kind::Refused);
    EXPECT_EQ(*this->intakes().revision("nord"), 1);
    EXPECT_EQ(*this->intakes().revision("west"), 0);
}

TYPED_TEST_P(IntakesContract, the_list_is_in_order_of_arrival_and_keeps_closed_ones_for_their_day) {
    using std::chrono::hours;
    for (int n = 1; n <= 4; ++n) {
        ASSERT_TRUE(this->intakes().put(sample_intake(5 - n), kMorning).ok());
    }
    this->finish(3, kMorning + hours{1});
    this->finish(1, kMorning + hours{24});
    const auto numbers = [&](const char* day) {
        std::string text;
        const auto entries = support::whole_list(this->intakes(), "demo", day);
        for (const QueueEntry& entry : *entries) {
            text += entry.header.number;
        }
        return text;
    };
    EXPECT_EQ(numbers("2026-11-22"), "A4A3A2");
    EXPECT_EQ(numbers("2026-11-23"), "A4A2A1");
    EXPECT_EQ(numbers("2026-11-24"), "A4A2");
    EXPECT_EQ(numbers("no day"), "A4A2");
}

TYPED_TEST_P(IntakesContract, what_changed_since_a_revision_makes_the_list_of_now_of_that_of_then) {
    const auto whole = [&] {
        QueuePage page;
        page.entries = *support::whole_list(this->intakes(), "demo", "2026-11-22");
        return page;
    };
    const auto texts = [](const std::vector<QueueEntry>& entries) {
        std::string text;
        for (const QueueEntry& entry : entries) {
            text += entry.header.number + " " + std::string(to_string(entry.state)) + " " +
                    std::to_string(entry.revision) + " " +
                    std::to_string(entry.lease_until.time_since_epoch().count()) + "\n";
        }
        return text;
    };
    QueuePage known;
    std::int64_t revision = 0;
    std::vector<std::size_t> told;
    /// Two entries a page, as a desk takes them.
    const auto follow = [&](const std::string& what) {
        const std::int64_t now = *this->intakes().revision("demo");
        std::int64_t after = 0;
        told.push_back(0);
        for (;;) {
            Result<std::optional<QueuePage>> page =
                this->intakes().changes("demo", "2026-11-22", revision, after, 2);
            ASSERT_TRUE(page.ok() && page->has_value()) << what;
            const std::optional<std::int64_t> next = (*page)->next;
            told.back() += (*page)->entries.size() + (*page)->gone.size();
            apply_changes(known, std::move(**page));
            if (!next) {
                break;
            }
            ASSERT_GT(*next, after) << what;
            after = *next;
        }
        revision = now;
        EXPECT_EQ(texts(known.entries), texts(whole().entries)) << what;
    };
    const auto act = [&](int n, QueueAction action, std::int64_t seen) {
        ASSERT_TRUE(
            this->intakes().act("demo", sample_header(n).id, action, "anna", seen, kMorning).ok());
    };
    for (int n = 1; n <= 5; ++n) {
        ASSERT_TRUE(this->intakes().put(sample_intake(n), kMorning).ok());
        ASSERT_TRUE(this->intakes().put(sample_intake(n + 20, 200, "nord"), kMorning).ok());
    }
    follow("all that came");
    EXPECT_EQ(told.back(), 5u) << "of this centre alone";
    follow("nothing changed");
    EXPECT_EQ(told.back(), 0u);
    act(2, QueueAction::Call, 1);
    follow("one was called");
    EXPECT_EQ(told.back(), 1u);
    this->harness.reopen();
    ASSERT_TRUE(this->intakes().put(sample_intake(6), kMorning).ok());
    follow("one came, after a restart");
    EXPECT_EQ(told.back(), 1u);
    act(3, QueueAction::Withdraw, 1);
    this->finish(4, kMorning);
    follow("one was withdrawn, one closed");
    EXPECT_EQ(told.back(), 2u);
    this->finish(5, kMorning - std::chrono::hours(48));
    follow("one counts as closed on another day, as when a clock was put right");
    EXPECT_EQ(told.back(), 1u);
    ASSERT_TRUE(this->intakes().shift_leases(std::chrono::seconds(30)).ok());
    follow("leases moved");
    EXPECT_EQ(told.back(), 1u) << "of whom anna holds";
    ASSERT_TRUE(this->intakes().begin_retention(kMorning).ok());
    follow("retention began, which no desk shows");
    EXPECT_EQ(told.back(), 0u);
    EXPECT_EQ(*this->intakes().erase_closed_before(kMorning + std::chrono::seconds(1)), 3);
    follow("what was closed is erased, also what was withdrawn");
    EXPECT_EQ(told.back(), 3u);
    EXPECT_EQ(known.entries.size(), 3u);
}

TYPED_TEST_P(IntakesContract, of_a_revision_that_was_never_there_no_changes_are_told) {
    ASSERT_TRUE(this->intakes().put(sample_intake(1), kMorning).ok());
    const std::int64_t now = *this->intakes().revision("demo");
    const auto ahead = this->intakes().changes("demo", "2026-11-22", now + 1, 0, 9);
    ASSERT_TRUE(ahead.ok());
    EXPECT_FALSE(ahead->has_value()) << "an older database, whatever it is called";
    EXPECT_TRUE(this->intakes().changes("demo", "2026-11-22", now, 0, 9)->has_value());
}

TYPED_TEST_P(IntakesContract, more_that_was_erased_than_one_answer_holds_is_not_told_as_changes) {
    std::vector<SealedIntake> many;
    for (int n = 1; n <= static_cast<int>(limits::kQueuePage) + 1; ++n) {
        many.push_back(sample_intake(n));
    }
    ASSERT_EQ(this->intakes().put_many(many, kMorning).size(), many.size());
    const std::int64_t before = *this->intakes().revision("demo");
    ASSERT_TRUE(this->intakes().begin_retention(kMorning).ok());
    ASSERT_EQ(*this->intakes().erase_open_before(kMorning + std::chrono::seconds(1)),
              static_cast<int>(many.size()));
    const auto told = this->intakes().changes("demo", "2026-11-22", before, 0, limits::kQueuePage);
    ASSERT_TRUE(told.ok());
    EXPECT_FALSE(told->has_value());
}

TYPED_TEST_P(IntakesContract, a_day_is_one_of_germany_not_of_utc) {
    using namespace std::chrono;
    for (int n = 1; n <= 2; ++n) {
        ASSERT_TRUE(this->intakes().put(sample_intake(n), kMorning).ok());
    }
    const WallTime midnight_utc = sys_days{2026y / November / 23};
    this->finish(1, midnight_utc - 1h - 1s);
    this->finish(2, midnight_utc - 1h);
    const auto closed_on = [&](const char* day) {
        std::string text;
        for (const QueueEntry& entry : *support::whole_list(this->intakes(), "demo", day)) {
            text += entry.header.number;
        }
        return text;
    };
    EXPECT_EQ(closed_on("2026-11-22"), "A1");
    EXPECT_EQ(closed_on("2026-11-23"), "A2");
}

TYPED_TEST_P(IntakesContract, an_action_is_kept_with_holder_lease_calls_and_revision) {
    ASSERT_TRUE(this->intakes().put(sample_intake(1), kMorning).ok());
    const std::int64_t before = *this->intakes().revision("demo");
    ASSERT_TRUE(this->intakes()
                    .act("demo", sample_header(1).id, QueueAction::Call, "anna", 1, kMorning)
                    .ok());
    this->harness.reopen();
    const QueueEntry entry = **this->intakes().find("demo", sample_header(1).id);
    EXPECT_EQ(entry.state, QueueState::Called);
    EXPECT_EQ(entry.holder, "anna");
    EXPECT_EQ(entry.lease_until, kMorning + limits::kClaimLease);
    EXPECT_EQ(entry.calls, 1);
    EXPECT_EQ(entry.last_call, kMorning);
    EXPECT_EQ(entry.revision, 2);
    EXPECT_EQ(*this->intakes().revision("demo"), before + 1);
}

TYPED_TEST_P(IntakesContract, who_is_called_is_told_with_the_room_the_latest_call_first) {
    for (const int n : {1, 2, 3}) {
        ASSERT_TRUE(this->intakes().put(sample_intake(n), kMorning).ok());
    }
    const auto call = [&](int n, std::int64_t revision, WallTime now, const std::string& room) {
        return this->intakes().act("demo", sample_header(n).id, QueueAction::Call, "anna", revision,
                                   now, ActionReason::None, room);
    };
    ASSERT_TRUE(call(1, 1, kMorning, "3").ok());
    ASSERT_TRUE(call(2, 1, kMorning + std::chrono::seconds(1), "E.12").ok());
    ASSERT_TRUE(
        this->intakes()
            .call_next("demo", "boris", kMorning + std::chrono::seconds(2), std::nullopt, "Empfang")
            .ok());
    this->harness.reopen();
    const WallTime before = kMorning - std::chrono::seconds(1);
    auto called = this->intakes().called("demo", before, 9);
    ASSERT_TRUE(called.ok()) << to_string(called.error());
    ASSERT_EQ(called->size(), 3u);
    EXPECT_EQ((*called)[0].header.number, sample_header(3).number);
    EXPECT_EQ((*called)[0].room, "Empfang");
    EXPECT_EQ((*called)[1].room, "E.12");
    EXPECT_EQ((*called)[2].room, "3");
    EXPECT_EQ(this->intakes().called("demo", kMorning, 9)->size(), 2u) << "only what came later";
    EXPECT_EQ(this->intakes().called("demo", before, 1)->size(), 1u);
    EXPECT_TRUE(this->intakes().called("nord", before, 9)->empty());
    ASSERT_TRUE(call(1, 2, kMorning + std::chrono::seconds(3), "").ok());
    EXPECT_EQ((*this->intakes().called("demo", before, 9))[0].room, "") << "of the last call";
    ASSERT_TRUE(this->intakes()
                    .act("demo", sample_header(2).id, QueueAction::Open, "anna", 2, kMorning)
                    .ok());
    EXPECT_EQ(this->intakes().called("demo", before, 9)->size(), 2u) << "that client came";
}

TYPED_TEST_P(IntakesContract, visits_are_the_times_of_who_came_lately_the_latest_first) {
    const auto at = [](int minute) { return kMorning + std::chrono::minutes(minute); };
    for (const int n : {1, 2, 3, 4}) {
        ASSERT_TRUE(this->intakes().put(sample_intake(n), at(n)).ok());
    }
    const auto act = [&](int n, QueueAction action, std::int64_t revision, int minute) {
        ASSERT_TRUE(this->intakes()
                        .act("demo", sample_header(n).id, action, "anna", revision, at(minute))
                        .ok());
    };
    act(2, QueueAction::Call, 1, 20);
    act(3, QueueAction::Call, 1, 21);
    act(3, QueueAction::Close, 2, 50);
    act(4, QueueAction::Call, 1, 22);
    act(4, QueueAction::Call, 2, 23);
    act(4, QueueAction::Requeue, 3, 24);
    this->harness.reopen();
    const IntakeHeader header = sample_header(1);
    const auto visit = [&](int n, WallTime called, int calls, bool waits) {
        return Visit{header.language, header.questionnaire, at(n), called, calls, waits};
    };
    const auto visits = this->intakes().visits("demo", at(1));
    ASSERT_TRUE(visits.ok()) << to_string(visits.error());
    EXPECT_EQ(*visits, (std::vector<Visit>{visit(4, at(23), 2, true), visit(3, at(21), 1, false),
                                           visit(2, at(20), 1, false)}));
    EXPECT_EQ(this->intakes().visits("demo", at(0))->back(), visit(1, WallTime{}, 0, true));
    EXPECT_TRUE(this->intakes().visits("nord", at(0))->empty());
}

TYPED_TEST_P(IntakesContract, of_two_desks_that_call_the_same_intake_one_is_refused) {
    ASSERT_TRUE(this->intakes().put(sample_intake(1), kMorning).ok());
    const IntakeId id = sample_header(1).id;
    ASSERT_TRUE(this->intakes().act("demo", id, QueueAction::Call, "anna", 1, kMorning).ok());
    const std::int64_t revision = *this->intakes().revision("demo");
    for (const std::int64_t seen : {1, 2}) {
        const auto second =
            this->intakes().act("demo", id, QueueAction::Call, "berta", seen, kMorning);
        ASSERT_FALSE(second.ok());
        EXPECT_EQ(second.error().kind, Kind::Refused);
    }
    EXPECT_EQ((*this->intakes().find("demo", id))->holder, "anna");
    EXPECT_EQ(*this->intakes().revision("demo"), revision);
}

TYPED_TEST_P(IntakesContract, what_was_withdrawn_has_no_body_and_cannot_come_back) {
    ASSERT_TRUE(this->intakes().put(sample_intake(1), kMorning).ok());
    const IntakeId id = sample_header(1).id;
    ASSERT_TRUE(this->intakes().act("demo", id, QueueAction::Withdraw, "anna", 1, kMorning).ok());
    EXPECT_EQ(this->intakes().read("demo", id, sample_audit()).error().kind, Kind::Refused);
    this->harness.reopen();
    // A late retry of the same bytes is told why; other bytes under the id are refused as such.
    EXPECT_EQ(this->intakes().put(sample_intake(1), kMorning).error().cause, Cause::Gone);
    EXPECT_EQ(this->intakes().put_many({sample_intake(1)}, kMorning)[0].error().cause, Cause::Gone);
    SealedIntake other = sample_intake(1);
    other.digest[0] ^= 1;
    EXPECT_EQ(this->intakes().put(other, kMorning).error().cause, Cause::OtherBytes);
    EXPECT_EQ((*this->intakes().find("demo", id))->state, QueueState::Withdrawn);
    EXPECT_FALSE(this->intakes().read("demo", id, sample_audit()).ok());
}

TYPED_TEST_P(IntakesContract, retention_erases_what_was_closed_before_the_limit_and_nothing_else) {
    using std::chrono::hours;
    for (int n = 1; n <= 4; ++n) {
        ASSERT_TRUE(this->intakes().put(sample_intake(n), kMorning).ok());
    }
    this->finish(1, kMorning);
    ASSERT_TRUE(this->intakes()
                    .act("demo", sample_header(3).id, QueueAction::Withdraw, "anna", 1, kMorning)
                    .ok());
    EXPECT_EQ(*this->intakes().erase_closed_before(kMorning + hours{9}), 0)
        << "what nobody counts the time of is kept";
    ASSERT_TRUE(this->intakes().begin_retention(kMorning).ok());
    // A wrong clock at the moment of closing means nothing.
    this->finish(2, kMorning - hours{9});
    ASSERT_TRUE(this->intakes().begin_retention(kMorning + hours{2}).ok());
    const std::int64_t revision = *this->intakes().revision("demo");
    EXPECT_EQ(*this->intakes().erase_closed_before(kMorning), 0);
    EXPECT_EQ(*this->intakes().erase_closed_before(kMorning + hours{1}), 2);
    EXPECT_EQ(*this->intakes().revision("demo"), revision + 1);
    EXPECT_FALSE(this->intakes().find("demo", sample_header(1).id)->has_value());
    EXPECT_TRUE(this->intakes().find("demo", sample_header(2).id)->has_value());
    EXPECT_TRUE(this->intakes().read("demo", sample_header(4).id, sample_audit()).ok())
        << "open ones are never erased";
    for (const int n : {1, 3}) {
        const auto late = this->intakes().put(sample_intake(n), kMorning);
        ASSERT_FALSE(late.ok());
        EXPECT_EQ(late.error().kind, Kind::Refused);
        EXPECT_EQ(late.error().cause, Cause::Gone);
        EXPECT_FALSE(this->intakes().find("demo", sample_header(n).id)->has_value());
        SealedIntake other = sample_intake(n);
        other.digest[0] ^= 1;
        EXPECT_EQ(this->intakes().put(other, kMorning).error().kind, Kind::Refused);
    }
}

TYPED_TEST_P(IntakesContract, what_nobody_closes_is_erased_when_nothing_was_done_for_long) {
    using std::chrono::days;
    for (int n = 1; n <= 3; ++n) {
        ASSERT_TRUE(this->intakes().put(sample_intake(n), kMorning).ok());
    }
    EXPECT_EQ(*this->intakes().erase_open_before(kMorning + days{999}), 0)
        << "what nobody counts the time of is kept";
    ASSERT_TRUE(this->intakes().begin_retention(kMorning).ok());
    ASSERT_TRUE(this->intakes()
                    .act("demo", sample_header(2).id, QueueAction::Call, "anna", 1, kMorning)
                    .ok());
    ASSERT_TRUE(this->intakes().begin_retention(kMorning + days{50}).ok());
    this->finish(3, kMorning);
    ASSERT_TRUE(this->intakes().begin_retention(kMorning + days{60}).ok());
    EXPECT_EQ(*this->intakes().erase_open_before(kMorning), 0);
    const auto due = [&](days closed, days open, days of_demo) {
        return *this->intakes().due(kMorning + closed, {{"demo", kMorning + of_demo}},
                                    kMorning + open);
    };
    EXPECT_TRUE(due(days{999}, days{0}, days{60}).empty());
    EXPECT_EQ(due(days{0}, days{51}, days{61}),
              (std::vector<DueEntry>{{"demo", "A1", "2026-11-22", true},
                                     {"demo", "A2", "2026-11-22", true},
                                     {"demo", "A3", "2026-11-22", false}}));
    const std::int64_t revision = *this->intakes().revision("demo");
    EXPECT_EQ(*this->intakes().erase_open_before(kMorning + days{1}), 1);
    EXPECT_EQ(*this->intakes().revision("demo"), revision + 1);
    EXPECT_EQ(this->intakes().put(sample_intake(1), kMorning).error().cause, Cause::Gone);
    EXPECT_TRUE(this->intakes().find("demo", sample_header(2).id)->has_value())
        << "somebody called";
    EXPECT_EQ(*this->intakes().erase_open_before(kMorning + days{51}), 1);
    EXPECT_TRUE(this->intakes().find("demo", sample_header(3).id)->has_value())
        << "closed ones have a time of their own";
    EXPECT_EQ(*this->intakes().erase_closed_before(kMorning + days{60}), 0);
    EXPECT_EQ(*this->intakes().erase_closed_before(kMorning + days{61}), 1);
}

TYPED_TEST_P(IntakesContract, a_long_list_comes_page_after_page) {
    for (int n = 1; n <= 5; ++n) {
        ASSERT_TRUE(this->intakes().put(sample_intake(n), kMorning).ok());
    }
    this->finish(2, kMorning);
    std::vector<std::string> numbers;
    std::int64_t after = 0;
    for (int pages = 1;; ++pages) {
        const auto page = this->intakes().list("demo", "2026-11-22", after, 2);
        ASSERT_TRUE(page.ok());
        for (const QueueEntry& entry : page->entries) {
            numbers.push_back(entry.header.number);
        }
        if (!page->next) {
            EXPECT_EQ(pages, 3);
            break;
        }
        EXPECT_EQ(page->entries.size(), 2u);
        after = *page->next;
        if (pages == 1) {
            this->finish(1, kMorning);  // what changes meanwhile moves nothing
        }
    }
    EXPECT_EQ(numbers, (std::vector<std::string>{"A1", "A2", "A3", "A4", "A5"}));
    EXPECT_FALSE(this->intakes().list("demo", "2026-11-22", 0, 100)->next);
    EXPECT_TRUE(this->intakes().probe().ok());
}

TYPED_TEST_P(IntakesContract, a_terminal_learns_what_is_here_what_is_gone_and_what_is_wanted) {
    for (int n = 1; n <= 4; ++n) {
        ASSERT_TRUE(this->intakes().put(sample_intake(n), kMorning).ok());
    }
    const auto id = [](int n) { return sample_header(n).id; };
    ASSERT_TRUE(
        this->intakes().act("demo", id(2), QueueAction::Withdraw, "anna", 1, kMorning).ok());
    this->finish(3, kMorning);
    ASSERT_TRUE(this->intakes().begin_retention(kMorning).ok());
    ASSERT_EQ(*this->intakes().erase_closed_before(kMorning + std::chrono::hours{1}), 2);
    using enum Holding;
    const std::vector<IntakeId> ids{id(4), id(3), id(2), id(1), id(9)};
    for (int again = 0; again < 2; ++again) {
        EXPECT_EQ(*this->intakes().holdings("demo", "terminal-1", ids),
                  (std::vector<Holding>{Here, Gone, Gone, Here, Wanted}));
        this->harness.reopen();
    }
    EXPECT_EQ(*this->intakes().holdings("demo", "terminal-2", {id(1)}),
              std::vector<Holding>{Wanted});
    EXPECT_EQ(*this->intakes().holdings("nord", "terminal-1", {id(1)}),
              std::vector<Holding>{Wanted});
}

TYPED_TEST_P(IntakesContract, the_position_grows_with_every_commit_that_changes_entries) {
    const QueuePosition first = this->intakes().position();
    std::int64_t expected = first.revision;
    const auto grew = [&](bool by_one) {
        expected += by_one ? 1 : 0;
        return this->intakes().position() == QueuePosition{first.epoch, expected};
    };
    ASSERT_TRUE(this->intakes().put(sample_intake(1), kMorning).ok());
    EXPECT_TRUE(grew(true));
    ASSERT_TRUE(this->intakes().put(sample_intake(1), kMorning).ok());
    EXPECT_FALSE(this->intakes().put(sample_intake(1, 300), kMorning).ok());
    EXPECT_FALSE(this->intakes()
                     .act("demo", sample_header(1).id, QueueAction::Park, "anna", 1, kMorning)
                     .ok());
    EXPECT_TRUE(grew(false)) << "nothing changed";
    ASSERT_TRUE(this->intakes().call_next("demo", "anna", kMorning)->has_value());
    EXPECT_TRUE(grew(true));
    this->finish(1, kMorning);
    expected += 2;
    EXPECT_TRUE(grew(true)) << "called again, opened, closed";
    ASSERT_TRUE(this->audit_log().append(sample_audit()).ok());
    ASSERT_TRUE(this->intakes().begin_retention(kMorning).ok());
    EXPECT_TRUE(grew(false));
    ASSERT_EQ(*this->intakes().erase_closed_before(kMorning + std::chrono::hours{1}), 1);
    EXPECT_TRUE(grew(true));
    this->harness.reopen();
    EXPECT_TRUE(grew(false)) << "kept, with its epoch";
}

TYPED_TEST_P(IntakesContract,
             who_never_came_back_and_a_number_without_data_are_closed_and_then_erased) {
    SealedIntake number_only = sample_intake(2);
    number_only.header.questionnaire.clear();
    ASSERT_TRUE(this->intakes().put(sample_intake(1), kMorning).ok());
    ASSERT_TRUE(this->intakes().put(number_only, kMorning).ok());
    const auto act = [&](int n, std::initializer_list<QueueAction> actions) {
        std::int64_t revision = 1;
        for (const QueueAction action : actions) {
            const auto after = this->intakes().act("demo", sample_header(n).id, action, "anna",
                                                   revision, kMorning);
            ASSERT_TRUE(after.ok()) << to_string(after.error());
            revision = after->revision;
        }
    };
    act(1, {QueueAction::Call, QueueAction::Miss, QueueAction::Close});
    act(2, {QueueAction::Call, QueueAction::Close});
    ASSERT_TRUE(this->intakes().begin_retention(kMorning).ok());
    EXPECT_EQ(*this->intakes().erase_closed_before(kMorning + std::chrono::hours{1}), 2);
}

TYPED_TEST_P(IntakesContract, a_correction_of_the_clock_neither_ends_nor_prolongs_a_lease) {
    const std::chrono::seconds years = std::chrono::days{3653};
    ASSERT_TRUE(this->intakes().put(sample_intake(1), kMorning).ok());
    ASSERT_TRUE(this->intakes().put(sample_intake(2), kMorning).ok());
    const auto called =
        this->intakes().act("demo", sample_header(1).id, QueueAction::Call, "anna", 1, kMorning);
    ASSERT_TRUE(called.ok());
    const std::int64_t revision = *this->intakes().revision("demo");
    ASSERT_TRUE(this->intakes().shift_leases(years).ok());
    const auto found = this->intakes().find("demo", sample_header(1).id);
    EXPECT_EQ((*found)->lease_until, called->lease_until + years);
    EXPECT_EQ((*found)->revision, called->revision) << "nobody did anything with it";
    EXPECT_EQ((*this->intakes().find("demo", sample_header(2).id))->lease_until, WallTime{});
    EXPECT_GT(*this->intakes().revision("demo"), revision) << "desks list anew";
}

TYPED_TEST_P(IntakesContract, what_the_clock_knows_is_kept) {
    EXPECT_EQ(*this->intakes().clock(), "");
    ASSERT_TRUE(this->intakes().keep_clock("one").ok());
    ASSERT_TRUE(this->intakes().keep_clock("two").ok());
    this->harness.reopen();
    EXPECT_EQ(*this->intakes().clock(), "two");
}

TYPED_TEST_P(IntakesContract, a_number_of_yesterday_that_was_closed_today_is_listed_today) {
    const WallTime today = kMorning + std::chrono::hours{24};
    ASSERT_TRUE(this->intakes().put(sample_intake(1), kMorning).ok());
    this->finish(1, today);
    const auto listed = support::whole_list(this->intakes(), "demo", "2026-11-23");
    ASSERT_EQ(listed->size(), 1u);
    EXPECT_EQ(listed->front().header.day, "2026-11-22");
    EXPECT_EQ(listed->front().state, QueueState::Done);
    EXPECT_TRUE(support::whole_list(this->intakes(), "demo", "2026-11-22")->empty())
        << "it was open that day";
}

TYPED_TEST_P(IntakesContract, every_state_is_kept_over_a_restart) {
    const std::vector<std::pair<QueueState, std::vector<QueueAction>>> ways = {
        {QueueState::Waiting, {}},
        {QueueState::Called, {QueueAction::Call}},
        {QueueState::InProgress, {QueueAction::Call, QueueAction::Open}},
        {QueueState::Parked, {QueueAction::Call, QueueAction::Open, QueueAction::Park}},
        {QueueState::Arrived, {QueueAction::Call, QueueAction::Arrive}},
        {QueueState::Pending, {QueueAction::Call, QueueAction::Arrive, QueueAction::Defer}},
        {QueueState::Missed, {QueueAction::Call, QueueAction::Miss}},
        {QueueState::Done, {QueueAction::Call, QueueAction::Close}},
        {QueueState::Withdrawn, {QueueAction::Withdraw}}};
    int n = 0;
    for (const auto& [state, actions] : ways) {
        ASSERT_TRUE(this->intakes().put(sample_intake(++n), kMorning).ok());
        std::int64_t revision = 1;
        for (const QueueAction action : actions) {
            const auto after = this->intakes().act("demo", sample_header(n).id, action, "anna",
                                                   revision, kMorning);
            ASSERT_TRUE(after.ok()) << to_string(after.error());
            revision = after->revision;
        }
    }
    this->harness.reopen();
    n = 0;
    for (const auto& [state, actions] : ways) {
        EXPECT_EQ((*this->intakes().find("demo", sample_header(++n).id))->state, state);
    }
}

TYPED_TEST_P(IntakesContract, who_waited_longest_is_called_next_and_nobody_twice) {
    EXPECT_FALSE(this->intakes().call_next("demo", "anna", kMorning)->has_value());
    for (const int n : {3, 1, 2}) {
        ASSERT_TRUE(this->intakes().put(sample_intake(n), kMorning).ok());
    }
    ASSERT_TRUE(this->intakes().put(sample_intake(4, 200, "elsewhere"), kMorning).ok());
    ASSERT_TRUE(this->intakes()
                    .act("demo", sample_header(1).id, QueueAction::Call, "carl", 1, kMorning)
                    .ok());
    const auto first = this->intakes().call_next("demo", "anna", kMorning);
    const auto second = this->intakes().call_next("demo", "berta", kMorning);
    ASSERT_TRUE(first->has_value() && second->has_value());
    EXPECT_EQ((*first)->header.number, "A3");
    EXPECT_EQ((*first)->state, QueueState::Called);
    EXPECT_EQ((*first)->holder, "anna");
    EXPECT_EQ((*first)->calls, 1);
    EXPECT_EQ((*second)->header.number, "A2");
    EXPECT_EQ((*second)->holder, "berta");
    const std::int64_t revision = *this->intakes().revision("demo");
    EXPECT_FALSE(this->intakes().call_next("demo", "anna", kMorning)->has_value());
    EXPECT_EQ(*this->intakes().revision("demo"), revision) << "nothing changed, no desk is woken";
    EXPECT_EQ((*this->intakes().find("demo", sample_header(3).id))->holder, "anna");
}

TYPED_TEST_P(IntakesContract, nobody_is_called_because_of_a_request) {
    SealedIntake request = sample_intake(1);
    request.header.questionnaire = kWithdrawalForm;
    ASSERT_TRUE(this->intakes().put(request, kMorning).ok());
    EXPECT_FALSE(this->intakes().call_next("demo", "anna", kMorning)->has_value());
    ASSERT_TRUE(this->intakes().put(sample_intake(2), kMorning).ok());
    const auto called = this->intakes().call_next("demo", "anna", kMorning);
    ASSERT_TRUE(called->has_value());
    EXPECT_EQ((*called)->header.id, sample_header(2).id);
    EXPECT_EQ(this->intakes().visits("demo", kMorning - std::chrono::minutes(1))->size(), 1U)
        << "nobody stands behind it";
}

TYPED_TEST_P(IntakesContract,
             who_speaks_the_callers_language_comes_before_others_but_not_for_long) {
    const auto arrives = [&](int n, const char* language, std::chrono::minutes later) {
        SealedIntake intake = sample_intake(n);
        intake.header.language = language;
        ASSERT_TRUE(this->intakes().put(intake, kMorning + later).ok());
    };
    using std::chrono::minutes;
    arrives(1, "ar", minutes(0));
    arrives(2, "ti", minutes(1));
    arrives(3, "uk", minutes(2));
    arrives(4, "ru", minutes(3));
    arrives(5, "uk", limits::kLanguagePatience);
    const auto next = [&](const std::vector<std::string>& languages) {
        const auto called = this->intakes().call_next("demo", "anna", kMorning + minutes(30),
                                                      std::nullopt, {}, languages);
        return called.ok() && *called ? (*called)->header.number : std::string("nobody");
    };
    EXPECT_EQ(next({"uk", "ru"}), "A3");
    EXPECT_EQ(next({"u"}), "A1") << "nobody waits with that language";
    EXPECT_EQ(next({"ru"}), "A4");
    EXPECT_EQ(next({"uk"}), "A5") << "not quite twenty minutes after the second";
    arrives(6, "uk", minutes(1) + limits::kLanguagePatience);
    EXPECT_EQ(next({"uk"}), "A2") << "waits for twenty minutes longer";
    EXPECT_EQ(next({}), "A6");
    EXPECT_EQ(next({"uk"}), "nobody");
}

TYPED_TEST_P(IntakesContract,
             a_call_whose_answer_was_lost_is_answered_again_and_calls_nobody_else) {
    for (int n = 1; n <= 4; ++n) {
        ASSERT_TRUE(this->intakes().put(sample_intake(n), kMorning).ok());
    }
    using Known = std::vector<IntakeId>;
    const auto next = [&](const char* account, const std::optional<Known>& known) {
        const auto called = this->intakes().call_next("demo", account, kMorning, known);
        EXPECT_TRUE(called.ok());
        return called && *called ? (*called)->header.number : std::string("nobody");
    };
    const auto id = [](int n) { return sample_header(n).id; };
    EXPECT_EQ(next("anna", Known{}), "A1");
    const std::int64_t revision = *this->intakes().revision("demo");
    for (int again = 0; again < 3; ++again) {
        EXPECT_EQ(next("anna", Known{}), "A1");
    }
    EXPECT_EQ(*this->intakes().revision("demo"), revision) << "nothing changed";
    EXPECT_EQ((*this->intakes().find("demo", id(1)))->calls, 1);
    EXPECT_EQ(next("berta", Known{}), "A2") << "of another account nothing is known";
    EXPECT_EQ(next("anna", Known{id(1)}), "A3") << "two clients called are two clients called";
    EXPECT_EQ(next("anna", Known{id(1)}), "A3");
    ASSERT_TRUE(this->intakes().act("demo", id(3), QueueAction::Open, "anna", 2, kMorning).ok());
    EXPECT_EQ(next("anna", Known{id(1)}), "A4") << "what was gone on with is confirmed";
    this->harness.reopen();
    EXPECT_EQ(next("anna", Known{id(1)}), "A4") << "also after the service was started anew";
    EXPECT_EQ(next("anna", Known{id(1), id(4)}), "nobody");
    EXPECT_EQ(next("anna", std::nullopt), "nobody") << "a desk that names none calls as before";
}

TYPED_TEST_P(IntakesContract, desks_that_call_at_once_never_get_the_same_number) {
    constexpr int kIntakes = 60;
    for (int n = 1; n <= kIntakes; ++n) {
        ASSERT_TRUE(this->intakes().put(sample_intake(n), kMorning).ok());
    }
    std::mutex one_at_a_time;
    std::vector<std::vector<std::string>> called(2);
    const auto desk = [&](std::size_t self) {
        for (;;) {
            const std::lock_guard lock(one_at_a_time);  // as the service serialises calls
            const auto next =
                this->intakes().call_next("demo", self == 0 ? "anna" : "berta", kMorning);
            if (!next || !*next) {
                return;
            }
            called[self].push_back((*next)->header.number);
        }
    };
    std::thread other(desk, 1);
    desk(0);
    other.join();
    std::set<std::string> numbers(called[0].begin(), called[0].end());
    numbers.insert(called[1].begin(), called[1].end());
    EXPECT_EQ(numbers.size(), std::size_t{kIntakes});
    EXPECT_EQ(called[0].size() + called[1].size(), std::size_t{kIntakes}) << "none twice";
}

TYPED_TEST_P(IntakesContract, what_staff_does_with_an_intake_leaves_its_row_and_nothing_else_does) {
    ASSERT_TRUE(this->intakes().put(sample_intake(1), kMorning).ok());
    const IntakeId id = sample_header(1).id;
    EXPECT_FALSE(this->intakes().act("demo", id, QueueAction::Call, "anna", 7, kMorning).ok());
    EXPECT_FALSE(this->intakes().act("demo", id, QueueAction::Park, "anna", 1, kMorning).ok());
    EXPECT_FALSE(this->intakes().read("demo", sample_header(2).id, sample_audit()).ok());
    EXPECT_TRUE(this->harness.audit_rows().empty()) << "what was refused did not happen";
    ASSERT_TRUE(this->intakes().call_next("demo", "anna", kMorning)->has_value());
    ASSERT_FALSE(this->intakes().call_next("demo", "anna", kMorning)->has_value());
    ASSERT_TRUE(this->intakes()
                    .read("demo", id, {"anna", AuditAction::ReadName, to_hex(id), kMorning})
                    .ok());
    ASSERT_TRUE(this->intakes()
                    .act("demo", id, QueueAction::Close, "anna", 2, kMorning, ActionReason::Gone)
                    .ok());
    EXPECT_EQ(this->harness.audit_rows(), (AuditRows{{"anna", "call", to_hex(id)},
                                                     {"anna", "read_name", to_hex(id)},
                                                     {"anna", "close", to_hex(id) + " gone"}}));
    EXPECT_TRUE(this->audit_log().verify().ok());
}

TYPED_TEST_P(IntakesContract, nothing_happens_to_an_intake_that_the_audit_log_cannot_keep) {
    ASSERT_TRUE(this->intakes().put(sample_intake(1), kMorning).ok());
    const IntakeId id = sample_header(1).id;
    const std::int64_t revision = *this->intakes().revision("demo");
    this->harness.refuse_audit(true);
    EXPECT_FALSE(this->intakes().call_next("demo", "anna", kMorning).ok());
    EXPECT_FALSE(this->intakes().act("demo", id, QueueAction::Call, "anna", 1, kMorning).ok());
    EXPECT_FALSE(this->intakes().act("demo", id, QueueAction::Withdraw, "anna", 1, kMorning).ok());
    EXPECT_FALSE(this->intakes().read("demo", id, sample_audit()).ok());
    this->harness.refuse_audit(false);
    const QueueEntry entry = **this->intakes().find("demo", id);
    EXPECT_EQ(entry.state, QueueState::Waiting);
    EXPECT_EQ(entry.revision, 1);
    EXPECT_EQ(*this->intakes().revision("demo"), revision);
    EXPECT_EQ(*this->intakes().read("demo", id, sample_audit()), sample_intake(1).envelope);
}

TYPED_TEST_P(IntakesContract, what_is_sealed_to_a_key_is_found_in_the_envelopes) {
    const auto with = [](int n, std::size_t at, const Bytes& key_id) {
        SealedIntake intake = sample_intake(n, 4000);
        std::copy(key_id.begin(), key_id.end(),
                  intake.envelope.begin() + static_cast<std::ptrdiff_t>(at));
        return intake;
    };
    const Bytes first{1, 2, 3, 4, 5, 6, 7, 0}, other{8, 7, 6, 5, 4, 3, 2, 1};
    EXPECT_FALSE(*this->intakes().holds_sealed_to(first));
    ASSERT_TRUE(this->intakes().put(with(1, 300, first), kMorning).ok());
    ASSERT_TRUE(this->intakes().put(with(2, 1900, other), kMorning).ok());
    EXPECT_TRUE(*this->intakes().holds_sealed_to(first));
    EXPECT_TRUE(*this->intakes().holds_sealed_to(other)) << "as far as any header goes";
    EXPECT_FALSE(*this->intakes().holds_sealed_to(Bytes(8, 9)));
    ASSERT_TRUE(this->intakes()
                    .act("demo", sample_header(1).id, QueueAction::Withdraw, "anna", 1, kMorning)
                    .ok());
    EXPECT_FALSE(*this->intakes().holds_sealed_to(first)) << "it has no body any more";
    EXPECT_TRUE(*this->intakes().holds_sealed_to(other));
}

REGISTER_TYPED_TEST_SUITE_P(
    IntakesContract, what_changed_since_a_revision_makes_the_list_of_now_of_that_of_then,
    of_a_revision_that_was_never_there_no_changes_are_told,
    more_that_was_erased_than_one_answer_holds_is_not_told_as_changes,
    a_day_is_one_of_germany_not_of_utc, a_long_list_comes_page_after_page,
    what_was_put_is_there_after_a_restart_byte_for_byte,
    the_same_intake_again_gets_the_same_answer_and_stays_one,
    the_highest_number_of_a_terminals_day_is_known, other_bytes_under_the_same_id_are_refused,
    what_nobody_closes_is_erased_when_nothing_was_done_for_long,
    a_terminal_learns_what_is_here_what_is_gone_and_what_is_wanted,
    the_position_grows_with_every_commit_that_changes_entries,
    a_group_gets_one_answer_per_intake_and_a_refusal_spoils_no_other,
    centres_do_not_see_each_others_intakes,
    the_list_is_in_order_of_arrival_and_keeps_closed_ones_for_their_day,
    an_action_is_kept_with_holder_lease_calls_and_revision,
    who_is_called_is_told_with_the_room_the_latest_call_first,
    visits_are_the_times_of_who_came_lately_the_latest_first,
    of_two_desks_that_call_the_same_intake_one_is_refused,
    what_was_withdrawn_has_no_body_and_cannot_come_back,
    retention_erases_what_was_closed_before_the_limit_and_nothing_else,
    who_never_came_back_and_a_number_without_data_are_closed_and_then_erased,
    a_correction_of_the_clock_neither_ends_nor_prolongs_a_lease, what_the_clock_knows_is_kept,
    a_number_of_yesterday_that_was_closed_today_is_listed_today, every_state_is_kept_over_a_restart,
    who_waited_longest_is_called_next_and_nobody_twice, nobody_is_called_because_of_a_request,
    who_speaks_the_callers_language_comes_before_others_but_not_for_long,
    a_call_whose_answer_was_lost_is_answered_again_and_calls_nobody_else,
    desks_that_call_at_once_never_get_the_same_number,
    what_staff_does_with_an_intake_leaves_its_row_and_nothing_else_does,
    what_is_sealed_to_a_key_is_found_in_the_envelopes,
    nothing_happens_to_an_intake_that_the_audit_log_cannot_keep);

}  // namespace lotse::support
