// SPDX-License-Identifier: EUPL-1.2
#include "ui/kit/icons.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace lotse::ui {
namespace {

std::string svg(const std::string& inner) {
    return "<svg viewBox=\"0 0 24 24\">" + inner + "</svg>";
}

TEST(Icons, read_lines_curves_circles_and_rectangles) {
    const auto icon = parse_icon(
        svg("<path d=\"M1 2 L3 4 H5 V6 C1 1 2 2 3 3 Z\"/><circle cx=\"12\" cy=\"12\" r=\"4\"/>"
            "<rect x=\"1\" y=\"2\" width=\"3\" height=\"4\"/>"),
        "test");
    ASSERT_TRUE(icon.ok());
    ASSERT_EQ(icon->strokes.size(), 3U);
    const IconStroke& path = icon->strokes[0];
    EXPECT_TRUE(path.closed);
    EXPECT_EQ(path.points[2].x, 5.0F);
    EXPECT_EQ(path.points[2].y, 4.0F);
    EXPECT_EQ(path.points[3].y, 6.0F);
    EXPECT_NEAR(path.points.back().x, 3.0F, 0.001F);
    for (const IconPoint& point : icon->strokes[1].points) {
        EXPECT_NEAR((point.x - 12) * (point.x - 12) + (point.y - 12) * (point.y - 12), 16.0F,
                    0.01F);
    }
    EXPECT_EQ(icon->strokes[2].points.size(), 4U);
}

TEST(Icons, continue_a_command_that_is_not_repeated) {
    const auto icon = parse_icon(svg("<path d=\"M1 1 5 5 L7 7 9 9\"/>"), "test");
    ASSERT_TRUE(icon.ok());
    EXPECT_EQ(icon->strokes[0].points.size(), 4U);
}

TEST(Icons, refuse_what_they_would_draw_wrong) {
    for (const char* inner :
         {"<path d=\"M1 1 A5 5 0 0 1 9 9\"/>", "<path d=\"L5 5\"/>", "<path d=\"M1\"/>", "<path/>",
          "<path d=\"m1 1 l2 2\"/>", "<ellipse cx=\"1\"/>", "<circle cx=\"1\" r=\"2\"/>",
          "<g transform=\"rotate(3)\"><path d=\"M1 1 L2 2\"/></g>", "", "<path d=\"M1 1 Z 3 3\"/>",
          "<path d=\"Z\"/>", "<path d=\"M1 1 L2"}) {
        const auto icon = parse_icon(svg(inner), "name.svg");
        EXPECT_FALSE(icon.ok()) << inner;
        if (!icon.ok()) {
            EXPECT_EQ(icon.error().where, "name.svg");
            EXPECT_EQ(icon.error().kind, Kind::Unusable);
        }
    }
}

TEST(Icons, load_the_whole_set_and_stay_inside_their_grid) {
    const auto icons = Icons::load(std::string(LOTSE_SOURCE_DIR) + "/assets/icons");
    ASSERT_TRUE(icons.ok()) << to_string(icons.error());
    EXPECT_GE(icons->names().size(), 55U);
    for (const std::string& name : icons->names()) {
        for (const IconStroke& stroke : icons->find(name)->strokes) {
            EXPECT_GE(stroke.points.size(), 2U) << name;
            for (const IconPoint& point : stroke.points) {
                EXPECT_TRUE(point.x >= 0.5F && point.x <= 23.5F && point.y >= 0.5F &&
                            point.y <= 23.5F)
                    << name;
            }
        }
    }
    EXPECT_EQ(icons->find("no such pictogram"), nullptr);
}

TEST(Icons, turn_round_what_points_in_the_direction_of_reading_and_nothing_else) {
    const auto icons = Icons::load(std::string(LOTSE_SOURCE_DIR) + "/assets/icons");
    ASSERT_TRUE(icons.ok());
    EXPECT_TRUE(icons->find("arrow_forward")->mirrors);
    EXPECT_TRUE(icons->find("chevron_forward")->mirrors);
    EXPECT_TRUE(icons->find("backspace")->mirrors);
    EXPECT_FALSE(icons->find("clock")->mirrors);
    EXPECT_FALSE(icons->find("check")->mirrors);
    EXPECT_FALSE(icons->find("search")->mirrors);
}

TEST(Icons, name_the_file_that_is_missing) {
    const std::filesystem::path folder =
        std::filesystem::temp_directory_path() / "lotse_icons_test";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "check.svg") << svg("<path d=\"M1 1 L2 2\"/>");
    const auto icons = Icons::load(folder);
    ASSERT_FALSE(icons.ok());
    EXPECT_NE(icons.error().where.find(".svg"), std::string::npos);
    std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace lotse::ui
