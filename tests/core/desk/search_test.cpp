// SPDX-License-Identifier: EUPL-1.2
#include "core/desk/search.h"

#include "codec/forms/questionnaire_json.h"
#include "core/desk/desk_fixture.h"
#include "core/desk/name_match.h"
#include "core/desk/screen.h"

namespace lotse::desk::test {
namespace {

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
    EXPECT_THAT(place<Locked>().queue.search.names, IsEmpty());
    know({{1, "mr"}});
    EXPECT_THAT(place<Locked>().queue.search.names, IsEmpty()) << "a late answer";
    now += rules.log_out;
    give(Ticked{});
    EXPECT_TRUE(std::holds_alternative<LoggedOut>(state.place));
    log_in();
    EXPECT_THAT(place<QueueOpen>().search.names, IsEmpty());
    EXPECT_TRUE(place<QueueOpen>().search.text.empty());
}

NameText name_of(const std::string& text, const std::vector<std::string>& keys) {
    NameText name{SecretText(text), "de", {}};
    std::size_t at = 0;
    for (const std::string& key : keys) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        name.parts.push_back({at, end - at, SecretText(key)});
        at = end + 1;
    }
    return name;
}

TEST_F(DeskSearch, a_hit_shows_the_name_that_was_looked_for_and_no_other) {
    log_in();
    give(QueueKnown{{entry_in(S::Waiting, 1)}});
    const IntakeId id = entry_in(S::Waiting, 1).header.id;
    NameKeysKnown known;
    known.keys.emplace(id, SecretText("tsf slm gbr mdn тсф"));
    known.clients[id].names = {name_of("Tesfay", {"tsf"}),
                               name_of("Selam Gebre Medin", {"slm", "gbr", "mdn"}),
                               name_of("Тесфай", {"tsf"})};
    struct Sought {
        std::string text, key, expected;
    };
    for (const Sought& sought :
         std::vector<Sought>{{"tesf", "tsf", "[Tesfay]"},
                             {"Тесф", "tsf", "[Тесфай]"},
                             {"Selam", "slm", "[Selam] Gebre Medin"},
                             {"Selam Tesfay", "slm tsf", "[Tesfay] [Selam] Gebre Medin"},
                             {"Gebremedin", "gbrmdn", "Selam [Gebre] [Medin]"},
                             {"Gebre Medin", "gbr mdn", "Selam [Gebre] [Medin]"},
                             {"A1", "", ""},
                             {"", "", ""}}) {
        search(sought.text, sought.key);
        give(known);
        std::string shown;
        for (const FoundName& found :
             found_names(place<QueueOpen>().search, place<QueueOpen>().entries.front())) {
            const NameText& name = found.name;
            for (std::size_t i = 0; i < name.parts.size(); ++i) {
                const std::string word(
                    name.text.view().substr(name.parts[i].begin, name.parts[i].size));
                shown +=
                    (shown.empty() ? "" : " ") + (found.looked_for[i] ? "[" + word + "]" : word);
            }
        }
        EXPECT_EQ(shown, sought.expected) << sought.text;
    }
}

PartialDate born_in(int year) {
    PartialDate date;
    date.year = year;
    date.month = 3;
    date.day = 12;
    date.first = date.last = {year, 3, 12};
    return date;
}

TEST_F(DeskSearch, of_several_hits_of_a_name_each_shows_its_date_of_birth) {
    log_in();
    give(QueueKnown{{entry_in(S::Waiting, 1), entry_in(S::Waiting, 2), entry_in(S::Waiting, 3)}});
    NameKeysKnown known;
    const auto is_of = [&](int n, const char* name, const char* key,
                           std::optional<PartialDate> born) {
        const IntakeId id = entry_in(S::Waiting, n).header.id;
        known.keys[id] = SecretText(key);
        known.clients[id] = {{name_of(name, {key})}, std::move(born)};
    };
    is_of(1, "Tesfay", "tsf", born_in(1985));
    is_of(2, "Tesfai", "tsf", born_in(1991));
    is_of(3, "Selam", "slm", born_in(1979));
    const auto shown = [&] {
        std::vector<std::string> dates;
        const ScreenView view = screen_for(state, rules);
        for (const QueueGroup& group : std::get<QueueView>(view.screen).groups) {
            for (const QueueLine& line : group.lines) {
                dates.push_back(line.born ? to_iso(line.born->first) : "-");
            }
        }
        return dates;
    };
    search("tesf", "tsf");
    give(known);
    EXPECT_THAT(shown(), ElementsAre("1985-03-12", "1991-03-12"));
    search("selam", "slm");
    EXPECT_THAT(shown(), ElementsAre("-")) << "nobody to tell apart from";
    search("", "");
    EXPECT_THAT(shown(), ElementsAre("-", "-", "-"));
    search("A00", "");
    EXPECT_THAT(shown(), testing::Each(std::string("-"))) << "found by their numbers";

    is_of(2, "Tesfai", "tsf", std::nullopt);
    give(known);
    search("tesf", "tsf");
    EXPECT_THAT(shown(), ElementsAre("1985-03-12", "-")) << "one did not tell it";
}

TEST_F(DeskSearch, names_are_forgotten_with_the_entry_and_with_the_lock) {
    log_in();
    give(QueueKnown{{entry_in(S::Waiting, 1), entry_in(S::Waiting, 2)}});
    NameKeysKnown known;
    for (const int n : {1, 2}) {
        known.clients[entry_in(S::Waiting, n).header.id].names = {name_of("Tesfay", {"tsf"})};
    }
    give(known);
    give(QueueKnown{{entry_in(S::Done, 1), entry_in(S::Waiting, 2)}});
    EXPECT_EQ(place<QueueOpen>().search.clients.size(), 1U);
    give(LockPressed{});
    EXPECT_THAT(place<Locked>().queue.search.clients, IsEmpty());
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
    EXPECT_FALSE(birth_date(content, questions));
    content.answers.fields[{"date_of_birth", 0}] = Special::DontKnow;
    EXPECT_FALSE(birth_date(content, questions));
    content.answers.fields[{"date_of_birth", 0}] = PartialDate{};
    EXPECT_FALSE(birth_date(content, questions)) << "not typed to its end";
    content.answers.fields[{"date_of_birth", 0}] = born_in(1985);
    EXPECT_EQ(birth_date(content, questions), born_in(1985));
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
}  // namespace lotse::desk::test
