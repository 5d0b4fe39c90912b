// SPDX-License-Identifier: EUPL-1.2
// Backup and restore as whoever looks after a centre runs them: the real program, with and without
// a service.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "service/control_socket.h"
#include "store/sqlite.h"
#include "support/running_service.h"
#include "support/test_centre.h"
#include "sync/http.h"
#include "sync/https_sender.h"

namespace lotse::service {
namespace {

namespace fs = std::filesystem;
using support::ServiceProcess;
using support::TestCentre;

class BackupProgram : public testing::Test {
protected:
    struct Run {
        int status = -1;
        std::string said;
    };
    /// lotse-queue on the centre's state.
    Run run(const std::string& arguments) const {
        const std::string command = std::string("timeout 60 ") + LOTSE_QUEUE_PROGRAM + " --state " +
                                    centre.folder.path() + " --config " +
                                    centre.folder.path("queue.toml") + " " + arguments + " 2>&1";
        Run out;
        FILE* const pipe = ::popen(command.c_str(), "r");
        std::array<char, 4096> buffer{};
        while (std::fgets(buffer.data(), buffer.size(), pipe) != nullptr) {
            out.said += buffer.data();
        }
        const int status = ::pclose(pipe);
        out.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        return out;
    }
    static Attempt send(const ServiceProcess& service, const TestCentre& to,
                        const SealedIntake& intake) {
        const auto sender =
            std::move(sync::make_https_sender(support::client_options(to, service.url()))).value();
        OutboxEntry entry;
        entry.header = intake.header;
        entry.digest = intake.digest;
        return sender->send(entry, intake.envelope);
    }

    static std::string ready(const ServiceProcess& service, const TestCentre& at) {
        const auto connection =
            std::move(sync::HttpsConnection::make(support::client_options(at, service.url())))
                .value();
        sync::HttpRequest request;
        request.path = "/v1/ready";
        const Result<sync::HttpReply> reply = connection->exchange(request);
        return reply ? reply->body : to_string(reply.error());
    }
    void alter(const std::string& statement) const {
        auto database = store::Database::open(centre.database());
        ASSERT_TRUE(database.ok());
        ASSERT_TRUE((*database)->execute(statement).ok());
    }

    BackupProgram() { centre.make_database(); }

