// SPDX-License-Identifier: EUPL-1.2
#include "text/layout/lines.h"

#include <algorithm>

namespace lotse::text {
namespace {

constexpr char16_t kSoftHyphen = 0xAD;
/// Sums of rounded numbers may miss an exact fit by this much.
constexpr float kTolerance = 0.01F;
/// Ends of a line that are measured exactly before estimates have to do: bounds the time for texts
/// made of invisible characters, where thousands of ends lie at the same place.
constexpr std::size_t kExactTries = 8;

bool ends_line_always(char16_t unit) {
    return unit == 0x0B || unit == 0x0C || unit == 0x2028;
}

std::uint32_t trimmed(std::u16string_view text, std::uint32_t begin, std::uint32_t end) {
    while (end > begin && hangs(text[end - 1])) --end;
    return end;
}

class Breaking {
public:
    Breaking(std::u16string_view text, const std::vector<Break>& breaks, Shaper& shaper,
             float wrap_px, float hyphen_px)
        : m_text(text), m_breaks(breaks), m_shaper(shaper), m_wrap(wrap_px), m_hyphen(hyphen_px) {}

    LineSpan next(std::uint32_t begin) {
        m_fitting.clear();
        const auto size = static_cast<std::uint32_t>(m_text.size());
        std::uint32_t beyond = size;  // where to stop looking for graphemes, should nothing fit
        std::uint32_t reluctant = begin;
        std::uint32_t content = begin;
        for (std::uint32_t at = begin + 1; at <= size; ++at) {
            if (!hangs(m_text[at - 1])) content = at;
            // A stretch may get narrower when it is cut and shaped alone: by less than a hyphen.
            if (m_wrap > 0 && m_shaper.estimate(begin, content) > m_wrap + m_hyphen) {
                beyond = content;
                break;
            }
            const bool last = at == size || m_breaks[at] == Break::Mandatory;
            if (m_breaks[at] == Break::Reluctant &&
                m_shaper.width(begin, content) + (shows_hyphen(content, at) ? m_hyphen : 0) <=
                    m_wrap) {
                reluctant = at;
            }
            if (!last && m_breaks[at] <= Break::Reluctant) continue;
            m_fitting.push_back({begin, content, at, !last && shows_hyphen(content, at)});
            if (last) break;
        }
        if (m_wrap <= 0) return m_fitting.back();
        std::size_t tries = 0;
        for (auto span = m_fitting.rbegin(); span != m_fitting.rend(); ++span) {
            if (fits(*span, tries)) return *span;
        }
        if (reluctant > begin) {
            const std::uint32_t end = trimmed(m_text, begin, reluctant);
            return {begin, end, reluctant, shows_hyphen(end, reluctant)};
        }
        std::uint32_t end = longest_fit(m_text, m_shaper, begin, beyond, m_wrap);
        if (end <= begin) {
            const auto& ends = m_shaper.grapheme_ends();
            end = *std::upper_bound(ends.begin(), ends.end(), begin);
        }
        return {begin, trimmed(m_text, begin, end), end, false};
    }

private:
    bool shows_hyphen(std::uint32_t content_end, std::uint32_t end) const {
        return content_end == end && m_text[end - 1] == kSoftHyphen;
    }

    bool fits(const LineSpan& span, std::size_t& tries) {
        const float room = m_wrap + kTolerance - (span.hyphen ? m_hyphen : 0);
        const float estimate = m_shaper.estimate(span.begin, span.content_end);
        // Shaping a piece again changes its width by less than a hyphen: mostly the estimate tells.
        if (tries >= kExactTries || estimate + m_hyphen <= room) return estimate <= room;
        ++tries;
        return m_shaper.width(span.begin, span.content_end) <= room;
    }

    std::u16string_view m_text;
    const std::vector<Break>& m_breaks;
    Shaper& m_shaper;
    float m_wrap;
    float m_hyphen;
    std::vector<LineSpan> m_fitting;
};

}  // namespace

bool hangs(char16_t unit) {
    return unit == u' ' || unit == u'\t' || unit == 0x1680 || unit == 0x205F || unit == 0x3000 ||
           (unit >= 0x2000 && unit <= 0x200A && unit != 0x2007) || ends_line_always(unit);
}

std::uint32_t longest_fit(std::u16string_view text, Shaper& shaper, std::uint32_t begin,
                          std::uint32_t end, float room_px) {
    const auto& ends = shaper.grapheme_ends();
    auto low = std::upper_bound(ends.begin(), ends.end(), begin);
    auto high = std::upper_bound(low, ends.end(), end);
    // The width grows with the length, a fraction of a pixel at cuts aside, so halving finds the
    // place.
    const auto first_too_long = std::partition_point(low, high, [&](std::uint32_t at) {
        return shaper.width(begin, trimmed(text, begin, at)) <= room_px + kTolerance;
    });
    return first_too_long == low ? begin : *(first_too_long - 1);
}

void break_lines(std::u16string_view text, const std::vector<Break>& breaks, Shaper& shaper,
                 float wrap_px, float hyphen_px, std::size_t most_lines,
                 std::vector<LineSpan>& out) {
    out.clear();
    Breaking breaking(text, breaks, shaper, wrap_px, hyphen_px);
    std::uint32_t at = 0;
    while (at < text.size() && (most_lines == 0 || out.size() < most_lines)) {
        out.push_back(breaking.next(at));
        at = out.back().end;
    }
    const bool open_end = at == text.size() && (text.empty() || ends_line_always(text.back()));
    if (open_end && (most_lines == 0 || out.size() < most_lines))
        out.push_back({at, at, at, false});
}

}  // namespace lotse::text
