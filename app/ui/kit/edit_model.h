// SPDX-License-Identifier: EUPL-1.2
/// Decides what typing does to a text: insert, delete, move the caret, select.
///
/// Pure. Offsets are UTF-8 bytes and always stand on grapheme boundaries; `anchor` differs from
/// `caret` where text is selected. Whether something may be typed is read from the text, never from
/// the keys before. Old texts wipe themselves (SecretText). Source: UAX #29 for
/// graphemes.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "core/keystroke.h"
#include "core/secret_text.h"
#include "text/layout/layout.h"

namespace lotse::ui::edit {

struct Text {
    SecretText text;
    std::size_t caret = 0, anchor = 0;
    bool selected() const { return caret != anchor; }
    bool operator==(const Text&) const = default;
};

/// What a field takes in.
enum class Accepts { Line, Lines, Digits, Decimal, Phone, Email };

/// Replaces the selection. Characters that the field does not accept are left out (control
/// characters always, U+200C and U+200D never); digits of any script become Latin digits in number
/// fields. If the result were longer than `longest_bytes`, as an intake is
/// written (quoted_size), nothing changes.
Text insert(const text::Engine& engine, const Text& before, std::string_view typed, Accepts accepts,
            std::size_t longest_bytes);
/// Deletes the selection, else one grapheme before the caret.
Text erase_backward(const text::Engine& engine, const Text& before);
Text erase_forward(const text::Engine& engine, const Text& before);
/// The caret one step to the left or right on the screen, where the text stands as the typography
/// sets it; at the end of a line on to the next or the one before. A selection collapses to its end
/// on that side.
Text sideways(text::Engine& engine, const Text& before, bool to_the_right,
              const text::Typography& typography);
/// What a key does to a text; nothing: it does not edit (Enter, Escape, Tab). Left and right are
/// those of the screen.
std::optional<Text> after_key(text::Engine& engine, const Text& before, const Keystroke& stroke,
                              Accepts accepts, std::size_t longest_bytes,
                              const text::Typography& typography);
/// Caret and anchor moved to boundaries inside the text.
Text placed(const text::Engine& engine, const Text& before, std::size_t caret, std::size_t anchor);

}  // namespace lotse::ui::edit
