// SPDX-License-Identifier: EUPL-1.2
/// A request and its reply without a transport, so that what the service answers is tested without
/// sockets.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/error.h"
#include "core/intake/intake.h"
#include "service/connection_book.h"
#include "service/peer_address.h"

namespace lotse::service {

struct Request {
    std::string method;
    std::string path;   ///< without the query
    std::string query;  ///< after "?", not decoded: our values need no escapes
    std::string token;  ///< of "Authorization: Bearer …", else empty
    std::string content_type;
    std::string last_event_id;
    std::string device;                      ///< that the desk says it is (vault/service_key.h)
    PeerAddress from;                        ///< only to share out what there is; never logged
    bool trusted = false;                    ///< many people share that address (limits.trusted)
    Standing standing = Standing::Stranger;  ///< what was heard on this connection before
    std::string who;                         ///< by whom, as in its Proof
    Bytes body;

    std::string_view text() const {
        return {reinterpret_cast<const char*>(body.data()), body.size()};
    }
};

/// The connection stays open and gets the centre's changes.
struct ChangeStream {
    std::string centre;
    std::string account;
    std::string token;  ///< the stream ends with this session
    std::int64_t revision = 0;
    bool send_first = true;  ///< false: the desk has this revision already
};

/// Who was heard well in a request: its connection is theirs from now on.
struct Proof {
    Standing standing = Standing::Stranger;
    std::string who;  ///< the account; centre and terminal
};

struct Reply {
    int status = 200;
    std::string content_type = "application/json";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
    std::optional<ChangeStream> stream;
    std::optional<Proof> proof;
    /// Makes the body of a long reply, so that the store's thread serves others meanwhile: called
    /// once, by `complete`, on the thread of whoever sends it.
    std::function<std::string()> late_body;
};

inline void complete(Reply& reply) {
    if (reply.late_body) {
        reply.body = std::exchange(reply.late_body, nullptr)();
    }
}

}  // namespace lotse::service
