// SPDX-License-Identifier: EUPL-1.2
#include "ui/admin/languages.h"

#include <algorithm>
#include <cmath>

namespace lotse::ui::screens {
namespace {

using Row = admin::LanguageRow;

struct Columns {
    Box handle, on, name, texts, parts, review, up, down, open;
};

Columns columns_of(const AdminContext& context, Box row) {
    const Theme& theme = context.theme();
    Columns out;
    const float target = theme.target;
    row.take_start(theme.space / 2);
    out.handle = row.take_start(target);
    out.on = row.take_start(target);
    row.take_start(theme.space);
    out.open = row.take_end(target);
    out.down = row.take_end(target);
    out.up = row.take_end(target);
    row.take_end(theme.space);
    const float width = row.width;
    if (width > theme.mm(200)) {
        out.name = row.take_start(width * 0.21F);
        out.texts = row.take_start(width * 0.18F);
        out.parts = row.take_start(width * 0.3F);
    } else {
        out.name = row.take_start(width * 0.3F);
        out.texts = row.take_start(width * 0.3F);
    }
    out.review = row;
    for (Box* box : {&out.name, &out.texts, &out.parts, &out.review}) {
        box->width = std::max(0.0F, box->width - theme.space);
    }
    return out;
}

text::Words texts_words(const AdminContext& context, const admin::LanguageFigures* figures) {
    if (figures == nullptr) {
        return context.say("desk.admin.languages.judging");
    }
    return context.say("desk.admin.languages.texts",
                       {{"done", static_cast<std::int64_t>(figures->done)},
                        {"texts", static_cast<std::int64_t>(figures->texts)},
                        {"fallback", static_cast<std::int64_t>(figures->fallback)}});
}

text::Words parts_words(const AdminContext& context, const admin::LanguageFigures* figures) {
    if (figures == nullptr) {
        return "";
    }
    text::Words out;
    const auto add = [&](const text::Words& words) { out += (out.empty() ? "" : " · ") + words; };
    if (!figures->missing_letters.empty()) {
        add(context.say("desk.admin.languages.keyboard_missing"));
    }
    if (figures->missing_glyphs > 0) {
        add(context.say("desk.admin.languages.fonts_missing",
                        {{"count", static_cast<std::int64_t>(figures->missing_glyphs)}}));
    }
    if (out.empty()) {
        add(context.say("desk.admin.languages.complete"));
    }
    add(context.say(figures->voice ? "desk.admin.languages.voice"
                                   : "desk.admin.languages.no_voice"));
    if (figures->overflows) {
        add(context.say("desk.admin.languages.overflow",
                        {{"count", static_cast<std::int64_t>(*figures->overflows)}}));
    }
    return out;
}

text::Words stale_words(const AdminContext& context, const admin::LanguageFigures* figures) {
    if (figures == nullptr || figures->stale == 0) {
        return "";
    }
    return context.say("desk.admin.languages.stale",
                       {{"count", static_cast<std::int64_t>(figures->stale)}});
}

text::Words review_words(const AdminContext& context, const Language* language) {
    if (language == nullptr) {
        return "";
    }
    return context.say("desk.admin.review." + language->review.state);
}

text::Words reading_words(const AdminContext& context, const Language* language) {
    if (language == nullptr || !language->review.second_reading) {
        return "";
    }
    return context.say(
        "desk.admin.languages.second_reading",
        {{"checked", static_cast<std::int64_t>(language->review.second_reading->checked)},
         {"changed", static_cast<std::int64_t>(language->review.second_reading->changed)}});
}

/// Two lines in the middle of a cell; the second may be empty.
void two_lines(const AdminContext& context, const Box& box, const text::WordsView& above,
               const text::WordsView& below, const TextStyle& style) {
    if (box.width <= 0) {
        return;
    }
    Canvas& canvas = context.canvas;
    const TextStyle hint = hint_style(context.theme());
    const float first = canvas.text_height("x", 0, style),
                second = below.empty() ? 0 : canvas.text_height("x", 0, hint);
    const float top = std::round(box.y + (box.height - first - second) / 2);
    cut_line(canvas, {box.x, top, box.width, first}, above, style);
    if (!below.empty()) {
        cut_line(canvas, {box.x, top + first, box.width, second}, below, hint);
    }
}

float row_height(const AdminContext& context) {
    const Theme& theme = context.theme();
    const float lines = context.canvas.text_height("x", 0, body_style(theme)) +
                        context.canvas.text_height("x", 0, hint_style(theme));
    return std::ceil(std::max(theme.target, lines + theme.space * 1.6F));
}

void draw_row(const AdminContext& context, const Row& row, const Box& box) {
    using namespace colour;
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const std::string& tag = row.tag;
    const Language* language = context.language(tag);
    const auto known = context.state.figures.find(tag);
    const admin::LanguageFigures* figures =
        known == context.state.figures.end() ? nullptr : &known->second;
    const std::string name = context.language_name(tag);
    const Columns columns = columns_of(context, box);

    text::Words value = texts_words(context, figures);
    for (const text::Words& more :
         {stale_words(context, figures), parts_words(context, figures),
          review_words(context, language), reading_words(context, language)}) {
        if (!more.empty()) value += ". " + more;
    }
    for (const auto& [holds, id] : {std::pair(row.is_default, "languages.default"),
                                    {row.is_second, "languages.second"},
                                    {row.hidden, "languages.hidden"}}) {
        if (holds) value += ". " + context.say(std::string("desk.admin.") + id);
    }
    const Canvas::Group group(canvas, "admin.language." + tag, Role::Group, name, box);
    if (!canvas.measuring() && canvas.visible(box)) {
        canvas.fill({box.x + theme.padding, box.bottom() - theme.line,
                     box.width - 2 * theme.padding, theme.line},
                    kLineSoft);
    }
    canvas.record("admin.language." + tag + ".figures", Role::Text, value,
                  {columns.name.x, box.y, columns.review.end() - columns.name.x, box.height});

    TextStyle strong = body_style(theme);
    strong.weight = text::Weight::Bold;
    strong.colour = row.offered ? kInk : kInkSoft;
    Box name_box = columns.name;
    text::Words mark = row.hidden       ? context.say("desk.admin.languages.hidden")
                       : row.is_default ? context.say("desk.admin.languages.default")
                       : row.is_second  ? context.say("desk.admin.languages.second")
                                        : text::Words();
    two_lines(context, name_box, name,
              mark.empty() ? text::Words(language != nullptr ? language->endonym : tag) : mark,
              strong);
    const text::Words stale = stale_words(context, figures);
    TextStyle body = body_style(theme);
    body.colour = row.offered ? kInk : kInkSoft;
    two_lines(context, columns.texts, value.empty() ? "" : texts_words(context, figures), stale,
              body);
    two_lines(context, columns.parts, parts_words(context, figures), "", hint_style(theme));
    two_lines(context, columns.review, review_words(context, language),
              reading_words(context, language), hint_style(theme));
    if (figures != nullptr && figures->texts > 0 && columns.texts.width > 0) {
        // The share as a bar under the words: the number is what counts.
        const float share = static_cast<float>(figures->done) / static_cast<float>(figures->texts);
        const Box bar{columns.texts.x, box.bottom() - theme.mm(1.6F), columns.texts.width * 0.9F,
                      theme.mm(0.8F)};
        canvas.fill(bar, kLineSoft);
        canvas.fill({bar.x, bar.y, bar.width * share, bar.height},
                    row.hidden ? kNoticeLine : kPrimary);
    }

    if (check_box(canvas, "admin.on." + tag, columns.on,
                  context.say("desk.admin.languages.on", {{"language", name}}), row.offered)) {
        context.report(admin::LanguageSwitched{tag, !row.offered});
    }
    if (row.offered) {
        if (icon_button(canvas, "admin.up." + tag, columns.up, "chevron_up",
                        context.say("desk.admin.languages.up", {{"language", name}}),
                        row.can_move_up)) {
            context.report(admin::LanguageMoved{tag, row.index - 1});
        }
        if (icon_button(canvas, "admin.down." + tag, columns.down, "chevron_down",
                        context.say("desk.admin.languages.down", {{"language", name}}),
                        row.can_move_down)) {
            context.report(admin::LanguageMoved{tag, row.index + 1});
        }
    }
    if (icon_button(canvas, "admin.open." + tag, columns.open, "chevron_forward",
                    context.say("desk.admin.languages.open", {{"language", name}}))) {
        context.report(admin::PageOpened{admin::Page::Language, tag});
    }
}

/// Three bars that can be gripped. Returns where the row is to stand, once it is let go.
std::optional<std::size_t> draw_handle(const AdminContext& context, const Row& row,
                                       std::size_t offered, const Box& box, float height) {
    using namespace colour;
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const Box grip = columns_of(context, box).handle;
    const std::string id = "admin.drag." + row.tag;
    canvas.record(
        id, Role::Button,
        context.say("desk.admin.languages.drag", {{"language", context.language_name(row.tag)}}),
        grip);
    const Canvas::DragHandle handle = canvas.drag_handle(id, grip);
    const float side = theme.icon;
    for (int bar = -1; bar <= 1; ++bar) {
        const Box line = grip.centred(side * 0.7F, theme.line * 2);
        canvas.fill(
            {line.x, line.y + static_cast<float>(bar) * side * 0.24F, line.width, line.height},
            kLine);
    }
    canvas.focus_ring(handle.hit, grip.inset(theme.space / 2), theme.radius);
    if (!handle.held && !handle.dropped) {
        return std::nullopt;
    }
    const auto steps = static_cast<std::ptrdiff_t>(std::lround(handle.by_y / height));
    const std::ptrdiff_t to =
        std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(row.index) + steps, 0,
                                   static_cast<std::ptrdiff_t>(offered) - 1);
    // Where it would go: a thick line between the rows, and the row's frame under the finger.
    const float target =
        box.y + static_cast<float>(to - static_cast<std::ptrdiff_t>(row.index)) * height;
    const bool down = to > static_cast<std::ptrdiff_t>(row.index);
    canvas.fill({box.x, (down ? target + height : target) - theme.line_strong / 2, box.width,
                 theme.line_strong},
                kFocus);
    canvas.outline({box.x, box.y + handle.by_y, box.width, height}, kPrimary, theme.line_strong,
                   theme.radius);
    return handle.dropped && to != static_cast<std::ptrdiff_t>(row.index)
               ? std::optional(static_cast<std::size_t>(to))
               : std::nullopt;
}

void draw_threshold(const AdminContext& context, const admin::LanguagesView& view, Box& area) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    std::vector<Segment> segments;
    for (const admin::ShareChoice& choice : view.thresholds) {
        segments.push_back(
            {"admin.threshold." + std::to_string(choice.percent),
             context.say("desk.admin.percent", {{"share", std::int64_t{choice.percent}}}),
             choice.chosen});
    }
    const text::Words label = context.say("desk.admin.languages.threshold");
    TextStyle style = body_style(theme);
    Box row = area;
    Box at = row.take_end(std::min(theme.mm(132), area.width * 0.5F));
    row.width -= theme.space_large;
    const float words = canvas.text_height(label, row.width, style);
    const float height = segmented(
        canvas, "admin.threshold", {at.x, at.y, at.width, 0}, label, segments, [&](std::size_t i) {
            context.report(admin::ThresholdChosen{view.thresholds[i].percent / 100.0});
        });
    const Box words_box{row.x, row.y + std::max(0.0F, (height - words) / 2), row.width, words};
    canvas.record("admin.threshold.label", Role::Text, label, words_box);
    canvas.text(words_box, label, style);
    area.take_top(std::max(height, words) + theme.space);
    if (view.threshold_low) {
        area.take_top(notice(canvas, "admin.threshold.low", area, Tone::Warning, "",
                             context.say("desk.admin.languages.threshold_low")));
        area.take_top(theme.space);
    }
}

}  // namespace

