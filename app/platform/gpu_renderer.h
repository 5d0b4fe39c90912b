// SPDX-License-Identifier: EUPL-1.2
/// Decides how frames reach a GPU: SDL_Renderer geometry into a texture of the window's size, shown
/// as a whole.
///
/// The texture keeps the last frame, so that uncovering the window or a screenshot needs no new
/// frame from ui.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "platform/renderer.h"
#include "platform/scene.h"

struct SDL_Renderer;
struct SDL_Texture;

namespace lotse::platform {

class GpuRenderer final : public Renderer {
public:
    /// Borrows `renderer`, which outlives this.
    explicit GpuRenderer(SDL_Renderer* renderer);
    ~GpuRenderer() override;
    GpuRenderer(const GpuRenderer&) = delete;
    GpuRenderer& operator=(const GpuRenderer&) = delete;

    Result<FrameReport> present(const ImDrawData& frame, const AlphaPageSource& pages,
                                Colour clear) override;
    void invalidate() override;
    Result<Picture> read_back() override;
    std::string_view name() const override { return m_name; }

private:
    struct Page {
        SDL_Texture* texture = nullptr;
        int size_px = 0;
        std::uint64_t revision = 0;
        std::vector<std::uint8_t> uploaded;  ///< to find the rows that changed
    };
    void forget_textures();
    Result<void> prepare_target(int width, int height);
    Result<int> upload(const AlphaPageSource& pages);
    Result<void> draw(const ImDrawData& frame, Colour clear);

    SDL_Renderer* m_renderer;
    std::string m_name;
    SDL_Texture* m_target = nullptr;
    int m_width = 0, m_height = 0;
    std::vector<Page> m_pages;
    std::vector<std::uint32_t> m_rows;
    Scene m_scene;
    Damage m_damage;
    std::uint64_t m_frames = 0;
};

}  // namespace lotse::platform
