// SPDX-License-Identifier: EUPL-1.2
#include "platform/synthetic.h"

#include <SDL.h>

#include <algorithm>
#include <cstring>

namespace lotse::platform {
namespace {

/// Not a number that SDL gives to a device: fingers of a real panel and of the automation never
/// mix.
constexpr SDL_TouchID kTouchDevice = 0x4C6F747365;

Result<void> push(SDL_Event& event) {
    if (SDL_PushEvent(&event) == 1) return {};
    return Error{Kind::Transient, "synthetic input",
                 std::string("the event queue is full: ") + SDL_GetError()};
}

/// Bytes of the sequence that starts with `lead`; 0 if none does (RFC 3629).
std::size_t sequence_length(unsigned char lead) {
    if (lead >= 0x01 && lead < 0x80) return 1;
    if (lead >= 0xC2 && lead < 0xE0) return 2;
    if (lead >= 0xE0 && lead < 0xF0) return 3;
    if (lead >= 0xF0 && lead < 0xF5) return 4;
    return 0;
}

/// SDLK_UNKNOWN for what no single key of a keyboard is.
SDL_Keycode code_of(Keystroke::Key key) {
    switch (key) {
        case Keystroke::Key::Backspace:
            return SDLK_BACKSPACE;
        case Keystroke::Key::Delete:
            return SDLK_DELETE;
        case Keystroke::Key::Left:
            return SDLK_LEFT;
        case Keystroke::Key::Right:
            return SDLK_RIGHT;
        case Keystroke::Key::Enter:
            return SDLK_RETURN;
        case Keystroke::Key::Tab:
            return SDLK_TAB;
        case Keystroke::Key::Escape:
            return SDLK_ESCAPE;
        case Keystroke::Key::SelectAll:
            return SDLK_a;
        case Keystroke::Key::Text:
        case Keystroke::Key::ReplaceLast:
        case Keystroke::Key::Activate:
        case Keystroke::Key::Repeat:
        case Keystroke::Key::Switch:
            break;
    }
    return SDLK_UNKNOWN;
}

/// A key that goes down, and up again.
Result<void> push_both(SDL_Event& event) {
    if (Result<void> down = push(event); !down) return down;
    event.type = SDL_KEYUP;
    event.key.state = SDL_RELEASED;
    return push(event);
}

}  // namespace

Result<void> SyntheticInput::push_finger(unsigned int type, float x, float y) {
    SDL_Event event{};
    event.type = type;
    event.tfinger.touchId = kTouchDevice;
    event.tfinger.x = x / static_cast<float>(m_width);
    event.tfinger.y = y / static_cast<float>(m_height);
    event.tfinger.pressure = 1.0F;
    return push(event);
}

Result<void> SyntheticInput::push_tap(float x, float y) {
    if (Result<void> down = push_finger(SDL_FINGERDOWN, x, y); !down) return down;
    return push_finger(SDL_FINGERUP, x, y);
}

Result<void> SyntheticInput::push_drag(float x0, float y0, float x1, float y1, int moves) {
    if (Result<void> down = push_finger(SDL_FINGERDOWN, x0, y0); !down) return down;
    for (int i = 1; i <= moves; ++i) {
        const float part = static_cast<float>(i) / static_cast<float>(moves);
        Result<void> move =
            push_finger(SDL_FINGERMOTION, x0 + (x1 - x0) * part, y0 + (y1 - y0) * part);
        if (!move) return move;
    }
    return push_finger(SDL_FINGERUP, x1, y1);
}

Result<void> SyntheticInput::push_text(std::string_view utf8) {
    for (std::size_t i = 0; i < utf8.size();) {
        const std::size_t length = sequence_length(static_cast<unsigned char>(utf8[i]));
        bool valid = length > 0 && i + length <= utf8.size();
        for (std::size_t k = 1; valid && k < length; ++k) {
            valid = (static_cast<unsigned char>(utf8[i + k]) & 0xC0U) == 0x80U;
        }
        if (!valid) {
            return Error{
                Kind::Refused, "synthetic input",
                "byte " + std::to_string(i) + " of the text is not UTF-8 that can be typed"};
        }
        i += length;
    }
    constexpr std::size_t kMostBytes = SDL_TEXTINPUTEVENT_TEXT_SIZE - 1;
    while (!utf8.empty()) {
        std::size_t length = std::min(utf8.size(), kMostBytes);
        while (length < utf8.size() &&
               (static_cast<unsigned char>(utf8[length]) & 0xC0U) == 0x80U) {
            --length;
        }
        SDL_Event event{};
        event.type = SDL_TEXTINPUT;
        std::memcpy(event.text.text, utf8.data(), length);
        if (Result<void> pushed = push(event); !pushed) return pushed;
        utf8.remove_prefix(length);
    }
    return {};
}

Result<void> SyntheticInput::push_usage(int usage) {
    SDL_Event event{};
    event.type = SDL_KEYDOWN;
    event.key.state = SDL_PRESSED;
    // SDL's scancodes are the usages of page 7.
    event.key.keysym.scancode = static_cast<SDL_Scancode>(usage);
    event.key.keysym.sym = SDL_GetKeyFromScancode(event.key.keysym.scancode);
    return push_both(event);
}

Result<void> SyntheticInput::push_key(Keystroke::Key key, bool shift) {
    const SDL_Keycode code = code_of(key);
    if (code == SDLK_UNKNOWN) return Error{Kind::Refused, "synthetic input", "no such key"};
    SDL_Event event{};
    event.type = SDL_KEYDOWN;
    event.key.state = SDL_PRESSED;
    event.key.keysym.sym = code;
    event.key.keysym.mod =
        static_cast<std::uint16_t>((shift ? KMOD_LSHIFT : KMOD_NONE) |
                                   (key == Keystroke::Key::SelectAll ? KMOD_LCTRL : KMOD_NONE));
    return push_both(event);
}

}  // namespace lotse::platform
