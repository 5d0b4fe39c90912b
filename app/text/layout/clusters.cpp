// SPDX-License-Identifier: EUPL-1.2
#include "text/layout/clusters.h"

#include <algorithm>
#include <set>

#include "text/layout/layout_data.h"

namespace lotse::text {
namespace {

// Every layout is the typesetter's.
const LayoutData& data_of(const Layout& layout) {
    return static_cast<const LayoutData&>(layout);
}

}  // namespace

void for_each_cluster(const Layout& layout, std::string_view text,
                      const std::function<void(const GlyphCluster&)>& draw) {
    const LayoutData& data = data_of(layout);
    std::set<std::size_t> starts;
    for (const PlacedGlyph& glyph : data.glyphs()) {
        starts.insert(glyph.text);
    }
    for (const Line& line : data.lines()) {
        starts.insert(line.end);  // a cluster never crosses it
    }
    const auto& glyphs = data.glyphs();
    for (std::size_t i = 0; i < glyphs.size();) {
        const PlacedGlyph& first = glyphs[i];
        GlyphCluster cluster;
        cluster.face = first.face;
        const std::size_t begin = std::min<std::size_t>(first.text, text.size());
        const auto next = starts.upper_bound(begin);
        const std::size_t end = next == starts.end() ? text.size() : *next;
        const auto line = std::find_if(data.lines().begin(), data.lines().end(),
                                       [&](const Line& l) { return l.baseline == first.baseline; });
        if (line != data.lines().end() && begin < line->end) {
            cluster.characters = text.substr(begin, std::min(end, text.size()) - begin);
        }
        for (; i < glyphs.size() && glyphs[i].text == first.text && glyphs[i].face == first.face &&
               glyphs[i].baseline == first.baseline;
             ++i) {
            cluster.glyphs.push_back(
                {glyphs[i].id, glyphs[i].x, glyphs[i].baseline - glyphs[i].rise});
        }
        draw(cluster);
    }
}

float em_of(const Layout& layout) {
    return data_of(layout).size_px();
}

}  // namespace lotse::text
