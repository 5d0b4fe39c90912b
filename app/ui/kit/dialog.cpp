// SPDX-License-Identifier: EUPL-1.2
#include "ui/kit/dialog.h"

#include <algorithm>

#include "ui/kit/stack.h"

namespace lotse::ui {

std::string ask(Canvas& canvas, const Box& screen, const std::string& name, const std::string& icon,
                const text::WordsView& title, const text::WordsView& words,
                const std::vector<DialogAnswer>& answers,
                const std::function<float(const Box&)>& content) {
    using namespace colour;
    const Theme& theme = canvas.theme();
    std::string pressed;
    Canvas::Group dialog(canvas, name, Role::Dialog, title, screen);
    draw_centred(canvas, screen, name, theme.mm(280), [&](const Box& box) {
        const float inner_width = box.width - 4 * theme.padding;
        const std::string key = "card/" + name;
        const Box card{box.x, box.y, box.width, canvas.remembered(key)};
        canvas.fill(card, kSurface, theme.radius_large);
        canvas.outline(card, kLine, theme.line, theme.radius_large);
        Stack stack({box.x + 2 * theme.padding, box.y, inner_width, 0});
        stack.skip(theme.space_large);
        const Box picture = stack.next(theme.icon_large * 1.5F);
        canvas.icon(icon, {picture.x, picture.y, picture.height, picture.height}, kPrimary);
        stack.skip(theme.space * 1.5F);
        stack.skip(heading(canvas, name + ".title", stack.rest(), title, title_style(theme)));
        stack.skip(theme.space);
        if (!words.empty()) {
            TextStyle body = body_style(theme);
            body.size = theme.text_label;
            stack.skip(paragraph(canvas, name + ".text", stack.rest(), words, body));
        }
        stack.skip(theme.space_large);
        if (content) {
            stack.skip(content(stack.rest()));
            stack.skip(theme.space_large);
        }
        for (const DialogAnswer& answer : answers) {
            const ButtonLook look{answer.kind, answer.icon, false, answer.enabled};
            const float height = std::max(theme.target_primary,
                                          button_height(canvas, answer.words, look, inner_width));
            if (button(canvas, answer.id, stack.next(height), answer.words, look)) {
                pressed = answer.id;
            }
            stack.skip(theme.gap * 1.5F);
        }
        stack.skip(theme.space_large - theme.gap * 1.5F);
        canvas.remember(key, stack.used());
        return stack.used() + theme.space;
    });
    return pressed;
}

}  // namespace lotse::ui
