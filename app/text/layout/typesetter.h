// SPDX-License-Identifier: EUPL-1.2
/// Sets a text: paragraphs, levels, runs, shapes, lines, visual order, places. The steps stand in
/// `set` in this order.
///
/// Leaves alone: caching (engine.cpp), opening faces (faces.h).
/// Paragraphs end at every character of bidi class B; each has the typography's direction, whatever
/// its letters are. One line box per line from the primary face with half-leading; an ellipsis
/// stands at the end of the paragraph's direction. Keeps its buffers between texts; `wipe`
/// overwrites them.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "text/layout/bidi.h"
#include "text/layout/breaker.h"
#include "text/layout/faces.h"
#include "text/layout/layout.h"
#include "text/layout/layout_data.h"
#include "text/layout/lines.h"
#include "text/layout/runs.h"
#include "text/layout/shaper.h"
#include "text/utf16.h"
#include "text/wiped.h"

namespace lotse::text {

class Typesetter {
public:
    /// `faces`: those of the typography that could be opened, in order.
    std::shared_ptr<const LayoutData> set(std::string_view text, const Typography& typography,
                                          const std::vector<const Face*>& faces,
                                          const Style& style);

    /// Overwrites what is left of texts in the buffers.
    void wipe();

private:
    /// Glyphs that are no part of the text: hyphen, ellipsis.
    struct Mark {
        std::vector<Glyph> glyphs;
        float width = 0;
    };
    /// Glyphs that stand for the same characters.
    struct Cluster {
        std::uint32_t begin = 0;
        float left = 0, right = 0;
        std::size_t glyph = 0;  ///< the only one with an advance, or none
    };
    struct Job;

    void set_paragraph(Job& job, std::uint32_t begin, std::uint32_t end, bool more_follows);
    void keep_graphemes_whole();
    void place_line(Job& job, const LineSpan& span, bool ellipsis);
    float place_piece(Job& job, const LineSpan& span, std::size_t run, std::uint32_t begin,
                      std::uint32_t end, bool right_to_left, float pen);
    void box_piece(const Job& job, std::uint32_t begin, std::uint32_t end, std::uint8_t level,
                   float pen);
    float place_mark(Job& job, const Mark& mark, float pen);
    void align_lines(Job& job);
    static Mark make_mark(const std::vector<const Face*>& faces, float size_px, char32_t wanted,
                          std::u32string_view instead);

    Breaker m_breaker;
    Shaper m_shaper;
    Bidi m_bidi;
    Utf16Text m_text;
    std::u16string
        m_shown;  ///< the paragraph as the shaper sees it: control characters made invisible
    std::u16string_view m_paragraph;
    std::uint32_t m_paragraph_begin = 0;
    std::vector<Break> m_breaks;
    std::vector<std::uint32_t> m_grapheme_ends;
    std::vector<UScriptCode> m_scripts;
    std::vector<Run> m_runs;
    std::vector<LineSpan> m_spans;
    WipedVector<Glyph> m_piece;
    WipedVector<Cluster> m_clusters;
    WipedVector<float> m_cuts;
    WipedVector<GraphemeBox> m_boxes;  ///< of one line, in units of the paragraph
};

}  // namespace lotse::text
