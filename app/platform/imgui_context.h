// SPDX-License-Identifier: EUPL-1.2
/// Decides how Dear ImGui (1.86 to 1.90) is set up: no files, no stock text, nothing that needs its
/// font texture.
///
/// The built-in font is reduced to the few glyphs without which ImGui does not start, and its
/// pixels are thrown away: texture id 0 is a white texel for our renderers, so text drawn by ImGui
/// itself would show as boxes. Lifetime: one at a time, from before the first frame to after the
/// last.
#pragma once

struct ImDrawData;
struct ImGuiContext;
struct ImGuiIO;

namespace lotse::platform {

class ImGuiSetup {
public:
    ImGuiSetup();
    ~ImGuiSetup();
    ImGuiSetup(const ImGuiSetup&) = delete;
    ImGuiSetup& operator=(const ImGuiSetup&) = delete;

    ImGuiIO& io();
    /// In pixels, as the next frame will see it; not down: it has no place.
    struct Finger {
        float x = 0, y = 0;
        bool down = false;
    };
    Finger finger() const;
    /// The next frame sees none.
    void take_finger_away();
    void begin_frame();
    /// Valid until the next begin_frame.
    const ImDrawData& end_frame();

private:
    ImGuiContext* m_context;
};

}  // namespace lotse::platform
