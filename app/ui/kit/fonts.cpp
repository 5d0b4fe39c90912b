// SPDX-License-Identifier: EUPL-1.2
#include "ui/kit/fonts.h"

#include "text/layout/typography.h"
#include "ui/kit/theme.h"

namespace lotse::ui {

text::Typography typography(const Language& language) {
    return text::typography_of(language);
}

Face face_of(const Language& language) {
    return {language.script == "Deva" ? kCapitalDevanagari : kCapital,
            language.line_height_em * language.size_factor};
}

}  // namespace lotse::ui
