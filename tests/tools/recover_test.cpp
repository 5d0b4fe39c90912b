// SPDX-License-Identifier: EUPL-1.2
// A centre whose readers lost all passwords, or whose service lost its folder of keys, is not lost:
// with real files, from the demo's set-up to what a person opens afterwards.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>

#include "base/clock.h"
#include "codec/wire/keys_wire.h"
#include "codec/wire/people_wire.h"
#include "codec/wire/proposal_wire.h"
#include "core/intake/key_life.h"
#include "service/backup.h"
#include "service/key_erasure.h"
#include "support/begun_queue.h"
#include "support/opened_account.h"
#include "support/temp_folder.h"
#include "tools/cli.h"
#include "tools/demo_setup.h"
#include "tools/registers.h"
#include "tools/seal_commands.h"
#include "vault/configuration_key.h"
#include "vault/envelope.h"
#include "vault/key_files.h"
#include "vault/signed_document.h"

namespace lotse::tools {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPayload = "{\"answers\":\"given\"}";

std::string read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

class Recover : public testing::Test {
protected:
    void SetUp() override {
        DemoOptions options;
        options.state = state;
        options.wrap_cost = {1, 8};
        options.password_cost = {1, 8};
        auto made = set_up_demo(options);
        ASSERT_TRUE(made.ok() && made->has_value());
        secrets = **made;
        sealed = seal_as_terminal(state, {"A001", "uk", "anerkennung"}, kPayload)->intake;
        ASSERT_TRUE(open()->intakes.put(sealed, wall_now()).ok());
    }
    std::unique_ptr<store::CentreStore> open() const {
        return support::begun_queue(database, state + "/keys/service.key");
    }
    /// As the service does at its start.
    int bind() const {
        auto keys = vault::ShredKeys::open(shred_file);
        LOTSE_CHECK(keys.ok());
        return service::bind_all(*open(), *keys, wall_now()).value();
    }
    int run(std::vector<std::string> arguments, const std::string& typed) {
        std::vector<const char*> line = {"lotse-tool", "recover"};
        for (const std::string& one : arguments) {
            line.push_back(one.c_str());
        }
        std::istringstream in(typed + "\n");
        std::ostringstream out, complaints;
        const int status =
            tools::run(static_cast<int>(line.size()), line.data(), in, out, complaints);
        printed = out.str();
        errors = complaints.str();
        return status;
    }
    std::vector<std::string> grant(const std::string& to, bool invite = false) const {
        std::vector<std::string> all = {"grant", "--queue", database, "--centre", "demo",
                                        "--key", key_file,  "--to",   to};
        if (invite) {
            all.emplace_back("--invite");
        }
        return all;
    }
    Result<vault::Keyring> opened_with(const std::string& password) const {
        const auto queue = open();
        const auto service = service_secrets(queue->accounts, state + "/keys/service.key");
        return keyring_of("beratung", "demo", password, queue->accounts, *service);
    }
    KeysRegister keys() const {
        const std::string document = *open()->terminals.signed_keys("demo");
        return codec::read_keys(std::string_view(document).substr(document.find('\n') + 1)).value();
    }
    /// One version more in the register, with what is proposed for it.
    void add_version(const std::string& name, const vault::PrivateKey& registered,
                     const vault::PrivateKey& copied, bool erased = false) {
        const auto ring = opened_with(secrets.password);
        const auto queue = open();
        const std::string document = *queue->terminals.signed_keys("demo");
        KeysRegister next =
            codec::read_keys(std::string_view(document).substr(document.find('\n') + 1)).value();
        const vault::PublicKey& half = registered.public_key();
        next.versions.push_back({name, Bytes(half.bytes.begin(), half.bytes.end()), !erased,
                                 wall_now() + std::chrono::hours{next.serial}, 1, erased});
        next.serial += 1;
        next.previous = vault::hash(document);
        ASSERT_TRUE(check_keys(next).ok());
        ASSERT_TRUE(queue->terminals
                        .keep_keys(next,
                                   vault::sign_document(vault::kKeysDocument,
                                                        codec::write_keys(next), *ring->registers),
                                   {})
                        .ok());
        KeyProposal proposal{"demo", name, next.versions.back().key, wall_now(), 1, "beratung"};
        vault::PublicKey recovery;
        std::copy(next.recovery[0].key.begin(), next.recovery[0].key.end(), recovery.bytes.begin());
        proposal.recovery = {
            {next.recovery[0].key, vault::seal_grant(copied.secret(), recovery).value()}};
        ASSERT_TRUE(
            queue->proposals
                .keep("demo",
                      vault::sign_document(vault::kProposalDocument,
                                           codec::write_proposal(proposal), ring->person.sign()),
                      {"beratung", AuditAction::KeyProposed, name, wall_now()})
                .ok());
    }
    std::vector<std::string> files(const std::string& in) const {
        std::vector<std::string> all;
        for (const auto& one : fs::directory_iterator(in)) {
            all.push_back(one.path().string());
        }
        std::sort(all.begin(), all.end());
        return all;
    }

