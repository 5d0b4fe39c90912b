// SPDX-License-Identifier: EUPL-1.2
/// The short way: one tap for one question, the number before the rest, and what becomes of what is
/// told beyond it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/limits.h"
#include "core/terminal/session_fixture.h"
#include "core/terminal/waiting.h"

namespace lotse {
namespace {

constexpr const char* kTopics = R"json({
  "name": "t", "version": 1,
  "choices": {
    "whom": ["self", "accompany", "family_member"],
    "yes_no": ["yes", "no"], "kinds": ["none", "trade"], "needs": ["a", "b", "none"]},
  "survey": [
    {"group": "start", "children": [
      {"type": "select_one", "name": "for_whom", "meaning": "for_whom", "choices": "whom"},
      {"type": "text", "name": "family_name"},
      {"type": "select_multiple", "name": "needs", "choices": "needs"},
      {"type": "select_one", "name": "kind", "choices": "kinds", "specials": ["dont_know"]},
      {"type": "country", "name": "land"}]},
    {"group": "training", "topic": "certificate", "offer": "${kind} = 'trade'", "children": [
      {"type": "text", "name": "school"},
      {"type": "select_one", "name": "finished", "choices": "yes_no"}]},
    {"group": "stay", "topic": "visa", "relevant": "${land} != 'DE'", "children": [
      {"type": "text", "name": "since"}]},
    {"group": "aims", "topic": "search", "offer": "true()", "children": [
      {"type": "text", "name": "goal"}]}]})json";

class TellingTest : public SessionTest {
protected:
    TellingTest() {
        auto form = codec::read_questionnaire(kTopics, "t.json");
        if (!form) {
            ADD_FAILURE() << to_string(form.error());
            return;
        }
        m_topics = std::move(*form);
        m_rules.forms = {{m_topics.get(), "cd"}};
    }

    void choose(const std::string& whom = "self") {
        send(terminal::LanguageChosen{"de"});
        send(terminal::FormChosen{"t", whom});
        send(terminal::ConsentGiven{});
    }
    void write(const std::string& text) {
        send(terminal::TextEdited{SecretText(text), text.size(), text.size()});
    }
    /// To the number, without saying anything that need not be said.
    void to_the_number(const std::string& kind = "trade") {
        choose();
        write("Beispiel");
        next(2);
        send(terminal::ChoiceTapped{{"kind", 0}, kind});
        send(terminal::ChoiceTapped{{"land", 0}, "SY"});
        send(terminal::SubmitPressed{});
        send(terminal::IntakeStored{"A007"});
    }
    terminal::SealAndStore sealed() {
        for (const terminal::Effect& effect : m_effects) {
            if (const auto* seal = std::get_if<terminal::SealAndStore>(&effect)) {
                return *seal;
            }
        }
        ADD_FAILURE() << "nothing is sealed";
        return {};
    }
    bool seals() const {
        return std::any_of(m_effects.begin(), m_effects.end(), [](const terminal::Effect& e) {
            return std::holds_alternative<terminal::SealAndStore>(e);
        });
    }
    bool knows(const terminal::SealAndStore& seal, const std::string& question) {
        return seal.content.answers.find({question, 0}) != nullptr;
    }
    std::vector<std::string> topics() {
        std::vector<std::string> names;
        for (const terminal::TopicView& topic : view<terminal::TellingView>().topics) {
            names.push_back(topic.name + (topic.told ? "+" : ""));
        }
        return names;
    }
    bool is_telling() const {
        const auto* place = std::get_if<terminal::InSession>(&m_state.place);
        return place != nullptr && std::holds_alternative<terminal::Telling>(place->session.step);
    }

    std::unique_ptr<Questionnaire> m_topics;
};

