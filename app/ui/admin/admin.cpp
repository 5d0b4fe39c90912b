// SPDX-License-Identifier: EUPL-1.2
// The frame around the admin's pages: where one is, undo and redo, what changed, questions before
// what cannot be taken back.
#include <algorithm>
#include <cmath>

#include "ui/admin/admin_context.h"

namespace lotse::ui::screens {
namespace {

using admin::Page;

/// Broken texts that keep a version from being published, named at once; the page of the language
/// lists all.
constexpr std::size_t kMostBrokenTexts = 6;

struct Entry {
    Page page;
    const char* name;
    const char* icon;
};
constexpr Entry kEntries[] = {
    {Page::Languages, "languages", "language"},  {Page::Texts, "texts", "chat"},
    {Page::NewLanguage, "new_language", "plus"}, {Page::Questions, "questions", "list"},
    {Page::Centre, "centre", "building"},        {Page::Versions, "versions", "clock"},
};

bool is_on(const admin::State& state, Page page) {
    return state.page == page || (page == Page::Languages && state.page == Page::Language);
}

void draw_entry(const AdminContext& context, const Box& box, const Entry& entry) {
    using namespace colour;
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const bool on = is_on(context.state, entry.page);
    const std::string id = std::string("admin.page.") + entry.name,
                      words = context.say(std::string("desk.admin.page.") + entry.name);
    Node& node = canvas.record(id, Role::Choice, words, box);
    node.state.checked = node.state.selected = on;
    const Hit hit = canvas.hit_area(id, box);
    if (on || hit.held) {
        canvas.fill(box, hit.held ? kPressed : kChosen, theme.radius);
    }
    if (on) {
        canvas.fill({box.x, box.y, theme.line_strong * 2, box.height}, kPrimary);
    }
    Box inner = box.inset(theme.padding, 0);
    const Box icon = inner.take_start(theme.icon);
    canvas.icon(entry.icon, icon.centred(theme.icon, theme.icon), kPrimary);
    inner.take_start(theme.space);
    TextStyle style = body_style(theme);
    style.weight = on ? text::Weight::Bold : text::Weight::Regular;
    style.middle = true;
    style.max_lines = 1;
    canvas.text(inner, words, fitted(canvas, words, inner, style));
    canvas.focus_ring(hit, box, theme.radius);
    if (hit.clicked) {
        context.report(admin::PageOpened{entry.page, ""});
    }
}

void draw_navigation(const AdminContext& context, Box& body) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const ButtonLook look{ButtonKind::Quiet, "arrow_back", false, true, true};
    const std::string back = context.say("desk.admin.back");
    if (body.width < theme.mm(280)) {
        // Too narrow for a column: two rows above the page.
        const int columns = 4;
        const float width =
            std::floor((body.width - 2 * theme.margin) / static_cast<float>(columns));
        const float height = theme.target;
        Box strip = body.take_top(2 * height + theme.space);
        strip.x += theme.margin;
        int i = 0;
        for (const Entry& entry : kEntries) {
            draw_entry(context,
                       {strip.x + static_cast<float>(i % columns) * width,
                        strip.y + static_cast<float>(i / columns) * height, width, height},
                       entry);
            ++i;
        }
        if (button(canvas, "admin.back", {strip.x + 3 * width, strip.y + height, width, height},
                   back, look)) {
            context.desk.report(desk::AdminLeft{});
        }
        return;
    }
    Box column = body.take_start(theme.mm(66));
    canvas.fill(column, colour::kSurface);
    canvas.fill({column.end() - theme.line, column.y, theme.line, column.height},
                colour::kLineSoft);
    column = column.inset(theme.space, theme.space);
    for (const Entry& entry : kEntries) {
        draw_entry(context, column.take_top(theme.target), entry);
        column.take_top(theme.space / 2);
    }
    if (button(canvas, "admin.back", column.take_bottom(theme.target), back, look)) {
        context.desk.report(desk::AdminLeft{});
    }
}

std::string title_of(const AdminContext& context) {
    if (context.state.page == Page::Language) {
        return context.language_name(context.state.tag);
    }
    for (const Entry& entry : kEntries) {
        if (is_on(context.state, entry.page)) {
            return context.say(std::string("desk.admin.page.") + entry.name);
        }
    }
    return "";
}

void draw_title(const AdminContext& context, Box& area) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    area.take_top(theme.space);
    Box row = area.take_top(theme.target);
    area.take_top(theme.space);
    const auto changes =
        admin::changes(context.state.base, context.state.draft(), context.content.installed).size();
    const std::string words =
        context.say("desk.admin.changes", {{"count", static_cast<std::int64_t>(changes)}});
    const ButtonLook changed{changes > 0 ? ButtonKind::Primary : ButtonKind::Quiet, "edit", false,
                             changes > 0, true};
    const ButtonLook small{ButtonKind::Quiet, "refresh", false, context.state.can_undo(), true};
    const std::string undo = context.say("desk.admin.undo"), redo = context.say("desk.admin.redo");
    const Box changes_box = row.take_end(button_width(canvas, words, changed, row.width * 0.4F));
    row.take_end(theme.gap);
    const Box redo_box = row.take_end(button_width(canvas, redo, small, row.width * 0.45F));
    row.take_end(theme.gap);
    const Box undo_box = row.take_end(button_width(canvas, undo, small, row.width * 0.45F));
    row.take_end(theme.space_large);
    const std::string title = title_of(context);
    TextStyle style = title_style(theme);
    style.middle = true;
    style.max_lines = 1;
    canvas.record("admin.title", Role::Heading, title, row);
    canvas.text(row, title, fitted(canvas, title, row, style));
    ButtonLook look = small;
    look.icon = "arrow_back";
    if (button(canvas, "admin.undo", undo_box, undo, look)) {
        context.report(admin::Undone{});
    }
    look.icon = "arrow_forward";
    look.enabled = context.state.can_redo();
    if (button(canvas, "admin.redo", redo_box, redo, look)) {
        context.report(admin::Redone{});
    }
    if (button(canvas, "admin.changes", changes_box, words, changed)) {
        context.report(admin::PageOpened{Page::Versions, ""});
    }
}

