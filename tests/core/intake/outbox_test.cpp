// SPDX-License-Identifier: EUPL-1.2
#include "core/intake/outbox.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/limits.h"

namespace lotse {
namespace {

using namespace std::chrono_literals;

OutboxEntry waiting_entry() {
    OutboxEntry entry;
    entry.header.number = "A001";
    entry.digest.fill(7);
    return entry;
}

Attempt accepted(std::uint8_t digest_byte) {
    Attempt attempt;
    attempt.outcome = Attempt::Outcome::Accepted;
    attempt.acknowledged.fill(digest_byte);
    return attempt;
}

Attempt transient(Instant retry_after = 0ms) {
    Attempt attempt;
    attempt.outcome = Attempt::Outcome::Transient;
    attempt.retry_after = retry_after;
    return attempt;
}

Attempt refused(std::string reason) {
    Attempt attempt;
    attempt.outcome = Attempt::Outcome::Refused;
    attempt.reason = std::move(reason);
    return attempt;
}

TEST(Outbox, a_new_entry_is_due_at_once) {
    EXPECT_TRUE(is_due(waiting_entry(), 0ms));
}

TEST(Outbox, an_entry_has_arrived_only_when_the_centre_acknowledged_exactly_its_bytes) {
    const AfterAttempt arrived = after_attempt(waiting_entry(), accepted(7), 5ms, 0.5);
    EXPECT_EQ(arrived.entry.delivery, Delivery::Kept);
    EXPECT_FALSE(arrived.purge) << "the centre may lose it yet";
    EXPECT_FALSE(is_due(arrived.entry, 1'000'000h));

    const AfterAttempt other = after_attempt(waiting_entry(), accepted(8), 5ms, 0.5);
    EXPECT_FALSE(other.purge);
    EXPECT_EQ(other.entry.delivery, Delivery::Held);
    EXPECT_FALSE(other.entry.held_reason.empty());
}

TEST(Outbox, what_the_centre_had_and_deleted_is_purged) {
    Attempt gone;
    gone.outcome = Attempt::Outcome::Gone;
    EXPECT_TRUE(after_attempt(OutboxEntry{}, gone, Instant{0}, 0.5).purge);
}

TEST(Outbox, a_refused_intake_is_held_never_dropped) {
    const AfterAttempt after =
        after_attempt(waiting_entry(), refused("unknown terminal"), 5ms, 0.5);
    EXPECT_FALSE(after.purge);
    EXPECT_EQ(after.entry.delivery, Delivery::Held);
    EXPECT_EQ(after.entry.held_reason, "unknown terminal");
    EXPECT_FALSE(is_due(after.entry, 1'000'000h));
}

TEST(Outbox, a_held_entry_always_says_why_and_never_at_length) {
    EXPECT_FALSE(after_attempt(waiting_entry(), refused(""), 0ms, 0.5).entry.held_reason.empty());
    const std::string endless(100'000, 'x');
    EXPECT_EQ(after_attempt(waiting_entry(), refused(endless), 0ms, 0.5).entry.held_reason.size(),
              limits::kLongestReasonBytes);
}

TEST(Outbox, a_released_entry_is_due_at_once_and_carries_no_old_reason) {
    OutboxEntry entry = after_attempt(waiting_entry(), refused("no"), 5ms, 0.5).entry;
    entry = released(entry);
    EXPECT_TRUE(is_due(entry, 0ms));
    EXPECT_TRUE(entry.held_reason.empty());
}

TEST(Outbox, pauses_double_up_to_the_longest_and_then_stay) {
    OutboxEntry entry = waiting_entry();
    Instant now = 0ms;
    Instant expected = limits::kFirstRetryDelay;
    for (int i = 0; i < 40; ++i) {
        entry = after_attempt(entry, transient(), now, 1.0).entry;
        EXPECT_EQ(entry.not_before - now, std::min(expected, Instant(limits::kLongestRetryDelay)));
        expected = std::min(expected * 2, Instant(limits::kLongestRetryDelay));
        EXPECT_FALSE(is_due(entry, entry.not_before - 1ms));
        EXPECT_TRUE(is_due(entry, entry.not_before));
        now = entry.not_before;
    }
    EXPECT_EQ(entry.attempts, 40);
    EXPECT_EQ(entry.delivery, Delivery::Waiting) << "days without a network hold nothing";
}

TEST(Outbox, jitter_spreads_a_pause_between_its_half_and_its_whole) {
    for (const double chance : {0.0, 0.25, 0.5, 0.999}) {
        const Instant pause =
            after_attempt(waiting_entry(), transient(), 0ms, chance).entry.not_before;
        const double half = static_cast<double>(limits::kFirstRetryDelay.count()) / 2;
        EXPECT_NEAR(static_cast<double>(pause.count()), half + half * chance, 1.0);
    }
}

TEST(Outbox, the_services_wish_to_wait_is_kept_within_reason) {
    EXPECT_EQ(after_attempt(waiting_entry(), transient(30s), 1s, 0.0).entry.not_before, 31s);
    EXPECT_EQ(after_attempt(waiting_entry(), transient(24h), 0s, 0.0).entry.not_before,
              limits::kLongestRetryAfter);
    EXPECT_EQ(after_attempt(waiting_entry(), transient(-5s), 0s, 0.0).entry.not_before,
              limits::kFirstRetryDelay / 2);
}

TEST(Outbox, the_count_of_attempts_does_not_overflow) {
    OutboxEntry entry = waiting_entry();
    entry.attempts = std::numeric_limits<int>::max();
    entry = after_attempt(entry, transient(), 0ms, 1.0).entry;
    EXPECT_EQ(entry.attempts, std::numeric_limits<int>::max());
    EXPECT_EQ(entry.not_before, limits::kLongestRetryDelay);
}

}  // namespace
}  // namespace lotse
