// SPDX-License-Identifier: EUPL-1.2
#include "text/layout/typesetter.h"

#include <hb-ot.h>

#include <algorithm>
#include <array>

#include "text/limits.h"

namespace lotse::text {
namespace {

/// Ascent and descent of Noto Sans, for a typography none of whose faces can be opened.
constexpr float kUsualAscentEm = 1.069F;
constexpr float kUsualDescentEm = 0.293F;

/// The longest start of `text` within the bound that ends between characters.
std::string_view bounded(std::string_view text) {
    if (text.size() <= limits::kLongestTextBytes) return text;
    std::size_t size = limits::kLongestTextBytes;
    for (int i = 0; i < 3 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U; ++i) --size;
    return text.substr(0, size);
}

}  // namespace

struct Typesetter::Job {
    const Typography& typography;
    const std::vector<const Face*>& faces;
    const Style& style;
    LayoutData& out;
    float size_px = 0;
    float line_top_to_baseline = 0;
    Mark hyphen;
    Mark ellipsis;
    std::vector<std::size_t> first_glyphs;  ///< per line
    bool full = false;                      ///< max_lines is reached
    bool right_to_left = false;             ///< of the paragraph
};

std::shared_ptr<const LayoutData> Typesetter::set(std::string_view text,
                                                  const Typography& typography,
                                                  const std::vector<const Face*>& faces,
                                                  const Style& style) {
    auto layout = std::make_shared<LayoutData>();
    Job job{typography, faces, style, *layout};
    job.size_px = std::clamp(style.size_px * typography.size_factor, limits::kSmallestSize,
                             limits::kLargestSize);
    const float ascent =
        (faces.empty() ? kUsualAscentEm : faces.front()->ascent_em()) * job.size_px;
    const float descent =
        (faces.empty() ? kUsualDescentEm : faces.front()->descent_em()) * job.size_px;
    layout->m_size_px = job.size_px;
    // Never nothing: points are turned into lines by division.
    layout->m_line_pitch = std::max(typography.line_height_em * job.size_px, 1.0F);
    layout->m_caret_ascent = ascent;
    layout->m_caret_height = ascent + descent;
    layout->m_right_to_left = typography.direction == Direction::RightToLeft;
    layout->m_wrapped = style.wrap_px > 0;
    job.line_top_to_baseline = (layout->m_line_pitch - (ascent + descent)) / 2 + ascent;
    job.hyphen = make_mark(faces, job.size_px, 0x2010, U"-");
    if (style.max_lines > 0) job.ellipsis = make_mark(faces, job.size_px, 0x2026, U"...");

    const std::string_view shown = bounded(text);
    layout->m_truncated = shown.size() < text.size();
    to_utf16(shown, m_text);
    const auto size = static_cast<std::uint32_t>(m_text.units.size());
    std::uint32_t begin = 0;
    while (!job.full) {
        std::uint32_t end = begin;
        while (end < size && !ends_paragraph(m_text.units[end])) ++end;
        std::uint32_t next = end;
        if (end < size) next = m_text.units.compare(end, 2, u"\r\n") == 0 ? end + 2 : end + 1;
        // White space alone is nothing that a reader would miss.
        const bool more =
            std::any_of(m_text.units.begin() + next, m_text.units.end(),
                        [](char16_t unit) { return !hangs(unit) && !ends_paragraph(unit); });
        set_paragraph(job, begin, end, more);
        if (end == size) break;
        begin = next;
    }
    align_lines(job);
    return layout;
}

void Typesetter::set_paragraph(Job& job, std::uint32_t begin, std::uint32_t end,
                               bool more_follows) {
    m_paragraph_begin = begin;
    m_paragraph = std::u16string_view(m_text.units).substr(begin, end - begin);
    m_shown.assign(m_paragraph);
    for (char16_t& unit : m_shown) {
        if (unit == u'\t') unit = u' ';
        if (unit < 0x20 || (unit >= 0x7F && unit < 0xA0)) unit = 0x200B;
    }
    m_runs.clear();
    job.right_to_left = reads_right_to_left(m_paragraph, job.out.m_right_to_left);
    if (!m_paragraph.empty()) {
        m_bidi.set_paragraph(m_paragraph, job.right_to_left, !has_letters(m_paragraph));
        resolve_scripts(m_shown, m_scripts);
        m_breaker.grapheme_ends(m_paragraph, m_grapheme_ends);
        job.out.m_missing += split_into_runs(m_shown, m_bidi.levels(), m_scripts, m_grapheme_ends,
                                             job.faces, m_runs);
    } else {
        m_grapheme_ends.clear();
    }
    m_shaper.shape(m_shown, m_runs, m_grapheme_ends, job.size_px, job.typography.tag);
    m_breaker.line_breaks(m_paragraph, job.typography.locale, m_breaks);
    keep_graphemes_whole();

    const std::size_t most =
        job.style.max_lines > 0
            ? static_cast<std::size_t>(job.style.max_lines) - job.out.m_lines.size()
            : 0;
    break_lines(m_paragraph, m_breaks, m_shaper, job.style.wrap_px, job.hyphen.width, most,
                m_spans);
    const bool last_line_full = most != 0 && m_spans.size() == most;
    bool left_over = false;
    if (last_line_full) {
        const auto rest = m_paragraph.substr(m_spans.back().end);
        left_over = more_follows || !std::all_of(rest.begin(), rest.end(), hangs);
        job.full = true;
    }
    for (std::size_t i = 0; i + 1 < m_spans.size(); ++i) place_line(job, m_spans[i], false);
    LineSpan span = m_spans.back();
    if (left_over) {
        const auto limit = job.style.wrap_px > 0 ? static_cast<std::uint32_t>(m_paragraph.size())
                                                 : span.content_end;
        std::uint32_t fit = limit;
        if (job.style.wrap_px > 0) {
            const float room = job.style.wrap_px - job.ellipsis.width;
            fit =
                room > 0 ? longest_fit(m_paragraph, m_shaper, span.begin, limit, room) : span.begin;
        }
        while (fit > span.begin && hangs(m_paragraph[fit - 1])) --fit;
        span = {span.begin, fit, fit, false};
        job.out.m_truncated = true;
    }
    place_line(job, span, left_over);
}

/// UAX #14 allows a break between a space and a combining mark; a caret could not stand there.
void Typesetter::keep_graphemes_whole() {
    std::uint32_t begin = 0;
    for (const std::uint32_t end : m_grapheme_ends) {
        for (std::uint32_t i = begin + 1; i < end; ++i) m_breaks[i] = Break::None;
        begin = end;
    }
}

void Typesetter::place_line(Job& job, const LineSpan& span, bool ellipsis) {
    LayoutData& out = job.out;
    Line line;
    line.begin = m_text.bytes[m_paragraph_begin + span.begin];
    line.end = m_text.bytes[m_paragraph_begin + span.end];
    line.y = out.m_line_pitch * static_cast<float>(out.m_lines.size());
    line.baseline = line.y + job.line_top_to_baseline;
    out.m_lines.push_back(line);
    job.first_glyphs.push_back(out.m_glyphs.size());
    m_boxes.clear();

    float pen = 0;
    if (ellipsis && job.right_to_left) pen = place_mark(job, job.ellipsis, pen);
    if (span.begin < span.end) {
        for (const Bidi::VisualRun& visual : m_bidi.visual_runs(span.begin, span.end)) {
            const std::size_t first = m_shaper.run_at(visual.begin);
            const std::size_t last = m_shaper.run_at(visual.end - 1);
            for (std::size_t k = 0; k <= last - first; ++k) {
                const std::size_t run = visual.right_to_left ? last - k : first + k;
                pen = place_piece(job, span, run, std::max(visual.begin, m_runs[run].begin),
                                  std::min(visual.end, m_runs[run].end), visual.right_to_left, pen);
            }
        }
    }
    if (ellipsis && !job.right_to_left) pen = place_mark(job, job.ellipsis, pen);

    // White space that hangs stands outside the line's width: behind it, that is left of it from
    // right to left.
    const std::size_t first_box = out.m_boxes.size();
    const auto logical = [](const GraphemeBox& a, const GraphemeBox& b) {
        return a.begin < b.begin;
    };
    if (!std::is_sorted(m_boxes.begin(), m_boxes.end(), logical)) {
        std::sort(m_boxes.begin(), m_boxes.end(), logical);
    }
    auto grapheme = std::lower_bound(m_grapheme_ends.begin(), m_grapheme_ends.end(), span.begin);
    out.m_boxes.reserve(first_box + m_boxes.size());
    float hanging = 0;
    for (const GraphemeBox& box : m_boxes) {
        if (box.begin >= span.content_end) hanging += box.right - box.left;
        // A change of level or a full run may cut a grapheme; its parts are one box again.
        while (grapheme != m_grapheme_ends.end() && *grapheme < box.begin) ++grapheme;
        if (box.begin == span.begin || *grapheme == box.begin) {
            out.m_boxes.push_back(box);
            out.m_boxes.back().begin = m_text.bytes[m_paragraph_begin + box.begin];
        } else {
            out.m_boxes.back().left = std::min(out.m_boxes.back().left, box.left);
            out.m_boxes.back().right = std::max(out.m_boxes.back().right, box.right);
        }
        out.m_boxes.back().end = m_text.bytes[m_paragraph_begin + box.end];
    }
    out.m_line_boxes.push_back({first_box, out.m_boxes.size() - first_box, job.right_to_left});
    out.m_lines.back().width = pen - hanging;
    out.m_lines.back().x = job.right_to_left ? hanging : 0;
}

float Typesetter::place_piece(Job& job, const LineSpan& span, std::size_t run, std::uint32_t begin,
                              std::uint32_t end, bool right_to_left, float pen) {
    m_piece.clear();
    m_shaper.glyphs(run, begin, end, m_piece);
    // White space at a line's end takes the paragraph's direction, whatever it was shaped with.
    if (m_runs[run].right_to_left() != right_to_left) std::reverse(m_piece.begin(), m_piece.end());
    const bool hyphen = span.hyphen && end == span.content_end && begin < end;
    if (hyphen) {
        // Part of the soft hyphen's cluster, so it widens that grapheme's box.
        std::vector<Glyph> mark = job.hyphen.glyphs;
        for (Glyph& glyph : mark) glyph.cluster = end - 1;
        m_piece.insert(right_to_left ? m_piece.begin() : m_piece.end(), mark.begin(), mark.end());
    }
    const std::uint8_t base = job.right_to_left ? 1 : 0;
    box_piece(job, begin, end,
              m_runs[run].right_to_left() == right_to_left ? m_runs[run].level : base, pen);
    const float baseline = job.out.m_lines.back().baseline;
    for (const Glyph& glyph : m_piece) {
        job.out.m_glyphs.push_back({glyph.face, glyph.id, pen + glyph.dx, baseline, glyph.dy,
                                    m_text.bytes[m_paragraph_begin + glyph.cluster]});
        pen += glyph.advance;
    }
    return pen;
}

/// Gives every grapheme of a piece its share of the glyphs in `m_piece`, which stand in visual
/// order from `pen` on.
void Typesetter::box_piece(const Job& job, std::uint32_t begin, std::uint32_t end,
                           std::uint8_t level, float pen) {
    const bool right_to_left = (level & 1) != 0;
    constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    WipedVector<Cluster>& clusters = m_clusters;
    clusters.clear();
    for (std::size_t i = 0; i < m_piece.size(); ++i) {
        const Glyph& glyph = m_piece[i];
        if (clusters.empty() || clusters.back().begin != glyph.cluster) {
            clusters.push_back({glyph.cluster, pen, pen, glyph.advance != 0 ? i : kNone});
        } else if (glyph.advance != 0) {
            const bool first_wide = clusters.back().right == clusters.back().left;
            clusters.back().glyph = first_wide ? i : kNone;
        }
        pen += glyph.advance;
        clusters.back().right = pen;
    }
    if (right_to_left) std::reverse(clusters.begin(), clusters.end());
    // Characters for which the shaper kept no glyph at all still have a place.
    if (clusters.empty() || clusters.front().begin != begin) {
        const float edge = clusters.empty() ? pen
                           : right_to_left  ? clusters.front().right
                                            : clusters.front().left;
        clusters.insert(clusters.begin(), {begin, edge, edge, kNone});
    }

    auto grapheme = std::upper_bound(m_grapheme_ends.begin(), m_grapheme_ends.end(), begin);
    std::uint32_t at = begin;  // where the open grapheme begins
    float open_left = 0;
    float open_right = 0;
    bool open = false;
    WipedVector<float>& cuts = m_cuts;
    const auto close = [&](std::uint32_t to) {
        m_boxes.push_back({at, to, open_left, open_right, level, hangs(m_paragraph[at])});
        at = to;
        open = false;
    };
    for (std::size_t i = 0; i < clusters.size(); ++i) {
        const Cluster& cluster = clusters[i];
        const std::uint32_t cluster_end = i + 1 < clusters.size() ? clusters[i + 1].begin : end;
        // Graphemes that end in this cluster, and the rest of one that goes on behind it.
        auto beyond = grapheme;
        while (beyond != m_grapheme_ends.end() && *beyond <= cluster_end) ++beyond;
        const auto whole = static_cast<std::size_t>(beyond - grapheme);
        const bool rest = whole == 0 || *(beyond - 1) != cluster_end;
        const std::size_t parts = whole + (rest ? 1 : 0);
        cuts.clear();
        if (parts > 1 && cluster.glyph != kNone && m_piece[cluster.glyph].face != nullptr) {
            const Glyph& glyph = m_piece[cluster.glyph];
            std::array<hb_position_t, 16> carets{};
            unsigned count = carets.size();
            const unsigned total = hb_ot_layout_get_ligature_carets(
                glyph.face->font(), right_to_left ? HB_DIRECTION_RTL : HB_DIRECTION_LTR, glyph.id,
                0, &count, carets.data());
            if (total == parts - 1 && count == total) {
                for (unsigned k = 0; k < count; ++k) {
                    const float x = cluster.left + static_cast<float>(carets[k]) *
                                                       glyph.face->scale_for(job.size_px);
                    cuts.push_back(std::clamp(x, cluster.left, cluster.right));
                }
                std::sort(cuts.begin(), cuts.end());
            }
        }
        if (cuts.empty()) {
            const float share = (cluster.right - cluster.left) / static_cast<float>(parts);
            for (std::size_t k = 1; k < parts; ++k)
                cuts.push_back(cluster.left + share * static_cast<float>(k));
        }
        if (right_to_left) std::reverse(cuts.begin(), cuts.end());
        for (std::size_t k = 0; k < parts; ++k) {
            const float near =
                k == 0 ? (right_to_left ? cluster.right : cluster.left) : cuts[k - 1];
            const float far =
                k + 1 == parts ? (right_to_left ? cluster.left : cluster.right) : cuts[k];
            const float left = std::min(near, far);
            const float right = std::max(near, far);
            open_left = open ? std::min(open_left, left) : left;
            open_right = open ? std::max(open_right, right) : right;
            open = true;
            if (k < whole) {
                close(*grapheme);
                ++grapheme;
            }
        }
    }
    if (open && at < end) close(end);
}

float Typesetter::place_mark(Job& job, const Mark& mark, float pen) {
    for (const Glyph& glyph : mark.glyphs) {
        const Line& line = job.out.m_lines.back();
        job.out.m_glyphs.push_back(
            {glyph.face, glyph.id, pen, line.baseline, 0, static_cast<std::uint32_t>(line.end)});
        pen += glyph.advance;
    }
    return pen;
}

void Typesetter::align_lines(Job& job) {
    LayoutData& out = job.out;
    for (const Line& line : out.m_lines) out.m_width = std::max(out.m_width, line.width);
    out.m_box_width = out.m_wrapped ? job.style.wrap_px : out.m_width;
    job.first_glyphs.push_back(out.m_glyphs.size());
    for (std::size_t i = 0; i < out.m_lines.size(); ++i) {
        Line& line = out.m_lines[i];
        const float room = out.m_box_width - line.width;
        float x = 0;
        if (job.style.align == Align::Center && room > 0) {
            x = room / 2;
        } else if (out.m_right_to_left != (job.style.align == Align::End)) {
            x = room;
        }
        // `line.x` says how much hanging white space stands left of the line.
        const float shift = x - line.x;
        line.x = x;
        for (std::size_t k = job.first_glyphs[i]; k < job.first_glyphs[i + 1]; ++k)
            out.m_glyphs[k].x += shift;
        const auto span = out.m_line_boxes[i];
        for (std::size_t k = span.first; k < span.first + span.count; ++k) {
            out.m_boxes[k].left += shift;
            out.m_boxes[k].right += shift;
        }
    }
}

Typesetter::Mark Typesetter::make_mark(const std::vector<const Face*>& faces, float size_px,
                                       char32_t wanted, std::u32string_view instead) {
    Mark mark;
    const auto add = [&](const Face& face, char32_t character) {
        hb_codepoint_t id = 0;
        hb_font_get_nominal_glyph(face.font(), character, &id);
        const float advance = static_cast<float>(hb_font_get_glyph_h_advance(face.font(), id)) *
                              face.scale_for(size_px);
        mark.glyphs.push_back({id, 0, advance, 0, 0, &face});
        mark.width += advance;
    };
    for (const Face* face : faces) {
        if (!face->covers(wanted)) continue;
        add(*face, wanted);
        return mark;
    }
    for (const Face* face : faces) {
        if (!face->covers(instead.front())) continue;
        for (const char32_t character : instead) add(*face, character);
        return mark;
    }
    return mark;
}

void Typesetter::wipe() {
    m_bidi.wipe();
    m_breaker.wipe();
    m_shaper.wipe();
    text::wipe(m_text.units);
    text::wipe(m_text.bytes);
    text::wipe(m_shown);
    text::wipe(m_piece);
    text::wipe(m_clusters);
    text::wipe(m_cuts);
    text::wipe(m_boxes);
    text::wipe(m_breaks);
    text::wipe(m_grapheme_ends);
    text::wipe(m_scripts);
    text::wipe(m_runs);
    text::wipe(m_spans);
    m_paragraph = {};
}

}  // namespace lotse::text
