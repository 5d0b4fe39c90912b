// SPDX-License-Identifier: EUPL-1.2
#include "tools/upgrade_centre.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <memory>
#include <ostream>
#include <set>
#include <utility>
#include <vector>

#include "base/atomic_file.h"
#include "base/clock.h"
#include "codec/settings/kiosk_config.h"
#include "codec/settings/setup_files.h"
#include "core/limits.h"
#include "store/queue_upgrade.h"
#include "tools/centre_commands.h"
#include "tools/key_commands.h"
#include "tools/registers.h"
#include "vault/envelope.h"
#include "vault/key_files.h"
#include "vault/password.h"
#include "vault/signed_document.h"
#include "vault/staff_account.h"

namespace lotse::tools {
namespace {

using store::AccountBefore;

constexpr const char* kWhat =
    "This brings the centre in {} to this version.\n"
    "\n"
    "Until now the queue service was given the passwords of staff, and with a password it could "
    "have\n"
    "opened what clients wrote. From now on a password stays at the desk, and every person has "
    "keys of\n"
    "their own. And desks believed whatever the service gave them: now the centre signs which "
    "terminals\n"
    "are its own.\n"
    "\n"
    "What is done, as far as it is not done yet:\n"
    "  - keys/service.key is made. Without it nobody can log in: back it up, apart from the "
    "database.\n"
    "  - Every account gets a code, shown once below. It counts for 7 days: with the next log-in "
    "at a\n"
    "    desk its owner chooses a password. Passwords of now are over, for the service knew them.\n"
    "  - What the old accounts kept is erased from the database.\n"
    "  - A register of the centre's keys and terminals is made and signed. desk/centre.toml is "
    "made:\n"
    "    copy it to each desk (/etc/lotse/desk-centre.toml), by it a desk knows the centre.\n"
    "What stays: the queue with every intake, byte for byte, terminals, configurations, audit "
    "log.\n"
    "The service has to be stopped meanwhile.\n"
    "\n";

std::string in_place(std::string text, const std::string& value) {
    return text.replace(text.find("{}"), 2, value);
}

using AccountsBefore = std::vector<AccountBefore>;

AccountsBefore::const_iterator find_account(const AccountsBefore& accounts,
                                            const std::string& name) {
    return std::find_if(accounts.begin(), accounts.end(),
                        [&](const AccountBefore& account) { return account.name == name; });
}

/// An account of these that the key can be had from with the fewest questions: of another centre
/// than `named` an admin's.
const AccountBefore& holder_of(const AccountsBefore& accounts, const std::string& named) {
    auto holder = find_account(accounts, named);
    if (holder == accounts.end()) {
        holder = std::find_if(accounts.begin(), accounts.end(),
                              [](const AccountBefore& account) { return account.admin; });
    }
    return holder == accounts.end() ? accounts.front() : *holder;
}

/// The private half of the key that these accounts hold.
Result<vault::PrivateKey> key_of(const UpgradeCentre& request, const vault::PublicKey& wanted,
                                 const std::vector<AccountBefore>& accounts, Console& console) {
    if (!request.key_file.empty()) {
        Result<vault::PrivateKey> key = load_private_key(request.key_file, console);
        if (key && key->public_key() != wanted) {
            return Error{Kind::Refused, request.key_file,
                         "is another key (" + vault::fingerprint(key->public_key()) +
                             ") than the accounts hold (" + vault::fingerprint(wanted) + ")"};
        }
        return key;
    }
    const AccountBefore& holder = holder_of(accounts, request.account);
    Result<std::string> password =
        read_secret(console, "Password of " + holder.name + ", as until now");
    if (!password) {
        return password.error();
    }
    Result<vault::PrivateKey> key = vault::unwrap(holder.wrapped_key, *password);
    vault::wipe(*password);
    return key ? std::move(key)
               : Result<vault::PrivateKey>(
                     Error{key.error().kind, "account " + holder.name,
                           "its key does not open: wrong password, or the account is damaged"});
}

struct Slip {
    std::string account, role, code;
};

/// The keys of centres, as far as they are known here.
using CentreKeys = std::map<std::string, std::shared_ptr<const vault::PrivateKey>>;

struct Made {
    std::vector<StaffAccount> accounts;
    std::vector<AuditEntry> audit;
    std::vector<Slip> slips;
    CentreKeys keys;

