// SPDX-License-Identifier: EUPL-1.2
/// The interfaces to what keeps and carries intakes, and to who may: sibling folders meet in them
/// without including each other.
///
/// Implementations: store (SQLite, and an in-memory fake in tests/support that passes the same
/// contract tests), sync (HTTPS). All calls block; callers run them on worker threads. What a
/// centre's admin published: core/configuration/ports.h.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/audit.h"
#include "core/error.h"
#include "core/intake/action_reason.h"
#include "core/intake/audit_chain.h"
#include "core/intake/expected_wait.h"
#include "core/intake/intake.h"
#include "core/intake/keys_register.h"
#include "core/intake/number_rule.h"
#include "core/intake/outbox.h"
#include "core/intake/people_register.h"
#include "core/intake/queue.h"
#include "core/intake/queue_position.h"
#include "core/staff.h"

namespace lotse {

struct OutboxSummary {
    int waiting = 0;
    int held = 0;
    int kept = 0;
    std::vector<OutboxEntry> held_entries;
};

/// The terminal's store of sealed intakes. What `add` acknowledged survives a power cut.
class Outbox {
public:
    virtual ~Outbox() = default;
    /// The next number, by the rule of number_rule.h; durable, may leave gaps.
    virtual Result<int> next_number(const NumberMoment& now) = 0;
    /// By the same rules: numbers that are taken are not given. Returns how many were left out.
    virtual Result<int> raise_number(const NumbersTaken& taken, const NumberMoment& now) = 0;
    /// What the terminal's clock knows (core/believed_time.h), as it was kept last; empty: nothing.
    virtual Result<std::string> clock() = 0;
    virtual Result<void> keep_clock(const std::string& text) = 0;
    /// Durable when it returns success. The same id with the same digest again is success; with
    /// another digest Refused.
    virtual Result<void> add(const SealedIntake& intake) = 0;
    /// Other bytes under the same id, durable when it returns success; else what was there is there
    /// still. It counts as created now. Refused: nothing that is still to arrive has this id.
    virtual Result<void> replace(const SealedIntake& intake) = 0;
    /// What is still to arrive, in order of creation: Waiting and Held.
    virtual Result<std::vector<OutboxEntry>> entries() = 0;
    /// What arrived and is kept, in the same order.
    virtual Result<std::vector<OutboxEntry>> copies() = 0;
    virtual Result<Bytes> envelope(const IntakeId& id) = 0;
    /// Delivery, attempts, reason. What becomes Kept is an arrival from then on.
    virtual Result<void> update(const OutboxEntry& entry) = 0;
    /// Nobody was told that it is stored.
    virtual Result<void> purge(const IntakeId& id) = 0;
    /// The centre had these and deleted them: their bytes go, and they are arrivals that say so.
    /// What is not here any more stays as it is known.
    virtual Result<void> bury(const std::vector<IntakeId>& ids) = 0;
    /// The copies among these are Waiting again; without a list, all.
    virtual Result<void> send_again(const std::optional<std::vector<IntakeId>>& ids) = 0;
    /// In order of their arrival.
    virtual Result<std::vector<Arrival>> arrivals() = 0;
    /// Time passed: copies older than `kept_for` go, and arrivals after their own time
    /// (limits.h). `lived` is time of core/believed_time.h; each is as old as the call that found
    /// it first says, so that a wrong clock makes nothing go early. Returns how many copies went.
    virtual Result<int> expire(WallTime lived, std::chrono::days kept_for) = 0;
    /// What the queue service said of itself, as it was kept last; empty: nothing.
    virtual Result<std::string> service() = 0;
    virtual Result<void> keep_service(const std::string& text) = 0;
    virtual Result<OutboxSummary> summary() = 0;
    /// Success if an intake could be stored now (disk reserve, database writable): asked before a
    /// client begins. Copies give way to clients, the oldest first.
    virtual Result<void> ready() = 0;
    /// Somebody says that a new day begins. False: not yet (may_begin_anew).
    virtual Result<bool> begin_new_day(const NumberMoment& now) = 0;
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

/// What the queue says of an intake that a terminal still has a copy of.
enum class Holding : std::uint8_t {
    Here,    ///< nothing is to be done
    Gone,    ///< withdrawn or erased: the copy goes, too
    Wanted,  ///< not known, or damaged: to be sent again
};

/// What retention erases soon.
struct DueEntry {
    std::string centre, number, day;
    bool open = false;  ///< nobody closed it
    bool operator==(const DueEntry&) const = default;
};

/// Nothing in it opens anything for who has only this, and only `verifier` tests a password, for
/// who has the service's key as well (vault/service_key.h).
struct StaffAccount {
    std::string name;
    std::string centre;
    Rights rights;
    KdfCost cost;
    Bytes salt;
    Bytes verifier;   ///< of the log-in proof, under the service's key
    Bytes wrapped;    ///< the person's seed, wrapped at the desk; under the service's key as well
    Bytes box, sign;  ///< the person's public keys (X25519, Ed25519)
    /// Who vouches for both (vault/person_keys.h); empty: nobody does, they are from before.
    Bytes vouched;
    /// Has only a code on a slip, which counts until then.
    std::optional<WallTime> invited_until;
    std::vector<Grant> grants;
};

/// What an account shows before a log-in.
struct LogInForm {
    std::string centre;
    KdfCost cost;
    bool operator==(const LogInForm&) const = default;
};

/// The intakes of all centres: taken from terminals, called and worked on by desks.
///
/// What staff does and its row in the audit log are one transaction: neither is ever there without
/// the other. One connection, one thread at a time (the service serialises calls).
class IntakeQueue {
public:
    virtual ~IntakeQueue() = default;
    /// Same id and digest: AlreadyThere; if the entry was withdrawn or erased since (its tombstone
    /// knows the digest), Refused as Gone, so that nobody brings back what the centre deleted. Same
    /// id, other digest: Refused.
    virtual Result<PutOutcome> put(const SealedIntake& intake, WallTime now) = 0;
    /// Group commit: one transaction for all, one outcome per intake in the same order, each by the
    /// rule of `put`. When it returns, everything it calls Created is durable; if the commit fails,
    /// every intake gets that Transient error and may be put again under the same id.
    virtual std::vector<Result<PutOutcome>> put_many(const std::vector<SealedIntake>& intakes,
                                                     WallTime now) = 0;
    /// Entries of the centre that are not Done or Withdrawn, in order of arrival, plus those closed
    /// on `day`, of whatever day their number is: at most `most` of them, from `after` on, which is
    /// 0 or the `next` of the page before.
    virtual Result<QueuePage> list(const std::string& centre, const std::string& day,
                                   std::int64_t after, std::size_t most) = 0;
    /// Of these, as `list` gives them with the same arguments, those that changed after the centre
    /// had this revision, and who is not in the list any more since then. Nothing: that is not
    /// known, or more than one answer holds; the list itself says all.
    virtual Result<std::optional<QueuePage>> changes(const std::string& centre,
                                                     const std::string& day, std::int64_t since,
                                                     std::int64_t after, std::size_t most) = 0;
    virtual Result<std::optional<QueueEntry>> find(const std::string& centre,
                                                   const IntakeId& id) = 0;
    /// The sealed answers, for the staff member and the reason that `audit` names.
    virtual Result<Bytes> read(const std::string& centre, const IntakeId& id,
                               const AuditEntry& audit) = 0;
    /// Applies core's `transition`. Withdraw deletes the sealed body and leaves a tombstone. The
    /// reason stands in the audit log behind the id; whoever calls checked it.
    /// A tombstone that is durable outside the database comes first (store/tombstone_log.h). `room`
    /// is of a call.
    virtual Result<QueueEntry> act(const std::string& centre, const IntakeId& id,
                                   QueueAction action, const std::string& account,
                                   std::int64_t seen_revision, WallTime now,
                                   ActionReason reason = ActionReason::None,
                                   const std::string& room = {}) = 0;
    /// Chooses who is next (`next_of`) and calls them, as one step: two desks never get the same
    /// entry. `languages`: tags of the caller's; none: all are. Nothing: nobody waits. `known`:
    /// what the desk knows the account has called. If what the account called last is not among it,
    /// the answer to that call was lost: it is answered again, and nobody else is called.
    virtual Result<std::optional<QueueEntry>> call_next(
        const std::string& centre, const std::string& account, WallTime now,
        const std::optional<std::vector<IntakeId>>& known = std::nullopt,
        const std::string& room = {}, const std::vector<std::string>& languages = {}) = 0;
    /// Who is called and did not come yet, the latest call first: not more than `most`, called
    /// after `since`.
    virtual Result<std::vector<QueueEntry>> called(const std::string& centre, WallTime since,
                                                   std::size_t most) = 0;
    /// Who came after `since`, at most limits::kMostVisits of them, the latest: what waits are
    /// learned from. Nobody waits because of a request.
    virtual Result<std::vector<Visit>> visits(const std::string& centre, WallTime since) = 0;
    /// The highest number that the terminal gave on this day, of those that arrived; 0: none.
    virtual Result<int> highest_number(const std::string& centre, const std::string& terminal,
                                       const std::string& day) = 0;
    /// A terminal says that the centre had deleted these. What came back with an older database
    /// goes again; nothing else does, whoever has the terminal's key. Returns how many.
    virtual Result<int> bury_again(const std::string& centre, const std::string& terminal,
                                   const std::vector<IntakeId>& ids, WallTime now) = 0;
    /// Of what a terminal has copies of, one word for each id in their order.
    virtual Result<std::vector<Holding>> holdings(const std::string& centre,
                                                  const std::string& terminal,
                                                  const std::vector<IntakeId>& ids) = 0;
    /// After the last commit that changed entries. From any thread.
    virtual QueuePosition position() const = 0;
    /// Retention begins anew for what changed since the last call, open or closed. `lived` is time
    /// of core/believed_time.h that is counted by nothing but this and the next call.
    virtual Result<void> begin_retention(WallTime lived) = 0;
    /// Retention ends: deletes entries for which it began before `limit`, bodies included,
    /// and leaves tombstones of their ids and digests, as of what was withdrawn: a late retry or a
    /// restored backup cannot bring them back.
    /// A centre that is named in `centres` has the limit given there instead. Returns how many.
    virtual Result<int> erase_closed_before(
        WallTime limit, const std::map<std::string, WallTime>& centres = {}) = 0;
    /// The same for what nobody closed and nobody did anything with since `limit`.
    virtual Result<int> erase_open_before(WallTime limit) = 0;
    /// What the two calls above would erase with these limits, in order of arrival.
    virtual Result<std::vector<DueEntry>> due(WallTime closed,
                                              const std::map<std::string, WallTime>& centres,
                                              WallTime open) = 0;
    /// Whether anything that is kept, of whatever centre, is sealed to the key with this id
    /// (vault/keys.h, KeyId), also what is damaged. Looks at every envelope if it is not so.
    virtual Result<bool> holds_sealed_to(const Bytes& key_id) = 0;
    /// Writes something and commits it: the disk takes what comes in.
    virtual Result<void> probe() = 0;
    /// Grows with every change that a desk of the centre shows: of its queue, its configurations,
    /// its terminals' reports.
    virtual Result<std::int64_t> revision(const std::string& centre) = 0;
    /// The service's clock was corrected by this much: leases end when they would have ended.
    virtual Result<void> shift_leases(std::chrono::seconds by) = 0;
    /// What the service's clock knows (core/believed_time.h), as it was kept last; empty: nothing.
    virtual Result<std::string> clock() = 0;
    virtual Result<void> keep_clock(const std::string& text) = 0;
};

/// Who may log in.
class Accounts {
public:
    virtual ~Accounts() = default;
    /// Replaces the account of the same name, and its grants: what it held stands nowhere any more,
    /// unless an error says that it may.
    virtual Result<void> save(const StaffAccount& account, const AuditEntry& audit) = 0;
    virtual Result<std::optional<StaffAccount>> find(const std::string& name) = 0;
    /// Of all accounts, the least costly first.
    virtual Result<std::vector<LogInForm>> forms() = 0;
    /// Of all accounts, in the order of the alphabet.
    virtual Result<std::vector<std::string>> names() = 0;
    /// The newest register of people as it was signed; empty: there is none yet.
    virtual Result<std::string> signed_people(const std::string& centre) = 0;
    /// Its serial; 0: there is none yet.
    virtual Result<std::int64_t> people_serial(const std::string& centre) = 0;
    /// From now on the centre's accounts have the rights of the register, and those that it does
    /// not name are gone, with all that they could open; so is what was granted for a right that is
    /// no more. All of it with the rows in the audit log, or nothing. Refused unless the serial is
    /// higher than any before, or if an account that it names is another centre's.
    virtual Result<void> keep_people(const PeopleRegister& people, const std::string& document,
                                     const std::vector<AuditEntry>& audit) = 0;
};

/// A terminal whose signature counts.
struct HeardTerminal {
    std::string name;
    Bytes key;  ///< Ed25519
    bool operator==(const HeardTerminal&) const = default;
};

/// Which terminals are heard: those that the centre's register of keys names.
class Terminals {
public:
    virtual ~Terminals() = default;
    /// Nothing if it is unknown or blocked.
    virtual Result<std::optional<Bytes>> key(const std::string& centre,
                                             const std::string& terminal) = 0;
    /// In the order of their names.
    virtual Result<std::vector<HeardTerminal>> heard(const std::string& centre) = 0;
    /// The newest register as it was signed (vault/signed_document.h); empty: there is none yet.
    virtual Result<std::string> signed_keys(const std::string& centre) = 0;
    /// Its serial; 0: there is none yet.
    virtual Result<std::int64_t> keys_serial(const std::string& centre) = 0;
    /// Centres that have one.
    virtual Result<std::vector<std::string>> centres_with_keys() = 0;
    /// From now on the register's terminals are heard and no other of its centre; `document` is its
    /// signed form. What accounts of its centre were granted of versions that it calls erased goes,
    /// and stands nowhere any more, unless an error says that it may. All of it with the rows in
    /// the audit log, or nothing. Refused unless the serial is higher than any before.
    virtual Result<void> keep_keys(const KeysRegister& keys, const std::string& document,
                                   const std::vector<AuditEntry>& audit) = 0;
};

/// The hash-chained log of who did what. What changes the store comes in by the calls above; here
/// comes what changes nothing in it, such as a log-in.
class AuditLog {
public:
    virtual ~AuditLog() = default;
    virtual Result<void> append(const AuditEntry& entry) = 0;
    /// Success if the chain is whole; Corrupt names the first broken row.
    virtual Result<void> verify() = 0;
    /// The heads behind row `after` (core/intake/audit_chain.h), at most `most` of them, from what
    /// the rows say now; nothing: the head of now alone. It says what is there, whether or not that
    /// is whole: who asks sees.
    virtual Result<AuditHeads> heads(std::optional<std::int64_t> after, std::size_t most) = 0;
};

}  // namespace lotse
