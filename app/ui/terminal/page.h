// SPDX-License-Identifier: EUPL-1.2
/// A page of the questionnaire: its questions below each other, and the dock that answers the open
/// one (keyboard, number pad, months). On a small panel an open keyboard takes the bar's place.
#pragma once

#include "ui/terminal/context.h"

namespace lotse::ui::screens {

/// Beside what is typed with, a bar of this height leaves no room for what is typed into.
bool crowds_out_bar(const Context& context, const terminal::PageView& view, float bar);
void draw(const Context& context, const terminal::PageView& view, Box screen);

}  // namespace lotse::ui::screens
