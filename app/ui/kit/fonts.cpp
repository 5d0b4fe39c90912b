// SPDX-License-Identifier: EUPL-1.2
#include "ui/kit/fonts.h"

#include "ui/kit/theme.h"

namespace lotse::ui {

text::Typography typography(const Language& language) {
    text::Typography out;
    out.tag = language.tag;
    out.locale = language.locale;
    out.direction =
        language.right_to_left ? text::Direction::RightToLeft : text::Direction::LeftToRight;
    out.regular_fonts = language.fonts_regular;
    out.bold_fonts = language.fonts_bold.empty() ? language.fonts_regular : language.fonts_bold;
    out.size_factor = language.size_factor;
    out.line_height_em = language.line_height_em;
    return out;
}

float capital_of(const Language& language) {
    return language.script == "Deva" ? kCapitalDevanagari : kCapital;
}

}  // namespace lotse::ui
