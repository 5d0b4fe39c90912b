// SPDX-License-Identifier: EUPL-1.2
/// What a frame of a full HD terminal screen costs: 45 keys, 8 buttons, two paragraphs, in SDL's
/// present driver.
///
///     render_bench [software|gpu] [picture.png]
///
/// Prints the processor time per frame (all threads of this process: median, 95th percentile) from
/// the finished draw lists to the presented frame, and the resident memory at the end.
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <functional>
#include <string>

#include "platform/drawing.h"
#include "platform/loop.h"
#include "platform/process_stats.h"
#include "platform/screenshot.h"
#include "platform/window.h"

namespace lotse::platform {
namespace {

constexpr int kWidth = 1920, kHeight = 1080;
constexpr int kPagePx = 1024, kSlotPx = 32;

double cpu_ms() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// A screen of the terminal, with rings for letters.
struct Screen {
    int pressed_key = -1;
    int text_seed = 0;
    int typed = 12;

    void word(ImDrawList& list, float x, float y, int letters, int seed, ImU32 colour) const {
        for (int i = 0; i < letters; ++i) {
            const int slot = (seed * 7 + i * 13) % 200;
            add_glyph(list, 0, kPagePx, x + static_cast<float>(i) * 14, y, slot % 32 * kSlotPx,
                      slot / 32 * kSlotPx, 15, 22, colour);
        }
    }
    void paragraph(ImDrawList& list, float x, float y, int lines, int seed) const {
        for (int line = 0; line < lines; ++line) {
            for (int i = 0; i < 9; ++i) {
                word(list, x + static_cast<float>(i) * 124, y + static_cast<float>(line) * 38, 8,
                     seed + line * 9 + i, IM_COL32(25, 30, 40, 255));
            }
        }
    }
    void draw(ImDrawList& list) const {
        const ImU32 ink = IM_COL32(25, 30, 40, 255), line = IM_COL32(120, 130, 145, 255);
        list.AddRectFilled({0, 0}, {kWidth, 90}, IM_COL32(255, 255, 255, 255));
        word(list, 60, 34, 24, 1, ink);
        list.AddRectFilled({60, 120}, {1860, 132}, IM_COL32(220, 226, 233, 255), 6);
        list.AddRectFilled({60, 120}, {700, 132}, IM_COL32(0, 82, 150, 255), 6);
        paragraph(list, 60, 160, 4, text_seed);
        paragraph(list, 60, 340, 3, text_seed + 50);
        list.AddRectFilled({60, 480}, {1400, 560}, IM_COL32(255, 255, 255, 255), 10);
        list.AddRect({60, 480}, {1400, 560}, IM_COL32(0, 82, 150, 255), 10, 0, 4);
        word(list, 80, 508, typed, 3, ink);
        for (int i = 0; i < 8; ++i) {
            const ImVec2 from(1440 + static_cast<float>(i % 2) * 215,
                              160 + static_cast<float>(i / 2) * 105);
            list.AddRectFilled(from, {from.x + 200, from.y + 90},
                               i == 7 ? IM_COL32(0, 82, 150, 255) : IM_COL32(255, 255, 255, 255),
                               12);
            list.AddRect(from, {from.x + 200, from.y + 90}, line, 12, 0, 2);
            word(list, from.x + 40, from.y + 34, 8, i, i == 7 ? IM_COL32(255, 255, 255, 255) : ink);
        }
        for (int i = 0; i < 45; ++i) {
            const ImVec2 from(60 + static_cast<float>(i % 12) * 150,
                              600 + static_cast<float>(i / 12) * 115);
            list.AddRectFilled(
                from, {from.x + 138, from.y + 103},
                i == pressed_key ? IM_COL32(0, 82, 150, 255) : IM_COL32(255, 255, 255, 255), 10);
            list.AddRect(from, {from.x + 138, from.y + 103}, line, 10, 0, 2);
            word(list, from.x + 62, from.y + 40, 1, i,
                 i == pressed_key ? IM_COL32(255, 255, 255, 255) : ink);
        }
    }
};

int run(RendererChoice choice, const char* picture_path) {
    ImGuiSetup imgui;
    FakePages pages(1, kPagePx);
    for (int slot = 0; slot < 200; ++slot) {
        pages.put_glyph(0, slot % 32 * kSlotPx, slot / 32 * kSlotPx, 15, 22,
                        static_cast<std::uint32_t>(slot));
    }
    WindowConfig config;
    config.width = kWidth;
    config.height = kHeight;
    config.renderer = choice;
    auto opened = Window::open(config);
    if (!opened) {
        std::fprintf(stderr, "%s\n", to_string(opened.error()).c_str());
        return 1;
    }
    Window& window = **opened;
    InputQueue input;
    EventLoop loop(window, input);
    std::printf("renderer %s\n", std::string(window.renderer().name()).c_str());
    std::printf("%-34s %9s %9s %12s\n", "", "p50 ms", "p95 ms", "pixels");

    Screen screen;
    const auto measure = [&](const char* what, int rounds, const std::function<void(int)>& change) {
        std::vector<double> samples;
        std::int64_t pixels = 0;
        for (int i = 0; i < rounds; ++i) {
            loop.wait(std::chrono::milliseconds(0));
            change(i);
            const ImDrawData& frame =
                frame_of(kWidth, kHeight, [&](ImDrawList& list) { screen.draw(list); });
            const double start = cpu_ms();
            const auto report = window.renderer().present(frame, pages, {238, 241, 245});
            samples.push_back(cpu_ms() - start);
            if (!report) {
                std::fprintf(stderr, "%s\n", to_string(report.error()).c_str());
                return false;
            }
            pixels = report->damaged_pixels;
        }
        std::sort(samples.begin(), samples.end());
        std::printf("%-34s %9.2f %9.2f %12lld\n", what, samples[samples.size() / 2],
                    samples[samples.size() * 95 / 100], static_cast<long long>(pixels));
        return true;
    };
    const bool measured =
        measure("full frame", 100, [&](int) { window.renderer().invalidate(); }) &&
        measure("page change", 100, [&](int i) { screen.text_seed = i * 3; }) &&
        measure("one key pressed or released", 300,
                [&](int i) { screen.pressed_key = i % 2 == 0 ? i / 2 % 45 : -1; }) &&
        measure("one letter more", 300, [&](int i) { screen.typed = 1 + i % 60; }) &&
        measure("a new glyph in the atlas, unused", 100,
                [&](int i) {
                    pages.put_glyph(0, i % 32 * kSlotPx, 960, 15, 22,
                                    static_cast<std::uint32_t>(i));
                }) &&
        measure("nothing changed", 300, [](int) {});
    if (!measured) return 1;
    const auto stats = read_process_stats();
    if (stats)
        std::printf("resident memory %.1f MB\n", static_cast<double>(stats->resident_bytes) / 1e6);
    if (picture_path != nullptr) {
        const auto picture = window.renderer().read_back();
        if (!picture || !save_png(*picture, picture_path)) return 1;
    }
    return 0;
}

}  // namespace
}  // namespace lotse::platform

int main(int argc, char** argv) {
    using lotse::platform::RendererChoice;
    const bool gpu = argc > 1 && std::strcmp(argv[1], "gpu") == 0;
    return lotse::platform::run(gpu ? RendererChoice::Gpu : RendererChoice::Software,
                                argc > 2 ? argv[2] : nullptr);
}
