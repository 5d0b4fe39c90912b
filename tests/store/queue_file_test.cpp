// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <random>

#include "store/queue_copy.h"
#include "store/queue_of_schema_2.h"
#include "store/queue_schema.h"
#include "store/queue_upgrade.h"
#include "store/sqlite.h"
#include "store/sqlite_queue.h"
#include "support/sample_account.h"
#include "support/sample_intakes.h"
#include "support/sample_register.h"
#include "support/temp_folder.h"
#include "support/whole_list.h"

namespace lotse::store {
namespace {

using support::kMorning;
using support::register_with;
using support::sample_audit;
using support::sample_header;
using support::sample_intake;
using support::simple_hash;
using support::simple_tag;

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
                LOTSE_CHECK((*queue)->audit_log.append(sample_audit(AuditAction::Open)).ok());
            }
        }
        alter(sql);
        auto queue = open_queue(path, simple_hash);
        LOTSE_CHECK(queue.ok());
        return (*queue)->audit_log.verify();
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
    for (const char* change :
         {"at = at + 1", "action = 'opem'", "object = ''", "hash = zeroblob(32)",
          "salt = zeroblob(16)", "salt = x''", "account = 'annaopen', action = ''"}) {
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
    ASSERT_TRUE((*first)->intakes.put(sample_intake(1), kMorning).ok());
}

TEST_F(QueueFile, what_was_erased_stands_in_no_file_while_the_queue_goes_on) {
    const auto stands_in_a_file = [&](const SealedIntake& intake) {
        const std::string envelope(intake.envelope.begin(), intake.envelope.end());
        return std::ranges::any_of(
            std::vector<std::string>{"", "-wal", "-shm", "-journal"}, [&](const std::string& end) {
                std::ifstream stream(path + end, std::ios::binary);
                const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
                // A piece is enough to be found: pages cut an envelope.
                return bytes.find(envelope.substr(0, 64)) != std::string::npos;
            });
    };
    auto queue = open_queue(path, simple_hash);
    ASSERT_TRUE(queue.ok() && (*queue)->begin(simple_tag).ok());
    IntakeQueue& intakes = (*queue)->intakes;
    std::vector<SealedIntake> all;
    for (int i = 1; i <= 12; ++i) {
        all.push_back(sample_intake(i));
        all.back().envelope.resize(6000);
        std::mt19937 chance(static_cast<unsigned>(i));
        std::ranges::generate(all.back().envelope,
                              [&] { return static_cast<std::uint8_t>(chance()); });
        ASSERT_TRUE(intakes.put(all.back(), kMorning).ok());
        EXPECT_TRUE(stands_in_a_file(all.back())) << "else this test finds nothing";
    }
    const std::string& centre = all.front().header.centre;
    for (int i = 0; i < 4; ++i) {
        const auto entry = intakes.find(centre, all[i].header.id);
        ASSERT_TRUE(entry.ok() && entry->has_value());
        ASSERT_TRUE(intakes
                        .act(centre, all[i].header.id, QueueAction::Withdraw, "berta",
                             (*entry)->revision, kMorning)
                        .ok());
        EXPECT_FALSE(stands_in_a_file(all[i])) << "withdrawn";
        EXPECT_TRUE(stands_in_a_file(all[i + 4]));
    }
    for (int i = 4; i < 8; ++i) {
        for (const QueueAction action :
             {QueueAction::Call, QueueAction::Open, QueueAction::Close}) {
            const auto entry = intakes.find(centre, all[i].header.id);
            static_cast<void>(intakes.act(centre, all[i].header.id, action, "berta",
                                          (*entry)->revision, kMorning));
        }
    }
    ASSERT_TRUE(intakes.begin_retention(kMorning).ok());
    const auto erased = intakes.erase_closed_before(kMorning + std::chrono::days(40), {});
    ASSERT_TRUE(erased.ok());
    EXPECT_GE(*erased, 8);
    for (int i = 4; i < 8; ++i) {
        EXPECT_FALSE(stands_in_a_file(all[i])) << "closed long ago";
        EXPECT_TRUE(stands_in_a_file(all[i + 4]));
    }
}

