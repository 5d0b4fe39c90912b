// SPDX-License-Identifier: EUPL-1.2
#include "core/cause.h"

#include <array>
#include <utility>

#include "core/check.h"

namespace lotse {
namespace {

constexpr std::array<std::pair<Cause, std::string_view>, 34> kCauseWords{{
    {Cause::None, "unknown"},
    {Cause::Held, "held"},
    {Cause::Changed, "changed"},
    {Cause::NotPossible, "not_possible"},
    {Cause::Closed, "closed"},
    {Cause::NotHere, "not_here"},
    {Cause::NoAnswer, "no_answer"},
    {Cause::Busy, "busy"},
    {Cause::Certificate, "certificate"},
    {Cause::CertificateTime, "certificate_time"},
    {Cause::UnknownTerminal, "unknown_terminal"},
    {Cause::Signature, "signature"},
    {Cause::OtherBytes, "other_bytes"},
    {Cause::OtherReceipt, "other_receipt"},
    {Cause::Damaged, "damaged"},
    {Cause::Gone, "gone"},
    {Cause::OtherCentre, "other_centre"},
    {Cause::BrokenText, "broken_text"},
    {Cause::NoSuchLanguage, "no_such_language"},
    {Cause::LanguageFolder, "language_folder"},
    {Cause::Font, "font"},
    {Cause::DefaultLanguage, "default_language"},
    {Cause::Questionnaire, "questionnaire"},
    {Cause::QuestionText, "question_text"},
    {Cause::Logo, "logo"},
    {Cause::OutOfBounds, "out_of_bounds"},
    {Cause::EndedTwice, "ended_twice"},
    {Cause::NotNewer, "not_newer"},
    {Cause::VersionTaken, "version_taken"},
    {Cause::NoSuchPreview, "no_such_preview"},
    {Cause::Installation, "installation"},
    {Cause::Disk, "disk"},
    {Cause::TooLarge, "too_large"},
    {Cause::NoAdmin, "no_admin"},
}};

}  // namespace

std::string_view to_string(Cause cause) {
    for (const auto& [known, word] : kCauseWords) {
        if (known == cause) {
            return word;
        }
    }
    LOTSE_CHECK(false);
}

Cause cause_from(std::string_view word) {
    for (const auto& [cause, known] : kCauseWords) {
        if (known == word) {
            return cause;
        }
    }
    return Cause::None;
}

}  // namespace lotse
