// SPDX-License-Identifier: EUPL-1.2
/// Draws the case sheet: flags and facts at the side, answers in German or as they were written.
#pragma once

#include "ui/desk/context.h"

namespace lotse::ui::screens {

/// `screen`: what the header leaves.
void draw_desk_case(const DeskContext& context, const desk::CaseView& view, Box screen);

}  // namespace lotse::ui::screens
