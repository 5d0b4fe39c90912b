// SPDX-License-Identifier: EUPL-1.2
// The disk, or the service, does not answer for a while, and people go on tapping.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "kiosk/centre.h"

namespace lotse::kiosk_test {
namespace {

using testing::SizeIs;

constexpr int kStaffTaps = 5;

class HangingDisk : public testing::Test {
protected:
    std::unique_ptr<Visitor> start_terminal() {
        setenv("LD_PRELOAD", LOTSE_HANGING_DISK_LIBRARY, 1);
        setenv("LOTSE_HANGING_DISK", m_hangs.c_str(), 1);
        auto visitor = centre.start_terminal();
        unsetenv("LD_PRELOAD");
        unsetenv("LOTSE_HANGING_DISK");
        return visitor;
    }
    void hang() { std::ofstream(m_hangs) << "x"; }
    void go_on() { std::filesystem::remove(m_hangs); }
    static int press_all(Visitor& visitor, const std::vector<std::string>& ids) {
        for (const std::string& id : ids) visitor.press(id);
        return static_cast<int>(ids.size());
    }
    /// To the staff's door, a wrong PIN, and away.
    static int knock(Visitor& visitor) {
        for (int i = 0; i < kStaffTaps; ++i) visitor.press("header.institution");
        return kStaffTaps + press_all(visitor, {"key.1", "key.enter", "action.back"});
    }

    Centre centre;

private:
    std::string m_hangs = centre.path("the-disk-hangs");
};

TEST_F(HangingDisk, after_five_hundred_taps_the_terminal_lives_and_goes_on_when_it_answers) {
    const auto client = start_terminal();
    const std::string before = client->whole_intake("Muster GmbH");
    client->open_staff_menu(centre.pin());
    ASSERT_TRUE(client->ok()) << client->problem();

    hang();
    int taps = 0;
    while (taps < 60 && client->ok()) {
        taps += press_all(*client,
                          {"staff.page.settings", "staff.page.languages", "staff.page.transfer"});
    }
    client->press("action.back");
    while (taps < 300 && client->ok()) taps += knock(*client);
    while (taps < 500 && client->ok()) {
        taps += press_all(*client, {"language.en", "bar.end", "end.confirm"});
    }
    for (const char* id : {"start.number_only", "language.en", "number.confirm"}) {
        client->press(id);
    }
    ASSERT_TRUE(client->ok()) << client->problem() << " after " << taps << " taps";
    ASSERT_TRUE(centre.terminal().running());
    EXPECT_FALSE(client->sees("finished.number")) << "nothing is said to be stored before it is";

    go_on();
    ASSERT_TRUE(client->wait_for("finished.number")) << client->problem();
    const std::string during = client->label("finished.number");
    client->tap("action.done");
    const std::string after = client->whole_intake("Beispiel GmbH");
    ASSERT_TRUE(client->ok()) << client->problem();
    EXPECT_THAT((std::set<std::string>{before, during, after}), SizeIs(3));
    centre.start_service();
    std::set<std::string> arrived;
    for (const QueueEntry& entry : centre.queue_of(3)) arrived.insert(entry.header.number);
    EXPECT_EQ(arrived, (std::set<std::string>{before, during, after}));
}

TEST(HangingService, after_five_hundred_clicks_the_desk_lives_and_goes_on_when_it_answers) {
    Centre centre;
    centre.start_service();
    const auto client = centre.start_terminal();
    const std::string number = client->whole_intake("Muster GmbH");
    ASSERT_TRUE(client->ok()) << client->problem();
    ASSERT_THAT(centre.queue_of(1), SizeIs(1));
    const auto desk = centre.start_desk();
    ASSERT_TRUE(desk->ok()) << desk->problem();

    // What nobody waits for makes room for what somebody does, and says so.
    centre.expect_in_log("gave way to what somebody waits for");
    centre.service().hold();
    for (int clicks = 0; clicks < 500 && desk->ok(); clicks += 2) {
        desk->press("action.admin");
        desk->press("admin.back");
    }
    const bool lived = desk->ok() && centre.desk().running();
    centre.service().go_on();
    ASSERT_TRUE(lived) << desk->problem();

    ASSERT_TRUE(desk->wait_for("action.call_next")) << desk->problem();
    desk->tap("action.call_next");
    ASSERT_TRUE(desk->ok()) << desk->problem();
    const std::vector<QueueEntry> queue = centre.queue();
    ASSERT_THAT(queue, SizeIs(1));
    EXPECT_EQ(queue[0].header.number, number);
    EXPECT_EQ(queue[0].state, QueueState::Called);
}

}  // namespace
}  // namespace lotse::kiosk_test
