// SPDX-License-Identifier: EUPL-1.2
/// The glyphs of a layout with the characters that they stand for, for those who keep a text as
/// text: a PDF that can be searched and read aloud.
///
/// A cluster is the least stretch of characters that its glyphs stand for together. Marks that are
/// no part of the text (a hyphen at a line's end, an ellipsis) have no characters. Units: pixels
/// from the box's top left, byte offsets.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "text/layout/layout.h"

namespace lotse::text {

class Face;

struct ClusterGlyph {
    std::uint32_t id = 0;
    float x = 0, y = 0;  ///< of its origin, on the baseline or above it
};

struct GlyphCluster {
    const Face* face = nullptr;  ///< null: no face has the characters
    std::string_view characters;
    std::vector<ClusterGlyph> glyphs;
};

/// In the order in which they stand, line by line. `text`: what was laid out.
void for_each_cluster(const Layout& layout, std::string_view text,
                      const std::function<void(const GlyphCluster&)>& draw);

/// The em size in pixels.
float em_of(const Layout& layout);

}  // namespace lotse::text
