// SPDX-License-Identifier: EUPL-1.2
#include "ui/desk/queue.h"

#include <algorithm>
#include <cmath>

#include "core/check.h"
#include "core/limits.h"
#include "text/names/name_key.h"
#include "text/words/calendar.h"
#include "text/words/numbers.h"
#include "text/words/waiting_time.h"
#include "text/words/writing.h"
#include "ui/kit/edit_model.h"
#include "ui/kit/fields.h"
#include "ui/kit/stack.h"
#include "ui/kit/widgets.h"

namespace lotse::ui::screens {
namespace {

using desk::QueueLine;
using desk::QueuePart;
using desk::QueueView;

const char* heading_id(QueuePart part) {
    switch (part) {
        case QueuePart::Mine:
            return "desk.queue.mine";
        case QueuePart::Requests:
            return "desk.queue.requests";
        case QueuePart::Waiting:
            return "desk.queue.waiting";
        case QueuePart::Others:
            return "desk.queue.others";
        case QueuePart::Parked:
            return "desk.queue.parked";
        case QueuePart::Missed:
            return "desk.queue.missed";
        case QueuePart::Pending:
            return "desk.queue.pending";
        case QueuePart::Closed:
            return "desk.queue.closed";
    }
    LOTSE_CHECK(false);
}

/// Goes on from "waits since": minutes, or the day that was not today.
text::Words waiting_words(const std::optional<desk::Waiting>& waiting) {
    return !waiting       ? ""
           : waiting->day ? text::format_day_for_staff(*waiting->day)
                          : text::staff_duration(waiting->since);
}

text::Words holder_words(const DeskContext& context, const desk::Holder& holder) {
    switch (holder.is) {
        case desk::Holder::Is::Nobody:
            return {};
        case desk::Holder::Is::You:
            return context.say("desk.queue.you");
        case desk::Holder::Is::Other:
            return holder.account;
        case desk::Holder::Is::Lapsed:
            return context.say("desk.queue.lapsed", {{"account", holder.account}});
    }
    LOTSE_CHECK(false);
}

text::Words calls_words(const DeskContext& context, int calls) {
    return calls == 0
               ? text::Words()
               : context.say("desk.queue.calls", {{"count", static_cast<std::int64_t>(calls)}});
}

/// Where the columns of the list stand; those without width are left out on narrow screens.
struct Columns {
    Box number, state, waiting, language, calls, holder;
};

Columns columns_of(const DeskContext& context, const Box& row) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    Box rest = row.inset(theme.padding, 0);
    Columns out;
    out.number = rest.take_start(theme.mm(29));
    float widest = 0;
    for (const QueueState state : {QueueState::Waiting, QueueState::Called, QueueState::Arrived,
                                   QueueState::InProgress, QueueState::Parked, QueueState::Pending,
                                   QueueState::Missed, QueueState::Done, QueueState::Withdrawn}) {
        widest = std::max(widest, state_mark_width(canvas, state_words(context, state)));
    }
    out.state = rest.take_start(widest);
    rest.take_start(theme.padding);
    const TextStyle head = hint_style(theme), words = body_style(theme);
    const auto widest_of = [&](const char* head_id, std::initializer_list<const char*> examples) {
        float width = canvas.text_width(context.say(head_id), head);
        for (const char* example : examples) {
            width = std::max(width, canvas.text_width(example, words));
        }
        return width;
    };
    out.waiting = rest.take_start(widest_of("desk.column.waiting", {"20 h 00 min", "20.00.2000"}));
    rest.take_start(theme.padding);
    const float calls = widest_of("desk.column.calls", {"20-mal"});
    const float holder = widest_of("desk.column.holder", {"m.mustermann-muster"});
    const float language = widest_of("desk.column.language", {"Ukrainisch"});
    if (rest.width >= language + calls + holder + 2 * theme.padding) {
        out.holder = rest.take_end(std::max(holder, std::round(rest.width * 0.3F)));
        rest.take_end(theme.padding);
        out.calls = rest.take_end(calls);
        rest.take_end(theme.padding);
    }
    out.language = rest;
    return out;
}

void draw_column_heads(const DeskContext& context, const Box& row) {
    const Columns columns = columns_of(context, row);
    const auto head = [&](const Box& box, const char* id) {
        if (box.width > 0) {
            TextStyle style = hint_style(context.theme());
            style.max_lines = 1;
            style.middle = true;
            context.canvas.text(box, context.say(id), style);
        }
    };
    context.canvas.record("queue.columns", Role::Group, context.say("desk.queue.title"), row);
    head(columns.number, "desk.column.number");
    head(columns.state, "desk.column.state");
    head(columns.waiting, "desk.column.waiting");
    head(columns.language, "desk.column.language");
    head(columns.calls, "desk.column.calls");
    head(columns.holder, "desk.column.holder");
}

/// The names that a search found, with the words that were looked for in bold; nothing of any other
/// name. Words are drawn one by one, in the direction of their script.
void draw_found(const DeskContext& context, const std::string& id,
                const std::vector<desk::FoundName>& found, Box box, const TextStyle& plain) {
    Canvas& canvas = context.canvas;
    const float gap = canvas.text_width(" ", plain);
    std::string whole, looked_for;
    const Box all = box;
    for (const desk::FoundName& name : found) {
        const desk::NameText& text = name.name;
        const std::string_view written = text.text.view();
        const Language* language = context.catalogue.language(text.language);
        const bool own_script = text::writing_of(written).beyond_latin && language != nullptr;
        const bool from_the_end = own_script && language->right_to_left;
        TextStyle style = plain;
        style.typography = own_script ? context.typography_of(text.language) : nullptr;
        struct Word {
            std::string text;
            TextStyle style;
            float width = 0;
        };
        std::vector<Word> words;
        float width = 0;
        for (std::size_t i = 0; i < text.parts.size(); ++i) {
            Word word{std::string(written.substr(text.parts[i].begin, text.parts[i].size)), style};
            if (name.looked_for[i]) {
                word.style.weight = text::Weight::Bold;
                looked_for += (looked_for.empty() ? "" : " ") + word.text;
            }
            word.width = canvas.text_width(word.text, word.style);
            width += word.width + (words.empty() ? 0 : gap);
            words.push_back(std::move(word));
        }
        whole += (whole.empty() ? "" : ", ") + std::string(written);
        Box row = box.take_start(std::min(width, box.width));
        for (const Word& word : words) {
            const float room = std::min(word.width, row.width);
            const Box at = from_the_end ? row.take_end(room) : row.take_start(room);
            canvas.text(at, word.text, fitted(canvas, word.text, at, word.style));
            from_the_end ? row.take_end(std::min(gap, row.width))
                         : row.take_start(std::min(gap, row.width));
        }
        box.take_start(std::min(2 * gap, box.width));
    }
    canvas.record(id, Role::Text, whole, all).value = looked_for;
}

void draw_line(const DeskContext& context, const QueueLine& line, const Box& box, bool last) {
    using namespace colour;
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const bool selected = line.selected;
    const std::string id = "queue." + line.name;
    const text::Words state = state_words(context, line.state);
    const std::string language = counselling_language(context, line.language);
    Node& node = canvas.record(
        id, Role::Choice,
        context.say("desk.queue.row", {{"number", line.number}, {"state", state}}), box);
    node.value = std::string(to_string(line.state));
    node.state.checked = selected;
    node.state.selected = selected;
    const Hit hit = canvas.hit_area(id, box);
    canvas.fill(box, hit.held ? kPressed : selected ? kChosen : kSurface);
    if (selected) {
        canvas.fill({box.x, box.y, theme.line_strong * 2, box.height}, kPrimary);
    }
    if (!last) {
        canvas.fill({box.x + theme.padding, box.bottom() - theme.line,
                     box.width - 2 * theme.padding, theme.line},
                    kLineSoft);
    }
    const Columns columns = columns_of(context, box);
    TextStyle number = title_style(theme);
    number.middle = true;
    number.max_lines = 1;
    if (!line.waiting) {
        number.colour = kInkSoft;
    }
    canvas.text(columns.number, line.number, fitted(canvas, line.number, columns.number, number));
    draw_state_mark(canvas, columns.state, line.state, state);
    TextStyle style = body_style(theme);
    style.middle = true;
    style.max_lines = 1;
    canvas.text(columns.waiting, waiting_words(line.waiting), style);
    if (!line.found.empty()) {
        const float name_height = std::ceil(canvas.text_height("x", 0, style) * 1.25F),
                    below = canvas.text_height("x", 0, hint_style(theme));
        const float top = std::round(box.y + (box.height - name_height - below) / 2);
        const Box at = columns.language;
        style.middle = false;
        draw_found(context, id + ".found", line.found, {at.x, top, at.width, name_height}, style);
        TextStyle hint = hint_style(theme);
        hint.max_lines = 1;
        Box under{at.x, top + name_height, at.width, below};
        if (line.born) {
            const std::string born =
                context.say("desk.search.born",
                            {{"date", text::format_date_for_staff(*line.born, context.catalogue)}});
            const std::string both = born + " · " + language;
            const std::string& shown = canvas.text_width(both, hint) <= under.width ? both : born;
            canvas.record(id + ".born", Role::Text, born, under);
            canvas.text(under, shown, fitted(canvas, shown, under, hint));
        } else {
            canvas.text(under, language, hint);
        }
        style.middle = true;
    } else if (line.questionnaire.empty()) {
        Box above = columns.language;
        const float gap = canvas.text_height("x", 0, style),
                    below = canvas.text_height("x", 0, hint_style(theme));
        above.y = std::round(box.y + (box.height - gap - below) / 2);
        style.middle = false;
        canvas.text({above.x, above.y, above.width, gap}, language, style);
        TextStyle hint = hint_style(theme);
        hint.max_lines = 1;
        canvas.text({above.x, above.y + gap, above.width, below}, context.say("desk.without_data"),
                    hint);
        style.middle = true;
    } else {
        canvas.text(columns.language, language, style);
    }
    if (columns.calls.width > 0) {
        canvas.text(columns.calls, calls_words(context, line.calls), style);
        canvas.text(columns.holder, holder_words(context, line.holder), style);
    }
    canvas.focus_ring(hit, box.inset(theme.line_strong * 2), 0);
    if (hit.clicked && !selected) {
        context.report(desk::EntrySelected{line.id});
    }
}

/// Heading that folds today's closed entries in and out.
void draw_fold(const DeskContext& context, const Box& box, const text::WordsView& words) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    bool& open = context.local.closed_open;
    Node& node = canvas.record("queue.closed", Role::Button, words, box);
    node.state.expanded = open;
    const Hit hit = canvas.hit_area("queue.closed", box);
    if (hit.held) {
        canvas.fill(box, colour::kPressed, theme.radius);
    }
    TextStyle style = label_style(theme);
    style.middle = true;
    const float side = theme.icon;
    canvas.icon(open ? "chevron_up" : "chevron_down",
                Box{box.x, box.y, side, box.height}.centred(side, side), colour::kPrimary);
    canvas.text({box.x + side + theme.space, box.y, box.width - side - theme.space, box.height},
                words, style);
    canvas.focus_ring(hit, box, theme.radius);
    if (hit.clicked) {
        open = !open;
        canvas.ask_again();
    }
}

