// SPDX-License-Identifier: EUPL-1.2
/// The way to the number for somebody who reads nothing: taps pictures only, the first one that
/// answers, then the one that goes on.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "kiosk/centre.h"

namespace lotse::kiosk_test {
namespace {

using codec::AutomationNode;
using codec::AutomationTree;

/// More screens than the way has.
constexpr int kMostScreens = 60;
/// What goes on, wherever it stands.
constexpr std::array kOnwards = {"arrow_forward", "check"};

bool is_tile(const AutomationNode& node) {
    return node.id.starts_with("answer.") || node.id.starts_with("form.");
}

bool goes_on(const AutomationNode& node) {
    return node.role == "button" && node.enabled && !is_tile(node) &&
           !node.id.starts_with("bar.") &&
           std::find(kOnwards.begin(), kOnwards.end(), node.picture) != kOnwards.end();
}

/// The picture to tap next; empty: there is none. In the memory of who taps is only what the
/// screen looks like.
std::string picture_to_tap(const AutomationTree& tree) {
    const auto tile = std::find_if(tree.nodes.begin(), tree.nodes.end(), [](const auto& node) {
        return is_tile(node) && node.enabled && !node.picture.empty();
    });
    const bool answered = std::any_of(tree.nodes.begin(), tree.nodes.end(), [](const auto& node) {
        return is_tile(node) && node.checked;
    });
    if (tile != tree.nodes.end() && !answered) return tile->id;
    const auto onwards = std::find_if(tree.nodes.begin(), tree.nodes.end(), goes_on);
    return onwards == tree.nodes.end() ? std::string() : onwards->id;
}

class Pictures : public testing::TestWithParam<const char*> {};

TEST_P(Pictures, alone_lead_to_a_number) {
    without_a_screen();
    Centre centre;
    centre.start_service();
    const std::unique_ptr<Visitor> client = centre.start_terminal();
    client->tap(std::string("language.") + GetParam());
    std::string number, last;
    for (int screen = 0; client->ok() && number.empty() && screen < kMostScreens; ++screen) {
        const AutomationTree tree = client->tree();
        if (const AutomationNode* shown = tree.find("finished.number")) {
            number = shown->label;
        }
        last = picture_to_tap(tree);
        if (last.empty()) {
            std::string there;
            for (const AutomationNode& node : tree.nodes) there += " " + node.id;
            FAIL() << "no picture to go on with among" << there;
        }
        client->tap(last);
    }
    ASSERT_TRUE(client->ok()) << client->problem();
    EXPECT_FALSE(number.empty()) << "still asked after " << kMostScreens << " taps; last: " << last;
    EXPECT_EQ(centre.queue_of(1).size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Languages, Pictures, testing::Values("ar", "de", "ti"),
                         [](const auto& tag) { return std::string(tag.param); });

}  // namespace
}  // namespace lotse::kiosk_test
