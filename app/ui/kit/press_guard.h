// SPDX-License-Identifier: EUPL-1.2
/// Decides whether a press counts: whoever presses must have had the time to see what is pressed.
///
/// A press counts if it began a delay after the frame in which its target was presented first, on
/// this screen and at this place. So the second half of a double tap, an impatient one after it,
/// and a finger that comes down while the screen changes by itself do nothing.
///
///     another screen ──► every target is new
///     a target that comes up, or that the program moved ──► this one is new
///     what the client scrolls stays what it was
///
/// A pad of keys (keyboard, number pad, months) comes up where somebody types at full speed: its
/// keys count at once, unless the finger comes down where it pressed before the pad was there.
/// Within a pad nothing is ever new: keys change with every shift.
///
/// What stands on every screen and does the same there counts at once where it stood before.
///
/// Pure. Leaves alone: which areas there are and whose finger it is (Canvas, Pointer), and which
/// screen it is (core/terminal/screen.h). Units: logical pixels, seconds of any monotonic clock.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

#include "ui/kit/geometry.h"

namespace lotse::ui {

/// What a press does: where something is sealed, refused or deleted, it is to be meant.
enum class Weight : std::uint8_t { Light, Grave };

class PressGuard {
public:
    /// Seconds; 0: every press counts.
    struct Delays {
        double light = 0, grave = 0;
    };
    /// Where and when the finger came down, or the key.
    struct Press {
        double began = 0;
        std::optional<Box> near;  ///< where a second press is the same one again; a key: nothing
    };

    void set_delays(const Delays& delays) { m_delays = delays; }

    void begin(const Press& press);
    /// After begin, before anything is offered. True: it is another screen than before.
    bool show_screen(const std::string& identity);
    /// Once in a frame for each area that can be pressed; true: a press that began with this frame
    /// counts. `place`: where it stands, less what the client scrolled.
    bool offer(const std::string& id, const Box& place, Weight weight);
    /// The same for what stands on every screen: another one does not make it new.
    bool offer_standing(const std::string& id, const Box& place);
    /// The same for a key of a pad.
    bool offer_key(const std::string& pad);
    void end();
    /// What the last frame showed can be seen since `seconds`.
    void presented(double seconds);
    /// A press counted, with its finger at this point; on a key of this pad, or elsewhere.
    void pressed(float x, float y, const std::string& pad = {});

    /// When everything on the screen can be pressed; nothing: not presented yet.
    std::optional<double> open_from() const;

    void reset();

private:
    struct Target {
        Box place;
        Weight weight = Weight::Light;
        std::optional<double> since;
        std::uint64_t frame = 0;
    };
    double delay(Weight weight) const {
        return weight == Weight::Grave ? m_delays.grave : m_delays.light;
    }
    bool counts(const std::optional<double>& since, Weight weight) const {
        return delay(weight) <= 0 || (since && m_press.began >= *since + delay(weight));
    }

    Delays m_delays;
    Press m_press;
    std::string m_screen;
    std::optional<double> m_screen_since;
    void forget_screen();
    bool offer(Target& target, const Box& place, Weight weight);

    std::unordered_map<std::string, Target> m_targets, m_pads, m_standing;
    std::optional<Box> m_last;  ///< the point that was pressed last
    std::string m_last_pad;     ///< and the pad
    std::uint64_t m_frame = 1;
};

}  // namespace lotse::ui