    Made() = default;
    ~Made() {
        for (Slip& slip : slips) {
            vault::wipe(slip.code);
        }
    }
    Made(const Made&) = delete;
    Made& operator=(const Made&) = delete;
};

Result<void> make_accounts(const UpgradeCentre& request, const vault::ServiceKey& service,
                           const std::vector<AccountBefore>& before, Console& console, Made& made) {
    if (!request.account.empty() && find_account(before, request.account) == before.end()) {
        return Error{Kind::Refused, "--account " + request.account,
                     "is no account of this queue; the names are those that staff logs in with"};
    }
    // A service may have several centres, each with a key of its own.
    std::map<vault::PublicKey, std::vector<AccountBefore>> by_key;
    for (const AccountBefore& account : before) {
        const Result<vault::PublicKey> key = vault::public_key_of(account.wrapped_key);
        if (!key) {
            return Error{key.error().kind, "account " + account.name, key.error().detail};
        }
        by_key[*key].push_back(account);
    }
    const WallTime now = wall_now();
    for (const auto& [public_key, accounts] : by_key) {
        Result<vault::PrivateKey> known = key_of(request, public_key, accounts, console);
        if (!known) {
            return known.error();
        }
        const auto key = std::make_shared<const vault::PrivateKey>(std::move(*known));
        for (const AccountBefore& account : accounts) {
            made.keys[account.centre] = key;
            const char* role = account.admin ? "all" : "counsellor";
            std::string code = vault::new_password();
            Result<StaffAccount> fresh =
                vault::make_account({account.name, account.centre, *rights_of_role(role),
                                     request.cost, now + limits::kInvitation},
                                    code, &*key, service);
            made.slips.push_back({account.name, role, std::move(code)});
            if (!fresh) {
                return fresh.error();
            }
            made.accounts.push_back(std::move(*fresh));
            made.audit.push_back({kAuditName, AuditAction::AccountInvited, account.name, now});
        }
    }
    return {};
}

/// Made by root, used by whom the state folder belongs to.
Result<void> hand_over(const std::string& state, const std::vector<std::string>& paths) {
    struct stat facts {};
    if (geteuid() != 0 || stat(state.c_str(), &facts) != 0) {
        return {};
    }
    for (const std::string& path : paths) {
        if (lchown(path.c_str(), facts.st_uid, facts.st_gid) != 0) {
            return Error{Kind::Unusable, path,
                         "cannot be given to the owner of " + state +
                             "; the upgrade is done, give it to the service's user by hand"};
        }
    }
    return {};
}

/// What a set-up noted beside the database.
struct Noted {
    std::vector<std::string> recovery;           ///< public keys in hex
    std::map<std::string, std::string> letters;  ///< before a terminal's numbers
};

Noted noted_in(const std::string& state) {
    Noted noted;
    const auto keep = [&noted](const std::vector<std::string>& recipients) {
        if (recipients.size() > 1) {
            noted.recovery.assign(recipients.begin() + 1, recipients.end());
        }
    };
    const std::string facts_file = state + "/setup.toml";
    if (const auto text = read_file(facts_file, limits::kLargestSettingsBytes)) {
        if (const auto facts = codec::read_centre_facts(*text, facts_file)) {
            keep(facts->recipients);
            for (const std::string& enrolled : facts->terminals) {
                const std::size_t space = std::min(enrolled.find(' '), enrolled.size());
                noted.letters[enrolled.substr(0, space)] =
                    enrolled.substr(std::min(space + 1, enrolled.size()));
            }
        }
    }
    const std::string enrolment_file = state + "/terminal/enrolment.toml";
    if (const auto text = read_file(enrolment_file, limits::kLargestSettingsBytes)) {
        if (const auto enrolment = codec::read_enrolment(*text, enrolment_file)) {
            keep(enrolment->recipients);
            noted.letters[enrolment->terminal] = enrolment->prefix;
        }
    }
    return noted;
}

/// Of a centre whose accounts are of now: from a key file, or from an account that opens intakes.
Result<std::shared_ptr<const vault::PrivateKey>> key_of_centre(const UpgradeCentre& request,
                                                               const std::string& centre,
                                                               Accounts& accounts,
                                                               const std::string& opener,
                                                               Console& console) {
    using Key = std::shared_ptr<const vault::PrivateKey>;
    if (!request.key_file.empty()) {
        Result<vault::PrivateKey> key = load_private_key(request.key_file, console);
        return key ? Result<Key>(std::make_shared<const vault::PrivateKey>(std::move(*key)))
                   : key.error();
    }
    const Result<ServiceSecrets> service =
        service_secrets(accounts, request.state + "/keys/service.key");
    if (!service) {
        return service.error();
    }
    const std::string& account = request.account.empty() ? opener : request.account;
    Result<vault::Keyring> keys = ask_keyring(account, centre, accounts, *service, console);
    if (!keys) {
        return keys.error();
    }
    if (!keys->centre) {
        return Error{Kind::Refused, "account " + account,
                     "does not hold the centre's key: name one that opens intakes (--account), or "
                     "a key file (--key)"};
    }
    return Key(std::make_shared<const vault::PrivateKey>(std::move(*keys->centre)));
}

/// Who lets people in signs registers, too.
Result<void> grant_register_key(const std::vector<StaffAccount>& of_centre,
                                const vault::SigningKey& signer, Accounts& accounts) {
    for (StaffAccount account : of_centre) {
        const bool granted =
            std::any_of(account.grants.begin(), account.grants.end(),
                        [](const Grant& grant) { return grant.kind == kGrantRegister; });
        if (!account.rights.has(StaffRight::People) || granted) {
            continue;
        }
        vault::PublicKey box;
        if (account.box.size() != box.bytes.size()) {
            return Error{Kind::Corrupt, "account " + account.name, "its public key is damaged"};
        }
        std::copy(account.box.begin(), account.box.end(), box.bytes.begin());
        Result<Bytes> sealed = vault::seal_grant(signer.seed(), box);
        if (!sealed) {
            return Error{sealed.error().kind, "account " + account.name, sealed.error().detail};
        }
        account.grants.push_back({std::string(kGrantRegister), "", std::move(*sealed)});
        if (Result<void> saved = accounts.save(
                account, {kAuditName, AuditAction::AccessGranted, account.name, wall_now()});
            !saved) {
            return saved;
        }
    }
    return {};
}

/// What can be done again after an interruption comes first: the register is made last.
Result<void> make_register(const UpgradeCentre& request, const std::string& centre,
                           const std::vector<StaffAccount>& of_centre, const vault::PrivateKey& key,
                           const std::string& pin, store::CentreStore& store) {
    const vault::SigningKey signer = vault::register_key(key);
    const Noted noted = noted_in(request.state);
    Result<KeysRegister> keys = first_keys(centre, key, noted.recovery);
    const Result<std::vector<HeardTerminal>> heard = store.terminals.heard(centre);
    if (!keys || !heard) {
        return keys ? heard.error() : keys.error();
    }
    std::set<std::string> taken;
    for (const HeardTerminal& terminal : *heard) {
        const auto letters = noted.letters.find(terminal.name);
        const bool known = letters != noted.letters.end() && check_letters(letters->second) &&
                           taken.insert(letters->second).second;
        keys->terminals.push_back(
            {terminal.name, known ? letters->second : "", terminal.key, keys->at, std::nullopt});
    }
    if (Result<void> granted = grant_register_key(of_centre, signer, store.accounts); !granted) {
        return granted;
    }
    if (Result<void> written = write_pin(pin, centre, signer.public_key()); !written) {
        return written;
    }
    if (Result<void> given = hand_over(request.state, {folder_of(pin), pin}); !given) {
        return given;
    }
    if (Result<void> listed = keep_first_people(store.accounts, centre, signer); !listed) {
        return listed;
    }
    if (Result<void> copied = keep_recovery_copy(store.proposals, *keys, key, signer); !copied) {
        return copied;
    }
    return keep_first_keys(store.terminals, *keys, signer);
}

/// A register for each centre that has none.
Result<void> make_registers(const UpgradeCentre& request, const std::string& queue,
                            const CentreKeys& known, Console& console) {
    const Result<std::unique_ptr<store::CentreStore>> store = open_existing_queue(queue);
    if (!store) {
        return store.error();
    }
    Accounts& accounts = (*store)->accounts;
    const Result<std::vector<std::string>> names = accounts.names();
    if (!names) {
        return names.error();
    }
    std::map<std::string, std::vector<StaffAccount>> centres;
    for (const std::string& name : *names) {
        Result<std::optional<StaffAccount>> account = accounts.find(name);
        if (!account) {
            return account.error();
        }
        if (*account) {
            centres[(*account)->centre].push_back(std::move(**account));
        }
    }
    for (const auto& [centre, of_centre] : centres) {
        const Result<std::string> there = (*store)->terminals.signed_keys(centre);
        if (!there) {
            return there.error();
        }
        if (!there->empty()) {
            continue;
        }
        std::shared_ptr<const vault::PrivateKey> key;
        if (const auto found = known.find(centre); found != known.end()) {
            key = found->second;
        } else {
            const auto opener = std::find_if(of_centre.begin(), of_centre.end(), [](const auto& a) {
                return a.rights.has(StaffRight::Open) && a.rights.has(StaffRight::People);
            });
            Result<std::shared_ptr<const vault::PrivateKey>> asked = key_of_centre(
                request, centre, accounts,
                (opener == of_centre.end() ? of_centre.front() : *opener).name, console);
            if (!asked) {
                return asked.error();
            }
            key = std::move(*asked);
        }
        const std::string pin =
            request.state + "/desk/centre" + (centres.size() == 1 ? "" : "-" + centre) + ".toml";
        if (Result<void> made = make_register(request, centre, of_centre, *key, pin, **store);
            !made) {
            return made;
        }
        console.out << "The register of the centre " << centre
                    << " is made. By this file its desks know it: " << pin << "\n";
    }
    return {};
}

/// What can fail without anybody losing anything: the accounts are those of now already.
Result<void> clean_up(store::QueueUpgrade& upgrade) {
    const Result<void> cleaned = upgrade.clean_up();
    return cleaned ? Result<void>()
                   : Error{cleaned.error().kind, cleaned.error().where,
                           cleaned.error().detail +
                               ". The upgrade is done and the codes count, but what the old "
                               "accounts kept still stands in the file: make room (a copy of the "
                               "database) and run the same command again, it only cleans up then"};
}

}  // namespace

Result<void> upgrade_centre(const UpgradeCentre& request, Console& console) {
    const std::string queue =
        request.queue.empty() ? request.state + "/queue/queue.db" : request.queue;
    const std::string key_file = request.state + "/keys/service.key";
    console.out << in_place(kWhat, request.state);
    Result<std::unique_ptr<store::QueueUpgrade>> upgrade =
        store::QueueUpgrade::open(queue, vault::hash);
    if (!upgrade && upgrade.error().kind == Kind::Transient) {
        return Error{Kind::Transient, queue, upgrade.error().detail + " (is lotse-queue running?)"};
    }
    if (!upgrade) {
        return upgrade.error();
    }
    if ((*upgrade)->accounts().empty()) {
        if (Result<void> cleaned = clean_up(**upgrade); !cleaned) {
            return cleaned;
        }
        upgrade->reset();
        console.out << queue
                    << " has accounts of this version already. What the old ones kept is erased.\n";
        return make_registers(request, queue, {}, console);
    }
    // One that an interrupted upgrade left behind is as good as a new one.
    const Result<vault::ServiceKey> service = vault::service_key_at(key_file, true);
    if (!service) {
        return service.error();
    }
    if (Result<void> given = hand_over(request.state, {request.state + "/keys", key_file});
        !given) {
        return given;
    }
    Made made;
    if (Result<void> accounts =
            make_accounts(request, *service, (*upgrade)->accounts(), console, made);
        !accounts) {
        return accounts;
    }
    for (const Slip& slip : made.slips) {
        console.out << "Account:  " << slip.account << " (" << slip.role
                    << ")\nCode:     " << slip.code << "\n\n";
    }
    // Shown before anything is changed: nobody can lose the only way in.
    console.out << "The codes are shown only now. Write each on a slip for its owner." << std::endl;
    if (Result<void> finished = (*upgrade)->finish(made.accounts, made.audit); !finished) {
        return Error{
            finished.error().kind, finished.error().where,
            finished.error().detail +
                ". Run it again: if it says that the accounts are of this version already, "
                "these codes count; else it gives others, and these count for nothing"};
    }
    console.out << "The upgrade of " << queue << " is done: " << made.accounts.size()
                << " accounts. The codes count." << std::endl;
    if (Result<void> cleaned = clean_up(**upgrade); !cleaned) {
        return cleaned;
    }
    upgrade->reset();
    if (Result<void> registers = make_registers(request, queue, made.keys, console); !registers) {
        return registers;
    }
    console.out << "Start the service again.\n";
    return {};
}

}  // namespace lotse::tools
