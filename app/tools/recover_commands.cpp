// SPDX-License-Identifier: EUPL-1.2
#include "tools/recover_commands.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <ostream>
#include <set>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "codec/wire/keys_wire.h"
#include "codec/wire/people_wire.h"
#include "codec/wire/proposal_wire.h"
#include "core/intake/key_life.h"
#include "core/limits.h"
#include "store/queue_export.h"
#include "tools/centre_commands.h"
#include "tools/key_commands.h"
#include "tools/registers.h"
#include "vault/configuration_key.h"
#include "vault/envelope.h"
#include "vault/genuine.h"
#include "vault/signed_document.h"

namespace lotse::tools {
namespace {

using Versions = std::map<std::string, vault::PrivateKey>;

std::string_view content_of(const std::string& document) {
    return std::string_view(document).substr(document.find('\n') + 1);
}

bool is_key(const vault::PublicKey& key, const Bytes& registered) {
    return std::equal(key.bytes.begin(), key.bytes.end(), registered.begin(), registered.end());
}

Result<KeysRegister> register_in(const std::string& document, const std::string& centre) {
    if (document.empty()) {
        return Error{Kind::Refused, "register of keys of " + centre,
                     "there is none; check the name of the centre"};
    }
    return codec::read_keys(content_of(document));
}

Result<vault::PrivateKey> load_recovery_key(const std::string& file, const KeysRegister& keys,
                                            Console& console) {
    Result<vault::PrivateKey> key = load_private_key(file, console);
    if (key && std::none_of(keys.recovery.begin(), keys.recovery.end(),
                            [&](const auto& one) { return is_key(key->public_key(), one.key); })) {
        return Error{Kind::Refused, file, "is no recovery key of the centre " + keys.centre};
    }
    return key;
}

/// What was sealed to the recovery key, as far as the register names it and it is not erased.
Result<Versions> recovered(const std::vector<std::string>& proposals, const KeysRegister& keys,
                           const vault::PrivateKey& recovery) {
    Versions versions;
    for (const std::string& document : proposals) {
        const Result<KeyProposal> proposal = codec::read_proposal(content_of(document));
        const KeyVersion* named = proposal ? find_version(keys, proposal->version) : nullptr;
        if (named == nullptr || named->erased) {
            continue;
        }
        for (const RecoveryCopy& copy : proposal->recovery) {
            Result<vault::SecretBytes> secret =
                is_key(recovery.public_key(), copy.key)
                    ? vault::open_grant(copy.sealed, recovery)
                    : Result<vault::SecretBytes>(Error{Kind::Refused, "copy", "is another's"});
            if (!secret) {
                continue;
            }
            Result<vault::PrivateKey> version = vault::PrivateKey::from_secret(std::move(*secret));
            // By whom it was proposed does not matter: it has to be what terminals seal to.
            if (version && is_key(version->public_key(), named->key)) {
                versions.emplace(named->version, std::move(*version));
            }
        }
    }
    if (versions.empty()) {
        return Error{Kind::Refused, "centre " + keys.centre,
                     "no version of its key was sealed to this recovery key; `lotse-tool recover "
                     "export` opens the intakes themselves"};
    }
    return versions;
}

/// What follows from the versions: the first one signs for the centre, too.
struct Recovered {
    Versions versions;
    std::optional<vault::SigningKey> configuration, registers;

