// SPDX-License-Identifier: EUPL-1.2
/// What the bar's "help" shows: ways to be helped, and how the screen is to be.
#pragma once

#include "ui/terminal/context.h"

namespace lotse::ui::screens {

void draw_help(const Context& context, terminal::HelpPage page, Box screen);

}  // namespace lotse::ui::screens
