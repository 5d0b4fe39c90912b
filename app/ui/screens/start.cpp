// SPDX-License-Identifier: EUPL-1.2
#include <cmath>

#include "ui/frame.h"
#include "ui/screens/screens.h"

namespace lotse::ui::screens {

void draw(const Context& context, const StartView& view, Box screen) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    draw_header(context, screen, false, "");

    // Funding line and logos at the very bottom, on white.
    if (!context.branding.funding_line.empty() || !context.branding.logos.empty()) {
        TextStyle style = hint_style(theme);
        style.size = std::round(theme.text_small * 0.86F);
        style.typography = context.typography_of("de");
        const float logo = theme.icon_large * 1.4F;
        const float logos = static_cast<float>(context.branding.logos.size()) * (logo + theme.space_large);
        Box strip{0, 0, screen.width, 0};
        const float width = column_of(theme, strip).width - logos;
        const float text = canvas.text_height(context.branding.funding_line, width, style);
        strip = screen.take_bottom(std::ceil(std::max(text, context.branding.logos.empty() ? 0 : logo) + 2 * theme.space));
        canvas.fill(strip, colour::kSurface);
        canvas.fill({strip.x, strip.y, strip.width, theme.line}, colour::kLineSoft);
        Box row = column_of(theme, strip);
        canvas.record("start.funding", Role::Text, context.branding.funding_line, {row.x, row.y + theme.space, width, text});
        canvas.text({row.x, strip.y + (strip.height - text) / 2, width, text}, context.branding.funding_line, style);
        for (const std::string& name : context.branding.logos) {
            const Box box = row.take_end(logo);
            row.take_end(theme.space_large);
            canvas.record("start.logo." + name, Role::Image, name, box);
            canvas.icon(name, box.centred(logo, logo), colour::kInk);
        }
    }

    draw_content(context, screen, "start", [&](const Box& box) {
        Stack stack(box);
        stack.skip(theme.portrait ? theme.space_large : theme.space);
        TextStyle hero = title_style(theme);
        hero.size = std::round(theme.text_title * 1.5F);
        stack.skip(heading(canvas, "start.welcome", stack.rest(), context.say("start.welcome"), hero));
        TextStyle sub = body_style(theme);
        sub.size = theme.text_label;
        sub.colour = colour::kInkSoft;
        stack.skip(paragraph(canvas, "start.subtitle", stack.rest(), context.say("start.subtitle"), sub));
        stack.skip(theme.space_large);
        if (!view.ready) {
            stack.skip(notice(canvas, "start.not_ready", stack.rest(), Tone::Warning, context.say("start.not_ready.title"),
                              context.say("start.not_ready.text")));
            stack.skip(theme.space_large);
        }
        std::vector<ChoiceLook> looks;
        for (const std::string& tag : view.languages) {
            const Language* language = context.catalogue.language(tag);
            if (!language) {
                continue;
            }
            ChoiceLook look;
            look.id = "language." + tag;
            look.words = language->endonym;
            look.detail = context.catalogue.message(tag, "start.choose_language");
            look.language = tag;
            look.typography = context.typography_of(tag);
            looks.push_back(std::move(look));
        }
        stack.skip(choices(canvas, stack.rest(), looks, ChoiceKind::Action, 3, 85, [&](std::size_t i) {
            context.report(LanguageChosen{looks[i].id.substr(9)});
        }));
        stack.skip(theme.space_large);
        ButtonLook look{ButtonKind::Quiet, "clock"};
        const std::string words = context.say("start.number_only");
        const float width = button_width(canvas, words, look, box.width);
        if (button(canvas, "start.number_only", {box.x, stack.rest().y, width, theme.target_primary}, words, look)) {
            context.report(NumberOnlyChosen{});
        }
        stack.skip(theme.target_primary);
        return stack.used();
    });
}

}  // namespace lotse::ui::screens
