// SPDX-License-Identifier: EUPL-1.2
/// Any bytes are a definition or a clear refusal; what is accepted can be shown, checked and
/// reduced to its relevant answers.
#include <cstdlib>

#include "codec/forms/questionnaire_json.h"
#include "codec/wire/intake_json.h"
#include "core/desk/case_sheet.h"
#include "core/form/form.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace lotse;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto form = codec::read_questionnaire(text, "fuzz");
    if (!form) {
        // The same bytes may be an intake.
        const auto intake = codec::read_intake(text);
        if (intake &&
            codec::read_intake(codec::write_intake(intake.value())).value() != intake.value()) {
            std::abort();
        }
        return 0;
    }
    constexpr CivilDate kToday{2026, 11, 22};
    Answers answers;
    for (const auto& [name, question] : form.value()->by_name) {
        const auto list = form.value()->choices.find(question->choices);
        answers.fields[{name, 0}] =
            ChoiceAnswer{{list == form.value()->choices.end() ? "yes" : list->second.front().name}};
        if (!question->repeat.empty()) {
            answers.repeats[question->repeat] = 2;
        }
    }
    for (const FormPage& page : pages(*form.value(), answers, kToday)) {
        if (!page.fields.empty()) {
            static_cast<void>(problems(*form.value(), page, answers, kToday));
        }
    }
    IntakeContent content;
    content.answers = relevant_answers(*form.value(), answers, kToday);
    if (relevant_answers(*form.value(), content.answers, kToday) != content.answers) {
        std::abort();
    }
    static_cast<void>(case_sheet(*form.value(), content, kToday));
    static_cast<void>(codec::text_ids(*form.value()));
    return 0;
}