float draw_empty(const DeskContext& context, desk::EmptyQueue why, const Box& at) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const bool loaded = why != desk::EmptyQueue::Loading,
               sought = why == desk::EmptyQueue::NotFound,
               unseen = why == desk::EmptyQueue::NoRight;
    Stack stack(at);
    stack.skip(theme.space_large * 2);
    const Box mark = stack.next(theme.icon_large * 1.6F);
    canvas.icon(sought   ? "search"
                : loaded ? "people"
                         : "clock",
                mark.centred(mark.height, mark.height), colour::kLine);
    stack.skip(theme.space);
    TextStyle title = label_style(theme);
    title.align = text::Align::Center;
    stack.skip(heading(canvas, "queue.empty", stack.rest(),
                       context.say(unseen   ? "desk.queue.unseen"
                                   : sought ? "desk.search.none"
                                   : loaded ? "desk.queue.empty"
                                            : "desk.queue.loading"),
                       title));
    if (loaded) {
        TextStyle hint = body_style(theme);
        hint.align = text::Align::Center;
        hint.colour = colour::kInkSoft;
        stack.skip(paragraph(canvas, "queue.empty_text", stack.rest(),
                             context.say(unseen   ? "desk.queue.unseen_text"
                                         : sought ? "desk.search.none_text"
                                                  : "desk.queue.empty_text"),
                             hint));
    }
    stack.skip(theme.space_large * 2);
    return stack.used();
}

