// SPDX-License-Identifier: EUPL-1.2
/// Counts how far each language is: texts, age of the texts, keyboard, fonts, review. The one
/// source of these figures, for `lotse-tool locale status`, the admin and the closing tables.
///
/// A language must have every German text that clients see; names of countries, languages and
/// months are left out, because a folder names only what ICU does not. Leaves alone: whether texts
/// fit on the screens (ui), what a share means (core).
#pragma once

#include <string>
#include <vector>

#include "core/configuration/translation.h"
#include "core/language.h"

namespace lotse::text {

/// Of every language, in their order. The glyphs and the lint take some 30 ms for each. Without
/// German all are empty.
std::vector<LanguageStatus> locale_status(const std::vector<Language>& languages);

}  // namespace lotse::text
