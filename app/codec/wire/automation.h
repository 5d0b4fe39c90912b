// SPDX-License-Identifier: EUPL-1.2
/// The JSON lines that scripts and tests exchange with a running program (`lotse --automation
/// SOCKET`).
///
/// One request and one reply per line:
///     {"do":"tree"}                     {"ok":true,"screen":{"width":…,"height":…},"nodes":[…]}
///     {"do":"tap","id":"action.next"}   {"ok":true}  through a finger on the middle of the widget
///     {"do":"drag","id":"list","by":-600}  {"ok":true}  a finger down on its middle, moved, let go
///     {"do":"type","text":"…"}          {"ok":true}  through the events of a keyboard
///     {"do":"key","five":"next"}        {"ok":true}  a key of the keypad: previous, next,
///     activate,
///                                                    back, repeat, switch, jack_in, jack_out
///     {"do":"heard"}                    {"ok":true,"parts":[{"words":…,"language":…}]}  what was
///                                       said aloud since this was asked last
///     {"do":"wait"}                     {"ok":true}  once nothing moves, waits or is being stored
///     {"do":"screenshot","to":"a.png"}  {"ok":true}
///     {"do":"stats"} or with "reset":true      {"ok":true,"frames":…,…}  latencies start anew
/// A request that cannot be carried out is answered with {"ok":false,"error":"…"}; the connection
/// stays.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/keypad.h"

namespace lotse::codec {

struct AutomationRequest {
    enum class Do : std::uint8_t { Tree, Tap, Drag, Type, Key, Heard, Wait, Screenshot, Stats };
    Do what = Do::Tree;
    std::string id;      ///< tap, drag
    std::string text;    ///< type
    std::string path;    ///< screenshot
    bool reset = false;  ///< stats
    int by = 0;          ///< drag: pixels, downwards
    KeypadKey key = KeypadKey::Next;
};

struct AutomationNode {
    std::string id, role, label, value, language, picture;
    bool enabled = true, checked = false, focused = false, selected = false, expanded = false,
         invalid = false;
    bool hidden = false, truncated = false, overflows = false;
    int missing_glyphs = 0;
    int focus_order = -1;
    int parent = -1;
    double x = 0, y = 0, width = 0, height = 0;  ///< pixels
};

struct AutomationTree {
    int width = 0, height = 0;
    std::vector<AutomationNode> nodes;
    const AutomationNode* find(std::string_view id) const;
};

struct AutomationStats {
    std::uint64_t frames = 0;
    std::int64_t start_ms = 0;  ///< process start to first presented frame
    double cpu_seconds = 0;
    std::int64_t resident_bytes = 0;
    std::uint64_t latency_count = 0;
    double latency_p50_ms = 0, latency_p95_ms = 0, latency_p99_ms = 0, latency_worst_ms = 0;
    std::string renderer;
};

/// One part of what was said.
struct AutomationSpoken {
    std::string words, language;
    bool operator==(const AutomationSpoken&) const = default;
};

/// The error says what is wrong with the request, for the reply.
Result<AutomationRequest> read_automation_request(std::string_view line);
std::string write_automation_request(const AutomationRequest& request);

std::string write_automation_reply(const Result<void>& outcome);
std::string write_automation_reply(const AutomationTree& tree);
std::string write_automation_reply(const AutomationStats& stats);
std::string write_automation_reply(const std::vector<AutomationSpoken>& parts);
Result<void> read_automation_outcome(std::string_view line);
Result<AutomationTree> read_automation_tree(std::string_view line);
Result<AutomationStats> read_automation_stats(std::string_view line);
Result<std::vector<AutomationSpoken>> read_automation_heard(std::string_view line);

}  // namespace lotse::codec
