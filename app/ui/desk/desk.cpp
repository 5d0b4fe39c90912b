// SPDX-License-Identifier: EUPL-1.2
#include "ui/desk/desk.h"

#include <algorithm>
#include <cmath>

#include "core/dispatch.h"
#include "core/limits.h"
#include "ui/desk/case.h"
#include "ui/desk/context.h"
#include "ui/desk/login.h"
#include "ui/desk/queue.h"
#include "ui/kit/dialog.h"
#include "ui/kit/fields.h"
#include "ui/kit/fonts.h"
#include "ui/kit/stack.h"

namespace lotse::ui {

Theme make_desk_theme(const Panel& panel) {
    Theme theme = make_theme(panel);
    // A desk's screen is read from 60 to 70 cm whatever its size; only a very small one gets
    // smaller type.
    const float short_side_mm = std::min(theme.width_px, theme.height_px) / theme.px_per_mm;
    const float reach = std::clamp(short_side_mm / 268.0F, 0.82F, 1.1F);
    const auto text = [&](float millimetres) {
        return std::round(theme.mm(millimetres) * reach * panel.text_factor * 4) / 4;
    };
    const auto space = [&](float millimetres) { return std::round(theme.mm(millimetres) * reach); };
    theme.text_hero = text(13.0F);
    theme.text_title = text(7.0F);
    theme.text_label = text(4.9F);
    theme.text_body = text(4.6F);
    theme.text_small = text(4.0F);
    theme.target = std::ceil(theme.mm(12.2F));
    theme.target_primary = std::ceil(theme.mm(13.2F));
    theme.gap = std::ceil(theme.mm(2.4F));
    theme.space = space(2.4F);
    theme.space_large = space(6.0F);
    theme.margin = space(8.0F);
    theme.padding = space(4.0F);
    theme.radius = space(1.4F);
    theme.radius_large = space(2.4F);
    theme.line = std::max(1.0F, std::round(theme.mm(0.28F)));
    theme.line_strong = std::max(2.0F, std::round(theme.mm(0.7F)));
    theme.icon = space(5.4F);
    theme.icon_large = space(8.0F);
    theme.header_height = theme.target + 2 * space(1.6F);
    theme.actions_height = theme.target_primary + 2 * space(2.6F);
    theme.column_width = space(520.0F);
    return theme;
}

namespace {

struct QuestionLook {
    const char *id, *icon;
    ButtonKind confirm;
};

QuestionLook look_of(QueueAction action) {
    if (action == QueueAction::Break) {
        return {"desk.ask.break", "person", ButtonKind::Primary};
    }
    return action == QueueAction::Close
               ? QuestionLook{"desk.ask.close", "check", ButtonKind::Primary}
               : QuestionLook{"desk.ask.withdraw", "trash", ButtonKind::Danger};
}

QuestionLook look_of(Alarm alarm) {
    const char* id = alarm == Alarm::Blocked  ? "desk.ask.blocked"
                     : alarm == Alarm::Number ? "desk.ask.number"
                                              : "desk.ask.reader";
    return {id, "warning", ButtonKind::Danger};
}

/// The number of what is erased, typed by whoever erases it.
float draw_number_field(const DeskContext& context, const desk::TypedText& typed, const Box& at) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const text::Words label = context.say("desk.ask.number_typed");
    Stack stack(at);
    stack.skip(paragraph(canvas, "ask.number.label", stack.rest(), label, label_style(theme)));
    stack.skip(theme.space / 2);
    TextFieldLook look;
    look.label = label;
    look.text = typed.text.view();
    look.caret = typed.caret;
    look.anchor = typed.anchor;
    look.editing = true;
    look.from_left = true;
    const Box box = stack.next(text_field_height(canvas, look, stack.rest().width));
    if (const auto tap = text_field(canvas, "ask.number", box, look);
        tap && !has_enter(context.typed)) {
        context.report(desk::TextTyped{typed.text, tap->caret, tap->anchor});
    }
    return stack.used();
}

void type_number(const DeskContext& context, const desk::TypedText& typed) {
    edit::Text text{typed.text, typed.caret, typed.anchor};
    const edit::Text before = text;
    for (const Keystroke& key : context.typed) {
        edit_with_key(context.canvas, text, key, edit::Accepts::Line, limits::kLongestNumberBytes);
    }
    if (!(text == before)) {
        context.report(desk::TextTyped{text.text, text.caret, text.anchor});
    }
}

/// Before what cannot be undone, or should not be done lightly.
void draw_question(const DeskContext& context, const desk::Question& question, const Box& screen) {
    const QuestionLook look = std::visit([](auto asked) { return look_of(asked); }, question.asked);
    const std::string id = question.of_request ? "desk.ask.settle" : look.id;
    std::vector<DialogAnswer> answers = {
        {"ask.cancel", context.say("desk.ask.cancel"), "arrow_back", ButtonKind::Secondary}};
    for (const ActionReason reason : question.reasons) {
        const std::string word(to_string(reason));
        answers.push_back({"ask." + word, context.say("desk.reason." + word), look.icon,
                           look.confirm, question.can_confirm});
    }
    if (question.reasons.empty()) {
        answers.push_back({"ask.confirm", context.say(id + ".confirm"), look.icon, look.confirm});
    }
    std::function<float(const Box&)> content;
    if (question.typed) {
        type_number(context, *question.typed);
        content = [&](const Box& at) { return draw_number_field(context, *question.typed, at); };
    }
    const std::string pressed =
        ask(context.canvas, screen, "ask", look.icon, context.say(id + ".title"),
            context.say(id + ".text", {{"number", question.number}}), answers, content);
    if (pressed == "ask.cancel") {
        context.report(desk::ActionCancelled{});
    } else if (!pressed.empty()) {
        // Of the two that are no reason, one was looked for above.
        context.report(desk::ActionConfirmed{
            question.reasons.empty()
                ? ActionReason::None
                : action_reason_from(std::string_view(pressed).substr(4)).value()});
    }
}

/// More than anybody goes to and fro between.
constexpr std::size_t kMostScreensLeft = 20;

bool is_log_out(const desk::Event& event) {
    return std::holds_alternative<desk::LogOutPressed>(event);
}

void draw_admin(const DeskContext& context, Admin& admin, const desk::AdminView& view,
                const Box& screen) {
    std::vector<desk::Event>& events = context.events;
    const bool leaving = std::any_of(events.begin(), events.end(), is_log_out);
    const OfflineWords offline = offline_words(context);
    std::vector<admin::Event> of_admin = admin.draw(
        context, view.state, view.screen, screen,
        {.offline_title = offline.title, .offline_text = offline.text, .leaving = leaving});
    // A text that breaks a rule stays open, and so does the session.
    if (std::any_of(of_admin.begin(), of_admin.end(), [](const admin::Event& event) {
            return std::holds_alternative<admin::UnsoundTextLeft>(event);
        })) {
        std::erase_if(events, is_log_out);
    }
    events.insert(events.begin(), of_admin.begin(), of_admin.end());
}

}  // namespace

