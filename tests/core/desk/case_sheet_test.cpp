// SPDX-License-Identifier: EUPL-1.2
#include "core/desk/case_sheet.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "codec/forms/questionnaire_json.h"

namespace lotse {
namespace {

constexpr CivilDate kSheetDay{2026, 11, 22};

class CaseSheetTest : public testing::Test {
protected:
    void SetUp() override {
        auto form = codec::read_questionnaire_file(LOTSE_SOURCE_DIR
                                                   "/kiosk-config/questionnaires/anerkennung.json");
        ASSERT_TRUE(form.ok()) << to_string(form.error());
        m_form = std::move(form).value();
        m_content.questionnaire = "anerkennung";
        m_content.language = "uk";
        m_content.finished_at = "2026-11-22T09:30:00";
    }

    void choose(const std::string& question, std::vector<std::string> names, int instance = 0) {
        m_content.answers.fields[{question, instance}] = ChoiceAnswer{std::move(names)};
    }
    void date(const std::string& question, const CivilDate& first, const CivilDate& last,
              int instance = 0) {
        PartialDate value;
        value.year = first.year;
        value.first = first;
        value.last = last;
        m_content.answers.fields[{question, instance}] = value;
    }
    CaseSheet sheet() const { return case_sheet(*m_form, m_content, kSheetDay, &m_occupations); }
    const CaseFlag* flag(const std::string& rule) {
        m_sheet = sheet();
        const auto it = std::find_if(m_sheet.flags.begin(), m_sheet.flags.end(),
                                     [&](const CaseFlag& one) { return one.rule == rule; });
        return it == m_sheet.flags.end() ? nullptr : &*it;
    }

    std::unique_ptr<Questionnaire> m_form;
    IntakeContent m_content;
    CaseSheet m_sheet;
    Occupations m_occupations;
};

TEST_F(CaseSheetTest, an_empty_intake_raises_no_flag_and_shows_no_section) {
    EXPECT_EQ(sheet(), CaseSheet());
}

TEST_F(CaseSheetTest, what_shall_be_discussed_is_listed_by_question_in_their_order) {
    m_content.answers.fields[{"reasons", 0}] = Special::DiscussInCounselling;
    m_content.answers.fields[{"family_name", 0}] = Special::DontKnow;
    m_content.answers.fields[{"gender", 0}] = Special::DiscussInCounselling;
    const CaseFlag* found = flag("discuss");
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->text_ids, (std::vector<std::string>{"anerkennung.start.reasons.label",
                                                         "anerkennung.sharing.gender.label"}));
    EXPECT_EQ(found->arguments.at("count"), "2");
    EXPECT_EQ(found->message_id(), "flag.discuss");
}

TEST_F(CaseSheetTest, a_question_discussed_in_several_entries_is_listed_once) {
    m_content.answers.repeats["job"] = 2;
    m_content.answers.fields[{"job_title", 0}] = Special::DiscussInCounselling;
    m_content.answers.fields[{"job_title", 1}] = Special::DiscussInCounselling;
    ASSERT_NE(flag("discuss"), nullptr);
    EXPECT_EQ(flag("discuss")->text_ids.size(), 1U);
}

TEST_F(CaseSheetTest, an_interpreter_is_needed_for_the_language_of_counselling) {
    choose("interpreter", {"yes"});
    ASSERT_NE(flag("interpreter_needed"), nullptr);
    EXPECT_EQ(flag("interpreter_needed")->codes, std::vector<std::string>{"uk"})
        << "none chosen: that of the terminal";
    choose("counselling_language", {"ru"});
    EXPECT_EQ(flag("interpreter_needed")->codes, std::vector<std::string>{"ru"});
    choose("interpreter", {"bring"});
    EXPECT_EQ(flag("interpreter_needed"), nullptr);
    EXPECT_NE(flag("interpreter_brought"), nullptr);
}

TEST_F(CaseSheetTest, the_deadline_of_a_notice_is_shown_until_it_is_over_for_certain) {
    choose("notice_result", {"refused"});
    date("notice_date", {2026, 10, 31}, {2026, 10, 31});
    const CaseFlag* found = flag("notice_deadline");
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->dates.at("deadline"), (CivilDate{2026, 11, 30}));
    EXPECT_EQ(found->dates.at("notice"), (CivilDate{2026, 10, 31}));
    // One month after the fourth day of delivery.
    date("notice_date", {2026, 10, 18}, {2026, 10, 18});
    EXPECT_NE(flag("notice_deadline"), nullptr);
    date("notice_date", {2026, 10, 17}, {2026, 10, 17});
    EXPECT_EQ(flag("notice_deadline"), nullptr);
    date("notice_date", {2026, 10, 1}, {2026, 10, 31});
    ASSERT_NE(flag("notice_deadline"), nullptr) << "only the month is known";
    EXPECT_EQ(flag("notice_deadline")->dates.at("deadline"), (CivilDate{2026, 11, 1}));
    choose("notice_result", {"full"});
    EXPECT_EQ(flag("notice_deadline"), nullptr) << "nothing to contest";
}

