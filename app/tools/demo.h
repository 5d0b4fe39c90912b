// SPDX-License-Identifier: EUPL-1.2
/// `lotse-tool demo`: plays complete intakes without a person, one per language, through the real
/// programs.
///
/// Makes a demo centre in a new folder below OUT, starts queue service, terminal and desk, fills in
/// the questionnaire by taps and keys, calls and opens every intake at the desk, and opens it a
/// second time with the centre's key to compare it, answer by answer, with what was entered. Writes
/// OUT/<language>/*.png, OUT/summary.json and the programs' logs.
#pragma once

#include <string>
#include <vector>

#include "base/data_folder.h"
#include "core/error.h"

namespace lotse::tools {

struct DemoRun {
    std::string bin;  ///< folder of lotse and lotse-queue
    std::string out;
    std::string data = data_folder();
    std::string questionnaire = "anerkennung";
    std::vector<std::string> languages;  ///< empty: those of kiosk-config/demo.toml
    std::string window = "1920x1080";
};

struct DemoOutcome {
    bool passed = false;  ///< every intake arrived once and opened with the answers entered
    std::string state;    ///< folder of the demo centre, for whoever looks into its queue
    std::string account, password;  ///< of the staff
};

Result<DemoOutcome> run_demo(const DemoRun& request, std::ostream& progress);

}  // namespace lotse::tools
