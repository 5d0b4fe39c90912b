// SPDX-License-Identifier: EUPL-1.2
#include "ui/kit/widgets.h"

#include <cmath>

namespace lotse::ui {
namespace {

constexpr float kSmallestShare = 0.7F;
constexpr float kShareStep = 0.075F;

TextStyle styled(float size, text::Weight weight, Paint colour) {
    TextStyle style;
    style.size = size;
    style.weight = weight;
    style.colour = colour;
    return style;
}

/// The longest run without a place to break, roughly: what must fit on one line.
bool breaks_words(Canvas& canvas, const text::WordsView& words, float width,
                  const TextStyle& style) {
    const text::LayoutPtr layout = canvas.lay_out(words, width, style);
    const auto& lines = layout->lines();
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
        if (lines[i].end == 0 || lines[i].end > words.text.size()) {
            continue;
        }
        const char last = words.text[lines[i].end - 1];
        const bool ascii_letter = (last >= 'a' && last <= 'z') || (last >= 'A' && last <= 'Z');
        if (ascii_letter && lines[i].end < words.text.size() && words.text[lines[i].end] != ' ') {
            return true;
        }
    }
    return false;
}

struct ButtonColours {
    Paint fill, ink, line;
};

ButtonColours button_colours(const ButtonLook& look, bool held) {
    using namespace colour;
    if (!look.enabled) {
        return {kPaper, kDisabled, kLineSoft};
    }
    switch (look.kind) {
        case ButtonKind::Primary:
            return {held ? kPrimaryPressed : kPrimary, kOnPrimary,
                    held ? kPrimaryPressed : kPrimary};
        case ButtonKind::Danger:
            return {held ? kDangerPressed : kDanger, kOnPrimary, held ? kDangerPressed : kDanger};
        case ButtonKind::Secondary:
            return {held ? kPressed : kSurface, held ? kInk : kPrimary, kPrimary};
        case ButtonKind::Quiet:
            break;
    }
    return {held ? kPressed : kSurface, held ? kInk : kPrimary, kLine};
}

TextStyle button_style(const Theme& theme, const ButtonLook& look) {
    return styled(look.small ? theme.text_small : theme.text_label,
                  look.kind == ButtonKind::Quiet ? text::Weight::Regular : text::Weight::Bold,
                  colour::kInk);
}

float button_icon(const Theme& theme, const ButtonLook& look) {
    return look.small ? theme.icon * 0.8F : theme.icon;
}

/// What a button keeps free beside its words.
float button_sides(const Theme& theme, const ButtonLook& look) {
    const float icon = look.icon.empty() ? 0.0F : button_icon(theme, look) + theme.space;
    return 2 * (look.small ? theme.space : theme.padding) + icon;
}

}  // namespace

TextStyle title_style(const Theme& theme) {
    return styled(theme.text_title, text::Weight::Bold, colour::kInk);
}
TextStyle label_style(const Theme& theme) {
    return styled(theme.text_label, text::Weight::Bold, colour::kInk);
}
TextStyle body_style(const Theme& theme) {
    return styled(theme.text_body, text::Weight::Regular, colour::kInk);
}
TextStyle hint_style(const Theme& theme) {
    return styled(theme.text_small, text::Weight::Regular, colour::kInkSoft);
}

float smallest_fitted(const Theme& theme, float wished) {
    return std::max(std::min(wished, theme.text_least),
                    std::round(wished * kSmallestShare * 4) / 4);
}

TextStyle fitted(Canvas& canvas, const text::WordsView& words, const Box& box, TextStyle style) {
    const float wished = style.size;
    const float smallest = smallest_fitted(canvas.theme(), wished);
    const int steps = static_cast<int>(std::lround((1 - kSmallestShare) / kShareStep));
    for (int step = 0; step <= steps; ++step) {
        const float share = 1 - static_cast<float>(step) * kShareStep;
        style.size = std::max(smallest, std::round(wished * share * 4) / 4);
        const text::LayoutPtr layout = canvas.lay_out(words, box.width, style);
        if (layout->height() <= box.height && layout->width() <= box.width + 0.5F &&
            !breaks_words(canvas, words, box.width, style)) {
            break;
        }
    }
    return style;
}

