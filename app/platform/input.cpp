// SPDX-License-Identifier: EUPL-1.2
#include "platform/input.h"

#include <SDL.h>

#include <algorithm>
#include <cfloat>
#include <cmath>

#include "core/limits.h"
#include "imgui.h"

namespace lotse::platform {
namespace {

/// SDL stamps events in whole milliseconds of its own clock.
TimePoint time_of(const SDL_Event& event, TimePoint now) {
    const std::uint32_t age_ms = SDL_GetTicks() - event.common.timestamp;
    constexpr std::uint32_t kOldestBelievableMs = 60'000;  // an event made by hand carries no time
    if (event.common.timestamp == 0 || age_ms > kOldestBelievableMs) return now;
    return now - std::chrono::milliseconds(age_ms);
}

std::string clipboard() {
    char* text = SDL_GetClipboardText();
    std::string copy = text ? text : "";
    SDL_free(text);
    return copy;
}

/// Nothing: the key means nothing here.
std::optional<Keystroke::Key> key_of(SDL_Keycode code) {
    switch (code) {
        case SDLK_LEFT:
            return Keystroke::Key::Left;
        case SDLK_RIGHT:
            return Keystroke::Key::Right;
        case SDLK_BACKSPACE:
            return Keystroke::Key::Backspace;
        case SDLK_DELETE:
            return Keystroke::Key::Delete;
        case SDLK_RETURN:
        case SDLK_KP_ENTER:
            return Keystroke::Key::Enter;
        case SDLK_TAB:
            return Keystroke::Key::Tab;
        case SDLK_ESCAPE:
            return Keystroke::Key::Escape;
        default:
            return std::nullopt;
    }
}

/// Keys after which the next stroke may belong to another field or screen.
bool moves_focus(Keystroke::Key key) {
    return key == Keystroke::Key::Tab || key == Keystroke::Key::Enter ||
           key == Keystroke::Key::Escape || key == Keystroke::Key::Switch;
}

}  // namespace

void InputQueue::set_screen(int width, int height, float pixels_per_unit) {
    m_pixels_per_unit = pixels_per_unit;
    m_width = width;
    m_height = height;
}

InputQueue::Point InputQueue::finger_point(float x, float y) const {
    return {x * static_cast<float>(m_width), y * static_cast<float>(m_height)};
}

bool InputQueue::handle(const SDL_Event& event, TimePoint now) {
    const TimePoint when = time_of(event, now);
    const auto finger = [&event] {
        return Pointer{false, event.tfinger.touchId, event.tfinger.fingerId};
    };
    const Pointer mouse{true, 0, 0};
    const auto at = [this](int x, int y) {
        return Point{static_cast<float>(x) * m_pixels_per_unit,
                     static_cast<float>(y) * m_pixels_per_unit};
    };
    switch (event.type) {
        case SDL_FINGERDOWN:
            press(finger(), finger_point(event.tfinger.x, event.tfinger.y), when);
            return true;
        case SDL_FINGERMOTION:
            move(finger(), finger_point(event.tfinger.x, event.tfinger.y), when);
            return true;
        case SDL_FINGERUP:
            release(finger(), finger_point(event.tfinger.x, event.tfinger.y), when);
            return true;
        case SDL_MOUSEMOTION:
            if (event.motion.which == SDL_TOUCH_MOUSEID) return false;
            move(mouse, at(event.motion.x, event.motion.y), when);
            return true;
        case SDL_MOUSEBUTTONDOWN:
        case SDL_MOUSEBUTTONUP:
            if (event.button.which == SDL_TOUCH_MOUSEID || event.button.button != SDL_BUTTON_LEFT) {
                return false;
            }
            if (event.type == SDL_MOUSEBUTTONDOWN) {
                press(mouse, at(event.button.x, event.button.y), when);
            } else {
                release(mouse, at(event.button.x, event.button.y), when);
            }
            return true;
        case SDL_MOUSEWHEEL:
            if (m_steps.size() < limits::kMostPendingInputs) {
                add(Kind::Wheel, {event.wheel.preciseX, event.wheel.preciseY}, when);
            }
            return true;
        case SDL_TEXTINPUT: {
            Keystroke stroke;
            stroke.text = event.text.text;
            if (stroke.text.empty() || !m_keypad.empty()) return false;
            add_stroke(std::move(stroke), when);
            return true;
        }
        case SDL_KEYDOWN:
            return m_keypad.empty() ? handle_key(event, when) : handle_keypad(event, when);
        case SDL_WINDOWEVENT:
            if (event.window.event == SDL_WINDOWEVENT_FOCUS_LOST && m_active) {
                cancel(when);
                return true;
            }
            if (event.window.event == SDL_WINDOWEVENT_LEAVE && m_desk && !m_active) {
                add(Kind::Move, {-FLT_MAX, -FLT_MAX}, when);
                return true;
            }
            return false;
        default:
            return false;
    }
}

bool InputQueue::handle_key(const SDL_Event& event, TimePoint when) {
    const bool control = m_desk && (event.key.keysym.mod & KMOD_CTRL) != 0;
    Keystroke stroke;
    if (control && event.key.keysym.sym == SDLK_v) {
        stroke.text = clipboard();
        if (stroke.text.empty()) return false;
    } else if (control && event.key.keysym.sym == SDLK_a) {
        stroke.key = Keystroke::Key::SelectAll;
    } else if (const auto key = key_of(event.key.keysym.sym)) {
        if (event.key.repeat != 0 && moves_focus(*key)) return true;
        stroke.key = *key;
        stroke.shift = (event.key.keysym.mod & KMOD_SHIFT) != 0;
    } else {
        return false;
    }
    add_stroke(std::move(stroke), when);
    return true;
}

bool InputQueue::handle_keypad(const SDL_Event& event, TimePoint when) {
    // SDL's scancodes are the usages of page 7.
    const auto key = m_keypad.find(static_cast<int>(event.key.keysym.scancode));
    if (key == m_keypad.end()) return false;
    if (event.key.repeat != 0) return true;
    Keystroke stroke;
    switch (key->second) {
        case KeypadKey::Previous:
        case KeypadKey::Next:
            stroke.key = Keystroke::Key::Tab;
            stroke.shift = key->second == KeypadKey::Previous;
            break;
        case KeypadKey::Activate:
            stroke.key = Keystroke::Key::Activate;
            break;
        case KeypadKey::Back:
            stroke.key = Keystroke::Key::Escape;
            break;
        case KeypadKey::Repeat:
            stroke.key = Keystroke::Key::Repeat;
            break;
        case KeypadKey::Switch:
            stroke.key = Keystroke::Key::Switch;
            break;
        case KeypadKey::JackIn:
        case KeypadKey::JackOut:
            m_headset = key->second == KeypadKey::JackIn;
            return false;
    }
    add_stroke(std::move(stroke), when);
    return true;
}

void InputQueue::press(const Pointer& pointer, Point at, TimePoint when) {
    if (m_steps.size() >= limits::kMostPendingInputs) return;
    if (m_active) add(Kind::Up, m_active_at, when);
    m_active = pointer;
    m_active_at = at;
    add(Kind::Down, at, when);
}

void InputQueue::move(const Pointer& pointer, Point at, TimePoint when) {
    if (m_active) {
        if (*m_active != pointer) return;
        m_active_at = at;
    } else if (!pointer.mouse || !m_desk) {
        return;
    }
    // Only the newest of several moves matters; the oldest says how long the person has waited.
    if (!m_steps.empty() && m_steps.back().kind == Kind::Move && m_steps.back().came_in) {
        m_steps.back().at = at;
    } else {
        add(Kind::Move, at, when);
    }
}

void InputQueue::release(const Pointer& pointer, Point at, TimePoint when) {
    if (!m_active || *m_active != pointer) return;
    m_active.reset();
    add(Kind::Up, at, when);
    if (!pointer.mouse || !m_desk) add(Kind::Move, {-FLT_MAX, -FLT_MAX}, std::nullopt);
}

void InputQueue::cancel(TimePoint when) {
    m_active.reset();
    add(Kind::Up, {-FLT_MAX, -FLT_MAX}, when);
}

void InputQueue::add_stroke(Keystroke stroke, TimePoint when) {
    if (m_steps.size() >= limits::kMostPendingInputs) return;
    m_steps.push_back({Kind::Stroke, {0, 0}, when, std::move(stroke)});
}

void InputQueue::add(Kind kind, Point at, std::optional<TimePoint> when) {
    m_steps.push_back({kind, at, when, {}});
}

InputFrame InputQueue::begin_frame(ImGuiIO& io, TimePoint now) {
    InputFrame frame;
    Point wheel{0, 0};
    bool moved_while_down = false;
    bool full = false;
    while (!m_steps.empty() && !full) {
        Step& step = m_steps.front();
        const bool button = step.kind == Kind::Down || step.kind == Kind::Up;
        // A drag has to be seen as one before its end; typing belongs to what had the focus before
        // the tap.
        if (button && (moved_while_down || !frame.strokes.empty())) break;
        switch (step.kind) {
            case Kind::Move:
                m_at = step.at;
                moved_while_down = m_down;
                break;
            case Kind::Down:
            case Kind::Up:
                m_at = step.at;
                m_down = step.kind == Kind::Down;
                if (m_down) frame.pressed = step.came_in;
                full = true;
                break;
            case Kind::Wheel:
                wheel.x += step.at.x;
                wheel.y += step.at.y;
                break;
            case Kind::Stroke:
                full = moves_focus(step.stroke.key);
                frame.pressed = step.came_in;
                frame.strokes.push_back(std::move(step.stroke));
                break;
        }
        if (step.came_in && (!frame.oldest_event || *step.came_in < *frame.oldest_event)) {
            frame.oldest_event = step.came_in;
        }
        m_steps.pop_front();
    }
    frame.more = !m_steps.empty();

    io.DisplaySize = ImVec2(static_cast<float>(m_width), static_cast<float>(m_height));
    // ImGui insists on time going forward, also between two frames of the same microsecond.
    constexpr float kShortestStep = 1e-4F;
    const float step_seconds =
        m_last_frame ? std::chrono::duration<float>(now - *m_last_frame).count() : 1.0F / 60;
    io.DeltaTime = std::max(step_seconds, kShortestStep);
    m_last_frame = now;
    // Written as before ImGui 1.87, whose own queue would spread this frame over several. It stays
    // empty, and NewFrame takes what stands here.
    io.MousePos = ImVec2(m_at.x, m_at.y);
    io.MouseDown[0] = m_down;
    io.MouseWheelH = wheel.x;
    io.MouseWheel = wheel.y;
    return frame;
}

void LatencyMeter::event_taken(TimePoint when) {
    if (!m_pending || when < *m_pending) m_pending = when;
}

void LatencyMeter::presented(bool drawn, TimePoint now) {
    if (!drawn || !m_pending) return;
    const float sample = std::chrono::duration<float, std::milli>(now - *m_pending).count();
    m_pending.reset();
    if (m_ring.size() < kWindow) {
        m_ring.push_back(sample);
    } else {
        m_ring[m_count % kWindow] = sample;
    }
    ++m_count;
}

LatencyMeter::Summary LatencyMeter::summary() const {
    Summary summary;
    summary.count = m_count;
    if (m_ring.empty()) return summary;
    std::vector<float> sorted = m_ring;
    std::sort(sorted.begin(), sorted.end());
    // Nearest rank: the smallest sample that at least the given share does not exceed.
    const auto rank = [&sorted](double share) {
        const auto at =
            static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
        return static_cast<double>(sorted[std::max<std::size_t>(at, 1) - 1]);
    };
    summary.p50_ms = rank(0.50);
    summary.p95_ms = rank(0.95);
    summary.p99_ms = rank(0.99);
    summary.worst_ms = static_cast<double>(sorted.back());
    return summary;
}

}  // namespace lotse::platform
