// SPDX-License-Identifier: EUPL-1.2
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "codec/forms/questionnaire_json.h"
#include "core/form/form.h"

namespace lotse {
namespace {

constexpr CivilDate kToday{2026, 11, 22};

std::string source(const std::string& path) {
    return std::string(LOTSE_SOURCE_DIR) + "/" + path;
}

std::unique_ptr<Questionnaire> shipped(const std::string& name) {
    auto read =
        codec::read_questionnaire_file(source("kiosk-config/questionnaires/" + name + ".json"));
    if (!read) {
        ADD_FAILURE() << to_string(read.error());
        return std::make_unique<Questionnaire>();
    }
    return std::move(read.value());
}

std::set<std::string> keys(const std::string& tag, const std::string& name) {
    std::ifstream file(source("locales/" + tag + "/" + name + ".json"));
    const auto texts = nlohmann::json::parse(file);
    std::set<std::string> out;
    for (const auto& entry : texts.items()) {
        out.insert(entry.key());
    }
    return out;
}

std::vector<std::string> without(const std::set<std::string>& all,
                                 const std::set<std::string>& others) {
    std::vector<std::string> out;
    std::set_difference(all.begin(), all.end(), others.begin(), others.end(),
                        std::back_inserter(out));
    return out;
}

using Choices = std::vector<std::pair<std::string, std::string>>;

Answers answered(const Choices& choices) {
    Answers answers;
    for (const auto& [question, choice] : choices) {
        auto& names = std::get<ChoiceAnswer>(
                          answers.fields.try_emplace({question}, ChoiceAnswer{}).first->second)
                          .names;
        names.push_back(choice);
    }
    return answers;
}

/// Names of the questions that are asked, in order.
std::vector<std::string> asked(const Questionnaire& form, const Answers& answers) {
    std::vector<std::string> out;
    for (const FormPage& page : pages(form, answers, kToday)) {
        for (const FormField& field : page.fields) {
            out.push_back(field.question->name);
        }
    }
    return out;
}

bool asks(const Questionnaire& form, const Answers& answers, const std::string& question) {
    const auto names = asked(form, answers);
    return std::find(names.begin(), names.end(), question) != names.end();
}

std::size_t place_of(const Questionnaire& form, const Answers& answers,
                     const std::string& question) {
    const auto names = asked(form, answers);
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), question) -
                                    names.begin());
}

TEST(ShippedQuestionnaires, have_exactly_the_texts_that_they_display_in_german_and_english) {
    for (const std::string name : {"anerkennung", "arbeitgeber"}) {
        const auto form = shipped(name);
        const auto ids = codec::text_ids(*form);
        const std::set<std::string> displayed(ids.begin(), ids.end());
        ASSERT_FALSE(displayed.empty());
        for (const std::string tag : {"de", "en"}) {
            const auto texts = keys(tag, name);
            EXPECT_THAT(without(displayed, texts), testing::IsEmpty()) << "missing in " << tag;
            EXPECT_THAT(without(texts, displayed), testing::IsEmpty()) << "unused in " << tag;
        }
    }
}

TEST(ShippedQuestionnaires, a_client_in_a_hurry_sees_few_pages_and_no_optional_section) {
    const auto form = shipped("anerkennung");
    Answers answers = answered(
        {{"time_available", "short"}, {"has_qualification", "yes"}, {"living_in_germany", "yes"}});
    answers.repeats["qualification"] = 1;
    EXPECT_LE(pages(*form, answers, kToday).size(), 25u);
    for (const std::string question :
         {"residence_status", "job_title", "benefits", "heard_about", "mother_tongue_second"}) {
        EXPECT_FALSE(asks(*form, answers, question)) << question;
    }
}

TEST(ShippedQuestionnaires, the_long_way_is_taken_only_by_who_chose_it) {
    const auto form = shipped("anerkennung");
    ASSERT_TRUE(form->by_name.contains("time_available"));
    EXPECT_FALSE(form->by_name.at("time_available")->required.empty()) << "it is asked";
    for (const std::string question :
         {"residence_status", "country_of_birth", "other_name", "benefits", "heard_about"}) {
        EXPECT_FALSE(asks(*form, Answers{}, question)) << question;
        EXPECT_TRUE(asks(*form, answered({{"time_available", "full"}}), question)) << question;
    }
    Answers unsure;
    unsure.fields[{"time_available", 0}] = Special::DontKnow;
    EXPECT_FALSE(asks(*form, unsure, "residence_status"));
}

TEST(ShippedQuestionnaires, only_the_reason_school_certificate_skips_work_experience) {
    const auto form = shipped("anerkennung");
    EXPECT_FALSE(asks(*form, answered({{"reasons", "school_certificate"}}), "experience_years"));
    EXPECT_TRUE(asks(*form, answered({{"reasons", "school_certificate"}, {"reasons", "find_work"}}),
                     "experience_years"));
    EXPECT_TRUE(asks(*form, Answers{}, "experience_years"));
}

