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

TEST(ShippedQuestionnaires, have_exactly_the_texts_that_they_display_in_german_and_english) {
    for (const std::string name : {"anerkennung", "arbeitgeber", "withdrawal"}) {
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

/// Names of the questions on the pages that all are asked, or on those of a topic.
std::vector<std::string> asked_in(const Questionnaire& form, const Answers& answers,
                                  const std::string& topic) {
    std::vector<std::string> out;
    const auto topics = topics_of(form);
    for (const FormPage& page : pages(form, answers, kToday)) {
        const bool of_topic = std::any_of(topics.begin(), topics.end(), [&](const Group* one) {
            return one->name == page.section;
        });
        if (topic.empty() ? !of_topic : page.section == topic) {
            for (const FormField& field : page.fields) {
                out.push_back(field.question->name);
            }
        }
    }
    return out;
}

bool core_asks(const Questionnaire& form, const Answers& answers, const std::string& question) {
    const auto names = asked_in(form, answers, "");
    return std::find(names.begin(), names.end(), question) != names.end();
}

TEST(ShippedQuestionnaires, what_all_are_asked_is_one_decision_on_a_page) {
    for (const std::string name : {"anerkennung", "arbeitgeber"}) {
        const auto form = shipped(name);
        const auto topics = topics_of(*form);
        ASSERT_FALSE(topics.empty());
        for (const FormPage& page : pages(*form, Answers{}, kToday)) {
            if (std::any_of(topics.begin(), topics.end(),
                            [&](const Group* topic) { return topic->name == page.section; })) {
                continue;
            }
            const auto decisions =
                std::count_if(page.fields.begin(), page.fields.end(), [](const FormField& field) {
                    return field.question->type != QuestionType::Acknowledge;
                });
            EXPECT_EQ(decisions, 1) << name << " " << page.id.name;
            EXPECT_EQ(page.kind, FormPage::Kind::Questions) << name << " " << page.id.name;
            for (const FormField& field : page.fields) {
                EXPECT_FALSE(field.required) << field.question->name << ": everybody gets through";
            }
        }
    }
}

TEST(ShippedQuestionnaires, the_way_to_the_number_has_no_more_screens_than_it_promises) {
    const auto form = shipped("anerkennung");
    // Language, questionnaire, consent, review and number stand around them.
    EXPECT_LE(asked_in(*form, Answers{}, "").size(), 22U - 5U + 2U)
        << "for whom is asked with the questionnaire, one name is a tick";
    for (const std::string question : {"country_of_birth", "other_name", "benefits", "heard_about",
                                       "documents", "qualification_from", "message"}) {
        EXPECT_FALSE(core_asks(*form, Answers{}, question)) << question;
    }
}

TEST(ShippedQuestionnaires, every_answer_of_the_core_has_a_picture_and_no_two_the_same) {
    for (const std::string name : {"anerkennung", "arbeitgeber"}) {
        const auto form = shipped(name);
        for (const std::string& question : asked_in(*form, Answers{}, "")) {
            const Question& asked = *form->by_name.at(question);
            if (asked.type != QuestionType::SelectOne &&
                asked.type != QuestionType::SelectMultiple) {
                continue;
            }
            std::set<std::string> seen;
            for (const Choice& choice : form->choices.at(asked.choices)) {
                EXPECT_NE(choice.icon, "") << question << " " << choice.name;
                EXPECT_TRUE(seen.insert(choice.icon).second)
                    << question << ": " << choice.icon << " stands twice";
                EXPECT_TRUE(std::ifstream(source("assets/icons/" + choice.icon + ".svg")).good())
                    << choice.icon;
            }
        }
    }
}

TEST(ShippedQuestionnaires, who_learned_nothing_is_not_asked_for_papers_of_it) {
    const auto form = shipped("anerkennung");
    for (const std::string question :
         {"qualification_country", "qualification_occupation", "qualification_title"}) {
        EXPECT_TRUE(core_asks(*form, Answers{}, question)) << question;
        EXPECT_FALSE(core_asks(*form, answered({{"qualification_kind", "none"}}), question))
            << question;
    }
    EXPECT_FALSE(
        core_asks(*form, answered({{"qualification_kind", "school"}}), "qualification_occupation"));
    EXPECT_FALSE(
        core_asks(*form, answered({{"qualification_kind", "school"}}), "experience_years"));
}

TEST(ShippedQuestionnaires, where_the_certificate_is_is_asked_of_who_does_not_have_it) {
    const auto form = shipped("anerkennung");
    EXPECT_FALSE(core_asks(*form, Answers{}, "degree_where"));
    EXPECT_TRUE(core_asks(*form, answered({{"documents_have", "identity"}}), "degree_where"));
    EXPECT_FALSE(
        core_asks(*form, answered({{"documents_have", "degree_certificate"}}), "degree_where"));
}

TEST(ShippedQuestionnaires, a_notice_is_asked_for_wherever_it_was_said_and_only_once) {
    const auto form = shipped("anerkennung");
    EXPECT_FALSE(core_asks(*form, Answers{}, "notice_date"));
    const Answers reason = answered({{"reasons", "notice_received"}});
    EXPECT_TRUE(core_asks(*form, reason, "notice_date"));
    EXPECT_FALSE(core_asks(*form, reason, "stage")) << "it is known how far it is";
    EXPECT_TRUE(core_asks(*form, answered({{"stage", "notice_arrived"}}), "notice_date"));
}

TEST(ShippedQuestionnaires, phone_and_email_are_asked_by_the_ways_that_were_chosen) {
    for (const std::string name : {"anerkennung", "arbeitgeber"}) {
        const auto form = shipped(name);
        const Answers email = answered({{"contact_ways", "email"}});
        EXPECT_TRUE(core_asks(*form, Answers{}, "phone")) << name;
        EXPECT_FALSE(core_asks(*form, Answers{}, "email")) << name;
        EXPECT_FALSE(core_asks(*form, email, "phone")) << name;
        EXPECT_TRUE(core_asks(*form, email, "email")) << name;
        const Answers both = answered({{"contact_ways", "email"}, {"contact_ways", "call"}});
        EXPECT_TRUE(core_asks(*form, both, "phone") && core_asks(*form, both, "email")) << name;
    }
}

TEST(ShippedQuestionnaires,
     residence_status_is_no_gate_and_the_permit_is_not_asked_of_eu_citizens_and_germans) {
    const auto form = shipped("anerkennung");
    for (const std::string status : {"german", "eu_eea_swiss", "abroad"}) {
        EXPECT_FALSE(asks(*form, answered({{"residence_status", status}}), "residence_valid_until"))
            << status;
    }
    EXPECT_TRUE(
        asks(*form, answered({{"residence_status", "tolerated"}}), "residence_valid_until"));
    for (const std::string status : {"tolerated", "abroad", "asylum_pending", "eu_eea_swiss"}) {
        for (const std::string question : {"qualification_kind", "documents_have", "work_now"}) {
            EXPECT_TRUE(asks(*form, answered({{"residence_status", status}}), question))
                << status << " " << question;
        }
    }
}

TEST(ShippedQuestionnaires, who_lives_abroad_is_not_asked_about_benefits_and_postcode) {
    const auto form = shipped("anerkennung");
    const Answers abroad = answered({{"residence_status", "abroad"}});
    EXPECT_FALSE(asks(*form, abroad, "benefits"));
    EXPECT_FALSE(asks(*form, abroad, "postcode"));
    EXPECT_TRUE(asks(*form, abroad, "residence_country"));
    EXPECT_TRUE(asks(*form, answered({{"residence_status", "visa"}}), "benefits"));
}

TEST(ShippedQuestionnaires, topics_that_fit_are_offered_first) {
    const auto form = shipped("anerkennung");
    const auto first = [&](const Answers& answers) {
        std::vector<std::string> names;
        for (const OfferedTopic& topic : offered_topics(*form, answers, kToday)) {
            if (topic.fits) {
                names.push_back(topic.section->name);
            }
        }
        return names;
    };
    EXPECT_THAT(first(Answers{}), testing::IsEmpty());
    EXPECT_THAT(first(answered({{"qualification_kind", "vocational"}})),
                testing::ElementsAre("training"));
    EXPECT_THAT(first(answered({{"qualification_kind", "none"},
                                {"documents_have", "identity"},
                                {"stage", "procedure_running"},
                                {"residence_status", "tolerated"},
                                {"reasons", "find_work"},
                                {"experience_years", "over_10"}})),
                testing::ElementsAre("experience", "papers", "applications", "stay", "aims"));
}

TEST(ShippedQuestionnaires, statistics_are_asked_of_who_allowed_them) {
    const auto form = shipped("anerkennung");
    for (const std::string question : {"gender", "heard_about"}) {
        EXPECT_FALSE(asks(*form, Answers{}, question)) << question;
        EXPECT_TRUE(asks(*form, answered({{"consent_statistics", "yes"}}), question)) << question;
    }
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
    Answers renamed;
    renamed.fields[{"other_name"}] = TextAnswer{SecretText("Petrenko"), "uk"};
    EXPECT_TRUE(offers_proof(renamed));
}

TEST(ShippedQuestionnaires, questions_of_the_esf_are_off_by_default) {
    const auto form = shipped("anerkennung");
    EXPECT_FALSE(asks(*form, answered({{"consent_statistics", "yes"}}), "esf_employment"));
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
    const std::set<std::string> steering = {"esf_block"};
    for (const std::string name : {"anerkennung", "arbeitgeber", "withdrawal"}) {
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
