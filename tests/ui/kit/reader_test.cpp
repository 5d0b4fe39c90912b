// SPDX-License-Identifier: EUPL-1.2
#include "ui/kit/reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

namespace lotse::ui {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

text::Catalogue catalogue() {
    Language german;
    german.tag = german.locale = "de";
    german.messages = Texts{{"speech.role.alert", "Achtung"},
                            {"speech.role.field", "Eingabe"},
                            {"speech.state.empty", "noch leer"},
                            {"speech.state.filled", "ausgefüllt"},
                            {"speech.state.chosen", "gewählt"},
                            {"speech.state.not_chosen", "nicht gewählt"},
                            {"speech.state.disabled", "geht gerade nicht"},
                            {"speech.role.check", "zum Ankreuzen"},
                            {"speech.position", "{place} von {count}"},
                            {"speech.twice", "Zum Wählen zweimal tippen"},
                            {"speech.deleted", "gelöscht: {letter}"}};
    return text::Catalogue({german});
}

Node node(Role role, const std::string& id, const std::string& label,
          const std::string& value = {}) {
    Node out;
    out.role = role;
    out.id = id;
    out.label = label;
    out.value = value;
    out.language = "de";
    return out;
}

/// What everybody hears, what only who asked for answers, in one line each.
struct Heard {
    std::vector<std::string> all, aloud;
};
Heard heard(const Utterance& utterance) {
    Heard out;
    for (const SpokenPart& part : utterance.parts) {
        // Without the isolates around an argument.
        const std::string words =
            std::regex_replace(std::string(part.words.view()), std::regex("\u2068|\u2069"), "");
        if (part.taint == Taint::Interface) out.all.push_back(words);
        if (part.taint != Taint::Masked) out.aloud.push_back(words);
    }
    return out;
}

class ReaderTest : public testing::Test {
protected:
    Heard screen(const std::vector<Node>& nodes, bool answers = false) const {
        return heard(Reader(m_catalogue, "de", answers).screen(SemanticTree{nodes}));
    }
    Heard change(const std::vector<Node>& before, const std::vector<Node>& now) const {
        return heard(
            Reader(m_catalogue, "de", true).change(SemanticTree{before}, SemanticTree{now}));
    }
    /// On the node of this id.
    Heard stop(std::vector<Node> nodes, const std::string& id, bool answers = false) const {
        for (Node& one : nodes) one.state.focused = one.id == id;
        return heard(Reader(m_catalogue, "de", answers).stop(SemanticTree{std::move(nodes)}));
    }
    text::Catalogue m_catalogue = catalogue();
};

TEST_F(ReaderTest, says_a_screen_in_the_order_of_reading) {
    EXPECT_THAT(
        screen({node(Role::Text, "header.institution", "Beratung"),
                node(Role::Progress, "progress", "Frage 2 von 5"),
                node(Role::Group, "question.a", "Wer braucht Beratung?"),
                node(Role::Heading, "label.a", "Wer braucht Beratung?"),
                node(Role::Text, "second.label.a", "Who needs advice?"),
                node(Role::Button, "answer.self", "Ich selbst"), node(Role::Key, "key.a", "a"),
                node(Role::Button, "scroll.page.down", "Weiter unten"),
                node(Role::Button, "action.back", "Zurück"),
                node(Role::Button, "bar.help", "Hilfe")})
            .all,
        ElementsAre("Wer braucht Beratung?", "Ich selbst", "Zurück"));
}

TEST_F(ReaderTest, says_what_lies_in_the_bar_nowhere) {
    Node inside = node(Role::Button, "letters", "Größer");
    inside.parent = 0;
    EXPECT_THAT(screen({node(Role::Group, "bar", "Leiste"), inside}).all, IsEmpty());
}

TEST_F(ReaderTest, says_of_a_field_that_it_is_filled_but_not_with_what) {
    const std::vector<Node> nodes = {node(Role::Field, "a", "Name", "Olena"),
                                     node(Role::Field, "b", "Ort")};
    EXPECT_THAT(screen(nodes).all,
                ElementsAre("Name", "Eingabe", "ausgefüllt", "Ort", "Eingabe", "noch leer"));
    EXPECT_THAT(screen(nodes, true).aloud,
                ElementsAre("Name", "Eingabe", "Olena", "Ort", "Eingabe", "noch leer"));
    EXPECT_THAT(screen(nodes, true).all,
                ElementsAre("Name", "Eingabe", "Ort", "Eingabe", "noch leer"));
}

TEST_F(ReaderTest, never_says_what_is_masked) {
    Node pin = node(Role::Field, "pin", "PIN", "1234");
    pin.state.masked = true;
    EXPECT_THAT(screen({pin}, true).aloud, ElementsAre("PIN", "Eingabe", "ausgefüllt"));
}

TEST_F(ReaderTest, keeps_answers_to_those_who_asked_for_them) {
    Node row = node(Role::Button, "review.name", "Name", "Olena");
    Node entry = node(Role::Button, "entry.1", "Köchin");
    entry.personal = true;
    Node chosen = node(Role::Choice, "answer.yes", "Ja");
    chosen.state.checked = true;
    EXPECT_THAT(screen({row, entry, chosen}).all, ElementsAre("Name", "Ja"));
    EXPECT_THAT(screen({row, entry, chosen}, true).aloud,
                ElementsAre("Name", "Olena", "Köchin", "Ja", "gewählt"));
}

TEST_F(ReaderTest, says_of_a_long_list_what_is_in_view) {
    std::vector<Node> nodes;
    for (int i = 0; i < 200; ++i) {
        nodes.push_back(node(Role::Choice, "c" + std::to_string(i), std::to_string(i)));
        nodes.back().state.hidden = i >= 3;
    }
    EXPECT_THAT(screen(nodes).all, ElementsAre("0", "1", "2"));
    nodes.resize(20);
    EXPECT_EQ(screen(nodes).all.size(), 20U);
}

TEST_F(ReaderTest, says_an_alert_and_what_cannot_be_pressed) {
    Node next = node(Role::Button, "action.next", "Weiter");
    next.state.enabled = false;
    EXPECT_THAT(screen({node(Role::Alert, "problem", "Bitte wählen Sie."), next}).all,
                ElementsAre("Achtung", "Bitte wählen Sie.", "Weiter", "geht gerade nicht"));
}

TEST_F(ReaderTest, says_the_result_of_a_tap_and_nothing_else) {
    Node before = node(Role::Check, "a", "Deutsch"), now = before;
    now.state.checked = true;
    EXPECT_THAT(change({before}, {now}).all, ElementsAre("gewählt"));
    EXPECT_THAT(change({now}, {before}).all, ElementsAre("nicht gewählt"));
    EXPECT_THAT(change({now}, {now}).all, IsEmpty());
}

TEST_F(ReaderTest, says_the_letter_that_was_typed_only_to_who_asked_for_it) {
    const auto field = [](const std::string& value) {
        return std::vector<Node>{node(Role::Field, "a", "Name", value)};
    };
    EXPECT_THAT(change(field("Ole"), field("Olen")).aloud, ElementsAre("n"));
    EXPECT_THAT(change(field("Ole"), field("Olen")).all, IsEmpty());
    EXPECT_THAT(change(field("Olen"), field("Ole")).aloud, ElementsAre("gelöscht: n"));
    EXPECT_THAT(change(field("Olen"), field("Ivan")).aloud, ElementsAre("Ivan"));
}

TEST_F(ReaderTest, says_what_came_but_not_what_changed_in_its_place) {
    EXPECT_THAT(change({node(Role::Text, "idle.text", "In 17 Sekunden")},
                       {node(Role::Text, "idle.text", "In 16 Sekunden")})
                    .all,
                IsEmpty());
    EXPECT_THAT(change({}, {node(Role::Alert, "problem.a", "Bitte wählen Sie."),
                            node(Role::Button, "more", "Mehr")})
                    .all,
                ElementsAre("Achtung", "Bitte wählen Sie."));
}

TEST_F(ReaderTest, keeps_the_language_and_the_message_of_each_part) {
    Node card = node(Role::Button, "language.uk", "Українська");
    card.language = "uk";
    card.text_id = "x";
    const Utterance said = Reader(m_catalogue, "de", false).screen(SemanticTree{{card}});
    ASSERT_EQ(said.parts.size(), 1U);
    EXPECT_EQ(said.parts[0].tag, "uk");
    EXPECT_EQ(said.parts[0].id, "x");
    EXPECT_EQ(said.parts[0].node, "language.uk");
}

TEST_F(ReaderTest, says_where_the_keys_stand_and_among_how_many_answers) {
    const std::vector<Node> nodes = {node(Role::Heading, "label.a", "Wer braucht Beratung?"),
                                     node(Role::Choice, "answer.a.self", "Ich selbst"),
                                     node(Role::Choice, "answer.a.other", "Jemand anders"),
                                     node(Role::Button, "action.back", "Zurück")};
    EXPECT_THAT(stop(nodes, "answer.a.other").all, ElementsAre("Jemand anders", "2 von 2"));
    EXPECT_THAT(stop(nodes, "action.back").all, ElementsAre("Zurück"));
    EXPECT_THAT(stop(nodes, "nowhere").all, IsEmpty());
}

TEST_F(ReaderTest, says_a_stop_whatever_it_is_also_keys_and_the_bar) {
    Node contrast = node(Role::Button, "bar.contrast", "Kontrast", "Farben: hell");
    EXPECT_THAT(stop({contrast, node(Role::Key, "key.a", "a")}, "bar.contrast").all,
                ElementsAre("Kontrast", "Farben: hell"));
    EXPECT_THAT(stop({contrast, node(Role::Key, "key.a", "a")}, "key.a").all, ElementsAre("a"));
    EXPECT_THAT(stop({node(Role::Check, "answer.a.work", "Arbeit")}, "answer.a.work").all,
                ElementsAre("Arbeit", "zum Ankreuzen", "1 von 1"));
}

TEST_F(ReaderTest, says_no_answer_on_a_stop_that_was_not_to_be_heard) {
    const Node field = node(Role::Field, "field.name", "Familienname", "Muster");
    EXPECT_THAT(stop({field}, "field.name").all,
                ElementsAre("Familienname", "Eingabe", "ausgefüllt"));
    EXPECT_THAT(stop({field}, "field.name", true).aloud,
                ElementsAre("Familienname", "Eingabe", "Muster"));
    Node chosen = node(Role::Choice, "answer.a.self", "Ich selbst");
    chosen.state.checked = true;
    EXPECT_THAT(stop({chosen}, "answer.a.self").all, ElementsAre("Ich selbst", "1 von 1"));
}

TEST_F(ReaderTest, says_to_a_finger_how_what_it_lies_on_is_pressed) {
    Node back = node(Role::Button, "action.back", "Zurück");
    back.state.focused = true;
    back.focus_order = 3;
    const Reader reader(m_catalogue, "de", false);
    EXPECT_THAT(heard(reader.stop(SemanticTree{{back}}, true)).all,
                ElementsAre("Zurück", "Zum Wählen zweimal tippen"));
    EXPECT_THAT(heard(reader.stop(SemanticTree{{back}})).all, ElementsAre("Zurück"));
    Node text = node(Role::Text, "consent.1", "Wir speichern Ihre Antworten.");
    text.state.focused = true;
    EXPECT_THAT(heard(reader.stop(SemanticTree{{text}}, true)).all,
                ElementsAre("Wir speichern Ihre Antworten."));
}

TEST_F(ReaderTest, another_languages_name_is_said_alone) {
    Node arabic = node(Role::Button, "language.ar", "العربية");
    arabic.language = "ar";
    EXPECT_THAT(stop({arabic}, "language.ar").all, ElementsAre("العربية"));
}

}  // namespace
}  // namespace lotse::ui
