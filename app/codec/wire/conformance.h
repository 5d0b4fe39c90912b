// SPDX-License-Identifier: EUPL-1.2
/// What a conformance report is made of: the clauses of the standard with what each rests on, and
/// the counts of a run of the checks.
///
/// Decides the two formats and what is no such file. Leaves alone what follows from both for a
/// clause (tools/conformance.h). Errors name file, place and what was expected; a number that
/// cannot be (more violations than checked) is refused, because a claim would rest on it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace lotse::codec {

/// A deviation that is known and has its reason: no violation, and not met either.
struct RunException {
    std::string name, reason;
    long long count = 0;
};

/// One check, over all frames of the run.
struct RunRule {
    std::string rule;                  ///< "contrast.text"
    std::string what;                  ///< what is asked, in a sentence
    std::vector<std::string> clauses;  ///< of the standard that it speaks for
    long long checked = 0, violations = 0;
    std::vector<RunException> exceptions;
    std::vector<std::string> examples;  ///< of violations: where, what
};

struct CheckRun {
    std::string program;  ///< its version
    std::string commit;   ///< of the sources; empty: not said
    std::string date;     ///< ISO
    long long frames = 0, of_frames = 0;
    std::vector<RunRule> rules;
};

std::string write_check_run(const CheckRun& run);
Result<CheckRun> read_check_run(std::string_view json, const std::string& file);

struct Clause {
    std::string number, title;
    std::vector<std::string> checks;  ///< rules that together show it; empty: no program can
    std::vector<std::string> open;    ///< who has to look at what before it is claimed
    std::string not_applicable;       ///< why; empty: it applies
    std::string missing;              ///< what the program lacks; empty: nothing
};
struct Chapter {
    std::string number, title;
    std::vector<Clause> clauses;
};
struct ClauseTable {
    std::string standard;
    std::vector<Chapter> chapters;
};
Result<ClauseTable> read_clauses(std::string_view json, const std::string& file);

}  // namespace lotse::codec
