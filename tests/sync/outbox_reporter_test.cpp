// SPDX-License-Identifier: EUPL-1.2
#include "sync/outbox_reporter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "codec/wire/configuration_wire.h"
#include "core/civil_time.h"
#include "core/limits.h"
#include "support/memory_outbox.h"
#include "support/sample_intakes.h"

namespace lotse::sync {
namespace {

using std::chrono::days;
using support::MemoryDisk;
using support::MemoryOutbox;
using support::sample_intake;

class Reporter : public testing::Test {
protected:
    /// Three intakes that arrived, and are kept as copies.
    Reporter() {
        for (const int n : {1, 2, 3}) {
            EXPECT_TRUE(outbox.add(sample_intake(n)).ok());
        }
        for (OutboxEntry entry : *outbox.entries()) {
            entry.delivery = Delivery::Kept;
            EXPECT_TRUE(outbox.update(entry).ok());
        }
        EXPECT_EQ(outbox.copies()->size(), 3u);
        start();
    }
    /// What stood on the disk goes on.
    void start() {
        reporter = std::move(OutboxReporter::make(outbox, [this](const QueuePosition& now,
                                                                 const Result<void>& again) {
                       told.push_back(now);
                       well = again.ok();
                   })).value();
    }
    void hear(const QueuePosition& position) {
        reporter->position().hear(reporter->position().known(), position);
    }

    std::shared_ptr<MemoryDisk> disk = std::make_shared<MemoryDisk>();
    MemoryOutbox outbox{disk};
    std::vector<QueuePosition> told;
    bool well = false;
    std::unique_ptr<OutboxReporter> reporter;
};

TEST_F(Reporter, offers_every_copy_again_to_a_queue_that_went_back_or_is_another_one) {
    hear({{1}, 50});
    hear({{1}, 51});
    EXPECT_EQ(outbox.copies()->size(), 3u) << "it only grew";
    hear({{1}, 40});
    EXPECT_EQ(outbox.copies()->size(), 0u);
    EXPECT_EQ(outbox.entries()->size(), 3u) << "an older database: all wait again";
    for (OutboxEntry entry : *outbox.entries()) {
        entry.delivery = Delivery::Kept;
        ASSERT_TRUE(outbox.update(entry).ok());
    }
    hear({{2}, 90});
    EXPECT_EQ(outbox.entries()->size(), 3u) << "a restored one, however much it has seen";
    EXPECT_EQ(told, (std::vector<QueuePosition>{{{1}, 40}, {{2}, 90}}));
    EXPECT_TRUE(well);
}

TEST_F(Reporter, remembers_over_a_restart_how_far_the_queue_had_come) {
    hear({{1}, 50});
    ASSERT_TRUE(reporter->report("2026-11-22").ok());
    start();
    hear({{2}, 90});
    EXPECT_EQ(outbox.entries()->size(), 3u);
}

TEST_F(Reporter, leaves_out_numbers_by_the_time_that_was_lived_whatever_day_a_service_names) {
    const WallTime lived{days(1000)};
    NumberMoment now{"2026-11-22", WallTime{days(20'000)}, true, "a", Instant{0}};
    int left_out = 0;
    const auto hear_of_the_highest = [&](WallTime at) {
        OutboxReply reply;
        reply.day = now.day;
        reply.last = 999'999;
        const auto taken = reporter->take(codec::write_outbox_reply(reply), now, at);
        ASSERT_TRUE(taken.ok());
        left_out += taken->left_out;
    };
    ASSERT_TRUE(outbox.next_number(now).ok());
    ASSERT_TRUE(reporter->report(now.day).ok());
    for (int day = 0; day < 20; ++day) {
        hear_of_the_highest(lived + std::chrono::minutes(day));
        now.at += days(2);
        now.day = to_iso(german_time(now.at).date);
    }
    EXPECT_EQ(left_out, limits::kMostNumbersLeftOut) << "all of one lived day";
    hear_of_the_highest(lived + days(1));
    EXPECT_EQ(left_out, 2 * limits::kMostNumbersLeftOut) << "another one";
}

TEST_F(Reporter, counts_its_reports_forwards_whatever_count_a_service_names) {
    std::int64_t last = 0;
    for (const std::int64_t said : {std::int64_t{0}, std::int64_t{5000}, std::int64_t{1} << 52,
                                    std::numeric_limits<std::int64_t>::max(),
                                    std::numeric_limits<std::int64_t>::max(), std::int64_t{3}}) {
        const Result<OutboxReport> report = reporter->report("2026-11-22");
        ASSERT_TRUE(report.ok());
        EXPECT_GT(report->seq, last) << "after " << said;
        last = report->seq;
        OutboxReply reply;
        reply.day = "2026-11-22";
        reply.seq = said;
        ASSERT_TRUE(reporter->take(codec::write_outbox_reply(reply), {}, WallTime{}).ok());
    }
}

TEST_F(Reporter, tries_with_the_next_answer_what_a_full_disk_refused) {
    hear({{1}, 50});
    disk->full = true;
    hear({{2}, 90});
    EXPECT_FALSE(well);
    disk->full = false;
    EXPECT_EQ(outbox.entries()->size(), 0u);
    hear({{2}, 91});
    EXPECT_EQ(outbox.entries()->size(), 3u);
    EXPECT_TRUE(well);
}

}  // namespace
}  // namespace lotse::sync