TEST_F(QueueFile, what_an_account_held_before_stands_in_no_file_while_the_queue_goes_on) {
    const auto stands_in_a_file = [&](const Bytes& bytes) {
        const std::string wanted(bytes.begin(), bytes.end());
        return std::ranges::any_of(
            std::vector<std::string>{"", "-wal", "-journal"}, [&](const std::string& end) {
                std::ifstream stream(path + end, std::ios::binary);
                const std::string all{std::istreambuf_iterator<char>(stream), {}};
                return all.find(wanted) != std::string::npos;
            });
    };
    auto chance_bytes = [chance = std::mt19937(7)]() mutable {
        Bytes bytes(80);
        std::ranges::generate(bytes, [&] { return static_cast<std::uint8_t>(chance()); });
        return bytes;
    };
    auto queue = open_queue(path, simple_hash);
    ASSERT_TRUE(queue.ok());
    StaffAccount account = support::sample_account("anna");
    account.wrapped = chance_bytes();
    account.grants = {{"version", "0", chance_bytes()}};
    const Bytes wrapped = account.wrapped, grant = account.grants[0].sealed;
    const AuditEntry audit{"anna", AuditAction::PasswordChanged, "anna", kMorning};
    ASSERT_TRUE((*queue)->accounts.save(account, audit).ok());
    EXPECT_TRUE(stands_in_a_file(wrapped) && stands_in_a_file(grant)) << "else it finds nothing";
    account.wrapped = chance_bytes();
    account.grants[0].sealed = chance_bytes();
    ASSERT_TRUE((*queue)->accounts.save(account, audit).ok());
    EXPECT_FALSE(stands_in_a_file(wrapped));
    EXPECT_FALSE(stands_in_a_file(grant));
    EXPECT_TRUE(stands_in_a_file(account.wrapped));
}

TEST_F(QueueFile, only_its_owner_may_read_it_and_its_log) {
    auto queue = open_queue(path, simple_hash);
    ASSERT_TRUE((*queue)->intakes.put(sample_intake(1), kMorning).ok());
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
    const auto queue = open_queue(path, simple_hash, QueueSettings{"NORMAL", "2"});
    ASSERT_FALSE(queue.ok());
    EXPECT_EQ(queue.error().kind, Kind::Unusable);
}

