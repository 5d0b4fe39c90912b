// SPDX-License-Identifier: EUPL-1.2
#include "core/desk/desk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "codec/forms/questionnaire_json.h"
#include "core/desk/name_match.h"
#include "core/limits.h"

namespace lotse::desk {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using A = QueueAction;
using S = QueueState;

const WallTime kNoon{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + 12h};

QueueEntry entry_in(S state, int n = 1, const std::string& holder = "",
                    const std::string& questionnaire = "anerkennung") {
    QueueEntry entry;
    entry.header.id.bytes[0] = static_cast<std::uint8_t>(n);
    entry.header.number = "A" + std::to_string(n);
    entry.header.questionnaire = questionnaire;
    entry.state = state;
    entry.revision = 4;
    entry.holder = holder;
    if (!holder.empty()) {
        entry.lease_until = kNoon + limits::kClaimLease;
    }
    return entry;
}

class Desk : public testing::Test {
protected:
    /// The effects of `event`.
    std::vector<Effect> give(const Event& event) {
        Moment moment;
        moment.monotonic = now;
        moment.utc = kNoon + std::chrono::floor<std::chrono::seconds>(now);
        Update done = update(std::move(state), event, moment, rules);
        state = std::move(done.state);
        return std::move(done.effects);
    }
    void type(LogInField field, std::string_view text) {
        give(FieldChosen{field});
        give(TextTyped{SecretText(text), text.size(), text.size()});
    }
    void log_in() {
        type(LogInField::Account, "anna");
        type(LogInField::Password, "geheim");
        give(LogInPressed{});
        give(LoggedIn{{"anna", "demo"}});
    }
    /// Logged in, with the case sheet of an entry that anna holds.
    void open_case() {
        log_in();
        give(QueueKnown{{entry_in(S::Called, 1, "anna")}});
        give(EntrySelected{entry_in(S::Called, 1).header.id});
        give(OpenPressed{});
        give(CaseDecrypted{entry_in(S::InProgress, 1, "anna"), {}});
    }
    template <class Place>
    const Place& place() const {
        LOTSE_CHECK(std::holds_alternative<Place>(state.place));
        return std::get<Place>(state.place);
    }
    template <class T, class Variant>
    static const T* only(const std::vector<Variant>& effects) {
        return effects.size() == 1 ? std::get_if<T>(&effects[0]) : nullptr;
    }
    static bool wiped(const std::vector<Effect>& effects) {
        return std::any_of(effects.begin(), effects.end(), [](const Effect& effect) {
            return std::holds_alternative<WipeDesk>(effect);
        });
    }

