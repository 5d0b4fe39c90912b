// SPDX-License-Identifier: EUPL-1.2
/// Every route of the service in one table: where it is, who may use it with which right, how large
/// a body it takes, what handles it.
///
/// Dispatch, rights, bounds of bodies, 404 and 405 follow from the table; openapi.json describes
/// the same routes, and a test holds the two against each other. Leaves alone: what a handler
/// answers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/intake/intake.h"
#include "core/staff.h"
#include "service/context.h"
#include "service/http_message.h"
#include "service/sessions.h"

namespace lotse::service {

enum class Caller : std::uint8_t {
    Anyone,
    Entering,  ///< as Anyone; a desk that was here before is counted by itself
    Terminal,  ///< what the body holds is signed by an enrolled terminal; the handler looks
    Display,   ///< the same of a display, and it learns nothing but the answer
    Invited,   ///< a session, also of somebody who has only a code so far
    Watching,  ///< a session; what a desk asks by itself does not prolong it
    Acting,    ///< a session, prolonged: a person did this
};

/// The body carries the signature of a device.
bool is_signed(Caller caller);
bool asks_for_session(Caller caller);

/// A request, with what the table found out about it.
struct Call {
    Request request;
    IntakeId id;               ///< of "{id}"
    std::int64_t version = 0;  ///< of "{version}" or "{serial}"
    std::string terminal;      ///< of "{terminal}"
    Staff staff;               ///< whose session, where there has to be one
};

/// Calls `done` exactly once, from any thread.
using Handler = void (*)(Context& context, Call call, Done done);

struct Route {
    std::string_view method;
    std::string_view pattern;  ///< "{id}": an intake's id, "{version}": a configuration's,
                               ///< "{serial}": a register's, "{terminal}": its name
    Caller caller;
    /// That the person must have one of; none: every person may.
    Rights rights;
    std::size_t largest_body;
    Handler handler;
};

const std::vector<Route>& routes();

struct Match {
    const Route* route = nullptr;
    IntakeId id;
    std::int64_t version = 0;
    std::string terminal;
    std::string allowed;  ///< methods, if only the method is wrong; empty: nothing is there
};
/// `path` without the query. A malformed id or version is a path where nothing is.
Match match(std::string_view method, std::string_view path);

}  // namespace lotse::service
