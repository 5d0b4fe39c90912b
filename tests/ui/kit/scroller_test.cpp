// SPDX-License-Identifier: EUPL-1.2
#include "ui/kit/scroller.h"

#include <gtest/gtest.h>

#include <cmath>

namespace lotse::ui {
namespace {

constexpr Box kViewport{0, 100, 200, 300};
constexpr Scroller::Feel kFeel{10, 50, 20, 5};

/// An area whose content is 1,000 pixels high, under a finger.
struct ScrolledScreen {
    Scroller scroller;
    Pointer pointer;
    double seconds = 0;
    bool moving = false;

    Scroller::Area& area() {
        Scroller::Area& area = scroller.enter("list");
        scroller.leave();
        return area;
    }
    void frame(float y, bool down, float wheel = 0) {
        pointer.begin({true, 50, y, down, wheel}, seconds += 0.02);
        area().content = 1000;
        moving = scroller.move(area(), kViewport, kViewport, pointer, kFeel);
        pointer.end();
    }
};

TEST(Scroller, content_follows_the_finger_once_it_went_far_enough) {
    ScrolledScreen screen;
    screen.frame(300, true);
    screen.frame(292, true);
    EXPECT_FLOAT_EQ(screen.area().offset, 0);
    screen.frame(280, true);
    EXPECT_FLOAT_EQ(screen.area().offset, 0);  // no jump by the threshold
    screen.frame(250, true);
    EXPECT_FLOAT_EQ(screen.area().offset, 30);
}

TEST(Scroller, a_fling_goes_on_and_comes_to_rest_on_a_whole_pixel) {
    ScrolledScreen screen;
    for (float y = 390; y >= 290; y -= 20) {
        screen.frame(y, true);
    }
    const float before = screen.area().offset;
    screen.frame(290, false);
    EXPECT_TRUE(screen.moving);
    for (int i = 0; i < 1000 && screen.moving; ++i) {
        screen.frame(290, false);
    }
    EXPECT_FALSE(screen.moving);
    EXPECT_GT(screen.area().offset, before);
    EXPECT_FLOAT_EQ(screen.area().offset, std::round(screen.area().offset));
}

TEST(Scroller, never_goes_beyond_its_ends) {
    ScrolledScreen screen;
    screen.frame(200, false, -100);
    EXPECT_FLOAT_EQ(screen.area().offset, 700);
    screen.frame(200, false, 100);
    EXPECT_FLOAT_EQ(screen.area().offset, 0);
    Scroller::step(screen.area(), kViewport, 5000);
    EXPECT_FLOAT_EQ(screen.area().offset, 700);
}

TEST(Scroller, a_wheel_beside_the_area_moves_nothing) {
    ScrolledScreen screen;
    screen.frame(500, false, -1);
    EXPECT_FLOAT_EQ(screen.area().offset, 0);
}

TEST(Scroller, brings_into_view_what_wants_to_be_seen_once_for_each_reason) {
    ScrolledScreen screen;
    const auto wish = [&](const std::string& reason) {
        Scroller::Area& area = screen.scroller.enter("list");
        area.content = 1000;
        screen.scroller.start_measuring();
        screen.scroller.keep_visible({0, 700, 100, 50}, reason, false);
        screen.scroller.keep_visible({0, 100, 100, 50}, "second", false);
        screen.scroller.leave();
        screen.scroller.follow_wish(area, kViewport, kFeel);
    };
    wish("first");
    EXPECT_FLOAT_EQ(screen.area().offset, 700 + 50 - 100 + 5 - 300);
    screen.area().offset = 0;
    wish("first");
    EXPECT_FLOAT_EQ(screen.area().offset, 0);
    wish("other");
    EXPECT_GT(screen.area().offset, 0);
    screen.area().offset = 0;
    wish("");
    wish("");
    EXPECT_GT(screen.area().offset, 0);
}

TEST(Scroller, an_urgent_wish_comes_before_all_others) {
    ScrolledScreen screen;
    Scroller::Area& area = screen.scroller.enter("list");
    screen.scroller.keep_visible({0, 700, 100, 50}, "first", false);
    screen.scroller.keep_visible({0, 120, 100, 50}, "typing", true);
    screen.scroller.keep_visible({0, 700, 100, 50}, "last", false);
    screen.scroller.leave();
    screen.scroller.follow_wish(area, kViewport, kFeel);
    EXPECT_EQ(area.reason, "typing");
    EXPECT_FLOAT_EQ(area.offset, 0);
}

TEST(Scroller, another_screen_begins_at_its_top) {
    ScrolledScreen screen;
    screen.frame(200, false, -4);
    EXPECT_GT(screen.area().offset, 0);
    EXPECT_FLOAT_EQ(screen.scroller.content_height("list"), 1000);
    screen.scroller.reset();
    EXPECT_FLOAT_EQ(screen.area().offset, 0);
    EXPECT_FLOAT_EQ(screen.scroller.content_height("never"), 0);
}

}  // namespace
}  // namespace lotse::ui
