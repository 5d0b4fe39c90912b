// SPDX-License-Identifier: EUPL-1.2
/// The terminal's outbox in one SQLite file (interface: core/intake/ports.h).
///
/// Decides how a sealed intake survives a power cut: journal_mode=DELETE with synchronous=EXTRA,
/// the only setting that lost nothing when power was cut at every I/O operation; read back at
/// start, and refused if it differs. After an I/O error the connection is thrown away and the file
/// opened again: an fsync is never repeated.
///
/// A damaged file is set aside under a new name, never deleted; every sealed intake that still
/// authenticates itself is taken over into a fresh file, and the report says how many were not.
///
/// Leaves alone: when to send (core/intake/outbox.h). Not thread-safe: one connection, one caller
/// at a time. Errors: Transient (disk full, I/O error: nothing was promised, try again), Refused
/// (same id, other digest), Corrupt (row damaged), Unusable (path, permission, a newer version's
/// file, intakes signed with another key).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/intake/ports.h"
#include "core/limits.h"

namespace lotse::store {

struct OutboxOptions {
    /// Header and digest of an envelope that authenticates itself, or an error. The terminal passes
    /// vault's `sealed_intake_from` together with `verify` under its own key.
    std::function<Result<SealedIntake>(const Bytes& envelope)> authenticate;
    std::uint64_t reserve_bytes = limits::kOutboxReserveBytes;
    /// The same without the signature: vault's `sealed_intake_from`. With it, bytes that are still
    /// what was stored, but signed with another key, are told apart from damage: then somebody
    /// exchanged the terminal's key, the file is left as it is and `open_outbox` is Unusable.
    /// Without it they count as damage.
    std::function<Result<SealedIntake>(const Bytes& envelope)> read_unverified = nullptr;
};

/// What became of a damaged file; staff have to be told.
struct Salvage {
    std::string set_aside;  ///< the damaged file's new name
    std::string damage;     ///< what SQLite or the authentication said, for the log
    int saved = 0;
    int lost = 0;  ///< rows that were there and could not be authenticated; unreadable rows cannot
                   ///< be counted
};

struct OpenedOutbox {
    std::unique_ptr<Outbox> outbox;
    std::optional<Salvage> salvage;
};

/// Settings of SQLite that are required and read back. Others are for the power-cut test, which
/// must notice weaker ones.
struct OutboxSettings {
    const char* journal_mode = "delete";
    const char* synchronous = "EXTRA";
    const char* synchronous_reads_back = "3";
};

/// Creates the file (mode 0600) if it is missing; its folder must exist.
Result<OpenedOutbox> open_outbox(const std::string& path, const OutboxOptions& options,
                                 const OutboxSettings& settings = {});

/// How many intakes an outbox holds that nobody uses at the moment; without its keys, and without
/// judging or changing any. A file that is not there holds none. `held_entries` stays empty.
/// Transient: a terminal has it open.
Result<OutboxSummary> count_outbox(const std::string& path);

}  // namespace lotse::store