struct Desk::Impl {
    Impl(const text::Catalogue& words, std::string name, const Occupations& known, std::string tag)
        : catalogue(words),
          institution(std::move(name)),
          occupations(known),
          language(std::move(tag)),
          admin(words) {}

    const text::Catalogue& catalogue;
    std::string institution;
    const Occupations& occupations;
    std::string language;
    std::map<std::string, text::Typography> fonts;
    DeskLocal local;
    /// Where the areas of each screen stood when it was drawn last: a screen is come back to where
    /// it was left. Holds nothing of clients, and ends with the log-in.
    std::map<std::string, Scroller::Positions> left;
    Admin admin;
};

Desk::Desk(const text::Catalogue& catalogue, std::string institution,
           const Occupations& occupations, std::string language)
    : m_impl(std::make_unique<Impl>(catalogue, std::move(institution), occupations,
                                    std::move(language))) {
    for (const Language& installed : catalogue.languages()) {
        m_impl->fonts.emplace(installed.tag, typography(installed));
    }
}
Desk::~Desk() = default;

void Desk::wipe() {
    m_impl->local = DeskLocal{};
    m_impl->admin.wipe();
}

void Desk::serve_admin(AdminContent content) {
    m_impl->admin.serve(std::move(content));
}

std::vector<desk::Event> Desk::draw(Canvas& canvas, const desk::ScreenView& view,
                                    const std::vector<Keystroke>& typed) {
    std::vector<desk::Event> events;
    DeskLocal& local = m_impl->local;
    if (view.key != local.key) {
        local.key = view.key;
        local.field.reset();
        local.searching = false;
        canvas.reset_scrolling(m_impl->left[view.key]);
    }
    const DeskContext context{{canvas, m_impl->catalogue, m_impl->fonts, typed, m_impl->language},
                              m_impl->institution,
                              m_impl->occupations,
                              view,
                              local,
                              events};
    canvas.set_scroll_labels(context.say("page.up"), context.say("page.more"));
    Box screen = canvas.screen();
    draw_desk_header(context, screen);
    if (view.question) {
        draw_question(context, *view.question, screen);
        return events;
    }
    std::visit(
        Overloaded{
            [&](const desk::LogInView& log_in) {
                screens::draw_desk_log_in(context, log_in, screen);
            },
            [&](const desk::QueueView& queue) { screens::draw_desk_queue(context, queue, screen); },
            [&](const desk::CaseView& open) { screens::draw_desk_case(context, open, screen); },
            [&](const desk::PasswordView& own) {
                screens::draw_desk_password(context, own, screen);
            },
            [&](const desk::LockView& lock) { screens::draw_desk_lock(context, lock, screen); },
            [&](const desk::AdminView& admin) {
                draw_admin(context, m_impl->admin, admin, screen);
            },
        },
        view.screen);
    if (std::holds_alternative<desk::LogInView>(view.screen) ||
        m_impl->left.size() > kMostScreensLeft) {
        m_impl->left.clear();
    }
    m_impl->left[view.key] = canvas.scroll_positions();
    return events;
}

}  // namespace lotse::ui
