// SPDX-License-Identifier: EUPL-1.2
#include "service/log_event.h"

#include "core/check.h"
#include "core/civil_time.h"

namespace lotse::service {
namespace {

std::string word(Work work) {
    switch (work) {
        case Work::Put:
            return "put";
        case Work::LogIn:
            return "log_in";
        case Work::LogOut:
            return "log_out";
        case Work::Account:
            return "account";
        case Work::List:
            return "list";
        case Work::Act:
            return "act";
        case Work::Read:
            return "read";
        case Work::ReadName:
            return "read_name";
        case Work::Check:
            return "check";
        case Work::Register:
            return "register";
        case Work::Alarm:
            return "alarm";
        case Work::Publish:
            return "publish";
        case Work::Release:
            return "release";
        case Work::Configurations:
            return "configurations";
        case Work::Report:
            return "report";
        case Work::Calls:
            return "calls";
        case Work::Help:
            return "help";
        case Work::Retain:
            return "retain";
        case Work::Clock:
            return "clock";
        case Work::Audit:
            return "audit";
        case Work::Backup:
            return "backup";
        case Work::Mark:
            return "mark";
    }
    LOTSE_CHECK(false);
}

std::string word(Reason reason) {
    switch (reason) {
        case Reason::UnknownTerminal:
            return "unknown_terminal";
        case Reason::UnknownDisplay:
            return "unknown_display";
        case Reason::Readers:
            return "readers";
        case Reason::Signature:
            return "signature";
        case Reason::Time:
            return "time";
    }
    LOTSE_CHECK(false);
}

/// Whatever it holds cannot end the line or the quotation.
std::string in_quotes(const std::string& text) {
    std::string out;
    for (const char c : text) {
        out += c == '"' ? '\'' : static_cast<unsigned char>(c) < ' ' ? ' ' : c;
    }
    return out;
}

std::string problem(const std::string& text) {
    return " problem=\"" + in_quotes(text) + '"';
}

// One function for each kind: a kind without one does not compile.

LogLine line_of(const ServiceStarted& started) {
    return {Severity::Info,
            "event=start version=" + started.version + " port=" + std::to_string(started.port)};
}

LogLine line_of(const ServiceStopped&) {
    return {Severity::Info, "event=stop"};
}

LogLine line_of(const DrainTimedOut&) {
    return {Severity::Info, "event=stop reason=drain_timeout"};
}

LogLine line_of(const ConnectionTurnedAway&) {
    return {Severity::Info, "event=accept reason=too_many_connections"};
}

LogLine line_of(const ConnectionGaveWay& gave_way) {
    return {Severity::Info, "event=accept gave_way=" + std::to_string(gave_way.count)};
}

LogLine line_of(const TransportFailed& failed) {
    return {Severity::Error, "event=" + failed.where + problem(failed.what)};
}

LogLine line_of(const Answered& answered) {
    std::string text =
        "event=" + word(answered.work) + " status=" + std::to_string(answered.status);
    if (answered.reason) {
        text += " reason=" + word(*answered.reason);
    }
    if (answered.id) {
        text += " id=" + to_hex(*answered.id);
    }
    if (answered.version) {
        text += " version=" + std::to_string(*answered.version);
    }
    return {Severity::Info, std::move(text)};
}

LogLine line_of(const IntakeActedOn& acted) {
    return {Severity::Info,
            "event=act action=" + std::string(to_string(acted.action)) + " id=" + to_hex(acted.id)};
}

LogLine line_of(const IntakesErased& erased) {
    return {Severity::Info, "event=retain erased=" + std::to_string(erased.count)};
}

LogLine line_of(const KeyDestroyed& destroyed) {
    return {Severity::Info, "event=key destroyed=\"" + in_quotes(destroyed.version) + '"'};
}

LogLine line_of(const GrantsLost& lost) {
    return {Severity::Error,
            "event=grants lost=" + std::to_string(lost.count) +
                problem("keys/shred.keys is missing or older than the database, and what accounts "
                        "were granted opens with it alone: put it back, or have the keys given "
                        "anew by whoever holds the recovery key (lotse-tool recover grant)")};
}

LogLine line_of(const TombstonesSettled& settled) {
    std::string text = "event=tombstones buried_again=" + std::to_string(settled.buried_again);
    if (settled.damaged == 0) {
        return {Severity::Info, std::move(text)};
    }
    return {Severity::Error, text + " damaged=" + std::to_string(settled.damaged) +
                                 problem("lines of queue/tombstones.log were changed or are "
                                         "missing; it was written anew with what the database "
                                         "knows, and the old one is kept as "
                                         "tombstones.log.damaged: check the disk")};
}

LogLine line_of(const RowsDamaged& damaged) {
    return {Severity::Error,
            "event=rows damaged=" + std::to_string(damaged.count) +
                problem("rows of the database were changed by something else than the service; "
                        "nobody goes by them: check the disk, and restore a backup if they are "
                        "accounts or settings")};
}

LogLine line_of(const BackedUp& made) {
    return {Severity::Info, "event=backup position=" + std::to_string(made.position.revision) +
                                " entries=" + std::to_string(made.entries) +
                                " deleted=" + std::to_string(made.deleted)};
}

LogLine line_of(const AuditHeadSigned& signed_head) {
    return {Severity::Info, "event=audit_head seq=" + std::to_string(signed_head.head.seq) +
                                " head=" + to_hex(signed_head.head.head) + " signed=\"" +
                                in_quotes(signed_head.document) + '"'};
}

LogLine line_of(const ClockCorrected& corrected) {
    return {Severity::Info,
            "event=clock corrected_seconds=" + std::to_string(corrected.by.count())};
}

LogLine line_of(const ClockDoubtful& doubtful) {
    return {
        Severity::Error,
        "event=clock trust=doubtful wall_ahead_seconds=" + std::to_string(doubtful.ahead.count()) +
            problem("the machine's clock was moved: set it right, switch on its time service "
                    "(NTP), or let an admin confirm the clock at a desk; until then the "
                    "service goes on by its own count")};
}

LogLine line_of(const CertificateEnds& ends) {
    return {Severity::Error,
            "event=certificate ends=" + to_iso(german_time(ends.at)) +
                problem(std::string(ends.over ? "the certificate is over"
                                              : "the certificate ends soon") +
                        ": renew it (lotse-setup) and start the service again; until then "
                        "terminals and desks go on")};
}

LogLine line_of(const WorkFailed& failed) {
    std::string text = "event=" + word(failed.work);
    if (failed.status) {
        text += " status=" + std::to_string(*failed.status);
    }
    if (failed.id) {
        text += " id=" + to_hex(*failed.id);
    }
    return {Severity::Error, text + problem(to_string(failed.error))};
}

}  // namespace

LogLine log_line(const LogEvent& event) {
    return std::visit([](const auto& happened) { return line_of(happened); }, event);
}

}  // namespace lotse::service
