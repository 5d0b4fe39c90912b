// SPDX-License-Identifier: EUPL-1.2
/// What the drawings of the desk's screens share: the frame they draw into, the words, the strip at
/// the top.
///
/// Staff read German, left to right, whatever the client reads.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/desk/case_sheet.h"
#include "core/desk/desk.h"
#include "core/keystroke.h"
#include "text/words/catalogue.h"
#include "ui/kit/canvas.h"
#include "ui/kit/edit_model.h"
#include "ui/kit/widgets.h"

namespace lotse::ui {

inline constexpr const char* kStaffLanguage = "de";

/// How things are shown. Nothing here is an answer.
struct DeskLocal {
    std::string place;                      ///< which screen the rest belongs to
    std::optional<desk::LogInField> field;  ///< that the focus was moved to
    bool closed_open = false;               ///< today's closed entries are unfolded
    bool searching = false;                 ///< the field was tapped: it shows its caret
};

struct DeskContext {
    Canvas& canvas;
    const text::Catalogue& catalogue;
    const std::string& institution;
    const std::map<std::string, text::Typography>& fonts;  ///< by language tag
    const desk::State& state;
    const std::vector<Keystroke>& typed;
    DeskLocal& local;
    std::vector<desk::Event>& events;

    const Theme& theme() const { return canvas.theme(); }
    std::string say(const std::string& id, const text::Arguments& arguments = {}) const {
        return catalogue.message(kStaffLanguage, id, arguments);
    }
    /// A text of a questionnaire that may be of another version than the texts installed here: then
    /// its id, which says more to staff than nothing.
    std::string say_if_known(const std::string& id, const text::Arguments& arguments = {}) const;
    /// Null if there is no such language.
    const text::Typography* typography_of(const std::string& tag) const {
        const auto it = fonts.find(tag);
        return it == fonts.end() ? nullptr : &it->second;
    }
    void report(desk::Event event) const { events.push_back(std::move(event)); }
};

/// Institution, account and log-out (without an account: neither); takes the strip from `screen`.
void draw_desk_header(const DeskContext& context, Box& screen, const desk::Staff* staff);
/// Connection lost, action refused; takes what it needs from `screen`.
void draw_banners(const DeskContext& context, Box& screen, const desk::QueueOpen& queue);

/// What a key of the keyboard does to a text. False: it does not edit (enter, escape).
bool edit_with_key(const text::Engine& engine, edit::Text& text, const Keystroke& typed,
                   edit::Accepts accepts, std::size_t longest_bytes);

const char* action_id(QueueAction action);  ///< "action.call"
std::string action_words(const DeskContext& context, QueueAction action);
const char* action_icon(QueueAction action);
/// German name of the language a client is counselled in.
std::string counselling_language(const DeskContext& context, const std::string& tag);
/// What the questionnaire is about, or that there is none.
std::string questionnaire_words(const DeskContext& context, const std::string& name);

/// Words beside a shape of their own, so that the state is told without colour.
float state_mark_width(Canvas& canvas, const std::string& words);
void draw_state_mark(Canvas& canvas, const Box& box, QueueState state, const std::string& words);
std::string state_words(const DeskContext& context, QueueState state);

/// Label above value, in a column; returns the height.
float labelled_value(const DeskContext& context, const std::string& id, const Box& at,
                     const std::string& label, const std::string& value);

namespace screens {

void draw_desk_log_in(const DeskContext& context, const desk::LoggedOut& place, Box screen);
void draw_desk_queue(const DeskContext& context, const desk::QueueOpen& place, Box screen);
void draw_desk_case(const DeskContext& context, const desk::CaseOpen& place, const CaseSheet* sheet,
                    Box screen);

}  // namespace screens
}  // namespace lotse::ui
