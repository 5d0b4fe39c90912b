// SPDX-License-Identifier: EUPL-1.2
/// Decides whether the keyboard of a language (keyboard.json) is whole.
///
/// Every letter of the language in both cases, digits and the Latin alphabet can be typed, and
/// layers and rows keep the form that fits on the narrowest screen. Which letters a language has is
/// what CLDR's exemplar set says.
#pragma once

#include <string>
#include <vector>

#include "core/language.h"

namespace lotse::text {

std::vector<Finding> lint_keyboard(const Language& language);
/// Letters of the language that no key types.
std::vector<std::string> untypable_letters(const Language& language);

}  // namespace lotse::text
