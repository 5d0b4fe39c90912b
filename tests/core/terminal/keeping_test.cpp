// SPDX-License-Identifier: EUPL-1.2
/// Nothing is sealed that nobody chose, and nothing that a client said goes in one tap.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/terminal/session_fixture.h"

namespace lotse {
namespace {

/// Whoever only goes back, refuses, or looks at another questionnaire has not asked for deleting.
class KeepingTest : public SessionTest {
protected:
    void answered_and_back_at_the_consent() {
        begin();
        type("family_name", "Beispiel");
        send(terminal::BackPressed{});  // closes the keyboard
        send(terminal::BackPressed{});
        ASSERT_TRUE(std::holds_alternative<terminal::Consenting>(session().step));
    }
    bool name_is_there() {
        const Answer* answer = session().answers.find({"family_name", 0});
        return answer != nullptr && std::get<TextAnswer>(*answer).text.view() == "Beispiel";
    }
};

TEST_F(KeepingTest, going_back_to_the_start_asks_before_answers_are_deleted) {
    answered_and_back_at_the_consent();
    send(terminal::BackPressed{});
    ASSERT_FALSE(at_start());
    EXPECT_TRUE(screen_for(m_state, m_rules).end_asked);
    send(terminal::EndCancelled{});
    EXPECT_TRUE(name_is_there());
    send(terminal::BackPressed{});
    send(terminal::EndConfirmed{});
    EXPECT_TRUE(at_start());
    EXPECT_TRUE(wiped());
    send(terminal::LanguageChosen{"de"});
    send(terminal::BackPressed{});
    EXPECT_TRUE(at_start()) << "nothing is there to ask about";
}

TEST_F(KeepingTest, whoever_was_asked_nothing_yet_leaves_no_traces_to_wipe) {
    const std::unique_ptr<Questionnaire> other = *codec::read_questionnaire(
        R"json({"name": "g", "version": 1, "survey": [
            {"group": "a", "children": [{"type": "text", "name": "family_name"}]}]})json",
        "g.json");
    m_rules.forms.push_back({other.get(), "cd"});
    send(terminal::LanguageChosen{"de"});
    send(terminal::BackPressed{});
    EXPECT_TRUE(at_start());
    EXPECT_FALSE(wiped());
    send(terminal::LanguageChosen{"de"});
    send(terminal::FormChosen{"f"});
    send(terminal::BackPressed{});
    send(terminal::BackPressed{});
    EXPECT_TRUE(at_start());
    EXPECT_TRUE(wiped());
}

TEST_F(KeepingTest, a_refused_consent_asks_before_answers_are_deleted) {
    answered_and_back_at_the_consent();
    send(terminal::ConsentRefused{});
    EXPECT_TRUE(m_sealed.empty());
    EXPECT_TRUE(view<terminal::NumberView>().deletes);
    send(terminal::BackPressed{});
    EXPECT_TRUE(std::holds_alternative<terminal::Consenting>(session().step));
    EXPECT_TRUE(name_is_there());
    send(terminal::ConsentRefused{});
    send(terminal::NumberConfirmed{});
    ASSERT_EQ(m_sealed.size(), 1U);
    EXPECT_TRUE(m_sealed[0].answers.fields.empty());
    EXPECT_TRUE(session().answers.fields.empty());
}

TEST_F(KeepingTest, another_questionnaire_leaves_the_answers_of_the_first_where_they_were) {
    const std::unique_ptr<Questionnaire> other =
        *codec::read_questionnaire(R"json({"name": "g", "version": 1, "survey": [
            {"group": "a", "children": [{"type": "text", "name": "family_name"}]}]})json",
                                   "g.json");
    m_rules.forms.push_back({other.get(), "cd"});
    send(terminal::LanguageChosen{"de"});
    send(terminal::FormChosen{"f"});
    send(terminal::ConsentGiven{});
    type("family_name", "Beispiel");
    for (int i = 0; i < 3; ++i) {
        send(terminal::BackPressed{});
    }
    ASSERT_TRUE(std::holds_alternative<terminal::Choosing>(session().step));
    send(terminal::FormChosen{"g"});
    EXPECT_TRUE(session().answers.fields.empty()) << "no answer goes to another questionnaire";
    send(terminal::BackPressed{});
    send(terminal::NumberOnlyChosen{});
    EXPECT_TRUE(view<terminal::NumberView>().deletes);
    send(terminal::BackPressed{});
    send(terminal::FormChosen{"f"});
    EXPECT_TRUE(name_is_there());
    send(terminal::BackPressed{});
    send(terminal::FormChosen{"g"});
    send(terminal::BackPressed{});
    send(terminal::BackPressed{});
    EXPECT_FALSE(at_start()) << "answers of the other one are answers";
    send(terminal::EndConfirmed{});
    EXPECT_TRUE(at_start());
}

