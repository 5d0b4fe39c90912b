// SPDX-License-Identifier: EUPL-1.2
/// What a desk does with single intakes: calls them, changes their state, opens them, reads their
/// names. A part of desk_effects.h, which decides when.
///
/// Nothing is called or opened that was not proved to be what a terminal of the centre sealed for
/// that entry (vault/genuine.h); what is wrong is noted and told to the service, which is not
/// believed in it. An answer that was lost, and one to an entry that changed meanwhile, are settled
/// by what the queue says now (core/intake/queue.h).
///
/// Kept until `forget`: the sheet that was opened last, as it is sealed. Calls block; from the
/// line's thread.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/desk/desk.h"
#include "kiosk/desk/centre_trust.h"
#include "kiosk/desk/person_at_desk.h"
#include "kiosk/desk/service_line.h"
#include "kiosk/desk/service_watch.h"
#include "sync/desk_client.h"

namespace lotse::kiosk {

class DeskIntakes {
public:
    /// All of it outlives this.
    struct Desk {
        sync::DeskClient& client;
        ServiceLine& line;
        PersonAtDesk& person;
        CentreTrust* trust;  ///< null: no centre is known, and nobody logs in
        ServiceWatch* watch;
        std::function<void()> want_list;
    };
    explicit DeskIntakes(Desk desk) : m_desk(std::move(desk)) {}

    desk::Event call_next(const std::vector<IntakeId>& known);
    desk::Event act(const desk::Act& effect);
    desk::Event renew(const desk::RenewLease& effect);
    void release(const desk::ReleaseLeases& effect);
    desk::Event open_case(const desk::OpenCase& effect);
    desk::Event read_names(const desk::ReadNames& effect);
    /// What staff are told when the service refused something; also that the session ended.
    desk::Event refused(const Error& error, const std::string& number = "");
    void forget() { m_at_hand.reset(); }

private:
    /// What became of an action that the service refused because the entry was not as it was seen.
    desk::Event settled(const desk::Act& effect, const Error& error);
    /// Nothing: one of the centre's terminals sealed it for this entry. Else why it is not called.
    std::optional<desk::Event> not_callable(const QueueEntry& entry);
    /// What is wrong with it, once it was noted and told to the service.
    std::optional<Alarm> doubt_about(const QueueEntry& entry, const Bytes& envelope);
    void raise(Alarm alarm, const std::string& object);
    /// The service's answer about this entry was about another one.
    desk::Event altered(const QueueEntry& entry);
    /// What the envelope holds.
    Result<IntakeContent> unsealed(const Bytes& envelope) const;

    struct AtHand {
        IntakeId id;
        Digest digest{};
        Bytes envelope;
    };

    Desk m_desk;
    std::optional<AtHand> m_at_hand;
};

}  // namespace lotse::kiosk
