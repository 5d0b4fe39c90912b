// SPDX-License-Identifier: EUPL-1.2
// A version of the centre's key that nothing needs any more is destroyed, and then nobody opens
// anything with it: no desk, no database, no backup, whatever passwords and keys there are. One
// that may still be needed is not, whoever says so.
#include <gtest/gtest.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <sstream>

#include "base/clock.h"
#include "codec/wire/configuration_wire.h"
#include "codec/wire/intake_json.h"
#include "codec/wire/keys_wire.h"
#include "codec/wire/people_wire.h"
#include "codec/wire/proposal_wire.h"
#include "service/backup.h"
#include "service/key_erasure.h"
#include "service/restore.h"
#include "store/sqlite.h"
#include "support/begun_queue.h"
#include "support/opened_account.h"
#include "support/running_service.h"
#include "support/temp_folder.h"
#include "sync/desk_client.h"
#include "sync/https_sender.h"
#include "trust/desk_at.h"
#include "vault/configuration_key.h"
#include "vault/person_keys.h"
#include "vault/shred_keys.h"
#include "vault/signed_document.h"

namespace lotse::trust {
namespace {

namespace fs = std::filesystem;
using support::TestCentre;

constexpr std::chrono::days kOverFor{100};

Bytes bytes_of(const vault::PublicKey& key) {
    return {key.bytes.begin(), key.bytes.end()};
}

/// A centre with a recovery key whose first version is over for 100 days, and the whole way from an
/// intake that was sealed to it: in a real database, behind a real service, at a real desk. Desks
/// go by this machine's clock, so everything lies around its time.
class Erasure : public testing::Test {
protected:
    static void SetUpTestSuite() { spdlog::set_level(spdlog::level::off); }

    void SetUp() override {
        centre.make_database();
        const auto queue = open();
        const auto key = [&](const vault::PrivateKey& one) { return bytes_of(one.public_key()); };
        KeysRegister keys = centre.keys();
        keys.serial = 2;
        keys.at = now;
        keys.previous = vault::hash(centre.signed_form(centre.keys()));
        keys.versions = {{"0", key(centre.centre_key), false},
                         {"2026-08", key(second), true, now - kOverFor, 1}};
        keys.recovery = {{"recovery", key(recovery)}};
        ASSERT_TRUE(queue->terminals.keep_keys(keys, centre.signed_form(keys), {}).ok());
        PeopleRegister people;
        people.centre = TestCentre::kCentre;
        for (const StaffAccount& one : centre.accounts) {
            if (one.centre == TestCentre::kCentre) {
                people.people.push_back({one.name, one.rights, "test", WallTime{}, one.sign});
            }
        }
        ASSERT_TRUE(queue->accounts
                        .keep_people(people,
                                     vault::sign_document(vault::kPeopleDocument,
                                                          codec::write_people(people),
                                                          centre.register_key()),
                                     {})
                        .ok());
        for (const auto& [name, version] :
             {std::pair<const char*, const vault::PrivateKey&>("0", centre.centre_key),
              {"2026-08", second}}) {
            copy_for_recovery(*queue, name, version);
        }
        for (const char* name : {TestCentre::kAccount, TestCentre::kOtherAccount}) {
            StaffAccount account = **queue->accounts.find(name);
            vault::PublicKey box;
            std::copy(account.box.begin(), account.box.end(), box.bytes.begin());
            account.grants.push_back({std::string(kGrantVersion), "2026-08",
                                      vault::seal_grant(second.secret(), box).value()});
            ASSERT_TRUE(queue->accounts
                            .save(account, {"test", AuditAction::AccessGranted, name, WallTime{}})
                            .ok());
        }
        old_intake = sealed_to(centre.centre_key, 1);
        ASSERT_TRUE(queue->intakes.put(old_intake, now - kOverFor).ok());
        ASSERT_TRUE(queue->intakes.begin_retention(now - std::chrono::days{10}).ok());
        later_intake = sealed_to(second, 2);
        ASSERT_TRUE(queue->intakes.put(later_intake, now).ok());
        report(*queue, 2, 0, now);
    }

