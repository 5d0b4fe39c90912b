// SPDX-License-Identifier: EUPL-1.2
/// Whose terminal it is: what a drawing shows of the institution. A value from the configuration.
#pragma once

#include <string>
#include <vector>

namespace lotse::ui {

struct Branding {
    std::string institution;
    std::string funding_line;        ///< start screen, empty: none
    std::vector<std::string> logos;  ///< names of drawings in the icon folder
    std::string opening_hours = {};  ///< start screen, in the centre's own words; empty: none
};

}  // namespace lotse::ui
