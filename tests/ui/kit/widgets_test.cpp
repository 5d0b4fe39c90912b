// SPDX-License-Identifier: EUPL-1.2
#include "ui/kit/widgets.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "ui/studio.h"

namespace lotse::ui::test {
namespace {

template <class T>
const T* only(const std::vector<terminal::Event>& events) {
    return events.size() == 1 ? std::get_if<T>(&events.front()) : nullptr;
}

terminal::ScreenView view_of(const terminal::State& state) {
    return screen_for(state, content().rules);
}

/// The first state of a walk that shows a field of the type, and the field.
struct Found {
    terminal::State state;
    terminal::FieldView field;
};
Found find_field(const std::string& language,
                 const std::function<bool(const terminal::FieldView&)>& wanted) {
    for (const terminal::State& state : walk(language)) {
        const terminal::ScreenView view = view_of(state);
        if (const auto* page = std::get_if<terminal::PageView>(&view.screen)) {
            for (const terminal::FieldView& field : page->fields) {
                if (wanted(field) && !field.answer) {
                    return {state, field};
                }
            }
        }
    }
    ADD_FAILURE() << "no such question in the questionnaire";
    return {};
}
Found find_type(const std::string& language, QuestionType type) {
    return find_field(language,
                      [&](const terminal::FieldView& field) { return field.type == type; });
}

/// The studio and the session together: what is tapped changes the state.
struct Play {
    explicit Play(terminal::State from, const Panel& panel = {})
        : studio(panel), state(std::move(from)) {}
    void take(const std::vector<terminal::Event>& events) {
        for (const terminal::Event& event : events) {
            state = after(std::move(state), event);
        }
        if (!events.empty()) {
            take(studio.draw(view_of(state)));
        }
    }
    void tap(const std::string& id) { take(studio.tap(view_of(state), id)); }
    void type(const std::vector<Keystroke>& typed) { take(studio.frame(view_of(state), typed)); }
    const terminal::Session& session() const {
        return std::get<terminal::InSession>(state.place).session;
    }
    const Node* node(const std::string& id) { return studio.tree().find(id); }

