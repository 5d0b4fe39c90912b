// SPDX-License-Identifier: EUPL-1.2
/// Bytes as text and back: base64 with padding (RFC 4648, section 4) and lower-case hexadecimal.
/// For what a questionnaire calculates; keys and tokens have their own in vault.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lotse {

std::string base64(std::string_view bytes);
/// Nothing if the text is none; padding may be left out.
std::optional<std::string> bytes_of_base64(std::string_view text);
std::string hex(std::string_view bytes);

}  // namespace lotse
