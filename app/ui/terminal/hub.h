// SPDX-License-Identifier: EUPL-1.2
/// The entries of a part that repeats (schools, jobs): open, remove, add.
#pragma once

#include "ui/terminal/context.h"

namespace lotse::ui::screens {

void draw(const Context& context, const terminal::HubView& view, Box screen);

}  // namespace lotse::ui::screens
