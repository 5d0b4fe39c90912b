// SPDX-License-Identifier: EUPL-1.2
#include "service/service.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

#include "base/atomic_file.h"
#include "base/believed_clock.h"
#include "base/clock.h"
#include "base/version.h"
#include "codec/files.h"
#include "core/limits.h"
#include "service/api.h"
#include "service/backup.h"
#include "service/certificate.h"
#include "service/control_socket.h"
#include "service/handle_registers.h"
#include "service/key_erasure.h"
#include "service/queue_lock.h"
#include "service/queue_mark.h"
#include "service/server.h"
#include "service/state_files.h"
#include "store/sqlite_queue.h"
#include "vault/envelope.h"
#include "vault/key_files.h"
#include "vault/staff_account.h"

namespace lotse::service {
namespace {

constexpr std::string_view kBackup = "backup ";
constexpr std::string_view kScrub = "scrub";
constexpr std::string_view kDue = "due";

std::string words_of(const store::QueueFacts& facts) {
    return std::to_string(facts.entries) + " entries, " + std::to_string(facts.tombstones) +
           " tombstones, " + std::to_string(facts.audit_rows) + " rows of the audit log, at " +
           to_text(facts.position) + ".\n" +
           (facts.damaged == 0
                ? "All of it is as the service wrote it.\n"
                : std::to_string(facts.damaged) +
                      " rows were changed by something else than the service: check the disk. "
                      "Nobody goes by them; what terminals still have they are asked for. What "
                      "they do not have any more is in the backups.\n");
}

std::string words_of(const std::vector<DueEntry>& due) {
    std::string text;
    for (const DueEntry& entry : due) {
        text += entry.centre + "  " + entry.day + "  " + entry.number +
                (entry.open ? "  open: nobody closed it\n" : "\n");
    }
    return text + std::to_string(due.size()) + " entries are erased within " +
           std::to_string(limits::kToldBeforeErasure.count()) + " days.\n";
}

std::string words_of(const BackupMade& made) {
    std::string text = made.folder + "\n" + std::to_string(made.manifest.facts.entries) +
                       " entries, " + std::to_string(made.manifest.facts.tombstones) +
                       " tombstones, at " + to_text(made.manifest.facts.position) + ".\n";
    if (made.manifest.facts.damaged > 0) {
        text += std::to_string(made.manifest.facts.damaged) +
                " rows of the database were changed by something else than the service: check the "
                "disk. Nobody goes by them; what terminals still have they are asked for.\n";
    }
    if (made.deleted > 0) {
        text += std::to_string(made.deleted) + " backups of more than " +
                std::to_string(limits::kBackupsKept.count()) + " days ago were deleted.\n";
    }
    return text +
           "The service's key (keys/service.key) is not in it, and without it nobody can log in "
           "after a loss: keep a copy of that file elsewhere, once. Keep no copy of "
           "keys/shred.keys: what is erased would come back with it. If it is lost, whoever holds "
           "the recovery key gives readers their keys again (lotse-tool recover grant).\n";
}

/// Every row and envelope of the copy that `copy` makes; it is gone afterwards.
Result<store::QueueFacts> look_at_copy(const std::string& database, const store::TagFunction& tags,
                                       const CopyDatabase& copy) {
    const std::string file = database + ".scrub";
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
    const Result<void> copied = copy(file);
    Result<store::QueueFacts> facts = copied ? store::check_copy(file, tags) : copied.error();
    std::filesystem::remove(file, ignored);
    return facts;
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

        m_files = state_files(config, state);
        Result<QueueLock> lock = QueueLock::take(m_files.database);
        if (!lock) {
            return lock.error();
        }
        m_lock.emplace(std::move(*lock));
        Result<std::unique_ptr<store::CentreStore>> store =
            store::open_queue(m_files.database, &vault::hash);
        if (!store) {
            return store.error();
        }
        if (Result<void> registers = check_registers((*store)->terminals, (*store)->accounts);
            !registers) {
            return registers.error();
        }
        Result<vault::ServiceKey> key =
            vault::service_key_for((*store)->accounts, m_files.service_key);
        if (!key) {
            return key.error();
        }
        m_tags = key->tags();
        m_manifests = key->manifests();
        if (Result<void> newest =
                check_mark(m_files.database, (*store)->intakes.position(), m_tags);
            !newest) {
            return newest;
        }
        const Result<store::Begun> begun = (*store)->begin(m_tags);
        if (!begun) {
            return begun.error();
        }
        if (begun->buried_again > 0 || begun->damaged_tombstones > 0) {
            log(TombstonesSettled{begun->buried_again, begun->damaged_tombstones});
        }
        Result<vault::ShredKeys> shred_keys = vault::ShredKeys::open(m_files.shred_keys);
        if (!shred_keys) {
            return shred_keys.error();
        }
        const Result<int> lost = bind_all(**store, *shred_keys, wall_now());
        if (!lost) {
            return lost.error();
        }
        if (*lost > 0) {
            log(GrantsLost{*lost});
        }
        ApiOptions api;
        api.change_streams = config.change_streams;
        api.terminal_burst = config.terminal_burst;
        api.terminal_per_minute = config.terminal_per_minute;
        api.closed_kept = config.closed_kept;
        api.open_kept = config.open_kept;
        api.key_months = config.key_months;
        api.shred_keys = std::make_shared<vault::ShredKeys>(std::move(*shred_keys));
        api.monotonic = monotonic_now;
        api.wall = wall_now;
        api.boot = read_clocks().boot;
        api.synchronised = synchronised_time;
        const Result<WallTime> certificate = certificate_end(m_files.certificate);
        if (!certificate) {
            return certificate.error();
        }
        api.certificate_until = *certificate;
        api.free_bytes = [folder = folder_of(m_files.database)] { return free_bytes(folder); };
        m_api = std::make_unique<Api>(std::move(store).value(), std::move(key).value(),
                                      std::move(api), log);

        ServerOptions options;
        options.address = config.address;
        options.port = config.port;
        options.certificate = m_files.certificate;
        options.private_key = m_files.private_key;
        options.connections = config.connections;
        options.threads = config.threads;
        Result<TrustedNetworks> trusted = TrustedNetworks::parse(config.trusted);
        if (!trusted) {
            return trusted.error();
        }
        options.trusted = std::move(*trusted);
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
        m_api->backed_up(last_backup(m_files.database));
        m_api->found_damaged(last_damage(m_files.database));
        m_api->upkeep();
        if (Result<void> marked = keep_mark(mark_of(m_files.database), mark(), m_tags); !marked) {
            return marked;
        }
        Result<std::unique_ptr<ControlSocket>> control = ControlSocket::listen(
            control_socket_of(m_files.database),
            [this](const std::string& request) { return do_for_operator(request); });
        if (!control) {
            return control.error();
        }
        m_control = std::move(*control);
        return {};
    }

