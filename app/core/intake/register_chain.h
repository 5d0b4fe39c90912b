// SPDX-License-Identifier: EUPL-1.2
/// Decides what every signed register has to say of itself, and which one may follow which: that of
/// keys (keys_register.h) and that of people (people_register.h).
///
/// Pure. Whose signature counts is not decided here (vault/signed_document.h). Errors: Refused,
/// which name the register and the field.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "core/error.h"
#include "core/intake/intake.h"

namespace lotse {

/// Of every key that a register names, X25519 (RFC 7748) or Ed25519 (RFC 8032).
inline constexpr std::size_t kRegisteredKeyBytes = 32;

struct RegisterLink {
    std::string of;  ///< "keys", "people"
    std::string centre;
    std::int64_t serial = 0;
    Digest previous{};  ///< of the register before; all zero: there is none
};

/// Its name of the centre, its serial, and whether it names one before it.
Result<void> check_link(const RegisterLink& link);
/// The same centre, a higher serial, and `digest`, of the last one, if it is the very next.
Result<void> check_next_link(const RegisterLink& last, const Digest& digest,
                             const RegisterLink& next);
/// Whether a header could hold it.
bool is_registered_name(const std::string& name);

}  // namespace lotse
