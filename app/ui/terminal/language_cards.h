// SPDX-License-Identifier: EUPL-1.2
/// A card for each language, in its own words and script.
#pragma once

#include <string>
#include <vector>

#include "ui/terminal/context.h"

namespace lotse::ui::screens {

/// More languages than cards with a second line can be shown at once.
bool are_many(const std::vector<std::string>& languages);
/// Returns the height. A tap reports LanguageChosen.
float draw_language_cards(const Context& context, const Box& at,
                          const std::vector<std::string>& languages, ChoiceKind kind);

}  // namespace lotse::ui::screens
