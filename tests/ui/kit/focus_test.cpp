// SPDX-License-Identifier: EUPL-1.2
#include "ui/kit/focus.h"

#include <gtest/gtest.h>

namespace lotse::ui {
namespace {

/// One frame with three widgets; returns the id of the one that shows the focus.
std::string frame(Focus& focus, Navigation navigation) {
    focus.begin(navigation);
    std::string shown;
    for (const char* id : {"a", "b", "c"}) {
        if (focus.offer(id)) {
            shown = id;
        }
    }
    focus.end();
    return shown;
}

TEST(Focus, follows_the_order_of_drawing_and_begins_again_at_its_end) {
    Focus focus;
    EXPECT_EQ(frame(focus, Navigation::None), "");
    EXPECT_EQ(frame(focus, Navigation::Next), "a");
    EXPECT_EQ(frame(focus, Navigation::Next), "b");
    EXPECT_EQ(frame(focus, Navigation::Next), "c");
    EXPECT_EQ(frame(focus, Navigation::Next), "a");
    EXPECT_EQ(frame(focus, Navigation::Previous), "c");
}

TEST(Focus, begins_at_the_end_when_going_backwards) {
    Focus focus;
    frame(focus, Navigation::None);
    EXPECT_EQ(frame(focus, Navigation::Previous), "c");
}

TEST(Focus, is_shown_only_to_those_who_use_keys) {
    Focus focus;
    focus.set("b");
    EXPECT_EQ(frame(focus, Navigation::None), "");
    EXPECT_EQ(frame(focus, Navigation::Next), "c");
    focus.hide();
    EXPECT_EQ(frame(focus, Navigation::None), "");
}

TEST(Focus, brings_what_a_key_moved_it_to_into_view) {
    Focus focus;
    frame(focus, Navigation::None);
    focus.begin(Navigation::Next);
    EXPECT_TRUE(focus.reveals("a"));
    focus.end();
    EXPECT_FALSE(focus.reveals("a"));
}

TEST(Focus, counts_the_places_of_each_frame_anew) {
    Focus focus;
    focus.begin(Navigation::None);
    EXPECT_EQ(focus.next_place(), 0);
    EXPECT_EQ(focus.next_place(), 1);
    focus.begin(Navigation::Activate);
    EXPECT_EQ(focus.next_place(), 0);
    EXPECT_TRUE(focus.activates());
    focus.leave_alone();
    EXPECT_FALSE(focus.activates());
}

/// A heading, two rows of two keys each, and a button.
std::string frame_with_levels(Focus& focus, Navigation navigation, bool second_row = true) {
    focus.begin(navigation);
    std::string shown;
    const auto offer = [&](const std::string& id) {
        if (focus.offer(id)) {
            shown = id;
        }
    };
    offer("top");
    for (const char* row : {"1", "2"}) {
        if (row[0] == '2' && !second_row) {
            continue;
        }
        if (focus.open_level(std::string("row") + row)) {
            shown = std::string("row") + row;
        }
        offer(std::string("a") + row);
        offer(std::string("b") + row);
        focus.close_level();
    }
    offer("end");
    focus.end();
    return shown;
}

TEST(Focus, passes_a_level_as_one_until_somebody_goes_into_it) {
    using enum Navigation;
    Focus focus;
    frame_with_levels(focus, None);
    EXPECT_EQ(frame_with_levels(focus, Next), "top");
    EXPECT_EQ(frame_with_levels(focus, Next), "row1");
    EXPECT_EQ(frame_with_levels(focus, Next), "row2");
    EXPECT_EQ(frame_with_levels(focus, Activate), "a2");
    EXPECT_TRUE(focus.is_inside_level());
    EXPECT_EQ(frame_with_levels(focus, Next), "b2");
    EXPECT_EQ(frame_with_levels(focus, Next), "a2") << "round in its level";
    EXPECT_EQ(frame_with_levels(focus, Activate), "a2") << "pressed, and the focus stays";
    EXPECT_EQ(frame_with_levels(focus, Back), "row2");
    EXPECT_FALSE(focus.is_inside_level());
    EXPECT_EQ(frame_with_levels(focus, Previous), "row1");
    EXPECT_EQ(frame_with_levels(focus, Previous), "top");
    EXPECT_EQ(frame_with_levels(focus, Previous), "end");
}

TEST(Focus, that_goes_into_a_level_presses_nothing_in_it) {
    Focus focus;
    frame_with_levels(focus, Navigation::None);
    frame_with_levels(focus, Navigation::Next);
    frame_with_levels(focus, Navigation::Next);
    focus.begin(Navigation::Activate);
    focus.offer("top");
    focus.open_level("row1");
    EXPECT_TRUE(focus.offer("a1"));
    EXPECT_FALSE(focus.activates());
    focus.close_level();
    focus.end();
}

TEST(Focus, is_nowhere_shut_in_when_its_level_goes) {
    using enum Navigation;
    Focus focus;
    frame_with_levels(focus, None);
    frame_with_levels(focus, Previous);
    frame_with_levels(focus, Previous);
    EXPECT_EQ(frame_with_levels(focus, Activate), "a2");
    frame_with_levels(focus, None, false);
    EXPECT_FALSE(focus.is_inside_level());
    EXPECT_EQ(frame_with_levels(focus, Next, false), "");
    EXPECT_EQ(frame_with_levels(focus, Next, false), "top");
}

TEST(Focus, a_finger_knows_no_levels) {
    using enum Navigation;
    Focus focus;
    frame_with_levels(focus, None);
    frame_with_levels(focus, Next);
    frame_with_levels(focus, Next);
    frame_with_levels(focus, Activate);
    focus.hide();
    EXPECT_FALSE(focus.is_inside_level());
    EXPECT_EQ(frame_with_levels(focus, None), "");
}

}  // namespace
}  // namespace lotse::ui
