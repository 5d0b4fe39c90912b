// SPDX-License-Identifier: EUPL-1.2
/// Tells the queue service what this terminal runs and keeps, and brings the bundle that it should
/// run next, or the word of what became of its intakes.
///
/// Decides when: at the start, then every interval, at once after `wake`; after a failure with the
/// courier's back-off, and the same where bundle comes after bundle: what the last one changed
/// nothing about is not asked for again at once, whoever wakes. A wrong clock of this machine is no
/// hindrance: the service says its time, and the report is made again with it. Leaves alone: what a
/// report says and whose signature it carries, whether a bundle may be used (the caller). Transport
/// as in https_sender.h. The callbacks come from the follower's thread.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/worker.h"
#include "core/configuration/configuration.h"
#include "core/error.h"
#include "core/intake/outbox.h"
#include "core/moment.h"
#include "sync/https_sender.h"

namespace lotse::sync {

class HttpsConnection;

struct FollowerEvents {
    /// The signed report (codec::write_signed_report) as of this time of the service.
    std::function<std::string(WallTime)> report;
    /// The bundle to run next. May take its time: a trial load happens here.
    std::function<void(const std::string& bundle)> arrived;
    /// The service's word about this terminal's intakes (codec::read_outbox_reply). True: there is
    /// more to ask at once.
    std::function<bool(const std::string& reply)> answered;
    /// After every question: what went wrong, empty if nothing did.
    std::function<void(const std::string& problem)> asked;
};

class ConfigurationFollower {
public:
    /// Unusable if the address is not https or the CA file cannot be read.
    static Result<std::unique_ptr<ConfigurationFollower>> make(HttpsOptions options,
                                                               std::chrono::milliseconds interval,
                                                               FollowerEvents events);
    ~ConfigurationFollower();
    ConfigurationFollower(const ConfigurationFollower&) = delete;
    ConfigurationFollower& operator=(const ConfigurationFollower&) = delete;

    void start();
    /// There is something new to tell.
    void wake();
    /// Returns promptly; no callback comes afterwards.
    void stop();

private:
    ConfigurationFollower(std::unique_ptr<HttpsConnection> connection,
                          std::chrono::milliseconds interval, FollowerEvents events);
    void step();
    /// One report and its answer; what went wrong, or nothing.
    std::string ask();
    /// How long to wait after what did not help; the next one is longer.
    Instant next_pause();

    std::unique_ptr<HttpsConnection> m_connection;
    std::chrono::milliseconds m_interval;
    FollowerEvents m_events;
    std::chrono::seconds m_service_ahead{
        0};  ///< of this machine's clock; the follower's thread only

    Instant m_pause;    ///< after the next failure; the follower's thread only
    int m_bundles = 0;  ///< one after the other, with no other answer between; the same
    std::atomic<BootClock::time_point> m_earliest{BootClock::time_point{}};  ///< of the next report
    std::atomic<bool> m_stopping{false};
    std::optional<Worker> m_worker;  ///< last: its thread uses everything above
};

}  // namespace lotse::sync
