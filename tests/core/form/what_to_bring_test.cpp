// SPDX-License-Identifier: EUPL-1.2
/// What a client is told to bring: what is missing and can be had, nothing that shames.
#include "core/form/what_to_bring.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "codec/forms/questionnaire_json.h"
#include "core/form/answers.h"
#include "core/form/questionnaire.h"

namespace lotse {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kPapers = R"json({
  "name": "p", "version": 1,
  "choices": {
    "kinds": ["trade", "school"],
    "papers": ["identity", {"name": "zeugnis", "meaning": "degree_certificate"},
               {"name": "licence", "relevant": "${kind} = 'trade'"}, "none"],
    "where": ["home_country", "lost", "running", "broken_off"],
    "results": ["full", "refused"]},
  "survey": [
    {"group": "all", "children": [
      {"type": "select_one", "name": "kind", "choices": "kinds"},
      {"type": "select_multiple", "name": "have", "meaning": "documents_have", "choices": "papers",
       "specials": ["dont_know"]},
      {"type": "select_one", "name": "where", "meaning": "degree_where", "choices": "where"},
      {"type": "select_one", "name": "result", "meaning": "notice_result", "choices": "results"}]}]})json";

class WhatToBring : public testing::Test {
protected:
    WhatToBring() : m_form(codec::read_questionnaire(kPapers, "p.json").value()) {
        answer("kind", {"trade"});
    }
    void answer(const std::string& question, const std::vector<std::string>& chosen) {
        m_answers.fields.insert_or_assign(FieldPath{question}, ChoiceAnswer{chosen});
    }
    ToBring bring() const { return what_to_bring(*m_form, m_answers, {2026, 11, 30}); }

    std::unique_ptr<Questionnaire> m_form;
    Answers m_answers;
};

TEST_F(WhatToBring, is_what_was_offered_and_not_ticked) {
    answer("have", {"identity"});
    EXPECT_THAT(bring().papers,
                ElementsAre("p.choices.papers.zeugnis", "p.choices.papers.licence"));
    answer("kind", {"school"});
    EXPECT_THAT(bring().papers, ElementsAre("p.choices.papers.zeugnis"));
    answer("have", {"none"});
    EXPECT_THAT(bring().papers,
                ElementsAre("p.choices.papers.identity", "p.choices.papers.zeugnis"));
    answer("have", {"identity", "zeugnis", "licence"});
    EXPECT_THAT(bring().papers, IsEmpty());
}

TEST_F(WhatToBring, is_no_certificate_that_cannot_be_had) {
    answer("have", {"identity", "licence"});
    answer("where", {"home_country"});
    EXPECT_THAT(bring().papers, ElementsAre("p.choices.papers.zeugnis"));
    for (const char* where : {"lost", "running", "broken_off"}) {
        answer("where", {where});
        EXPECT_THAT(bring().papers, IsEmpty()) << where;
    }
}

TEST_F(WhatToBring, is_nothing_where_nobody_said_what_is_there) {
    EXPECT_THAT(bring().papers, IsEmpty());
    m_answers.fields.insert_or_assign(FieldPath{"have"}, Special::DontKnow);
    EXPECT_THAT(bring().papers, IsEmpty());
}

TEST_F(WhatToBring, says_to_ask_for_funding_until_all_is_recognised) {
    EXPECT_TRUE(bring().funding_first);
    answer("result", {"refused"});
    EXPECT_TRUE(bring().funding_first);
    answer("result", {"full"});
    EXPECT_FALSE(bring().funding_first);
}

TEST(WhatToBringElsewhere, is_nothing_in_a_questionnaire_without_such_a_question) {
    const auto form = codec::read_questionnaire_file(
        LOTSE_SOURCE_DIR "/kiosk-config/questionnaires/arbeitgeber.json");
    ASSERT_TRUE(form) << to_string(form.error());
    EXPECT_EQ(what_to_bring(**form, {}, {2026, 11, 30}), ToBring{});
}

}  // namespace
}  // namespace lotse
