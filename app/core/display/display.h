// SPDX-License-Identifier: EUPL-1.2
/// Decides what the call display in a waiting room shows and announces.
///
///     service ──CallsTold──► State ──screen_for──► newest calls large, five more small, how many
///     more
///                              │
///                              ├── a call that was not there before, or a number that is called
///                              │   again ──► it is lit, and waits to be announced
///                              └── nothing in the way ──► Announce, one after the other
///
/// A number goes when the service says no more that it is called: its owner came, or was noted as
/// missed. Without a word of the service for limits::kDisplaySilence the screen says since when,
/// and what it shows is marked as of then: it is never taken off, for the numbers may still count.
///
/// What was called before the display came up is shown and not announced; what was called while
/// there was no line is, once the line is back. An announcement of who came meanwhile is left out;
/// else each waits for its turn, however many there are (a display is told at most
/// limits::kMostCallsTold).
///
/// Notices of the centre stand on it one after the other, each in each of its languages. Outside of
/// the opening hours it says when the centre opens, unless somebody is called all the same.
///
/// Pure: time is an argument. Leaves alone: words and sound. What is shown holds nobody's name.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/intake/called_number.h"
#include "core/moment.h"
#include "core/opening_hours.h"

namespace lotse::display {

/// What the centre wants everybody who waits to know, in its own words.
struct Notice {
    std::string language;
    std::string text;
    bool operator==(const Notice&) const = default;
};

struct Rules {
    std::string home = "de";             ///< language of the place, beside each client's own
    std::vector<std::string> languages;  ///< offered to clients: what is for all is told in each
    std::vector<Notice> notices = {};    ///< in turn
    OpeningHours hours = {};             ///< empty: not known
};

/// The service told who is called now.
struct CallsTold {
    CalledNumbers called;
};
/// The service answered: what it told last still holds.
struct NothingChanged {};
/// What was announced last cannot be heard any more.
struct AnnouncementEnded {};
struct Ticked {};
using Event = std::variant<CallsTold, NothingChanged, AnnouncementEnded, Ticked>;

/// A chime, then the words in these languages, the client's first.
struct Announce {
    CalledNumber call;
    std::vector<std::string> languages;
};

struct State {
    std::optional<CalledNumbers> told;
    Instant told_at{};  ///< when `told` came: its clock goes on from there
    Instant heard{};    ///< the service's last answer, or the start
    WallTime began{};   ///< the start, by this machine's clock
    std::deque<CalledNumber> to_announce;
    std::optional<Instant> announcing_since;
    int announced = 0;  ///< since the start
    struct Lit {
        std::string number;
        Instant until;
    };
    std::vector<Lit> lit;
};

struct Step {
    State state;
    std::optional<Announce> announce;
};
Step update(State state, const Event& event, Instant now, const Rules& rules);
/// When a Ticked changes something, at the latest.
Instant next_deadline(const State& state, Instant now);

struct CallRow {
    std::string number, room;
    /// The client's language, then that of the place, if it is another one.
    std::vector<std::string> languages;
    int calls = 1;
    bool lit = false;  ///< called a moment ago
};

struct ScreenView {
    std::vector<CallRow> large, small;  ///< the latest first
    std::size_t further = 0;            ///< called, and below what is shown
    std::optional<WallTime> now;        ///< by the service's clock; nothing: it was never heard
    /// The service is silent since then, and what is shown is as of then.
    std::optional<WallTime> silent_since;
    /// What is for all clients is told in this language now.
    std::string notice_language;
    std::optional<Notice> notice;
    /// Nobody is called, and the centre is closed until one of these times.
    std::vector<OpenDays> closed_but_on;
    std::optional<WaitRange> wait;  ///< for who comes now; nothing: not known
    int announced = 0;
};
ScreenView screen_for(const State& state, Instant now, const Rules& rules);

/// "A 0 1 7": a voice says the letters and digits one by one.
std::string spelled(const std::string& number);

}  // namespace lotse::display
