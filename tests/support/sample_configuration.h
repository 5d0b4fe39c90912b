// SPDX-License-Identifier: EUPL-1.2
/// A configuration in which every member says something: for tests of what is written and read, and
/// as a fuzzer's seed.
#pragma once

#include <chrono>

#include "core/configuration/configuration.h"

namespace lotse::support {

inline Configuration sample_configuration() {
    Configuration c;
    c.version = 7;
    c.centre = "köln";
    c.made_by = "anna";
    c.made_at = "2026-11-22T10:00:00";
    c.note = "Zeile 1\nZeile \"2\"";
    c.languages = {{"de", "ar", "sr-Latn"}};
    c.default_language = "de";
    c.second_language = "";
    c.threshold = 0.95;
    c.texts["ar"]["start.welcome"] = "أهلاً {name}";
    c.texts["de"]["start.welcome"] = "";
    c.made_from["ar"]["start.welcome"] = "0a1b2c3d";
    c.added_languages["hi"]["language.json"] = "{\"tag\": \"hi\"}";
    c.offered_questionnaires = {{"anerkennung"}};
    c.questionnaires["kurz"] = "{}";
    c.questions["anerkennung"]["children_count"] = QuestionUse::Off;
    c.questions["anerkennung"]["message"] = QuestionUse::Optional;
    c.questions["arbeitgeber"]["company_name"] = QuestionUse::AsWritten;
    c.meanings["kurz"]["nachname"] = Meaning::FamilyName;
    c.meanings["anerkennung"]["other_name"] = Meaning::None;
    c.institution = "Beratung Köln";
    c.opening_hours = "Mo–Fr 9–12 Uhr";
    c.funding_line = "ESF+";
    c.logos["esf"] = "<svg/>";
    c.idle = std::chrono::seconds(120);
    c.number_shown = std::chrono::seconds(45);
    c.text_scale = 1.1;
    c.retention = std::chrono::days(90);
    return c;
}

}  // namespace lotse::support
