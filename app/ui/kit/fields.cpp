// SPDX-License-Identifier: EUPL-1.2
#include "ui/kit/fields.h"

#include <algorithm>
#include <cmath>

#include "ui/kit/widgets.h"

namespace lotse::ui {
namespace {

constexpr const char* kMask = "\u2022";

/// What is drawn for a masked text, and positions between both.
std::string masked(const text::Engine& engine, std::string_view text) {
    std::string dots;
    for (std::size_t i = engine.grapheme_count(text); i > 0; --i) {
        dots += kMask;
    }
    return dots;
}
std::size_t to_masked(const text::Engine& engine, std::string_view text, std::size_t offset) {
    return engine.grapheme_count(text.substr(0, offset)) * std::string_view(kMask).size();
}
std::size_t from_masked(const text::Engine& engine, std::string_view text, std::size_t offset) {
    std::size_t at = 0;
    for (std::size_t i = offset / std::string_view(kMask).size(); i > 0; --i) {
        at = engine.next_grapheme(text, at);
    }
    return at;
}

TextStyle field_style(const Theme& theme) {
    TextStyle style = body_style(theme);
    style.size = theme.text_label;
    return style;
}

TextStyle text_style(const Canvas& canvas, const TextFieldLook& look) {
    TextStyle style = field_style(canvas.theme());
    style.typography = look.typography;
    if (look.from_left && canvas.right_to_left()) {
        style.align = text::Align::End;
    }
    return style;
}

Box words_of(const Theme& theme, const Box& box, bool icon) {
    Box words = box.inset(theme.padding, 0);
    if (icon) {
        words.take_end(theme.icon + theme.space);
    }
    return words;
}

text::Words shown_value(const ValueBoxLook& look) {
    return look.masked && !look.value.empty() ? text::Words(kHidden) : look.value;
}

void frame_of(Canvas& canvas, const Box& box, bool active, bool invalid, bool held) {
    using namespace colour;
    const Theme& theme = canvas.theme();
    canvas.fill(box, held && !active ? kPressed : kSurface, theme.radius);
    const Paint line = active ? kPrimary : invalid ? kDanger : kLine;
    canvas.outline(box, line, active || invalid ? theme.line_strong : theme.line, theme.radius);
}

}  // namespace

float text_field_height(Canvas& canvas, const TextFieldLook& look, float width) {
    const Theme& theme = canvas.theme();
    const Box words = words_of(theme, {0, 0, width, 0}, !look.icon.empty());
    const TextStyle style = text_style(canvas, look);
    const float line = canvas.text_height("x", 0, style);
    // Three lines ask for more than a word; a panel of fifteen inches has room for two above the
    // keyboard, one of ten for one; it grows.
    const float lines = theme.low ? 1.0F : theme.height_px / theme.px_per_mm < 200 ? 2.0F : 3.0F;
    const float least = look.multiline ? lines * line : line;
    float text = look.masked ? line : canvas.text_height(look.text, words.width, style);
    if (theme.text_least > 0) {
        // Letters that may not shrink; as high while it is typed into, so that nothing jumps.
        text = std::max(text, canvas.text_height(look.placeholder, words.width, style));
    }
    return std::ceil(std::max(theme.target, std::max(least, text) + 2 * theme.space));
}

Box text_field_caret(Canvas& canvas, const TextFieldLook& look, const Box& box) {
    const Theme& theme = canvas.theme();
    const Box words = words_of(theme, box, !look.icon.empty());
    const text::LayoutPtr layout = canvas.lay_out(look.text, words.width, text_style(canvas, look));
    const text::CaretBox caret = layout->caret(look.caret);
    return {box.x, box.y + theme.space + caret.y, box.width, caret.height};
}

std::optional<TextFieldTap> text_field(Canvas& canvas, const std::string& id, const Box& box,
                                       const TextFieldLook& look) {
    using namespace colour;
    const Theme& theme = canvas.theme();
    const text::Engine& engine = canvas.engine();
    Node& node = canvas.record(id, Role::Field, look.label, box);
    node.value = std::string(look.text);
    node.state.masked = look.masked;
    node.state.selected = look.editing;
    node.state.invalid = look.invalid;
    const Hit hit = canvas.hit_area(id, box);
    if (canvas.measuring()) {
        return std::nullopt;
    }
    frame_of(canvas, box, look.editing, look.invalid, hit.held);

    Box words = words_of(theme, box, !look.icon.empty());
    if (!look.icon.empty()) {
        canvas.icon(
            look.icon,
            Box{box.end() - theme.padding - theme.icon, box.y, theme.icon, box.height}.centred(
                theme.icon, theme.icon),
            look.editing ? kPrimary : kLine);
    }
    std::string dots = look.masked ? masked(engine, look.text) : std::string();
    const std::string_view shown = look.masked ? std::string_view(dots) : look.text;
    const TextStyle style = text_style(canvas, look);
    const text::LayoutPtr layout = canvas.lay_out(shown, words.width, style);
    const float top =
        look.multiline ? theme.space : std::max(theme.space, (box.height - layout->height()) / 2);
    words.y += std::round(top);
    words.height = layout->height();
    node.missing_glyphs = static_cast<int>(layout->missing_glyphs());
    node.overflows = words.bottom() > box.bottom() + 1;

    const auto position = [&](std::size_t offset) {
        return look.masked ? to_masked(engine, look.text, offset) : offset;
    };
    if (look.editing && look.caret != look.anchor) {
        const auto [begin, end] = std::minmax({position(look.caret), position(look.anchor)});
        for (const text::Rect& rect : layout->selection(begin, end)) {
            canvas.fill_in_layout(words, rect, kSelection);
        }
    }
    canvas.draw_layout(*layout, words, shown, style);
    if (look.text.empty() && !look.editing && !look.placeholder.empty()) {
        TextStyle soft = field_style(theme);
        soft.typography = look.typography;
        soft.colour = kInkSoft;
        soft.middle = true;
        const Box place{words.x, box.y, words.width, box.height};
        canvas.text(place, look.placeholder, fitted(canvas, look.placeholder, place, soft));
    }
    if (look.editing) {
        const text::CaretBox caret = layout->caret(position(look.caret));
        const float thick = std::max(2.0F, std::round(theme.mm(0.6F)));
        canvas.fill_in_layout(
            words, {std::round(caret.x - thick / 2), caret.y, thick, caret.height}, kPrimary);
    }
    canvas.focus_ring(hit, box, theme.radius);

    const auto under_finger = [&] {
        const std::size_t at = canvas.hit_in_layout(*layout, words);
        return look.masked ? from_masked(engine, look.text, at) : at;
    };
    if (hit.clicked) {
        if (const bool by_key = hit.focused; by_key) {
            return TextFieldTap{look.text.size(), look.text.size()};
        }
        const std::size_t place = canvas.place_in_layout(*layout, words);
        const std::size_t at = look.masked ? from_masked(engine, look.text, place) : place;
        // The end of a selection by finger keeps the selection.
        return look.editing && look.caret != look.anchor && at == look.caret
                   ? std::optional<TextFieldTap>()
                   : TextFieldTap{at, at};
    }
    if (const auto drag = canvas.drag(id);
        drag && look.editing && std::abs(drag->x - drag->from_x) > theme.mm(3)) {
        const std::size_t at = under_finger();
        // The drag begins where the caret was set: the first step anchors at the point of touch.
        const std::size_t from = canvas.hit_at(*layout, words, drag->from_x, drag->from_y);
        const std::size_t anchor = look.masked ? from_masked(engine, look.text, from) : from;
        if (at != look.caret || anchor != look.anchor) {
            return TextFieldTap{at, anchor};
        }
    }
    return std::nullopt;
}

float value_box_height(Canvas& canvas, const ValueBoxLook& look, float width) {
    const Theme& theme = canvas.theme();
    const text::Words value = shown_value(look);
    const Box words = words_of(theme, {0, 0, width, 0}, !look.icon.empty());
    const float text = canvas.text_height(value.empty() ? look.placeholder : value, words.width,
                                          field_style(theme));
    return std::ceil(std::max(theme.target, text + 2 * theme.space));
}

float value_box_width(Canvas& canvas, const ValueBoxLook& look) {
    const Theme& theme = canvas.theme();
    TextStyle style = field_style(theme);
    style.size = smallest_fitted(theme, style.size);
    constexpr float kWide = 10000;
    const float beside = kWide - words_of(theme, {0, 0, kWide, 0}, !look.icon.empty()).width;
    return std::ceil(canvas.text_width(look.value, style)) + beside + 1;
}

bool value_box(Canvas& canvas, const std::string& id, const Box& box, const ValueBoxLook& look) {
    using namespace colour;
    const Theme& theme = canvas.theme();
    Node& node = canvas.record(id, Role::Field, look.label, box);
    const text::Words value = shown_value(look);
    node.value = value;
    node.state.masked = look.masked;
    node.state.selected = look.active;
    node.state.invalid = look.invalid;
    const Hit hit = canvas.hit_area(id, box);
    frame_of(canvas, box, look.active, look.invalid, hit.held);
    if (!look.icon.empty()) {
        canvas.icon(
            look.icon,
            Box{box.end() - theme.padding - theme.icon, box.y, theme.icon, box.height}.centred(
                theme.icon, theme.icon),
            kPrimary);
    }
    TextStyle style = field_style(theme);
    style.middle = true;
    style.align = look.centred ? text::Align::Center : text::Align::Start;
    const bool empty = value.empty();
    if (empty) {
        style.colour = kInkSoft;
    }
    const text::Words& words = empty ? look.placeholder : value;
    const Box place = words_of(theme, box, !look.icon.empty());
    canvas.text(place, words, fitted(canvas, words, place, style));
    canvas.focus_ring(hit, box, theme.radius);
    return hit.clicked;
}

}  // namespace lotse::ui
