// SPDX-License-Identifier: EUPL-1.2
#include "ui/admin/language.h"

#include <algorithm>
#include <cmath>

namespace lotse::ui::screens {
namespace {

using admin::Issue;

/// Findings listed at once; the others are one button away.
constexpr std::size_t kRows = 60;

/// To where it can be mended: the screen in the picture, or the text in the editor.
void open_issue(const AdminContext& context, const Issue& issue) {
    if (issue.part == Issue::Part::Screen) {
        if (!issue.size.empty()) {
            context.local.look = look_of_size(issue.size);
            context.local.look_chosen = true;
        }
        context.report(admin::PlaceChosen{issue.screen});
    } else {
        context.report(admin::PageOpened{admin::Page::Texts, context.state.tag});
        context.report(admin::FilterChosen{admin::TextFilter::All});
        context.report(admin::FieldTyped{
            {"search", SecretText(issue.where), issue.where.size(), issue.where.size()}});
        context.report(admin::TextOpened{issue.where});
    }
}

float draw_figures(const AdminContext& context, const admin::LanguageFigures* figures,
                   const Language* language, const Box& at) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    Stack stack(at);
    const auto add = [&](const char* id, const std::string& value) {
        if (!value.empty()) {
            stack.skip(labelled_value(context.canvas, std::string("admin.figure.") + id,
                                      stack.rest(),
                                      context.say(std::string("desk.admin.figure.") + id), value));
            stack.skip(theme.space * 0.8F);
        }
    };
    const auto number = [](int count) { return static_cast<std::int64_t>(count); };
    if (language != nullptr) {
        add("endonym", language->endonym);
        add("review",
            context.say("desk.admin.review." + language->review.state) +
                (language->review.date.empty() ? "" : " (" + language->review.date + ")"));
        add("reading",
            language->review.second_reading
                ? context.say("desk.admin.languages.second_reading",
                              {{"checked", number(language->review.second_reading->checked)},
                               {"changed", number(language->review.second_reading->changed)}})
                : context.say("desk.admin.figure.no_reading"));
    }
    if (figures == nullptr) {
        stack.skip(paragraph(canvas, "admin.figure.judging", stack.rest(),
                             context.say("desk.admin.languages.judging"), hint_style(theme)));
        return stack.used();
    }
    add("texts", context.say("desk.admin.figure.of",
                             {{"done", number(figures->done)}, {"texts", number(figures->texts)}}));
    add("fallback", std::to_string(figures->fallback));
    add("stale", std::to_string(figures->stale));
    add("keyboard", figures->missing_letters.empty()
                        ? context.say("desk.admin.figure.keyboard_complete")
                        : context.say("desk.admin.figure.keyboard_missing",
                                      {{"letters", figures->missing_letters}}));
    add("fonts", figures->missing_glyphs == 0
                     ? context.say("desk.admin.figure.fonts_complete")
                     : context.say("desk.admin.languages.fonts_missing",
                                   {{"count", number(figures->missing_glyphs)}}));
    add("audio",
        context.say(figures->voice ? "desk.admin.figure.voice" : "desk.admin.figure.no_voice"));
    add("overflow", figures->overflows ? text::Words(std::to_string(*figures->overflows))
                                       : context.say("desk.admin.figure.not_surveyed"));
    return stack.used();
}

float draw_actions_of(const AdminContext& context, const admin::LanguageView& view, const Box& at) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const std::string& tag = context.state.tag;
    Stack stack(at);
    const auto offer = [&](const char* id, const char* icon, ButtonKind kind, bool enabled,
                           admin::Event event) {
        const ButtonLook look{kind, icon, false, enabled, true};
        const text::Words words = context.say(std::string("desk.admin.language.") + id);
        if (button(canvas, std::string("admin.language.") + id,
                   stack.next(button_height(canvas, words, look, at.width)), words, look)) {
            context.report(std::move(event));
        }
        stack.skip(theme.gap);
    };
    const bool second = view.is_second;
    offer("texts", "chat", ButtonKind::Secondary, true, admin::PageOpened{admin::Page::Texts, tag});
    offer("survey", "eye", ButtonKind::Secondary, view.can_survey, admin::SurveyAsked{});
    offer("default", "home", ButtonKind::Quiet, view.can_be_default, admin::DefaultChosen{tag});
    offer(second ? "no_second" : "second", "helper", ButtonKind::Quiet, true,
          admin::SecondChosen{second ? "" : tag});
    return stack.used();
}

