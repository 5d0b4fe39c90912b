// SPDX-License-Identifier: EUPL-1.2
#include "ui/terminal/test_card.h"

#include <algorithm>
#include <array>

#include "core/limits.h"
#include "ui/kit/stack.h"
#include "ui/kit/widgets.h"

namespace lotse::ui {
namespace {

constexpr Colour kBlack{0, 0, 0}, kWhite{255, 255, 255}, kMagenta{255, 0, 255};

std::string size_words(int width, int height) {
    return std::to_string(width) + " × " + std::to_string(height);
}

/// Three lines of a pixel each: a missing row or column is seen at once.
void draw_edges(Canvas& canvas) {
    Box box = canvas.screen();
    for (const Colour colour : {kMagenta, kWhite, kBlack}) {
        canvas.fill({box.x, box.y, box.width, 1}, colour);
        canvas.fill({box.x, box.y + box.height - 1, box.width, 1}, colour);
        canvas.fill({box.x, box.y, 1, box.height}, colour);
        canvas.fill({box.x + box.width - 1, box.y, 1, box.height}, colour);
        box = {box.x + 1, box.y + 1, box.width - 2, box.height - 2};
    }
}

/// The primary colours and sixteen greys, which a wrong cable or mode shifts or merges.
float draw_colours(Canvas& canvas, const Box& at) {
    constexpr std::array<Colour, 8> kColours{{{255, 0, 0},
                                              {0, 255, 0},
                                              {0, 0, 255},
                                              {255, 255, 0},
                                              {0, 255, 255},
                                              {255, 0, 255},
                                              {0, 0, 0},
                                              {255, 255, 255}}};
    constexpr int kGreys = 16;
    const float height = canvas.theme().target / 2;
    const auto row = [&](float y, int count, auto colour_of) {
        const float width = at.width / static_cast<float>(count);
        for (int i = 0; i < count; ++i) {
            canvas.fill({at.x + static_cast<float>(i) * width, y, width, height}, colour_of(i));
        }
    };
    row(at.y, static_cast<int>(kColours.size()),
        [&](int i) { return kColours[static_cast<std::size_t>(i)]; });
    row(at.y + height, kGreys, [](int i) {
        const auto grey = static_cast<std::uint8_t>(i * 255 / (kGreys - 1));
        return Colour{grey, grey, grey};
    });
    return 2 * height;
}

void draw_field(Canvas& canvas, const Box& box, int index, bool& touched) {
    const std::string id = "check.field." + std::to_string(index + 1);
    ButtonLook look;
    look.kind = touched ? ButtonKind::Primary : ButtonKind::Secondary;
    look.icon = touched ? "check" : "";
    if (button(canvas, id, box, std::to_string(index + 1), look)) {
        touched = true;
        canvas.ask_again();
    }
}

}  // namespace

bool draw_test_card(Canvas& canvas, const text::Catalogue& catalogue, const std::string& language,
                    TestCard& card) {
    const Theme& theme = canvas.theme();
    const Box screen = canvas.screen();
    const auto say = [&](const char* id, const text::Arguments& arguments = {}) {
        return catalogue.words(language, id, arguments);
    };
    canvas.fill(screen, colour::kPaper);
    draw_edges(canvas);

    const float side = theme.target_primary, inset = 3;  // beside the frame's lines
    const float right = screen.width - side - inset, bottom = screen.height - side - inset;
    const std::array<Box, TestCard::kFields> fields{
        {{inset, inset, side, side},
         {right, inset, side, side},
         {(screen.width - side) / 2, (screen.height - side) / 2, side, side},
         {inset, bottom, side, side},
         {right, bottom, side, side}}};
    for (int i = 0; i < TestCard::kFields; ++i) {
        const auto at = static_cast<std::size_t>(i);
        draw_field(canvas, fields[at], i, card.touched[at]);
    }
    const std::int64_t left = std::count(std::begin(card.touched), std::end(card.touched), false);

    const float margin = side + theme.gap;
    const float column = screen.width - 2 * margin;
    float y = theme.space;
    const auto below = [&](float height) { return Box{margin, y, column, height}; };
    y += heading(canvas, "check.title", below(0), say("check.title"), title_style(theme)) +
         theme.space;
    y += paragraph(canvas, "check.edges", below(0), say("check.edges"), body_style(theme));
    y += paragraph(canvas, "check.touch", below(0), say("check.touch"), body_style(theme));
    y += paragraph(canvas, "check.touched", below(0), say("check.touched", {{"left", left}}),
                   label_style(theme));

    const float colours = theme.target;
    y = fields[2].y + side + theme.gap;
    y += draw_colours(canvas, below(colours)) + theme.space;
    paragraph(canvas, "check.facts", below(0), card.facts, hint_style(theme));

    const Box end{margin, screen.height - theme.target - inset, column, theme.target};
    return button(canvas, "check.end", end, say("check.end"), {});
}

void draw_too_small(Canvas& canvas, const text::Catalogue& catalogue, const std::string& language,
                    int width_px, int height_px) {
    const Box screen = canvas.screen();
    canvas.fill(screen, colour::kDangerTint);
    const text::Arguments arguments{
        {"size_latin", size_words(width_px, height_px)},
        {"least_latin", size_words(limits::kLeastScreenLongerPx, limits::kLeastScreenShorterPx)}};
    std::string words = catalogue.message(language, "screen.too_small", arguments);
    if (language != "en") words += "\n\n" + catalogue.message("en", "screen.too_small", arguments);
    TextStyle style;
    style.size = std::max(
        12.0F, screen.width / 28);  // of the display, whose size in millimetres may be set wrong
    style.middle = true;
    style.align = text::Align::Center;
    const float margin = screen.width / 20;
    const Box box{margin, margin, screen.width - 2 * margin, screen.height - 2 * margin};
    canvas.record("screen.too_small", Role::Alert, words, box);
    canvas.text(box, words, style);
}

void draw_out_of_order(Canvas& canvas, const text::Catalogue& catalogue,
                       const std::string& language, const std::string& reason) {
    const Theme& theme = canvas.theme();
    const Box screen = canvas.screen();
    const float margin = screen.width / 12;
    Stack stack({margin, screen.height / 6, screen.width - 2 * margin, screen.height * 5 / 6});
    for (const std::string& tag : {language, std::string("en")}) {
        if (tag == "en" && language == "en") continue;
        stack.skip(notice(canvas, "out_of_order." + tag, stack.rest(), Tone::Warning,
                          catalogue.words(tag, "start.not_ready.title"),
                          catalogue.words(tag, "start.not_ready.text")));
        stack.skip(theme.space_large);
    }
    stack.skip(paragraph(canvas, "out_of_order.reason", stack.rest(), text::Words(reason, {}, "en"),
                         hint_style(theme)));
}

}  // namespace lotse::ui
