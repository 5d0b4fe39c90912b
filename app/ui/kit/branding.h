// SPDX-License-Identifier: EUPL-1.2
/// Whose terminal it is: what a drawing shows of the institution. A value from the configuration.
#pragma once

#include <string>
#include <vector>

namespace lotse::ui {

/// What the notice on privacy says of the centre (Art. 13 (1) a, b, e and (2) a, d DSGVO). Empty:
/// not known, which the notice says.
struct PrivacyFacts {
    std::string address, officer, authority;
    std::vector<std::string> processors;
    int kept_days = 0;  ///< answers, after a case was closed
    int copy_days = 0;  ///< sealed copies at the terminal
};

struct Branding {
    std::string institution;
    std::string funding_line;        ///< start screen, empty: none
    std::vector<std::string> logos;  ///< names of drawings in the icon folder
    std::string opening_hours = {};  ///< start screen, in the centre's own words; empty: none
    PrivacyFacts privacy = {};
};

}  // namespace lotse::ui
