// SPDX-License-Identifier: EUPL-1.2
#include "core/intake/service_memory.h"

#include <algorithm>
#include <charconv>

namespace lotse {
namespace {

constexpr std::string_view kForm = "service1 ";

std::string seconds_text(WallTime time) {
    return std::to_string(time.time_since_epoch().count());
}

}  // namespace

std::string to_text(const ServiceMemory& memory) {
    std::string text = std::string(kForm) + "seq=" + std::to_string(memory.seq);
    if (memory.block > 0) {
        text += ";block=" + std::to_string(memory.block) + ";copied=" + seconds_text(memory.copied);
    }
    if (memory.left_out > 0) {
        text += ";left_out=" + std::to_string(memory.left_out) +
                ";since=" + seconds_text(memory.left_out_since);
    }
    return text + (memory.position ? ";position=" + to_text(*memory.position) : std::string());
}

ServiceMemory service_memory_from(std::string_view text) {
    ServiceMemory memory;
    if (!text.starts_with(kForm)) {
        return memory;
    }
    text.remove_prefix(kForm.size());
    while (!text.empty()) {
        const std::size_t end = text.find(';');
        const std::string_view part = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        const std::size_t equals = std::min(part.find('='), part.size());
        const std::string_view name = part.substr(0, equals);
        const std::string_view said = part.substr(std::min(equals + 1, part.size()));
        std::int64_t number = 0;
        std::from_chars(said.data(), said.data() + said.size(), number);
        if (name == "seq") {
            memory.seq = number;
        } else if (name == "block") {
            memory.block = static_cast<int>(number);
        } else if (name == "copied") {
            memory.copied = WallTime(std::chrono::seconds(number));
        } else if (name == "left_out") {
            memory.left_out = static_cast<int>(number);
        } else if (name == "since") {
            memory.left_out_since = WallTime(std::chrono::seconds(number));
        } else if (name == "position") {
            memory.position = queue_position_from(said);
        }
    }
    return memory;
}

}  // namespace lotse