float heading(Canvas& canvas, const std::string& id, const Box& at, const text::WordsView& words,
              const TextStyle& style) {
    const float height = canvas.text_height(words, at.width, style);
    const Box box{at.x, at.y, at.width, height};
    canvas.record(id, Role::Heading, words, box);
    canvas.text(box, words, style);
    return height;
}

float paragraph(Canvas& canvas, const std::string& id, const Box& at, const text::WordsView& words,
                const TextStyle& style) {
    const float height = canvas.text_height(words, at.width, style);
    const Box box{at.x, at.y, at.width, height};
    canvas.record(id, Role::Text, words, box);
    canvas.text(box, words, style);
    return height;
}

float point(Canvas& canvas, const std::string& id, const Box& at, const std::string& icon,
            const text::WordsView& words) {
    const Theme& theme = canvas.theme();
    const TextStyle style = body_style(theme);
    Box words_box = at;
    const Box icon_box = words_box.take_start(theme.icon);
    words_box.take_start(theme.space * 1.5F);
    const float height = std::max(theme.icon, canvas.text_height(words, words_box.width, style));
    canvas.record(id, Role::Text, words, {at.x, at.y, at.width, height});
    const float first_line = canvas.text_height("x", 0, style);
    canvas.icon(icon,
                Box{icon_box.x, at.y + (std::max(theme.icon, first_line) - theme.icon) / 2,
                    theme.icon, theme.icon},
                colour::kPrimary);
    canvas.text(
        {words_box.x, at.y + std::max(0.0F, (theme.icon - first_line) / 2), words_box.width, 0},
        words, style);
    return height + std::max(0.0F, (theme.icon - first_line) / 2);
}

float notice(Canvas& canvas, const std::string& id, const Box& at, Tone tone,
             const text::WordsView& title, const text::WordsView& words) {
    using namespace colour;
    const Theme& theme = canvas.theme();
    struct Look {
        Paint tint, line;
        const char* icon;
    };
    const Look look = tone == Tone::Danger    ? Look{kDangerTint, kDanger, "warning"}
                      : tone == Tone::Warning ? Look{kNoticeTint, kNoticeLine, "warning"}
                      : tone == Tone::Success ? Look{kSuccessTint, kSuccess, "check"}
                                              : Look{kChosen, kPrimary, "info"};
    Box inner = Box{at.x, at.y, at.width, 0};
    inner.x += theme.line_strong * 2 + theme.padding;
    inner.width -= theme.line_strong * 2 + 2 * theme.padding;
    const float icon_x = inner.x;
    inner.x += theme.icon + theme.space * 1.5F;
    inner.width -= theme.icon + theme.space * 1.5F;
    TextStyle title_look = label_style(theme);
    title_look.size = theme.text_body;
    const TextStyle words_look = body_style(theme);
    const float title_height = canvas.text_height(title, inner.width, title_look);
    const float words_height = canvas.text_height(words, inner.width, words_look);
    const float between = title.empty() || words.empty() ? 0 : theme.space / 2;
    const float text_height = title_height + between + words_height;
    const float height = std::round(std::max(theme.icon, text_height) + 2 * theme.padding * 0.8F);
    const Box box{at.x, at.y, at.width, height};
    const text::Words both = title.owned() + " " + words.owned();
    const text::WordsView label = title.empty() ? words : words.empty() ? title : both;
    canvas.record(id, tone == Tone::Danger || tone == Tone::Warning ? Role::Alert : Role::Text,
                  label, box);
    canvas.fill(box, look.tint, theme.radius);
    Box edge = box;
    canvas.fill(edge.take_start(theme.line_strong * 2), look.line);
    const float top = at.y + (height - text_height) / 2;
    const float line_height = canvas.text_height("x", 0, title.empty() ? words_look : title_look);
    canvas.icon(look.icon, {icon_x, top + (line_height - theme.icon) / 2, theme.icon, theme.icon},
                look.line);
    canvas.text({inner.x, top, inner.width, 0}, title, title_look);
    canvas.text({inner.x, top + title_height + between, inner.width, 0}, words, words_look);
    return height;
}

