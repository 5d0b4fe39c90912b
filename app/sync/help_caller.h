// SPDX-License-Identifier: EUPL-1.2
/// Says at the queue service that a client waits for somebody to come, as long as that is so.
///
/// Decides when: at once, then every limits::kHelpCallRepeated, so that a service that was started
/// anew knows it too, and the terminal hears that staff are done; without an answer after a shorter
/// pause. A call that was taken back is withdrawn until the service knows, or has forgotten it by
/// itself. A later call takes the place of the one before. Leaves alone: whose signature a call
/// carries (the caller). A wrong clock of this machine is no hindrance: the service says its time.
/// Transport as in https_sender.h, with less patience: somebody looks at the screen.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "base/worker.h"
#include "core/error.h"
#include "core/intake/help_call.h"
#include "core/moment.h"
#include "sync/https_sender.h"

namespace lotse::sync {

class HttpsConnection;

struct HelpCallerEvents {
    /// The signed form of a call, whose `centre` and `terminal` are still to be filled in.
    std::function<std::string(HelpCall)> sign;
    /// What is known of the call; nothing: the service does not answer. From the caller's thread.
    std::function<void(std::int64_t call, std::optional<HelpAnswer>)> known;
};

class HelpCaller {
public:
    /// Unusable if the address is not https or the CA file cannot be read.
    static Result<std::unique_ptr<HelpCaller>> make(HttpsOptions options, HelpCallerEvents events);
    ~HelpCaller();
    HelpCaller(const HelpCaller&) = delete;
    HelpCaller& operator=(const HelpCaller&) = delete;

    /// `call`: which one since the start, from 1.
    void call(std::int64_t call, const std::string& language);
    /// The client waits no longer.
    void withdraw();

private:
    struct Wish {
        std::int64_t call = 0;  ///< the terminal's count since its start
        std::string language;
        Instant since{0};
        std::optional<Instant> withdrawn;
    };

    HelpCaller(std::unique_ptr<HttpsConnection> connection, HelpCallerEvents events);
    void wake();
    void step();
    void go_on(const Wish& said, Instant pause);
    /// Nothing: there was no answer.
    std::optional<HelpAnswer> say(const Wish& wish);
    std::optional<Wish> wish() const;
    /// Nothing more is to be said of it.
    void drop(const Wish& wish);

    std::unique_ptr<HttpsConnection> m_connection;
    HelpCallerEvents m_events;
    mutable std::mutex m_mutex;
    std::optional<Wish> m_wish;
    // The caller's thread only.
    std::chrono::seconds m_service_ahead{0};  ///< of this machine's clock
    std::int64_t m_seq = 0;                   ///< of what was said last
    std::int64_t m_called = 0, m_first = 0;   ///< which call it was, and the seq of its first word

    std::atomic<bool> m_stopping{false};
    std::optional<Worker> m_worker;  ///< last: its thread uses everything above
};

}  // namespace lotse::sync
