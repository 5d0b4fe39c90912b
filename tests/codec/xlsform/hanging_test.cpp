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
using testing::HasSubstr;
using testing::Not;

const Rows kYesNo = {{"list_name", "name", "label"}, {"yn", "yes", "Ja"}, {"yn", "no", "Nein"}};

/// Rows of one section `s` with the columns type, name, label and more.
Rows section(std::vector<std::string> more_headings, const Rows& questions) {
    Rows out = {{"type", "name", "label"}, {"begin_group", "s", "Section"}};
    out[0].insert(out[0].end(), more_headings.begin(), more_headings.end());
    out.insert(out.end(), questions.begin(), questions.end());
    out.push_back({"end_group"});
    return out;
}

json question_named(const Imported& form, const std::string& name) {
    for (const json& question : form.children()) {
        if (question.value("name", "") == name) {
            return question;
        }
    }
    ADD_FAILURE() << "there is no " << name << " in " << form.definition;
    return json::object();
}

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
        last.push_back("${x} = '1'");
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
            EXPECT_EQ(question_named(form, "b").value("relevant", ""), "${x} = '1'") << about;
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

}  // namespace
}  // namespace lotse::codec
