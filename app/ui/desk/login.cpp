// SPDX-License-Identifier: EUPL-1.2
#include "ui/desk/login.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "core/limits.h"
#include "ui/kit/edit_model.h"
#include "ui/kit/fields.h"
#include "ui/kit/stack.h"
#include "ui/kit/widgets.h"

namespace lotse::ui::screens {
namespace {

using desk::LogInField;

const char* id_of(LogInField field) {
    switch (field) {
        case LogInField::Account:
            return "field.account";
        case LogInField::Password:
            return "field.password";
        case LogInField::Fresh:
            return "field.new_password";
        case LogInField::Again:
            break;
    }
    return "field.again";
}

const desk::TypedText& typed_in(const desk::LogInView& view, LogInField field) {
    switch (field) {
        case LogInField::Account:
            return view.account;
        case LogInField::Password:
            return view.password;
        case LogInField::Fresh:
        case LogInField::Again:
            break;
    }
    return view.again;
}

const desk::TypedText& typed_in(const desk::PasswordView& view, LogInField field) {
    switch (field) {
        case LogInField::Account:
        case LogInField::Password:
            return view.now;
        case LogInField::Fresh:
            return view.fresh;
        case LogInField::Again:
            break;
    }
    return view.again;
}

/// What the keyboard does to the field; the enter key goes on, unless something else has the focus.
void type(const DeskContext& context, const desk::TypedText& field, bool enter_goes_on = true) {
    edit::Text text{field.text, field.caret, field.anchor};
    const edit::Text before = text;
    bool enter = false;
    for (const Keystroke& typed : context.typed) {
        if (!edit_with_key(context.canvas, text, typed, edit::Accepts::Line,
                           limits::kLongestLineBytes)) {
            enter = enter || (enter_goes_on && typed.key == Keystroke::Key::Enter);
        }
    }
    if (!(text == before)) {
        context.report(desk::TextTyped{text.text, text.caret, text.anchor});
    }
    if (enter) {
        context.report(desk::LogInPressed{});
    }
}

struct FieldState {
    const desk::TypedText& typed;
    std::string label;
    bool editing = false, busy = false, missing = false;
};

float draw_field(const DeskContext& context, const FieldState& field, LogInField which,
                 const Box& at) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const text::Words label = context.say(field.label);
    const float label_height = canvas.text_height(label, at.width, label_style(theme));
    canvas.text({at.x, at.y, at.width, label_height}, label, label_style(theme));
    TextFieldLook look;
    look.label = label;
    look.text = field.typed.text.view();
    look.caret = field.typed.caret;
    look.anchor = field.typed.anchor;
    look.editing = field.editing && !field.busy;
    look.masked = which != LogInField::Account;
    look.invalid = field.missing;
    look.icon = which == LogInField::Account ? "person" : "lock";
    const float top = label_height + theme.space / 2;
    const Box box{at.x, at.y + top, at.width, text_field_height(canvas, look, at.width)};
    const auto tap = text_field(canvas, id_of(which), box, look);
    // The enter key, which also activates what has the focus, logs in here.
    if (tap && !field.busy && !has_enter(context.typed)) {
        context.report(desk::FieldChosen{which, tap->caret, tap->anchor});
    }
    return top + box.height;
}

/// A card a little above the middle; `content` draws into the stack.
void draw_log_in_card(const DeskContext& context, const char* key, const Box& screen,
                      const std::function<void(Stack&)>& content) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const float width = std::min(theme.mm(150), screen.width - 2 * theme.margin);
    const Box column{std::round(screen.x + (screen.width - width) / 2), screen.y, width,
                     screen.height};
    canvas.scroll_area(key, column, [&](const Box& box) {
        // Measured in the pass before.
        const float known = canvas.remembered(key);
        const Box card{
            box.x,
            canvas.measuring()
                ? box.y
                : box.y + std::max(theme.space, std::round((screen.height - known) * 0.4F)),
            box.width, known};
        canvas.fill(card, colour::kSurface, theme.radius_large);
        canvas.outline(card, colour::kLineSoft, theme.line, theme.radius_large);
        Stack stack(card.inset(theme.space_large, 0));
        stack.skip(theme.space_large);
        content(stack);
        stack.skip(theme.space_large);
        const float height = stack.used();
        canvas.remember(key, height);
        return canvas.measuring() ? height : 0.0F;
    });
}

