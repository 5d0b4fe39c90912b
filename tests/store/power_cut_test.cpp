// SPDX-License-Identifier: EUPL-1.2
/// Power is cut, or an operation fails, at every I/O operation of a short life of outbox and queue;
/// then the promises of core/intake/ports.h are checked. The same checks over weaker settings must
/// fail, else they would prove nothing.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <set>

#include "store/power_cut_disk.h"
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

constexpr const char* kDay = "2026-11-22";

/// LOTSE_CUT_ROUNDS multiplies the work of one run: 1 in every test run, more in the long one.
int rounds() {
    const char* wanted = std::getenv("LOTSE_CUT_ROUNDS");
    return wanted == nullptr ? 1 : std::max(1, std::atoi(wanted));
}

/// What one life was promised, and what it had asked for when it ended.
struct Promises {
    std::set<int> added, asked;
    std::set<int> purged, purge_asked, buried;
    std::set<int> held;
    int last_number = 0;
    bool broken = false;  ///< a promise was broken while it was alive
};

bool repeat(int attempts, const std::function<bool()>& step) {
    for (int i = 0; i < attempts; ++i) {
        if (step()) {
            return true;
        }
    }
    return false;
}

/// A morning at the terminal; ends at the first step that fails for good.
void live(Outbox& outbox, Promises& promises, int attempts) {
    const auto add = [&](int n, std::size_t size) {
        const bool numbered = repeat(attempts, [&] {
            const Result<int> number = outbox.next_number(support::sample_moment(kDay));
            if (number) {
                promises.broken |= *number <= promises.last_number;
                promises.last_number = *number;
            }
            return number.ok();
        });
        if (!numbered) {
            return false;
        }
        promises.asked.insert(n);
        if (!repeat(attempts, [&] { return outbox.add(sample_intake(n, size)).ok(); })) {
            return false;
        }
        promises.added.insert(n);
        return true;
    };
    const auto purge = [&](int n) {
        promises.purge_asked.insert(n);
        if (!repeat(attempts, [&] { return outbox.purge(sample_header(n).id).ok(); })) {
            return false;
        }
        promises.purged.insert(n);
        return true;
    };
    const auto hold = [&](int n) {
        return repeat(attempts, [&] {
            const auto entries = outbox.entries();
            if (!entries) {
                return false;
            }
            for (OutboxEntry entry : *entries) {
                if (entry.header.id == sample_header(n).id) {
                    entry.delivery = Delivery::Held;
                    entry.held_reason = "refused";
                    if (outbox.update(entry).ok()) {
                        promises.held.insert(n);
                        return true;
                    }
                }
            }
            return false;
        });
    };
    const auto arrive = [&](int n) {
        OutboxEntry entry;
        entry.header = sample_header(n);
        entry.digest = sample_intake(n, n == 6 ? 2000 : 5000).digest;
        entry.delivery = Delivery::Kept;
        return repeat(attempts, [&] { return outbox.update(entry).ok(); });
    };
    const auto bury = [&](int n) {
        promises.purge_asked.insert(n);
        if (!repeat(attempts, [&] { return outbox.bury({sample_header(n).id}).ok(); })) {
            return false;
        }
        promises.purged.insert(n);
        promises.buried.insert(n);
        return true;
    };
    const auto pass = [&](int days) {
        const WallTime lived = support::kMorning + std::chrono::days(days);
        return repeat(attempts, [&] { return outbox.expire(lived, std::chrono::days(7)).ok(); });
    };
    static_cast<void>(add(1, 700) && add(2, 9000) && hold(2) && purge(1) && add(3, 3000) &&
                      add(4, 20'000) && purge(3) && add(5, 100) && add(6, 2000) && arrive(6) &&
                      add(7, 5000) && arrive(7) && pass(0) && bury(7) &&
                      repeat(attempts, [&] { return outbox.send_again({}).ok(); }) && arrive(6) &&
                      pass(1) && pass(7));
}

bool kept(Outbox& outbox, const Promises& promises) {
    auto entries = outbox.entries();
    const auto copies = outbox.copies();
    const auto arrivals = outbox.arrivals();
    if (!entries || !copies || !arrivals || promises.broken) {
        return false;
    }
    for (const int n : promises.buried) {
        const Arrival buried{sample_header(n).id, sample_header(n).day, sample_header(n).number,
                             true};
        if (std::find(arrivals->begin(), arrivals->end(), buried) == arrivals->end()) {
            return false;
        }
    }
    entries->insert(entries->end(), copies->begin(), copies->end());
    std::set<int> there;
    for (const OutboxEntry& entry : *entries) {
        const Result<Bytes> envelope = outbox.envelope(entry.header.id);
        const Result<SealedIntake> intake =
            envelope ? authenticate_sample(*envelope) : Result<SealedIntake>(envelope.error());
        if (!intake || intake->header != entry.header || intake->digest != entry.digest) {
            return false;
        }
        const int n = std::stoi(entry.header.number.substr(1));
        if (!there.insert(n).second || !promises.asked.contains(n) || promises.purged.contains(n) ||
            (promises.held.contains(n) && entry.delivery != Delivery::Held)) {
            return false;
        }
    }
    for (const int n : promises.added) {
        if (!there.contains(n) && !promises.purge_asked.contains(n)) {
            return false;
        }
    }
    const Result<int> next = outbox.next_number(support::sample_moment(kDay));
    return next.ok() && *next > promises.last_number;
}

class PowerCut : public testing::Test {
protected:
    Result<OpenedOutbox> open(const OutboxSettings& settings) {
        return open_outbox(folder.path("outbox.db"), {authenticate_sample, 0}, settings);
    }

    /// Cuts at every operation, several times with other luck; returns how many broke a promise, at
    /// most one.
    int broken_outboxes(const OutboxSettings& settings, int repetitions) {
        int broken = 0;
        for (int repetition = 0; repetition < repetitions; ++repetition) {
            bool finished = false;
            for (int at = 1; !finished && broken == 0; ++at) {
                PowerCutDisk disk;
                Promises promises;
                disk.arm(PowerCutDisk::Fault::Cut, at);
                if (auto opened = open(settings); opened) {
                    live(*opened->outbox, promises, 1);
                }
                finished = !disk.is_off();
                disk.restart(0.5 * (repetition % 3), chance);
                if (repetition % 2 == 1) {
                    // The power goes again while the journal is played back.
                    disk.arm(PowerCutDisk::Fault::Cut, 1 + static_cast<int>(chance() % 12));
                    static_cast<void>(open(settings).ok());
                    disk.restart(0.5 * (repetition % 3), chance);
                }
                auto reopened = open(settings);
                broken += !reopened || reopened->salvage || !kept(*reopened->outbox, promises);
                ++cuts;
            }
        }
        return broken;
    }

    support::TempFolder folder;
    std::mt19937 chance{20261122};
    int cuts = 0;
};

TEST_F(PowerCut, at_no_operation_costs_the_outbox_what_it_acknowledged) {
    EXPECT_EQ(broken_outboxes(OutboxSettings{}, 12 * rounds()), 0);
    EXPECT_GT(cuts, 2000);
    RecordProperty("cuts", cuts);
}

TEST_F(PowerCut, the_outboxs_check_notices_every_weaker_setting) {
    EXPECT_GT(broken_outboxes({"delete", "FULL", "2"}, 3), 0);
    EXPECT_GT(broken_outboxes({"delete", "NORMAL", "1"}, 3), 0);
    EXPECT_GT(broken_outboxes({"delete", "OFF", "0"}, 3), 0);
    EXPECT_GT(broken_outboxes({"memory", "EXTRA", "3"}, 3), 0);
}

TEST_F(PowerCut, an_operation_that_fails_costs_nothing_and_is_never_called_success) {
    bool finished = false;
    int failures = 0;
    for (int at = 1; !finished; ++at) {
        PowerCutDisk disk;
        Promises promises;
        disk.arm(PowerCutDisk::Fault::ErrorOnce, at);
        auto opened = open(OutboxSettings{});
        if (!opened) {
            ASSERT_NE(opened.error().kind, Kind::Corrupt) << to_string(opened.error());
            opened = open(OutboxSettings{});
        }
        ASSERT_TRUE(opened.ok()) << to_string(opened.error());
        ASSERT_FALSE(opened->salvage.has_value()) << "a failed read is no damage";
        live(*opened->outbox, promises, 3);
        ASSERT_TRUE(promises.added.contains(5)) << "operation " << at << ": trying again helps";
        finished = disk.operations() < at;
        disk.arm(PowerCutDisk::Fault::None, 0);
        ASSERT_TRUE(kept(*opened->outbox, promises)) << at;
        opened->outbox.reset();
        disk.restart(0.0, chance);
        auto reopened = open(OutboxSettings{});
        ASSERT_TRUE(reopened.ok() && !reopened->salvage) << at;
        ASSERT_TRUE(kept(*reopened->outbox, promises)) << at;
        ++failures;
    }
    EXPECT_GT(failures, 300);
}

TEST_F(PowerCut, a_full_disk_refuses_and_goes_on_when_there_is_space) {
    int filled = 0;
    bool finished = false;
    for (int at = 1; !finished; ++at) {
        PowerCutDisk disk;
        Promises promises;
        disk.arm(PowerCutDisk::Fault::Full, at);
        auto opened = open(OutboxSettings{});
        if (opened) {
            live(*opened->outbox, promises, 1);
            finished = promises.added.contains(5);
            if (!finished) {
                ASSERT_FALSE(opened->outbox->ready().ok()) << "no client begins";
                disk.make_space();
                ASSERT_TRUE(opened->outbox->ready().ok());
                ASSERT_TRUE(kept(*opened->outbox, promises)) << at;
            }
        }
        opened = Error{};
        disk.restart(0.5, chance);
        auto reopened = open(OutboxSettings{});
        ASSERT_TRUE(reopened.ok() && !reopened->salvage) << at;
        ASSERT_TRUE(kept(*reopened->outbox, promises)) << at;
        ++filled;
    }
    EXPECT_GT(filled, 100);
}

/// A morning of the service: groups, single intakes, desks at work, a withdrawal, a restart, audit
/// rows.
struct QueuePromises {
    std::set<int> put, asked;
    bool called = false, withdrawn = false;
    int audited = 0;
};

bool live_a_while(CentreStore& store, QueuePromises& promises, int first) {
    const auto put = [&](std::vector<int> numbers, std::size_t size) {
        std::vector<SealedIntake> intakes;
        for (const int n : numbers) {
            intakes.push_back(sample_intake(n, size));
            promises.asked.insert(n);
        }
        const auto outcomes = store.intakes.put_many(intakes, kMorning);
        for (std::size_t i = 0; i < outcomes.size(); ++i) {
            if (!outcomes[i]) {
                return false;
            }
            promises.put.insert(numbers[i]);
        }
        return true;
    };
    const auto audit = [&] {
        const bool done =
            store.audit_log.append({"anna", AuditAction::Call, "intake", kMorning}).ok();
        promises.audited += done;
        return done;
    };
    return put({first}, 2000) && put({first + 1, first + 2, first + 3}, 6000) && audit() &&
           put({first, first + 4}, 700) && audit();
}

void live_with_restart(const QueueSettings& settings, const std::string& path,
                       QueuePromises& promises) {
    {
        auto queue = open_queue(path, simple_hash, settings);
        if (!queue || !live_a_while(**queue, promises, 1)) {
            return;
        }
        promises.called =
            (*queue)
                ->intakes.act("demo", sample_header(1).id, QueueAction::Call, "anna", 1, kMorning)
                .ok();
        promises.withdrawn =
            (*queue)
                ->intakes
                .act("demo", sample_header(2).id, QueueAction::Withdraw, "anna", 1, kMorning)
                .ok();
    }
    auto queue = open_queue(path, simple_hash, settings);
    if (queue) {
        live_a_while(**queue, promises, 11);
    }
}

bool kept(CentreStore& store, const QueuePromises& promises) {
    const auto entries = support::whole_list(store.intakes, "demo", kDay);
    if (!entries || !store.audit_log.verify()) {
        return false;
    }
    std::set<int> there;
    for (const QueueEntry& entry : *entries) {
        const int n = std::stoi(entry.header.number.substr(1));
        if (!there.insert(n).second || !promises.asked.contains(n)) {
            return false;
        }
        const Result<Bytes> envelope =
            store.intakes.read("demo", entry.header.id, support::sample_audit());
        if (entry.state == QueueState::Withdrawn) {
            if (n != 2 || envelope || store.intakes.put(sample_intake(2, 6000), kMorning)) {
                return false;
            }
            continue;
        }
        const Result<SealedIntake> intake =
            envelope ? authenticate_sample(*envelope) : Result<SealedIntake>(envelope.error());
        if (!intake || intake->header != entry.header || (n == 2 && promises.withdrawn) ||
            (n == 1 && promises.called && entry.state != QueueState::Called)) {
            return false;
        }
    }
    return std::includes(there.begin(), there.end(), promises.put.begin(), promises.put.end());
}

class QueuePowerCut : public testing::Test {
protected:
    int broken_queues(const QueueSettings& settings, int repetitions) {
        int broken = 0;
        for (int repetition = 0; repetition < repetitions; ++repetition) {
            bool finished = false;
            for (int at = 1; !finished && broken == 0; ++at) {
                PowerCutDisk disk;
                QueuePromises promises;
                disk.arm(PowerCutDisk::Fault::Cut, at);
                live_with_restart(settings, folder.path("queue.db"), promises);
                finished = !disk.is_off();
                disk.restart(0.5 * (repetition % 3), chance);
                auto reopened = open_queue(folder.path("queue.db"), simple_hash, settings);
                broken += !reopened || !kept(**reopened, promises);
                ++cuts;
            }
        }
        return broken;
    }

    support::TempFolder folder;
    std::mt19937 chance{20261122};
    int cuts = 0;
};

TEST_F(QueuePowerCut, at_no_operation_costs_the_queue_what_it_acknowledged) {
    EXPECT_EQ(broken_queues(QueueSettings{}, 15 * rounds()), 0);
    EXPECT_GT(cuts, 1500);
    RecordProperty("cuts", cuts);
}

TEST_F(QueuePowerCut, the_queues_check_notices_every_weaker_setting) {
    EXPECT_GT(broken_queues({"NORMAL", "1"}, 3), 0);
    EXPECT_GT(broken_queues({"OFF", "0"}, 3), 0);
}

TEST_F(QueuePowerCut, an_operation_that_fails_is_never_called_success) {
    bool finished = false;
    int failures = 0;
    for (int at = 1; !finished; ++at) {
        PowerCutDisk disk;
        QueuePromises promises;
        disk.arm(PowerCutDisk::Fault::ErrorOnce, at);
        live_with_restart(QueueSettings{}, folder.path("queue.db"), promises);
        finished = disk.operations() < at;
        disk.restart(0.0, chance);
        auto reopened = open_queue(folder.path("queue.db"), simple_hash, QueueSettings{});
        ASSERT_TRUE(reopened.ok()) << at << " " << to_string(reopened.error());
        ASSERT_TRUE(kept(**reopened, promises)) << at;
        ++failures;
    }
    EXPECT_GT(failures, 100);
}

}  // namespace
}  // namespace lotse::store