// --- Buttons ---

float button_width(Canvas& canvas, const text::WordsView& words, const ButtonLook& look,
                   float most) {
    const Theme& theme = canvas.theme();
    const float width = canvas.text_width(words, button_style(theme, look)) +
                        button_sides(theme, look) + theme.space;
    return std::ceil(std::clamp(width, theme.target, std::max(theme.target, most)));
}

float button_height(Canvas& canvas, const text::WordsView& words, const ButtonLook& look,
                    float width) {
    const Theme& theme = canvas.theme();
    const float text =
        canvas.text_height(words, width - button_sides(theme, look), button_style(theme, look));
    const float least = look.kind == ButtonKind::Primary || look.kind == ButtonKind::Danger
                            ? theme.target_primary
                            : theme.target;
    return std::ceil(std::max(least, text + 2 * theme.space));
}

bool button(Canvas& canvas, const std::string& id, const Box& box, const text::WordsView& words,
            const ButtonLook& look) {
    const Theme& theme = canvas.theme();
    Node& node = canvas.record(id, look.role, words, box);
    node.state.expanded = look.expanded;
    node.picture = look.icon;
    const Weight weight = look.kind == ButtonKind::Danger ? Weight::Grave : look.weight;
    const Hit hit = canvas.hit_area(id, box, look.enabled, weight);
    const ButtonColours colours = button_colours(look, hit.held);
    canvas.fill(box, colours.fill, theme.radius);
    if (colours.line != colours.fill) {
        canvas.outline(box, colours.line, theme.line, theme.radius);
    }
    const float icon = button_icon(theme, look);
    Box inner = box.inset(look.small ? theme.space : theme.padding, theme.space / 2);
    if (words.empty()) {
        canvas.icon(look.icon, box.centred(icon, icon), colours.ink);
        canvas.focus_ring(hit, box, theme.radius);
        return hit.clicked;
    }
    TextStyle style = button_style(theme, look);
    style.colour = colours.ink;
    style.middle = true;
    Box words_box = inner;
    if (!look.icon.empty()) {
        words_box.width -= icon + theme.space;
        words_box.x += look.icon_at_end ? 0 : icon + theme.space;
    }
    style = fitted(canvas, words, words_box, style);
    const float used =
        std::min(words_box.width, canvas.lay_out(words, words_box.width, style)->width());
    if (look.centred) {
        // Pictogram and words stand in the middle together.
        const float free = std::floor((words_box.width - used) / 2);
        words_box.x += free;
        words_box.width = std::ceil(used) + 1;
        style.align = text::Align::Center;
    }
    if (!look.icon.empty()) {
        const float x = look.icon_at_end
                            ? (look.centred ? words_box.end() + theme.space : inner.end() - icon)
                            : words_box.x - theme.space - icon;
        canvas.icon(look.icon,
                    {std::round(x), box.y + std::round((box.height - icon) / 2), icon, icon},
                    colours.ink);
    }
    canvas.text(words_box, words, style);
    canvas.focus_ring(hit, box, theme.radius);
    return hit.clicked;
}

// --- Choices ---

