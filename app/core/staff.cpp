// SPDX-License-Identifier: EUPL-1.2
#include "core/staff.h"

#include <algorithm>
#include <array>

#include "core/check.h"

namespace lotse {
namespace {

constexpr std::array kAll = {StaffRight::Call,      StaffRight::Open,   StaffRight::Withdraw,
                             StaffRight::Configure, StaffRight::People, StaffRight::Operate,
                             StaffRight::Audit};

}  // namespace

std::string_view to_string(StaffRight right) {
    switch (right) {
        case StaffRight::Call:
            return "call";
        case StaffRight::Open:
            return "open";
        case StaffRight::Withdraw:
            return "withdraw";
        case StaffRight::Configure:
            return "configure";
        case StaffRight::People:
            return "people";
        case StaffRight::Operate:
            return "operate";
        case StaffRight::Audit:
            return "audit";
    }
    LOTSE_CHECK(false);
}

std::optional<StaffRight> staff_right_from(std::string_view word) {
    const auto* found = std::find_if(kAll.begin(), kAll.end(),
                                     [word](StaffRight right) { return to_string(right) == word; });
    return found == kAll.end() ? std::nullopt : std::optional(*found);
}

std::string words_of(Rights rights) {
    std::string words;
    for (const StaffRight right : kAll) {
        if (rights.has(right)) {
            words += (words.empty() ? "" : " ") + std::string(to_string(right));
        }
    }
    return words;
}

Rights rights_from(std::string_view words) {
    Rights rights;
    while (!words.empty()) {
        const std::size_t end = std::min(words.find(' '), words.size());
        if (const auto right = staff_right_from(words.substr(0, end))) {
            rights.add(*right);
        }
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return rights;
}

std::optional<StaffRight> right_of_grant(std::string_view kind) {
    if (kind == kGrantVersion) {
        return StaffRight::Open;
    }
    if (kind == kGrantConfiguration) {
        return StaffRight::Configure;
    }
    return kind == kGrantRegister ? std::optional(StaffRight::People) : std::nullopt;
}

const std::vector<Role>& roles() {
    static const std::vector<Role> kRoles = {
        {"reception", {StaffRight::Call}},
        {"counsellor", {StaffRight::Call, StaffRight::Open, StaffRight::Withdraw}},
        {"admin", {StaffRight::Configure, StaffRight::People, StaffRight::Operate}},
        {"auditor", {StaffRight::Audit}},
        {"all",
         {StaffRight::Call, StaffRight::Open, StaffRight::Withdraw, StaffRight::Configure,
          StaffRight::People, StaffRight::Operate, StaffRight::Audit}},
    };
    return kRoles;
}

std::optional<Rights> rights_of_role(std::string_view name) {
    for (const Role& role : roles()) {
        if (role.name == name) {
            return role.rights;
        }
    }
    return std::nullopt;
}

}  // namespace lotse
