// SPDX-License-Identifier: EUPL-1.2
/// What a finished intake is on its way from the terminal to the counselling centre's queue.
///
/// The id is made before the first write and is the idempotency key on both sides; a sealed intake
/// is immutable.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace lotse {

using Bytes = std::vector<std::uint8_t>;

/// 128 random bits.
struct IntakeId {
    std::array<std::uint8_t, 16> bytes{};
    auto operator<=>(const IntakeId&) const = default;
};

/// SHA-256 or BLAKE2b-256 of the envelope's bytes; made by vault.
using Digest = std::array<std::uint8_t, 32>;

/// Two lower-case hexadecimal digits a byte, the form used in URLs and logs.
std::string to_hex(const IntakeId& id);
std::string to_hex(const Digest& digest);
/// False (and `out` untouched) unless `hex` is exactly that.
bool from_hex(std::string_view hex, IntakeId& out);
bool from_hex(std::string_view hex, Digest& out);

/// What travels in clear beside the sealed answers: routing, and what reception needs to call a
/// person. It is signed by the terminal together with the ciphertext, so that nobody can alter it
/// unnoticed.
struct IntakeHeader {
    IntakeId id;
    std::string centre;    ///< short name of the counselling centre
    std::string terminal;  ///< name of the enrolled terminal
    std::string
        number;       ///< queue number as shown and called, Latin letters and digits, e.g. "A017"
    std::string day;  ///< local civil day of the number, YYYY-MM-DD
    std::string language;         ///< BCP 47 tag of the language of counselling
    std::string questionnaire;    ///< name; empty for a number without data
    Digest questionnaire_hash{};  ///< of the definition in force
    bool operator==(const IntakeHeader&) const = default;
};

/// Refused, naming the field, unless every field keeps to its form and its bound in limits.h: names
/// of Latin letters, digits, '.', '_', '-'; a day that looks like one; so that a header can stand
/// in a URL, a log or a slip as it is.
Result<void> check_header(const IntakeHeader& header);

/// Refused unless every number of a day behind this prefix can stand in a header: with a wrong one
/// a terminal would come to its first client and then refuse to seal.
Result<void> check_prefix(const std::string& prefix);

/// Ready to be stored and sent. `envelope` contains the header again, signed.
struct SealedIntake {
    IntakeHeader header;
    Digest digest{};
    Bytes envelope;
};

}  // namespace lotse
