// SPDX-License-Identifier: EUPL-1.2
/// Decides the form of every JSON message between terminal, desk and queue service.
///
/// Leaves alone: transport, authentication, what a message causes. Every reader is total: whatever
/// the bytes, it returns a value or Corrupt with the member that was wrong. Unknown members are
/// ignored, so that either side may be the newer one. Every writer yields valid UTF-8 JSON,
/// whatever the strings hold. Times are whole seconds since 1970-01-01T00:00Z, digests lower-case
/// hexadecimal, keys Base64 (RFC 4648 §4). The same messages are described for others in
/// app/service/openapi.json.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/believed_time.h"
#include "core/error.h"
#include "core/intake/action_reason.h"
#include "core/intake/expected_wait.h"
#include "core/intake/intake.h"
#include "core/intake/queue.h"

namespace lotse::codec {

std::string to_base64(const Bytes& bytes);
/// Canonical Base64 with padding; anything else is Corrupt.
Result<Bytes> from_base64(std::string_view text);

/// The service's word that exactly these bytes are committed.
struct Receipt {
    IntakeId id;
    Digest digest{};
    bool operator==(const Receipt&) const = default;
};
std::string write_receipt(const Receipt& receipt);
Result<Receipt> read_receipt(std::string_view json);

/// Every reply with a status of 400 and above. `kind` says what the sender does next.
std::string write_problem(const Error& problem);
std::optional<Error> read_problem(std::string_view json);

std::string write_entry(const QueueEntry& entry);
Result<QueueEntry> read_entry(std::string_view json);

/// A piece of the centre's queue as one desk shows it.
struct Listing {
    std::string centre;
    std::string day;
    std::int64_t revision = 0;  ///< of the centre
    WallTime now{};             ///< the service's clock: waiting times do not depend on the desk's
    /// Serials of the newest registers of keys and of people; 0: there is none.
    std::int64_t keys = 0, people = 0;
    QueuePage page;
    /// The epoch of the service's database (core/intake/queue_position.h); empty: it is not told.
    std::string epoch = {};
    /// The page holds what changed after this revision of the centre; nothing: it is the list.
    std::optional<std::int64_t> since = {};
    ExpectedWaits waits = {};  ///< for who comes now
};
std::string write_listing(const Listing& listing);
Result<Listing> read_listing(std::string_view json);

struct ActionRequest {
    QueueAction action = QueueAction::Call;
    std::int64_t revision = 0;  ///< of the entry, as the desk saw it
    ActionReason reason = ActionReason::None;
    std::string room;  ///< of a call: where the client is to come; empty: the desk says none
    bool operator==(const ActionRequest&) const = default;
};
std::string write_action(const ActionRequest& request);
Result<ActionRequest> read_action(std::string_view json);

/// To call the next client. `known`: the clients that the account has called, as the desk knows
/// them; a desk that names none leaves the body empty.
struct CallNext {
    std::optional<std::vector<IntakeId>> known;
    std::string room;                         ///< as of ActionRequest
    std::vector<std::string> languages = {};  ///< tags of who calls; none: all
    bool operator==(const CallNext&) const = default;
};
std::string write_call_next(const CallNext& request);
Result<CallNext> read_call_next(std::string_view json);

/// The centre's queue changed, or who waits for help; list again.
struct Change {
    std::string centre;
    std::int64_t revision = 0;
    std::int64_t help = 0;  ///< another count: somebody called for help, or a call is over
    bool operator==(const Change&) const = default;
};
std::string write_change(const Change& change);
Result<Change> read_change(std::string_view json);

struct Health {
    std::string version;
    bool store_ok = false;
    std::int64_t waiting_jobs = 0;  ///< jobs before the writer thread
    ServiceTime time;
};
std::string write_health(const Health& health);
Result<Health> read_health(std::string_view json);

}  // namespace lotse::codec
