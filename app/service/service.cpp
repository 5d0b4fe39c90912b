// SPDX-License-Identifier: EUPL-1.2
#include "service/service.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <utility>
#include <vector>

#include "base/believed_clock.h"
#include "base/clock.h"
#include "base/version.h"
#include "codec/files.h"
#include "core/limits.h"
#include "service/api.h"
#include "service/certificate.h"
#include "service/handle_registers.h"
#include "service/server.h"
#include "store/sqlite_queue.h"
#include "vault/envelope.h"
#include "vault/staff_account.h"

namespace lotse::service {
namespace {

std::string below(const std::string& state, const std::string& name) {
    return name.starts_with('/') ? name : state + "/" + name;
}

class RunningService final : public Service {
public:
    Result<void> open(const codec::QueueConfig& config, const std::string& state) {
        m_log = std::make_shared<spdlog::logger>("queue",
                                                 std::make_shared<spdlog::sinks::stderr_sink_mt>());
        m_log->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z level=%l %v");
        m_log->set_level(spdlog::level::from_str(config.log_level));
        const Log log = [logger = m_log](const LogEvent& event) {
            const LogLine line = log_line(event);
            logger->log(line.severity == Severity::Error ? spdlog::level::err : spdlog::level::info,
                        "{}", line.text);
        };

        const std::string database = below(state, config.database);
        Result<std::unique_ptr<store::CentreStore>> store =
            store::open_queue(database, &vault::hash);
        if (!store) {
            return store.error();
        }
        if (Result<void> registers = check_registers((*store)->terminals, (*store)->accounts);
            !registers) {
            return registers.error();
        }
        Result<vault::ServiceKey> key =
            vault::service_key_for((*store)->accounts, below(state, config.service_key));
        if (!key) {
            return key.error();
        }
        ApiOptions api;
        api.change_streams = config.change_streams;
        api.terminal_burst = config.terminal_burst;
        api.terminal_per_minute = config.terminal_per_minute;
        api.closed_kept = config.closed_kept;
        api.monotonic = monotonic_now;
        api.wall = wall_now;
        api.boot = read_clocks().boot;
        api.synchronised = synchronised_time;
        const Result<WallTime> certificate = certificate_end(below(state, config.certificate));
        if (!certificate) {
            return certificate.error();
        }
        api.certificate_until = *certificate;
        m_api = std::make_unique<Api>(std::move(store).value(), std::move(key).value(),
                                      std::move(api), log);

        ServerOptions options;
        options.address = config.address;
        options.port = config.port;
        options.certificate = below(state, config.certificate);
        options.private_key = below(state, config.private_key);
        options.connections = config.connections;
        options.threads = config.threads;
        Result<std::unique_ptr<Server>> server = Server::listen(std::move(options), *m_api, log);
        if (!server) {
            return server.error();
        }
        m_server = std::move(server).value();
        log(ServiceStarted{version(), m_server->port()});
        if (*certificate < m_api->now() + limits::kRenewCertificateBefore) {
            log(CertificateEnds{*certificate, *certificate <= m_api->now()});
        }
        m_tell = log;
        m_api->upkeep();
        return {};
    }

    ~RunningService() override {
        // The Api's threads still hand answers to the server: it goes after they ended, but before
        // what it refers to.
        if (m_api) {
            m_api->stop();
        }
        m_server.reset();
        m_api.reset();
    }

    int port() const override { return m_server->port(); }

    void run() override {
        m_server->run();
        m_api->stop();
        m_tell(ServiceStopped{});
        m_log->flush();
    }

    void stop() override { m_server->stop(); }
    void upkeep() override { m_api->upkeep(); }

    void probe(std::function<void()> alive) override {
        m_server->post([this, alive = std::move(alive)] {
            Request health;
            health.method = "GET";
            health.path = "/v1/health";
            m_api->handle(std::move(health), [alive](const Reply& reply) {
                if (reply.status == 200) {
                    alive();
                }
            });
        });
    }

private:
    std::shared_ptr<spdlog::logger> m_log;
    Log m_tell;
    std::unique_ptr<Api> m_api;
    std::unique_ptr<Server> m_server;
};

}  // namespace

Result<codec::QueueConfig> load_config(const std::string& file) {
    if (file.empty()) {
        return codec::QueueConfig{};
    }
    const Result<std::string> text = codec::read_file(file, limits::kLargestSettingsBytes);
    if (!text) {
        return text.error();
    }
    return codec::read_queue_config(*text, file);
}

Result<std::unique_ptr<Service>> Service::start(const codec::QueueConfig& config,
                                                const std::string& state) {
    auto service = std::make_unique<RunningService>();
    if (const Result<void> opened = service->open(config, state); !opened) {
        return opened.error();
    }
    return std::unique_ptr<Service>(std::move(service));
}

}  // namespace lotse::service
