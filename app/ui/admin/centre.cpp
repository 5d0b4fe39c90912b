// SPDX-License-Identifier: EUPL-1.2
// What belongs to the centre: its name, hours, logos, and the times that hold at its terminals.
#include <algorithm>
#include <cmath>

#include "ui/admin/admin_context.h"

namespace lotse::ui::screens {
namespace {

/// One of a few values; `name` is the id and the text of the row.
float choose(const AdminContext& context, const Box& at, const char* name,
             const std::vector<std::int64_t>& values, std::int64_t now,
             const std::function<void(std::int64_t)>& chosen) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const std::string label = context.say(std::string("desk.admin.centre.") + name);
    TextStyle style = hint_style(theme);
    style.weight = text::Weight::Bold;
    const float height =
        paragraph(canvas, std::string("admin.") + name + ".label", at, label, style) +
        theme.space / 2;
    std::vector<Segment> segments;
    std::vector<std::int64_t> all = values;
    if (std::find(all.begin(), all.end(), now) == all.end()) {
        all.insert(std::lower_bound(all.begin(), all.end(), now),
                   now);  // a value set elsewhere is shown too
    }
    for (const std::int64_t value : all) {
        segments.push_back(
            {std::string("admin.") + name + "." + std::to_string(value),
             context.say(std::string("desk.admin.centre.") + name + ".value", {{"value", value}}),
             value == now});
    }
    return height + segmented(canvas, std::string("admin.") + name,
                              {at.x, at.y + height, at.width, 0}, label, segments,
                              [&](std::size_t i) { chosen(all[i]); });
}

/// A field whose text holds once it is taken over.
float setting(const AdminContext& context, const Box& at, const char* field,
              const std::string& value, bool lines, const char* icon) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    Stack stack(at);
    stack.skip(field_line(context, stack.rest(),
                          {field, context.say(std::string("desk.admin.centre.") + field), value, "",
                           lines, false, icon, nullptr, ""}));
    if (context.state.typing && context.state.typing->field == field &&
        context.shown(field, value) != value) {
        stack.skip(theme.space / 2);
        const ButtonLook look{ButtonKind::Secondary, "check", false, true, true};
        const std::string words = context.say("desk.admin.centre.apply");
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

float draw_logos(const AdminContext& context, const Box& at) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    Stack stack(at);
    stack.skip(field_line(
        context, stack.rest(),
        {"logo", context.say("desk.admin.centre.logo"), "",
         context.say("desk.admin.centre.logo_hint"), false, false, "document", nullptr, ""}));
    if (context.state.typing && context.state.typing->field == "logo" &&
        !context.state.typing->text.empty()) {
        stack.skip(theme.space / 2);
        const ButtonLook look{ButtonKind::Secondary, "plus", false, !context.state.busy, true};
        const std::string words = context.say("desk.admin.centre.logo_add");
        const Box row = stack.next(theme.target);
        if (button(canvas, "admin.logo.add",
                   {row.x, row.y, button_width(canvas, words, look, row.width), row.height}, words,
                   look)) {
            context.report(admin::LogoEntered{});
        }
    }
    for (const auto& [name, svg] : context.state.draft().logos) {
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

void draw_admin_centre(const AdminContext& context, Box area) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const Configuration& draft = context.state.draft();
    const admin::Installed& installed = context.content.installed;
    const std::string institution = draft.institution.value_or(installed.institution),
                      hours = draft.opening_hours.value_or(""),
                      funding = draft.funding_line.value_or(installed.funding_line);
    const auto words = [&](const Box& box) {
        Stack stack(box);
        stack.skip(setting(context, stack.rest(), "institution", institution, false, "building"));
        stack.skip(setting(context, stack.rest(), "opening_hours", hours, true, ""));
        stack.skip(setting(context, stack.rest(), "funding_line", funding, true, ""));
        stack.skip(draw_logos(context, stack.rest()));
        return stack.used();
    };
    const auto times = [&](const Box& box) {
        Stack stack(box);
        const auto add = [&](const char* name, const std::vector<std::int64_t>& values,
                             std::int64_t now, const std::function<void(std::int64_t)>& chosen) {
            stack.skip(choose(context, stack.rest(), name, values, now, chosen));
            stack.skip(theme.space_large);
        };
        add("idle", {60, 90, 120, 180, 300}, draft.idle.value_or(installed.idle).count(),
            [&](std::int64_t value) {
                context.report(admin::IdleChosen{std::chrono::seconds(value)});
            });
        add("number_shown", {30, 60, 90, 120},
            draft.number_shown.value_or(installed.number_shown).count(), [&](std::int64_t value) {
                context.report(admin::NumberTimeChosen{std::chrono::seconds(value)});
            });
        add("text_scale", {90, 100, 115, 130},
            std::lround(draft.text_scale.value_or(installed.text_scale) * 100),
            [&](std::int64_t value) {
                context.report(admin::TextScaleChosen{static_cast<double>(value) / 100.0});
            });
        add("retention", {7, 30, 90, 180},
            draft.retention.value_or(context.state.service_retention.value_or(std::chrono::days(0)))
                .count(),
            [&](std::int64_t value) {
                context.report(admin::RetentionChosen{std::chrono::days(value)});
            });
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
        draw_preview(context, picture, admin::default_language(draft, installed), "start",
                     {context.say("desk.admin.preview.none"), ""});
    } else {
        const Box picture = area.take_bottom(std::round(area.height * 0.35F));
        area.take_bottom(theme.space);
        draw_preview(context, picture, admin::default_language(draft, installed), "start",
                     {context.say("desk.admin.preview.none"), ""});
        canvas.scroll_area("admin.centre", area, [&](const Box& box) {
            const float height = card(canvas, box, "admin.card.words", words) + theme.space;
            return height +
                   card(canvas, {box.x, box.y + height, box.width, 0}, "admin.card.times", times);
        });
    }
    join_admin_focus(context, {{"institution", institution},
                               {"opening_hours", hours},
                               {"funding_line", funding},
                               {"logo", ""}});
}

}  // namespace lotse::ui::screens
