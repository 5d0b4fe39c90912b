// SPDX-License-Identifier: EUPL-1.2
#include "text/languages/exchange.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "text/languages/locale_status.h"
#include "text/words/support.h"

namespace lotse::text {
namespace {

using test::language;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const Language kGerman =
    language("de", "de_DE", {"gregorian"},
             {{"page.next", "Wei\u00adter"},
              {"page.back", "Zurück"},
              {"q.name.label", "Wie heißen Sie?"},
              {"q.name.hint", "Wie im Pass."},
              {"q.choices.yes.label", "Ja"},
              {"wait", "{seconds, plural, one {# Sekunde, {name}} other {# Sekunden, {name}}}"},
              {"region.SU", "Sowjetunion"},
              {"desk.title", "Warteschlange"}});

Language ukrainian() {
    Language out = language(
        "uk", "uk_UA", {"gregorian"},
        {{"page.next", "Далі"}, {"q.name.label", "Як Вас звати?"}, {"region.XK", "Косово"}});
    out.made_from = made_from_all(out, kGerman);
    return out;
}

std::vector<std::string> ids() {
    std::vector<std::string> out;
    for (const auto& [id, text] : kGerman.messages) out.push_back(id);
    std::ranges::reverse(out);
    return out;
}

const TranslationRow& row_of(const Translation& translation, const std::string& id) {
    const auto row = std::ranges::find(translation.rows, id, &TranslationRow::id);
    LOTSE_CHECK(row != translation.rows.end());
    return *row;
}

Translation handed_back(const std::string& id, const std::string& text,
                        std::optional<std::string> german = std::nullopt,
                        std::optional<TextState> state = std::nullopt) {
    return {"uk", {{id, std::move(german), text, "", state, 0, "row 2"}}, {}};
}

ImportPlan plan_of(const Translation& file, const Language& of = ukrainian()) {
    return plan_import(file, of, kGerman, {kGerman, of});
}

std::string reason(const Translation& file, const Language& of = ukrainian()) {
    const ImportPlan plan = plan_of(file, of);
    EXPECT_TRUE(plan.changed.empty());
    return plan.refused.size() == 1 ? plan.refused[0].what : "";
}

TEST(Exchange, all_texts_go_out_in_the_german_order_with_state_and_note) {
    const Translation out = translation_of(ukrainian(), kGerman, ids(), Selection::All);
    EXPECT_EQ(out.tag, "uk");
    std::vector<std::string> given;
    for (const TranslationRow& row : out.rows) given.push_back(row.id);
    EXPECT_THAT(given, ElementsAre("wait", "region.SU", "q.name.label", "q.name.hint",
                                   "q.choices.yes.label", "page.next", "page.back", "region.XK"));
    EXPECT_EQ(row_of(out, "page.next").state, TextState::Draft);
    EXPECT_EQ(row_of(out, "page.next").longest, 44u);
    EXPECT_THAT(row_of(out, "page.next").note, HasSubstr("44 Zeichen"));
    EXPECT_EQ(row_of(out, "page.back").state, TextState::Missing);
    EXPECT_THAT(row_of(out, "q.name.hint").note, HasSubstr("„Wie heißen Sie?“"));
    EXPECT_THAT(row_of(out, "q.choices.yes.label").note, HasSubstr("Auswahl"));
    EXPECT_THAT(row_of(out, "wait").note, HasSubstr("{seconds}, {name}; für jede Zahlform"));
    EXPECT_EQ(row_of(out, "region.XK").german, "Kosovo");
}

TEST(Exchange, what_people_wrote_about_a_text_or_its_place_comes_first_in_its_note) {
    const TextNotes notes = {
        {"page.", "Buttons."}, {"page.next", "Goes on."}, {"q.", "Questions."}};
    const Translation out = translation_of(ukrainian(), kGerman, ids(), Selection::All, notes);
    EXPECT_THAT(row_of(out, "page.next").note, HasSubstr("Goes on. Text der Bedienung"));
    EXPECT_THAT(row_of(out, "page.back").note, HasSubstr("Buttons. Text"));
    EXPECT_THAT(row_of(out, "q.name.hint").note, HasSubstr("Questions. Hinweis zur Frage"));
    EXPECT_EQ(note_on("wait", notes), "");
    EXPECT_EQ(note_on("pages.next", notes), "");
}

TEST(Exchange, only_missing_and_only_stale_texts_can_be_asked_for) {
    Language language = ukrainian();
    language.made_from->erase(fingerprint_of("page.next", kGerman.messages.at("page.next")));
    const Translation stale = translation_of(language, kGerman, ids(), Selection::Stale);
    ASSERT_EQ(stale.rows.size(), 1u);
    EXPECT_EQ(stale.rows[0].id, "page.next");
    EXPECT_EQ(stale.rows[0].text, "Далі");
    EXPECT_EQ(translation_of(language, kGerman, ids(), Selection::Missing).rows.size(), 5u);
}

TEST(Exchange, what_goes_out_comes_back_without_a_change) {
    for (const bool stale : {false, true}) {
        Language language = ukrainian();
        if (stale) language.made_from->clear();
        const ImportPlan plan =
            plan_of(translation_of(language, kGerman, ids(), Selection::All), language);
        EXPECT_THAT(plan.changed, IsEmpty());
        EXPECT_THAT(plan.confirmed, IsEmpty());
        EXPECT_THAT(plan.refused, IsEmpty());
        EXPECT_EQ(plan.unchanged, 3u);
        EXPECT_EQ(plan.empty, 5u);
    }
}

TEST(Exchange, a_new_and_a_changed_text_are_taken_and_recorded) {
    Translation file = handed_back("page.back", "Назад", "Zurück");
    file.rows.push_back({"page.next", "Weiter", "Вперед", "", std::nullopt, 0, "row 3"});
    Language language = ukrainian();
    language.made_from->clear();
    const ImportPlan plan = plan_of(file, language);
    EXPECT_THAT(plan.changed, ElementsAre(ChangedText{"page.back", "row 2", "", "Назад"},
                                          ChangedText{"page.next", "row 3", "Далі", "Вперед"}));
    EXPECT_THAT(made_from_after(plan, language, kGerman),
                testing::UnorderedElementsAre(fingerprint_of("page.back", "Zurück"),
                                              fingerprint_of("page.next", "Weiter")))
        << "what was stale and came not back stays stale; soft hyphens do not count";
}

TEST(Exchange, broken_texts_are_refused_one_by_one) {
    EXPECT_THAT(reason(handed_back("wait", "{seconds, plural, one {# {name}} other {# {name}}}")),
                HasSubstr("lacks the plural category \"few\""));
    EXPECT_THAT(reason(handed_back("wait", "{name}")), HasSubstr("has the arguments name"));
    EXPECT_THAT(reason(handed_back("page.back", "Назад {x}")), HasSubstr("arguments"));
    EXPECT_THAT(reason(handed_back("page.back", "Назад {")),
                HasSubstr("has a bracket { or } without its other half near character"));
    EXPECT_THAT(reason(handed_back("page.back", "п'ять")), HasSubstr("apostrophe"));
    EXPECT_THAT(reason(handed_back("page.back", std::string(50, 'x'))), HasSubstr("at most 44"));
    EXPECT_THAT(reason(handed_back("page.back", "Нaзад")), HasSubstr("Latin")) << "a Latin a";
    EXPECT_THAT(reason(handed_back("page.back", "На\nзад")), HasSubstr("line break"));
    EXPECT_THAT(reason(handed_back("q.choices.yes.label", "Т\nак")), HasSubstr("line break"));
    EXPECT_THAT(reason(handed_back("page.back", "رجوع")), HasSubstr("Arabic"));
    EXPECT_THAT(reason(handed_back("region.XK", "Kosova")), HasSubstr("Latin"));
    EXPECT_EQ(reason(handed_back("page.back", "На\uFFFDз\uFFFDд")), "has the character U+FFFD")
        << "once, however often";
    EXPECT_THAT(reason(handed_back("no.such", "x")), HasSubstr("no text of this id"));
    EXPECT_THAT(reason(handed_back("region.AQ", "Антарктида")), HasSubstr("no text of this id"));
    EXPECT_THAT(reason(handed_back("desk.title", "Черга")), HasSubstr("staff"));
    EXPECT_THAT(reason(handed_back("page.next", "Вперед", "Nächste Seite")),
                HasSubstr("German text changed"));
}

TEST(Exchange, one_broken_text_does_not_hold_up_the_others) {
    Translation file = handed_back("page.back", "Назад");
    file.rows.push_back({"page.next", std::nullopt, "Вперед'", "", std::nullopt, 0, "row 3"});
    file.rows.push_back({"page.back", std::nullopt, "Повернутися", "", std::nullopt, 0, "row 4"});
    file.refused.push_back({"x", "row 5", "could not be read"});
    const ImportPlan plan = plan_of(file);
    EXPECT_EQ(plan.changed.size(), 1u);
    ASSERT_EQ(plan.refused.size(), 3u);
    EXPECT_EQ(plan.refused[0].place, "row 5");
    EXPECT_EQ(plan.refused[1].place, "row 3");
    EXPECT_THAT(plan.refused[2].what, HasSubstr("twice"));
}

TEST(Exchange, a_text_is_cleaned_whatever_the_format_and_what_was_taken_off_is_said) {
    for (const char* written : {"Назад", "  Назад ", "\nНазад\r\n", "Назад\u00a0", "\ufeffНазад",
                                "На\u200bзад", "Назад_x000D_", "Назад\u2028"}) {
        const ImportPlan plan = plan_of(handed_back("page.back", written));
        ASSERT_EQ(plan.changed.size(), 1u) << written;
        EXPECT_EQ(plan.changed[0].after, "Назад") << written;
    }
    EXPECT_THAT(plan_of(handed_back("page.back", "Назад\u00a0")).remarks,
                ElementsAre(TextRemark{"page.back", "row 2",
                                       "taken off the text: a no-break space (U+00A0)"}));
    EXPECT_THAT(plan_of(handed_back("page.back", " Назад")).remarks, IsEmpty());
    EXPECT_THAT(plan_of(handed_back("page.back", "\u2067Назад")).remarks,
                ElementsAre(TextRemark{"page.back", "row 2",
                                       "taken off the text: a direction mark (U+2067)"}))
        << "half of a pair would turn what stands behind it";
    const std::string meant = "Сто\u00a0років\u200c";
    EXPECT_EQ(plan_of(handed_back("page.back", meant)).changed.at(0).after, meant);
    EXPECT_EQ(plan_of(handed_back("page.next", " Далі\u00a0")).unchanged, 1u);
    EXPECT_EQ(plan_of(handed_back("page.next", " \u00a0\n")).empty, 1u);
}

TEST(Exchange, marks_of_formatting_are_left_out_and_told) {
    const TextRemark told{"page.back", "row 2",
                          "marks of formatting (as in **bold**, <b>, # or [words](address)) are "
                          "left out"};
    for (const char* written :
         {"**Назад**", "__Назад__", "*Назад*", "<b>Назад</b>",
          "<span style='color:red'>Назад</span>", "# Назад", "[Назад](https://example.org)",
          "&lt;b&gt;Назад&lt;/b&gt;", "`Назад`", "~~Назад~~", "<p>Назад</p>", "&#1053;азад",
          "<!-- x -->Назад", "<strong>На</strong>зад", "<a href=\"x\">Назад</a>"}) {
        const ImportPlan plan = plan_of(handed_back("page.back", written));
        ASSERT_EQ(plan.changed.size(), 1u) << written;
        EXPECT_EQ(plan.changed[0].after, "Назад") << written;
        EXPECT_THAT(plan.remarks, ElementsAre(told)) << written;
    }
    EXPECT_EQ(plan_of(handed_back("page.next", "**Далі**")).unchanged, 1u);
    const auto waiting = [](const std::string& one, const std::string& other) {
        return "{seconds, plural, one {" + one +
               " секунда, {name}} few {# секунди, {name}} many {# "
               "секунд, {name}} other {" +
               other + " секунди, {name}}}";
    };
    const ImportPlan plural = plan_of(handed_back("wait", waiting("**#**", "<b>#</b>")));
    EXPECT_EQ(plural.refused.size(), 0u) << plural.refused[0].what;
    ASSERT_EQ(plural.changed.size(), 1u);
    EXPECT_EQ(plural.changed[0].after, waiting("#", "#"));
    EXPECT_THAT(reason(handed_back("page.back", "<b></b>")), HasSubstr("nothing but marks"));
    for (const char* text : {"2*3*4", "a_b_c", "5 < 6", "Назад *", "____"}) {
        EXPECT_THAT(plan_of(handed_back("page.back", text)).remarks, IsEmpty()) << text;
    }
}

TEST(Exchange, the_same_german_text_has_not_changed_however_it_is_set) {
    for (const char* german : {"Weiter", "Wei\u00adter", "  Weiter\n", "Weiter\u00a0",
                               "Weiter_x000D_", "\ufeffWeiter", "Wei\u200bter", "Weiter\r\n"}) {
        EXPECT_EQ(plan_of(handed_back("page.next", "Вперед", german)).changed.size(), 1u) << german;
    }
    EXPECT_EQ(plan_of(handed_back("page.back", "Назад", "Zuru\u0308ck")).changed.size(), 1u);
    EXPECT_EQ(plan_of(handed_back("q.name.label", "Як Вас звати тут?", "Wie\n   heißen Sie?"))
                  .changed.size(),
              1u);
    EXPECT_THAT(reason(handed_back("page.back", "Назад", "Zuruck")),
                HasSubstr("German text changed since the export, it is now \"Zurück\"; translate"));
}

TEST(Exchange, what_a_failed_formula_leaves_is_no_translation) {
    for (const char* error : {"#NAME?", "#N/A", "#BEZUG!", "Err:502"}) {
        EXPECT_THAT(reason(handed_back("page.back", error)), HasSubstr("a formula failed"));
    }
}

TEST(Exchange, a_word_that_stands_for_no_text_is_taken_and_told) {
    for (const char* word : {"nan", "NaN", "NAN", "ІСТИНА", "ЛОЖЬ"}) {
        const ImportPlan plan = plan_of(handed_back("page.back", word));
        ASSERT_EQ(plan.changed.size(), 1u) << word << ": " << plan.refused.at(0).what;
        ASSERT_EQ(plan.remarks.size(), 1u) << word;
        EXPECT_THAT(plan.remarks[0].what, HasSubstr("programs write where there is no text"));
    }
    EXPECT_TRUE(plan_of(handed_back("page.back", "Falsch")).remarks.empty());
}

TEST(Exchange, an_id_counts_as_german_has_it) {
    for (const char* id : {"Page.Next", "PAGE.NEXT", "page.Next"}) {
        const ImportPlan plan = plan_of(handed_back(id, "Вперед"));
        ASSERT_EQ(plan.changed.size(), 1u) << id;
        EXPECT_EQ(plan.changed[0].id, "page.next");
        EXPECT_THAT(plan.remarks, ElementsAre(TextRemark{id, "row 2", "taken for page.next"}));
    }
    Translation twice = handed_back("page.next", "Вперед");
    twice.rows.push_back({"Page.Next", std::nullopt, "Уперед", "", std::nullopt, 0, "row 9"});
    const ImportPlan plan = plan_of(twice);
    ASSERT_EQ(plan.refused.size(), 1u);
    EXPECT_THAT(plan.refused[0].what, HasSubstr("twice, first in row 2, which counts"));
}

TEST(Exchange, forms_of_a_plural_under_ids_of_their_own_are_one_text) {
    for (const std::string between : {".", "_"}) {
        Translation file{"uk", {}, {}};
        for (const auto& [form, text] : {std::pair("other", "{{count}} секунди, {name}"),
                                         {"one", "{{count}} секунда, {name}"},
                                         {"many", "{seconds} секунд, {name}"},
                                         {"few", "# секунди, {name}"}}) {
            file.rows.push_back(
                {"wait" + between + form, std::nullopt, text, "", std::nullopt, 0, "line 3"});
        }
        const ImportPlan plan = plan_of(file);
        ASSERT_EQ(plan.changed.size(), 1u) << (plan.refused.empty() ? "" : plan.refused[0].what);
        EXPECT_EQ(plan.changed[0].id, "wait");
        EXPECT_EQ(
            plan.changed[0].after,
            "{seconds, plural, one {# секунда, {name}} few {# секунди, {name}} many {# секунд, "
            "{name}} other {# секунди, {name}}}");
    }
    EXPECT_THAT(reason(handed_back("wait.one", "# секунда, {name}")), HasSubstr("other"))
        << "one form is not all of them";
    EXPECT_THAT(reason(handed_back("page.back.one", "Назад")), HasSubstr("no text of this id"))
        << "German counts nothing there";
}

TEST(Exchange, a_stale_text_that_the_translator_let_stand_is_confirmed) {
    Language language = ukrainian();
    language.made_from->clear();
    const auto confirmed = [&](std::optional<std::string> german, TextState state) {
        return plan_of(handed_back("page.next", "Далі", std::move(german), state), language)
            .confirmed;
    };
    EXPECT_THAT(confirmed("Weiter", TextState::Draft), ElementsAre("page.next"));
    EXPECT_THAT(confirmed("Weiter", TextState::Reviewed), ElementsAre("page.next"));
    EXPECT_THAT(confirmed("Weiter", TextState::Stale), IsEmpty());
    EXPECT_THAT(confirmed("Nächste Seite", TextState::Draft), IsEmpty())
        << "of another German text";
}

TEST(Exchange, a_stale_text_stays_stale_unless_the_row_knows_the_german_text) {
    Language language = ukrainian();
    const std::string fingerprint = fingerprint_of("page.next", "Weiter");
    const auto fresh_after = [&](const TranslationRow& row) {
        const ImportPlan plan = plan_of({"uk", {row}, {}}, language);
        EXPECT_EQ(plan.changed.size(), 1u);
        const auto after = made_from_after(plan, language, kGerman);
        EXPECT_EQ(plan.changed.at(0).stale_because.empty(), after.contains(fingerprint));
        return after.contains(fingerprint);
    };
    TranslationRow row = {"page.next", std::nullopt, "Вперед", "", std::nullopt, 0, "row 2"};
    EXPECT_TRUE(fresh_after(row)) << "was up to date";
    language.made_from->erase(fingerprint);
    EXPECT_FALSE(fresh_after(row));
    row.german = "";
    EXPECT_FALSE(fresh_after(row)) << "an empty cell";
    row.german = "Weiter";
    EXPECT_TRUE(fresh_after(row));
    row.state = TextState::Stale;
    EXPECT_TRUE(fresh_after(row)) << "of a sheet: the text was typed beside the German of now";
}

TEST(Exchange, an_unfinished_text_is_stale_even_if_the_old_one_was_not) {
    Language language = ukrainian();
    Translation file = handed_back("page.next", "Вперед", "Weiter", TextState::Missing);
    file.rows[0].unfinished = true;
    const ImportPlan plan = plan_of(file, language);
    ASSERT_EQ(plan.changed.size(), 1u);
    EXPECT_THAT(plan.changed[0].stale_because, HasSubstr("needs work"));
    EXPECT_FALSE(
        made_from_after(plan, language, kGerman).contains(fingerprint_of("page.next", "Weiter")));
    EXPECT_TRUE(made_from_after(plan, language, kGerman)
                    .contains(fingerprint_of("q.name.label", "Wie heißen Sie?")))
        << "the others stay as they are";
}

TEST(Exchange, one_text_can_be_accepted_without_the_others) {
    Language language = ukrainian();
    language.made_from->clear();
    EXPECT_THAT(made_from_accepted(language, kGerman, {"page.next", "page.back"}),
                ElementsAre(fingerprint_of("page.next", "Weiter")))
        << "page.back is missing";
}

/// German, and two languages whose texts are long enough to tell them apart.
std::vector<Language> with_long_texts(const std::string& other_tag, const std::string& other_locale,
                                      int count) {
    std::vector<Language> all = {kGerman, language("pl", "pl"), language(other_tag, other_locale)};
    for (int i = 0; i < count; ++i) {
        const std::string id = "long." + std::string(1, static_cast<char>('a' + i));
        all[0].messages[id] = "Ein längerer Text " + std::to_string(i);
        all[1].messages[id] = "Dłuższy tekst numer " + std::to_string(i);
        all[2].messages[id] = "Another longer text " + std::to_string(i);
    }
    return all;
}

ImportPlan plan_of_others_texts(const std::vector<Language>& all, std::size_t source,
                                std::size_t how_many) {
    Translation file{"pl", {}, {}};
    for (const auto& [id, text] : all[source].messages) {
        if (id.starts_with("long.") && file.rows.size() < how_many) {
            file.rows.push_back({id, std::nullopt, text, "", std::nullopt, 0, "row"});
        }
    }
    return plan_import(file, all[1], all[0], all);
}

TEST(Exchange, a_file_of_another_language_is_known_as_such) {
    const auto all = with_long_texts("en", "en_GB", 12);
    EXPECT_THAT(plan_of_others_texts(all, 2, 12).wrong_file,
                HasSubstr("are those of en: 12 of 12"));
    EXPECT_THAT(plan_of_others_texts(all, 0, 12).wrong_file, HasSubstr("those of de"));
    EXPECT_EQ(plan_of_others_texts(all, 2, 2).wrong_file, "") << "two may be names";
    EXPECT_EQ(plan_of_others_texts(all, 1, 12).wrong_file, "") << "its own";

    auto names = all;
    for (const auto& [id, text] : all[2].messages) names[0].messages[id] = text;
    EXPECT_EQ(plan_of_others_texts(names, 2, 12).wrong_file, "")
        << "what is the same in several languages is a name";
}

TEST(Exchange, variants_of_one_language_may_share_texts) {
    const auto all = with_long_texts("pl-x-easy", "pl", 25);
    EXPECT_EQ(plan_of_others_texts(all, 2, 12).wrong_file, "");
    EXPECT_THAT(plan_of_others_texts(all, 2, 25).wrong_file, HasSubstr("those of pl-x-easy"));
}

TEST(Exchange, a_file_of_which_much_is_refused_is_the_wrong_one) {
    const auto plan = [](int good, int bad) {
        Language german = kGerman;
        Translation file{"uk", {}, {}};
        for (int i = 0; i < good + bad; ++i) {
            const std::string id = "text." + std::to_string(i);
            german.messages[id] = "Text " + std::to_string(i);
            file.rows.push_back({id, std::nullopt, i < bad ? "п'ять" : "п’ять", "", std::nullopt, 0,
                                 "row " + std::to_string(i)});
        }
        return plan_import(file, ukrainian(), german, {german, ukrainian()});
    };
    EXPECT_EQ(plan(2, 9).wrong_file, "") << "a handful";
    EXPECT_EQ(plan(30, 10).wrong_file, "") << "a quarter";
    EXPECT_THAT(plan(20, 10).wrong_file, HasSubstr("10 texts of 30 are refused"));
    EXPECT_EQ(plan(20, 10).changed.size(), 20u) << "who wants can still take them";
}

TEST(Exchange, decomposed_text_is_composed) {
    const ImportPlan plan = plan_of(handed_back("page.back", "й и\u0306"));
    ASSERT_EQ(plan.changed.size(), 1u);
    EXPECT_EQ(plan.changed[0].after, "й й");
}

TEST(Exchange, a_stale_text_is_one_whose_german_text_is_another_now) {
    Language german = kGerman;
    const Language of = ukrainian();
    EXPECT_FALSE(is_stale(of, german, "page.next"));
    german.messages["page.next"] = "Weit\u00ader";
    EXPECT_FALSE(is_stale(of, german, "page.next")) << "only a soft hyphen moved";
    german.messages["page.next"] = "Nächste Seite";
    EXPECT_TRUE(is_stale(of, german, "page.next"));
    EXPECT_FALSE(is_stale(of, german, "page.back")) << "is missing";
    EXPECT_FALSE(is_stale(of, german, "region.XK")) << "German leaves it to ICU";
    Language unrecorded = of;
    unrecorded.made_from.reset();
    EXPECT_FALSE(is_stale(unrecorded, german, "page.next"));
}

TEST(Exchange, a_fingerprint_tells_ids_and_texts_apart) {
    EXPECT_EQ(fingerprint_of("a", "b"), fingerprint_of("a", "b"));
    EXPECT_NE(fingerprint_of("a", "b"), fingerprint_of("b", "b"));
    EXPECT_NE(fingerprint_of("ab", ""), fingerprint_of("a", "b"));
    EXPECT_EQ(fingerprint_of("", "").size(), 8u);
}

TEST(LocaleStatus, counts_what_clients_see) {
    Language of = ukrainian();
    of.made_from->erase(fingerprint_of("page.next", "Weiter"));
    of.fallback = {"ru"};
    Language russian = language("ru", "ru", {"gregorian"}, {{"page.back", "Назад"}});
    const auto all = locale_status({kGerman, russian, of});
    ASSERT_EQ(all.size(), 3u);
    EXPECT_EQ(all[0].tag, "de");
    EXPECT_EQ(all[0].done, 6u) << "neither staff's texts nor names";
    const LanguageStatus& status = all[2];
    EXPECT_EQ(status.texts, 6u);
    EXPECT_EQ(status.done, 1u);
    EXPECT_THAT(status.stale, ElementsAre("page.next"));
    EXPECT_THAT(status.missing,
                ElementsAre("page.back", "q.choices.yes.label", "q.name.hint", "wait"));
    EXPECT_EQ(status.answered_by, (std::map<std::string, std::size_t>{{"de", 3}, {"ru", 1}}));
    EXPECT_TRUE(status.recorded);
    EXPECT_FALSE(all[1].recorded);
    EXPECT_THAT(status.untypable, testing::Contains("ґ")) << "there is no keyboard at all";
    EXPECT_THAT(status.missing_glyphs, testing::Contains(HasSubstr("U+0414")))
        << "there are no fonts at all";
    EXPECT_FALSE(status.voice);
    EXPECT_GT(status.findings, 0u);
}

TEST(LocaleStatus, without_german_there_is_nothing_to_count) {
    EXPECT_TRUE(locale_status({ukrainian()}).empty());
}

}  // namespace
}  // namespace lotse::text
