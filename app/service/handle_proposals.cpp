// SPDX-License-Identifier: EUPL-1.2
#include "service/handle_proposals.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "codec/wire/proposal_wire.h"
#include "codec/wire/staff_wire.h"
#include "service/handle_grants.h"
#include "service/handle_registers.h"
#include "service/replies.h"
#include "vault/signed_document.h"

namespace lotse::service {
namespace {

/// What waits at a centre: one that begins at once and two ahead, made twice by two desks.
constexpr std::size_t kMostWaiting = 8;

Result<KeyProposal> proposal_in(const std::string& document) {
    const std::size_t line = document.find('\n');
    return line == std::string::npos
               ? Result<KeyProposal>(Error{Kind::Corrupt, "proposal", "is not whole"})
               : codec::read_proposal(std::string_view(document).substr(line + 1));
}

Reply propose(Context& context, store::CentreStore& store, const Staff& staff,
              const codec::ProposedVersion& proposed) {
    const Result<std::optional<StaffAccount>> account = store.accounts.find(staff.account);
    const Result<std::string> kept = store.terminals.signed_keys(staff.centre);
    if (!account || !kept) {
        return store_problem(account ? kept.error() : account.error());
    }
    const Result<std::string> json =
        *account
            ? vault::open_document(proposed.document, vault::kProposalDocument, (*account)->sign)
            : Error{Kind::Refused, "account", "is not there any more"};
    if (!json) {
        return problem(json.error().kind == Kind::Refused ? 403 : 400, json.error().kind,
                       json.error().where, json.error().detail, Cause::Signature);
    }
    const Result<KeyProposal> proposal = codec::read_proposal(*json);
    const Result<KeysRegister> keys = keys_in(*kept);
    if (!proposal || !keys) {
        const Error& error = proposal ? keys.error() : proposal.error();
        return problem(400, Kind::Corrupt, error.where, error.detail);
    }
    const Result<std::vector<std::string>> waiting = proposals_of(store, staff.centre, *kept);
    if (!waiting) {
        return store_problem(waiting.error());
    }
    const bool there =
        find_version(*keys, proposal->version) != nullptr ||
        std::any_of(waiting->begin(), waiting->end(), [&](const std::string& document) {
            const Result<KeyProposal> one = proposal_in(document);
            return one && one->version == proposal->version;
        });
    if (proposal->centre != staff.centre || proposal->by != staff.account || there) {
        return problem(409, Kind::Refused, "proposal",
                       "is another centre's or account's, or there is one of this name");
    }
    if (Result<void> done = store.proposals.keep(
            staff.centre, proposed.document,
            {staff.account, AuditAction::KeyProposed, proposal->version, context.options.wall()});
        !done) {
        context.log(WorkFailed{Work::Register, done.error()});
        return store_problem(done.error());
    }
    for (const codec::SealedVersion& reader : proposed.readers) {
        const Reply given =
            give(context, store, staff,
                 {reader.account,
                  reader.box,
                  {{std::string(kGrantVersion), proposal->version, reader.sealed}}});
        // Who is not let in any more, or has another key by now, is given nothing.
        if (given.status >= 500) {
            return given;
        }
    }
    context.log(Answered{.work = Work::Register, .status = 204});
    context.store.announce(store, staff.centre);
    return {204, "", "", {}, std::nullopt};
}

}  // namespace

Result<std::vector<std::string>> proposals_of(store::CentreStore& store, const std::string& centre,
                                              const std::string& signed_keys) {
    const Result<KeysRegister> keys = keys_in(signed_keys);
    Result<std::vector<std::string>> documents = store.proposals.newest(centre, kMostWaiting);
    if (!documents || !keys) {
        return documents ? std::vector<std::string>() : documents;
    }
    std::erase_if(*documents, [&](const std::string& document) {
        const Result<KeyProposal> proposal = proposal_in(document);
        return !proposal || find_version(*keys, proposal->version) != nullptr;
    });
    return documents;
}

void take_proposal(Context& context, Call call, Done done) {
    if (!is_json(call.request)) {
        return done(problem(415, Kind::Refused, "Content-Type", "expected application/json"));
    }
    Result<codec::ProposedVersion> proposed = codec::read_proposed(call.request.text());
    if (!proposed) {
        return done(problem(400, Kind::Corrupt, proposed.error().where, proposed.error().detail));
    }
    context.with_store(
        waiter_of(call.staff),
        [&context, done, proposed = std::move(*proposed), staff = call.staff](
            store::CentreStore& store) { done(propose(context, store, staff, proposed)); },
        done);
}

}  // namespace lotse::service
