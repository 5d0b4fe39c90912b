// SPDX-License-Identifier: EUPL-1.2
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "codec/forms/questionnaire_json.h"
#include "codec/spreadsheet/write.h"
#include "codec/xlsform/export.h"
#include "codec/xlsform/import.h"
#include "codec/xlsform/support.h"
#include "core/desk/case_sheet.h"
#include "core/desk/search.h"
#include "core/limits.h"

namespace lotse::codec {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

const Rows kChoices = {{"list_name", "name", "label"}, {"yn", "yes", "Yes"}, {"yn", "no", "No"}};

json first_question(const Imported& form) {
    return form.json.empty() ? json() : form.children().at(0);
}

TEST(XlsForm, every_type_of_xlsform_that_can_be_asked_is_asked) {
    const Imported form = imported(
        workbook(section({"hint", "calculation"}, {{"text", "a", "A", "help"},
                                                   {"integer", "b", "B"},
                                                   {"decimal", "c", "C"},
                                                   {"date", "d", "D"},
                                                   {"time", "t", "T"},
                                                   {"dateTime", "u", "U"},
                                                   {"datetime", "v", "V"},
                                                   {"select_one yn", "e", "E"},
                                                   {"select_multiple yn", "f", "F"},
                                                   {"note", "g", "G"},
                                                   {"acknowledge", "h", "H"},
                                                   {"calculate", "i", "", "", "${b} + 1"}}),
                 kChoices));
    EXPECT_EQ(form.findings_text(), "");
    std::string types;
    for (const json& question : form.children()) {
        types += question.at("type").get<std::string>() + " ";
    }
    EXPECT_EQ(types,
              "text integer decimal date time dateTime dateTime select_one select_multiple note "
              "acknowledge calculate ");
    EXPECT_EQ(form.children()[0], json::parse(R"({"type":"text","name":"a","hint":true})"));
    EXPECT_EQ(form.children()[7].at("choices"), "yn");
    EXPECT_EQ(form.children()[11].at("calculate"), "${b} + 1");
    EXPECT_EQ(form.text("f.s.title"), "Section");
    EXPECT_EQ(form.text("f.s.a.label"), "A");
    EXPECT_EQ(form.text("f.s.a.hint"), "help");
    EXPECT_EQ(form.text("f.choices.yn.yes"), "Yes");
    expect_fixpoint(form);
}

TEST(XlsForm, words_are_understood_as_people_write_them) {
    const Imported form = imported(
        workbook({{" Type", "NAME ", "Caption", "Relevance", "Constraint Message", "constraint",
                   "bind::required", "calculate"},
                  {"Begin Group", "s", "S"},
                  {" select one  from   yn ", "a", "A"},
                  {"Select1 yn", "b", "B", "${ a } = \u2018yes\u2019"},
                  {"select all that apply from yn", "c", "C"},
                  {"add integer prompt", "d", "D", "", "Too small", ". > 0\u00A0", "Yes"},
                  {"string", "e", "E", "\u201Cx\u201D != ''", "", "", "FALSE"},
                  {"trigger", "g", "G", "", "", "", "TRUE()"},
                  {"calculation", "h", "", "", "", "", "", "1"},
                  {"end group"}},
                 {{"List name", "Value", "Label"}, {"yn", "yes", "Yes"}, {"yn", "no", "No"}}));
    EXPECT_EQ(form.findings_text(),
              "changed: sheet survey, cell D7 (Relevance): \"\u201Cx\u201D != ''\" holds always: "
              "this is asked of everybody\n");
    ASSERT_EQ(form.children().size(), 7u);
    EXPECT_EQ(form.children()[0].at("type"), "select_one");
    EXPECT_EQ(form.children()[1].at("relevant"), "${a} = 'yes'");
    EXPECT_EQ(form.children()[2].at("type"), "select_multiple");
    EXPECT_EQ(form.children()[3].at("constraint"), ". > 0");
    EXPECT_EQ(form.children()[3].at("required"), "true()");
    EXPECT_EQ(form.text("f.s.d.constraint_message"), "Too small");
    EXPECT_EQ(form.children()[4].at("relevant"), "\"x\" != ''");
    EXPECT_FALSE(form.children()[4].contains("required"));
    EXPECT_EQ(form.children()[5].at("required"), "true()");
    expect_fixpoint(form);
}

TEST(XlsForm, a_column_of_each_language_becomes_its_texts) {
    const Spreadsheet sheets = workbook({{"type", "name", "label::Deutsch (de)", "label:English",
                                          "label::uk", "hint::Kurdish", "hint::Deutsch (de)"},
                                         {"begin_group", "s", "Teil", "Part"},
                                         {"text", "a", "Ä", "A", "А", "راهنما", "Hilfe"},
                                         {"end_group"}},
                                        {}, {{"default_language"}, {"English"}});
    const auto asked = import(sheets, {});
    ASSERT_FALSE(asked.ok());
    EXPECT_EQ(asked.error().kind, Kind::Refused);
    EXPECT_THAT(to_string(asked.error()),
                HasSubstr("form.xlsx, sheet survey, cell F1: which languages are these? Give "
                          "--language \"Kurdish=TAG\""));
    const Imported form = imported(sheets, {{"kurdish", "FA-af"}});
    EXPECT_EQ(form.default_language, "en");
    EXPECT_EQ(form.text("f.s.a.label", "de"), "Ä");
    EXPECT_EQ(form.text("f.s.a.label", "en"), "A");
    EXPECT_EQ(form.text("f.s.a.label", "uk"), "А");
    EXPECT_EQ(form.text("f.s.a.label", "fa-AF"), "(none)") << "what is not translated falls back";
    EXPECT_EQ(form.text("f.s.a.hint", "fa-AF"), "راهنما");
    EXPECT_EQ(form.json.at("extras").at("settings"), json::parse(R"({"default_language":"en"})"));
    expect_fixpoint(form);
}

TEST(XlsForm, a_column_without_a_language_needs_the_default_told) {
    const Spreadsheet sheets = workbook({{"type", "name", "label"}, {"text", "a", "A"}});
    EXPECT_THAT(to_string(import(sheets).error()), HasSubstr("--language \"default=TAG\""));
    EXPECT_EQ(imported(sheets, {{"default", "tr"}}).text("f.main.a.label", "tr"), "A");
    EXPECT_THAT(to_string(import(sheets, {{"default", "Turkish"}}).error()),
                HasSubstr("expected a tag such as fa-AF"));
    const Spreadsheet kurdish = workbook({{"type", "name", "label::Kurdish"}, {"text", "a", "A"}});
    EXPECT_THAT(to_string(import(kurdish).error()), HasSubstr("Kurdish=TAG"))
        << "Kurmanji or Sorani";
}

TEST(XlsForm, a_second_column_of_one_meaning_is_kept_beside_the_first) {
    const Imported form =
        imported(workbook({{"type", "name", "label", "label::en", "relevant", "relevance"},
                           {"text", "a", "A", "Also A", "1 = 1", "2 = 2"}}));
    EXPECT_EQ(form.text("f.main.a.label"), "A");
    EXPECT_EQ(first_question(form).at("relevant"), "1 = 1");
    EXPECT_EQ(first_question(form).at("extras"),
              json::parse(R"({"(2) label::en":"Also A","relevance":"2 = 2"})"));
    expect_fixpoint(form);
}

TEST(XlsForm, a_second_column_of_one_language_becomes_no_language_of_its_own) {
    const Imported form = imported(workbook(
        {{"type", "name", "label", "label::English", "hint::English", "hint::en"},
         {"select_one yn", "a", "A", "Also A", "H", "Also H"}},
        {{"list_name", "name", "label::English", "label"}, {"yn", "yes", "Yes", "Also yes"}}));
    ASSERT_EQ(form.texts.size(), 1u) << "a folder locales/English would be no language";
    EXPECT_EQ(form.text("f.main.a.label"), "A");
    EXPECT_EQ(form.text("f.main.a.hint"), "H");
    EXPECT_EQ(form.text("f.choices.yn.yes"), "Yes");
    EXPECT_EQ(first_question(form).at("extras"),
              json::parse(R"({"(2) label::English":"Also A","(2) hint::en":"Also H"})"));
    EXPECT_EQ(form.json["choices"]["yn"][0]["extras"], json::parse(R"({"(2) label":"Also yes"})"));
    EXPECT_THAT(form.findings_text(),
                HasSubstr("kept: sheet survey, cell D1 (label::English): a column before it has "
                          "the same meaning, or the same language"));
    EXPECT_THAT(form.findings_text(),
                HasSubstr("kept: sheet choices, cell D1 (label): a column before it"));
    expect_fixpoint(form);
}

TEST(XlsForm, groups_become_sections_pages_and_repeats) {
    const Imported form =
        imported(workbook({{"type", "name", "label", "appearance", "relevant", "repeat_count"},
                           {"text", "first", "First"},
                           {"begin_group", "person", "Person", "", "${first} != ''"},
                           {"begin_group", "page", "Page", "field-list"},
                           {"text", "a", "A"},
                           {"end_group"},
                           {"begin_repeat", "child", "Child", "field-list", "", "4"},
                           {"text", "b", "B"},
                           {"end_repeat"},
                           {"begin_repeat", "job", "Job"},
                           {"text", "c", "C"},
                           {"end_repeat"},
                           {"end_group"},
                           {"begin_group", "loose_page", "Loose", "table-list"},
                           {"text", "d", "D"},
                           {"end_group"}}));
    ASSERT_EQ(form.json.at("survey").size(), 3u);
    EXPECT_EQ(form.json["survey"][0].at("group"), "main");
    EXPECT_EQ(form.json["survey"][1].at("group"), "person");
    EXPECT_EQ(form.json["survey"][1].at("relevant"), "${first} != ''");
    EXPECT_EQ(form.json["survey"][2].at("group"), "main_2");
    const json person = form.children(1);
    EXPECT_EQ(person[0].at("appearance"), "field-list");
    EXPECT_EQ(person[1].at("repeat"), "child");
    EXPECT_EQ(person[1].at("at_most"), 4);
    EXPECT_EQ(person[1].at("count"), "4") << "as many as the form says";
    EXPECT_EQ(person[1].at("children")[0].at("group"), "child_page");
    EXPECT_EQ(person[1].at("children")[0].at("appearance"), "field-list");
    EXPECT_EQ(person[2].at("at_most"), 10);
    EXPECT_EQ(form.text("f.person.child.entry"), "Child {number}");
    EXPECT_EQ(form.text("f.person.child.add"), "Child");
    EXPECT_EQ(form.children(2)[0].at("appearance"), "field-list");
    EXPECT_EQ(form.children(2)[0].at("extras").at("appearance"), "table-list");
    EXPECT_THAT(form.findings_text(),
                HasSubstr("row 2: questions outside a group became the section main"));
    EXPECT_THAT(form.findings_text(), HasSubstr("asked at most 10 times"));
    expect_fixpoint(form);
}

TEST(XlsForm, a_page_or_repeat_where_none_can_stand_is_changed_or_kept) {
    const Imported form =
        imported(workbook({{"type", "name", "label", "appearance"},
                           {"begin_group", "s", "S", "field-list"},
                           {"begin_repeat", "outer", "Outer"},
                           {"text", "a", "A"},
                           {"begin_repeat", "inner", "Inner"},
                           {"text", "b", "B"},
                           {"end_repeat", "inner"},
                           {"end_repeat"},
                           {"end_group"},
                           {"begin_group", "t", "T"},
                           {"begin_group", "page", "Page", "field-list"},
                           {"begin_group", "page_in_page", "Page in page", "field-list"},
                           {"text", "c", "C"},
                           {"end_group"},
                           {"end_group"},
                           {"begin_group", "empty", "Nothing in it"},
                           {"image", "photo", "Photo"},
                           {"end_group"},
                           {"end_group"}}));
    EXPECT_THAT(form.findings_text(), HasSubstr("a page with a repeat in it is only a group"));
    EXPECT_THAT(form.findings_text(),
                HasSubstr("cell A5 (type): a repeat inside a repeat cannot be asked"));
    const json outer = form.children(0)[0];
    ASSERT_EQ(outer.at("children").size(), 4u);
    EXPECT_EQ(outer["children"][1].at("kept").at("type"), "begin_repeat");
    EXPECT_EQ(outer["children"][2].at("kept").at("name"), "b");
    EXPECT_EQ(outer["children"][3].at("kept").at("type"), "end_repeat");
    EXPECT_FALSE(form.children(1)[0].at("children")[0].contains("appearance"));
    EXPECT_EQ(form.children(1)[1].at("kept").at("name"), "empty");
    EXPECT_EQ(form.children(1)[3].at("kept").at("type"), "end_group");
    expect_fixpoint(form);
}

TEST(XlsForm, what_the_terminal_cannot_ask_is_kept_and_told_with_its_place) {
    Spreadsheet sheets =
        workbook(section({"relevant", "guidance_hint", "default", "media::image"},
                         {{"geopoint", "where", "Where?", "", "more"},
                          {"text", "a", "A", "${where} != ''", "", "x", "a.png"},
                          {"select_one missing", "b", "B"},
                          {"calculate", "c", "", "", "", ""},
                          {"", "", "a comment"},
                          {"barcode", "d", "D"},
                          {"rank yn", "e", "E"},
                          {"text", "g", "G", "/data/a = 1"},
                          {"text", "h", "H", "pulldata('x', 'a', 'b', ${a}) = 1"},
                          {"text", "i", "I", "random() > 0.5"},
                          {"text", "j", "J", ". = 1"},
                          {"text", "k", "K", "sometimes"}}),
                 {{"list_name", "name", "label", "image", "region"},
                  {"yn", "yes", "Yes", "y.png", "north"},
                  {"yn", "yes", "Again", "", "north"},
                  {"", "x", "X"}},
                 {{"form_title", "form_id", "version", "style", "default_language"},
                  {"My form", "my-form", "2024-01", "pages", "English (en)"}});
    sheets.sheets.push_back(
        {"external_choices", {{"list_name", "name"}, {"towns", "x"}, {}, {"", "end"}}, {}});
    const Imported form = imported(sheets, {});
    const std::string told = form.findings_text();
    for (const char* finding :
         {"kept: sheet survey, cell A3 (type): the type \"geopoint\"",
          "condition lost: sheet survey, cell D4 (relevant): the terminal asks no question "
          "\"where\": row 3 (geopoint) is only kept",
          "condition lost: sheet survey, cell A5 (type): there is no choice list \"missing\"",
          "cell A6 (type): nothing to calculate",
          "cell A7 (type): a row without a type",
          "cell A8 (type): the type \"barcode\"",
          "cell A9 (type): the type \"rank yn\"",
          "cell D10 (relevant): character 1: paths",
          "cell D11 (relevant): character 1: there is no function pulldata",
          "cell D12 (relevant): random() is not available",
          "cell D13 (relevant): '.' stands only",
          "condition lost: sheet survey, cell D14 (relevant): \"sometimes\" is no condition",
          "kept: sheet survey, cell E1 (guidance_hint): this column",
          "condition lost: sheet survey, cell F4 (default): a terminal fills in no answer that "
          "nobody gave, and conditions name this row",
          "cell G1 (media::image)",
          "sheet choices, cell D1 (image): this column",
          "cell B3 (name): the choice \"yes\" stands twice",
          "cell A4 (list_name): a choice without a list",
          "sheet settings, cell D1 (style): this setting",
          "kept: sheet external_choices: this sheet"}) {
        EXPECT_THAT(told, HasSubstr(finding));
    }
    const json rows = form.children();
    EXPECT_EQ(
        rows[0],
        json::parse(
            R"({"kept":{"type":"geopoint","name":"where","label::en":"Where?","guidance_hint":"more"}})"));
    EXPECT_EQ(
        rows[1],
        json::parse(
            R"({"type":"text","name":"a","extras":{"relevant":"${where} != ''","default":"x","media::image":"a.png"}})"));
    EXPECT_EQ(
        form.json["extras"]["settings"],
        json::parse(
            R"({"form_title":"My form","form_id":"my-form","version":"2024-01","style":"pages","default_language":"en"})"));
    EXPECT_EQ(form.json["extras"]["sheets"][0]["rows"][3], json::parse(R"(["","end"])"));
    EXPECT_EQ(form.json["extras"]["choices"].size(), 2u);
    EXPECT_EQ(
        form.json["choices"]["yn"][0],
        json::parse(R"({"name":"yes","columns":{"region":"north"},"extras":{"image":"y.png"}})"));
    expect_fixpoint(form);

    const auto back = read_spreadsheet(exported(form), "f");
    ASSERT_TRUE(back.ok());
    EXPECT_EQ(back->sheets.back(), sheets.sheets.back());
    bool location = false;
    for (const auto& row : back->sheets[0].rows) {
        location = location || (row.size() > 1 && row[0] == "geopoint" && row[1] == "where");
    }
    EXPECT_TRUE(location);
}

TEST(XlsForm, what_hangs_on_a_kept_row_is_kept_in_its_turn) {
    const Imported form = imported(
        workbook(section({"calculation", "relevant"}, {{"image", "photo", "Photo"},
                                                       {"calculate", "size", "", "${photo} + 1"},
                                                       {"calculate", "twice", "", "${size} * 2"},
                                                       {"text", "a", "A", "", "${twice} > 1"}})));
    ASSERT_EQ(form.children().size(), 4u);
    EXPECT_TRUE(form.children()[1].contains("kept"));
    EXPECT_TRUE(form.children()[2].contains("kept"));
    EXPECT_EQ(form.children()[3].at("extras").at("relevant"), "${twice} > 1");
    expect_fixpoint(form);
}

TEST(XlsForm, names_that_a_definition_cannot_hold_are_changed_everywhere_and_come_back) {
    const Imported form = imported(workbook(
        section({"relevant", "choice_filter"},
                {{"text", "Family-Name", "Name"},
                 {"text", "family_name", "Other"},
                 {"text", "имя", "Name"},
                 {"select_one Yes-No", "q.1", "Q", "${Family-Name} != '' and ${family_name} = ''"},
                 {"select_one Yes-No", "s", "S ${Family-Name}", "selected(${q.1}, 'ja!')",
                  "Region=${family_name}"}}),
        {{"list_name", "name", "label", "Region"},
         {"Yes-No", "ja!", "Ja", "x"},
         {"Yes-No", "1.5", "1½", "y"}}));
    EXPECT_EQ(form.children()[0].at("name"), "family_name");
    EXPECT_EQ(form.children()[0].at("extras").at("name"), "Family-Name");
    EXPECT_EQ(form.children()[1].at("name"), "family_name_2");
    EXPECT_EQ(form.children()[2].at("name"), "question");
    EXPECT_EQ(form.children()[3].at("name"), "q_1");
    EXPECT_EQ(form.children()[4].at("relevant"), "selected(${q_1}, 'ja_')");
    EXPECT_EQ(form.children()[4].at("choice_filter"), "Region=${family_name_2}");
    EXPECT_EQ(form.text("f.s.s.label"), "S");
    EXPECT_TRUE(form.json["choices"].contains("yes_no"));
    EXPECT_EQ(form.json["extras"]["lists"]["yes_no"], "Yes-No");
    EXPECT_THAT(form.findings_text(),
                HasSubstr("cell B3 (name): \"Family-Name\" is called family_name here"));
    EXPECT_THAT(form.findings_text(),
                HasSubstr("changed: sheet survey, cell C7 (label): the terminal puts no answers "
                          "into texts, cut out: ${Family-Name}"));
    expect_fixpoint(form);
    const auto back = read_spreadsheet(exported(form), "f");
    EXPECT_THAT(back->sheets[0].rows[2], testing::Contains("Family-Name"));
    EXPECT_THAT(back->sheets[0].rows[6], testing::Contains("S ${Family-Name}"));
    EXPECT_THAT(back->sheets[0].rows[6], testing::Contains("selected(${q.1}, 'ja!')"));
}

TEST(XlsForm, names_in_other_alphabets_stay_readable) {
    const Imported form = imported(workbook(section({}, {{"text", "ä", "A"},
                                                         {"text", "Größe", "B"},
                                                         {"text", "prénom", "C"},
                                                         {"text", "имя", "D"},
                                                         {"text", "نام", "E"},
                                                         {"select_one l", "şehir", "F"}}),
                                            {{"list_name", "name", "label"},
                                             {"l", "Köln", "Köln"},
                                             {"l", "Київ", "Kyiv"},
                                             {"l", "a ß", "S"}}));
    std::string names;
    for (const json& question : form.children()) {
        names += question.at("name").get<std::string>() + " ";
    }
    EXPECT_EQ(names, "ae groesse prenom question question_2 sehir ");
    EXPECT_EQ(form.json["choices"]["l"][0]["name"], "Koeln");
    EXPECT_EQ(form.json["choices"]["l"][1]["name"], "choice");
    EXPECT_EQ(form.json["choices"]["l"][2]["name"], "a_ss");
    EXPECT_THAT(form.findings_text(), HasSubstr("cell B3 (name): \"ä\" is called ae here"));
    expect_fixpoint(form);
}

TEST(XlsForm, an_answer_in_a_text_is_cut_out_and_told_with_its_place) {
    const auto label = [](const std::string& cell) {
        const Imported form =
            imported(workbook(section({}, {{"text", "n", "N"}, {"note", "a", cell}})));
        return form.text("f.s.a.label");
    };
    EXPECT_EQ(label("Hallo ${n}"), "Hallo");
    EXPECT_EQ(label("Hallo ${n}!"), "Hallo!");
    EXPECT_EQ(label("Hallo, ${ n }."), "Hallo.");
    EXPECT_EQ(label("${n}, wie alt sind Sie?"), "wie alt sind Sie?");
    EXPECT_EQ(label("Hat ${n} Kinder?"), "Hat Kinder?");
    EXPECT_EQ(label("Ihr Name (${n}) steht da"), "Ihr Name steht da");
    EXPECT_EQ(label("Stimmt „${n}“?"), "Stimmt?");
    EXPECT_EQ(label("مرحبا، ${n}؟"), "مرحبا؟");
    EXPECT_EQ(label("Eins ${n}\nzwei ${n}"), "Eins\nzwei");
    EXPECT_EQ(label("${n}"), "a") << "nothing is left: the question's name";
    EXPECT_EQ(label("Fragen Sie ${institution}."), "Fragen Sie {institution}.")
        << "the program knows that one";
    EXPECT_EQ(label("icu: {n}"), "{n}") << "a pattern is left to whoever wrote it";

    const Imported form =
        imported(workbook(section({"hint"}, {{"text", "n", "N"},
                                             {"select_one l", "a", "Hallo ${n}", "${n}"},
                                             {"begin_repeat", "r", "R ${n}"},
                                             {"text", "b", "B"},
                                             {"end_repeat"}}),
                          {{"list_name", "name", "label"}, {"l", "x", "wie ${n}"}}));
    EXPECT_EQ(form.children()[1].at("extras"), json::parse(R"j({"label::en":"Hallo ${n}"})j"));
    EXPECT_FALSE(form.children()[1].contains("hint"));
    EXPECT_EQ(form.text("f.choices.l.x"), "wie");
    EXPECT_EQ(form.text("f.s.r.entry"), "R {number}");
    const std::string told = form.findings_text();
    EXPECT_THAT(told,
                HasSubstr("changed: sheet survey, cell C4 (label): the terminal puts no answers "
                          "into texts, cut out: ${n}; read whether \"Hallo\" still makes sense"));
    EXPECT_THAT(told, HasSubstr("lost: sheet survey, cell D4 (hint): the terminal puts no answers "
                                "into texts, cut out: ${n}; nothing is left"));
    EXPECT_THAT(told,
                HasSubstr("changed: sheet choices, cell C2 (label): the terminal puts no answers"));
    expect_fixpoint(form);

    const auto cell = [](const Imported& exporting) {
        return read_spreadsheet(exported(exporting), "f")->sheets[0].text(3, 2);
    };
    EXPECT_EQ(cell(form), "Hallo ${n}") << "other programs put the answer in";
    Imported changed = form;
    changed.texts["en"]["f.s.a.label"] = "Guten Tag";
    EXPECT_EQ(cell(changed), "Guten Tag") << "what was written since counts";
}

TEST(XlsForm, an_argument_of_the_program_that_is_a_question_means_the_answer) {
    const Imported form = imported(workbook(
        section({}, {{"text", "institution", "Where?"}, {"note", "a", "At ${institution}"}})));
    EXPECT_EQ(form.text("f.s.a.label"), "At");
    Imported own = form;
    own.texts["en"]["f.s.institution.label"] = "Not {institution}?";
    expect_fixpoint(own);
}

TEST(XlsForm, spaces_that_are_folded_are_told) {
    const Imported form = imported(
        workbook(section({}, {{"note", "a", " two  spaces "}, {"note", "b", " one space \n"}})));
    EXPECT_EQ(form.findings_text(),
              "changed: sheet survey, cell C3 (label): several spaces in a row became one\n");
}

TEST(XlsForm, a_question_that_depends_on_itself_is_refused_with_its_rows) {
    const auto read = import(workbook(section({"relevant"}, {{"text", "a", "A", "${b} = 1"},
                                                             {"text", "b", "B", "${a} = 1"}})),
                             {{"default", "en"}});
    ASSERT_FALSE(read.ok());
    EXPECT_EQ(
        to_string(read.error()),
        "form.xlsx, sheet survey, row 3: circular dependency: a (row 3) → b (row 4) → a (row 3)");
}

TEST(XlsForm, what_led_to_a_refusal_is_told) {
    std::vector<Finding> told;
    const auto bytes =
        write_spreadsheet(workbook({{"type", "name", "label"}, {"select_one x", "a", "A"}}));
    const auto read = read_xlsform(*bytes, {"f", "form.xlsx", {{"default", "en"}}}, &told);
    ASSERT_FALSE(read.ok());
    EXPECT_EQ(to_string(read.error()),
              "form.xlsx, sheet survey: no row is left that the terminal can ask");
    ASSERT_EQ(told.size(), 1u);
    EXPECT_EQ(
        to_string(told[0]),
        "condition lost: sheet survey, cell A2 (type): there is no choice list \"x\"; write its "
        "choices, or take the row out. So nobody is asked; the row is kept");
}

TEST(XlsForm, or_other_and_yes_no_become_questions_of_their_own) {
    const Imported form =
        imported(workbook(section({"relevant"}, {{"select_one kind or_other", "kind", "Kind"},
                                                 {"select_multiple kind", "kinds", "Kinds"},
                                                 {"yes_no", "sure", "Sure?"}}),
                          {{"list_name", "name", "label"}, {"kind", "a", "A"}}));
    ASSERT_EQ(form.children().size(), 4u);
    EXPECT_EQ(form.children()[0].at("choices"), "kind_or_other");
    EXPECT_EQ(form.children()[1].at("name"), "kind_other");
    EXPECT_EQ(form.children()[1].at("relevant"), "${kind} = 'other'");
    EXPECT_EQ(form.children()[2].at("choices"), "kind");
    EXPECT_EQ(form.children()[3].at("choices"), "yes_no");
    EXPECT_EQ(form.json["choices"]["yes_no"], json::parse(R"(["yes","no"])"));
    EXPECT_EQ(form.text("f.choices.kind_or_other.other"), "Other");
    EXPECT_THAT(form.findings_text(), HasSubstr("or_other became a choice \"other\" and a question "
                                                "for it; the texts have to be written in en\n"));
    expect_fixpoint(form);
}

TEST(XlsForm, a_cell_is_told_about_once) {
    const Imported form = imported(workbook(
        section({}, {{"select_one kind or_other", "kind", "Kind"},
                     {"select_multiple kind", "kinds", "Kinds"},
                     {"begin_repeat", "jobs", "Jobs"},
                     {"text", "job", "Job"},
                     {"end_repeat"}}),
        {{"list_name", "name", "label"}, {"kind", "x y", "<i>A</i>"}, {"kind", "b", "B"}}));
    std::map<std::string, int> times;
    for (const Finding& finding : form.findings) {
        EXPECT_EQ(++times[to_string(finding)], 1) << to_string(finding);
    }
    EXPECT_THAT(form.findings_text(), HasSubstr("the label stands for it"));
    EXPECT_THAT(form.findings_text(), Not(HasSubstr("more cells"))) << "one cell has marks";
}

TEST(XlsForm, what_a_list_that_is_copied_for_or_other_has_is_told_once) {
    for (const char* label :
         {"<span>A</span>", " two  spaces", "<a href=\"x\">A</a>", "${kind} A"}) {
        const Imported form = imported(
            workbook(section({}, {{"select_one kind or_other", "kind", "Kind"},
                                  {"select_multiple kind", "kinds", "Kinds"},
                                  {"select_one kind or_other", "again", "Again"}}),
                     {{"list_name", "name", "label"}, {"kind", "a", label}, {"kind", "b", label}}));
        std::map<std::string, int> times;
        for (const Finding& finding : form.findings) {
            EXPECT_EQ(++times[to_string(finding)], 1) << to_string(finding);
        }
        EXPECT_GE(times.size(), 3u) << "the rows and the choices have something to tell";
    }
}

TEST(XlsForm, or_other_and_yes_no_are_asked_in_the_words_of_the_program) {
    const auto bytes =
        write_spreadsheet(workbook({{"type", "name", "label::de", "label::uk", "label::so"},
                                    {"select_one kind or_other", "kind", "Art", "Вид", "Nooc"},
                                    {"yes_no", "sure", "Sicher?"}},
                                   {{"list_name", "name", "label::de"}, {"kind", "a", "A"}}));
    XlsFormOptions options{"f", "form.xlsx", {}};
    options.program_texts = {
        {"de", {{"answer.other", "Etwas anderes"}, {"answer.yes", "Ja"}, {"answer.no", "Nein"}}},
        {"uk", {{"answer.other", "Інше"}, {"answer.yes", "Так"}, {"answer.no", "Ні"}}},
        {"tr", {{"answer.other", "Başka"}}}};
    const Imported form = imported(read_xlsform(*bytes, options));
    EXPECT_EQ(form.text("f.choices.kind_or_other.other", "de"), "Etwas anderes");
    EXPECT_EQ(form.text("f.choices.kind_or_other.other", "uk"), "Інше");
    EXPECT_EQ(form.text("f.main.kind_other.label", "de"), "Etwas anderes");
    EXPECT_EQ(form.text("f.main.kind_other.label", "uk"), "Інше");
    EXPECT_EQ(form.text("f.choices.yes_no.no", "uk"), "Ні");
    EXPECT_EQ(form.text("f.choices.yes_no.yes", "de"), "Ja");
    EXPECT_FALSE(form.texts.contains("tr")) << "the form does not speak it";
    EXPECT_THAT(form.findings_text(),
                HasSubstr("a question for it; the texts have to be written in so\n"));
    EXPECT_THAT(form.findings_text(),
                HasSubstr("asked with a list yes_no; the texts have to be written in so\n"));
    expect_fixpoint(form);
}

TEST(XlsForm, appearances_are_taken_over_and_unknown_ones_told) {
    const std::string all =
        "minimal autocomplete likert horizontal columns multiline numbers year month-year persian "
        "ethiopian islamic";
    const Imported form = imported(workbook(section(
        {"appearance"}, {{"text", "a", "A", " " + all + "  w2 "}, {"note", "n", "N", "minimal"}})));
    EXPECT_EQ(first_question(form).at("appearance"), all + " w2");
    EXPECT_EQ(first_question(form).at("keyboard"), "numbers");
    EXPECT_THAT(form.findings_text(), HasSubstr("the appearance \"w2\" does nothing"));
    EXPECT_THAT(form.findings_text(), Not(HasSubstr("likert")));
    expect_fixpoint(form);
}

TEST(XlsForm, texts_keep_their_sense_as_patterns_and_back) {
    const Imported form =
        imported(workbook(section({}, {{"text", "a", "  Don't  use {braces}\n and  ${b} "},
                                       {"text", "b", "icu: {n, plural, one {a} other {b}}"},
                                       {"text", "c", "Preis: 5 $ {x}"}})));
    EXPECT_EQ(form.text("f.s.a.label"), "Don\u2019t use '{'braces'}'\nand");
    EXPECT_EQ(form.text("f.s.b.label"), "{n, plural, one {a} other {b}}");
    EXPECT_EQ(form.text("f.s.c.label"), "Preis: 5 $ '{'x'}'");
    expect_fixpoint(form);
    const auto back = read_spreadsheet(exported(form), "f");
    EXPECT_EQ(back->sheets[0].text(2, 2), "  Don't  use {braces}\n and  ${b} ");
    EXPECT_EQ(back->sheets[0].text(3, 2), "icu: {n, plural, one {a} other {b}}");
}

TEST(XlsForm, what_a_form_leaves_unsaid_is_filled_in_and_told) {
    const Imported form =
        imported(workbook({{"type", "name", "label", "required_message", "constraint"},
                           {"begin_group", "household_members"},
                           {"text", "first_name", "", "Please!"},
                           {"integer", "", "How many?", "", ". < 9"},
                           {"end_group"}}));
    EXPECT_EQ(form.text("f.household_members.title"), "f");
    EXPECT_EQ(form.text("f.household_members.first_name.label"), "first name");
    EXPECT_EQ(form.children()[0].at("extras").at("required_message"), "Please!");
    EXPECT_EQ(form.children()[1].at("name"), "integer");
    EXPECT_EQ(form.children()[1].at("constraint"), ". < 9");
    EXPECT_FALSE(form.children()[1].contains("constraint_message"))
        << "the program has general words";
    EXPECT_THAT(form.findings_text(), HasSubstr("a question without a label: its name is shown"));
    expect_fixpoint(form);
}

TEST(XlsForm, cells_that_mean_nothing_for_their_row_are_kept) {
    const Imported form = imported(workbook(section(
        {"required", "constraint", "constraint_message", "hint", "choice_filter", "lotse_keyboard",
         "lotse_type", "lotse_optional"},
        {{"note", "a", "A", "yes", ". > 1", "No", "hint", "x = 1", "latin", "country", "yes"},
         {"text", "b", "B", "yes", "", "", "", "", "greek", "occupation", "yes"}})));
    EXPECT_EQ(form.children()[0].at("extras").size(), 7u) << form.children()[0];
    EXPECT_EQ(
        form.children()[1],
        json::parse(
            R"j({"type":"occupation","name":"b","required":"true()","extras":{"lotse_keyboard":"greek","lotse_optional":"yes"}})j"));
    expect_fixpoint(form);
}

TEST(XlsForm, a_meaning_that_cannot_stand_is_kept_and_told) {
    const Imported form =
        imported(workbook(section({"lotse_meaning"}, {{"text", "a", "A", "height"},
                                                      {"text", "b", "B", " Family_Name "},
                                                      {"text", "c", "C", "family_name"},
                                                      {"date", "d", "D", "family_name"},
                                                      {"select_one yn", "e", "E", "interpreter"},
                                                      {"select_one n", "f", "F", "interpreter"},
                                                      {"begin_repeat", "r", "R"},
                                                      {"text", "g", "G", "given_name"},
                                                      {"end_repeat"}}),
                          {{"list_name", "name", "label", "lotse:meaning"},
                           {"yn", "oui", "Oui", "yes"},
                           {"yn", "non", "Non", "certainly not"},
                           {"n", "x", "X"}}));
    EXPECT_EQ(form.children()[0].at("extras").at("lotse_meaning"), "height");
    EXPECT_EQ(form.children()[1].at("meaning"), "family_name");
    EXPECT_FALSE(form.children()[2].contains("meaning"));
    EXPECT_FALSE(form.children()[3].contains("meaning"));
    EXPECT_EQ(form.children()[4].at("meaning"), "interpreter");
    EXPECT_FALSE(form.children()[5].contains("meaning"));
    EXPECT_FALSE(form.children()[6].at("children")[0].contains("meaning"));
    EXPECT_EQ(form.json["choices"]["yn"][0].at("meaning"), "yes");
    EXPECT_EQ(form.json["choices"]["yn"][1].at("extras").at("lotse_meaning"), "certainly not");
    for (const char* told :
         {"cell D3 (lotse_meaning): there is no meaning \"height\"",
          "cell D5 (lotse_meaning): a question before it has the meaning family_name",
          "cell D6 (lotse_meaning): the meaning family_name expects a question of the type text",
          "cell D8 (lotse_meaning): the meaning interpreter expects a choice that is called, or "
          "means, yes",
          "cell D10 (lotse_meaning): the meaning given_name expects a question outside of repeats",
          "cell D3 (lotse:meaning): no rule knows a choice that means"}) {
        EXPECT_THAT(form.findings_text(), HasSubstr(told));
    }
    expect_fixpoint(form);
    const auto back = read_spreadsheet(exported(form), "f");
    ASSERT_TRUE(back.ok());
    EXPECT_THAT(back->sheets[0].rows[0], testing::Contains("lotse:meaning"));
}

TEST(XlsForm, a_form_with_names_of_its_own_has_flags_a_title_and_is_found_by_name) {
    const Imported form = imported(workbook(
        section(
            {"lotse:meaning", "lotse_type"},
            {{"text", "Nachname", "Nachname", "family_name"},
             {"text", "Rufname", "Rufname", "given_name"},
             {"select_one jn", "Dolmetscher", "Dolmetscher?", "interpreter"},
             {"text", "Sprache", "Sprache", "counselling_language", "language"},
             {"text", "Pass", "Staat", "nationality", "country"},
             {"select_multiple papier", "Papiere", "Papiere", "qualification_documents", "grid"},
             {"select_one wo", "Papiere__ort", "Wo?", "", "grid_column"}}),
        {{"list_name", "name", "label", "lotse:meaning"},
         {"jn", "ja", "Ja", "yes"},
         {"jn", "nein", "Nein"},
         {"papier", "zeugnis", "Zeugnis"},
         {"wo", "hier", "Hier", "original"},
         {"wo", "weg", "Weg", "lost"}}));
    EXPECT_THAT(form.findings_text(), Not(HasSubstr("meaning")));
    const auto read = read_questionnaire(form.definition, "f.json");
    ASSERT_TRUE(read.ok()) << to_string(read.error());
    IntakeContent content;
    content.questionnaire = "f";
    content.language = "de";
    content.finished_at = "2026-11-22T10:00:00";
    auto& fields = content.answers.fields;
    fields[{"nachname", 0}] = TextAnswer{SecretText("Tesfay"), "ti"};
    fields[{"rufname", 0}] = TextAnswer{SecretText("Selam"), "ti"};
    fields[{"dolmetscher", 0}] = ChoiceAnswer{{"ja"}};
    fields[{"sprache", 0}] = ChoiceAnswer{{"ti"}};
    fields[{"pass", 0}] = ChoiceAnswer{{"ER"}};
    fields[{"papiere", 0}] = GridAnswer{{{"zeugnis", {{"ort", "weg"}}}}};
    const CaseSheet sheet = case_sheet(**read, content, {2026, 11, 22});
    std::vector<std::string> rules;
    for (const CaseFlag& flag : sheet.flags) {
        rules.push_back(flag.rule);
    }
    EXPECT_THAT(rules, testing::ElementsAre("interpreter_needed", "document_lost",
                                            "route_third_country", "documents_complete"));
    EXPECT_EQ(sheet.flags[0].codes, std::vector<std::string>{"ti"});
    ASSERT_EQ(sheet.name.latin.size(), 2U);
    EXPECT_EQ(sheet.name.latin[0].text.view(), "Tesfay");
    EXPECT_THAT(desk::names_in(content, {{"f", desk::name_questions(**read)}}),
                testing::ElementsAre("Tesfay", "Selam"));
    expect_fixpoint(form);
}

TEST(XlsForm, grids_and_lists_of_our_own_stand_in_columns_of_our_own) {
    const Imported form =
        imported(workbook(section({"lotse_type", "relevant"},
                                  {{"select_multiple yn", "docs", "Documents", "grid"},
                                   {"select_one yn", "docs__original", "Original?", "grid_column"},
                                   {"select_one yn", "docs__copy", "", "grid_column"},
                                   {"select_one yn", "lost__copy", "Lost", "grid_column"},
                                   {"text", "land", "Land", "country"},
                                   {"select_multiple yn", "bare", "Bare", "grid"}}),
                          kChoices));
    EXPECT_EQ(
        first_question(form),
        json::parse(
            R"({"type":"grid","name":"docs","rows":"yn","columns":[{"name":"original","choices":"yn"},{"name":"copy","choices":"yn"}]})"));
    EXPECT_EQ(form.text("f.s.docs.columns.original"), "Original?");
    EXPECT_EQ(form.text("f.s.docs.columns.copy"), "copy");
    EXPECT_EQ(form.children()[1].at("type"), "select_one");
    EXPECT_EQ(form.children()[2].at("type"), "country");
    EXPECT_EQ(form.children()[3].at("type"), "select_multiple") << "a grid without columns is none";
    expect_fixpoint(form);
}

TEST(XlsForm, texts_without_a_cell_stand_on_a_sheet_of_their_own) {
    Imported form = imported(workbook(section({}, {{"text", "a", "A"}})));
    form.texts["en"]["f.s.a.spoken"] = "Say {x, select, other {it}} ''";
    form.texts["ar"]["f.s.a.hint"] = "no hint is asked for";
    expect_fixpoint(form);
}

TEST(XlsForm, groups_that_do_not_close_are_refused_with_their_row) {
    const auto refusal = [](const Rows& rows) {
        const auto read = import(workbook(rows), {{"default", "en"}});
        return read ? "" : to_string(read.error());
    };
    const std::vector<std::string> head = {"type", "name", "label"};
    EXPECT_THAT(refusal({head, {"text", "a", "A"}, {"end_group"}}),
                HasSubstr("form.xlsx, sheet survey, row 3: \"end_group\" ends nothing"));
    EXPECT_THAT(refusal({head, {"begin_group", "g", "G"}, {"text", "a", "A"}}),
                HasSubstr("row 2: this group or repeat has no end"));
    EXPECT_THAT(refusal({head, {"begin_group", "g", "G"}, {"text", "a", "A"}, {"end_repeat"}}),
                HasSubstr("row 4: \"end_repeat\" does not end \"begin_group\" of row 2"));
    Rows many = {head};
    for (std::size_t i = 0; i <= limits::kMostQuestions; ++i) {
        many.push_back({"text", "q", "Q"});
    }
    EXPECT_THAT(refusal(many), HasSubstr("row 1002: expected at most 1000 questions"));
    Rows deep = {head};
    for (int i = 0; i < 100; ++i) {
        deep.push_back({"begin_group", "g" + std::to_string(i), "G"});
    }
    EXPECT_THAT(refusal(deep), HasSubstr("groups inside each other"));
}

TEST(XlsForm, what_is_no_form_is_refused) {
    const auto refusal = [](const Spreadsheet& sheets) {
        return to_string(import(sheets, {{"default", "en"}}).error());
    };
    EXPECT_THAT(refusal({{{"Sheet1", {{"a"}}, {}}}}),
                HasSubstr("no XLSForm: expected a sheet \"survey\""));
    EXPECT_THAT(refusal(workbook({{"question", "text"}, {"a", "b"}})),
                HasSubstr("expected the columns type and name"));
    EXPECT_THAT(refusal(workbook({{"type", "name", "label"}})),
                HasSubstr("expected the columns type and name"));
    EXPECT_THAT(refusal(workbook({{"type", "name", "label"}, {"geopoint", "a", "A"}})),
                HasSubstr("sheet survey: no row is left that the terminal can ask"));
    EXPECT_THAT(to_string(read_xlsform("PK", {"f", "form.xlsx", {}}).error()),
                HasSubstr("damaged"));
    EXPECT_THAT(to_string(read_xlsform("PK", {"My Form", "form.xlsx", {}}).error()),
                HasSubstr("small letters"));
    for (const char* name : {"My Form", "../x", "ä", ""}) {
        EXPECT_THAT(to_string(form_of(workbook({}), {name, "form.xlsx", {}}).error()),
                    HasSubstr("small letters"))
            << name;
    }
    for (const char* name : {"messages", "language", "sources", "desk", "start"}) {
        EXPECT_THAT(to_string(form_of(workbook({}), {name, "form.xlsx", {}}).error()),
                    HasSubstr("names texts of the program"))
            << name;
    }
}

TEST(XlsForm, a_definition_whose_extras_were_spoilt_by_hand_is_refused) {
    const std::string begin =
        R"({"name":"f","version":1,"survey":[{"group":"s","children":[{"type":"text","name":"a"}]}],"extras":)";
    for (const char* bad : {R"({"sheets":[{"name":"x","rows":[[1]]}]})", R"({"sheets":{"a":1}})",
                            R"({"choices":"x"})", R"({"sheets":[{"rows":[1]}]})"}) {
        EXPECT_FALSE(write_xlsform({begin + bad + "}", "f", {}, {}}).ok()) << bad;
    }
    EXPECT_TRUE(write_xlsform({begin + R"({"settings":"x","lists":1})" + "}", "f", {}, {}}).ok());
}

TEST(XlsForm, texts_are_written_in_the_order_of_the_definition) {
    const Imported form = imported(workbook(section({}, {{"text", "z", "Z"}, {"text", "a", "A"}})));
    auto texts = form.texts.at("en");
    texts["f.extra"] = "x";
    EXPECT_EQ(write_form_texts(form.definition, texts),
              "{\n  \"f.s.title\": \"Section\",\n  \"f.s.z.label\": \"Z\",\n  \"f.s.a.label\": "
              "\"A\",\n  \"f.extra\": \"x\"\n}\n");
}

}  // namespace
}  // namespace lotse::codec
