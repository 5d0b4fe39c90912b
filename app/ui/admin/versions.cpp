// SPDX-License-Identifier: EUPL-1.2
#include "ui/admin/versions.h"

#include <algorithm>
#include <cmath>

#include "core/check.h"
#include "text/words/numbers.h"

namespace lotse::ui::screens {
namespace {

/// Changes listed at once; the others are one button away.
constexpr std::size_t kVersionRows = 60;

float draw_changes(const AdminContext& context, const Box& at,
                   const std::vector<admin::Change>& changes) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    Stack stack(at);
    if (changes.empty()) {
        TextStyle style = body_style(theme);
        style.colour = colour::kInkSoft;
        stack.skip(paragraph(canvas, "admin.no_changes", stack.rest(),
                             context.say("desk.admin.versions.no_changes"), style));
        return stack.used();
    }
    const std::size_t from = std::min(context.local.changes_from,
                                      (changes.size() - 1) / kVersionRows * kVersionRows),
                      to = std::min(changes.size(), from + kVersionRows);
    for (std::size_t i = from; i < to; ++i) {
        stack.skip(point(canvas, "admin.change." + std::to_string(i), stack.rest(), "edit",
                         change_words(context, changes[i])));
        stack.skip(theme.space / 2);
    }
    context.local.changes_from = from;
    stack.skip(pager(context, stack.rest(), "changes", context.local.changes_from, kVersionRows,
                     changes.size()));
    return stack.used();
}

/// Both words of one part, or of none: all at once.
float draw_decision(const AdminContext& context, const admin::ClashRow& clash,
                    const std::string& key, const Box& at) {
    Canvas& canvas = context.canvas;
    Stack stack(at);
    const auto side = [&](const char* name, const char* title_id, const char* button_id,
                          const std::vector<admin::Change>& words, bool theirs) {
        text::Words said;
        for (const admin::Change& change : words) {
            said += (said.text.empty() ? "" : "\n") + change_words(context, change);
        }
        if (!words.empty()) {
            stack.skip(labelled_value(canvas, key + "." + name, stack.rest(), context.say(title_id),
                                      said));
        }
        const ButtonLook look{ButtonKind::Secondary, theirs ? "globe" : "edit", false, true, true};
        const text::Words press = context.say(button_id);
        if (button(canvas, key + "." + name + ".holds",
                   stack.next(button_height(canvas, press, look, at.width)), press, look)) {
            context.report(admin::ClashDecided{clash.part, theirs});
        }
        stack.skip(context.theme().space);
    };
    side("theirs", "desk.admin.versions.clash_theirs", "desk.admin.versions.take_theirs",
         clash.theirs, true);
    side("mine", "desk.admin.versions.clash_mine", "desk.admin.versions.keep_mine", clash.mine,
         false);
    return stack.used();
}

float draw_clashes(const AdminContext& context, const admin::VersionsView& view, const Box& at) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    Stack stack(at);
    stack.skip(
        paragraph(canvas, "admin.clashes.by", stack.rest(),
                  context.say("desk.admin.versions.clashes_by", {{"accounts", view.clashes_by}}),
                  body_style(theme)));
    stack.skip(theme.space);
    for (std::size_t i = 0; i < view.clashes.size(); ++i) {
        stack.skip(draw_decision(context, view.clashes[i], "admin.clash." + std::to_string(i),
                                 stack.rest()));
    }
    if (view.more_clashes > 0) {
        stack.skip(paragraph(canvas, "admin.clashes.more", stack.rest(),
                             context.say("desk.admin.versions.more_clashes",
                                         {{"count", static_cast<std::int64_t>(view.more_clashes)}}),
                             body_style(theme)));
    }
    if (view.clashes.size() > 1) {
        stack.skip(theme.space);
        TextStyle label = hint_style(theme);
        label.weight = text::Weight::Bold;
        stack.skip(paragraph(canvas, "admin.clashes.all", stack.rest(),
                             context.say("desk.admin.versions.all_clashes"), label));
        stack.skip(theme.space / 2);
        stack.skip(draw_decision(context, {}, "admin.clash.all", stack.rest()));
    }
    return stack.used();
}

