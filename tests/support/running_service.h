// SPDX-License-Identifier: EUPL-1.2
/// The queue service over real TLS on loopback: inside this process with hands on its clocks, or as
/// the real program that can be killed.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "service/api.h"
#include "service/server.h"
#include "support/log_watch.h"
#include "support/test_centre.h"
#include "sync/https_sender.h"

namespace lotse::support {

class InProcessService {
public:
    using Tune = std::function<void(service::ApiOptions&, service::ServerOptions&)>;

    /// Over the centre's SQLite database, which must exist.
    explicit InProcessService(const TestCentre& centre, const Tune& tune = nullptr);
    ~InProcessService();

    int port() const { return m_server->port(); }
    std::string url() const { return "https://127.0.0.1:" + std::to_string(port()); }
    /// Graceful, as SIGTERM.
    void stop();
    service::Api& api() { return *m_api; }

    std::atomic<std::int64_t> monotonic_ms{1'000'000};
    std::atomic<std::int64_t> wall_s{1'795'000'000};
    std::string log() const;
    /// What the service may log as an error; anything else fails the test when the service ends.
    LogWatch watch;

private:
    mutable std::mutex m_mutex;
    std::string m_log;
    std::unique_ptr<service::Api> m_api;
    std::unique_ptr<service::Server> m_server;
    std::thread m_thread;
};

/// The program lotse-queue. LOTSE_QUEUE_PROGRAM is its path.
class ServiceProcess {
public:
    /// Port 0 takes a free one; a restart on the same port is what terminals see in the field.
    explicit ServiceProcess(const TestCentre& centre, int port = 0);
    ~ServiceProcess();

    int port() const { return m_port; }
    std::string url() const { return "https://127.0.0.1:" + std::to_string(m_port); }
    pid_t pid() const { return m_pid; }
    /// kill -9, then start again on the same port.
    void kill_and_restart();
    void kill();
    void start();
    /// SIGTERM; the exit status, or -1 if it did not exit by itself.
    int terminate();
    long resident_kib() const;
    /// As InProcessService::watch.
    LogWatch watch;

private:
    const TestCentre& m_centre;
    int m_port;
    pid_t m_pid = -1;
};

/// Options of our clients for this centre, with short time-outs.
sync::HttpsOptions client_options(const TestCentre& centre, const std::string& url);

}  // namespace lotse::support
