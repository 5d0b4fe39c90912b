// SPDX-License-Identifier: EUPL-1.2
/// Finds out what an admin wants to know of a draft: how far each language is, and where its texts
/// do not fit.
///
/// Slow (tenths of seconds to several seconds) and without state: for a worker's thread. Leaves
/// alone what the figures mean (core/admin/admin.h) and how they are counted
/// (text/languages/locale_status.h, ui/terminal/survey.h).
#pragma once

#include <functional>
#include <string>

#include "codec/settings/kiosk_config.h"
#include "core/admin/admin.h"

namespace lotse::kiosk {

/// What is installed on this machine; the desk's own settings stand for those of the terminals.
struct AdminSetup {
    std::string data_dir;
    codec::KioskConfig config;
};

admin::LanguagesChecked check_draft(const AdminSetup& setup, const Configuration& draft);
/// Every screen of the language; fewer if `stop` says so.
admin::Event survey_language(const AdminSetup& setup, const Configuration& draft,
                             const std::string& tag, const std::function<bool()>& stop);
admin::LanguageProposed propose(const std::string& tag);
/// A logo's drawing: LogoRead, or AdminFailed if it is none that can be drawn.
admin::Event read_logo(const std::string& path);

}  // namespace lotse::kiosk
