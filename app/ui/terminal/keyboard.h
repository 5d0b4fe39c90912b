// SPDX-License-Identifier: EUPL-1.2
/// The docks below the content: on-screen keyboard, number pad, months.
///
/// Decides which keys are shown; what a key does to a text is edit_model's. Keys keep their
/// physical places in both directions of writing, as on real keyboards. No key repeats (EN 301
/// 549 5.7). Shift holds for one key.
#pragma once

#include <optional>
#include <string>

#include "core/keystroke.h"
#include "ui/kit/edit_model.h"
#include "ui/terminal/context.h"

namespace lotse::ui {

/// Which keys a field needs.
enum class Keys : std::uint8_t { Own, Latin, Numbers, Decimal, Phone };

/// Makes the keyboard start afresh when another field (or language) gets it.
void open_keyboard_for(const Context& context, const std::string& field_key, Keys keys);

/// Height of the dock in the present layer.
float keyboard_height(const Context& context, Keys keys);
/// `multiline`: enter starts a new line instead of finishing.
std::optional<Keystroke> keyboard(const Context& context, const Box& dock, Keys keys,
                                  bool multiline);

/// What stands on the keys of a pad: the digits that the box above shows. What is pressed is Latin.
enum class PadDigits : unsigned char { Latin, OfReader };
/// Number pad without a text behind it: digit, Backspace, Enter.
float number_pad_height(const Theme& theme);
std::optional<Keystroke> number_pad(const Context& context, const Box& dock,
                                    const std::string& extra, const text::WordsView& done_words,
                                    bool done_enabled = true, PadDigits digits = PadDigits::Latin);

/// Twelve or thirteen months, and a key that erases.
struct MonthPress {
    std::optional<int> month;
    bool erased = false;
};
float month_pad_height(const Context& context, const std::vector<std::string>& names);
MonthPress month_pad(const Context& context, const Box& dock, const std::vector<std::string>& names,
                     int chosen);

/// What presses and real keys make of a text. Nothing: it stays as it is.
std::optional<edit::Text> typed_into(const Context& context, const edit::Text& before,
                                     const std::optional<Keystroke>& press, edit::Accepts accepts,
                                     std::size_t longest_bytes, bool& finished);

}  // namespace lotse::ui
