// SPDX-License-Identifier: EUPL-1.2
/// Carries out what core/desk/desk.h asks for: when, and log-in and listing itself. What is done
/// with single intakes is desk_intakes.h, what an admin asks for admin_effects.h.
///
/// A password ends here: it becomes a proof for the service and a key that opens the person's seed
/// (vault/log_in.h), on the worker. The person's keys and what was granted to them are held in
/// guarded memory until log-out, and go nowhere else. A lock wipes them too, at once; what stays is
/// the session, which renews a lease, and the seed and grants as the service keeps them: who
/// unlocks gives the password that opens them, also while there is no line, and sees the sheet that
/// was open. If the session ended meanwhile, the same password begins another one.
///
/// What asks the service waits in one line (service_line.h); what needs nobody but this machine has
/// a thread of its own, so that a service that hangs holds up no lock and no unlocking; and so has
/// the live stream of changes. Every result is an event given to `report`, on the caller's thread,
/// from `collect`.
///
/// The service is believed in nothing that can be proved: whose keys these are, which terminals are
/// the centre's, who sealed an intake for which entry (centre_trust.h, vault/genuine.h). What does
/// not hold is neither called nor opened, and noted here and in the centre's audit log.
///
/// While the service hangs people go on clicking. Of what is only looked at the last wish counts;
/// an action that finds the queue full is refused as if there were no connection.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/worker.h"
#include "core/desk/desk.h"
#include "kiosk/configuration/content.h"
#include "kiosk/desk/admin_effects.h"
#include "kiosk/desk/desk_intakes.h"
#include "kiosk/desk/desk_keys.h"
#include "kiosk/desk/person_at_desk.h"
#include "kiosk/desk/service_line.h"
#include "kiosk/desk/service_watch.h"
#include "sync/desk_client.h"
#include "vault/log_in.h"
#include "vault/person_keys.h"

namespace lotse::kiosk {

struct DeskConnection {
    std::string service;  ///< https://host:port
    std::string ca_file;
    std::optional<codec::CentrePin> centre;  ///< nothing: nobody can log in
    std::string memory;                      ///< folder of what the desk remembers of its centre
    std::string room;                        ///< where this desk calls clients to; empty: unsaid
    std::vector<std::string> languages;      ///< in which this desk counsels; empty: in all
    vault::KdfBounds log_in;                 ///< what the service may ask of a password
    AdminSetup admin;
};

class DeskEffects {
public:
    static Result<std::unique_ptr<DeskEffects>> open(const DeskConnection& connection,
                                                     std::function<void()> notify);
    ~DeskEffects();

    /// Before the first `run`.
    void report_to(std::function<void(desk::Event)> report) { m_report = std::move(report); }
    /// After each log-in the centre's newest released configuration is loaded with `load`, on the
    /// line's thread, and handed to `show` on the caller's. If that fails the desk goes on with
    /// what it shows. Before the first `run`.
    using Load = std::function<Result<Content>(const Configuration&)>;
    using Show = std::function<void(std::shared_ptr<const Content>)>;
    void configure_with(Load load, Show show) {
        m_load = std::move(load);
        m_show = std::move(show);
    }
    void run(const desk::Effect& effect);
    bool collect() {
        const bool answered = m_line->collect();
        const bool done = m_hands->collect();
        return m_admin->collect() || answered || done;
    }
    bool settled() const { return m_line->idle() && m_hands->idle() && m_admin->settled(); }

private:
    /// What need be done only once, however often it was wished for: the stream tells of every
    /// change, and one listing answers all that came before it.
    enum Slot : Worker::Slot {
        kLogOut,  ///< a second one follows a log-in, and that waits behind the first
        kLock,
        kRelease,
        kList,
        kNames,
        kRenew,
        kConfigured,
        kConnection,
        kSessionEnded,
        kTerminals,
        kWentBack,
        kKeep,
        kHelp,
        kAudit,
        kDue,
        kKeys,
    };

    DeskEffects() = default;
    using Work = std::function<std::optional<desk::Event>()>;
    /// What the work answers is reported; nothing is, if there is no one to tell any more.
    Worker::Job reported(Work work);
    /// Nobody waits for it.
    static Worker::Job quiet(std::function<void()> work);
    /// Every one counts; `refused` is reported if too many wait.
    void post(Work work, desk::Event refused);
    Worker::Done too_much(desk::Event refused);
    desk::Event log_in(const std::string& account, const SecretText& password);
    desk::Event begin(vault::Keyring keys, const codec::Session& session, PersonAtDesk::Kept kept);
    desk::Event choose_password(const SecretText& password);
    desk::Event change_password(const SecretText& now, const SecretText& fresh);
    void forget_person();
    Worker::Done log_out();
    std::optional<desk::Event> unlock(const desk::Unlock& effect);
    desk::Event log_in_again(const desk::Unlock& effect);
    void want_list();
    void want_help_calls();
    void want_audit();
    std::optional<desk::Event> end_help_call(const desk::EndHelpCall& call);
    std::optional<desk::Event> list();
    std::optional<desk::Event> confirm_clock();
    std::optional<desk::Event> admit(const desk::Newcomer& newcomer);
    void look_after_keys();
    void raise(Alarm alarm, const std::string& object);
    /// From the threads that ask the service.
    bool went_back(const QueuePosition& now);
    /// Nothing: the register and the keys that were granted are the centre's.
    std::optional<Alarm> doubt_about_centre(const codec::CentreReply& centre,
                                            const vault::Keyring& keys);
    void want_configuration();
    std::shared_ptr<const Content> configured();

    /// A log-in with a code: what the code proves, until a password is chosen.
    struct Invited {
        std::string account;
        LogInTerms terms;
        SecretText proof;
        vault::Keyring keys;
    };
    std::unique_ptr<CentreTrust> m_trust;  ///< null: no centre is known; the line's thread only
    std::unique_ptr<ServiceWatch> m_watch;
    std::unique_ptr<sync::DeskClient> m_client;
    vault::KdfBounds m_bounds;
    PersonAtDesk m_person;
    // The line's thread only:
    std::optional<Invited> m_invited;
    std::int64_t m_configuration = 0;  ///< that is shown
    Load m_load;
    Show m_show;
    std::function<void(desk::Event)> m_report;
    std::unique_ptr<DeskIntakes> m_intakes;
    std::unique_ptr<DeskKeys> m_keys;
    std::unique_ptr<AdminEffects> m_admin;
    // Last: their threads use everything above.
    std::unique_ptr<Worker> m_hands;  ///< what needs no service
    std::unique_ptr<ServiceLine> m_line;
};

}  // namespace lotse::kiosk
