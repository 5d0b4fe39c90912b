// SPDX-License-Identifier: EUPL-1.2
#include "ui/kit/pointer.h"

#include <gtest/gtest.h>

namespace lotse::ui {
namespace {

constexpr Box kArea{0, 0, 100, 100};
constexpr Box kOther{0, 200, 100, 100};

/// One frame with a finger at a height of the column that both areas stand in.
struct Hand {
    Pointer pointer;
    double seconds = 0;

    void move(float y, bool down) { pointer.begin({true, 50, y, down, 0}, seconds += 0.01); }
    void leave() { pointer.begin({false, 0, 0, false, 0}, seconds += 0.01); }
};

TEST(Pointer, an_area_is_pressed_when_the_finger_is_lifted_inside) {
    Hand hand;
    hand.move(50, true);
    EXPECT_EQ(hand.pointer.touch("a", kArea), Pointer::Touch::Held);
    EXPECT_FALSE(hand.pointer.end());
    hand.move(50, false);
    EXPECT_EQ(hand.pointer.touch("a", kArea), Pointer::Touch::Pressed);
    EXPECT_TRUE(hand.pointer.end());
    hand.leave();
    EXPECT_EQ(hand.pointer.touch("a", kArea), Pointer::Touch::None);
    hand.pointer.end();
    EXPECT_FALSE(hand.pointer.tapped_nothing_before());
}

TEST(Pointer, of_areas_that_overlap_the_first_has_the_finger) {
    Hand hand;
    hand.move(50, true);
    EXPECT_EQ(hand.pointer.touch("a", kArea), Pointer::Touch::Held);
    EXPECT_EQ(hand.pointer.touch("b", kArea), Pointer::Touch::None);
}

TEST(Pointer, a_finger_that_slid_off_presses_nothing_any_more) {
    Hand hand;
    hand.move(50, true);
    hand.pointer.touch("a", kArea);
    hand.pointer.end();
    hand.move(250, true);
    EXPECT_EQ(hand.pointer.touch("a", kArea), Pointer::Touch::SlidOff);
    EXPECT_EQ(hand.pointer.touch("b", kOther), Pointer::Touch::None);
    hand.pointer.end();
    hand.move(50, false);
    EXPECT_EQ(hand.pointer.touch("a", kArea), Pointer::Touch::None);
}

TEST(Pointer, a_finger_that_scrolls_presses_nothing) {
    Hand hand;
    hand.move(50, true);
    hand.pointer.touch("a", kArea);
    EXPECT_TRUE(hand.pointer.may_scroll());
    hand.pointer.start_scrolling();
    EXPECT_FALSE(hand.pointer.may_scroll());
    EXPECT_EQ(hand.pointer.touch("a", kArea), Pointer::Touch::SlidOff);
    hand.move(50, false);
    hand.pointer.end();
    EXPECT_FALSE(hand.pointer.tapped_nothing_before());
}

TEST(Pointer, what_is_pulled_keeps_the_finger_and_nothing_scrolls) {
    Hand hand;
    hand.move(50, true);
    hand.pointer.touch("a", kArea);
    EXPECT_TRUE(hand.pointer.pull("a"));
    EXPECT_FALSE(hand.pointer.may_scroll());
    hand.pointer.end();
    hand.move(250, true);
    EXPECT_EQ(hand.pointer.touch("a", kArea), Pointer::Touch::Held);
    ASSERT_TRUE(hand.pointer.drag("a"));
    EXPECT_FLOAT_EQ(hand.pointer.drag("a")->from_y, 50);
    EXPECT_FLOAT_EQ(hand.pointer.drag("a")->y, 250);
    EXPECT_FALSE(hand.pointer.drag("b"));
}

TEST(Pointer, a_tap_beside_everything_is_known_in_the_next_frame) {
    Hand hand;
    hand.move(150, true);
    hand.pointer.touch("a", kArea);
    hand.pointer.end();
    hand.move(150, false);
    hand.pointer.touch("a", kArea);
    hand.pointer.end();
    EXPECT_TRUE(hand.pointer.tapped_nothing_before());
}

TEST(Pointer, a_fling_has_the_speed_of_its_last_tenth_of_a_second) {
    Hand hand;
    hand.move(500, true);
    hand.seconds += 1;
    for (int i = 1; i <= 20; ++i) {
        hand.move(500 - 4 * static_cast<float>(i), true);
    }
    EXPECT_NEAR(hand.pointer.fling(), -400, 1);
}

TEST(Pointer, nobody_touches_a_frame_that_is_left_alone) {
    Hand hand;
    hand.move(50, true);
    hand.pointer.leave_alone();
    EXPECT_EQ(hand.pointer.touch("a", kArea), Pointer::Touch::None);
}

}  // namespace
}  // namespace lotse::ui