namespace {

struct ChoiceLayout {
    float mark = 0, icon = 0, words_x = 0, words_width = 0;
    float words_height = 0, detail_height = 0;
};

bool is_large(ChoiceKind kind) {
    return kind == ChoiceKind::Action || kind == ChoiceKind::Tile;
}

TextStyle choice_words(const Theme& theme, const ChoiceLook& look, ChoiceKind kind) {
    const bool bold = is_large(kind) || look.chosen;
    TextStyle style = styled(is_large(kind) ? theme.text_label : theme.text_body,
                             bold ? text::Weight::Bold : text::Weight::Regular, colour::kInk);
    return style;
}

/// What is read of it: a detail in another language is for the eye of somebody who helps.
text::Words choice_label(const ChoiceLook& look) {
    const bool other =
        !look.words.tag.empty() && !look.detail.tag.empty() && look.words.tag != look.detail.tag;
    return look.detail.empty() || other ? look.words : look.words + ". " + look.detail;
}

/// Right of the words: where an action has its arrow.
float room_at_end(const Theme& theme, ChoiceKind kind) {
    return is_large(kind) ? theme.padding + theme.icon : theme.padding;
}

/// What stands before the words: the mark of a choice, its icon.
ChoiceLayout beside_words(Canvas& canvas, const ChoiceLook& look, ChoiceKind kind) {
    const Theme& theme = canvas.theme();
    ChoiceLayout out;
    float x = theme.padding;
    if (!is_large(kind)) {
        out.mark = std::round(theme.icon * 0.9F);
        x += out.mark + theme.space;
    }
    if (!look.icon.empty() && canvas.has_icon(look.icon)) {
        out.icon = is_large(kind) ? theme.icon_large : theme.icon;
        x += out.icon + theme.space * (is_large(kind) ? 1.5F : 1.0F);
    }
    out.words_x = x;
    return out;
}

ChoiceLayout lay_out_choice(Canvas& canvas, const ChoiceLook& look, ChoiceKind kind, float width) {
    const Theme& theme = canvas.theme();
    ChoiceLayout out = beside_words(canvas, look, kind);
    out.words_width = std::max(1.0F, width - out.words_x - room_at_end(theme, kind));
    // Bold is wider: measured so that a card keeps its height when it is chosen.
    TextStyle widest = choice_words(theme, look, kind);
    widest.weight = text::Weight::Bold;
    out.words_height = canvas.text_height(look.words, out.words_width, widest);
    out.detail_height = canvas.text_height(look.detail, out.words_width, hint_style(theme));
    return out;
}

}  // namespace

float choice_height(Canvas& canvas, const ChoiceLook& look, ChoiceKind kind, float width) {
    const Theme& theme = canvas.theme();
    const ChoiceLayout parts = lay_out_choice(canvas, look, kind, width);
    const float padding = is_large(kind) ? theme.padding : theme.space;
    const float content = std::max(parts.words_height + parts.detail_height, parts.icon);
    return std::ceil(std::max(theme.target, content + 2 * padding));
}

float least_choice_width(Canvas& canvas, const ChoiceLook& look, ChoiceKind kind) {
    const Theme& theme = canvas.theme();
    TextStyle style = choice_words(theme, look, kind);
    style.weight = text::Weight::Bold;
    float widest = 0;
    const std::string_view all = look.words.text;
    for (std::size_t from = 0; from < all.size();) {
        const std::size_t space = std::min(all.find(' ', from), all.size());
        const text::Words word{std::string(all.substr(from, space - from)), {}, look.words.tag};
        widest = std::max(widest, canvas.text_width(word, style));
        from = space + 1;
    }
    return std::ceil(beside_words(canvas, look, kind).words_x + widest + room_at_end(theme, kind));
}

namespace {

Hit record_choice(Canvas& canvas, const Box& box, const ChoiceLook& look, ChoiceKind kind) {
    const Role role = kind == ChoiceKind::One       ? Role::Choice
                      : kind == ChoiceKind::Several ? Role::Check
                                                    : Role::Button;
    Node& node = canvas.record(look.id, role, choice_label(look), box);
    node.state.checked = look.chosen;
    node.picture = look.icon;
    return canvas.hit_area(look.id, box);
}

}  // namespace

