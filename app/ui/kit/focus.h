// SPDX-License-Identifier: EUPL-1.2
/// Decides which widget the keys act on: the order that Tab follows, what Enter activates, whether
/// the ring is shown, and which widget is to be brought into view.
///
/// The order is that of drawing; keys of a frame move along the order of the frame before, because
/// this one's is not known yet. The ring is shown once somebody uses keys, until a finger comes
/// down. Pure. Leaves alone: how a ring looks and how something comes into view (Canvas).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lotse::ui {

enum class Navigation : std::uint8_t { None, Next, Previous, Activate };

class Focus {
public:
    void begin(Navigation navigation);
    /// Instead of begin: a frame that no key acts on.
    void leave_alone();
    void end() { m_reveal.clear(); }
    void reset();

    /// The place of a widget in the order of focus; also of one that cannot be operated now.
    int next_place() { return m_places++; }
    /// Once in a frame for each widget that can be operated. True: it has the focus, and shows it.
    bool offer(const std::string& id);
    /// Enter was pressed in this frame, on the widget that shows the focus.
    bool activates() const { return m_navigation == Navigation::Activate; }
    void set(const std::string& id) { m_focus = id; }
    void hide() { m_shown = false; }

    /// In the next frame this widget is to be in view.
    void reveal(const std::string& id) { m_reveal = id; }
    bool reveals(const std::string& id) const { return m_reveal == id; }

private:
    std::string m_focus;
    bool m_shown = false;
    Navigation m_navigation = Navigation::None;
    std::vector<std::string> m_operable;  ///< of the last frame until begin, then of this one
    int m_places = 0;
    std::string m_reveal;
};

}  // namespace lotse::ui
