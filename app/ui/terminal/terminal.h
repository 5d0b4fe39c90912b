// SPDX-License-Identifier: EUPL-1.2
/// Draws what the terminal shows: a ScreenView in, events out.
///
/// Decides how each screen looks and where things stand; leaves alone what a screen says
/// (core/terminal/screen.h) and what an event does (core/terminal/session.h). What it remembers
/// between frames ends with the screen; `wipe` forgets it at once. Lifetime: the catalogue outlives
/// it. One thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/terminal/screen.h"
#include "text/words/catalogue.h"
#include "ui/kit/canvas.h"

namespace lotse::ui {

/// What the configuration says about whose terminal it is.
struct Branding {
    std::string institution;
    std::string funding_line;        ///< start screen, empty: none
    std::vector<std::string> logos;  ///< names of drawings in the icon folder
    std::string opening_hours = {};  ///< start screen, in the centre's own words; empty: none
};

/// A key of a real keyboard, in the order typed.
struct Typed {
    enum class Key : std::uint8_t {
        Text,
        Backspace,
        Delete,
        Left,
        Right,
        Enter,
        Escape,
        SelectAll  ///< at the desk only
    } key = Key::Text;
    std::string text;
};

class Terminal {
public:
    Terminal(const text::Catalogue& catalogue, Branding branding);
    ~Terminal();
    Terminal(Terminal&&) noexcept;

    /// Between canvas.begin() (with the typography of view.language) and canvas.end().
    std::vector<terminal::Event> draw(Canvas& canvas, const terminal::ScreenView& view,
                                      const std::vector<Typed>& typed = {});

    /// Forgets everything of the client who was here.
    void wipe();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace lotse::ui
