// SPDX-License-Identifier: EUPL-1.2
/// The small pictures that shapes are put together from: round corners, dots, rings, pictograms.
///
/// Drawn once per size into coverage, with soft edges, and shown like letters afterwards. As
/// polygons each round corner is a fan of thin triangles, which cost half of what a screen cost
/// without a graphics processor. Units: pixels; coverage row by row, 0 to 255.
#pragma once

#include <cstdint>
#include <vector>

#include "ui/kit/icons.h"

namespace lotse::ui {

/// A disc that fills the square, or, with a thickness, the ring inside its edge.
void paint_disc(std::vector<std::uint8_t>& coverage, int side, float thickness);

/// The strokes of a pictogram whose grid of 24 is `grid` pixels wide, in the middle of a square of
/// `side` pixels, with round joints and ends. `turned`: left and right change places.
void paint_icon(std::vector<std::uint8_t>& coverage, int side, const Icon& icon, int grid,
                bool turned);

}  // namespace lotse::ui
