// SPDX-License-Identifier: EUPL-1.2
#include "core/configuration/configuration.h"

#include <gtest/gtest.h>

namespace lotse {
namespace {

PublishedConfiguration published(std::int64_t version, const std::string& preview = "") {
    PublishedConfiguration one;
    one.version = version;
    one.preview = preview;
    return one;
}

TerminalReport running(std::int64_t version, std::int64_t refused = 0) {
    TerminalReport report;
    report.terminal = "terminal-1";
    report.running = version;
    report.refused = refused;
    return report;
}

TEST(NextVersion, nothing_published_leaves_a_terminal_as_it_is) {
    EXPECT_EQ(next_version({}, running(0)), std::nullopt);
}

TEST(NextVersion, the_highest_released_one_is_next_whatever_the_order) {
    EXPECT_EQ(next_version({published(2), published(3), published(1)}, running(1)), 3);
    EXPECT_EQ(next_version({published(2), published(3)}, running(3)), std::nullopt);
}

TEST(NextVersion, a_preview_is_for_its_terminal_only) {
    EXPECT_EQ(next_version({published(1), published(2, "terminal-1")}, running(1)), 2);
    EXPECT_EQ(next_version({published(1), published(2, "terminal-2")}, running(1)), std::nullopt);
    EXPECT_EQ(next_version({published(1), published(2, "terminal-2")}, running(0)), 1);
}

TEST(NextVersion, there_is_no_way_back_to_a_lower_one) {
    EXPECT_EQ(next_version({published(1), published(2)}, running(4)), std::nullopt);
}

TEST(NextVersion, what_was_refused_is_not_given_again_but_what_comes_after_it_is) {
    EXPECT_EQ(next_version({published(1), published(2)}, running(1, 2)), std::nullopt);
    EXPECT_EQ(next_version({published(1), published(2), published(3)}, running(1, 2)), 3);
}

TEST(NextVersion, what_a_terminal_keeps_for_the_next_client_is_not_sent_again) {
    TerminalReport report = running(1);
    report.accepted = 2;
    EXPECT_EQ(next_version({published(1), published(2)}, report), std::nullopt);
    EXPECT_EQ(next_version({published(1), published(2), published(3)}, report), 3);
}

}  // namespace
}  // namespace lotse
