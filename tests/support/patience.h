// SPDX-License-Identifier: EUPL-1.2
/// How much longer a test waits for a program than it should take: under the thread sanitizer
/// everything is ten times slower.
#pragma once

namespace lotse::support {

#ifdef __SANITIZE_THREAD__
inline constexpr int kSlowness = 10;
#else
inline constexpr int kSlowness = 1;
#endif

}  // namespace lotse::support
