// SPDX-License-Identifier: EUPL-1.2
#include "text/layout/shaper.h"

#include <algorithm>

#include "core/check.h"
#include "text/limits.h"

namespace lotse::text {

Shaper::Shaper() : m_buffer(hb_buffer_create()) {
    hb_buffer_set_cluster_level(m_buffer.get(), HB_BUFFER_CLUSTER_LEVEL_MONOTONE_GRAPHEMES);
    // Room for the longest run and the glyphs it may become: a buffer that grows leaves its old
    // memory as it was.
    hb_buffer_pre_allocate(m_buffer.get(), 4 * limits::kLongestShapedRun);
}

void Shaper::shape(std::u16string_view text, const std::vector<Run>& runs,
                   const std::vector<std::uint32_t>& grapheme_ends, float size_px,
                   const std::string& language) {
    m_text = text;
    m_runs = &runs;
    m_grapheme_ends = &grapheme_ends;
    m_size_px = size_px;
    m_language = hb_language_from_string(language.data(), static_cast<int>(language.size()));
    m_glyphs.clear();
    m_spans.clear();
    m_safe.assign(text.size() + 1, 0);
    m_safe.front() = 1;
    m_safe.back() = 1;
    for (const Run& run : runs) {
        const std::size_t first = m_glyphs.size();
        shape_piece(run, run.begin, run.end, m_glyphs, true);
        m_spans.push_back({first, m_glyphs.size() - first});
        m_safe[run.begin] = 1;
    }
    m_advance_before.assign(text.size() + 1, 0.0);
    for (const Glyph& glyph : m_glyphs) m_advance_before[glyph.cluster + 1] += glyph.advance;
    for (std::size_t i = 1; i < m_advance_before.size(); ++i) {
        m_advance_before[i] += m_advance_before[i - 1];
    }
}

void Shaper::shape_piece(const Run& run, std::uint32_t begin, std::uint32_t end,
                         WipedVector<Glyph>& out, bool note_safe_cuts) {
    if (run.face == nullptr) return box_piece(run, begin, end, out, note_safe_cuts);
    hb_buffer_t* buffer = m_buffer.get();
    hb_buffer_clear_contents(buffer);
    hb_buffer_add_utf16(buffer, reinterpret_cast<const std::uint16_t*>(m_text.data()),
                        static_cast<int>(m_text.size()), begin, static_cast<int>(end - begin));
    hb_buffer_set_direction(buffer, run.right_to_left() ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, run.script);
    hb_buffer_set_language(buffer, m_language);
    unsigned flags = HB_BUFFER_FLAG_DEFAULT;
    if (begin == 0) flags |= HB_BUFFER_FLAG_BOT;
    if (end == m_text.size()) flags |= HB_BUFFER_FLAG_EOT;
    hb_buffer_set_flags(buffer, static_cast<hb_buffer_flags_t>(flags));
    hb_shape(run.face->font(), buffer, nullptr, 0);

    unsigned count = 0;
    const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(buffer, &count);
    m_longest = std::max<std::size_t>({m_longest, count, end - begin});
    const float scale = run.face->scale_for(m_size_px);
    for (unsigned i = 0; i < count; ++i) {
        const hb_glyph_info_t& info = infos[i];
        const hb_glyph_position_t& position = positions[i];
        out.push_back({info.codepoint, info.cluster, static_cast<float>(position.x_advance) * scale,
                       static_cast<float>(position.x_offset) * scale,
                       static_cast<float>(position.y_offset) * scale, run.face});
        if (note_safe_cuts &&
            (hb_glyph_info_get_glyph_flags(&info) & HB_GLYPH_FLAG_UNSAFE_TO_BREAK) == 0) {
            m_safe[info.cluster] = 1;
        }
    }
}

void Shaper::box_piece(const Run& run, std::uint32_t begin, std::uint32_t end,
                       WipedVector<Glyph>& out, bool note_safe_cuts) {
    const std::size_t first = out.size();
    const float advance = kBoxAdvanceEm * m_size_px;
    std::uint32_t at = begin;
    auto grapheme = std::upper_bound(m_grapheme_ends->begin(), m_grapheme_ends->end(), begin);
    while (at < end) {
        if (note_safe_cuts) m_safe[at] = 1;
        out.push_back({kBoxGlyph, at, advance, 0, 0, nullptr});
        at = std::min(end, *grapheme);
        ++grapheme;
    }
    if (run.right_to_left())
        std::reverse(out.begin() + static_cast<std::ptrdiff_t>(first), out.end());
}

std::size_t Shaper::run_at(std::uint32_t unit) const {
    const auto after =
        std::upper_bound(m_runs->begin(), m_runs->end(), unit,
                         [](std::uint32_t u, const Run& run) { return u < run.end; });
    return static_cast<std::size_t>(after - m_runs->begin());
}

void Shaper::copy_shaped(std::size_t index, std::uint32_t begin, std::uint32_t end,
                         WipedVector<Glyph>& out) const {
    const Span span = m_spans[index];
    const auto first = m_glyphs.begin() + static_cast<std::ptrdiff_t>(span.first);
    const auto last = first + static_cast<std::ptrdiff_t>(span.count);
    // Clusters rise (left to right) or fall (right to left) without exception, so the stretch is
    // contiguous.
    const bool reversed = (*m_runs)[index].right_to_left();
    const auto from = std::partition_point(first, last, [&](const Glyph& glyph) {
        return reversed ? glyph.cluster >= end : glyph.cluster < begin;
    });
    const auto to = std::partition_point(from, last, [&](const Glyph& glyph) {
        return reversed ? glyph.cluster >= begin : glyph.cluster < end;
    });
    out.insert(out.end(), from, to);
}

void Shaper::glyphs(std::size_t index, std::uint32_t begin, std::uint32_t end,
                    WipedVector<Glyph>& out) {
    const Run& run = (*m_runs)[index];
    LOTSE_CHECK(run.begin <= begin && begin < end && end <= run.end);
    std::uint32_t safe_begin = begin;
    while (safe_begin < end && !safe_cut(run, safe_begin)) ++safe_begin;
    std::uint32_t safe_end = end;
    while (safe_end > safe_begin && !safe_cut(run, safe_end)) --safe_end;
    if (safe_begin == begin && safe_end == end) return copy_shaped(index, begin, end, out);
    if (safe_begin >= safe_end) return shape_piece(run, begin, end, out, false);
    const auto head = [&] {
        if (safe_begin > begin) shape_piece(run, begin, safe_begin, out, false);
    };
    const auto tail = [&] {
        if (safe_end < end) shape_piece(run, safe_end, end, out, false);
    };
    if (run.right_to_left()) {
        tail();
        copy_shaped(index, safe_begin, safe_end, out);
        head();
    } else {
        head();
        copy_shaped(index, safe_begin, safe_end, out);
        tail();
    }
}

float Shaper::width(std::uint32_t begin, std::uint32_t end) {
    if (begin >= end) return 0;
    if (m_safe[begin] != 0 && m_safe[end] != 0) return estimate(begin, end);
    float sum = 0;
    for (std::size_t index = run_at(begin); index < m_runs->size() && (*m_runs)[index].begin < end;
         ++index) {
        const Run& run = (*m_runs)[index];
        const std::uint32_t a = std::max(begin, run.begin);
        const std::uint32_t b = std::min(end, run.end);
        if (safe_cut(run, a) && safe_cut(run, b)) {
            sum += estimate(a, b);
            continue;
        }
        m_piece.clear();
        glyphs(index, a, b, m_piece);
        for (const Glyph& glyph : m_piece) sum += glyph.advance;
    }
    return sum;
}

void Shaper::wipe() {
    // Setting the length zeroes the glyphs, asking for positions zeroes those.
    hb_buffer_t* buffer = m_buffer.get();
    hb_buffer_clear_contents(buffer);
    unsigned count = 0;
    if (hb_buffer_set_length(buffer, static_cast<unsigned>(m_longest)) != 0) {
        hb_buffer_get_glyph_positions(buffer, &count);
    }
    hb_buffer_clear_contents(buffer);
    text::wipe(m_glyphs);
    text::wipe(m_piece);
    text::wipe(m_advance_before);
    m_text = {};
    m_runs = nullptr;
    m_grapheme_ends = nullptr;
}

}  // namespace lotse::text
