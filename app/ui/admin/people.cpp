// SPDX-License-Identifier: EUPL-1.2
#include "ui/admin/people.h"

#include <algorithm>
#include <cmath>

#include "core/check.h"
#include "text/words/numbers.h"

namespace lotse::ui::screens {
namespace {

text::Words role_words(const AdminContext& context, Rights rights) {
    const std::string role = admin::role_of(rights);
    return context.say("desk.people.role." + (role.empty() ? std::string("other") : role));
}

text::Words standing_words(const AdminContext& context, const admin::Person& person) {
    using Standing = admin::Person::Standing;
    switch (person.standing) {
        case Standing::Active:
            return context.say(person.own ? "desk.people.own" : "desk.people.active");
        case Standing::Invited:
            return context.say("desk.people.invited",
                               {{"time", text::staff_date_time(person.until)}});
        case Standing::Over:
            return context.say("desk.people.over");
        case Standing::None:
            return context.say("desk.people.none");
    }
    LOTSE_CHECK(false);
}

/// A row of the list; the whole row opens the person.
float draw_row(const AdminContext& context, const admin::Person& person, bool open, const Box& at) {
    using namespace colour;
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const std::string id = "admin.person." + person.account;
    const text::Words role = role_words(context, person.rights),
                      standing = standing_words(context, person);
    const float line = std::round(theme.text_body * 1.5F);
    const Box box{at.x, at.y, at.width, std::max(theme.target, 2 * line + theme.space)};
    Node& node = canvas.record(id, Role::Button, person.account, box);
    node.value = role + " · " + standing;
    node.state.selected = open;
    const Hit hit = canvas.hit_area(id, box);
    if (open || hit.held) {
        canvas.fill(box, hit.held ? kPressed : kChosen, theme.radius);
    }
    Box inner = box.inset(theme.padding, theme.space / 2);
    TextStyle bold = body_style(theme);
    bold.weight = text::Weight::Bold;
    cut_line(canvas, inner.take_top(line), person.account + " · " + role, bold);
    cut_line(canvas, inner.take_top(line),
             person.waits ? context.say("desk.people.waits") : standing, hint_style(theme));
    canvas.fill({box.x, box.bottom() - theme.line, box.width, theme.line}, kLineSoft);
    canvas.focus_ring(hit, box, theme.radius);
    if (hit.clicked) {
        context.report(admin::PersonOpened{person.account});
    }
    return box.height;
}

float draw_roles(const AdminContext& context, const admin::PeopleView& view, const Box& at) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    Stack stack(at);
    const text::Words label = context.say("desk.people.role");
    stack.skip(paragraph(canvas, "admin.roles.label", stack.rest(), label, label_style(theme)));
    stack.skip(theme.space / 2);
    std::vector<ChoiceLook> looks;
    for (const admin::RoleChoice& choice : view.roles) {
        ChoiceLook look;
        look.id = "admin.role." + choice.role;
        look.words = context.say("desk.people.role." + choice.role + ".hint");
        look.chosen = choice.chosen;
        looks.push_back(std::move(look));
    }
    stack.skip(choices(canvas, stack.rest(), looks, ChoiceKind::One, 1, 0, [&](std::size_t i) {
        context.report(admin::RoleChosen{view.roles[i].role});
    }));
    return stack.used();
}

bool draw_button(const AdminContext& context, Stack& stack, const char* id, const char* icon,
                 ButtonKind kind, bool enabled) {
    Canvas& canvas = context.canvas;
    const ButtonLook look{kind, icon, false, enabled, true};
    const text::Words words = context.say(std::string("desk.people.") + id);
    const Box row = stack.next(context.theme().target);
    stack.skip(context.theme().space);
    return button(canvas, std::string("admin.people.") + id,
                  {row.x, row.y, button_width(canvas, words, look, row.width), row.height}, words,
                  look);
}

float draw_new(const AdminContext& context, const admin::PeopleView& view, const Box& at) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    Stack stack(at);
    stack.skip(heading(canvas, "admin.people.new", stack.rest(), context.say("desk.people.new"),
                       label_style(theme)));
    stack.skip(theme.space);
    stack.skip(paragraph(canvas, "admin.people.new.text", stack.rest(),
                         context.say("desk.people.new.text"), hint_style(theme)));
    stack.skip(theme.space);
    stack.skip(
        field_line(context, stack.rest(),
                   {"person", context.say("desk.people.name"), "",
                    context.say("desk.people.name.hint"), false, false, "person", nullptr, ""}));
    stack.skip(theme.space_large);
    stack.skip(draw_roles(context, view, stack.rest()));
    stack.skip(theme.space_large);
    if (draw_button(context, stack, "invite", "plus", ButtonKind::Primary, view.can_invite)) {
        context.report(admin::InvitePressed{});
    }
    return stack.used();
}

