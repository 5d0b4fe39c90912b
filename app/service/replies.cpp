// SPDX-License-Identifier: EUPL-1.2
#include "service/replies.h"

#include <utility>

#include "codec/wire/wire.h"
#include "core/limits.h"

namespace lotse::service {

Reply json(int status, std::string body) {
    Reply reply;
    reply.status = status;
    reply.body = std::move(body);
    return reply;
}

Reply octets(std::string bytes) {
    Reply reply;
    reply.content_type = "application/octet-stream";
    reply.body = std::move(bytes);
    return reply;
}

Reply with_retry(Reply reply, std::chrono::seconds wait) {
    reply.headers.emplace_back("Retry-After", std::to_string(wait.count()));
    return reply;
}

Reply busy() {
    return with_retry(problem(503, Kind::Transient, "", "the service is busy", Cause::Busy),
                      limits::kBusyRetryAfter);
}

Reply store_problem(const Error& error) {
    switch (error.kind) {
        case Kind::Refused:
            return json(409, codec::write_problem(error));
        case Kind::Transient:
            return with_retry(
                problem(503, Kind::Transient, "store", "cannot be written now", Cause::Busy),
                limits::kBusyRetryAfter);
        case Kind::Corrupt:
        case Kind::Unusable:
            break;
    }
    // Paths and SQL are for the log, not for the other side.
    return problem(500, Kind::Transient, "store", "failed; see the service's log");
}

bool is_json(const Request& request) {
    return request.content_type.starts_with("application/json");
}

Reply no_session() {
    Reply reply = problem(401, Kind::Refused, "session", "log in first");
    reply.headers.emplace_back("WWW-Authenticate", "Bearer");
    return reply;
}

Reply problem(int status, Kind kind, std::string where, std::string detail, Cause cause) {
    return json(status,
                codec::write_problem(Error{kind, std::move(where), std::move(detail), cause}));
}

}  // namespace lotse::service
