// SPDX-License-Identifier: EUPL-1.2
/// Decides the form of a register of keys (core/intake/keys_register.h) inside of its signature
/// (vault/signed_document.h).
///
/// As in wire.h. A state that is not known here is Corrupt, not passed over: who cannot say whether
/// a terminal is blocked must not take its word.
#pragma once

#include <string>
#include <string_view>

#include "core/error.h"
#include "core/intake/alarm.h"
#include "core/intake/keys_register.h"

namespace lotse::codec {

std::string write_keys(const KeysRegister& keys);
/// Refused, too, if it breaks the rules of a register.
Result<KeysRegister> read_keys(std::string_view json);

/// What a desk found wrong.
struct AlarmReport {
    Alarm alarm = Alarm::Foreign;
    std::string object;  ///< an intake's id; terminal, day and number; empty: of the centre
    bool operator==(const AlarmReport&) const = default;
};
std::string write_alarm(const AlarmReport& report);
Result<AlarmReport> read_alarm(std::string_view json);

}  // namespace lotse::codec
