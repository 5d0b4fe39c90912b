// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include "ui/kit/widgets.h"
#include "ui/studio.h"

namespace lotse::ui::test {
namespace {

constexpr Box kButton{100, 200, 300, 100};

/// Draws one button and reports whether it was clicked.
bool one_frame(Studio& studio, const char* language = "en") {
    bool clicked = false;
    studio.with_canvas(
        language, [&](Canvas& canvas) { clicked = button(canvas, "b", kButton, "Go on", {}); });
    return clicked;
}

TEST(Canvas, acts_when_the_finger_is_lifted_not_when_it_comes_down) {
    Studio studio;
    studio.finger(150, 250, true);
    EXPECT_FALSE(one_frame(studio));
    EXPECT_FALSE(one_frame(studio));
    studio.finger(150, 250, false);
    EXPECT_TRUE(one_frame(studio));
    EXPECT_FALSE(one_frame(studio));
}

TEST(Canvas, cancels_when_the_finger_slides_off_even_if_it_comes_back) {
    Studio studio;
    studio.finger(150, 250, true);
    one_frame(studio);
    studio.finger(150, 600, true);
    one_frame(studio);
    studio.finger(150, 250, true);
    one_frame(studio);
    studio.finger(150, 250, false);
    EXPECT_FALSE(one_frame(studio));
}

TEST(Canvas, ignores_a_finger_that_came_down_elsewhere) {
    Studio studio;
    studio.finger(10, 10, true);
    one_frame(studio);
    studio.finger(150, 250, true);
    one_frame(studio);
    studio.finger(150, 250, false);
    EXPECT_FALSE(one_frame(studio));
}

TEST(Canvas, mirrors_boxes_and_touches_in_right_to_left_languages) {
    Studio studio;
    one_frame(studio, "ar");
    const Node* node = studio.tree().find("b");
    ASSERT_NE(node, nullptr);
    EXPECT_FLOAT_EQ(node->box.x, 1920 - 400);
    studio.finger(1920 - 150, 250, true);
    one_frame(studio, "ar");
    studio.finger(1920 - 150, 250, false);
    EXPECT_TRUE(one_frame(studio, "ar"));
    studio.finger(150, 250, true);
    one_frame(studio, "ar");
    studio.finger(150, 250, false);
    EXPECT_FALSE(one_frame(studio, "ar"));
}

TEST(Canvas, moves_only_as_long_as_something_changes) {
    Studio studio;
    one_frame(studio);
    EXPECT_FALSE(studio.canvas().moving());
    studio.finger(150, 250, true);
    one_frame(studio);
    studio.finger(150, 250, false);
    one_frame(studio);
    EXPECT_TRUE(studio.canvas().moving());  // the button has to look unpressed again
    studio.no_finger();
    one_frame(studio);
    EXPECT_FALSE(studio.canvas().moving());
}

/// Twenty buttons in an area that shows about six.
struct LongList {
    Studio studio;
    std::string clicked;
    void frame(const char* language = "en") {
        studio.with_canvas(language, [&](Canvas& canvas) {
            canvas.set_scroll_labels("up", "down");
            canvas.scroll_area("list", {100, 100, 600, 600}, [&](const Box& box) {
                for (int i = 0; i < 20; ++i) {
                    const std::string id = "item" + std::to_string(i);
                    if (button(canvas, id,
                               {box.x, box.y + 100 * static_cast<float>(i), box.width, 90}, id,
                               {})) {
                        clicked = id;
                    }
                }
                return 2000.0F;
            });
        });
    }
    float top() const { return studio.tree().find("item0")->box.y; }
    void rest() {
        for (int i = 0; i < 300 && (i == 0 || studio.canvas().moving()); ++i) {
            frame();
        }
    }
};

TEST(Canvas, scrolls_by_finger_and_the_drag_presses_nothing) {
    LongList list;
    list.frame();
    list.studio.finger(200, 500, true);
    list.frame();
    for (int y = 490; y >= 300; y -= 10) {
        list.studio.finger(200, static_cast<float>(y), true);
        list.frame();
    }
    EXPECT_LT(list.top(), 100 - 150);
    list.studio.finger(200, 300, false);
    list.frame();
    EXPECT_EQ(list.clicked, "");
}

TEST(Canvas, goes_on_after_a_fling_and_comes_to_rest_at_the_end) {
    LongList list;
    list.frame();
    for (int fling = 0; fling < 6; ++fling) {
        list.studio.finger(200, 600, true);
        list.frame();
        for (int y = 560; y >= 200; y -= 60) {
            list.studio.finger(200, static_cast<float>(y), true);
            list.frame();
        }
        const float before = list.top();
        list.studio.finger(200, 200, false);
        list.frame();
        list.studio.no_finger();
        list.rest();
        if (fling == 0) {
            EXPECT_LT(list.top(), before - 20);
        }
        EXPECT_FALSE(list.studio.canvas().moving());
    }
    EXPECT_FLOAT_EQ(list.top(), 100 - (2000 - 600));
}

TEST(Canvas, scrolls_a_page_by_its_buttons) {
    LongList list;
    list.frame();
    const Node* down = list.studio.tree().find("scroll.list.down");
    ASSERT_NE(down, nullptr);
    EXPECT_FALSE(list.studio.tree().find("scroll.list.up")->state.enabled);
    const float x = down->box.x + 10, y = down->box.y + 10;
    list.studio.finger(x, y, true);
    list.frame();
    list.studio.finger(x, y, false);
    list.frame();
    list.studio.no_finger();
    list.rest();
    EXPECT_LT(list.top(), 100 - 300);
    EXPECT_TRUE(list.studio.tree().find("scroll.list.up")->state.enabled);
}

TEST(Canvas, brings_a_hidden_widget_into_view) {
    LongList list;
    list.frame();
    EXPECT_TRUE(list.studio.tree().find("item15")->state.hidden);
    list.studio.canvas().reveal("item15");
    list.frame();
    EXPECT_FALSE(list.studio.tree().find("item15")->state.hidden);
    EXPECT_TRUE(list.studio.tree().find("item0")->state.hidden);
}

TEST(Canvas, does_not_act_on_what_is_scrolled_out_of_view) {
    LongList list;
    list.frame();
    list.studio.finger(200, 850, true);  // item7 would stand here, outside the area
    list.frame();
    list.studio.finger(200, 850, false);
    list.frame();
    EXPECT_EQ(list.clicked, "");
}

TEST(Canvas, draws_the_same_frame_twice_alike) {
    Studio studio;
    terminal::ScreenView view;
    view.language = "de";
    view.screen = terminal::StartView{content().rules.languages, true, "de"};
    studio.draw(view);
    const auto first = studio.picture().rgb;
    studio.draw(view);
    EXPECT_EQ(first, studio.picture().rgb);
}

}  // namespace
}  // namespace lotse::ui::test
