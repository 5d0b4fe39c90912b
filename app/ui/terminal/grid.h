// SPDX-License-Identifier: EUPL-1.2
/// A table of choices (languages by skill) as rows that unfold one at a time: no table fits a small
/// panel and a large finger.
#pragma once

#include "ui/terminal/context.h"

namespace lotse::ui {

float draw_grid(const Context& context, const terminal::FieldView& field, const Box& at);

}  // namespace lotse::ui
