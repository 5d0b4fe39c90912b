// SPDX-License-Identifier: EUPL-1.2
/// What happens to the answers, in short and as a whole, and who fills in; nothing is asked before
/// somebody agreed here.
#pragma once

#include "ui/terminal/context.h"

namespace lotse::ui::screens {

void draw(const Context& context, const terminal::ConsentView& view, Box screen);

}  // namespace lotse::ui::screens
