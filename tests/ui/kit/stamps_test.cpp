// SPDX-License-Identifier: EUPL-1.2
#include "ui/kit/stamps.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <numeric>

namespace lotse::ui {
namespace {

struct Picture {
    int side;
    std::vector<std::uint8_t> coverage;

    explicit Picture(int size)
        : side(size),
          coverage(static_cast<std::size_t>(size) * static_cast<std::size_t>(size), 0) {}
    int at(int x, int y) const { return coverage[static_cast<std::size_t>(y * side + x)]; }
    /// In pixels.
    double area() const { return std::accumulate(coverage.begin(), coverage.end(), 0.0) / 255; }
};

TEST(Stamps, a_disc_fills_its_square_and_has_a_soft_edge) {
    for (const int side : {6, 17, 40}) {
        Picture disc(side);
        paint_disc(disc.coverage, side, 0);
        const double radius = side / 2.0;
        EXPECT_NEAR(disc.area(), std::numbers::pi * radius * radius, side * 0.2) << side;
        EXPECT_EQ(disc.at(side / 2, side / 2), 255);
        EXPECT_EQ(disc.at(0, 0), 0);
        EXPECT_GT(disc.at(side / 2, 0), 100);
        for (int y = 0; y < side; ++y) {
            for (int x = 0; x < side; ++x) {
                EXPECT_EQ(disc.at(x, y), disc.at(side - 1 - x, y));
                EXPECT_EQ(disc.at(x, y), disc.at(y, x));
            }
        }
    }
}

TEST(Stamps, a_ring_and_the_disc_inside_it_make_the_whole_disc) {
    Picture whole(30), ring(30), inner(24);
    paint_disc(whole.coverage, 30, 0);
    paint_disc(ring.coverage, 30, 3);
    paint_disc(inner.coverage, 24, 0);
    EXPECT_EQ(ring.at(15, 15), 0);
    for (int y = 0; y < 30; ++y) {
        for (int x = 0; x < 30; ++x) {
            const bool in = x >= 3 && y >= 3 && x < 27 && y < 27;
            EXPECT_NEAR(ring.at(x, y) + (in ? inner.at(x - 3, y - 3) : 0), whole.at(x, y), 1);
        }
    }
}

TEST(Stamps, strokes_of_a_pictogram_keep_their_width_and_their_ends_are_round) {
    Icon icon;
    icon.strokes.push_back({{{4, 12}, {20, 12}}, false});
    Picture line(52);
    paint_icon(line.coverage, 52, icon, 48, false);
    // The grid is doubled and two pixels of margin stand before it: 32 long, 4 wide, and the ends.
    EXPECT_NEAR(line.area(), 32 * 4 + std::numbers::pi * 4, 4);
    EXPECT_EQ(line.at(26, 25), 255);
    EXPECT_EQ(line.at(26, 20), 0);
    EXPECT_GT(line.at(9, 26), 0);
    EXPECT_EQ(line.at(6, 26), 0);
}

TEST(Stamps, a_turned_pictogram_is_its_mirror_image) {
    Icon icon;
    icon.strokes.push_back({{{5, 3}, {18, 12}, {9, 20}}, true});
    Picture there(44), back(44);
    paint_icon(there.coverage, 44, icon, 40, false);
    paint_icon(back.coverage, 44, icon, 40, true);
    for (int y = 0; y < 44; ++y) {
        for (int x = 0; x < 44; ++x) {
            EXPECT_NEAR(there.at(x, y), back.at(43 - x, y), 1);
        }
    }
}

}  // namespace
}  // namespace lotse::ui
