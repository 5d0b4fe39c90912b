// SPDX-License-Identifier: EUPL-1.2
/// Carries out what core/terminal/session.h asks for: seals and stores intakes, checks the PIN,
/// reads the outbox; runs the courier.
///
/// Everything slow happens on one worker thread, so that an intake is never stored twice at once.
/// Results come back as events through `report`, on the caller's thread, from `collect`.
///
/// The time that clients, intakes and numbers go by is the believed one (core/believed_time.h): its
/// outside words are the service's, and those of a time service of this machine.
///
/// While the disk hangs people go on tapping. Of what is only looked at (readiness, outbox,
/// configuration, PIN) the last wish counts. An intake that finds the queue full is reported as not
/// stored, as if the disk had refused it; nothing that was reported as stored depends on the queue.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/believed_clock.h"
#include "base/worker.h"
#include "codec/settings/kiosk_config.h"
#include "core/terminal/session.h"
#include "kiosk/terminal/effect_runner.h"
#include "kiosk/terminal/heard_waits.h"
#include "kiosk/terminal/terminal_keys.h"
#include "kiosk/terminal/tickets.h"
#include "store/sqlite_outbox.h"
#include "sync/configuration_follower.h"
#include "sync/courier.h"
#include "sync/help_caller.h"
#include "sync/https_sender.h"
#include "sync/locked_outbox.h"
#include "sync/outbox_reporter.h"
#include "vault/keys.h"

namespace lotse::kiosk {

/// The enrolment below a state folder.
Result<codec::Enrolment> load_enrolment(const std::string& state_dir);

class TerminalEffects final : public EffectRunner {
public:
    /// `state_dir` holds `terminal/` as made by lotse-tool enrol; what the centre received is kept
    /// for `copies_kept`. `notify` may be called from any thread.
    static Result<std::unique_ptr<TerminalEffects>> open(const std::string& state_dir,
                                                         std::chrono::days copies_kept,
                                                         std::function<void()> notify);
    ~TerminalEffects() override;

    void run(const terminal::Effect& effect, std::function<void(terminal::Event)> report) override;
    bool collect() override;
    /// Nobody waits for a printer.
    bool settled() const override { return m_worker->idle(); }
    Result<void> follow(ConfigurationStore& store, std::chrono::seconds interval,
                        std::function<void(terminal::Event)> report) override;
    void probe_store(std::function<void()> answered) override;
    void tell_service() override;
    bool prints(std::function<void(terminal::Event)> report) override;
    /// Null: no tickets.
    void print_with(std::unique_ptr<Tickets> tickets) { m_tickets = std::move(tickets); }
    Moment now() const override;
    /// Its short name.
    const std::string& centre() const { return m_enrolment.centre; }
    /// "centre/terminal", for the log and the staff menu.
    std::string name() const;

private:
    /// What need be done only once, however often it was wished for.
    enum Slot : Worker::Slot {
        kReadiness,
        kPin,
        kOutbox,
        kConfiguration,
        kForget,
        kProbe,
        kArrived,
        kAsked,
        kNewDay,
        kHelp,
    };

    TerminalEffects() = default;
    terminal::Event seal_and_store(const terminal::SealAndStore& effect, int client);
    /// Seals what is told beyond into the place of the open intake.
    terminal::Event seal_again(const terminal::SealAndStore& effect);
    terminal::IntakeStored stored_intake(const IntakeHeader& header) const;
    Result<SealedIntake> sealed(IntakeHeader header, const terminal::SealAndStore& effect) const;
    /// The client left: what was open is sent.
    void let_go();
    void forget_unstored();
    NumberMoment number_moment() const;
    terminal::Event outbox_known();
    terminal::Event release(const IntakeId& id);
    void call_for_help(const terminal::CallForHelp& call,
                       std::function<void(terminal::Event)> report);
    /// Both from the caller's thread.
    std::string signed_help(HelpCall call) const;
    void help_known(std::int64_t call, std::optional<HelpAnswer> answer);
    void ask_service(std::function<void(terminal::Event)> report);
    terminal::Rollout rollout() const;
    void service_asked(const std::string& problem);
    /// From the threads that ask the service: what it says of its clock.
    void hear(const ServiceTime& time);
    void keep_clock(const std::string& known);
    /// From any thread.
    void let_copies_age();
    void went_back(const QueuePosition& now, const Result<void>& again);
    std::optional<OutboxReport> outbox_report();
    bool take_outbox_reply(const std::string& reply);
    terminal::MachineTime machine_time() const;
    bool is_blocked() const;

    codec::Enrolment m_enrolment;
    std::chrono::days m_copies_kept{0};
    std::unique_ptr<TerminalKeys> m_keys;
    std::optional<vault::SigningKey> m_signing_key;
    std::optional<terminal::SalvageReport> m_salvage;  ///< of this start
    std::unique_ptr<Outbox> m_store;
    std::unique_ptr<sync::LockedOutbox> m_outbox;
    std::unique_ptr<BelievedClock> m_clock;
    std::unique_ptr<sync::OutboxReporter> m_reporter;
    std::unique_ptr<IntakeSender> m_sender;
    std::unique_ptr<sync::Courier> m_courier;
    std::function<void()> m_notify;
    sync::HttpsOptions m_https;
    /// Sealed but not yet acknowledged by the store: a retry stores the same bytes under the same
    /// id. Worker's thread only.
    struct Unstored {
        SealedIntake intake;
        int client = 0;
    };
    std::optional<Unstored> m_unstored;
    /// Stored, and kept from the courier while its client may tell more. Worker's thread only.
    struct Open {
        IntakeHeader header;
        int client = 0;
        bool withdrawn = false;  ///< consent was, and the bytes with the answers are still there
    };
    std::optional<Open> m_open;
    int m_client = 0;                  ///< counts those who left; owner's thread only
    std::unique_ptr<Worker> m_worker;  ///< its thread uses everything above
    /// What came of asking for configurations. The follower's thread writes, the worker reads.
    struct Asked {
        std::string problem;
        std::string last_answer;       ///< local civil time
        std::function<void()> report;  ///< whoever asked for it in the menu waits for this
        std::optional<WallTime> certificate_until;  ///< of the service, if it is soon
        std::chrono::seconds service_ahead{0};      ///< of what is believed here
        /// The service does not know this terminal, or blocked it: what clients give would not be
        /// taken. Holds until it answers otherwise; no answer is none.
        bool blocked = false;
    };
    HeardWaits m_waits;
    mutable std::mutex m_asked_mutex;
    Asked m_asked;
    std::mutex m_help_mutex;
    std::function<void(terminal::Event)> m_help_report;    ///< of whoever called last
    std::unique_ptr<sync::HelpCaller> m_helper;            ///< its thread posts to the worker
    const ConfigurationStore* m_configurations = nullptr;  ///< set before anything runs
    std::unique_ptr<Tickets> m_tickets;
    std::unique_ptr<sync::ConfigurationFollower> m_follower;  ///< its thread posts to the worker
};

}  // namespace lotse::kiosk
