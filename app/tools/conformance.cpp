// SPDX-License-Identifier: EUPL-1.2
#include "tools/conformance.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <sstream>

#include "core/limits.h"

namespace lotse::tools {
namespace {

using codec::CheckRun;
using codec::Clause;
using codec::RunException;
using codec::RunRule;

constexpr std::array kVerdicts = {Verdict::Supported, Verdict::Partly, Verdict::NotSupported,
                                  Verdict::NotApplicable, Verdict::NotEvaluated};

bool has(const std::vector<std::string>& list, const std::string& one) {
    return std::find(list.begin(), list.end(), one) != list.end();
}

long long excused(const RunRule& rule) {
    long long count = 0;
    for (const RunException& exception : rule.exceptions) {
        count += exception.count;
    }
    return count;
}

/// What the rules of a run say about one clause.
struct Evidence {
    long long checked = 0, found = 0;
    std::vector<std::string> reasons;
    std::vector<std::string> absent;  ///< checks that it rests on and that were not made
};

Evidence evidence_for(const Clause& clause, const CheckRun& run) {
    Evidence out;
    out.absent = clause.checks;
    for (const RunRule& rule : run.rules) {
        if (!has(rule.clauses, clause.number) || rule.checked == 0) {
            continue;
        }
        std::erase(out.absent, rule.rule);
        out.checked += rule.checked;
        out.found += rule.violations + excused(rule);
        out.reasons.push_back("`" + rule.rule + "`: " + std::to_string(rule.checked) +
                              " checked, " + std::to_string(rule.violations) + " violations.");
        for (const RunException& exception : rule.exceptions) {
            if (exception.count > 0) {
                out.reasons.push_back(std::to_string(exception.count) + " exceptions \"" +
                                      exception.name + "\": " + exception.reason);
            }
        }
    }
    return out;
}

/// A cell of a table.
std::string cell(std::string_view text) {
    std::string out;
    for (const char letter : text) {
        if (letter == '|' || letter == '<') {
            out += '\\';
        }
        out += letter == '\n' ? ' ' : letter;
    }
    return out;
}

std::string joined(const std::vector<std::string>& sentences) {
    std::string out;
    for (const std::string& sentence : sentences) {
        out += (out.empty() ? "" : " ") + sentence;
    }
    return out;
}

void write_rules(std::ostream& out, const CheckRun& run) {
    out << "\n## What was checked\n\n| Check | Asks | Checked | Violations | Exceptions |\n"
        << "|---|---|---|---|---|\n";
    for (const RunRule& rule : run.rules) {
        out << "| `" << rule.rule << "` | " << cell(rule.what) << " | " << rule.checked << " | "
            << rule.violations << " | " << excused(rule) << " |\n";
    }
    bool any = false;
    for (const RunRule& rule : run.rules) {
        for (const std::string& example : rule.examples) {
            out << (any ? "" : "\nViolations, some of each check:\n\n") << "* `" << rule.rule
                << "`: " << example << '\n';
            any = true;
        }
    }
}

/// Rule and clause, if the run speaks for a clause that does not rest on the rule.
Result<void> agree(const codec::ClauseTable& table, const CheckRun& run) {
    std::set<std::pair<std::string, std::string>> rests;
    for (const codec::Chapter& chapter : table.chapters) {
        for (const Clause& clause : chapter.clauses) {
            for (const std::string& rule : clause.checks) {
                rests.emplace(rule, clause.number);
            }
        }
    }
    for (const RunRule& rule : run.rules) {
        for (const std::string& clause : rule.clauses) {
            if (!rests.contains({rule.rule, clause})) {
                return Error{Kind::Refused, "rule " + rule.rule,
                             "speaks for clause " + clause +
                                 ", which does not rest on it; is the run of another version?"};
            }
        }
    }
    return {};
}

}  // namespace

std::string_view to_string(Verdict verdict) {
    switch (verdict) {
        case Verdict::Supported:
            return "supported";
        case Verdict::Partly:
            return "partly";
        case Verdict::NotSupported:
            return "not supported";
        case Verdict::NotApplicable:
            return "not applicable";
        case Verdict::NotEvaluated:
            break;
    }
    return "not evaluated";
}

Judgement judge(const Clause& clause, const CheckRun& run) {
    if (!clause.not_applicable.empty()) {
        return {Verdict::NotApplicable, {clause.not_applicable}};
    }
    const Evidence evidence = evidence_for(clause, run);
    Judgement out{Verdict::NotEvaluated, evidence.reasons};
    for (const std::string& check : evidence.absent) {
        out.reasons.push_back("The run has no `" + check + "`.");
    }
    for (const std::string& person : clause.open) {
        out.reasons.push_back("Open: " + person);
    }
    if (!clause.missing.empty()) {
        out.reasons.push_back("Missing: " + clause.missing);
    }
    if (evidence.found > 0 || !clause.missing.empty()) {
        out.verdict = evidence.checked > evidence.found ? Verdict::Partly : Verdict::NotSupported;
    } else if (evidence.checked > 0 && evidence.absent.empty() && clause.open.empty()) {
        out.verdict = Verdict::Supported;
    }
    return out;
}

Result<CheckRun> merged(const std::vector<CheckRun>& runs) {
    CheckRun all;
    for (const CheckRun& run : runs) {
        if (all.program.empty()) {
            all = run;
            continue;
        }
        if (run.program != all.program || run.commit != all.commit) {
            return Error{Kind::Refused, "--run",
                         "the runs are of different programs (" + all.program + " " + all.commit +
                             ", " + run.program + " " + run.commit +
                             "); a report is about one of them"};
        }
        all.date = std::min(all.date, run.date);
        all.frames += run.frames;
        all.of_frames = std::max(all.of_frames, run.of_frames);
        for (const RunRule& rule : run.rules) {
            const auto known =
                std::find_if(all.rules.begin(), all.rules.end(),
                             [&](const RunRule& one) { return one.rule == rule.rule; });
            if (known == all.rules.end()) {
                all.rules.push_back(rule);
                continue;
            }
            known->checked += rule.checked;
            known->violations += rule.violations;
            known->exceptions.insert(known->exceptions.end(), rule.exceptions.begin(),
                                     rule.exceptions.end());
            known->examples.insert(known->examples.end(), rule.examples.begin(),
                                   rule.examples.end());
        }
    }
    return all;
}

Result<std::string> conformance_report(const codec::ClauseTable& table, const CheckRun& run) {
    if (const Result<void> agreed = agree(table, run); !agreed) {
        return agreed.error();
    }
    std::map<Verdict, int> counts;
    std::ostringstream chapters;
    for (const codec::Chapter& chapter : table.chapters) {
        chapters << "\n## " << chapter.number << ". " << chapter.title
                 << "\n\n| Clause | Asks for | Result | Because |\n|---|---|---|---|\n";
        for (const Clause& clause : chapter.clauses) {
            const Judgement judged = judge(clause, run);
            ++counts[judged.verdict];
            chapters << "| " << clause.number << " | " << cell(clause.title) << " | "
                     << to_string(judged.verdict) << " | " << cell(joined(judged.reasons))
                     << " |\n";
        }
    }
    std::ostringstream out;
    out << "# " << table.standard << ": Lotse " << run.program << "\n\n"
        << "Made from a run of " << run.date
        << (run.commit.empty() ? "" : ", commit `" + run.commit + "`") << ": " << run.frames
        << " of " << run.of_frames << " pictures of screens were checked"
        << (run.frames < run.of_frames ? "; the rest was not" : "") << ".\n\n"
        << "Supported: every check was made, found nothing, and nobody has to look any more. "
           "Partly: something was found, or is excused with its reason. Not evaluated: what is "
           "open is named with who has to look. Nothing here was judged by a test body.\n\n"
        << "| Result | Clauses |\n|---|---|\n";
    for (const Verdict verdict : kVerdicts) {
        out << "| " << to_string(verdict) << " | " << counts[verdict] << " |\n";
    }
    out << chapters.str();
    write_rules(out, run);
    return out.str();
}

Result<void> report_conformance(const ConformanceRequest& request, Console& console) {
    const std::string clauses = request.data + "/kiosk-config/conformance/en-301-549.json";
    const Result<std::string> table_json = read_file(clauses, limits::kLargestSettingsBytes);
    if (!table_json) {
        return table_json.error();
    }
    const Result<codec::ClauseTable> table = codec::read_clauses(*table_json, clauses);
    if (!table) {
        return table.error();
    }
    std::vector<CheckRun> runs;
    for (const std::string& file : request.runs) {
        const Result<std::string> json = read_file(file, limits::kLargestSettingsBytes);
        if (!json) {
            return json.error();
        }
        Result<CheckRun> run = codec::read_check_run(*json, file);
        if (!run) {
            return run.error();
        }
        runs.push_back(std::move(*run));
    }
    const Result<CheckRun> all = merged(runs);
    if (!all) {
        return all.error();
    }
    const Result<std::string> report = conformance_report(*table, *all);
    if (!report) {
        return report.error();
    }
    return write_output(console, request.out, *report, FileMode::Shared);
}

}  // namespace lotse::tools
