// SPDX-License-Identifier: EUPL-1.2
#include "ui/desk/login.h"

#include <algorithm>
#include <cmath>

#include "core/limits.h"
#include "ui/kit/edit_model.h"
#include "ui/kit/fields.h"
#include "ui/kit/stack.h"
#include "ui/kit/widgets.h"

namespace lotse::ui::screens {
namespace {

using desk::LogInField;

const char* id_of(LogInField field) {
    return field == LogInField::Account ? "field.account" : "field.password";
}

void type(const DeskContext& context, const desk::LogInView& view) {
    const desk::TypedText& field = view.field == LogInField::Account ? view.account : view.password;
    edit::Text text{field.text, field.caret, field.anchor};
    const edit::Text before = text;
    bool enter = false;
    for (const Keystroke& typed : context.typed) {
        if (!edit_with_key(context.canvas, text, typed, edit::Accepts::Line,
                           limits::kLongestLineBytes)) {
            enter = enter || typed.key == Keystroke::Key::Enter;
        }
    }
    if (!(text == before)) {
        context.report(desk::TextTyped{text.text, text.caret, text.anchor});
    }
    if (enter) {
        context.report(desk::LogInPressed{});
    }
}

float draw_field(const DeskContext& context, const desk::LogInView& view, LogInField which,
                 const Box& at) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const desk::TypedText& field = which == LogInField::Account ? view.account : view.password;
    const std::string label = context.say(std::string("desk.") + id_of(which));
    const float label_height = canvas.text_height(label, at.width, label_style(theme));
    canvas.text({at.x, at.y, at.width, label_height}, label, label_style(theme));
    TextFieldLook look;
    look.label = label;
    look.text = field.text.view();
    look.caret = field.caret;
    look.anchor = field.anchor;
    look.editing = view.field == which && !view.busy;
    look.masked = which == LogInField::Password;
    look.invalid = which == LogInField::Account ? view.account_missing : view.password_missing;
    look.icon = which == LogInField::Account ? "person" : "lock";
    const float top = label_height + theme.space / 2;
    const Box box{at.x, at.y + top, at.width, text_field_height(canvas, look, at.width)};
    const auto tap = text_field(canvas, id_of(which), box, look);
    // The enter key, which also activates what has the focus, logs in here.
    if (tap && !view.busy && !has_enter(context.typed)) {
        context.report(desk::FieldChosen{which, tap->caret, tap->anchor});
    }
    return top + box.height;
}

/// The caret follows the focus of the tab key, and the focus follows a field that was chosen
/// otherwise.
void join_focus(const DeskContext& context, const desk::LogInView& view) {
    if (context.local.field != view.field) {
        context.local.field = view.field;
        context.canvas.focus(id_of(view.field));
        context.canvas.ask_again();
        return;
    }
    for (const LogInField field : {LogInField::Account, LogInField::Password}) {
        const Node* node = context.canvas.tree().find(id_of(field));
        if (node != nullptr && node->state.focused && field != view.field) {
            const std::size_t end =
                (field == LogInField::Account ? view.account : view.password).text.size();
            context.local.field = field;
            context.report(
                desk::FieldChosen{field, end, 0});  // all of it is selected, as everywhere else
        }
    }
}

}  // namespace

void draw_desk_log_in(const DeskContext& context, const desk::LogInView& view, Box screen) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    if (!view.busy) {
        type(context, view);
    }
    const float width = std::min(theme.mm(150), screen.width - 2 * theme.margin);
    const Box column{std::round(screen.x + (screen.width - width) / 2), screen.y, width,
                     screen.height};
    bool pressed = false;
    canvas.scroll_area("log_in", column, [&](const Box& box) {
        // Measured in the pass before: the card stands a little above the middle.
        const float known = canvas.remembered("log_in");
        const Box card{
            box.x,
            canvas.measuring()
                ? box.y
                : box.y + std::max(theme.space, std::round((screen.height - known) * 0.4F)),
            box.width, known};
        canvas.fill(card, colour::kSurface, theme.radius_large);
        canvas.outline(card, colour::kLineSoft, theme.line, theme.radius_large);
        Box inner = card.inset(theme.space_large, 0);
        Stack stack(inner);
        stack.skip(theme.space_large);
        stack.skip(heading(canvas, "log_in.title", stack.rest(), context.say("desk.login.title"),
                           title_style(theme)));
        stack.skip(theme.space / 2);
        stack.skip(paragraph(canvas, "log_in.text", stack.rest(), context.say("desk.login.text"),
                             hint_style(theme)));
        stack.skip(theme.space_large);
        if (!view.problem_id.empty()) {
            const std::string words = context.say(
                view.problem_id, {{"seconds", static_cast<std::int64_t>(view.retry_seconds)}});
            stack.skip(notice(canvas, "log_in.problem", stack.rest(), Tone::Danger, "", words));
            stack.skip(theme.space_large);
        }
        stack.skip(draw_field(context, view, LogInField::Account, stack.rest()));
        stack.skip(theme.space_large * 0.8F);
        stack.skip(draw_field(context, view, LogInField::Password, stack.rest()));
        stack.skip(theme.space_large);
        const ButtonLook look{ButtonKind::Primary, view.busy ? "clock" : "arrow_forward",
                              !view.busy, !view.busy};
        const std::string words = context.say(view.busy ? "desk.login.busy" : "desk.action.log_in");
        const Box button_box = stack.next(button_height(canvas, words, look, inner.width));
        pressed = button(canvas, "action.log_in", button_box, words, look) || pressed;
        stack.skip(theme.space_large);
        const float height = stack.used();
        canvas.remember("log_in", height);
        return canvas.measuring() ? height : 0.0F;
    });
    const bool already = std::any_of(
        context.events.begin(), context.events.end(),
        [](const desk::Event& event) { return std::holds_alternative<desk::LogInPressed>(event); });
    if (pressed && !already) {
        context.report(desk::LogInPressed{});
    }
    join_focus(context, view);
}

}  // namespace lotse::ui::screens
