// SPDX-License-Identifier: EUPL-1.2
/// What is shown instead of a screen: other languages, the warning before the terminal forgets, the
/// question before it does. What the client answered is not shown behind: somebody else may be
/// looking.
#pragma once

#include "ui/terminal/context.h"

namespace lotse::ui::screens {

void draw_languages(const Context& context, Box screen);
void draw_idle_warning(const Context& context, Box screen);
/// The number is safe, and what is told beyond it will be sent soon.
void draw_end_of_time(const Context& context, Box screen);
/// The headset is out.
void draw_speaker_question(const Context& context, Box screen);
void draw_end_question(const Context& context, Box screen);

}  // namespace lotse::ui::screens
