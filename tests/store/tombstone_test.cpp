// SPDX-License-Identifier: EUPL-1.2
// What was withdrawn or erased does not come back: not by a crash, not with an older database, not
// by a late retry.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "store/sqlite.h"
#include "store/sqlite_queue.h"
#include "store/tombstone_log.h"
#include "support/sample_intakes.h"
#include "support/temp_folder.h"

namespace lotse::store {
namespace {

namespace fs = std::filesystem;
using support::kMorning;
using support::sample_audit;
using support::sample_header;
using support::sample_intake;
using support::simple_hash;
using support::simple_tag;

class Tombstones : public testing::Test {
protected:
    std::unique_ptr<CentreStore> open() {
        auto queue = open_queue(path, simple_hash);
        LOTSE_CHECK(queue.ok());
        return std::move(*queue);
    }
    std::unique_ptr<CentreStore> begun(Begun* found = nullptr) {
        auto queue = open();
        const Result<Begun> begun = queue->begin(simple_tag);
        LOTSE_CHECK(begun.ok());
        if (found != nullptr) {
            *found = *begun;
        }
        return queue;
    }
    static Result<QueueEntry> withdraw(CentreStore& queue, int n) {
        const auto entry = queue.intakes.find("demo", sample_header(n).id);
        LOTSE_CHECK(entry.ok() && entry->has_value());
        return queue.intakes.act("demo", sample_header(n).id, QueueAction::Withdraw, "anna",
                                 (*entry)->revision, kMorning);
    }
    /// Whether its sealed answers can still be read.
    static bool readable(CentreStore& queue, int n) {
        return queue.intakes.read("demo", sample_header(n).id, sample_audit()).ok();
    }
    static Tombstone tombstone(int n, Burial kind = Burial::Withdrawn) {
        return {sample_header(n).id, sample_intake(n).digest, kMorning, kMorning, kind};
    }
    static std::string content(const std::string& file) {
        std::ifstream stream(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }

    support::TempFolder folder;
    std::string path = folder.path("queue.db");
    std::string log = folder.path("tombstones.log");
};

TEST_F(Tombstones, the_log_says_what_was_written_into_it_in_its_order) {
    const std::vector<Tombstone> all{tombstone(1), tombstone(2, Burial::Expired), tombstone(3)};
    {
        TombstoneLog writer(log, simple_tag);
        ASSERT_TRUE(writer.append({all[0]}).ok());
        ASSERT_TRUE(writer.append({all[1], all[2]}).ok());
    }
    const auto reading = read_tombstone_file(log, simple_tag);
    ASSERT_TRUE(reading.ok());
    EXPECT_EQ(reading->tombstones, all);
    EXPECT_EQ(reading->damaged, 0);
    struct stat facts {};
    ASSERT_EQ(::stat(log.c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777, 0600u);
    EXPECT_TRUE(read_tombstone_file(folder.path("none"), simple_tag)->tombstones.empty());
}

TEST_F(Tombstones, a_line_that_was_not_finished_is_cut_off_and_the_log_goes_on) {
    {
        TombstoneLog writer(log, simple_tag);
        ASSERT_TRUE(writer.append({tombstone(1), tombstone(2)}).ok());
    }
    const std::string whole = content(log);
    const std::size_t second = whole.find('\n') + 1;
    for (std::size_t cut = second; cut < whole.size(); ++cut) {
        std::ofstream(log, std::ios::binary | std::ios::trunc) << whole.substr(0, cut);
        TombstoneLog again(log, simple_tag);
        const auto reading = again.open();
        ASSERT_TRUE(reading.ok());
        EXPECT_EQ(reading->tombstones, std::vector<Tombstone>{tombstone(1)});
        EXPECT_EQ(reading->damaged, 0);
        ASSERT_TRUE(again.append({tombstone(3)}).ok());
        EXPECT_EQ(read_tombstone_file(log, simple_tag)->tombstones,
                  (std::vector<Tombstone>{tombstone(1), tombstone(3)}));
    }
}

TEST_F(Tombstones, no_flipped_bit_makes_another_tombstone_and_none_hides_more_than_two) {
    {
        TombstoneLog writer(log, simple_tag);
        for (int n = 1; n <= 5; ++n) {
            ASSERT_TRUE(writer.append({tombstone(n)}).ok());
        }
    }
    const std::string whole = content(log);
    std::set<IntakeId> true_ids;
    for (int n = 1; n <= 5; ++n) {
        true_ids.insert(sample_header(n).id);
    }
    for (std::size_t bit = 0; bit < whole.size() * 8; bit += 3) {
        std::string flipped = whole;
        flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
        const TombstoneReading reading = read_tombstones(flipped, simple_tag);
        EXPECT_GE(reading.tombstones.size(), 3u) << bit;
        EXPECT_TRUE(reading.damaged > 0 || reading.unfinished) << bit;
        for (const Tombstone& one : reading.tombstones) {
            EXPECT_TRUE(true_ids.contains(one.id)) << bit;
        }
    }
    // A line that was taken out is noticed at the next one.
    const std::size_t second = whole.find('\n') + 1;
    EXPECT_GT(read_tombstones(whole.substr(second), simple_tag).damaged, 0);
    // Of another key.
    const auto other_key = [](std::string_view text) {
        return simple_tag("other" + std::string(text));
    };
    EXPECT_TRUE(read_tombstones(whole, other_key).tombstones.empty());
}

TEST_F(Tombstones, any_bytes_are_read_without_harm) {
    for (const char* text : {"", "\n", "\n\n\n", " \n", "x", "a b c d e f\n", "\xff\xfe\n"}) {
        EXPECT_TRUE(read_tombstones(text, simple_tag).tombstones.empty()) << text;
    }
}

TEST_F(Tombstones, without_the_services_key_nothing_is_withdrawn) {
    auto queue = open();
    ASSERT_TRUE(queue->intakes.put(sample_intake(1), kMorning).ok());
    const auto refused = withdraw(*queue, 1);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().kind, Kind::Unusable);
    EXPECT_TRUE(readable(*queue, 1));
}

TEST_F(Tombstones, what_cannot_be_logged_is_not_withdrawn_and_can_be_later) {
    auto queue = begun();
    ASSERT_TRUE(queue->intakes.put(sample_intake(1), kMorning).ok());
    ASSERT_TRUE(queue->intakes.put(sample_intake(2), kMorning).ok());
    fs::remove(log);
    queue.reset();
    fs::create_directory(log);
    queue = open();
    EXPECT_FALSE(queue->begin(simple_tag).ok());
    EXPECT_FALSE(withdraw(*queue, 1).ok());
    EXPECT_TRUE(readable(*queue, 1));
    fs::remove(log);
    ASSERT_TRUE(withdraw(*queue, 1).ok());
    EXPECT_FALSE(readable(*queue, 1));
    EXPECT_EQ(read_tombstone_file(log, simple_tag)->tombstones.size(), 1u);
}

TEST_F(Tombstones, a_crash_between_the_line_and_the_commit_is_carried_out_at_the_next_start) {
    {
        auto queue = begun();
        for (int n = 1; n <= 3; ++n) {
            ASSERT_TRUE(queue->intakes.put(sample_intake(n), kMorning).ok());
        }
    }
    {
        TombstoneLog writer(log, simple_tag);
        ASSERT_TRUE(writer.append({tombstone(1), tombstone(2, Burial::Expired)}).ok());
    }
    Begun found;
    auto queue = begun(&found);
    EXPECT_EQ(found.buried_again, 2);
    EXPECT_EQ((*queue->intakes.find("demo", sample_header(1).id))->state, QueueState::Withdrawn);
    EXPECT_FALSE(queue->intakes.find("demo", sample_header(2).id)->has_value());
    EXPECT_FALSE(readable(*queue, 1));
    EXPECT_TRUE(readable(*queue, 3));
    EXPECT_TRUE(queue->audit_log.verify().ok());
    EXPECT_EQ(queue->intakes.put(sample_intake(1), kMorning).error().cause, Cause::Gone);
    queue.reset();
    queue = begun(&found);
    EXPECT_EQ(found.buried_again, 0) << "once";
}

TEST_F(Tombstones, an_older_database_brings_nothing_back_that_the_log_knows) {
    {
        auto queue = begun();
        for (int n = 1; n <= 4; ++n) {
            ASSERT_TRUE(queue->intakes.put(sample_intake(n), kMorning).ok());
        }
    }
    fs::copy_file(path, folder.path("older.db"));
    {
        auto queue = begun();
        ASSERT_TRUE(withdraw(*queue, 1).ok());
        ASSERT_TRUE(
            queue->intakes.act("demo", sample_header(2).id, QueueAction::Call, "anna", 1, kMorning)
                .ok());
        ASSERT_TRUE(
            queue->intakes.act("demo", sample_header(2).id, QueueAction::Close, "anna", 2, kMorning)
                .ok());
        ASSERT_TRUE(queue->intakes.begin_retention(kMorning).ok());
        ASSERT_EQ(*queue->intakes.erase_closed_before(kMorning + std::chrono::hours{1}), 2);
    }
    fs::copy_file(folder.path("older.db"), path, fs::copy_options::overwrite_existing);
    Begun found;
    auto queue = begun(&found);
    EXPECT_EQ(found.buried_again, 2);
    for (const int n : {1, 2}) {
        EXPECT_FALSE(readable(*queue, n));
        EXPECT_EQ(queue->intakes.put(sample_intake(n), kMorning).error().cause, Cause::Gone);
    }
    EXPECT_TRUE(readable(*queue, 3));
    using enum Holding;
    EXPECT_EQ(*queue->intakes.holdings("demo", "terminal-1",
                                       {sample_header(1).id, sample_header(2).id,
                                        sample_header(3).id, sample_header(9).id}),
              (std::vector<Holding>{Gone, Gone, Here, Wanted}));
}

TEST_F(Tombstones, a_log_that_was_lost_is_written_again_from_the_database) {
    {
        auto queue = begun();
        ASSERT_TRUE(queue->intakes.put(sample_intake(1), kMorning).ok());
        ASSERT_TRUE(withdraw(*queue, 1).ok());
    }
    fs::remove(log);
    begun();
    const auto reading = read_tombstone_file(log, simple_tag);
    ASSERT_EQ(reading->tombstones.size(), 1u);
    EXPECT_EQ(reading->tombstones[0].id, sample_header(1).id);
}

TEST_F(Tombstones, a_damaged_log_is_kept_aside_and_written_anew) {
    {
        auto queue = begun();
        for (int n = 1; n <= 3; ++n) {
            ASSERT_TRUE(queue->intakes.put(sample_intake(n), kMorning).ok());
            ASSERT_TRUE(withdraw(*queue, n).ok());
        }
    }
    std::string text = content(log);
    text[5] = text[5] == '0' ? '1' : '0';
    std::ofstream(log, std::ios::binary | std::ios::trunc) << text;
    Begun found;
    begun(&found);
    EXPECT_GT(found.damaged_tombstones, 0);
    EXPECT_EQ(content(log + ".damaged"), text);
    const auto reading = read_tombstone_file(log, simple_tag);
    EXPECT_EQ(reading->tombstones.size(), 3u) << "the database knew it, too";
    EXPECT_EQ(reading->damaged, 0);
}

TEST_F(Tombstones, are_forgotten_when_no_copy_can_be_left) {
    const WallTime later = kMorning + std::chrono::days{401};
    {
        auto queue = begun();
        for (int n = 1; n <= 2; ++n) {
            ASSERT_TRUE(queue->intakes.put(sample_intake(n), kMorning).ok());
        }
        ASSERT_TRUE(withdraw(*queue, 1).ok());
        ASSERT_TRUE(queue->intakes.begin_retention(kMorning).ok());
        ASSERT_EQ(*queue->intakes.erase_closed_before(kMorning + std::chrono::hours{1}), 1);
        ASSERT_TRUE(withdraw(*queue, 2).ok());
        ASSERT_TRUE(queue->intakes.begin_retention(later).ok());
    }
    const auto reading = read_tombstone_file(log, simple_tag);
    ASSERT_EQ(reading->tombstones.size(), 1u);
    EXPECT_EQ(reading->tombstones[0].id, sample_header(2).id) << "its time begins now";
    EXPECT_EQ(reading->tombstones[0].lived, later);
}

}  // namespace
}  // namespace lotse::store
