// SPDX-License-Identifier: EUPL-1.2
/// What the drawings of the desk's screens share: the frame they draw into, the words, the strip at
/// the top.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/desk/screen.h"
#include "core/occupations.h"
#include "ui/kit/staff.h"

namespace lotse::ui {

/// How things are shown. Nothing here is an answer.
struct DeskLocal {
    std::string key;                        ///< of the screen that the rest belongs to
    std::optional<desk::LogInField> field;  ///< that the focus was moved to
    bool closed_open = false;               ///< today's closed entries are unfolded
    bool searching = false;                 ///< the field was tapped: it shows its caret
};

struct DeskContext : StaffContext {
    const std::string& institution;
    const Occupations& occupations;
    const desk::ScreenView& view;
    DeskLocal& local;
    std::vector<desk::Event>& events;

    void report(desk::Event event) const { events.push_back(std::move(event)); }
};

/// Institution, account, lock and log-out (without an account: none of them); takes the strip from
/// `screen`. Before the desk locks itself that is said in the place of the institution.
void draw_desk_header(const DeskContext& context, Box& screen);
/// Connection lost, action refused; takes what it needs from `screen`.
void draw_banners(const DeskContext& context, Box& screen);

/// Title and text of what is said while there is no line; the title is empty if there is one.
struct OfflineWords {
    text::Words title, text;
};
OfflineWords offline_words(const DeskContext& context);

const char* action_id(const desk::Offer& offer);  ///< "action.call"
text::Words action_words(const DeskContext& context, const desk::Offer& offer);
const char* action_icon(const desk::Offer& offer);
/// What staff call the language a client is counselled in.
std::string counselling_language(const DeskContext& context, const std::string& tag);

/// Words beside a shape of their own, so that the state is told without colour.
float state_mark_width(Canvas& canvas, const text::WordsView& words);
void draw_state_mark(Canvas& canvas, const Box& box, QueueState state,
                     const text::WordsView& words);
text::Words state_words(const DeskContext& context, QueueState state);

}  // namespace lotse::ui