    Studio studio;
    terminal::State state;
};

TEST(Terminal, reports_the_language_that_was_tapped_on_the_start_screen) {
    Studio studio;
    const terminal::State start = [] {
        terminal::State state;
        state.now.today = {2026, 11, 22};
        return state;
    }();
    const auto events = studio.tap(view_of(start), "language.ar");
    const auto* chosen = only<terminal::LanguageChosen>(events);
    ASSERT_NE(chosen, nullptr);
    EXPECT_EQ(chosen->tag, "ar");
}

TEST(Terminal, opens_the_staff_door_after_five_taps_on_the_institution_and_not_before) {
    Studio studio;
    const terminal::ScreenView view = view_of(terminal::State{});
    for (int i = 0; i < 4; ++i) {
        EXPECT_TRUE(studio.tap(view, "header.institution").empty());
    }
    EXPECT_NE(only<terminal::StaffGestureMade>(studio.tap(view, "header.institution")), nullptr);
}

TEST(Terminal, types_with_the_keyboard_of_the_language_in_every_language) {
    for (const std::string& tag : content().rules.languages) {
        const Found found = find_field(tag, [](const terminal::FieldView& field) {
            return field.type == QuestionType::Text && field.keyboard == "own";
        });
        Play play(found.state);
        play.tap("field." + found.field.path.question);
        ASSERT_TRUE(play.session().editing) << tag;
        // The first three keys of the language's own layer.
        const auto& row = content().catalogue->language(tag)->keyboard.layers.at("base").rows[0];
        std::string expected;
        for (std::size_t i = 0; i < 3; ++i) {
            play.tap("key." + row[i].text);
            expected += row[i].text;
        }
        EXPECT_EQ(play.session().editing->text.view(), expected) << tag;
        play.tap("key.backspace");
        EXPECT_LT(play.session().editing->text.size(), expected.size()) << tag;
    }
}

TEST(Terminal, shifts_for_one_key_only) {
    const Found found = find_field("de", [](const terminal::FieldView& field) {
        return field.type == QuestionType::Text && field.keyboard == "latin";
    });
    Play play(found.state);
    play.tap("field." + found.field.path.question);
    play.tap("key.shift");
    play.tap("key.Q");
    play.tap("key.w");
    EXPECT_EQ(play.session().editing->text.view(), "Qw");
}

TEST(Terminal, offers_the_orders_of_a_syllable_and_replaces_it) {
    const Found found = find_field("ti", [](const terminal::FieldView& field) {
        return field.type == QuestionType::Text && field.keyboard == "own";
    });
    Play play(found.state);
    play.tap("field." + found.field.path.question);
    play.tap("key.ለ");
    play.tap("form.ሉ");
    EXPECT_EQ(play.session().editing->text.view(), "ሉ");
    play.tap("key.መ");
    EXPECT_EQ(play.session().editing->text.view(), "ሉመ");
}

TEST(Terminal, keeps_text_and_caret_when_the_language_is_switched) {
    const Found found = find_field("de", [](const terminal::FieldView& field) {
        return field.type == QuestionType::Text && field.keyboard == "latin";
    });
    Play play(found.state);
    play.tap("field." + found.field.path.question);
    play.tap("key.m");
    play.tap("key.a");
    play.tap("key.left");
    play.tap("bar.language");
    play.tap("language.ar");
    ASSERT_TRUE(play.session().editing);
    EXPECT_EQ(play.session().editing->text.view(), "ma");
    EXPECT_EQ(play.session().editing->caret, 1U);
    EXPECT_EQ(play.session().language, "ar");
}

TEST(Terminal, takes_what_a_real_keyboard_types) {
    const Found found = find_field("de", [](const terminal::FieldView& field) {
        return field.type == QuestionType::Text && field.keyboard == "latin";
    });
    Play play(found.state);
    play.tap("field." + found.field.path.question);
    play.type({{Keystroke::Key::Text, "Müller"},
               {Keystroke::Key::Backspace, ""},
               {Keystroke::Key::Text, "t"}});
    EXPECT_EQ(play.session().editing->text.view(), "Müllet");
    const terminal::ScreenView before = view_of(play.state);
    play.type({{Keystroke::Key::Enter, ""}});
    EXPECT_NE(identity_of(view_of(play.state)), identity_of(before))
        << "nothing else is asked there: it goes on";
}

TEST(Terminal, sets_the_caret_where_the_finger_taps) {
    const Found found = find_field("de", [](const terminal::FieldView& field) {
        return field.type == QuestionType::Text && field.keyboard == "latin";
    });
    Play play(found.state);
    const std::string id = "field." + found.field.path.question;
    play.tap(id);
    play.type({{Keystroke::Key::Text, "iiii"}});
    const Node* field = play.node(id);
    ASSERT_NE(field, nullptr);
    // Near the start edge: before the first letter. Far to the end: behind the last.
    const float y = field->box.y + field->box.height / 2;
    const auto touch = [&](float x) {
        play.studio.finger(x, y, true);
        play.take(play.studio.frame(view_of(play.state)));
        play.studio.finger(x, y, false);
        play.take(play.studio.frame(view_of(play.state)));
        play.studio.no_finger();
        play.take(play.studio.draw(view_of(play.state)));
    };
    touch(field->box.x + 4);
    EXPECT_EQ(play.session().editing->caret, 0U);
    touch(field->box.x + field->box.width * 0.8F);
    EXPECT_EQ(play.session().editing->caret, 4U);
}

TEST(Terminal, selects_with_a_finger_drawn_along_the_text) {
    const Found found = find_field("de", [](const terminal::FieldView& field) {
        return field.type == QuestionType::Text && field.keyboard == "latin";
    });
    Play play(found.state);
    const std::string id = "field." + found.field.path.question;
    play.tap(id);
    play.type({{Keystroke::Key::Text, "Mustermann"}});
    const PixelBox box = play.node(id)->box;
    const float y = box.y + box.height / 2;
    for (float x = box.x + 4; x < box.x + 400; x += 40) {
        play.studio.finger(x, y, true);
        play.take(play.studio.frame(view_of(play.state)));
    }
    play.studio.finger(box.x + 390, y, false);
    play.take(play.studio.frame(view_of(play.state)));
    play.studio.no_finger();
    play.take(play.studio.draw(view_of(play.state)));
    EXPECT_EQ(play.session().editing->anchor, 0U);
    EXPECT_EQ(play.session().editing->caret, 10U);
    play.tap("key.x");
    EXPECT_EQ(play.session().editing->text.view(), "x");
}

TEST(Terminal, keeps_the_line_in_view_that_is_written_in_a_long_text) {
    const Found found = find_field("de", [](const terminal::FieldView& field) {
        return field.appearance.find("multiline") != std::string::npos;
    });
    const std::string id = "field." + found.field.path.question;
    Play play(found.state, {1920, 1080, 15.0F, 1.0F});
    play.tap(id);
    for (int i = 0; i < 30; ++i) {
        play.type({{Keystroke::Key::Text, "Zeile"}, {Keystroke::Key::Enter, ""}});
    }
    const Node* field = play.node(id);
    ASSERT_NE(field, nullptr);
    const float bottom = field->box.y + field->box.height,
                seen = field->visible.y + field->visible.height;
    EXPECT_GT(field->visible.height, 0);
    EXPECT_LE(bottom - seen, play.studio.theme().text_label * 2) << "the last line is hidden";
    const std::size_t end = play.session().editing->caret;
    EXPECT_EQ(end, play.session().editing->text.size());
}

TEST(Terminal, enters_a_date_with_digits_and_the_name_of_the_month) {
    const Found found = find_field("de", [](const terminal::FieldView& field) {
        return field.type == QuestionType::Date && field.appearance.empty();
    });
    const std::string id = found.field.path.question;
    Play play(found.state);
    play.tap("date." + id + ".day");
    play.tap("key.1");
    play.tap("key.2");
    ASSERT_NE(play.node("month.3"), nullptr) << "after the day the month is asked for";
    play.tap("month.3");
    for (const char* digit : {"1", "9", "8", "5"}) {
        play.tap(std::string("key.") + digit);
    }
    const Answer* answer = play.session().answers.find(found.field.path);
    ASSERT_NE(answer, nullptr);
    const auto& date = std::get<PartialDate>(*answer);
    EXPECT_EQ(to_iso(date.first), "1985-03-12");
    EXPECT_EQ(to_iso(date.last), "1985-03-12");
    ASSERT_NE(play.node("key.backspace"), nullptr) << "whoever mistyped the year can erase it";
    play.tap("key.enter");
    EXPECT_EQ(play.node("key.1"), nullptr);
}

TEST(Terminal, takes_a_year_alone) {
    const Found found = find_field("de", [](const terminal::FieldView& field) {
        return field.type == QuestionType::Date && field.appearance.empty();
    });
    const std::string id = found.field.path.question;
    Play play(found.state);
    play.tap("precision." + id + ".year");
    play.tap("date." + id + ".year");
    play.type({{Keystroke::Key::Text, "1985"}});
    const auto& date = std::get<PartialDate>(*play.session().answers.find(found.field.path));
    EXPECT_EQ(to_iso(date.first), "1985-01-01");
    EXPECT_EQ(to_iso(date.last), "1985-12-31");
}

TEST(Terminal, takes_a_date_in_another_calendar_and_shows_both) {
    const Found found = find_field("de", [](const terminal::FieldView& field) {
        return field.type == QuestionType::Date && field.appearance.empty();
    });
    const std::string id = found.field.path.question;
    Play play(found.state);
    EXPECT_EQ(play.node("calendar." + id + ".persian"), nullptr);
    play.tap("calendars." + id);
    play.tap("calendar." + id + ".persian");
    EXPECT_EQ(play.node("calendar." + id + ".persian"), nullptr) << "a choice folds them again";
    play.tap("precision." + id + ".year");
    play.tap("date." + id + ".year");
    play.type({{Keystroke::Key::Text, "1364"}});
    const auto& date = std::get<PartialDate>(*play.session().answers.find(found.field.path));
    EXPECT_EQ(date.calendar, "persian");
    EXPECT_EQ(to_iso(date.first), "1985-03-21");
    EXPECT_EQ(to_iso(date.last), "1986-03-20");
    ASSERT_NE(play.node("other_calendar." + id), nullptr);
    EXPECT_NE(play.node("other_calendar." + id)->label.find("21. März 1985"), std::string::npos);
}

TEST(Terminal, asks_about_the_first_of_january_only_when_it_was_entered) {
    const Found found = find_field("de", [](const terminal::FieldView& field) {
        return field.type == QuestionType::Date && field.appearance.empty();
    });
    const std::string id = found.field.path.question;
    Play play(found.state);
    play.tap("date." + id + ".day");
    EXPECT_EQ(play.node("first_january." + id), nullptr);
    play.type({{Keystroke::Key::Text, "01"}, {Keystroke::Key::Enter, ""}});
    play.tap("date." + id + ".month");
    play.tap("month.1");
    play.type({{Keystroke::Key::Text, "1990"}});
    ASSERT_NE(play.node("first_january." + id), nullptr);
    play.tap("first_january." + id);
    EXPECT_TRUE(std::get<PartialDate>(*play.session().answers.find(found.field.path))
                    .papers_say_first_january);
}

TEST(Terminal, finds_a_country_by_typing_in_the_language_of_the_client) {
    const Found found = find_type("de", QuestionType::Country);
    const std::string id = found.field.path.question;
    Play play(found.state);
    play.tap("open." + id);
    ASSERT_TRUE(play.session().list);
    play.tap("list.search");
    play.type({{Keystroke::Key::Text, "turk"}});
    ASSERT_NE(play.node("item.TR"), nullptr);
    EXPECT_EQ(play.node("item.SY"), nullptr);
    play.tap("item.TR");
    const auto& answer = std::get<ChoiceAnswer>(*play.session().answers.find(found.field.path));
    EXPECT_EQ(answer.names, std::vector<std::string>{"TR"});
}

TEST(Terminal, unfolds_the_next_document_when_one_is_complete) {
    const Found found = find_type("de", QuestionType::Grid);
    Play play(found.state);
    std::get<terminal::InSession>(play.state.place).session.answers.fields[{"documents_have", 0}] =
        ChoiceAnswer{{"identity", "degree_certificate"}};
    play.studio.draw(view_of(play.state));
    const std::string id = found.field.path.question;
    const std::string first = "identity", second = "degree_certificate";
    EXPECT_TRUE(play.node("row." + id + "." + first)->state.expanded);
    for (const terminal::GridColumnView& column : found.field.columns) {
        play.tap("answer." + id + "." + first + "." + column.name + "." + column.options[0].name);
    }
    EXPECT_FALSE(play.node("row." + id + "." + first)->state.expanded);
    EXPECT_TRUE(play.node("row." + id + "." + second)->state.expanded);
}

TEST(Terminal, offers_special_answers_beside_the_real_ones_where_the_question_says_so) {
    const Found found = find_field(
        "de", [](const terminal::FieldView& field) { return field.specials.size() == 3; });
    const std::string id = found.field.path.question;
    Play play(found.state);
    play.studio.draw(view_of(play.state));
    EXPECT_EQ(play.node("action.next"), nullptr) << "what stands there says it better";
    play.tap("special." + id + ".discuss");
    EXPECT_EQ(std::get<Special>(*play.session().answers.find(found.field.path)),
              Special::DiscussInCounselling);
}

TEST(Terminal, shows_nothing_of_the_answers_behind_a_question_that_interrupts) {
    terminal::State state = session_in("de");
    terminal::ScreenView view = view_of(state);
    view.idle_seconds_left = 20;
    Studio studio;
    studio.draw(view);
    for (const Node& node : studio.tree().nodes) {
        EXPECT_TRUE(node.id.starts_with("idle") || node.id.starts_with("bar")) << node.id;
    }
}

TEST(Terminal, answers_the_idle_warning_with_any_sign_of_life) {
    terminal::State state = session_in("de");
    terminal::ScreenView view = view_of(state);
    view.idle_seconds_left = 20;
    Studio studio;
    EXPECT_NE(only<terminal::Touched>(studio.tap(view, "idle.continue")), nullptr);
}

TEST(Terminal, brings_the_first_problem_into_view) {
    const Found found = find_field(
        "de", [](const terminal::FieldView& field) { return field.keyboard == "phone"; });
    Play play(found.state);
    play.type({{Keystroke::Key::Text, "12"}, {Keystroke::Key::Enter, ""}});
    const Node* node = play.node("problem." + found.field.path.question);
    ASSERT_NE(node, nullptr);
    EXPECT_FALSE(node->state.hidden);
    EXPECT_EQ(node->role, Role::Alert);
}

// --- Golden trees ---

TEST(Golden, the_idle_warning_in_german) {
    terminal::ScreenView view = view_of(session_in("de"));
    view.idle_seconds_left = 1;
    Studio studio;
    studio.draw(view);
    EXPECT_EQ(studio.tree().dump(),
              "dialog idle \"Sind Sie noch da?\"\n"
              "  heading idle.title \"Sind Sie noch da?\"\n"
              "  text idle.text \"In 1 Sekunde löschen wir alle Antworten. So kann niemand sie "
              "sehen.\"\n"
              "  progress idle.ring \"Noch 1 Sekunde.\" = \"1\"\n"
              "  button idle.continue \"Ja, weiter\xC2\xADmachen\"\n"
              "  button idle.more_time \"Ich brauche noch Zeit\"\n"
              "group bar \"Leiste mit Hilfen\"\n"
              "  button bar.letters \"Größer\" = \"Schrift: normal\"\n"
              "  button bar.contrast \"Kontrast\" = \"Farben: hell\"\n"
              "  button bar.language \"Sprache\"\n"
              "  button bar.help \"Hilfe\"\n"
              "  button bar.end \"Ende\"\n");
}

TEST(Golden, the_last_screen_in_english) {
    terminal::ScreenView view;
    view.language = "en";
    view.screen = terminal::FinishedView{"A-047", false};
    view.can_switch_language = view.has_bar = true;
    Studio studio;
    studio.draw(view);
    EXPECT_EQ(studio.tree().dump(),
              "text header.institution \"Anerkennungsberatung Musterstadt\"\n"
              "heading finished.title \"Your number\"\n"
              "heading finished.number \"A-047\"\n"
              "text finished.remember \"Please remember this number.\"\n"
              "text finished.next \"Please take a seat in the waiting area. We will call out "
              "your number.\"\n"
              "text finished.saved \"We store only the number, day and language.\"\n"
              "button action.done \"Done\"\n"
              "group bar \"Help bar\"\n"
              "  button bar.letters \"Bigger\" = \"Text size: normal\"\n"
              "  button bar.contrast \"Contrast\" = \"Colours: light\"\n"
              "  button bar.language \"Language\"\n"
              "  button bar.help \"Help\"\n");
}

TEST(Golden, a_masked_value_is_never_dumped) {
    SemanticTree tree;
    Node node;
    node.id = "pin";
    node.role = Role::Field;
    node.value = "4711";
    node.state.masked = true;
    tree.nodes.push_back(node);
    EXPECT_EQ(tree.dump(), "field pin \"\" = ***\n");
}

}  // namespace
}  // namespace lotse::ui::test
