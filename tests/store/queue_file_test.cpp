// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "store/queue_internal.h"
#include "store/sqlite.h"
#include "support/sample_intakes.h"
#include "support/temp_folder.h"

namespace lotse::store {
namespace {

using support::kMorning;
using support::sample_intake;
using support::simple_hash;

class QueueFile : public testing::Test {
protected:
    void alter(const std::string& sql) {
        auto database = Database::open(path);
        ASSERT_TRUE(database.ok());
        ASSERT_TRUE((*database)->execute(sql).ok());
    }
    Result<void> verify_after(const std::string& sql) {
        {
            auto queue = open_queue(path, simple_hash);
            LOTSE_CHECK(queue.ok());
            for (int i = 0; i < 6; ++i) {
                LOTSE_CHECK((*queue)->audit("anna", "open", "intake", kMorning).ok());
            }
        }
        alter(sql);
        auto queue = open_queue(path, simple_hash);
        LOTSE_CHECK(queue.ok());
        return (*queue)->verify_audit();
    }

    support::TempFolder folder;
    std::string path = folder.path("queue.db");
};

TEST_F(QueueFile, a_change_in_any_audit_row_is_found_and_named) {
    const Result<void> verified = verify_after("UPDATE audit SET account = 'berta' WHERE seq = 4");
    ASSERT_FALSE(verified.ok());
    EXPECT_EQ(verified.error().kind, Kind::Corrupt);
    EXPECT_NE(verified.error().where.find("audit row 4"), std::string::npos);
}

TEST_F(QueueFile, every_column_of_the_audit_log_is_covered) {
    for (const char* change : {"at = at + 1", "action = 'opem'", "object = ''",
                               "hash = zeroblob(32)", "account = 'annaopen', action = ''"}) {
        std::remove(path.c_str());
        EXPECT_FALSE(
            verify_after("UPDATE audit SET " + std::string(change) + " WHERE seq = 2").ok())
            << change;
    }
}

TEST_F(QueueFile, a_removed_audit_row_is_found_also_at_either_end) {
    for (const char* rows : {"seq = 1", "seq = 3", "seq = 6", "seq > 0"}) {
        std::remove(path.c_str());
        EXPECT_FALSE(verify_after("DELETE FROM audit WHERE " + std::string(rows)).ok()) << rows;
    }
}

TEST_F(QueueFile, swapped_audit_rows_are_found) {
    EXPECT_FALSE(verify_after("UPDATE audit SET seq = -seq WHERE seq IN (3, 4);"
                              "UPDATE audit SET seq = 7 + seq WHERE seq < 0")
                     .ok());
}

TEST_F(QueueFile, a_second_process_is_told_that_the_file_is_in_use) {
    auto first = open_queue(path, simple_hash);
    ASSERT_TRUE(first.ok());
    auto second = open_queue(path, simple_hash);
    ASSERT_FALSE(second.ok());
    EXPECT_EQ(second.error().kind, Kind::Transient);
    EXPECT_NE(second.error().detail.find("another process"), std::string::npos);
    ASSERT_TRUE((*first)->put(sample_intake(1), kMorning).ok());
}

TEST_F(QueueFile, only_its_owner_may_read_it_and_its_log) {
    auto queue = open_queue(path, simple_hash);
    ASSERT_TRUE((*queue)->put(sample_intake(1), kMorning).ok());
    for (const std::string& file : {path, path + "-wal"}) {
        struct stat facts {};
        ASSERT_EQ(stat(file.c_str(), &facts), 0) << file;
        EXPECT_EQ(facts.st_mode & 0777, 0600u) << file;
    }
}

TEST_F(QueueFile, a_damaged_queue_is_refused_with_what_to_do) {
    std::ofstream(path) << std::string(20'000, 'x');
    const auto queue = open_queue(path, simple_hash);
    ASSERT_FALSE(queue.ok());
    EXPECT_EQ(queue.error().kind, Kind::Corrupt);
    EXPECT_EQ(queue.error().where, path);
    EXPECT_NE(queue.error().detail.find("restore the last backup"), std::string::npos);
}

TEST_F(QueueFile, an_outbox_is_not_taken_for_a_queue) {
    alter("PRAGMA application_id=1; PRAGMA user_version=1; CREATE TABLE t(x)");
    EXPECT_EQ(open_queue(path, simple_hash).error().kind, Kind::Corrupt);
}

TEST_F(QueueFile, settings_that_do_not_read_back_are_refused) {
    const auto queue = open_queue_with(path, simple_hash, QueueSettings{"NORMAL", "2"});
    ASSERT_FALSE(queue.ok());
    EXPECT_EQ(queue.error().kind, Kind::Unusable);
}

}  // namespace
}  // namespace lotse::store
