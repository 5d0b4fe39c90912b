// SPDX-License-Identifier: EUPL-1.2
/// What may be claimed of a clause: never more than a run of the checks shows.
#include "tools/conformance.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <sstream>

#include "support/temp_folder.h"
#include "tools/cli.h"

namespace lotse::tools {
namespace {

using codec::CheckRun;
using codec::Clause;
using codec::RunRule;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

RunRule rule(const std::string& id, const std::vector<std::string>& clauses, long long checked = 10,
             long long violations = 0) {
    return {id, "Asks something.", clauses, checked, violations, {}, {}};
}

CheckRun run_of(std::vector<RunRule> rules) {
    return {"0.1.0", "abc1234", "2026-11-30", 100, 200, std::move(rules)};
}

Clause clause(std::vector<std::string> checks, std::vector<std::string> open = {}) {
    return {"11.1.4.3", "Contrast of text", std::move(checks), std::move(open), "", ""};
}

TEST(Conformance, claims_a_clause_whose_checks_were_made_and_found_nothing) {
    const Judgement judged =
        judge(clause({"contrast.text"}), run_of({rule("contrast.text", {"11.1.4.3"})}));
    EXPECT_EQ(judged.verdict, Verdict::Supported);
    EXPECT_THAT(judged.reasons, Contains(HasSubstr("10 checked, 0 violations")));
}

TEST(Conformance, turns_a_clause_by_one_violation_or_one_exception) {
    RunRule found = rule("contrast.text", {"11.1.4.3"}, 10, 1);
    EXPECT_EQ(judge(clause({"contrast.text"}), run_of({found})).verdict, Verdict::Partly);
    found.violations = 10;
    EXPECT_EQ(judge(clause({"contrast.text"}), run_of({found})).verdict, Verdict::NotSupported);
    found.violations = 0;
    found.exceptions = {{"keys", "No room.", 2}};
    const Judgement judged = judge(clause({"contrast.text"}), run_of({found}));
    EXPECT_EQ(judged.verdict, Verdict::Partly);
    EXPECT_THAT(judged.reasons, Contains(AllOf(HasSubstr("2 exceptions"), HasSubstr("No room."))));
}

TEST(Conformance, claims_nothing_without_evidence) {
    const auto verdict = [](const Clause& asked, std::vector<RunRule> rules) {
        return judge(asked, run_of(std::move(rules))).verdict;
    };
    EXPECT_EQ(verdict(clause({"contrast.text"}), {}), Verdict::NotEvaluated);
    EXPECT_EQ(verdict(clause({"contrast.text"}), {rule("contrast.text", {"11.1.4.3"}, 0)}),
              Verdict::NotEvaluated)
        << "nothing was checked";
    EXPECT_EQ(
        verdict(clause({"contrast.text", "contrast.part"}), {rule("contrast.text", {"11.1.4.3"})}),
        Verdict::NotEvaluated)
        << "one of two";
    EXPECT_EQ(verdict(clause({"contrast.text"}), {rule("contrast.text", {"11.1.4.11"})}),
              Verdict::NotEvaluated)
        << "it speaks for another clause";
    EXPECT_EQ(verdict(clause({}, {"A tester: look."}), {}), Verdict::NotEvaluated);
}

TEST(Conformance, leaves_open_what_a_person_has_to_look_at) {
    const Judgement judged = judge(clause({"contrast.text"}, {"A tester: look."}),
                                   run_of({rule("contrast.text", {"11.1.4.3"})}));
    EXPECT_EQ(judged.verdict, Verdict::NotEvaluated);
    EXPECT_THAT(judged.reasons, Contains("Open: A tester: look."));
    EXPECT_EQ(judge(clause({"contrast.text"}, {"A tester: look."}),
                    run_of({rule("contrast.text", {"11.1.4.3"}, 10, 1)}))
                  .verdict,
              Verdict::Partly)
        << "what was found is known";
}

TEST(Conformance, says_why_a_clause_does_not_apply_and_what_is_missing) {
    Clause asked = clause({});
    asked.not_applicable = "There is no video.";
    EXPECT_EQ(judge(asked, run_of({})).verdict, Verdict::NotApplicable);
    asked = clause({});
    asked.missing = "It cannot do that.";
    EXPECT_EQ(judge(asked, run_of({})).verdict, Verdict::NotSupported);
}

TEST(Conformance, adds_up_runs_of_one_program_only) {
    const CheckRun one = run_of({rule("contrast.text", {"11.1.4.3"}, 10, 1)});
    const auto both = merged({one, one});
    ASSERT_TRUE(both.ok());
    EXPECT_EQ(both->rules.front().checked, 20);
    EXPECT_EQ(both->rules.front().violations, 2);
    EXPECT_EQ(both->frames, 200);
    CheckRun other = one;
    other.commit = "def";
    EXPECT_FALSE(merged({one, other}).ok());
}

class ConformanceTool : public testing::Test {
protected:
    int command_line(const std::string& json, const std::string& out) {
        std::ofstream(folder.path("walk.json"), std::ios::binary) << json;
        const std::string run = folder.path("walk.json");
        const std::vector<const char*> words = {"lotse-tool", "conformance",   "--run",
                                                run.c_str(),  "--out",         out.c_str(),
                                                "--data",     LOTSE_SOURCE_DIR};
        std::istringstream in;
        std::ostringstream printing, complaints;
        const int status =
            tools::run(static_cast<int>(words.size()), words.data(), in, printing, complaints);
        printed = printing.str();
        errors = complaints.str();
        return status;
    }

