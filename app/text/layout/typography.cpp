// SPDX-License-Identifier: EUPL-1.2
#include "text/layout/typography.h"

namespace lotse::text {

Typography typography_of(const Language& language) {
    Typography out;
    out.tag = language.tag;
    out.locale = language.locale;
    out.direction = language.right_to_left ? Direction::RightToLeft : Direction::LeftToRight;
    out.regular_fonts = language.fonts_regular;
    out.bold_fonts = language.fonts_bold.empty() ? language.fonts_regular : language.fonts_bold;
    out.size_factor = language.size_factor;
    out.line_height_em = language.line_height_em;
    return out;
}

}  // namespace lotse::text
