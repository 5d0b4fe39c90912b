// SPDX-License-Identifier: EUPL-1.2
// The terminal dies at any moment (kill -9). Every number that somebody saw reaches the centre
// exactly once, and nothing that was typed is ever on the disk in clear.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <thread>

#include "kiosk/centre.h"

namespace lotse::kiosk_test {
namespace {

using testing::IsEmpty;

/// Typed as a name. Different letters in every life, so that a copy from any of them is found by
/// this part.
constexpr const char* kCanary = "kanarienvogelqxzwv";

class Killed : public testing::Test {
protected:
    /// A terminal that dies `delay` after `until_here` was done, while `then` goes on until it
    /// notices.
    void live(const std::function<void(Visitor&)>& until_here,
              const std::function<std::string(Visitor&)>& then, std::chrono::microseconds delay) {
        const auto client = centre.start_terminal();
        until_here(*client);
        ASSERT_TRUE(client->ok()) << client->problem();
        std::thread killer([&] {
            std::this_thread::sleep_for(delay);
            centre.terminal().kill_hard();
        });
        const std::string number = then(*client);
        killer.join();
        EXPECT_EQ(centre.terminal().wait_for_end(), -1) << "the terminal ended by itself";
        ++lives;
        if (!number.empty()) {
            EXPECT_TRUE(shown.insert(number).second) << number << " was shown twice";
        }
        EXPECT_THAT(centre.files_with(kCanary), IsEmpty());
    }

    /// Starts a terminal a last time and compares what was seen with what the centre has.
    void expect_exactly_once() {
        const auto client = centre.start_terminal();
        const std::string last = client->whole_intake(kCanary);
        ASSERT_TRUE(client->ok()) << client->problem();
        EXPECT_TRUE(shown.insert(last).second) << last << " was shown twice";
        std::map<std::string, int> times;
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        const auto arrived = [&](const std::string& number) { return times.contains(number); };
        while (!std::all_of(shown.begin(), shown.end(), arrived) &&
               std::chrono::steady_clock::now() < until) {
            times.clear();
            for (const QueueEntry& entry : centre.queue()) {
                ++times[entry.header.number];
            }
        }
        for (const std::string& number : shown) {
            EXPECT_EQ(times[number], 1) << number;
        }
        for (const auto& [number, count] : times) {
            EXPECT_EQ(count, 1) << number;
        }
        // An intake that was durable when the kill came, before its number was seen, may be there
        // too.
        EXPECT_LE(times.size(), shown.size() + static_cast<std::size_t>(lives));
        EXPECT_THAT(centre.files_with(kCanary), IsEmpty());
        std::printf("%d lives, %zu numbers seen, %zu in the queue\n", lives, shown.size(),
                    times.size());
    }

    Centre centre;
    std::set<std::string> shown;
    int lives = 0;
    std::mt19937 chance{20261122};
};

TEST_F(Killed, at_any_moment_of_an_intake_loses_no_number_that_was_seen) {
    centre.start_service();
    std::chrono::microseconds walk{};
    {
        const auto client = centre.start_terminal();
        const auto started = std::chrono::steady_clock::now();
        shown.insert(client->whole_intake(kCanary));
        walk = std::chrono::duration_cast<std::chrono::microseconds>(
            std::chrono::steady_clock::now() - started);
        ASSERT_TRUE(client->ok()) << client->problem();
    }
    centre.stop_terminal();
    for (int life = 0; life < 6; ++life) {
        std::uniform_int_distribution<std::int64_t> moment(0, walk.count());
        live([](Visitor&) {}, [](Visitor& client) { return client.whole_intake(kCanary); },
             std::chrono::microseconds(moment(chance)));
    }
    expect_exactly_once();
}

TEST_F(Killed, while_an_intake_is_handed_in_loses_no_number_that_was_seen) {
    centre.start_service();
    std::chrono::microseconds handing_in{};
    {
        const auto client = centre.start_terminal();
        client->fill_in(kCanary);
        const auto started = std::chrono::steady_clock::now();
        shown.insert(client->submit());
        handing_in = std::chrono::duration_cast<std::chrono::microseconds>(
            std::chrono::steady_clock::now() - started);
        ASSERT_TRUE(client->ok()) << client->problem();
    }
    centre.stop_terminal();
    for (int life = 0; life < 9; ++life) {
        std::uniform_int_distribution<std::int64_t> moment(0, handing_in.count());
        live([](Visitor& client) { client.fill_in(kCanary); },
             [](Visitor& client) { return client.submit(); },
             std::chrono::microseconds(moment(chance)));
    }
    expect_exactly_once();
}

}  // namespace
}  // namespace lotse::kiosk_test
