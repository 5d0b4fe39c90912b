// SPDX-License-Identifier: EUPL-1.2
/// Decides how surfaces, lines, rounded corners, dots and pictograms become what Dear ImGui draws.
///
/// Round parts are small pictures (stamps.h), made once per size and shown like letters: as
/// polygons each corner would be a fan of thin triangles. Leaves alone where things are and which
/// are in view (Canvas). Units: pixels of the draw list, x from the left. Texture id 0 is solid
/// colour, page + 1 a page of the text engine. Lifetime: the engine outlives it.
#pragma once

#include <cstdint>

#include "text/layout/layout.h"
#include "ui/kit/geometry.h"
#include "ui/kit/icons.h"
#include "ui/kit/theme.h"

struct ImDrawList;

namespace lotse::ui {

class Shapes {
public:
    explicit Shapes(text::Engine& engine) : m_engine(engine) {}

    /// Sets the style of lines and fills that the drawings rely on. Once, after the context of Dear
    /// ImGui was made.
    static void prepare_imgui();
    /// The list of the present frame, or none: then nothing may be drawn.
    void draw_onto_frame();
    void draw_nowhere() { m_list = nullptr; }
    bool draws() const { return m_list != nullptr; }

    /// `inside`: never more than what is shown already.
    void push_clip(const Box& box, bool inside);
    void pop_clip();

    void fill(const Box& box, Colour colour, float radius = 0);
    /// The stroke lies inside the box, so that neighbours never touch.
    void outline(const Box& box, Colour colour, float thickness, float radius = 0);
    /// Around the middle of the box; thickness 0: a disc.
    void ring(const Box& box, float radius, Colour colour, float thickness);
    /// In the middle of the box. `turned`: left and right change places.
    void pictogram(const Icon& icon, const Box& box, bool turned, Colour colour);
    /// The letters of a layout whose top left stands at (x, y).
    void letters(const text::Layout& layout, float x, float y, Colour colour);

private:
    /// Shows a part of a stamp with its top left at a whole pixel; parts in pixels.
    void put_stamp(const text::GlyphQuad& stamp, float x, float y, const Box& part, Colour colour);
    /// The four quarters of a disc or ring in the corners of a box.
    void put_corners(const Box& at, float radius, float thickness, Colour colour);
    text::GlyphQuad disc(float diameter, float thickness);
    /// A pictogram line by line, at a size that is not kept as a stamp.
    void strokes(const Icon& icon, const Box& at, bool turned, Colour colour);

    text::Engine& m_engine;
    ImDrawList* m_list = nullptr;
};

}  // namespace lotse::ui
