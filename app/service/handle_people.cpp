// SPDX-License-Identifier: EUPL-1.2
#include "service/handle_people.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "codec/wire/people_wire.h"
#include "codec/wire/staff_wire.h"
#include "codec/wire/wire.h"
#include "service/key_erasure.h"
#include "service/replies.h"
#include "vault/log_in.h"
#include "vault/person_keys.h"

namespace lotse::service {
namespace {

/// Of all names that were guarded for this account, whatever the address.
std::string guarded(const std::string& account) {
    return account + '\n';
}

Result<std::vector<StaffAccount>> accounts_of(store::CentreStore& store,
                                              const std::string& centre) {
    const Result<std::vector<std::string>> names = store.accounts.names();
    if (!names) {
        return names.error();
    }
    std::vector<StaffAccount> accounts;
    for (const std::string& name : *names) {
        Result<std::optional<StaffAccount>> account = store.accounts.find(name);
        if (!account) {
            return account.error();
        }
        if (*account && (*account)->centre == centre) {
            accounts.push_back(std::move(**account));
        }
    }
    return accounts;
}

/// What the register gives this account; nothing: it is not named.
Result<std::optional<Rights>> registered_rights(store::CentreStore& store,
                                                const std::string& centre,
                                                const std::string& account) {
    const Result<std::string> document = store.accounts.signed_people(centre);
    if (!document) {
        return document.error();
    }
    const Result<PeopleRegister> people =
        codec::read_people(std::string_view(*document).substr(document->find('\n') + 1));
    const RegisteredPerson* person = people ? find_person(*people, account) : nullptr;
    return person == nullptr ? std::optional<Rights>() : std::optional(person->rights);
}

/// Why an invitation is none, or nothing.
Result<void> check_invitation(const codec::Invitation& invitation, Rights rights) {
    for (const Grant& grant : invitation.person.grants) {
        const std::optional<StaffRight> right = right_of_grant(grant.kind);
        if (grant.sealed.size() != vault::kSealedGrantBytes || !right || !rights.has(*right)) {
            return Error{Kind::Refused, "grants",
                         "one is no sealed secret, or for a right that the register does not give"};
        }
    }
    if (invitation.wrapped.size() != vault::kWrappedSeedBytes) {
        return Error{Kind::Refused, "wrapped", "is no wrapped seed"};
    }
    if (invitation.cost.passes > limits::kMostLogInPasses ||
        invitation.cost.memory_kib > limits::kMostLogInMemoryKib) {
        return Error{Kind::Refused, "kdf", "costs more than a desk would ever accept"};
    }
    return vault::check_box_key(invitation.person.box);
}

Reply invite(Context& context, store::CentreStore& store, const Staff& staff,
             const codec::Invitation& invitation, const vault::SecretBytes& proof) {
    const std::string& name = invitation.account;
    const Result<std::optional<StaffAccount>> known = store.accounts.find(name);
    const Result<std::optional<Rights>> rights = registered_rights(store, staff.centre, name);
    if (!known || !rights) {
        return store_problem(known ? rights.error() : known.error());
    }
    if (!*rights) {
        return problem(409, Kind::Refused, "account", "is not in the centre's register of people");
    }
    if ((*known && (*known)->centre != staff.centre) || name == staff.account) {
        return problem(409, Kind::Refused, "account", "is another centre's, or one's own");
    }
    if (Result<void> checked = check_invitation(invitation, **rights); !checked) {
        return json(403, codec::write_problem(checked.error()));
    }
    StaffAccount account;
    account.name = name;
    account.centre = staff.centre;
    account.rights = **rights;
    account.cost = invitation.cost;
    account.salt = context.key.salt(name);
    account.verifier = context.key.keep_verifier(name, proof);
    account.wrapped = context.key.keep_wrapped(name, invitation.wrapped);
    account.box = invitation.person.box;
    account.sign = invitation.person.sign;
    account.invited_until = context.options.wall() + limits::kInvitation;
    account.grants = invitation.person.grants;
    if (const Result<void> bound = bind_grants(context, store, account); !bound) {
        context.log(WorkFailed{Work::Account, bound.error()});
        return store_problem(bound.error());
    }
    if (Result<void> kept = store.accounts.save(
            account, {staff.account, AuditAction::AccountInvited, name, context.options.wall()});
        !kept) {
        context.log(WorkFailed{Work::Account, kept.error()});
        return store_problem(kept.error());
    }
    context.sessions.end_others(name, "");
    context.guard.forgive(guarded(name));
    context.log(Answered{.work = Work::Account, .status = 204});
    return {204, "", "", {}, std::nullopt};
}

}  // namespace

void list_accounts(Context& context, Call call, Done done) {
    context.with_store(
        waiter_of(call.staff),
        [&context, done, staff = call.staff](store::CentreStore& store) {
            const Result<std::vector<StaffAccount>> accounts = accounts_of(store, staff.centre);
            if (!accounts) {
                return done(store_problem(accounts.error()));
            }
            std::vector<codec::ListedAccount> listed;
            for (const StaffAccount& account : *accounts) {
                listed.push_back(
                    {account.name, account.rights, account.invited_until,
                     context.guard.waits(guarded(account.name), context.options.monotonic())});
            }
            context.log(Answered{.work = Work::Account, .status = 200});
            done(json(200, codec::write_accounts(listed)));
        },
        done);
}

void invite_account(Context& context, Call call, Done done) {
    if (!is_json(call.request)) {
        return done(problem(415, Kind::Refused, "Content-Type", "expected application/json"));
    }
    Result<codec::Invitation> read = codec::read_invitation(call.request.text());
    wipe_bytes(call.request.body.data(), call.request.body.size());
    if (!read) {
        return done(problem(400, Kind::Corrupt, read.error().where, read.error().detail));
    }
    Result<vault::SecretBytes> proof = vault::proof_from(read->proof.view());
    if (!proof) {
        return done(problem(400, Kind::Corrupt, "proof", proof.error().detail));
    }
    const auto invitation = std::make_shared<codec::Invitation>(std::move(*read));
    const auto secret = std::make_shared<vault::SecretBytes>(std::move(*proof));
    context.with_store(
        waiter_of(call.staff),
        [&context, done, invitation, secret, staff = call.staff](store::CentreStore& store) {
            done(invite(context, store, staff, *invitation, *secret));
        },
        done);
}

void unblock_account(Context& context, Call call, Done done) {
    if (!is_json(call.request)) {
        return done(problem(415, Kind::Refused, "Content-Type", "expected application/json"));
    }
    const Result<std::string> name = codec::read_log_in_start(call.request.text());
    if (!name) {
        return done(problem(400, Kind::Corrupt, name.error().where, name.error().detail));
    }
    context.with_store(
        waiter_of(call.staff),
        [&context, done, name = *name, staff = call.staff](store::CentreStore& store) {
            const Result<std::optional<StaffAccount>> account = store.accounts.find(name);
            if (!account) {
                return done(store_problem(account.error()));
            }
            if (!*account || (*account)->centre != staff.centre) {
                return done(problem(404, Kind::Refused, "account", "is not of this centre",
                                    Cause::NotHere));
            }
            if (const Result<void> kept = store.audit_log.append(
                    {staff.account, AuditAction::AccountUnblocked, name, context.options.wall()});
                !kept) {
                context.log(WorkFailed{Work::Audit, kept.error()});
                return done(store_problem(kept.error()));
            }
            context.guard.forgive(guarded(name));
            context.log(Answered{.work = Work::Account, .status = 204});
            done(Reply{204, "", "", {}, std::nullopt});
        },
        done);
}

}  // namespace lotse::service
