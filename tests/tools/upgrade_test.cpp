// SPDX-License-Identifier: EUPL-1.2
/// A centre of the version before becomes one of this version: nothing of its queue changes, nobody
/// loses the key, and nothing stays that the service could open with a password it once saw.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <sstream>

#include "base/clock.h"
#include "codec/settings/centre_pin.h"
#include "codec/settings/kiosk_config.h"
#include "service/service.h"
#include "store/queue_of_schema_3.h"
#include "store/queue_upgrade.h"
#include "store/sqlite.h"
#include "store/sqlite_queue.h"
#include "store/tombstone_log.h"
#include "support/opened_account.h"
#include "support/temp_folder.h"
#include "tools/registers.h"
#include "tools/upgrade_centre.h"
#include "vault/configuration_key.h"
#include "vault/envelope.h"
#include "vault/key_files.h"
#include "vault/signed_document.h"

namespace lotse::tools {
namespace {

constexpr KdfCost kCheap{1, 8};
constexpr const char* kOldPassword = "ein altes Passwort";
constexpr const char* kCanary = "$argon2id$v=19$canary-of-the-old-hash";

std::string read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Every column of every row, as SQLite writes them as literals.
std::vector<std::string> rows_of(const std::string& file, const char* sql) {
    std::vector<std::string> rows;
    auto database = store::Database::open(file);
    LOTSE_CHECK(database.ok());
    store::Query query = (*database)->query(sql);
    for (;;) {
        const Result<bool> row = query.next();
        LOTSE_CHECK(row.ok());
        if (!*row) {
            return rows;
        }
        rows.push_back(query.text(0));
    }
}

class Upgrade : public testing::Test {
protected:
    void SetUp() override {
        std::filesystem::create_directories(state + "/queue");
        auto database = store::Database::open(queue);
        ASSERT_TRUE(database.ok());
        ASSERT_TRUE((*database)->execute(store::kQueueOfSchema3).ok());
        wrapped = vault::wrap(centre, kOldPassword, kCheap).value();
        add(**database, "leitung", wrapped, 1);
        add(**database, "anna", wrapped, 0);
        add(**database, "boris", vault::wrap(centre, "ein anderes Passwort", kCheap).value(), 0);
    }
    static void add(store::Database& database, const char* name, const Bytes& key, int admin) {
        ASSERT_TRUE(database.query("INSERT INTO account VALUES (?, 'demo', ?, ?, ?)")
                        .bind(std::string_view(name))
                        .bind(std::string_view(kCanary))
                        .bind(key)
                        .bind(std::int64_t{admin})
                        .run()
                        .ok());
    }
    Result<void> run(const std::string& typed, const std::string& account = "") {
        std::istringstream in(typed);
        std::ostringstream out;
        Console console{in, out};
        UpgradeCentre request;
        request.state = state;
        request.account = account;
        request.cost = kCheap;
        Result<void> done = upgrade_centre(request, console);
        printed = out.str();
        return done;
    }
    std::string code_of(const std::string& name) const {
        std::smatch match;
        return std::regex_search(printed, match,
                                 std::regex("Account: +" + name + " .*\nCode: +(\\S+)"))
                   ? match[1].str()
                   : "";
    }
    /// What is to stay, table by table.
    std::map<std::string, std::vector<std::string>> queue_rows() const {
        return {
            {"entry",
             rows_of(queue,
                     "SELECT quote(seq)||quote(id)||quote(digest)||quote(centre)||quote(terminal)||"
                     "quote(number)||quote(day)||quote(language)||quote(questionnaire)||"
                     "quote(questionnaire_hash)||quote(state)||quote(received)||quote(calls)||"
                     "quote(last_call)||quote(holder)||quote(lease_until)||quote(revision)||"
                     "quote(changed) FROM entry ORDER BY seq")},
            {"body", rows_of(queue, "SELECT quote(seq)||quote(envelope) FROM body ORDER BY seq")},
            {"tombstone",
             rows_of(queue,
                     "SELECT quote(id)||quote(digest)||quote(at) FROM tombstone ORDER BY id")},
            {"terminal", rows_of(queue, "SELECT quote(name)||quote(public_key) FROM terminal")},
            {"configuration",
             rows_of(queue, "SELECT quote(version)||quote(bundle) FROM configuration")},
            // Not its revision: desks are told of a new register.
            {"centre", rows_of(queue, "SELECT quote(name) FROM centre")},
        };
    }