void draw_notices(const AdminContext& context, Box& area) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const auto show = [&](const char* id, Tone tone, const std::string& title,
                          const std::string& words) {
        area.take_top(notice(canvas, id, area, tone, title, words));
        area.take_top(theme.space);
    };
    if (!context.state.problem_id.empty()) {
        std::string places;
        for (const std::string& place : context.state.problem_places) {
            places += (places.empty() ? "" : "\n") + place;
        }
        const std::size_t shown = std::min(context.state.problem_texts.size(), kMostBrokenTexts);
        for (std::size_t i = 0; i < shown; ++i) {
            const auto& [tag, place] = context.state.problem_texts[i];
            places += (places.empty() ? "" : "\n") + context.language_name(tag) + ", " +
                      issue_words(context, place);
        }
        if (shown < context.state.problem_texts.size()) {
            places +=
                "\n" + context.say("desk.admin.problem.more_texts",
                                   {{"count", static_cast<std::int64_t>(
                                                  context.state.problem_texts.size() - shown)}});
        }
        const std::string words = context.desk.say(context.state.problem_id);
        show("admin.problem", Tone::Danger, places.empty() ? "" : words,
             places.empty() ? words : places);
    }
    if (!context.state.done_id.empty()) {
        const int both = context.state.both_changed;
        show("admin.done", both > 0 ? Tone::Warning : Tone::Success, "",
             context.say(context.state.done_id, {{"both", static_cast<std::int64_t>(both)}}));
    }
}

