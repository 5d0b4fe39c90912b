// SPDX-License-Identifier: EUPL-1.2
// The network is down, the service is gone in between: clients notice nothing, and nothing is lost
// or doubled.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "kiosk/centre.h"

namespace lotse::kiosk_test {
namespace {

using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

std::multiset<std::string> numbers_of(const std::vector<QueueEntry>& queue) {
    std::multiset<std::string> numbers;
    for (const QueueEntry& entry : queue) {
        numbers.insert(entry.header.number);
    }
    return numbers;
}

TEST(Outage, without_a_network_the_number_comes_at_once_and_the_intake_arrives_once_later) {
    Centre centre;
    const auto client = centre.start_terminal();
    const std::string first = client->whole_intake("Muster GmbH");
    EXPECT_THAT(first, Not(IsEmpty()));
    client->open_staff_menu(centre.pin());
    EXPECT_THAT(client->label("staff.waiting"), StartsWith("1 "));
    client->tap("action.back");
    ASSERT_TRUE(client->ok()) << client->problem();

    centre.start_service();
    EXPECT_EQ(numbers_of(centre.queue_of(1)), std::multiset<std::string>{first});

    centre.stop_service();
    const std::string second = client->whole_intake("Beispiel GmbH");
    const std::string third = client->number_only();
    client->tap("action.done");
    ASSERT_TRUE(client->ok()) << client->problem();
    centre.start_service();
    EXPECT_EQ(numbers_of(centre.queue_of(3)), (std::multiset<std::string>{first, second, third}));

    client->open_staff_menu(centre.pin());
    EXPECT_THAT(client->label("staff.waiting"), StartsWith("Alles"));
    EXPECT_TRUE(client->ok()) << client->problem();
}

TEST(Outage, what_waits_when_the_terminal_is_switched_off_arrives_after_it_is_on_again) {
    Centre centre;
    std::string number;
    {
        const auto client = centre.start_terminal();
        number = client->whole_intake("Muster GmbH");
        ASSERT_TRUE(client->ok()) << client->problem();
    }
    centre.stop_terminal();
    centre.start_service();
    EXPECT_THAT(centre.queue(), IsEmpty());
    const auto client = centre.start_terminal();
    ASSERT_TRUE(client->ok()) << client->problem();
    const std::vector<QueueEntry> queue = centre.queue_of(1);
    ASSERT_THAT(queue, SizeIs(1));
    EXPECT_EQ(queue[0].header.number, number);
}

}  // namespace
}  // namespace lotse::kiosk_test
