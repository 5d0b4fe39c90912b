// SPDX-License-Identifier: EUPL-1.2
/// Intakes for tests of stores: their envelope authenticates itself as a real one does, without
/// keys.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>

#include "core/civil_time.h"
#include "core/intake/intake.h"
#include "core/intake/number_rule.h"
#include "core/intake/queue.h"

namespace lotse::support {

inline const WallTime kMorning{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} +
                               std::chrono::hours{8}};

/// Nine in the morning of a day that nobody doubts.
inline NumberMoment sample_moment(const std::string& day) {
    CivilDate date;
    const bool known = from_iso(day, date);
    return {day, known ? begin_of_german_day(date) + std::chrono::hours{9} : WallTime{}, true, day,
            Instant{0}};
}

inline AuditEntry sample_audit(AuditAction action = AuditAction::Read) {
    return {"anna", action, "object", kMorning};
}

/// FNV-1a, four times with other seeds: enough to notice damage in a test, and level 0 only.
inline Digest simple_hash(std::string_view text) {
    Digest digest{};
    for (std::uint64_t part = 0; part < 4; ++part) {
        std::uint64_t value = 14695981039346656037ull + part * 0x9e3779b97f4a7c15ull;
        for (const char c : text) {
            value = (value ^ static_cast<unsigned char>(c)) * 1099511628211ull;
        }
        std::memcpy(digest.data() + 8 * part, &value, 8);
    }
    return digest;
}

/// In place of a keyed hash.
inline std::array<std::uint8_t, 16> simple_tag(std::string_view text) {
    const Digest digest = simple_hash("the key" + std::string(text));
    std::array<std::uint8_t, 16> tag{};
    std::copy_n(digest.begin(), tag.size(), tag.begin());
    return tag;
}

inline IntakeHeader sample_header(int n, const std::string& centre = "demo") {
    IntakeHeader header;
    for (std::size_t i = 0; i < header.id.bytes.size(); ++i) {
        header.id.bytes[i] =
            static_cast<std::uint8_t>((n >> (8 * (i % 4))) + static_cast<int>(i / 4));
    }
    header.centre = centre;
    header.terminal = "terminal-1";
    header.number = "A" + std::to_string(n);
    header.day = "2026-11-22";
    header.language = "uk";
    header.questionnaire = "anerkennung";
    header.questionnaire_hash.fill(static_cast<std::uint8_t>(n));
    return header;
}

/// Layout: digest of the rest, n, centre, filler of `size` bytes that looks random.
inline SealedIntake sample_intake(int n, std::size_t size = 200,
                                  const std::string& centre = "demo") {
    SealedIntake intake;
    intake.header = sample_header(n, centre);
    std::string rest(4, '\0');
    std::memcpy(rest.data(), &n, 4);
    rest += centre + '\0';
    std::uint32_t filler = static_cast<std::uint32_t>(n) * 2654435761u;
    for (std::size_t i = 0; i < size; ++i) {
        filler = filler * 1664525u + 1013904223u;
        rest.push_back(static_cast<char>(filler >> 24));
    }
    intake.digest = simple_hash(rest);
    intake.envelope.assign(intake.digest.begin(), intake.digest.end());
    intake.envelope.insert(intake.envelope.end(), rest.begin(), rest.end());
    return intake;
}

/// What vault does for real envelopes: header and digest, or an error if a byte is wrong.
inline Result<SealedIntake> authenticate_sample(const Bytes& envelope) {
    const Error damaged{Kind::Corrupt, "sample", "damaged"};
    if (envelope.size() < 37) {
        return damaged;
    }
    const std::string rest(envelope.begin() + 32, envelope.end());
    SealedIntake intake;
    intake.digest = simple_hash(rest);
    if (std::memcmp(intake.digest.data(), envelope.data(), 32) != 0) {
        return damaged;
    }
    int n = 0;
    std::memcpy(&n, rest.data(), 4);
    intake.header = sample_header(n, rest.substr(4, rest.find('\0', 4) - 4));
    intake.envelope = envelope;
    return intake;
}

}  // namespace lotse::support
