// SPDX-License-Identifier: EUPL-1.2
/// What all drawings for staff share: their words and a few parts.
///
/// Staff at a desk read German, left to right, whatever the client reads.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/keystroke.h"
#include "text/words/catalogue.h"
#include "ui/kit/canvas.h"
#include "ui/kit/edit_model.h"

namespace lotse::ui {

/// One frame for staff. All that it refers to outlives the frame.
struct StaffContext {
    Canvas& canvas;
    const text::Catalogue& catalogue;
    const std::map<std::string, text::Typography>& fonts;  ///< by language tag
    const std::vector<Keystroke>& typed;
    const std::string& own_language;  ///< of whoever sits there: German or English

    const Theme& theme() const { return canvas.theme(); }
    text::Words say(const std::string& id, const text::Arguments& arguments = {}) const {
        return catalogue.words(own_language, id, arguments);
    }
    /// A text of a questionnaire that may be of another version than the texts installed here: then
    /// its id, which says more to staff than nothing.
    text::Words say_if_known(const std::string& id, const text::Arguments& arguments = {}) const;
    /// Null if there is no such language.
    const text::Typography* typography_of(const std::string& tag) const;
};

/// Why something was refused, for a reader of `tag`: what, where, what to do. German and English
/// have the words (a terminal's staff menu is in its default language); others read English.
/// `line` is of core/reason.h; of an unknown cause it is said that the log knows more.
text::Words cause_words(const text::Catalogue& catalogue, const std::string& tag,
                        std::string_view line);

/// What the questionnaire is about, or that there is none.
text::Words questionnaire_words(const StaffContext& context, const std::string& name);

/// Whether the enter key is among them: it also activates what has the focus.
bool has_enter(const std::vector<Keystroke>& keys);
/// What a key of the keyboard does to a text. False: it does not edit (enter, escape).
bool edit_with_key(Canvas& canvas, edit::Text& text, const Keystroke& typed, edit::Accepts accepts,
                   std::size_t longest_bytes);

/// Label above value, in a column; returns the height.
float labelled_value(Canvas& canvas, const std::string& id, const Box& at,
                     const text::WordsView& label, const text::WordsView& value);

}  // namespace lotse::ui
