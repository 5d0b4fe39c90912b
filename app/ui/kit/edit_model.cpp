// SPDX-License-Identifier: EUPL-1.2
#include "ui/kit/edit_model.h"

#include <algorithm>
#include <string>

#include "core/check.h"
#include "core/utf8.h"
#include "text/words/numbers.h"

namespace lotse::ui::edit {
namespace {

/// Carets nearer to each other than this are seen as one.
constexpr float kSamePlace = 0.01F;

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

/// What stands around the place that is typed into, when the selection is gone.
struct Around {
    std::string_view before, after;
    bool has(char c) const {
        return before.find(c) != std::string_view::npos || after.find(c) != std::string_view::npos;
    }
};

/// `out`: what was taken in of the same typing.
bool accepted(char32_t c, Accepts accepts, const Around& around, std::string_view out) {
    const bool digit = c >= '0' && c <= '9';
    switch (accepts) {
        case Accepts::Line:
            return c != '\n';
        case Accepts::Lines:
            return true;
        case Accepts::Digits:
            return digit;
        case Accepts::Decimal:
            return digit ||
                   (c == '.' && !around.has('.') && out.find('.') == std::string_view::npos);
        case Accepts::Phone:
            if (around.after.starts_with('+')) return false;  // nothing stands before it
            return digit || c == ' ' || c == '-' || c == '/' || c == '(' || c == ')' ||
                   (c == '+' && around.before.empty() && out.empty());
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
    const auto [begin, end] = std::minmax(before.caret, before.anchor);
    const Around around{before.text.view().substr(0, begin), before.text.view().substr(end)};
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
        if (!control && accepted(c, accepts, around, out)) {
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
    const std::string_view all = before.text.view();
    if (what.empty() ||
        quoted_size(all) - quoted_size(all.substr(begin, end - begin)) + quoted_size(what) >
            longest_bytes) {
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

Text sideways(text::Engine& engine, const Text& before, bool to_the_right,
              const text::Typography& typography) {
    const std::string_view all = before.text.view();
    const std::size_t at = std::min(before.caret, all.size());
    const std::size_t line_end = std::min(all.find('\n', at), all.size());
    const std::size_t break_before = at == 0 ? std::string_view::npos : all.rfind('\n', at - 1);
    const std::size_t begin = break_before == std::string_view::npos ? 0 : break_before + 1;
    const std::string_view line = all.substr(begin, line_end - begin);
    const text::LayoutPtr layout = engine.layout(line, typography, {});
    const auto place = [&](std::size_t offset) {
        const float x = layout->caret(offset).x;
        return to_the_right ? x : -x;
    };
    Text after = before;
    if (before.selected() && before.anchor >= begin && before.anchor <= line_end) {
        after.caret = after.anchor =
            place(at - begin) > place(before.anchor - begin) ? at : before.anchor;
        return after;
    }
    // The nearest place on that side; of several offsets at one place the one next to the caret.
    const float here = place(at - begin);
    std::optional<std::size_t> best;
    float best_place = 0;
    for (std::size_t offset = 0;; offset = engine.next_grapheme(line, offset)) {
        const float there = place(offset);
        const auto away = [&](std::size_t from) {
            return from > at - begin ? from - (at - begin) : (at - begin) - from;
        };
        if (there > here + kSamePlace &&
            (!best || there < best_place - kSamePlace ||
             (there < best_place + kSamePlace && away(offset) < away(*best)))) {
            best = offset;
            best_place = there;
        }
        if (offset >= line.size()) break;
    }
    if (best) {
        after.caret = begin + *best;
    } else if (text::reads_right_to_left(line, typography.direction) == to_the_right) {
        after.caret = begin == 0 ? at : begin - 1;
    } else {
        after.caret = std::min(line_end + 1, all.size());
    }
    after.anchor = after.caret;
    return after;
}

std::optional<Text> after_key(text::Engine& engine, const Text& before, const Keystroke& stroke,
                              Accepts accepts, std::size_t longest_bytes,
                              const text::Typography& typography) {
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
        case Key::Right:
            return sideways(engine, before, stroke.key == Key::Right, typography);
        case Key::SelectAll: {
            Text after = before;
            after.anchor = 0;
            after.caret = before.text.size();
            return after;
        }
        case Key::Enter:
        case Key::Tab:
        case Key::Escape:
        case Key::Activate:
        case Key::Repeat:
        case Key::Switch:
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
