// SPDX-License-Identifier: EUPL-1.2
#include "codec/wire/automation.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

namespace lotse::codec {
namespace {

using Json = nlohmann::json;
using Do = AutomationRequest::Do;

constexpr std::array<std::pair<Do, std::string_view>, 7> kVerbs = {{{Do::Tree, "tree"},
                                                                    {Do::Tap, "tap"},
                                                                    {Do::Drag, "drag"},
                                                                    {Do::Type, "type"},
                                                                    {Do::Wait, "wait"},
                                                                    {Do::Screenshot, "screenshot"},
                                                                    {Do::Stats, "stats"}}};

Error refused(std::string detail) {
    return {Kind::Refused, "automation", std::move(detail)};
}
Error corrupt(std::string detail) {
    return {Kind::Corrupt, "automation", std::move(detail)};
}

std::string dump(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// The reply as an object with "ok": true, or what went wrong.
Result<Json> read_reply(std::string_view line) {
    Json reply = Json::parse(line, nullptr, false);
    if (!reply.is_object() || !reply.contains("ok") || !reply["ok"].is_boolean()) {
        return corrupt("the reply is not a JSON object with \"ok\"");
    }
    if (!reply["ok"].get<bool>()) {
        return refused(reply.value("error", "no reason given"));
    }
    return reply;
}

// Only what differs from the usual is written: a tree of a screen with a keyboard has some hundred
// nodes.
Json to_json(const AutomationNode& node) {
    Json json{{"id", node.id},
              {"role", node.role},
              {"label", node.label},
              {"rect", {node.x, node.y, node.width, node.height}}};
    const auto text = [&](const char* key, const std::string& value) {
        if (!value.empty()) {
            json[key] = value;
        }
    };
    const auto flag = [&](const char* key, bool value) {
        if (value) {
            json[key] = true;
        }
    };
    text("value", node.value);
    text("language", node.language);
    flag("disabled", !node.enabled);
    flag("checked", node.checked);
    flag("focused", node.focused);
    flag("selected", node.selected);
    flag("expanded", node.expanded);
    flag("invalid", node.invalid);
    flag("hidden", node.hidden);
    flag("truncated", node.truncated);
    flag("overflows", node.overflows);
    if (node.missing_glyphs > 0) {
        json["missing_glyphs"] = node.missing_glyphs;
    }
    if (node.focus_order >= 0) {
        json["focus_order"] = node.focus_order;
    }
    if (node.parent >= 0) {
        json["parent"] = node.parent;
    }
    return json;
}

AutomationNode node_from(const Json& json) {
    AutomationNode node;
    node.id = json.at("id").get<std::string>();
    node.role = json.at("role").get<std::string>();
    node.label = json.at("label").get<std::string>();
    node.value = json.value("value", "");
    node.language = json.value("language", "");
    node.enabled = !json.value("disabled", false);
    node.checked = json.value("checked", false);
    node.focused = json.value("focused", false);
    node.selected = json.value("selected", false);
    node.expanded = json.value("expanded", false);
    node.invalid = json.value("invalid", false);
    node.hidden = json.value("hidden", false);
    node.truncated = json.value("truncated", false);
    node.overflows = json.value("overflows", false);
    node.missing_glyphs = json.value("missing_glyphs", 0);
    node.focus_order = json.value("focus_order", -1);
    node.parent = json.value("parent", -1);
    const Json& rect = json.at("rect");
    node.x = rect.at(0).get<double>();
    node.y = rect.at(1).get<double>();
    node.width = rect.at(2).get<double>();
    node.height = rect.at(3).get<double>();
    return node;
}

}  // namespace

const AutomationNode* AutomationTree::find(std::string_view id) const {
    const auto it = std::find_if(nodes.begin(), nodes.end(),
                                 [&](const AutomationNode& n) { return n.id == id; });
    return it == nodes.end() ? nullptr : &*it;
}

Result<AutomationRequest> read_automation_request(std::string_view line) {
    const Json json = Json::parse(line, nullptr, false);
    if (!json.is_object()) {
        return refused("expected a JSON object such as {\"do\":\"tree\"}");
    }
    try {
        const std::string verb = json.value("do", "");
        const auto known = std::find_if(kVerbs.begin(), kVerbs.end(),
                                        [&](const auto& entry) { return entry.second == verb; });
        if (known == kVerbs.end()) {
            return refused("\"do\" is \"" + verb +
                           "\", expected tree, tap, drag, type, wait, screenshot or stats");
        }
        AutomationRequest request;
        request.what = known->first;
        request.id = json.value("id", "");
        request.text = json.value("text", "");
        request.path = json.value("to", "");
        request.reset = json.value("reset", false);
        request.by = json.value("by", 0);
        if ((request.what == Do::Tap || request.what == Do::Drag) && request.id.empty()) {
            return refused(verb + " needs \"id\": the id of a node in the tree");
        }
        if (request.what == Do::Screenshot && request.path.empty()) {
            return refused("screenshot needs \"to\": the path of the PNG file");
        }
        return request;
    } catch (const Json::exception&) {
        return refused(
            "a value has the wrong type; id, text and to are texts, by is a number, reset is true "
            "or false");
    }
}

std::string write_automation_request(const AutomationRequest& request) {
    const auto verb = std::find_if(kVerbs.begin(), kVerbs.end(),
                                   [&](const auto& entry) { return entry.first == request.what; });
    Json json{{"do", verb->second}};
    if (request.what == Do::Tap) {
        json["id"] = request.id;
    } else if (request.what == Do::Drag) {
        json["id"] = request.id;
        json["by"] = request.by;
    } else if (request.what == Do::Type) {
        json["text"] = request.text;
    } else if (request.what == Do::Screenshot) {
        json["to"] = request.path;
    } else if (request.what == Do::Stats && request.reset) {
        json["reset"] = true;
    }
    return dump(json);
}

std::string write_automation_reply(const Result<void>& outcome) {
    return outcome ? dump({{"ok", true}})
                   : dump({{"ok", false}, {"error", to_string(outcome.error())}});
}

std::string write_automation_reply(const AutomationTree& tree) {
    Json nodes = Json::array();
    for (const AutomationNode& node : tree.nodes) {
        nodes.push_back(to_json(node));
    }
    return dump({{"ok", true},
                 {"screen", {{"width", tree.width}, {"height", tree.height}}},
                 {"nodes", std::move(nodes)}});
}

std::string write_automation_reply(const AutomationStats& stats) {
    return dump({{"ok", true},
                 {"frames", stats.frames},
                 {"start_ms", stats.start_ms},
                 {"cpu_seconds", stats.cpu_seconds},
                 {"resident_bytes", stats.resident_bytes},
                 {"renderer", stats.renderer},
                 {"latency_ms",
                  {{"count", stats.latency_count},
                   {"p50", stats.latency_p50_ms},
                   {"p95", stats.latency_p95_ms},
                   {"p99", stats.latency_p99_ms},
                   {"worst", stats.latency_worst_ms}}}});
}

Result<void> read_automation_outcome(std::string_view line) {
    const Result<Json> reply = read_reply(line);
    return reply ? Result<void>{} : Result<void>(reply.error());
}

Result<AutomationTree> read_automation_tree(std::string_view line) {
    const Result<Json> reply = read_reply(line);
    if (!reply) {
        return reply.error();
    }
    try {
        AutomationTree tree;
        tree.width = reply->at("screen").at("width").get<int>();
        tree.height = reply->at("screen").at("height").get<int>();
        for (const Json& node : reply->at("nodes")) {
            tree.nodes.push_back(node_from(node));
        }
        return tree;
    } catch (const Json::exception&) {
        return corrupt("the reply is not a tree");
    }
}

Result<AutomationStats> read_automation_stats(std::string_view line) {
    const Result<Json> reply = read_reply(line);
    if (!reply) {
        return reply.error();
    }
    try {
        AutomationStats stats;
        const Json& json = *reply;
        stats.frames = json.at("frames").get<std::uint64_t>();
        stats.start_ms = json.at("start_ms").get<std::int64_t>();
        stats.cpu_seconds = json.at("cpu_seconds").get<double>();
        stats.resident_bytes = json.at("resident_bytes").get<std::int64_t>();
        stats.renderer = json.at("renderer").get<std::string>();
        const Json& latency = json.at("latency_ms");
        stats.latency_count = latency.at("count").get<std::uint64_t>();
        stats.latency_p50_ms = latency.at("p50").get<double>();
        stats.latency_p95_ms = latency.at("p95").get<double>();
        stats.latency_p99_ms = latency.at("p99").get<double>();
        stats.latency_worst_ms = latency.at("worst").get<double>();
        return stats;
    } catch (const Json::exception&) {
        return corrupt("the reply holds no statistics");
    }
}

}  // namespace lotse::codec
