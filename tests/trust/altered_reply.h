// SPDX-License-Identifier: EUPL-1.2
/// What whoever controls the service can do to one member of a reply in JSON.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace lotse::trust {

using Json = nlohmann::ordered_json;

/// Of a desk's replies.
inline constexpr const char* kOperations[] = {"drop", "change", "swap", "older", "add"};
/// Beside them, of a terminal's: as much as fits, below the least, and nothing.
inline constexpr const char* kExtremes[] = {"huge", "negative", "null"};

/// "/entries/0/header/number" of every value that holds no others.
void collect_leaves(const Json& json, const std::string& pointer, std::vector<std::string>& out);

struct Alteration {
    std::string route, pointer, operation;
    std::string name() const { return route + " " + pointer + " " + operation; }
};

/// `older`: an earlier reply of each route. False: it changes nothing here.
bool apply(const Alteration& one, std::string& body,
           const std::map<std::string, std::string>& older);

}  // namespace lotse::trust
