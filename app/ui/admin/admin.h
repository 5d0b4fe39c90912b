// SPDX-License-Identifier: EUPL-1.2
/// Draws the pages on which an admin changes the centre's configuration: a ScreenView in, events
/// out.
///
/// Decides how they look, in German; leaves alone what they show (core/admin/screen.h) and what an
/// event does (core/admin/admin.h). It knows nothing of the desk around it. A text that was typed
/// and not saved is saved by whatever leads away from it, or, if it breaks a rule, keeps the page
/// open. Lifetime: the catalogues outlive it. One thread.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "core/admin/screen.h"
#include "core/terminal/session.h"
#include "text/words/catalogue.h"
#include "text/words/occupations.h"
#include "ui/kit/branding.h"
#include "ui/kit/staff.h"

namespace lotse::ui {

/// What an admin configures: what is installed, and what the terminals show of it.
struct AdminContent {
    admin::Installed installed;
    const text::Catalogue* texts =
        nullptr;  ///< as installed, without any configuration; outlives the drawing
    terminal::Rules rules;
    Branding branding;
    std::function<text::OccupationWords()> occupations;  ///< as the terminal has them
};

/// What happens around the pages.
struct AdminSurroundings {
    std::string offline_title, offline_text;  ///< of what is said while there is no line
    bool leaving = false;                     ///< the session ends after this frame
};

class Admin {
public:
    explicit Admin(const text::Catalogue& catalogue);
    ~Admin();
    Admin(const Admin&) = delete;
    Admin& operator=(const Admin&) = delete;

    void serve(AdminContent content);
    std::vector<admin::Event> draw(const StaffContext& staff, const admin::State& state,
                                   const admin::ScreenView& view, Box area,
                                   const AdminSurroundings& around);
    void wipe();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace lotse::ui
