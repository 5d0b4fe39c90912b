// SPDX-License-Identifier: EUPL-1.2
/// The replies that every route gives, and what an error of the store means to the one who asked.
#pragma once

#include <chrono>
#include <string>

#include "service/http_message.h"

namespace lotse::service {

Reply json(int status, std::string body);
Reply octets(std::string bytes);
/// An error in the form of the wire.
/// `cause`: what the desk or the staff menu says of it.
Reply problem(int status, Kind kind, std::string where, std::string detail,
              Cause cause = Cause::None);
Reply with_retry(Reply reply, std::chrono::seconds wait);
Reply busy();
Reply store_problem(const Error& error);
Reply no_session();
bool is_json(const Request& request);

}  // namespace lotse::service