TEST_F(CaseSheetTest, notices_of_further_applications_count_too) {
    m_content.answers.repeats["application"] = 2;
    choose("application_result", {"full"}, 0);
    date("application_notice_date", {2026, 11, 10}, {2026, 11, 10}, 0);
    EXPECT_EQ(flag("notice_deadline"), nullptr);
    choose("application_result", {"partial"}, 1);
    date("application_notice_date", {2026, 11, 12}, {2026, 11, 12}, 1);
    ASSERT_NE(flag("notice_deadline"), nullptr);
    EXPECT_EQ(flag("notice_deadline")->dates.at("deadline"), (CivilDate{2026, 12, 12}));
}

TEST_F(CaseSheetTest, a_residence_title_that_ends_within_three_months_is_urgent) {
    date("residence_valid_until", {2027, 2, 21}, {2027, 2, 21});
    ASSERT_NE(flag("residence_expires"), nullptr);
    EXPECT_EQ(flag("residence_expires")->weight, CaseFlag::Weight::Urgent);
    date("residence_valid_until", {2027, 2, 22}, {2027, 2, 22});
    EXPECT_EQ(flag("residence_expires"), nullptr);
    date("residence_valid_until", {2027, 1, 1}, {2027, 12, 31});
    EXPECT_NE(flag("residence_expires"), nullptr)
        << "some day of that year lies within three months";
    date("residence_valid_until", {2026, 11, 21}, {2026, 11, 21});
    EXPECT_EQ(flag("residence_expires"), nullptr);
    EXPECT_NE(flag("residence_expired"), nullptr);
    date("residence_valid_until", {2026, 11, 22}, {2026, 11, 22});
    EXPECT_EQ(flag("residence_expired"), nullptr) << "valid until today";
}

TEST_F(
    CaseSheetTest,
    a_lost_document_of_the_qualification_points_to_other_procedures_and_a_lost_passport_does_not) {
    choose("documents_have", {"identity", "degree_certificate"});
    m_content.answers.fields[{"documents", 0}] = GridAnswer{{{"identity", {{"original", "lost"}}}}};
    EXPECT_EQ(flag("document_lost"), nullptr);
    m_content.answers.fields[{"documents", 0}] = GridAnswer{
        {{"identity", {{"original", "original"}}}, {"degree_certificate", {{"original", "lost"}}}}};
    ASSERT_NE(flag("document_lost"), nullptr);
    EXPECT_EQ(flag("document_lost")->text_ids,
              std::vector<std::string>{"anerkennung.choices.core_document.degree_certificate"});
}

TEST_F(CaseSheetTest, documents_are_counted_among_those_that_were_asked) {
    EXPECT_EQ(flag("documents_complete"), nullptr);
    choose("documents_have", {"identity", "degree_certificate"});
    ASSERT_NE(flag("documents_complete"), nullptr);
    EXPECT_EQ(flag("documents_complete")->arguments.at("complete"), "2");
    EXPECT_EQ(flag("documents_complete")->arguments.at("total"), "7");
    choose("qualification_kind", {"none"});
    EXPECT_EQ(flag("documents_complete")->arguments.at("total"), "4")
        << "papers of a qualification were not asked for";
    choose("documents_have", {"none"});
    EXPECT_EQ(flag("documents_complete")->arguments.at("complete"), "0");
}

