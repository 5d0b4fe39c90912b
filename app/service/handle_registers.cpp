// SPDX-License-Identifier: EUPL-1.2
#include "service/handle_registers.h"

#include <string>
#include <utility>
#include <vector>

#include "codec/wire/keys_wire.h"
#include "service/replies.h"
#include "vault/envelope.h"
#include "vault/signed_document.h"

namespace lotse::service {
namespace {

/// Whoever signed it, named by itself.
Result<KeysRegister> keys_in(const std::string& document) {
    const std::size_t line = document.find('\n');
    return line == std::string::npos
               ? Result<KeysRegister>(Error{Kind::Corrupt, "register of keys", "is not whole"})
               : codec::read_keys(std::string_view(document).substr(line + 1));
}

Result<KeysRegister> signed_keys_in(const std::string& document, const Bytes& signer) {
    const Result<std::string> json = vault::open_document(document, vault::kKeysDocument, signer);
    return json ? codec::read_keys(*json) : json.error();
}

Reply refused(const Error& error) {
    const bool malformed = error.kind == Kind::Corrupt;
    return problem(malformed ? 400 : 409, error.kind, error.where, error.detail, error.cause);
}

Reply take(Context& context, store::CentreStore& store, const Staff& staff, std::int64_t serial,
           const std::string& document) {
    const Result<std::string> kept = store.terminals.signed_keys(staff.centre);
    if (!kept) {
        return store_problem(kept.error());
    }
    if (*kept == document) {
        return {204, "", "", {}, std::nullopt};  // the answer to it was lost
    }
    const Result<KeysRegister> last = keys_in(*kept);
    if (!last) {
        return problem(409, Kind::Refused, "register of keys",
                       "the centre has none yet that another could follow");
    }
    const Result<KeysRegister> next = signed_keys_in(document, last->signing);
    if (!next) {
        return next.error().kind == Kind::Refused ? problem(403, Kind::Refused, next.error().where,
                                                            next.error().detail, Cause::Signature)
                                                  : refused(next.error());
    }
    if (next->serial != serial) {
        return problem(400, Kind::Refused, "serial", "the address names another than the register");
    }
    if (Result<void> follows = check_successor(*last, vault::hash(*kept), *next); !follows) {
        return refused(follows.error());
    }
    const std::vector<AuditEntry> rows =
        audit_of(&*last, *next, staff.account, context.options.wall());
    if (Result<void> done = store.terminals.keep_keys(*next, document, rows); !done) {
        context.log(WorkFailed{Work::Register, done.error()});
        return store_problem(done.error());
    }
    context.gate.forget_keys(staff.centre);
    context.log(Answered{.work = Work::Register, .status = 204, .version = next->serial});
    context.store.announce(store, staff.centre);
    return {204, "", "", {}, std::nullopt};
}

}  // namespace

void take_keys(Context& context, Call call, Done done) {
    if (call.request.content_type != "application/octet-stream") {
        return done(
            problem(415, Kind::Refused, "Content-Type", "expected application/octet-stream"));
    }
    context.with_store(
        [&context, done, staff = std::move(call.staff), serial = call.version,
         document = std::string(call.request.text())](store::CentreStore& store) {
            done(take(context, store, staff, serial, document));
        },
        done);
}

Result<void> check_registers(Terminals& terminals) {
    const Result<std::vector<std::string>> centres = terminals.centres_with_keys();
    if (!centres) {
        return centres.error();
    }
    for (const std::string& centre : *centres) {
        const Result<std::string> document = terminals.signed_keys(centre);
        if (!document) {
            return document.error();
        }
        const Result<KeysRegister> named = keys_in(*document);
        const Result<KeysRegister> keys =
            named ? signed_keys_in(*document, named->signing) : named.error();
        if (!keys || keys->centre != centre) {
            return Error{Kind::Unusable, "register of keys of " + centre,
                         (keys ? "is another centre's" : keys.error().detail) +
                             ": somebody changed the database, or it is damaged. Restore the last "
                             "backup; the terminals keep what they could not deliver"};
        }
    }
    return {};
}

}  // namespace lotse::service
