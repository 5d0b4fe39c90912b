// SPDX-License-Identifier: EUPL-1.2
/// The six languages as far as formatting needs them, without reading files.
#pragma once

#include <string>
#include <vector>

#include "text/words/catalogue.h"

namespace lotse::text::test {

inline Language language(const std::string& tag, const std::string& locale,
                         std::vector<std::string> calendars = {"gregorian"},
                         std::map<std::string, std::string> messages = {}) {
    Language out;
    out.tag = tag;
    out.locale = locale;
    out.calendars = std::move(calendars);
    out.messages = std::move(messages);
    return out;
}

inline Catalogue six_languages() {
    const std::map<std::string, std::string> german = {
        {"calendar.persian", "persischer Kalender"},
        {"calendar.date.about", "ungefähr {date}"},
        {"calendar.date.other", "{date} ({calendar})"},
        {"calendar.date.papers", "{date} (in den Papieren: 1. Januar)"},
        {"calendar.date.range", "{first} – {last}"},
        {"region.SU", "Sowjetunion"},
        {"language_name.kmr", "Kurdisch (Kurmandschi)"}};
    std::map<std::string, std::string> dari;
    int month = 1;
    for (const char* name : {"حمل", "ثور", "جوزا", "سرطان", "اسد", "سنبله", "میزان", "عقرب", "قوس",
                             "جدی", "دلو", "حوت"}) {
        dari["month.persian." + std::to_string(month++)] = name;
    }
    return Catalogue({language("de", "de_DE", {"gregorian"}, german), language("en", "en_GB"),
                      language("uk", "uk_UA"), language("ar", "ar", {"gregorian", "islamic-civil"}),
                      language("fa-AF", "fa_AF", {"persian", "gregorian"}, dari),
                      language("ti", "ti_ER", {"gregorian", "ethiopic"})});
}

/// Without the invisible isolates.
inline std::string visible(std::string text) {
    for (const char* isolate : {"\u2066", "\u2067", "\u2068", "\u2069"}) {
        for (std::size_t at = text.find(isolate); at != std::string::npos;
             at = text.find(isolate)) {
            text.erase(at, std::string(isolate).size());
        }
    }
    return text;
}

}  // namespace lotse::text::test
