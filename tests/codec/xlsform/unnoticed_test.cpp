// SPDX-License-Identifier: EUPL-1.2
/// What decides who is asked, or which answers hold, and would do nothing without a word: each such
/// form is refused, with the place and what to do; what only looks like it is not.
#include <gmock/gmock.h>

#include "codec/xlsform/support.h"

namespace lotse::codec {
namespace {

using testing::HasSubstr;
using testing::Not;

/// What the importer says of a form that it must not take as it is; "" if it takes it.
std::string refusal(const Spreadsheet& sheets) {
    XlsFormOptions strict = accepting({{"default", "de"}});
    strict.accept_lost_conditions = false;
    std::vector<Finding> told;
    if (form_of(sheets, strict, &told).ok()) {
        return "";
    }
    std::string out;
    for (const Finding& finding : told) {
        out += finding.kind == Finding::Kind::ConditionLost ? to_string(finding) + "\n" : "";
    }
    return out;
}

const Rows kLists = {{"list_name", "name", "label"}, {"l", "a", "A"}, {"l", "b", "B"}};

Spreadsheet with_column(const std::string& heading, const std::string& cell) {
    return workbook({{"type", "name", "label", heading},
                     {"select_one l", "q", "Q", ""},
                     {"date", "t", "T", ""},
                     {"integer", "n", "N", ""},
                     {"text", "b", "B", cell}},
                    kLists);
}

TEST(XlsFormUnnoticed, a_condition_under_a_heading_that_means_nothing) {
    for (const char* heading :
         {"Relevant (Bedingung)", "relevant (2)", "relevant_de", "Relevanzbedingung",
          "bind\uff1a\uff1arelevant", "Anzeigebedingung", "nur wenn", "depends on",
          "Branching Logic (Show field only if...)", "شرط", "koşul"}) {
        EXPECT_THAT(refusal(with_column(heading, "${q} = 'a'")), HasSubstr("condition lost: "))
            << heading;
        EXPECT_THAT(refusal(with_column(heading, "selected(${q}, “a”)")), HasSubstr("D"))
            << heading;
    }
    for (const char* text :
         {"Frage nach ${q}", "${q}", "${q}.jpg", "q = a", "(siehe ${q})", "${q} (wenn bekannt)"}) {
        EXPECT_EQ(refusal(with_column("guidance_hint", text)), "") << text;
    }
}

TEST(XlsFormUnnoticed, a_condition_of_a_choice_under_a_heading_that_means_nothing) {
    for (const char* heading : {"relevant", "Relevant", "bind::relevant", "Bedingung", "show_if",
                                "filter", "choice_filter", "disabled", "required"}) {
        Rows choices = kLists;
        choices[0].emplace_back(heading);
        choices.push_back({"m", "x", "X", "${q} = 'a'"});
        choices.push_back({"m", "y", "Y", ""});
        EXPECT_THAT(
            refusal(workbook(
                {{"type", "name", "label"}, {"select_one l", "q", "Q"}, {"select_one m", "r", "R"}},
                choices)),
            HasSubstr("lotse_relevant"))
            << heading;
    }
    EXPECT_EQ(refusal(workbook({{"type", "name", "label", "choice_filter"},
                                {"select_one l", "q", "Q", ""},
                                {"select_one l", "r", "R", "filter = ${q}"}},
                               {{"list_name", "name", "label", "filter"}, {"l", "a", "A", "a"}})),
              "");
}

TEST(XlsFormUnnoticed, what_a_row_decides_that_is_only_kept_with_others_in_it) {
    for (const char* type : {"kobomatrix", "score", "rank", "list", "loop", "loop over l"}) {
        const Spreadsheet sheets = workbook({{"type", "name", "label", "relevant"},
                                             {"select_one l", "q", "Q", ""},
                                             {"begin_" + std::string(type), "m", "M", "${q} = 'a'"},
                                             {"text", "who", "Wer?", ""},
                                             {"end_" + std::string(type), "", "", ""}},
                                            kLists);
        EXPECT_THAT(refusal(sheets), HasSubstr("cell D3 (relevant)")) << type;
    }
    EXPECT_THAT(refusal(workbook({{"type", "name", "label", "relevant"},
                                  {"select_one l", "q", "Q", ""},
                                  {"Beginn Gruppe", "m", "M", "${q} = 'a'"},
                                  {"text", "who", "Wer?", ""}},
                                 kLists)),
                HasSubstr("write begin_group"));
    EXPECT_EQ(refusal(workbook({{"type", "name", "label", "relevant"},
                                {"select_one l", "q", "Q", ""},
                                {"image", "m", "M", "${q} = 'a'"}},
                               kLists)),
              "")
        << "nobody is asked for a photo, whatever its condition";
}

TEST(XlsFormUnnoticed, neither_yes_nor_no) {
    for (const char* heading : {"disabled", "lotse_optional", "lotse_prefer_not_to_say"}) {
        for (const char* cell : {"ja", "Ja", "wahr", "${q} = 'a'", "nein"}) {
            EXPECT_THAT(refusal(with_column(heading, cell)), HasSubstr("expected yes or no"))
                << heading << " " << cell;
        }
        for (const char* cell : {"yes", "no", "TRUE", "0", ""}) {
            EXPECT_EQ(refusal(with_column(heading, cell)), "") << heading << " " << cell;
        }
    }
}

TEST(XlsFormUnnoticed, merged_cells_over_rows_that_they_decide_about) {
    for (const char* heading :
         {"relevant", "required", "constraint", "disabled", "read_only", "choice_filter"}) {
        Spreadsheet sheets = with_column(heading, "");
        sheets.sheets[0].rows[3][3] = heading == std::string("relevant") ? "${q} = 'a'" : "yes";
        sheets.sheets[0].merged = {{"D4:D5", 3, 4, 3, 3}};
        EXPECT_THAT(refusal(sheets), HasSubstr("D4:D5: of merged cells only the first holds a "
                                               "text; part them"))
            << heading;
    }
    Spreadsheet labels = with_column("hint", "");
    labels.sheets[0].rows[3][3] = "Hinweis";
    labels.sheets[0].merged = {{"D4:D5", 3, 4, 3, 3}, {"A1:B1", 0, 0, 0, 1}};
    EXPECT_EQ(refusal(labels), "");
    Spreadsheet lists = workbook({{"type", "name", "label"}, {"select_one l", "q", "Q"}},
                                 {{"list_name", "name", "label"}, {"l", "a", "A"}, {"", "b", "B"}});
    lists.sheets[1].merged = {{"A2:A3", 1, 2, 0, 0}};
    EXPECT_THAT(refusal(lists), HasSubstr("sheet choices, cell A2:A3"));
    const auto compared = [](const std::string& filter) {
        Spreadsheet sheets = workbook({{"type", "name", "label", "choice_filter"},
                                       {"select_one l", "q", "Q", ""},
                                       {"select_one t", "r", "R", filter}},
                                      {{"list_name", "name", "label", "land"},
                                       {"l", "a", "A", ""},
                                       {"t", "x", "X", "a"},
                                       {"t", "y", "Y", ""}});
        sheets.sheets[1].merged = {{"D3:D4", 2, 3, 3, 3}};
        return refusal(sheets);
    };
    EXPECT_THAT(compared("land = ${q}"), HasSubstr("the choice_filter of \"r\" compares it"));
    EXPECT_EQ(compared("name != ${q}"), "");
}

TEST(XlsFormUnnoticed, truth_values_that_a_filter_compares) {
    for (const auto& [filter, refused] : {std::pair("aktiv = true()", true),
                                          {"aktiv = 'TRUE'", true},
                                          {"aktiv", true},
                                          {"name != 'x'", false}}) {
        Spreadsheet sheets = workbook(
            {{"type", "name", "label", "choice_filter"}, {"select_one t", "r", "R", filter}},
            {{"list_name", "name", "label", "aktiv"},
             {"t", "x", "X", "TRUE"},
             {"t", "y", "Y", "FALSE"}});
        sheets.sheets[1].kinds = {{{1, 3}, CellKind::Truth}, {{2, 3}, CellKind::Truth}};
        const std::string told = refusal(sheets);
        EXPECT_EQ(told.find("cell D2 (aktiv): the cell is no text but a truth value") !=
                      std::string::npos,
                  refused)
            << filter;
        EXPECT_EQ(told.empty(), !refused) << filter << "\n" << told;
    }
}

TEST(XlsFormUnnoticed, days_as_people_write_them) {
    for (const char* relevant :
         {"${t} > '01.01.2020'", "'31. Dezember 2025' >= ${t}", "${t} = '2020/01/01'",
          "${t} > date('01.01.2020')", "date-time('1/2/2020') < ${t}"}) {
        EXPECT_THAT(refusal(with_column("relevant", relevant)), HasSubstr("date('2026-01-31')"))
            << relevant;
    }
    for (const char* constraint : {". > '01.01.2015'", ". <= date('31.12.2025')"}) {
        EXPECT_THAT(refusal(workbook(
                        {{"type", "name", "label", "constraint"}, {"date", "t", "T", constraint}})),
                    HasSubstr("cell D2 (constraint)"))
            << constraint;
    }
    for (const char* right :
         {"${t} > '2020-01-01'", "${t} >= date('2020-01-01')", "${t} != ''", "${t} < today()",
          "${t} > date('2020-01-01T10:00:00')", "${b} = '01.01.2020'"}) {
        EXPECT_EQ(refusal(with_column("hint", "")) +
                      refusal(workbook({{"type", "name", "label", "relevant"},
                                        {"text", "b", "B", ""},
                                        {"date", "t", "T", ""},
                                        {"text", "c", "C", right}})),
                  "")
            << right;
    }
    Spreadsheet dated = with_column("relevant", "2023-03-15");
    dated.sheets[0].kinds = {{{4, 3}, CellKind::Date}};
    EXPECT_THAT(refusal(dated), HasSubstr("the cell is a date, and no condition"));
}

TEST(XlsFormUnnoticed, a_condition_all_in_quotes) {
    for (const char* column : {"relevant", "constraint", "required"}) {
        EXPECT_THAT(refusal(with_column(column, "\"${q} = 'a'\"")),
                    HasSubstr("take the quotes around it off"))
            << column;
    }
    EXPECT_EQ(refusal(with_column("relevant", "${q} = 'a' or ${q} = \"b\"")), "");
}

TEST(XlsFormUnnoticed, a_range_whose_bounds_are_written_otherwise) {
    const auto range = [](const std::string& parameters) {
        return refusal(
            workbook({{"type", "name", "label", "parameters"}, {"range", "r", "R", parameters}}));
    };
    for (const char* otherwise : {"min=0 max=20", "start:0 end:10", "0-10", "von 1 bis 5"}) {
        EXPECT_THAT(range(otherwise), HasSubstr("as in start=0 end=10 step=1")) << otherwise;
    }
    for (const char* right : {"start=0 end=20", "step=2", "end = 5", ""}) {
        EXPECT_EQ(range(right), "") << right;
    }
}

TEST(XlsFormUnnoticed, a_select_with_more_than_its_list_is_told_by_its_list) {
    for (const char* type :
         {"select_one l minimal", "select_one l or other", "select_multiple l randomized"}) {
        const std::string told =
            refusal(workbook({{"type", "name", "label"}, {type, "q", "Q"}}, kLists));
        EXPECT_THAT(told,
                    HasSubstr(std::string(type).substr(0, std::string(type).find(' ')) + " l\""))
            << told;
    }
    for (const char* type : {"text audit", "audio audit", "caseid"}) {
        EXPECT_EQ(
            refusal(workbook({{"type", "name", "label"}, {"text", "t", "T"}, {type, "q", "Q"}})),
            "")
            << "of other programs: " << type;
    }
}

TEST(XlsFormUnnoticed, a_date_as_the_name_of_a_choice_is_told) {
    Spreadsheet sheets =
        workbook({{"type", "name", "label"}, {"select_one t", "r", "R"}},
                 {{"list_name", "name", "label"}, {"t", "2026-02-27", "27.2"}, {"t", "x", "X"}});
    sheets.sheets[1].kinds = {{{1, 1}, CellKind::Date}};
    EXPECT_THAT(imported(form_of(sheets, accepting({{"default", "de"}}))).findings_text(),
                HasSubstr("cell B2 (name): the cell is a date, and was read as 2026-02-27"));
}

}  // namespace
}  // namespace lotse::codec
