// SPDX-License-Identifier: EUPL-1.2
/// How a visit ends: while it is being kept, with a number, or with what to do when it could not
/// be.
#pragma once

#include "ui/terminal/context.h"

namespace lotse::ui::screens {

void draw(const Context& context, const terminal::SealingView& view, Box screen);
void draw(const Context& context, const terminal::FinishedView& view, Box screen);
void draw(const Context& context, const terminal::FailedView& view, Box screen);

}  // namespace lotse::ui::screens
