// SPDX-License-Identifier: EUPL-1.2
/// An occupation is chosen from a list or written; what was looked for is kept beside the choice.
#include <gtest/gtest.h>

#include "core/terminal/session_fixture.h"

namespace lotse {
namespace {

constexpr const char* kTrades = R"json({
  "name": "o", "version": 1,
  "survey": [
    {"group": "work", "children": [
      {"type": "occupation", "name": "learned", "longest_bytes": 24},
      {"type": "occupation", "name": "wanted"},
      {"type": "text", "name": "place", "relevant": "${learned} = 'arzt'"}]}]})json";

class OccupationTest : public SessionTest {
protected:
    OccupationTest() {
        auto form = codec::read_questionnaire(kTrades, "o.json");
        if (!form) {
            ADD_FAILURE() << to_string(form.error());
            return;
        }
        m_trades = std::move(*form);
        m_rules.forms = {{m_trades.get(), "cd"}};
        begin();
    }
    void look_for(const std::string& question, const std::string& text) {
        send(terminal::ListOpened{{question, 0}});
        send(terminal::TextEdited{SecretText(text), text.size(), text.size()});
    }
    const Answer* answer(const std::string& question) {
        return session().answers.find({question, 0});
    }

    std::unique_ptr<Questionnaire> m_trades;
};

TEST_F(OccupationTest, a_tile_answers_and_goes_on) {
    ASSERT_EQ(page(), "learned");
    send(terminal::ChoiceTapped{{"learned", 0}, "koch"});
    EXPECT_EQ(page(), "wanted");
    ASSERT_NE(answer("learned"), nullptr);
    EXPECT_EQ(*answer("learned"), Answer(ChoiceAnswer{{"koch"}}));
}

TEST_F(OccupationTest, what_was_looked_for_is_kept_beside_the_choice) {
    look_for("learned", "лікар хірург");
    send(terminal::ChoiceTapped{{"learned", 0}, "arzt"});
    ASSERT_NE(answer("learned"), nullptr);
    EXPECT_EQ(*answer("learned"), Answer(ChoiceAnswer{{"arzt"}, SecretText("лікар хірург")}));
    send(terminal::BackPressed{});
    send(terminal::ChoiceTapped{{"learned", 0}, "koch"});
    EXPECT_EQ(*answer("learned"), Answer(ChoiceAnswer{{"koch"}}))
        << "a tile has nothing to do with what was typed before";
}

TEST_F(OccupationTest, what_no_list_has_is_kept_as_it_was_written) {
    look_for("learned", "  Feldscher ");
    send(terminal::ListWritten{});
    EXPECT_EQ(page(), "wanted");
    ASSERT_NE(answer("learned"), nullptr);
    EXPECT_EQ(*answer("learned"), Answer(TextAnswer{SecretText("Feldscher"), "de"}));
    send(terminal::BackPressed{});
    send(terminal::ListOpened{{"learned", 0}});
    ASSERT_TRUE(session().list);
    EXPECT_EQ(session().list->search.view(), "Feldscher") << "to be corrected";
    EXPECT_EQ(session().list->caret, 9U);
}

TEST_F(OccupationTest, no_more_can_be_typed_than_an_envelope_has_room_for) {
    look_for("learned", "some work, 24 bytes long");
    send(terminal::TextEdited{SecretText("some work, 25 bytes long."), 25, 25});
    EXPECT_EQ(session().list->search.view(), "some work, 24 bytes long");
    send(terminal::ListWritten{});
    EXPECT_EQ(std::get<TextAnswer>(*answer("learned")).text.view(), "some work, 24 bytes long");
}

TEST_F(OccupationTest, conditions_compare_its_id) {
    look_for("learned", "Doktor");
    send(terminal::ChoiceTapped{{"learned", 0}, "arzt"});
    send(terminal::ChoiceTapped{{"wanted", 0}, "koch"});
    EXPECT_EQ(page(), "place");
}

}  // namespace
}  // namespace lotse
