// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "core/limits.h"
#include "text/names/name_key.h"
#include "text/words/calendar.h"
#include "text/words/numbers.h"
#include "ui/desk/desk_context.h"
#include "ui/kit/edit_model.h"
#include "ui/kit/fields.h"
#include "ui/kit/stack.h"

namespace lotse::ui::screens {
namespace {

using desk::QueueOpen;

/// In the order in which they stand.
enum class Part : std::uint8_t { Mine, Waiting, Others, Parked, Missed, Closed };
constexpr std::array kParts = {Part::Mine,   Part::Waiting, Part::Others,
                               Part::Parked, Part::Missed,  Part::Closed};

const char* heading_id(Part part) {
    switch (part) {
        case Part::Mine:
            return "desk.queue.mine";
        case Part::Waiting:
            return "desk.queue.waiting";
        case Part::Others:
            return "desk.queue.others";
        case Part::Parked:
            return "desk.queue.parked";
        case Part::Missed:
            return "desk.queue.missed";
        case Part::Closed:
            return "desk.queue.closed";
    }
    LOTSE_CHECK(false);
}

bool is_mine(const QueueEntry& entry, const std::string& account) {
    return (entry.state == QueueState::Called || entry.state == QueueState::InProgress) &&
           entry.holder == account;
}

Part part_of(const QueueEntry& entry, const std::string& account) {
    switch (entry.state) {
        case QueueState::Waiting:
            return Part::Waiting;
        case QueueState::Called:
        case QueueState::InProgress:
            return is_mine(entry, account) ? Part::Mine : Part::Others;
        case QueueState::Parked:
            return Part::Parked;
        case QueueState::Missed:
            return Part::Missed;
        case QueueState::Done:
        case QueueState::Withdrawn:
            return Part::Closed;
    }
    LOTSE_CHECK(false);
}

struct Line {
    const QueueEntry* entry = nullptr;
    std::string id;
};
using Parts = std::map<Part, std::vector<Line>>;

Parts sorted(const QueueOpen& place, const std::string& today) {
    std::vector<const QueueEntry*> entries;
    for (const QueueEntry& entry : place.entries) {
        if (part_of(entry, place.staff.account) != Part::Closed || entry.header.day == today) {
            entries.push_back(&entry);
        }
    }
    std::stable_sort(entries.begin(), entries.end(), [](const QueueEntry* a, const QueueEntry* b) {
        return std::pair(a->received, a->header.id) < std::pair(b->received, b->header.id);
    });
    Parts parts;
    std::set<std::string> taken;
    // A number comes again on another day; the present day's keeps the short id.
    for (const bool present : {true, false}) {
        for (const QueueEntry* entry : entries) {
            if ((entry->header.day == today) == present) {
                std::string id = "queue." + entry->header.number;
                if (!taken.insert(id).second) {
                    id += "." + to_hex(entry->header.id);
                }
                parts[part_of(*entry, place.staff.account)].push_back({entry, id});
            }
        }
    }
    for (auto& [part, lines] : parts) {
        std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
            return a.entry->received < b.entry->received;
        });
    }
    return parts;
}

/// Whether something is looked for.
bool searches(const QueueOpen& place) {
    return place.search.text.view().find_first_not_of(' ') != std::string_view::npos;
}

/// What is to be listed.
Parts found(const QueueOpen& place, Parts parts) {
    for (auto& [part, lines] : parts) {
        std::erase_if(lines,
                      [&](const Line& line) { return !desk::finds(place.search, *line.entry); });
    }
    std::erase_if(parts, [](const auto& part) { return part.second.empty(); });
    return parts;
}

/// Goes on from "waits since": minutes, or the day that was not today.
std::string waiting_words(const DeskContext& context, const QueueEntry& entry) {
    if (entry.state == QueueState::Done || entry.state == QueueState::Withdrawn) {
        return {};
    }
    CivilDate day;
    if (entry.header.day != to_iso(context.state.now.today) && from_iso(entry.header.day, day)) {
        return text::format_day_for_staff(day);
    }
    return text::staff_duration(context.state.wall - entry.received);
}

std::string holder_words(const DeskContext& context, const QueueOpen& place,
                         const QueueEntry& entry) {
    if (entry.holder.empty() || entry.state == QueueState::Done ||
        entry.state == QueueState::Withdrawn) {
        return {};
    }
    if (entry.holder == place.staff.account) {
        return context.say("desk.queue.you");
    }
    return is_held(entry, context.state.wall)
               ? entry.holder
               : context.say("desk.queue.lapsed", {{"account", entry.holder}});
}

