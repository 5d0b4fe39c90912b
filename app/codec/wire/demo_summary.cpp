// SPDX-License-Identifier: EUPL-1.2
#include "codec/wire/demo_summary.h"

#include <algorithm>

#include "codec/json_reader.h"

namespace lotse::codec {

bool DemoSummary::passed() const {
    return failures.empty() && !intakes.empty() &&
           std::all_of(intakes.begin(), intakes.end(),
                       [](const DemoIntake& i) { return i.failures.empty(); });
}

std::string write_demo_summary(const DemoSummary& summary) {
    Json intakes = Json::array();
    for (const DemoIntake& intake : summary.intakes) {
        intakes.push_back({{"language", intake.language},
                           {"right_to_left", intake.right_to_left},
                           {"number", intake.number},
                           {"screens", intake.screens},
                           {"seconds", intake.seconds},
                           {"sealed_bytes", intake.sealed_bytes},
                           {"times_in_queue", intake.times_in_queue},
                           {"state_in_queue", intake.state_in_queue},
                           {"answers_entered", intake.answers_entered},
                           {"answers_opened", intake.answers_opened},
                           {"answers_match", intake.answers_match},
                           {"case_sheet_shown", intake.case_sheet_shown},
                           {"layout_problems", intake.layout_problems},
                           {"failures", intake.failures},
                           {"passed", intake.failures.empty()}});
    }
    const Json json{{"passed", summary.passed()},
                    {"failures", summary.failures},
                    {"terminal",
                     {{"start_ms", summary.terminal_start_ms},
                      {"resident_bytes", summary.terminal_resident_bytes}}},
                    {"intakes", intakes}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace lotse::codec
