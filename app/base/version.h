// SPDX-License-Identifier: EUPL-1.2
/// Which version this program is: the project's, as CMake knows it.
#pragma once

#include <string>

namespace lotse {

/// For example "0.1.0".
std::string version();

}  // namespace lotse