    support::TempFolder folder;
    const std::string state = folder.path("state"), queue = state + "/queue/queue.db";
    vault::PrivateKey centre = vault::PrivateKey::generate();
    Bytes wrapped;
    std::string printed;
};

TEST_F(Upgrade,
       ten_thousand_entries_stay_byte_for_byte_and_every_account_opens_them_with_its_code) {
    const auto before = queue_rows();
    ASSERT_EQ(before.at("entry").size(), static_cast<std::size_t>(store::kEntriesOfSchema3));
    const Result<void> done = run(std::string(kOldPassword) + "\n");
    ASSERT_TRUE(done.ok()) << to_string(done.error());
    EXPECT_LT(printed.find("What is done"), printed.find("Code:")) << "said before it is done";
    {
        auto opened = store::open_queue(queue, vault::hash);
        ASSERT_TRUE(opened.ok()) << to_string(opened.error());
        EXPECT_TRUE((*opened)->audit_log.verify().ok());
        const vault::ServiceKey service =
            vault::load_service_key(state + "/keys/service.key").value();
        for (const std::string name : {"leitung", "anna", "boris"}) {
            const StaffAccount account = **(*opened)->accounts.find(name);
            EXPECT_EQ(account.rights, *rights_of_role(name == "leitung" ? "all" : "counsellor"));
            ASSERT_TRUE(account.invited_until.has_value());
            EXPECT_LE(*account.invited_until, wall_now() + std::chrono::days(7));
            const auto keys = support::opened_account(account, code_of(name), service);
            ASSERT_TRUE(keys.ok()) << name << ": " << to_string(keys.error());
            EXPECT_TRUE(vault::test_decryption(centre.public_key(), *keys->centre).ok());
            EXPECT_FALSE(support::opened_account(account, kOldPassword, service).ok());
            EXPECT_EQ(keys->configuration.has_value(), name == "leitung");
        }
    }
    const auto after = queue_rows();
    for (const auto& [table, rows] : before) {
        EXPECT_TRUE(rows == after.at(table)) << table;
    }
    // Neither the hash nor the key that a password opened stand anywhere any more.
    const std::string bytes = read(queue) + read(queue + "-wal");
    EXPECT_EQ(bytes.find(kCanary), std::string::npos);
    EXPECT_EQ(bytes.find(std::string(wrapped.begin() + 20, wrapped.end())), std::string::npos);
    const auto rights = rows_of(queue, "SELECT quote(verifier) FROM account");
    ASSERT_TRUE(run("").ok()) << "again it asks for nothing";
    EXPECT_EQ(printed.find("Code:"), std::string::npos) << "and gives no other codes";
    EXPECT_EQ(rows_of(queue, "SELECT quote(verifier) FROM account"), rights);
}

/// While it lives no file of this process grows beyond that: a disk that is full.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes) : m_handler(std::signal(SIGXFSZ, SIG_IGN)) {
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit small{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
    }
    ~FullDisk() {
        setrlimit(RLIMIT_FSIZE, &m_before);
        static_cast<void>(std::signal(SIGXFSZ, m_handler));
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    rlimit m_before{};
    void (*m_handler)(int);
};

TEST_F(Upgrade, a_clean_up_that_fails_takes_no_code_back_and_is_made_up_for_by_the_same_command) {
    const auto stands = [&] {
        return (read(queue) + read(queue + "-wal")).find(kCanary) != std::string::npos;
    };
    {
        const FullDisk disk(std::filesystem::file_size(queue) / 2);
        const Result<void> done = run(std::string(kOldPassword) + "\n");
        ASSERT_FALSE(done.ok()) << "else this test tests nothing";
        EXPECT_NE(done.error().detail.find("the codes count"), std::string::npos)
            << done.error().detail;
        EXPECT_EQ(done.error().detail.find("count for nothing"), std::string::npos);
    }
    const std::string codes = printed;
    ASSERT_TRUE(run(code_of("leitung") + "\n").ok()) << "the register is made, too";
    EXPECT_FALSE(stands());
    printed = codes;
    auto opened = store::open_queue(queue, vault::hash);
    ASSERT_TRUE(opened.ok()) << to_string(opened.error());
    const vault::ServiceKey service = vault::load_service_key(state + "/keys/service.key").value();
    EXPECT_TRUE(
        support::opened_account(**(*opened)->accounts.find("anna"), code_of("anna"), service).ok());
}

TEST_F(Upgrade, a_centre_gets_its_register_with_its_terminals_and_desks_a_file_to_know_it_by) {
    std::filesystem::create_directories(state + "/terminal");
    const vault::PrivateKey recovery = vault::PrivateKey::generate();
    codec::Enrolment enrolment;
    enrolment.centre = "demo";
    enrolment.terminal = "terminal-1";
    enrolment.prefix = "A";
    enrolment.service = "https://queue.example:8443";
    enrolment.ca_file = "tls/ca.pem";
    enrolment.pin_hash = "x";
    enrolment.recipients = {vault::to_hex(centre.public_key()),
                            vault::to_hex(recovery.public_key())};
    std::ofstream(state + "/terminal/enrolment.toml") << codec::write_enrolment(enrolment);
    ASSERT_TRUE(run(std::string(kOldPassword) + "\n").ok());
    const auto pin = codec::read_centre_pin(read(state + "/desk/centre.toml"), "centre.toml");
    ASSERT_TRUE(pin.ok());
    const Bytes signer = vault::bytes_from_hex(pin->register_key).value();
    EXPECT_EQ(signer, vault::register_key(centre).public_key());
    const auto check = [&] {
        auto opened = store::open_queue(queue, vault::hash);
        ASSERT_TRUE(opened.ok()) << to_string(opened.error());
        const auto keys = newest_keys((*opened)->terminals, "demo", signer);
        ASSERT_TRUE(keys.ok()) << to_string(keys.error());
        ASSERT_EQ(keys->terminals.size(), 1u);
        EXPECT_EQ(keys->terminals[0].name, "terminal-1");
        EXPECT_EQ(keys->terminals[0].prefix, "A");
        ASSERT_EQ(keys->recovery.size(), 1u);
        EXPECT_TRUE((*opened)->terminals.key("demo", "terminal-1")->has_value());
        EXPECT_TRUE((*opened)->audit_log.verify().ok());
    };
    check();
    // A centre whose accounts are of now already, but that has no register.
    const std::string code = code_of("leitung") + "\n";
    {
        auto database = store::Database::open(queue);
        ASSERT_TRUE((*database)->execute("DELETE FROM signed_register").ok());
        ASSERT_TRUE((*database)->execute("DELETE FROM access_grant WHERE kind = 'register'").ok());
        // Rows had no tags then, none of them, and nothing was logged: with one left nothing would
        // be tagged anew.
        for (const char* sql :
             {"UPDATE meta SET tag = x''", "UPDATE entry SET tag = x'', body_tag = x''",
              "UPDATE account SET tag = x''", "UPDATE access_grant SET tag = x''",
              "UPDATE terminal SET tag = x''", "UPDATE audit SET tag = x''",
              "UPDATE tombstone SET tag = x''",
              "UPDATE configuration SET tag = x'', bundle_tag = x''"}) {
            ASSERT_TRUE((*database)->execute(sql).ok()) << sql;
        }
        std::filesystem::remove(store::tombstone_log_of(queue));
    }
    std::filesystem::remove_all(state + "/desk");
    const Result<void> wrong = run("falsch und lang genug\n");
    EXPECT_EQ(wrong.error().kind, Kind::Refused) << to_string(wrong.error());
    const Result<void> again = run(code);
    ASSERT_TRUE(again.ok()) << to_string(again.error());
    check();
    EXPECT_EQ(rows_of(queue, "SELECT account FROM access_grant WHERE kind = 'register'"),
              std::vector<std::string>{"leitung"});
    EXPECT_TRUE(std::filesystem::exists(state + "/desk/centre.toml"));
    ASSERT_TRUE(run("").ok()) << "nothing is left to do";
}

TEST_F(Upgrade, nothing_of_the_old_accounts_stands_in_a_file_while_it_is_still_open) {
    auto upgrade = store::QueueUpgrade::open(queue, vault::hash);
    ASSERT_TRUE(upgrade.ok());
    ASSERT_NE(read(queue).find(kCanary), std::string::npos) << "else this test finds nothing";
    ASSERT_TRUE((*upgrade)->finish({}, {}).ok());
    ASSERT_TRUE((*upgrade)->clean_up().ok());
    for (const char* end : {"", "-wal", "-journal"}) {
        const std::string bytes = read(queue + end);
        EXPECT_EQ(bytes.find(kCanary), std::string::npos) << end;
        EXPECT_EQ(bytes.find(std::string(wrapped.begin() + 20, wrapped.end())), std::string::npos)
            << end;
    }
}

TEST_F(Upgrade, a_name_that_no_account_has_is_refused_before_anything_is_asked) {
    const Result<void> done = run(std::string(kOldPassword) + "\n", "anan");
    ASSERT_FALSE(done.ok());
    EXPECT_EQ(done.error().kind, Kind::Refused);
    EXPECT_EQ(done.error().where, "--account anan");
    EXPECT_EQ(printed.find("Password of"), std::string::npos);
}

TEST_F(Upgrade, a_service_of_now_says_what_to_do_and_touches_nothing) {
    const std::string before = read(queue);
    const auto started = service::Service::start({}, state);
    ASSERT_FALSE(started.ok());
    EXPECT_EQ(started.error().kind, Kind::Unusable);
    EXPECT_NE(started.error().detail.find("lotse-tool centre upgrade"), std::string::npos)
        << started.error().detail;
    EXPECT_EQ(read(queue), before);
    EXPECT_TRUE(run(std::string(kOldPassword) + "\n").ok());
}

TEST_F(Upgrade, a_service_with_the_key_of_another_backup_does_not_start) {
    ASSERT_TRUE(run(std::string(kOldPassword) + "\n").ok());
    const std::string file = state + "/keys/service.key";
    std::filesystem::remove(file);
    ASSERT_TRUE(vault::save_service_key(file, vault::ServiceKey::generate()).ok());
    const auto started = service::Service::start({}, state);
    ASSERT_FALSE(started.ok());
    EXPECT_EQ(started.error().kind, Kind::Unusable);
    EXPECT_EQ(started.error().where, file);
    EXPECT_NE(started.error().detail.find("one backup"), std::string::npos);
}

TEST_F(Upgrade, a_wrong_password_or_key_changes_nothing_and_another_try_is_welcome) {
    const auto before = queue_rows();
    const Result<void> wrong = run("falsch und lang genug\n");
    ASSERT_FALSE(wrong.ok());
    EXPECT_NE(wrong.error().where.find("leitung"), std::string::npos) << "whose was asked for";
    EXPECT_FALSE(run("").ok());
    EXPECT_EQ(rows_of(queue, "SELECT password_hash FROM account").size(), 3u);
    ASSERT_TRUE(run("ein anderes Passwort\n", "boris").ok()) << "any account will do";
    EXPECT_TRUE(before == queue_rows());
}

TEST_F(Upgrade, interrupted_before_the_last_step_it_leaves_the_queue_as_it_was) {
    const auto before = queue_rows();
    {
        auto upgrade = store::QueueUpgrade::open(queue, vault::hash);
        ASSERT_TRUE(upgrade.ok());
        ASSERT_EQ((*upgrade)->accounts().size(), 3u);
        // A row that cannot be kept: the whole step is taken back.
        EXPECT_FALSE((*upgrade)->finish({StaffAccount{}}, {}).ok());
    }
    EXPECT_TRUE(before == queue_rows());
    EXPECT_EQ(rows_of(queue, "SELECT password_hash FROM account").size(), 3u);
    EXPECT_TRUE(run(std::string(kOldPassword) + "\n").ok());
}

TEST_F(Upgrade, two_centres_of_one_service_keep_their_own_keys) {
    const vault::PrivateKey other = vault::PrivateKey::generate();
    {
        auto database = store::Database::open(queue);
        ASSERT_TRUE((*database)
                        ->query("INSERT INTO account VALUES ('clara', 'nord', 'x', ?, 1)")
                        .bind(vault::wrap(other, "noch ein Passwort", kCheap).value())
                        .run()
                        .ok());
    }
    const bool first = centre.public_key() < other.public_key();
    const std::string demo = std::string(kOldPassword) + "\n", nord = "noch ein Passwort\n";
    ASSERT_TRUE(run(first ? demo + nord : nord + demo).ok());
    auto opened = store::open_queue(queue, vault::hash);
    const vault::ServiceKey service = vault::load_service_key(state + "/keys/service.key").value();
    const auto keys =
        support::opened_account(**(*opened)->accounts.find("clara"), code_of("clara"), service);
    ASSERT_TRUE(keys.ok());
    EXPECT_EQ(keys->centre->public_key(), other.public_key());
}

}  // namespace
}  // namespace lotse::tools