float draw_publish(const AdminContext& context, const admin::VersionsView& view, const Box& at) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    Stack stack(at);
    stack.skip(field_line(
        context, stack.rest(),
        {"note", context.say("desk.admin.versions.note"), context.state.note,
         context.say("desk.admin.versions.note_hint"), false, false, "edit", nullptr, ""}));
    stack.skip(theme.space);
    TextStyle label = hint_style(theme);
    label.weight = text::Weight::Bold;
    stack.skip(paragraph(canvas, "admin.preview_on", stack.rest(),
                         context.say("desk.admin.versions.to"), label));
    stack.skip(theme.space / 2);
    std::vector<ChoiceLook> looks;
    for (const admin::TargetChoice& target : view.targets) {
        const bool all = target.terminal.empty();
        looks.push_back(
            {"admin.to." + (all ? "all" : target.terminal),
             all ? context.say("desk.admin.versions.to_all")
                 : context.say("desk.admin.versions.to_one", {{"terminal", target.terminal}}),
             "", "", target.chosen});
    }
    stack.skip(choices(canvas, stack.rest(), looks, ChoiceKind::One, 2, 60, [&](std::size_t i) {
        context.report(admin::PreviewChosen{view.targets[i].terminal});
    }));
    stack.skip(theme.space);
    const ButtonLook look{ButtonKind::Primary, view.busy ? "clock" : "check", false,
                          view.can_publish};
    const text::Words words =
        view.busy ? context.say("desk.admin.versions.busy")
                  : context.say(view.targets.front().chosen ? "desk.admin.versions.publish"
                                                            : "desk.admin.versions.publish_preview",
                                {{"version_latin", view.next}});
    if (button(canvas, "admin.publish", stack.next(button_height(canvas, words, look, at.width)),
               words, look)) {
        context.report(admin::PublishPressed{});
    }
    stack.skip(theme.gap);
    if (view.drop_offered) {
        const ButtonLook drop{ButtonKind::Quiet, "trash", false, view.can_drop, true};
        const text::Words drop_words = context.say("desk.admin.versions.drop");
        if (button(canvas, "admin.drop",
                   stack.next(button_height(canvas, drop_words, drop, at.width)), drop_words,
                   drop)) {
            context.report(admin::DraftDropped{});
        }
    }
    return stack.used();
}

float draw_terminals(const AdminContext& context, const admin::VersionsView& view, const Box& at) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    Stack stack(at);
    if (view.terminals.empty()) {
        stack.skip(paragraph(canvas, "admin.no_terminals", stack.rest(),
                             context.say("desk.admin.versions.no_terminals"), body_style(theme)));
    }
    for (const admin::TerminalRow& terminal : view.terminals) {
        const TerminalReport& report = terminal.report;
        text::Words words = context.say(
            report.running == 0 ? "desk.admin.versions.runs_installed" : "desk.admin.versions.runs",
            {{"version_latin", report.running}});
        words += " · " + context.say("desk.admin.versions.said",
                                     {{"time", text::staff_date_time(report.at)}});
        if (terminal.waits) {
            words += " · " +
                     context.say("desk.admin.versions.waits", {{"version_latin", report.accepted}});
        }
        stack.skip(labelled_value(context.canvas, "admin.terminal." + report.terminal, stack.rest(),
                                  report.terminal, words));
        if (terminal.refused) {
            stack.skip(theme.space / 2);
            stack.skip(notice(
                canvas, "admin.refused." + report.terminal, stack.rest(), Tone::Danger,
                context.say("desk.admin.versions.refused", {{"version_latin", report.refused}}),
                cause_words(context.catalogue, context.own_language, report.reason)));
        }
        stack.skip(theme.space);
    }
    return stack.used();
}

const char* standing_id(admin::VersionRow::Standing standing) {
    using Standing = admin::VersionRow::Standing;
    switch (standing) {
        case Standing::Current:
            return "desk.admin.versions.current";
        case Standing::Earlier:
            return "desk.admin.versions.earlier";
        case Standing::Preview:
            return "desk.admin.versions.preview_on";
        case Standing::Overtaken:
            return "desk.admin.versions.overtaken";
    }
    LOTSE_CHECK(false);
}

