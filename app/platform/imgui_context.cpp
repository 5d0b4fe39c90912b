// SPDX-License-Identifier: EUPL-1.2
#include "platform/imgui_context.h"

#include <cfloat>

#include "core/check.h"
#include "imgui.h"

namespace lotse::platform {

ImGuiSetup::ImGuiSetup() {
    LOTSE_CHECK(ImGui::GetCurrentContext() == nullptr);
    // Fails if the header and the packaged library do not agree about their structures.
    LOTSE_CHECK(IMGUI_CHECKVERSION());
    m_context = ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    io.ConfigFlags |= ImGuiConfigFlags_NoMouseCursorChange;
    io.Fonts->Flags |= ImFontAtlasFlags_NoBakedLines | ImFontAtlasFlags_NoMouseCursors;
    static const ImWchar kGlyphs[] = {' ', '?', 0};
    ImFontConfig config;
    config.GlyphRanges = kGlyphs;
    io.Fonts->AddFontDefault(&config);
    LOTSE_CHECK(io.Fonts->Build());
    io.Fonts->ClearTexData();
    // Would sample line textures from the font texture that nobody uploads.
    ImGui::GetStyle().AntiAliasedLinesUseTex = false;
}

ImGuiIO& ImGuiSetup::io() {
    return ImGui::GetIO();
}

ImGuiSetup::Finger ImGuiSetup::finger() const {
    const ImGuiIO& io = ImGui::GetIO();
    return {io.MousePos.x, io.MousePos.y, io.MouseDown[0]};
}

void ImGuiSetup::take_finger_away() {
    ImGuiIO& io = ImGui::GetIO();
    io.MousePos = ImVec2(-FLT_MAX, -FLT_MAX);
    io.MouseDown[0] = false;
}

void ImGuiSetup::begin_frame() {
    ImGui::NewFrame();
}

const ImDrawData& ImGuiSetup::end_frame() {
    ImGui::Render();
    return *ImGui::GetDrawData();
}

ImGuiSetup::~ImGuiSetup() {
    ImGui::DestroyContext(m_context);
}

}  // namespace lotse::platform
