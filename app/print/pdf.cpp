// SPDX-License-Identifier: EUPL-1.2
#include "print/pdf.h"

#include <cairo-ft.h>
#include <cairo-pdf.h>

#include <map>
#include <memory>

#include "text/layout/clusters.h"
#include "text/layout/faces.h"

namespace lotse::print {
namespace {

constexpr double kPointsPerDot = 72 / 25.4 / kDotsPerMm;
constexpr double kRollMm58 = 58, kRollMm80 = 80;

cairo_status_t append(void* out, const unsigned char* bytes, unsigned length) {
    static_cast<std::string*>(out)->append(bytes, bytes + length);
    return CAIRO_STATUS_SUCCESS;
}

class Writer {
public:
    Writer(std::string& out, double width, double height)
        : m_surface(cairo_pdf_surface_create_for_stream(append, &out, width * kPointsPerDot,
                                                        height * kPointsPerDot),
                    cairo_surface_destroy),
          m_cairo(cairo_create(m_surface.get()), cairo_destroy) {
        cairo_scale(m_cairo.get(), kPointsPerDot, kPointsPerDot);
    }

    void draw(const PlacedText& text) {
        cairo_set_font_size(m_cairo.get(), text::em_of(*text.layout));
        text::for_each_cluster(*text.layout, text.text, [&](const text::GlyphCluster& cluster) {
            if (cluster.face != nullptr) {
                draw(cluster, text);
            }
        });
    }
    void blacken(const text::Rect& rect) {
        cairo_rectangle(m_cairo.get(), rect.x, rect.y, rect.width, rect.height);
        cairo_fill(m_cairo.get());
    }
    void translate(double x) { cairo_translate(m_cairo.get(), x, 0); }
    cairo_status_t finish() {
        cairo_show_page(m_cairo.get());
        const cairo_status_t drawn = cairo_status(m_cairo.get());
        m_cairo.reset();
        cairo_surface_finish(m_surface.get());
        return drawn != CAIRO_STATUS_SUCCESS ? drawn : cairo_surface_status(m_surface.get());
    }

private:
    void draw(const text::GlyphCluster& cluster, const PlacedText& text) {
        cairo_set_font_face(m_cairo.get(), font_of(*cluster.face));
        cairo_set_font_size(m_cairo.get(), text::em_of(*text.layout));
        m_glyphs.clear();
        for (const text::ClusterGlyph& glyph : cluster.glyphs) {
            m_glyphs.push_back({glyph.id, text.x + glyph.x, text.y + glyph.y});
        }
        const cairo_text_cluster_t all{static_cast<int>(cluster.characters.size()),
                                       static_cast<int>(m_glyphs.size())};
        cairo_show_text_glyphs(m_cairo.get(), cluster.characters.data(), all.num_bytes,
                               m_glyphs.data(), all.num_glyphs, &all, 1,
                               static_cast<cairo_text_cluster_flags_t>(0));
    }
    cairo_font_face_t* font_of(const text::Face& face) {
        auto& font = m_fonts[&face];
        if (!font) {
            font = {cairo_ft_font_face_create_for_ft_face(face.outlines(), 0),
                    cairo_font_face_destroy};
        }
        return font.get();
    }

    std::shared_ptr<cairo_surface_t> m_surface;
    std::shared_ptr<cairo_t> m_cairo;
    std::map<const text::Face*, std::shared_ptr<cairo_font_face_t>> m_fonts;
    std::vector<cairo_glyph_t> m_glyphs;
};

}  // namespace

Result<std::string> pdf_of(const SlipPage& page, PaperWidth width) {
    std::string out;
    const double roll = (width == PaperWidth::Mm58 ? kRollMm58 : kRollMm80) * kDotsPerMm;
    Writer writer(out, roll, page.height);
    writer.translate((roll - page.width) / 2);
    for (const PlacedText& text : page.texts) {
        writer.draw(text);
    }
    for (const text::Rect& rect : page.black) {
        writer.blacken(rect);
    }
    if (const cairo_status_t status = writer.finish(); status != CAIRO_STATUS_SUCCESS) {
        return Error{Kind::Refused, "PDF", cairo_status_to_string(status)};
    }
    return out;
}

}  // namespace lotse::print
