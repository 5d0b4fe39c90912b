// SPDX-License-Identifier: EUPL-1.2
#include "platform/input.h"

#include <SDL.h>
#include <gtest/gtest.h>

#include <cfloat>

#include "core/limits.h"
#include "imgui.h"
#include "platform/imgui_context.h"

namespace lotse::platform {
namespace {

using std::chrono::milliseconds;

/// What ImGui sees in one frame.
struct Seen {
    float x, y;
    bool down, clicked, released;
    InputFrame frame;
};

class Input : public testing::Test {
protected:
    Input() { m_queue.set_screen(1000, 500); }

    static SDL_Event finger_event(std::uint32_t type, int finger, float x, float y) {
        SDL_Event event{};
        event.type = type;
        event.tfinger.touchId = 7;
        event.tfinger.fingerId = finger;
        event.tfinger.x = x / 1000;
        event.tfinger.y = y / 500;
        return event;
    }
    void down(int finger, float x, float y) { handle(finger_event(SDL_FINGERDOWN, finger, x, y)); }
    void move(int finger, float x, float y) {
        handle(finger_event(SDL_FINGERMOTION, finger, x, y));
    }
    void up(int finger, float x, float y) { handle(finger_event(SDL_FINGERUP, finger, x, y)); }
    void tap(int finger, float x, float y) {
        down(finger, x, y);
        up(finger, x, y);
    }
    void mouse_button(std::uint32_t type, int x, int y, std::uint32_t which = 0) {
        SDL_Event event{};
        event.type = type;
        event.button.which = which;
        event.button.button = SDL_BUTTON_LEFT;
        event.button.x = x;
        event.button.y = y;
        handle(event);
    }
    void mouse_move(int x, int y) {
        SDL_Event event{};
        event.type = SDL_MOUSEMOTION;
        event.motion.x = x;
        event.motion.y = y;
        handle(event);
    }
    void key(SDL_Keycode code, std::uint16_t modifiers = KMOD_NONE) {
        SDL_Event event{};
        event.type = SDL_KEYDOWN;
        event.key.keysym.sym = code;
        event.key.keysym.mod = modifiers;
        handle(event);
    }
    void scancode(SDL_Scancode code, bool repeat = false) {
        SDL_Event event{};
        event.type = SDL_KEYDOWN;
        event.key.keysym.scancode = code;
        event.key.keysym.sym = SDL_GetKeyFromScancode(code);
        event.key.repeat = repeat ? 1 : 0;
        handle(event);
    }
    void text(const char* utf8) {
        SDL_Event event{};
        event.type = SDL_TEXTINPUT;
        SDL_strlcpy(event.text.text, utf8, sizeof(event.text.text));
        handle(event);
    }
    void handle(const SDL_Event& event) { m_queue.handle(event, m_now); }

    Seen next() {
        m_now += milliseconds(16);
        Seen seen{};
        seen.frame = m_queue.begin_frame(ImGui::GetIO(), m_now);
        ImGui::NewFrame();
        const ImGuiIO& io = ImGui::GetIO();
        seen.x = io.MousePos.x;
        seen.y = io.MousePos.y;
        seen.down = io.MouseDown[0];
        seen.clicked = ImGui::IsMouseClicked(0);
        seen.released = ImGui::IsMouseReleased(0);
        ImGui::EndFrame();
        return seen;
    }
    /// Frames until nothing waits.
    std::vector<Seen> all() {
        std::vector<Seen> frames;
        do {
            frames.push_back(next());
        } while (frames.back().frame.more);
        return frames;
    }
    /// Where presses and releases were seen: "d100 u100 …", "-" for a frame without a position.
    static std::string story(const std::vector<Seen>& frames) {
        std::string story;
        for (const Seen& seen : frames) {
            if (!story.empty()) story += ' ';
            if (seen.clicked) story += 'd';
            if (seen.released) story += 'u';
            if (!seen.clicked && !seen.released && seen.down) story += 'm';
            story += seen.x == -FLT_MAX ? "-" : std::to_string(std::lround(seen.x));
        }
        return story;
    }

