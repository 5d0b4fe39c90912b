// SPDX-License-Identifier: EUPL-1.2
/// Reads Server-Sent Events from pieces of any size (WHATWG HTML, 9.2.6 "Interpreting an event
/// stream").
///
/// Total and bounded: a line longer than limits.h ends the stream with Corrupt. Comments
/// (heartbeats) and unknown fields are skipped; `retry` is ignored, the desk has its own back-off.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace lotse::sync {

struct StreamEvent {
    std::string name;  ///< empty for the default "message"
    std::string id;    ///< the last id seen so far
    std::string data;
    bool operator==(const StreamEvent&) const = default;
};

class EventStreamReader {
public:
    /// The events that `piece` completes, in order.
    Result<std::vector<StreamEvent>> take(std::string_view piece);

private:
    void line_ended(std::vector<StreamEvent>& out);

    std::string m_line;
    bool m_after_cr = false;
    StreamEvent m_event;
    bool m_has_data = false;
};

}  // namespace lotse::sync