    ~RunningService() override {
        m_control.reset();
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
        m_control.reset();
        m_api->stop();
        remember();
        m_tell(ServiceStopped{});
        m_log->flush();
    }

    void stop() override { m_server->stop(); }
    void upkeep() override { m_api->upkeep(); }
    void remember() override {
        const Result<void> marked = keep_mark(mark_of(m_files.database), mark(), m_tags);
        m_api->marked(marked.ok());
        if (!marked) {
            m_tell(WorkFailed{Work::Mark, marked.error()});
        }
    }

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
    QueueMark mark() const { return {m_api->position(), m_api->now()}; }

    /// On the control socket's thread.
    Result<std::string> do_for_operator(const std::string& request) {
        if (request == kScrub) {
            const Result<store::QueueFacts> facts = look_at_all();
            return facts ? Result<std::string>(words_of(*facts)) : facts.error();
        }
        if (request == kDue) {
            const Result<std::vector<DueEntry>> due = m_api->due(limits::kToldBeforeErasure);
            return due ? Result<std::string>(words_of(*due)) : due.error();
        }
        if (!request.starts_with(std::string(kBackup) + '/')) {
            return Error{Kind::Refused, request, "is nothing that this version does"};
        }
        BackupPlan plan{m_files.database, request.substr(kBackup.size()),
                        m_tags,           m_manifests,
                        m_api->now(),     std::nullopt};
        if (const std::optional<WallTime> now = m_api->certain_time()) {
            plan.delete_before = *now - limits::kBackupsKept;
        }
        const Result<BackupMade> made =
            make_backup(plan, [this](const std::string& file) { return m_api->copy(file); });
        if (!made) {
            m_tell(WorkFailed{Work::Backup, made.error()});
            return made.error();
        }
        told_of(made->manifest.facts);
        m_api->backed_up(made->manifest.made);
        note_backup(m_files.database, made->manifest.made);
        m_tell(
            BackedUp{made->manifest.facts.position, made->manifest.facts.entries, made->deleted});
        return words_of(*made);
    }

    Result<store::QueueFacts> look_at_all() {
        Result<store::QueueFacts> facts =
            look_at_copy(m_files.database, m_tags,
                         [this](const std::string& file) { return m_api->copy(file); });
        if (facts) {
            told_of(*facts);
        } else {
            m_tell(WorkFailed{Work::Backup, facts.error()});
        }
        return facts;
    }

