// SPDX-License-Identifier: EUPL-1.2
#include "service/handle_accounts.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "codec/wire/staff_wire.h"
#include "codec/wire/wire.h"
#include "service/handle_grants.h"
#include "service/handle_proposals.h"
#include "service/handle_registers.h"
#include "service/key_erasure.h"
#include "service/replies.h"
#include "vault/log_in.h"
#include "vault/person_keys.h"

namespace lotse::service {
namespace {

/// The account of the session, which may be gone meanwhile.
Result<StaffAccount> own_account(store::CentreStore& store, const Staff& staff) {
    Result<std::optional<StaffAccount>> account = store.accounts.find(staff.account);
    if (!account) {
        return account.error();
    }
    if (!*account || (*account)->centre != staff.centre) {
        return Error{Kind::Refused, "account", "is not there any more"};
    }
    return std::move(**account);
}

/// The account under the new password, if the one of now was proved.
Result<StaffAccount> with_password(const Context& context, StaffAccount account,
                                   const codec::NewPassword& change) {
    const Result<vault::SecretBytes> proof = vault::proof_from(change.proof.view());
    const Result<vault::SecretBytes> fresh = vault::proof_from(change.new_proof.view());
    if (!proof || !fresh || !context.key.verifies(account.name, *proof, account.verifier)) {
        return Error{Kind::Refused, "password", "the one of now is another"};
    }
    if (change.cost.passes < account.cost.passes ||
        change.cost.memory_kib < account.cost.memory_kib) {
        return Error{Kind::Refused, "kdf", "must not cost less than before"};
    }
    if (change.cost.passes > limits::kMostLogInPasses ||
        change.cost.memory_kib > limits::kMostLogInMemoryKib) {
        return Error{Kind::Refused, "kdf", "costs more than a desk would ever accept"};
    }
    if (change.wrapped.size() != vault::kWrappedSeedBytes) {
        return Error{Kind::Refused, "wrapped", "is no wrapped seed"};
    }
    account.cost = change.cost;
    account.verifier = context.key.keep_verifier(account.name, *fresh);
    account.wrapped = context.key.keep_wrapped(account.name, change.wrapped);
    return account;
}

/// Whether the person holds exactly these kinds already.
bool same_kinds(const std::vector<Grant>& held, const std::vector<Grant>& given) {
    return std::is_permutation(
        held.begin(), held.end(), given.begin(), given.end(),
        [](const Grant& a, const Grant& b) { return a.kind == b.kind && a.name == b.name; });
}

/// Reads, guards, changes and keeps the account: the two routes that prove a password again.
template <class Message>
void change_account(Context& context, Call& call, const Done& done, Result<Message> message,
                    AuditAction action,
                    std::function<Result<StaffAccount>(StaffAccount, const Message&)> change) {
    if (!message) {
        return done(problem(400, Kind::Corrupt, message.error().where, message.error().detail));
    }
    const std::string guarded = call.staff.account + '\n' + call.request.from.host;
    if (const auto wait = context.guard.attempt(guarded, context.options.monotonic())) {
        return done(with_retry(problem(429, Kind::Transient, "account", "too many wrong passwords"),
                               *wait));
    }
    const auto given = std::make_shared<Message>(std::move(*message));
    const bool queued = context.store.run(
        waiter_of(call.staff),
        [&context, done, given, action, guarded, change = std::move(change), staff = call.staff,
         token = call.request.token](store::CentreStore& store) {
            const Result<StaffAccount> account = own_account(store, staff);
            Result<StaffAccount> changed = account ? change(*account, *given) : account.error();
            if (changed) {
                if (Result<void> bound = bind_grants(context, store, *changed); !bound) {
                    changed = bound.error();
                }
            }
            if (!changed && changed.error().kind == Kind::Refused) {
                return done(json(403, codec::write_problem(changed.error())));
            }
            if (!changed) {
                context.guard.withdrawn(guarded);
                context.log(WorkFailed{Work::Account, changed.error()});
                return done(store_problem(changed.error()));
            }
            context.guard.succeeded(guarded);
            if (const Result<void> kept = store.accounts.save(
                    *changed, {staff.account, action, staff.account, context.options.wall()});
                !kept) {
                context.log(WorkFailed{Work::Account, kept.error()});
                return done(store_problem(kept.error()));
            }
            // Whoever had the old password has nothing any more; an invited person logs in anew.
            context.sessions.end_others(staff.account, staff.invited ? "" : token);
            context.log(Answered{.work = Work::Account, .status = 204});
            done(Reply{204, "", "", {}, std::nullopt});
        });
    if (!queued) {
        context.guard.withdrawn(guarded);
        done(busy());
    }
}

}  // namespace

void tell_centre(Context& context, Call call, Done done) {
    context.with_store(
        waiter_of(call.staff),
        [&context, done, staff = call.staff](store::CentreStore& store) {
            Result<StaffAccount> account = own_account(store, staff);
            if (!account) {
                return done(account.error().kind == Kind::Refused ? no_session()
                                                                  : store_problem(account.error()));
            }
            Result<std::string> keys = store.terminals.signed_keys(staff.centre);
            Result<std::string> people = store.accounts.signed_people(staff.centre);
            const bool told =
                !staff.invited && staff.rights.meets({StaffRight::Open, StaffRight::People});
            Result<std::vector<codec::ListedReader>> readers =
                told ? readers_of(context, store, staff.centre)
                     : std::vector<codec::ListedReader>();
            Result<std::vector<std::string>> proposals =
                told && keys ? proposals_of(store, staff.centre, *keys)
                             : std::vector<std::string>();
            const Result<KeysRegister> named = keys ? keys_in(*keys) : keys.error();
            Result<std::vector<std::string>> spent =
                named && !staff.invited && staff.rights.has(StaffRight::People)
                    ? spent_versions(context, store, *named)
                    : std::vector<std::string>();
            if (!keys || !people || !readers || !proposals || !spent) {
                return done(store_problem(!keys        ? keys.error()
                                          : !people    ? people.error()
                                          : !readers   ? readers.error()
                                          : !proposals ? proposals.error()
                                                       : spent.error()));
            }
            context.log(Answered{.work = Work::Account, .status = 200});
            done(json(200, codec::write_centre({staff.centre, open_grants(context, *account),
                                                std::move(*keys), std::move(*people),
                                                std::move(*readers), std::move(*proposals),
                                                context.options.key_months, std::move(*spent)})));
        },
        done);
}

void change_password(Context& context, Call call, Done done) {
    if (!is_json(call.request)) {
        return done(problem(415, Kind::Refused, "Content-Type", "expected application/json"));
    }
    change_account<codec::NewPassword>(
        context, call, done, codec::read_new_password(call.request.text()),
        AuditAction::PasswordChanged,
        [&context](StaffAccount account, const codec::NewPassword& change) {
            return with_password(context, std::move(account), change);
        });
    wipe_bytes(call.request.body.data(), call.request.body.size());
}

void accept_invitation(Context& context, Call call, Done done) {
    if (!is_json(call.request)) {
        return done(problem(415, Kind::Refused, "Content-Type", "expected application/json"));
    }
    change_account<codec::Acceptance>(
        context, call, done, codec::read_acceptance(call.request.text()),
        AuditAction::AccountAccepted,
        [&context](StaffAccount account,
                   const codec::Acceptance& acceptance) -> Result<StaffAccount> {
            if (!account.invited_until || context.options.wall() >= *account.invited_until) {
                return Error{Kind::Refused, "account", "is no invitation, or not any more"};
            }
            if (!same_kinds(open_grants(context, account), acceptance.person.grants)) {
                return Error{Kind::Refused, "grants", "are not those of the invitation"};
            }
            for (const Grant& grant : acceptance.person.grants) {
                if (grant.sealed.size() != vault::kSealedGrantBytes) {
                    return Error{Kind::Refused, "grants", "one is no sealed secret"};
                }
            }
            if (Result<void> box = vault::check_box_key(acceptance.person.box); !box) {
                return box.error();
            }
            // Without it whoever seals something to these keys asks a person (older desks).
            if (const Result<void> vouched =
                    vault::check_vouched(account.name, acceptance.person.box,
                                         acceptance.person.sign, acceptance.vouched, account.sign);
                !vouched && !acceptance.vouched.empty()) {
                return vouched.error();
            }
            Result<StaffAccount> own =
                with_password(context, std::move(account), acceptance.password);
            if (own) {
                own->box = acceptance.person.box;
                own->sign = acceptance.person.sign;
                own->vouched = acceptance.vouched;
                own->grants = acceptance.person.grants;
                own->invited_until.reset();
            }
            return own;
        });
    wipe_bytes(call.request.body.data(), call.request.body.size());
}

}  // namespace lotse::service