TEST_F(QueueFile, a_queue_whose_states_were_ordinals_is_opened_with_all_that_it_holds) {
    alter(kQueueOfSchema2);
    {
        auto upgrade = QueueUpgrade::open(path, simple_hash);
        ASSERT_TRUE(upgrade.ok()) << to_string(upgrade.error());
        ASSERT_EQ((*upgrade)->accounts().size(), 1u);
        EXPECT_EQ((*upgrade)->accounts()[0].name, "anna");
        EXPECT_EQ((*upgrade)->accounts()[0].wrapped_key, (Bytes{1, 2}));
        EXPECT_TRUE((*upgrade)->accounts()[0].admin);
        ASSERT_TRUE((*upgrade)->finish({}, {}).ok());
    }
    {
        auto queue = open_queue(path, simple_hash);
        ASSERT_TRUE(queue.ok()) << to_string(queue.error());
        const auto entries = support::whole_list((*queue)->intakes, "demo", "2026-11-22");
        ASSERT_TRUE(entries.ok()) << to_string(entries.error());
        const QueueState states[] = {
            QueueState::Waiting, QueueState::Called, QueueState::InProgress, QueueState::Parked,
            QueueState::Missed,  QueueState::Done,   QueueState::Withdrawn};
        ASSERT_EQ(entries->size(), std::size(states));
        for (std::size_t i = 0; i < entries->size(); ++i) {
            const QueueEntry& entry = (*entries)[i];
            EXPECT_EQ(entry.header.number, "A" + std::to_string(i + 1));
            EXPECT_EQ(entry.state, states[i]) << entry.header.number;
            EXPECT_EQ(entry.revision, static_cast<std::int64_t>(i) + 1);
            EXPECT_EQ(entry.calls, i == 0 ? 0 : 1);
            EXPECT_EQ(entry.holder, i == 1 || i == 2 ? "anna" : "");
        }
        EXPECT_EQ(*(*queue)->intakes.revision("demo"), 41);
        EXPECT_TRUE((*queue)->audit_log.verify().ok()) << "the chain is the one that was written";
        EXPECT_TRUE((*queue)->terminals.key("demo", "terminal-1")->has_value());
        EXPECT_EQ(*(*queue)->configurations.bundle("demo", 1), "one");
        const auto next = (*queue)->intakes.call_next("demo", "anna", kMorning);
        EXPECT_EQ((*next)->header.number, "A1");
        const std::string body = "sealed A1";
        EXPECT_EQ(*(*queue)->intakes.read("demo", (*next)->header.id, sample_audit()),
                  Bytes(body.begin(), body.end()));
        EXPECT_TRUE((*queue)->audit_log.verify().ok()) << "and goes on";
        ASSERT_TRUE((*queue)->intakes.put(sample_intake(100), kMorning).ok());
    }
    // With the key: all that was there is tagged, and nothing is changed by it.
    {
        auto queue = open_queue(path, simple_hash);
        ASSERT_TRUE(queue.ok() && (*queue)->begin(simple_tag).ok());
        const auto entries = support::whole_list((*queue)->intakes, "demo", "2026-11-22");
        ASSERT_TRUE(entries.ok());
        ASSERT_EQ(entries->size(), 8u);
        for (const QueueEntry& entry : *entries) {
            const auto read = (*queue)->intakes.read("demo", entry.header.id, sample_audit());
            const std::string body = "sealed " + entry.header.number;
            if (entry.state == QueueState::Withdrawn) {
                EXPECT_FALSE(read.ok());
            } else if (entry.header.number != "A100") {
                EXPECT_EQ(*read, Bytes(body.begin(), body.end())) << entry.header.number;
            }
        }
        EXPECT_TRUE((*queue)->audit_log.verify().ok());
        EXPECT_EQ((*queue)->intakes.position().revision, 2) << "what was done since the upgrade";
    }
    const auto facts = check_copy(path, simple_tag);
    ASSERT_TRUE(facts.ok()) << to_string(facts.error());
    EXPECT_EQ(facts->damaged, 0);
    EXPECT_EQ(facts->tombstones, 1);
    auto database = Database::open(path);
    ASSERT_TRUE(database.ok());
    Query query = (*database)->query("SELECT seq, state FROM entry ORDER BY seq DESC LIMIT 1");
    ASSERT_TRUE(*query.next());
    EXPECT_EQ(query.integer(0), 91) << "a place that was given is not given again";
    EXPECT_EQ(query.text(1), "waiting");
}

TEST_F(QueueFile, accounts_of_an_earlier_version_are_not_converted_by_opening_the_file) {
    alter(kQueueOfSchema2);
    const auto refused = open_queue(path, simple_hash);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().kind, Kind::Unusable);
    EXPECT_NE(refused.error().detail.find("lotse-tool centre upgrade"), std::string::npos);
    alter("DELETE FROM account");
    EXPECT_TRUE(open_queue(path, simple_hash).ok()) << "without accounts there is nothing to lose";
}

TEST_F(QueueFile, a_state_that_is_no_word_of_ours_cannot_be_written) {
    ASSERT_TRUE((*open_queue(path, simple_hash))->intakes.put(sample_intake(1), kMorning).ok());
    auto database = Database::open(path);
    ASSERT_TRUE(database.ok());
    for (const char* state : {"1", "'Waiting'", "''", "NULL"}) {
        EXPECT_FALSE((*database)->execute("UPDATE entry SET state = " + std::string(state)).ok())
            << state;
    }
}

