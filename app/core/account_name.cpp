// SPDX-License-Identifier: EUPL-1.2
#include "core/account_name.h"

#include <algorithm>

#include "core/limits.h"

namespace lotse {

bool is_account_name(std::string_view name) {
    return !name.empty() && name.size() <= limits::kLongestNameBytes &&
           std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '.' || c == '_' || c == '-';
           });
}

std::string account_key(std::string_view name) {
    std::string key(name);
    for (char& c : key) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return key;
}

Result<void> check_new_account(std::string_view name, const std::vector<std::string>& known) {
    const std::string where = "account " + std::string(name);
    if (!is_account_name(name)) {
        return Error{Kind::Refused, where,
                     "expected 1 to " + std::to_string(limits::kLongestNameBytes) +
                         " letters A to Z without accents, digits, \".\", \"_\" and \"-\""};
    }
    const std::string key = account_key(name);
    const auto same = std::find_if(known.begin(), known.end(), [&](const std::string& one) {
        return one != name && account_key(one) == key;
    });
    return same == known.end()
               ? Result<void>()
               : Error{Kind::Refused, where,
                       "there is an account of this name that differs only in upper and lower "
                       "case; choose another name"};
}

}  // namespace lotse