void draw_list(const DeskContext& context, const QueueView& view, const Box& area) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const float two_lines = canvas.text_height("x", 0, body_style(theme)) +
                            canvas.text_height("x", 0, hint_style(theme));
    const float row_height = std::ceil(std::max(theme.target, two_lines + theme.space));
    canvas.scroll_area("queue", area, [&](const Box& box) {
        Stack stack(box);
        if (view.groups.empty()) {
            stack.skip(draw_empty(context, view.empty, stack.rest()));
            return stack.used();
        }
        draw_column_heads(context, stack.next(std::round(theme.text_small * 1.5F)));
        for (const desk::QueueGroup& group : view.groups) {
            const std::vector<QueueLine>& lines = group.lines;
            const char* id = heading_id(group.part);
            const text::Words words =
                context.say(id, {{"count", static_cast<std::int64_t>(lines.size())}});
            stack.skip(theme.space);
            if (group.folds) {
                draw_fold(context, stack.next(theme.target), words);
                if (!context.local.closed_open) {
                    continue;
                }
            } else {
                stack.skip(heading(canvas, id, stack.rest(), words, label_style(theme)));
                stack.skip(theme.space / 2);
            }
            const Box card{box.x, stack.rest().y, box.width,
                           row_height * static_cast<float>(lines.size())};
            for (std::size_t i = 0; i < lines.size(); ++i) {
                draw_line(context, lines[i], stack.next(row_height), i + 1 == lines.size());
            }
            canvas.outline(card, colour::kLineSoft, theme.line);
            stack.skip(theme.space);
        }
        return stack.used() + theme.space;
    });
}

