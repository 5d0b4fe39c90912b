// SPDX-License-Identifier: EUPL-1.2
/// A counselling centre for tests: certificates, keys, an enrolled terminal, an account of every
/// role, and intakes really sealed.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/secret_text.h"
#include "store/centre_store.h"
#include "support/temp_folder.h"
#include "support/tls_files.h"
#include "vault/envelope.h"
#include "vault/keys.h"
#include "vault/service_key.h"
#include "vault/signed_document.h"

namespace lotse::support {

class TestCentre {
public:
    static constexpr const char* kCentre = "demo";
    static constexpr const char* kTerminal = "terminal-1";
    static constexpr const char* kAccount = "anna";
    static constexpr const char* kOtherAccount = "boris";
    static constexpr const char* kForeignAccount = "clara";  ///< of another centre
    static constexpr const char* kReception = "rosa";
    static constexpr const char* kAdmin = "adam";
    static constexpr const char* kAuditor = "olga";
    static constexpr const char* kInvited = "ines";  ///< kPassword is the code, until kInvitedUntil
    static constexpr WallTime kInvitedUntil{std::chrono::seconds{1'795'600'000}};
    static constexpr const char* kPassword = "correct horse battery";

    /// DIR/{queue,tls} as the service wants them; the database holds what `enrol` writes.
    /// `database_folder` puts the database elsewhere, for measurements on a disk.
    explicit TestCentre(const std::string& database_folder = "");

    /// Accounts and the terminal, through any store.
    void enrol(store::CentreStore& store) const;
    /// The register of keys with which the terminal is enrolled: the first one.
    KeysRegister keys() const;
    /// As a centre's tool does: the next register, signed, with one terminal more …
    void enrol_another(store::CentreStore& store, const std::string& terminal) const;
    /// … or with the terminal blocked.
    void block_terminal(store::CentreStore& store) const;
    std::string signed_form(const KeysRegister& keys) const;
    /// What a desk of the centre pins.
    vault::SigningKey register_key() const;
    /// Creates and fills the SQLite database, then closes it.
    void make_database() const;

    const std::string& database() const { return m_database; }
    /// The n-th intake of the enrolled terminal, each with a fresh id.
    SealedIntake intake(int n, const std::string& payload = "{\"answers\":{}}") const;
    SealedIntake intake_of(const IntakeHeader& header, const vault::SigningKey& key,
                           const std::string& payload = "{}") const;
    IntakeHeader header(int n) const;

    TempFolder folder;
    TlsFiles tls;
    vault::SigningKey terminal_key = vault::SigningKey::generate();
    /// Of whom `enrol_another` adds: always the same register.
    vault::SigningKey another_key = vault::SigningKey::generate();
    vault::PrivateKey centre_key = vault::PrivateKey::generate();
    std::vector<StaffAccount> accounts;

    /// That which `accounts` were made with; it lies in DIR/keys too.
    vault::ServiceKey service_key() const;
    /// As a desk answers the service's terms.
    static std::function<Result<SecretText>(const LogInTerms&)> prove(
        const std::string& account, const std::string& password = kPassword);
    SecretText proof(const std::string& account, const std::string& password = kPassword) const;

private:
    void keep(store::CentreStore& store, const KeysRegister& keys) const;

    std::string m_database;
};

}  // namespace lotse::support
