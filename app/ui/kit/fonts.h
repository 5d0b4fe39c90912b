// SPDX-License-Identifier: EUPL-1.2
/// How a language of the catalogue is set in type.
#pragma once

#include "core/language.h"
#include "text/layout/layout.h"

namespace lotse::ui {

text::Typography typography(const Language& language);
/// Height of a capital letter in em, or of what stands for one (theme.h).
float capital_of(const Language& language);

}  // namespace lotse::ui
