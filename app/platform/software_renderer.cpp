// SPDX-License-Identifier: EUPL-1.2
#include "platform/software_renderer.h"

namespace lotse::platform {

const std::vector<PixelRect>& TileCanvas::take(const ImDrawData& frame,
                                               const AlphaPageSource& pages, Colour clear,
                                               int width, int height) {
    m_scene.build(frame, pages, clear, width, height);
    m_rects = m_damage.update(m_scene, m_damaged_tiles);
    return m_rects;
}

void TileCanvas::draw(const AlphaPageSource& pages, const PixelBuffer& buffer) {
    for (const PixelRect& rect : m_rects) m_rasterizer.draw(m_scene, pages, buffer, rect);
}

Result<FrameReport> SoftwareRenderer::failed(const Error& error) {
    invalidate();
    return error;
}

Result<FrameReport> SoftwareRenderer::present(const ImDrawData& frame, const AlphaPageSource& pages,
                                              Colour clear) {
    bool fresh = false;
    const Result<Surface::Size> size = m_surface->prepare(fresh);
    if (!size) return failed(size.error());
    if (fresh) invalidate();

    const std::vector<PixelRect>& rects =
        m_canvas.take(frame, pages, clear, size->width, size->height);
    FrameReport report;
    report.frames_drawn = m_frames;
    if (rects.empty()) return report;

    const Result<Surface::Target> target = m_surface->begin(rects);
    if (!target) return failed(target.error());
    m_canvas.draw(pages, {target->pixels, target->pitch_px});
    if (Result<void> shown = m_surface->show(rects); !shown) return failed(shown.error());
    for (const PixelRect& rect : rects) {
        report.damaged_pixels += static_cast<std::int64_t>(rect.x1 - rect.x0) * (rect.y1 - rect.y0);
    }
    report.drawn = true;
    report.damaged_tiles = m_canvas.damaged_tiles();
    report.damaged_rects = static_cast<int>(rects.size());
    report.frames_drawn = ++m_frames;
    return report;
}

}  // namespace lotse::platform
