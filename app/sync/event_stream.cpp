// SPDX-License-Identifier: EUPL-1.2
#include "sync/event_stream.h"

#include "core/limits.h"

namespace lotse::sync {

Result<std::vector<StreamEvent>> EventStreamReader::take(std::string_view piece) {
    std::vector<StreamEvent> out;
    for (const char c : piece) {
        const bool second_of_pair = m_after_cr && c == '\n';
        m_after_cr = c == '\r';
        if (second_of_pair) {
            continue;
        }
        if (c == '\n' || c == '\r') {
            line_ended(out);
            continue;
        }
        if (m_line.size() == limits::kLongestEventLineBytes ||
            m_event.data.size() > limits::kLongestEventLineBytes) {
            return Error{Kind::Corrupt, "event stream", "a line or an event exceeds its bound"};
        }
        m_line.push_back(c);
    }
    return out;
}

void EventStreamReader::line_ended(std::vector<StreamEvent>& out) {
    const std::string line = std::move(m_line);
    m_line.clear();
    if (line.empty()) {
        if (m_has_data) {
            out.push_back(m_event);
        }
        m_event.name.clear();
        m_event.data.clear();
        m_has_data = false;
        return;
    }
    const std::size_t colon = line.find(':');
    const std::string field = line.substr(0, colon);
    std::string value = colon == std::string::npos ? "" : line.substr(colon + 1);
    if (!value.empty() && value.front() == ' ') {
        value.erase(0, 1);
    }
    if (field == "data") {
        m_event.data += (m_has_data ? "\n" : "") + value;
        m_has_data = true;
    } else if (field == "event") {
        m_event.name = value;
    } else if (field == "id" && value.find('\0') == std::string::npos) {
        m_event.id = value;
    }
}

}  // namespace lotse::sync
