// SPDX-License-Identifier: EUPL-1.2
/// All answers before they are sent, in the client's language and beside it in German; a tap leads
/// back to the question.
#pragma once

#include "ui/terminal/context.h"

namespace lotse::ui::screens {

void draw(const Context& context, const terminal::ReviewView& view, Box screen);

}  // namespace lotse::ui::screens
