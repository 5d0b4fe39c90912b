// SPDX-License-Identifier: EUPL-1.2
/// Decides the form of the messages about calls for help (core/intake/help_call.h).
///
/// A call travels as a terminal's report does: its text exactly as it was signed, in a SignedReport
/// (codec/wire/configuration_wire.h); what desks get is a list of them. As codec/wire/wire.h:
/// readers are total and ignore unknown members.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/error.h"
#include "core/intake/help_call.h"

namespace lotse::codec {

/// The text that is signed.
std::string write_help_call(const HelpCall& call);
Result<HelpCall> read_help_call(std::string_view json);

std::string write_help_answer(HelpAnswer answer);
Result<HelpAnswer> read_help_answer(std::string_view json);

/// Staff are done with the terminal's call of this count.
std::string write_help_done(std::int64_t call);
Result<std::int64_t> read_help_done(std::string_view json);

}  // namespace lotse::codec
