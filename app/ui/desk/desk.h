// SPDX-License-Identifier: EUPL-1.2
/// Draws what staff see at the desk: a ScreenView in, events out.
///
/// Decides how the log-in, the live queue, the case sheet and the admin's pages look, in German or
/// English; leaves alone what they show (core/desk/screen.h) and what an event does
/// (core/desk/desk.h). What it remembers between frames is only how things are shown (which list is
/// unfolded); `wipe` forgets that too. Answers are never kept beyond the frame. Lifetime: the
/// catalogue and the occupations outlive it. One thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/desk/case_sheet.h"
#include "core/desk/desk.h"
#include "core/desk/screen.h"
#include "core/keystroke.h"
#include "core/occupations.h"
#include "core/terminal/session.h"
#include "text/words/catalogue.h"
#include "ui/admin/admin.h"
#include "ui/kit/canvas.h"
#include "ui/kit/theme.h"

namespace lotse::ui {

/// Sizes for somebody who sits in front of the screen with a mouse: smaller type, targets of at
/// least 12 mm.
Theme make_desk_theme(const Panel& panel);

class Desk {
public:
    /// `occupations`: for the names of those that were chosen. `language`: tag of
    /// German or English.
    Desk(const text::Catalogue& catalogue, std::string institution, const Occupations& occupations,
         std::string language);
    ~Desk();
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

    /// Between canvas.begin() (with the typography of `language`) and canvas.end().
    std::vector<desk::Event> draw(Canvas& canvas, const desk::ScreenView& view,
                                  const std::vector<Keystroke>& typed = {});

    /// Before an account with the admin right logs in.
    void serve_admin(AdminContent content);

    void wipe();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace lotse::ui
