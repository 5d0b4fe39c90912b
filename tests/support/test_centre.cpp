// SPDX-License-Identifier: EUPL-1.2
#include "support/test_centre.h"

#include <filesystem>

#include "core/check.h"
#include "store/sqlite_queue.h"
#include "vault/password.h"

namespace lotse::support {

TestCentre::TestCentre(const std::string& database_folder)
    : tls(make_tls_files(folder.path())),
      m_database((database_folder.empty() ? folder.path("queue") : database_folder) + "/queue.db") {
    std::filesystem::create_directories(folder.path("queue"));
    // Small costs: what is tested here is not the strength of Argon2id.
    password_hash = vault::hash_password(kPassword, {1, 8 * 1024}).value();
    wrapped_key = vault::wrap(centre_key, kPassword, {1, 8 * 1024}).value();
}

void TestCentre::enrol(store::CentreStore& store) const {
    const auto must = [](const Result<void>& result) { LOTSE_CHECK(result.ok()); };
    const auto row = [](AuditAction action, const char* object) {
        return AuditEntry{"test", action, object, WallTime{}};
    };
    must(store.terminals.enrol(kCentre, kTerminal, terminal_key.public_key(),
                               row(AuditAction::TerminalEnrolled, kTerminal)));
    for (const StaffAccount& account :
         {StaffAccount{kAccount, kCentre, password_hash, wrapped_key, true},
          StaffAccount{kOtherAccount, kCentre, password_hash, wrapped_key, false},
          StaffAccount{kForeignAccount, "elsewhere", password_hash, wrapped_key, false}}) {
        must(store.accounts.save(account, row(AuditAction::AccountAdded, account.name.c_str())));
    }
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
