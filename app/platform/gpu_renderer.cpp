// SPDX-License-Identifier: EUPL-1.2
#include "platform/gpu_renderer.h"

#include <SDL.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/check.h"
#include "imgui.h"

namespace lotse::platform {
namespace {

Error refused(const char* what) {
    return {Kind::Unusable, "GPU", std::string(what) + ": " + SDL_GetError()};
}

}  // namespace

GpuRenderer::GpuRenderer(SDL_Renderer* renderer) : m_renderer(renderer) {
    SDL_RendererInfo info{};
    m_name = SDL_GetRendererInfo(renderer, &info) == 0 ? info.name : "gpu";
}

GpuRenderer::~GpuRenderer() {
    forget_textures();
}

void GpuRenderer::forget_textures() {
    if (m_target != nullptr) SDL_DestroyTexture(m_target);
    m_target = nullptr;
    for (const Page& page : m_pages) {
        if (page.texture != nullptr) SDL_DestroyTexture(page.texture);
    }
    m_pages.clear();
}

void GpuRenderer::invalidate() {
    forget_textures();
    m_damage.invalidate();
}

Result<void> GpuRenderer::prepare_target(int width, int height) {
    if (m_target != nullptr && m_width == width && m_height == height) return {};
    if (m_target != nullptr) SDL_DestroyTexture(m_target);
    m_target = SDL_CreateTexture(m_renderer, SDL_PIXELFORMAT_ARGB8888, SDL_TEXTUREACCESS_TARGET,
                                 width, height);
    if (m_target == nullptr) return refused("no texture of the window's size");
    SDL_SetTextureBlendMode(m_target, SDL_BLENDMODE_NONE);
    m_width = width;
    m_height = height;
    m_damage.invalidate();
    return {};
}

Result<int> GpuRenderer::upload(const AlphaPageSource& pages) {
    const auto count = static_cast<std::size_t>(std::max(0, pages.page_count()));
    for (std::size_t i = count; i < m_pages.size(); ++i) SDL_DestroyTexture(m_pages[i].texture);
    m_pages.resize(count);
    int uploaded = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const AlphaPage source = pages.page(static_cast<int>(i));
        Page& page = m_pages[i];
        const auto pitch = static_cast<std::size_t>(source.size_px);
        if (page.texture != nullptr && page.size_px == source.size_px) {
            if (page.revision == source.revision) continue;
        } else {
            if (page.texture != nullptr) SDL_DestroyTexture(page.texture);
            page.texture =
                SDL_CreateTexture(m_renderer, SDL_PIXELFORMAT_ARGB8888, SDL_TEXTUREACCESS_STATIC,
                                  source.size_px, source.size_px);
            if (page.texture == nullptr) return refused("no texture for a glyph page");
            SDL_SetTextureBlendMode(page.texture, SDL_BLENDMODE_BLEND);
            SDL_SetTextureScaleMode(page.texture, SDL_ScaleModeLinear);
            page.size_px = source.size_px;
            page.uploaded.clear();
        }
        const bool fresh = page.uploaded.empty();
        page.uploaded.resize(pitch * pitch);
        const auto same = [&](std::size_t row) {
            return !fresh && std::memcmp(source.coverage + row * pitch, &page.uploaded[row * pitch],
                                         pitch) == 0;
        };
        std::size_t first = 0, end = pitch;
        while (first < end && same(first)) ++first;
        while (end > first && same(end - 1)) --end;
        page.revision = source.revision;
        if (first == end) continue;
        m_rows.resize((end - first) * pitch);
        std::memcpy(&page.uploaded[first * pitch], source.coverage + first * pitch, m_rows.size());
        std::transform(&page.uploaded[first * pitch], &page.uploaded[first * pitch] + m_rows.size(),
                       m_rows.begin(), [](std::uint8_t coverage) {
                           return 0x00FFFFFFU | (static_cast<std::uint32_t>(coverage) << 24);
                       });
        const SDL_Rect rows{0, static_cast<int>(first), source.size_px,
                            static_cast<int>(end - first)};
        if (SDL_UpdateTexture(page.texture, &rows, m_rows.data(), source.size_px * 4) != 0) {
            return refused("a glyph page cannot be uploaded");
        }
        ++uploaded;
    }
    return uploaded;
}

