// SPDX-License-Identifier: EUPL-1.2
/// A date that somebody gives as far as it is known: day, month, year, its precision and its
/// calendar, each part typed or chosen on its own.
#pragma once

#include "ui/terminal/context.h"

namespace lotse::ui {

/// The answer, or how it is to be given before anything was.
PartialDate date_of(const Context& context, const terminal::FieldView& field);

float draw_date(const Context& context, const terminal::FieldView& field, const Box& at);

/// A page that asks for a date and nothing else opens its first part by itself, once.
void begin_date(const Context& context, const terminal::PageView& page);

/// The dock of an open date field and what its keys do. Height 0: none is open.
float date_dock_height(const Context& context, const terminal::PageView& page);
void draw_date_dock(const Context& context, const terminal::PageView& page, const Box& dock);

}  // namespace lotse::ui