TEST_F(CaseSheetTest, a_certificate_that_is_lost_points_to_other_procedures) {
    choose("qualification_kind", {"vocational"});
    choose("documents_have", {"identity"});
    choose("degree_where", {"home_country"});
    EXPECT_EQ(flag("document_lost"), nullptr);
    choose("degree_where", {"lost"});
    ASSERT_NE(flag("document_lost"), nullptr);
    EXPECT_EQ(flag("document_lost")->text_ids,
              std::vector<std::string>{"anerkennung.choices.document_have.degree_certificate"});
}

TEST_F(CaseSheetTest, the_route_follows_from_the_residence_while_no_nationality_is_told) {
    choose("residence_status", {"eu_eea_swiss"});
    EXPECT_NE(flag("route_eu"), nullptr);
    choose("residence_status", {"german"});
    EXPECT_NE(flag("route_eu"), nullptr);
    choose("residence_status", {"protection"});
    EXPECT_EQ(flag("route_eu"), nullptr);
    ASSERT_NE(flag("route_third_country"), nullptr);
    EXPECT_TRUE(flag("route_third_country")->codes.empty());
    choose("nationality_first", {"FR"});
    EXPECT_NE(flag("route_eu"), nullptr) << "what was told counts";
    m_content.answers.fields[{"residence_status", 0}] = Special::PreferNotToSay;
    choose("nationality_first", {});
    EXPECT_EQ(flag("route_third_country"), nullptr);
}

TEST_F(CaseSheetTest, the_route_follows_from_any_of_the_nationalities) {
    EXPECT_EQ(flag("route_third_country"), nullptr);
    choose("nationality_first", {"TR"});
    ASSERT_NE(flag("route_third_country"), nullptr);
    EXPECT_EQ(flag("route_third_country")->codes, std::vector<std::string>{"TR"});
    choose("nationality_second", {"NO"});
    EXPECT_EQ(flag("route_third_country"), nullptr);
    ASSERT_NE(flag("route_eu"), nullptr);
    EXPECT_EQ(flag("route_eu")->codes, (std::vector<std::string>{"TR", "NO"}));
    m_content.answers = {};
    choose("nationality_status", {"stateless"});
    EXPECT_NE(flag("route_third_country"), nullptr);
    choose("nationality_status", {"unclear"});
    EXPECT_EQ(flag("route_third_country"), nullptr);
}

TEST_F(CaseSheetTest, needs_wishes_funding_and_latin_letters_are_told) {
    choose("practical_needs", {"wheelchair", "children"});
    choose("counsellor_wish", {"woman"});
    choose("funding_need", {"part"});
    choose("reads_latin", {"no"});
    EXPECT_EQ(flag("needs")->text_ids,
              (std::vector<std::string>{"anerkennung.choices.need.wheelchair",
                                        "anerkennung.choices.need.children"}));
    EXPECT_NE(flag("counsellor_wish"), nullptr);
    EXPECT_NE(flag("funding"), nullptr);
    EXPECT_NE(flag("reads_latin_no"), nullptr);
    choose("counsellor_wish", {"any"});
    choose("funding_need", {"can_pay"});
    choose("reads_latin", {"some"});
    EXPECT_EQ(flag("counsellor_wish"), nullptr);
    EXPECT_EQ(flag("funding"), nullptr);
    EXPECT_EQ(flag("reads_latin_no"), nullptr);
    EXPECT_NE(flag("reads_latin_some"), nullptr);
}

TEST_F(CaseSheetTest, urgent_flags_stand_first) {
    choose("nationality_first", {"TR"});
    choose("practical_needs", {"wheelchair"});
    choose("interpreter", {"yes"});
    const auto flags = sheet().flags;
    ASSERT_EQ(flags.size(), 3U);
    EXPECT_EQ(flags[0].rule, "interpreter_needed");
    EXPECT_EQ(flags[1].rule, "needs");
    EXPECT_EQ(flags[2].rule, "route_third_country");
}