    support::TempFolder folder;
    std::string printed, errors;
};

TEST_F(ConformanceTool, writes_a_report_of_every_chapter_from_a_run) {
    RunRule found = rule("contrast.text", {"11.1.4.3"}, 10, 1);
    found.examples = {"start, de: contrast of 3.0"};
    const std::string json = codec::write_check_run(
        run_of({found, rule("letters.height", {"5.1.4", "11.1.4.4.2"}, 77)}));
    const std::string out = folder.path("report.md");
    ASSERT_EQ(command_line(json, out), 0) << errors;
    std::ifstream in(out, std::ios::binary);
    const std::string report{std::istreambuf_iterator<char>(in), {}};
    EXPECT_THAT(report, AllOf(HasSubstr("Lotse 0.1.0"), HasSubstr("2026-11-30"),
                              HasSubstr("abc1234"), HasSubstr("100 of 200")));
    EXPECT_THAT(report, HasSubstr("| 11.1.4.3 | Contrast of text | partly | `contrast.text`: 10 "
                                  "checked, 1 violations. |"));
    EXPECT_THAT(report, HasSubstr("| 5.1.4 | Letters large enough where nothing enlarges | "
                                  "supported | `letters.height`: 77 checked"));
    EXPECT_THAT(report, AllOf(HasSubstr("| supported | 2 |"), HasSubstr("| partly | 1 |")));
    EXPECT_THAT(report, HasSubstr("start, de: contrast of 3.0"));
    for (const char* chapter : {"## 5. ", "## 8. ", "## 11. ", "## 12. ", "## 13. "}) {
        EXPECT_THAT(report, HasSubstr(chapter));
    }
    EXPECT_EQ(command_line(json, out), 1) << "an existing report is not written over";
}

TEST_F(ConformanceTool, says_what_is_wrong_with_a_run_that_is_none) {
    const std::string good =
        codec::write_check_run(run_of({rule("contrast.text", {"11.1.4.3"}, 10)}));
    ASSERT_EQ(command_line(good, "-"), 0) << errors;
    const auto with = [&](const std::string& from, const std::string& to) {
        std::string json = good;
        const std::size_t at = json.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        return json.replace(at, from.size(), to);
    };
    const std::pair<std::string, std::string> wrong[] = {
        {"{", "walk.json"},
        {with("\"program\": \"0.1.0\"", "\"program\": 1"), "program"},
        {with("2026-11-30", "30.11.2026"), "expected a day"},
        {with("\"violations\": 0", "\"violations\": 11"), "more violations"},
        {with("\"checked\": 10", "\"checked\": -1"), "checked"},
        {with("\"of_frames\": 200", "\"of_frames\": 99"), "more were walked"},
        {with("\"rule\": \"contrast.text\"", "\"rules\": \"contrast.text\""), "rules"},
        {with("\"11.1.4.3\"", "\"11.1.4.11\""), "does not rest on it"},
    };
    for (const auto& [json, why] : wrong) {
        EXPECT_EQ(command_line(json, "-"), 1) << json;
        EXPECT_THAT(errors, HasSubstr(why));
        EXPECT_THAT(printed, Not(HasSubstr("supported")));
    }
}

TEST(ClauseTable, says_of_every_clause_what_it_rests_on) {
    const std::string begin = R"({"standard": "S", "chapters": [{"chapter": "5", "title": "T",
        "clauses": [{"clause": "5.1", "title": "C")";
    EXPECT_TRUE(codec::read_clauses(begin + R"(, "open": ["X: look."]}]}]})", "t").ok());
    EXPECT_FALSE(codec::read_clauses(begin + "}]}]}", "t").ok());
    EXPECT_FALSE(
        codec::read_clauses(begin + R"(, "not_applicable": "No.", "checks": ["a"]}]}]})", "t")
            .ok());
    EXPECT_FALSE(
        codec::read_clauses(
            begin + R"(, "open": ["X"]}, {"clause": "5.1", "title": "D", "open": ["X"]}]}]})", "t")
            .ok());
}

}  // namespace
}  // namespace lotse::tools
