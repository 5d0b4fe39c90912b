// SPDX-License-Identifier: EUPL-1.2
/// What a condition of another row hangs on works, or is told as a lost condition.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "codec/xlsform/support.h"

namespace lotse::codec {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// A condition names a row `x` of every kind: it works, or the form is refused.
TEST(XlsFormHanging, whatever_a_condition_hangs_on_works_or_is_lost) {
    const std::vector<std::string> more = {
        "calculation", "default",       "trigger",    "read_only",  "required",
        "constraint",  "choice_filter", "appearance", "parameters", "disabled"};
    const auto row = [&](const std::string& type,
                         const std::map<std::string, std::string>& cells = {}) {
        std::vector<std::string> out = {type, "x", "X"};
        for (const std::string& column : more) {
            out.push_back(cells.contains(column) ? cells.at(column) : "");
        }
        return out;
    };
    struct Member {
        std::vector<std::string> row;
        bool lost;
    };
    std::vector<Member> members;
    for (const char* type :
         {"text", "integer", "decimal", "date", "time", "dateTime", "select_one yn",
          "select_multiple yn", "acknowledge", "range", "tel", "today", "start", "yes_no"}) {
        members.push_back({row(type), false});
    }
    for (const char* type : {"end",
                             "deviceid",
                             "username",
                             "simserial",
                             "subscriberid",
                             "audit",
                             "geopoint",
                             "geotrace",
                             "geoshape",
                             "start-geopoint",
                             "background-audio",
                             "image",
                             "audio",
                             "video",
                             "file",
                             "barcode",
                             "rank yn",
                             "xml-external",
                             "csv-external",
                             "select_one nowhere",
                             "select_multiple nowhere",
                             "calculate",
                             "hidden",
                             "nonsense"}) {
        members.push_back({row(type), true});
    }
    for (const char* type : {"text", "integer", "date", "select_one yn", "select_multiple yn",
                             "select_one yn or_other", "range", "yes_no"}) {
        for (const char* required : {"", "yes"}) {
            members.push_back({row(type, {{"default", "1"}, {"required", required}}), true});
        }
    }
    members.insert(
        members.end(),
        {{row("text", {{"calculation", "concat(${a}, '!')"}}), false},
         {row("calculate", {{"default", "1"}}), false},
         {row("hidden", {{"default", "1"}}), false},
         {row("text", {{"default", "1"}, {"read_only", "yes"}}), false},
         {row("calculate", {{"calculation", "now()"}}), false},
         {row("calculate", {{"calculation", "'1'"}, {"trigger", "${a}"}}), false},
         {row("note", {{"calculation", "'1'"}}), false},
         {row("text", {{"calculation", "'1'"}, {"trigger", "${a}"}}), true},
         {row("calculate", {{"calculation", "'1'"}, {"trigger", "${nowhere}"}}), true},
         {row("calculate", {{"calculation", "${nowhere} + 1"}}), true},
         {row("calculate", {{"calculation", "pulldata('a', 'b', 'c', ${a})"}}), true},
         {row("calculate", {{"calculation", "/data/a + 1"}}), true},
         {row("calculate", {{"calculation", "jr:choice-name(${q}, '${q}')"}}), true},
         {row("note", {{"calculation", "concat('To ', jr:choice-name(${q}, '${q}'))"}}), true},
         {row("text", {{"read_only", "${a} = 'x'"}}), true},
         {row("text", {{"constraint", "${nowhere} = 1"}}), true},
         {row("text", {{"required", "${nowhere} = 1"}}), true},
         {row("text", {{"required", "sometimes"}}), true},
         {row("select_one yn", {{"choice_filter", "region = ${a}"}}), true},
         {row("select_one yn", {{"choice_filter", "name != ${nowhere}"}}), true},
         {row("select_one yn", {{"appearance", "search('towns')"}}), true},
         {row("range", {{"parameters", "start=a end=b"}}), true},
         {row("text", {{"disabled", "yes"}}), true}});
    for (const Member& member : members) {
        std::string about = member.row[0];
        for (std::size_t i = 3; i < member.row.size(); ++i) {
            about += member.row[i].empty() ? "" : ", " + more[i - 3] + " " + member.row[i];
        }
        std::vector<std::string> last = {"text", "b", "B"};
        last.resize(3 + more.size());
        const bool day = member.row[0].starts_with("date");
        const std::string condition = day ? "${x} = '2026-01-31'" : "${x} = '1'";
        last.push_back(condition);
        std::vector<std::string> headings = more;
        headings.push_back("relevant");
        const Spreadsheet sheets = workbook(
            section(headings, {{"text", "a", "A"}, {"select_one yn", "q", "Q"}, member.row, last}),
            kYesNo);
        XlsFormOptions strict = accepting({{"default", "en"}});
        strict.accept_lost_conditions = false;
        std::vector<Finding> told;
        const auto read = form_of(sheets, strict, &told);
        EXPECT_EQ(read.ok(), !member.lost)
            << about << (read.ok() ? "" : "\n" + to_string(read.error()));
        const bool said = std::any_of(told.begin(), told.end(), [](const Finding& finding) {
            return finding.kind == Finding::Kind::ConditionLost;
        });
        EXPECT_EQ(said, member.lost) << about;
        const Imported form = imported(sheets);
        if (!member.lost) {
            EXPECT_EQ(question_named(form, "b").value("relevant", ""), condition) << about;
        }
        expect_fixpoint(form);
    }
}

TEST(XlsFormHanging, a_label_of_a_choice_is_shown_and_never_compared) {
    const Rows rows = {{"select_one yn", "q", "Q"},
                       {"calculate", "label", "", "jr:choice-name(${q}, '${q}')"},
                       {"calculate", "words", "", "concat('You said ', ${label})"},
                       {"note", "told", "Told", "${words}"}};
    EXPECT_THAT(imported(workbook(section({"calculation"}, rows), kYesNo)).findings_text(),
                Not(HasSubstr("lost")));
    for (const char* condition :
         {"${label} = 'Ja'", "${words} != ''", "jr:choice-name(${q}, '${q}') = 'Ja'",
          "contains(${told}, 'Ja')"}) {
        for (const char* column : {"relevant", "constraint", "required"}) {
            Rows more = rows;
            more.push_back({"text", "b", "B", "", condition});
            const Imported form =
                imported(workbook(section({"calculation", column}, more), kYesNo));
            EXPECT_THAT(form.findings_text(), HasSubstr("condition lost: sheet survey, cell E7 ("))
                << condition;
            EXPECT_THAT(form.findings_text(), HasSubstr("differs from language to language"));
            expect_fixpoint(form);
        }
    }
}

TEST(XlsFormHanging, a_repeat_with_more_entries_than_a_person_fills_in_is_lost) {
    for (const auto& [count, lost] : {std::pair("50", false), std::pair("51", true),
                                      std::pair("1000", true), std::pair("${many}", false)}) {
        const Imported form = imported(workbook({{"type", "name", "label", "repeat_count"},
                                                 {"integer", "many", "Many"},
                                                 {"begin_repeat", "child", "Child", count},
                                                 {"text", "name", "Name"},
                                                 {"end_repeat"}}));
        EXPECT_EQ(form.findings_text().find("condition lost: sheet survey, cell D3 "
                                            "(repeat_count)") != std::string::npos,
                  lost)
            << count << form.findings_text();
        expect_fixpoint(form);
    }
}

TEST(XlsFormHanging, a_repeat_count_that_is_no_number_of_entries_is_lost_and_says_what_is_wanted) {
    const Rows choices = {{"list_name", "name", "label"},
                          {"yn", "yes", "Ja"},
                          {"yn", "no", "Nein"},
                          {"n", "1", "Eins"},
                          {"n", "2", "Zwei"}};
    for (const auto& [count, lost] :
         {std::pair("'drei'", true), std::pair("-2", true), std::pair("0", true),
          std::pair("2.5", true), std::pair("1000", true), std::pair("${pick}", true),
          std::pair("${several}", true), std::pair("${day}", true), std::pair("today()", true),
          std::pair("''", true), std::pair("true() and false()", true), std::pair("3", false),
          std::pair("1 + 2", false), std::pair("${many}", false), std::pair("${few}", false),
          std::pair("${many} + 1", false)}) {
        const Imported form = imported(workbook({{"type", "name", "label", "repeat_count"},
                                                 {"integer", "many", "Many"},
                                                 {"select_one yn", "pick", "Pick"},
                                                 {"select_multiple n", "several", "Several"},
                                                 {"select_one n", "few", "Few"},
                                                 {"date", "day", "Day"},
                                                 {"begin_repeat", "child", "Child", count},
                                                 {"text", "name", "Name"},
                                                 {"end_repeat"}},
                                                choices));
        EXPECT_EQ(form.findings_text().find(
                      "condition lost: sheet survey, cell D7 (repeat_count): expected a whole "
                      "number from 1 to 50, or a question or calculation that gives one") !=
                      std::string::npos,
                  lost)
            << count << form.findings_text();
        EXPECT_THAT(form.findings_text(), Not(HasSubstr(lost ? "at most 50 of them" : "lost:")))
            << count;
        expect_fixpoint(form);
    }
}

TEST(XlsFormHanging, a_condition_that_no_answer_changes_is_told) {
    for (const auto& [condition, said] :
         {std::pair("''", "never: this is asked of nobody"),
          std::pair("0=1", "never: this is asked of nobody"),
          std::pair("'ja'", "always: this is asked of everybody"),
          std::pair("'false'", "always: this is asked of everybody"),
          std::pair("not(true())", "never: this is asked of nobody"),
          std::pair("1 = 1 or 2 = 3", "always: this is asked of everybody")}) {
        const Imported form = imported(
            workbook({{"type", "name", "label", "relevant"}, {"text", "a", "A", condition}}));
        EXPECT_THAT(form.findings_text(),
                    HasSubstr("changed: sheet survey, cell D2 (relevant): \"" +
                              std::string(condition) + "\" holds " + said));
        expect_fixpoint(form);
    }
    for (const char* condition : {"today() > '2020-01-01'", "${b} = ''"}) {
        const Imported form = imported(workbook({{"type", "name", "label", "relevant"},
                                                 {"text", "b", "B"},
                                                 {"text", "a", "A", condition}}));
        EXPECT_THAT(form.findings_text(), Not(HasSubstr(" holds "))) << condition;
    }
}

TEST(XlsFormHanging, several_choices_in_one_text_follow_their_new_names_or_are_lost) {
    const Rows choices = {
        {"list_name", "name", "label"}, {"l", "Ä", "A"},  {"l", "b", "B"}, {"l", "öl", "Oil"},
        {"y", "Yes please", "Yes"},     {"y", "no", "No"}};
    // "": lost.
    for (const auto& [condition, here] :
         {std::pair("${q} = 'Ä b'", "${q} = 'Ae b'"), std::pair("'b Ä' != ${q}", "'b Ae' != ${q}"),
          std::pair("join(' ', ${q}) = 'Ä b'", "join(' ', ${q}) = 'Ae b'"),
          std::pair("${q} = 'Ä b öl'", "${q} = 'Ae b oel'"), std::pair("${q} = 'Ä'", "${q} = 'Ae'"),
          std::pair("${q} = 'b'", "${q} = 'b'"), std::pair("join(', ', ${q}) = 'Ä, b'", ""),
          std::pair("${q} = 'Ä x'", ""), std::pair("${w} = concat('Yes', ' please')", ""),
          std::pair("selected(${w}, concat('Yes ', 'please'))", ""),
          std::pair("${t} = 'Ä b'", "${t} = 'Ä b'"),
          std::pair("concat(${t}, ' bis ') = 'x'", "concat(${t}, ' bis ') = 'x'")}) {
        const Imported form = imported(workbook({{"type", "name", "label", "relevant"},
                                                 {"select_multiple l", "q", "Q"},
                                                 {"select_one y", "w", "W"},
                                                 {"text", "t", "T"},
                                                 {"text", "a", "A", condition}},
                                                choices));
        const json last = form.children().back();
        EXPECT_EQ(last.value("relevant", ""), here) << condition << form.findings_text();
        EXPECT_EQ(
            form.findings_text().find("condition lost: sheet survey, cell D5") != std::string::npos,
            *here == '\0')
            << condition << form.findings_text();
        expect_fixpoint(form);
    }
}

TEST(XlsFormHanging, what_is_calculated_from_choices_with_new_names_is_one_of_them) {
    const Rows choices = {{"list_name", "name", "label"},
                          {"l", "Costa Rica", "CR"},
                          {"l", "d", "D"},
                          {"yn", "ja", "Ja"},
                          {"yn", "n", "Nein"}};
    const auto findings_of = [&](const std::string& calculation, const std::string& condition) {
        const Imported form = imported(
            workbook(section({"relevant", "calculation"}, {{"select_one l", "l", "L"},
                                                           {"select_one yn", "s", "S"},
                                                           {"calculate", "c", "", "", calculation},
                                                           {"calculate", "e", "", "", "${c}"},
                                                           {"text", "q", "Q", condition}}),
                     choices));
        expect_fixpoint(form);
        return form.findings_text();
    };
    const auto lost = [](const std::string& why) {
        return AllOf(HasSubstr("condition lost: sheet survey, cell D7 (relevant): "),
                     HasSubstr(why));
    };
    for (const char* letters :
         {"starts-with(${c}, 'Costa ')", "string-length(${c}) = 10", "regex(${e}, 'Costa.Rica')",
          "contains(${e}, 'a R')", "substr(${c}, 0, 5) = 'Costa'"}) {
        EXPECT_THAT(findings_of("${l}", letters), lost("looks at the letters")) << letters;
        EXPECT_THAT(findings_of("coalesce(${l}, 'd')", letters), lost("looks at the letters"));
        EXPECT_THAT(findings_of("if(${l} = 'Costa Rica', 'x', 'y')", letters),
                    Not(HasSubstr("lost")))
            << "what the calculation gives is no choice";
    }
    for (const char* joined : {"concat(${l}, '-', ${s}) = 'Costa Rica-ja'",
                               "'ja, Costa Rica' != concat(${s}, ', ', ${l})",
                               "join('/', ${l}, ${s}) = 'Costa Rica/ja'"}) {
        EXPECT_THAT(findings_of("1", joined), lost("holds the choice \"Costa Rica\"")) << joined;
    }
    EXPECT_THAT(findings_of("concat(${l}, '-', ${s})", "${c} = 'Costa Rica-ja'"), lost("joined"));
    EXPECT_THAT(findings_of("concat(${l}, '-', ${s})", "${e} = 'Costa Rica-ja'"), lost("joined"));
    EXPECT_THAT(findings_of("${l}", "${e} = 'Costa Rica'"), Not(HasSubstr("lost")));
}

TEST(XlsFormHanging, what_is_compared_with_a_cleaned_choice_is_cleaned_alike) {
    for (const char* name : {"x ", "x ", "x　", " x", " x", "x​"}) {
        for (const std::string& condition : {"${q} = '" + std::string(name) + "'",
                                             "selected(${q}, '" + std::string(name) + "')"}) {
            const Imported form = imported(
                workbook({{"type", "name", "label", "relevant"},
                          {"select_one l", "q", "Q"},
                          {"text", "a", "A", condition}},
                         {{"list_name", "name", "label"}, {"l", name, "X"}, {"l", "y", "Y"}}));
            EXPECT_EQ(form.children().back().value("relevant", ""),
                      condition.starts_with("$") ? "${q} = 'x'" : "selected(${q}, 'x')")
                << condition << form.findings_text();
            const bool invisible = std::string(name) == "x​";
            EXPECT_THAT(form.findings_text(),
                        HasSubstr(invisible ? "cell D3 (relevant): taken off: "
                                            : "cell D3 (relevant): the choice \"x\" is meant: "
                                              "spaces are taken off"))
                << condition;
            expect_fixpoint(form);
        }
    }
}

}  // namespace
}  // namespace lotse::codec
