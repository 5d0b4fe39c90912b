// SPDX-License-Identifier: EUPL-1.2
#include "ui/admin/admin.h"

#include <algorithm>
#include <cmath>

#include "core/check.h"
#include "core/dispatch.h"
#include "ui/admin/centre.h"
#include "ui/admin/context.h"
#include "ui/admin/language.h"
#include "ui/admin/languages.h"
#include "ui/admin/new_language.h"
#include "ui/admin/people.h"
#include "ui/admin/questions.h"
#include "ui/admin/texts.h"
#include "ui/admin/versions.h"
#include "ui/kit/dialog.h"

namespace lotse::ui {
namespace {

using admin::Page;

struct Entry {
    Page page;
    const char* name;
    const char* icon;
};
constexpr Entry kEntries[] = {
    {Page::Languages, "languages", "language"},  {Page::Texts, "texts", "chat"},
    {Page::NewLanguage, "new_language", "plus"}, {Page::Questions, "questions", "list"},
    {Page::Centre, "centre", "building"},        {Page::Versions, "versions", "clock"},
    {Page::People, "people", "person"},
};

/// The pages that whoever looks may open.
std::vector<Entry> entries(const AdminContext& context) {
    std::vector<Entry> offered;
    for (const Entry& entry : kEntries) {
        if (entry.page != Page::People || context.view.people_offered) {
            offered.push_back(entry);
        }
    }
    return offered;
}

void draw_entry(const AdminContext& context, const Box& box, const Entry& entry) {
    using namespace colour;
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const bool on = context.view.entry == entry.page;
    const std::string id = std::string("admin.page.") + entry.name;
    const text::Words words = context.say(std::string("desk.admin.page.") + entry.name);
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
    const text::Words back = context.say("desk.admin.back");
    if (body.width < theme.mm(280)) {
        // Too narrow for a column: two rows above the page.
        const int columns = 4;
        const float width =
            std::floor((body.width - 2 * theme.margin) / static_cast<float>(columns));
        const float height = theme.target;
        Box strip = body.take_top(2 * height + theme.space);
        strip.x += theme.margin;
        int i = 0;
        for (const Entry& entry : entries(context)) {
            const int row = i / columns;
            draw_entry(context,
                       {strip.x + static_cast<float>(i % columns) * width,
                        strip.y + static_cast<float>(row) * height, width, height},
                       entry);
            ++i;
        }
        if (button(canvas, "admin.back", {strip.x + 3 * width, strip.y + height, width, height},
                   back, look)) {
            context.report(admin::LeaveAsked{});
        }
        return;
    }
    Box column = body.take_start(theme.mm(66));
    canvas.fill(column, colour::kSurface);
    canvas.fill({column.end() - theme.line, column.y, theme.line, column.height},
                colour::kLineSoft);
    column = column.inset(theme.space, theme.space);
    for (const Entry& entry : entries(context)) {
        draw_entry(context, column.take_top(theme.target), entry);
        column.take_top(theme.space / 2);
    }
    if (button(canvas, "admin.back", column.take_bottom(theme.target), back, look)) {
        context.report(admin::LeaveAsked{});
    }
}

text::Words title_of(const AdminContext& context) {
    if (context.view.page == Page::Language) {
        return context.language_name(context.state.tag);
    }
    for (const Entry& entry : kEntries) {
        if (context.view.entry == entry.page) {
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
    const std::size_t changes = context.view.changes;
    const text::Words words =
        context.say("desk.admin.changes", {{"count", static_cast<std::int64_t>(changes)}});
    const ButtonLook changed{changes > 0 ? ButtonKind::Primary : ButtonKind::Quiet, "edit", false,
                             changes > 0, true};
    const ButtonLook small{ButtonKind::Quiet, "refresh", false, context.view.can_undo, true};
    const text::Words undo = context.say("desk.admin.undo"), redo = context.say("desk.admin.redo");
    const Box changes_box = row.take_end(button_width(canvas, words, changed, row.width * 0.4F));
    row.take_end(theme.gap);
    const Box redo_box = row.take_end(button_width(canvas, redo, small, row.width * 0.45F));
    row.take_end(theme.gap);
    const Box undo_box = row.take_end(button_width(canvas, undo, small, row.width * 0.45F));
    row.take_end(theme.space_large);
    const text::Words title = title_of(context);
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
    look.enabled = context.view.can_redo;
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
                          const text::WordsView& words) {
        area.take_top(notice(canvas, id, area, tone, title, words));
        area.take_top(theme.space);
    };
    const admin::Notices& notices = context.view.notices;
    if (!notices.problem_id.empty()) {
        std::string places;
        for (const std::string& place : notices.places) {
            places += (places.empty() ? "" : "\n") +
                      std::string(cause_words(context.catalogue, context.own_language, place));
        }
        for (const auto& [tag, issue] : notices.issues) {
            places += (places.empty() ? "" : "\n") + context.language_name(tag) + ", " +
                      issue_words(context, issue);
        }
        if (notices.more_issues > 0) {
            places +=
                "\n" + context.say("desk.admin.problem.more_texts",
                                   {{"count", static_cast<std::int64_t>(notices.more_issues)}});
        }
        const text::Words words = context.say(notices.problem_id);
        show("admin.problem", Tone::Danger, places.empty() ? text::Words() : words,
             places.empty() ? words : text::Words(places));
    }
    if (!notices.done_id.empty()) {
        const std::size_t both = notices.clashes;
        show("admin.done", both > 0 ? Tone::Warning : Tone::Success, "",
             context.say(notices.done_id, {{"both", static_cast<std::int64_t>(both)}}));
    }
}

/// Before what cannot be taken back.
void draw_question(const AdminContext& context, const admin::Question& question, const Box& area) {
    const auto answers = [&](const char* confirm, ButtonKind kind) {
        return std::vector<DialogAnswer>{{"ask.cancel", context.say("desk.admin.ask.cancel"),
                                          "arrow_back", ButtonKind::Secondary},
                                         {"ask.confirm", context.say(confirm), "check", kind}};
    };
    const auto answer_people = [&](const std::string& pressed) {
        if (pressed == "ask.confirm") {
            context.report(admin::PeopleConfirmed{});
        } else if (pressed == "ask.cancel") {
            context.report(admin::PeopleCancelled{});
        }
    };
    std::visit(
        Overloaded{
            [&](const admin::LeaveQuestion&) {
                const std::string pressed =
                    ask(context.canvas, area, "ask", "warning",
                        context.say("desk.admin.ask.leave.title"),
                        context.say("desk.admin.ask.leave.text"),
                        answers("desk.admin.ask.leave.confirm", ButtonKind::Danger));
                if (pressed == "ask.confirm") {
                    context.report(admin::LeaveAsked{});
                } else if (pressed == "ask.cancel") {
                    context.report(admin::LeaveCancelled{});
                }
            },
            [&](const admin::ReleaseQuestion& release) {
                const std::string pressed =
                    ask(context.canvas, area, "ask", "globe",
                        context.say("desk.admin.ask.release.title",
                                    {{"version_latin", release.version}}),
                        context.say("desk.admin.ask.release.text"),
                        answers("desk.admin.ask.release.confirm", ButtonKind::Primary));
                if (pressed == "ask.confirm") {
                    context.report(admin::ReleaseConfirmed{});
                } else if (pressed == "ask.cancel") {
                    context.report(admin::ReleaseCancelled{});
                }
            },
            [&](const admin::RemovalQuestion& removal) {
                answer_people(
                    ask(context.canvas, area, "ask", "trash",
                        context.say("desk.people.ask.remove.title", {{"account", removal.account}}),
                        context.say("desk.people.ask.remove.text"),
                        answers("desk.people.ask.remove.confirm", ButtonKind::Danger)));
            },
            [&](const admin::RoleQuestion& change) {
                answer_people(
                    ask(context.canvas, area, "ask", "person",
                        context.say("desk.people.ask.role.title",
                                    {{"account", change.account},
                                     {"role", context.say("desk.people.role." + change.role)}}),
                        context.say("desk.people.ask.role.text"),
                        answers("desk.people.ask.role.confirm", ButtonKind::Primary)));
            },
        },
        question);
}

/// What stays with the text that is open; everything else leaves it. A field that is typed in may
/// be the text's own.
using StaysWithText =
    Types<admin::Undone, admin::Redone, admin::DraftDropped, admin::LanguageSwitched,
          admin::LanguageMoved, admin::DefaultChosen, admin::SecondChosen, admin::ThresholdChosen,
          admin::PlaceChosen, admin::SurveyAsked, admin::FilterChosen, admin::TextSaved,
          admin::TextReset, admin::FieldConfirmed, admin::FieldLeft, admin::UnsoundTextLeft,
          admin::TagEntered, admin::LanguageAdded, admin::QuestionnaireShown,
          admin::QuestionUseChosen, admin::MeaningChosen, admin::IdleChosen,
          admin::NumberTimeChosen, admin::TextScaleChosen, admin::RetentionChosen,
          admin::LogoEntered, admin::LogoRemoved, admin::PreviewChosen, admin::ClashDecided,
          admin::PublishPressed, admin::ReleaseAsked, admin::ReleaseConfirmed,
          admin::ReleaseCancelled, admin::RestorePressed, admin::LeaveCancelled,
          admin::ConfigurationsKnown, admin::ConfigurationFetched, admin::Published,
          admin::PublishRefused, admin::Released, admin::AdminFailed, admin::LanguagesChecked,
          admin::LanguageSurveyed, admin::LanguageProposed, admin::LogoRead, admin::PersonOpened,
          admin::RoleChosen, admin::InvitePressed, admin::NewCodePressed, admin::RemovalPressed,
          admin::UnblockPressed, admin::PeopleConfirmed, admin::PeopleCancelled,
          admin::CodeHandedOver, admin::PeopleKnown, admin::CodeMade, admin::PeopleChanged>;
bool leaves_text(const admin::Event& event) {
    return std::visit(
        Overloaded{
            [](const admin::FieldTyped& typed) { return typed.typing.field != "text"; },
            [](const admin::LeaveAsked&) { return true; },
            [](const admin::PageOpened&) { return true; },
            [](const admin::TextOpened&) { return true; },
            [](const admin::TextClosed&) { return true; },
            [](const OneOf<StaysWithText> auto&) { return false; },
        },
        event);
}

/// Whoever goes on without pressing "save" has saved: undo takes it back. What breaks a rule cannot
/// be saved, and stays.
void keep_unsaved_text(const AdminContext& context, bool leaving_session) {
    std::vector<admin::Event>& events = context.events;
    const auto leaving =
        leaving_session ? events.begin() : std::find_if(events.begin(), events.end(), leaves_text);
    if (!context.local.unsaved || (leaving == events.end() && !leaving_session)) {
        return;
    }
    if (*context.local.unsaved) {
        events.insert(leaving, admin::Event(**context.local.unsaved));
    } else if (leaving_session) {
        events.insert(leaving, admin::Event(admin::UnsoundTextLeft{}));
    } else {
        *leaving = admin::UnsoundTextLeft{};
    }
}

void draw_page(const AdminContext& context, const Box& area) {
    using namespace screens;
    std::visit(
        Overloaded{
            [&](const admin::LanguagesView& view) { draw_admin_languages(context, view, area); },
            [&](const admin::LanguageView& view) { draw_admin_language(context, view, area); },
            [&](const admin::TextsView& view) { draw_admin_texts(context, view, area); },
            [&](const admin::NewLanguageView& view) {
                draw_admin_new_language(context, view, area);
            },
            [&](const admin::QuestionsView& view) { draw_admin_questions(context, view, area); },
            [&](const admin::CentreView& view) { draw_admin_centre(context, view, area); },
            [&](const admin::VersionsView& view) { draw_admin_versions(context, view, area); },
            [&](const admin::PeopleView& view) { draw_admin_people(context, view, area); },
        },
        context.view.content);
}

void draw_frame(const AdminContext& context, Box screen, const AdminSurroundings& around) {
    const Theme& theme = context.theme();
    if (context.view.question) {
        draw_question(context, *context.view.question, screen);
        return;
    }
    draw_navigation(context, screen);
    Box area = screen.inset(theme.margin, 0);
    area.take_bottom(theme.space);
    if (!around.offline_title.empty()) {
        area.take_top(theme.space);
        area.take_top(notice(context.canvas, "desk.offline", area, Tone::Warning,
                             around.offline_title, around.offline_text));
    }
    if (!context.view.loaded) {
        area.take_top(theme.space_large);
        draw_notices(context, area);
        paragraph(context.canvas, "admin.loading", area,
                  context.say(context.view.notices.problem_id.empty() ? "desk.admin.loading"
                                                                      : "desk.admin.not_loaded"),
                  body_style(theme));
        return;
    }
    context.local.unsaved.reset();
    context.local.choosing_language =
        context.local.choosing_language && context.view.page == Page::Texts;
    type_into_fields(context);
    draw_title(context, area);
    draw_notices(context, area);
    draw_page(context, area);
    keep_unsaved_text(context, around.leaving);
}

}  // namespace

struct Admin::Impl {
    explicit Impl(const text::Catalogue& words) : preview(std::make_unique<Preview>(words)) {
        content.texts = &words;
    }

    AdminContent content;
    AdminLocal local;
    std::unique_ptr<Preview> preview;
};

Admin::Admin(const text::Catalogue& catalogue) : m_impl(std::make_unique<Impl>(catalogue)) {}
Admin::~Admin() = default;

void Admin::serve(AdminContent content) {
    LOTSE_CHECK(content.texts != nullptr);
    m_impl->preview = std::make_unique<Preview>(*content.texts);
    m_impl->preview->set_terminal(content.rules, content.branding, content.occupations);
    m_impl->content = std::move(content);
}

void Admin::wipe() {
    m_impl->local = AdminLocal{};
    m_impl->preview->wipe();
}

std::vector<admin::Event> Admin::draw(const StaffContext& staff, const admin::State& state,
                                      const admin::ScreenView& view, Box area,
                                      const AdminSurroundings& around) {
    if (state.loaded) {
        const Configuration& draft = state.draft();
        m_impl->preview->set_draft(
            draft, admin::offered_languages(draft, m_impl->content.installed), state.languages);
    }
    std::vector<admin::Event> events;
    const AdminContext context{staff,         m_impl->content,  state, view,
                               m_impl->local, *m_impl->preview, events};
    draw_frame(context, area, around);
    return events;
}

}  // namespace lotse::ui
