// SPDX-License-Identifier: EUPL-1.2
/// The interfaces through which sibling folders meet without including each other.
///
/// Implementations: store (SQLite, and an in-memory fake in tests/support that passes the same
/// contract tests), sync (HTTPS). All calls block; callers run them on worker threads.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/configuration/configuration.h"
#include "core/error.h"
#include "core/intake/intake.h"
#include "core/intake/outbox.h"
#include "core/intake/queue.h"

namespace lotse {

struct OutboxSummary {
    int waiting = 0;
    int held = 0;
    std::vector<OutboxEntry> held_entries;
};

/// The terminal's store of sealed intakes. What `add` acknowledged survives a power cut.
class Outbox {
public:
    virtual ~Outbox() = default;
    /// The next number of the civil day `day` (YYYY-MM-DD), counted from 1; durable, never given
    /// twice, may leave gaps.
    virtual Result<int> next_number(const std::string& day) = 0;
    /// Durable when it returns success. The same id with the same digest again is success; with
    /// another digest Refused.
    virtual Result<void> add(const SealedIntake& intake) = 0;
    virtual Result<std::vector<OutboxEntry>> entries() = 0;
    virtual Result<Bytes> envelope(const IntakeId& id) = 0;
    virtual Result<void> update(const OutboxEntry& entry) = 0;
    virtual Result<void> purge(const IntakeId& id) = 0;
    virtual Result<OutboxSummary> summary() = 0;
    /// Success if an intake could be stored now (disk reserve, database writable): asked before a
    /// client begins.
    virtual Result<void> ready() = 0;
};

/// Takes one envelope to the queue service.
class IntakeSender {
public:
    virtual ~IntakeSender() = default;
    virtual Attempt send(const OutboxEntry& entry, const Bytes& envelope) = 0;
    /// From any thread: a `send` under way, and every later one, ends soon with Transient.
    virtual void interrupt() {}
};

enum class PutOutcome { Created, AlreadyThere };

struct StaffAccount {
    std::string name;
    std::string centre;
    std::string password_hash;  ///< Argon2id string
    Bytes wrapped_key;  ///< the centre's private key, wrapped with the account's password (vault)
    bool admin = false;
};

/// The centre's queue. One connection, one writer thread (the service serialises calls).
class QueueStore {
public:
    virtual ~QueueStore() = default;
    /// Same id and digest: AlreadyThere, also if the entry was withdrawn or erased since (its
    /// tombstone knows the digest), so that a terminal whose receipt was lost need not keep what
    /// the centre deleted. Same id, other digest: Refused.
    virtual Result<PutOutcome> put(const SealedIntake& intake, WallTime now) = 0;
    /// Group commit: one transaction for all, one outcome per intake in the same order, each by the
    /// rule of `put`. When it returns, everything it calls Created is durable; if the commit fails,
    /// every intake gets that Transient error and may be put again under the same id.
    virtual std::vector<Result<PutOutcome>> put_many(const std::vector<SealedIntake>& intakes,
                                                     WallTime now) = 0;
    /// Entries of the centre that are not Done or Withdrawn, in order of arrival, plus those closed
    /// on `day`.
    virtual Result<std::vector<QueueEntry>> list(const std::string& centre,
                                                 const std::string& day) = 0;
    virtual Result<std::optional<QueueEntry>> find(const std::string& centre,
                                                   const IntakeId& id) = 0;
    virtual Result<Bytes> envelope(const std::string& centre, const IntakeId& id) = 0;
    /// Applies core's `transition` inside one transaction. Withdraw deletes the sealed body and
    /// leaves a tombstone.
    virtual Result<QueueEntry> act(const std::string& centre, const IntakeId& id,
                                   QueueAction action, const std::string& account,
                                   std::int64_t seen_revision, WallTime now) = 0;
    /// Retention: deletes Done and Withdrawn entries last changed before `limit`, bodies included,
    /// and leaves tombstones of their ids and digests, so that a late retry cannot bring them back.
    /// A centre that is named in `centres` has the limit given there instead. Returns how many.
    virtual Result<int> erase_closed_before(
        WallTime limit, const std::map<std::string, WallTime>& centres = {}) = 0;
    /// Grows with every change of the centre's queue.
    virtual Result<std::int64_t> revision(const std::string& centre) = 0;

    virtual Result<void> save_account(const StaffAccount& account) = 0;
    virtual Result<std::optional<StaffAccount>> account(const std::string& name) = 0;
    /// The Ed25519 public key of an enrolled terminal, or nothing if unknown or revoked.
    virtual Result<void> enrol_terminal(const std::string& centre, const std::string& terminal,
                                        const Bytes& public_key) = 0;
    virtual Result<std::optional<Bytes>> terminal_key(const std::string& centre,
                                                      const std::string& terminal) = 0;
    virtual Result<void> revoke_terminal(const std::string& centre,
                                         const std::string& terminal) = 0;
    /// The signed bundle of the centre's next version. Refused unless the version is the highest
    /// plus one. `retention` is what the configuration says of it. Versions that nobody needs any
    /// more go (limits::kConfigurationsKept).
    virtual Result<void> publish_configuration(const std::string& centre,
                                               const PublishedConfiguration& published,
                                               const std::string& bundle,
                                               std::optional<std::chrono::days> retention) = 0;
    /// From one terminal's preview to all. Refused unless there is such a version; again is
    /// success.
    virtual Result<void> release_configuration(const std::string& centre, std::int64_t version) = 0;
    /// By version, the lowest first.
    virtual Result<std::vector<PublishedConfiguration>> configurations(
        const std::string& centre) = 0;
    /// Refused if there is no such version.
    virtual Result<std::string> configuration_bundle(const std::string& centre,
                                                     std::int64_t version) = 0;
    /// Of the newest released configuration of each centre that says one.
    virtual Result<std::map<std::string, std::chrono::days>> retentions() = 0;
    /// Keeps what an enrolled terminal said last. The centre's revision grows if more than the time
    /// changed.
    virtual Result<void> save_report(const std::string& centre, const TerminalReport& report) = 0;
    /// Of all terminals that are enrolled and have said something, by name.
    virtual Result<std::vector<TerminalReport>> reports(const std::string& centre) = 0;

    /// Appends to the hash-chained audit log: who did what to which intake, no answers.
    virtual Result<void> audit(const std::string& account, const std::string& action,
                               const std::string& object, WallTime now) = 0;
    /// Success if the chain is whole; Corrupt names the first broken row.
    virtual Result<void> verify_audit() = 0;
};

}  // namespace lotse
