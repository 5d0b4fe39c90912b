// SPDX-License-Identifier: EUPL-1.2
#include "ui/kit/press_guard.h"

#include <gtest/gtest.h>

namespace lotse::ui {
namespace {

constexpr Box kPlace{100, 100, 50, 50};
constexpr Box kElsewhere{100, 300, 50, 50};

/// One screen at a time; every frame offers what it is given and is presented.
struct GuardedScreen {
    PressGuard guard;
    double now = 10;

    GuardedScreen() { guard.set_delays({0.5, 0.8}); }

    /// A frame with a press that began now, on one target.
    bool press(const std::string& id, const Box& place = kPlace, Weight weight = Weight::Light,
               const std::string& screen = "a") {
        guard.begin({now, Box{}});
        guard.show_screen(screen);
        const bool counts = guard.offer(id, place, weight);
        guard.end();
        guard.presented(now);
        return counts;
    }
    bool press_key(const std::string& pad, float x, const std::string& screen = "a") {
        guard.begin({now, Box{x - 10, -10, 20, 20}});
        guard.show_screen(screen);
        const bool counts = guard.offer_key(pad);
        if (counts) {
            guard.pressed(x, 0, pad);
        }
        guard.end();
        guard.presented(now);
        return counts;
    }
};

TEST(PressGuard, a_press_counts_half_a_second_after_its_target_was_seen) {
    GuardedScreen screen;
    EXPECT_FALSE(screen.press("next"));
    screen.now += 0.49;
    EXPECT_FALSE(screen.press("next"));
    screen.now += 0.02;
    EXPECT_TRUE(screen.press("next"));
}

TEST(PressGuard, where_something_is_sealed_refused_or_deleted_it_takes_longer) {
    GuardedScreen screen;
    screen.press("refuse", kPlace, Weight::Grave);
    screen.now += 0.7;
    EXPECT_FALSE(screen.press("refuse", kPlace, Weight::Grave));
    screen.now += 0.2;
    EXPECT_TRUE(screen.press("refuse", kPlace, Weight::Grave));
}

TEST(PressGuard, what_has_the_same_name_on_the_next_screen_is_new) {
    GuardedScreen screen;
    screen.press("next");
    screen.now += 1;
    EXPECT_TRUE(screen.press("next"));
    EXPECT_FALSE(screen.press("next", kPlace, Weight::Light, "b"));
    screen.now += 1;
    EXPECT_TRUE(screen.press("next", kPlace, Weight::Light, "b"));
}

TEST(PressGuard, what_moved_or_came_back_is_new_and_what_stayed_is_not) {
    GuardedScreen screen;
    screen.press("answer");
    screen.now += 1;
    EXPECT_FALSE(screen.press("answer", kElsewhere));
    screen.now += 1;
    EXPECT_TRUE(screen.press("answer", kElsewhere));
    screen.press("other");
    screen.now += 1;
    EXPECT_FALSE(screen.press("answer", kElsewhere)) << "it was gone for a frame";
}

TEST(PressGuard, a_frame_that_nobody_saw_does_not_begin_the_time) {
    GuardedScreen screen;
    screen.guard.begin({screen.now, Box{}});
    screen.guard.show_screen("a");
    screen.guard.offer("next", kPlace, Weight::Light);
    screen.guard.end();
    EXPECT_FALSE(screen.guard.open_from());
    screen.now += 5;
    EXPECT_FALSE(screen.press("next"));
    ASSERT_TRUE(screen.guard.open_from());
    EXPECT_DOUBLE_EQ(*screen.guard.open_from(), screen.now + 0.5);
}

TEST(PressGuard, two_of_one_name_do_not_hide_each_other) {
    GuardedScreen screen;
    bool first = false, second = false;
    for (int i = 0; i < 2; ++i) {
        screen.guard.begin({screen.now, Box{}});
        screen.guard.show_screen("a");
        first = screen.guard.offer("x", kPlace, Weight::Light);
        second = screen.guard.offer("x", kElsewhere, Weight::Light);
        screen.guard.end();
        screen.guard.presented(screen.now);
        screen.now += 1;
    }
    EXPECT_TRUE(first);
    EXPECT_TRUE(second);
}

TEST(PressGuard, keys_count_at_once_but_not_where_the_finger_pressed_before) {
    GuardedScreen screen;
    screen.press_key("keyboard", 0);
    screen.now += 1;
    EXPECT_TRUE(screen.press_key("keyboard", 0));
    screen.now += 0.1;
    EXPECT_TRUE(screen.press_key("keyboard", 0)) << "the same key again";
    EXPECT_TRUE(screen.press_key("numbers", 300));
    EXPECT_TRUE(screen.press_key("numbers", 300)) << "and of a pad that has just come up";
    EXPECT_TRUE(screen.press_key("keyboard", 0));
    screen.now += 0.1;
    EXPECT_FALSE(screen.press_key("months", 5)) << "came up under the finger";
    EXPECT_TRUE(screen.press_key("months", 200)) << "somebody aims at it";
    screen.now += 0.5;
    EXPECT_TRUE(screen.press_key("months", 200));
}

TEST(PressGuard, keys_of_a_new_screen_wait_as_everything_does) {
    GuardedScreen screen;
    EXPECT_FALSE(screen.press_key("numbers", 200));
    screen.now += 0.6;
    EXPECT_TRUE(screen.press_key("numbers", 200));
}

TEST(PressGuard, without_delays_every_press_counts) {
    GuardedScreen screen;
    screen.guard.set_delays({});
    EXPECT_TRUE(screen.press("next", kPlace, Weight::Grave));
    EXPECT_TRUE(screen.press_key("keyboard", 0, "b"));
}

}  // namespace
}  // namespace lotse::ui
