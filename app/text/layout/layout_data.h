// SPDX-License-Identifier: EUPL-1.2
/// What a layout holds: lines, glyphs in place, and one box per grapheme, from which caret, hit and
/// selection follow.
///
/// Decides the caret's place: at the trailing edge of the grapheme before it; at a line's begin at
/// the leading edge of the first. Where a line was wrapped the caret belongs to the line below.
/// Units: pixels from the box's top left, UTF-8 byte offsets. Wiped when destroyed, because glyphs
/// tell the text.
#pragma once

#include <cstdint>
#include <vector>

#include "text/layout/faces.h"
#include "text/layout/layout.h"
#include "text/wiped.h"

namespace lotse::text {

struct PlacedGlyph {
    const Face* face = nullptr;  ///< null: the missing-glyph box
    std::uint32_t id = 0;
    float x = 0;             ///< of the glyph's origin
    float baseline = 0;      ///< y of the line's baseline
    float rise = 0;          ///< upwards from the baseline
    std::uint32_t text = 0;  ///< where the characters begin that it stands for
};

/// A grapheme on its line. Boxes of a line stand in logical order and cover it without gaps.
struct GraphemeBox {
    std::uint32_t begin = 0, end = 0;
    float left = 0, right = 0;
    std::uint8_t level = 0;  ///< bidi level; odd: from right to left
    bool white_space = false;
    bool right_to_left() const { return (level & 1) != 0; }
    float leading() const { return right_to_left() ? right : left; }
    float trailing() const { return right_to_left() ? left : right; }
    std::size_t boundary(bool on_the_right) const {
        return on_the_right != right_to_left() ? end : begin;
    }
};

class LayoutData final : public Layout {
public:
    float width() const override { return m_width; }
    float height() const override { return m_line_pitch * static_cast<float>(m_lines.size()); }
    const std::vector<Line>& lines() const override { return m_lines; }
    bool truncated() const override { return m_truncated; }
    std::size_t missing_glyphs() const override { return m_missing; }
    CaretBox caret(std::size_t byte_offset) const override;
    std::size_t hit(float x, float y) const override;
    /// As hit, but behind the white space at which a line was wrapped, where the caret shows on the
    /// line below.
    std::size_t nearest_boundary(float x, float y) const;
    std::vector<Rect> selection(std::size_t begin, std::size_t end) const override;

    const WipedVector<PlacedGlyph>& glyphs() const { return m_glyphs; }
    float size_px() const { return m_size_px; }
    std::size_t bytes() const;  ///< what it weighs in the cache

private:
    friend class Typesetter;  // fills it, once

    struct BoxSpan {
        std::size_t first = 0, count = 0;
        bool right_to_left = false;  ///< of the paragraph
    };

    std::size_t line_at(std::size_t byte_offset) const;
    std::size_t line_at_height(float y) const;
    std::size_t boundary_of_run(const BoxSpan& span, const GraphemeBox& box,
                                bool on_the_right) const;
    float caret_x(std::size_t line, std::size_t byte_offset) const;
    float inside(float x) const;

    float m_width = 0;
    float m_line_pitch = 0;
    float m_size_px = 0;
    float m_caret_ascent = 0, m_caret_height = 0;
    float m_box_width = 0;  ///< the wrap width, or the widest line's
    bool m_wrapped = false;
    bool m_right_to_left = false;  ///< the language's: where lines start
    bool m_truncated = false;
    std::size_t m_missing = 0;
    std::vector<Line> m_lines;
    std::vector<BoxSpan> m_line_boxes;  ///< per line
    WipedVector<GraphemeBox> m_boxes;
    WipedVector<PlacedGlyph> m_glyphs;
};

}  // namespace lotse::text
