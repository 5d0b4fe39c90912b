// SPDX-License-Identifier: EUPL-1.2
#include "tools/demo_setup.h"

#include <cstdio>
#include <filesystem>

#include "base/atomic_file.h"
#include "base/clock.h"
#include "codec/settings/kiosk_config.h"
#include "store/sqlite_queue.h"
#include "tools/centre_commands.h"
#include "tools/certificates.h"
#include "tools/console.h"
#include "tools/registers.h"
#include "vault/configuration_key.h"
#include "vault/envelope.h"
#include "vault/key_files.h"
#include "vault/signed_document.h"

namespace lotse::tools {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFolders[] = {"terminal", "display", "queue",   "keys",
                                    "tls",      "desk",    "recovery"};
constexpr const char* kServiceKey = "keys/service.key";
constexpr const char* kPin = "desk/centre.toml";
constexpr const char* kTerminal = "terminal-1";
constexpr const char* kPrefix = "A";
constexpr const char* kDisplay = "display-1";

Result<void> make_queue(const std::string& file, const StaffAccount& account, KeysRegister keys,
                        const Bytes& terminal_key, const Bytes& display_key,
                        const vault::PrivateKey& centre_key) {
    const vault::SigningKey signer = vault::register_key(centre_key);
    Result<std::unique_ptr<store::CentreStore>> queue = store::open_queue(file, vault::hash);
    if (!queue) {
        return queue.error();
    }
    if (Result<void> saved = (*queue)->accounts.save(
            account, {kAuditName, AuditAction::AccountAdded, account.name, wall_now()});
        !saved) {
        return saved;
    }
    if (Result<void> listed = keep_first_people((*queue)->accounts, account.centre, signer);
        !listed) {
        return listed;
    }
    keys.terminals = {{kTerminal, kPrefix, terminal_key, keys.at, std::nullopt}};
    keys.displays = {{kDisplay, display_key, keys.at, std::nullopt}};
    if (Result<void> copied = keep_recovery_copy((*queue)->proposals, keys, centre_key, signer);
        !copied) {
        return copied;
    }
    return keep_first_keys((*queue)->terminals, keys, signer);
}

/// Everything but setup.toml, below `folder`.
Result<DemoSecrets> make_all(const DemoOptions& options, const std::string& folder) {
    for (const char* name : kFolders) {
        if (Result<void> made = make_folder(folder + "/" + name); !made) {
            return made.error();
        }
    }
    DemoSecrets secrets{vault::new_password(), vault::new_pin(), vault::new_password(), ""};
    const vault::PrivateKey centre_key = vault::PrivateKey::generate();
    const vault::PrivateKey recovery_key = vault::PrivateKey::generate();
    const vault::SigningKey terminal_key = vault::SigningKey::generate();
    const vault::SigningKey display_key = vault::SigningKey::generate();
    secrets.fingerprint = vault::fingerprint(centre_key.public_key());

    const Result<Bytes> recovery =
        vault::wrap(recovery_key, secrets.recovery_password, options.wrap_cost);
    if (!recovery) {
        return recovery.error();
    }
    const Result<std::string> pin_hash = vault::hash_pin(secrets.pin, options.password_cost);
    if (!pin_hash) {
        return pin_hash.error();
    }
    // Before it is handed out, what was made opened a test intake: a key that does not open is
    // found now, not at the first intake.
    const vault::ServiceKey service_key = vault::ServiceKey::generate();
    const Result<StaffAccount> account = vault::make_account(
        {options.account, options.centre, *rights_of_role("all"), options.wrap_cost, std::nullopt},
        secrets.password, &centre_key, service_key);
    if (!account) {
        return account.error();
    }

    codec::Enrolment enrolment;
    enrolment.centre = options.centre;
    enrolment.terminal = kTerminal;
    enrolment.prefix = kPrefix;
    enrolment.recipients = {vault::to_hex(centre_key.public_key()),
                            vault::to_hex(recovery_key.public_key())};
    enrolment.service = options.service;
    enrolment.ca_file = "tls/ca.pem";
    enrolment.pin_hash = *pin_hash;
    enrolment.configuration_key = vault::to_hex(vault::configuration_key(centre_key).public_key());
    const vault::SigningKey signer = vault::register_key(centre_key);
    enrolment.register_key = vault::to_hex(signer.public_key());

    const Result<KeysRegister> keys =
        first_keys(options.centre, centre_key, {vault::to_hex(recovery_key.public_key())});
    if (!keys) {
        return keys.error();
    }

    for (const Result<void>& step :
         {make_certificates(folder + "/tls"),
          vault::save_signing_key(folder + "/terminal/terminal.key", terminal_key),
          replace_file(folder + "/terminal/enrolment.toml", codec::write_enrolment(enrolment)),
          vault::save_wrapped_key(folder + "/recovery/recovery.key", *recovery),
          replace_file(folder + "/desk/centre-key.txt",
                       vault::to_hex(centre_key.public_key()) + "\n" + secrets.fingerprint + "\n"),
          vault::save_service_key(folder + "/" + kServiceKey, service_key),
          write_pin(folder + "/" + kPin, options.centre, signer.public_key()),
          vault::save_signing_key(folder + "/display/display.key", display_key),
          replace_file(folder + "/display/enrolment.toml",
                       codec::write_display_enrolment(
                           {options.centre, kDisplay, options.service, enrolment.ca_file})),
          make_queue(folder + "/queue/queue.db", *account, *keys, terminal_key.public_key(),
                     display_key.public_key(), centre_key)}) {
        if (!step) {
            return step.error();
        }
    }

    if (Result<void> opened = vault::test_decryption(recovery_key.public_key(), recovery_key);
        !opened) {
        return opened.error();
    }
    return secrets;
}

}  // namespace

