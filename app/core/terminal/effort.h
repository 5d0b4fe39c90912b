// SPDX-License-Identifier: EUPL-1.2
/// Decides how long a questionnaire takes: what is promised on its tile before anybody begins.
///
/// Pure. One model of time: 70 words a minute read, 1.5 s a tap, 1.2 s a key, the pace of somebody
/// who reads little and types seldom. What is counted is the way of a person whom nothing special
/// is asked, through the questions that everybody is asked. Words are counted by who shows them.
#pragma once

#include <string>
#include <vector>

#include "core/form/form.h"

namespace lotse::terminal {

struct Effort {
    std::vector<std::string> text_ids;  ///< of everything to read, each as often as it is shown
    int words = 0;                      ///< to read beside them: names, a person's own answers
    int taps = 0;
    int keys = 0;
};

/// From the choice of the questionnaire to the number.
Effort effort_of(const Questionnaire& form, const CivilDate& today);

double seconds_for(int words, int taps, int keys);
/// `words`: of `text_ids`. Rounded up, at least 1.
int minutes_for(int words, const Effort& effort);

}  // namespace lotse::terminal
