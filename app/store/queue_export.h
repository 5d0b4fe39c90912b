// SPDX-License-Identifier: EUPL-1.2
/// Reads the sealed intakes out of a queue's database that no service uses, for whoever holds a
/// recovery key: needs no key of the service, and changes nothing.
///
/// What stands in such a file is not believed: whoever reads it checks each envelope's signature.
/// Errors as in sqlite_queue.h; Transient while a service holds the file.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/intake/intake.h"

namespace lotse::store {

/// Every envelope, of whatever centre, in order of arrival: also of closed entries, and of what is
/// damaged. An error of `take` ends it.
Result<void> each_envelope(const std::string& file,
                           const std::function<Result<void>(Bytes envelope)>& take);

/// Documents of a centre as they were signed, the newest first: "keys", "people", "proposal".
Result<std::vector<std::string>> documents_in(const std::string& file, const std::string& centre,
                                              const std::string& kind);

}  // namespace lotse::store
