// SPDX-License-Identifier: EUPL-1.2
/// Decides what the queue service answers, without knowing how requests arrive.
///
/// Every route of openapi.json is here: its bound, who may use it, what it does, what it answers.
/// `handle` never blocks: store work goes to the writer thread, passwords to theirs, and `done` is
/// called exactly once from some thread. A status follows from what happened: 400 malformed, 401 no
/// session, 403 not yours or not enrolled, 404, 405, 409 the queue's rules refuse, 413 too large,
/// 415, 429 too fast, 503 busy or the disk failed (try again). The log gets routes, statuses and
/// intake ids; no account, address, or content. What a person reads or changes and its row in the
/// audit log are one.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/worker.h"
#include "codec/wire/configuration_wire.h"
#include "codec/wire/wire.h"
#include "core/intake/ports.h"
#include "core/limits.h"
#include "service/change_hub.h"
#include "service/http_message.h"
#include "service/log_in_guard.h"
#include "service/sessions.h"
#include "service/store_thread.h"
#include "service/terminal_gate.h"
#include "store/centre_store.h"

namespace lotse::service {

struct ApiOptions {
    int change_streams = 256;
    int terminal_burst = 5000;
    int terminal_per_minute = 600;
    std::chrono::hours closed_kept{30 * 24};
    std::function<Instant()> monotonic;
    std::function<WallTime()> wall;
    /// Local civil day of now, YYYY-MM-DD.
    std::function<std::string()> today;
};

struct Route {
    std::string_view method;
    std::string_view path;  ///< "{id}" stands for an intake id, "{version}" for a configuration's
};

class Api {
public:
    using Done = std::function<void(Reply)>;
    using Log = std::function<void(const std::string& line)>;

    Api(std::unique_ptr<store::CentreStore> store, ApiOptions options, Log log);
    ~Api();

    void handle(Request request, Done done);

    static const std::vector<Route>& routes();
    /// Of a request's body, by its route.
    static std::size_t largest_body(std::string_view method, std::string_view path);
    /// Before a large body is read: nothing, or why whoever has this token will not be heard.
    std::optional<Reply> refusal(std::string_view method, std::string_view path,
                                 const std::string& token);

    /// Erases what the retention period is over for; to be called at start and every hour.
    void retain();
    ChangeHub& hub() { return m_hub; }
    bool session_lives(const std::string& token) { return m_sessions.look(token).has_value(); }
    /// Answers everything accepted so far, then takes nothing more.
    void stop();

private:
    struct Target;
    static Target match(std::string_view method, std::string_view path);

    void put_intake(Request request, const IntakeId& id, Done done);
    void verify_and_store(SealedIntake intake, const Bytes& key, const Done& done);
    void log_in(const Request& request, Done done);
    struct LogInAttempt;
    void check_password(LogInAttempt& attempt, const std::optional<StaffAccount>& account,
                        const Done& done);
    void log_out(const Request& request, const Done& done);
    void list(const Request& request, const Staff& staff, const Done& done);
    void changes(const Request& request, const Staff& staff, const Done& done);
    void act(const Request& request, const IntakeId& id, const Staff& staff, const Done& done);
    void call_next(const Staff& staff, const Done& done);
    void envelope(const Request& request, const IntakeId& id, const Staff& staff, const Done& done);
    void health(const Done& done);

    // api_configurations.cpp
    void publish_configuration(const Request& request, std::int64_t version, const Staff& staff,
                               const Done& done);
    void release_configuration(std::int64_t version, const Staff& staff, const Done& done);
    void list_configurations(const Staff& staff, const Done& done);
    void configuration_bundle(std::int64_t version, const Staff& staff, const Done& done);
    void terminal_report(const Request& request, const Done& done);
    void take_report(const codec::ReportMessage& message, const codec::SignedReport& report,
                     const Bytes& key, store::CentreStore& store, const Done& done);

    /// Queues store work or answers 503.
    void with_store(StoreThread::Job job, const Done& done);
    Reply acted(const Result<QueueEntry>& after, QueueAction action);

    ApiOptions m_options;
    Log m_log;
    Sessions m_sessions;
    LogInGuard m_guard{limits::kFreeLogInFailures};
    LogInGuard m_peer_guard{limits::kFreeLogInFailuresPerPeer};
    TerminalGate m_gate;
    ChangeHub m_hub;
    StoreThread m_store;
    Worker m_passwords;
};

}  // namespace lotse::service
