// SPDX-License-Identifier: EUPL-1.2
/// Decides where the content of scrolling areas stands: moved by finger, fling, wheel and page
/// buttons, and by what wants to be in view.
///
/// An area is known by its id for as long as the screen lasts. Its content is measured first (with
/// the wish to be seen noted on the way), then placed, moved and drawn; Canvas does that in
/// `scroll_area` and draws the buttons. Areas may stand inside each other. Pure. Units: logical
/// pixels, y downwards; offset: how much of the content is above its viewport.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ui/kit/geometry.h"
#include "ui/kit/pointer.h"

namespace lotse::ui {

class Scroller {
public:
    struct Area {
        float offset = 0;
        float by_hand = 0;        ///< how much of it the client made, all movements together
        float content = 0;        ///< height as measured last
        bool overflowed = false;  ///< when it was measured last

        float velocity = 0;  ///< pixels a second, after a fling
        float grip_offset = 0, grip_y = 0;
        bool dragging = false;
        std::string reason;  ///< of what was brought into view last
    };
    /// Distances that depend on the panel.
    struct Feel {
        float drag_threshold = 0;  ///< so far a finger goes before it scrolls
        float wheel_step = 0;      ///< of a line of the wheel
        float rest_below = 0;      ///< a fling slower than this a second has come to rest
        float room_around = 0;     ///< of what is brought into view
    };

    /// Between enter and leave: keep_visible counts for this area.
    Area& enter(const std::string& id);
    void leave() { m_stack.pop_back(); }
    bool inside() const { return !m_stack.empty(); }

    /// Each measuring begins without a wish.
    void start_measuring() { m_wish.reset(); }
    /// The box wants to be in view, whenever `reason` differs from the one before; an empty reason
    /// always counts. Of several the first, but an urgent one before all others.
    void keep_visible(const Box& box, const std::string& reason, bool urgent);

    /// After measuring: places the area so that what wanted to be in view is.
    void follow_wish(Area& area, const Box& viewport, const Feel& feel);
    /// By finger and wheel. `touchable`: the part of the viewport that is in view. True: it goes on
    /// moving by itself.
    bool move(Area& area, const Box& viewport, const Box& touchable, Pointer& pointer,
              const Feel& feel);
    /// By a button.
    static void step(Area& area, const Box& viewport, float by);

    /// 0 for an area that nobody has measured.
    float content_height(const std::string& id) const;
    /// Where the areas of a screen stand, and what was brought into view there.
    struct Position {
        float offset = 0;
        std::string reason;
    };
    using Positions = std::map<std::string, Position>;
    Positions positions() const;
    /// Another screen begins at its top, or where it was left.
    void reset(const Positions& positions = {});

private:
    struct Wish {
        float top = 0, bottom = 0;
        std::string reason;
    };

    std::map<std::string, Area> m_areas;
    std::vector<std::string> m_stack;
    std::optional<Wish> m_wish;
};

}  // namespace lotse::ui