bool choice(Canvas& canvas, const Box& box, const ChoiceLook& look, ChoiceKind kind) {
    using namespace colour;
    const Theme& theme = canvas.theme();
    const Hit hit = record_choice(canvas, box, look, kind);
    const ChoiceLayout parts = lay_out_choice(canvas, look, kind, box.width);
    canvas.fill(box, hit.held ? kPressed : look.chosen ? kChosen : kSurface, theme.radius);
    if (kind == ChoiceKind::Action) {
        canvas.outline(box, kLine, theme.line, theme.radius);
    } else {
        canvas.outline(box, look.chosen ? kPrimary : kLine,
                       look.chosen ? theme.line_strong : theme.line, theme.radius);
    }
    float x = box.x + theme.padding;
    const auto square = [&](float side) {
        return Box{x, std::round(box.y + (box.height - side) / 2), side, side};
    };
    if (kind == ChoiceKind::One) {
        const Box mark = square(parts.mark);
        canvas.dot(mark, parts.mark / 2, look.chosen ? kPrimary : kSurface);
        canvas.ring(mark, parts.mark / 2, look.chosen ? kPrimary : kLine, theme.line);
        if (look.chosen) {
            canvas.dot(mark, parts.mark * 0.22F, kSurface);
        }
    } else if (kind == ChoiceKind::Several) {
        const Box mark = square(parts.mark);
        canvas.fill(mark, look.chosen ? kPrimary : kSurface, theme.radius * 0.6F);
        canvas.outline(mark, look.chosen ? kPrimary : kLine, theme.line, theme.radius * 0.6F);
        if (look.chosen) {
            canvas.icon("check", mark.inset(parts.mark * 0.16F), kOnPrimary);
        }
    }
    if (parts.mark > 0) {
        x += parts.mark + theme.space;
    }
    if (parts.icon > 0) {
        canvas.icon(look.icon, square(parts.icon), kPrimary);
    }
    const TextStyle words = choice_words(theme, look, kind);
    const float used = canvas.text_height(look.words, parts.words_width, words);
    const float top = box.y + (box.height - used - parts.detail_height) / 2;
    canvas.text({box.x + parts.words_x, top, parts.words_width, used}, look.words, words);
    if (!look.detail.empty()) {
        canvas.text({box.x + parts.words_x, top + used, parts.words_width, parts.detail_height},
                    look.detail, hint_style(theme));
    }
    if (kind == ChoiceKind::Action || (kind == ChoiceKind::Tile && look.chosen)) {
        const float side = theme.icon * 0.8F;
        canvas.icon(kind == ChoiceKind::Tile ? "check" : "chevron_forward",
                    {box.end() - theme.padding * 0.6F - side,
                     std::round(box.y + (box.height - side) / 2), side, side},
                    kPrimary);
    }
    canvas.focus_ring(hit, box, theme.radius);
    return hit.clicked;
}

float quiet_choice_height(Canvas& canvas, const ChoiceLook& look, float width) {
    const Theme& theme = canvas.theme();
    const TextStyle style = styled(theme.text_small, text::Weight::Bold, colour::kInk);
    const float mark = std::round(theme.icon * 0.8F);
    const float room = width - mark - 3 * theme.space;
    const float text = canvas.text_height(look.words, room, style) +
                       canvas.text_height(look.detail, room, hint_style(theme));
    return std::ceil(std::max(theme.target, text + theme.space));
}

bool quiet_choice(Canvas& canvas, const Box& box, const ChoiceLook& look) {
    using namespace colour;
    const Theme& theme = canvas.theme();
    Node& node = canvas.record(look.id, Role::Choice, choice_label(look), box);
    node.state.checked = look.chosen;
    const Hit hit = canvas.hit_area(look.id, box);
    if (hit.held || look.chosen) {
        canvas.fill(box, hit.held ? kPressed : kChosen, theme.radius);
    }
    canvas.outline(box, look.chosen ? kPrimary : kLine,
                   look.chosen ? theme.line_strong : theme.line, theme.radius);
    const float side = std::round(theme.icon * 0.8F);
    const Box mark{box.x + theme.space, std::round(box.y + (box.height - side) / 2), side, side};
    canvas.dot(mark, side / 2, look.chosen ? kPrimary : kSurface);
    canvas.ring(mark, side / 2, look.chosen ? kPrimary : kLine, theme.line);
    if (look.chosen) {
        canvas.dot(mark, side * 0.22F, kSurface);
    }
    TextStyle style =
        styled(theme.text_small, look.chosen ? text::Weight::Bold : text::Weight::Regular, kInk);
    Box words = box;
    words.x += side + 2 * theme.space;
    words.width -= side + 3 * theme.space;
    const TextStyle detail = hint_style(theme);
    const float words_height = canvas.text_height(look.words, words.width, style);
    const float detail_height = canvas.text_height(look.detail, words.width, detail);
    words.y += (box.height - words_height - detail_height) / 2;
    canvas.text({words.x, words.y, words.width, words_height}, look.words, style);
    if (!look.detail.empty()) {
        canvas.text({words.x, words.y + words_height, words.width, detail_height}, look.detail,
                    detail);
    }
    canvas.focus_ring(hit, box, theme.radius);
    return hit.clicked;
}

