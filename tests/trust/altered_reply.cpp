// SPDX-License-Identifier: EUPL-1.2
#include "trust/altered_reply.h"

#include <cstdint>
#include <limits>
#include <utility>

namespace lotse::trust {
namespace {

std::string other_text(std::string text) {
    if (text.empty()) {
        return "x";
    }
    char& last = text[text.size() / 2];
    last = last == 'a' ? 'b' : last == '0' ? '1' : last >= '0' && last <= '9' ? '0' : 'a';
    return text;
}

void change(Json& value) {
    if (value.is_string()) {
        value = other_text(value.get<std::string>());
    } else if (value.is_boolean()) {
        value = !value.get<bool>();
    } else if (value.is_number()) {
        value = value.get<std::int64_t>() + 1;
    } else {
        value = 1;
    }
}

void exceed(Json& value) {
    if (value.is_string()) {
        value = std::string(70'000, 'x');
    } else {
        value = std::numeric_limits<std::int64_t>::max();
    }
}

}  // namespace

void collect_leaves(const Json& json, const std::string& pointer, std::vector<std::string>& out) {
    if (!json.is_structured()) {
        out.push_back(pointer);
    }
    if (json.is_object()) {
        for (const auto& [name, value] : json.items()) {
            collect_leaves(value, pointer + "/" + name, out);
        }
    } else if (json.is_array() && !json.empty()) {
        collect_leaves(json[0], pointer + "/0", out);  // all have the same form
    }
}

bool apply(const Alteration& one, std::string& body,
           const std::map<std::string, std::string>& older) {
    Json json = Json::parse(body, nullptr, false);
    const Json::json_pointer at(one.pointer);
    if (json.is_discarded() || !json.contains(at)) {
        return false;
    }
    const Json before = json;
    if (one.operation == "drop") {
        Json& parent = json[at.parent_pointer()];
        parent.is_array() ? static_cast<void>(parent.erase(std::stoul(at.back())))
                          : static_cast<void>(parent.erase(at.back()));
    } else if (one.operation == "change") {
        change(json[at]);
    } else if (one.operation == "huge") {
        exceed(json[at]);
    } else if (one.operation == "negative") {
        json[at] = -1;
    } else if (one.operation == "null") {
        json[at] = nullptr;
    } else if (one.operation == "add") {
        json[at] = Json{{"unknown", json[at]}};
    } else if (one.operation == "swap") {
        // The same of the next one in the list, else of another member.
        std::string next = one.pointer;
        if (const auto index = next.find("/0/"); index != std::string::npos) {
            next[index + 1] = '1';
        }
        if (const Json::json_pointer other(next); next != one.pointer && json.contains(other)) {
            std::swap(json[at], json[other]);
        } else {
            for (auto& [name, value] : json[at.parent_pointer()].items()) {
                if (value.type() == json[at].type() && value != json[at]) {
                    std::swap(value, json[at]);
                    break;
                }
            }
        }
    } else {
        const auto recorded = older.find(one.route);
        const Json past = recorded == older.end() ? Json() : Json::parse(recorded->second);
        if (!past.contains(at)) {
            return false;
        }
        json[at] = past[at];
    }
    body = json.dump();
    return json != before;
}

}  // namespace lotse::trust