TEST_F(CaseSheetTest, a_rule_whose_question_the_questionnaire_lacks_does_not_fire) {
    auto form = codec::read_questionnaire(
        R"j({"name":"f","version":1,"survey":[{"group":"s","children":[{"type":"text","name":"t"}]}]})j",
        "f.json");
    ASSERT_TRUE(form.ok());
    choose("interpreter", {"yes"});
    choose("practical_needs", {"wheelchair"});
    choose("nationality_first", {"TR"});
    m_content.answers.fields[{"documents", 0}] =
        GridAnswer{{{"degree_certificate", {{"original", "lost"}}}}};
    date("residence_valid_until", {2026, 12, 1}, {2026, 12, 1});
    const CaseSheet result = case_sheet(*form.value(), m_content, kSheetDay);
    EXPECT_TRUE(result.flags.empty());
    EXPECT_TRUE(result.sections.empty());
    EXPECT_EQ(result.unplaced.size(), 5U) << "yet nothing that was answered is lost";
}

TEST_F(CaseSheetTest, questions_and_choices_of_other_names_raise_the_same_flags) {
    auto form = codec::read_questionnaire(
        R"j({"name":"f","version":1,"choices":{"ja":[{"name":"j","meaning":"yes"},"n"],
          "papier":["zeugnis",{"name":"pass","meaning":"identity"}],
          "wo":[{"name":"hier","meaning":"original"},{"name":"weg","meaning":"lost"}]},
          "survey":[{"group":"s","children":[
            {"type":"text","name":"nachname","meaning":"family_name"},
            {"type":"text","name":"rufname","meaning":"name_own_script"},
            {"type":"select_one","name":"dolmetscher","choices":"ja","meaning":"interpreter"},
            {"type":"language","name":"sprache","meaning":"counselling_language"},
            {"type":"grid","name":"papiere","rows":"papier","meaning":"qualification_documents",
             "columns":[{"name":"ort","choices":"wo"}]}]}]})j",
        "f.json");
    ASSERT_TRUE(form.ok()) << to_string(form.error());
    m_form = std::move(form).value();
    m_content.answers.fields[{"nachname", 0}] = TextAnswer{SecretText("Koval"), "uk"};
    m_content.answers.fields[{"rufname", 0}] = TextAnswer{SecretText("Коваль"), "uk"};
    choose("dolmetscher", {"j"});
    choose("sprache", {"ru"});
    m_content.answers.fields[{"papiere", 0}] =
        GridAnswer{{{"zeugnis", {{"ort", "weg"}}}, {"pass", {{"ort", "hier"}}}}};
    ASSERT_NE(flag("interpreter_needed"), nullptr);
    EXPECT_EQ(flag("interpreter_needed")->codes, std::vector<std::string>{"ru"});
    ASSERT_NE(flag("document_lost"), nullptr);
    EXPECT_EQ(flag("document_lost")->text_ids,
              std::vector<std::string>{"f.choices.papier.zeugnis"});
    EXPECT_EQ(flag("documents_complete")->arguments.at("complete"), "1");
    ASSERT_EQ(sheet().name.latin.size(), 1U);
    EXPECT_EQ(sheet().name.latin[0].text.view(), "Koval");
    ASSERT_TRUE(sheet().name.own_script);
    EXPECT_EQ(sheet().name.own_script->text.view(), "Коваль");
    choose("dolmetscher", {"n"});
    EXPECT_EQ(flag("interpreter_needed"), nullptr);
}

Occupation occupation(const std::string& id, Regulation regulation, RecognitionProcedure procedure,
                      Confidence confidence = Confidence::High) {
    Occupation out;
    out.id = id;
    out.name = "Beruf " + id;
    out.regulation = regulation;
    out.procedure = procedure;
    out.confidence = confidence;
    out.legal_basis = "Gesetz";
    out.competent_body = "Stelle";
    out.sources = {"eine", "andere"};
    return out;
}