    const vault::PrivateKey* first() const {
        const auto found = versions.find(std::string(kFirstVersion));
        return found == versions.end() ? nullptr : &found->second;
    }
    vault::CentreSecrets secrets() const {
        vault::CentreSecrets all{first(), configuration ? &*configuration : nullptr,
                                 registers ? &*registers : nullptr};
        for (const auto& [name, key] : versions) {
            if (name != kFirstVersion) {
                all.later.emplace(name, &key);
            }
        }
        return all;
    }
};

Recovered with_signers(Versions versions, const KeysRegister& keys) {
    Recovered all{std::move(versions), std::nullopt, std::nullopt};
    if (const vault::PrivateKey* first = all.first()) {
        if (vault::SigningKey signer = vault::register_key(*first);
            signer.public_key() == keys.signing) {
            all.registers = std::move(signer);
        }
        if (vault::SigningKey signer = vault::configuration_key(*first);
            signer.public_key() == keys.configuration) {
            all.configuration = std::move(signer);
        }
    }
    return all;
}

/// In place of what the account had of the same kinds and names.
void give(StaffAccount& account, std::vector<Grant> grants) {
    for (Grant& grant : grants) {
        std::erase_if(account.grants, [&](const Grant& one) {
            return one.kind == grant.kind && one.name == grant.name;
        });
        account.grants.push_back(std::move(grant));
    }
}

/// Whoever is let in anew has new keys: the register of people names who vouches for them.
Result<void> vouch_anew(Accounts& accounts, const StaffAccount& account,
                        const vault::SigningKey& signer) {
    const Result<std::string> document = accounts.signed_people(account.centre);
    if (!document) {
        return document.error();
    }
    if (document->empty()) {
        return {};
    }
    const Result<std::string> json =
        vault::open_document(*document, vault::kPeopleDocument, signer.public_key());
    const Result<PeopleRegister> last = json ? codec::read_people(*json) : json.error();
    if (!last) {
        return last.error();
    }
    PeopleRegister next = *last;
    next.serial += 1;
    next.previous = vault::hash(*document);
    next.at = wall_now();
    for (RegisteredPerson& person : next.people) {
        if (person.account == account.name) {
            person.sign = account.sign;
        }
    }
    if (Result<void> checked = check_people(next); !checked) {
        return checked;
    }
    return accounts.keep_people(
        next, vault::sign_document(vault::kPeopleDocument, codec::write_people(next), signer),
        audit_of(&*last, next, kAuditName, next.at));
}

/// The account with a code in place of its password; what it reads with is given afterwards.
Result<StaffAccount> invited_anew(const RecoverGrant& request, const StaffAccount& before,
                                  const Recovered& all, const std::string& code,
                                  const vault::ServiceKey& service) {
    if (all.first() == nullptr) {
        return Error{Kind::Refused, "version " + std::string(kFirstVersion),
                     "was not sealed to this recovery key, and without it nobody can be let in "
                     "anew; an account whose password is known can be given the others"};
    }
    return vault::make_account(
        {before.name, before.centre, before.rights, request.cost, wall_now() + limits::kInvitation},
        code, all.first(), service);
}

Result<StaffAccount> account_for(const RecoverGrant& request, Accounts& accounts) {
    Result<std::optional<StaffAccount>> found = accounts.find(request.account);
    if (!found) {
        return found.error();
    }
    const std::string where = "account " + request.account;
    if (!*found || (*found)->centre != request.centre) {
        return Error{Kind::Refused, where, "is not an account of the centre " + request.centre};
    }
    if (!(*found)->rights.has(StaffRight::Open)) {
        return Error{Kind::Refused, where, "does not read what clients wrote; name one that does"};
    }
    if ((*found)->invited_until && !request.invite) {
        return Error{Kind::Refused, where, "has only a code; let its owner in anew with --invite"};
    }
    return std::move(**found);
}

/// The folder and the names of its files come from envelopes: of a checked form (check_header).
std::string file_name(const IntakeHeader& header) {
    return header.day + "_" + header.number + "_" + to_hex(header.id).substr(0, 8) + ".json";
}

std::string database_of(const RecoverExport& request) {
    namespace fs = std::filesystem;
    std::error_code failed;
    return request.backup.empty()                     ? request.queue
           : fs::is_directory(request.backup, failed) ? request.backup + "/queue.db"
                                                      : request.backup;
}

/// Before a byte is opened.
Result<void> note_export(const RecoverExport& request, Console& console) {
    if (!request.backup.empty()) {
        console.out << "No audit log knows of this: it is read from a backup.\n";
        return {};
    }
    const Result<std::unique_ptr<store::CentreStore>> queue =
        open_existing_queue(request.queue, request.service_key);
    return queue ? (*queue)->audit_log.append(
                       {kAuditName, AuditAction::IntakesExported, request.centre, wall_now()})
                 : queue.error();
}

}  // namespace

Result<void> recover_grant(const RecoverGrant& request, Console& console) {
    const Result<std::unique_ptr<store::CentreStore>> queue =
        open_existing_queue(request.queue, request.service_key);
    if (!queue) {
        return queue.error();
    }
    Accounts& accounts = (*queue)->accounts;
    Result<ServiceSecrets> service =
        service_secrets(accounts, request.service_key.empty() ? service_key_of(request.queue)
                                                              : request.service_key);
    const Result<std::string> document = (*queue)->terminals.signed_keys(request.centre);
    const Result<std::vector<std::string>> proposals =
        (*queue)->proposals.newest(request.centre, 2 * limits::kMostRegisteredKeys);
    if (!service || !document || !proposals) {
        return !service ? service.error() : !document ? document.error() : proposals.error();
    }
    const Result<KeysRegister> keys = register_in(*document, request.centre);
    Result<StaffAccount> account = account_for(request, accounts);
    if (!keys || !account) {
        return keys ? account.error() : keys.error();
    }
    const Result<vault::PrivateKey> recovery = load_recovery_key(request.key_file, *keys, console);
    Result<Versions> versions =
        recovery ? recovered(*proposals, *keys, *recovery) : recovery.error();
    if (!versions) {
        return versions.error();
    }
    const Recovered all = with_signers(std::move(*versions), *keys);
    std::string code;
    if (request.invite) {
        code = vault::new_password();
        account = invited_anew(request, *account, all, code, service->key);
        if (!account) {
            vault::wipe(code);
            return account.error();
        }
    }
    vault::PublicKey box;
    std::copy_n(account->box.begin(), std::min(account->box.size(), box.bytes.size()),
                box.bytes.begin());
    Result<std::vector<Grant>> grants = vault::grants_for(box, account->rights, all.secrets());
    if (!grants) {
        return grants.error();
    }
    give(*account, std::move(*grants));
    // What was just recovered can be recovered again.
    std::set<std::string> names;
    for (const auto& [name, key] : all.versions) {
        names.insert(name);
    }
    if (const Result<bool> bound = service->shred_keys.bind(*account, names); !bound) {
        return bound.error();
    }
    const WallTime now = wall_now();
    if (request.invite) {
        if (Result<void> kept = accounts.save(
                *account, {kAuditName, AuditAction::AccountInvited, account->name, now});
            !kept) {
            return kept;
        }
        if (all.registers) {
            if (Result<void> vouched = vouch_anew(accounts, *account, *all.registers); !vouched) {
                return vouched;
            }
        }
    }
    for (const std::string& name : names) {
        if (Result<void> kept = accounts.save(*account, {kAuditName, AuditAction::AccessGranted,
                                                         account->name + " " + name, now});
            !kept) {
            return kept;
        }
        console.out << "Given to " << account->name << ": version " << name << ", "
                    << vault::fingerprint(all.versions.at(name).public_key()) << '\n';
    }
    if (request.invite) {
        console.out << "Code:         " << code
                    << "\nThe code is shown only now, and counts for 7 days. Its owner logs in "
                       "with it and chooses a password.\n";
        vault::wipe(code);
    }
    console.out
        << "Start the service again. The others who read are given it at a desk, by whoever "
           "reads again.\n";
    return {};
}

Result<void> recover_export(const RecoverExport& request, Console& console) {
    if (request.queue.empty() == request.backup.empty()) {
        return Error{Kind::Refused, "recover export", "expected either --queue or --backup"};
    }
    const std::string database = database_of(request);
    std::error_code failed;
    if (!std::filesystem::is_regular_file(database, failed)) {
        return Error{Kind::Unusable, database, "there is no queue database; check the name"};
    }
    if (std::filesystem::exists(request.out, failed)) {
        return Error{Kind::Refused, request.out, "is there already; name a new folder"};
    }
    const Result<std::vector<std::string>> documents =
        store::documents_in(database, request.centre, "keys");
    if (!documents) {
        return documents.error();
    }
    const Result<KeysRegister> keys =
        register_in(documents->empty() ? std::string() : documents->front(), request.centre);
    const Result<vault::PrivateKey> recovery =
        keys ? load_recovery_key(request.key_file, *keys, console) : keys.error();
    if (!recovery) {
        return recovery.error();
    }
    if (Result<void> noted = note_export(request, console); !noted) {
        return noted;
    }
    if (::mkdir(request.out.c_str(), 0700) != 0) {
        return Error{Kind::Unusable, request.out,
                     std::string("cannot be made: ") + std::strerror(errno)};
    }
    int opened = 0, foreign = 0, closed = 0;
    const Result<void> done = store::each_envelope(database, [&](Bytes envelope) -> Result<void> {
        const Result<IntakeHeader> header = vault::read_header(envelope);
        const bool ours =
            header && header->centre == request.centre &&
            std::any_of(keys->terminals.begin(), keys->terminals.end(), [&](const auto& one) {
                return one.name == header->terminal && vault::verify(envelope, one.key).ok();
            });
        if (!ours) {
            foreign += header && header->centre != request.centre ? 0 : 1;
            return {};
        }
        Result<std::string> payload = vault::open(envelope, *recovery);
        if (!payload) {
            ++closed;
            return {};
        }
        const Result<void> written =
            write_new_file(request.out + "/" + file_name(*header), *payload);
        vault::wipe(*payload);
        opened += written ? 1 : 0;
        return written;
    });
    console.out << opened << " intakes were opened and lie in " << request.out
                << ", readable for whoever has that folder.\n";
    if (closed > 0) {
        console.out << closed << " are not sealed to this recovery key.\n";
    }
    if (foreign > 0) {
        console.out << foreign
                    << " were not signed by a terminal of the centre, and are left out.\n";
    }
    return done;
}

}  // namespace lotse::tools