void draw_places(const AdminContext& context, const admin::LanguageView& view,
                 const admin::LanguageFigures* figures, const Box& area) {
    using namespace colour;
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    if (context.local.places_of != context.state.tag) {
        context.local.places_of = context.state.tag;
        context.local.places_from = 0;
    }
    canvas.scroll_area(
        "admin.places." + std::to_string(context.local.places_from), area, [&](const Box& box) {
            Stack stack(box);
            if (view.surveying) {
                stack.skip(paragraph(canvas, "admin.places.busy", stack.rest(),
                                     context.say("desk.admin.language.surveying"),
                                     body_style(theme)));
                stack.skip(theme.space);
            }
            if (figures == nullptr || figures->issues.empty()) {
                stack.skip(paragraph(canvas, "admin.places.none", stack.rest(),
                                     context.say("desk.admin.language.no_places"),
                                     body_style(theme)));
                return stack.used();
            }
            const std::size_t all = figures->issues.size(),
                              from = std::min(context.local.places_from, (all - 1) / kRows * kRows),
                              to = std::min(all, from + kRows);
            stack.skip(paragraph(canvas, "admin.places.count", stack.rest(),
                                 context.say("desk.admin.language.places",
                                             {{"count", static_cast<std::int64_t>(all)}}),
                                 hint_style(theme)));
            stack.skip(theme.space / 2);
            for (std::size_t i = from; i < to; ++i) {
                const Issue& issue = figures->issues[i];
                const text::Words words = issue_words(context, issue);
                const std::string id = "admin.place." + std::to_string(i);
                const TextStyle style = body_style(theme);
                const bool opens = !issue.screen.empty() || issue.part == Issue::Part::Text;
                const float side = opens ? theme.icon + theme.space : 0.0F;
                const float text =
                    canvas.text_height(words, box.width - 2 * theme.padding - side, style);
                const Box row = stack.next(
                    std::ceil(std::max(opens ? theme.target : 0.0F, text + theme.space)));
                const bool chosen =
                    !issue.screen.empty() && context.state.place_shown == issue.screen;
                Node& node = canvas.record(id, opens ? Role::Choice : Role::Text, words, row);
                node.state.checked = node.state.selected = chosen;
                Hit hit;
                if (opens) {
                    hit = canvas.hit_area(id, row);
                }
                canvas.fill(row, hit.held ? kPressed : chosen ? kChosen : kSurface, theme.radius);
                Box inner = row.inset(theme.padding, 0);
                if (opens) {
                    canvas.icon(issue.part == Issue::Part::Screen ? "eye" : "edit",
                                inner.take_end(theme.icon).centred(theme.icon, theme.icon),
                                kPrimary);
                    inner.take_end(theme.space);
                }
                TextStyle middle = style;
                middle.middle = true;
                canvas.text(inner, words, middle);
                canvas.focus_ring(hit, row, theme.radius);
                if (hit.clicked) {
                    open_issue(context, issue);
                }
                stack.skip(theme.space / 2);
            }
            context.local.places_from = from;
            stack.skip(
                pager(context, stack.rest(), "places", context.local.places_from, kRows, all));
            return stack.used();
        });
}

}  // namespace

void draw_admin_language(const AdminContext& context, const admin::LanguageView& view, Box area) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const std::string& tag = context.state.tag;
    const auto known = context.state.figures.find(tag);
    const admin::LanguageFigures* figures =
        known == context.state.figures.end() ? nullptr : &known->second;
    const Language* language = context.language(tag);
    const bool wide = area.width >= theme.mm(260);
    const Box left = wide ? area.take_start(std::round(area.width * 0.26F))
                          : area.take_top(std::round(area.height * 0.45F));
    wide ? area.take_start(theme.space_large) : area.take_top(theme.space);
    canvas.scroll_area("admin.figures", left, [&](const Box& box) {
        return card(canvas, box, "admin.figures", [&](const Box& inner) {
            Stack stack(inner);
            stack.skip(draw_actions_of(context, view, stack.rest()));
            stack.skip(theme.space);
            stack.skip(draw_figures(context, figures, language, stack.rest()));
            return stack.used();
        });
    });
    Box picture = area.take_bottom(std::round(std::min(area.width * 0.5625F, area.height * 0.55F)));
    area.take_bottom(theme.space);
    draw_places(context, view, figures, area);
    draw_preview(context, picture, tag, view.screen, {context.say("desk.admin.preview.none"), ""});
}

}  // namespace lotse::ui::screens