/// The selected entry: what is known in clear, and what can be done.
void draw_selected(const DeskContext& context, const QueueView& view, const Box& area) {
    using namespace colour;
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    canvas.fill(area, kSurface, theme.radius_large);
    canvas.outline(area, kLineSoft, theme.line, theme.radius_large);
    canvas.scroll_area(
        "selected", area.inset(theme.padding, theme.line_strong), [&](const Box& box) {
            Stack stack(box);
            stack.skip(theme.padding);
            if (!view.selected) {
                stack.skip(theme.space_large);
                const Box mark = stack.next(theme.icon_large);
                canvas.icon("list", mark.centred(mark.height, mark.height), kLine);
                stack.skip(theme.space);
                TextStyle style = body_style(theme);
                style.colour = kInkSoft;
                style.align = text::Align::Center;
                stack.skip(paragraph(canvas, "selected.none", stack.rest(),
                                     context.say("desk.queue.choose"), style));
                return stack.used() + theme.padding;
            }
            const desk::SelectedView& selected = *view.selected;
            const QueueLine& line = selected.line;
            const text::Words state = state_words(context, line.state);
            TextStyle hero = title_style(theme);
            hero.size = theme.text_hero;
            hero.max_lines = 1;
            const float hero_height = std::round(theme.text_hero * 1.35F);
            const Box number_box = stack.next(hero_height);
            canvas.record("selected.number", Role::Heading, line.number, number_box);
            canvas.text(number_box, line.number, fitted(canvas, line.number, number_box, hero));
            const Box mark = stack.next(std::round(theme.text_small * 1.5F + theme.space));
            canvas.record("selected.state", Role::Text, state, mark);
            draw_state_mark(canvas, mark, line.state, state);
            stack.skip(theme.padding);

            // First what can be done: on a low screen the facts are what has to be scrolled to.
            for (const desk::Offer& offer : selected.offers) {
                const ButtonLook look{offer.primary ? ButtonKind::Primary : ButtonKind::Secondary,
                                      action_icon(offer), false, !view.busy};
                const text::Words words = action_words(context, offer);
                if (button(canvas, action_id(offer),
                           stack.next(button_height(canvas, words, look, box.width)), words,
                           look)) {
                    context.report(offer.event);
                }
                stack.skip(theme.gap);
            }
            stack.skip(theme.space);

            const auto add = [&](const char* name, const std::string& value) {
                if (!value.empty()) {
                    stack.skip(labelled_value(canvas, std::string("selected.") + name, stack.rest(),
                                              context.say(std::string("desk.column.") + name),
                                              value));
                    stack.skip(theme.space * 0.8F);
                }
            };
            add("language", counselling_language(context, line.language));
            add("questionnaire", questionnaire_words(context, line.questionnaire));
            const bool minutes = line.waiting && selected.came_today;
            add("received", text::staff_date_time(selected.received) +
                                (minutes ? " · " + waiting_words(line.waiting) : ""));
            if (line.calls > 0) {
                add("calls", context.say("desk.queue.calls_last",
                                         {{"count", static_cast<std::int64_t>(line.calls)},
                                          {"time", text::staff_time(selected.last_call)}}));
            }
            add("holder", holder_words(context, line.holder));
            if (selected.withdraw) {
                const ButtonLook look{ButtonKind::Quiet, "trash", false, !view.busy, true};
                const text::Words words = action_words(context, *selected.withdraw);
                if (button(canvas, action_id(*selected.withdraw),
                           stack.next(button_height(canvas, words, look, box.width)), words,
                           look)) {
                    context.report(selected.withdraw->event);
                }
            }
            return stack.used() + theme.padding;
        });
}