std::string calls_words(const DeskContext& context, const QueueEntry& entry) {
    return entry.calls == 0 ? std::string()
                            : context.say("desk.queue.calls",
                                          {{"count", static_cast<std::int64_t>(entry.calls)}});
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
    for (const QueueState state :
         {QueueState::Waiting, QueueState::Called, QueueState::InProgress, QueueState::Parked,
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

void draw_line(const DeskContext& context, const QueueOpen& place, const Line& line, const Box& box,
               bool last) {
    using namespace colour;
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const QueueEntry& entry = *line.entry;
    const bool selected = place.selected == entry.header.id;
    const std::string state = state_words(context, entry.state);
    const std::string language = counselling_language(context, entry.header.language);
    Node& node = canvas.record(
        line.id, Role::Choice,
        context.say("desk.queue.row", {{"number", entry.header.number}, {"state", state}}), box);
    node.value = std::string(to_string(entry.state));
    node.state.checked = selected;
    node.state.selected = selected;
    const Hit hit = canvas.hit_area(line.id, box);
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
    if (part_of(entry, place.staff.account) == Part::Closed) {
        number.colour = kInkSoft;
    }
    canvas.text(columns.number, entry.header.number,
                fitted(canvas, entry.header.number, columns.number, number));
    draw_state_mark(canvas, columns.state, entry.state, state);
    TextStyle style = body_style(theme);
    style.middle = true;
    style.max_lines = 1;
    canvas.text(columns.waiting, waiting_words(context, entry), style);
    if (entry.header.questionnaire.empty()) {
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
        canvas.text(columns.calls, calls_words(context, entry), style);
        canvas.text(columns.holder, holder_words(context, place, entry), style);
    }
    canvas.focus_ring(hit, box.inset(theme.line_strong * 2), 0);
    if (hit.clicked && !selected) {
        context.report(desk::EntrySelected{entry.header.id});
    }
}

/// Heading that folds today's closed entries in and out.
void draw_fold(const DeskContext& context, const Box& box, const std::string& words) {
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

float draw_empty(const DeskContext& context, const QueueOpen& place, const Box& at) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const bool loaded = place.loaded, sought = loaded && searches(place);
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
                       context.say(sought   ? "desk.search.none"
                                   : loaded ? "desk.queue.empty"
                                            : "desk.queue.loading"),
                       title));
    if (loaded) {
        TextStyle hint = body_style(theme);
        hint.align = text::Align::Center;
        hint.colour = colour::kInkSoft;
        stack.skip(paragraph(
            canvas, "queue.empty_text", stack.rest(),
            context.say(sought ? "desk.search.none_text" : "desk.queue.empty_text"), hint));
    }
    stack.skip(theme.space_large * 2);
    return stack.used();
}

void draw_list(const DeskContext& context, const QueueOpen& place, const Parts& parts,
               const Box& area) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const float two_lines = canvas.text_height("x", 0, body_style(theme)) +
                            canvas.text_height("x", 0, hint_style(theme));
    const float row_height = std::ceil(std::max(theme.target, two_lines + theme.space));
    canvas.scroll_area("queue", area, [&](const Box& box) {
        Stack stack(box);
        if (parts.empty()) {
            stack.skip(draw_empty(context, place, stack.rest()));
            return stack.used();
        }
        draw_column_heads(context, stack.next(std::round(theme.text_small * 1.5F)));
        for (const Part part : kParts) {
            const auto found = parts.find(part);
            if (found == parts.end()) {
                continue;
            }
            const std::vector<Line>& lines = found->second;
            const std::string words =
                context.say(heading_id(part), {{"count", static_cast<std::int64_t>(lines.size())}});
            stack.skip(theme.space);
            if (part == Part::Closed && !searches(place)) {
                draw_fold(context, stack.next(theme.target), words);
                if (!context.local.closed_open) {
                    continue;
                }
            } else {
                stack.skip(
                    heading(canvas, heading_id(part), stack.rest(), words, label_style(theme)));
                stack.skip(theme.space / 2);
            }
            const Box card{box.x, stack.rest().y, box.width,
                           row_height * static_cast<float>(lines.size())};
            for (std::size_t i = 0; i < lines.size(); ++i) {
                draw_line(context, place, lines[i], stack.next(row_height), i + 1 == lines.size());
            }
            canvas.outline(card, colour::kLineSoft, theme.line);
            stack.skip(theme.space);
        }
        return stack.used() + theme.space;
    });
}

