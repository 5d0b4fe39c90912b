// SPDX-License-Identifier: EUPL-1.2
// Who waits how long for the one thread of the store.
#include "service/store_thread.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <mutex>
#include <string>

#include "core/limits.h"
#include "support/memory_store.h"
#include "support/sample_intakes.h"

namespace lotse::service {
namespace {

using support::MemoryStore;
using support::sample_intake;

class Lanes : public testing::Test {
protected:
    Lanes()
        : thread(
              std::make_unique<MemoryStore>(), [] { return WallTime{}; }, [](auto, auto) {}) {}

    /// Until `go_on` nothing else is served.
    void hold() {
        ASSERT_TRUE(thread.run(Lane::Upkeep, [this](store::CentreStore&) {
            m_held.set_value();
            m_go_on.get_future().wait();
        }));
        m_held.get_future().wait();
    }
    void go_on() { m_go_on.set_value(); }
    StoreThread::Job noted(const std::string& what) {
        return [this, what](store::CentreStore&) {
            const std::lock_guard lock(mutex);
            order += what;
        };
    }
    void ask(const Waiter& waiter, const std::string& what, int times) {
        for (int i = 0; i < times; ++i) {
            ASSERT_TRUE(thread.run(waiter, noted(what)));
        }
    }

    std::mutex mutex;
    std::string order;
    StoreThread thread;

private:
    std::promise<void> m_held, m_go_on;
};

TEST_F(Lanes, nobody_waits_behind_anothers_backlog) {
    hold();
    ask(Lane::Stranger, "s", 20);
    ask(Lane::Upkeep, "u", 20);
    ask(Lane::Terminal, "t", 20);
    ask(Lane::Desk, "d", 10);
    for (int n = 1; n <= 600; ++n) {
        ASSERT_TRUE(thread.put(sample_intake(n), [this](const Result<PutOutcome>& outcome) {
            ASSERT_TRUE(outcome.ok());
            const std::lock_guard lock(mutex);
            order += order.empty() || order.back() != 'p' ? "p" : "";
        }));
    }
    go_on();
    thread.stop();
    EXPECT_THAT(order, testing::StartsWith("ddddpttttsuddddpttttsuddpttttsu")) << order;
    for (const auto& [what, times] : {std::pair('d', 10), {'t', 20}, {'s', 20}, {'u', 20}}) {
        EXPECT_EQ(std::count(order.begin(), order.end(), what), times) << what;
    }
}

TEST_F(Lanes, who_asks_without_end_waits_for_itself) {
    hold();
    ask({Lane::Desk, "greedy"}, "g", 6);
    ask({Lane::Desk, "a"}, "a", 1);
    ask({Lane::Desk, "b"}, "b", 2);
    ask({Lane::Terminal, "greedy terminal"}, "G", 3);
    ask({Lane::Terminal, "x"}, "x", 1);
    go_on();
    thread.stop();
    EXPECT_EQ(order, "gabGxgbGgGggg") << "one job each in a turn, in the order of asking";
}

TEST_F(Lanes, a_full_lane_refuses_and_the_others_do_not) {
    hold();
    ask(Lane::Stranger, "s", limits::kStrangerJobs);
    EXPECT_FALSE(thread.run(Lane::Stranger, noted("x")));
    ask(Lane::Desk, "d", limits::kDeskJobs);
    EXPECT_FALSE(thread.run(Lane::Desk, noted("x")));
    for (std::size_t n = 0; n < limits::kTerminalJobs; ++n) {
        ASSERT_TRUE(thread.put(sample_intake(static_cast<int>(n) + 1), [](const auto&) {}));
    }
    EXPECT_FALSE(thread.put(sample_intake(1), [](const auto&) {}));
    ask(Lane::Terminal, "t", 1);
    EXPECT_EQ(thread.waiting(),
              limits::kStrangerJobs + limits::kDeskJobs + limits::kTerminalJobs + 1);
    go_on();
    thread.stop();
    EXPECT_EQ(thread.waiting(), 0u) << "what was accepted is done";
    EXPECT_EQ(order.find('x'), std::string::npos);
    EXPECT_FALSE(thread.run(Lane::Desk, noted("x")));
    EXPECT_FALSE(thread.put(sample_intake(1), [](const auto&) {}));
}

}  // namespace
}  // namespace lotse::service