    std::unique_ptr<store::CentreStore> open() const {
        return support::begun_queue(centre.database(), centre.folder.path("keys/service.key"));
    }
    std::string shred_file() const { return centre.folder.path("keys/shred.keys"); }
    void copy_for_recovery(store::CentreStore& queue, const char* name,
                           const vault::PrivateKey& version) const {
        KeyProposal proposal{TestCentre::kCentre, name, bytes_of(version.public_key()),
                             WallTime{},          1,    "test"};
        proposal.recovery = {{bytes_of(recovery.public_key()),
                              vault::seal_grant(version.secret(), recovery.public_key()).value()}};
        ASSERT_TRUE(
            queue.proposals
                .keep(TestCentre::kCentre,
                      vault::sign_document(vault::kProposalDocument,
                                           codec::write_proposal(proposal), centre.register_key()),
                      {"test", AuditAction::KeyProposed, name, WallTime{}})
                .ok());
    }
    SealedIntake sealed_to(const vault::PrivateKey& version, int n) const {
        IntakeContent content;
        content.questionnaire = "anerkennung";
        content.language = "uk";
        return vault::seal(centre.header(n), codec::write_intake(content),
                           {version.public_key(), recovery.public_key()}, centre.terminal_key)
            .value();
    }
    /// What the terminal said last.
    void report(store::CentreStore& queue, std::optional<std::int64_t> keys, int waiting,
                WallTime at) const {
        codec::ReportMessage message;
        message.centre = TestCentre::kCentre;
        message.report.terminal = TestCentre::kTerminal;
        message.report.program = "0";
        message.report.at = at;
        message.keys = keys;
        message.outbox = OutboxReport{};
        message.outbox->seq = 1;
        message.outbox->day = "2026-11-22";
        message.outbox->waiting = waiting;
        codec::SignedReport said;
        said.text = codec::write_report(message);
        const auto signature = vault::sign_report(said.text, centre.terminal_key);
        said.signature.assign(signature.begin(), signature.end());
        TerminalReport kept = message.report;
        kept.as_signed = codec::write_signed_report(said);
        ASSERT_TRUE(queue.configurations.save_report(TestCentre::kCentre, kept).ok());
    }
    /// Retention ends for what came first.
    void expire(store::CentreStore& queue) const {
        ASSERT_TRUE(queue.intakes.begin_retention(now).ok());
        ASSERT_EQ(*queue.intakes.erase_open_before(now - std::chrono::days{5}), 1);
    }
    /// As the program does at its start.
    std::unique_ptr<support::InProcessService> start() {
        auto shred_keys = vault::ShredKeys::open(shred_file());
        LOTSE_CHECK(shred_keys.ok());
        const auto lost = service::bind_all(*open(), *shred_keys, now);
        LOTSE_CHECK(lost.ok());
        lost_grants = *lost;
        auto made = std::make_unique<support::InProcessService>(
            centre, [&](service::ApiOptions& api, service::ServerOptions&) {
                api.shred_keys = std::make_shared<vault::ShredKeys>(std::move(*shred_keys));
                api.wall = [this] { return wall_now() + ahead; };
                api.boot = std::to_string(++starts);  // a word of before does not count
                if (sure) {
                    api.synchronised = [this] { return wall_now() + ahead; };
                }
            });
        made->api().upkeep();
        return made;
    }
    /// Of anna, who reads, and signs registers: what her desk does by itself has been done.
    void desk_looks(const std::string& url, const std::function<void(DeskAt&)>& more = nullptr) {
        DeskAt desk(centre, url, memory.path());
        ASSERT_TRUE(std::holds_alternative<desk::LoggedIn>(
            desk.answer_to(desk::LogIn{TestCentre::kAccount, SecretText(TestCentre::kPassword)})));
        desk.known();
        if (more) {
            more(desk);
        }
    }
    void serve_and_look(const std::function<void(DeskAt&)>& more = nullptr) {
        const auto service = start();
        desk_looks(service->url(), more);
    }
    static desk::OpenCase case_of(const SealedIntake& intake) {
        QueueEntry entry;
        entry.header = intake.header;
        entry.digest = intake.digest;
        return desk::OpenCase{entry};
    }
    static bool opens(DeskAt& desk, const SealedIntake& intake) {
        return desk.after<desk::CaseDecrypted>(case_of(intake)).has_value();
    }
    KeysRegister keys() const {
        const std::string document = *open()->terminals.signed_keys(TestCentre::kCentre);
        return codec::read_keys(std::string_view(document).substr(document.find('\n') + 1)).value();
    }
    bool is_erased() const { return find_version(keys(), "0")->erased; }
    bool has_key() const {
        return vault::ShredKeys::open(shred_file())->has(TestCentre::kCentre, "0");
    }
    int rows(std::string_view action) const {
        auto database = store::Database::open(centre.database());
        LOTSE_CHECK(database.ok());
        store::Query query = (*database)->query("SELECT count(*) FROM audit WHERE action = ?");
        query.bind(action);
        LOTSE_CHECK(*query.next());
        return static_cast<int>(query.integer(0));
    }
    /// Whoever has this database, the service's key, these keys and a reader's password: do they
    /// open what was sealed to the first version?
    bool a_thief_opens(const std::string& database, const std::string& keys_file) const {
        support::TempFolder place;
        fs::copy_file(database, place.path("queue.db"));
        const auto queue =
            support::begun_queue(place.path("queue.db"), centre.folder.path("keys/service.key"));
        StaffAccount account = **queue->accounts.find(TestCentre::kOtherAccount);
        account.grants = vault::ShredKeys::open(keys_file)->opened(account);
        const Result<vault::Keyring> ring =
            support::opened_account(account, TestCentre::kPassword, centre.service_key());
        LOTSE_CHECK(ring.ok());
        return ring->open(old_intake.envelope).ok();
    }
    static std::string content(const std::string& file) {
        std::ifstream stream(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    std::string back_up() {
        const auto queue = open();
        const auto made = service::make_backup(
            {centre.database(), outside.path("backups"), centre.service_key().tags(),
             centre.service_key().manifests(), now + std::chrono::seconds{++backups}, std::nullopt},
            [&](const std::string& file) { return service::copy_whole(*queue, file); });
        LOTSE_CHECK(made.ok());
        return made->folder;
    }

    TestCentre centre;
    const vault::PrivateKey second = vault::PrivateKey::generate();
    const vault::PrivateKey recovery = vault::PrivateKey::generate();
    const WallTime now = wall_now();
    SealedIntake old_intake, later_intake;
    support::TempFolder memory, outside;
    std::chrono::seconds ahead{0};  ///< of the service's clock
    bool sure = true;               ///< somebody outside confirms it
    int lost_grants = 0, backups = 0, starts = 0;
};

TEST_F(Erasure, what_nothing_needs_is_destroyed_and_no_backup_brings_it_back) {
    serve_and_look([&](DeskAt& desk) {
        EXPECT_TRUE(opens(desk, old_intake));
        EXPECT_TRUE(opens(desk, later_intake));
    });
    EXPECT_FALSE(is_erased()) << "an intake is sealed to it";
    const std::string before = back_up();
    const std::string database_before = before + "/" + service::kBackedUpDatabase;
    fs::copy_file(shred_file(), outside.path("shred.keys"));
    ASSERT_TRUE(a_thief_opens(database_before, outside.path("shred.keys")))
        << "else this drill shows nothing";

    expire(*open());
    serve_and_look([&](DeskAt& desk) { EXPECT_TRUE(opens(desk, later_intake)); });
    EXPECT_TRUE(is_erased());
    EXPECT_FALSE(has_key());
    EXPECT_EQ(rows("key erased"), 1);
    EXPECT_EQ(rows("key destroyed"), 1);
    for (const char* name : {TestCentre::kAccount, TestCentre::kOtherAccount}) {
        const StaffAccount account = **open()->accounts.find(name);
        EXPECT_TRUE(std::none_of(account.grants.begin(), account.grants.end(),
                                 [](const Grant& one) { return one.name == "0"; }))
            << name;
    }
    EXPECT_TRUE(open()->audit_log.verify().ok());
    const std::string after = back_up() + "/" + service::kBackedUpDatabase;
    for (const std::string& database : {centre.database(), database_before, after}) {
        EXPECT_FALSE(a_thief_opens(database, shred_file())) << database;
    }

    // The whole way back: what the backup still had does not come back, and opens with nothing.
    std::ostringstream told;
    ASSERT_TRUE(
        service::restore({codec::QueueConfig{}, centre.folder.path(), before, "", now}, told).ok())
        << told.str();
    EXPECT_TRUE(is_erased()) << "the newer register is kept";
    EXPECT_FALSE((*open()->intakes.find(TestCentre::kCentre, old_intake.header.id)).has_value());
    serve_and_look([&](DeskAt& desk) { EXPECT_TRUE(opens(desk, later_intake)); });
    EXPECT_EQ(lost_grants, 0) << "what is erased is not lost";
    EXPECT_FALSE(has_key());
    EXPECT_FALSE(a_thief_opens(centre.database(), shred_file()));
}

TEST_F(Erasure, a_backup_without_the_database_and_the_log_brings_back_what_nobody_opens) {
    serve_and_look();
    const std::string before = back_up();
    expire(*open());
    serve_and_look();
    ASSERT_TRUE(is_erased());
    // All is lost but the folder of keys: the register of the backup does not know that it is
    // erased, and its log not that the intake is.
    fs::remove_all(fs::path(centre.database()).parent_path());
    fs::create_directories(fs::path(centre.database()).parent_path());
    std::ostringstream told;
    ASSERT_TRUE(
        service::restore({codec::QueueConfig{}, centre.folder.path(), before, "", now}, told).ok())
        << told.str();
    ASSERT_FALSE(is_erased());
    ASSERT_TRUE((*open()->intakes.find(TestCentre::kCentre, old_intake.header.id)).has_value());
    const support::TempFolder other_desk;  // the first one knows a newer register, and says so
    const auto service = start();
    EXPECT_GT(lost_grants, 0);
    DeskAt desk(centre, service->url(), other_desk.path());
    ASSERT_TRUE(std::holds_alternative<desk::LoggedIn>(
        desk.answer_to(desk::LogIn{TestCentre::kAccount, SecretText(TestCentre::kPassword)})));
    EXPECT_FALSE(opens(desk, old_intake));
    EXPECT_TRUE(opens(desk, later_intake)) << "and nothing else is lost";
}

TEST_F(Erasure, what_may_still_be_needed_is_not_destroyed) {
    const auto stays = [&](const std::string& why) {
        serve_and_look();
        EXPECT_FALSE(is_erased()) << why;
        EXPECT_TRUE(has_key()) << why;
    };
    stays("retention is not over: an intake is sealed to it");
    expire(*open());
    report(*open(), 2, 1, now);
    stays("something waits at a terminal");
    report(*open(), 1, 0, now);
    stays("the terminal has an older register");
    report(*open(), std::nullopt, 0, now);
    stays("the terminal takes no register");
    report(*open(), 2, 0, now - kOverFor - std::chrono::days{1});
    stays("the terminal was not heard since the version was in use");
    report(*open(), 2, 0, now);
    sure = false;
    stays("nobody confirmed the service's clock");
    sure = true;
    ahead = std::chrono::days{400};
    stays("the service's clock and the desk's differ");
    ahead = -std::chrono::days{60};
    stays("and when it is behind");
    ahead = std::chrono::seconds{0};
    // All of it is gone now.
    serve_and_look();
    EXPECT_TRUE(is_erased());
    EXPECT_FALSE(has_key());
}

TEST_F(Erasure, the_service_takes_no_register_that_erases_what_is_needed) {
    const auto service = start();
    sync::HttpsOptions options = support::client_options(centre, service->url());
    auto client = sync::DeskClient::make(options);
    ASSERT_TRUE(client.ok());
    ASSERT_TRUE((*client)->log_in(TestCentre::kAdmin, TestCentre::prove(TestCentre::kAdmin)).ok());
    const std::string document = (*client)->centre()->keys;
    KeysRegister next =
        codec::read_keys(std::string_view(document).substr(document.find('\n') + 1)).value();
    next.serial += 1;
    next.previous = vault::hash(document);
    next.versions[0].erased = true;
    const Result<void> refused = (*client)->put_keys(next.serial, centre.signed_form(next));
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().kind, Kind::Refused);
    EXPECT_EQ((*client)->centre()->keys, document);
}

TEST_F(Erasure, a_power_cut_in_the_middle_is_gone_on_from) {
    serve_and_look();
    expire(*open());
    // The register is kept; then the power went.
    KeysRegister next = keys();
    next.serial += 1;
    next.previous = vault::hash(centre.signed_form(keys()));
    next.versions[0].erased = true;
    ASSERT_TRUE(open()->terminals.keep_keys(next, centre.signed_form(next), {}).ok());
    ASSERT_TRUE(has_key());
    // Or while the file was written anew: the name holds what it held.
    std::ofstream(centre.folder.path("keys/.shred.keys.new")) << "lotse-shred-keys-1\nhalf a li";
    const std::string with_key = content(shred_file());
    serve_and_look();
    EXPECT_FALSE(has_key());
    EXPECT_NE(content(shred_file()), with_key);
    EXPECT_EQ(rows("key destroyed"), 1);
    serve_and_look();
    EXPECT_EQ(rows("key destroyed"), 1) << "once";
    EXPECT_FALSE(a_thief_opens(centre.database(), shred_file()));
}

TEST_F(Erasure, the_real_service_binds_what_a_tool_granted_and_destroys_what_is_erased) {
    const auto bound = [&] {
        int count = 0;
        for (const char* name : {TestCentre::kAccount, TestCentre::kOtherAccount}) {
            const StaffAccount account = **open()->accounts.find(name);
            count += static_cast<int>(
                std::count_if(account.grants.begin(), account.grants.end(), [](const Grant& one) {
                    return one.kind == kGrantVersion &&
                           one.sealed.size() > vault::kSealedGrantBytes;
                }));
        }
        return count;
    };
    ASSERT_EQ(bound(), 0);
    { const support::ServiceProcess service(centre); }
    EXPECT_EQ(bound(), 4);
    ASSERT_TRUE(has_key());
    KeysRegister next = keys();
    next.serial += 1;
    next.previous = vault::hash(centre.signed_form(keys()));
    next.versions[0].erased = true;
    ASSERT_TRUE(open()->terminals.keep_keys(next, centre.signed_form(next), {}).ok());
    support::ServiceProcess service(centre);
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (has_key() && std::chrono::steady_clock::now() < end) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    EXPECT_FALSE(has_key());
    EXPECT_TRUE(vault::ShredKeys::open(shred_file())->has(TestCentre::kCentre, "2026-08"));
}

TEST_F(Erasure, what_is_still_sealed_to_it_counts_as_erased_at_desk_and_service) {
    // Though something is sealed to it: the service would refuse, a restored database may be so.
    serve_and_look([&](DeskAt& desk) { ASSERT_TRUE(opens(desk, old_intake)); });
    KeysRegister next = keys();
    next.serial += 1;
    next.previous = vault::hash(centre.signed_form(keys()));
    next.versions[0].erased = true;
    ASSERT_TRUE(open()->terminals.keep_keys(next, centre.signed_form(next), {}).ok());
    const auto again = start();
    desk_looks(again->url(), [&](DeskAt& desk) {
        const auto refused = desk.after<desk::ActionRefused>(case_of(old_intake));
        ASSERT_TRUE(refused.has_value());
        EXPECT_EQ(refused->problem_id, "desk.problem.erased");
        EXPECT_EQ(refused->number, old_intake.header.number);
        EXPECT_TRUE(opens(desk, later_intake));
    });
    auto sender = sync::make_https_sender(support::client_options(centre, again->url()));
    ASSERT_TRUE(sender.ok());
    const SealedIntake late = sealed_to(centre.centre_key, 7);
    OutboxEntry entry;
    entry.header = late.header;
    entry.digest = late.digest;
    EXPECT_EQ((*sender)->send(entry, late.envelope).outcome, Attempt::Outcome::Gone);
}

TEST_F(Erasure, a_centre_without_a_recovery_key_loses_nothing_with_the_file) {
    TestCentre plain;
    plain.make_database();
    auto shred_keys = vault::ShredKeys::open(plain.folder.path("keys/shred.keys"));
    const auto queue =
        support::begun_queue(plain.database(), plain.folder.path("keys/service.key"));
    ASSERT_EQ(*service::bind_all(*queue, *shred_keys, now), 0);
    EXPECT_FALSE(fs::exists(plain.folder.path("keys/shred.keys")));
}

}  // namespace
}  // namespace lotse::trust
