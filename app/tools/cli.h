// SPDX-License-Identifier: EUPL-1.2
/// Decides the command line of `lotse-tool`: which commands and options there are, and the exit
/// status.
///
/// 0: done. 1: failed, one line on `errors` says what, where and what to do. 2: the command line
/// was not understood.
#pragma once

#include <iosfwd>

namespace lotse::tools {

int run(int argc, const char* const* argv, std::istream& in, std::ostream& out,
        std::ostream& errors);

}  // namespace lotse::tools
