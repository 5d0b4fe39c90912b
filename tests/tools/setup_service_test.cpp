// SPDX-License-Identifier: EUPL-1.2
/// The set-up against the queue service over real TLS: what terminal and centre were made as works
/// together.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <memory>
#include <regex>
#include <sstream>
#include <thread>

#include "codec/settings/setup_files.h"
#include "service/service.h"
#include "store/sqlite_queue.h"
#include "support/free_port.h"
#include "support/relay.h"
#include "support/temp_folder.h"
#include "support/whole_list.h"
#include "sync/https_sender.h"
#include "tools/centre_commands.h"
#include "tools/change_password.h"
#include "tools/registers.h"
#include "tools/seal_commands.h"
#include "tools/setup/cli.h"
#include "vault/envelope.h"
#include "vault/staff_account.h"

namespace lotse::tools::setup {
namespace {

constexpr Costs kCheap{{1, 8}, {1, 8}};

std::string read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

class Uninterrupted final : public Interruption {
public:
    void hold(bool) override {}
    bool asked() const override { return false; }
};

/// lotse-queue on a made centre's folder.
class Running {
public:
    Running(const std::string& state, int port) {
        codec::QueueConfig config;
        config.port = static_cast<std::uint16_t>(port);
        config.log_level = "error";
        auto started = service::Service::start(config, state);
        LOTSE_CHECK(started.ok());
        m_service = std::move(started).value();
        m_thread = std::thread([this] { m_service->run(); });
    }
    ~Running() {
        m_service->stop();
        m_thread.join();
    }

private:
    std::unique_ptr<service::Service> m_service;
    std::thread m_thread;
};

class SetupService : public testing::Test {
protected:
    void SetUp() override {
        m_mask = umask(077);
        ASSERT_EQ(run({"--yes", "centre", "--state", state(), "--id", "nord", "--host", "127.0.0.1",
                       "--port", std::to_string(m_port), "--terminal", "eingang", "--secrets",
                       folder.path("secrets")}),
                  0)
            << errors;
        ASSERT_EQ(run({"terminal", "--state", kiosk(), "--from",
                       state() + "/terminals/eingang.lotse", "--no-test"},
                      secret("code = \"(.*)\"") + "\n"),
                  0)
            << errors;
    }
    void TearDown() override { umask(m_mask); }

    int run(std::vector<std::string> words, const std::string& typed = "") {
        words.insert(words.begin(), "lotse-setup");
        std::vector<const char*> argv;
        for (const std::string& word : words) {
            argv.push_back(word.c_str());
        }
        std::istringstream in(typed);
        std::ostringstream out, complaints;
        Uninterrupted never;
        const int status = setup::run(static_cast<int>(argv.size()), argv.data(),
                                      {in, out, complaints, never, "en", kCheap});
        printed = out.str();
        errors = complaints.str();
        return status;
    }
    std::string secret(const std::string& pattern) const {
        const std::string text = read(folder.path("secrets"));
        std::smatch match;
        return std::regex_search(text, match, std::regex(pattern)) ? match[1].str() : "";
    }
    std::string password() const { return secret("\"empfang\" = \"(.*)\"") + "\n"; }
    std::string state() const { return folder.path("queue"); }
    std::string kiosk() const { return folder.path("kiosk"); }
    /// What waits or is under way.
    std::vector<QueueEntry> open_entries() {
        auto queue = store::open_queue(state() + "/queue/queue.db", vault::hash);
        LOTSE_CHECK(queue.ok());
        std::vector<QueueEntry> entries =
            *support::whole_list((*queue)->intakes, "nord", "2000-01-01");
        LOTSE_CHECK((*queue)->audit_log.verify().ok());
        return entries;
    }

