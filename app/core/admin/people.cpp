// SPDX-License-Identifier: EUPL-1.2
#include "core/admin/people.h"

#include <algorithm>

#include "core/limits.h"

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
    const bool whole = !name.empty() && name.size() <= limits::kLongestNameBytes &&
                       std::all_of(name.begin(), name.end(), [](char c) {
                           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                  (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
                       });
    if (!whole) {
        return "desk.people.problem.name";
    }
    return find_person(people, std::string(name)) != nullptr
               ? std::optional<std::string>("desk.people.problem.taken")
               : std::nullopt;
}

}  // namespace lotse::admin
