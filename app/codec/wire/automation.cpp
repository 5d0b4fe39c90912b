// SPDX-License-Identifier: EUPL-1.2
#include "codec/wire/automation.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "codec/wire/message.h"
#include "core/limits.h"

namespace lotse::codec {
namespace {

using Do = AutomationRequest::Do;

constexpr std::array<std::pair<Do, std::string_view>, 9> kVerbs = {{{Do::Tree, "tree"},
                                                                    {Do::Tap, "tap"},
                                                                    {Do::Drag, "drag"},
                                                                    {Do::Type, "type"},
                                                                    {Do::Key, "key"},
                                                                    {Do::Heard, "heard"},
                                                                    {Do::Wait, "wait"},
                                                                    {Do::Screenshot, "screenshot"},
                                                                    {Do::Stats, "stats"}}};
constexpr std::array<std::pair<KeypadKey, std::string_view>, 8> kKeys = {
    {{KeypadKey::Previous, "previous"},
     {KeypadKey::Next, "next"},
     {KeypadKey::Activate, "activate"},
     {KeypadKey::Back, "back"},
     {KeypadKey::Repeat, "repeat"},
     {KeypadKey::Switch, "switch"},
     {KeypadKey::JackIn, "jack_in"},
     {KeypadKey::JackOut, "jack_out"}}};

Error refused(std::string detail) {
    return {Kind::Refused, "automation", std::move(detail)};
}
Error corrupt(std::string detail) {
    return {Kind::Corrupt, "automation", std::move(detail)};
}

constexpr const char* kWhat = "automation";
/// Widgets, positions and milliseconds are well below.
constexpr std::int64_t kMost = 1'000'000'000'000'000;

/// The reply as an object with "ok": true, or what went wrong.
Result<Json> read_reply(std::string_view line) {
    Result<Json> reply = parse_json(line, kWhat, limits::kLargestReplyBytes);
    if (!reply) {
        return reply.error();
    }
    JsonReader reader(kWhat, Kind::Corrupt);
    const bool there = reader.member(*reply, "ok") != nullptr;
    const bool ok = reader.flag(*reply, "ok", "", false);
    if (!there || !reader.ok()) {
        return corrupt("the reply is not a JSON object with \"ok\"");
    }
    if (!ok) {
        const std::string why = reader.text(*reply, "error", "");
        return refused(why.empty() ? "no reason given" : why);
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
    text("picture", node.picture);
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

double measure(JsonReader& reader, const Json& json, const char* key) {
    if (reader.member(json, key) == nullptr) {
        reader.fail("", "expected \"" + std::string(key) + "\"");
    }
    return reader.number(json, key, "", -1e15, 1e15, 0);
}

AutomationNode node_from(JsonReader& reader, const Json& json) {
    AutomationNode node;
    node.id = reader.text(json, "id", "node");
    node.role = reader.text(json, "role", "node", true);
    node.label = reader.text(json, "label", "node");
    node.value = reader.text(json, "value", "node");
    node.language = reader.text(json, "language", "node");
    node.picture = reader.text(json, "picture", "node");
    const auto flag = [&](const char* key) { return reader.flag(json, key, "node", false); };
    node.enabled = !flag("disabled");
    node.checked = flag("checked");
    node.focused = flag("focused");
    node.selected = flag("selected");
    node.expanded = flag("expanded");
    node.invalid = flag("invalid");
    node.hidden = flag("hidden");
    node.truncated = flag("truncated");
    node.overflows = flag("overflows");
    const auto whole = [&](const char* key, int otherwise) {
        return static_cast<int>(
            reader.whole(json, key, "node", -1, std::numeric_limits<int>::max(), false, otherwise));
    };
    node.missing_glyphs = whole("missing_glyphs", 0);
    node.focus_order = whole("focus_order", -1);
    node.parent = whole("parent", -1);
    const Json& rect = reader.list(json, "rect", "node", true);
    if (rect.size() != 4 ||
        !std::all_of(rect.begin(), rect.end(), [](const Json& one) { return one.is_number(); })) {
        reader.fail("node", "\"rect\" expected four numbers");
        return node;
    }
    node.x = rect[0].get<double>();
    node.y = rect[1].get<double>();
    node.width = rect[2].get<double>();
    node.height = rect[3].get<double>();
    return node;
}

}  // namespace

const AutomationNode* AutomationTree::find(std::string_view id) const {
    const auto it = std::find_if(nodes.begin(), nodes.end(),
                                 [&](const AutomationNode& n) { return n.id == id; });
    return it == nodes.end() ? nullptr : &*it;
}

Result<AutomationRequest> read_automation_request(std::string_view line) {
    const Result<Json> json = parse_json(line, kWhat, limits::kLongestAutomationLine);
    if (!json || !json->is_object()) {
        return refused("expected a JSON object such as {\"do\":\"tree\"}");
    }
    JsonReader reader(kWhat, Kind::Refused);
    AutomationRequest request;
    const std::string verb = reader.text(*json, "do", "");
    request.id = reader.text(*json, "id", "");
    request.text = reader.text(*json, "text", "");
    request.path = reader.text(*json, "to", "");
    request.reset = reader.flag(*json, "reset", "", false);
    request.by = static_cast<int>(reader.whole(*json, "by", "", std::numeric_limits<int>::min(),
                                               std::numeric_limits<int>::max(), false, 0));
    if (!reader.ok()) {
        return reader.error();
    }
    const auto known = std::find_if(kVerbs.begin(), kVerbs.end(),
                                    [&](const auto& entry) { return entry.second == verb; });
    if (known == kVerbs.end()) {
        return refused("\"do\" is \"" + verb +
                       "\", expected tree, tap, drag, type, key, heard, wait, screenshot or stats");
    }
    request.what = known->first;
    if ((request.what == Do::Tap || request.what == Do::Drag) && request.id.empty()) {
        return refused(verb + " needs \"id\": the id of a node in the tree");
    }
    if (request.what == Do::Key) {
        const std::string five = reader.text(*json, "five", "");
        const auto key = std::find_if(kKeys.begin(), kKeys.end(),
                                      [&](const auto& entry) { return entry.second == five; });
        if (!reader.ok() || key == kKeys.end()) {
            return refused(
                "key needs \"five\": previous, next, activate, back, repeat, switch, jack_in or "
                "jack_out, the keys of a "
                "keypad");
        }
        request.key = key->first;
    }
    if (request.what == Do::Screenshot && request.path.empty()) {
        return refused("screenshot needs \"to\": the path of the PNG file");
    }
    return request;
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
    } else if (request.what == Do::Key) {
        json["five"] = std::find_if(kKeys.begin(), kKeys.end(), [&](const auto& entry) {
                           return entry.first == request.key;
                       })->second;
    } else if (request.what == Do::Screenshot) {
        json["to"] = request.path;
    } else if (request.what == Do::Stats && request.reset) {
        json["reset"] = true;
    }
    return one_line(json);
}

std::string write_automation_reply(const Result<void>& outcome) {
    return outcome ? one_line({{"ok", true}})
                   : one_line({{"ok", false}, {"error", to_string(outcome.error())}});
}

std::string write_automation_reply(const AutomationTree& tree) {
    Json nodes = Json::array();
    for (const AutomationNode& node : tree.nodes) {
        nodes.push_back(to_json(node));
    }
    return one_line({{"ok", true},
                     {"screen", {{"width", tree.width}, {"height", tree.height}}},
                     {"nodes", std::move(nodes)}});
}

std::string write_automation_reply(const AutomationStats& stats) {
    return one_line({{"ok", true},
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

std::string write_automation_reply(const std::vector<AutomationSpoken>& parts) {
    Json said = Json::array();
    for (const AutomationSpoken& part : parts) {
        said.push_back({{"words", part.words}, {"language", part.language}});
    }
    return one_line({{"ok", true}, {"parts", std::move(said)}});
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
    JsonReader reader(kWhat, Kind::Corrupt);
    AutomationTree tree;
    if (const Json* screen = reader.member(*reply, "screen")) {
        tree.width = static_cast<int>(measure(reader, *screen, "width"));
        tree.height = static_cast<int>(measure(reader, *screen, "height"));
    } else {
        reader.fail("", "the reply is not a tree");
    }
    for (const Json& node : reader.list(*reply, "nodes", "", true)) {
        tree.nodes.push_back(node_from(reader, node));
    }
    return reader.ok() ? Result<AutomationTree>(std::move(tree))
                       : Result<AutomationTree>(reader.error());
}

Result<AutomationStats> read_automation_stats(std::string_view line) {
    const Result<Json> reply = read_reply(line);
    if (!reply) {
        return reply.error();
    }
    const Json& json = *reply;
    JsonReader reader(kWhat, Kind::Corrupt);
    const auto count = [&](const Json& object, const char* key) {
        return reader.whole(object, key, "", 0, kMost, true, 0);
    };
    AutomationStats stats;
    stats.frames = static_cast<std::uint64_t>(count(json, "frames"));
    stats.start_ms = count(json, "start_ms");
    stats.cpu_seconds = measure(reader, json, "cpu_seconds");
    stats.resident_bytes = count(json, "resident_bytes");
    stats.renderer = reader.text(json, "renderer", "");
    if (const Json* latency = reader.member(json, "latency_ms")) {
        stats.latency_count = static_cast<std::uint64_t>(count(*latency, "count"));
        stats.latency_p50_ms = measure(reader, *latency, "p50");
        stats.latency_p95_ms = measure(reader, *latency, "p95");
        stats.latency_p99_ms = measure(reader, *latency, "p99");
        stats.latency_worst_ms = measure(reader, *latency, "worst");
    } else {
        reader.fail("", "the reply holds no statistics");
    }
    return reader.ok() ? Result<AutomationStats>(std::move(stats))
                       : Result<AutomationStats>(reader.error());
}

Result<std::vector<AutomationSpoken>> read_automation_heard(std::string_view line) {
    const Result<Json> reply = read_reply(line);
    if (!reply) {
        return reply.error();
    }
    JsonReader reader(kWhat, Kind::Corrupt);
    std::vector<AutomationSpoken> out;
    for (const Json& part : reader.list(*reply, "parts", "", true)) {
        out.push_back({reader.text(part, "words", "part"), reader.text(part, "language", "part")});
    }
    return reader.ok() ? Result<std::vector<AutomationSpoken>>(std::move(out))
                       : Result<std::vector<AutomationSpoken>>(reader.error());
}

}  // namespace lotse::codec
