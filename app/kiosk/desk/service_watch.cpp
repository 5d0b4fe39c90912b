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
                     const QueuePosition&, const QueuePosition& now) { return went_back(now); }) {}

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

void ServiceWatch::confirm_position() {
    m_doubted = false;
    keep_position();
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
    const Result<codec::CentreReply> centre = client.centre();
    if (!centre) {
        spdlog::warn("registers: {}", to_string(centre.error()));
        return false;
    }
    Result<void> accepted = m_trust->accept(centre->keys);
    if (accepted) {
        accepted = m_trust->accept_people(centre->people);
    }
    if (!accepted) {
        spdlog::error("registers: {}", to_string(accepted.error()));
        raise(client, Alarm::Register, "");
        static_cast<void>(client.log_out());
        return false;
    }
    return m_trust->keys()->serial > before;
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
