// SPDX-License-Identifier: EUPL-1.2
/// A keypad beside the screen, for people who do not see it or cannot touch it: five keys of one
/// meaning each, whatever their caps say (EN 301 549 5.9, 8.4.2: single presses, no chords). For
/// who has one movement, one switch: the focus moves on by itself (ui/kit/scanner.h), and the
/// switch presses what it stands on. Keypads with a jack of their own report as keys that it is in
/// or out, which is nobody's press.
#pragma once

#include <cstdint>
#include <map>

namespace lotse {

enum class KeypadKey : std::uint8_t {
    Previous,
    Next,
    Activate,
    Back,
    Repeat,
    Switch,
    JackIn,
    JackOut
};

/// By usage of USB HID page 7 ("keyboard/keypad"), which keypads of kiosks report. Empty: there is
/// none, and a keyboard's own keys count.
using Keypad = std::map<int, KeypadKey>;

}  // namespace lotse
