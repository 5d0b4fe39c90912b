// SPDX-License-Identifier: EUPL-1.2
#include "sync/courier.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <deque>

#include "base/clock.h"
#include "core/limits.h"
#include "support/memory_outbox.h"
#include "support/sample_intakes.h"
#include "sync/locked_outbox.h"

namespace lotse::sync {
namespace {

using namespace std::chrono_literals;
using support::MemoryDisk;
using support::MemoryOutbox;
using support::sample_intake;
using Outcome = Attempt::Outcome;

Attempt accepted(const OutboxEntry& entry) {
    return Attempt{Outcome::Accepted, entry.digest, "", 0ms, true};
}
Attempt dead_line() {
    return Attempt{Outcome::Transient, {}, "no line", 0ms, false};
}
Attempt server_error() {
    return Attempt{Outcome::Transient, {}, "HTTP 500", 0ms, true};
}
Attempt refused() {
    return Attempt{Outcome::Refused, {}, "bad signature", 0ms, true};
}

class ScriptedSender : public IntakeSender {
public:
    std::function<Attempt(const OutboxEntry&)> answer = accepted;
    std::vector<std::string> sent;  ///< numbers

    Attempt send(const OutboxEntry& entry, const Bytes& envelope) override {
        sent.push_back(entry.header.number);
        EXPECT_FALSE(envelope.empty());
        return answer(entry);
    }
};

/// Steps of a courier without a thread.
struct Bench {
    std::shared_ptr<MemoryDisk> disk = std::make_shared<MemoryDisk>();
    MemoryOutbox outbox{disk};
    ScriptedSender sender;
    CourierMemory memory;
    CourierStatus status;
    Instant now{1'000};

    explicit Bench(int intakes = 0) {
        for (int n = 1; n <= intakes; ++n) {
            EXPECT_TRUE(outbox.add(sample_intake(n)).ok());
        }
    }

    CourierStep step() {
        return courier_step(
            outbox, sender, memory, status, [this] { return now; }, [] { return 0.5; });
    }

    /// Until nothing more is due now.
    void settle() {
        while (step().attempted) {
        }
    }
};

TEST(Courier, sends_in_order_of_creation_and_keeps_copies_of_what_was_acknowledged) {
    Bench bench(3);
    bench.settle();
    EXPECT_THAT(bench.sender.sent, testing::ElementsAre("A1", "A2", "A3"));
    EXPECT_TRUE(bench.outbox.entries()->empty());
    EXPECT_EQ(bench.outbox.copies()->size(), 3u);
    EXPECT_EQ(bench.status.waiting, 0);
    EXPECT_EQ(bench.status.last_contact, bench.now);
}

TEST(Courier, has_nothing_to_wait_for_when_the_outbox_is_empty) {
    Bench bench;
    const CourierStep step = bench.step();
    EXPECT_FALSE(step.attempted);
    EXPECT_FALSE(step.next.has_value());
}

TEST(Courier, what_the_centre_deleted_is_purged_and_never_sent_again) {
    Bench bench(2);
    bench.sender.answer = [](const OutboxEntry& entry) {
        return entry.header.number == "A1" ? Attempt{Outcome::Gone, {}, "gone", 0ms, true}
                                           : accepted(entry);
    };
    bench.settle();
    EXPECT_EQ(bench.disk->rows.size(), 1u);
    EXPECT_EQ(bench.status.waiting, 0);
    EXPECT_EQ(bench.status.last_problem, "");
    ASSERT_TRUE(bench.outbox.send_again(std::nullopt).ok());
    bench.settle();
    EXPECT_THAT(bench.sender.sent, testing::ElementsAre("A1", "A2", "A2"));
    EXPECT_TRUE(bench.outbox.arrivals()->front().deleted);
}

TEST(Courier, what_the_centre_lost_is_sent_again_without_a_restart) {
    Bench bench(2);
    bench.settle();
    ASSERT_TRUE(bench.outbox.send_again(std::vector{sample_intake(2).header.id}).ok());
    bench.settle();
    EXPECT_THAT(bench.sender.sent, testing::ElementsAre("A1", "A2", "A2"));
    EXPECT_EQ(bench.outbox.copies()->size(), 2u);
}

TEST(Courier, never_takes_another_digest_for_an_arrival) {
    Bench bench(1);
    bench.sender.answer = [](const OutboxEntry& entry) {
        Attempt attempt = accepted(entry);
        attempt.acknowledged[0] ^= 1;
        return attempt;
    };
    bench.settle();
    ASSERT_EQ(bench.outbox.entries()->size(), 1u);
    EXPECT_EQ(bench.outbox.entries()->front().delivery, Delivery::Held);
    EXPECT_EQ(bench.status.held, 1);
    EXPECT_EQ(bench.status.waiting, 0);
}

TEST(Courier, holds_what_is_refused_and_goes_on_with_the_next) {
    Bench bench(2);
    bench.sender.answer = [](const OutboxEntry& entry) {
        return entry.header.number == "A1" ? refused() : accepted(entry);
    };
    bench.settle();
    ASSERT_EQ(bench.outbox.entries()->size(), 1u);
    EXPECT_EQ(bench.outbox.entries()->front().held_reason, "bad signature");
    EXPECT_THAT(bench.sender.sent, testing::ElementsAre("A1", "A2"));
}

TEST(Courier, tries_one_intake_only_while_the_line_is_dead) {
    Bench bench(50);
    bench.sender.answer = [](const OutboxEntry&) { return dead_line(); };
    bench.settle();
    EXPECT_EQ(bench.sender.sent.size(), 1u);
    EXPECT_FALSE(bench.status.last_contact.has_value());
    EXPECT_EQ(bench.status.last_problem, "no line");
    const CourierStep step = bench.step();
    ASSERT_TRUE(step.next.has_value());
    EXPECT_GT(*step.next, bench.now);
    EXPECT_LE(*step.next, bench.now + limits::kFirstRetryDelay);
}

TEST(Courier, sends_everything_at_once_when_the_line_is_back) {
    Bench bench(20);
    bench.sender.answer = [](const OutboxEntry&) { return dead_line(); };
    for (int i = 0; i < 100; ++i) {
        bench.settle();
        bench.now = bench.step().next.value();
    }
    bench.sender.answer = accepted;
    bench.settle();
    EXPECT_TRUE(bench.outbox.entries()->empty());
    EXPECT_EQ(bench.status.last_problem, "");
}

TEST(Courier, a_dead_line_is_tried_again_within_the_longest_pause) {
    Bench bench(3);
    bench.sender.answer = [](const OutboxEntry&) { return dead_line(); };
    for (int i = 0; i < 200; ++i) {
        bench.settle();
        const Instant next = bench.step().next.value();
        ASSERT_LE(next - bench.now, limits::kLongestRetryDelay);
        bench.now = next;
    }
    EXPECT_GE(bench.sender.sent.size(), 200u);
}

TEST(Courier, an_intake_that_the_service_cannot_take_now_does_not_hold_up_the_others) {
    Bench bench(5);
    bench.sender.answer = [](const OutboxEntry& entry) {
        return entry.header.number == "A1" ? server_error() : accepted(entry);
    };
    bench.settle();
    EXPECT_THAT(bench.sender.sent, testing::ElementsAre("A1", "A2", "A3", "A4", "A5"));
    ASSERT_EQ(bench.outbox.entries()->size(), 1u);
    bench.sender.answer = accepted;
    EXPECT_FALSE(bench.step().attempted);
    bench.now += limits::kFirstRetryDelay;
    bench.settle();
    EXPECT_TRUE(bench.outbox.entries()->empty());
}

TEST(Courier, leaves_the_service_alone_for_as_long_as_it_asks_but_no_longer_than_the_bound) {
    Bench bench(3);
    bench.sender.answer = [](const OutboxEntry&) {
        return Attempt{Outcome::Transient, {}, "HTTP 503", 24h, true};
    };
    bench.settle();
    EXPECT_EQ(bench.sender.sent.size(), 1u);
    EXPECT_EQ(bench.step().next, bench.now + limits::kLongestRetryAfter);
}

TEST(Courier, a_clock_that_stands_still_or_jumps_ahead_loses_nothing) {
    Bench bench(3);
    bench.sender.answer = [](const OutboxEntry&) { return dead_line(); };
    bench.settle();
    bench.now += std::chrono::hours(24 * 365 * 10);
    bench.sender.answer = accepted;
    bench.settle();
    EXPECT_TRUE(bench.outbox.entries()->empty());
}

TEST(Courier, reports_an_error_of_the_outbox_and_keeps_the_intake) {
    Bench bench(1);
    bench.disk->full = true;
    const CourierStep step = bench.step();
    EXPECT_FALSE(step.attempted);
    EXPECT_TRUE(bench.status.outbox_failed);
    EXPECT_EQ(bench.status.last_problem, "outbox: no space");
    EXPECT_EQ(step.next, bench.now + limits::kOutboxErrorPause);
    bench.disk->full = false;
    bench.now = *step.next;
    bench.settle();
    EXPECT_FALSE(bench.status.outbox_failed);
    EXPECT_TRUE(bench.outbox.entries()->empty());
    EXPECT_THAT(bench.sender.sent, testing::ElementsAre("A1", "A1"));  // at least once
}

/// The bodies of some numbers cannot be read.
class TornOutbox : public MemoryOutbox {
public:
    using MemoryOutbox::MemoryOutbox;
    std::map<std::string, Kind> torn;

