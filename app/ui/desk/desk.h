// SPDX-License-Identifier: EUPL-1.2
/// Draws what staff see at the desk: log-in, live queue, case sheet, and for admins the centre's
/// configuration.
///
/// Decides how they look, in German; leaves alone what the state holds (core/desk/desk.h), which
/// rules fire (core/desk/case_sheet.h) and what an event does. What it remembers between frames is
/// only how things are shown (which list is unfolded); `wipe` forgets that too. Answers are never
/// kept beyond the frame. Lifetime: the catalogue outlives it. One thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/desk/case_sheet.h"
#include "core/desk/desk.h"
#include "core/keystroke.h"
#include "core/terminal/session.h"
#include "text/words/catalogue.h"
#include "ui/kit/branding.h"
#include "ui/kit/canvas.h"
#include "ui/kit/theme.h"

namespace lotse::ui {

/// Sizes for somebody who sits in front of the screen with a mouse: smaller type, targets of at
/// least 12 mm.
Theme make_desk_theme(const Panel& panel);

/// What an admin configures: what is installed, and what the terminals show of it.
struct AdminContent {
    admin::Installed installed;
    const text::Catalogue* texts =
        nullptr;  ///< as installed, without any configuration; outlives the drawing
    terminal::Rules rules;
    Branding branding;
};

class Desk {
public:
    Desk(const text::Catalogue& catalogue, std::string institution);
    ~Desk();
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

    /// Between canvas.begin() (with the typography of German) and canvas.end(). `sheet`: of the
    /// open case; null while none is open, or if its questionnaire is not installed here.
    std::vector<desk::Event> draw(Canvas& canvas, const desk::State& state, const CaseSheet* sheet,
                                  const std::vector<Keystroke>& typed = {});

    /// Before an account with the admin right logs in.
    void serve_admin(AdminContent content);

    void wipe();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace lotse::ui
