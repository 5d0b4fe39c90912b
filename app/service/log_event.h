// SPDX-License-Identifier: EUPL-1.2
/// What the service tells its log, as values; how severe each kind is, and how it reads.
///
/// The log gets routes, statuses, versions and intake ids; no account, address or content: there is
/// no field for one. The severity is that of the kind: a failure is for the one who looks after the
/// service, the rest is its daily work.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "core/error.h"
#include "core/intake/audit_chain.h"
#include "core/intake/queue.h"
#include "core/intake/queue_position.h"

namespace lotse::service {

enum class Work : std::uint8_t {
    Put,
    LogIn,
    LogOut,
    Account,
    List,
    Act,
    Read,
    ReadName,
    Check,
    Alarm,
    Register,
    Publish,
    Release,
    Configurations,
    Report,
    Calls,
    Help,
    Retain,
    Clock,
    Audit,
    Backup,
    Mark,
};

/// Why a terminal was not heard.
enum class Reason : std::uint8_t { UnknownTerminal, UnknownDisplay, Signature, Readers, Time };

struct ServiceStarted {
    std::string version;
    int port = 0;
};
struct ServiceStopped {};
/// Requests under way did not end in time.
struct DrainTimedOut {};
/// One that came was closed: no place for it, or too many of its address at once. Told at most once
/// a second.
struct ConnectionTurnedAway {};
/// Connections that rested ended for others. Told at most once a second.
struct ConnectionGaveWay {
    std::size_t count = 0;
};
/// An exception in the transport: of accepting or of one connection.
struct TransportFailed {
    std::string where;
    std::string what;
};
/// A request was answered.
struct Answered {
    Work work = Work::Put;
    int status = 0;
    std::optional<IntakeId> id{};
    std::optional<Reason> reason{};
    std::optional<std::int64_t> version{};
};
struct IntakeActedOn {
    QueueAction action = QueueAction::Call;
    IntakeId id;
};
/// Retention.
struct IntakesErased {
    int count = 0;
};
/// A version of the centre's key: what is still sealed to it is erased, in backups, too.
struct KeyDestroyed {
    std::string version;
};
/// At the start: what accounts were granted and opens with nothing, because keys/shred.keys is not
/// the one that it was bound with.
struct GrantsLost {
    int count = 0;
};
/// At the start: what had been withdrawn or erased and stood in the database all the same, and what
/// of the log of tombstones could not be believed.
struct TombstonesSettled {
    int buried_again = 0;
    int damaged = 0;
};
/// Found when a backup was made: every row is looked at then.
struct RowsDamaged {
    std::int64_t count = 0;
};
struct BackedUp {
    QueuePosition position;
    std::int64_t entries = 0;
    int deleted = 0;  ///< backups that were too old
};
/// Somebody looked at the audit log and signed how far it had come; in full, for whoever keeps the
/// service's log elsewhere.
struct AuditHeadSigned {
    AuditHead head;
    std::string document;
};
/// An outside word moved the time that the service goes by.
struct ClockCorrected {
    std::chrono::seconds by{0};
};
/// The machine's clock differs from what the service goes by, and nobody said which is right.
struct ClockDoubtful {
    std::chrono::seconds ahead{0};
};
/// Soon, or already.
struct CertificateEnds {
    WallTime at{};
    bool over = false;
};
/// The store could not do it.
struct WorkFailed {
    Work work = Work::Put;
    Error error;
    std::optional<int> status{};
    std::optional<IntakeId> id{};
};

using LogEvent =
    std::variant<ServiceStarted, ServiceStopped, DrainTimedOut, ConnectionTurnedAway,
                 ConnectionGaveWay, TransportFailed, Answered, IntakeActedOn, IntakesErased,
                 BackedUp, RowsDamaged, TombstonesSettled, ClockCorrected, ClockDoubtful,
                 CertificateEnds, AuditHeadSigned, KeyDestroyed, GrantsLost, WorkFailed>;

enum class Severity : std::uint8_t { Info, Error };

/// One line without a line break: "event=put status=201 id=…".
struct LogLine {
    Severity severity = Severity::Info;
    std::string text;
};
LogLine log_line(const LogEvent& event);

}  // namespace lotse::service
