// SPDX-License-Identifier: EUPL-1.2
/// Makes a questionnaire what a centre asks: questions off or optional, and what their answers mean
/// (core/configuration/configuration.h).
///
/// What is off is not in the questionnaire any more: not on a page, not in the review, not in the
/// case sheet of an intake made with it. Which questions may be changed is decided by
/// core/configuration/question_use.h; anything else is Refused with the name.
#pragma once

#include <map>
#include <string>

#include "core/configuration/configuration.h"
#include "core/error.h"
#include "core/form/questionnaire.h"

namespace lotse {

/// Refused: no such question, or a meaning that does not fit it or that another one has.
Result<void> give_meanings(Questionnaire& form, const std::map<std::string, Meaning>& meanings);

Result<void> use_questions(Questionnaire& form, const std::map<std::string, QuestionUse>& uses);

/// All that the configuration says about this questionnaire.
Result<void> configure_form(Questionnaire& form, const Configuration& configuration);

}  // namespace lotse
