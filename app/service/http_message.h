// SPDX-License-Identifier: EUPL-1.2
/// A request and its reply without a transport, so that what the service answers is tested without
/// sockets.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/error.h"
#include "core/intake/intake.h"

namespace lotse::service {

struct Request {
    std::string method;
    std::string path;   ///< without the query
    std::string query;  ///< after "?", not decoded: our values need no escapes
    std::string token;  ///< of "Authorization: Bearer …", else empty
    std::string content_type;
    std::string last_event_id;
    std::string peer;  ///< network address, only to slow down guessing; never logged
    Bytes body;

    std::string_view text() const {
        return {reinterpret_cast<const char*>(body.data()), body.size()};
    }
};

/// The connection stays open and gets the centre's changes.
struct ChangeStream {
    std::string centre;
    std::string token;  ///< the stream ends with this session
    std::int64_t revision = 0;
    bool send_first = true;  ///< false: the desk has this revision already
};

struct Reply {
    int status = 200;
    std::string content_type = "application/json";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
    std::optional<ChangeStream> stream;
};

}  // namespace lotse::service
