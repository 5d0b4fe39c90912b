// SPDX-License-Identifier: EUPL-1.2
#include "text/languages/locale_status.h"

#include <algorithm>
#include <map>

#include "text/languages/keyboard_lint.h"
#include "text/languages/locale_lint.h"
#include "text/words/catalogue.h"
#include "text/words/text_kinds.h"

namespace lotse::text {

std::vector<LanguageStatus> locale_status(const std::vector<Language>& languages) {
    const auto german = std::ranges::find(languages, "de", &Language::tag);
    if (german == languages.end()) return {};
    const Catalogue catalogue(languages);
    std::map<std::string, std::size_t> findings;
    for (const Finding& finding : lint_locales(languages)) ++findings[finding.tag];

    std::vector<LanguageStatus> out;
    for (const Language& language : languages) {
        LanguageStatus status;
        status.tag = language.tag;
        status.endonym = language.endonym;
        status.german_name = language.german_name;
        for (const auto& [id, source] : german->messages) {
            if (!is_wanted(id)) continue;
            ++status.texts;
            if (!language.messages.contains(id)) {
                status.missing.push_back(id);
                ++status.answered_by[catalogue.source(language.tag, id)];
            } else if (is_stale(language, *german, id)) {
                status.stale.push_back(id);
            } else {
                ++status.done;
            }
        }
        status.recorded = language.tag == german->tag || language.made_from.has_value();
        status.review = language.review;
        status.untypable = untypable_letters(language);
        status.missing_glyphs = missing_glyphs(language, languages);
        status.voice = !language.voice.empty();
        status.findings = findings[language.tag];
        out.push_back(std::move(status));
    }
    return out;
}

}  // namespace lotse::text
