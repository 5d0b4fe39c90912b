// SPDX-License-Identifier: EUPL-1.2
/// Decides how the parts look and behave that screens are made of: headings, notices, buttons,
/// choices, progress. Fields stand in fields.h.
///
/// Leaves alone: where they stand (screens), what a tap means (core). Each records itself in the
/// semantic tree under the id it is given and draws inside its box. Heights are asked beforehand
/// with the `…_height` functions, so that nothing overflows. Words come in finished; widgets look
/// nothing up.
#pragma once

#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "ui/kit/canvas.h"

namespace lotse::ui {

// --- Text ---
TextStyle title_style(const Theme& theme);
TextStyle label_style(const Theme& theme);
TextStyle body_style(const Theme& theme);
TextStyle hint_style(const Theme& theme);

/// A text at the top of `at`; returns its height.
float heading(Canvas& canvas, const std::string& id, const Box& at, const text::WordsView& words,
              const TextStyle& style);
float paragraph(Canvas& canvas, const std::string& id, const Box& at, const text::WordsView& words,
                const TextStyle& style);
/// Pictogram and text side by side: a point of a list.
float point(Canvas& canvas, const std::string& id, const Box& at, const std::string& icon,
            const text::WordsView& words);

enum class Tone { Info, Success, Warning, Danger };
/// A tinted panel with a pictogram; returns its height.
float notice(Canvas& canvas, const std::string& id, const Box& at, Tone tone,
             const text::WordsView& title, const text::WordsView& words);

// --- Buttons ---
enum class ButtonKind { Primary, Secondary, Quiet, Danger };
struct ButtonLook {
    ButtonKind kind = ButtonKind::Secondary;
    std::string icon;
    bool icon_at_end = false;
    bool enabled = true;
    bool small = false;     ///< smaller words
    bool expanded = false;  ///< for buttons that open something
    bool centred = true;
    Weight weight = Weight::Light;  ///< of what it does; Danger is always grave
    Role role = Role::Button;       ///< a key, where it stands among keys
};
bool button(Canvas& canvas, const std::string& id, const Box& box, const text::WordsView& words,
            const ButtonLook& look);
/// The width that shows the words on one line, at most `most`.
float button_width(Canvas& canvas, const text::WordsView& words, const ButtonLook& look,
                   float most);
/// The height that shows the words in `width`, at least a target.
float button_height(Canvas& canvas, const text::WordsView& words, const ButtonLook& look,
                    float width);

// --- Choices ---
struct ChoiceLook {
    std::string id;
    text::Words words;
    text::Words detail;  ///< second, smaller line
    std::string icon;
    bool chosen = false;
};
/// Radio, check box, a card that leads on, a tile that answers and goes on: a button to who does
/// not see it, and once it was pressed, marked.
enum class ChoiceKind { One, Several, Action, Tile };
float choice_height(Canvas& canvas, const ChoiceLook& look, ChoiceKind kind, float width);
/// In which no word of its label is broken. Words end at spaces.
float least_choice_width(Canvas& canvas, const ChoiceLook& look, ChoiceKind kind);
bool choice(Canvas& canvas, const Box& box, const ChoiceLook& look, ChoiceKind kind);
/// An answer beside the real ones: smaller and without a frame of its own until it is chosen.
float quiet_choice_height(Canvas& canvas, const ChoiceLook& look, float width);
bool quiet_choice(Canvas& canvas, const Box& box, const ChoiceLook& look);
/// What a long list remembers of its choices' heights, by id, so that they are not asked for in
/// every frame.
struct ChoiceHeights {
    float width = 0, size = 0;  ///< that they hold for
    std::string language;
    std::unordered_map<std::string, float> by_id;
};
/// Lays choices out in up to `most_columns` columns of equal width; tiles in so few that no word is
/// broken. All of one grid have one height; where they stand below each other, or `heights` says
/// that there are many, each row has what it needs. Returns the height; `tapped` gets the index.
/// What is out of view is only recorded.
float choices(Canvas& canvas, const Box& at, const std::vector<ChoiceLook>& looks, ChoiceKind kind,
              int most_columns, float least_column_mm,
              const std::function<void(std::size_t)>& tapped, float least_height = 0,
              ChoiceHeights* heights = nullptr);

/// One of few, side by side; stacked where they do not fit. Returns the height.
struct Segment {
    std::string id;
    text::Words words;
    bool chosen = false;
};
float segmented(Canvas& canvas, const std::string& id, const Box& at, const text::WordsView& label,
                const std::vector<Segment>& segments,
                const std::function<void(std::size_t)>& tapped);

// --- Progress ---
/// Sections as segments; the present one is marked, the ones before are filled. `words` are for who
/// does not see them.
void progress_bar(Canvas& canvas, const Box& box, const text::WordsView& words, int section,
                  int sections, float done);

/// The largest size of at most style.size with which the words fit into the box without breaking
/// words; at least 70 % of it.
TextStyle fitted(Canvas& canvas, const text::WordsView& words, const Box& box, TextStyle style);
/// How small `fitted` may make letters of this size.
float smallest_fitted(const Theme& theme, float wished);

}  // namespace lotse::ui
