// SPDX-License-Identifier: EUPL-1.2
/// What every outbox promises (core/intake/ports.h), as tests that the real one and the fake pass
/// alike.
///
/// A harness has `Outbox& outbox()` and `void reopen()` (the process ended and began again).
#pragma once

#include <gtest/gtest.h>

#include "core/intake/ports.h"
#include "support/sample_intakes.h"

namespace lotse::support {

template <class Harness>
class OutboxContract : public testing::Test {
protected:
    Harness harness;
    Outbox& outbox() { return harness.outbox(); }
};

TYPED_TEST_SUITE_P(OutboxContract);

TYPED_TEST_P(OutboxContract, what_was_added_is_there_after_a_restart_byte_for_byte) {
    for (int n = 1; n <= 3; ++n) {
        ASSERT_TRUE(this->outbox().add(sample_intake(n, 5000)).ok());
    }
    this->harness.reopen();
    const auto entries = this->outbox().entries();
    ASSERT_TRUE(entries.ok());
    ASSERT_EQ(entries->size(), 3u);
    for (int n = 1; n <= 3; ++n) {
        const OutboxEntry& entry = (*entries)[static_cast<std::size_t>(n - 1)];
        const SealedIntake intake = sample_intake(n, 5000);
        EXPECT_EQ(entry.header, intake.header);
        EXPECT_EQ(entry.digest, intake.digest);
        EXPECT_EQ(entry.delivery, Delivery::Waiting);
        EXPECT_EQ(entry.attempts, 0);
        EXPECT_EQ(*this->outbox().envelope(intake.header.id), intake.envelope);
    }
}

TYPED_TEST_P(OutboxContract, the_same_intake_again_is_success_and_stays_one) {
    ASSERT_TRUE(this->outbox().add(sample_intake(1)).ok());
    ASSERT_TRUE(this->outbox().add(sample_intake(1)).ok());
    EXPECT_EQ(this->outbox().entries()->size(), 1u);
}

TYPED_TEST_P(OutboxContract, other_bytes_under_the_same_id_are_refused_and_change_nothing) {
    ASSERT_TRUE(this->outbox().add(sample_intake(1)).ok());
    SealedIntake other = sample_intake(1, 300);
    const Result<void> added = this->outbox().add(other);
    ASSERT_FALSE(added.ok());
    EXPECT_EQ(added.error().kind, Kind::Refused);
    EXPECT_EQ(*this->outbox().envelope(other.header.id), sample_intake(1).envelope);
}

TYPED_TEST_P(OutboxContract, numbers_begin_anew_on_a_new_day_and_go_on_where_a_day_is_doubtful) {
    const auto next = [this](const NumberMoment& now) {
        const Result<int> number = this->outbox().next_number(now);
        return number ? *number : -1;
    };
    const NumberMoment first = sample_moment("2026-11-22");
    NumberMoment second = sample_moment("2026-11-23");
    EXPECT_EQ(next(first), 1);
    EXPECT_EQ(next(first), 2);
    EXPECT_EQ(next(second), 1);
    this->harness.reopen();
    NumberMoment back = first;
    back.boot = second.boot;
    back.up = second.up += std::chrono::hours{1};
    EXPECT_EQ(next(back), 2) << "the clock went back";
    EXPECT_EQ(next(second), 3) << "and forth, within an hour";
    NumberMoment third = sample_moment("2026-11-24");
    third.sure = false;
    EXPECT_EQ(next(third), 4);
    this->harness.reopen();
    third.day = "2026-11-25";
    third.up += kNightWithoutNumbers;
    EXPECT_EQ(next(third), 1) << "the moment of the last number outlives the process";
}

TYPED_TEST_P(OutboxContract, somebody_begins_a_new_day_only_after_a_night) {
    NumberMoment now = sample_moment("2026-11-22");
    now.sure = false;
    EXPECT_TRUE(*this->outbox().begin_new_day(now)) << "nobody has a number";
    EXPECT_EQ(*this->outbox().next_number(now), 1);
    EXPECT_EQ(*this->outbox().next_number(now), 2);
    now.up += kNightWithoutNumbers - std::chrono::seconds(1);
    EXPECT_FALSE(*this->outbox().begin_new_day(now));
    EXPECT_EQ(*this->outbox().next_number(now), 3);
    now.boot = "another start";
    now.up = Instant{0};
    now.at += std::chrono::hours{5};
    EXPECT_FALSE(*this->outbox().begin_new_day(now));
    now.at += std::chrono::hours{1};
    EXPECT_TRUE(*this->outbox().begin_new_day(now));
    EXPECT_TRUE(*this->outbox().begin_new_day(now)) << "again, before anybody came";
    this->harness.reopen();
    EXPECT_EQ(*this->outbox().next_number(now), 1);
    EXPECT_FALSE(*this->outbox().begin_new_day(now)) << "not twice in six hours";
    EXPECT_EQ(*this->outbox().next_number(now), 2);
}

TYPED_TEST_P(OutboxContract, what_the_clock_knows_is_kept) {
    EXPECT_EQ(*this->outbox().clock(), "");
    ASSERT_TRUE(this->outbox().keep_clock("one").ok());
    ASSERT_TRUE(this->outbox().keep_clock("two").ok());
    this->harness.reopen();
    EXPECT_EQ(*this->outbox().clock(), "two");
}

TYPED_TEST_P(OutboxContract, an_update_lasts_but_a_pause_is_the_couriers_own) {
    ASSERT_TRUE(this->outbox().add(sample_intake(1)).ok());
    ASSERT_TRUE(this->outbox().add(sample_intake(2)).ok());
    std::vector<OutboxEntry> entries = *this->outbox().entries();
    entries[0].attempts = 7;
    entries[0].not_before = Instant{90'000};
    entries[1].delivery = Delivery::Held;
    entries[1].held_reason = "unknown terminal";
    ASSERT_TRUE(this->outbox().update(entries[0]).ok());
    ASSERT_TRUE(this->outbox().update(entries[1]).ok());

    std::vector<OutboxEntry> kept = *this->outbox().entries();
    EXPECT_EQ(kept[0].not_before, Instant{0});
    EXPECT_EQ(kept[0].attempts, 7);
    this->harness.reopen();
    kept = *this->outbox().entries();
    EXPECT_EQ(kept[0].not_before, Instant{0}) << "after a restart everything waiting is due";
    EXPECT_EQ(kept[0].attempts, 7);
    EXPECT_EQ(kept[1].delivery, Delivery::Held);
    EXPECT_EQ(kept[1].held_reason, "unknown terminal");
}

TYPED_TEST_P(OutboxContract, an_update_of_what_is_not_there_is_refused) {
    OutboxEntry entry;
    entry.header = sample_header(1);
    EXPECT_EQ(this->outbox().update(entry).error().kind, Kind::Refused);
    ASSERT_TRUE(this->outbox().add(sample_intake(1)).ok());
    EXPECT_EQ(this->outbox().update(entry).error().kind, Kind::Refused) << "another digest";
}

TYPED_TEST_P(OutboxContract, what_was_purged_is_gone_for_good_and_purging_twice_is_success) {
    ASSERT_TRUE(this->outbox().add(sample_intake(1)).ok());
    ASSERT_TRUE(this->outbox().add(sample_intake(2)).ok());
    ASSERT_TRUE(this->outbox().purge(sample_header(1).id).ok());
    ASSERT_TRUE(this->outbox().purge(sample_header(1).id).ok());
    this->harness.reopen();
    ASSERT_EQ(this->outbox().entries()->size(), 1u);
    EXPECT_EQ(this->outbox().envelope(sample_header(1).id).error().kind, Kind::Refused);
    EXPECT_TRUE(this->outbox().envelope(sample_header(2).id).ok());
}

TYPED_TEST_P(OutboxContract, the_summary_counts_and_names_what_is_held) {
    for (int n = 1; n <= 3; ++n) {
        ASSERT_TRUE(this->outbox().add(sample_intake(n)).ok());
    }
    OutboxEntry held = (*this->outbox().entries())[1];
    held.delivery = Delivery::Held;
    held.held_reason = "bad signature";
    ASSERT_TRUE(this->outbox().update(held).ok());
    const Result<OutboxSummary> summary = this->outbox().summary();
    ASSERT_TRUE(summary.ok());
    EXPECT_EQ(summary->waiting, 2);
    EXPECT_EQ(summary->held, 1);
    ASSERT_EQ(summary->held_entries.size(), 1u);
    EXPECT_EQ(summary->held_entries[0].header.number, "A2");
    EXPECT_EQ(summary->held_entries[0].held_reason, "bad signature");
}

/// The centre has them.
inline void arrive(Outbox& outbox, int from, int to) {
    for (int n = from; n <= to; ++n) {
        ASSERT_TRUE(outbox.add(sample_intake(n)).ok());
        OutboxEntry entry;
        entry.header = sample_header(n);
        entry.digest = sample_intake(n).digest;
        entry.delivery = Delivery::Kept;
        ASSERT_TRUE(outbox.update(entry).ok());
    }
}

TYPED_TEST_P(OutboxContract, what_arrived_stays_as_a_copy_and_is_not_sent_any_more) {
    arrive(this->outbox(), 1, 2);
    ASSERT_TRUE(this->outbox().add(sample_intake(3)).ok());
    this->harness.reopen();
    ASSERT_EQ(this->outbox().entries()->size(), 1u);
    EXPECT_EQ(this->outbox().entries()->front().header, sample_header(3));
    ASSERT_EQ(this->outbox().copies()->size(), 2u);
    EXPECT_EQ(this->outbox().copies()->front().delivery, Delivery::Kept);
    EXPECT_EQ(this->outbox().copies()->front().header, sample_header(1));
    EXPECT_EQ(*this->outbox().envelope(sample_header(1).id), sample_intake(1).envelope);
    EXPECT_EQ(this->outbox().summary()->waiting, 1);
    EXPECT_EQ(this->outbox().summary()->kept, 2);
}

TYPED_TEST_P(OutboxContract, copies_are_sent_again_all_or_the_named_ones) {
    arrive(this->outbox(), 1, 3);
    ASSERT_TRUE(
        this->outbox().send_again(std::vector{sample_header(2).id, sample_header(9).id}).ok());
    this->harness.reopen();
    ASSERT_EQ(this->outbox().entries()->size(), 1u);
    EXPECT_EQ(this->outbox().entries()->front().header, sample_header(2));
    EXPECT_EQ(this->outbox().entries()->front().delivery, Delivery::Waiting);
    ASSERT_TRUE(this->outbox().send_again(std::nullopt).ok());
    EXPECT_EQ(this->outbox().entries()->size(), 3u);
    EXPECT_TRUE(this->outbox().copies()->empty());
}

TYPED_TEST_P(OutboxContract, a_held_intake_is_not_sent_again_by_itself) {
    ASSERT_TRUE(this->outbox().add(sample_intake(1)).ok());
    OutboxEntry held = this->outbox().entries()->front();
    held.delivery = Delivery::Held;
    ASSERT_TRUE(this->outbox().update(held).ok());
    ASSERT_TRUE(this->outbox().send_again(std::nullopt).ok());
    EXPECT_EQ(this->outbox().entries()->front().delivery, Delivery::Held);
}

TYPED_TEST_P(OutboxContract, a_copy_goes_after_its_time_and_never_before) {
    using std::chrono::days;
    const WallTime first = kMorning + days(1000);  // whenever somebody looks
    arrive(this->outbox(), 1, 1);
    EXPECT_EQ(*this->outbox().expire(first, days(7)), 0);
    arrive(this->outbox(), 2, 2);
    ASSERT_TRUE(this->outbox().add(sample_intake(3)).ok());
    EXPECT_EQ(*this->outbox().expire(first + days(3), days(7)), 0);
    this->harness.reopen();
    EXPECT_EQ(*this->outbox().expire(first + days(7) - std::chrono::seconds(1), days(7)), 0);
    EXPECT_EQ(*this->outbox().expire(first + days(7), days(7)), 1);
    EXPECT_EQ(this->outbox().envelope(sample_header(1).id).error().kind, Kind::Refused);
    EXPECT_TRUE(this->outbox().envelope(sample_header(2).id).ok());
    EXPECT_EQ(*this->outbox().expire(first + days(10), days(7)), 1);
    EXPECT_EQ(*this->outbox().expire(first + days(9999), days(7)), 0);
    EXPECT_EQ(this->outbox().summary()->waiting, 1) << "what did not arrive waits for ever";
}

TYPED_TEST_P(OutboxContract, without_days_a_copy_goes_at_once) {
    arrive(this->outbox(), 1, 2);
    EXPECT_EQ(*this->outbox().expire(kMorning, std::chrono::days(0)), 2);
    EXPECT_TRUE(this->outbox().copies()->empty());
    EXPECT_EQ(this->outbox().arrivals()->size(), 2u) << "its number is remembered";
}

TYPED_TEST_P(OutboxContract, what_was_sent_again_and_arrives_again_is_kept_anew) {
    using std::chrono::days;
    arrive(this->outbox(), 1, 1);
    EXPECT_EQ(*this->outbox().expire(kMorning, days(7)), 0);
    ASSERT_TRUE(this->outbox().send_again(std::nullopt).ok());
    EXPECT_EQ(*this->outbox().expire(kMorning + days(100), days(7)), 0);
    OutboxEntry entry = this->outbox().entries()->front();
    entry.delivery = Delivery::Kept;
    ASSERT_TRUE(this->outbox().update(entry).ok());
    EXPECT_EQ(*this->outbox().expire(kMorning + days(100), days(7)), 0);
    EXPECT_EQ(*this->outbox().expire(kMorning + days(107), days(7)), 1);
}

TYPED_TEST_P(OutboxContract, what_was_buried_is_gone_and_remembered_for_longer_than_backups_are) {
    using std::chrono::days;
    arrive(this->outbox(), 1, 2);
    ASSERT_TRUE(this->outbox().bury({sample_header(1).id, sample_header(9).id}).ok());
    ASSERT_TRUE(this->outbox().bury({sample_header(1).id}).ok());
    this->harness.reopen();
    EXPECT_EQ(this->outbox().envelope(sample_header(1).id).error().kind, Kind::Refused);
    const Arrival buried{sample_header(1).id, sample_header(1).day, "A1", true};
    const Arrival here{sample_header(2).id, sample_header(2).day, "A2", false};
    EXPECT_EQ(*this->outbox().arrivals(), (std::vector{buried, here}));
    ASSERT_TRUE(this->outbox().expire(kMorning, days(30)).ok());
    ASSERT_TRUE(this->outbox().expire(kMorning + days(59), days(30)).ok());
    EXPECT_EQ(*this->outbox().arrivals(), (std::vector{buried}));
    ASSERT_TRUE(this->outbox().expire(kMorning + days(60), days(30)).ok());
    EXPECT_TRUE(this->outbox().arrivals()->empty());
}

TYPED_TEST_P(OutboxContract, what_waits_can_be_buried_too) {
    ASSERT_TRUE(this->outbox().add(sample_intake(1)).ok());
    ASSERT_TRUE(this->outbox().bury({sample_header(1).id}).ok());
    EXPECT_TRUE(this->outbox().entries()->empty());
    EXPECT_TRUE(this->outbox().arrivals()->front().deleted);
}

TYPED_TEST_P(OutboxContract, what_the_service_said_is_kept) {
    EXPECT_EQ(*this->outbox().service(), "");
    ASSERT_TRUE(this->outbox().keep_service("one").ok());
    ASSERT_TRUE(this->outbox().keep_service("two").ok());
    this->harness.reopen();
    EXPECT_EQ(*this->outbox().service(), "two");
}

TYPED_TEST_P(OutboxContract, a_sound_outbox_is_ready) {
    EXPECT_TRUE(this->outbox().ready().ok());
}

REGISTER_TYPED_TEST_SUITE_P(
    OutboxContract, what_was_added_is_there_after_a_restart_byte_for_byte,
    the_same_intake_again_is_success_and_stays_one,
    other_bytes_under_the_same_id_are_refused_and_change_nothing,
    numbers_begin_anew_on_a_new_day_and_go_on_where_a_day_is_doubtful, what_the_clock_knows_is_kept,
    somebody_begins_a_new_day_only_after_a_night, an_update_lasts_but_a_pause_is_the_couriers_own,
    an_update_of_what_is_not_there_is_refused,
    what_was_purged_is_gone_for_good_and_purging_twice_is_success,
    the_summary_counts_and_names_what_is_held,
    what_arrived_stays_as_a_copy_and_is_not_sent_any_more,
    copies_are_sent_again_all_or_the_named_ones, a_held_intake_is_not_sent_again_by_itself,
    a_copy_goes_after_its_time_and_never_before, without_days_a_copy_goes_at_once,
    what_was_sent_again_and_arrives_again_is_kept_anew,
    what_was_buried_is_gone_and_remembered_for_longer_than_backups_are,
    what_waits_can_be_buried_too, what_the_service_said_is_kept, a_sound_outbox_is_ready);

}  // namespace lotse::support
