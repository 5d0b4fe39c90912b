// SPDX-License-Identifier: EUPL-1.2
// The call display beside the real service and two desks: what is called is seen, and what is not
// called any more is not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <thread>

#include "kiosk/centre.h"

namespace lotse::kiosk_test {
namespace {

constexpr const char* kColleague = "kollegin";
constexpr std::chrono::seconds kPatience{60};

bool comes(const std::function<bool()>& holds) {
    const auto until = std::chrono::steady_clock::now() + kPatience;
    while (!holds()) {
        if (std::chrono::steady_clock::now() > until) {
            return false;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return true;
}

class DisplayWalk : public testing::Test {
protected:
    DisplayWalk() {
        centre.expect_in_log("no calls from the queue service");
        centre.add_account(kColleague);
        centre.set_room("3");
        centre.start_service();
        const auto client = centre.start_terminal();
        first = client->number_only();
        client->tap("action.done");
        second = client->number_only();
        EXPECT_TRUE(client->ok()) << client->problem();
        EXPECT_EQ(centre.queue_of(2).size(), 2u);
        centre.stop_terminal();
        display = centre.start_display();
        EXPECT_TRUE(display->wait_for("display.wait")) << display->problem();
        EXPECT_TRUE(display->wait_for("display.clock")) << "it heard the service";
    }
    ~DisplayWalk() override { EXPECT_TRUE(display->ok()) << display->problem(); }

    bool shows(const std::string& number, const std::string& room_and_calls) {
        return comes([&] { return display->value("call." + number) == room_and_calls; });
    }
    /// Chimes so far.
    int announced() { return std::atoi(display->value("display.calls").c_str()); }
    QueueEntry entry(const std::string& number) {
        for (const QueueEntry& one : centre.queue()) {
            if (one.header.number == number) {
                return one;
            }
        }
        return {};
    }

    Centre centre;
    std::string first, second;
    std::unique_ptr<Visitor> display;
};

TEST_F(DisplayWalk, two_desks_call_and_everybody_sees_whom_where_until_they_came) {
    const auto staff = centre.start_desk();
    staff->tap("action.call_next");
    EXPECT_TRUE(shows(first, "3|1")) << "the desk's own setting";
    EXPECT_TRUE(comes([&] { return announced() == 1; }));

    const auto colleague = centre.colleague(kColleague, "E.12");
    const auto called = colleague->call_next();
    ASSERT_TRUE(called.ok() && called->has_value());
    EXPECT_EQ((*called)->header.number, second);
    EXPECT_TRUE(shows(second, "E.12|1"));
    EXPECT_TRUE(display->sees("call." + first)) << "both";
    EXPECT_NE(display->label("call." + second).find("E.12"), std::string::npos);
    EXPECT_TRUE(comes([&] { return announced() == 2; }));

    // Called again: it chimes again.
    const auto again = colleague->act((*called)->header.id, QueueAction::Call, (*called)->revision);
    ASSERT_TRUE(again.ok()) << to_string(again.error());
    EXPECT_TRUE(shows(second, "E.12|2"));
    EXPECT_TRUE(comes([&] { return announced() == 3; }));

    // Not there; and the other one came.
    ASSERT_TRUE(colleague->act(again->header.id, QueueAction::Miss, again->revision).ok());
    EXPECT_TRUE(comes([&] { return !display->sees("call." + second); }));
    EXPECT_TRUE(display->sees("call." + first));
    const auto own = centre.colleague("beratung");
    const QueueEntry waiting = entry(first);
    ASSERT_TRUE(own->act(waiting.header.id, QueueAction::Open, waiting.revision).ok());
    EXPECT_TRUE(comes([&] { return !display->sees("call." + first); })) << staff->problem();
    EXPECT_TRUE(display->wait_for("display.wait"));
    EXPECT_EQ(announced(), 3);
    static_cast<void>(own->log_out());
    static_cast<void>(colleague->log_out());
}

TEST_F(DisplayWalk, without_the_service_it_says_since_when_and_keeps_what_it_showed) {
    const auto colleague = centre.colleague(kColleague, "3");
    ASSERT_TRUE(colleague->call_next().ok());
    EXPECT_TRUE(shows(first, "3|1"));
    centre.stop_service();
    EXPECT_TRUE(comes([&] { return display->sees("display.lost"); }));
    EXPECT_TRUE(display->sees("call." + first)) << "grey, not taken off";
    centre.start_service();
    EXPECT_TRUE(comes([&] { return !display->sees("display.lost"); }));
    EXPECT_TRUE(display->sees("call." + first));
    EXPECT_EQ(announced(), 1) << "nobody was called anew";
}

}  // namespace
}  // namespace lotse::kiosk_test