TEST_F(TellingTest, for_whom_is_asked_with_the_questionnaire_and_not_again) {
    send(terminal::LanguageChosen{"de"});
    std::vector<std::string> ways;
    for (const terminal::WayView& way : view<terminal::ChoosingView>().ways) {
        ways.push_back(way.form + "." + way.choice);
    }
    EXPECT_THAT(ways, testing::ElementsAre("t.self", "t.accompany", "t.family_member"));
    send(terminal::FormChosen{"t", "family_member"});
    send(terminal::ConsentGiven{});
    EXPECT_EQ(page(), "family_name");
    send(terminal::BackPressed{});
    EXPECT_TRUE(std::holds_alternative<terminal::Consenting>(session().step));
    send(terminal::BackPressed{});
    EXPECT_TRUE(std::holds_alternative<terminal::Choosing>(session().step));
    send(terminal::FormChosen{"t", "self"});
    EXPECT_EQ(std::get<ChoiceAnswer>(*session().answers.find({"for_whom", 0})).names,
              std::vector<std::string>{"self"});
    send(terminal::FormChosen{"t", "nobody"});
    EXPECT_EQ(std::get<ChoiceAnswer>(*session().answers.find({"for_whom", 0})).names,
              std::vector<std::string>{"self"})
        << "only what is offered";
}

TEST_F(TellingTest, what_was_asked_with_the_questionnaire_is_in_the_review_to_be_corrected) {
    choose();
    next(3);
    next();  // the country
    ASSERT_TRUE(std::holds_alternative<terminal::Reviewing>(session().step));
    const auto review = view<terminal::ReviewView>();
    EXPECT_EQ(review.sections.at(0).rows.at(0).field.path.question, "for_whom");
    send(terminal::CorrectionAsked{{"for_whom", 0}});
    EXPECT_EQ(page(), "for_whom");
    send(terminal::ChoiceTapped{{"for_whom", 0}, "accompany"});
    EXPECT_TRUE(std::holds_alternative<terminal::Reviewing>(session().step)) << "one tap, and back";
}

TEST_F(TellingTest, whoever_helps_reads_a_second_language_and_the_next_client_does_not) {
    m_rules.second_language = "ar";
    const auto second = [this] { return screen_for(m_state, m_rules).second_language; };
    send(terminal::LanguageChosen{"de"});
    EXPECT_EQ(second(), "");
    send(terminal::FormChosen{"t", "accompany"});
    EXPECT_EQ(second(), "ar");
    send(terminal::BackPressed{});
    send(terminal::FormChosen{"t", "self"});
    EXPECT_EQ(second(), "");
    send(terminal::BackPressed{});
    send(terminal::FormChosen{"t", "accompany"});
    send(terminal::ConsentGiven{});
    EXPECT_EQ(second(), "ar");
    send(terminal::LanguageChosen{"ar"});
    EXPECT_EQ(second(), "") << "no text stands twice on the screen";
    send(terminal::LanguageChosen{"de"});
    EXPECT_EQ(second(), "ar");
    EXPECT_EQ(session().consent.mode, FillMode::WithHelper);
    send(terminal::EndAsked{});
    send(terminal::EndConfirmed{});
    send(terminal::LanguageChosen{"de"});
    EXPECT_EQ(second(), "");
}

TEST_F(TellingTest, one_tap_answers_a_single_choice_and_goes_on) {
    choose();
    next();
    EXPECT_EQ(page(), "needs");
    send(terminal::ChoiceTapped{{"needs", 0}, "a"});
    EXPECT_EQ(page(), "needs") << "of several the client says when it is enough";
    next();
    send(terminal::SpecialTapped{{"kind", 0}, Special::PreferNotToSay});
    EXPECT_EQ(page(), "kind") << "not offered there";
    send(terminal::SpecialTapped{{"kind", 0}, Special::DontKnow});
    EXPECT_EQ(page(), "land");
    send(terminal::BackPressed{});
    send(terminal::ChoiceTapped{{"kind", 0}, "trade"});
    EXPECT_EQ(page(), "land");
    send(terminal::ListOpened{{"land", 0}});
    send(terminal::ChoiceTapped{{"land", 0}, "SY"});
    EXPECT_TRUE(std::holds_alternative<terminal::Reviewing>(session().step));
}

TEST_F(TellingTest, the_keyboard_of_a_page_with_one_text_is_open_and_back_leaves_the_page) {
    choose();
    ASSERT_TRUE(session().editing);
    EXPECT_TRUE(view<terminal::PageView>().only_text);
    write("Beispiel");
    next();
    EXPECT_FALSE(session().editing);
    send(terminal::BackPressed{});
    ASSERT_TRUE(session().editing);
    EXPECT_EQ(session().editing->caret, std::string("Beispiel").size()) << "at the end";
    send(terminal::BackPressed{});
    EXPECT_TRUE(std::holds_alternative<terminal::Consenting>(session().step));
}

