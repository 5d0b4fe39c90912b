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

}  // namespace
}  // namespace lotse::ui
