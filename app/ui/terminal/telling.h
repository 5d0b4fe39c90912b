// SPDX-License-Identifier: EUPL-1.2
/// The number, and the topics of which somebody may tell more.
#pragma once

#include "ui/terminal/context.h"

namespace lotse::ui::screens {

void draw(const Context& context, const terminal::TellingView& view, Box screen);

}  // namespace lotse::ui::screens
