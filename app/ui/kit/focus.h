// SPDX-License-Identifier: EUPL-1.2
/// Decides which widget the keys act on: the order that Next follows, what Activate presses, what
/// Back leaves, whether the ring is shown, and which widget is to be brought into view.
///
/// The order is that of drawing, in both directions and round; keys of a frame move along the order
/// of the frame before, because this one's is not known yet. Widgets of a level (a row of keys, a
/// part of a long list) are passed as one until somebody goes into it, so that nothing takes more
/// presses than a level has stops (EN 301 549 5.1.6, 11.2.1). The ring is shown once somebody uses
/// keys, until a finger comes down; a finger knows no levels. Pure. Leaves alone: how a ring looks
/// and how something comes into view (Canvas).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lotse::ui {

enum class Navigation : std::uint8_t { None, Next, Previous, Activate, Back };

class Focus {
public:
    void begin(Navigation navigation);
    /// Instead of begin: a frame that no key acts on.
    void leave_alone();
    void end();
    void reset();

    /// The place of a widget in the order of focus; also of one that cannot be operated now.
    int next_place() { return m_places++; }
    /// Once in a frame for each widget that can be operated. True: it has the focus, and shows it.
    bool offer(const std::string& id);
    /// What is offered until close_level() belongs to it. True: it has the focus as a whole, and
    /// shows it; Activate goes into it.
    bool open_level(const std::string& id);
    void close_level() { m_open.pop_back(); }
    /// Back would leave a level, not the page.
    bool is_inside_level() const { return !m_entered.empty(); }
    /// Between two frames: the focus is shown on a widget, and on the last one of its level.
    bool is_on_stop() const;
    bool is_on_last_stop() const { return is_on_stop() && m_operable.back() == m_focus; }
    /// A key acts on this frame.
    bool is_navigating() const { return m_navigation != Navigation::None; }
    /// Activate was pressed in this frame, on the widget that shows the focus.
    bool activates() const { return m_navigation == Navigation::Activate; }
    void set(const std::string& id) { m_focus = id; }
    /// What a finger lies on that does not act: gets the focus, in whatever level it is.
    void point_at(const std::string& id) { m_pointed = id; }
    void hide();

    /// In the next frame this widget is to be in view.
    void reveal(const std::string& id) { m_reveal = id; }
    bool reveals(const std::string& id) const { return m_reveal == id; }

private:
    using Path = std::vector<std::string>;
    void move(bool forwards);

    std::string m_focus;
    bool m_shown = false;
    Navigation m_navigation = Navigation::None;
    Path m_entered;               ///< levels that somebody went into, the outermost first
    Path m_open;                  ///< levels that are being drawn
    bool m_entered_seen = false;  ///< the innermost of `m_entered` was drawn in this frame
    bool m_first_wanted = false;  ///< a level was gone into: its first widget gets the focus
    std::vector<std::string> m_operable;  ///< of the last frame until begin, then of this one
    int m_places = 0;
    std::string m_reveal;
    std::string m_pointed;
};

}  // namespace lotse::ui
