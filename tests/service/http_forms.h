// SPDX-License-Identifier: EUPL-1.2
/// Heads of requests in forms that two programs could read differently, and plain ones, with the
/// status that the service has for each (200: taken).
#pragma once

#include <ostream>
#include <string>
#include <vector>

namespace lotse::service::test {

struct HttpForm {
    const char* name;
    int status;
    std::string bytes;
};
inline void PrintTo(const HttpForm& form, std::ostream* out) {
    *out << form.name;
}

std::vector<HttpForm> http_forms();

}  // namespace lotse::service::test
