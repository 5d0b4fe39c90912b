// SPDX-License-Identifier: EUPL-1.2
/// How a language of the catalogue is set in type.
#pragma once

#include "core/language.h"
#include "text/layout/layout.h"
#include "ui/kit/theme.h"

namespace lotse::ui {

text::Typography typography(const Language& language);
/// How high the language's letters and lines are (theme.h).
Face face_of(const Language& language);

}  // namespace lotse::ui
