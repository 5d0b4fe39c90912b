// SPDX-License-Identifier: EUPL-1.2
#include "platform/window.h"

#include <SDL.h>
#include <gtest/gtest.h>
#include <png.h>

#include <cfloat>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "platform/drawing.h"
#include "platform/loop.h"
#include "platform/process_stats.h"
#include "platform/screenshot.h"
#include "platform/synthetic.h"

namespace lotse::platform {
namespace {

using std::chrono::milliseconds;

class OpenWindow : public testing::Test {
protected:
    void SetUp() override {
        setenv("SDL_VIDEODRIVER", "dummy", 1);
        WindowConfig config;
        config.width = 320;
        config.height = 240;
        auto opened = Window::open(config);
        ASSERT_TRUE(opened.ok()) << to_string(opened.error());
        m_window = std::move(opened).value();
        m_loop = std::make_unique<EventLoop>(*m_window, m_input);
        while (m_loop->wait(milliseconds(0)).anything()) {
        }
    }
    Result<FrameReport> present(ImU32 colour) {
        return m_window->renderer().present(
            frame_of(320, 240,
                     [colour](ImDrawList& list) {
                         list.AddRectFilled({40, 50}, {140, 100}, colour, 10);
                     }),
            m_pages, {255, 255, 255});
    }

