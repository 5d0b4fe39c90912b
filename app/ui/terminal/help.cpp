// SPDX-License-Identifier: EUPL-1.2
#include "ui/terminal/help.h"

#include <array>

#include "ui/terminal/frame.h"

namespace lotse::ui::screens {
namespace {

/// At the start there is no question to go back to.
text::Words back_words(const Context& context) {
    const bool start = std::holds_alternative<terminal::StartView>(context.view.screen);
    return context.say(start ? "page.back" : "help.close");
}

void draw_choice(const Context& context, Box screen) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const Box actions = take_actions(context, screen);
    draw_content(context, screen, "help", [&](const Box& box) {
        Stack stack(box);
        stack.skip(theme.space_large);
        stack.skip(heading(canvas, "help.title", stack.rest(), context.say("help.title"),
                           title_style(theme)));
        stack.skip(theme.space_large);
        std::vector<ChoiceLook> looks;
        looks.push_back({"help.settings", context.say("help.settings"), {}, "settings", false});
        stack.skip(choices(
            canvas, stack.rest(), looks, ChoiceKind::Action, 2, 100,
            [&](std::size_t) {
                context.report(terminal::HelpOpened{terminal::HelpPage::Settings});
            },
            theme.target_primary));
        return stack.used();
    });
    const std::string pressed =
        draw_actions(context, actions,
                     {"help.close", back_words(context), ButtonKind::Secondary, "arrow_back"}, {});
    if (!pressed.empty()) {
        context.report(terminal::HelpClosed{});
    }
}

void draw_settings(const Context& context, Box screen) {
    using terminal::Setting;
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const Access& access = context.view.access;
    struct Row {
        const char* id;
        const char* icon;
        Setting setting;
        bool on;
    };
    const std::array rows = {
        Row{"settings.calm", "pause", Setting::Calm, access.calm},
        Row{"settings.low", "chevron_down", Setting::Low, access.low},
        Row{"settings.hide", "lock", Setting::HideAnswers, access.hide_answers}};
    const Box actions = take_actions(context, screen);
    draw_content(context, screen, "settings", [&](const Box& box) {
        Stack stack(box);
        stack.skip(theme.space_large);
        stack.skip(heading(canvas, "settings.title", stack.rest(), context.say("settings.title"),
                           title_style(theme)));
        stack.skip(theme.space_large);
        std::vector<ChoiceLook> looks;
        for (const Row& row : rows) {
            looks.push_back({row.id, context.say(row.id),
                             context.say(row.on ? "settings.on" : "settings.off"), row.icon,
                             row.on});
        }
        stack.skip(choices(
            canvas, stack.rest(), looks, ChoiceKind::Several, 2, 100,
            [&](std::size_t i) { context.report(terminal::SettingSwitched{rows[i].setting}); },
            theme.target_primary));
        return stack.used();
    });
    const std::string pressed = draw_actions(
        context, actions,
        {"settings.back", context.say("page.back"), ButtonKind::Secondary, "arrow_back"},
        {"settings.reset", context.say("settings.reset"), ButtonKind::Secondary, "refresh"});
    if (pressed == "settings.back") {
        context.report(terminal::HelpOpened{});
    } else if (pressed == "settings.reset") {
        context.report(terminal::AccessReset{});
    }
}

}  // namespace

void draw_help(const Context& context, terminal::HelpPage page, Box screen) {
    const bool settings = page == terminal::HelpPage::Settings;
    const Canvas::Group dialog(context.canvas, settings ? "settings" : "help", Role::Dialog,
                               context.say(settings ? "settings.title" : "help.title"), screen);
    settings ? draw_settings(context, screen) : draw_choice(context, screen);
}

}  // namespace lotse::ui::screens