float choices(Canvas& canvas, const Box& at, const std::vector<ChoiceLook>& looks, ChoiceKind kind,
              int most_columns, float least_column_mm,
              const std::function<void(std::size_t)>& tapped, float least_height,
              ChoiceHeights* heights) {
    if (looks.empty()) {
        return 0;
    }
    const Theme& theme = canvas.theme();
    int columns = std::min(theme.columns(at.width, least_column_mm, most_columns),
                           static_cast<int>(looks.size()));
    const auto width_of = [&](int count) {
        return std::floor((at.width - theme.gap * static_cast<float>(count - 1)) /
                          static_cast<float>(count));
    };
    // Rather fewer tiles in a row than a broken word.
    while ((kind == ChoiceKind::Tile || (theme.enlarged && heights == nullptr)) && columns > 1 &&
           std::any_of(looks.begin(), looks.end(), [&](const ChoiceLook& look) {
               return least_choice_width(canvas, look, kind) > width_of(columns);
           })) {
        --columns;
    }
    // A card that needs several lines makes all high: fewer in a row may be more in view.
    const auto whole_height = [&](int count) {
        float tallest = 0;
        for (const ChoiceLook& look : looks) {
            tallest = std::max(tallest, choice_height(canvas, look, kind, width_of(count)));
        }
        const auto rows = (looks.size() - 1) / static_cast<std::size_t>(count) + 1;
        return static_cast<float>(rows) * (tallest + theme.gap);
    };
    if (kind == ChoiceKind::Action && columns > 2) {
        const int most = columns;
        for (int fewer = most - 1; fewer >= std::max(2, most - 2); --fewer) {
            columns = whole_height(fewer) < whole_height(columns) ? fewer : columns;
        }
    }
    const float width = width_of(columns);
    const std::string& language = canvas.typography().tag;
    if (heights && (heights->width != width || heights->size != theme.text_body ||
                    heights->language != language)) {
        *heights = {width, theme.text_body, language, {}};
    }
    const auto height_of = [&](const ChoiceLook& look) {
        if (!heights) {
            return choice_height(canvas, look, kind, width);
        }
        const auto [known, is_new] = heights->by_id.try_emplace(look.id, 0.0F);
        if (is_new) {
            known->second = choice_height(canvas, look, kind, width);
        }
        return known->second;
    };
    const auto is_tapped = [&](const Box& box, const ChoiceLook& look) {
        if (canvas.measuring()) {
            return canvas.hit_area(look.id, box).clicked;
        }
        return canvas.looks_at(box) ? choice(canvas, box, look, kind)
                                    : record_choice(canvas, box, look, kind).clicked;
    };
    // A grid has rows of one height; a list has what each line needs.
    if (kind == ChoiceKind::Tile || (columns > 1 && !heights)) {
        for (const ChoiceLook& look : looks) {
            least_height = std::max(least_height, height_of(look));
        }
    }
    float y = at.y;
    const auto per_row = static_cast<std::size_t>(columns);
    for (std::size_t first = 0; first < looks.size(); first += per_row) {
        const std::size_t last = std::min(looks.size(), first + per_row);
        float height = least_height;
        for (std::size_t i = first; i < last; ++i) {
            height = std::max(height, height_of(looks[i]));
        }
        for (std::size_t i = first; i < last; ++i) {
            const Box box{at.x + static_cast<float>(i - first) * (width + theme.gap), y, width,
                          height};
            if (is_tapped(box, looks[i])) {
                tapped(i);
            }
        }
        y += height + theme.gap;
    }
    return y - theme.gap - at.y;
}