/// A question instead of the page. False: nothing is asked.
bool draw_question(const AdminContext& context, const Box& area) {
    const admin::State& state = context.state;
    const auto answers = [&](const std::string& confirm, ButtonKind kind) {
        return std::vector<DialogAnswer>{{"ask.cancel", context.say("desk.admin.ask.cancel"),
                                          "arrow_back", ButtonKind::Secondary},
                                         {"ask.confirm", confirm, "check", kind}};
    };
    if (state.leave_asked) {
        const std::string pressed =
            ask(context.canvas, area, "ask", "warning", context.say("desk.admin.ask.leave.title"),
                context.say("desk.admin.ask.leave.text"),
                answers(context.say("desk.admin.ask.leave.confirm"), ButtonKind::Danger));
        if (pressed == "ask.confirm") {
            context.desk.report(desk::AdminLeft{});
        } else if (pressed == "ask.cancel") {
            context.report(admin::LeaveCancelled{});
        }
        return true;
    }
    if (state.asked_release) {
        const std::string pressed = ask(
            context.canvas, area, "ask", "globe",
            context.say("desk.admin.ask.release.title", {{"version_latin", *state.asked_release}}),
            context.say("desk.admin.ask.release.text"),
            answers(context.say("desk.admin.ask.release.confirm"), ButtonKind::Primary));
        if (pressed == "ask.confirm") {
            context.report(admin::ReleaseConfirmed{});
        } else if (pressed == "ask.cancel") {
            context.report(admin::ReleaseCancelled{});
        }
        return true;
    }
    return false;
}

bool leaves_text(const desk::Event& event) {
    if (std::holds_alternative<desk::AdminLeft>(event) ||
        std::holds_alternative<desk::LogOutPressed>(event)) {
        return true;
    }
    const auto* of_admin = std::get_if<admin::Event>(&event);
    if (of_admin == nullptr) {
        return false;
    }
    const auto* typed = std::get_if<admin::FieldTyped>(of_admin);
    return (typed != nullptr && typed->typing.field != "text") ||
           std::holds_alternative<admin::PageOpened>(*of_admin) ||
           std::holds_alternative<admin::TextOpened>(*of_admin) ||
           std::holds_alternative<admin::TextClosed>(*of_admin);
}

/// Whoever goes on without pressing "save" has saved: undo takes it back. What breaks a rule cannot
/// be saved, and stays.
void keep_unsaved_text(const AdminContext& context) {
    std::vector<desk::Event>& events = context.desk.events;
    const auto leaving = std::find_if(events.begin(), events.end(), leaves_text);
    if (leaving == events.end() || !context.local.unsaved) {
        return;
    }
    if (*context.local.unsaved) {
        events.insert(leaving, desk::Event(admin::Event(**context.local.unsaved)));
    } else {
        *leaving = admin::Event(admin::UnsoundTextLeft{});
    }
}

}  // namespace

void draw_admin(const AdminContext& context, const desk::AdminOpen& place, Box screen) {
    const Theme& theme = context.theme();
    draw_desk_header(context.desk, screen, &place.queue.staff);
    if (draw_question(context, screen)) {
        return;
    }
    draw_navigation(context, screen);
    Box area = screen.inset(theme.margin, 0);
    area.take_bottom(theme.space);
    if (!place.queue.connected) {
        area.take_top(theme.space);
        area.take_top(notice(context.canvas, "desk.offline", area, Tone::Warning,
                             context.desk.say("desk.offline.title"),
                             context.say("desk.admin.offline")));
    }
    if (!context.state.loaded) {
        area.take_top(theme.space_large);
        draw_notices(context, area);
        paragraph(context.canvas, "admin.loading", area,
                  context.say(context.state.problem_id.empty() ? "desk.admin.loading"
                                                               : "desk.admin.not_loaded"),
                  body_style(theme));
        return;
    }
    context.local.unsaved.reset();
    context.local.choosing_language =
        context.local.choosing_language && context.state.page == Page::Texts;
    type_into_fields(context);
    draw_title(context, area);
    draw_notices(context, area);
    switch (context.state.page) {
        case Page::Languages:
            draw_admin_languages(context, area);
            break;
        case Page::Language:
            draw_admin_language(context, area);
            break;
        case Page::Texts:
            draw_admin_texts(context, area);
            break;
        case Page::NewLanguage:
            draw_admin_new_language(context, area);
            break;
        case Page::Questions:
            draw_admin_questions(context, area);
            break;
        case Page::Centre:
            draw_admin_centre(context, area);
            break;
        case Page::Versions:
            draw_admin_versions(context, area);
            break;
    }
    keep_unsaved_text(context);
}

}  // namespace lotse::ui::screens