TEST_F(KeepingTest, an_entry_with_answers_is_deleted_only_once_its_question_was_answered) {
    begin();
    to_the_jobs("yes", "B");
    send(terminal::EntryAdded{"job"});
    type("job_title", "Köchin");
    send(terminal::NextPressed{});
    send(terminal::NextPressed{});
    const auto entries = [this] { return view<terminal::HubView>().entries.size(); };
    const auto asks = [this] { return view<terminal::HubView>().removing.has_value(); };
    const std::string before = identity_of(screen_for(m_state, m_rules));
    send(terminal::RemovalAsked{"job", 0});
    EXPECT_TRUE(asks());
    EXPECT_EQ(entries(), 1U);
    EXPECT_NE(identity_of(screen_for(m_state, m_rules)), before) << "another screen for a finger";
    for (const terminal::Event& not_meant :
         {terminal::Event{terminal::RemovalCancelled{}}, terminal::Event{terminal::BackPressed{}},
          terminal::Event{terminal::NextPressed{}}}) {
        send(not_meant);
        while (page() != "job") {
            send(terminal::BackPressed{});
        }
        EXPECT_FALSE(asks());
        send(terminal::RemovalConfirmed{});
        EXPECT_EQ(entries(), 1U) << "nothing is asked";
        send(terminal::RemovalAsked{"job", 0});
        EXPECT_TRUE(asks());
    }
    send(terminal::RemovalConfirmed{});
    EXPECT_FALSE(asks());
    EXPECT_EQ(entries(), 0U);
    for (const int unknown : {-1, 0, 1}) {
        send(terminal::RemovalAsked{"job", unknown});
        EXPECT_FALSE(asks());
    }
}

/// The question names what would be deleted.
TEST_F(KeepingTest, an_entry_is_named_by_its_first_text_else_by_its_first_choice) {
    begin();
    to_the_jobs("yes", "B");
    send(terminal::EntryAdded{"job"});
    session().answers.fields[{"job_country", 0}] = ChoiceAnswer{{"SY"}};
    for (int i = 0; i < 2; ++i) {
        send(terminal::BackPressed{});
        send(terminal::RemovalAsked{"job", 0});
        const auto removing = view<terminal::HubView>().removing;
        ASSERT_TRUE(removing && removing->title);
        EXPECT_EQ(removing->title_type, i == 0 ? QuestionType::Country : QuestionType::Text);
        EXPECT_EQ(removing->title_option_id, "");
        send(terminal::RemovalCancelled{});
        send(terminal::EntryOpened{"job", 0});
        session().answers.fields[{"job_title", 0}] = TextAnswer{SecretText("Köchin"), "de"};
    }
}

TEST_F(SessionTest, what_an_i_do_not_know_stands_for_is_there_again_once_it_is_taken_back) {
    begin();
    const FieldPath name{"family_name", 0}, count{"children_count", 0}, needs{"needs", 0};
    type("family_name", "Beispiel");
    type("children_count", "3");
    const Answers before = session().answers;
    for (const FieldPath& path : {name, count}) {
        send(terminal::SpecialTapped{path, Special::DontKnow});
        EXPECT_TRUE(std::holds_alternative<Special>(*session().answers.find(path)));
        send(terminal::SpecialTapped{path, Special::DiscussInCounselling});
        send(terminal::SpecialTapped{path, Special::DiscussInCounselling});
    }
    EXPECT_EQ(session().answers, before);
    send(terminal::SpecialTapped{name, Special::DontKnow});
    send(terminal::NextPressed{});
    send(terminal::ChoiceTapped{needs, "eye"});
    send(terminal::SpecialTapped{needs, Special::DontKnow});
    send(terminal::SpecialTapped{needs, Special::DontKnow});
    EXPECT_EQ(std::get<ChoiceAnswer>(*session().answers.find(needs)).names,
              std::vector<std::string>{"eye"});
    // What was deleted by hand does not come back.
    send(terminal::BackPressed{});
    type("children_count", "");
    send(terminal::SpecialTapped{count, Special::DontKnow});
    send(terminal::SpecialTapped{count, Special::DontKnow});
    EXPECT_EQ(session().answers.find(count), nullptr);
}

}  // namespace
}  // namespace lotse
