// SPDX-License-Identifier: EUPL-1.2
/// Draws the log-in: account and password on a card, and why the last attempt failed.
#pragma once

#include "ui/desk/context.h"

namespace lotse::ui::screens {

/// `screen`: what the header leaves.
void draw_desk_log_in(const DeskContext& context, const desk::LogInView& view, Box screen);
/// Only whose desk it is, and the password.
void draw_desk_password(const DeskContext& context, const desk::PasswordView& view, Box screen);
void draw_desk_lock(const DeskContext& context, const desk::LockView& view, Box screen);

}  // namespace lotse::ui::screens
