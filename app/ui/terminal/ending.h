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

/// What became of the ticket, and the papers that it should have named. Keeps its place from the
/// start: nothing moves when it is printed. Its height; 0 where there is no printer.
float draw_ticket(const Context& context, terminal::Ticket ticket, Box box, text::Align align);
float draw_papers(const Context& context, const ToBring& bring, Box box);

void draw(const Context& context, const terminal::SealingView& view, Box screen);
void draw(const Context& context, const terminal::FinishedView& view, Box screen);
void draw(const Context& context, const terminal::FailedView& view, Box screen);

}  // namespace lotse::ui::screens
