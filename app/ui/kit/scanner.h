// SPDX-License-Identifier: EUPL-1.2
/// Decides when the focus moves on by itself, for who has one switch (EN 301 549 5.5.1, 11.2.5.1,
/// 11.2.5.4: everything with single presses, without holding).
///
///     Off ─switch─► Moving ─two rounds─► Resting        Moving: the switch presses the stop,
///      ▲              ▲  ▲                  │           or begins if there is none
///      │              │  └─switch, a new screen
///      └─ a finger, the end of a session, from everywhere
///
/// A stop is left some time after it came up, or after it was read aloud. In a level (a row of
/// keys, a part of a list) two rounds lead out of it, so that none is a trap; on the screen itself
/// they end with nothing in the focus. Then nothing moves or speaks until somebody presses: time
/// without input runs on. Pure: `step` says what the keys of a keypad would have done. Leaves
/// alone: which stop follows (focus.h).
#pragma once

#include <cstdint>
#include <optional>

#include "core/moment.h"
#include "ui/kit/focus.h"

namespace lotse::ui {

class Scanner {
public:
    /// Where the focus was in the frame that was drawn last.
    struct Place {
        std::uint64_t screen = 0;  ///< another number: another screen
        bool on_stop = false;
        bool last = false;    ///< the next stop is the first one of its level
        bool inside = false;  ///< of a level
    };
    struct Step {
        Navigation navigation = Navigation::None;
        bool rests = false;  ///< nothing has the focus from now on
        bool by_itself = false;
        bool first_round = false;  ///< and stands where it did not stand on this screen or level
    };

    /// How long a stop stays.
    void set_pause(Instant pause) { m_pause = pause; }
    /// Whether the stop is being read; to be told whenever that may have changed.
    void listen(bool speaking, Instant now);
    /// Once in a frame.
    Step step(const Place& place, bool pressed, Instant now);
    /// When `step` has something to do although nobody presses; nothing: never.
    std::optional<Instant> due() const;
    void stop() { m_state = State::Off; }

private:
    enum class State : std::uint8_t { Off, Moving, Resting } m_state = State::Off;
    void begin(Instant now);
    Step move(const Place& place);

    Instant m_pause{2000};
    Instant m_since{0};  ///< the stop came up, or its reading ended
    bool m_speaking = false;
    int m_rounds = 0;               ///< of the level
    bool m_looked_for_one = false;  ///< a stop, where none had the focus
    std::uint64_t m_screen = 0;
};

}  // namespace lotse::ui
