// SPDX-License-Identifier: EUPL-1.2
/// A keypad beside the screen, for people who do not see it or cannot touch it: five keys of one
/// meaning each, whatever their caps say (EN 301 549 5.9, 8.4.2: single presses, no chords).
#pragma once

#include <cstdint>
#include <map>

namespace lotse {

enum class KeypadKey : std::uint8_t { Previous, Next, Activate, Back, Repeat };

/// By usage of USB HID page 7 ("keyboard/keypad"), which keypads of kiosks report. Empty: there is
/// none, and a keyboard's own keys count.
using Keypad = std::map<int, KeypadKey>;

}  // namespace lotse
