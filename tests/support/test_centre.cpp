// SPDX-License-Identifier: EUPL-1.2
#include "support/test_centre.h"

#include <filesystem>

#include "codec/wire/keys_wire.h"
#include "core/check.h"
#include "store/sqlite_queue.h"
#include "vault/configuration_key.h"
#include "vault/key_files.h"
#include "vault/log_in.h"
#include "vault/staff_account.h"

namespace lotse::support {
namespace {

/// Small: what is tested here is not the strength of Argon2id.
constexpr KdfCost kCost{1, 8};

}  // namespace

TestCentre::TestCentre(const std::string& database_folder)
    : tls(make_tls_files(folder.path())),
      m_database((database_folder.empty() ? folder.path("queue") : database_folder) + "/queue.db") {
    std::filesystem::create_directories(folder.path("queue"));
    const vault::ServiceKey key = vault::ServiceKey::generate();
    LOTSE_CHECK(vault::save_service_key(folder.path("keys/service.key"), key).ok());
    const struct {
        const char *name, *centre, *role;
        std::optional<WallTime> invited_until;
    } wanted[] = {{kAccount, kCentre, "all", {}},
                  {kOtherAccount, kCentre, "counsellor", {}},
                  {kForeignAccount, "elsewhere", "counsellor", {}},
                  {kReception, kCentre, "reception", {}},
                  {kAdmin, kCentre, "admin", {}},
                  {kAuditor, kCentre, "auditor", {}},
                  {kInvited, kCentre, "counsellor", kInvitedUntil}};
    for (const auto& one : wanted) {
        accounts.push_back(vault::make_account({one.name, one.centre, *rights_of_role(one.role),
                                                kCost, one.invited_until},
                                               kPassword, &centre_key, key)
                               .value());
    }
}

vault::ServiceKey TestCentre::service_key() const {
    return vault::load_service_key(folder.path("keys/service.key")).value();
}

std::function<Result<SecretText>(const LogInTerms&)> TestCentre::prove(
    const std::string& account, const std::string& password) {
    return [account, password](const LogInTerms& terms) -> Result<SecretText> {
        const Result<vault::LogInSecrets> secrets =
            vault::log_in_secrets(account, password, terms, vault::KdfBounds{kCost, kCost});
        return secrets ? Result<SecretText>(secrets->proof_text()) : secrets.error();
    };
}

SecretText TestCentre::proof(const std::string& account, const std::string& password) const {
    std::string of = kCentre;
    for (const StaffAccount& one : accounts) {
        of = one.name == account ? one.centre : of;
    }
    return prove(account, password)({of, service_key().salt(account), kCost}).value();
}

void TestCentre::enrol(store::CentreStore& store) const {
    const auto must = [](const Result<void>& result) { LOTSE_CHECK(result.ok()); };
    const auto row = [](AuditAction action, const char* object) {
        return AuditEntry{"test", action, object, WallTime{}};
    };
    keep(store, keys());
    for (const StaffAccount& account : accounts) {
        must(store.accounts.save(account, row(AuditAction::AccountAdded, account.name.c_str())));
    }
}

KeysRegister TestCentre::keys() const {
    const vault::PublicKey& centre = centre_key.public_key();
    KeysRegister keys;
    keys.centre = kCentre;
    keys.signing = register_key().public_key();
    keys.configuration = vault::configuration_key(centre_key).public_key();
    keys.versions = {
        {std::string(kFirstVersion), Bytes(centre.bytes.begin(), centre.bytes.end()), true}};
    keys.terminals = {{kTerminal, "A", terminal_key.public_key(), WallTime{}, std::nullopt}};
    return keys;
}

vault::SigningKey TestCentre::register_key() const {
    return vault::register_key(centre_key);
}

std::string TestCentre::signed_form(const KeysRegister& keys) const {
    return vault::sign_document(vault::kKeysDocument, codec::write_keys(keys), register_key());
}

void TestCentre::keep(store::CentreStore& store, const KeysRegister& keys) const {
    LOTSE_CHECK(check_keys(keys).ok());
    LOTSE_CHECK(store.terminals
                    .keep_keys(keys, signed_form(keys),
                               {{"test", AuditAction::TerminalEnrolled, kTerminal, WallTime{}}})
                    .ok());
}

void TestCentre::enrol_another(store::CentreStore& store, const std::string& terminal) const {
    KeysRegister next = keys();
    next.serial = 2;
    next.previous = vault::hash(signed_form(keys()));
    next.terminals.push_back({terminal, "B", another_key.public_key(), WallTime{}, std::nullopt});
    keep(store, next);
}

void TestCentre::block_terminal(store::CentreStore& store) const {
    KeysRegister next = keys();
    next.serial = 2;
    next.previous = vault::hash(signed_form(keys()));
    next.terminals[0].blocked = WallTime{};
    keep(store, next);
}

void TestCentre::make_database() const {
    auto store = store::open_queue(database(), &vault::hash);
    LOTSE_CHECK(store.ok());
    enrol(**store);
}

IntakeHeader TestCentre::header(int n) const {
    IntakeHeader header;
    header.id = vault::new_intake_id();
    header.centre = kCentre;
    header.terminal = kTerminal;
    header.number = "A" + std::to_string(n);
    header.day = "2026-11-22";
    header.language = "uk";
    header.questionnaire = "anerkennung";
    return header;
}

SealedIntake TestCentre::intake_of(const IntakeHeader& header, const vault::SigningKey& key,
                                   const std::string& payload) const {
    return vault::seal(header, payload, {centre_key.public_key()}, key).value();
}

SealedIntake TestCentre::intake(int n, const std::string& payload) const {
    return intake_of(header(n), terminal_key, payload);
}

}  // namespace lotse::support