    ImGuiSetup m_imgui;
    InputQueue m_queue;
    TimePoint m_now{std::chrono::hours(1)};
};

TEST_F(Input, a_tap_shorter_than_a_frame_is_pressed_released_and_gone) {
    tap(1, 100, 50);
    const auto frames = all();
    EXPECT_EQ(story(frames), "d100 u100 -");
    EXPECT_FLOAT_EQ(frames[0].y, 50);
    EXPECT_FALSE(m_queue.pending());
}

TEST_F(Input, three_taps_within_one_frame_are_three_taps) {
    tap(1, 100, 50);
    tap(2, 200, 50);
    tap(3, 300, 50);
    EXPECT_EQ(story(all()), "d100 u100 d200 u200 d300 u300 -");
}

TEST_F(Input, a_double_tap_within_one_frame_is_two_taps) {
    tap(1, 100, 50);
    tap(1, 101, 50);
    EXPECT_EQ(story(all()), "d100 u100 d101 u101 -");
}

TEST_F(Input, the_second_thumb_releases_the_first_where_it_is) {
    down(1, 100, 50);
    down(2, 300, 50);
    up(1, 100, 50);
    up(2, 300, 50);
    EXPECT_EQ(story(all()), "d100 u100 d300 u300 -");
}

TEST_F(Input, a_thumb_that_has_moved_is_released_at_its_last_place) {
    down(1, 100, 50);
    EXPECT_EQ(story(all()), "d100");
    move(1, 140, 50);
    down(2, 300, 50);
    EXPECT_EQ(story(all()), "m140 u140 d300");
}

TEST_F(Input, a_resting_palm_does_not_keep_fingers_from_tapping) {
    down(9, 900, 450);
    EXPECT_EQ(story(all()), "d900");
    EXPECT_EQ(story(all()), "m900");
    tap(1, 100, 50);
    move(9, 910, 450);
    tap(1, 200, 50);
    up(9, 910, 450);
    EXPECT_EQ(story(all()), "u900 d100 u100 d200 u200 -");
}

TEST_F(Input, dragging_off_is_seen_before_the_release) {
    down(1, 100, 50);
    move(1, 150, 50);
    move(1, 400, 50);
    up(1, 400, 50);
    EXPECT_EQ(story(all()), "d100 m400 u400 -");
}

TEST_F(Input, a_lost_focus_cancels_the_press) {
    down(1, 100, 50);
    all();
    SDL_Event event{};
    event.type = SDL_WINDOWEVENT;
    event.window.event = SDL_WINDOWEVENT_FOCUS_LOST;
    handle(event);
    EXPECT_EQ(story(all()), "u-");
    up(1, 100, 50);
    EXPECT_FALSE(m_queue.pending());
}

TEST_F(Input, the_mouse_taps_and_leaves_no_hover_on_a_terminal) {
    mouse_move(50, 50);
    EXPECT_EQ(story(all()), "-");
    mouse_button(SDL_MOUSEBUTTONDOWN, 100, 50);
    mouse_button(SDL_MOUSEBUTTONUP, 100, 50);
    EXPECT_EQ(story(all()), "d100 u100 -");
}

TEST_F(Input, the_mouse_hovers_at_the_desk) {
    m_queue = InputQueue(true);
    m_queue.set_screen(1000, 500);
    mouse_move(50, 50);
    mouse_move(60, 50);
    EXPECT_EQ(story(all()), "60");
    mouse_button(SDL_MOUSEBUTTONDOWN, 100, 50);
    mouse_button(SDL_MOUSEBUTTONUP, 100, 50);
    EXPECT_EQ(story(all()), "d100 u100");
    EXPECT_EQ(story(all()), "100");
}

TEST_F(Input, a_mouse_that_sdl_made_from_a_finger_does_not_count) {
    mouse_button(SDL_MOUSEBUTTONDOWN, 100, 50, SDL_TOUCH_MOUSEID);
    EXPECT_FALSE(m_queue.pending());
}

TEST_F(Input, text_and_keys_keep_their_order) {
    text("ö");
    key(SDLK_LEFT, KMOD_RSHIFT);
    text("ሀ");
    key(SDLK_BACKSPACE);
    const auto frames = all();
    ASSERT_EQ(frames.size(), 1U);
    const std::vector<Keystroke> expected = {{Keystroke::Key::Text, "ö"},
                                             {Keystroke::Key::Left, "", true},
                                             {Keystroke::Key::Text, "ሀ"},
                                             {Keystroke::Key::Backspace}};
    EXPECT_EQ(frames[0].frame.strokes, expected);
}

TEST_F(Input, text_after_a_tap_waits_until_the_tap_is_over) {
    tap(1, 100, 50);
    text("a");
    tap(1, 200, 50);
    const auto frames = all();
    ASSERT_EQ(story(frames), "d100 u100 - d200 u200 -");
    EXPECT_EQ(frames[2].frame.strokes.size(), 1U);
}

TEST_F(Input, text_after_tab_waits_for_the_next_field) {
    text("a");
    key(SDLK_TAB);
    text("b");
    const auto frames = all();
    ASSERT_EQ(frames.size(), 2U);
    EXPECT_EQ(frames[0].frame.strokes.size(), 2U);
    EXPECT_EQ(frames[1].frame.strokes[0].text, "b");
}

TEST_F(Input, the_clipboard_is_typed_at_the_desk_and_never_at_a_terminal) {
    SDL_SetHint(SDL_HINT_VIDEODRIVER, "dummy");
    ASSERT_EQ(SDL_InitSubSystem(SDL_INIT_VIDEO), 0) << SDL_GetError();
    ASSERT_EQ(SDL_SetClipboardText("ሰላም\nabc"), 0) << SDL_GetError();
    key(SDLK_v, KMOD_LCTRL);
    key(SDLK_a, KMOD_LCTRL);
    EXPECT_FALSE(m_queue.pending());
    m_queue = InputQueue(true);
    m_queue.set_screen(1000, 500);
    key(SDLK_a, KMOD_LCTRL);
    key(SDLK_v, KMOD_LCTRL);
    const auto frames = all();
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    ASSERT_EQ(frames.size(), 1U);
    ASSERT_EQ(frames[0].frame.strokes.size(), 2U);
    EXPECT_EQ(frames[0].frame.strokes[0].key, Keystroke::Key::SelectAll);
    EXPECT_EQ(frames[0].frame.strokes[1].text, "ሰላም\nabc");
}

TEST_F(Input, keys_that_nobody_uses_wake_nobody) {
    key(SDLK_F5);
    key(SDLK_a);
    EXPECT_FALSE(m_queue.pending());
}

TEST_F(Input, the_wheel_adds_up) {
    SDL_Event event{};
    event.type = SDL_MOUSEWHEEL;
    event.wheel.preciseY = -1;
    handle(event);
    handle(event);
    m_queue.begin_frame(ImGui::GetIO(), m_now);
    EXPECT_FLOAT_EQ(ImGui::GetIO().MouseWheel, -2);
    m_queue.begin_frame(ImGui::GetIO(), m_now);
    EXPECT_FLOAT_EQ(ImGui::GetIO().MouseWheel, 0);
}

TEST_F(Input, drumming_is_bounded_and_never_leaves_the_button_down) {
    for (int i = 0; i < 5000; ++i) tap(i % 10, static_cast<float>(i % 900), 50);
    const auto frames = all();
    EXPECT_LE(frames.size(), limits::kMostPendingInputs + 2);
    EXPECT_FALSE(frames.back().down);
    EXPECT_EQ(frames.back().x, -FLT_MAX);
    tap(1, 100, 50);
    EXPECT_EQ(story(all()), "d100 u100 -");
}

TEST_F(Input, a_frame_knows_when_its_first_event_came_in) {
    const TimePoint came = m_now;
    down(1, 100, 50);
    m_now += milliseconds(3);
    up(1, 100, 50);
    EXPECT_EQ(next().frame.oldest_event, came);
    EXPECT_EQ(next().frame.oldest_event, came + milliseconds(3));
    EXPECT_EQ(next().frame.oldest_event, std::nullopt);
}

TEST(Latency, counts_from_the_event_to_the_first_frame_that_shows_it) {
    LatencyMeter meter;
    const TimePoint start{std::chrono::hours(1)};
    meter.event_taken(start);
    meter.presented(false, start + milliseconds(5));
    meter.presented(true, start + milliseconds(9));
    meter.presented(true, start + milliseconds(90));
    EXPECT_EQ(meter.summary().count, 1U);
    EXPECT_FLOAT_EQ(static_cast<float>(meter.summary().p50_ms), 9);
}

TEST(Latency, an_event_without_effect_is_not_counted_against_a_later_frame) {
    LatencyMeter meter;
    const TimePoint start{std::chrono::hours(1)};
    meter.event_taken(start);
    meter.presented(false, start + milliseconds(5));
    meter.settled();
    meter.presented(true, start + milliseconds(900));
    EXPECT_EQ(meter.summary().count, 0U);
}

TEST(Latency, percentiles_are_of_the_last_frames) {
    LatencyMeter meter;
    const TimePoint start{std::chrono::hours(1)};
    const auto sample = [&](int ms) {
        meter.event_taken(start);
        meter.presented(true, start + milliseconds(ms));
    };
    for (int i = 0; i < 500; ++i) sample(5000);
    for (std::size_t i = 0; i < LatencyMeter::kWindow; ++i) sample(static_cast<int>(i % 100) + 1);
    const LatencyMeter::Summary summary = meter.summary();
    EXPECT_EQ(summary.count, 500 + LatencyMeter::kWindow);
    EXPECT_NEAR(summary.p50_ms, 50, 1);
    EXPECT_NEAR(summary.p95_ms, 95, 1);
    EXPECT_NEAR(summary.p99_ms, 99, 1);
    EXPECT_NEAR(summary.worst_ms, 100, 0.01);
}

TEST_F(Input, of_a_keypad_only_its_keys_count_each_once_however_long_it_is_held) {
    m_queue.set_keypad({{SDL_SCANCODE_UP, KeypadKey::Previous},
                        {SDL_SCANCODE_DOWN, KeypadKey::Next},
                        {SDL_SCANCODE_RETURN, KeypadKey::Activate},
                        {SDL_SCANCODE_ESCAPE, KeypadKey::Back},
                        {SDL_SCANCODE_F1, KeypadKey::Repeat}});
    scancode(SDL_SCANCODE_A);
    text("a");
    scancode(SDL_SCANCODE_LEFT);
    EXPECT_FALSE(m_queue.pending());
    const std::pair<SDL_Scancode, Keystroke> kKeys[] = {
        {SDL_SCANCODE_UP, {Keystroke::Key::Tab, {}, true}},
        {SDL_SCANCODE_DOWN, {Keystroke::Key::Tab}},
        {SDL_SCANCODE_RETURN, {Keystroke::Key::Activate}},
        {SDL_SCANCODE_ESCAPE, {Keystroke::Key::Escape}},
        {SDL_SCANCODE_F1, {Keystroke::Key::Repeat}}};
    for (const auto& [code, stroke] : kKeys) {
        scancode(code);
        for (int held = 0; held < 20; ++held) {
            scancode(code, true);
        }
        const Seen seen = next();
        ASSERT_EQ(seen.frame.strokes.size(), 1U);
        EXPECT_EQ(seen.frame.strokes.front(), stroke);
        EXPECT_FALSE(m_queue.pending());
    }
}

TEST_F(Input, of_a_keypads_jack_only_what_holds_now_is_told_and_nobody_pressed_anything) {
    m_queue.set_keypad({{SDL_SCANCODE_F13, KeypadKey::JackIn},
                        {SDL_SCANCODE_F14, KeypadKey::JackOut},
                        {SDL_SCANCODE_SPACE, KeypadKey::Switch}});
    EXPECT_EQ(m_queue.take_headset(), std::nullopt);
    scancode(SDL_SCANCODE_F13);
    EXPECT_FALSE(m_queue.pending());
    EXPECT_EQ(m_queue.take_headset(), true);
    EXPECT_EQ(m_queue.take_headset(), std::nullopt);
    scancode(SDL_SCANCODE_F13);
    scancode(SDL_SCANCODE_F14);
    EXPECT_EQ(m_queue.take_headset(), false);
    EXPECT_FALSE(m_queue.pending());
    scancode(SDL_SCANCODE_SPACE);
    const Seen seen = next();
    ASSERT_EQ(seen.frame.strokes.size(), 1U);
    EXPECT_EQ(seen.frame.strokes.front(), Keystroke{Keystroke::Key::Switch});
}

}  // namespace
}  // namespace lotse::platform
