// SPDX-License-Identifier: EUPL-1.2
/// How a visit ends: while it is being kept, with a number, or with what to do when it could not
/// be.
#pragma once

#include "ui/terminal/context.h"

namespace lotse::ui::screens {

/// The card with the number.
float number_height(const Theme& theme);
float number_width(const Context& context, const std::string& number, float most);
void draw_number(const Context& context, const std::string& number, const Box& card);

void draw(const Context& context, const terminal::SealingView& view, Box screen);
void draw(const Context& context, const terminal::FinishedView& view, Box screen);
void draw(const Context& context, const terminal::FailedView& view, Box screen);

}  // namespace lotse::ui::screens
