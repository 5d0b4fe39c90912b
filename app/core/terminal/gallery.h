// SPDX-License-Identifier: EUPL-1.2
/// Every screen that a client can come to, as values: for checks that lay all of them out, and for
/// previews.
///
/// Pure. Walks each questionnaire from consent to review, gives the first answer that every field
/// offers, tries to go on without answers, so that what is asked and what is said about mistakes
/// both come up; adds the screens around it. A second walk with other answers adds the pages that
/// the first did not see; a question that neither leads to is not shown.
#pragma once

#include <string>
#include <vector>

#include "core/terminal/screen.h"

namespace lotse::terminal {

struct GalleryScreen {
    std::string name;  ///< "start", "anerkennung.017": stable for the same questionnaire
    ScreenView view;
};

/// States of one questionnaire in the order of the walk, the first on its first page, the last at
/// the review.
std::vector<State> walk(const Rules& rules, const std::string& language, std::size_t form);

/// Around the questionnaires: start, choosing, consent, notice, storing, number, failure, overlays.
/// Without those for staff.
std::vector<GalleryScreen> screens_around(const Rules& rules, const std::string& language);

/// All of it. Of the walk each page once without answers, once with them and once with what is
/// wrong.
std::vector<GalleryScreen> gallery(const Rules& rules, const std::string& language);

}  // namespace lotse::terminal