    support::TempFolder folder;
    const std::string state = folder.path("state"), database = state + "/queue/queue.db",
                      key_file = state + "/recovery/recovery.key",
                      shred_file = state + "/keys/shred.keys";
    DemoSecrets secrets;
    SealedIntake sealed;
    std::string printed, errors;
};

TEST_F(Recover, whose_readers_lost_all_passwords_opens_its_intakes_again) {
    const vault::PrivateKey later = vault::PrivateKey::generate();
    add_version("2026-12", later, later);
    ASSERT_EQ(run(grant("beratung", true), secrets.recovery_password), 0) << errors;
    std::smatch code;
    ASSERT_TRUE(std::regex_search(printed, code, std::regex("Code: +(\\S+)"))) << printed;
    EXPECT_FALSE(opened_with(secrets.password).ok()) << "whoever finds it has nothing any more";
    const auto ring = opened_with(code[1]);
    ASSERT_TRUE(ring.ok()) << to_string(ring.error());
    EXPECT_EQ(ring->open(sealed.envelope).value(), kPayload);
    ASSERT_NE(ring->version("2026-12"), nullptr) << "and what came later";
    EXPECT_EQ(ring->version("2026-12")->public_key(), later.public_key());
    ASSERT_TRUE(ring->registers && ring->configuration) << "and lets the others in";
    EXPECT_EQ(ring->registers->public_key(), keys().signing);

    const auto queue = open();
    const StaffAccount account = **queue->accounts.find("beratung");
    EXPECT_TRUE(account.invited_until.has_value());
    const auto json = vault::open_document(*queue->accounts.signed_people("demo"),
                                           vault::kPeopleDocument, ring->registers->public_key());
    ASSERT_TRUE(json.ok());
    EXPECT_EQ(find_person(*codec::read_people(*json), "beratung")->sign, account.sign)
        << "else desks would take the new keys for a stranger's";
    EXPECT_TRUE(queue->audit_log.verify().ok());
    EXPECT_NE(read(database).find("beratung 2026-12"), std::string::npos) << "each is a row";
}

TEST_F(Recover, a_lost_file_of_keys_is_made_good_for_whoever_knows_the_password) {
    EXPECT_EQ(bind(), 0);
    ASSERT_TRUE(fs::exists(shred_file));
    ASSERT_TRUE(opened_with(secrets.password)->open(sealed.envelope).ok());
    fs::remove(shred_file);
    EXPECT_EQ(bind(), 1) << "the service says at its start that they are lost";
    EXPECT_FALSE(opened_with(secrets.password)->open(sealed.envelope).ok());
    ASSERT_EQ(run(grant("beratung"), secrets.recovery_password), 0) << errors;
    EXPECT_NE(printed.find("version 0"), std::string::npos) << printed;
    EXPECT_EQ(opened_with(secrets.password)->open(sealed.envelope).value(), kPayload);
    EXPECT_EQ(bind(), 0);
}

TEST_F(Recover, what_is_not_the_registers_or_is_erased_is_given_to_nobody) {
    const vault::PrivateKey one = vault::PrivateKey::generate(),
                            forged = vault::PrivateKey::generate(),
                            erased = vault::PrivateKey::generate();
    add_version("2026-12", one, forged);
    add_version("2026-11", erased, erased, true);
    ASSERT_EQ(run(grant("beratung"), secrets.recovery_password), 0) << errors;
    const auto ring = opened_with(secrets.password);
    ASSERT_TRUE(ring.ok());
    EXPECT_TRUE(ring->centre.has_value());
    EXPECT_EQ(ring->version("2026-12"), nullptr);
    EXPECT_EQ(ring->version("2026-11"), nullptr);
}

TEST_F(Recover, a_wrong_key_password_centre_or_account_changes_nothing) {
    const std::string foreign = folder.path("foreign.key");
    const vault::PrivateKey other = vault::PrivateKey::generate();
    ASSERT_TRUE(vault::save_wrapped_key(foreign,
                                        vault::wrap(other, "a password of its own", {1, 8}).value())
                    .ok());
    const std::string before = read(database);
    const auto refused = [&](std::vector<std::string> arguments, const std::string& password,
                             const std::string& why) {
        EXPECT_NE(run(std::move(arguments), password), 0) << why;
        EXPECT_NE(errors.find(why), std::string::npos) << errors;
    };
    refused(grant("beratung"), "wrong", "recovery.key");
    refused(grant("nobody"), secrets.recovery_password, "nobody");
    std::vector<std::string> arguments = grant("beratung");
    arguments[6] = foreign;
    refused(arguments, "a password of its own", "is no recovery key of the centre");
    arguments = grant("beratung");
    arguments[4] = "nord";
    refused(arguments, secrets.recovery_password, "nord");
    EXPECT_TRUE(opened_with(secrets.password)->open(sealed.envelope).ok());
    EXPECT_EQ(read(database), before);
}

TEST_F(Recover, an_export_opens_every_intake_into_a_folder_of_its_own) {
    // Signed by no terminal of the centre: nobody's words are taken for a client's.
    const auto register_now = keys();
    vault::PublicKey centre_half, recovery_half;
    std::copy_n(register_now.versions[0].key.begin(), 32, centre_half.bytes.begin());
    std::copy_n(register_now.recovery[0].key.begin(), 32, recovery_half.bytes.begin());
    IntakeHeader header = sealed.header;
    header.id = vault::new_intake_id();
    header.number = "A002";
    ASSERT_TRUE(open()
                    ->intakes
                    .put(vault::seal(header, kPayload, {centre_half, recovery_half},
                                     vault::SigningKey::generate())
                             .value(),
                         wall_now())
                    .ok());
    const std::string out = folder.path("opened");
    const std::vector<std::string> arguments = {"export", "--queue", database, "--centre", "demo",
                                                "--key",  key_file,  "--out",  out};
    ASSERT_EQ(run(arguments, secrets.recovery_password), 0) << errors;
    EXPECT_NE(printed.find("1 intakes were opened"), std::string::npos) << printed;
    EXPECT_NE(printed.find("1 were not signed by a terminal"), std::string::npos) << printed;
    ASSERT_EQ(files(out).size(), 1u);
    EXPECT_EQ(read(files(out)[0]), kPayload);
    EXPECT_NE(files(out)[0].find("_A001_" + to_hex(sealed.header.id).substr(0, 8)),
              std::string::npos);
    for (const std::string& path : {out, files(out)[0]}) {
        struct stat facts {};
        ASSERT_EQ(::stat(path.c_str(), &facts), 0);
        EXPECT_EQ(facts.st_mode & 077, 0u) << path;
    }
    EXPECT_NE(read(database).find("intakes exported"), std::string::npos);
    EXPECT_TRUE(open()->audit_log.verify().ok());
    EXPECT_NE(run(arguments, secrets.recovery_password), 0) << "the folder is there";
}

TEST_F(Recover, an_export_from_a_backup_needs_no_service_and_leaves_it_as_it_is) {
    const auto key = vault::load_service_key(state + "/keys/service.key").value();
    std::string backup;
    {
        const auto queue = open();
        const auto made = service::make_backup(
            {database, folder.path("backups"), key.tags(), key.manifests(), wall_now(),
             std::nullopt},
            [&](const std::string& file) { return service::copy_whole(*queue, file); });
        ASSERT_TRUE(made.ok());
        backup = made->folder;
    }
    fs::remove_all(state + "/queue");
    fs::remove_all(state + "/keys");
    const std::string out = folder.path("opened");
    ASSERT_EQ(
        run({"export", "--backup", backup, "--centre", "demo", "--key", key_file, "--out", out},
            secrets.recovery_password),
        0)
        << errors;
    ASSERT_EQ(files(out).size(), 1u);
    EXPECT_EQ(read(files(out)[0]), kPayload);
    EXPECT_TRUE(service::check_backup(backup, key.manifests()).ok()) << "nothing in it changed";
    EXPECT_EQ(files(backup).size(), 3u);
    EXPECT_NE(run({"export", "--backup", backup, "--centre", "nord", "--key", key_file, "--out",
                   folder.path("x")},
                  secrets.recovery_password),
              0);
    EXPECT_FALSE(fs::exists(folder.path("x")));
}

}  // namespace
}  // namespace lotse::tools
