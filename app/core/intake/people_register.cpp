// SPDX-License-Identifier: EUPL-1.2
#include "core/intake/people_register.h"

#include <algorithm>
#include <set>

#include "core/limits.h"

namespace lotse {
namespace {

Error refused(const std::string& where, const char* why) {
    return Error{Kind::Refused, "register of people, " + where, why};
}

/// Whether a header could hold it.
bool is_name(const std::string& name) {
    IntakeHeader header;
    header.centre = header.terminal = name;
    header.number = "A1";
    header.day = "2000-01-01";
    header.language = "de";
    return check_header(header).ok();
}

}  // namespace

Result<void> check_people(const PeopleRegister& people) {
    if (!is_name(people.centre)) {
        return refused("centre", "the name has not the form of a centre's name");
    }
    if (people.serial < 1) {
        return refused("serial", "expected 1 or more");
    }
    if ((people.serial == 1) != (people.previous == Digest{})) {
        return refused("previous", "the first register names none before it, every other does");
    }
    std::set<std::string> names;
    bool somebody = false;
    for (const RegisteredPerson& person : people.people) {
        if (!is_name(person.account) || !names.insert(person.account).second) {
            return refused("account " + person.account, "is no name, or stands twice");
        }
        if (person.rights.empty()) {
            return refused("account " + person.account, "has no rights: take it out instead");
        }
        if (person.by.empty() || person.by.size() > limits::kLongestAccountBytes) {
            return refused("account " + person.account, "expected who let this person in");
        }
        somebody = somebody || person.rights.has(StaffRight::People);
    }
    return somebody ? Result<void>() : refused("people", "nobody could let anybody in any more");
}

Result<void> check_successor(const PeopleRegister& last, const Digest& digest,
                             const PeopleRegister& next) {
    if (next.centre != last.centre) {
        return refused("centre", "is another one's");
    }
    if (next.serial <= last.serial) {
        return refused("serial", "is not newer than the one that was accepted before");
    }
    if (next.serial == last.serial + 1 && next.previous != digest) {
        return refused("previous", "does not follow the one that was accepted before");
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
