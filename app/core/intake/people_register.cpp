// SPDX-License-Identifier: EUPL-1.2
#include "core/intake/people_register.h"

#include <algorithm>
#include <set>

#include "core/account_name.h"
#include "core/intake/register_chain.h"
#include "core/limits.h"

namespace lotse {
namespace {

Error unfit(const std::string& where, const char* why) {
    return Error{Kind::Refused, "register of people, " + where, why};
}

RegisterLink link_of(const PeopleRegister& people) {
    return {"people", people.centre, people.serial, people.previous};
}

}  // namespace

Result<void> check_people(const PeopleRegister& people) {
    if (Result<void> link = check_link(link_of(people)); !link) {
        return link;
    }
    std::set<std::string> names;
    bool somebody = false;
    for (const RegisteredPerson& person : people.people) {
        if (!is_registered_name(person.account) || !names.insert(person.account).second) {
            return unfit("account " + person.account, "is no name, or stands twice");
        }
        if (person.rights.empty()) {
            return unfit("account " + person.account, "has no rights: take it out instead");
        }
        if (person.by.empty() || person.by.size() > limits::kLongestAccountBytes) {
            return unfit("account " + person.account, "expected who let this person in");
        }
        if (!person.sign.empty() && person.sign.size() != kRegisteredKeyBytes) {
            return unfit("account " + person.account, "expected a key of 32 bytes");
        }
        somebody = somebody || person.rights.has(StaffRight::People);
    }
    if (people.reader_left < 0 || people.reader_left > people.serial) {
        return unfit("reader_left", "expected the serial of a register so far");
    }
    return somebody ? Result<void>() : unfit("people", "nobody could let anybody in any more");
}

Result<void> check_successor(const PeopleRegister& last, const Digest& digest,
                             const PeopleRegister& next) {
    return check_next_link(link_of(last), digest, link_of(next));
}

Result<void> check_newcomers(const std::vector<std::string>& known, const PeopleRegister& next) {
    std::vector<std::string> names = known;
    for (const RegisteredPerson& person : next.people) {
        if (std::find(names.begin(), names.end(), person.account) != names.end()) {
            continue;
        }
        if (Result<void> is_new = check_new_account(person.account, names); !is_new) {
            return is_new;
        }
        names.push_back(person.account);
    }
    return {};
}

const RegisteredPerson* find_person(const PeopleRegister& people, const std::string& account) {
    const auto found =
        std::find_if(people.people.begin(), people.people.end(),
                     [&](const RegisteredPerson& one) { return one.account == account; });
    return found == people.people.end() ? nullptr : &*found;
}

std::vector<AuditEntry> audit_of(const PeopleRegister* last, const PeopleRegister& next,
                                 const std::string& account, WallTime now) {
    std::vector<AuditEntry> rows;
    if (last == nullptr) {
        rows.push_back({account, AuditAction::PeopleListed, next.centre, now});
    }
    for (const RegisteredPerson& person : next.people) {
        const RegisteredPerson* before =
            last == nullptr ? nullptr : find_person(*last, person.account);
        if (before == nullptr || !(before->rights == person.rights)) {
            rows.push_back({account, AuditAction::RightsGiven,
                            person.account + " " + words_of(person.rights), now});
        }
    }
    if (last != nullptr) {
        for (const RegisteredPerson& person : last->people) {
            if (find_person(next, person.account) == nullptr) {
                rows.push_back({account, AuditAction::AccountRemoved, person.account, now});
            }
        }
    }
    return rows;
}

std::vector<RegisteredPerson> new_readers(const PeopleRegister& before, const PeopleRegister& now) {
    std::vector<RegisteredPerson> readers;
    for (const RegisteredPerson& person : now.people) {
        const RegisteredPerson* known = find_person(before, person.account);
        if (person.rights.has(StaffRight::Open) &&
            (known == nullptr || !known->rights.has(StaffRight::Open))) {
            readers.push_back(person);
        }
    }
    return readers;
}

Rights rights_with_secrets() {
    return {StaffRight::Open, StaffRight::Configure, StaffRight::People};
}

}  // namespace lotse
