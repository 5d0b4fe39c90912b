// SPDX-License-Identifier: EUPL-1.2
/// What a key means, whichever keyboard it is on: a real one (platform makes it of what the system
/// reports) or the one on the screen.
///
/// Only keys that mean something here; a keyboard's others are never reported.
#pragma once

#include <cstdint>
#include <string>

namespace lotse {

struct Keystroke {
    enum class Key : std::uint8_t {
        Text,
        ReplaceLast,  ///< text instead of the letter typed last: another form of a syllable
        Backspace,
        Delete,
        Left,  ///< on the screen, in both directions of writing
        Right,
        Enter,
        Tab,
        Escape,
        SelectAll,
        Activate,  ///< of a keypad: what has the focus, never the end of a text
        Repeat,    ///< of a keypad: say it again
        Switch,    ///< the only key of who has one: begins to move, or activates
    } key = Key::Text;
    std::string text = {};  ///< UTF-8; empty for keys that write nothing
    bool shift = false;     ///< of Tab: backwards

    bool operator==(const Keystroke&) const = default;
};

}  // namespace lotse