TEST_F(QueueFile, no_audit_row_stays_of_what_then_did_not_happen) {
    {
        auto queue = open_queue(path, simple_hash);
        ASSERT_TRUE((*queue)->begin(simple_tag).ok());
        ASSERT_TRUE((*queue)->intakes.put(sample_intake(1), kMorning).ok());
        ASSERT_TRUE((*queue)
                        ->terminals
                        .keep_keys(register_with("demo", 1, {{"t1", Bytes(32, 1)}}), "first",
                                   {sample_audit(AuditAction::TerminalEnrolled)})
                        .ok());
    }
    // What comes before the row in the transaction fails, and what comes after it.
    for (const char* change : {"UPDATE ON entry", "DELETE ON body", "INSERT ON tombstone",
                               "UPDATE ON centre", "INSERT ON account", "INSERT ON terminal",
                               "DELETE ON terminal", "INSERT ON configuration"}) {
        alter("CREATE TRIGGER \"" + std::string(change) + "\" BEFORE " + change +
              " BEGIN SELECT RAISE(ABORT, 'the test refuses it'); END");
    }
    {
        auto queue = open_queue(path, simple_hash);
        ASSERT_TRUE((*queue)->begin(simple_tag).ok());
        const IntakeId id = sample_header(1).id;
        for (const QueueAction action : {QueueAction::Call, QueueAction::Withdraw}) {
            EXPECT_FALSE((*queue)->intakes.act("demo", id, action, "anna", 1, kMorning).ok());
        }
        EXPECT_FALSE((*queue)->intakes.call_next("demo", "anna", kMorning).ok());
        EXPECT_FALSE((*queue)->accounts.save(support::sample_account("b"), sample_audit()).ok());
        for (const char* centre : {"demo", "nord"}) {
            EXPECT_FALSE((*queue)
                             ->terminals
                             .keep_keys(register_with(centre, 2, {{"t2", Bytes(32, 1)}}), "second",
                                        {sample_audit()})
                             .ok());
        }
        EXPECT_FALSE((*queue)
                         ->configurations
                         .publish("demo", {1, kMorning, "anna", "", ""}, "b", {}, sample_audit())
                         .ok());
        EXPECT_EQ((*(*queue)->intakes.find("demo", id))->state, QueueState::Waiting);
    }
    // The row itself goes with what follows it.
    alter("DROP TRIGGER \"UPDATE ON entry\"");
    {
        auto queue = open_queue(path, simple_hash);
        ASSERT_TRUE((*queue)->begin(simple_tag).ok());
        EXPECT_FALSE((*queue)->intakes.call_next("demo", "anna", kMorning).ok());
        EXPECT_EQ((*(*queue)->intakes.find("demo", sample_header(1).id))->state,
                  QueueState::Waiting);
        EXPECT_TRUE((*queue)->audit_log.verify().ok());
    }
    auto database = Database::open(path);
    ASSERT_TRUE(database.ok());
    Query query = (*database)->query("SELECT count(*) FROM audit");
    ASSERT_TRUE(*query.next());
    EXPECT_EQ(query.integer(0), 1) << "only the terminal that was enrolled";
}

TEST_F(QueueFile, lists_use_the_index_of_open_and_of_closed_entries) {
    ASSERT_TRUE(open_queue(path, simple_hash).ok());
    auto database = Database::open(path);
    ASSERT_TRUE(database.ok());
    const auto plan = [&](const char* sql) {
        Query query = (*database)->query(sql);
        EXPECT_TRUE(*query.next());
        return query.text(3);
    };
    EXPECT_NE(plan("EXPLAIN QUERY PLAN SELECT id FROM entry WHERE centre = ? AND " LOTSE_OPEN
                   " AND state = 'waiting' ORDER BY seq LIMIT 1")
                  .find("open_entry"),
              std::string::npos);
    EXPECT_NE(plan("EXPLAIN QUERY PLAN SELECT id FROM entry WHERE centre = ? AND " LOTSE_CLOSED
                   " AND changed < ?")
                  .find("closed_entry"),
              std::string::npos);
}

}  // namespace
}  // namespace lotse::store
