// SPDX-License-Identifier: EUPL-1.2
#include "support/running_service.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <utility>

#include "core/check.h"
#include "store/sqlite_queue.h"

namespace lotse::support {

InProcessService::InProcessService(const TestCentre& centre, const Tune& tune) {
    service::ApiOptions api;
    api.monotonic = [this] { return Instant{monotonic_ms.load()}; };
    api.wall = [this] { return WallTime{std::chrono::seconds{wall_s.load()}}; };
    api.today = [] { return std::string("2026-11-22"); };
    service::ServerOptions server;
    server.address = "127.0.0.1";
    server.certificate = centre.tls.certificate;
    server.private_key = centre.tls.key;
    if (tune) {
        tune(api, server);
    }
    const auto log = [this](const service::LogEvent& event) {
        const std::lock_guard lock(m_mutex);
        const service::LogLine line = service::log_line(event);
        m_log += line.severity == service::Severity::Error ? "[in process] [error] "
                                                           : "[in process] [info] ";
        m_log += line.text + '\n';
    };
    auto store = store::open_queue(centre.database(), &vault::hash);
    LOTSE_CHECK(store.ok());
    LOTSE_CHECK((*store)->begin(centre.service_key().tags()).ok());
    m_api =
        std::make_unique<service::Api>(std::move(store).value(), centre.service_key(), api, log);
    auto listening = service::Server::listen(server, *m_api, log);
    LOTSE_CHECK(listening.ok());
    m_server = std::move(listening).value();
    m_thread = std::thread([this] { m_server->run(); });
}

InProcessService::~InProcessService() {
    stop();
    m_api->stop();
    m_server.reset();
    watch.check_lines("the service in this process", m_log);
}

void InProcessService::stop() {
    if (m_thread.joinable()) {
        m_server->stop();
        m_thread.join();
    }
}

std::string InProcessService::log() const {
    const std::lock_guard lock(m_mutex);
    return m_log;
}

ServiceProcess::ServiceProcess(const TestCentre& centre, int port)
    : m_centre(centre), m_port(port) {
    start();
}

ServiceProcess::~ServiceProcess() {
    kill();
    watch.check(m_centre.folder.path("service.log"));
}

void ServiceProcess::start() {
    const std::string port_file = m_centre.folder.path("port");
    const std::string config = m_centre.folder.path("queue.toml");
    std::filesystem::remove(port_file);
    std::ofstream(config)
        << "[listen]\nport = " << m_port << "\n[files]\ndatabase = \"" << m_centre.database()
        << "\"\n[limits]\nterminal_burst = 1000000\nterminal_per_minute = 1000000\n";
    const std::string log = m_centre.folder.path("service.log");
    m_pid = fork();
    LOTSE_CHECK(m_pid >= 0);
    if (m_pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);  // not left behind when the test dies
        const int to = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
        dup2(to, STDOUT_FILENO);
        dup2(to, STDERR_FILENO);
        execl(LOTSE_QUEUE_PROGRAM, LOTSE_QUEUE_PROGRAM, "--state", m_centre.folder.path().c_str(),
              "--config", config.c_str(), "--port-file", port_file.c_str(), nullptr);
        _exit(127);
    }
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (!std::filesystem::exists(port_file)) {
        LOTSE_CHECK(std::chrono::steady_clock::now() < deadline);
        LOTSE_CHECK(waitpid(m_pid, nullptr, WNOHANG) == 0);
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    std::ifstream(port_file) >> m_port;
}

void ServiceProcess::kill() {
    if (m_pid > 0) {
        ::kill(m_pid, SIGKILL);
        waitpid(m_pid, nullptr, 0);
        m_pid = -1;
    }
}

void ServiceProcess::kill_and_restart() {
    kill();
    start();
}

int ServiceProcess::terminate() {
    ::kill(m_pid, SIGTERM);
    int status = 0;
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (waitpid(m_pid, &status, WNOHANG) == 0) {
        if (std::chrono::steady_clock::now() > deadline) {
            kill();
            return -1;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    m_pid = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

long ServiceProcess::resident_kib() const {
    std::ifstream status("/proc/" + std::to_string(m_pid) + "/status");
    std::string word;
    long kib = 0;
    while (status >> word) {
        if (word == "VmRSS:") {
            status >> kib;
        }
    }
    return kib;
}

sync::HttpsOptions client_options(const TestCentre& centre, const std::string& url) {
    sync::HttpsOptions options;
    options.base_url = url;
    options.ca_file = centre.tls.ca;
    options.connect_timeout = std::chrono::seconds(2);
    options.transfer_timeout = std::chrono::seconds(5);
    return options;
}

}  // namespace lotse::support
