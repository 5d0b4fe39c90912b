// SPDX-License-Identifier: EUPL-1.2
/// Decides which questions a centre may make optional or leave out, and why not the others.
///
/// Pure. A consent is asked for as it is written or the purpose is not pursued: no centre makes it
/// optional or drops it. A question whose answer decides something about another one stays: without
/// it the other would be asked of the wrong people or never. That holds whether or not the other
/// one is asked, so that the order in which questions are left out does not matter.
///
/// A calculation that is nothing but 'yes' or 'no' is a block's switch: the questionnaire says what
/// holds as installed, a centre may say otherwise (the questions of the ESF Plus are asked where
/// that programme pays).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/configuration/configuration.h"
#include "core/form/questionnaire.h"

namespace lotse {

struct QuestionFacts {
    std::string name;
    std::string label_id;
    std::string section_title_id;
    bool consent = false;  ///< questions that must be answered in person have no "prefer not to
                           ///< say": the consents
    /// Text ids of the questions, pages and sections whose being asked, value or validity hangs on
    /// the answer. Each once, in the order of the questionnaire.
    std::vector<std::string> needed_by;

    bool is_switch = false;
    bool on = true;      ///< of a switch: as installed
    std::string behind;  ///< name of the switch that this question hangs on; empty: none
    bool note = false;   ///< shown, never answered
    Meaning meaning = Meaning::None;  ///< as written
    std::vector<Meaning> may_mean;    ///< what fits the question, None left out
    std::string repeat;               ///< it stands in; empty: none

    bool may_be(QuestionUse use) const {
        switch (use) {
            case QuestionUse::AsWritten:
                return true;
            case QuestionUse::Optional:
                return !consent && !is_switch && !note;
            case QuestionUse::Off:
                return is_switch || (!consent && needed_by.empty());
            case QuestionUse::On:
                return is_switch;
        }
        return false;
    }
    bool operator==(const QuestionFacts&) const = default;
};

/// What a switch says as the calculation of a questionnaire.
inline constexpr const char* kSwitchOn = "'yes'";
inline constexpr const char* kSwitchOff = "'no'";
/// Nothing: the question is no switch.
std::optional<bool> switch_position(const Question& question);

/// In the order of the questionnaire, a switch before the first question behind it; other
/// calculations are nobody's questions and left out.
std::vector<QuestionFacts> question_facts(const Questionnaire& form);

}  // namespace lotse
