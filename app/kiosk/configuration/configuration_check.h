// SPDX-License-Identifier: EUPL-1.2
/// Decides whether a configuration may be switched to: before a desk publishes it, and before a
/// terminal keeps it.
///
/// It can be loaded as a start would load it (content.h), and the texts it brings keep the rules
/// that hold for those of the folders and that the desk's editor asks for: arguments, plural
/// categories, bidi controls and the like (text/languages/locale_lint.h). A start asks for the
/// first alone: stricter rules of a newer program must not stop a terminal that ran with these
/// texts.
///
/// Slow (tenths of a second). From any thread, never from the one that draws. Errors: Refused or
/// Unusable; for a text language, id and what is wrong with it, and how many others. They hold no
/// text of a client.
#pragma once

#include <string>
#include <vector>

#include "codec/settings/kiosk_config.h"
#include "core/configuration/configuration.h"
#include "core/error.h"
#include "core/language.h"

namespace lotse::kiosk {

struct ConfigurationCheck {
    Result<void> loaded;                ///< as a start would
    std::vector<Finding> broken_texts;  ///< for whoever says them in other words
    /// Why it may not be switched to.
    Result<void> outcome() const;
};
/// Reads the folders once for both.
ConfigurationCheck check_configuration(const std::string& data_dir,
                                       const codec::KioskConfig& config,
                                       const Configuration& configuration);

}  // namespace lotse::kiosk
