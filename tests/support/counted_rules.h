// SPDX-License-Identifier: EUPL-1.2
/// What tests show of EN 301 549 beside the walk (ui/walk_rules.h), as counts that a report is made
/// from: on a virtual clock, of the voice, and by ear.
///
/// LOTSE_RULES_JSON=FILE receives what this program's tests showed, once all of them ran, for
/// `lotse-tool conformance --run`; LOTSE_WALK_COMMIT is written into it. A test is counted once,
/// and as a violation if it failed; one that was left out by a filter is not counted. Which tests
/// speak for a rule stands in one table for all programs; tests/lint holds it to the tests that
/// there are.
#pragma once

#include <string>
#include <vector>

#include "codec/wire/conformance.h"

namespace lotse::support {

struct CountedRule {
    std::string id, what;
    std::vector<std::string> clauses;
    std::vector<std::string> tests;  ///< "Suite.name"; none: counted while it is tried
};
const std::vector<CountedRule>& counted_rules();

/// For a rule that has no tests of its own: `violations` of `checked`, with an example. The rule
/// must be in the table.
void count_rule(const std::string& id, long long checked, long long violations,
                const std::string& example = {});

}  // namespace lotse::support
