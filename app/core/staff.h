// SPDX-License-Identifier: EUPL-1.2
/// What a member of staff may do, and what a log-in needs to know before it begins: small values
/// that desk, service and tools share.
///
/// Leaves alone: which route asks for which right (service/routes.cpp), keys and passwords (vault).
/// A right is a word wherever it is kept or sent. A word that is not known here comes from a newer
/// program and gives nothing.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace lotse {

enum class StaffRight : std::uint8_t {
    Call,       ///< sees the queue, calls, parks, sends back; sees no answer
    Open,       ///< reads answers, begins and closes
    Withdraw,   ///< erases a client's answers at the client's wish
    Configure,  ///< publishes what terminals show
    People,     ///< lets people in
    Operate,    ///< looks after the service
    Audit,      ///< reads who did what
};

std::string_view to_string(StaffRight right);
std::optional<StaffRight> staff_right_from(std::string_view word);

class Rights {
public:
    constexpr Rights() = default;
    constexpr Rights(std::initializer_list<StaffRight> rights) {
        for (const StaffRight right : rights) {
            add(right);
        }
    }
    constexpr void add(StaffRight right) { m_bits |= bit(right); }
    constexpr bool has(StaffRight right) const { return (m_bits & bit(right)) != 0; }
    constexpr bool meets(const Rights& others) const { return (m_bits & others.m_bits) != 0; }
    constexpr bool empty() const { return m_bits == 0; }
    constexpr bool operator==(const Rights&) const = default;

private:
    static constexpr unsigned bit(StaffRight right) { return 1U << static_cast<unsigned>(right); }
    unsigned m_bits = 0;
};

/// "call open", in a fixed order.
std::string words_of(Rights rights);
Rights rights_from(std::string_view words);

/// What a centre calls a bundle of rights. Only "all" joins cases and administration: the first
/// person of a centre needs both, and a small centre has nobody else.
struct Role {
    std::string_view name;
    Rights rights;
};
const std::vector<Role>& roles();
std::optional<Rights> rights_of_role(std::string_view name);

/// What one try of a password costs (Argon2id). Kept beside what it protects, so that it can grow.
struct KdfCost {
    std::uint32_t passes = 3;
    std::uint32_t memory_kib = 256 * 1024;
    bool operator==(const KdfCost&) const = default;
};

/// What a desk is told before it turns a password into a proof (vault/log_in.h).
struct LogInTerms {
    std::string centre;
    std::vector<std::uint8_t> salt;  ///< 16 bytes
    KdfCost cost;
};

/// One of the centre's secrets, sealed to one person's key: who holds it opens it, nobody else
/// does.
struct Grant {
    std::string kind;  ///< kGrantVersion, kGrantConfiguration, kGrantRegister
    std::string name;  ///< of a version; else empty
    std::vector<std::uint8_t> sealed;
    bool operator==(const Grant&) const = default;
};
/// The right that a grant of this kind is for; nothing: the kind is not known here.
std::optional<StaffRight> right_of_grant(std::string_view kind);
/// Opens the intakes that were sealed to this version of the centre's key.
inline constexpr std::string_view kGrantVersion = "version";
/// The version that a centre begins with.
inline constexpr std::string_view kFirstVersion = "0";
/// Signs what terminals show.
inline constexpr std::string_view kGrantConfiguration = "configuration";
/// Signs which terminals are the centre's.
inline constexpr std::string_view kGrantRegister = "register";

}  // namespace lotse
