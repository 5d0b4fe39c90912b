// SPDX-License-Identifier: EUPL-1.2
/// The service's own description, OpenAPI 3.1.
#pragma once

#include <string_view>

namespace lotse::service {

std::string_view openapi_json();

}  // namespace lotse::service