float draw_open(const AdminContext& context, const admin::PeopleView& view, const Box& at) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const admin::Person& person = *view.open;
    Stack stack(at);
    stack.skip(
        heading(canvas, "admin.people.account", stack.rest(), person.account, title_style(theme)));
    stack.skip(theme.space);
    stack.skip(labelled_value(canvas, "admin.people.standing", stack.rest(),
                              context.say("desk.people.standing"),
                              standing_words(context, person)));
    stack.skip(theme.space);
    stack.skip(labelled_value(
        canvas, "admin.people.by", stack.rest(), context.say("desk.people.by"),
        person.by.empty()
            ? context.say("desk.people.by.nobody")
            : context.say("desk.people.by.value",
                          {{"by", person.by}, {"time", text::staff_date_time(person.from)}})));
    stack.skip(theme.space);
    if (person.waits) {
        stack.skip(notice(canvas, "admin.people.waits", stack.rest(), Tone::Warning, "",
                          context.say("desk.people.waits.text")));
        stack.skip(theme.space);
        if (draw_button(context, stack, "unblock", "lock", ButtonKind::Secondary, true)) {
            context.report(admin::UnblockPressed{});
        }
    }
    if (person.own) {
        stack.skip(paragraph(canvas, "admin.people.own", stack.rest(),
                             context.say("desk.people.own.text"), hint_style(theme)));
        stack.skip(theme.space);
    } else {
        stack.skip(draw_roles(context, view, stack.rest()));
        stack.skip(theme.space_large);
        if (draw_button(context, stack, "new_code", "refresh", ButtonKind::Secondary,
                        view.can_change)) {
            context.report(admin::NewCodePressed{});
        }
        if (draw_button(context, stack, "remove", "trash", ButtonKind::Danger, view.can_change)) {
            context.report(admin::RemovalPressed{});
        }
    }
    if (draw_button(context, stack, "somebody_new", "plus", ButtonKind::Quiet, true)) {
        context.report(admin::PersonOpened{});
    }
    return stack.used();
}

/// Shown once: large, to be written down or read out.
float draw_code(const AdminContext& context, const admin::Code& code, const Box& at) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    Stack stack(at);
    stack.skip(heading(canvas, "admin.people.code.title", stack.rest(),
                       context.say("desk.people.code.title", {{"account", code.account}}),
                       title_style(theme)));
    stack.skip(theme.space);
    stack.skip(heading(canvas, "admin.people.code", stack.rest(), std::string(code.code.view()),
                       title_style(theme)));
    stack.skip(theme.space);
    stack.skip(paragraph(canvas, "admin.people.code.text", stack.rest(),
                         context.say("desk.people.code.text"), body_style(theme)));
    stack.skip(theme.space_large);
    if (draw_button(context, stack, "handed_over", "check", ButtonKind::Primary, true)) {
        context.report(admin::CodeHandedOver{});
    }
    return stack.used();
}

}  // namespace

void draw_admin_people(const AdminContext& context, const admin::PeopleView& view, Box area) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    if (!view.loaded && !view.code) {
        paragraph(canvas, "admin.people.loading", area, context.say("desk.people.loading"),
                  body_style(theme));
        return;
    }
    const auto list = [&](const Box& box) {
        return card(canvas, box, "admin.card.people", [&](const Box& inner) {
            Stack stack(inner);
            for (const admin::Person& person : view.list) {
                stack.skip(draw_row(context, person,
                                    view.open && view.open->account == person.account,
                                    stack.rest()));
            }
            return stack.used();
        });
    };
    const auto beside = [&](const Box& box) {
        return card(canvas, box, "admin.card.person", [&](const Box& inner) {
            return view.code   ? draw_code(context, *view.code, inner)
                   : view.open ? draw_open(context, view, inner)
                               : draw_new(context, view, inner);
        });
    };
    if (area.width >= theme.mm(220)) {
        const Box first = area.take_start(std::round((area.width - theme.space_large) / 2));
        area.take_start(theme.space_large);
        canvas.scroll_area("admin.people.list", first, list);
        canvas.scroll_area("admin.people.person", area, beside);
    } else {
        // What is done first: the list can be long.
        canvas.scroll_area("admin.people", area, [&](const Box& box) {
            const float height = beside(box) + theme.space;
            return height + list({box.x, box.y + height, box.width, 0});
        });
    }
    if (!view.code && !view.open) {
        join_admin_focus(context, {{"person", context.shown("person", "")}});
    }
}

}  // namespace lotse::ui::screens
