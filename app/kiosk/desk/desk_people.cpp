// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/desk/desk_people.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "codec/wire/people_wire.h"
#include "vault/envelope.h"
#include "vault/password.h"
#include "vault/signed_document.h"

namespace lotse::kiosk {
namespace {

const codec::ListedAccount* account_named(const std::vector<codec::ListedAccount>& accounts,
                                          const std::string& name) {
    const auto found =
        std::find_if(accounts.begin(), accounts.end(),
                     [&](const codec::ListedAccount& one) { return one.account == name; });
    return found == accounts.end() ? nullptr : &*found;
}

/// Whether a right of `rights` needs a secret of the centre that `before` did not need. One that
/// opens intakes is given by who has it.
bool needs_secret(Rights rights, Rights before, bool opens) {
    for (const std::string_view kind : {kGrantVersion, kGrantConfiguration, kGrantRegister}) {
        const StaffRight right = *right_of_grant(kind);
        if (rights.has(right) && !before.has(right) && (opens || kind != kGrantVersion)) {
            return true;
        }
    }
    return false;
}

}  // namespace

Result<DeskPeople::Known> DeskPeople::known() {
    const Result<codec::CentreReply> centre = m_client.centre();
    if (!centre) {
        return centre.error();
    }
    if (Result<void> accepted = m_trust.accept_people(centre->people); !accepted) {
        return Error{Kind::Corrupt, accepted.error().where, accepted.error().detail};
    }
    Result<std::vector<codec::ListedAccount>> accounts = m_client.accounts();
    if (!accounts) {
        return accounts.error();
    }
    Known known;
    known.is_first = m_trust.people() == nullptr;
    if (!known.is_first) {
        known.people = *m_trust.people();
    }
    known.people.centre = m_staff.centre;
    for (const codec::ListedAccount& account : *accounts) {
        if (lotse::find_person(known.people, account.account) == nullptr &&
            !account.rights.empty()) {
            known.people.people.push_back({account.account, account.rights, "", wall_now()});
        }
    }
    known.accounts = std::move(*accounts);
    return known;
}

admin::Event DeskPeople::read() {
    const Result<Known> all = known();
    if (!all) {
        return failed(all.error());
    }
    admin::PeopleKnown told;
    for (const RegisteredPerson& one : all->people.people) {
        using Standing = admin::Person::Standing;
        const codec::ListedAccount* account = account_named(all->accounts, one.account);
        admin::Person person;
        person.account = one.account;
        person.rights = one.rights;
        person.by = one.by;
        person.from = one.from;
        person.own = one.account == m_staff.account;
        person.standing = account == nullptr                     ? Standing::None
                          : !account->invited_until              ? Standing::Active
                          : *account->invited_until > wall_now() ? Standing::Invited
                                                                 : Standing::Over;
        if (account != nullptr) {
            person.until = account->invited_until.value_or(WallTime{});
            person.waits = account->waits;
        }
        told.list.push_back(std::move(person));
    }
    std::sort(told.list.begin(), told.list.end(),
              [](const auto& a, const auto& b) { return a.account < b.account; });
    return told;
}

Result<void> DeskPeople::sign(Known known, const std::function<void(PeopleRegister&)>& change) {
    PeopleRegister next = std::move(known.people);
    const WallTime now = wall_now();
    for (RegisteredPerson& person : next.people) {
        if (person.by.empty()) {
            person.by = m_staff.account;
        }
    }
    const PeopleRegister before = next;
    change(next);
    next.at = now;
    next.serial = known.is_first ? 1 : next.serial + 1;
    if (!new_readers(next, before).empty()) {
        next.reader_left = next.serial;
    }
    next.previous = known.is_first ? Digest{} : vault::hash(m_trust.signed_people());
    if (Result<void> checked = check_people(next); !checked) {
        return checked;
    }
    const std::string document =
        vault::sign_document(vault::kPeopleDocument, codec::write_people(next), *m_keys.registers);
    Result<void> kept = m_client.put_people(next.serial, document);
    if (!kept && kept.error().kind == Kind::Transient) {
        kept = m_client.put_people(next.serial, document);  // the same again is success
    }
    return kept ? m_trust.accept_people(document) : kept;
}

Result<SecretText> DeskPeople::invite(const std::string& account, Rights rights,
                                      const vault::PersonKeys& person) {
    Result<LogInTerms> terms = m_client.terms(account);
    if (!terms) {
        return terms.error();
    }
    // Of a name without an account the service tells anything but the salt.
    terms->centre = m_staff.centre;
    terms->cost = m_bounds.least;
    std::string made = vault::new_password();
    const SecretText code(made);
    wipe_string(made);
    const Result<vault::LogInSecrets> secrets =
        vault::log_in_secrets(account, code.view(), *terms, m_bounds);
    if (!secrets) {
        return secrets.error();
    }
    const vault::PublicKey& box = person.box().public_key();
    Result<std::vector<Grant>> grants = vault::grants_for(box, rights, m_keys.secrets());
    if (!grants) {
        return grants.error();
    }
    const Result<void> invited =
        m_client.invite({account,
                         secrets->proof_text(),
                         terms->cost,
                         vault::wrap_seed(person.seed(), secrets->wrap, m_staff.centre, account),
                         {Bytes(box.bytes.begin(), box.bytes.end()), person.sign().public_key(),
                          std::move(*grants)}});
    return invited ? Result<SecretText>(code) : invited.error();
}

admin::Event DeskPeople::give(const admin::GiveRights& wish) {
    if (!m_keys.registers) {
        return admin::AdminFailed{"desk.people.problem.no_key"};
    }
    if (wish.rights.has(StaffRight::Configure) && !m_keys.configuration) {
        return admin::AdminFailed{"desk.people.problem.no_key"};
    }
    Result<Known> all = known();
    if (!all) {
        return failed(all.error());
    }
    const codec::ListedAccount* account = account_named(all->accounts, wish.account);
    const bool code = wish.new_code || account == nullptr || account->invited_until ||
                      needs_secret(wish.rights, account->rights, m_keys.opens());
    const vault::PersonKeys person = vault::PersonKeys::generate();
    const RegisteredPerson* before = lotse::find_person(all->people, wish.account);
    if (code || before == nullptr || before->by.empty() || !(before->rights == wish.rights)) {
        const Result<void> done = sign(std::move(*all), [&](PeopleRegister& next) {
            RegisteredPerson named{wish.account, wish.rights, m_staff.account, wall_now()};
            if (code) {
                named.sign = person.sign().public_key();
            } else if (const auto* known = lotse::find_person(next, wish.account)) {
                named.sign = known->sign;
            }
            std::erase_if(next.people,
                          [&](const RegisteredPerson& one) { return one.account == wish.account; });
            next.people.push_back(std::move(named));
        });
        if (!done) {
            return failed(done.error());
        }
    }
    if (!code) {
        return admin::PeopleChanged{"desk.people.done.rights"};
    }
    Result<SecretText> made = invite(wish.account, wish.rights, person);
    if (!made) {
        spdlog::warn("invitation: {}", to_string(made.error()));
        return admin::AdminFailed{"desk.people.problem.no_code"};
    }
    return admin::CodeMade{{wish.account, std::move(*made)}};
}

admin::Event DeskPeople::remove(const std::string& account) {
    if (!m_keys.registers) {
        return admin::AdminFailed{"desk.people.problem.no_key"};
    }
    Result<Known> all = known();
    if (!all) {
        return failed(all.error());
    }
    const Result<void> done = sign(std::move(*all), [&](PeopleRegister& next) {
        std::erase_if(next.people,
                      [&](const RegisteredPerson& one) { return one.account == account; });
    });
    return done ? admin::Event(admin::PeopleChanged{"desk.people.done.removed"})
                : failed(done.error());
}

admin::Event DeskPeople::unblock(const std::string& account) {
    const Result<void> done = m_client.unblock(account);
    return done ? admin::Event(admin::PeopleChanged{"desk.people.done.unblocked"})
                : failed(done.error());
}

admin::Event DeskPeople::failed(const Error& error) {
    spdlog::warn("people: {}", to_string(error));
    switch (error.kind) {
        case Kind::Transient:
            return admin::AdminFailed{"desk.people.problem.offline"};
        case Kind::Corrupt:
            return admin::AdminFailed{"desk.people.problem.register"};
        case Kind::Refused:
        case Kind::Unusable:
            break;
    }
    return admin::AdminFailed{"desk.people.problem.refused"};
}

}  // namespace lotse::kiosk
