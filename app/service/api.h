// SPDX-License-Identifier: EUPL-1.2
/// Decides what the queue service answers, without knowing how requests arrive.
///
/// The routes stand in routes.h; here requests are matched against them, and whoever lacks the
/// route's right is turned away. `handle` never blocks: store work goes to the writer thread, and
/// `done` is called exactly once from some thread. A status follows from
/// what happened: 400 malformed, 401 no session, 403 not yours or not enrolled, 404, 405, 409 the
/// queue's rules refuse, 413 too large, 415, 429 too fast, 503 busy or the disk failed (try again).
/// What a person reads or changes and its row in the audit log are one.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "codec/wire/configuration_wire.h"
#include "codec/wire/wire.h"
#include "core/intake/ports.h"
#include "core/limits.h"
#include "service/change_hub.h"
#include "service/context.h"
#include "service/http_message.h"
#include "service/log_in_guard.h"
#include "service/routes.h"
#include "service/sessions.h"
#include "service/store_thread.h"
#include "service/terminal_gate.h"
#include "store/centre_store.h"

namespace lotse::service {

class Api {
public:
    Api(std::unique_ptr<store::CentreStore> store, vault::ServiceKey key, ApiOptions options,
        Log log);
    ~Api();

    void handle(Request request, Done answer);

    /// Of a request's body, by its route.
    static std::size_t largest_body(std::string_view method, std::string_view path);
    /// Before a large body is read: nothing, or why whoever has this token will not be heard.
    std::optional<Reply> refusal(std::string_view method, std::string_view path,
                                 const std::string& token);

    /// To be called at start and every ten minutes: hears the time service, erases what the
    /// retention period is over for.
    void upkeep();
    /// The whole database, into a new file, while everything else goes on. Blocks; not for a thread
    /// that answers requests.
    Result<void> copy(const std::string& file);
    /// What retention erases within the time, in order of arrival. As `copy`.
    Result<std::vector<DueEntry>> due(std::chrono::days within);
    /// Every row was looked at: this many were changed by something else. Stands in the audit log,
    /// and in readiness until it is looked again.
    void found_damaged(std::int64_t rows);
    void backed_up(WallTime at) { m_context.backed_up = at; }
    void marked(bool noted) { m_context.marked = noted; }
    QueuePosition position() const { return m_context.store.position(); }
    /// Nothing while it is doubtful.
    std::optional<WallTime> certain_time() const;
    /// The time that the service goes by.
    WallTime now() const { return m_context.clock.now().time; }
    ChangeHub& hub() { return m_context.hub; }
    bool session_lives(const std::string& token) {
        return m_context.sessions.look(token).has_value();
    }
    /// Answers everything accepted so far, then takes nothing more.
    void stop();

private:
    /// Runs it on the store's thread and waits for it.
    template <class T>
    Result<T> in_store(const std::function<Result<T>(store::CentreStore&)>& work);
    std::optional<Reply> too_many(const Match& found, const Request& request);

    Context m_context;
};

}  // namespace lotse::service