Result<void> GpuRenderer::draw(const ImDrawData& frame, Colour clear) {
    SDL_RenderSetClipRect(m_renderer, nullptr);
    SDL_SetRenderDrawColor(m_renderer, clear.red, clear.green, clear.blue, 255);
    if (SDL_RenderClear(m_renderer) != 0) return refused("the frame cannot be cleared");
    SDL_SetRenderDrawBlendMode(m_renderer, SDL_BLENDMODE_BLEND);
    std::vector<ImVec2>
        moved;  // positions relative to the window, where the frame does not start at 0, 0
    for (int l = 0; l < frame.CmdListsCount; ++l) {
        const ImDrawList& list = *frame.CmdLists[l];
        moved.clear();
        for (const ImDrawVert& vertex : list.VtxBuffer) {
            moved.emplace_back(vertex.pos.x - frame.DisplayPos.x,
                               vertex.pos.y - frame.DisplayPos.y);
        }
        for (const ImDrawCmd& command : list.CmdBuffer) {
            LOTSE_CHECK(command.UserCallback == nullptr);
            const auto edge = [](float value, int most) {
                return static_cast<int>(
                    std::floor(std::clamp(value, 0.0F, static_cast<float>(most))));
            };
            SDL_Rect clip;
            clip.x = edge(command.ClipRect.x - frame.DisplayPos.x, m_width);
            clip.y = edge(command.ClipRect.y - frame.DisplayPos.y, m_height);
            clip.w = edge(command.ClipRect.z - frame.DisplayPos.x, m_width) - clip.x;
            clip.h = edge(command.ClipRect.w - frame.DisplayPos.y, m_height) - clip.y;
            if (clip.w <= 0 || clip.h <= 0 || command.ElemCount == 0) continue;
            SDL_RenderSetClipRect(m_renderer, &clip);
            const auto id = reinterpret_cast<std::uintptr_t>(command.GetTexID());
            LOTSE_CHECK(id <= m_pages.size());
            const ImDrawVert* vertices = list.VtxBuffer.Data + command.VtxOffset;
            // ImU32 keeps its channels in memory in SDL_Color's order.
            if (SDL_RenderGeometryRaw(m_renderer, id == 0 ? nullptr : m_pages[id - 1].texture,
                                      &moved[command.VtxOffset].x, sizeof(ImVec2),
                                      reinterpret_cast<const SDL_Color*>(&vertices->col),
                                      sizeof(ImDrawVert), &vertices->uv.x, sizeof(ImDrawVert),
                                      list.VtxBuffer.Size - static_cast<int>(command.VtxOffset),
                                      list.IdxBuffer.Data + command.IdxOffset,
                                      static_cast<int>(command.ElemCount),
                                      sizeof(ImDrawIdx)) != 0) {
                return refused("the frame cannot be drawn");
            }
        }
    }
    SDL_RenderSetClipRect(m_renderer, nullptr);
    return {};
}

Result<FrameReport> GpuRenderer::present(const ImDrawData& frame, const AlphaPageSource& pages,
                                         Colour clear) {
    int width = 0, height = 0;
    SDL_SetRenderTarget(m_renderer, nullptr);
    if (SDL_GetRendererOutputSize(m_renderer, &width, &height) != 0)
        return refused("no output size");
    if (const Result<void> target = prepare_target(width, height); !target) {
        invalidate();
        return target.error();
    }
    FrameReport report;
    m_scene.build(frame, pages, clear, width, height);
    report.damaged_rects = static_cast<int>(m_damage.update(m_scene, report.damaged_tiles).size());
    report.frames_drawn = m_frames;
    if (report.damaged_rects == 0) return report;

    const Result<int> uploaded = upload(pages);
    if (!uploaded) {
        invalidate();
        return uploaded.error();
    }
    report.pages_uploaded = *uploaded;
    SDL_SetRenderTarget(m_renderer, m_target);
    const Result<void> drawn = draw(frame, clear);
    SDL_SetRenderTarget(m_renderer, nullptr);
    if (!drawn || SDL_RenderCopy(m_renderer, m_target, nullptr, nullptr) != 0) {
        invalidate();
        return drawn ? refused("the frame cannot be shown") : drawn.error();
    }
    SDL_RenderPresent(m_renderer);
    report.drawn = true;
    report.damaged_pixels = static_cast<std::int64_t>(width) * height;
    report.frames_drawn = ++m_frames;
    return report;
}

Result<Picture> GpuRenderer::read_back() {
    if (m_target == nullptr || m_frames == 0) {
        return Error{Kind::Transient, "window", "nothing was presented yet"};
    }
    Picture picture;
    picture.width = m_width;
    picture.height = m_height;
    picture.rgb.resize(static_cast<std::size_t>(m_width) * static_cast<std::size_t>(m_height) * 3);
    SDL_SetRenderTarget(m_renderer, m_target);
    const int failed = SDL_RenderReadPixels(m_renderer, nullptr, SDL_PIXELFORMAT_RGB24,
                                            picture.rgb.data(), m_width * 3);
    SDL_SetRenderTarget(m_renderer, nullptr);
    if (failed != 0) return refused("the window's pixels cannot be read");
    return picture;
}

}  // namespace lotse::platform
