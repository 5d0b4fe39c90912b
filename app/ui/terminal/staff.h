// SPDX-License-Identifier: EUPL-1.2
/// The staff's PIN and the menu behind it, in German.
#pragma once

#include "ui/terminal/context.h"

namespace lotse::ui::screens {

void draw(const Context& context, const terminal::StaffPinView& view, Box screen);
void draw(const Context& context, const terminal::StaffMenuView& view, Box screen);

}  // namespace lotse::ui::screens
