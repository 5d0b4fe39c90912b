// SPDX-License-Identifier: EUPL-1.2
#include "service/handle_grants.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "codec/wire/staff_wire.h"
#include "service/key_erasure.h"
#include "service/replies.h"
#include "vault/keys.h"
#include "vault/person_keys.h"

namespace lotse::service {
namespace {

bool has_grant(const std::vector<Grant>& grants, const Grant& grant) {
    return std::any_of(grants.begin(), grants.end(), [&](const Grant& one) {
        return one.kind == grant.kind && one.name == grant.name;
    });
}

/// Why it is no access to intakes, or nothing.
Result<void> check_access(const codec::AccessGiven& access, const StaffAccount& account) {
    if (!account.rights.has(StaffRight::Open) || account.invited_until) {
        return Error{Kind::Refused, "account", "does not read, or has only a code"};
    }
    if (account.box != access.box) {
        return Error{Kind::Refused, "box", "the account has another key by now"};
    }
    for (const Grant& grant : access.grants) {
        if (grant.kind != kGrantVersion || grant.sealed.size() != vault::kSealedGrantBytes ||
            grant.name.empty() || grant.name.size() > limits::kLongestAccountBytes) {
            return Error{Kind::Refused, "grants", "one is no version of the centre's key"};
        }
    }
    return {};
}

}  // namespace

Reply give(Context& context, store::CentreStore& store, const Staff& staff,
           const codec::AccessGiven& access) {
    const Result<std::optional<StaffAccount>> known = store.accounts.find(access.account);
    if (!known) {
        return store_problem(known.error());
    }
    if (!*known || (*known)->centre != staff.centre) {
        return problem(404, Kind::Refused, "account", "is not of this centre", Cause::NotHere);
    }
    StaffAccount account = **known;
    if (Result<void> fits = check_access(access, account); !fits) {
        return problem(409, Kind::Refused, fits.error().where, fits.error().detail);
    }
    const std::string to =
        vault::to_hex(Bytes(account.box.begin(), account.box.begin() + sizeof(vault::KeyId)));
    for (const Grant& grant : access.grants) {
        if (has_grant(open_grants(context, account), grant)) {
            continue;
        }
        // What opens with nothing any more gives way.
        std::erase_if(account.grants, [&](const Grant& one) {
            return one.kind == grant.kind && one.name == grant.name;
        });
        account.grants.push_back(grant);
        if (const Result<void> bound = bind_grants(context, store, account); !bound) {
            context.log(WorkFailed{Work::Account, bound.error()});
            return store_problem(bound.error());
        }
        if (Result<void> kept = store.accounts.save(
                account, {staff.account, AuditAction::AccessGranted,
                          access.account + " " + grant.name + " " + to, context.options.wall()});
            !kept) {
            context.log(WorkFailed{Work::Account, kept.error()});
            return store_problem(kept.error());
        }
    }
    context.log(Answered{.work = Work::Account, .status = 204});
    context.store.announce(store, staff.centre);
    return {204, "", "", {}, std::nullopt};
}

Result<std::vector<codec::ListedReader>> readers_of(const Context& context,
                                                    store::CentreStore& store,
                                                    const std::string& centre) {
    const Result<std::vector<std::string>> names = store.accounts.names();
    if (!names) {
        return names.error();
    }
    std::vector<codec::ListedReader> readers;
    for (const std::string& name : *names) {
        const Result<std::optional<StaffAccount>> found = store.accounts.find(name);
        if (!found && found.error().kind != Kind::Corrupt) {
            return found.error();
        }
        // One that is damaged is nobody's who reads; the others go on.
        if (!found || !*found || (*found)->centre != centre || (*found)->invited_until ||
            !(*found)->rights.has(StaffRight::Open)) {
            continue;
        }
        const StaffAccount& account = **found;
        codec::ListedReader reader{account.name, account.box, account.sign, account.vouched, {}};
        for (const Grant& grant : open_grants(context, account)) {
            if (grant.kind == kGrantVersion) {
                reader.versions.push_back(grant.name);
            }
        }
        readers.push_back(std::move(reader));
    }
    return readers;
}

void give_access(Context& context, Call call, Done done) {
    if (!is_json(call.request)) {
        return done(problem(415, Kind::Refused, "Content-Type", "expected application/json"));
    }
    Result<codec::AccessGiven> access = codec::read_access(call.request.text());
    if (!access) {
        return done(problem(400, Kind::Corrupt, access.error().where, access.error().detail));
    }
    context.with_store(
        waiter_of(call.staff),
        [&context, done, access = std::move(*access), staff = call.staff](
            store::CentreStore& store) { done(give(context, store, staff, access)); },
        done);
}

}  // namespace lotse::service
