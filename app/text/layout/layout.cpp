// SPDX-License-Identifier: EUPL-1.2
#include "text/layout/layout.h"

#include <algorithm>
#include <cmath>
#include <deque>

#include "text/layout/atlas.h"
#include "text/layout/bidi.h"
#include "text/layout/faces.h"
#include "text/layout/layout_cache.h"
#include "text/layout/layout_data.h"
#include "text/layout/typesetter.h"
#include "text/limits.h"
#include "text/utf16.h"

namespace lotse::text {
namespace {

constexpr std::string_view kFirstStrongIsolate = "\u2068";
constexpr std::string_view kLeftToRightIsolate = "\u2066";
constexpr std::string_view kPopIsolate = "\u2069";

std::string between(std::string_view opener, std::string_view text) {
    std::string out;
    out.reserve(opener.size() + text.size() + kPopIsolate.size());
    return out.append(opener).append(text).append(kPopIsolate);
}

/// Says which part of which page the image is.
void cut_out(const GlyphImage& image, GlyphQuad& quad) {
    constexpr float kTexel = 1.0F / static_cast<float>(limits::kAtlasPageSize);
    quad.page = image.page;
    quad.u0 = static_cast<float>(image.x) * kTexel;
    quad.v0 = static_cast<float>(image.y) * kTexel;
    quad.u1 = static_cast<float>(image.x + image.width) * kTexel;
    quad.v1 = static_cast<float>(image.y + image.height) * kTexel;
}

}  // namespace

struct Engine::Impl {
    /// A typography and what became of its font lists.
    struct OpenTypography {
        Typography typography;
        std::vector<const Face*> regular;
        std::vector<const Face*> bold;  ///< the bold list, then the regular one for what it lacks
    };

    FaceStore faces;
    Typesetter typesetter;
    Atlas atlas;
    LayoutCache cache;
    std::deque<OpenTypography> typographies;
    mutable Breaker breaker;  ///< for editing questions, which come while no text is being set
    mutable Utf16Text edited;
    mutable std::vector<std::uint32_t> edited_ends;

    std::size_t open(const Typography& typography) {
        for (std::size_t i = 0; i < typographies.size(); ++i) {
            if (typographies[i].typography == typography) return i;
        }
        if (typographies.size() >= limits::kTypographies) {
            cache.clear();
            typographies.clear();
        }
        OpenTypography& opened = typographies.emplace_back();
        opened.typography = typography;
        const auto add = [&](const std::vector<std::string>& list, std::vector<const Face*>& to) {
            for (const std::string& spec : list) {
                const Result<const Face*> face = faces.open(spec);
                if (face && std::find(to.begin(), to.end(), *face) == to.end()) to.push_back(*face);
            }
        };
        add(typography.regular_fonts, opened.regular);
        add(typography.bold_fonts, opened.bold);
        add(typography.regular_fonts, opened.bold);
        return typographies.size() - 1;
    }

    /// Grapheme boundaries of a text in bytes, without 0, with the size.
    void boundaries(std::string_view text) const {
        to_utf16(text, edited);
        breaker.grapheme_ends(edited.units, edited_ends);
        for (std::uint32_t& end : edited_ends) end = edited.bytes[end];
    }
};

Engine::Engine() : m_impl(std::make_unique<Impl>()) {}
Engine::~Engine() = default;

Result<void> Engine::check_fonts(const Typography& typography) {
    if (typography.regular_fonts.empty()) {
        return Error{Kind::Unusable, typography.tag, "no font is listed for this language"};
    }
    for (const auto* list : {&typography.regular_fonts, &typography.bold_fonts}) {
        for (const std::string& spec : *list) {
            const Result<const Face*> face = m_impl->faces.open(spec);
            if (!face) return face.error();
        }
    }
    return {};
}

LayoutPtr Engine::layout(std::string_view text, const Typography& typography, const Style& style) {
    const std::size_t number = m_impl->open(typography);
    const LayoutCache::Key key{text, number, style};
    if (auto known = m_impl->cache.find(key)) return known;
    const Impl::OpenTypography& open = m_impl->typographies[number];
    auto made = m_impl->typesetter.set(
        text, open.typography, style.weight == Weight::Bold ? open.bold : open.regular, style);
    m_impl->cache.keep(key, made);
    return made;
}

void Engine::quads(const Layout& layout, float x, float y,
                   const std::function<void(const GlyphQuad&)>& draw) {
    const auto& data = static_cast<const LayoutData&>(layout);
    for (const PlacedGlyph& glyph : data.glyphs()) {
        const auto quarters = static_cast<std::int64_t>(std::floor((x + glyph.x) * 4 + 0.5F));
        const auto phase = static_cast<unsigned>(quarters & 3);
        const GlyphImage& image = m_impl->atlas.image(glyph.face, glyph.id, data.size_px(), phase);
        if (image.width == 0) continue;
        GlyphQuad quad;
        quad.x0 = static_cast<float>((quarters >> 2) + image.left);
        quad.y0 =
            std::round(y + glyph.baseline) - std::round(glyph.rise) - static_cast<float>(image.top);
        quad.x1 = quad.x0 + static_cast<float>(image.width);
        quad.y1 = quad.y0 + static_cast<float>(image.height);
        cut_out(image, quad);
        draw(quad);
    }
}

GlyphQuad Engine::stamp(std::uint64_t name, int width, int height,
                        const std::function<void(std::vector<std::uint8_t>& coverage)>& paint) {
    GlyphQuad quad;
    cut_out(m_impl->atlas.stamp(name, width, height, paint), quad);
    quad.x1 = static_cast<float>(width);
    quad.y1 = static_cast<float>(height);
    return quad;
}

std::size_t Engine::next_grapheme(std::string_view text, std::size_t byte_offset) const {
    m_impl->boundaries(text);
    const auto& ends = m_impl->edited_ends;
    const auto next = std::upper_bound(ends.begin(), ends.end(), byte_offset);
    return next == ends.end() ? text.size() : *next;
}

std::size_t Engine::previous_grapheme(std::string_view text, std::size_t byte_offset) const {
    m_impl->boundaries(text);
    const auto& ends = m_impl->edited_ends;
    const auto at = std::lower_bound(ends.begin(), ends.end(), byte_offset);
    return at == ends.begin() ? 0 : *(at - 1);
}

std::size_t Engine::grapheme_count(std::string_view text) const {
    m_impl->boundaries(text);
    return m_impl->edited_ends.size();
}

void Engine::wipe() {
    m_impl->cache.clear();
    m_impl->typesetter.wipe();
    m_impl->atlas.wipe();
    m_impl->breaker.wipe();
    text::wipe(m_impl->edited.units);
    text::wipe(m_impl->edited.bytes);
    text::wipe(m_impl->edited_ends);
}

int Engine::page_count() const {
    return m_impl->atlas.page_count();
}

AlphaPage Engine::page(int index) const {
    return m_impl->atlas.page(index);
}

bool reads_right_to_left(std::string_view text, Direction direction) {
    Utf16Text units;
    to_utf16(text, units);
    const bool answer =
        reads_right_to_left(std::u16string_view(units.units), direction == Direction::RightToLeft);
    text::wipe(units.units);
    text::wipe(units.bytes);
    return answer;
}

std::string isolate(std::string_view text) {
    return between(kFirstStrongIsolate, text);
}

std::string isolate_ltr(std::string_view text) {
    return between(kLeftToRightIsolate, text);
}

}  // namespace lotse::text