float draw_version(const AdminContext& context, const admin::VersionRow& listed, bool enabled,
                   const Box& at) {
    const PublishedConfiguration& one = listed.version;
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    Stack stack(at);
    const std::string number = std::to_string(one.version);
    const bool preview = !one.preview.empty();
    const text::Words title =
        context.say("desk.admin.versions.version", {{"version_latin", one.version}});
    const text::Words state =
        context.say(standing_id(listed.standing), {{"terminal", one.preview}});
    const text::Words by =
        context.say("desk.admin.versions.by",
                    {{"time", text::staff_date_time(one.published)}, {"account", one.account}});
    const Canvas::Group group(canvas, "admin.version." + number, Role::Group, title,
                              {at.x, at.y, at.width, 0});
    const Box head = stack.next(std::round(theme.text_small * 1.8F + theme.space));
    TextStyle bold = label_style(theme);
    bold.middle = true;
    Box row = head;
    const Box title_box = row.take_start(canvas.text_width(title, bold));
    canvas.record("admin.version." + number + ".title", Role::Heading, title, title_box).value =
        state;
    canvas.text(title_box, title, bold);
    row.take_start(theme.space);
    draw_tag(canvas, row, state, preview);
    stack.skip(paragraph(canvas, "admin.version." + number + ".by", stack.rest(),
                         by + (one.note.empty() ? "" : "\n" + one.note), body_style(theme)));
    stack.skip(theme.space / 2);
    Box buttons = stack.next(theme.target);
    const ButtonLook look{ButtonKind::Secondary, "globe", false, enabled, true},
        back{ButtonKind::Quiet, "refresh", false, enabled, true};
    if (listed.can_release) {
        const text::Words words = context.say("desk.admin.versions.release");
        if (button(canvas, "admin.release." + number,
                   buttons.take_start(button_width(canvas, words, look, buttons.width * 0.6F)),
                   words, look)) {
            context.report(admin::ReleaseAsked{one.version});
        }
        buttons.take_start(theme.gap);
    }
    if (listed.can_restore) {
        const text::Words words = context.say("desk.admin.versions.restore");
        if (button(canvas, "admin.restore." + number,
                   buttons.take_start(button_width(canvas, words, back, buttons.width)), words,
                   back)) {
            context.report(admin::RestorePressed{one.version});
        }
    }
    stack.skip(theme.space);
    canvas.fill({at.x, stack.rest().y, at.width, theme.line}, colour::kLineSoft);
    stack.skip(theme.space);
    return stack.used();
}

float draw_history(const AdminContext& context, const admin::VersionsView& view, const Box& at) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    Stack stack(at);
    for (const admin::VersionRow& row : view.history) {
        stack.skip(draw_version(context, row, view.can_restore, stack.rest()));
    }
    const text::Words words = context.say("desk.admin.versions.installed");
    stack.skip(paragraph(canvas, "admin.version.0", stack.rest(), words, body_style(theme)));
    if (view.installed_offered) {
        stack.skip(theme.space / 2);
        const ButtonLook look{ButtonKind::Quiet, "refresh", false, view.can_restore, true};
        const text::Words restore = context.say("desk.admin.versions.restore");
        Box row = stack.next(theme.target);
        if (button(canvas, "admin.restore.0",
                   row.take_start(button_width(canvas, restore, look, row.width)), restore, look)) {
            context.report(admin::RestorePressed{0});
        }
    }
    return stack.used();
}

}  // namespace

void draw_admin_versions(const AdminContext& context, const admin::VersionsView& view, Box area) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const auto part = [&](const Box& box, const char* id,
                          const std::function<float(const Box&)>& content) {
        return card(canvas, box, std::string("admin.card.") + id, [&](const Box& inner) {
            Stack stack(inner);
            stack.skip(heading(canvas, std::string("admin.heading.") + id, stack.rest(),
                               context.say(std::string("desk.admin.versions.") + id),
                               label_style(theme)));
            stack.skip(theme.space);
            stack.skip(content(stack.rest()));
            return stack.used();
        });
    };
    const auto left = [&](const Box& box) {
        Stack stack(box);
        if (!view.clashes.empty()) {
            stack.skip(part(stack.rest(), "clashes",
                            [&](const Box& inner) { return draw_clashes(context, view, inner); }));
            stack.skip(theme.space);
        }
        stack.skip(part(stack.rest(), "changes", [&](const Box& inner) {
            return draw_changes(context, inner, view.changes);
        }));
        stack.skip(theme.space);
        stack.skip(part(stack.rest(), "rollout",
                        [&](const Box& inner) { return draw_publish(context, view, inner); }));
        return stack.used() + theme.space;
    };
    const auto right = [&](const Box& box) {
        Stack stack(box);
        stack.skip(part(stack.rest(), "terminals",
                        [&](const Box& inner) { return draw_terminals(context, view, inner); }));
        stack.skip(theme.space);
        stack.skip(part(stack.rest(), "history",
                        [&](const Box& inner) { return draw_history(context, view, inner); }));
        return stack.used() + theme.space;
    };
    if (area.width >= theme.mm(220)) {
        const Box first = area.take_start(std::round((area.width - theme.space_large) / 2));
        area.take_start(theme.space_large);
        canvas.scroll_area("admin.versions.left", first, left);
        canvas.scroll_area("admin.versions.right", area, right);
    } else {
        canvas.scroll_area("admin.versions", area, [&](const Box& box) {
            const float height = left(box);
            return height + right({box.x, box.y + height, box.width, 0});
        });
    }
    join_admin_focus(context, {{"note", context.state.note}});
}

}  // namespace lotse::ui::screens