void draw_log_in_head(const DeskContext& context, const char* key, Stack& stack,
                      const std::string& title, const text::WordsView& words,
                      const std::string& problem) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const std::string id(key);
    stack.skip(heading(canvas, id + ".title", stack.rest(), title, title_style(theme)));
    stack.skip(theme.space / 2);
    stack.skip(paragraph(canvas, id + ".text", stack.rest(), words, hint_style(theme)));
    stack.skip(theme.space_large);
    if (!problem.empty()) {
        stack.skip(notice(canvas, id + ".problem", stack.rest(), Tone::Danger, "", problem));
        stack.skip(theme.space_large);
    }
}

text::Words log_in_problem(const DeskContext& context, const std::string& id, int seconds) {
    return id.empty() ? text::Words()
                      : context.say(id, {{"seconds", static_cast<std::int64_t>(seconds)}});
}

bool draw_go_on(const DeskContext& context, Stack& stack, const char* id, bool busy) {
    const ButtonLook look{ButtonKind::Primary, busy ? "clock" : "arrow_forward", !busy, !busy};
    const text::Words words =
        context.say(busy ? std::string("desk.login.busy") : std::string("desk.") + id);
    Canvas& canvas = context.canvas;
    return button(canvas, id, stack.next(button_height(canvas, words, look, stack.rest().width)),
                  words, look);
}

bool draw_other_account(const DeskContext& context, Stack& stack, bool busy) {
    Canvas& canvas = context.canvas;
    stack.skip(context.theme().space);
    const ButtonLook look{ButtonKind::Quiet, "person", false, !busy};
    const text::Words words = context.say("desk.action.other_account");
    return button(canvas, "action.other_account",
                  stack.next(button_height(canvas, words, look, stack.rest().width)), words, look);
}

/// After drawing: with the focus on "another account" the enter key is that button's.
void type_beside_other_account(const DeskContext& context, const desk::TypedText& field,
                               bool busy) {
    if (busy) {
        return;
    }
    const Node* other = context.canvas.tree().find("action.other_account");
    type(context, field, other == nullptr || !other->state.focused);
}

void press_once(const DeskContext& context, bool pressed) {
    const bool already = std::any_of(
        context.events.begin(), context.events.end(),
        [](const desk::Event& event) { return std::holds_alternative<desk::LogInPressed>(event); });
    if (pressed && !already) {
        context.report(desk::LogInPressed{});
    }
}

/// The caret follows the focus of the tab key, and the focus follows a field that was chosen
/// otherwise.
template <class View>
void join_focus(const DeskContext& context, const View& view) {
    if (context.local.field != view.field) {
        context.local.field = view.field;
        context.canvas.focus(id_of(view.field));
        context.canvas.ask_again();
        return;
    }
    for (const LogInField field :
         {LogInField::Account, LogInField::Password, LogInField::Fresh, LogInField::Again}) {
        const Node* node = context.canvas.tree().find(id_of(field));
        if (node != nullptr && node->state.focused && field != view.field) {
            const std::size_t end = typed_in(view, field).text.size();
            context.local.field = field;
            context.report(
                desk::FieldChosen{field, end, 0});  // all of it is selected, as everywhere else
        }
    }
}

/// After the code of an invitation: the person's own password, twice.
void draw_choice(const DeskContext& context, const desk::LogInView& view, const Box& screen) {
    const Theme& theme = context.theme();
    bool pressed = false, leaves = false;
    draw_log_in_card(context, "choose", screen, [&](Stack& stack) {
        draw_log_in_head(
            context, "choose", stack,
            context.say("desk.choose.title", {{"account", std::string(view.account.text.view())}}),
            context.say("desk.choose.text"),
            log_in_problem(context, view.problem_id, view.retry_seconds));
        stack.skip(
            draw_field(context,
                       {view.password, "desk.field.new_password",
                        view.field == LogInField::Password, view.busy, view.password_missing},
                       LogInField::Password, stack.rest()));
        stack.skip(theme.space_large * 0.8F);
        stack.skip(draw_field(context,
                              {view.again, "desk.field.again", view.field == LogInField::Again,
                               view.busy, view.again_missing},
                              LogInField::Again, stack.rest()));
        stack.skip(theme.space_large);
        pressed = draw_go_on(context, stack, "action.choose", view.busy) || pressed;
        leaves = draw_other_account(context, stack, view.busy) || leaves;
    });
    if (leaves) {
        context.report(desk::LogOutPressed{});
        return;
    }
    type_beside_other_account(context, typed_in(view, view.field), view.busy);
    press_once(context, pressed);
    join_focus(context, view);
}

}  // namespace

