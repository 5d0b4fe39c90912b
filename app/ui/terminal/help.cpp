// SPDX-License-Identifier: EUPL-1.2
#include "ui/terminal/help.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "ui/kit/dialog.h"
#include "ui/terminal/frame.h"

namespace lotse::ui::screens {
namespace {

/// At the start there is no question to go back to.
text::Words back_words(const Context& context) {
    const bool start = std::holds_alternative<terminal::StartView>(context.view.screen);
    return context.say(start ? "page.back" : "help.close");
}

/// What is known of a call stands on its tile.
ChoiceLook call_tile(const Context& context) {
    using terminal::HelpState;
    ChoiceLook look{"help.call", context.say("help.call.tile"), {}, "hand", false};
    switch (context.view.help_call) {
        case HelpState::None:
        case HelpState::Done:
            break;
        case HelpState::Sent:
            look.detail = context.say("help.call.sent");
            break;
        case HelpState::Heard:
            look.words = context.say("help.call.stands");
            look.detail = context.say("help.call.change");
            break;
        case HelpState::Unheard:
            look.detail = context.say("help.call.reception");
            break;
    }
    return look;
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
        std::vector<terminal::HelpPage> pages;
        if (context.view.sound != terminal::Sound::None) {
            looks.push_back({"help.reading", context.say("reading.title"), {}, "volume", false});
            pages.push_back(terminal::HelpPage::Reading);
        }
        if (!context.view.hard_words.empty()) {
            looks.push_back({"help.words", context.say("help.words"), {}, "book", false});
            pages.push_back(terminal::HelpPage::Words);
        }
        looks.push_back(call_tile(context));
        pages.push_back(terminal::HelpPage::Call);
        looks.push_back({"help.settings", context.say("help.settings"), {}, "settings", false});
        pages.push_back(terminal::HelpPage::Settings);
        if (context.view.can_withdraw) {
            looks.push_back({"help.withdraw", context.say("help.withdraw"), {}, "trash", false});
        }
        stack.skip(choices(
            canvas, stack.rest(), looks, ChoiceKind::Action, 2, 100,
            [&](std::size_t i) {
                if (i < pages.size()) {
                    context.report(terminal::HelpOpened{pages[i]});
                } else {
                    context.report(terminal::WithdrawalAsked{});
                }
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
        looks.reserve(rows.size());
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

void draw_reading(const Context& context, Box screen) {
    using terminal::Sound;
    using terminal::VoiceStepped;
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const Sound sound = context.view.sound;
    const Box actions = take_actions(context, screen);
    draw_content(context, screen, "reading", [&](const Box& box) {
        Stack stack(box);
        stack.skip(theme.space_large);
        stack.skip(heading(canvas, "reading.title", stack.rest(), context.say("reading.title"),
                           title_style(theme)));
        stack.skip(theme.space_large);
        if (sound == Sound::NoVoice || sound == Sound::Broken) {
            stack.skip(notice(
                canvas, "reading.silent", stack.rest(), Tone::Info, "",
                context.say(sound == Sound::NoVoice ? "reading.no_voice" : "reading.broken")));
            return stack.used();
        }
        struct Row {
            const char* id;
            const char* icon;
            terminal::Event event;
        };
        const std::array rows = {Row{"reading.again", "refresh", terminal::ReadAgainAsked{}},
                                 Row{"reading.slower", "minus", VoiceStepped{0, -1}},
                                 Row{"reading.faster", "plus", VoiceStepped{0, 1}},
                                 Row{"reading.softer", "chevron_down", VoiceStepped{-1, 0}},
                                 Row{"reading.louder", "chevron_up", VoiceStepped{1, 0}}};
        std::vector<ChoiceLook> looks;
        looks.reserve(rows.size());
        for (const Row& row : rows) {
            looks.push_back({row.id, context.say(row.id), {}, row.icon, false});
        }
        stack.skip(choices(
            canvas, stack.rest(), looks, ChoiceKind::Action, 2, 100,
            [&](std::size_t i) { context.report(rows.at(i).event); }, theme.target_primary));
        stack.skip(theme.gap);
        const std::vector<ChoiceLook> answers = {{"reading.answers", context.say("reading.answers"),
                                                  context.say("reading.answers_warning"), "ear",
                                                  context.view.access.answers_aloud}};
        stack.skip(choices(
            canvas, stack.rest(), answers, ChoiceKind::Several, 1, 100,
            [&](std::size_t) {
                context.report(terminal::SettingSwitched{terminal::Setting::AnswersAloud});
            },
            theme.target_primary));
        return stack.used();
    });
    const std::string pressed = draw_actions(
        context, actions,
        {"reading.back", context.say("page.back"), ButtonKind::Secondary, "arrow_back"}, {});
    if (!pressed.empty()) {
        context.report(terminal::HelpOpened{});
    }
}

/// What the words mean that stand on the screen where help was opened.
void draw_words(const Context& context, Box screen) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const Box actions = take_actions(context, screen);
    draw_content(context, screen, "words", [&](const Box& box) {
        Stack stack(box);
        stack.skip(theme.space_large);
        stack.skip(heading(canvas, "words.title", stack.rest(), context.say("help.words"),
                           title_style(theme)));
        for (const std::string& word : context.view.hard_words) {
            stack.skip(theme.space_large);
            Box column = stack.rest();
            column.width = std::min(column.width, theme.mm(260));
            for (const bool title : {true, false}) {
                const std::string id = "word." + word + (title ? ".title" : ".text");
                column.y = stack.rest().y;
                stack.skip(paragraph(canvas, id, column, context.say(id),
                                     title ? label_style(theme) : body_style(theme)));
                column.y = stack.rest().y;
                stack.skip(draw_second(context, id, column, context.say_second(id)));
            }
        }
        return stack.used();
    });
    const std::string pressed = draw_actions(
        context, actions,
        {"words.back", context.say("page.back"), ButtonKind::Secondary, "arrow_back"}, {});
    if (!pressed.empty()) {
        context.report(terminal::HelpOpened{});
    }
}

/// A press is easily made by mistake: nobody is called before it was asked.
void draw_call(const Context& context, const Box& screen) {
    using terminal::HelpState;
    const auto say = [&](const char* id) { return context.say(id); };
    const HelpState state = context.view.help_call;
    const DialogAnswer back{"call.back", say("page.back"), "arrow_back", ButtonKind::Secondary};
    const DialogAnswer close{"call.close", back_words(context), "arrow_back",
                             ButtonKind::Secondary};
    const DialogAnswer yes{"call.yes", say("help.call.yes"), "check", ButtonKind::Primary};
    const DialogAnswer no_more{"call.take_back", say("help.call.take_back"), "close",
                               ButtonKind::Secondary};
    const auto page = [&](const char* icon, const char* title, const char* text,
                          const std::vector<DialogAnswer>& answers) {
        return ask(context.canvas, screen, "call", icon, say(title),
                   text == nullptr ? text::Words() : say(text), answers);
    };
    std::string pressed;
    switch (state) {
        case HelpState::None:
            pressed = page("hand", "help.call.ask", nullptr, {back, yes});
            break;
        case HelpState::Sent:
            pressed = page("hand", "help.call.sent", nullptr, {close, no_more});
            break;
        case HelpState::Heard:
            pressed = page("hand", "help.call.heard", "help.call.wait", {close, no_more});
            break;
        case HelpState::Unheard:
            pressed = page("warning", "help.call.unheard", "help.call.reception", {close});
            break;
        case HelpState::Done:
            pressed = page("hand", "help.call.done", "help.call.still", {close, yes});
            break;
    }
    if (pressed == back.id) {
        context.report(terminal::HelpOpened{});
    } else if (pressed == close.id) {
        context.report(terminal::HelpClosed{});
    } else if (pressed == yes.id) {
        context.report(terminal::HelpCallMade{});
    } else if (pressed == no_more.id) {
        context.report(terminal::HelpCallTakenBack{});
    }
}

}  // namespace

void draw_help(const Context& context, terminal::HelpPage page, Box screen) {
    if (page == terminal::HelpPage::Call) {
        draw_call(context, screen);
        return;
    }
    struct Page {
        const char* id;
        const char* title;
        void (*draw)(const Context&, Box);
    };
    static const std::map<terminal::HelpPage, Page> kPages = {
        {terminal::HelpPage::Choice, {"help", "help.title", &draw_choice}},
        {terminal::HelpPage::Settings, {"settings", "settings.title", &draw_settings}},
        {terminal::HelpPage::Reading, {"reading", "reading.title", &draw_reading}},
        {terminal::HelpPage::Words, {"words", "help.words", &draw_words}}};
    const Page& shown = kPages.at(page);
    const Canvas::Group dialog(context.canvas, shown.id, Role::Dialog, context.say(shown.title),
                               screen);
    shown.draw(context, screen);
}

}  // namespace lotse::ui::screens
