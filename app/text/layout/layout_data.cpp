// SPDX-License-Identifier: EUPL-1.2
#include "text/layout/layout_data.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lotse::text {
std::size_t LayoutData::bytes() const {
    return sizeof(*this) + m_lines.capacity() * sizeof(Line) +
           m_line_boxes.capacity() * sizeof(BoxSpan) + m_boxes.capacity() * sizeof(GraphemeBox) +
           m_glyphs.capacity() * sizeof(PlacedGlyph);
}

std::size_t LayoutData::line_at(std::size_t byte_offset) const {
    const auto after =
        std::upper_bound(m_lines.begin(), m_lines.end(), byte_offset,
                         [](std::size_t at, const Line& line) { return at < line.begin; });
    return after == m_lines.begin() ? 0 : static_cast<std::size_t>(after - m_lines.begin()) - 1;
}

/// The caret stays in the box although hanging white space does not.
float LayoutData::inside(float x) const {
    return m_wrapped ? std::clamp(x, std::min(0.0F, m_box_width), m_box_width) : x;
}

float LayoutData::caret_x(std::size_t index, std::size_t byte_offset) const {
    const Line& line = m_lines[index];
    const BoxSpan span = m_line_boxes[index];
    if (span.count == 0) return line.x;
    const auto first = m_boxes.begin() + static_cast<std::ptrdiff_t>(span.first);
    const auto last = first + static_cast<std::ptrdiff_t>(span.count);
    // The last grapheme that ends at or before the offset.
    const auto after = std::partition_point(
        first, last, [&](const GraphemeBox& box) { return box.end <= byte_offset; });
    return after == first ? first->leading() : (after - 1)->trailing();
}

CaretBox LayoutData::caret(std::size_t byte_offset) const {
    const std::size_t index = line_at(byte_offset);
    const Line& line = m_lines[index];
    return {inside(caret_x(index, std::min(byte_offset, line.end))), line.baseline - m_caret_ascent,
            m_caret_height};
}

std::size_t LayoutData::line_at_height(float y) const {
    const float row = std::floor(y / m_line_pitch);
    const auto last = static_cast<float>(m_lines.size() - 1);
    // A NaN or a huge number clamps like any other point outside.
    return row > 0 ? static_cast<std::size_t>(std::min(row, last)) : 0;
}

std::size_t LayoutData::hit(float x, float y) const {
    const std::size_t offset = nearest_boundary(x, y);
    const std::size_t index = line_at_height(y);
    const bool wrapped =
        index + 1 < m_lines.size() && m_lines[index + 1].begin == m_lines[index].end;
    const BoxSpan span = m_line_boxes[index];
    if (!wrapped || offset != m_lines[index].end || span.count == 0) return offset;
    // The caret is to show on the line that was touched.
    const GraphemeBox& last = m_boxes[span.first + span.count - 1];
    return last.white_space ? last.begin : offset;
}

std::size_t LayoutData::nearest_boundary(float x, float y) const {
    const std::size_t index = line_at_height(y);
    const Line& line = m_lines[index];
    const BoxSpan span = m_line_boxes[index];
    if (span.count == 0) return line.begin;

    const GraphemeBox* nearest = nullptr;
    float nearest_distance = std::numeric_limits<float>::infinity();
    for (std::size_t i = span.first; i < span.first + span.count; ++i) {
        const GraphemeBox& box = m_boxes[i];
        if (box.right <= box.left) continue;  // nothing to touch
        const float distance = x < box.left ? box.left - x : x >= box.right ? x - box.right : 0;
        if (nearest == nullptr || distance < nearest_distance) {
            nearest = &box;
            nearest_distance = distance;
        }
    }
    if (nearest == nullptr) return line.begin;
    const bool right_half = x >= (nearest->left + nearest->right) / 2;
    return boundary_of_run(span, *nearest, right_half);
}

/// At the outer edge of a run against the paragraph's direction two boundaries lie at one place. As
/// browsers do it, the edge then means the run's other end: right of a Hebrew word in a German line
/// stands what is written before the next word.
std::size_t LayoutData::boundary_of_run(const BoxSpan& span, const GraphemeBox& box,
                                        bool on_the_right) const {
    const std::uint8_t base = span.right_to_left ? 1 : 0;
    if (box.right_to_left() == span.right_to_left) return box.boundary(on_the_right);
    std::vector<const GraphemeBox*> visual;
    for (std::size_t i = span.first; i < span.first + span.count; ++i) {
        if (m_boxes[i].right > m_boxes[i].left) visual.push_back(&m_boxes[i]);
    }
    std::sort(visual.begin(), visual.end(),
              [](const GraphemeBox* a, const GraphemeBox* b) { return a->left < b->left; });
    const auto size = static_cast<std::ptrdiff_t>(visual.size());
    const std::ptrdiff_t at = std::find(visual.begin(), visual.end(), &box) - visual.begin();
    const auto level_at = [&](std::ptrdiff_t i) {
        return i < 0 || i >= size ? base : visual[static_cast<std::size_t>(i)]->level;
    };
    const std::ptrdiff_t step = on_the_right ? 1 : -1;
    if (level_at(at + step) >= box.level) return box.boundary(on_the_right);
    std::ptrdiff_t other = at;
    while (level_at(other - step) >= box.level) other -= step;
    return visual[static_cast<std::size_t>(other)]->boundary(!on_the_right);
}

std::vector<Rect> LayoutData::selection(std::size_t begin, std::size_t end) const {
    std::vector<Rect> rects;
    if (begin >= end) return rects;
    for (std::size_t index = 0; index < m_lines.size(); ++index) {
        const Line& line = m_lines[index];
        if (line.end <= begin || line.begin >= end) continue;
        const BoxSpan span = m_line_boxes[index];
        const std::size_t first_of_line = rects.size();
        for (std::size_t i = span.first; i < span.first + span.count; ++i) {
            const GraphemeBox& box = m_boxes[i];
            const float left = inside(box.left);
            const float right = inside(box.right);
            if (box.begin >= end || box.end <= begin || right <= left) continue;
            rects.push_back({left, line.y, right - left, m_line_pitch});
        }
        const auto first = rects.begin() + static_cast<std::ptrdiff_t>(first_of_line);
        std::sort(first, rects.end(), [](const Rect& a, const Rect& b) { return a.x < b.x; });
        // Neighbours become one rectangle; a hundredth of a pixel between them is rounding.
        auto kept = first;
        for (auto rect = first; rect != rects.end(); ++rect) {
            if (rect != kept && rect->x <= kept->x + kept->width + 0.01F) {
                kept->width = std::max(kept->width, rect->x + rect->width - kept->x);
            } else if (rect != kept) {
                *++kept = *rect;
            }
        }
        if (kept != rects.end()) rects.erase(kept + 1, rects.end());
    }
    return rects;
}

}  // namespace lotse::text