void draw_desk_log_in(const DeskContext& context, const desk::LogInView& view, Box screen) {
    if (view.choosing) {
        draw_choice(context, view, screen);
        return;
    }
    const Theme& theme = context.theme();
    if (!view.busy) {
        type(context, typed_in(view, view.field));
    }
    bool pressed = false;
    const bool in_account = view.field == LogInField::Account;
    draw_log_in_card(context, "log_in", screen, [&](Stack& stack) {
        draw_log_in_head(context, "log_in", stack, context.say("desk.login.title"),
                         context.say("desk.login.text"),
                         log_in_problem(context, view.problem_id, view.retry_seconds));
        stack.skip(draw_field(
            context,
            {view.account, "desk.field.account", in_account, view.busy, view.account_missing},
            LogInField::Account, stack.rest()));
        stack.skip(theme.space_large * 0.8F);
        stack.skip(draw_field(
            context,
            {view.password, "desk.field.password", !in_account, view.busy, view.password_missing},
            LogInField::Password, stack.rest()));
        stack.skip(theme.space_large);
        pressed = draw_go_on(context, stack, "action.log_in", view.busy) || pressed;
    });
    press_once(context, pressed);
    join_focus(context, view);
}

void draw_desk_password(const DeskContext& context, const desk::PasswordView& view, Box screen) {
    const Theme& theme = context.theme();
    if (!view.busy) {
        const Node* back = context.canvas.tree().find("action.password_back");
        type(context, typed_in(view, view.field), back == nullptr || !back->state.focused);
    }
    bool pressed = false, leaves = false;
    draw_log_in_card(context, "own_password", screen, [&](Stack& stack) {
        draw_log_in_head(context, "own_password", stack,
                         context.say("desk.password.title", {{"account", view.account}}),
                         context.say("desk.password.text"),
                         log_in_problem(context, view.problem_id, view.retry_seconds));
        const struct {
            const desk::TypedText& typed;
            const char* label;
            LogInField field;
        } fields[] = {{view.now, "desk.field.password_now", LogInField::Password},
                      {view.fresh, "desk.field.new_password", LogInField::Fresh},
                      {view.again, "desk.field.again", LogInField::Again}};
        for (const auto& [typed, label, field] : fields) {
            const bool missing =
                !view.problem_id.empty() && view.field == field && typed.text.empty();
            stack.skip(draw_field(context, {typed, label, view.field == field, view.busy, missing},
                                  field, stack.rest()));
            stack.skip(theme.space_large * 0.8F);
        }
        pressed = draw_go_on(context, stack, "action.choose", view.busy) || pressed;
        stack.skip(theme.space);
        const ButtonLook look{ButtonKind::Quiet, "arrow_back", false, !view.busy};
        const text::Words words = context.say("desk.ask.cancel");
        leaves = button(context.canvas, "action.password_back",
                        stack.next(button_height(context.canvas, words, look, stack.rest().width)),
                        words, look) ||
                 leaves;
    });
    if (leaves) {
        context.report(desk::PasswordCancelled{});
        return;
    }
    press_once(context, pressed);
    join_focus(context, view);
}

void draw_desk_lock(const DeskContext& context, const desk::LockView& view, Box screen) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    bool pressed = false, leaves = false;
    draw_log_in_card(context, "lock", screen, [&](Stack& stack) {
        draw_log_in_head(context, "lock", stack,
                         context.say("desk.lock.title", {{"account", view.account}}),
                         context.say("desk.lock.text"),
                         log_in_problem(context, view.problem_id, view.retry_seconds));
        for (const std::string& terminal : view.help) {
            stack.skip(notice(canvas, "lock.help." + terminal, stack.rest(), Tone::Danger, "",
                              context.say("desk.help.locked", {{"terminal", terminal}})));
            stack.skip(theme.space_large);
        }
        stack.skip(draw_field(
            context, {view.password, "desk.field.password", true, view.busy, view.password_missing},
            LogInField::Password, stack.rest()));
        stack.skip(theme.space_large);
        pressed = draw_go_on(context, stack, "action.unlock", view.busy) || pressed;
        leaves = draw_other_account(context, stack, view.busy) || leaves;
    });
    if (leaves) {
        context.report(desk::LogOutPressed{});
        return;
    }
    type_beside_other_account(context, view.password, view.busy);
    press_once(context, pressed);
    if (context.local.field != LogInField::Password) {
        context.local.field = LogInField::Password;
        canvas.focus(id_of(LogInField::Password));
        canvas.ask_again();
    }
}

}  // namespace lotse::ui::screens
