// SPDX-License-Identifier: EUPL-1.2
#include "ui/terminal/picker.h"

#include <algorithm>

#include "core/limits.h"
#include "text/words/regions.h"
#include "ui/kit/fields.h"
#include "ui/terminal/frame.h"
#include "ui/terminal/question.h"

namespace lotse::ui {
namespace {

const std::vector<std::string>& chosen_names(const terminal::FieldView& field) {
    static const std::vector<std::string> none;
    const auto* choice = field.answer ? std::get_if<ChoiceAnswer>(&*field.answer) : nullptr;
    return choice ? choice->names : none;
}

std::string name_of(const Context& context, const terminal::FieldView& field,
                    const std::string& code) {
    return listed_name(context, field.type, code, context.language.tag);
}

/// Not found in the list, and written instead; empty if it was not.
std::string_view written(const terminal::FieldView& field) {
    const auto* text = field.answer ? std::get_if<TextAnswer>(&*field.answer) : nullptr;
    return text == nullptr ? std::string_view() : text->text.view();
}

std::string icon_of(const Context& context, QuestionType type, const std::string& code) {
    return type == QuestionType::Country      ? "globe"
           : type == QuestionType::Occupation ? context.occupations.icon(code)
                                              : "speech";
}

const char* other_id(QuestionType type) {
    return type == QuestionType::Country      ? "list.other_country"
           : type == QuestionType::Occupation ? "list.other_occupation"
                                              : "list.other_language";
}

bool takes_several(const terminal::FieldView& field) {
    return field.appearance.find("multiple") != std::string::npos;
}

/// What was looked for may be written in another way than any of ours, or not be in the list: all
/// of it, or what was typed as the answer.
void draw_ways_on(const Context& context, const terminal::OpenList& list, Stack& stack) {
    Canvas& canvas = context.canvas;
    const ButtonLook look{ButtonKind::Secondary, "", false, true};
    const auto offer = [&](const char* id, const text::Words& words) {
        const float width = stack.rest().width;
        const bool pressed =
            button(canvas, id, stack.next(button_height(canvas, words, look, width)), words, look);
        stack.skip(context.theme().gap);
        return pressed;
    };
    if (offer("list.show_all", context.say("list.show_all"))) {
        context.report(terminal::TextEdited{});
    }
    const std::string typed(list.search.view());
    if (offer("list.write", text::personal(context.say("list.write", {{"text", typed}})))) {
        context.report(terminal::ListWritten{});
    }
}

/// So many of the frequent ones fit beside the way to all others.
constexpr std::size_t kMostTiles = 8;

/// The frequent ones as tiles, what is chosen among them, and the way to all others.
float draw_frequent(const Context& context, const terminal::FieldView& field, const Box& at) {
    const text::SearchList& names = context.names(field.type);
    const std::vector<std::string>& chosen = chosen_names(field);
    std::vector<std::string> codes;
    for (const text::NamedCode& item : names.items()) {
        if (item.frequent && codes.size() < kMostTiles) {
            codes.push_back(item.code);
        }
    }
    if (!chosen.empty() && std::find(codes.begin(), codes.end(), chosen.front()) == codes.end()) {
        codes.insert(codes.begin(), chosen.front());
    }
    std::vector<ChoiceLook> looks;
    for (const std::string& code : codes) {
        ChoiceLook look;
        look.id = "answer." + id_of(field.path) + "." + code;
        look.words = name_of(context, field, code);
        look.icon = icon_of(context, field.type, code);
        look.chosen = !chosen.empty() && chosen.front() == code;
        looks.push_back(std::move(look));
    }
    ChoiceLook other;
    other.id = "open." + id_of(field.path);
    other.words = context.say(other_id(field.type));
    other.icon = "search";
    if (const std::string_view own = written(field); !own.empty()) {
        other.words = text::Words(std::string(own));
        other.chosen = true;
    }
    looks.push_back(std::move(other));
    return choices(
        context.canvas, at, looks, ChoiceKind::Tile, 3, 70,
        [&](std::size_t i) {
            if (i < codes.size()) {
                context.report(terminal::ChoiceTapped{field.path, codes[i]});
            } else {
                context.local.date.reset();
                context.local.search_keyboard = false;
                context.report(terminal::ListOpened{field.path});
            }
        },
        context.theme().target);
}

/// A multiple of the columns that a list may have, so that a list in parts looks like one.
constexpr std::size_t kEntriesOfLevel = 18;

/// `in_level`: the keys go over them as one.
float draw_entries(const Context& context, const terminal::FieldView& field, const Box& at,
                   const std::vector<ChoiceLook>& looks, ChoiceKind kind, bool in_level) {
    Canvas& canvas = context.canvas;
    const std::string id = "part." + looks.front().id;
    std::optional<Canvas::Level> level;
    if (in_level) {
        level.emplace(canvas, id, looks.front().words + " – " + looks.back().words,
                      Box{at.x, at.y, at.width, canvas.remembered(id)});
    }
    const float height = choices(
        canvas, at, looks, kind, 3, 88,
        [&](std::size_t i) {
            context.report(terminal::ChoiceTapped{field.path, looks[i].id.substr(5)});
        },
        0, &context.local.list_heights);
    if (canvas.measuring()) {
        canvas.remember(id, height);
    }
    return height;
}

/// Pictures of the groups.
float draw_groups(const Context& context, const Box& at) {
    std::vector<ChoiceLook> looks;
    const std::vector<std::string> groups = context.occupations.groups();
    for (const std::string& group : groups) {
        ChoiceLook look;
        look.id = "group." + group;
        look.words = context.say("occupation_group." + group);
        look.icon = text::OccupationWords::icon_of_group(group);
        looks.push_back(std::move(look));
    }
    return choices(
        context.canvas, at, looks, ChoiceKind::Tile, 4, 55,
        [&](std::size_t i) {
            context.local.group = groups[i];
            context.canvas.reset_scrolling();
            context.canvas.ask_again();
        },
        context.theme().target);
}

}  // namespace

std::string listed_name(const Context& context, QuestionType type, const std::string& code,
                        const std::string& tag) {
    switch (type) {
        case QuestionType::Country:
            return text::country_name(code, context.catalogue, tag);
        case QuestionType::Language:
            return text::language_name(code, context.catalogue, tag);
        default:
            return context.occupations.name(code, tag);
    }
}

float draw_picker(const Context& context, const terminal::PageView& page,
                  const terminal::FieldView& field, const Box& at) {
    if (page.one_tile) {
        return draw_frequent(context, field, at);
    }
    const Theme& theme = context.theme();
    Canvas& canvas = context.canvas;
    const std::string id = id_of(field.path);
    const std::vector<std::string>& chosen = chosen_names(field);
    const bool several = takes_several(field);
    Stack stack(at);
    const float width = std::min(at.width, theme.mm(200));
    if (several) {
        for (const std::string& code : chosen) {
            // A chosen one, and a button that takes it away.
            ValueBoxLook look;
            look.value = name_of(context, field, code);
            const Box row{at.x, stack.rest().y, width - theme.target - theme.gap, 0};
            const float height = value_box_height(canvas, look, row.width);
            const Box box{row.x, row.y, row.width, height};
            canvas.record("chosen." + id + "." + code, Role::Text, text::personal(look.value), box);
            canvas.fill(box, colour::kChosen, theme.radius);
            canvas.outline(box, colour::kPrimary, theme.line, theme.radius);
            TextStyle style = body_style(theme);
            style.weight = text::Weight::Bold;
            style.middle = true;
            const Box words = box.inset(theme.padding, 0);
            canvas.text(words, look.value, fitted(canvas, look.value, words, style));
            const Box remove{box.end() + theme.gap, box.y, theme.target, height};
            const std::string remove_id = "remove." + id + "." + code;
            canvas.record(remove_id, Role::Button, context.say("hub.remove") + ": " + look.value,
                          remove);
            const Hit hit = canvas.hit_area(remove_id, remove);
            canvas.fill(remove, hit.held ? colour::kPressed : colour::kSurface, theme.radius);
            canvas.outline(remove, colour::kLine, theme.line, theme.radius);
            canvas.icon("close", remove.centred(theme.icon, theme.icon), colour::kPrimary);
            canvas.focus_ring(hit, remove, theme.radius);
            if (hit.clicked) {
                context.report(terminal::ChoiceTapped{field.path, code});
            }
            stack.skip(height + theme.gap);
        }
    }
    ValueBoxLook look;
    look.label = context.say_of_us(field.label_id);
    look.value =
        !several && !chosen.empty() ? name_of(context, field, chosen.front()) : std::string();
    look.placeholder = context.say(several && !chosen.empty() ? "list.add" : "list.choose");
    look.icon = "search";
    look.masked = context.view.access.hide_answers;
    look.invalid = field.problem.has_value();
    const float height = value_box_height(canvas, look, width);
    if (value_box(canvas, "open." + id, {at.x, stack.rest().y, width, height}, look)) {
        context.local.date.reset();
        context.local.search_keyboard = false;
        context.report(terminal::ListOpened{field.path});
    }
    stack.skip(height);
    return stack.used();
}

void draw_open_list(const Context& context, const terminal::PageView& page, Box screen) {
    const Theme& theme = context.theme();
    Canvas& canvas = context.canvas;
    const terminal::OpenList& list = *page.list;
    const auto found =
        std::find_if(page.fields.begin(), page.fields.end(),
                     [&](const terminal::FieldView& field) { return field.path == list.path; });
    if (found == page.fields.end()) {
        return;
    }
    const terminal::FieldView& field = *found;
    const text::Words label = context.say_of_us(field.label_id);
    const text::SearchList& names = context.names(field.type);

    const Box bar = take_actions(context, screen);
    Local& local = context.local;
    if (!context.typed.empty()) {
        local.search_keyboard = true;
    }
    Box dock;
    if (local.search_keyboard) {
        open_keyboard_for(context, "search/" + id_of(list.path), Keys::Own);
        dock = screen.take_bottom(keyboard_height(context, Keys::Own));
    }
    Box column = column_of(theme, screen);
    column.take_top(theme.space);
    if (!local.search_keyboard || column.height > theme.mm(90)) {
        const float height = canvas.text_height(label, column.width, label_style(theme));
        heading(canvas, "list.title", column.take_top(height), label, label_style(theme));
        column.take_top(theme.space);
    }
    TextFieldLook look;
    look.label = context.say("list.search");
    look.placeholder = look.label;
    look.icon = "search";
    look.text = list.search.view();
    look.caret = list.caret;
    look.anchor = list.anchor;
    look.editing = local.search_keyboard;
    const float field_height = text_field_height(canvas, look, column.width);
    if (const auto tap = text_field(canvas, "list.search", column.take_top(field_height), look)) {
        local.search_keyboard = true;
        canvas.ask_again();
        const edit::Text placed =
            edit::placed(canvas.engine(), {list.search, 0, 0}, tap->caret, tap->anchor);
        context.report(terminal::TextEdited{placed.text, placed.caret, placed.anchor});
    }
    column.take_top(theme.gap);

    if (!local.found || local.found->query != list.search) {
        local.found = Local::Found{list.search, context.search(field.type, list.search.view())};
    }
    const text::SearchList::Hits& hits = local.found->hits;
    const std::vector<std::string>& chosen = chosen_names(field);
    std::vector<ChoiceLook> frequent, rest;
    const bool by_group = field.type == QuestionType::Occupation && list.search.empty();
    const std::vector<std::string> of_group =
        by_group ? context.occupations.of_group(local.group) : std::vector<std::string>();
    for (const std::size_t index : hits.items) {
        const text::NamedCode& item = names.items()[index];
        if (by_group && std::find(of_group.begin(), of_group.end(), item.code) == of_group.end()) {
            continue;
        }
        ChoiceLook one;
        one.id = "item." + item.code;
        one.words = item.name;
        one.chosen = std::find(chosen.begin(), chosen.end(), item.code) != chosen.end();
        (item.frequent && list.search.empty() && !by_group ? frequent : rest)
            .push_back(std::move(one));
    }
    {
        Canvas::Group group(canvas, "list", Role::List, label, column);
        canvas.scroll_area(
            "list/" + id_of(list.path) + "/" + local.group + "/" + std::string(list.search.view()),
            column, [&](const Box& box) {
                Stack stack(box);
                if (by_group && local.group.empty()) {
                    return draw_groups(context, box) + theme.gap;
                }
                if (hits.items.empty()) {
                    stack.skip(theme.gap);
                    stack.skip(notice(canvas, "list.empty", stack.rest(), Tone::Info, "",
                                      context.say("list.empty")));
                    stack.skip(theme.gap);
                    draw_ways_on(context, list, stack);
                    return stack.used();
                }
                const ChoiceKind kind =
                    takes_several(field) ? ChoiceKind::Several : ChoiceKind::One;
                const auto part = [&](const std::vector<ChoiceLook>& looks, const char* title) {
                    if (looks.empty()) {
                        return;
                    }
                    if (!frequent.empty()) {
                        TextStyle style = hint_style(theme);
                        style.weight = text::Weight::Bold;
                        stack.skip(theme.space);
                        stack.skip(heading(canvas, title, stack.rest(), context.say(title), style) +
                                   theme.space / 2);
                    }
                    // In parts, so that keys reach every entry in few steps.
                    for (std::size_t first = 0; first < looks.size(); first += kEntriesOfLevel) {
                        const std::size_t last = std::min(looks.size(), first + kEntriesOfLevel);
                        const std::vector<ChoiceLook> some(
                            looks.begin() + static_cast<std::ptrdiff_t>(first),
                            looks.begin() + static_cast<std::ptrdiff_t>(last));
                        stack.skip(draw_entries(context, field, stack.rest(), some, kind,
                                                looks.size() > kEntriesOfLevel) +
                                   theme.gap);
                    }
                };
                part(frequent, "list.frequent");
                part(rest, "list.all");
                if (hits.spelled != text::SearchList::Spelled::So) {
                    draw_ways_on(context, list, stack);
                }
                return stack.used() + theme.gap;
            });
    }
    if (!dock.empty()) {
        const auto press = keyboard(context, dock, Keys::Own, false);
        bool finished = false;
        const auto edited = typed_into(context, {list.search, list.caret, list.anchor}, press,
                                       edit::Accepts::Line, limits::kLongestLineBytes, finished);
        if (edited) {
            context.report(terminal::TextEdited{edited->text, edited->caret, edited->anchor});
        }
        if (finished) {
            local.search_keyboard = false;
            canvas.ask_again();
        }
    }
    const std::string pressed = draw_actions(
        context, bar,
        {"action.back", context.say("list.back"), ButtonKind::Secondary, "arrow_back"},
        by_group && !local.group.empty()
            ? Action{"action.groups", context.say("list.groups"), ButtonKind::Secondary, "list"}
            : Action{});
    if (pressed == "action.groups") {
        local.group.clear();
        canvas.ask_again();
    } else if (pressed == "action.back") {
        context.report(terminal::ListClosed{});
    }
}

}  // namespace lotse::ui
