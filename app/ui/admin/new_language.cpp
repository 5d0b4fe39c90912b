// SPDX-License-Identifier: EUPL-1.2
#include "ui/admin/new_language.h"

#include <cmath>

namespace lotse::ui::screens {
namespace {

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words) {
        out += (out.empty() ? "" : ", ") + word;
    }
    return out;
}

float draw_proposal(const AdminContext& context, const admin::Proposal& proposal, const Box& at) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    Stack stack(at);
    const Language& language = proposal.language;
    const auto add = [&](const char* id, const std::string& value) {
        if (!value.empty()) {
            stack.skip(labelled_value(context.canvas, std::string("admin.new.") + id, stack.rest(),
                                      context.say(std::string("desk.admin.new.") + id), value));
            stack.skip(theme.space);
        }
    };
    stack.skip(
        heading(canvas, "admin.new.name", stack.rest(), language.german_name, title_style(theme)));
    stack.skip(theme.space);
    add("endonym", language.endonym);
    add("script",
        language.script + " · " +
            context.say(language.right_to_left ? "desk.admin.new.rtl" : "desk.admin.new.ltr"));
    add("digits", proposal.digits);
    add("calendars", joined(language.calendars));
    add("plurals", joined(proposal.plural_categories));
    add("countries", joined(proposal.sample_countries));
    add("voice", context.say(language.voice.empty() ? "desk.admin.figure.no_voice"
                                                    : "desk.admin.figure.voice"));
    std::vector<std::string> others;
    for (const std::string& tag : language.fallback) {
        others.push_back(context.language_name(tag));
    }
    add("fallback", joined(others));
    stack.skip(notice(canvas, "admin.new.hidden", stack.rest(), Tone::Info, "",
                      context.say("desk.admin.new.hidden")));
    stack.skip(theme.space);
    const ButtonLook look{ButtonKind::Primary, "plus", false, true};
    const text::Words words =
        context.say("desk.admin.new.add", {{"language", language.german_name}});
    if (button(canvas, "admin.new.add", stack.next(button_height(canvas, words, look, at.width)),
               words, look)) {
        context.report(admin::LanguageAdded{});
    }
    return stack.used();
}

}  // namespace

void draw_admin_new_language(const AdminContext& context, const admin::NewLanguageView& view,
                             Box area) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    area.width = std::min(area.width, theme.mm(240));
    canvas.scroll_area("admin.new", area, [&](const Box& box) {
        return card(canvas, box, "admin.card.new", [&](const Box& inner) {
            Stack stack(inner);
            stack.skip(paragraph(canvas, "admin.new.text", stack.rest(),
                                 context.say("desk.admin.new.text"), body_style(theme)));
            stack.skip(theme.space);
            stack.skip(field_line(
                context, stack.rest(),
                {"tag", context.say("desk.admin.new.tag"), "",
                 context.say("desk.admin.new.tag_hint"), false, false, "globe", nullptr, ""}));
            stack.skip(theme.space);
            const ButtonLook look{ButtonKind::Secondary, "search", false, view.can_look_up};
            const text::Words words = context.say("desk.admin.new.look_up");
            const Box row = stack.next(button_height(canvas, words, look, inner.width));
            if (button(canvas, "admin.new.look_up",
                       {row.x, row.y, button_width(canvas, words, look, row.width), row.height},
                       words, look)) {
                context.report(admin::TagEntered{});
            }
            stack.skip(theme.space_large);
            if (!view.problem_id.empty()) {
                stack.skip(notice(canvas, "admin.new.problem", stack.rest(), Tone::Danger, "",
                                  context.say(view.problem_id)));
            } else if (view.can_add) {
                stack.skip(draw_proposal(context, *context.state.proposal, stack.rest()));
            }
            return stack.used();
        });
    });
    join_admin_focus(context, {{"tag", context.shown("tag", "")}});
}

}  // namespace lotse::ui::screens
