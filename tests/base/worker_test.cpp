// SPDX-License-Identifier: EUPL-1.2
#include "base/worker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <memory>
#include <string>

namespace lotse {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

/// What the jobs of one test do, in their order. Jobs write, the test reads after they ended.
class Work : public testing::Test {
protected:
    /// Keeps the worker busy until `go_on`: a disk that hangs.
    void hang(Worker& worker) {
        std::promise<void> begun;
        std::future<void> begins = begun.get_future();
        ASSERT_TRUE(worker.post([&begun, gate = m_gate.get_future().share()] {
            begun.set_value();
            gate.wait();
        }));
        begins.wait();
    }
    void go_on() { m_gate.set_value(); }
    auto note(const std::string& word) {
        return [this, word] { m_done.push_back(word); };
    }

    std::vector<std::string> m_done;
    std::promise<void> m_gate;
};

TEST_F(Work, is_done_in_order_and_answers_on_the_owners_thread) {
    std::atomic<int> notified = 0;
    std::vector<std::string> collected;
    Worker worker(8, [&] { ++notified; });
    const auto owner = std::this_thread::get_id();
    for (const std::string word : {"one", "two"}) {
        worker.post([&, word]() -> Worker::Done {
            EXPECT_NE(std::this_thread::get_id(), owner);
            m_done.push_back(word);
            return [&, word] {
                EXPECT_EQ(std::this_thread::get_id(), owner);
                collected.push_back(word);
            };
        });
    }
    worker.stop();
    EXPECT_EQ(notified, 2);
    EXPECT_FALSE(worker.idle()) << "nothing was collected yet";
    EXPECT_TRUE(worker.collect());
    EXPECT_FALSE(worker.collect());
    EXPECT_TRUE(worker.idle());
    EXPECT_THAT(m_done, ElementsAre("one", "two"));
    EXPECT_THAT(collected, ElementsAre("one", "two"));
}

TEST_F(Work, beyond_the_bound_is_refused_and_said_so_and_what_was_accepted_is_done) {
    int refused = 0;
    Worker worker(3);
    hang(worker);
    int accepted = 0;
    for (int tap = 0; tap < 500; ++tap) {
        accepted += worker.post(note("tap"), [&refused] { ++refused; }) ? 1 : 0;
    }
    EXPECT_EQ(accepted, 3);
    EXPECT_EQ(worker.waiting(), 3U);
    EXPECT_EQ(refused, 0) << "told on the owner's thread, when it collects";
    EXPECT_TRUE(worker.collect());
    EXPECT_EQ(refused, 497);
    go_on();
    worker.stop();
    EXPECT_THAT(m_done, ElementsAre("tap", "tap", "tap"));
}

TEST_F(Work, of_a_slot_only_the_newest_is_done_behind_what_was_posted_before_it) {
    Worker worker(2);
    hang(worker);
    for (int tap = 0; tap < 500; ++tap) {
        EXPECT_TRUE(worker.replace(1, note("look " + std::to_string(tap))));
    }
    EXPECT_TRUE(worker.replace(2, note("other slot")));
    EXPECT_TRUE(worker.post(note("write")));
    EXPECT_TRUE(worker.post(note("write")));
    EXPECT_FALSE(worker.post(note("one too many")));
    EXPECT_TRUE(worker.replace(1, note("look after all"))) << "a full queue refuses no slot";
    EXPECT_EQ(worker.waiting(), 4U);
    go_on();
    worker.stop();
    EXPECT_THAT(m_done, ElementsAre("other slot", "write", "write", "look after all"));
}

TEST_F(Work, what_a_replaced_job_held_is_let_go_at_once) {
    Worker worker(1);
    hang(worker);
    auto held = std::make_shared<int>();
    worker.replace(1, [held] {});
    EXPECT_EQ(held.use_count(), 2);
    worker.replace(1, [] {});
    EXPECT_EQ(held.use_count(), 1);
    go_on();
}

TEST_F(Work, waits_for_its_time_unless_somebody_wants_it_earlier) {
    std::promise<void> first, second;
    Worker worker(1);
    const auto begun = BootClock::now();
    worker.replace(
        1, [&] { first.set_value(); }, 50ms);
    first.get_future().wait();
    EXPECT_GE(BootClock::now() - begun, 50ms);

    worker.replace(
        1, [] { FAIL() << "replaced"; }, 1h);
    worker.replace(1, [&] { second.set_value(); });
    EXPECT_EQ(second.get_future().wait_for(20s), std::future_status::ready);
}

TEST_F(Work, a_wish_for_later_does_not_put_off_a_wish_for_now) {
    // A courier is woken during a step, at whose end it plans the next one.
    std::promise<void> done;
    Worker worker(1);
    hang(worker);
    worker.replace(1, note("old"));
    worker.replace(
        1, [&] { done.set_value(); }, 1h);
    go_on();
    EXPECT_EQ(done.get_future().wait_for(20s), std::future_status::ready);
    worker.stop();
    EXPECT_THAT(m_done, IsEmpty());
}

TEST_F(Work, ends_with_what_is_due_and_takes_nothing_after_that) {
    Worker worker(4);
    hang(worker);
    worker.post(note("due"));
    worker.replace(1, note("also due"));
    worker.replace(2, note("not yet"), 1h);
    go_on();
    worker.stop();
    EXPECT_THAT(m_done, ElementsAre("due", "also due"));
    EXPECT_FALSE(worker.post(note("late"), [] { FAIL(); }));
    EXPECT_FALSE(worker.replace(1, note("late")));
    EXPECT_FALSE(worker.collect());
}

TEST_F(Work, may_be_posted_by_a_job) {
    std::promise<void> done;
    Worker worker(1);
    worker.post([&] { worker.replace(1, [&] { done.set_value(); }); });
    EXPECT_EQ(done.get_future().wait_for(20s), std::future_status::ready);
}

}  // namespace
}  // namespace lotse