TEST_F(TellingTest, the_number_comes_before_the_topics_and_what_fits_stands_first) {
    choose();
    next(4);
    send(terminal::SubmitPressed{});
    EXPECT_TRUE(sealed().stays_open);
    EXPECT_FALSE(sealed().replaces);
    EXPECT_TRUE(std::holds_alternative<terminal::Sealing>(session().step)) << "not durable yet";
    send(terminal::IntakeStored{"A007"});
    EXPECT_EQ(view<terminal::TellingView>().number, "A007");
    EXPECT_THAT(topics(), testing::ElementsAre("aims", "training", "stay"));
    EXPECT_TRUE(screen_for(m_state, m_rules).number_safe);
}

TEST_F(TellingTest, a_topic_is_asked_reviewed_and_sealed_into_the_same_intake) {
    to_the_number();
    EXPECT_THAT(topics(), testing::ElementsAre("training", "aims", "stay"));
    send(terminal::TopicChosen{"training"});
    EXPECT_EQ(page(), "school");
    write("Berufsschule");
    next();
    send(terminal::ChoiceTapped{{"finished", 0}, "yes"});
    ASSERT_TRUE(std::holds_alternative<terminal::Reviewing>(session().step));
    EXPECT_TRUE(view<terminal::ReviewView>().of_topic);
    EXPECT_EQ(view<terminal::ReviewView>().sections.size(), 1U) << "of this topic only";
    send(terminal::SubmitPressed{});
    const terminal::SealAndStore again = sealed();
    EXPECT_TRUE(again.replaces);
    EXPECT_TRUE(again.stays_open);
    EXPECT_TRUE(knows(again, "family_name"));
    EXPECT_TRUE(knows(again, "school"));
    send(terminal::IntakeStored{"A007"});
    EXPECT_THAT(topics(), testing::ElementsAre("training+", "aims", "stay"));
    send(terminal::TellingEnded{});
    EXPECT_TRUE(at_start());
    EXPECT_TRUE(wiped());
    EXPECT_FALSE(seals()) << "everything is sealed";
}

TEST_F(TellingTest, whoever_leaves_a_topic_half_way_loses_nothing) {
    to_the_number();
    send(terminal::TopicChosen{"training"});
    write("Berufs");
    send(terminal::BackPressed{});
    EXPECT_TRUE(knows(sealed(), "school")) << "sealed on the way back";
    send(terminal::IntakeStored{"A007"});
    EXPECT_THAT(topics(), testing::ElementsAre("training", "aims", "stay")) << "not gone through";
    send(terminal::TopicChosen{"stay"});
    send(terminal::BackPressed{});
    EXPECT_FALSE(seals()) << "nothing was said";
    EXPECT_TRUE(is_telling());
    send(terminal::TopicChosen{"stay"});
    write("2021");
    wait(patience() + m_rules.idle_grace);
    EXPECT_TRUE(at_start());
    EXPECT_TRUE(knows(sealed(), "since")) << "of who walked away, too";
    EXPECT_FALSE(sealed().stays_open);
    EXPECT_TRUE(wiped());
}

TEST_F(TellingTest, before_the_number_nothing_is_kept_of_who_walks_away) {
    choose();
    write("Beispiel");
    wait(patience() + m_rules.idle_grace);
    EXPECT_TRUE(at_start());
    EXPECT_FALSE(seals());
    EXPECT_TRUE(m_sealed.empty());
}

