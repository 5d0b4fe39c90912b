// SPDX-License-Identifier: EUPL-1.2
/// Decides whether what the queue service hands out is what one of the centre's terminals sealed
/// for this entry, to the centre's keys and to nobody else.
///
/// Opens nothing: reception, who holds no key, can ask as well. Total and thread-safe.
#pragma once

#include <optional>

#include "core/intake/alarm.h"
#include "core/intake/keys_register.h"
#include "core/intake/queue.h"
#include "vault/person_keys.h"

namespace lotse::vault {

/// Whether exactly one of the centre's versions can open it, and exactly one recovery key where
/// there are some: nobody else.
bool is_sealed_to_us(const Bytes& envelope, const KeysRegister& keys);

/// Whether what it was sealed to is a version that the register calls erased: nobody opens it any
/// more, whoever may still have kept the key.
bool is_erased(const Bytes& envelope, const KeysRegister& keys);

/// Nothing: it is. Else the gravest that is wrong. The register is one that was verified.
std::optional<Alarm> doubt_about(const QueueEntry& entry, const Bytes& envelope,
                                 const KeysRegister& keys);

/// Nothing: every key that was granted is the one the register names.
std::optional<Alarm> doubt_about_keys(const KeysRegister& keys, const CentreSecrets& granted);

}  // namespace lotse::vault
