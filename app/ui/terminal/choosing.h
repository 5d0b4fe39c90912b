// SPDX-License-Identifier: EUPL-1.2
/// What somebody came for: one card for each questionnaire, or only a number; and whether it is to
/// be only a number.
#pragma once

#include "ui/terminal/context.h"

namespace lotse::ui::screens {

void draw(const Context& context, const terminal::ChoosingView& view, Box screen);
void draw(const Context& context, const terminal::NumberView& view, Box screen);

}  // namespace lotse::ui::screens
