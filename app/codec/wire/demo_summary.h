// SPDX-License-Identifier: EUPL-1.2
/// What `lotse-tool demo` found, as summary.json.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lotse::codec {

struct DemoIntake {
    std::string language;
    bool right_to_left = false;
    std::string number;
    int screens = 0;
    double seconds = 0;  ///< from the tap on the language to the number
    std::int64_t sealed_bytes = 0;
    int times_in_queue = 0;      ///< must be 1
    std::string state_in_queue;  ///< at the end: "done"
    int answers_entered = 0, answers_opened = 0;
    bool answers_match = false;     ///< opened with exactly the answers that were entered
    bool case_sheet_shown = false;  ///< the desk showed it, with every answer that was typed
    std::vector<std::string> layout_problems;
    std::vector<std::string> failures;  ///< empty: passed
};

struct DemoSummary {
    std::vector<DemoIntake> intakes;
    std::vector<std::string> failures;   ///< of the whole
    std::int64_t terminal_start_ms = 0;  ///< process start to first frame
    std::int64_t terminal_resident_bytes = 0;
    bool passed() const;
};

std::string write_demo_summary(const DemoSummary& summary);

}  // namespace lotse::codec
