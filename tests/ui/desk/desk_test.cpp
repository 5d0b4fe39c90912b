// SPDX-License-Identifier: EUPL-1.2
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>

#include "text/names/name_key.h"
#include "ui/desk/studio.h"
#include "ui/studio.h"

namespace lotse::ui::test {
namespace {

using desk::LogInField;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

template <class E>
std::size_t count_of(const std::vector<desk::Event>& events) {
    return static_cast<std::size_t>(
        std::count_if(events.begin(), events.end(),
                      [](const desk::Event& e) { return std::holds_alternative<E>(e); }));
}

desk::State after_desk(desk::State state, const desk::Event& event) {
    return desk::update(state, event, state.now, {}).state;
}
desk::State after_desk(desk::State state, const std::vector<desk::Event>& events) {
    for (const desk::Event& event : events) {
        state = after_desk(std::move(state), event);
    }
    return state;
}

desk::State logged_out(const std::string& account = "", const std::string& password = "") {
    desk::State state = queue_state();
    desk::LoggedOut place;
    place.account = {SecretText(account), account.size(), account.size()};
    place.password = {SecretText(password), password.size(), password.size()};
    state.place = place;
    return state;
}
desk::LoggedOut& login(desk::State& state) {
    return std::get<desk::LoggedOut>(state.place);
}
desk::QueueOpen& queue(desk::State& state) {
    return std::get<desk::QueueOpen>(state.place);
}

const QueueEntry& entry_of(desk::State& state, const std::string& number) {
    const auto& entries = queue(state).entries;
    return *std::find_if(entries.begin(), entries.end(), [&](const QueueEntry& e) {
        return e.header.number == number && e.header.day == "2026-11-22";
    });
}
desk::State with_selected(const std::string& number) {
    desk::State state = queue_state();
    queue(state).selected = entry_of(state, number).header.id;
    return state;
}

desk::State locked(desk::State state, const std::string& problem_id = "") {
    state = after_desk(std::move(state), desk::LockPressed{});
    auto& place = std::get<desk::Locked>(state.place);
    place.problem_id = problem_id;
    place.retry_seconds = 40;
    return state;
}

desk::NameText name_in(const std::string& text, const std::string& language) {
    desk::NameText name{SecretText(text), language, {}};
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        name.parts.push_back(
            {at, end - at, lotse::text::name_key(std::string_view(text).substr(at, end - at))});
        at = end + 1;
    }
    return name;
}
PartialDate date_of(int year, int month, int day) {
    PartialDate date;
    date.year = year;
    date.month = month;
    date.day = day;
    date.first = date.last = {year, month, day};
    return date;
}
/// Entries that a search for "Selam" finds.
desk::State found_by_name() {
    desk::State state = after_desk(
        queue_state(), desk::SearchTyped{SecretText("selam"), 5, 5, text::name_key("selam")});
    desk::NameKeysKnown known;
    const auto add = [&](const char* number, std::vector<desk::NameText> names,
                         std::optional<PartialDate> born) {
        const IntakeId id = entry_of(state, number).header.id;
        known.keys[id] = text::name_key(names.front().text.view());
        known.clients[id].names = std::move(names);
        known.clients[id].born = born;
    };
    add("A018", {name_in("Selam Tesfay", "de")}, date_of(1985, 3, 12));
    add("A019", {name_in("سلام مستعار", "ar")}, std::nullopt);
    return after_desk(std::move(state), known);
}

std::vector<std::string> ids(const SemanticTree& tree, const std::string& prefix, Role role) {
    std::vector<std::string> out;
    for (const Node& node : tree.nodes) {
        if (node.role == role && node.id.starts_with(prefix)) {
            out.push_back(node.id);
        }
    }
    return out;
}
std::vector<std::string> enabled_actions(const SemanticTree& tree) {
    std::vector<std::string> out;
    for (const Node& node : tree.nodes) {
        if (node.role == Role::Button && node.id.starts_with("action.") && node.state.enabled) {
            out.push_back(node.id);
        }
    }
    return out;
}

// --- Log-in --------------------------------------------------------------------------------------

TEST(DeskLogIn, what_is_typed_goes_into_the_chosen_field) {
    DeskStudio studio;
    desk::State state = logged_out("m.k");
    studio.draw(state);
    const auto events = studio.frame(state, {{Keystroke::Key::Text, "e"},
                                             {Keystroke::Key::Text, "ö"},
                                             {Keystroke::Key::Backspace, ""}});
    const auto* typed = only<desk::TextTyped>(events);
    ASSERT_NE(typed, nullptr);
    EXPECT_EQ(typed->text.view(), "m.ke");
    EXPECT_EQ(typed->caret, 4U);

    login(state).field = LogInField::Password;
    studio.draw(state);
    const auto again = studio.frame(state, {{Keystroke::Key::Text, "geheim"}});
    ASSERT_NE(only<desk::TextTyped>(again), nullptr);
    EXPECT_EQ(only<desk::TextTyped>(again)->text.view(), "geheim");
}

TEST(DeskLogIn, a_tap_chooses_a_field_and_places_the_caret) {
    DeskStudio studio;
    const auto events = studio.tap(logged_out("m.keller", "geheim"), "field.password");
    const auto* chosen = only<desk::FieldChosen>(events);
    ASSERT_NE(chosen, nullptr);
    EXPECT_EQ(chosen->field, LogInField::Password);
    EXPECT_EQ(chosen->caret, 6U) << "the middle of the field is behind the text";
}

TEST(DeskLogIn, the_tab_key_moves_the_caret_to_the_next_field_and_leaves_it_there) {
    DeskStudio studio;
    desk::State state = logged_out("m.keller");
    studio.draw(state);
    auto events = studio.frame(state, {}, Navigation::Next);
    ASSERT_NE(only<desk::FieldChosen>(events), nullptr);
    EXPECT_EQ(only<desk::FieldChosen>(events)->field, LogInField::Password);
    state = after_desk(state, events);
    EXPECT_THAT(studio.draw(state), IsEmpty());
    EXPECT_EQ(login(state).field, LogInField::Password);
    events = studio.frame(state, {}, Navigation::Previous);
    state = after_desk(state, events);
    EXPECT_EQ(login(state).field, LogInField::Account);
    EXPECT_THAT(studio.draw(state), IsEmpty());
}

TEST(DeskLogIn, the_enter_key_logs_in_once_wherever_the_focus_is) {
    DeskStudio studio;
    desk::State state = logged_out("m.keller", "geheim");
    studio.draw(state);
    for (int tabs = 0; tabs < 3; ++tabs) {
        const auto events =
            studio.frame(state, {{Keystroke::Key::Enter, ""}}, Navigation::Activate);
        EXPECT_EQ(count_of<desk::LogInPressed>(events), 1U) << tabs;
        EXPECT_EQ(events.size(), 1U) << tabs;
        state = after_desk(state, studio.frame(state, {}, Navigation::Next));
        studio.draw(state);
    }
}

TEST(DeskLogIn, after_an_incomplete_attempt_the_caret_stands_in_the_empty_field) {
    DeskStudio studio;
    desk::State state = logged_out("m.keller");
    studio.draw(state);
    studio.frame(state, {}, Navigation::Previous);  // keys are in use: the focus shows
    studio.draw(state);
    state =
        after_desk(state, studio.frame(state, {{Keystroke::Key::Enter, ""}}, Navigation::Activate));
    EXPECT_EQ(login(state).field, LogInField::Password);
    state = after_desk(state, studio.draw(state));
    EXPECT_EQ(login(state).field, LogInField::Password);
    ASSERT_NE(studio.find("log_in.problem"), nullptr);
    EXPECT_TRUE(studio.find("field.password")->state.invalid);
    EXPECT_FALSE(studio.find("field.account")->state.invalid);
}

TEST(DeskLogIn, the_password_is_masked) {
    DeskStudio studio;
    studio.draw(logged_out("m.keller", "geheim"));
    EXPECT_TRUE(studio.find("field.password")->state.masked);
    EXPECT_FALSE(studio.find("field.account")->state.masked);
    EXPECT_THAT(studio.tree().dump(), testing::Not(HasSubstr("geheim")));
}

TEST(DeskLogIn, nothing_is_taken_while_an_attempt_is_under_way) {
    DeskStudio studio;
    desk::State state = logged_out("m.keller", "geheim");
    login(state).busy = true;
    EXPECT_THAT(studio.tap(state, "action.log_in"), IsEmpty());
    EXPECT_THAT(studio.tap(state, "field.account"), IsEmpty());
    EXPECT_THAT(studio.frame(state, {{Keystroke::Key::Text, "x"}, {Keystroke::Key::Enter, ""}}),
                IsEmpty());
    EXPECT_FALSE(studio.find("action.log_in")->state.enabled);
}

// --- Queue ---------------------------------------------------------------------------------------

TEST(DeskQueue, mine_come_first_then_waiting_in_order_of_arrival_then_the_rest) {
    DeskStudio studio;
    studio.draw(queue_state());
    const std::string yesterdays =
        "queue.A017." + to_hex(queue_entry(11, "", "", QueueState::Parked, 0).header.id);
    EXPECT_THAT(ids(studio.tree(), "queue.", Role::Choice),
                ElementsAre("queue.A017", "queue.A018", "queue.A019", "queue.A020", "queue.A021",
                            "queue.A015", yesterdays, "queue.A009", "queue.A012"));
}

TEST(DeskQueue, what_was_closed_today_is_folded_until_somebody_looks) {
    DeskStudio studio;
    const desk::State state = queue_state();
    studio.draw(state);
    EXPECT_EQ(studio.find("queue.A008"), nullptr);
    EXPECT_THAT(studio.find("queue.closed")->label, HasSubstr("3"));
    EXPECT_THAT(studio.tap(state, "queue.closed"), IsEmpty());
    ASSERT_NE(studio.find("queue.A008"), nullptr);
    EXPECT_NE(studio.find("queue.A007"), nullptr);
    EXPECT_NE(studio.find("queue.A044"), nullptr) << "came yesterday, closed today";
    studio.desk().wipe();
    studio.draw(state);
    EXPECT_EQ(studio.find("queue.A008"), nullptr);
}

TEST(DeskQueue, a_row_says_number_and_state_in_words) {
    DeskStudio studio;
    studio.draw(queue_state());
    const Node* row = studio.find("queue.A012");
    ASSERT_NE(row, nullptr);
    EXPECT_THAT(row->label, HasSubstr("A012"));
    EXPECT_THAT(row->label, HasSubstr("Nicht erschienen"));
    EXPECT_EQ(row->value, "missed");
}

TEST(DeskQueue, the_tree_knows_which_messages_are_shown_and_in_which_language) {
    DeskStudio studio;
    studio.draw(queue_state());
    for (const auto& [node, message] : {std::pair("action.call_next", "desk.action.call_next"),
                                        std::pair("action.log_out", "desk.log_out"),
                                        std::pair("queue.columns", "desk.queue.title")}) {
        ASSERT_NE(studio.find(node), nullptr) << node;
        EXPECT_EQ(studio.find(node)->text_id, message);
        EXPECT_EQ(studio.find(node)->language, "de");
    }
    EXPECT_EQ(studio.find("header.institution")->text_id, "") << "no message of ours";
}

TEST(DeskQueue, a_tap_selects_a_row) {
    DeskStudio studio;
    desk::State state = queue_state();
    const auto events = studio.tap(state, "queue.A019");
    ASSERT_NE(only<desk::EntrySelected>(events), nullptr);
    EXPECT_EQ(only<desk::EntrySelected>(events)->id, entry_of(state, "A019").header.id);
    state = after_desk(state, events);
    studio.draw(state);
    EXPECT_TRUE(studio.find("queue.A019")->state.selected);
    EXPECT_EQ(studio.find("selected.number")->label, "A019");
}

TEST(DeskQueue, the_selected_entry_offers_what_may_be_done_with_it) {
    DeskStudio studio;
    studio.draw(queue_state());
    EXPECT_THAT(enabled_actions(studio.tree()), ElementsAre("action.password", "action.lock",
                                                            "action.log_out", "action.call_next"));
    studio.draw(with_selected("A017"));
    EXPECT_THAT(enabled_actions(studio.tree()),
                ElementsAre("action.password", "action.lock", "action.log_out", "action.call_next",
                            "action.open", "action.begin", "action.arrive", "action.call",
                            "action.miss", "action.requeue", "action.close", "action.withdraw"));
    studio.draw(with_selected("A018"));
    EXPECT_THAT(enabled_actions(studio.tree()),
                ElementsAre("action.password", "action.lock", "action.log_out", "action.call_next",
                            "action.open", "action.call", "action.withdraw"));
    studio.draw(with_selected("A015"));
    EXPECT_THAT(enabled_actions(studio.tree()),
                ElementsAre("action.password", "action.lock", "action.log_out", "action.call_next",
                            "action.break"))
        << "somebody else holds it";
}

TEST(DeskQueue, a_number_without_data_has_no_case_sheet_to_open) {
    DeskStudio studio;
    studio.draw(with_selected("A020"));
    EXPECT_EQ(studio.find("action.open"), nullptr);
    EXPECT_NE(studio.find("action.call"), nullptr);
    EXPECT_EQ(studio.find("selected.questionnaire")->value, "ohne Angaben");
}

TEST(DeskQueue, the_buttons_report_what_they_say) {
    DeskStudio studio;
    const desk::State state = with_selected("A017");
    EXPECT_NE(only<desk::CallNextPressed>(studio.tap(state, "action.call_next")), nullptr);
    EXPECT_NE(only<desk::OpenPressed>(studio.tap(state, "action.open")), nullptr);
    EXPECT_NE(only<desk::LogOutPressed>(studio.tap(state, "action.log_out")), nullptr);
    for (const auto& [id, action] :
         {std::pair("action.call", QueueAction::Call), std::pair("action.miss", QueueAction::Miss),
          std::pair("action.requeue", QueueAction::Requeue)}) {
        const auto events = studio.tap(state, id);
        ASSERT_NE(only<desk::ActionPressed>(events), nullptr) << id;
        EXPECT_EQ(only<desk::ActionPressed>(events)->action, action);
    }
}

TEST(DeskQueue, nothing_can_be_done_while_an_action_is_on_its_way) {
    DeskStudio studio;
    desk::State state = with_selected("A017");
    queue(state).busy = true;
    studio.draw(state);
    EXPECT_THAT(enabled_actions(studio.tree()),
                ElementsAre("action.password", "action.lock", "action.log_out"));
    EXPECT_THAT(studio.tap(state, "action.call"), IsEmpty());
}

TEST(DeskQueue, a_lost_connection_and_a_refused_action_are_said) {
    DeskStudio studio;
    desk::State state = queue_state();
    studio.draw(state);
    EXPECT_EQ(studio.find("desk.offline"), nullptr);
    EXPECT_EQ(studio.find("desk.problem"), nullptr);
    queue(state).connected = false;
    queue(state).problem_id = "desk.problem.nobody_waits";
    studio.draw(state);
    ASSERT_NE(studio.find("desk.offline"), nullptr);
    EXPECT_EQ(studio.find("desk.offline")->role, Role::Alert);
    EXPECT_EQ(studio.find("desk.problem")->label, "Zurzeit wartet niemand.");
}

TEST(DeskQueue, an_empty_queue_is_told_from_one_that_is_not_known_yet) {
    DeskStudio studio;
    desk::State state = queue_state();
    queue(state).entries.clear();
    studio.draw(state);
    EXPECT_EQ(studio.find("queue.empty")->label, "Niemand wartet");
    EXPECT_FALSE(studio.find("action.call_next")->state.enabled);
    studio.keep_picture("queue_empty");
    queue(state).loaded = false;
    studio.draw(state);
    EXPECT_THAT(studio.find("queue.empty")->label, StartsWith("Die Liste wird geladen"));
}

// --- Search --------------------------------------------------------------------------------------

std::vector<std::string> listed(const DeskStudio& studio) {
    return ids(studio.tree(), "queue.", Role::Choice);
}

/// What is typed on the queue's screen, and what the desk makes of it.
desk::State typed(DeskStudio& studio, desk::State state, const std::string& text) {
    studio.draw(state);
    state = after_desk(std::move(state), studio.frame(state, {{Keystroke::Key::Text, text}}));
    studio.draw(state);
    return state;
}
/// As if the envelopes of these numbers had been read.
desk::State with_names(desk::State state,
                       const std::vector<std::pair<std::string, std::string>>& names) {
    desk::NameKeysKnown known;
    for (const QueueEntry& entry : queue(state).entries) {
        known.keys[entry.header.id] = SecretText();
    }
    for (const auto& [number, name] : names) {
        known.keys[entry_of(state, number).header.id] = text::name_key(name);
    }
    return after_desk(std::move(state), known);
}

TEST(DeskSearchField, says_what_it_is_for_and_takes_what_is_typed_anywhere) {
    DeskStudio studio;
    const desk::State state = queue_state();
    studio.draw(state);
    ASSERT_NE(studio.find("queue.search"), nullptr);
    EXPECT_EQ(studio.find("queue.search")->label, "Nummer oder Name suchen");
    EXPECT_EQ(studio.find("queue.search_result"), nullptr);
    EXPECT_EQ(studio.find("action.clear_search"), nullptr);
    const auto events = studio.frame(state, {{Keystroke::Key::Text, "olenb"},
                                             {Keystroke::Key::Backspace, ""},
                                             {Keystroke::Key::Text, "a"}});
    ASSERT_NE(only<desk::SearchTyped>(events), nullptr);
    EXPECT_EQ(only<desk::SearchTyped>(events)->text.view(), "olena");
    EXPECT_EQ(only<desk::SearchTyped>(events)->caret, 5U);
    EXPECT_EQ(only<desk::SearchTyped>(events)->key, text::name_key("olena"));
    studio.keep_picture("search_empty");
}

TEST(DeskSearchField, a_number_lists_its_entries_closed_ones_too) {
    DeskStudio studio;
    desk::State state = typed(studio, queue_state(), "17");
    EXPECT_THAT(listed(studio), testing::Contains("queue.A017"));
    EXPECT_EQ(listed(studio).size(), 2U) << "today's and yesterday's";
    EXPECT_EQ(studio.find("queue.search_result")->label, "2 Einträge gefunden");
    EXPECT_THAT(studio.find("queue.summary")->label, HasSubstr("4 Personen"))
        << "of the whole queue";
    state = typed(studio, queue_state(), "A008");
    EXPECT_THAT(listed(studio), ElementsAre("queue.A008"));
    state = typed(studio, queue_state(), "Z9");
    EXPECT_THAT(listed(studio), IsEmpty());
    EXPECT_EQ(studio.find("queue.empty")->label, "Kein Eintrag gefunden");
    studio.keep_picture("search_nothing");
}

TEST(DeskSearchField, a_name_in_any_script_finds_its_entry_once_the_names_were_read) {
    DeskStudio studio;
    desk::State state = typed(studio, queue_state(), "Тесфай");
    EXPECT_THAT(studio.find("queue.search_result")->label, HasSubstr("Namen werden gelesen"));
    EXPECT_THAT(listed(studio), IsEmpty());
    studio.keep_picture("search_reading");
    state = with_names(std::move(state), {{"A018", "ተስፋይ ሰላም"}, {"A017", "Rana Al-Khatib"}});
    studio.draw(state);
    EXPECT_THAT(listed(studio), ElementsAre("queue.A018"));
    EXPECT_EQ(studio.find("queue.search_result")->label, "Ein Eintrag gefunden");
    studio.keep_picture("search_name");
}

TEST(DeskSearchField, names_that_could_not_be_read_are_said) {
    DeskStudio studio;
    desk::State state = typed(studio, queue_state(), "tesfay");
    desk::NameKeysKnown broken;
    broken.interrupted = true;
    state = after_desk(std::move(state), broken);
    studio.draw(state);
    EXPECT_THAT(studio.find("queue.search_result")->label, HasSubstr("Einige Namen fehlen"));
}

TEST(DeskSearchField, is_emptied_by_its_button_and_by_the_escape_key) {
    DeskStudio studio;
    const desk::State state = typed(studio, queue_state(), "17");
    EXPECT_NE(only<desk::SearchCleared>(studio.tap(state, "action.clear_search")), nullptr);
    EXPECT_NE(only<desk::SearchCleared>(studio.frame(state, {{Keystroke::Key::Escape, ""}})),
              nullptr);
    EXPECT_THAT(studio.frame(queue_state(), {{Keystroke::Key::Escape, ""}}), IsEmpty());
}

TEST(DeskSearchField, the_enter_key_selects_the_only_one_unless_it_presses_a_button) {
    DeskStudio studio;
    const desk::State state = typed(studio, queue_state(), "19");
    desk::State copy = state;
    const auto enter = [&](const desk::State& now) {
        return studio.frame(now, {{Keystroke::Key::Enter, ""}}, Navigation::Activate);
    };
    auto events = enter(state);
    ASSERT_NE(only<desk::EntrySelected>(events), nullptr);
    EXPECT_EQ(only<desk::EntrySelected>(events)->id, entry_of(copy, "A019").header.id);
    EXPECT_THAT(enter(typed(studio, queue_state(), "17")), IsEmpty()) << "there are two";
    studio.draw(state);
    for (int tabs = 0; tabs < 3; ++tabs) {
        studio.frame(state, {}, Navigation::Next);
        studio.draw(state);
    }
    ASSERT_TRUE(studio.find("action.log_out")->state.focused);
    EXPECT_NE(only<desk::LogOutPressed>(enter(state)), nullptr);
}

// --- Case sheet ----------------------------------------------------------------------------------

/// Without what only the typesetter sees: isolates and soft hyphens.
std::string plain(std::string words) {
    for (const char* unseen : {"\u2066", "\u2068", "\u2069", "\u00AD"}) {
        for (std::size_t at = words.find(unseen); at != std::string::npos;
             at = words.find(unseen)) {
            words.erase(at, std::string_view(unseen).size());
        }
    }
    return words;
}
std::string value_of(const DeskStudio& studio, const std::string& id) {
    const Node* node = studio.find(id);
    return node == nullptr ? "(no such row)" : plain(node->value);
}

TEST(DeskCase, every_answer_stands_in_german_or_as_it_was_typed) {
    DeskStudio studio;
    const desk::State state = arabic_case();
    studio.draw(state);
    EXPECT_EQ(value_of(studio, "case.family_name.0"), "Al-Khatib");
    EXPECT_EQ(value_of(studio, "case.name_own_script.0"), "رنا الخطيب");
    EXPECT_EQ(value_of(studio, "case.country_of_birth.0"), "Syrien");
    EXPECT_EQ(value_of(studio, "case.counselling_language.0"), "Arabisch");
    EXPECT_EQ(value_of(studio, "case.gender.0"), "Möchte ich nicht sagen");
    EXPECT_EQ(value_of(studio, "case.notice_date.0"), "02.11.2026");
    EXPECT_THAT(value_of(studio, "case.date_of_birth.0"), StartsWith("25.10.1988"));
    EXPECT_THAT(value_of(studio, "case.date_of_birth.0"), HasSubstr("14.03.1409"));
    EXPECT_EQ(value_of(studio, "case.consent_jobcenter.0"), "Ja");
    EXPECT_EQ(value_of(studio, "case.qualification_duration.0"), "3");
    EXPECT_EQ(value_of(studio, "case.further_title.0"), "دورة ICDL 2012");
    EXPECT_THAT(value_of(studio, "case.documents.0"), HasSubstr("Abschlusszeugnis: Verloren"));
    EXPECT_EQ(value_of(studio, "case.old_question.0"), "old_choice");
    const auto& answers = std::get<desk::CaseOpen>(state.place).content.answers.fields;
    for (const auto& [path, answer] : answers) {
        EXPECT_NE(studio.find("case." + path.question + "." + std::to_string(path.instance)),
                  nullptr)
            << path.question;
    }
}

TEST(DeskCase, an_original_carries_its_language_and_what_is_of_no_language_does_not) {
    DeskStudio studio;
    const desk::State state = arabic_case();
    studio.draw(state);
    EXPECT_EQ(studio.find("case.name_own_script.0")->language, "ar");
    EXPECT_EQ(studio.find("case.message.0")->language, "ar");
    for (const char* id :
         {"case.family_name.0", "case.phone.0", "case.email.0", "case.country_of_birth.0"}) {
        EXPECT_EQ(studio.find(id)->language, "de") << id;
    }
}

TEST(DeskCase, the_name_of_the_passport_stands_at_the_top_with_the_own_script_beside_it) {
    DeskStudio studio;
    desk::State state = arabic_case();
    studio.draw(state);
    const Node* latin = studio.find("case.name");
    const Node* own = studio.find("case.name_beside");
    ASSERT_TRUE(latin != nullptr && own != nullptr);
    EXPECT_EQ(plain(latin->label), "Al-Khatib, Rana");
    EXPECT_EQ(own->label, "رنا الخطيب");
    EXPECT_EQ(own->language, "ar");
    EXPECT_EQ(own->box.y, latin->box.y);
    EXPECT_GE(own->box.x, latin->box.x + latin->box.width);
    state = tigrinya_case();
    studio.draw(state);
    EXPECT_EQ(studio.find("case.name_beside")->missing_glyphs, 0);
    std::get<desk::CaseOpen>(state.place).content.answers = {};
    studio.draw(after_admin(state, desk::QuestionnairesChanged{}));
    EXPECT_EQ(studio.find("case.name"), nullptr) << "nothing was asked";
}

TEST(DeskCase, dates_of_another_calendar_keep_what_was_given) {
    DeskStudio studio;
    const desk::State state = tigrinya_case();
    studio.draw(state);
    EXPECT_THAT(value_of(studio, "case.date_of_birth.0"), HasSubstr("1989"));
    EXPECT_THAT(value_of(studio, "case.date_of_birth.0"), HasSubstr("1982"));
    EXPECT_EQ(studio.find("case.name_own_script.0")->language, "ti");
    EXPECT_EQ(studio.find("case.name_own_script.0")->missing_glyphs, 0);
    studio.keep_picture("case_tigrinya");
}

TEST(DeskCase, flags_come_before_the_answers_and_urgent_ones_first) {
    DeskStudio studio;
    const desk::State state = arabic_case();
    studio.draw(state);
    const auto& nodes = studio.tree().nodes;
    const auto place = [&](const std::string& prefix) {
        return std::find_if(nodes.begin(), nodes.end(),
                            [&](const Node& n) { return n.id.starts_with(prefix); }) -
               nodes.begin();
    };
    EXPECT_LT(place("flag.notice_deadline"), place("flag.document_lost"));
    EXPECT_LT(place("flag.document_lost"), place("flag.route_third_country"));
    EXPECT_LT(place("flag.route_third_country"), place("case.for_whom"));
    const Node* deadline = studio.find("flag.notice_deadline");
    EXPECT_EQ(deadline->role, Role::Alert);
    EXPECT_THAT(deadline->label, HasSubstr("02.12.2026"));
    EXPECT_THAT(studio.find("flag.route_third_country")->label, HasSubstr("Syrien"));
    EXPECT_THAT(studio.find("flag.interpreter_needed")->label, HasSubstr("Arabisch"));
    EXPECT_THAT(plain(studio.find("flag.document_lost")->label), HasSubstr("Abschlusszeugnis"));
    EXPECT_THAT(studio.find("flag.documents_complete")->label, HasSubstr("3 von 7"));
}

TEST(DeskCase, two_notices_are_two_flags) {
    DeskStudio studio;
    desk::State state = arabic_case();
    CaseSheet& sheet = sheet_of(state);
    sheet.flags.insert(sheet.flags.begin(), sheet.flags.front());
    studio.draw(state);
    EXPECT_NE(studio.find("flag.notice_deadline"), nullptr);
    EXPECT_NE(studio.find("flag.notice_deadline.1"), nullptr);
}

TEST(DeskCase, every_flag_has_its_german_text) {
    for (const char* rule :
         {"notice_deadline", "residence_expired", "residence_expires", "interpreter_needed",
          "interpreter_brought", "discuss", "document_lost", "needs", "reads_latin_no",
          "reads_latin_some", "counsellor_wish", "funding", "route_eu", "route_third_country",
          "documents_complete"}) {
        CaseFlag flag;
        flag.rule = rule;
        EXPECT_TRUE(content().catalogue->has("de", flag.message_id())) << rule;
    }
}

TEST(DeskCase, the_consent_is_shown_with_its_proof) {
    DeskStudio studio;
    desk::State state = arabic_case();
    studio.draw(state);
    EXPECT_THAT(value_of(studio, "case_fact.consent"), HasSubstr("22.11.2026, 10:41"));
    EXPECT_THAT(value_of(studio, "case_fact.consent"), HasSubstr("Arabisch"));
    EXPECT_THAT(value_of(studio, "case_fact.consent_text"), HasSubstr("9f3c01d27a44"));
    std::get<desk::CaseOpen>(state.place).content.consent = {};
    studio.draw(state);
    EXPECT_EQ(value_of(studio, "case_fact.consent"), "nicht vermerkt");
}

TEST(DeskCase, the_buttons_report_what_they_say) {
    DeskStudio studio;
    const desk::State state = arabic_case();
    EXPECT_NE(only<desk::CaseLeft>(studio.tap(state, "action.back")), nullptr);
    EXPECT_NE(only<desk::LogOutPressed>(studio.tap(state, "action.log_out")), nullptr);
    for (const auto& [id, action] : {std::pair("action.close", QueueAction::Close),
                                     std::pair("action.park", QueueAction::Park),
                                     std::pair("action.defer", QueueAction::Defer),
                                     std::pair("action.requeue", QueueAction::Requeue)}) {
        const auto events = studio.tap(state, id);
        ASSERT_NE(only<desk::ActionPressed>(events), nullptr) << id;
        EXPECT_EQ(only<desk::ActionPressed>(events)->action, action);
    }
}

TEST(DeskCase, a_questionnaire_that_is_not_installed_is_named) {
    DeskStudio studio;
    desk::State state = arabic_case();
    std::get<desk::CaseOpen>(state.place).content.questionnaire = "pflege_2025";
    studio.draw(after_admin(state, desk::QuestionnairesChanged{}));
    const Node* problem = studio.find("case.unknown_form");
    ASSERT_NE(problem, nullptr);
    EXPECT_EQ(problem->role, Role::Alert);
    EXPECT_THAT(problem->label, HasSubstr("pflege_2025"));
    EXPECT_NE(studio.find("case_fact.consent"), nullptr) << "what is known without it is shown";
    EXPECT_NE(studio.find("action.close"), nullptr);
    studio.keep_picture("case_unknown");
}

TEST(DeskCase, the_last_row_can_be_reached_by_scrolling) {
    DeskStudio studio({1366, 768, 14.0F, 1.0F});
    const desk::State state = arabic_case();
    studio.draw(state);
    EXPECT_TRUE(studio.find("case.old_question.0")->state.hidden);
    for (int i = 0; i < 60 && studio.find("case.old_question.0")->state.hidden; ++i) {
        studio.tap(state, "scroll.sections.down");
    }
    EXPECT_FALSE(studio.find("case.old_question.0")->state.hidden);
    studio.keep_picture("case_end");
}

// --- Lock, outage, hits --------------------------------------------------------------------------

TEST(DeskLock, nothing_of_the_work_is_on_a_locked_screen) {
    for (const desk::State& before : {queue_state(), with_selected("A017"), arabic_case(),
                                      tigrinya_case(), found_by_name(), admin_state()}) {
        DeskStudio studio;
        studio.draw(before);
        const desk::State state = locked(before);
        studio.desk().wipe();
        studio.draw(state);
        for (const Node& node : studio.tree().nodes) {
            EXPECT_TRUE(node.id.starts_with("lock.") || node.id == "field.password" ||
                        node.id == "action.unlock" || node.id == "action.other_account" ||
                        node.id == "header.institution")
                << node.id;
            for (const char* secret : {"A0", "Tesfay", "سلام", "Arabisch"}) {
                EXPECT_EQ((node.label + node.value).find(secret), std::string::npos) << node.id;
            }
        }
        EXPECT_THAT(studio.find("lock.title")->label, HasSubstr(kStaffMember));
    }
}

TEST(DeskLock, the_warning_moves_nothing_that_could_be_pressed) {
    DeskStudio studio;
    desk::State state = with_selected("A017");
    studio.draw(state);
    std::map<std::string, float> before;
    for (const Node& node : studio.tree().nodes) {
        before[node.id] = node.box.y;
    }
    state.last_input = state.now.monotonic - desk_rules().idle + std::chrono::seconds(12);
    studio.draw(state);
    ASSERT_NE(studio.find("desk.lock_warning"), nullptr);
    EXPECT_THAT(studio.find("desk.lock_warning")->label, HasSubstr("12 Sekunden"));
    for (const Node& node : studio.tree().nodes) {
        if (const auto known = before.find(node.id); known != before.end()) {
            EXPECT_EQ(node.box.y, known->second) << node.id;
        }
    }
}

TEST(DeskSearch, a_hit_shows_the_name_in_its_own_letters_and_what_of_it_was_looked_for) {
    DeskStudio studio;
    studio.draw(found_by_name());
    ASSERT_NE(studio.find("queue.A018.found"), nullptr);
    EXPECT_EQ(studio.find("queue.A018.found")->label, "Selam Tesfay");
    EXPECT_EQ(studio.find("queue.A018.found")->value, "Selam");
    ASSERT_NE(studio.find("queue.A019.found"), nullptr);
    EXPECT_EQ(studio.find("queue.A019.found")->value, "سلام");
    ASSERT_NE(studio.find("queue.A018.born"), nullptr) << "two have that name";
    EXPECT_THAT(studio.find("queue.A018.born")->label, HasSubstr("12.03.1985"));
    EXPECT_EQ(studio.find("queue.A019.born"), nullptr) << "not told";
    studio.draw(after_desk(queue_state(), desk::SearchTyped{SecretText("A018"), 4, 4, {}}));
    EXPECT_EQ(studio.find("queue.A018.found"), nullptr) << "found by its number";
}

TEST(DeskQueue, one_outage_is_said_once_and_with_its_cause) {
    DeskStudio studio;
    desk::State state = queue_state();
    queue(state).connected = false;
    queue(state).problem_id = "desk.problem.offline";
    for (const auto& [cause, words] : {std::pair(Cause::NoAnswer, "Verbindung wird von selbst"),
                                       std::pair(Cause::Certificate, "Beratungsstelle"),
                                       std::pair(Cause::CertificateTime, "Datum und Uhrzeit"),
                                       std::pair(Cause::None, "alle 15 Sekunden")}) {
        queue(state).outage = cause;
        studio.draw(state);
        ASSERT_NE(studio.find("desk.offline"), nullptr);
        EXPECT_THAT(studio.find("desk.offline")->label, HasSubstr(words));
        EXPECT_EQ(studio.find("desk.problem"), nullptr);
    }
}

// --- All of it -----------------------------------------------------------------------------------

struct NamedDesk {
    const char* name;
    Panel panel;
    const char* language = "de";
};
/// An office monitor, a notebook, a tablet, a monitor turned upright, larger type; in English.
class DeskSizes : public testing::TestWithParam<NamedDesk> {};

TEST_P(DeskSizes, every_text_fits_and_every_target_is_large_enough) {
    DeskStudio studio(GetParam().panel, GetParam().language);
    const auto inspect = [&](const std::string& what, const desk::State& state) {
        studio.draw(state);
        studio.keep_picture(what + "_" + GetParam().name);
        for (const std::string& complaint : complaints(studio.tree(), studio.theme(), false)) {
            // A mouse is used here as well: 12 mm, looked at below.
            EXPECT_THAT(complaint, HasSubstr(": target of")) << what;
        }
        for (const Node& node : studio.tree().nodes) {
            if (node.text_id.starts_with("desk.")) {
                EXPECT_EQ(node.language, GetParam().language) << what << " " << node.text_id;
            }
            if (node.focus_order >= 0) {
                EXPECT_GE(node.mm_width, 12.0F) << what << " " << node.id;
                EXPECT_GE(node.mm_height, 12.0F) << what << " " << node.id;
            }
        }
    };
    for (const auto& [name, state] : states_of_log_in()) {
        inspect(name, state);
    }
    inspect("queue", queue_state());
    for (const NamedStates& states : {states_of_few_rights(), states_of_requests()}) {
        for (const auto& [name, state] : states) {
            inspect(name, state);
        }
    }
    desk::State sought = queue_state();
    for (const char* text : {"17", "Tesfay", "A008"}) {
        sought = after_desk(queue_state(),
                            desk::SearchTyped{SecretText(text), 2, 2, text::name_key(text)});
        inspect(std::string("queue_search_") + text, sought);
    }
    for (const char* number : {"A015", "A017", "A018", "A009", "A012", "A008"}) {
        inspect(std::string("queue_") + number, with_selected(number));
    }
    desk::State troubled = with_selected("A017");
    queue(troubled).connected = false;
    queue(troubled).problem_id = "desk.problem.refused";
    inspect("queue_troubled", troubled);
    for (const auto& [name, state] :
         {std::pair("case", arabic_case()), std::pair("case_ti", tigrinya_case())}) {
        inspect(name, state);
    }
    desk::State unknown = arabic_case();
    std::get<desk::CaseOpen>(unknown.place).sheet.reset();
    inspect("case_unknown", unknown);
    inspect("locked", locked(queue_state()));
    inspect("locked_wrong", locked(arabic_case(), "desk.login.blocked"));
    desk::State warned = with_selected("A017");
    warned.last_input = warned.now.monotonic - desk_rules().idle + std::chrono::seconds(12);
    inspect("warned", warned);
    desk::State taken = arabic_case();
    std::get<desk::CaseOpen>(taken.place).mine = true;
    std::get<desk::CaseOpen>(taken.place).entry.holder = "b.muster";
    std::get<desk::CaseOpen>(taken.place).entry.lease_until = desk_wall() + std::chrono::minutes(4);
    inspect("case_taken", taken);
    for (const auto& [name, state] : {std::pair("case_called", QueueState::Called),
                                      std::pair("case_arrived", QueueState::Arrived),
                                      std::pair("case_pending", QueueState::Pending),
                                      std::pair("case_waiting", QueueState::Waiting),
                                      std::pair("case_parked", QueueState::Parked)}) {
        desk::State looked_at = arabic_case();
        QueueEntry& entry = std::get<desk::CaseOpen>(looked_at.place).entry;
        entry.state = state;
        entry.holder = state == QueueState::Called ? kStaffMember : "";
        inspect(name, looked_at);
    }
    inspect("queue_found", found_by_name());
    desk::State down = with_selected("A017");
    queue(down).connected = false;
    queue(down).outage = Cause::CertificateTime;
    queue(down).problem_id = "desk.problem.offline";
    inspect("queue_certificate", down);
    desk::State moved = with_selected("A017");
    moved.clock.trust = ClockTrust::Doubtful;
    queue(moved).staff.rights.add(StaffRight::Operate);
    inspect("queue_clock_service", moved);
    desk::State apart = with_selected("A017");
    apart.clock.desk_ahead = std::chrono::days(3653);
    inspect("queue_clock_desk", apart);
    desk::State ending = with_selected("A017");
    ending.clock.certificate_until = ending.wall;
    inspect("queue_certificate_ends", ending);
}

INSTANTIATE_TEST_SUITE_P(Desks, DeskSizes,
                         testing::Values(NamedDesk{"office", {1920, 1080, 24.0F, 1.0F}},
                                         NamedDesk{"notebook", {1366, 768, 14.0F, 1.0F}},
                                         NamedDesk{"tablet", {1280, 800, 11.0F, 1.0F}},
                                         NamedDesk{"upright", {1080, 1920, 24.0F, 1.0F}},
                                         NamedDesk{"large_type", {1920, 1080, 24.0F, 1.3F}},
                                         NamedDesk{"english", {1366, 768, 14.0F, 1.0F}, "en"}),
                         [](const auto& desk) { return desk.param.name; });

}  // namespace
}  // namespace lotse::ui::test
