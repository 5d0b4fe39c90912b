// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/desk/service_watch.h"

#include <spdlog/spdlog.h>

#include <utility>

#include "base/clock.h"
#include "core/limits.h"

namespace lotse::kiosk {

ServiceWatch::ServiceWatch(CentreTrust* trust, std::function<bool(const QueuePosition&)> went_back)
    : m_trust(trust),
      m_position(trust != nullptr ? trust->position() : std::nullopt,
                 [went_back = std::move(went_back)](
                     const QueuePosition&, const QueuePosition& now) { return went_back(now); }) {
    if (m_trust != nullptr) {
        m_audit.emplace(*m_trust);
    }
}

void ServiceWatch::hear(const ServiceTime& time) {
    const std::lock_guard lock(m_mutex);
    m_clock.trust = time.trust;
    m_clock.desk_ahead = wall_now() - time.now;
    m_clock.certificate_until.reset();
    if (time.certificate_until &&
        *time.certificate_until < time.now + limits::kRenewCertificateBefore) {
        m_clock.certificate_until = time.certificate_until;
    }
}

desk::ClockNews ServiceWatch::clock_news() const {
    const std::lock_guard lock(m_mutex);
    return m_clock;
}

WallTime ServiceWatch::service_time() const {
    const std::lock_guard lock(m_mutex);
    return wall_now() - m_clock.desk_ahead;
}

bool ServiceWatch::time_is_agreed() const {
    const desk::ClockNews clock = clock_news();
    return clock.trust == ClockTrust::Sure && clock.desk_ahead <= kClockTolerance &&
           clock.desk_ahead >= -kClockTolerance;
}

void ServiceWatch::confirm_position() {
    m_doubted = m_audit_broken = false;
    keep_position();
    if (m_audit) {
        m_audit->begin_anew();
    }
}

void ServiceWatch::keep_position() {
    if (const auto known = m_position.known(); known && m_trust != nullptr) {
        m_trust->keep_position(*known);
    }
}

std::optional<desk::Event> ServiceWatch::ask_terminals(sync::DeskClient& client) {
    if (!client.signed_in() || m_trust == nullptr || m_trust->keys() == nullptr) {
        return std::nullopt;
    }
    const Result<std::vector<codec::SignedReport>> reports = client.terminals();
    if (!reports) {
        spdlog::warn("queue service: {}", to_string(reports.error()));
        return std::nullopt;
    }
    if (!m_doubted) {
        keep_position();
    }
    desk::TerminalsKnown known;
    for (const RegisteredTerminal& terminal : m_trust->keys()->terminals) {
        if (!terminal.blocked) {
            known.enrolled.push_back(terminal.name);
        }
    }
    for (const codec::SignedReport& report : *reports) {
        if (std::optional<desk::TerminalWord> word = m_trust->word_of(report)) {
            known.words.push_back(std::move(*word));
        }
    }
    return known;
}

std::optional<desk::Event> ServiceWatch::check_audit(sync::DeskClient& client,
                                                     const desk::Staff& staff,
                                                     const vault::Keyring* keys) {
    if (!client.signed_in() || !m_audit || m_trust->keys() == nullptr) {
        return std::nullopt;
    }
    if (!m_audit_broken) {
        const AuditWatch::Look found =
            m_audit->look(client, staff, keys == nullptr ? nullptr : &keys->person.sign());
        if (found.found != AuditWatch::Found::Broken) {
            return std::nullopt;
        }
        m_audit_broken = true;
        raise(client, Alarm::WentBack, "audit " + std::to_string(found.seq));
    }
    return desk::AuditBroken{};
}

std::optional<desk::Event> ServiceWatch::ask_due(sync::DeskClient& client) {
    if (!client.signed_in()) {
        return std::nullopt;
    }
    Result<codec::DueList> due = client.due();
    if (!due) {
        spdlog::warn("queue service: {}", to_string(due.error()));
        return std::nullopt;
    }
    return desk::DueKnown{{std::move(due->entries), static_cast<std::size_t>(due->count)}};
}

std::optional<desk::Event> ServiceWatch::ask_help_calls(sync::DeskClient& client) {
    if (!client.signed_in() || m_trust == nullptr || m_trust->keys() == nullptr) {
        return std::nullopt;
    }
    const Result<std::vector<codec::SignedReport>> calls = client.help_calls();
    if (!calls) {
        spdlog::warn("queue service: {}", to_string(calls.error()));
        return std::nullopt;
    }
    desk::HelpCallsKnown known;
    for (const codec::SignedReport& call : *calls) {
        Result<desk::HelpWanted> wanted = m_trust->help_of(call);
        if (wanted) {
            known.calls.push_back(std::move(*wanted));
        } else {
            known.forged = true;
            raise(client, Alarm::Foreign, "help call");
        }
    }
    return known;
}

bool ServiceWatch::take_newer_register(sync::DeskClient& client) {
    const std::int64_t before = m_trust->keys()->serial;
    return ask_centre(client) && m_trust->keys()->serial > before;
}

std::optional<codec::CentreReply> ServiceWatch::ask_centre(sync::DeskClient& client) {
    Result<codec::CentreReply> centre = client.centre();
    if (!centre) {
        spdlog::warn("queue service: {}", to_string(centre.error()));
        return std::nullopt;
    }
    Result<void> accepted = m_trust->accept(centre->keys);
    if (accepted) {
        accepted = m_trust->accept_people(centre->people);
    }
    if (!accepted) {
        spdlog::error("registers: {}", to_string(accepted.error()));
        raise(client, Alarm::Register, "");
        static_cast<void>(client.log_out());
        return std::nullopt;
    }
    return std::move(*centre);
}

void ServiceWatch::raise(sync::DeskClient& client, Alarm alarm, const std::string& object) {
    if (m_trust == nullptr || !m_trust->note(alarm, object)) {
        return;
    }
    spdlog::error("alarm {} {}", to_string(alarm), object);
    if (const Result<void> told = client.raise({alarm, object}); !told) {
        spdlog::warn("the alarm did not reach the service: {}", to_string(told.error()));
    }
}

}  // namespace lotse::kiosk