    ImGuiSetup m_imgui;
    FakePages m_pages{1, 64};
    InputQueue m_input;
    std::unique_ptr<Window> m_window;
    std::unique_ptr<EventLoop> m_loop;
};

TEST_F(OpenWindow, a_frame_like_the_last_one_is_not_presented) {
    const auto first = present(IM_COL32(200, 0, 0, 255));
    ASSERT_TRUE(first.ok()) << to_string(first.error());
    EXPECT_TRUE(first->drawn);
    EXPECT_EQ(first->damaged_pixels, 320 * 240);
    const auto second = present(IM_COL32(200, 0, 0, 255));
    EXPECT_FALSE(second->drawn);
    EXPECT_EQ(second->damaged_pixels, 0);
    EXPECT_EQ(second->frames_drawn, 1U);
    const auto third = present(IM_COL32(0, 0, 200, 255));
    EXPECT_TRUE(third->drawn);
    EXPECT_LT(third->damaged_pixels, 320 * 240 / 2);
    EXPECT_EQ(third->frames_drawn, 2U);
}

TEST_F(OpenWindow, an_uncovered_window_is_drawn_again) {
    ASSERT_TRUE(present(IM_COL32(200, 0, 0, 255))->drawn);
    SDL_Event event{};
    event.type = SDL_WINDOWEVENT;
    event.window.event = SDL_WINDOWEVENT_EXPOSED;
    SDL_PushEvent(&event);
    EXPECT_TRUE(m_loop->wait(milliseconds(0)).redraw);
    EXPECT_TRUE(present(IM_COL32(200, 0, 0, 255))->drawn);
}

TEST_F(OpenWindow, a_screenshot_read_from_its_file_is_what_was_presented) {
    EXPECT_FALSE(m_window->renderer().read_back().ok());
    ASSERT_TRUE(present(IM_COL32(200, 10, 30, 255)).ok());
    const auto picture = m_window->renderer().read_back();
    ASSERT_TRUE(picture.ok());
    const std::size_t inside = (75 * 320 + 90) * 3;
    EXPECT_EQ(picture->rgb[inside], 200);
    EXPECT_EQ(picture->rgb[inside + 1], 10);
    EXPECT_EQ(picture->rgb[inside + 2], 30);
    EXPECT_EQ(picture->rgb[0], 255);

    const std::string path =
        (std::filesystem::temp_directory_path() / "lotse-screenshot-test.png").string();
    const auto saved = save_png(*picture, path);
    ASSERT_TRUE(saved.ok()) << to_string(saved.error());
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    ASSERT_NE(png_image_begin_read_from_file(&image, path.c_str()), 0);
    ASSERT_EQ(image.width, 320U);
    ASSERT_EQ(image.height, 240U);
    image.format = PNG_FORMAT_RGB;
    std::vector<std::uint8_t> read(PNG_IMAGE_SIZE(image));
    ASSERT_NE(png_image_finish_read(&image, nullptr, read.data(), 0, nullptr), 0);
    EXPECT_EQ(read, picture->rgb);
    std::filesystem::remove(path);
}

TEST_F(OpenWindow, a_picture_that_cannot_be_written_names_the_file) {
    ASSERT_TRUE(present(IM_COL32(200, 10, 30, 255)).ok());
    const auto saved = save_png(*m_window->renderer().read_back(), "/nowhere/picture.png");
    ASSERT_FALSE(saved.ok());
    EXPECT_EQ(saved.error().where, "/nowhere/picture.png");
}

TEST_F(OpenWindow, synthetic_taps_and_texts_arrive_as_input) {
    SyntheticInput automation(320, 240);
    ASSERT_TRUE(automation.push_tap(160, 60).ok());
    ASSERT_TRUE(automation.push_key(Key::Backspace).ok());
    const std::string typed = "Anerkennung für Ärztinnen – ትግርኛ العربية 🙂";
    ASSERT_TRUE(automation.push_text(typed).ok());
    EXPECT_TRUE(m_loop->wait(milliseconds(0)).input);

    ImGuiIO& io = ImGui::GetIO();
    TimePoint now = BootClock::now();
    InputFrame frame = m_input.begin_frame(io, now);
    EXPECT_NEAR(io.MousePos.x, 160, 0.01);
    EXPECT_NEAR(io.MousePos.y, 60, 0.01);
    EXPECT_TRUE(io.MouseDown[0]);
    frame = m_input.begin_frame(io, now);
    EXPECT_FALSE(io.MouseDown[0]);
    frame = m_input.begin_frame(io, now);
    EXPECT_EQ(io.MousePos.x, -FLT_MAX);
    std::string received;
    for (const Stroke& stroke : frame.strokes) {
        EXPECT_LE(stroke.text.size(), 31U);
        received += stroke.text;
    }
    EXPECT_EQ(frame.strokes.front().key, Key::Backspace);
    EXPECT_EQ(received, typed);
    EXPECT_FALSE(frame.more);
}

TEST_F(OpenWindow, a_synthetic_drag_passes_through_the_middle) {
    ASSERT_TRUE(SyntheticInput(320, 240).push_drag(10, 10, 300, 200).ok());
    m_loop->wait(milliseconds(0));
    ImGuiIO& io = ImGui::GetIO();
    const TimePoint now = BootClock::now();
    m_input.begin_frame(io, now);
    EXPECT_NEAR(io.MousePos.x, 10, 0.01);
    m_input.begin_frame(io, now);
    EXPECT_NEAR(io.MousePos.x, 300, 0.01);
    EXPECT_TRUE(io.MouseDown[0]);
    m_input.begin_frame(io, now);
    EXPECT_FALSE(io.MouseDown[0]);
}

TEST_F(OpenWindow, text_that_is_not_utf8_is_refused_as_a_whole) {
    EXPECT_FALSE(SyntheticInput(320, 240).push_text("ab\xC3").ok());
    EXPECT_FALSE(SyntheticInput(320, 240).push_text("\x80").ok());
    EXPECT_FALSE(m_loop->wait(milliseconds(0)).anything());
}

TEST_F(OpenWindow, another_thread_ends_the_waiting) {
    std::thread other([this] {
        std::this_thread::sleep_for(milliseconds(20));
        for (int i = 0; i < 1000; ++i) m_loop->wake();
    });
    const Happened happened = m_loop->wait(milliseconds(20'000));
    other.join();
    EXPECT_TRUE(happened.woken);
    EXPECT_FALSE(happened.input);
    m_loop->wait(milliseconds(0));
    m_loop->wake();
    EXPECT_TRUE(m_loop->wait(milliseconds(1000)).woken);
}

TEST_F(OpenWindow, waiting_ends_without_events_when_its_time_is_over) {
    const TimePoint start = BootClock::now();
    EXPECT_FALSE(m_loop->wait(milliseconds(30)).anything());
    EXPECT_GE(BootClock::now() - start, milliseconds(25));
}

TEST(Process, knows_its_processor_time_and_memory) {
    const auto before = read_process_stats();
    ASSERT_TRUE(before.ok());
    EXPECT_GT(before->resident_bytes, 1'000'000);
    std::vector<char> ballast(32 * 1024 * 1024, 1);
    const auto after = read_process_stats();
    EXPECT_GT(after->resident_bytes, before->resident_bytes + 16 * 1024 * 1024);
    EXPECT_GE(after->cpu_seconds, before->cpu_seconds);
    EXPECT_EQ(ballast.back(), 1);
}

TEST(NoScreen, is_an_error_that_says_so) {
    setenv("SDL_VIDEODRIVER", "no such driver", 1);
    const auto window = Window::open({});
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    ASSERT_FALSE(window.ok());
    EXPECT_EQ(window.error().kind, Kind::Unusable);
    EXPECT_NE(window.error().detail.find("no screen"), std::string::npos);
}

}  // namespace
}  // namespace lotse::platform
