// SPDX-License-Identifier: EUPL-1.2
/// The program `lotse-queue`: the counselling centre's queue over HTTPS.
#include <signal.h>
#include <sys/stat.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <string>
#include <thread>

#include "base/atomic_file.h"
#include "base/clock.h"
#include "base/supervisor.h"
#include "base/version.h"
#include "service/restore.h"
#include "service/service.h"
#include "vault/secret_memory.h"

namespace {

constexpr int kUsage = 2;

int failed(const lotse::Error& error) {
    std::fprintf(stderr, "lotse-queue: %s\n", lotse::to_string(error).c_str());
    return 1;
}

timespec timespec_of(std::chrono::milliseconds span) {
    return {span.count() / 1000, static_cast<long>(span.count() % 1000) * 1'000'000};
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{
        "Lotse's queue service: takes sealed intakes from terminals and serves the centre's "
        "desks."};
    std::string config_file;
    std::string state = "/var/lib/lotse";
    std::string port_file;
    app.add_option("--config", config_file,
                   "Configuration (kiosk-config/queue.toml); without it, its built-in values")
        ->type_name("FILE");
    app.add_option("--state", state, "Directory of database and certificates")
        ->type_name("DIR")
        ->capture_default_str();
    app.add_option("--port-file", port_file, "Write the port that is listened on into this file")
        ->type_name("FILE");
    std::string folder;
    std::string service_key;
    bool this_database = false;
    CLI::App* const backup = app.add_subcommand(
        "backup", "Make a backup of the queue below DIR, also while the service runs");
    backup->add_option("DIR", folder, "Where backups lie")->required()->type_name("");
    CLI::App* const restore =
        app.add_subcommand("restore", "Go on from a backup; the service has to be stopped");
    auto* const from =
        restore->add_option("DIR", folder, "A backup, or where backups lie: the newest")
            ->type_name("");
    restore
        ->add_flag("--this-database", this_database,
                   "Go on with the database that is there, though another one ran last")
        ->excludes(from);
    restore
        ->add_option("--service-key", service_key,
                     "A copy of keys/service.key, if that of the state directory is lost")
        ->type_name("FILE");
    CLI::App* const scrub = app.add_subcommand(
        "scrub", "Look at every entry and say what is damaged, also while the service runs");
    CLI::App* const due =
        app.add_subcommand("due", "List what is erased within 14 days; the service has to run");
    for (CLI::App* const command : {backup, restore, scrub, due}) {
        command->fallthrough();
    }
    app.require_subcommand(0, 1);
    app.set_version_flag("--version", "lotse-queue " + lotse::version());
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : kUsage;
    }

    umask(077);
    if (const auto forbidden = lotse::vault::forbid_core_dumps(); !forbidden) {
        return failed(forbidden.error());
    }
    if (!app.get_subcommands().empty()) {
        const auto config = lotse::service::load_config(config_file);
        if (!config) {
            return failed(config.error());
        }
        if (!restore->parsed()) {
            const auto told = backup->parsed()  ? lotse::service::back_up(*config, state, folder)
                              : scrub->parsed() ? lotse::service::scrub(*config, state)
                                                : lotse::service::list_due(*config, state);
            std::printf("%s", told ? told->c_str() : "");
            return told ? 0 : failed(told.error());
        }
        if (folder.empty() && !this_database) {
            return failed(
                {lotse::Kind::Refused, "restore", "expected a backup, or --this-database"});
        }
        const auto restored = lotse::service::restore(
            {*config, state, folder, service_key, lotse::wall_now()}, std::cout);
        return restored ? 0 : failed(restored.error());
    }
    // Before the first thread, so that every thread inherits it and only the waiter below gets
    // these signals.
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGUSR1);
    pthread_sigmask(SIG_BLOCK, &ends, nullptr);
    signal(SIGPIPE, SIG_IGN);

    const auto config = lotse::service::load_config(config_file);
    if (!config) {
        return failed(config.error());
    }
    auto service = lotse::service::Service::start(*config, state);
    if (!service) {
        return failed(service.error());
    }
    if (!port_file.empty()) {
        // A reader sees the whole number or nothing.
        const auto written =
            lotse::replace_file(port_file, std::to_string((*service)->port()) + "\n");
        if (!written) {
            return failed(written.error());
        }
    }
    std::printf("lotse-queue listens on %s port %d\n", config->address.c_str(), (*service)->port());
    std::fflush(stdout);

    // SIGUSR1 only wakes the waiter: from anybody else it means nothing.
    std::atomic<bool> ended{false};
    std::thread waiter([&ends, &ended, &service] {
        constexpr std::chrono::minutes kUpkeep{10}, kRemember{1};
        const auto alive_interval = lotse::supervisor::alive_interval();
        const timespec pause = timespec_of(
            std::min<std::chrono::milliseconds>(alive_interval.value_or(kRemember), kRemember));
        lotse::BootClock::time_point next_upkeep = lotse::BootClock::now() + kUpkeep;
        lotse::BootClock::time_point next_mark = lotse::BootClock::now() + kRemember;
        while (!ended) {
            const int signal_number = sigtimedwait(&ends, nullptr, &pause);
            if (signal_number < 0 && errno == EAGAIN) {
                if (alive_interval) {
                    (*service)->probe(lotse::supervisor::tell_alive);
                }
                if (lotse::BootClock::now() >= next_mark) {
                    next_mark = lotse::BootClock::now() + kRemember;
                    (*service)->remember();
                }
                if (lotse::BootClock::now() >= next_upkeep) {
                    next_upkeep = lotse::BootClock::now() + kUpkeep;
                    (*service)->upkeep();
                }
            } else if (signal_number == SIGTERM || signal_number == SIGINT) {
                lotse::supervisor::tell_stopping();
                (*service)->stop();
                return;
            }
        }
    });
    lotse::supervisor::tell_ready();
    (*service)->run();
    // `run` also ends when the server failed; the waiter then still waits.
    ended = true;
    pthread_kill(waiter.native_handle(), SIGUSR1);
    waiter.join();
    return 0;
}