float segmented(Canvas& canvas, const std::string& id, const Box& at, const text::WordsView& label,
                const std::vector<Segment>& segments,
                const std::function<void(std::size_t)>& tapped) {
    using namespace colour;
    const Theme& theme = canvas.theme();
    const float count = static_cast<float>(segments.size());
    TextStyle style = styled(theme.text_small, text::Weight::Bold, kInk);
    style.middle = true;
    style.align = text::Align::Center;
    float widest = 0;
    for (const Segment& segment : segments) {
        widest = std::max(widest, canvas.text_width(segment.words, style));
    }
    const float natural = std::max(theme.target, widest + 2 * theme.padding);
    const float gaps = (count - 1) * theme.gap;
    const bool stacked = (natural * 0.62F) * count + gaps > at.width;
    const float width =
        stacked ? at.width : std::floor(std::min((at.width - gaps) / count, natural));
    float height = theme.target;
    for (const Segment& segment : segments) {
        height =
            std::max(height, canvas.text_height(segment.words, width - 2 * theme.space, style) +
                                 theme.space);
    }
    height = std::ceil(height);
    const float across = stacked ? 0 : width + theme.gap;
    const float down = stacked ? height + theme.gap : 0;
    const Box all{at.x, at.y, width + (count - 1) * across, height + (count - 1) * down};
    Canvas::Group group(canvas, id, Role::Group, label, all);
    Box box{at.x, at.y, width, height};
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const Segment& segment = segments[i];
        Node& node = canvas.record(segment.id, Role::Choice, segment.words, box);
        node.state.checked = segment.chosen;
        const Hit hit = canvas.hit_area(segment.id, box);
        canvas.fill(box, segment.chosen ? kPrimary : hit.held ? kPressed : kSurface, theme.radius);
        if (!segment.chosen) {
            canvas.outline(box, kLine, theme.line, theme.radius);
        }
        style.colour = segment.chosen ? kOnPrimary : kInk;
        const Box words = box.inset(theme.space, theme.space / 2);
        canvas.text(words, segment.words, fitted(canvas, segment.words, words, style));
        canvas.focus_ring(hit, box, theme.radius);
        if (hit.clicked) {
            tapped(i);
        }
        box.x += across;
        box.y += down;
    }
    return all.height;
}

// --- Progress ---

void progress_bar(Canvas& canvas, const Box& box, const text::WordsView& words, int section,
                  int sections, float done) {
    using namespace colour;
    const Theme& theme = canvas.theme();
    Node& node = canvas.record("progress", Role::Progress, words, box);
    node.value = std::to_string(static_cast<int>(std::lround(done * 100))) + "%";
    if (sections <= 0) {
        return;
    }
    const float gap = theme.mm(1.2F);
    const float width =
        (box.width - gap * static_cast<float>(sections - 1)) / static_cast<float>(sections);
    const float bar = std::round(theme.mm(1.8F));
    for (int i = 0; i < sections; ++i) {
        const Box part{std::round(box.x + static_cast<float>(i) * (width + gap)),
                       box.bottom() - bar, std::round(width), bar};
        // What is to come is hollow: colour is not the only sign.
        if (i + 1 <= section) {
            canvas.fill(part, kPrimary);
        } else {
            canvas.outline(part, kLine, theme.line);
        }
        if (i + 1 == section) {
            // The present section is thicker, so that colour is not the only sign.
            canvas.fill({part.x, part.y - bar * 0.7F, part.width, bar * 0.7F}, kPrimary);
        }
    }
}

}  // namespace lotse::ui
