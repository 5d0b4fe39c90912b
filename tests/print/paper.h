// SPDX-License-Identifier: EUPL-1.2
/// A receipt printer's side: bytes to dots, and which state it tells.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "codec/forms/questionnaire_json.h"
#include "codec/translation/language_json.h"
#include "core/form/answers.h"
#include "core/form/meanings.h"
#include "core/form/questionnaire.h"
#include "core/form/what_to_bring.h"
#include "print/raster.h"
#include "print/slip.h"
#include "text/words/catalogue.h"

namespace lotse::print {

/// What comes out of the printer. Everything that it does not know stops it (`fault`).
struct Paper {
    Bitmap bitmap;
    int cuts = 0;
    std::string fault;
};

/// Reads ESC @, GS v 0, ESC d, GS V 1; questions for the state are jumped over.
inline Paper printed_by(std::string_view bytes) {
    Paper paper;
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(bytes[i]); };
    std::size_t at = 0;
    while (at < bytes.size()) {
        const std::string_view rest = bytes.substr(at);
        if (rest.starts_with("\x1B@")) {
            at += 2;
        } else if (rest.starts_with(std::string_view("\x1Dv0\0", 4)) && rest.size() >= 8) {
            const int width = byte(at + 4) + 256 * byte(at + 5);
            const int rows = byte(at + 6) + 256 * byte(at + 7);
            const auto size = static_cast<std::size_t>(width * rows);
            if (rest.size() < 8 + size) {
                paper.fault = "a band is cut off";
                return paper;
            }
            paper.bitmap.width = width * 8;
            paper.bitmap.height += rows;
            paper.bitmap.bytes.insert(paper.bitmap.bytes.end(), rest.begin() + 8,
                                      rest.begin() + 8 + static_cast<std::ptrdiff_t>(size));
            at += 8 + size;
        } else if (rest.starts_with("\x1B\x64") && rest.size() >= 3) {
            at += 3;
        } else if (rest.starts_with("\x1DV\x01")) {
            ++paper.cuts;
            at += 3;
        } else if (rest.starts_with("\x10\x04") && rest.size() >= 3) {
            at += 3;
        } else {
            paper.fault = "an unknown command at byte " + std::to_string(at);
            return paper;
        }
    }
    return paper;
}

inline const text::Catalogue& shipped_texts() {
    static const text::Catalogue kCatalogue = [] {
        auto languages = codec::read_languages(LOTSE_SOURCE_DIR "/locales");
        EXPECT_TRUE(languages) << to_string(languages.error());
        return text::Catalogue(languages ? *languages : std::vector<Language>());
    }();
    return kCatalogue;
}

/// Of somebody who has a passport and nothing else.
inline ToBring most_to_bring() {
    const auto form = codec::read_questionnaire_file(
        LOTSE_SOURCE_DIR "/kiosk-config/questionnaires/anerkennung.json");
    EXPECT_TRUE(form) << to_string(form.error());
    Answers answers;
    answers.fields[{question_meaning(**form, Meaning::DocumentsHave)->name}] =
        ChoiceAnswer{{"identity"}};
    return what_to_bring(**form, answers, {2026, 11, 30});
}

inline Slip sample_slip(const std::string& language, const std::string& number = "A017") {
    return make_slip(shipped_texts(),
                     {number, "Anerkennungsberatung Musterstadt", "muster", language,
                      "2026-11-30T10:41:00", most_to_bring(), WaitRange{20, 40}});
}

}  // namespace lotse::print
