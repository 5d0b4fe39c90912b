// SPDX-License-Identifier: EUPL-1.2
/// Where a command reads secrets and writes results, and how it reads and writes files.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>

#include "base/atomic_file.h"
#include "core/error.h"

namespace lotse::tools {

struct Console {
    std::istream& in;
    std::ostream& out;
};

/// One line of `in`, without echo if that is a keyboard. Unusable if there is none.
Result<std::string> read_secret(Console& console, std::string_view prompt);

/// "-" is `in`.
Result<std::string> read_input(Console& console, const std::string& path, std::size_t longest);

/// "-" is `out`. A file is new; an existing one is Refused.
Result<void> write_output(Console& console, const std::string& path, std::string_view bytes,
                          FileMode mode = FileMode::Secret);

Result<std::string> read_file(const std::string& path, std::size_t longest);
Result<void> make_folder(const std::string& path);

}  // namespace lotse::tools
