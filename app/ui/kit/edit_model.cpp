// SPDX-License-Identifier: EUPL-1.2
#include "ui/kit/edit_model.h"

#include <algorithm>
#include <string>

#include "core/check.h"
#include "text/words/numbers.h"

namespace lotse::ui::edit {
namespace {

/// The boundary at or after an offset.
std::size_t boundary(const text::Engine& engine, std::string_view text, std::size_t offset) {
    if (offset == 0 || offset >= text.size()) {
        return std::min(offset, text.size());
    }
    const std::size_t before = engine.previous_grapheme(text, offset);
    return std::max(offset, engine.next_grapheme(text, before));
}

/// `text` with [begin, end) replaced; the working copy is wiped.
Text replaced(const text::Engine& engine, const Text& before, std::size_t begin, std::size_t end,
              std::string_view with) {
    const std::string_view old = before.text.view();
    std::string joined;
    joined.reserve(old.size() + with.size());
    joined.append(old.substr(0, begin)).append(with).append(old.substr(end));
    Text after;
    after.text = SecretText(joined);
    after.caret = after.anchor = boundary(engine, joined, begin + with.size());
    wipe_string(joined);
    return after;
}

bool accepted(char32_t c, Accepts accepts, std::string_view before, std::size_t at) {
    const bool digit = c >= '0' && c <= '9';
    switch (accepts) {
        case Accepts::Line:
            return c != '\n';
        case Accepts::Lines:
            return true;
        case Accepts::Digits:
            return digit;
        case Accepts::Decimal:
            return digit || (c == '.' && before.find('.') == std::string_view::npos);
        case Accepts::Phone:
            return digit || c == ' ' || c == '-' || c == '/' || c == '(' || c == ')' ||
                   (c == '+' && at == 0);
        case Accepts::Email:
            return c > ' ';
    }
    return false;
}

std::string filtered(std::string_view typed, Accepts accepts, const Text& before) {
    const bool number =
        accepts == Accepts::Digits || accepts == Accepts::Decimal || accepts == Accepts::Phone;
    std::string source = number ? text::latin_digits(typed) : std::string(typed);
    if (accepts == Accepts::Decimal) {
        std::replace(source.begin(), source.end(), ',', '.');
    }
    std::string out;
    const std::size_t start = std::min(before.caret, before.anchor);
    for (std::size_t i = 0; i < source.size();) {
        const auto lead = static_cast<unsigned char>(source[i]);
        const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        const std::string_view piece = std::string_view(source).substr(i, size);
        i += size;
        // One byte tells all that matters: what lies above ASCII is a letter or sign of some
        // script.
        const char32_t c = size == 1 ? lead : 0xFFFF;
        const bool control =
            (c < 0x20 && c != '\n') || c == 0x7F ||
            (size == 2 && lead == 0xC2 && static_cast<unsigned char>(piece[1]) < 0xA0);
        if (!control && accepted(c, accepts, before.text.view(), start + out.size())) {
            out += piece;
        }
    }
    wipe_string(source);
    return out;
}

}  // namespace

Text insert(const text::Engine& engine, const Text& before, std::string_view typed, Accepts accepts,
            std::size_t longest_bytes) {
    std::string what = filtered(typed, accepts, before);
    const auto [begin, end] = std::minmax(before.caret, before.anchor);
    if (what.empty() || before.text.size() - (end - begin) + what.size() > longest_bytes) {
        wipe_string(what);
        return before;
    }
    Text after = replaced(engine, before, begin, end, what);
    wipe_string(what);
    return after;
}

Text erase_backward(const text::Engine& engine, const Text& before) {
    auto [begin, end] = std::minmax(before.caret, before.anchor);
    const std::size_t from =
        begin == end ? engine.previous_grapheme(before.text.view(), begin) : begin;
    return replaced(engine, before, from, end, {});
}

Text erase_forward(const text::Engine& engine, const Text& before) {
    auto [begin, end] = std::minmax(before.caret, before.anchor);
    const std::size_t to = begin == end ? engine.next_grapheme(before.text.view(), end) : end;
    return replaced(engine, before, begin, to, {});
}

Text forward(const text::Engine& engine, const Text& before, bool select) {
    Text after = before;
    if (before.selected() && !select) {
        after.caret = after.anchor = std::max(before.caret, before.anchor);
        return after;
    }
    after.caret = engine.next_grapheme(before.text.view(), before.caret);
    after.anchor = select ? before.anchor : after.caret;
    return after;
}

Text backward(const text::Engine& engine, const Text& before, bool select) {
    Text after = before;
    if (before.selected() && !select) {
        after.caret = after.anchor = std::min(before.caret, before.anchor);
        return after;
    }
    after.caret = engine.previous_grapheme(before.text.view(), before.caret);
    after.anchor = select ? before.anchor : after.caret;
    return after;
}

std::optional<Text> after_key(const text::Engine& engine, const Text& before,
                              const Keystroke& stroke, Accepts accepts, std::size_t longest_bytes,
                              bool right_to_left) {
    using Key = Keystroke::Key;
    switch (stroke.key) {
        case Key::Text:
            return insert(engine, before, stroke.text, accepts, longest_bytes);
        case Key::ReplaceLast:
            return insert(engine, erase_backward(engine, before), stroke.text, accepts,
                          longest_bytes);
        case Key::Backspace:
            return erase_backward(engine, before);
        case Key::Delete:
            return erase_forward(engine, before);
        case Key::Left:
            return right_to_left ? forward(engine, before, false) : backward(engine, before, false);
        case Key::Right:
            return right_to_left ? backward(engine, before, false) : forward(engine, before, false);
        case Key::SelectAll: {
            Text after = before;
            after.anchor = 0;
            after.caret = before.text.size();
            return after;
        }
        case Key::Enter:
        case Key::Tab:
        case Key::Escape:
            return std::nullopt;
    }
    LOTSE_CHECK(false);
}

Text placed(const text::Engine& engine, const Text& before, std::size_t caret, std::size_t anchor) {
    Text after = before;
    after.caret = boundary(engine, before.text.view(), caret);
    after.anchor = boundary(engine, before.text.view(), anchor);
    return after;
}

}  // namespace lotse::ui::edit
