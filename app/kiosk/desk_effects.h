// SPDX-License-Identifier: EUPL-1.2
/// Carries out what core/desk.h asks for: log-in, queue actions, opening intakes.
///
/// The centre's private key is unwrapped here at log-in, held in guarded memory until log-out, and goes nowhere else.
/// Slow work runs on one worker thread; the live stream of changes has its own. Every result is an event given to
/// `report`, on the caller's thread, from `collect`.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/desk.h"
#include "kiosk/worker.h"
#include "sync/desk_client.h"
#include "vault/keys.h"

namespace lotse::kiosk {

struct DeskConnection {
    std::string service;  ///< https://host:port
    std::string ca_file;
};

class DeskEffects {
   public:
    static Result<std::unique_ptr<DeskEffects>> open(const DeskConnection& connection, std::function<void()> notify);
    ~DeskEffects();

    /// Before the first `run`.
    void report_to(std::function<void(desk::Event)> report) { m_report = std::move(report); }
    void run(const desk::Effect& effect);
    bool collect() { return m_worker->collect(); }
    bool settled() const { return m_worker->idle(); }

   private:
    DeskEffects() = default;
    /// What the work answers is reported; nothing is, if there is no one to tell any more.
    void post(std::function<std::optional<desk::Event>()> work);
    desk::Event log_in(const desk::LogIn& effect);
    void want_list();
    std::optional<desk::Event> list();
    desk::Event call_next();
    desk::Event act(const IntakeId& id, QueueAction action, std::int64_t revision);
    desk::Event open_case(QueueEntry entry);
    desk::Event refused(const Error& error);

    std::unique_ptr<sync::DeskClient> m_client;
    std::optional<vault::PrivateKey> m_key;  ///< worker's thread only
    std::string m_account;                   ///< worker's thread only
    std::function<void(desk::Event)> m_report;
    /// The stream tells of every change; one listing answers all that came before it.
    std::atomic<bool> m_list_wanted{false};
    std::unique_ptr<Worker> m_worker;        ///< last: its thread uses everything above
};

}  // namespace lotse::kiosk
