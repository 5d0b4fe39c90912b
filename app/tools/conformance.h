// SPDX-License-Identifier: EUPL-1.2
/// `lotse-tool conformance`: what a run of the checks shows of EN 301 549, clause by clause.
///
/// Decides what may be claimed. A clause is supported only if every check that it rests on was made
/// at least once, none found anything, and nobody has to look at it any more; a clause that
/// somebody has to look at is not evaluated, however well its checks went. One violation, or one
/// exception with a good reason, and it is supported in part at most; so a report never says more
/// than its run. Leaves alone what is checked (the runs' rules) and what a clause rests on
/// (kiosk-config/conformance).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/data_folder.h"
#include "codec/wire/conformance.h"
#include "tools/console.h"

namespace lotse::tools {

enum class Verdict : std::uint8_t { Supported, Partly, NotSupported, NotApplicable, NotEvaluated };
std::string_view to_string(Verdict verdict);

struct Judgement {
    Verdict verdict = Verdict::NotEvaluated;
    std::vector<std::string> reasons;  ///< sentences, each of them is shown
};
Judgement judge(const codec::Clause& clause, const codec::CheckRun& run);

/// Counts of the same rule together. Refused: runs of different programs.
Result<codec::CheckRun> merged(const std::vector<codec::CheckRun>& runs);

/// Refused: a rule speaks for a clause that the table does not let rest on it.
Result<std::string> conformance_report(const codec::ClauseTable& table, const codec::CheckRun& run);

struct ConformanceRequest {
    std::vector<std::string> runs;  ///< files
    std::string out;                ///< a new file; "-": standard output
    std::string data = data_folder();
};
Result<void> report_conformance(const ConformanceRequest& request, Console& console);

}  // namespace lotse::tools
