// SPDX-License-Identifier: EUPL-1.2
#include "core/admin/people.h"

#include <algorithm>

#include "core/account_name.h"

namespace lotse::admin {

std::string role_of(Rights rights) {
    for (const Role& role : roles()) {
        if (role.rights == rights) {
            return std::string(role.name);
        }
    }
    return "";
}

const Person* find_person(const People& people, const std::string& account) {
    const auto found = std::find_if(people.list.begin(), people.list.end(),
                                    [&](const Person& one) { return one.account == account; });
    return found == people.list.end() ? nullptr : &*found;
}

std::optional<std::string> name_problem(const People& people, std::string_view name) {
    if (!is_account_name(name)) {
        return "desk.people.problem.name";
    }
    if (find_person(people, std::string(name)) != nullptr) {
        return "desk.people.problem.taken";
    }
    const bool similar = std::any_of(
        people.list.begin(), people.list.end(),
        [&](const Person& one) { return account_key(one.account) == account_key(name); });
    return similar ? std::optional<std::string>("desk.people.problem.similar") : std::nullopt;
}

}  // namespace lotse::admin
