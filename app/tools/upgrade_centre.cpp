// SPDX-License-Identifier: EUPL-1.2
#include "tools/upgrade_centre.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <ostream>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "core/limits.h"
#include "store/queue_upgrade.h"
#include "tools/centre_commands.h"
#include "tools/key_commands.h"
#include "vault/envelope.h"
#include "vault/key_files.h"
#include "vault/password.h"
#include "vault/staff_account.h"

namespace lotse::tools {
namespace {

using store::AccountBefore;

constexpr const char* kWhat =
    "This brings the centre in {} to the accounts of this version.\n"
    "\n"
    "Until now the queue service was given the passwords of staff, and with a password it could "
    "have\n"
    "opened what clients wrote. From now on a password stays at the desk, and every person has "
    "keys of\n"
    "their own.\n"
    "\n"
    "What is done:\n"
    "  - keys/service.key is made. Without it nobody can log in: back it up, apart from the "
    "database.\n"
    "  - Every account gets a code, shown once below. It counts for 7 days: with the next log-in "
    "at a\n"
    "    desk its owner chooses a password. Passwords of now are over, for the service knew them.\n"
    "  - What the old accounts kept is erased from the database.\n"
    "What stays: the queue with every intake, byte for byte, terminals, configurations, audit "
    "log.\n"
    "The service has to be stopped meanwhile.\n"
    "\n";

std::string in_place(std::string text, const std::string& value) {
    return text.replace(text.find("{}"), 2, value);
}

using Accounts = std::vector<AccountBefore>;

Accounts::const_iterator find_account(const Accounts& accounts, const std::string& name) {
    return std::find_if(accounts.begin(), accounts.end(),
                        [&](const AccountBefore& account) { return account.name == name; });
}

/// An account of these that the key can be had from with the fewest questions: of another centre
/// than `named` an admin's.
const AccountBefore& holder_of(const Accounts& accounts, const std::string& named) {
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

struct Made {
    std::vector<StaffAccount> accounts;
    std::vector<AuditEntry> audit;
    std::vector<Slip> slips;

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
        const Result<vault::PrivateKey> key = key_of(request, public_key, accounts, console);
        if (!key) {
            return key.error();
        }
        for (const AccountBefore& account : accounts) {
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
        console.out << queue
                    << " has accounts of this version already: nothing was changed. What the old "
                       "ones kept is erased.\n";
        return {};
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
    console.out << "Start the service again.\n";
    return {};
}

}  // namespace lotse::tools