/// The selected entry: what is known in clear, and what can be done.
void draw_selected(const DeskContext& context, const QueueOpen& place, const Box& area) {
    using namespace colour;
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    canvas.fill(area, kSurface, theme.radius_large);
    canvas.outline(area, kLineSoft, theme.line, theme.radius_large);
    const auto chosen =
        std::find_if(place.entries.begin(), place.entries.end(),
                     [&](const QueueEntry& entry) { return place.selected == entry.header.id; });
    canvas.scroll_area(
        "selected", area.inset(theme.padding, theme.line_strong), [&](const Box& box) {
            Stack stack(box);
            stack.skip(theme.padding);
            if (chosen == place.entries.end()) {
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
            const QueueEntry& entry = *chosen;
            const std::string state = state_words(context, entry.state);
            TextStyle hero = title_style(theme);
            hero.size = theme.text_hero;
            hero.max_lines = 1;
            const float hero_height = std::round(theme.text_hero * 1.35F);
            const Box number_box = stack.next(hero_height);
            canvas.record("selected.number", Role::Heading, entry.header.number, number_box);
            canvas.text(number_box, entry.header.number,
                        fitted(canvas, entry.header.number, number_box, hero));
            const Box mark = stack.next(std::round(theme.text_small * 1.5F + theme.space));
            canvas.record("selected.state", Role::Text, state, mark);
            draw_state_mark(canvas, mark, entry.state, state);
            stack.skip(theme.padding);

            // First what can be done: on a low screen the facts are what has to be scrolled to.
            // What one has begun is what one goes on with: only then an action here is the first
            // one of the screen.
            bool first = is_mine(entry, place.staff.account);
            const auto offer = [&](const char* id, const std::string& words, const char* icon) {
                const ButtonLook look{first ? ButtonKind::Primary : ButtonKind::Secondary, icon,
                                      false, !place.busy};
                first = false;
                const Box button_box = stack.next(button_height(canvas, words, look, box.width));
                const bool pressed = button(canvas, id, button_box, words, look);
                stack.skip(theme.gap);
                return pressed;
            };
            if (desk::can_open(entry, place.staff.account, context.state.wall) &&
                offer("action.open", context.say("desk.action.open"), "document")) {
                context.report(desk::OpenPressed{});
            }
            for (const QueueAction action :
                 desk::offered_actions(entry, place.staff.account, context.state.wall)) {
                const bool again = action == QueueAction::Call && entry.state == QueueState::Called;
                if (offer(action_id(action),
                          again ? context.say("desk.action.call_again")
                                : action_words(context, action),
                          action_icon(action))) {
                    context.report(desk::ActionPressed{action});
                }
            }
            stack.skip(theme.space);

            const auto add = [&](const char* name, const std::string& value) {
                if (!value.empty()) {
                    stack.skip(
                        labelled_value(context, std::string("selected.") + name, stack.rest(),
                                       context.say(std::string("desk.column.") + name), value));
                    stack.skip(theme.space * 0.8F);
                }
            };
            add("language", counselling_language(context, entry.header.language));
            add("questionnaire", questionnaire_words(context, entry.header.questionnaire));
            const std::string waits = waiting_words(context, entry);
            const bool today = entry.header.day == to_iso(context.state.now.today);
            add("received", text::staff_date_time(entry.received) +
                                (waits.empty() || !today ? "" : " · " + waits));
            if (entry.calls > 0) {
                add("calls", context.say("desk.queue.calls_last",
                                         {{"count", static_cast<std::int64_t>(entry.calls)},
                                          {"time", text::staff_time(entry.last_call)}}));
            }
            add("holder", holder_words(context, place, entry));
            if (desk::can_withdraw(entry, place.staff.account, context.state.wall)) {
                const ButtonLook look{ButtonKind::Quiet, "trash", false, !place.busy, true};
                const std::string words = action_words(context, QueueAction::Withdraw);
                if (button(canvas, action_id(QueueAction::Withdraw),
                           stack.next(button_height(canvas, words, look, box.width)), words,
                           look)) {
                    context.report(desk::ActionPressed{QueueAction::Withdraw});
                }
            }
            return stack.used() + theme.padding;
        });
}

/// How many wait and how long, and the button that calls the next one; takes the strip from
/// `screen`.
void draw_summary(const DeskContext& context, const QueueOpen& place, const Parts& parts,
                  Box& screen) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    screen.take_top(theme.space * 1.5F);
    const float height =
        std::max(theme.target_primary, canvas.text_height("x", 0, title_style(theme)));
    Box row = screen.take_top(height + theme.space).inset(theme.margin, 0);
    row.height = height;
    const auto waiting = parts.find(Part::Waiting);
    const bool any = waiting != parts.end();
    const bool busy_with_one = parts.contains(Part::Mine);
    const ButtonLook look{busy_with_one ? ButtonKind::Secondary : ButtonKind::Primary, "volume",
                          false, any && !place.busy};
    const std::string words = context.say("desk.action.call_next");
    const Box call_box = row.take_end(std::max(button_width(canvas, words, look, row.width * 0.5F),
                                               std::min(theme.mm(80), row.width * 0.5F)));
    row.take_end(theme.space_large);
    const std::string title = context.say("desk.queue.title");
    TextStyle style = title_style(theme);
    style.middle = true;
    style.max_lines = 1;
    const Box title_box = row.take_start(std::min(canvas.text_width(title, style), row.width));
    canvas.record("queue.title", Role::Heading, title, title_box);
    canvas.text(title_box, title, style);
    row.take_start(theme.space_large);
    if (any && row.width > theme.mm(40)) {
        const std::string summary =
            context.say("desk.queue.summary",
                        {{"count", static_cast<std::int64_t>(waiting->second.size())},
                         {"longest", waiting_words(context, *waiting->second.front().entry)}});
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
void type_search(const DeskContext& context, const QueueOpen& place, const Parts& listed) {
    const text::Engine& engine = context.canvas.engine();
    const desk::Search& search = place.search;
    edit::Text text{search.text, search.caret, search.anchor};
    const edit::Text before = text;
    bool cleared = false, enter = false;
    for (const Keystroke& typed : context.typed) {
        if (edit_with_key(engine, text, typed, edit::Accepts::Line, limits::kLongestSearchBytes)) {
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
    if (enter && !elsewhere && searches(place) && listed.size() == 1 &&
        listed.begin()->second.size() == 1) {
        context.report(desk::EntrySelected{listed.begin()->second.front().entry->header.id});
    }
}

/// What became of the search.
std::string search_words(const DeskContext& context, const QueueOpen& place, const Parts& listed) {
    if (!searches(place)) {
        return {};
    }
    std::size_t count = 0;
    for (const auto& [part, lines] : listed) {
        count += lines.size();
    }
    std::string words =
        context.say("desk.search.found", {{"count", static_cast<std::int64_t>(count)}});
    if (place.search.reading) {
        words = count == 0 ? std::string() : words + " · ";
        words += context.say("desk.search.reading");
    } else if (place.search.interrupted && desk::names_missing(place.search, place.entries)) {
        words += " · " + context.say("desk.search.interrupted");
    }
    return words;
}

/// The field, and beside it what was found; takes the strip from `column`.
void draw_search(const DeskContext& context, const QueueOpen& place, const Parts& listed,
                 Box& column) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const desk::Search& search = place.search;
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
    const std::string clear = context.say("desk.search.clear");
    Box clear_box;
    if (!search.text.empty()) {
        clear_box = field.take_end(std::min(
            button_width(canvas, clear, clear_look, field.width * 0.5F), field.width * 0.5F));
        field.take_end(theme.space);
    }
    const bool by_enter =
        std::any_of(context.typed.begin(), context.typed.end(),
                    [](const Keystroke& typed) { return typed.key == Keystroke::Key::Enter; });
    const auto tap = text_field(canvas, "queue.search", field, look);
    if (tap && !by_enter) {
        context.local.searching = true;
        canvas.ask_again();
        context.report(desk::SearchTyped{search.text, tap->caret, tap->anchor, search.key});
    }
    if (!search.text.empty() &&
        button(canvas, "action.clear_search", clear_box, clear, clear_look)) {
        context.report(desk::SearchCleared{});
    }
    const std::string words = search_words(context, place, listed);
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

void draw_desk_queue(const DeskContext& context, const QueueOpen& place, Box screen) {
    const Theme& theme = context.theme();
    draw_desk_header(context, screen, &place.staff);
    draw_banners(context, screen, place);
    const Parts parts = sorted(place, to_iso(context.state.now.today));
    const Parts listed = found(place, parts);
    draw_summary(context, place, parts, screen);
    screen.take_bottom(theme.margin);
    Box body = screen.inset(theme.margin, 0);
    if (body.width >= theme.mm(260)) {
        const Box panel =
            body.take_end(std::clamp(body.width * 0.26F, theme.mm(88), theme.mm(120)));
        body.take_end(theme.space_large);
        draw_search(context, place, listed, body);
        draw_list(context, place, listed, body);
        draw_selected(context, place, panel);
    } else {
        draw_search(context, place, listed, body);
        const Box panel = body.take_bottom(std::round(body.height * 0.48F));
        body.take_bottom(theme.space);
        draw_list(context, place, listed, body);
        draw_selected(context, place, panel);
    }
    type_search(context, place, listed);
}

}  // namespace lotse::ui::screens
