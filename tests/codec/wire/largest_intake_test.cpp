// SPDX-License-Identifier: EUPL-1.2
#include "codec/wire/largest_intake.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "codec/forms/questionnaire_json.h"
#include "codec/wire/intake_json.h"
#include "core/limits.h"
#include "core/utf8.h"

namespace lotse::codec {
namespace {

std::unique_ptr<Questionnaire> form_of(const std::string& children,
                                       const std::string& choices = "{}") {
    auto form =
        read_questionnaire(R"({"name":"intake","version":1,"choices":)" + choices +
                               R"(,"survey":[{"group":"s","children":[)" + children + "]}]}",
                           "intake.json");
    EXPECT_TRUE(form.ok()) << to_string(form.error());
    return form.ok() ? std::move(*form) : nullptr;
}

/// Filled as an intake of a centre is, with these answers.
std::size_t bytes_of(const Answers& answers) {
    IntakeContent content;
    content.questionnaire = "intake";
    content.questionnaire_version = 1;
    content.questionnaire_hash = std::string(64, 'a');
    content.language = "de-x-leicht";
    content.started_at = content.finished_at = "2026-11-22T09:00:00";
    content.consent = {"consent.text", std::string(64, 'b'), "de-x-leicht", "2026-11-22T09:00:30",
                       FillMode::WithHelper};
    content.answers = answers;
    return write_intake(content).size();
}

TEST(LargestIntake, is_never_smaller_than_one_with_the_longest_answers) {
    const auto form = form_of(
        R"({"type":"text","name":"family_name"},
           {"type":"text","name":"more","appearance":"multiline"},
           {"type":"integer","name":"children"},
           {"type":"date","name":"birth"},
           {"repeat":"job","at_most":3,"children":[{"type":"text","name":"place"}]},
           {"type":"select_multiple","name":"goals","choices":"goals"},
           {"type":"grid","name":"papers","rows":"goals",
            "columns":[{"name":"original","choices":"goals"}]})",
        R"({"goals":["one","two","a_long_name_of_a_choice"]})");
    ASSERT_NE(form, nullptr);
    const std::size_t bound = largest_intake_bytes(*form);
    for (const std::string letter : {"\"", "\\", "\n", "a"}) {
        Answers answers;
        const auto typed = [&](const char* name) {
            std::string text;
            while (quoted_size(text + letter) <= form->by_name.at(name)->longest_bytes) {
                text += letter;
            }
            return TextAnswer{SecretText(text), "sr-Latn"};
        };
        answers.fields[{"family_name", 0}] = typed("family_name");
        answers.fields[{"more", 0}] = typed("more");
        answers.fields[{"children", 0}] =
            NumberAnswer{SecretText(std::string(limits::kLongestNumberAnswerBytes, '9'))};
        PartialDate date;
        date.calendar = "ethiopic";
        date.year = 1990;
        date.month = date.day = 12;
        date.first = date.last = {1998, 1, 1};
        answers.fields[{"birth", 0}] = date;
        answers.repeats["job"] = 3;
        for (int i = 0; i < 3; ++i) answers.fields[{"place", i}] = typed("place");
        answers.fields[{"goals", 0}] = ChoiceAnswer{{"one", "two", "a_long_name_of_a_choice"}};
        const std::map<std::string, std::string> cells{{"original", "a_long_name_of_a_choice"}};
        answers.fields[{"papers", 0}] =
            GridAnswer{{{"one", cells}, {"two", cells}, {"a_long_name_of_a_choice", cells}}};
        EXPECT_LE(bytes_of(answers), bound);
        EXPECT_GE(bytes_of(answers), bound * 3 / 4) << "the bound is no idle one";
    }
}

class Shipped : public testing::TestWithParam<const char*> {};
TEST_P(Shipped, questionnaires_fit_an_envelope_however_long_the_answers_are) {
    const auto form = read_questionnaire_file(std::string(LOTSE_SOURCE_DIR) +
                                              "/kiosk-config/questionnaires/" + GetParam());
    ASSERT_TRUE(form.ok());
    const Result<void> checked = check_largest_intake(**form, GetParam());
    EXPECT_TRUE(checked.ok()) << to_string(checked.error());
}
INSTANTIATE_TEST_SUITE_P(Forms, Shipped,
                         testing::Values("anerkennung.json", "arbeitgeber.json", "withdrawal.json"),
                         [](const auto& one) {
                             return one.index == 0   ? "people"
                                    : one.index == 1 ? "employers"
                                                     : "requests";
                         });

TEST(LargestIntake, that_fits_no_envelope_is_refused_with_the_question_that_takes_most) {
    const auto form = form_of(
        R"({"type":"text","name":"family_name"},
           {"repeat":"job","at_most":50,"children":[
             {"type":"text","name":"what_was_done","appearance":"multiline"}]})");
    ASSERT_NE(form, nullptr);
    const Result<void> checked = check_largest_intake(*form, "intake.json");
    ASSERT_FALSE(checked.ok());
    EXPECT_EQ(checked.error().kind, Kind::Refused);
    EXPECT_EQ(checked.error().where, "intake.json");
    EXPECT_THAT(checked.error().detail,
                testing::AllOf(testing::HasSubstr("what_was_done"), testing::HasSubstr("65532"),
                               testing::HasSubstr("at_most")));
}

}  // namespace
}  // namespace lotse::codec
