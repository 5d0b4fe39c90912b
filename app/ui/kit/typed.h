// SPDX-License-Identifier: EUPL-1.2
/// What was typed on a real keyboard since the frame before, as drawings take it.
#pragma once

#include <cstdint>
#include <string>

namespace lotse::ui {

/// A key of a real keyboard, in the order typed.
struct Typed {
    enum class Key : std::uint8_t {
        Text,
        Backspace,
        Delete,
        Left,
        Right,
        Enter,
        Escape,
        SelectAll  ///< at the desk only
    } key = Key::Text;
    std::string text;
};

}  // namespace lotse::ui