    void told_of(const store::QueueFacts& facts) {
        m_api->found_damaged(facts.damaged);
        note_damage(m_files.database, facts.damaged);
        if (facts.damaged > 0) {
            m_tell(RowsDamaged{facts.damaged});
        }
    }

    StateFiles m_files;
    std::optional<QueueLock> m_lock;
    store::TagFunction m_tags, m_manifests;
    std::shared_ptr<spdlog::logger> m_log;
    Log m_tell;
    std::unique_ptr<Api> m_api;
    std::unique_ptr<Server> m_server;
    std::unique_ptr<ControlSocket> m_control;
};

/// For a program that has the database alone, because no service runs.
struct StoppedQueue {
    QueueLock lock;
    vault::ServiceKey key;
    std::unique_ptr<store::CentreStore> store;
};

Result<StoppedQueue> open_stopped(const StateFiles& files) {
    Result<QueueLock> lock = QueueLock::take(files.database);
    if (!lock) {
        return lock.error();
    }
    Result<vault::ServiceKey> key = vault::service_key_at(files.service_key, false);
    if (!key) {
        return key.error();
    }
    std::error_code failed;
    if (!std::filesystem::exists(files.database, failed)) {
        return Error{Kind::Unusable, files.database, "there is no queue database; check --state"};
    }
    Result<std::unique_ptr<store::CentreStore>> store =
        store::open_queue(files.database, &vault::hash);
    if (!store) {
        return store.error();
    }
    if (Result<void> newest = check_mark(files.database, (*store)->intakes.position(), key->tags());
        !newest) {
        return newest.error();
    }
    if (Result<store::Begun> begun = (*store)->begin(key->tags()); !begun) {
        return begun.error();
    }
    // No backup knows a grant that is not bound.
    Result<vault::ShredKeys> shred_keys = vault::ShredKeys::open(files.shred_keys);
    const Result<int> bound =
        shred_keys ? bind_all(**store, *shred_keys, wall_now()) : shred_keys.error();
    if (!bound) {
        return bound.error();
    }
    return StoppedQueue{std::move(*lock), std::move(*key), std::move(*store)};
}

Result<BackupMade> back_up_stopped(const StateFiles& files, const std::string& folder) {
    const Result<StoppedQueue> queue = open_stopped(files);
    if (!queue) {
        return queue.error();
    }
    // A clock that nobody looked after deletes no backup.
    return make_backup({files.database, folder, queue->key.tags(), queue->key.manifests(),
                        wall_now(), std::nullopt},
                       [&](const std::string& file) { return copy_whole(*queue->store, file); });
}

}  // namespace

Result<std::string> back_up(const codec::QueueConfig& config, const std::string& state,
                            const std::string& folder) {
    const StateFiles files = state_files(config, state);
    std::error_code failed;
    const std::string absolute = std::filesystem::absolute(folder, failed).string();
    if (failed || absolute.find('\n') != std::string::npos) {
        return Error{Kind::Refused, folder, "is no name of a folder"};
    }
    Result<std::string> told =
        ask_service(control_socket_of(files.database), std::string(kBackup) + absolute);
    if (told || told.error().cause != Cause::NoAnswer) {
        return told;
    }
    const Result<BackupMade> made = back_up_stopped(files, absolute);
    if (made) {
        note_backup(files.database, made->manifest.made);
        note_damage(files.database, made->manifest.facts.damaged);
    }
    return made ? Result<std::string>(words_of(*made)) : made.error();
}

Result<std::string> scrub(const codec::QueueConfig& config, const std::string& state) {
    const StateFiles files = state_files(config, state);
    Result<std::string> told = ask_service(control_socket_of(files.database), std::string(kScrub));
    if (told || told.error().cause != Cause::NoAnswer) {
        return told;
    }
    const Result<StoppedQueue> queue = open_stopped(files);
    if (!queue) {
        return queue.error();
    }
    const Result<store::QueueFacts> facts =
        look_at_copy(files.database, queue->key.tags(),
                     [&](const std::string& file) { return copy_whole(*queue->store, file); });
    if (facts) {
        note_damage(files.database, facts->damaged);
    }
    return facts ? Result<std::string>(words_of(*facts)) : facts.error();
}

Result<std::string> list_due(const codec::QueueConfig& config, const std::string& state) {
    // Only the service knows how long it lived.
    return ask_service(control_socket_of(state_files(config, state).database), std::string(kDue));
}

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
