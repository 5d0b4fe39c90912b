// SPDX-License-Identifier: EUPL-1.2
/// Draws what the terminal shows: a ScreenView in, events out.
///
/// Decides how each screen looks and where things stand; leaves alone what a screen says
/// (core/terminal/screen.h) and what an event does (core/terminal/session.h). What it remembers
/// between frames ends with the screen; `wipe` forgets it at once. Lifetime: the catalogue outlives
/// it. One thread.
#pragma once

#include <memory>
#include <vector>

#include "core/keystroke.h"
#include "core/terminal/screen.h"
#include "text/words/catalogue.h"
#include "text/words/occupations.h"
#include "ui/kit/branding.h"
#include "ui/kit/canvas.h"

namespace lotse::ui {

class Terminal {
public:
    /// `occupations`: what can be chosen where an occupation is asked for.
    Terminal(const text::Catalogue& catalogue, Branding branding,
             text::OccupationWords occupations = {});
    ~Terminal();
    Terminal(Terminal&&) noexcept;

    /// Between canvas.begin() (with the typography of view.language) and canvas.end().
    std::vector<terminal::Event> draw(Canvas& canvas, const terminal::ScreenView& view,
                                      const std::vector<Keystroke>& typed = {});

    /// What a screen that was drawn gives to read, beside what stands on every screen.
    int words_on(const SemanticTree& tree) const;

    /// Forgets everything of the client who was here.
    void wipe();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace lotse::ui
