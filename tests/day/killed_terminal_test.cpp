// SPDX-License-Identifier: EUPL-1.2
// A terminal is killed again and again while clients finish and the courier sends. Every number
// that was shown is at the centre exactly once, no number was shown twice, and no answer was ever
// on the disk in clear.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <set>
#include <sstream>

#include "store/sqlite_queue.h"
#include "support/begun_queue.h"
#include "support/running_service.h"
#include "support/whole_list.h"
#include "vault/key_files.h"

namespace lotse {
namespace {

using namespace std::chrono_literals;
using support::ServiceProcess;
using support::TestCentre;

std::string content(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    return std::string((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
}

class KilledTerminal : public testing::Test {
protected:
    TestCentre centre;
    std::string folder = centre.folder.path("terminal");
    std::string shown_file = centre.folder.path("shown");

    void SetUp() override {
        std::filesystem::create_directories(folder);
        ASSERT_TRUE(
            vault::save_signing_key(centre.folder.path("terminal.key"), centre.terminal_key).ok());
        centre.make_database();
    }

    pid_t start(const std::string& url, bool drain = false) {
        const std::string outbox = folder + "/outbox.db";
        const std::string key = centre.folder.path("terminal.key");
        const std::string centre_key = vault::to_hex(centre.centre_key.public_key());
        const pid_t pid = fork();
        if (pid == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            const int to = open(shown_file.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
            dup2(to, STDOUT_FILENO);
            execl(LOTSE_DAY_TERMINAL, LOTSE_DAY_TERMINAL, outbox.c_str(), key.c_str(),
                  centre_key.c_str(), url.c_str(), centre.tls.ca.c_str(), drain ? "drain" : nullptr,
                  nullptr);
            _exit(127);
        }
        return pid;
    }
};

TEST_F(KilledTerminal, every_shown_number_is_in_the_queue_exactly_once) {
    ServiceProcess process(centre);
    std::mt19937 chance(20261122);
    constexpr int kLives = 40;
    for (int life = 0; life < kLives; ++life) {
        const pid_t terminal = start(process.url());
        std::this_thread::sleep_for(std::chrono::milliseconds(20 + chance() % 120));
        if (life % 7 == 3) {
            process.kill_and_restart();
        }
        ::kill(terminal, SIGKILL);
        int status = 0;
        waitpid(terminal, &status, 0);
        ASSERT_TRUE(WIFSIGNALED(status))
            << "the terminal ended by itself with " << WEXITSTATUS(status);
        for (const auto& file : std::filesystem::directory_iterator(folder)) {
            ASSERT_EQ(content(file.path()).find("canary-of-the-client"), std::string::npos)
                << file.path();
        }
    }
    const pid_t last = start(process.url(), true);
    int status = 0;
    waitpid(last, &status, 0);
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 0);
    process.kill();

    const auto store =
        support::begun_queue(centre.database(), centre.folder.path("keys/service.key"));
    std::set<std::string> queued;
    std::multiset<std::string> queued_numbers;
    const auto entries = support::whole_list(store->intakes, TestCentre::kCentre, "");
    for (const QueueEntry& entry : *entries) {
        queued.insert(to_hex(entry.header.id));
        queued_numbers.insert(entry.header.number);
        const auto envelope =
            store->intakes.read(TestCentre::kCentre, entry.header.id,
                                {TestCentre::kAccount, AuditAction::Read, "test", WallTime{}});
        ASSERT_TRUE(envelope.ok());
        ASSERT_EQ(vault::open(*envelope, centre.centre_key).value(),
                  "{\"answer\":\"canary-of-the-client\"}");
    }
    std::set<std::string> shown_numbers;
    std::istringstream shown(content(shown_file));
    std::string number;
    std::string id;
    while (shown >> number >> id) {
        EXPECT_TRUE(shown_numbers.insert(number).second) << number << " was shown twice";
        EXPECT_TRUE(queued.contains(id)) << number << " was shown and is lost";
    }
    EXPECT_EQ(std::set<std::string>(queued_numbers.begin(), queued_numbers.end()).size(),
              queued_numbers.size());
    // An intake that was durable when the kill came, before its number was shown, is there too: at
    // most one per life.
    EXPECT_GE(queued.size(), shown_numbers.size());
    EXPECT_LE(queued.size(), shown_numbers.size() + kLives);
    EXPECT_GT(shown_numbers.size(), 100u);
    std::printf("%d lives, %zu numbers shown, %zu in the queue\n", kLives, shown_numbers.size(),
                queued.size());
}

}  // namespace
}  // namespace lotse
