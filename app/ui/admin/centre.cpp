// SPDX-License-Identifier: EUPL-1.2
#include "ui/admin/centre.h"

#include <algorithm>
#include <cmath>

namespace lotse::ui::screens {
namespace {

/// One of a few values; `name` is the id and the text of the row.
float choose(const AdminContext& context, const Box& at, const admin::NumberSetting& setting) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const std::string& name = setting.name;
    const text::Words label = context.say("desk.admin.centre." + name);
    TextStyle style = hint_style(theme);
    style.weight = text::Weight::Bold;
    const float height =
        paragraph(canvas, "admin." + name + ".label", at, label, style) + theme.space / 2;
    std::vector<Segment> segments;
    for (const admin::NumberChoice& choice : setting.choices) {
        segments.push_back(
            {"admin." + name + "." + std::to_string(choice.value),
             context.say("desk.admin.centre." + name + ".value", {{"value", choice.value}}),
             choice.chosen});
    }
    return height + segmented(canvas, "admin." + name, {at.x, at.y + height, at.width, 0}, label,
                              segments,
                              [&](std::size_t i) { context.report(setting.choices[i].event); });
}

/// A field whose text holds once it is taken over.
float setting(const AdminContext& context, const Box& at, const char* field,
              const std::string& value, bool lines, const char* icon, bool unapplied) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    Stack stack(at);
    stack.skip(field_line(context, stack.rest(),
                          {field, context.say(std::string("desk.admin.centre.") + field), value, "",
                           lines, false, icon, nullptr, ""}));
    if (unapplied) {
        stack.skip(theme.space / 2);
        const ButtonLook look{ButtonKind::Secondary, "check", false, true, true};
        const text::Words words = context.say("desk.admin.centre.apply");
        const Box row = stack.next(theme.target);
        if (button(canvas, std::string("admin.apply.") + field,
                   {row.x, row.y, button_width(canvas, words, look, row.width), row.height}, words,
                   look)) {
            context.report(admin::FieldConfirmed{});
        }
    }
    stack.skip(theme.space_large);
    return stack.used();
}

float draw_logos(const AdminContext& context, const admin::CentreView& view, const Box& at) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    Stack stack(at);
    stack.skip(field_line(
        context, stack.rest(),
        {"logo", context.say("desk.admin.centre.logo"), "",
         context.say("desk.admin.centre.logo_hint"), false, false, "document", nullptr, ""}));
    if (view.logo_typed) {
        stack.skip(theme.space / 2);
        const ButtonLook look{ButtonKind::Secondary, "plus", false, view.can_add_logo, true};
        const text::Words words = context.say("desk.admin.centre.logo_add");
        const Box row = stack.next(theme.target);
        if (button(canvas, "admin.logo.add",
                   {row.x, row.y, button_width(canvas, words, look, row.width), row.height}, words,
                   look)) {
            context.report(admin::LogoEntered{});
        }
    }
    for (const std::string& name : view.logos) {
        stack.skip(theme.space / 2);
        Box row = stack.next(theme.target);
        const Box remove = row.take_end(theme.target);
        const Box picture = row.take_start(theme.target);
        row.take_start(theme.space);
        canvas.record("admin.logo." + name, Role::Image, name, picture);
        context.preview.draw_logo(canvas, name,
                                  picture.centred(theme.target * 0.9F, theme.target * 0.9F));
        canvas.record("admin.logo.name." + name, Role::Text, name, row);
        TextStyle style = body_style(theme);
        style.middle = true;
        style.max_lines = 1;
        canvas.text(row, name, fitted(canvas, name, row, style));
        if (icon_button(canvas, "admin.logo.remove." + name, remove, "trash",
                        context.say("desk.admin.centre.logo_remove", {{"name", name}}))) {
            context.report(admin::LogoRemoved{name});
        }
    }
    return stack.used();
}

}  // namespace

void draw_admin_centre(const AdminContext& context, const admin::CentreView& view, Box area) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const std::string tag =
        admin::default_language(context.state.draft(), context.content.installed);
    const auto words = [&](const Box& box) {
        Stack stack(box);
        stack.skip(setting(context, stack.rest(), "institution", view.institution, false,
                           "building", view.unapplied == "institution"));
        stack.skip(setting(context, stack.rest(), "opening_hours", view.opening_hours, true, "",
                           view.unapplied == "opening_hours"));
        stack.skip(setting(context, stack.rest(), "funding_line", view.funding_line, true, "",
                           view.unapplied == "funding_line"));
        stack.skip(draw_logos(context, view, stack.rest()));
        return stack.used();
    };
    const auto times = [&](const Box& box) {
        Stack stack(box);
        for (const admin::NumberSetting& one : view.settings) {
            stack.skip(choose(context, stack.rest(), one));
            stack.skip(theme.space_large);
        }
        return stack.used();
    };
    const auto in_card = [&](const char* key, const std::function<float(const Box&)>& content) {
        return [&canvas, key, content](const Box& box) { return card(canvas, box, key, content); };
    };
    if (area.width >= theme.mm(220)) {
        const Box first = area.take_start(std::round((area.width - theme.space_large) / 2));
        area.take_start(theme.space_large);
        canvas.scroll_area("admin.centre.words", first, in_card("admin.card.words", words));
        const Box picture = area.take_bottom(
            std::round(std::min(area.width * 0.5625F + theme.target, area.height * 0.5F)));
        area.take_bottom(theme.space);
        canvas.scroll_area("admin.centre.times", area, in_card("admin.card.times", times));
        draw_preview(context, picture, tag, "start", {context.say("desk.admin.preview.none"), ""});
    } else {
        const Box picture = area.take_bottom(std::round(area.height * 0.35F));
        area.take_bottom(theme.space);
        draw_preview(context, picture, tag, "start", {context.say("desk.admin.preview.none"), ""});
        canvas.scroll_area("admin.centre", area, [&](const Box& box) {
            const float height = card(canvas, box, "admin.card.words", words) + theme.space;
            return height +
                   card(canvas, {box.x, box.y + height, box.width, 0}, "admin.card.times", times);
        });
    }
    join_admin_focus(context, {{"institution", view.institution},
                               {"opening_hours", view.opening_hours},
                               {"funding_line", view.funding_line},
                               {"logo", ""}});
}

}  // namespace lotse::ui::screens
