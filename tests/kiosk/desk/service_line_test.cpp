// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/desk/service_line.h"

#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <future>
#include <string>
#include <thread>
#include <vector>

#include "core/limits.h"

namespace lotse::kiosk {
namespace {

using namespace std::chrono_literals;

constexpr Worker::Slot kListing = 1;
constexpr Worker::Slot kLogOut = 2;
constexpr auto kShort = limits::kUnawaitedRequestPatience - 1ms;
constexpr auto kUnawaited = limits::kUnawaitedRequestPatience;
constexpr auto kLeft = limits::kLeftRequestPatience;

/// A request that hangs until the test has done to the line what it wants, and then asks, as the
/// HTTP client does, whether to end.
class Line : public testing::Test {
protected:
    enum class Waiter { Somebody, Nobody };

    /// Whether the request of `waiter` is to end after it lasted for so long, when `meanwhile` was
    /// done to the line.
    bool ends(Waiter waiter, std::chrono::milliseconds lasted,
              const std::function<void()>& meanwhile) {
        std::promise<void> begun;
        std::promise<void> gate;
        std::promise<bool> answer;
        const auto request = [&]() -> Worker::Done {
            begun.set_value();
            gate.get_future().wait();
            const bool wanted = line.gives_way(lasted);
            gave_way = line.gave_way();
            answer.set_value(wanted);
            return nullptr;
        };
        if (waiter == Waiter::Somebody) {
            line.post(request, nullptr);
        } else {
            line.replace(kListing, request);
        }
        begun.get_future().wait();
        meanwhile();
        gate.set_value();
        const bool wanted = answer.get_future().get();
        line.stop();
        return wanted;
    }
    /// What is done when a job's turn comes.
    Worker::Job note(const std::string& word) {
        return [this, word]() -> Worker::Done {
            order.push_back(word);
            return nullptr;
        };
    }
    void somebody_asks() { EXPECT_TRUE(line.post(note("asked"), nullptr)); }

    bool gave_way = false;  ///< as the job of the request is told
    std::vector<std::string> order;
    ServiceLine line{8, [] {}};
};

TEST_F(Line, what_nobody_waits_for_gives_way_to_what_somebody_does_after_a_second) {
    EXPECT_TRUE(ends(Waiter::Nobody, kUnawaited, [&] { somebody_asks(); }));
    EXPECT_TRUE(gave_way);
    EXPECT_EQ(order, std::vector<std::string>{"asked"});
}

TEST_F(Line, it_is_given_that_second) {
    EXPECT_FALSE(ends(Waiter::Nobody, kShort, [&] { somebody_asks(); }));
    EXPECT_FALSE(gave_way);
}

TEST_F(Line, it_hangs_on_while_nobody_else_waits) {
    EXPECT_FALSE(ends(Waiter::Nobody, kLeft, [&] { line.add(note("an alarm")); }));
    EXPECT_EQ(order, std::vector<std::string>{"an alarm"});
}

TEST_F(Line, what_somebody_asked_for_is_not_cut_off_for_what_comes_behind_it) {
    EXPECT_FALSE(ends(Waiter::Somebody, kLeft, [&] { somebody_asks(); }));
}

TEST_F(Line, unless_that_person_has_left_and_then_later) {
    EXPECT_TRUE(ends(Waiter::Somebody, kLeft, [&] { line.leave(kLogOut, note("logged out")); }));
    EXPECT_EQ(order, std::vector<std::string>{"logged out"});
}

TEST_F(Line, who_left_still_has_what_was_asked_for_carried_out_if_it_is_answered_soon) {
    EXPECT_FALSE(
        ends(Waiter::Somebody, kLeft - 1ms, [&] { line.leave(kLogOut, note("logged out")); }));
}

TEST_F(Line, what_nobody_waits_for_does_not_keep_a_desk_from_stopping) {
    // Stopping waits for the request, which asks until it is told to end.
    std::promise<void> begun;
    line.replace(kListing, [&]() -> Worker::Done {
        begun.set_value();
        while (!line.gives_way(kUnawaited)) {
            std::this_thread::yield();
        }
        return nullptr;
    });
    begun.get_future().wait();
    line.stop();
    EXPECT_TRUE(line.gave_way());
}

TEST_F(Line, a_refused_wish_is_nobodys_any_more) {
    EXPECT_FALSE(ends(Waiter::Nobody, kUnawaited, [&] {
        ServiceLine full{0, [] {}};
        EXPECT_FALSE(full.post(note("asked"), nullptr));
        EXPECT_FALSE(full.gives_way(kUnawaited));
    }));
}

TEST_F(Line, of_listings_only_the_newest_is_made) {
    ends(Waiter::Somebody, 0ms, [&] {
        line.replace(kListing, note("older"));
        somebody_asks();
        line.replace(kListing, note("newer"));
    });
    EXPECT_EQ(order, (std::vector<std::string>{"asked", "newer"}));
}

}  // namespace
}  // namespace lotse::kiosk
