// SPDX-License-Identifier: EUPL-1.2
/// Inside of codec/xlsform: what the program says where a form leaves words to it ("other", "yes").
#pragma once

#include <set>
#include <string>

#include "codec/xlsform/table.h"
#include "codec/xlsform/xlsform.h"

namespace lotse::codec::xlsform {

/// Texts that the program has for what a form leaves unsaid.
struct ProgramWords {
    const FormTexts& texts;
    std::string default_tag;
    std::set<std::string> languages;  ///< of the form's columns
};
inline constexpr const char* kOtherText = "answer.other";
inline constexpr const char* kYesText = "answer.yes";
inline constexpr const char* kNoText = "answer.no";
inline constexpr const char* kRangeText = "answer.range";
/// Understood everywhere.
inline constexpr const char* kRangeOtherwise = "${low} – ${high}";
/// Stands in the default language if that has no such text, so that somebody sees that one is
/// wanted.
inline constexpr const char* kOtherOtherwise = "Other";
/// Cells label::<tag> in every language that has the text, `arguments` as ${name}; `otherwise` in
/// the default language if it has none.
Cells labels_of_program(const ProgramWords& words, const std::string& id,
                        const std::string& otherwise, const std::set<std::string>& arguments = {});
/// "de, uk": the form's languages that have no such text.
std::string languages_without(const ProgramWords& words, const std::string& id);

}  // namespace lotse::codec::xlsform
