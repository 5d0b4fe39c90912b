// SPDX-License-Identifier: EUPL-1.2
/// A child process works on a store and reports through a pipe what was acknowledged; kill -9 ends
/// it at a random moment.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <random>
#include <set>
#include <thread>

#include "store/sqlite.h"
#include "store/sqlite_outbox.h"
#include "store/sqlite_queue.h"
#include "support/sample_intakes.h"
#include "support/temp_folder.h"
#include "support/whole_list.h"

namespace lotse::store {
namespace {

using support::authenticate_sample;
using support::kMorning;
using support::sample_header;
using support::sample_intake;
using support::simple_hash;

constexpr int kKills = 150;
constexpr int kKillsPerFile = 15;

/// Positive: added. Negative: purged.
using Report = std::function<void(int)>;

/// Runs `work` in a child, kills it after a random time from its first report on, returns what it
/// reported.
std::vector<int> run_and_kill(const std::function<void(const Report&)>& work,
                              std::mt19937& chance) {
    int ends[2];
    LOTSE_CHECK(pipe(ends) == 0);
    const pid_t child = fork();
    LOTSE_CHECK(child >= 0);
    if (child == 0) {
        close(ends[0]);
        work([&](int acknowledged) {
            if (write(ends[1], &acknowledged, sizeof acknowledged) != sizeof acknowledged) {
                _exit(1);
            }
        });
        _exit(0);
    }
    close(ends[1]);
    std::vector<int> reports;
    const auto read_one = [&] {
        int acknowledged = 0;
        if (read(ends[0], &acknowledged, sizeof acknowledged) != sizeof acknowledged) {
            return false;
        }
        reports.push_back(acknowledged);
        return true;
    };
    if (read_one()) {
        std::this_thread::sleep_for(std::chrono::microseconds(chance() % 8000));
    }
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    while (read_one()) {
    }
    close(ends[0]);
    return reports;
}

TEST(Kill, at_any_moment_the_outbox_holds_every_acknowledged_intake_exactly_once) {
    std::mt19937 chance(9);
    int acknowledged = 0;
    for (int file = 0; file < kKills / kKillsPerFile; ++file) {
        support::TempFolder folder;
        const OutboxOptions options{authenticate_sample, 0};
        const std::string path = folder.path("outbox.db");
        std::set<int> added, purged;
        int next = 1;
        for (int kills = 0; kills < kKillsPerFile; ++kills) {
            const std::vector<int> reports = run_and_kill(
                [&](const Report& report) {
                    auto opened = open_outbox(path, options);
                    if (!opened) {
                        return;
                    }
                    for (int n = next;; ++n) {
                        if (!opened->outbox->add(sample_intake(n, 100 + chance() % 8000)).ok()) {
                            return;
                        }
                        report(n);
                        if (n % 4 == 0 && opened->outbox->purge(sample_header(n - 2).id).ok()) {
                            report(2 - n);
                        }
                    }
                },
                chance);
            ASSERT_FALSE(reports.empty());
            for (const int n : reports) {
                (n > 0 ? added : purged).insert(std::abs(n));
            }
            auto opened = open_outbox(path, options);
            ASSERT_TRUE(opened.ok()) << to_string(opened.error());
            ASSERT_FALSE(opened->salvage.has_value());
            std::set<int> there;
            const auto entries = opened->outbox->entries();
            ASSERT_TRUE(entries.ok());
            for (const OutboxEntry& entry : *entries) {
                const int n = std::stoi(entry.header.number.substr(1));
                ASSERT_TRUE(there.insert(n).second) << n;
                ASSERT_FALSE(purged.contains(n)) << n;
            }
            // One purge may have been done and not reported.
            int missing = 0;
            for (const int n : added) {
                missing += !there.contains(n) && !purged.contains(n);
                next = std::max(next, n + 1);
            }
            ASSERT_LE(missing, 1);
            for (int n = next; there.contains(n); ++n) {
                next = n + 1;
            }
            for (const int n : added) {
                if (!there.contains(n)) {
                    ASSERT_EQ(n % 4, 2) << "only what the child purges may be gone";
                    purged.insert(n);
                }
            }
        }
        acknowledged += static_cast<int>(added.size());
    }
    EXPECT_GT(acknowledged, kKills);
}

/// Number of the entry → size of its sealed body, read beside the store: to read through it writes
/// a row for each.
std::map<int, std::size_t> body_sizes(const std::string& path) {
    std::map<int, std::size_t> sizes;
    const auto database = Database::open(path);
    LOTSE_CHECK(database.ok());
    Query query =
        (*database)->query("SELECT number, length(envelope) FROM entry JOIN body USING(seq)");
    for (Result<bool> row = query.next(); row && *row; row = query.next()) {
        sizes[std::stoi(query.text(0).substr(1))] = static_cast<std::size_t>(query.integer(1));
    }
    return sizes;
}

TEST(Kill, at_any_moment_the_queue_holds_every_acknowledged_intake_exactly_once) {
    std::mt19937 chance(10);
    int acknowledged = 0;
    for (int file = 0; file < kKills / kKillsPerFile; ++file) {
        support::TempFolder folder;
        const std::string path = folder.path("queue.db");
        std::set<int> put;
        int next = 1;
        for (int kills = 0; kills < kKillsPerFile; ++kills) {
            const std::vector<int> reports = run_and_kill(
                [&](const Report& report) {
                    auto queue = open_queue(path, simple_hash);
                    if (!queue) {
                        return;
                    }
                    for (int n = next;;) {
                        std::vector<SealedIntake> group;
                        for (int i = 0; i < 1 + n % 5; ++i) {
                            group.push_back(sample_intake(n + i));
                        }
                        for (const auto& outcome : (*queue)->intakes.put_many(group, kMorning)) {
                            if (!outcome) {
                                return;
                            }
                            report(n++);
                        }
                        if (!(*queue)->audit_log.append(
                                {"anna", AuditAction::Call, "intake", kMorning})) {
                            return;
                        }
                    }
                },
                chance);
            ASSERT_FALSE(reports.empty());
            put.insert(reports.begin(), reports.end());
            std::map<int, std::size_t> bodies = body_sizes(path);
            auto queue = open_queue(path, simple_hash);
            ASSERT_TRUE(queue.ok()) << to_string(queue.error());
            ASSERT_TRUE((*queue)->audit_log.verify().ok());
            const auto entries = support::whole_list((*queue)->intakes, "demo", "2026-11-22");
            ASSERT_TRUE(entries.ok());
            std::set<int> there;
            for (const QueueEntry& entry : *entries) {
                const int n = std::stoi(entry.header.number.substr(1));
                ASSERT_TRUE(there.insert(n).second) << n;
                ASSERT_EQ(bodies[n], sample_intake(n).envelope.size());
            }
            for (const int n : put) {
                ASSERT_TRUE(there.contains(n)) << n;
            }
            next = *there.rbegin() + 1;
        }
        acknowledged += static_cast<int>(put.size());
    }
    EXPECT_GT(acknowledged, kKills);
}

TEST(Kill, at_any_moment_what_was_withdrawn_or_erased_stands_in_no_file_after_the_next_start) {
    std::mt19937 chance(11);
    constexpr int kFiles = 2;
    constexpr std::size_t kEnvelope = 5000;
    int gone = 0;
    for (int file = 0; file < kFiles; ++file) {
        support::TempFolder folder;
        const std::string path = folder.path("queue.db");
        const auto start = [&] {
            auto queue = open_queue(path, simple_hash);
            LOTSE_CHECK(queue.ok() && (*queue)->begin(support::simple_tag).ok());
            return std::move(*queue);
        };
        const auto in_a_file = [&](int n) {
            const Bytes bytes = sample_intake(n, kEnvelope).envelope;
            // A piece behind the digest, which stays: pages cut an envelope.
            const std::string piece(bytes.begin() + 600, bytes.begin() + 680);
            return std::ranges::any_of(
                std::filesystem::directory_iterator(folder.path()), [&](const auto& one) {
                    std::ifstream stream(one.path(), std::ios::binary);
                    const std::string all{std::istreambuf_iterator<char>(stream), {}};
                    return all.find(piece) != std::string::npos;
                });
        };
        int next = 1;
        for (int kills = 0; kills < kKillsPerFile; ++kills) {
            const std::vector<int> reports = run_and_kill(
                [&](const Report& report) {
                    auto queue = start();
                    for (int n = next;; n += 3) {
                        for (int i = 0; i < 3; ++i) {
                            if (!queue->intakes.put(sample_intake(n + i, kEnvelope), kMorning)) {
                                return;
                            }
                        }
                        const auto act = [&](int which, QueueAction action, std::int64_t seen) {
                            return queue->intakes
                                .act("demo", sample_header(which).id, action, "anna", seen,
                                     kMorning)
                                .ok();
                        };
                        if (!act(n, QueueAction::Withdraw, 1)) {
                            return;
                        }
                        report(n);
                        if (!act(n + 1, QueueAction::Call, 1) ||
                            !act(n + 1, QueueAction::Close, 2) ||
                            !queue->intakes.begin_retention(kMorning) ||
                            !queue->intakes.erase_closed_before(kMorning + std::chrono::hours{1})) {
                            return;
                        }
                        report(n + 1);
                    }
                },
                chance);
            // Acknowledged: at once, whatever became of the process.
            for (const int n : reports) {
                ASSERT_FALSE(in_a_file(n)) << n;
            }
            gone += static_cast<int>(reports.size());
            auto queue = start();
            const int last = reports.empty() ? next : reports.back() + 3;
            for (int n = next; n <= last; ++n) {
                const auto holding =
                    queue->intakes.holdings("demo", "terminal-1", {sample_header(n).id});
                ASSERT_TRUE(holding.ok());
                ASSERT_EQ(in_a_file(n), holding->front() == Holding::Here) << n;
            }
            next = last + 10;
        }
    }
    std::cout << "deletion: " << gone << " canaries, " << kFiles * kKillsPerFile << " kills\n";
    EXPECT_GT(gone, kFiles * kKillsPerFile / 2);
}

}  // namespace
}  // namespace lotse::store
