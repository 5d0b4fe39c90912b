// SPDX-License-Identifier: EUPL-1.2
/// Draws the live queue: the list, the search above it, and the chosen entry beside it.
#pragma once

#include "ui/desk/context.h"

namespace lotse::ui::screens {

/// `screen`: what the header leaves.
void draw_desk_queue(const DeskContext& context, const desk::QueueView& view, Box screen);

}  // namespace lotse::ui::screens
