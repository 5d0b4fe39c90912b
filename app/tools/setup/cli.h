// SPDX-License-Identifier: EUPL-1.2
/// The command line of `lotse-setup`, apart from the process: streams, costs and interruptions are
/// arguments, so that tests can drive it. Status as of lotse-tool: 0 done, 1 failed (one line on
/// `errors`), 2 not understood.
#pragma once

#include <iosfwd>
#include <string>

#include "tools/setup/dialogue.h"
#include "tools/setup/terminal_file.h"

namespace lotse::tools::setup {

struct Surroundings {
    std::istream& in;
    std::ostream& out;
    std::ostream& errors;
    Interruption& interruption;
    std::string locale;  ///< of the environment: LC_ALL, LC_MESSAGES or LANG
    Costs costs{};
};

int run(int argc, const char* const* argv, const Surroundings& surroundings);

}  // namespace lotse::tools::setup