    Result<Bytes> envelope(const IntakeId& id) override {
        for (const OutboxEntry& entry : *entries()) {
            const auto found = torn.find(entry.header.number);
            if (entry.header.id == id && found != torn.end()) {
                return Error{found->second, entry.header.number, "cannot be read"};
            }
        }
        return MemoryOutbox::envelope(id);
    }
};

class TornBench : public testing::Test {
protected:
    CourierStep step() {
        return courier_step(
            outbox, bench.sender, bench.memory, bench.status, [this] { return bench.now; },
            [] { return 0.5; });
    }
    /// Until no step is due now.
    CourierStep settle() {
        CourierStep last = step();
        while (last.next && *last.next <= bench.now) {
            last = step();
        }
        return last;
    }

    Bench bench{3};
    TornOutbox outbox{bench.disk};
};

TEST_F(TornBench, one_unreadable_intake_does_not_hold_up_the_others_and_a_person_is_told) {
    outbox.torn = {{"A1", Kind::Corrupt}};
    const CourierStep last = settle();
    EXPECT_THAT(bench.sender.sent, testing::ElementsAre("A2", "A3"));
    EXPECT_EQ(last.next, bench.now + limits::kLongestRetryDelay);
    EXPECT_EQ(bench.outbox.entries()->size(), 1u) << "it is kept";
    EXPECT_TRUE(bench.status.outbox_failed);
    EXPECT_EQ(bench.status.last_problem, "outbox: A1: cannot be read");
    EXPECT_EQ(bench.status.waiting, 1);

    bench.now = *last.next;
    outbox.torn.clear();
    settle();
    EXPECT_TRUE(bench.outbox.entries()->empty());
    EXPECT_FALSE(bench.status.outbox_failed);
    EXPECT_EQ(bench.status.last_problem, "");
}

TEST_F(TornBench, an_unreadable_intake_that_is_gone_alarms_nobody_any_more) {
    outbox.torn = {{"A1", Kind::Corrupt}};
    settle();
    ASSERT_TRUE(outbox.purge(sample_intake(1).header.id).ok());
    step();
    EXPECT_FALSE(bench.status.outbox_failed);
}

TEST_F(TornBench, an_outbox_that_cannot_be_read_for_now_is_left_alone_for_a_while) {
    outbox.torn = {{"A1", Kind::Transient}};
    EXPECT_EQ(settle().next, bench.now + limits::kOutboxErrorPause);
    EXPECT_THAT(bench.sender.sent, testing::IsEmpty());
}

TEST(Courier, held_intakes_wait_for_a_person) {
    Bench bench(1);
    bench.sender.answer = [](const OutboxEntry&) { return refused(); };
    bench.settle();
    bench.sender.answer = accepted;
    bench.now += 24h;
    EXPECT_FALSE(bench.step().attempted);
    ASSERT_TRUE(bench.outbox.update(released(bench.outbox.entries()->front())).ok());
    bench.settle();
    EXPECT_TRUE(bench.outbox.entries()->empty());
}

/// Blocks until it is interrupted.
class HangingSender : public IntakeSender {
public:
    std::atomic<bool> entered{false};
    Attempt send(const OutboxEntry&, const Bytes&) override {
        entered = true;
        while (!m_interrupted) {
            std::this_thread::sleep_for(1ms);
        }
        return dead_line();
    }
    void interrupt() override { m_interrupted = true; }

private:
    std::atomic<bool> m_interrupted{false};
};

TEST(CourierThread, stops_promptly_in_the_middle_of_a_transfer_and_keeps_the_intake) {
    Bench bench(1);
    LockedOutbox outbox(bench.outbox);
    HangingSender sender;
    Courier courier(outbox, sender, monotonic_now, system_chance, nullptr);
    courier.start();
    while (!sender.entered) {
        std::this_thread::sleep_for(1ms);
    }
    const auto before = std::chrono::steady_clock::now();
    courier.stop();
    EXPECT_LT(std::chrono::steady_clock::now() - before, 5s);
    EXPECT_EQ(bench.outbox.entries()->size(), 1u);
}

TEST(CourierThread, wakes_for_a_new_intake_and_tells_its_status) {
    Bench bench;
    LockedOutbox outbox(bench.outbox);
    std::mutex mutex;
    std::vector<CourierStatus> seen;
    Courier courier(outbox, bench.sender, monotonic_now, system_chance,
                    [&](const CourierStatus& status) {
                        const std::lock_guard lock(mutex);
                        seen.push_back(status);
                    });
    courier.start();
    for (int n = 1; n <= 20; ++n) {
        ASSERT_TRUE(outbox.add(sample_intake(n)).ok());
        courier.wake();
    }
    const auto deadline = std::chrono::steady_clock::now() + 10s;
    while (outbox.summary()->waiting > 0 && std::chrono::steady_clock::now() < deadline) {
        std::this_thread::sleep_for(1ms);
    }
    EXPECT_EQ(outbox.summary()->waiting, 0);
    courier.stop();
    EXPECT_EQ(courier.status().waiting, 0);
    EXPECT_TRUE(courier.status().last_contact.has_value());
    const std::lock_guard lock(mutex);
    ASSERT_FALSE(seen.empty());
    EXPECT_EQ(seen.back(), courier.status());
}

}  // namespace
}  // namespace lotse::sync
