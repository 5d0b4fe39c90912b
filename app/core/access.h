// SPDX-License-Identifier: EUPL-1.2
/// How a client wants the screen to be: letters, colours, motion, where things stand, whether
/// answers can be read by others, and whether screens are read aloud. It holds at once and ends
/// with the client.
///
/// Values. How each looks is decided in ui/kit/theme.h; when they end, in core/terminal/session.h.
#pragma once

#include <cstdint>

namespace lotse {

enum class Letters : std::uint8_t { Normal, Large, VeryLarge };
/// The high ones know only two tones for grounds and lines (ISO 9241-112, EN 301 549 11.7).
enum class Scheme : std::uint8_t { Light, Dark, HighLight, HighDark };

struct Access {
    Letters letters = Letters::Normal;
    Scheme scheme = Scheme::Light;
    bool calm = false;  ///< nothing moves that nobody moves
    bool low = false;   ///< what is touched stands lower
    bool hide_answers = false;
    bool listening = false;      ///< screens are read aloud
    bool explored = false;       ///< a finger only says what lies under it (ui/kit/explorer.h)
    bool sound_chosen = false;   ///< by hand, on or off: nothing else switches it any more
    bool answers_aloud = false;  ///< answers too
    int louder = 0, faster = 0;  ///< steps from what is usual (core/voice/voice.h)
    bool operator==(const Access&) const = default;
};

constexpr Letters after(Letters letters) {
    return letters == Letters::VeryLarge ? Letters::Normal
                                         : static_cast<Letters>(static_cast<int>(letters) + 1);
}
constexpr Scheme after(Scheme scheme) {
    return scheme == Scheme::HighDark ? Scheme::Light
                                      : static_cast<Scheme>(static_cast<int>(scheme) + 1);
}

}  // namespace lotse
