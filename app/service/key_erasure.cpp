// SPDX-License-Identifier: EUPL-1.2
#include "service/key_erasure.h"

#include <algorithm>
#include <optional>

#include "codec/wire/configuration_wire.h"
#include "codec/wire/proposal_wire.h"
#include "core/intake/key_life.h"
#include "core/limits.h"
#include "service/handle_registers.h"
#include "vault/keys.h"

namespace lotse::service {
namespace {

/// In the audit log.
constexpr const char* kServiceName = "lotse-queue";

Bytes id_of(const KeyVersion& version) {
    vault::PublicKey key;  // a register that was accepted has 32 bytes
    std::copy_n(version.key.begin(), key.bytes.size(), key.bytes.begin());
    const vault::KeyId id = vault::key_id(key);
    return {id.begin(), id.end()};
}

/// Whether every terminal said since then that it seals by this register and has nothing that is
/// still to come.
Result<bool> terminals_are_past(store::CentreStore& store, const KeysRegister& keys,
                                WallTime over) {
    for (const RegisteredTerminal& terminal : keys.terminals) {
        if (terminal.blocked) {
            continue;
        }
        const Result<std::optional<TerminalReport>> report =
            store.configurations.report(keys.centre, terminal.name);
        if (!report) {
            return report.error();
        }
        if (!*report || (*report)->at < over) {
            return false;
        }
        const Result<codec::SignedReport> said = codec::read_signed_report((*report)->as_signed);
        const Result<codec::ReportMessage> message =
            said ? codec::read_report(said->text) : said.error();
        if (!message || message->keys != keys.serial || !message->outbox ||
            message->outbox->waiting > 0) {
            return false;
        }
    }
    return true;
}

}  // namespace

Result<std::set<std::string>> recoverable_versions(KeyProposals& proposals,
                                                   const std::string& centre) {
    const Result<std::vector<std::string>> documents =
        proposals.newest(centre, 2 * limits::kMostRegisteredKeys);
    if (!documents) {
        return documents.error();
    }
    std::set<std::string> versions;
    for (const std::string& document : *documents) {
        const Result<KeyProposal> proposal =
            codec::read_proposal(std::string_view(document).substr(document.find('\n') + 1));
        if (proposal && !proposal->recovery.empty()) {
            versions.insert(proposal->version);
        }
    }
    return versions;
}

Result<void> bind_grants(const Context& context, store::CentreStore& store, StaffAccount& account) {
    if (!context.options.shred_keys) {
        return {};
    }
    const Result<std::set<std::string>> versions =
        recoverable_versions(store.proposals, account.centre);
    const Result<bool> bound =
        versions ? context.options.shred_keys->bind(account, *versions) : versions.error();
    return bound ? Result<void>() : bound.error();
}

Result<int> bind_all(store::CentreStore& store, vault::ShredKeys& keys, WallTime now) {
    const Result<std::vector<std::string>> names = store.accounts.names();
    if (!names) {
        return names.error();
    }
    int lost = 0;
    for (const std::string& name : *names) {
        Result<std::optional<StaffAccount>> found = store.accounts.find(name);
        if (!found && found.error().kind == Kind::Corrupt) {
            continue;  // nobody goes by it
        }
        if (!found) {
            return found.error();
        }
        if (!*found || (*found)->grants.empty()) {
            continue;
        }
        StaffAccount& account = **found;
        const Result<std::set<std::string>> versions =
            recoverable_versions(store.proposals, account.centre);
        const Result<std::string> document = store.terminals.signed_keys(account.centre);
        if (!versions || !document) {
            return versions ? document.error() : versions.error();
        }
        const Result<bool> bound = keys.bind(account, *versions);
        if (!bound) {
            return bound.error();
        }
        if (*bound) {
            if (Result<void> kept =
                    store.accounts.save(account, {kServiceName, AuditAction::KeyBound, name, now});
                !kept) {
                return kept.error();
            }
        }
        if (const Result<KeysRegister> named = keys_in(*document)) {
            std::erase_if(account.grants, [&](const Grant& grant) {
                const KeyVersion* version = find_version(*named, grant.name);
                return version != nullptr && version->erased;
            });
        }
        lost += static_cast<int>(account.grants.size() - keys.opened(account).size());
    }
    return lost;
}

std::vector<Grant> open_grants(const Context& context, const StaffAccount& account) {
    return context.options.shred_keys ? context.options.shred_keys->opened(account)
                                      : account.grants;
}

Result<std::vector<std::string>> spent_versions(const Context& context, store::CentreStore& store,
                                                const KeysRegister& keys) {
    std::vector<std::string> spent;
    const BelievedTime now = context.clock.now();
    if (!context.options.shred_keys || now.trust != ClockTrust::Sure) {
        return spent;
    }
    // Backups that are kept know nothing either that was not erased by then.
    const std::chrono::seconds kept =
        std::max<std::chrono::seconds>(context.options.open_kept, limits::kBackupsKept);
    const WallTime before = std::min(now.time, context.clock.lived()) - kept;
    for (const KeyVersion& version : keys.versions) {
        const std::optional<WallTime> over = over_since(keys, version);
        if (!over || *over > before ||
            !context.options.shred_keys->has(keys.centre, version.version)) {
            continue;
        }
        const Result<bool> past = terminals_are_past(store, keys, *over);
        const Result<bool> held =
            past && *past ? store.intakes.holds_sealed_to(id_of(version)) : true;
        if (!past || !held) {
            return past ? held.error() : past.error();
        }
        if (*past && !*held) {
            spent.push_back(version.version);
        }
    }
    return spent;
}

Result<void> destroy_erased(const Context& context, store::CentreStore& store) {
    if (!context.options.shred_keys) {
        return {};
    }
    const Result<std::vector<std::string>> centres = store.terminals.centres_with_keys();
    if (!centres) {
        return centres.error();
    }
    for (const std::string& centre : *centres) {
        const Result<std::string> document = store.terminals.signed_keys(centre);
        const Result<KeysRegister> keys = document ? keys_in(*document) : document.error();
        if (!keys) {
            return keys.error();
        }
        for (const KeyVersion& version : keys->versions) {
            if (!version.erased || !context.options.shred_keys->has(centre, version.version)) {
                continue;
            }
            // First the row: after a power cut there is rather a second one than none.
            if (Result<void> noted = store.audit_log.append(
                    {kServiceName, AuditAction::KeyDestroyed, centre + "/" + version.version,
                     context.clock.now().time});
                !noted) {
                return noted;
            }
            if (Result<void> gone = context.options.shred_keys->destroy(centre, version.version);
                !gone) {
                return gone;
            }
            context.log(KeyDestroyed{version.version});
        }
    }
    return {};
}

}  // namespace lotse::service