    Rules rules;
    State state;
    Instant now{0};
};

TEST_F(Desk, what_was_typed_is_asked_of_the_service_once) {
    type(LogInField::Account, "anna");
    type(LogInField::Password, "geheim");
    const auto effects = give(LogInPressed{});
    ASSERT_NE(only<LogIn>(effects), nullptr);
    EXPECT_EQ(only<LogIn>(effects)->account, "anna");
    EXPECT_EQ(only<LogIn>(effects)->password.view(), "geheim");
    EXPECT_THAT(give(LogInPressed{}), IsEmpty()) << "a second press while it is on its way";
    give(LoggedIn{{"anna", "demo"}});
    EXPECT_EQ(place<QueueOpen>().staff.account, "anna");
    EXPECT_FALSE(place<QueueOpen>().loaded);
}

TEST_F(Desk, a_log_in_without_a_password_asks_for_it) {
    type(LogInField::Account, "anna");
    EXPECT_THAT(give(LogInPressed{}), IsEmpty());
    EXPECT_EQ(place<LoggedOut>().problem_id, "desk.login.incomplete");
    EXPECT_EQ(place<LoggedOut>().field, LogInField::Password);
}

TEST_F(Desk, a_wrong_password_is_forgotten_and_the_account_stays) {
    type(LogInField::Account, "anna");
    type(LogInField::Password, "falsch");
    give(LogInPressed{});
    give(LogInRefused{"desk.login.refused", 8});
    EXPECT_FALSE(place<LoggedOut>().busy);
    EXPECT_TRUE(place<LoggedOut>().password.text.empty());
    EXPECT_EQ(place<LoggedOut>().account.text.view(), "anna");
    EXPECT_EQ(place<LoggedOut>().problem_id, "desk.login.refused");
    EXPECT_EQ(place<LoggedOut>().retry_seconds, 8);
}

TEST_F(Desk, nobody_is_logged_in_by_a_late_answer) {
    give(LoggedIn{{"anna", "demo"}});
    EXPECT_TRUE(std::holds_alternative<LoggedOut>(state.place));
}

TEST_F(Desk, a_new_listing_replaces_the_old_and_keeps_the_selection_while_it_is_there) {
    log_in();
    give(QueueKnown{{entry_in(S::Waiting, 1), entry_in(S::Waiting, 2)}});
    give(EntrySelected{entry_in(S::Waiting, 2).header.id});
    give(QueueKnown{{entry_in(S::Waiting, 2)}});
    EXPECT_TRUE(place<QueueOpen>().loaded);
    EXPECT_TRUE(place<QueueOpen>().selected.has_value());
    give(QueueKnown{{entry_in(S::Waiting, 3)}});
    EXPECT_FALSE(place<QueueOpen>().selected.has_value());
    give(EntrySelected{entry_in(S::Waiting, 2).header.id});
    EXPECT_FALSE(place<QueueOpen>().selected.has_value()) << "it is not in the queue";
}

TEST_F(Desk, the_next_client_is_called_once_and_then_selected) {
    log_in();
    give(QueueKnown{{entry_in(S::Waiting, 1)}});
    EXPECT_NE(only<CallNext>(give(CallNextPressed{})), nullptr);
    EXPECT_THAT(give(CallNextPressed{}), IsEmpty());
    give(ActionDone{entry_in(S::Called, 1, "anna")});
    EXPECT_FALSE(place<QueueOpen>().busy);
    EXPECT_EQ(place<QueueOpen>().entries.at(0).state, S::Called);
    EXPECT_EQ(place<QueueOpen>().selected, entry_in(S::Called, 1).header.id);
}

TEST_F(Desk, an_action_names_the_revision_that_was_seen_and_a_refusal_is_shown) {
    log_in();
    EXPECT_THAT(give(ActionPressed{A::Call}), IsEmpty()) << "nothing is selected";
    give(QueueKnown{{entry_in(S::Waiting, 1)}});
    give(EntrySelected{entry_in(S::Waiting, 1).header.id});
    const auto effects = give(ActionPressed{A::Call});
    ASSERT_NE(only<Act>(effects), nullptr);
    EXPECT_EQ(only<Act>(effects)->revision, 4);
    give(ActionRefused{"desk.problem.changed"});
    EXPECT_FALSE(place<QueueOpen>().busy);
    EXPECT_EQ(place<QueueOpen>().problem_id, "desk.problem.changed");
}

TEST_F(Desk, a_case_opens_when_it_was_asked_for_and_leaving_it_wipes_it) {
    log_in();
    give(QueueKnown{{entry_in(S::Called, 1, "anna")}});
    give(CaseDecrypted{entry_in(S::InProgress, 1, "anna"), {}});
    EXPECT_TRUE(std::holds_alternative<QueueOpen>(state.place)) << "nobody asked";
    give(EntrySelected{entry_in(S::Called, 1).header.id});
    EXPECT_NE(only<OpenCase>(give(OpenPressed{})), nullptr);
    give(CaseDecrypted{entry_in(S::InProgress, 1, "anna"), {}});
    EXPECT_EQ(place<CaseOpen>().entry.state, S::InProgress);
    EXPECT_TRUE(wiped(give(CaseLeft{})));
    EXPECT_EQ(place<QueueOpen>().entries.at(0).state, S::InProgress)
        << "the queue stayed live behind it";
}

TEST_F(Desk, a_closed_case_leads_back_to_the_queue) {
    open_case();
    EXPECT_THAT(give(ActionPressed{A::Close}), IsEmpty())
        << "it cannot be undone: first a question";
    const auto effects = give(ActionConfirmed{});
    ASSERT_NE(only<Act>(effects), nullptr);
    EXPECT_EQ(only<Act>(effects)->action, A::Close);
    EXPECT_TRUE(wiped(give(ActionDone{entry_in(S::Done, 1)})));
    EXPECT_EQ(place<QueueOpen>().entries.at(0).state, S::Done);
}

TEST_F(Desk, what_cannot_be_undone_is_done_only_after_its_question_was_answered) {
    log_in();
    give(QueueKnown{{entry_in(S::Waiting, 1), entry_in(S::Waiting, 2)}});
    EXPECT_THAT(give(ActionConfirmed{}), IsEmpty()) << "nothing was asked";
    give(EntrySelected{entry_in(S::Waiting, 1).header.id});
    EXPECT_THAT(give(ActionPressed{A::Withdraw}), IsEmpty());
    EXPECT_EQ(place<QueueOpen>().asked, A::Withdraw);
    give(ActionCancelled{});
    EXPECT_THAT(give(ActionConfirmed{}), IsEmpty());
    give(ActionPressed{A::Withdraw});
    give(EntrySelected{entry_in(S::Waiting, 2).header.id});
    EXPECT_THAT(give(ActionConfirmed{}), IsEmpty()) << "the question was about another entry";
    give(ActionPressed{A::Withdraw});
    const auto effects = give(ActionConfirmed{});
    ASSERT_NE(only<Act>(effects), nullptr);
    EXPECT_EQ(only<Act>(effects)->action, A::Withdraw);
    EXPECT_EQ(only<Act>(effects)->id, entry_in(S::Waiting, 2).header.id);
    EXPECT_THAT(give(ActionConfirmed{}), IsEmpty()) << "a second tap while it is on its way";
}

TEST(DeskRules, everything_that_is_nobody_elses_may_be_withdrawn_at_any_time) {
    for (const S state : {S::Waiting, S::Called, S::InProgress, S::Parked, S::Missed, S::Done}) {
        EXPECT_TRUE(can_withdraw(entry_in(state, 1, "anna"), "anna", kNoon));
    }
    EXPECT_FALSE(can_withdraw(entry_in(S::Withdrawn), "anna", kNoon));
    EXPECT_FALSE(can_withdraw(entry_in(S::InProgress, 1, "berta"), "anna", kNoon));
}

TEST_F(Desk, an_open_case_renews_its_lease_before_it_ends) {
    open_case();
    now += 30s;
    EXPECT_THAT(give(Ticked{}), IsEmpty());
    now += 31s;
    const auto effects = give(Ticked{});
    ASSERT_NE(only<Act>(effects), nullptr);
    EXPECT_EQ(only<Act>(effects)->action, A::Renew);
    EXPECT_THAT(give(Ticked{}), IsEmpty()) << "one renewal at a time";
    QueueEntry renewed = entry_in(S::InProgress, 1, "anna");
    renewed.lease_until += 61s;
    give(ActionDone{renewed});
    EXPECT_EQ(place<CaseOpen>().entry.lease_until, renewed.lease_until);
}

TEST_F(Desk, an_idle_desk_logs_out_and_forgets_the_case_but_input_keeps_it) {
    open_case();
    now += rules.idle - 1s;
    give(Touched{});
    now += rules.idle - 1s;
    give(QueueKnown{{entry_in(S::InProgress, 1, "anna")}});
    give(Ticked{});
    EXPECT_TRUE(std::holds_alternative<CaseOpen>(state.place));
    now += 1s;
    EXPECT_TRUE(wiped(give(Ticked{}))) << "a listing is not somebody at the desk";
    EXPECT_TRUE(place<LoggedOut>().problem_id.empty());
}

TEST_F(Desk, a_session_that_ended_wipes_the_desk_and_says_so) {
    open_case();
    EXPECT_TRUE(wiped(give(SessionEnded{})));
    EXPECT_EQ(place<LoggedOut>().problem_id, "desk.login.session_ended");
}

TEST_F(Desk, it_wakes_for_the_minute_or_for_the_idle_end_and_not_while_logged_out) {
    EXPECT_FALSE(next_deadline(state, rules).has_value());
    log_in();
    EXPECT_EQ(next_deadline(state, rules), now + 60s);
    now += rules.idle - 90s;
    give(Ticked{});
    EXPECT_EQ(next_deadline(state, rules), now + 30s);
    now += 60s;
    give(Ticked{});
    EXPECT_EQ(next_deadline(state, rules), now + 30s);
}

TEST_F(Desk, the_offered_actions_begin_with_the_next_step) {
    const auto offered = [](S in, const std::string& holder, const std::string& questionnaire) {
        return offered_actions(entry_in(in, 1, holder, questionnaire), "anna", kNoon);
    };
    for (const char* form : {"anerkennung", ""}) {
        EXPECT_THAT(offered(S::Waiting, "", form), ElementsAre(A::Call));
        EXPECT_THAT(offered(S::InProgress, "anna", form),
                    ElementsAre(A::Close, A::Park, A::Requeue));
        EXPECT_THAT(offered(S::Parked, "", form), ElementsAre(A::Call, A::Requeue, A::Close));
        EXPECT_THAT(offered(S::Missed, "", form), ElementsAre(A::Call, A::Requeue, A::Close));
        EXPECT_THAT(offered(S::Done, "", form), IsEmpty());
        EXPECT_THAT(offered(S::Withdrawn, "", form), IsEmpty());
        EXPECT_THAT(offered(S::Called, "berta", form), IsEmpty()) << "another desk holds it";
    }
    EXPECT_THAT(offered(S::Called, "anna", "anerkennung"),
                ElementsAre(A::Call, A::Miss, A::Requeue, A::Close));
    EXPECT_THAT(offered(S::Called, "anna", ""),
                ElementsAre(A::Close, A::Call, A::Miss, A::Requeue));
}

TEST_F(Desk, a_sheet_can_be_opened_where_there_are_answers_and_no_other_desk) {
    EXPECT_TRUE(can_open(entry_in(S::Called, 1, "anna"), "anna", kNoon));
    EXPECT_FALSE(can_open(entry_in(S::Called, 1, "berta"), "anna", kNoon));
    EXPECT_TRUE(can_open(entry_in(S::Called, 1, "berta"), "anna", kNoon + limits::kClaimLease));
    EXPECT_FALSE(can_open(entry_in(S::Called, 1, "anna", ""), "anna", kNoon))
        << "a number without data";
    EXPECT_FALSE(can_open(entry_in(S::Done), "anna", kNoon));
    EXPECT_FALSE(can_open(entry_in(S::Withdrawn), "anna", kNoon));
}

TEST_F(Desk, the_clock_of_the_service_counts_and_not_the_machines) {
    log_in();
    give(QueueKnown{{entry_in(S::Waiting, 1)}, kNoon + 10min});
    EXPECT_EQ(state.wall, kNoon + 10min);
    now += 5s;
    give(Ticked{});
    EXPECT_EQ(state.wall, kNoon + 10min + 5s);
}

// --- Search --------------------------------------------------------------------------------------

/// Keys are rows of symbols (core/desk/name_match.h); plain consonants stand for themselves.
class DeskSearch : public Desk {
protected:
    std::vector<Effect> search(const std::string& text, const std::string& key) {
        return give(SearchTyped{SecretText(text), text.size(), text.size(), SecretText(key)});
    }
    std::vector<Effect> know(const std::vector<std::pair<int, std::string>>& keys,
                             bool interrupted = false) {
        NameKeysKnown known;
        for (const auto& [n, key] : keys) {
            known.keys.emplace(entry_in(S::Waiting, n).header.id, SecretText(key));
        }
        known.interrupted = interrupted;
        return give(known);
    }
    /// Numbers of the entries that are listed.
    std::vector<std::string> found() const {
        std::vector<std::string> numbers;
        for (const QueueEntry& entry : place<QueueOpen>().entries) {
            if (finds(place<QueueOpen>().search, entry)) {
                numbers.push_back(entry.header.number);
            }
        }
        return numbers;
    }
    static std::vector<std::string> read_by(const std::vector<Effect>& effects) {
        std::vector<std::string> numbers;
        if (const auto* reading = only<ReadNames>(effects)) {
            for (const QueueEntry& entry : reading->entries) {
                numbers.push_back(entry.header.number);
            }
        }
        return numbers;
    }
};

TEST_F(DeskSearch, a_number_is_found_at_once_and_opens_no_envelope) {
    log_in();
    QueueEntry with_zeros = entry_in(S::Waiting, 1);
    with_zeros.header.number = "A017";
    give(QueueKnown{{with_zeros, entry_in(S::Waiting, 7), entry_in(S::Waiting, 171)}});
    for (const char* text : {"A017", "a17", "17", "A 017", "017"}) {
        EXPECT_THAT(search(text, ""), IsEmpty()) << text;
        EXPECT_THAT(found(), ElementsAre("A017", "A171")) << text;
    }
    search("7", "");
    EXPECT_THAT(found(), ElementsAre("A7"));
    EXPECT_THAT(search("a", "a"), IsEmpty()) << "one letter may be the beginning of a number";
    EXPECT_THAT(found(), ElementsAre("A017", "A7", "A171"));
    search("B", "b");
    EXPECT_THAT(found(), IsEmpty());
    give(SearchCleared{});
    EXPECT_THAT(found(), ElementsAre("A017", "A7", "A171"));
    search("  ", "");
    EXPECT_THAT(found(), ElementsAre("A017", "A7", "A171"));
}

TEST_F(DeskSearch, a_name_has_the_envelopes_read_that_may_be_opened_each_once) {
    log_in();
    give(QueueKnown{{entry_in(S::Waiting, 1), entry_in(S::Parked, 2),
                     entry_in(S::InProgress, 3, "berta"), entry_in(S::Waiting, 4, "", ""),
                     entry_in(S::Done, 5), entry_in(S::Withdrawn, 6)}});
    EXPECT_THAT(read_by(search("mr", "mr")), ElementsAre("A1", "A2", "A3"));
    EXPECT_THAT(found(), IsEmpty());
    EXPECT_THAT(search("mrs", "mrs"), IsEmpty()) << "they are being read";
    EXPECT_TRUE(names_missing(place<QueueOpen>().search, place<QueueOpen>().entries));
    EXPECT_THAT(know({{1, "mrst"}, {2, "kls"}, {3, ""}}), IsEmpty());
    EXPECT_THAT(found(), ElementsAre("A1"));
    EXPECT_FALSE(names_missing(place<QueueOpen>().search, place<QueueOpen>().entries));
    EXPECT_THAT(search("kl", "kl"), IsEmpty()) << "all names are known";
    EXPECT_THAT(found(), ElementsAre("A2"));
}

TEST_F(DeskSearch, names_are_read_a_few_at_a_time_so_that_a_call_gets_through) {
    log_in();
    std::vector<QueueEntry> entries;
    for (int n = 1; n <= 40; ++n) {
        entries.push_back(entry_in(S::Waiting, n));
    }
    give(QueueKnown{entries});
    std::size_t read = 0;
    std::vector<Effect> effects = search("mr", "mr");
    for (int round = 0; !effects.empty() && round < 10; ++round) {
        const auto* reading = only<ReadNames>(effects);
        ASSERT_NE(reading, nullptr);
        EXPECT_LE(reading->entries.size(), limits::kNamesReadAtOnce);
        read += reading->entries.size();
        NameKeysKnown known;
        for (const QueueEntry& entry : reading->entries) {
            known.keys.emplace(entry.header.id, SecretText("mr"));
        }
        effects = give(known);
    }
    EXPECT_EQ(read, entries.size());
    EXPECT_EQ(found().size(), entries.size());
}

TEST_F(DeskSearch, a_reading_that_failed_is_tried_again_when_somebody_types) {
    log_in();
    give(QueueKnown{{entry_in(S::Waiting, 1), entry_in(S::Waiting, 2)}});
    search("mr", "mr");
    EXPECT_THAT(know({{1, "mr"}}, true), IsEmpty()) << "it would fail again at once";
    EXPECT_TRUE(place<QueueOpen>().search.interrupted);
    EXPECT_THAT(read_by(search("mrs", "mrs")), ElementsAre("A2"));
}

TEST_F(DeskSearch, who_comes_while_a_name_is_looked_for_is_read_and_who_goes_is_forgotten) {
    log_in();
    give(QueueKnown{{entry_in(S::Waiting, 1), entry_in(S::Waiting, 2)}});
    search("mr", "mr");
    know({{1, "mr"}, {2, "mr"}});
    EXPECT_THAT(read_by(give(QueueKnown{{entry_in(S::Done, 1), entry_in(S::Waiting, 3)}})),
                ElementsAre("A3"));
    EXPECT_THAT(place<QueueOpen>().search.names, IsEmpty());
    give(SearchCleared{});
    know({{3, "mr"}});
    EXPECT_THAT(give(QueueKnown{{entry_in(S::Waiting, 3), entry_in(S::Waiting, 4)}}), IsEmpty())
        << "nobody looks for a name any more";
}

TEST_F(DeskSearch, what_is_not_listed_any_more_is_not_selected) {
    log_in();
    give(QueueKnown{{entry_in(S::Waiting, 1), entry_in(S::Waiting, 2)}});
    give(EntrySelected{entry_in(S::Waiting, 1).header.id});
    search("A1", "");
    EXPECT_TRUE(place<QueueOpen>().selected.has_value());
    give(ActionPressed{A::Withdraw});
    search("A2", "");
    EXPECT_FALSE(place<QueueOpen>().selected.has_value());
    EXPECT_FALSE(place<QueueOpen>().asked.has_value());
}

TEST_F(DeskSearch, the_keys_live_as_long_as_somebody_is_logged_in) {
    open_case();
    know({{1, "mr"}});
    EXPECT_EQ(place<CaseOpen>().queue.search.names.size(), 1U) << "read behind an open sheet";
    give(CaseLeft{});
    EXPECT_EQ(place<QueueOpen>().search.names.size(), 1U);
    search("mr", "mr");
    now += rules.idle;
    give(Ticked{});
    EXPECT_TRUE(std::holds_alternative<LoggedOut>(state.place));
    know({{1, "mr"}});
    EXPECT_TRUE(std::holds_alternative<LoggedOut>(state.place)) << "a late answer";
    log_in();
    EXPECT_THAT(place<QueueOpen>().search.names, IsEmpty());
    EXPECT_TRUE(place<QueueOpen>().search.text.empty());
}

TEST_F(DeskSearch, an_endless_text_is_not_taken) {
    log_in();
    search("mr", "mr");
    search(std::string(limits::kLongestSearchBytes + 1, 'x'), "x");
    EXPECT_EQ(place<QueueOpen>().search.text.view(), "mr");
}

TEST(DeskNames, every_name_of_both_questionnaires_counts_and_nothing_else) {
    NameQuestions questions;
    for (const char* name : {"anerkennung", "arbeitgeber"}) {
        const auto form = codec::read_questionnaire_file(
            std::string(LOTSE_SOURCE_DIR "/kiosk-config/questionnaires/") + name + ".json");
        ASSERT_TRUE(form.ok()) << to_string(form.error());
        questions[name] = name_questions(**form);
    }
    IntakeContent content;
    content.questionnaire = "anerkennung";
    const auto give_text = [&](const char* question, const char* text) {
        content.answers.fields[{question, 0}] = TextAnswer{SecretText(text), "ti"};
    };
    EXPECT_THAT(names_in(content, questions), IsEmpty());
    give_text("given_name", "Selam");
    give_text("family_name", "Tesfay");
    give_text("name_own_script", "ሰላም ተስፋይ");
    give_text("other_name", "Muster");
    give_text("message", "Kidane");
    EXPECT_THAT(names_in(content, questions), ElementsAre("Tesfay", "Selam", "ሰላም ተስፋይ", "Muster"));
    content.questionnaire = "arbeitgeber";
    give_text("contact_name", "Beispiel");
    content.answers.fields[{"company_name", 0}] = Special::DontKnow;
    EXPECT_THAT(names_in(content, questions), ElementsAre("Beispiel"));
    content.questionnaire = "unknown";
    EXPECT_THAT(names_in(content, questions), IsEmpty());
}

TEST(NameMatch, every_symbol_meets_itself_and_no_word_of_another_key) {
    std::string symbols;
    for (int c = 0; c < 256; ++c) {
        if (name_symbol(static_cast<char>(c)).sounds != 0) {
            symbols += static_cast<char>(c);
        }
    }
    EXPECT_GT(symbols.size(), 40U);
    for (const char symbol : symbols) {
        const std::string word = std::string("b") + symbol + "b";
        EXPECT_TRUE(name_key_matches(word, word, LastWord::Whole)) << word;
        EXPECT_FALSE(name_key_matches(word, "b" + std::string("mmm") + "b", LastWord::Whole))
            << word;
        EXPECT_EQ(name_key_matches("bb", word, LastWord::Whole), name_symbol(symbol).optional)
            << word;
        EXPECT_EQ(name_key_matches(word, "bb", LastWord::Whole), name_symbol(symbol).optional)
            << word;
    }
}

TEST(NameMatch, words_match_in_any_order_and_only_the_last_may_be_begun) {
    EXPECT_TRUE(name_key_matches("mr bl", "bl mr", LastWord::Whole));
    EXPECT_FALSE(name_key_matches("mr bl", "mr", LastWord::Whole));
    EXPECT_TRUE(name_key_matches("bl m", "bl mr", LastWord::Begun));
    EXPECT_FALSE(name_key_matches("bl m", "bl mr", LastWord::Whole));
    EXPECT_FALSE(name_key_matches("m bl", "bl mr", LastWord::Begun));
    EXPECT_TRUE(name_key_matches("bl mr", "blmr", LastWord::Whole)) << "written together";
    EXPECT_TRUE(name_key_matches("blmr", "bl mr", LastWord::Whole));
    EXPECT_FALSE(name_key_matches("", "bl", LastWord::Begun));
    EXPECT_FALSE(name_key_matches("bl", "", LastWord::Begun));
    EXPECT_FALSE(name_key_matches(std::string(1000, 'b'), std::string(1000, 'b'), LastWord::Whole))
        << "no name";
}

}  // namespace
}  // namespace lotse::desk
