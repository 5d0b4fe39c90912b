// SPDX-License-Identifier: EUPL-1.2
#include "ui/terminal/consent.h"

#include <array>
#include <cmath>

#include "ui/terminal/frame.h"

namespace lotse::ui::screens {
namespace {

/// The sentences of the short layer (`privacy.short.1` …), each with a pictogram: who asks for
/// what, for what, who reads it, that it is voluntary, how to withdraw (EDPB guidelines 05/2020,
/// 64).
constexpr std::array kShortIcons = {"speech", "helper", "lock", "hand", "trash"};

/// The full layer (Art. 13 DSGVO): headings with the texts below them, in this order.
struct Part {
    const char* title;
    std::vector<std::string> texts;
};
const std::vector<Part>& full_notice() {
    static const std::vector<Part> parts = {
        {"privacy.full.responsible.title", {"privacy.full.responsible.text"}},
        {"privacy.full.purposes.title",
         {"privacy.full.purposes.text", "privacy.purpose.contact", "privacy.purpose.contact.data",
          "privacy.purpose.counselling", "privacy.purpose.counselling.data",
          "privacy.purpose.recognition", "privacy.purpose.recognition.data",
          "privacy.purpose.statistics", "privacy.purpose.statistics.data",
          "privacy.purpose.organisation", "privacy.purpose.organisation.data"}},
        {"privacy.full.basis.title", {"privacy.basis.consent"}},
        {"privacy.full.recipients.title", {"privacy.full.recipients.text"}},
        {"privacy.full.security.title", {"privacy.full.security.text"}},
        {"privacy.full.retention.title", {"privacy.retention.case"}},
        {"privacy.full.rights.title", {"privacy.full.rights.text"}},
        {"privacy.full.withdrawal.title", {"privacy.full.withdrawal.text"}},
        {"privacy.full.complaint.title", {"privacy.full.complaint.text"}},
        {"privacy.full.automated.title", {"privacy.full.automated.text"}},
        {"privacy.full.voluntary.title", {"privacy.full.voluntary.text"}},
    };
    return parts;
}

void draw_notice(const Context& context, Box screen) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const Box bar = take_actions(context, screen);
    draw_content(context, screen, "notice", [&](const Box& box) {
        Box column = box;
        column.width = std::min(box.width, theme.mm(260));
        Stack stack(column);
        stack.skip(theme.space);
        stack.skip(heading(canvas, "privacy.full.title", stack.rest(),
                           context.say_of_us("privacy.full.title"), title_style(theme)));
        for (const Part& part : full_notice()) {
            stack.skip(theme.space_large);
            stack.skip(heading(canvas, part.title, stack.rest(), context.say_of_us(part.title),
                               label_style(theme)));
            stack.skip(
                draw_second(context, part.title, stack.rest(), context.say_second(part.title)));
            for (const std::string& id : part.texts) {
                stack.skip(theme.space);
                const bool detail = id.ends_with(".data");
                if (detail) {
                    stack.skip(-theme.space);
                }
                Box row = stack.rest();
                if (detail) {
                    row.x += theme.padding;
                    row.width -= theme.padding;
                }
                stack.skip(paragraph(canvas, id, row, context.say_of_us(id),
                                     detail ? hint_style(theme) : body_style(theme)));
                row.y = stack.rest().y;
                stack.skip(draw_second(context, id, row, context.say_second(id)));
            }
        }
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
        draw_notice(context, screen);
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
        const std::size_t rows = (kShortIcons.size() + static_cast<std::size_t>(columns) - 1) /
                                 static_cast<std::size_t>(columns);
        float lowest = 0;
        for (int column = 0; column < columns; ++column) {
            float y = stack.rest().y;
            for (std::size_t i = static_cast<std::size_t>(column) * rows;
                 i < std::min(kShortIcons.size(), (static_cast<std::size_t>(column) + 1) * rows);
                 ++i) {
                const std::string id = "privacy.short." + std::to_string(i + 1);
                const Box at{box.x + static_cast<float>(column) * (width + theme.space_large), y,
                             width, 0};
                y += point(canvas, id, at, kShortIcons[i], context.say_of_us(id));
                Box under{at.x, y, at.width, 0};
                under.take_start(theme.icon + theme.space * 1.5F);
                y += draw_second(context, id, under, context.say_second(id)) + theme.space * 1.6F;
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