/// How many wait and how long, and the button that calls the next one; takes the strip from
/// `screen`.
void draw_summary(const DeskContext& context, const QueueView& view, Box& screen) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    screen.take_top(theme.space * 1.5F);
    const float height =
        std::max(theme.target_primary, canvas.text_height("x", 0, title_style(theme)));
    Box row = screen.take_top(height + theme.space).inset(theme.margin, 0);
    row.height = height;
    const ButtonLook look{view.call_next_primary ? ButtonKind::Primary : ButtonKind::Secondary,
                          "volume", false, view.can_call_next};
    const text::Words words = context.say("desk.action.call_next");
    const Box call_box = row.take_end(std::max(button_width(canvas, words, look, row.width * 0.5F),
                                               std::min(theme.mm(80), row.width * 0.5F)));
    row.take_end(theme.space_large);
    const text::Words title = context.say("desk.queue.title");
    TextStyle style = title_style(theme);
    style.middle = true;
    style.max_lines = 1;
    const Box title_box = row.take_start(std::min(canvas.text_width(title, style), row.width));
    canvas.record("queue.title", Role::Heading, title, title_box);
    canvas.text(title_box, title, style);
    row.take_start(theme.space_large);
    if (view.waiting > 0 && row.width > theme.mm(40)) {
        text::Words summary =
            context.say("desk.queue.summary", {{"count", static_cast<std::int64_t>(view.waiting)},
                                               {"longest", waiting_words(view.longest)}});
        if (view.wait) {
            summary +=
                " · " + text::wait_words(context.catalogue, context.own_language, *view.wait);
        }
        TextStyle hint = body_style(theme);
        hint.colour = colour::kInkSoft;
        hint.middle = true;
        hint.max_lines = 2;
        canvas.record("queue.summary", Role::Text, summary, row);
        canvas.text(row, summary, fitted(canvas, summary, row, hint));
    }
    if (button(canvas, "action.call_next", call_box, words, look)) {
        context.report(desk::CallNextPressed{});
    }
}

