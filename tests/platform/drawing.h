// SPDX-License-Identifier: EUPL-1.2
/// Frames and atlas pages for the renderer's tests and benchmark, without ui and text.
#pragma once

#include <cstdint>
#include <vector>

#include "core/alpha_page.h"
#include "imgui.h"
#include "platform/imgui_context.h"

namespace lotse::platform {

/// Atlas pages whose content the test decides.
class FakePages final : public AlphaPageSource {
public:
    FakePages(int count, int size_px) : m_size(size_px), m_pages(static_cast<std::size_t>(count)) {
        for (Page& page : m_pages) {
            page.coverage.resize(static_cast<std::size_t>(size_px) *
                                 static_cast<std::size_t>(size_px));
        }
    }
    int page_count() const override { return static_cast<int>(m_pages.size()); }
    AlphaPage page(int index) const override {
        const Page& page = m_pages[static_cast<std::size_t>(index)];
        return {m_size, page.coverage.data(), page.revision};
    }
    /// A ring whose darkness depends on `seed`: different seeds give different pixels.
    void put_glyph(int index, int x0, int y0, int width, int height, std::uint32_t seed) {
        Page& page = m_pages[static_cast<std::size_t>(index)];
        for (int y = 0; y < height; ++y) {
            for (int x = 0; x < width; ++x) {
                const int dx = 2 * x - width, dy = 2 * y - height;
                const int distance = dx * dx * height * height + dy * dy * width * width;
                const int whole = width * width * height * height;
                const std::uint32_t shade = (seed * 2654435761U) >> 25;
                page.coverage[static_cast<std::size_t>((y0 + y) * m_size + x0 + x)] =
                    static_cast<std::uint8_t>(distance > whole       ? 0
                                              : distance > whole / 3 ? 255 - shade
                                                                     : 40 + shade);
            }
        }
        ++page.revision;
    }

private:
    struct Page {
        std::vector<std::uint8_t> coverage;
        std::uint64_t revision = 1;
    };
    int m_size;
    std::vector<Page> m_pages;
};

inline ImTextureID texture_of_page(int page) {
    return reinterpret_cast<ImTextureID>(static_cast<std::intptr_t>(page) + 1);
}

/// A glyph at its own size: texels (tx, ty) of the page at pixel (x, y).
inline void add_glyph(ImDrawList& list, int page, int page_size, float x, float y, int tx, int ty,
                      int width, int height, ImU32 colour) {
    const float unit = 1.0F / static_cast<float>(page_size);
    list.AddImage(texture_of_page(page), {x, y},
                  {x + static_cast<float>(width), y + static_cast<float>(height)},
                  {static_cast<float>(tx) * unit, static_cast<float>(ty) * unit},
                  {static_cast<float>(tx + width) * unit, static_cast<float>(ty + height) * unit},
                  colour);
}

/// Everything between NewFrame and Render; `draw` receives a draw list that covers the screen.
template <class Draw>
const ImDrawData& frame_of(int width, int height, Draw&& draw) {
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = ImVec2(static_cast<float>(width), static_cast<float>(height));
    io.DeltaTime = 1.0F / 60;
    ImGui::NewFrame();
    draw(*ImGui::GetBackgroundDrawList());
    ImGui::Render();
    return *ImGui::GetDrawData();
}

}  // namespace lotse::platform
