// SPDX-License-Identifier: EUPL-1.2
/// One drawing per screen of core/terminal/screen.h. They take the whole screen and draw header,
/// content and bar themselves.
#pragma once

#include "ui/terminal/context.h"

namespace lotse::ui::screens {

void draw(const Context& context, const terminal::StartView& view, Box screen);
void draw(const Context& context, const terminal::ChoosingView& view, Box screen);
void draw(const Context& context, const terminal::ConsentView& view, Box screen);
void draw(const Context& context, const terminal::PageView& view, Box screen);
void draw(const Context& context, const terminal::HubView& view, Box screen);
void draw(const Context& context, const terminal::ReviewView& view, Box screen);
void draw(const Context& context, const terminal::SealingView& view, Box screen);
void draw(const Context& context, const terminal::FinishedView& view, Box screen);
void draw(const Context& context, const terminal::FailedView& view, Box screen);
void draw(const Context& context, const terminal::StaffPinView& view, Box screen);
void draw(const Context& context, const terminal::StaffMenuView& view, Box screen);

// Instead of any of them. What the client answered is not shown behind: somebody else may be
// looking.
void draw_languages(const Context& context, Box screen);
void draw_idle_warning(const Context& context, Box screen);
void draw_end_question(const Context& context, Box screen);

// --- Shared by screens ---
/// More languages than cards with a second line can be shown at once.
bool are_many(const std::vector<std::string>& languages);
/// A card for each language, in its own words and script; returns the height. A tap reports
/// LanguageChosen.
float draw_language_cards(const Context& context, const Box& at,
                          const std::vector<std::string>& languages, ChoiceKind kind);

}  // namespace lotse::ui::screens
