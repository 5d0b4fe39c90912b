// SPDX-License-Identifier: EUPL-1.2
#include "ui/terminal/consent.h"

#include <array>
#include <cmath>

#include "ui/terminal/frame.h"
#include "ui/terminal/privacy.h"

namespace lotse::ui::screens {
namespace {

text::Words say(const Context& context, const terminal::ConsentView& view,
                const std::string& rest) {
    return context.catalogue.words(context.language.tag,
                                   privacy_text_id(context.catalogue, view.questionnaire, rest),
                                   privacy_arguments(context.branding));
}

text::Words say_second(const Context& context, const terminal::ConsentView& view,
                       const std::string& rest) {
    return context.second ? context.catalogue.words(
                                context.second->tag,
                                privacy_text_id(context.catalogue, view.questionnaire, rest),
                                privacy_arguments(context.branding))
                          : text::Words();
}

/// Eight tiles, each the way to a short page.
float draw_notice_tiles(const Context& context, const terminal::ConsentView& view, const Box& at) {
    std::vector<ChoiceLook> looks;
    for (const NoticePage& page : notice_pages()) {
        const std::string title = std::string(page.name) + ".title";
        ChoiceLook look;
        look.id = "notice." + std::string(page.name);
        look.words = say(context, view, title);
        look.detail = say_second(context, view, title);
        look.icon = page.icon;
        looks.push_back(std::move(look));
    }
    return choices(
        context.canvas, at, looks, ChoiceKind::Tile, 4, 60,
        [&](std::size_t i) { context.report(terminal::NoticeOpened{notice_pages()[i].name}); },
        context.theme().target);
}

void draw_notice(const Context& context, const terminal::ConsentView& view, Box screen) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const Box bar = take_actions(context, screen);
    draw_content(context, screen, "notice", [&](const Box& box) {
        Stack stack(box);
        stack.skip(theme.space);
        const std::string title = view.notice_page.empty() ? "title" : view.notice_page + ".title";
        stack.skip(heading(canvas, "notice.title", stack.rest(), say(context, view, title),
                           title_style(theme)));
        stack.skip(
            draw_second(context, "notice.title", stack.rest(), say_second(context, view, title)));
        stack.skip(theme.space_large);
        if (view.notice_page.empty()) {
            stack.skip(draw_notice_tiles(context, view, stack.rest()));
            return stack.used();
        }
        Box column = stack.rest();
        column.width = std::min(column.width, theme.mm(260));
        const std::string text = view.notice_page + ".text";
        stack.skip(
            paragraph(canvas, "notice.text", column, say(context, view, text), body_style(theme)));
        column.y = stack.rest().y;
        stack.skip(draw_second(context, "notice.text", column, say_second(context, view, text)));
        return stack.used();
    });
    if (!draw_actions(
             context, bar,
             {"action.back", context.say("page.back"), ButtonKind::Secondary, "arrow_back"}, {})
             .empty()) {
        context.report(terminal::NoticeClosed{});
    }
}

}  // namespace

void draw(const Context& context, const terminal::ConsentView& view, Box screen) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    draw_header(context, screen, false, "");
    if (view.notice_open) {
        draw_notice(context, view, screen);
        return;
    }
    const Box bar = take_actions(context, screen);
    draw_content(context, screen, "consent", [&](const Box& box) {
        Stack stack(box);
        stack.skip(theme.space);
        stack.skip(heading(canvas, "consent.title", stack.rest(), context.say("consent.title"),
                           title_style(theme)));
        stack.skip(theme.low ? theme.space : theme.space_large);
        const int columns = theme.columns(box.width, theme.low ? 95 : 130, 2);
        const float width = (box.width - static_cast<float>(columns - 1) * theme.space_large) /
                            static_cast<float>(columns);
        // Down the first column, then the second, so that the order of reading stays.
        const std::size_t rows = (consent_icons().size() + static_cast<std::size_t>(columns) - 1) /
                                 static_cast<std::size_t>(columns);
        float lowest = 0;
        for (int column = 0; column < columns; ++column) {
            float y = stack.rest().y;
            for (std::size_t i = static_cast<std::size_t>(column) * rows;
                 i <
                 std::min(consent_icons().size(), (static_cast<std::size_t>(column) + 1) * rows);
                 ++i) {
                const std::string rest = "short." + std::to_string(i + 1);
                const std::string id = "privacy." + rest;
                const Box at{box.x + static_cast<float>(column) * (width + theme.space_large), y,
                             width, 0};
                y += point(canvas, id, at, consent_icons()[i], say(context, view, rest));
                Box under{at.x, y, at.width, 0};
                under.take_start(theme.icon + theme.space * 1.5F);
                y += draw_second(context, id, under, say_second(context, view, rest)) +
                     theme.space * 1.6F;
            }
            lowest = std::max(lowest, y);
        }
        stack.skip(lowest - stack.rest().y + theme.space);
        ButtonLook more{ButtonKind::Quiet, "document", false, true, true};
        const text::Words more_words = context.say("consent.notice");
        const float more_width = button_width(canvas, more_words, more, box.width);
        const float more_height = button_height(canvas, more_words, more, more_width);
        if (button(canvas, "consent.notice", {box.x, stack.rest().y, more_width, more_height},
                   more_words, more)) {
            context.report(terminal::NoticeOpened{});
        }
        stack.skip(more_height);
        return stack.used();
    });
    const std::string pressed = draw_actions(
        context, bar,
        {"action.back", context.say("page.back"), ButtonKind::Secondary, "arrow_back"},
        {"consent.agree", context.say("consent.agree"), ButtonKind::Secondary, "check"},
        {"consent.refuse", context.say("consent.refuse"), ButtonKind::Secondary, "ticket", true,
         Weight::Grave});
    if (pressed == "action.back") {
        context.report(terminal::BackPressed{});
    } else if (pressed == "consent.agree") {
        context.report(terminal::ConsentGiven{});
    } else if (pressed == "consent.refuse") {
        context.report(terminal::ConsentRefused{});
    }
}

}  // namespace lotse::ui::screens