TEST_F(CaseSheetTest, an_occupation_that_was_chosen_says_who_regulates_it_and_who_decides) {
    using enum RecognitionProcedure;
    const struct {
        Regulation regulation;
        RecognitionProcedure procedure;
        const char* rule;
        CaseFlag::Weight weight;
    } kKinds[] = {{Regulation::Federal, Licence, "occupation_regulated", CaseFlag::Weight::Prepare},
                  {Regulation::Land, Licence, "occupation_regulated", CaseFlag::Weight::Prepare},
                  {Regulation::Title, Licence, "occupation_title", CaseFlag::Weight::Know},
                  {Regulation::Craft, Equivalence, "occupation_craft", CaseFlag::Weight::Know},
                  {Regulation::None, Equivalence, "occupation_equivalence", CaseFlag::Weight::Know},
                  {Regulation::None, Statement, "occupation_statement", CaseFlag::Weight::Know}};
    for (const auto& kind : kKinds) {
        m_occupations =
            Occupations({occupation("eins", kind.regulation, kind.procedure, Confidence::Medium)});
        choose("qualification_occupation", {"eins"});
        const CaseFlag* found = flag(kind.rule);
        ASSERT_NE(found, nullptr) << kind.rule;
        EXPECT_EQ(found->weight, kind.weight) << kind.rule;
        EXPECT_EQ(found->arguments.at("occupation"), "Beruf eins");
        EXPECT_EQ(found->arguments.at("body"), "Stelle");
        EXPECT_EQ(found->arguments.at("basis"), "Gesetz");
        EXPECT_EQ(found->arguments.at("sources"), "eine; andere");
        EXPECT_EQ(found->arguments.at("confidence"), "medium") << "is told to be unconfirmed";
        EXPECT_EQ(
            std::count_if(m_sheet.flags.begin(), m_sheet.flags.end(),
                          [](const CaseFlag& one) { return one.rule.starts_with("occupation_"); }),
            1);
    }
}

TEST_F(CaseSheetTest, an_occupation_without_a_german_one_to_compare_with_is_to_be_discussed) {
    Occupation farm = occupation("hof", Regulation::None, RecognitionProcedure::Equivalence);
    farm.comparable = false;
    m_occupations = Occupations({farm});
    choose("qualification_occupation", {"hof"});
    const CaseFlag* found = flag("occupation_unknown");
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->weight, CaseFlag::Weight::Prepare);
    EXPECT_FALSE(found->arguments.contains("body")) << "nobody decides on it";
}

TEST_F(CaseSheetTest, an_occupation_is_told_once_and_one_that_is_unknown_or_written_not_at_all) {
    m_occupations =
        Occupations({occupation("eins", Regulation::Federal, RecognitionProcedure::Licence)});
    choose("qualification_occupation", {"eins"});
    m_content.answers.repeats["application"] = 2;
    choose("application_occupation", {"eins"}, 0);
    choose("application_occupation", {"gone"}, 1);
    m_content.answers.fields[{"notice_occupation", 0}] = TextAnswer{SecretText("Köchin"), "uk"};
    const CaseSheet result = sheet();
    EXPECT_EQ(
        std::count_if(result.flags.begin(), result.flags.end(),
                      [](const CaseFlag& one) { return one.rule.starts_with("occupation_"); }),
        1);
}

TEST_F(CaseSheetTest, what_was_looked_for_stands_beside_the_occupation_that_was_chosen) {
    m_content.answers.fields[{"qualification_occupation", 0}] =
        ChoiceAnswer{{"pflegefachkraft"}, SecretText("медсестра реанімації")};
    const CaseSheet result = sheet();
    ASSERT_EQ(result.sections.size(), 1U);
    const auto& value =
        std::get<ChosenCodes>(result.sections.front().blocks.front().rows.front().value);
    EXPECT_EQ(value.of, ChosenCodes::Of::Occupations);
    EXPECT_EQ(value.codes, std::vector<std::string>{"pflegefachkraft"});
    EXPECT_EQ(value.typed.view(), "медсестра реанімації");
}

TEST_F(CaseSheetTest, an_intake_of_an_older_questionnaire_is_shown_and_names_mean_nothing) {
    auto form = codec::read_questionnaire(
        R"j({"name":"anerkennung","version":1,"choices":{"i":["yes","no"]},"survey":[
          {"group":"person","children":[{"type":"text","name":"family_name"},
            {"type":"select_one","name":"interpreter","choices":"i"}]}]})j",
        "older.json");
    ASSERT_TRUE(form.ok()) << to_string(form.error());
    m_form = std::move(form).value();
    m_content.answers.fields[{"family_name", 0}] = TextAnswer{SecretText("Koval"), "uk"};
    choose("interpreter", {"yes"});
    choose("goal", {"own_occupation"});
    const CaseSheet result = sheet();
    EXPECT_TRUE(result.flags.empty());
    EXPECT_TRUE(result.name.latin.empty());
    ASSERT_EQ(result.sections.size(), 1U);
    EXPECT_EQ(result.sections[0].blocks[0].rows.size(), 2U);
    EXPECT_EQ(result.unplaced.size(), 1U);
}

