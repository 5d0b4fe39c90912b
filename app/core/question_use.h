// SPDX-License-Identifier: EUPL-1.2
/// Decides which questions a centre may make optional or leave out, and why not the others.
///
/// Pure. A consent is asked for as it is written or the purpose is not pursued: no centre makes it optional or drops it. A
/// question whose answer decides something about another one stays: without it the other would be asked of the wrong people or
/// never. That holds whether or not the other one is asked, so that the order in which questions are left out does not matter.
#pragma once

#include <string>
#include <vector>

#include "core/questionnaire.h"

namespace lotse {

struct QuestionFacts {
    std::string name;
    std::string label_id;
    std::string section_title_id;
    bool consent = false;  ///< questions that must be answered in person have no "prefer not to say": the consents
    /// Text ids of the questions, pages and sections whose being asked, value or validity hangs on the answer. Each once, in
    /// the order of the questionnaire.
    std::vector<std::string> needed_by;

    bool may_be_optional() const { return !consent; }
    bool may_be_off() const { return !consent && needed_by.empty(); }
    bool operator==(const QuestionFacts&) const = default;
};

/// In the order of the questionnaire; calculations are nobody's questions and left out.
std::vector<QuestionFacts> question_facts(const Questionnaire& form);

}  // namespace lotse