TEST(ShippedQuestionnaires, a_received_notice_is_asked_before_everything_else_and_only_once) {
    const auto form = shipped("anerkennung");
    const Answers notice = answered({{"reasons", "notice_received"}});
    EXPECT_LT(place_of(*form, notice, "notice_date"), place_of(*form, notice, "family_name"));
    EXPECT_FALSE(asks(*form, notice, "applied"));
    EXPECT_TRUE(asks(*form, notice, "further_application"));
    EXPECT_FALSE(asks(*form, Answers{}, "notice_date"));
    EXPECT_TRUE(asks(*form, Answers{}, "applied"));
}

TEST(ShippedQuestionnaires,
     residence_status_is_no_gate_and_the_permit_is_not_asked_of_eu_citizens_and_germans) {
    const auto form = shipped("anerkennung");
    for (const std::string status : {"german", "eu_eea_swiss"}) {
        EXPECT_FALSE(asks(*form, answered({{"residence_status", status}}), "residence_valid_until"))
            << status;
    }
    EXPECT_TRUE(asks(*form,
                     answered({{"residence_status", "tolerated"}, {"time_available", "full"}}),
                     "residence_valid_until"));
    for (const std::string status : {"tolerated", "none", "asylum_pending", "eu_eea_swiss"}) {
        for (const std::string question :
             {"has_qualification", "applied", "documents", "work_now"}) {
            EXPECT_TRUE(asks(*form, answered({{"residence_status", status}}), question))
                << status << " " << question;
        }
    }
}

TEST(ShippedQuestionnaires, who_lives_abroad_is_not_asked_about_benefits_and_postcode) {
    const auto form = shipped("anerkennung");
    const Answers abroad = answered({{"living_in_germany", "no"}});
    EXPECT_FALSE(asks(*form, abroad, "benefits"));
    EXPECT_FALSE(asks(*form, abroad, "postcode"));
    EXPECT_TRUE(asks(*form, abroad, "residence_country"));
    EXPECT_TRUE(asks(*form, answered({{"living_in_germany", "yes"}, {"time_available", "full"}}),
                     "benefits"));
}

TEST(ShippedQuestionnaires, a_changed_name_puts_its_proof_among_the_documents) {
    const auto form = shipped("anerkennung");
    const Question& grid = *form->by_name.at("further_documents");
    const auto offers_proof = [&](const Answers& answers) {
        const auto rows = offered_rows(*form, grid, {grid.name}, answers, kToday);
        return std::any_of(rows.begin(), rows.end(),
                           [](const Choice* row) { return row->name == "name_change"; });
    };
    EXPECT_FALSE(offers_proof(Answers{}));
    Answers renamed = answered({{"time_available", "full"}});
    renamed.fields[{"other_name"}] = TextAnswer{SecretText("Petrenko"), "uk"};
    EXPECT_TRUE(offers_proof(renamed));
}

TEST(ShippedQuestionnaires, questions_of_the_esf_are_off_by_default) {
    const auto form = shipped("anerkennung");
    EXPECT_FALSE(asks(*form, answered({{"time_available", "full"}}), "esf_employment"));
}

TEST(ShippedQuestionnaires, every_consent_is_unticked_optional_and_cannot_be_left_unsaid) {
    const auto form = shipped("anerkennung");
    int consents = 0;
    for (const auto& [name, question] : form->by_name) {
        if (name.rfind("consent_", 0) == 0) {
            ++consents;
            EXPECT_EQ(question->type, QuestionType::Acknowledge) << name;
            EXPECT_TRUE(question->optional) << name;
            EXPECT_TRUE(question->required.empty()) << name;
            EXPECT_FALSE(question->prefer_not_to_say) << name;
        }
    }
    EXPECT_EQ(consents, 4);
}

TEST(ShippedQuestionnaires, every_stored_answer_names_purpose_basis_and_retention) {
    const std::set<std::string> purposes = {"contact", "counselling", "recognition", "statistics",
                                            "organisation"};
    // These steer the questionnaire and say nothing about a person.
    const std::set<std::string> steering = {"esf_block", "time_available", "experience_details"};
    for (const std::string name : {"anerkennung", "arbeitgeber"}) {
        const auto form = shipped(name);
        for (const auto& [key, question] : form->by_name) {
            if (question->type != QuestionType::Note && steering.count(key) == 0) {
                EXPECT_EQ(purposes.count(question->purpose), 1u) << key;
                EXPECT_EQ(question->basis, "consent") << key;
                EXPECT_EQ(question->retention, "case") << key;
            }
        }
    }
}

}  // namespace
}  // namespace lotse