Result<std::optional<DemoSecrets>> set_up_demo(
    const DemoOptions& options, const std::function<void(const DemoSecrets&)>& announce) {
    const std::string marker = options.state + "/setup.toml";
    const std::string beside = options.state + "/.setup";
    const std::string moving =
        beside + "/moving";  // is there: folders in their place may be ours, and unused
    std::error_code failed;
    if (fs::exists(marker, failed)) {
        if (!fs::exists(options.state + "/" + kServiceKey, failed) ||
            !fs::exists(options.state + "/" + kPin, failed)) {
            return Error{
                Kind::Refused, options.state,
                "is the demo centre of an earlier version, and was not changed. `lotse-tool "
                "centre upgrade --state " +
                    options.state + "` keeps all of it, and says what it does"};
        }
        fs::remove_all(beside, failed);
        if (const Result<bool> renewed = renew_certificate(options.state + "/tls"); !renewed) {
            return renewed.error();
        }
        return std::optional<DemoSecrets>();
    }
    if (Result<void> made = make_folder(options.state); !made) {
        return made.error();
    }
    const bool interrupted = fs::exists(moving, failed);
    for (const char* name : kFolders) {
        if (interrupted) {
            fs::remove_all(options.state + "/" + name, failed);
        }
        if (fs::exists(options.state + "/" + name, failed)) {
            return Error{
                Kind::Refused, options.state + "/" + name,
                "is there, but no finished set-up (setup.toml is missing): choose another state "
                "folder, or remove this one if nothing in it is needed"};
        }
    }
    fs::remove_all(beside, failed);
    Result<DemoSecrets> secrets = make_all(options, beside);
    if (!secrets) {
        fs::remove_all(beside, failed);
        return secrets.error();
    }
    if (Result<void> begun = replace_file(moving, ""); !begun) {
        return begun.error();
    }
    for (const char* name : kFolders) {
        fs::rename(beside + "/" + name, options.state + "/" + name, failed);
        if (failed) {
            return Error{Kind::Unusable, options.state + "/" + name,
                         "cannot be moved into place: " + failed.message()};
        }
    }
    // Before the set-up counts as complete: nobody would ever see the passwords of one that was
    // interrupted here.
    if (announce) {
        announce(*secrets);
    }
    if (Result<void> complete =
            replace_file(marker,
                         "# Made by lotse-tool demo-setup; while this file is here, nothing is "
                         "made again.\ncentre = \"" +
                             options.centre + "\"\naccount = \"" + options.account +
                             "\"\nservice = \"" + options.service + "\"\n");
        !complete) {
        return complete.error();
    }
    fs::remove_all(beside, failed);
    return std::optional<DemoSecrets>(std::move(*secrets));
}

}  // namespace lotse::tools
