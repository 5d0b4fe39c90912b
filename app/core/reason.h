// SPDX-License-Identifier: EUPL-1.2
/// Decides how the reason of a refusal is kept and sent as one line of text, so that who shows it
/// later, on another machine, can say it in the reader's language.
///
///     unknown_terminal (HTTP 403): terminal: is not enrolled at this centre, or was revoked
///     └─ Cause         └─ where    └─ English, for the log
///
/// A line without a code (of an older program) reads as Cause::None with everything in `detail`.
/// Pure; never fails; holds no answer and no name.
#pragma once

#include <string>
#include <string_view>

#include "core/error.h"

namespace lotse {

struct Reason {
    Cause cause = Cause::None;
    std::string where;   ///< what the person who mends it looks for: a text, a file, a setting
    std::string detail;  ///< English
    bool operator==(const Reason&) const = default;
};

/// The error with its cause, unless it has one already.
Error because(Cause cause, Error error);

std::string written_reason(const Error& error);
Reason read_reason(std::string_view line);

}  // namespace lotse
