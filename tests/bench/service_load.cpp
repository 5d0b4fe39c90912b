// SPDX-License-Identifier: EUPL-1.2
// service_load [CONNECTIONS] [SECONDS] [DIR]: how many intakes a second the real lotse-queue
// commits, and how long a terminal waits. Each connection is a thread with a sender of its own and
// a terminal enrolled for it; every intake is sealed and signed before the clock starts. DIR is
// where the database lies (default: a folder in memory).
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "support/running_service.h"
#include "sync/https_sender.h"

namespace {

/// Processor time of a process so far, in milliseconds.
double cpu_ms(int pid) {
    std::ifstream stat("/proc/" + std::to_string(pid) + "/stat");
    std::string field;
    double ticks = 0;
    for (int i = 1; i <= 15 && stat >> field; ++i) {
        if (i >= 14) {  // utime and stime; the program's name has no space
            ticks += std::stod(field);
        }
    }
    return ticks * 1000 / static_cast<double>(sysconf(_SC_CLK_TCK));
}

}  // namespace

int main(int argc, char** argv) {
    using namespace lotse;
    using Clock = std::chrono::steady_clock;
    const int connections = argc > 1 ? std::atoi(argv[1]) : 64;
    const double seconds = argc > 2 ? std::atof(argv[2]) : 5;
    support::TestCentre centre(argc > 3 ? argv[3] : "");
    centre.make_database();
    support::ServiceProcess process(centre);
    const long before_kib = process.resident_kib();

    constexpr int kEach = 1500;
    std::vector<std::vector<SealedIntake>> intakes(static_cast<std::size_t>(connections));
    for (auto& of_connection : intakes) {
        for (int n = 0; n < kEach; ++n) {
            of_connection.push_back(centre.intake(n, std::string(3000, 'x')));
        }
    }
    std::vector<std::vector<double>> waits(intakes.size());
    std::atomic<int> failed{0};
    std::atomic<bool> go{false};
    std::atomic<bool> stop{false};
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < intakes.size(); ++i) {
        threads.emplace_back([&, i] {
            auto options = support::client_options(centre, process.url());
            options.transfer_timeout = std::chrono::seconds(30);
            auto sender = std::move(sync::make_https_sender(options)).value();
            // The handshake is not what is measured.
            const SealedIntake& first = intakes[i][0];
            failed += sender->send({first.header, first.digest}, first.envelope).outcome !=
                      Attempt::Outcome::Accepted;
            while (!go) {
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            }
            for (std::size_t n = 1; n < intakes[i].size() && !stop; ++n) {
                const SealedIntake& intake = intakes[i][n];
                const auto start = Clock::now();
                const Attempt attempt =
                    sender->send({intake.header, intake.digest}, intake.envelope);
                waits[i].push_back(
                    std::chrono::duration<double, std::milli>(Clock::now() - start).count());
                failed += attempt.outcome != Attempt::Outcome::Accepted;
            }
        });
    }
    std::this_thread::sleep_for(std::chrono::seconds(2));
    const double cpu_before = cpu_ms(process.pid());
    const auto start = Clock::now();
    go = true;
    std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
    stop = true;
    for (std::thread& thread : threads) {
        thread.join();
    }
    const double took = std::chrono::duration<double>(Clock::now() - start).count();
    const double cpu = cpu_ms(process.pid()) - cpu_before;
    std::vector<double> all;
    for (const auto& of_connection : waits) {
        all.insert(all.end(), of_connection.begin(), of_connection.end());
    }
    std::sort(all.begin(), all.end());
    const auto percentile = [&all](double share) {
        return all.empty()
                   ? 0.0
                   : all[static_cast<std::size_t>(share * static_cast<double>(all.size() - 1))];
    };
    std::printf(
        "%d connections, %.1f s: %zu intakes, %.0f/s, p50 %.1f ms, p99 %.1f ms, longest %.1f ms, "
        "%d failed; "
        "service %.3f ms of processor per intake, %ld KiB before, %ld KiB after\n",
        connections, took, all.size(), static_cast<double>(all.size()) / took, percentile(0.5),
        percentile(0.99), percentile(1), failed.load(),
        cpu / static_cast<double>(std::max<std::size_t>(all.size(), 1)), before_kib,
        process.resident_kib());
    return failed == 0 ? 0 : 1;
}