    TestCentre centre;
    support::TempFolder outside;
    std::string folder = outside.path("backup");
};

TEST_F(BackupProgram, a_lost_database_comes_back_with_a_backup_of_the_running_service) {
    const SealedIntake before = centre.intake(1);
    const SealedIntake after = centre.intake(2);
    {
        ServiceProcess service(centre);
        ASSERT_EQ(send(service, centre, before).outcome, Attempt::Outcome::Accepted);
        const Run backup = run("backup " + folder);
        ASSERT_EQ(backup.status, 0) << backup.said;
        EXPECT_NE(backup.said.find(folder + "/queue-"), std::string::npos) << backup.said;
        EXPECT_NE(backup.said.find("1 entries"), std::string::npos) << backup.said;
        EXPECT_NE(backup.said.find("keys/service.key"), std::string::npos) << backup.said;
        struct stat facts {};
        ASSERT_EQ(::stat(control_socket_of(centre.database()).c_str(), &facts), 0);
        EXPECT_EQ(facts.st_mode & 0777, 0600u);
        EXPECT_FALSE(ask_service(control_socket_of(centre.database()), "dance").ok());
        ASSERT_EQ(send(service, centre, after).outcome, Attempt::Outcome::Accepted) << "it goes on";
        const Run refused = run("restore " + folder);
        EXPECT_EQ(refused.status, 1);
        EXPECT_NE(refused.said.find("stop the service first"), std::string::npos) << refused.said;
        EXPECT_EQ(service.terminate(), 0);
    }
    EXPECT_FALSE(fs::exists(control_socket_of(centre.database())));
    for (const auto& one : fs::recursive_directory_iterator(folder)) {
        EXPECT_EQ(one.path().filename().string().find("key"), std::string::npos);
    }
    fs::remove(centre.database());
    const Run start = run("--port-file " + outside.path("port"));
    EXPECT_EQ(start.status, 1);
    EXPECT_NE(start.said.find("lotse-queue restore DIR"), std::string::npos) << start.said;

    const Run restored = run("restore " + folder);
    ASSERT_EQ(restored.status, 0) << restored.said;
    EXPECT_NE(restored.said.find("with 1 entries"), std::string::npos) << restored.said;
    ServiceProcess service(centre);
    EXPECT_EQ(send(service, centre, before).reason, "HTTP 200") << "was in it";
    EXPECT_EQ(send(service, centre, after).reason, "HTTP 201") << "the terminal brings it again";
}

TEST_F(BackupProgram, a_backup_can_be_made_while_no_service_runs) {
    { ServiceProcess service(centre); }
    const Run backup = run("backup " + folder);
    ASSERT_EQ(backup.status, 0) << backup.said;
    EXPECT_EQ(run("restore " + folder).status, 0);
}

TEST_F(BackupProgram, what_cannot_be_done_is_said) {
    { ServiceProcess service(centre); }
    for (const auto& [arguments, words] :
         {std::pair("restore", "--this-database"), std::pair("restore /nowhere", "is no backup"),
          std::pair("backup /proc/nowhere", "cannot be made")}) {
        const Run refused = run(arguments);
        EXPECT_EQ(refused.status, 1) << arguments;
        EXPECT_NE(refused.said.find(words), std::string::npos) << refused.said;
    }
    EXPECT_EQ(run("backup").status, 2);
    EXPECT_EQ(run("restore --this-database " + folder).status, 2);
}

TEST_F(BackupProgram, a_scrub_looks_at_everything_with_and_without_a_service) {
    {
        ServiceProcess service(centre);
        ASSERT_EQ(send(service, centre, centre.intake(1)).outcome, Attempt::Outcome::Accepted);
        const Run scrub = run("scrub");
        EXPECT_EQ(scrub.status, 0) << scrub.said;
        EXPECT_NE(scrub.said.find("1 entries"), std::string::npos) << scrub.said;
        EXPECT_NE(scrub.said.find("All of it is as the service wrote it."), std::string::npos)
            << scrub.said;
        const Run due = run("due");
        EXPECT_EQ(due.status, 0) << due.said;
        EXPECT_NE(due.said.find("0 entries are erased within 14 days."), std::string::npos)
            << due.said;
    }
    alter("UPDATE body SET envelope = zeroblob(40)");
    const Run stopped = run("scrub");
    EXPECT_EQ(stopped.status, 0) << stopped.said;
    EXPECT_NE(stopped.said.find("1 rows were changed"), std::string::npos) << stopped.said;
    EXPECT_FALSE(fs::exists(centre.database() + ".scrub"));
    EXPECT_EQ(run("due").status, 1) << "only the service knows how long it lived";
}

TEST_F(BackupProgram, damage_that_was_found_is_said_after_every_start_until_it_is_mended) {
    constexpr const char* kDamage = "\"damage\"";
    {
        ServiceProcess service(centre);
        ASSERT_EQ(send(service, centre, centre.intake(1)).outcome, Attempt::Outcome::Accepted);
        ASSERT_EQ(run("backup " + folder).status, 0);
        EXPECT_EQ(ready(service, centre).find(kDamage), std::string::npos);
    }
    alter("UPDATE body SET envelope = zeroblob(40)");
    {
        ServiceProcess service(centre);
        EXPECT_EQ(ready(service, centre).find(kDamage), std::string::npos) << "nobody looked yet";
        EXPECT_EQ(run("scrub").status, 0);
        EXPECT_NE(ready(service, centre).find(kDamage), std::string::npos);
    }
    {
        ServiceProcess service(centre);
        EXPECT_NE(ready(service, centre).find(kDamage), std::string::npos) << "after a start";
    }
    const Run back = run("restore " + folder);
    ASSERT_EQ(back.status, 0) << back.said;
    {
        ServiceProcess service(centre);
        EXPECT_EQ(ready(service, centre).find(kDamage), std::string::npos) << "restored";
    }
    alter("UPDATE body SET envelope = zeroblob(40)");
    EXPECT_EQ(run("scrub").status, 0) << "while no service runs";
    ServiceProcess service(centre);
    EXPECT_NE(ready(service, centre).find(kDamage), std::string::npos);
}

}  // namespace
}  // namespace lotse::service
