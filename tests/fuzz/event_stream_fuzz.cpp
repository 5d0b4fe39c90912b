// SPDX-License-Identifier: EUPL-1.2
/// Any bytes of a service are events or a refusal, and the same ones however the line cuts them.
/// The first byte is the length of the pieces.
#include <cstdlib>

#include "sync/event_stream.h"

namespace {

using lotse::sync::StreamEvent;

/// Nothing: refused.
std::vector<StreamEvent> events_of(std::string_view text, std::size_t piece, bool& refused) {
    lotse::sync::EventStreamReader reader;
    std::vector<StreamEvent> out;
    while (!text.empty()) {
        const auto taken = reader.take(text.substr(0, piece));
        if (!taken) {
            refused = true;
            break;
        }
        out.insert(out.end(), taken->begin(), taken->end());
        text.remove_prefix(std::min(piece, text.size()));
    }
    return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    bool refused = false, refused_whole = false;
    const auto pieces = events_of(text, 1 + data[0] % 64u, refused);
    const auto whole = events_of(text, text.size(), refused_whole);
    if (refused != refused_whole || (!refused && !(pieces == whole))) {
        std::abort();
    }
    return 0;
}
