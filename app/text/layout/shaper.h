// SPDX-License-Identifier: EUPL-1.2
/// Decides which glyphs stand for a paragraph, how wide every stretch of it is, and where it may be
/// cut.
///
/// Shapes with the whole paragraph as context, so letters join and kern across runs as they should.
/// A stretch that is cut where the font does not allow it (a ligature, a joined pair) is shaped
/// again up to the next safe place. Units: pixels, unrounded; positions in UTF-16 units of the
/// paragraph. Glyphs of a run stand in visual order.
#pragma once

#include <hb.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "text/layout/runs.h"
#include "text/wiped.h"

namespace lotse::text {

/// The glyph that is drawn instead of a grapheme that no face has: an upright box (atlas.h).
inline constexpr std::uint32_t kBoxGlyph = 0xFFFFFFFF;
inline constexpr float kBoxAdvanceEm = 0.7F;

struct Glyph {
    std::uint32_t id = 0;
    std::uint32_t cluster = 0;
    float advance = 0, dx = 0, dy = 0;  ///< dy upwards
    const Face* face = nullptr;
};

class Shaper {
public:
    Shaper();

    /// `text`, `runs` and `grapheme_ends` are read until the next call.
    void shape(std::u16string_view text, const std::vector<Run>& runs,
               const std::vector<std::uint32_t>& grapheme_ends, float size_px,
               const std::string& language);

    const std::vector<Run>& runs() const { return *m_runs; }
    const std::vector<std::uint32_t>& grapheme_ends() const { return *m_grapheme_ends; }

    /// Advance of [begin, end) as if nothing were cut; exact where both ends are safe.
    float estimate(std::uint32_t begin, std::uint32_t end) const {
        return static_cast<float>(m_advance_before[end] - m_advance_before[begin]);
    }
    /// Advance of [begin, end) standing alone.
    float width(std::uint32_t begin, std::uint32_t end);

    /// Appends the glyphs of [begin, end) of one run, in visual order of that run.
    void glyphs(std::size_t run, std::uint32_t begin, std::uint32_t end, WipedVector<Glyph>& out);

    /// Index of the run that holds a unit.
    std::size_t run_at(std::uint32_t unit) const;

    /// Overwrites what is left of texts in the buffers.
    void wipe();

private:
    struct DestroyBuffer {
        void operator()(hb_buffer_t* buffer) const { hb_buffer_destroy(buffer); }
    };
    struct Span {
        std::size_t first = 0, count = 0;
    };

    /// Shapes [begin, end) of a run into `out`; marks the safe cuts if asked.
    void shape_piece(const Run& run, std::uint32_t begin, std::uint32_t end,
                     WipedVector<Glyph>& out, bool note_safe_cuts);
    void box_piece(const Run& run, std::uint32_t begin, std::uint32_t end, WipedVector<Glyph>& out,
                   bool note_safe_cuts);
    void copy_shaped(std::size_t run, std::uint32_t begin, std::uint32_t end,
                     WipedVector<Glyph>& out) const;
    bool safe_cut(const Run& run, std::uint32_t unit) const {
        return unit == run.begin || unit == run.end || m_safe[unit] != 0;
    }

    std::unique_ptr<hb_buffer_t, DestroyBuffer> m_buffer;
    std::size_t m_longest = 0;  ///< the most glyphs the buffer ever held, for wipe()

    std::u16string_view m_text;
    const std::vector<Run>* m_runs = nullptr;
    const std::vector<std::uint32_t>* m_grapheme_ends = nullptr;
    float m_size_px = 0;
    hb_language_t m_language = HB_LANGUAGE_INVALID;

    WipedVector<Glyph> m_glyphs;
    std::vector<Span> m_spans;             ///< per run, into m_glyphs
    WipedVector<double> m_advance_before;  ///< per unit, and the whole behind the last
    std::vector<std::uint8_t> m_safe;      ///< per unit: the paragraph may be cut before it
    WipedVector<Glyph> m_piece;
};

}  // namespace lotse::text
