// SPDX-License-Identifier: EUPL-1.2
#include "tools/centre_commands.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <memory>
#include <ostream>

#include "base/atomic_file.h"
#include "base/clock.h"
#include "codec/settings/centre_pin.h"
#include "codec/settings/kiosk_config.h"
#include "core/account_name.h"
#include "core/intake/register_chain.h"
#include "core/limits.h"
#include "store/sqlite_outbox.h"
#include "store/sqlite_queue.h"
#include "tools/key_commands.h"
#include "tools/registers.h"
#include "vault/envelope.h"
#include "vault/key_files.h"

namespace lotse::tools {
namespace {

/// Of a new account that nobody chose a role for.
constexpr std::string_view kUsualRole = "counsellor";

/// As a centre calls them; their words if no role has exactly these.
std::string role_of(Rights rights) {
    for (const Role& role : roles()) {
        if (role.rights == rights) {
            return std::string(role.name);
        }
    }
    return words_of(rights);
}

using Change = std::function<Result<void>(Terminals&, const vault::SigningKey&)>;

/// At the running service.
Result<void> with_service(const TerminalChange& request, Console& console, const Change& change) {
    Result<std::string> password = read_secret(console, "Password of " + request.account);
    if (!password) {
        return password.error();
    }
    const Result<std::unique_ptr<RunningCentre>> running =
        RunningCentre::enter(request.address, request.centre, request.account, *password);
    vault::wipe(*password);
    return running ? change(**running, (*running)->signer()) : running.error();
}

/// Opens the queue or logs in, has the account's password read, and lets `change` sign.
Result<void> with_signer(const TerminalChange& request, Console& console, const Change& change) {
    if (request.account.empty()) {
        return Error{Kind::Refused, "--account",
                     "expected an account that lets people in: it signs which terminals are the "
                     "centre's"};
    }
    if (request.queue.empty()) {
        return with_service(request, console, change);
    }
    const Result<std::unique_ptr<store::CentreStore>> queue =
        open_existing_queue(request.queue, request.service_key);
    if (!queue) {
        return queue.error();
    }
    const Result<ServiceSecrets> service = service_secrets(
        (*queue)->accounts,
        request.service_key.empty() ? service_key_of(request.queue) : request.service_key);
    if (!service) {
        return service.error();
    }
    const Result<vault::Keyring> keys =
        ask_keyring(request.account, request.centre, (*queue)->accounts, *service, console);
    if (!keys) {
        return keys.error();
    }
    if (!keys->registers) {
        return Error{Kind::Refused, "account " + request.account,
                     "holds no key that signs which terminals are the centre's"};
    }
    return change((*queue)->terminals, *keys->registers);
}

std::string below(const std::string& folder, const std::string& file) {
    return file.starts_with('/') ? file : folder + "/" + file;
}

std::string place_of(const TerminalChange& request) {
    return request.queue.empty() ? request.address.service : request.queue;
}

/// The register that names the terminal, and nothing else, is handed out.
/// The register that names the terminal.
struct Registered {
    KeysRegister keys;
    std::string document;  ///< as it was signed
};

Result<Registered> register_there(const TerminalChange& request, const Bytes& public_key,
                                  Console& console) {
    Registered made;
    const Result<void> done = with_signer(
        request, console,
        [&](Terminals& terminals, const vault::SigningKey& signer) -> Result<void> {
            if (Result<void> registered = register_terminal(
                    terminals, request.centre,
                    {request.terminal, request.prefix, public_key, wall_now(), std::nullopt},
                    signer);
                !registered) {
                return registered;
            }
            Result<KeysRegister> newest =
                newest_keys(terminals, request.centre, signer.public_key());
            Result<std::string> document = terminals.signed_keys(request.centre);
            if (!newest || !document) {
                return newest ? document.error() : newest.error();
            }
            made = {std::move(*newest), std::move(*document)};
            return {};
        });
    return done ? Result<Registered>(std::move(made)) : done.error();
}

/// Who signs the centre's registers, in hex; empty: nobody said.
Result<std::string> signer_in(const std::string& centre_file, const std::string& centre) {
    if (centre_file.empty()) {
        return std::string();
    }
    const Result<std::string> toml = read_file(centre_file, limits::kLargestSettingsBytes);
    const Result<codec::CentrePin> pin =
        toml ? codec::read_centre_pin(*toml, centre_file) : toml.error();
    if (pin && pin->centre != centre) {
        return Error{Kind::Refused, centre_file, "is of the centre " + pin->centre};
    }
    return pin ? Result<std::string>(pin->register_key) : pin.error();
}

/// The key that the device has already, or a new one: what waits in its outbox is signed with the
/// old one, and would be foreign to a terminal with another.
Result<vault::SigningKey> own_signing_key(const std::string& file, Console& console) {
    std::error_code failed;
    if (std::filesystem::exists(file, failed)) {
        Result<vault::SigningKey> kept = vault::load_signing_key(file);
        if (kept) {
            console.out << "It keeps its signing key " << file << ".\n";
        }
        return kept;
    }
    vault::SigningKey key = vault::SigningKey::generate();
    if (Result<void> saved = vault::save_signing_key(file, key); !saved) {
        return saved.error();
    }
    return key;
}

/// Null: the role needs none.
Result<std::unique_ptr<vault::PrivateKey>> centre_key(const AddAccount& request, Rights rights,
                                                      Accounts& accounts,
                                                      const ServiceSecrets& service,
                                                      Console& console) {
    const auto owned = [](vault::PrivateKey key) {
        return std::make_unique<vault::PrivateKey>(std::move(key));
    };
    if (!rights.has(StaffRight::Open) && !rights.has(StaffRight::Configure)) {
        return std::unique_ptr<vault::PrivateKey>();
    }
    if (request.key_file.empty() == request.from_account.empty()) {
        return Error{Kind::Refused, "account add", "expected either --key or --from-account"};
    }
    if (!request.key_file.empty()) {
        Result<vault::PrivateKey> key = load_private_key(request.key_file, console);
        return key ? Result<std::unique_ptr<vault::PrivateKey>>(owned(std::move(*key)))
                   : key.error();
    }
    Result<vault::Keyring> keys =
        ask_keyring(request.from_account, request.centre, accounts, service, console);
    if (!keys) {
        return keys.error();
    }
    if (!keys->centre) {
        return Error{Kind::Refused, "account " + request.from_account,
                     "does not hold the centre's key"};
    }
    return owned(std::move(*keys->centre));
}

}  // namespace

Result<void> check_names(const std::string& centre, const std::string& terminal) {
    IntakeHeader header;
    header.centre = centre;
    header.terminal = terminal;
    header.number = "A1";
    header.day = "2000-01-01";
    header.language = "de";
    return check_header(header);
}

Result<std::unique_ptr<store::CentreStore>> open_existing_queue(const std::string& path,
                                                                const std::string& service_key) {
    std::error_code failed;
    if (!std::filesystem::is_regular_file(path, failed)) {
        return Error{Kind::Unusable, path,
                     "there is no queue database; start lotse-queue once, or check the name"};
    }
    Result<std::unique_ptr<store::CentreStore>> queue = store::open_queue(path, vault::hash);
    if (!queue && queue.error().kind == Kind::Transient) {
        return Error{Kind::Transient, path, queue.error().detail + " (is lotse-queue running?)"};
    }
    // Without the key it can be looked at; who needs it to write is told.
    const std::string file = service_key.empty() ? service_key_of(path) : service_key;
    if (!queue || !std::filesystem::exists(file, failed)) {
        return queue;
    }
    const Result<vault::ServiceKey> key = vault::service_key_for((*queue)->accounts, file);
    if (!key) {
        return key.error();
    }
    if (const Result<store::Begun> begun = (*queue)->begin(key->tags()); !begun) {
        return begun.error();
    }
    return queue;
}

Result<void> keep_account(Accounts& accounts, const vault::NewAccount& wanted,
                          std::string_view password, const vault::PrivateKey* key,
                          const vault::ServiceKey& service) {
    const Result<std::vector<std::string>> known = accounts.names();
    if (!known) {
        return known.error();
    }
    // One from before may be let in anew, whatever it is called.
    if (std::find(known->begin(), known->end(), wanted.name) == known->end()) {
        if (Result<void> is_new = check_new_account(wanted.name, *known); !is_new) {
            return is_new;
        }
    }
    const Result<StaffAccount> account = vault::make_account(wanted, password, key, service);
    if (!account) {
        return account.error();
    }
    return accounts.save(
        *account,
        {kAuditName, wanted.invited_until ? AuditAction::AccountInvited : AuditAction::AccountAdded,
         wanted.name, wall_now()});
}

std::string service_key_of(const std::string& queue) {
    const std::filesystem::path folder = std::filesystem::absolute(queue).parent_path();
    return (folder.parent_path() / "keys" / "service.key").string();
}

Result<void> enrol(const Enrol& request, Console& console) {
    if (Result<void> names = check_names(request.centre, request.terminal); !names) {
        return names;
    }
    if (Result<void> letters = check_letters(request.prefix); !letters) {
        return letters;
    }
    codec::Enrolment enrolment;
    for (const std::string& hex : request.recipients) {
        const Result<vault::PublicKey> key = vault::public_key_from_hex(hex);
        if (!key) {
            return Error{Kind::Refused, "--recipient " + hex, key.error().detail};
        }
        enrolment.recipients.push_back(vault::to_hex(*key));
    }
    const Result<std::string> signer = signer_in(request.centre_file, request.centre);
    if (!signer) {
        return signer.error();
    }
    enrolment.register_key = *signer;
    std::string pin = vault::new_pin();
    if (request.ask_pin) {
        Result<std::string> given = read_secret(console, "PIN of the staff menu");
        if (!given) {
            return given.error();
        }
        pin = std::move(*given);
    }
    const Result<std::string> pin_hash = vault::hash_pin(pin, request.pin_cost);
    if (!pin_hash) {
        return pin_hash.error();
    }
    enrolment.centre = request.centre;
    enrolment.terminal = request.terminal;
    enrolment.prefix = request.prefix;
    enrolment.service = request.service;
    enrolment.ca_file = request.ca_file;
    enrolment.pin_hash = *pin_hash;
    if (!request.configuration_key.empty()) {
        const Result<Bytes> given = vault::bytes_from_hex(request.configuration_key);
        if (!given || given->size() != kRegisteredKeyBytes) {
            return Error{Kind::Refused, "--configuration-key",
                         "expected the 64 hexadecimal digits that `lotse-tool keys new` printed"};
        }
        enrolment.configuration_key = vault::to_hex(*given);
    }

    const std::string folder = request.state + "/terminal";
    if (Result<void> made = make_folder(folder); !made) {
        return made;
    }
    const Result<vault::SigningKey> key = own_signing_key(folder + "/terminal.key", console);
    if (!key) {
        return key.error();
    }
    const auto save = [&] {
        return replace_file(folder + "/enrolment.toml", codec::write_enrolment(enrolment));
    };
    if (Result<void> saved = save(); !saved) {
        return saved;
    }
    const std::string public_key = vault::to_hex(key->public_key());
    const std::string further = " --centre " + request.centre + " --terminal " + request.terminal +
                                " --prefix " + request.prefix + " --public-key " + public_key;
    const std::string ca = below(request.state, request.ca_file);
    const std::string there = request.queue.empty() ? "--service " + request.service + " --ca " + ca
                                                    : "--queue " + request.queue;
    const bool registers = !request.queue.empty() || !request.account.empty();
    const TerminalChange change{
        request.queue, request.centre, request.terminal,    request.account,
        public_key,    request.prefix, request.service_key, {request.service, ca, request.log_in}};
    if (registers) {
        const Result<Registered> made = register_there(change, key->public_key(), console);
        Result<void> noted;
        if (made) {
            enrolment.register_key = vault::to_hex(made->keys.signing);
            enrolment.recipients = recipients_of(made->keys);
            noted = !signer->empty() && *signer != enrolment.register_key
                        ? Error{Kind::Refused, request.centre_file,
                                "names another signer than the account's centre has"}
                        : save();
            // The terminal has it from the first client on, with the versions that lie ahead.
            if (noted) {
                noted = replace_file(folder + "/keys.signed", made->document);
            }
        } else {
            noted = made.error();
        }
        if (!noted) {
            return Error{noted.error().kind, noted.error().where,
                         noted.error().detail +
                             "; the terminal's files are made, register it with: lotse-tool "
                             "terminal add " +
                             there + " --account ACCOUNT" + further};
        }
    }
    console.out << "Terminal " << request.centre << "/" << request.terminal << " is enrolled in "
                << folder << ".\n";
    for (const std::string& hex : enrolment.recipients) {
        console.out << "Sealed to:    "
                    << vault::fingerprint(vault::public_key_from_hex(hex).value()) << '\n';
    }
    console.out << "Compare the fingerprints with those of the centre's keys.\n";
    if (enrolment.register_key.empty()) {
        console.out << "It never changes to another version of the centre's key: for that, enrol "
                       "it with --centre-file (desk/centre.toml of the service) or --account.\n";
    }
    if (!request.ask_pin) {
        console.out << "PIN:          " << pin << "\nThe PIN is shown only now. Write it down.\n";
    }
    if (registers) {
        console.out << "It is registered in " << place_of(change) << ".\n";
    } else {
        console.out << "Register it at the running queue service with an account that lets people "
                       "in:\n  lotse-tool terminal add "
                    << there << " --account ACCOUNT" << further << '\n';
    }
    return {};
}

Result<void> enrol_display(const EnrolDisplay& request, Console& console) {
    if (Result<void> names = check_names(request.centre, request.display); !names) {
        return names;
    }
    const std::string folder = request.state + "/display";
    if (Result<void> made = make_folder(folder); !made) {
        return made;
    }
    const Result<vault::SigningKey> key = own_signing_key(folder + "/display.key", console);
    if (!key) {
        return key.error();
    }
    if (Result<void> saved =
            replace_file(folder + "/enrolment.toml",
                         codec::write_display_enrolment(
                             {request.centre, request.display, request.service, request.ca_file}));
        !saved) {
        return saved;
    }
    TerminalChange change;
    change.queue = request.queue;
    change.centre = request.centre;
    change.terminal = request.display;
    change.account = request.account;
    change.service_key = request.service_key;
    change.address = {request.service, below(request.state, request.ca_file), request.log_in};
    const Bytes public_key = key->public_key();
    const Result<void> registered =
        with_signer(change, console, [&](Terminals& terminals, const vault::SigningKey& signer) {
            return register_display(terminals, request.centre,
                                    {request.display, public_key, wall_now(), std::nullopt},
                                    signer);
        });
    if (!registered) {
        return registered;
    }
    console.out << "Display " << request.centre << "/" << request.display << " is enrolled in "
                << folder << " and registered in " << place_of(change) << ".\n";
    return {};
}

Result<void> add_terminal(const TerminalChange& request, Console& console) {
    if (Result<void> names = check_names(request.centre, request.terminal); !names) {
        return names;
    }
    if (Result<void> letters = check_letters(request.prefix); !letters) {
        return letters;
    }
    const Result<Bytes> key = vault::bytes_from_hex(request.public_key);
    if (!key || key->size() != kRegisteredKeyBytes) {
        return Error{Kind::Refused, "--public-key",
                     "expected the 64 hexadecimal digits that `lotse-tool enrol` printed"};
    }
    if (const Result<Registered> registered = register_there(request, *key, console); !registered) {
        return registered.error();
    }
    console.out << "Terminal " << request.centre << "/" << request.terminal << " is registered in "
                << place_of(request) << ".\n";
    return {};
}

Result<void> revoke_terminal(const TerminalChange& request, Console& console) {
    const Result<void> blocked =
        with_signer(request, console, [&](Terminals& terminals, const vault::SigningKey& signer) {
            return block_device(terminals, request.centre, request.terminal, signer);
        });
    if (!blocked) {
        return blocked;
    }
    console.out << request.centre << "/" << request.terminal
                << " is revoked: the service takes nothing from it any more, and desks warn of "
                   "what it sent.\n";
    return {};
}

Result<void> add_account(const AddAccount& request, Console& console) {
    if (Result<void> names = check_names(request.centre, request.name); !names) {
        return Error{Kind::Refused, "--centre, --name",
                     "expected 1 to 64 Latin letters, digits, '.', '_' or '-'"};
    }
    const std::optional<Rights> chosen = rights_of_role(request.role);
    if (!chosen && !request.role.empty()) {
        return Error{Kind::Refused, "--role " + request.role,
                     "expected reception, counsellor, admin, auditor or all"};
    }
    const Result<std::unique_ptr<store::CentreStore>> queue =
        open_existing_queue(request.queue, request.service_key);
    if (!queue) {
        return queue.error();
    }
    Accounts& accounts = (*queue)->accounts;
    const Result<std::optional<StaffAccount>> taken = accounts.find(request.name);
    if (!taken) {
        return taken.error();
    }
    if (*taken && !(request.invite && (*taken)->centre == request.centre)) {
        return Error{
            Kind::Refused, "account " + request.name,
            "is there already; choose another name, or let its owner in anew with --invite"};
    }
    const Rights rights = chosen   ? *chosen
                          : *taken ? (*taken)->rights
                                   : *rights_of_role(kUsualRole);
    const Result<ServiceSecrets> service =
        service_secrets(accounts, request.service_key.empty() ? service_key_of(request.queue)
                                                              : request.service_key);
    if (!service) {
        return service.error();
    }
    const Result<std::unique_ptr<vault::PrivateKey>> key =
        centre_key(request, rights, accounts, *service, console);
    if (!key) {
        return key.error();
    }
    std::string password = vault::new_password();
    if (request.ask_password && !request.invite) {
        Result<std::string> given = read_secret(console, "Password of the new account");
        if (!given) {
            return given.error();
        }
        password = std::move(*given);
        if (Result<void> fit = vault::check_password(password, request.name, request.centre);
            !fit) {
            vault::wipe(password);
            return fit;
        }
    }
    const vault::NewAccount wanted{
        request.name, request.centre, rights, request.cost,
        request.invite ? std::optional(wall_now() + limits::kInvitation) : std::nullopt};
    const Result<void> kept = keep_account(accounts, wanted, password, key->get(), service->key);
    if (!kept) {
        vault::wipe(password);
        return kept;
    }
    console.out << "Account " << request.name << " of the centre " << request.centre
                << ", role: " << role_of(rights) << ".\n";
    if (rights.has(StaffRight::Open)) {
        console.out << "It opens intakes sealed to " << vault::fingerprint((*key)->public_key())
                    << ".\n";
    }
    if (request.invite) {
        console.out
            << "Code:         " << password
            << "\nThe code is shown only now, and counts for 7 days. Its owner logs in with it "
               "and chooses a password.\n";
    } else if (!request.ask_password) {
        console.out << "Password:     " << password
                    << "\nThe password is shown only now. Write it down.\n";
    }
    vault::wipe(password);
    return {};
}

Result<void> count_outbox(const std::string& state, Console& console) {
    const Result<OutboxSummary> summary = store::count_outbox(state + "/terminal/outbox.db");
    if (!summary) {
        return summary.error();
    }
    console.out << "waiting " << summary->waiting << "\nheld " << summary->held << '\n';
    return {};
}

Result<void> verify_audit(const std::string& queue, Console& console) {
    const Result<std::unique_ptr<store::CentreStore>> store = open_existing_queue(queue);
    if (!store) {
        return store.error();
    }
    if (Result<void> whole = (*store)->audit_log.verify(); !whole) {
        return whole;
    }
    console.out << "The audit log of " << queue << " is whole.\n";
    return {};
}

}  // namespace lotse::tools
