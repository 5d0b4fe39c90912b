// SPDX-License-Identifier: EUPL-1.2
#include "ui/kit/explorer.h"

#include <gtest/gtest.h>

namespace lotse::ui {
namespace {

constexpr float kSlack = 40;

Node node(const std::string& id, float x, float y, float width, float height) {
    Node out;
    out.id = id;
    out.role = Role::Button;
    out.label = id;
    out.visible = out.box = {x, y, width, height};
    return out;
}

class ExplorerTest : public testing::Test {
protected:
    ExplorerTest() {
        m_tree.nodes = {node("page", 0, 0, 1000, 1000), node("yes", 100, 100, 200, 100),
                        node("no", 400, 100, 200, 100), node("bar.listen", 0, 900, 200, 100)};
        m_tree.nodes.front().role = Role::Group;
    }
    Explorer::Step down(float x, float y, double seconds) {
        return m_explorer.step({x, y, true}, seconds, m_tree, kSlack);
    }
    Explorer::Step up(double seconds) {
        return m_explorer.step({-1e9F, -1e9F, false}, seconds, m_tree, kSlack);
    }
    SemanticTree m_tree;
    Explorer m_explorer;
};

TEST_F(ExplorerTest, says_what_lies_under_the_finger_once_and_again_when_it_comes_down_anew) {
    EXPECT_EQ(down(150, 150, 0.0).point, "yes");
    EXPECT_EQ(down(160, 150, 0.5).point, "");
    EXPECT_EQ(down(450, 150, 1.0).point, "no");
    EXPECT_EQ(down(350, 600, 1.5).point, "") << "groups and bare ground say nothing";
    EXPECT_FALSE(up(2.0).activate);
    EXPECT_EQ(down(450, 150, 5.0).point, "no");
}

TEST_F(ExplorerTest, no_way_of_the_finger_over_the_screen_presses_anything) {
    double now = 0;
    for (float x = 0; x < 1000; x += 1) {
        const Explorer::Step step = down(x, 150, now += 0.01);
        EXPECT_FALSE(step.activate || step.through) << x;
    }
    const Explorer::Step lifted = up(now + 0.01);
    EXPECT_FALSE(lifted.activate || lifted.through);
}

TEST_F(ExplorerTest, two_short_taps_anywhere_press_what_was_said_last) {
    down(150, 150, 0.0);
    EXPECT_FALSE(up(0.1).activate);
    EXPECT_EQ(down(700, 700, 0.4).point, "");
    EXPECT_TRUE(up(0.5).activate);
    down(150, 150, 0.8);
    EXPECT_FALSE(up(0.9).activate) << "a third tap begins anew";
}

TEST_F(ExplorerTest, slow_or_wandering_taps_are_a_search) {
    down(150, 150, 0.0);
    up(0.5);
    down(150, 150, 0.6);
    EXPECT_FALSE(up(0.7).activate) << "the first was held";
    down(150, 150, 5.0);
    up(5.1);
    down(150, 150, 6.0);
    EXPECT_FALSE(up(6.1).activate) << "the second came late";
    down(150, 150, 10.0);
    up(10.1);
    down(150, 150, 10.3);
    EXPECT_EQ(down(450, 150, 10.4).point, "no");
    EXPECT_FALSE(up(10.45).activate) << "the second moved on";
}

TEST_F(ExplorerTest, one_tap_on_stop_acts_for_who_sees_it) {
    EXPECT_TRUE(down(50, 950, 0.0).through);
    EXPECT_TRUE(up(0.1).through);
    EXPECT_FALSE(up(0.2).through);
    EXPECT_EQ(down(150, 150, 1.0).point, "yes");
}

}  // namespace
}  // namespace lotse::ui
