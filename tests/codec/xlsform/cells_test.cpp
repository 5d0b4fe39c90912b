// SPDX-License-Identifier: EUPL-1.2
/// Cells that are no text by nature, what nobody sees in cells, and languages as headings call
/// them.
#include <gmock/gmock.h>

#include "codec/xlsform/support.h"

namespace lotse::codec {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(XlsFormCells, what_is_no_text_is_told_and_becomes_none) {
    Spreadsheet sheets =
        workbook({{"type", "name", "label", "label::uk", "relevant", "required", "hint", "note"},
                  {"text", "a", "#N/A", "А"},
                  {"text", "b", "", "Б"},
                  {"text", "c", "TRUE", "В", "", "TRUE"},
                  {"text", "d", "D", "#NAME?", "#REF!", "FALSE"},
                  {"text", "e", "E", "TRUE", "TRUE", "", "TRUE", "TRUE"},
                  {"select_one l", "g", "G", "Ґ"},
                  {"text", "TRUE", "H", "Г"}},
                 {{"list_name", "name", "label"},
                  {"l", "x", "#VALUE!"},
                  {"l", "TRUE", "Yes"},
                  {"l", "z", "Z"}},
                 {{"form_title"}, {"#N/A"}});
    using enum CellKind;
    sheets.sheets[0].kinds = {{{1, 2}, Error}, {{2, 2}, Unknown}, {{3, 2}, Truth}, {{3, 5}, Truth},
                              {{4, 3}, Error}, {{4, 4}, Error},   {{4, 5}, Truth}, {{5, 3}, Truth},
                              {{5, 4}, Truth}, {{5, 6}, Truth},   {{5, 7}, Truth}, {{7, 1}, Truth}};
    sheets.sheets[1].kinds = {{{1, 2}, Error}, {{2, 1}, Truth}};
    sheets.sheets[2].kinds = {{{1, 0}, Error}};
    const Imported form = imported(form_of(sheets, accepting({{"default", "en"}})));
    for (const auto& [tag, texts] : form.texts) {
        for (const auto& [id, text] : texts) {
            EXPECT_THAT(text, Not(HasSubstr("#"))) << id;
            EXPECT_NE(text, "TRUE") << tag << " " << id;
        }
    }
    for (const char* told :
         {"sheet survey, cell C2 (label): the cell is no text: a formula failed (#N/A)",
          "cell C3 (label): the cell has a formula without a value",
          "cell C4 (label): the cell is no text but the truth value TRUE", "cell D5 (label::uk)",
          "condition lost: sheet survey, cell E5 (relevant): the cell is no text: a formula failed "
          "(#REF!)",
          "cell D6 (label::uk)", "cell E6 (relevant): \"TRUE\" holds always", "cell G6 (hint)",
          "cell B8 (name)", "sheet choices, cell C2 (label)", "sheet choices, cell B3 (name)",
          "sheet settings, cell A2 (form_title)"}) {
        EXPECT_THAT(form.findings_text(), HasSubstr(told));
    }
    for (const char* right : {"cell F4", "cell F5", "cell H6 (note): the cell"}) {
        EXPECT_THAT(form.findings_text(), Not(HasSubstr(right))) << "yes and no, and a remark";
    }
    EXPECT_EQ(form.children()[2].at("required"), "true()");
    EXPECT_FALSE(form.children()[3].contains("required"));
    EXPECT_FALSE(form.children()[3].contains("relevant"));
    expect_fixpoint(form);
}

TEST(XlsFormCells, one_that_is_no_text_where_it_decides_what_is_asked_refuses_the_form) {
    using enum CellKind;
    struct Case {
        std::size_t sheet;
        std::pair<std::size_t, std::size_t> cell;
        CellKind kind;
    };
    const Spreadsheet whole = workbook(
        {{"type", "name", "label", "read_only"},
         {"begin_group", "g", "G", ""},
         {"text", "a", "A", ""},
         {"end_group", "", "", ""},
         {"select_one l", "s", "S", ""}},
        {{"list_name", "name", "label"}, {"l", "t", "T"}, {"l", "f", "F"}, {"l", "h", "H"}});
    XlsFormOptions strict = accepting({{"default", "de"}});
    strict.accept_lost_conditions = false;
    ASSERT_TRUE(form_of(whole, strict).ok());
    for (const Case& one : {Case{0, {2, 0}, Error}, Case{0, {4, 0}, Unknown},
                            Case{0, {2, 1}, Error}, Case{0, {2, 3}, Error}, Case{1, {1, 0}, Error},
                            Case{1, {1, 1}, Truth}, Case{1, {2, 1}, Error}}) {
        Spreadsheet sheets = whole;
        sheets.sheets[one.sheet].rows[one.cell.first][one.cell.second].clear();
        sheets.sheets[one.sheet].kinds = {{one.cell, one.kind}};
        const auto refused = form_of(sheets, strict);
        ASSERT_FALSE(refused.ok()) << one.sheet << " " << one.cell.first << " " << one.cell.second;
        EXPECT_THAT(to_string(refused.error()), HasSubstr("the cell "));
        strict.accept_lost_conditions = true;
        EXPECT_THAT(imported(form_of(sheets, strict)).findings_text(),
                    HasSubstr("condition lost: "));
        strict.accept_lost_conditions = false;
    }
}

TEST(XlsFormCells, one_that_decides_which_answers_hold_refuses_the_form) {
    for (const char* column : {"disabled", "parameters", "trigger", "lotse_optional", "lotse_type",
                               "lotse_at_most", "constraint", "required"}) {
        Spreadsheet sheets = workbook(
            {{"type", "name", "label", column}, {"text", "a", "A", ""}, {"text", "b", "B", ""}},
            {});
        sheets.sheets[0].kinds = {{{2, 3}, CellKind::Error}};
        XlsFormOptions strict = accepting({{"default", "de"}});
        strict.accept_lost_conditions = false;
        const auto refused = form_of(sheets, strict);
        ASSERT_FALSE(refused.ok()) << column;
        EXPECT_THAT(to_string(refused.error()), HasSubstr("D3")) << column;
    }
}

TEST(XlsFormCells, one_of_the_choices_refuses_the_form_where_a_choice_filter_compares_it) {
    using enum CellKind;
    struct Case {
        const char *filter, *type;
        std::size_t column;
        CellKind kind;
        bool decides;
    };
    for (const Case& one : {Case{"land = ${q}", "select_one t", 3, Error, true},
                            Case{"land = ${q}", "select_multiple t", 3, Unknown, true},
                            Case{"land = ${q}", "select_one t or_other", 3, Error, true},
                            Case{"land = ${q} and size > 1", "select_one t", 4, Error, true},
                            Case{"not(contains(land, ${q}))", "select_one t", 3, Error, true},
                            Case{"land = ${q}", "select_one t", 4, Error, false},
                            Case{"name != 'x'", "select_one t", 3, Error, false},
                            Case{"", "select_one t", 3, Error, false}}) {
        Spreadsheet sheets = workbook({{"type", "name", "label", "choice_filter"},
                                       {"select_one l", "q", "Q", ""},
                                       {"begin_group", "g", "G", ""},
                                       {one.type, "town", "Town", one.filter},
                                       {"end_group", "", "", ""}},
                                      {{"list_name", "name", "label", "land", "size"},
                                       {"l", "a", "A", "", ""},
                                       {"l", "b", "B", "", ""},
                                       {"t", "x", "X", "a", "1"},
                                       {"t", "y", "Y", "b", "2"},
                                       {"t", "z", "Z", "b", "3"}});
        sheets.sheets[1].rows[4][one.column].clear();
        sheets.sheets[1].kinds = {{{4, one.column}, one.kind}};
        XlsFormOptions strict = accepting({{"default", "de"}});
        strict.accept_lost_conditions = false;
        const auto read = form_of(sheets, strict);
        ASSERT_EQ(read.ok(), !one.decides) << one.filter << " " << one.column;
        const std::string cell = one.column == 3 ? "cell D5 (land)" : "cell E5 (size)";
        strict.accept_lost_conditions = true;
        EXPECT_THAT(
            imported(form_of(sheets, strict)).findings_text(),
            HasSubstr((one.decides ? "condition lost: sheet choices, " : "lost: sheet choices, ") +
                      cell));
        if (one.decides) {
            EXPECT_THAT(to_string(read.error()),
                        HasSubstr("the choice_filter of \"town\" compares it"));
        }
    }
}

TEST(XlsFormCells, a_word_typed_as_text_stays_one) {
    const Imported form =
        imported(workbook({{"type", "name", "label"}, {"select_one l", "a", "True or false?"}},
                          {{"list_name", "name", "label"},
                           {"l", "t", "TRUE"},
                           {"l", "f", "FALSE"},
                           {"l", "e", "#NV"}}));
    EXPECT_EQ(form.text("f.choices.l.t"), "TRUE");
    EXPECT_THAT(form.findings_text(),
                HasSubstr("sheet choices, cell C2 (label): the cell \"TRUE\" is a word that "
                          "programs write"));
    EXPECT_THAT(form.findings_text(), HasSubstr("So do 1 more of this column, down to row 3"));
    EXPECT_EQ(form.text("f.choices.l.e"), "e") << "a pasted error is no word";
    EXPECT_THAT(form.findings_text(), HasSubstr("a formula failed (#NV)"));
}

TEST(XlsFormCells, a_number_as_a_text_is_read_and_told_once_a_column) {
    Spreadsheet sheets =
        workbook({{"type", "name", "label::de", "label::uk", "hint::de", "constraint_message::de"},
                  {"select_one l", "a", "7", "nan", "FALSCH", "2026-01-02"},
                  {"integer", "b", "Zahl"}},
                 {{"list_name", "name", "label::de", "label::uk"},
                  {"l", "1", "1", "один"},
                  {"l", "2", "2", "два"},
                  {"l", "3", "drei", "3"}});
    using enum CellKind;
    sheets.sheets[0].kinds = {{{1, 2}, Number}, {{1, 5}, Date}};
    sheets.sheets[1].kinds = {{{1, 1}, Number}, {{1, 2}, Number}, {{2, 1}, Number},
                              {{2, 2}, Number}, {{3, 1}, Number}, {{3, 3}, Number}};
    const Imported form = imported(form_of(sheets, accepting({})));
    EXPECT_EQ(form.text("f.main.a.label", "de"), "7");
    EXPECT_EQ(form.text("f.choices.l.2", "de"), "2");
    for (const char* told :
         {"sheet survey, cell C2 (label::de): the cell is a number, and was read as 7",
          "cell D2 (label::uk): the cell \"nan\" is a word",
          "cell E2 (hint::de): the cell \"FALSCH\"",
          "cell F2 (constraint_message::de): the cell is a date, and was read as 2026-01-02",
          "sheet choices, cell C2 (label::de): the cell is a number, and was read as 1; to mean "
          "it, "
          "set the cell's format to Text and write it again. So do 1 more of this column, down to "
          "row 3",
          "sheet choices, cell D4 (label::uk): the cell is a number, and was read as 3"}) {
        EXPECT_THAT(form.findings_text(), HasSubstr(told));
    }
    EXPECT_THAT(form.findings_text(), Not(HasSubstr("(name): the cell is a number")));
    expect_fixpoint(form);
}

TEST(XlsFormCells, what_nobody_sees_makes_no_difference_and_is_said) {
    const Rows survey = {{"type", "name", "label::de", "relevant"},
                         {"select_one l", "a", "Ja oder nein?"},
                         {"text", "b", "Zeile\nzwei", "${a} = 'x'"}};
    const Rows choices = {{"list_name", "name", "label::de"}, {"l", "x", "Ja"}, {"l", "y", "Nein"}};
    const Imported plain = imported(workbook(survey, choices), {});
    Spreadsheet dirty = workbook(
        {{"\ufefftype", "name\u00a0", "label\u200b::\u00a0de", " relevant\u2060"},
         {"select_one\u00a0l", "a\u200b", "\u00a0Ja oder  nein?\ufeff"},
         {"text\u200f", "\u2066b\u2069", "Zeile_x000D_\nzwei ", "${\u00a0a\u200b }\u00a0= 'x'"}},
        {{"list\u00adname", "name", "label::de"},
         {"l\u00a0", "x\ufeff", "Ja\r\n"},
         {"\u200el", "y", "Nein\u2028"}});
    dirty.sheets[1].name = "choices\u00a0";
    dirty.sheets[1].rows[0][0] = "list_name\u00ad";
    const Imported form = imported(dirty, {});
    EXPECT_EQ(form.definition, plain.definition);
    EXPECT_EQ(form.texts, plain.texts);
    for (const char* told :
         {"cell A1 (type): taken off the heading: a byte order mark (U+FEFF)",
          "cell B2 (name): taken off: a zero-width space (U+200B)",
          "cell C3 (label:: de): taken off: a control character (U+000D)",
          "sheet choices\u00a0: taken off the sheet's name: a no-break space (U+00A0)"}) {
        EXPECT_THAT(form.findings_text(), HasSubstr(told));
    }
}

TEST(XlsFormCells, a_text_keeps_what_it_means) {
    const Imported form = imported(
        workbook({{"type", "name", "label::fa"}, {"text", "a", "می\u200cخواهم 20\u00a0km\nسطر"}}),
        {});
    EXPECT_EQ(form.text("f.main.a.label", "fa"), "می\u200cخواهم 20\u00a0km\nسطر");
    EXPECT_THAT(form.findings_text(), Not(HasSubstr("taken off")));
}

XlsFormOptions with_languages(const std::map<std::string, std::string>& told) {
    XlsFormOptions options{"f", "form.xlsx", told};
    for (const char* tag : {"ar", "ckb", "de", "fa", "fa-AF", "ku", "sr-Latn", "uk"}) {
        options.program_texts[tag] = {};
    }
    return options;
}

TEST(XlsFormCells, a_heading_means_a_language_that_there_is) {
    const std::pair<const char*, const char*> kHeadings[] = {
        {"Dari (prs)", "fa-AF"},
        {"prs-AF", "fa-AF"},
        {"Dari", "fa-AF"},
        {"kmr", "ku"},
        {"ku-Arab-IQ", "ckb"},
        {"Kurdish (Sorani) (ckb)", "ckb"},
        {"sr_Latn_RS", "sr-Latn"},
        {"Arabic (ar-SY)", "ar"},
        {"Arabic (SY)", "ar"},
        {"UK-ua", "uk"},
        {"Українська\u00a0(uk)", "uk"},
        {"pes", "fa"},
    };
    for (const auto& [heading, tag] : kHeadings) {
        const auto form =
            form_of(workbook({{"type", "name", "label::DE_de", "label::" + std::string(heading)},
                              {"text", "a", "A", "X"}}),
                    with_languages({}));
        ASSERT_TRUE(form.ok()) << heading << ": " << to_string(form.error());
        EXPECT_EQ(form->texts.at(tag).at("f.main.a.label"), "X") << heading;
        EXPECT_EQ(form->texts.at("de").at("f.main.a.label"), "A");
        for (const Finding& finding : form->findings) {
            EXPECT_THAT(finding.what, Not(HasSubstr("there is no language"))) << heading;
        }
    }
}

TEST(XlsFormCells, what_was_told_of_a_language_wins) {
    const auto tag_of = [](const std::string& heading,
                           const std::map<std::string, std::string>& told) -> std::string {
        const auto form = form_of(
            workbook({{"type", "name", "label::de", "label::" + heading}, {"text", "a", "A", "X"}}),
            with_languages(told));
        if (!form) {
            return to_string(form.error());
        }
        for (const auto& [tag, texts] : form->texts) {
            if (texts.at("f.main.a.label") == "X") {
                return tag;
            }
        }
        return "(none)";
    };
    EXPECT_EQ(tag_of("Dari (prs)", {{"Dari", "fa-AF"}}), "fa-AF");
    EXPECT_EQ(tag_of("Dari (prs)", {{"prs", "fa"}}), "fa");
    EXPECT_EQ(tag_of("Dari (prs)", {{"dari (PRS)\u00a0", "ar"}}), "ar");
    EXPECT_EQ(tag_of("Persian (fa)", {{"Persian", "prs"}}), "fa-AF");
    EXPECT_EQ(tag_of("uk", {{"uk", "ar_SY"}}), "ar");
    EXPECT_EQ(tag_of("Kurdish", {{"Kurdish", "ku-Arab-IQ"}}), "ckb");
    EXPECT_THAT(tag_of("Kurdish", {}), HasSubstr("Give --language \"Kurdish=TAG\""));
    EXPECT_THAT(tag_of("English (fr)", {}), HasSubstr("Give --language \"English (fr)=TAG\""));
    EXPECT_THAT(tag_of("uk", {{"uk", "Turkish"}}), HasSubstr("expected a tag such as fa-AF"));
}

TEST(XlsFormCells, what_was_told_of_a_language_that_no_column_has_is_told) {
    const Spreadsheet sheets =
        workbook({{"type", "name", "label", "label::Dari (prs)", "hint::English (en)"},
                  {"text", "a", "A", "B", "C"}});
    for (const char* name : {"Dari", "prs", "dari (PRS)", "English", "en", "default"}) {
        const Imported form = imported(sheets, {{"default", "de"}, {name, "de"}});
        EXPECT_THAT(form.findings_text(), Not(HasSubstr("no column is called so"))) << name;
    }
    for (const char* name : {"Dairi", "Deutsch", "fa-AF", "label::Dari (prs)"}) {
        const Imported form = imported(sheets, {{"default", "de"}, {name, "fa"}});
        EXPECT_THAT(form.findings_text(),
                    HasSubstr("lost: --language \"" + std::string(name) +
                              "=fa\": no column is called so; the headings name "
                              "\"Dari (prs)\", \"English (en)\""))
            << name;
    }
    EXPECT_THAT(imported(workbook({{"type", "name", "label"}, {"text", "a", "A"}}),
                         {{"default", "de"}, {"Dari", "fa-AF"}})
                    .findings_text(),
                HasSubstr("no heading names a language"));
}

TEST(XlsFormCells, a_language_that_is_not_there_is_named_with_the_flag) {
    const auto form = form_of(
        workbook({{"type", "name", "label::de", "label::Somali (so)"}, {"text", "a", "A", "X"}}),
        with_languages({}));
    ASSERT_TRUE(form.ok()) << to_string(form.error());
    std::string told;
    for (const Finding& finding : form->findings) {
        told += to_string(finding) + "\n";
    }
    EXPECT_THAT(told,
                HasSubstr("cell D1 (label::Somali (so)): there is no language so (there are ar, "
                          "ckb, de,"));
    EXPECT_THAT(told, HasSubstr("--language \"Somali (so)=TAG\""));
    EXPECT_EQ(form->texts.at("so").at("f.main.a.label"), "X") << "kept for the day it is added";
}

}  // namespace
}  // namespace lotse::codec
