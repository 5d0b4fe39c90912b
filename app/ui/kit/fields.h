// SPDX-License-Identifier: EUPL-1.2
/// Decides how a field looks and where a finger sets its caret: a text that is typed, and a value
/// that is chosen elsewhere.
///
/// Leaves alone what typing does to a text (edit_model.h) and how long it may be. A masked text is
/// drawn as dots and recorded as masked. The text is a view: an answer is never copied here, except
/// into the semantic tree, which overwrites it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ui/kit/canvas.h"

namespace lotse::ui {

/// In the place of an answer that is not to be read over somebody's shoulder: as many dots whatever
/// it is.
inline constexpr const char* kHidden = "•••••";

struct TextFieldLook {
    text::Words label;  ///< for the tree; drawn by the screen
    text::Words placeholder;
    std::string_view text;
    std::size_t caret = 0, anchor = 0;
    bool editing = false;
    bool masked = false;
    bool multiline = false;
    bool invalid = false;
    bool from_left = false;         ///< Latin letters are expected: the text begins at the left
    std::string icon = "keyboard";  ///< at the end, empty: none
    const text::Typography* typography = nullptr;  ///< null: the screen's language
};
struct TextFieldTap {
    std::size_t caret = 0, anchor = 0;
};
float text_field_height(Canvas& canvas, const TextFieldLook& look, float width);
/// The line of a field of several lines that the caret stands in.
Box text_field_caret(Canvas& canvas, const TextFieldLook& look, const Box& box);
/// A tap or a selection by finger.
std::optional<TextFieldTap> text_field(Canvas& canvas, const std::string& id, const Box& box,
                                       const TextFieldLook& look);

/// A box that shows a value and opens something when tapped.
struct ValueBoxLook {
    text::Words label, value, placeholder;
    std::string icon;
    bool active = false, invalid = false;
    bool centred = false;
    bool masked = false;  ///< dots, as many whatever the value
};
float value_box_height(Canvas& canvas, const ValueBoxLook& look, float width);
/// The least width at which it shows its value whole, in the smallest letters it may have.
float value_box_width(Canvas& canvas, const ValueBoxLook& look);
bool value_box(Canvas& canvas, const std::string& id, const Box& box, const ValueBoxLook& look);

}  // namespace lotse::ui
