// SPDX-License-Identifier: EUPL-1.2
/// What a desk hears of the queue service beside the answers to what it asked: how its clock goes,
/// how far its database has come, what the centre's terminals say; and what is not in order.
///
/// `hear` and `position` from any thread, everything else from the desk's worker.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "core/desk/desk.h"
#include "kiosk/desk/audit_watch.h"
#include "kiosk/desk/centre_trust.h"
#include "sync/desk_client.h"
#include "sync/position_watch.h"
#include "vault/person_keys.h"

namespace lotse::kiosk {

class ServiceWatch {
public:
    /// The trust may be none, and outlives this. `went_back` comes from the threads that ask the
    /// service; false: it comes again.
    ServiceWatch(CentreTrust* trust, std::function<bool(const QueuePosition&)> went_back);

    void hear(const ServiceTime& time);
    desk::ClockNews clock_news() const;
    /// The time that the service goes by, as far as this machine's clock went on since it was told.
    WallTime service_time() const;
    /// Somebody outside confirmed the service's clock, and it shows what this machine's shows.
    bool time_is_agreed() const;
    sync::PositionWatch& position() { return m_position; }

    /// The database went back: what is there now is not remembered until somebody confirms it.
    void doubt_position() { m_doubted = true; }
    void confirm_position();
    /// Nothing if there was no answer: what is known gets old by itself.
    std::optional<desk::Event> ask_terminals(sync::DeskClient& client);
    /// AuditBroken, with its alarm, or nothing. `keys`: of the person who is there; null: nobody
    /// is.
    std::optional<desk::Event> check_audit(sync::DeskClient& client, const desk::Staff& staff,
                                           const vault::Keyring* keys);
    /// What is erased soon. Nothing if there was no answer.
    std::optional<desk::Event> ask_due(sync::DeskClient& client);
    /// Where somebody waits for help; one that is forged raises an alarm. As above.
    std::optional<desk::Event> ask_help_calls(sync::DeskClient& client);
    /// What the service keeps for the person here, with registers that were accepted; nothing:
    /// there was no answer, or as below.
    std::optional<codec::CentreReply> ask_centre(sync::DeskClient& client);
    /// Takes the registers that the service has now. Whether that of keys is newer; one that must
    /// not be believed ends the session: the next log-in says why. Somebody is logged in.
    bool take_newer_register(sync::DeskClient& client);
    /// Noted here and told to the service, each once in a session.
    void raise(sync::DeskClient& client, Alarm alarm, const std::string& object);

private:
    void keep_position();

    CentreTrust* m_trust;
    sync::PositionWatch m_position;
    bool m_doubted = false;
    std::optional<AuditWatch> m_audit;  ///< none without a centre
    bool m_audit_broken = false;
    mutable std::mutex m_mutex;
    desk::ClockNews m_clock;
};

}  // namespace lotse::kiosk
