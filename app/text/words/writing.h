// SPDX-License-Identifier: EUPL-1.2
/// Decides what a text is written with, as far as it tells which language's letters show it.
///
/// Pure. Source: UAX #24 (scripts and script extensions), by ICU.
#pragma once

#include <string_view>

namespace lotse::text {

struct Writing {
    bool letters = false;
    /// Something of it belongs to other scripts only: letters, and digits such as the Arabic ones.
    bool beyond_latin = false;
};
Writing writing_of(std::string_view text);

}  // namespace lotse::text
