// SPDX-License-Identifier: EUPL-1.2
/// The start screen: greeting in one language after the other, a card for each language, opening
/// hours, the number without questions, the staff's hidden door.
#pragma once

#include "ui/terminal/context.h"

namespace lotse::ui::screens {

void draw(const Context& context, const terminal::StartView& view, Box screen);

}  // namespace lotse::ui::screens
