// SPDX-License-Identifier: EUPL-1.2
// Whatever becomes of a queue's files, a restore brings back everything that terminals still have,
// and nothing that was withdrawn or erased.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <sstream>

#include "core/limits.h"
#include "service/backup.h"
#include "service/queue_lock.h"
#include "service/queue_mark.h"
#include "service/restore.h"
#include "service/state_files.h"
#include "store/sqlite_queue.h"
#include "store/tombstone_log.h"
#include "support/test_centre.h"
#include "vault/key_files.h"

namespace lotse::trust {
namespace {

namespace fs = std::filesystem;
using support::TestCentre;

const WallTime kNow{std::chrono::seconds{1'796'000'000}};

int count_from(const char* variable, int usual) {
    const char* const wanted = std::getenv(variable);
    return wanted == nullptr ? usual : std::atoi(wanted);
}

std::string content(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// A centre's queue with what terminals were told of it, and what they still have.
class RestoreDrill : public testing::Test {
protected:
    static TestCentre& centre() {
        static TestCentre the_centre;
        return the_centre;
    }

    RestoreDrill() {
        fs::remove_all(queue_folder());
        fs::create_directories(queue_folder());
        centre().make_database();
        begin();
    }
    ~RestoreDrill() override { put_back_key(); }

    static std::string state() { return centre().folder.path(); }
    static std::string database() { return centre().database(); }
    static std::string queue_folder() { return fs::path(database()).parent_path(); }
    static std::string tombstones() { return store::tombstone_log_of(database()); }
    static std::string key_file() { return centre().folder.path("keys/service.key"); }
    static void put_back_key() {
        if (!fs::exists(key_file())) {
            ASSERT_TRUE(vault::save_service_key(key_file(), the_key()).ok());
        }
    }
    static const vault::ServiceKey& the_key() {
        static const vault::ServiceKey key = centre().service_key();
        return key;
    }
    std::string backups() const { return outside.path("backups"); }

    /// As the service does at its start.
    Result<void> start() {
        Result<std::unique_ptr<store::CentreStore>> opened =
            store::open_queue(database(), &vault::hash);
        if (!opened) {
            return opened.error();
        }
        if (Result<void> newest =
                service::check_mark(database(), (*opened)->intakes.position(), the_key().tags());
            !newest) {
            return newest;
        }
        if (Result<store::Begun> begun = (*opened)->begin(the_key().tags()); !begun) {
            return begun.error();
        }
        queue = std::move(*opened);
        return mark();
    }
    Result<void> mark() {
        return service::keep_mark(service::mark_of(database()), {queue->intakes.position(), kNow},
                                  the_key().tags());
    }
    void begin() {
        const Result<void> started = start();
        ASSERT_TRUE(started.ok()) << to_string(started.error());
    }
    void stop() { queue.reset(); }

    void take(int count) {
        for (int i = 0; i < count; ++i) {
            SealedIntake intake = centre().intake(++last, std::string(payload, 'x'));
            ASSERT_TRUE(queue->intakes.put(intake, kNow).ok());
            const IntakeId id = intake.header.id;
            kept.emplace(id, std::move(intake));
        }
    }
    /// The n-th of those that are open.
    IntakeId open_one(unsigned n) const {
        std::vector<IntakeId> open;
        for (const auto& [id, intake] : kept) {
            const auto entry = queue->intakes.find(TestCentre::kCentre, id);
            if (entry && *entry && !is_closed(**entry)) {
                open.push_back(id);
            }
        }
        LOTSE_CHECK(!open.empty());
        return open[n % open.size()];
    }
    void act(const IntakeId& id, QueueAction action) {
        const auto entry = queue->intakes.find(TestCentre::kCentre, id);
        ASSERT_TRUE(entry.ok() && entry->has_value());
        ASSERT_TRUE(queue->intakes
                        .act(TestCentre::kCentre, id, action, TestCentre::kAccount,
                             (*entry)->revision, kNow)
                        .ok());
    }
    void withdraw(const IntakeId& id) {
        act(id, QueueAction::Withdraw);
        gone.insert(id);
    }
    void close(const IntakeId& id) {
        act(id, QueueAction::Call);
        act(id, QueueAction::Close);
    }
    /// All that is closed, also what was when a backup was made.
    void expire() {
        for (const auto& [id, intake] : kept) {
            const auto entry = queue->intakes.find(TestCentre::kCentre, id);
            ASSERT_TRUE(entry.ok());
            if (*entry && is_closed(**entry)) {
                gone.insert(id);
            }
        }
        ASSERT_TRUE(queue->intakes.begin_retention(kNow).ok());
        ASSERT_TRUE(queue->intakes.erase_closed_before(kNow + std::chrono::hours{1}).ok());
    }
    std::string back_up() {
        const auto made = service::make_backup(
            {database(), backups(), the_key().tags(), the_key().manifests(),
             kNow + std::chrono::seconds{++made_backups}, std::nullopt},
            [this](const std::string& file) { return service::copy_whole(*queue, file); });
        LOTSE_CHECK(made.ok());
        return made->folder;
    }
    Result<void> restore(const std::string& from, const std::string& key = "") {
        std::ostringstream out;
        Result<void> done = service::restore(
            {codec::QueueConfig{}, state(), from, key, kNow + std::chrono::hours{30}}, out);
        told = out.str();
        return done;
    }
    /// A terminal that hears of another epoch asks for all that it has, and does as it is told.
    void terminal_sends_again() {
        std::vector<IntakeId> ids;
        for (const auto& [id, intake] : kept) {
            ids.push_back(id);
        }
        const auto holdings =
            queue->intakes.holdings(TestCentre::kCentre, TestCentre::kTerminal, ids);
        ASSERT_TRUE(holdings.ok());
        for (std::size_t i = 0; i < ids.size(); ++i) {
            if ((*holdings)[i] == Holding::Wanted) {
                ASSERT_TRUE(queue->intakes.put(kept.at(ids[i]), kNow).ok());
            }
        }
    }
    struct Count {
        int lost = 0, revived = 0;
    };
    Count count(bool known = true) {
        Count result;
        for (const auto& [id, intake] : kept) {
            const bool readable =
                queue->intakes
                    .read(TestCentre::kCentre, id,
                          {TestCentre::kAccount, AuditAction::Read, to_hex(id), kNow})
                    .ok();
            result.lost += !readable && !gone.contains(id) ? 1 : 0;
            result.revived += readable && gone.contains(id) ? 1 : 0;
            if (known && gone.contains(id)) {
                EXPECT_EQ(queue->intakes.put(intake, kNow).error().cause, Cause::Gone);
            }
        }
        return result;
    }
    void expect_all_well(const std::string& what) {
        terminal_sends_again();
        const Count found = count();
        EXPECT_EQ(found.lost, 0) << what;
        EXPECT_EQ(found.revived, 0) << what;
        EXPECT_TRUE(queue->audit_log.verify().ok()) << what;
    }
    std::map<std::string, std::string> all_files() {
        std::map<std::string, std::string> files;
        for (const auto& one : fs::directory_iterator(queue_folder())) {
            if (one.is_regular_file() && one.path().filename() != "lock") {
                files[one.path().string()] = content(one.path().string());
            }
        }
        return files;
    }

    support::TempFolder outside;
    std::unique_ptr<store::CentreStore> queue;
    std::map<IntakeId, SealedIntake> kept;  ///< acknowledged, and still at terminals
    std::set<IntakeId> gone;
    std::string told;
    int last = 0, made_backups = 0;
    std::size_t payload = 20;
};

TEST_F(RestoreDrill, a_backup_that_is_made_while_work_goes_on_has_what_came_meanwhile) {
    payload = 30'000;
    take(60);
    withdraw(open_one(3));
    const QueuePosition before = queue->intakes.position();
    const std::string file = outside.path("copy.db");
    ASSERT_TRUE(queue->begin_copy(file).ok());
    for (bool whole = false; !whole;) {
        const auto stepped = queue->go_on_copying();
        ASSERT_TRUE(stepped.ok()) << to_string(stepped.error());
        whole = *stepped;
        if (!whole) {
            take(1);
            withdraw(open_one(7));
        }
    }
    const auto facts = store::check_copy(file, the_key().tags());
    EXPECT_EQ(facts.ok() ? facts->damaged : 0, 0);
    ASSERT_TRUE(facts.ok()) << to_string(facts.error());
    EXPECT_EQ(facts->position, queue->intakes.position());
    EXPECT_GT(facts->position.revision, before.revision) << "else nothing came meanwhile";
    EXPECT_EQ(facts->tombstones, static_cast<std::int64_t>(gone.size()));
}

TEST_F(RestoreDrill, every_loss_of_files_is_made_good_as_far_as_terminals_and_logs_know) {
    enum class Live { Whole, Missing, Damaged, Older };
    enum class Log { Whole, Missing, Damaged };
    enum class Key { There, Copy, Foreign };
    int drills = 0, restored = 0, refused = 0;
    for (const Live live : {Live::Whole, Live::Missing, Live::Damaged, Live::Older}) {
        for (const Log log : {Log::Whole, Log::Missing, Log::Damaged}) {
            for (const bool marked : {true, false}) {
                for (const Key key : {Key::There, Key::Copy, Key::Foreign}) {
                    const std::string what = "drill " + std::to_string(++drills);
                    stop();
                    kept.clear();
                    gone.clear();
                    fs::remove_all(queue_folder());
                    fs::create_directories(queue_folder());
                    centre().make_database();
                    begin();
                    take(6);
                    withdraw(open_one(0));
                    close(open_one(1));
                    const std::string backup = back_up();
                    stop();
                    fs::copy_file(database(), outside.path("older.db"),
                                  fs::copy_options::overwrite_existing);
                    begin();
                    take(4);
                    withdraw(open_one(2));
                    expire();
                    withdraw(open_one(4));
                    const QueuePosition before = queue->intakes.position();
                    ASSERT_TRUE(mark().ok());
                    stop();

                    if (live == Live::Missing) {
                        fs::remove(database());
                    } else if (live == Live::Damaged) {
                        std::ofstream(database(), std::ios::trunc) << std::string(9000, 'x');
                    } else if (live == Live::Older) {
                        fs::copy_file(outside.path("older.db"), database(),
                                      fs::copy_options::overwrite_existing);
                    }
                    if (log == Log::Missing) {
                        fs::remove(tombstones());
                    } else if (log == Log::Damaged) {
                        std::string text = content(tombstones());
                        text[40] = text[40] == '0' ? '1' : '0';
                        std::ofstream(tombstones(), std::ios::trunc) << text;
                    }
                    if (!marked) {
                        fs::remove(service::mark_of(database()));
                    }
                    const std::string copy = outside.path("service.key");
                    fs::remove(copy);
                    if (key != Key::There) {
                        ASSERT_TRUE(vault::save_service_key(
                                        copy, key == Key::Copy ? centre().service_key()
                                                               : vault::ServiceKey::generate())
                                        .ok());
                        fs::remove(key_file());
                    }

                    if (marked && live != Live::Whole) {
                        const Result<void> started = start();
                        EXPECT_FALSE(started.ok()) << what;
                        stop();
                        if (live == Live::Older) {
                            EXPECT_NE(started.error().detail.find("lotse-queue restore"),
                                      std::string::npos)
                                << what;
                        }
                    }
                    const auto files = all_files();
                    const Result<void> done = restore(drills % 2 == 0 ? backup : backups(),
                                                      key == Key::There ? "" : copy);
                    if (key == Key::Foreign) {
                        ASSERT_FALSE(done.ok()) << what;
                        EXPECT_TRUE(all_files() == files) << what << ": a refusal changes nothing";
                        put_back_key();
                        ++refused;
                        continue;
                    }
                    ASSERT_TRUE(done.ok()) << what << ": " << to_string(done.error());
                    ++restored;
                    ASSERT_TRUE(fs::exists(key_file())) << what;
                    const bool knew = live == Live::Whole || live == Live::Older;
                    EXPECT_EQ(told.find("is as it was last") != std::string::npos, knew) << what;
                    begin();
                    EXPECT_TRUE(fell_back(before, queue->intakes.position())) << what;
                    EXPECT_NE(queue->intakes.position().epoch, before.epoch)
                        << what << ": noticed also by who looks when its revision is higher again";
                    terminal_sends_again();
                    // What was withdrawn since the backup stands in the log and in the database
                    // that ran last. Without both, only terminals know.
                    const bool known = live == Live::Whole || log == Log::Whole;
                    const Count found = count(known);
                    EXPECT_EQ(found.lost, 0) << what;
                    if (known) {
                        EXPECT_EQ(found.revived, 0) << what << told;
                    }
                    EXPECT_TRUE(queue->audit_log.verify().ok()) << what;
                }
            }
        }
    }
    std::cout << "restore drills: " << drills << ", " << restored << " restored, " << refused
              << " refused with a foreign key\n";
}

TEST_F(RestoreDrill, killed_at_any_step_nothing_is_lost_and_the_same_command_mends_it) {
    take(40);
    withdraw(open_one(0));
    const std::string backup = back_up();
    take(20);
    withdraw(open_one(5));
    ASSERT_TRUE(mark().ok());
    std::mt19937 chance(20261130);
    const int kills = count_from("LOTSE_RESTORE_KILLS", 20);
    int refused = 0, went_on = 0, finished = 0;
    for (int i = 0; i < kills; ++i) {
        take(1);
        withdraw(open_one(chance()));
        ASSERT_TRUE(mark().ok());
        stop();
        const pid_t child = fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            std::ostringstream out;
            const Result<void> done = service::restore(
                {codec::QueueConfig{}, state(), backup, "", kNow + std::chrono::hours{30}}, out);
            _exit(done ? 0 : 1);
        }
        ::usleep(chance() % 15'000);
        ::kill(child, SIGKILL);
        int status = 0;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
        finished += WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 1 : 0;
        const Result<void> started = start();
        if (started) {
            ++went_on;
        } else {
            ++refused;
            EXPECT_NE(started.error().detail.find("restore"), std::string::npos)
                << to_string(started.error());
            if (!fs::exists(database()) || fs::file_size(database()) == 0) {
                fs::remove(database());
            }
            const Result<void> again = restore(backup);
            ASSERT_TRUE(again.ok()) << to_string(again.error());
            begin();
        }
        expect_all_well("kill " + std::to_string(i));
    }
    std::cout << "killed restores: " << kills << ", " << finished << " were through, after "
              << went_on << " the service went on, after " << refused
              << " it asked for a restore\n";
}

TEST_F(RestoreDrill, a_backup_that_was_altered_anywhere_is_refused) {
    take(3);
    withdraw(open_one(0));
    const std::string backup = back_up();
    stop();
    const auto files = all_files();
    for (const char* name :
         {service::kBackedUpDatabase, service::kBackedUpTombstones, service::kManifest}) {
        const std::string file = backup + "/" + name;
        const std::string whole = content(file);
        std::mt19937 chance(7);
        for (int i = 0; i < 20; ++i) {
            std::string flipped = whole;
            char& byte = flipped[chance() % flipped.size()];
            byte = static_cast<char>(byte ^ (1 << chance() % 8));
            std::ofstream(file, std::ios::binary | std::ios::trunc) << flipped;
            EXPECT_FALSE(restore(backup).ok()) << name;
        }
        std::ofstream(file, std::ios::binary | std::ios::trunc)
            << whole.substr(0, whole.size() / 2);
        EXPECT_FALSE(restore(backup).ok()) << name;
        fs::remove(file);
        EXPECT_FALSE(restore(backup).ok()) << name;
        std::ofstream(file, std::ios::binary) << whole;
    }
    EXPECT_TRUE(all_files() == files) << "a refusal changes nothing";
    EXPECT_FALSE(restore(outside.path("nowhere")).ok());
    ASSERT_TRUE(restore(backup).ok());
}

TEST_F(RestoreDrill, a_database_that_was_put_there_by_hand_can_be_gone_on_with) {
    take(5);
    stop();
    fs::copy_file(database(), outside.path("older.db"));
    begin();
    take(3);
    withdraw(open_one(1));
    ASSERT_TRUE(mark().ok());
    stop();
    fs::copy_file(outside.path("older.db"), database(), fs::copy_options::overwrite_existing);
    const Result<void> started = start();
    ASSERT_FALSE(started.ok());
    EXPECT_NE(started.error().detail.find("--this-database"), std::string::npos);
    ASSERT_TRUE(restore("").ok());
    begin();
    expect_all_well("by hand");
}

TEST_F(RestoreDrill, what_only_a_terminal_knows_to_be_deleted_goes_again_and_nothing_else_does) {
    take(4);
    const IntakeId withdrawn = open_one(0), open = open_one(1);
    const std::string backup = back_up();
    withdraw(withdrawn);
    ASSERT_TRUE(mark().ok());
    stop();
    fs::remove(database());
    fs::remove(tombstones());
    ASSERT_TRUE(restore(backup).ok());
    begin();
    ASSERT_FALSE(is_closed(**queue->intakes.find(TestCentre::kCentre, withdrawn))) << "it is back";
    take(1);
    IntakeId later;
    for (const auto& [id, intake] : kept) {
        if (intake.header.number == centre().header(last).number) {
            later = id;
        }
    }
    const auto bury = [&](const std::string& terminal, const std::vector<IntakeId>& ids) {
        return *queue->intakes.bury_again(TestCentre::kCentre, terminal, ids, kNow);
    };
    EXPECT_EQ(bury("terminal-9", {withdrawn}), 0) << "it is not that terminal's";
    EXPECT_EQ(bury(TestCentre::kTerminal, {later}), 0) << "no restore brought it";
    EXPECT_EQ(bury(TestCentre::kTerminal, {IntakeId{}}), 0) << "nobody has it";
    EXPECT_EQ(bury(TestCentre::kTerminal, {withdrawn, later}), 1);
    EXPECT_EQ(bury(TestCentre::kTerminal, {withdrawn}), 0) << "once";
    EXPECT_FALSE(is_closed(**queue->intakes.find(TestCentre::kCentre, open)));
    expect_all_well("buried again");
    stop();
    begin();
    expect_all_well("after another start");
}

TEST_F(RestoreDrill, leases_end_and_a_terminal_that_was_blocked_since_stays_blocked) {
    take(2);
    const IntakeId called = open_one(0);
    act(called, QueueAction::Call);
    const std::string backup = back_up();
    centre().block_terminal(*queue);
    stop();
    ASSERT_TRUE(restore(backup).ok());
    begin();
    const auto entry = queue->intakes.find(TestCentre::kCentre, called);
    ASSERT_TRUE(entry.ok() && entry->has_value());
    EXPECT_FALSE(is_held(**entry, kNow));
    EXPECT_EQ((*entry)->state, QueueState::Called);
    EXPECT_EQ((*entry)->holder, TestCentre::kAccount);
    EXPECT_FALSE(queue->terminals.key(TestCentre::kCentre, TestCentre::kTerminal)->has_value());
    EXPECT_NE(told.find("Which terminals are heard is as it was last."), std::string::npos) << told;
}

TEST_F(RestoreDrill, says_what_is_older_than_what) {
    take(4);
    const std::string backup = back_up();
    take(3);
    ASSERT_TRUE(mark().ok());
    stop();
    ASSERT_TRUE(restore(backups()).ok());
    for (const char* words :
         {"The backup is of 2026-", "with 4 entries", "Between the two are 3 changes of entries",
          "they send again by themselves", "0 intakes that were withdrawn", "Start the service"}) {
        EXPECT_NE(told.find(words), std::string::npos) << words << "\n" << told;
    }
    begin();
    EXPECT_EQ(count().lost, 3) << "until the terminals come";
    expect_all_well("sent again");
}

TEST_F(RestoreDrill, two_at_once_are_told_to_wait) {
    const auto lock = service::QueueLock::take(database());
    ASSERT_TRUE(lock.ok());
    const Result<void> refused = restore(backups());
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().kind, Kind::Transient);
    EXPECT_NE(refused.error().detail.find("stop the service"), std::string::npos);
}

TEST_F(RestoreDrill, old_backups_go_and_the_newest_never) {
    take(1);
    const auto made = [&](std::chrono::days day, std::optional<WallTime> before) {
        const auto backup = service::make_backup(
            {database(), backups(), the_key().tags(), the_key().manifests(), kNow + day, before},
            [this](const std::string& file) { return service::copy_whole(*queue, file); });
        LOTSE_CHECK(backup.ok());
        return backup->deleted;
    };
    using std::chrono::days;
    EXPECT_EQ(made(days{0}, std::nullopt), 0);
    EXPECT_EQ(made(days{1}, std::nullopt), 0);
    EXPECT_EQ(made(days{40}, std::nullopt), 0) << "the time is not certain";
    EXPECT_EQ(made(days{41}, kNow + days{41} - limits::kBackupsKept), 2);
    EXPECT_EQ(made(days{42}, kNow + days{900}), 2) << "all but this one";
    EXPECT_EQ(std::distance(fs::directory_iterator(backups()), fs::directory_iterator()), 1);
    EXPECT_TRUE([&] {
        std::string folder = backups();
        return service::check_backup(folder, the_key().manifests()).ok();
    }());
}

TEST_F(RestoreDrill, nothing_of_random_histories_is_lost_or_comes_back) {
    const int histories = count_from("LOTSE_RESTORE_HISTORIES", 12);
    std::mt19937 chance(20261130);
    int restores = 0;
    for (int history = 0; history < histories; ++history) {
        std::string backup;
        take(3);
        for (int step = 0; step < 40; ++step) {
            switch (chance() % 8) {
                case 0:
                case 1:
                case 2:
                    take(1 + static_cast<int>(chance() % 3));
                    break;
                case 3:
                    take(1);
                    withdraw(open_one(chance()));
                    break;
                case 4:
                    take(1);
                    close(open_one(chance()));
                    break;
                case 5:
                    expire();
                    break;
                case 6:
                    backup = back_up();
                    break;
                default:
                    if (!backup.empty()) {
                        ASSERT_TRUE(mark().ok());
                        stop();
                        if (chance() % 2 == 0) {
                            fs::remove(database());
                        }
                        const Result<void> done = restore(backup);
                        ASSERT_TRUE(done.ok()) << to_string(done.error());
                        begin();
                        expect_all_well("history " + std::to_string(history));
                        ++restores;
                    }
            }
        }
        expect_all_well("history " + std::to_string(history));
    }
    std::cout << "random histories: " << histories << ", " << restores << " restores\n";
}

}  // namespace
}  // namespace lotse::trust
