// SPDX-License-Identifier: EUPL-1.2
/// How large an intake of a questionnaire can become: asked when it is loaded, so that no client
/// learns at the end that the answers do not fit an envelope.
#pragma once

#include <cstddef>

#include "core/error.h"
#include "core/form/questionnaire.h"

namespace lotse::codec {

/// Bytes of the largest payload: every question asked and answered as long as it may be, in all
/// instances of its repeat.
std::size_t largest_intake_bytes(const Questionnaire& form);

/// Refused if that is more than limits::kLargestPayloadBytes, with the question that takes most.
Result<void> check_largest_intake(const Questionnaire& form, const std::string& where);

}  // namespace lotse::codec
