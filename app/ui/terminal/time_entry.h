// SPDX-License-Identifier: EUPL-1.2
/// A time of day, typed as hours and minutes of a clock with 24 hours; alone, or beside the day of
/// a field for both.
#pragma once

#include "ui/terminal/context.h"

namespace lotse::ui {

float draw_time(const Context& context, const terminal::FieldView& field, const Box& at);

/// The dock of an open time field and what its keys do. Height 0: none is open.
float time_dock_height(const Context& context, const terminal::PageView& page);
void draw_time_dock(const Context& context, const terminal::PageView& page, const Box& dock);

}  // namespace lotse::ui