TEST_F(TellingTest, the_end_offers_to_keep_to_drop_the_new_and_to_withdraw) {
    to_the_number();
    send(terminal::TopicChosen{"training"});
    write("Berufsschule");
    send(terminal::EndAsked{});
    EXPECT_TRUE(screen_for(m_state, m_rules).has_news);
    send(terminal::EndConfirmed{});
    EXPECT_FALSE(at_start()) << "here that question has other answers";
    send(terminal::NewsDropped{});
    ASSERT_TRUE(is_telling());
    EXPECT_EQ(session().answers.find({"school", 0}), nullptr);
    EXPECT_NE(session().answers.find({"family_name", 0}), nullptr);
    send(terminal::NewsDropped{});
    send(terminal::AllWithdrawn{});
    EXPECT_FALSE(seals()) << "nobody was asked";
    send(terminal::EndAsked{});
    send(terminal::AllWithdrawn{});
    EXPECT_TRUE(sealed().replaces);
    EXPECT_FALSE(sealed().stays_open);
    EXPECT_TRUE(sealed().content.answers.fields.empty());
    EXPECT_EQ(sealed().content.questionnaire, "");
    send(terminal::IntakeStored{"A007"});
    EXPECT_EQ(view<terminal::FinishedView>().number, "A007") << "the number stays";
    EXPECT_FALSE(view<terminal::FinishedView>().with_data);
    wait(m_rules.number_shown);
    EXPECT_TRUE(at_start());
    EXPECT_FALSE(seals());
}

TEST_F(TellingTest, what_could_not_be_stored_is_told_and_there_still) {
    to_the_number();
    send(terminal::TopicChosen{"aims"});
    write("Arbeit");
    next();
    send(terminal::SubmitPressed{});
    send(terminal::IntakeNotStored{});
    ASSERT_TRUE(is_telling());
    EXPECT_TRUE(view<terminal::TellingView>().not_stored);
    EXPECT_EQ(view<terminal::TellingView>().number, "A007");
    send(terminal::TellingEnded{});
    EXPECT_TRUE(at_start());
    EXPECT_TRUE(knows(sealed(), "goal")) << "tried once more";
}

TEST_F(TellingTest, a_topic_that_does_not_concern_the_client_is_not_offered) {
    choose();
    next(3);
    send(terminal::ChoiceTapped{{"land", 0}, "DE"});
    send(terminal::SubmitPressed{});
    send(terminal::IntakeStored{"A007"});
    EXPECT_THAT(topics(), testing::ElementsAre("aims", "training"));
    send(terminal::TopicChosen{"stay"});
    EXPECT_TRUE(is_telling());
}

TEST_F(TellingTest, a_centre_that_wants_no_topics_ends_with_the_number) {
    m_rules.topics = false;
    to_the_number();
    EXPECT_EQ(view<terminal::FinishedView>().number, "A007");
    EXPECT_TRUE(session().answers.fields.empty());
}

TEST_F(TellingTest, the_topics_wait_as_long_as_a_question_and_warn_first) {
    to_the_number();
    wait(patience());
    EXPECT_GT(screen_for(m_state, m_rules).idle_seconds_left, 0);
    send(terminal::Touched{});
    EXPECT_EQ(screen_for(m_state, m_rules).idle_seconds_left, 0);
    EXPECT_FALSE(is_over(m_state, m_rules));
    wait(patience() + m_rules.idle_grace);
    EXPECT_TRUE(at_start());
    EXPECT_FALSE(seals()) << "nothing new was told";
}

TEST_F(TellingTest, an_intake_is_not_held_open_for_ever_and_that_is_said_before) {
    to_the_number();
    send(terminal::TopicChosen{"stay"});
    write("2021");
    const auto left = [&] { return screen_for(m_state, m_rules).telling_seconds_left; };
    const auto busy = [&](std::chrono::minutes time) {
        for (int i = 0; i < time.count() * 2; ++i) {
            m_now.monotonic += std::chrono::seconds(30);
            send(terminal::Touched{});
            if (at_start()) {
                return;
            }
            send(terminal::Ticked{});
        }
    };
    busy(limits::kLongestTelling - limits::kTellingEndSaid - std::chrono::minutes(1));
    EXPECT_EQ(left(), 0);
    busy(std::chrono::minutes(1));
    EXPECT_EQ(left(), 120);
    wait(std::chrono::seconds(1));
    EXPECT_EQ(left(), 119);
    send(terminal::TellingEndSeen{});
    EXPECT_EQ(left(), 0) << "said once";
    busy(std::chrono::minutes(1));
    EXPECT_FALSE(at_start());
    busy(std::chrono::minutes(1));
    EXPECT_TRUE(at_start());
    EXPECT_TRUE(knows(sealed(), "since")) << "what was told until then is kept";
    EXPECT_FALSE(sealed().stays_open);
}

}  // namespace
}  // namespace lotse
