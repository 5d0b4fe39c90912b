// SPDX-License-Identifier: EUPL-1.2
/// How the languages of the folders are set.
#pragma once

#include "core/language.h"
#include "text/layout/layout.h"

namespace lotse::text {

/// A language without bold fonts is regular throughout.
Typography typography_of(const Language& language);

}  // namespace lotse::text
