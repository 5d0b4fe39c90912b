// SPDX-License-Identifier: EUPL-1.2
/// `lotse-tool locale lint`: whether language folders are fit to be shown (text/locale_lint.h).
#pragma once

#include <string>

#include "core/error.h"
#include "tools/console.h"

namespace lotse::tools {

struct LintLocales {
    std::string locales;  ///< the folder of language folders
    bool json = false;    ///< an array of {tag, where, what} instead of lines
};
/// Refused if there is a finding; all of them are printed.
Result<void> lint_locales(const LintLocales& request, Console& console);

}  // namespace lotse::tools
