// SPDX-License-Identifier: EUPL-1.2
#include "ui/kit/shapes.h"

#include <gtest/gtest.h>
#include <imgui.h>

#include <functional>

#include "ui/kit/canvas.h"
#include "ui/studio.h"

namespace lotse::ui::test {
namespace {

constexpr Colour kInk{0x12, 0x26, 0x37};

/// Vertices that a drawing adds to the frame.
int vertices(Studio& studio, const std::function<void(Shapes&)>& draw) {
    int added = 0;
    studio.with_canvas("de", [&](Canvas& canvas) {
        Shapes shapes(canvas.engine());
        shapes.draw_onto_frame();
        const int before = ImGui::GetBackgroundDrawList()->VtxBuffer.Size;
        draw(shapes);
        added = ImGui::GetBackgroundDrawList()->VtxBuffer.Size - before;
    });
    return added;
}

TEST(Shapes, a_surface_is_one_rectangle_and_round_corners_add_four_pictures) {
    Studio studio;
    const Box box{10, 10, 200, 100};
    EXPECT_EQ(vertices(studio, [&](Shapes& shapes) { shapes.fill(box, kInk); }), 4);
    EXPECT_EQ(vertices(studio, [&](Shapes& shapes) { shapes.fill(box, kInk, 12); }), 3 * 4 + 4 * 4);
}

TEST(Shapes, a_corner_is_never_larger_than_half_its_box) {
    Studio studio;
    // Nothing is left between the corners: four quarters of one disc.
    EXPECT_EQ(vertices(studio,
                       [](Shapes& shapes) {
                           shapes.fill({10, 10, 20, 20}, kInk, 500);
                       }),
              4 * 4);
}

TEST(Shapes, a_dot_is_one_picture_whatever_its_size) {
    Studio studio;
    for (const float radius : {3.0F, 30.0F, 120.0F}) {
        EXPECT_EQ(vertices(studio,
                           [&](Shapes& shapes) {
                               shapes.ring({300, 300, 10, 10}, radius, kInk, 0);
                           }),
                  4);
    }
}

TEST(Shapes, draw_only_where_there_is_a_list) {
    Studio studio;
    EXPECT_FALSE(Shapes(studio.engine()).draws());
    vertices(studio, [](Shapes& shapes) {
        EXPECT_TRUE(shapes.draws());
        shapes.draw_nowhere();
        EXPECT_FALSE(shapes.draws());
    });
}

}  // namespace
}  // namespace lotse::ui::test
