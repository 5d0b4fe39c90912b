// SPDX-License-Identifier: EUPL-1.2
/// Carries out what core/admin/admin.h asks for: configurations that are read, judged, published;
/// people who are let in (desk_people.h).
///
/// What asks the service waits in one line with everything else of the desk; checks of a draft take
/// seconds and ask nobody, so that they have a thread of their own. Every result is an event given
/// to `report`, on the caller's thread, from `collect` here or of the desk's line.
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <string>

#include "base/worker.h"
#include "core/desk/desk.h"
#include "kiosk/configuration/draft_check.h"
#include "kiosk/desk/centre_trust.h"
#include "kiosk/desk/desk_people.h"
#include "kiosk/desk/person_at_desk.h"
#include "kiosk/desk/service_line.h"
#include "sync/desk_client.h"
#include "vault/person_keys.h"

namespace lotse::kiosk {

class AdminEffects {
public:
    /// The desk's, which outlives this.
    struct Session {
        sync::DeskClient& client;
        ServiceLine& line;
        const PersonAtDesk& person;
        CentreTrust* trust;  ///< null: nobody can log in here
        const vault::KdfBounds& bounds;
    };
    using Report = std::function<void(const desk::Event&)>;

    AdminEffects(Session session, AdminSetup setup, Report report, std::function<void()> notify);

    void run(const admin::Effect& effect);
    bool collect() { return m_checker.collect(); }
    bool settled() const { return m_checker.idle(); }
    /// Judges no draft any more; the desk's line is the desk's to stop.
    void stop();
    /// What was read for whoever was logged in; on the line's thread.
    void forget();

private:
    /// What need be done only once, however often it was wished for: a draft that was changed is
    /// not worth judging. Apart from the slots of the desk, in the same line.
    enum Slot : Worker::Slot {
        kReadAll = 100,
        kReadOne,
        kPeople,
        kLanguages,
        kSurvey,
        kProposal,
        kLogo,
    };
    using Work = std::function<admin::Event()>;
    Worker::Job reported(Work work);
    /// Every one counts; `refused` is reported if too many wait.
    void post(Work work, admin::Event refused);
    void run_check(Worker::Slot slot, std::function<std::optional<admin::Event>()> work);
    admin::Event read_configurations();
    Result<Configuration> fetch_configuration(std::int64_t version);
    admin::Event publish(Configuration configuration, const std::string& preview);
    /// What is asked of the centre's people, while somebody is logged in who may.
    admin::Event with_people(const std::function<admin::Event(DeskPeople&)>& work);
    admin::Event not_done(const Error& error);

    Session m_session;
    AdminSetup m_setup;
    Report m_report;
    Configuration m_newest, m_released;  ///< content of the highest version and of the highest
                                         ///< released one; the line's thread only
    std::atomic<bool> m_closing{false};
    Worker m_checker;  ///< last: its thread uses everything above
};

}  // namespace lotse::kiosk