void draw_admin_languages(const AdminContext& context, const admin::LanguagesView& view, Box area) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    draw_threshold(context, view, area);
    const std::vector<Row>& all = view.rows;
    const float height = row_height(context);
    canvas.scroll_area("admin.languages", area, [&](const Box& box) {
        Stack stack(box);
        const auto part = [&](const char* id, std::size_t from, std::size_t to) {
            if (from == to) {
                return;
            }
            stack.skip(theme.space);
            stack.skip(heading(canvas, std::string("admin.") + id, stack.rest(),
                               context.say(std::string("desk.admin.") + id,
                                           {{"count", static_cast<std::int64_t>(to - from)}}),
                               label_style(theme)));
            stack.skip(theme.space / 2);
            const Box whole{box.x, stack.rest().y, box.width,
                            height * static_cast<float>(to - from)};
            canvas.fill(whole, colour::kSurface, theme.radius);
            for (std::size_t i = from; i < to; ++i) {
                draw_row(context, all[i], stack.next(height));
            }
            canvas.outline(whole, colour::kLineSoft, theme.line, theme.radius);
            if (from == 0) {
                for (std::size_t i = from; i < to; ++i) {
                    const Box row{box.x, whole.y + static_cast<float>(i) * height, box.width,
                                  height};
                    if (const auto moved =
                            draw_handle(context, all[i], view.offered, row, height)) {
                        context.report(admin::LanguageMoved{all[i].tag, *moved});
                    }
                }
            }
        };
        part("languages.offered", 0, view.offered);
        part("languages.not_offered", view.offered, all.size());
        return stack.used() + theme.space;
    });
}

}  // namespace lotse::ui::screens