TEST_F(CaseSheetTest, answers_stand_in_the_order_of_the_questionnaire_and_entries_apart) {
    m_content.answers.fields[{"given_name", 0}] = TextAnswer{SecretText("Olena"), "uk"};
    m_content.answers.fields[{"family_name", 0}] = TextAnswer{SecretText("Koval"), "uk"};
    m_content.answers.fields[{"message", 0}] = TextAnswer{SecretText("Дякую"), "uk"};
    choose("one_name", {"yes"});
    choose("gender", {"female"});
    choose("country_of_birth", {"UA"});
    choose("qualification_kind", {"vocational"});
    m_content.answers.repeats["further_qualification"] = 2;
    m_content.answers.fields[{"further_title", 0}] = TextAnswer{SecretText("Медсестра"), "uk"};
    choose("further_kind", {"vocational"}, 0);
    m_content.answers.fields[{"further_title", 1}] = Special::DontKnow;
    const CaseSheet result = sheet();
    ASSERT_EQ(result.sections.size(), 6U);
    EXPECT_EQ(result.sections[0].title_id, "anerkennung.person.title");
    ASSERT_EQ(result.sections[0].blocks.size(), 1U);
    const auto& person = result.sections[0].blocks[0].rows;
    ASSERT_EQ(person.size(), 3U);
    EXPECT_EQ(person[0].label_id, "anerkennung.person.family_name.label");
    EXPECT_EQ(person[0].value, CaseValue(TextAnswer{SecretText("Koval"), "uk"}));
    EXPECT_EQ(person[1].value, CaseValue(Confirmed{}));
    EXPECT_EQ(person[2].value, CaseValue(TextAnswer{SecretText("Olena"), "uk"}));
    EXPECT_EQ(result.sections[1].title_id, "anerkennung.qualifications.title");
    EXPECT_EQ(result.sections[2].title_id, "anerkennung.training.title");
    const auto& blocks = result.sections[2].blocks;
    ASSERT_EQ(blocks.size(), 2U);
    EXPECT_EQ(blocks[0].entry_id, "anerkennung.training.further_qualification.entry");
    EXPECT_EQ(blocks[0].number, 1);
    ASSERT_EQ(blocks[0].rows.size(), 2U);
    EXPECT_EQ(blocks[1].number, 2);
    EXPECT_EQ(blocks[1].rows[0].value, CaseValue(Special::DontKnow));
    EXPECT_EQ(result.sections[3].blocks[0].rows[0].value,
              CaseValue(ChosenCodes{ChosenCodes::Of::Countries, {"UA"}}));
    EXPECT_EQ(result.sections[4].blocks[0].rows[0].value,
              CaseValue(ChosenTexts{{"anerkennung.choices.gender.female"}}));
    EXPECT_TRUE(result.unplaced.empty());
}

TEST_F(CaseSheetTest, a_grid_lists_its_answered_rows_even_unknown_ones) {
    m_content.answers.fields[{"documents", 0}] =
        GridAnswer{{{"old_row", {{"original", "copy"}}},
                    {"identity", {{"translation", "sworn"}, {"original", "copy"}}}}};
    const CaseSheet result = sheet();
    ASSERT_EQ(result.sections.size(), 1U);
    const auto* grid = std::get_if<GridTexts>(&result.sections[0].blocks[0].rows[0].value);
    ASSERT_NE(grid, nullptr);
    ASSERT_EQ(grid->rows.size(), 2U);
    EXPECT_EQ(grid->rows[0].text_id, "anerkennung.choices.core_document.identity");
    ASSERT_EQ(grid->rows[0].cells.size(), 2U);
    EXPECT_EQ(grid->rows[0].cells[0].first, "anerkennung.papers.documents.columns.original");
    EXPECT_EQ(grid->rows[0].cells[0].second, "anerkennung.choices.document_original.copy");
    EXPECT_EQ(grid->rows[1].text_id, "old_row");
}

}  // namespace
}  // namespace lotse