/// Whatever is typed on this screen goes into its only field.
void type_search(const DeskContext& context, const desk::SearchView& view) {
    const desk::Search& search = view.search;
    edit::Text text{search.text, search.caret, search.anchor};
    const edit::Text before = text;
    bool cleared = false, enter = false;
    for (const Keystroke& typed : context.typed) {
        if (edit_with_key(context.canvas, text, typed, edit::Accepts::Line,
                          limits::kLongestSearchBytes)) {
            continue;
        }
        if (typed.key == Keystroke::Key::Enter) {
            enter = true;
        } else {
            text = {};
            cleared = true;
        }
    }
    if (!(text == before)) {
        if (cleared && text.text.empty()) {
            context.report(desk::SearchCleared{});
        } else {
            context.report(desk::SearchTyped{text.text, text.caret, text.anchor,
                                             text::name_key(text.text.view())});
        }
    }
    // The enter key takes the only one that is left, unless it presses a button.
    const std::vector<Node>& nodes = context.canvas.tree().nodes;
    const bool elsewhere = std::any_of(nodes.begin(), nodes.end(), [](const Node& node) {
        return node.state.focused && node.id != "queue.search";
    });
    if (enter && !elsewhere && view.only) {
        context.report(*view.only);
    }
}

/// What became of the search.
text::Words search_words(const DeskContext& context, const desk::SearchView& view) {
    if (!view.active) {
        return {};
    }
    text::Words words =
        context.say("desk.search.found", {{"count", static_cast<std::int64_t>(view.found)}});
    if (view.reading) {
        words = view.found == 0 ? text::Words() : words + " · ";
        words += context.say("desk.search.reading");
    } else if (view.interrupted) {
        words += " · " + context.say("desk.search.interrupted");
    }
    return words;
}

/// The field, and beside it what was found; takes the strip from `column`.
void draw_search(const DeskContext& context, const desk::SearchView& view, Box& column) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const desk::Search& search = view.search;
    TextFieldLook look;
    look.label = context.say("desk.search.label");
    look.placeholder = look.label;
    look.text = search.text.view();
    look.caret = search.caret;
    look.anchor = search.anchor;
    look.editing = context.local.searching || !search.text.empty();  // else it says what it is for
    look.icon = search.text.empty() ? "search" : "";
    const float field_width = std::min(column.width, std::max(theme.mm(110), column.width * 0.5F));
    Box row = column.take_top(text_field_height(canvas, look, field_width));
    column.take_top(theme.space);
    Box field = row.take_start(field_width);
    row.take_start(theme.space);
    const ButtonLook clear_look{ButtonKind::Quiet, "close"};
    const text::Words clear = context.say("desk.search.clear");
    Box clear_box;
    if (!search.text.empty()) {
        clear_box = field.take_end(std::min(
            button_width(canvas, clear, clear_look, field.width * 0.5F), field.width * 0.5F));
        field.take_end(theme.space);
    }
    const auto tap = text_field(canvas, "queue.search", field, look);
    if (tap && !has_enter(context.typed)) {
        context.local.searching = true;
        canvas.ask_again();
        context.report(desk::SearchTyped{search.text, tap->caret, tap->anchor, search.key});
    }
    if (!search.text.empty() &&
        button(canvas, "action.clear_search", clear_box, clear, clear_look)) {
        context.report(desk::SearchCleared{});
    }
    const text::Words words = search_words(context, view);
    if (!words.empty() && row.width > theme.mm(20)) {
        TextStyle hint = body_style(theme);
        hint.colour = colour::kInkSoft;
        hint.middle = true;
        hint.max_lines = 2;
        canvas.record("queue.search_result", Role::Text, words, row);
        canvas.text(row, words, fitted(canvas, words, row, hint));
    }
}

}  // namespace

void draw_desk_queue(const DeskContext& context, const QueueView& view, Box screen) {
    const Theme& theme = context.theme();
    draw_banners(context, screen);
    draw_summary(context, view, screen);
    screen.take_bottom(theme.margin);
    Box body = screen.inset(theme.margin, 0);
    if (body.width >= theme.mm(260)) {
        const Box panel =
            body.take_end(std::clamp(body.width * 0.26F, theme.mm(88), theme.mm(120)));
        body.take_end(theme.space_large);
        draw_search(context, view.search, body);
        draw_list(context, view, body);
        draw_selected(context, view, panel);
    } else {
        draw_search(context, view.search, body);
        const Box panel = body.take_bottom(std::round(body.height * 0.48F));
        body.take_bottom(theme.space);
        draw_list(context, view, body);
        draw_selected(context, view, panel);
    }
    type_search(context, view.search);
}

}  // namespace lotse::ui::screens
