// SPDX-License-Identifier: EUPL-1.2
#include "ui/terminal/language_cards.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace lotse::ui::screens {
namespace {

/// So many cards still fit with a second line. More of them are smaller and say only what the
/// language is called, so that all can be seen at once.
constexpr std::size_t kWithDetail = 9;

ChoiceLook on_one_line(ChoiceLook look) {
    constexpr std::string_view kNoBreak = "\u00A0";
    std::string& name = look.words.text;
    for (std::size_t at = 0; (at = name.find(' ', at)) != std::string::npos;) {
        name.replace(at, 1, kNoBreak);
    }
    return look;
}

}  // namespace

bool are_many(const std::vector<std::string>& languages) {
    return languages.size() > kWithDetail;
}

float draw_language_cards(const Context& context, const Box& at,
                          const std::vector<std::string>& languages, ChoiceKind kind) {
    const bool many = are_many(languages);
    std::vector<ChoiceLook> looks;
    for (const std::string& tag : languages) {
        const Language* language = context.catalogue.language(tag);
        if (!language) {
            continue;
        }
        ChoiceLook look;
        look.id = "language." + tag;
        look.words = {language->endonym, {}, tag};
        if (kind == ChoiceKind::Action && !many &&
            !context.catalogue.is_fallback(tag, "start.choose_language")) {
            look.detail = context.catalogue.words(tag, "start.choose_language");
        }
        look.chosen = kind == ChoiceKind::One && tag == context.language.tag;
        looks.push_back(std::move(look));
    }
    const Theme& theme = context.theme();
    float least_mm = many ? (theme.low ? 48.0F : 56.0F) : 85.0F;
    // A name that is broken in the middle is not found by who looks for it. On a low panel one of
    // two lines would make all so high that hardly any is seen.
    const float half_mm = (at.width - theme.gap) / 2 / theme.px_per_mm;
    for (const ChoiceLook& look : looks) {
        const float width = least_choice_width(context.canvas, look, kind);
        least_mm = std::max(least_mm, width / theme.px_per_mm);
        if (many && theme.low) {
            const float line = least_choice_width(context.canvas, on_one_line(look), kind);
            least_mm = std::max(least_mm, std::min(line / theme.px_per_mm, half_mm));
        }
    }
    return choices(context.canvas, at, looks, kind, many ? 6 : 3, least_mm, [&](std::size_t i) {
        context.report(terminal::LanguageChosen{looks[i].words.tag});
    });
}

}  // namespace lotse::ui::screens