    support::TempFolder folder;
    std::string printed, errors;
    int m_port = support::free_port();

private:
    mode_t m_mask = 0;
};

TEST_F(SetupService, a_test_intake_goes_all_the_way_and_leaves_no_case_behind) {
    {
        const Running service(state(), m_port);
        ASSERT_EQ(run({"terminal", "--state", kiosk()}), 0) << errors;
        ASSERT_EQ(run({"check", "--state", state(), "--account", "empfang"}, password()), 0)
            << errors;
        EXPECT_NE(printed.find("Test intake of eingang: opened and removed"), std::string::npos)
            << printed;
        ASSERT_EQ(run({"check", "--state", state(), "--account", "empfang"}, password()), 0)
            << errors;
        EXPECT_NE(printed.find("No test intake waits"), std::string::npos) << printed;
    }
    EXPECT_TRUE(open_entries().empty());
}

TEST_F(SetupService, a_person_changes_the_own_password_while_the_service_runs) {
    const Running service(state(), m_port);
    ChangePassword request;
    request.service = "https://127.0.0.1:" + std::to_string(m_port);
    request.ca_file = state() + "/tls/ca.pem";
    request.account = "empfang";
    request.ask_password = true;
    request.bounds.least = kCheap.wrap;
    const auto change = [&](const std::string& typed) {
        std::istringstream in(typed);
        std::ostringstream out;
        Console console{in, out};
        return change_password(request, console);
    };
    EXPECT_EQ(change("wrong horse battery\nvier neue Wörter hier\n").error().kind, Kind::Refused);
    EXPECT_FALSE(change(password() + "empfang12345\n").ok()) << "little more than the name";
    const Result<void> done = change(password() + "vier neue Wörter hier\n");
    ASSERT_TRUE(done.ok()) << to_string(done.error());
    EXPECT_NE(run({"check", "--state", state(), "--account", "empfang"}, password()), 0);
    EXPECT_EQ(run({"check", "--state", state(), "--account", "empfang"}, "vier neue Wörter hier\n"),
              0)
        << errors;
}

TEST_F(SetupService, a_password_that_was_made_is_told_when_nobody_knows_whether_it_counts) {
    const Running service(state(), m_port);
    const std::string tls = state() + "/tls/";
    sync::HttpsOptions to;
    to.base_url = "https://127.0.0.1:" + std::to_string(m_port);
    to.ca_file = tls + "ca.pem";
    support::Relay relay({to.ca_file, tls + "server.pem", tls + "server.key"}, to);
    ChangePassword request;
    request.service = relay.url();
    request.ca_file = to.ca_file;
    request.account = "empfang";
    request.bounds.least = kCheap.wrap;
    std::string told;
    const auto change = [&](const std::string& typed) {
        std::istringstream in(typed);
        std::ostringstream out;
        Console console{in, out};
        Result<void> done = change_password(request, console);
        told = out.str();
        return done;
    };
    // The answer is lost, with the change or without it.
    relay.alter([](support::Relayed& reply) { reply.cut = reply.path == "/v1/account/password"; });
    Result<void> doubtful = change(password());
    ASSERT_FALSE(doubtful.ok());
    EXPECT_EQ(doubtful.error().kind, Kind::Transient);
    EXPECT_NE(doubtful.error().detail.find("Try both"), std::string::npos);
    std::smatch made;
    const std::regex pattern("New password: (\\S+)\n");
    ASSERT_TRUE(std::regex_search(told, made, pattern)) << told;
    const std::string fresh = made[1].str() + "\n";
    EXPECT_EQ(run({"check", "--state", state(), "--account", "empfang"}, fresh), 0) << errors;

    // What the person chose is known to the person: it is not shown.
    request.ask_password = true;
    doubtful = change(fresh + "vier neue Wörter hier\n");
    ASSERT_FALSE(doubtful.ok());
    EXPECT_NE(doubtful.error().detail.find("Try both"), std::string::npos);
    EXPECT_EQ(told.find("vier neue"), std::string::npos) << told;
}

TEST_F(SetupService, one_command_sends_opens_and_removes_on_one_machine) {
    {
        const Running service(state(), m_port);
        ASSERT_EQ(run({"check", "--state", state(), "--account", "empfang", "--terminal", kiosk()},
                      password()),
                  0)
            << errors;
        EXPECT_NE(printed.find("All is well"), std::string::npos) << printed;
    }
    EXPECT_TRUE(open_entries().empty());
}

TEST_F(SetupService, the_check_works_from_another_machine_with_address_and_authority) {
    const Running service(state(), m_port);
    EXPECT_EQ(
        run({"--yes", "check", "--state", folder.path("none"), "--account", "empfang"}, password()),
        1);
    EXPECT_NE(errors.find("--service"), std::string::npos) << errors;
    EXPECT_EQ(run({"check", "--state", folder.path("none"), "--service",
                   "https://127.0.0.1:" + std::to_string(m_port), "--ca", state() + "/tls/ca.pem",
                   "--account", "empfang"},
                  password()),
              0)
        << errors;
}

TEST_F(SetupService, a_clients_entry_is_never_taken_out) {
    {
        const Running service(state(), m_port);
        // Called TEST, but with somebody's answers in it; and a client's number with the content of
        // a test.
        for (const char* number : {"TEST", "A001"}) {
            const auto sealed = seal_as_terminal(kiosk(), {number, "uk", ""}, "{\"answers\":[]}");
            ASSERT_TRUE(sealed.ok());
            const auto sender =
                sync::make_https_sender({sealed->enrolment.service, kiosk() + "/terminal/ca.pem"});
            OutboxEntry entry;
            entry.header = sealed->intake.header;
            entry.digest = sealed->intake.digest;
            ASSERT_EQ((*sender)->send(entry, sealed->intake.envelope).outcome,
                      Attempt::Outcome::Accepted);
        }
        ASSERT_EQ(run({"check", "--state", state(), "--account", "empfang", "--terminal", kiosk()},
                      password()),
                  0)
            << errors;
        EXPECT_NE(printed.find("is no test intake"), std::string::npos) << printed;
    }
    const std::vector<QueueEntry> left = open_entries();
    ASSERT_EQ(left.size(), 2u);
    for (const QueueEntry& entry : left) {
        EXPECT_EQ(entry.state, QueueState::Waiting);
        EXPECT_EQ(entry.calls, entry.header.number == "TEST" ? 1 : 0)
            << "a client's number is not even called";
    }
}

TEST_F(SetupService, a_terminal_is_let_in_and_blocked_while_the_service_runs) {
    const std::string admin = secret("\"leitung\" = \"(.*)\"") + "\n";
    const Running service(state(), m_port);
    const std::string file = folder.path("zwei.lotse");
    ASSERT_EQ(run({"-y", "terminal-file", "--state", state(), "--name", "zwei", "--out", file,
                   "--secrets", folder.path("more")},
                  admin),
              0)
        << errors;
    EXPECT_EQ(run({"-y", "terminal-file", "--state", state(), "--name", "zwei", "--out",
                   folder.path("x")},
                  admin),
              1);
    EXPECT_NE(errors.find("terminal revoke --service"), std::string::npos) << errors;
    const std::string text = read(folder.path("more"));
    std::smatch code;
    ASSERT_TRUE(std::regex_search(text, code, std::regex("code = \"(.*)\"")));
    const std::string second = folder.path("second");
    ASSERT_EQ(run({"terminal", "--state", second, "--from", file}, code[1].str() + "\n"), 0)
        << errors << printed;

    std::istringstream typed(admin);
    std::ostringstream said;
    Console console{typed, said};
    const ServiceAddress address{
        "https://127.0.0.1:" + std::to_string(m_port), state() + "/tls/ca.pem", {kCheap.wrap, {}}};
    const TerminalChange change{"", "nord", "zwei", "leitung", "", "", "", address};
    ASSERT_TRUE(revoke_terminal(change, console).ok());
    EXPECT_EQ(run({"terminal", "--state", second}), 1) << "at once, and not in five seconds";
    EXPECT_NE(errors.find("takes nothing from this terminal"), std::string::npos) << errors;
    EXPECT_EQ(run({"terminal", "--state", kiosk()}), 0) << "the other one goes on: " << errors;
    for (const auto& [account, given] :
         {std::pair<std::string, std::string>{"leitung", admin}, {"empfang", password()}}) {
        std::istringstream again(given);
        Console next{again, said};
        TerminalChange repeated = change;
        repeated.account = account;
        EXPECT_EQ(revoke_terminal(repeated, next).error().kind, Kind::Refused)
            << "blocked already, or no right to";
    }
}

TEST_F(SetupService, what_fails_is_said_with_what_to_do) {
    EXPECT_EQ(run({"terminal", "--state", kiosk()}), 1) << "nobody listens";
    EXPECT_NE(errors.find("cannot be reached"), std::string::npos) << errors;
    EXPECT_EQ(run({"check", "--state", state(), "--account", "empfang"}, password()), 1);
    {
        const Running service(state(), m_port);
        EXPECT_EQ(run({"check", "--state", state(), "--account", "empfang"}, "a wrong password\n"),
                  1);
        EXPECT_NE(errors.find("empfang could not log in"), std::string::npos) << errors;
        EXPECT_EQ(run({"check", "--state", state(), "--account", "nobody"}, password()), 1);
        EXPECT_EQ(run({"-y", "terminal-file", "--state", state(), "--out", folder.path("x")},
                      "a wrong password\n"),
                  1);
        EXPECT_NE(errors.find("leitung could not log in"), std::string::npos) << errors;
        EXPECT_FALSE(std::ifstream(folder.path("x")).good());
    }
    {
        auto queue = store::open_queue(state() + "/queue/queue.db", vault::hash);
        const auto service = service_secrets((*queue)->accounts, state() + "/keys/service.key");
        ASSERT_TRUE((*queue)->begin(service->key.tags()).ok());
        const auto keys = keyring_of("leitung", "nord", secret("\"leitung\" = \"(.*)\""),
                                     (*queue)->accounts, *service);
        ASSERT_TRUE(keys.ok() && keys->registers);
        ASSERT_TRUE(block_device((*queue)->terminals, "nord", "eingang", *keys->registers).ok());
    }
    const Running service(state(), m_port);
    EXPECT_EQ(run({"terminal", "--state", kiosk()}), 1);
    EXPECT_NE(errors.find("takes nothing from this terminal"), std::string::npos) << errors;
}

}  // namespace
}  // namespace lotse::tools::setup
