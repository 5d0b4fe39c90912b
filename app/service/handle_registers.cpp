// SPDX-License-Identifier: EUPL-1.2
#include "service/handle_registers.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "codec/wire/keys_wire.h"
#include "codec/wire/people_wire.h"
#include "service/key_erasure.h"
#include "service/replies.h"
#include "vault/envelope.h"
#include "vault/signed_document.h"

namespace lotse::service {
namespace {

Result<KeysRegister> signed_keys_in(const std::string& document, const Bytes& signer) {
    const Result<std::string> json = vault::open_document(document, vault::kKeysDocument, signer);
    return json ? codec::read_keys(*json) : json.error();
}

Reply refused(const Error& error) {
    const bool malformed = error.kind == Kind::Corrupt;
    return problem(malformed ? 400 : 409, error.kind, error.where, error.detail, error.cause);
}

Result<PeopleRegister> signed_people_in(const std::string& document, const Bytes& signer) {
    const Result<std::string> json = vault::open_document(document, vault::kPeopleDocument, signer);
    return json ? codec::read_people(*json) : json.error();
}

/// Not of the centre's signer, or none at all.
Reply not_signed(const Error& error) {
    return error.kind == Kind::Refused
               ? problem(403, Kind::Refused, error.where, error.detail, Cause::Signature)
               : refused(error);
}

/// Nothing: whatever the next register erases is spent.
std::optional<Reply> still_needed(const Context& context, store::CentreStore& store,
                                  const KeysRegister& last, const KeysRegister& next) {
    const auto erases = [&](const KeyVersion& version) {
        const KeyVersion* before = find_version(last, version.version);
        return version.erased && before != nullptr && !before->erased;
    };
    if (std::none_of(next.versions.begin(), next.versions.end(), erases)) {
        return std::nullopt;
    }
    const Result<std::vector<std::string>> spent = spent_versions(context, store, last);
    if (!spent) {
        return store_problem(spent.error());
    }
    for (const KeyVersion& version : next.versions) {
        if (erases(version) &&
            std::find(spent->begin(), spent->end(), version.version) == spent->end()) {
            return problem(409, Kind::Refused, "version " + version.version,
                           "may still be needed: something is sealed to it, a terminal did not "
                           "say that nothing waits, or the time is not certain");
        }
    }
    return std::nullopt;
}

Reply keep_keys(Context& context, store::CentreStore& store, const Staff& staff,
                std::int64_t serial, const std::string& document) {
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
    const Result<std::string> json =
        vault::open_document(document, vault::kKeysDocument, last->signing);
    if (!json) {
        return not_signed(json.error());
    }
    const Result<KeysRegister> next = codec::read_keys(*json);
    if (!next) {
        return refused(next.error());
    }
    if (next->serial != serial) {
        return problem(400, Kind::Refused, "serial", "the address names another than the register");
    }
    if (Result<void> follows = check_successor(*last, vault::hash(*kept), *next); !follows) {
        return refused(follows.error());
    }
    if (std::optional<Reply> needed = still_needed(context, store, *last, *next)) {
        return std::move(*needed);
    }
    const std::vector<AuditEntry> rows =
        audit_of(&*last, *next, staff.account, context.options.wall());
    if (Result<void> done = store.terminals.keep_keys(*next, document, rows); !done) {
        context.log(WorkFailed{Work::Register, done.error()});
        return store_problem(done.error());
    }
    context.gate.forget_keys(staff.centre);
    context.registers.forget(staff.centre);
    if (const Result<void> destroyed = destroy_erased(context, store); !destroyed) {
        context.log(WorkFailed{Work::Register, destroyed.error()});  // upkeep tries again
    }
    context.log(Answered{.work = Work::Register, .status = 204, .version = next->serial});
    context.store.announce(store, staff.centre);
    return {204, "", "", {}, std::nullopt};
}

Reply keep_people(Context& context, store::CentreStore& store, const Staff& staff,
                  std::int64_t serial, const std::string& document) {
    const Result<std::string> kept = store.accounts.signed_people(staff.centre);
    const Result<std::string> centre = store.terminals.signed_keys(staff.centre);
    if (!kept || !centre) {
        return store_problem(kept ? centre.error() : kept.error());
    }
    if (*kept == document) {
        return {204, "", "", {}, std::nullopt};  // the answer to it was lost
    }
    const Result<KeysRegister> keys = keys_in(*centre);
    if (!keys) {
        return problem(409, Kind::Refused, "register of people",
                       "the centre has no register of keys yet");
    }
    const Result<std::string> json =
        vault::open_document(document, vault::kPeopleDocument, keys->signing);
    if (!json) {
        return not_signed(json.error());
    }
    const Result<PeopleRegister> next = codec::read_people(*json);
    if (!next) {
        return refused(next.error());
    }
    if (next->serial != serial || next->centre != staff.centre) {
        return problem(400, Kind::Refused, "serial",
                       "the address names another than the register, or it is another centre's");
    }
    const Result<PeopleRegister> last = signed_people_in(*kept, keys->signing);
    if (last) {
        if (Result<void> follows = check_successor(*last, vault::hash(*kept), *next); !follows) {
            return refused(follows.error());
        }
    }
    const RegisteredPerson* own = find_person(*next, staff.account);
    if (own == nullptr || !own->rights.has(StaffRight::People)) {
        return problem(409, Kind::Refused, "register of people",
                       "takes this account, or its right, from whoever asks: somebody else does");
    }
    const Result<std::vector<std::string>> names = store.accounts.names();
    if (!names) {
        return store_problem(names.error());
    }
    std::vector<std::string> known = *names;
    if (last) {
        for (const RegisteredPerson& person : last->people) {
            known.push_back(person.account);
        }
    }
    if (Result<void> is_new = check_newcomers(known, *next); !is_new) {
        return refused(is_new.error());
    }
    std::vector<std::string> ended;  // who is gone, or has other rights
    for (const std::string& name : *names) {
        const Result<std::optional<StaffAccount>> account = store.accounts.find(name);
        if (!account) {
            return store_problem(account.error());
        }
        const RegisteredPerson* person = find_person(*next, name);
        if (*account && (*account)->centre == staff.centre &&
            (person == nullptr || !(person->rights == (*account)->rights))) {
            ended.push_back(name);
        }
    }
    const std::vector<AuditEntry> rows =
        audit_of(last ? &*last : nullptr, *next, staff.account, context.options.wall());
    if (Result<void> done = store.accounts.keep_people(*next, document, rows); !done) {
        if (done.error().kind != Kind::Refused) {
            context.log(WorkFailed{Work::Register, done.error()});
        }
        return store_problem(done.error());
    }
    for (const std::string& name : ended) {
        context.sessions.end_others(name, "");
    }
    context.log(Answered{.work = Work::Register, .status = 204, .version = next->serial});
    context.store.announce(store, staff.centre);
    return {204, "", "", {}, std::nullopt};
}

using Keep = Reply (*)(Context& context, store::CentreStore& store, const Staff& staff,
                       std::int64_t serial, const std::string& document);

void take(Context& context, Call call, const Done& done, Keep keep) {
    if (call.request.content_type != "application/octet-stream") {
        return done(
            problem(415, Kind::Refused, "Content-Type", "expected application/octet-stream"));
    }
    context.with_store(
        waiter_of(call.staff),
        [&context, done, keep, staff = call.staff, serial = call.version,
         document = std::string(call.request.text())](store::CentreStore& store) {
            done(keep(context, store, staff, serial, document));
        },
        done);
}

}  // namespace

Result<KeysRegister> keys_in(const std::string& document) {
    const std::size_t line = document.find('\n');
    return line == std::string::npos
               ? Result<KeysRegister>(Error{Kind::Corrupt, "register of keys", "is not whole"})
               : codec::read_keys(std::string_view(document).substr(line + 1));
}

Result<RegisterMemory::Register> register_of(Context& context, store::CentreStore& store,
                                             const std::string& centre) {
    if (const auto known = context.registers.find(centre)) {
        return *known;
    }
    const Result<std::string> document = store.terminals.signed_keys(centre);
    if (!document) {
        return document.error();
    }
    Result<KeysRegister> keys = keys_in(*document);
    if (!keys) {
        return RegisterMemory::Register();  // not remembered: strangers name any centre
    }
    RegisterMemory::Register read = std::make_shared<const KeysRegister>(std::move(*keys));
    context.registers.learn(centre, read);
    return read;
}

void take_keys(Context& context, Call call, Done done) {
    take(context, std::move(call), done, keep_keys);
}

void take_people(Context& context, Call call, Done done) {
    take(context, std::move(call), done, keep_people);
}

Result<void> check_registers(Terminals& terminals, Accounts& accounts) {
    const Result<std::vector<std::string>> centres = terminals.centres_with_keys();
    if (!centres) {
        return centres.error();
    }
    for (const std::string& centre : *centres) {
        const Result<std::string> document = terminals.signed_keys(centre);
        const Result<std::string> listed = accounts.signed_people(centre);
        if (!document || !listed) {
            return document ? listed.error() : document.error();
        }
        const auto damaged = [&](const char* which, const std::string& why) {
            return Error{Kind::Unusable, std::string("register of ") + which + " of " + centre,
                         why +
                             ": somebody changed the database, or it is damaged. Restore the last "
                             "backup; the terminals keep what they could not deliver"};
        };
        const Result<KeysRegister> named = keys_in(*document);
        const Result<KeysRegister> keys =
            named ? signed_keys_in(*document, named->signing) : named.error();
        if (!keys || keys->centre != centre) {
            return damaged("keys", keys ? "is another centre's" : keys.error().detail);
        }
        if (listed->empty()) {
            continue;
        }
        const Result<PeopleRegister> people = signed_people_in(*listed, keys->signing);
        if (!people || people->centre != centre) {
            return damaged("people", people ? "is another centre's" : people.error().detail);
        }
    }
    return {};
}

}  // namespace lotse::service
