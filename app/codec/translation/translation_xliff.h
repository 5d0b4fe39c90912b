// SPDX-License-Identifier: EUPL-1.2
/// Inside of codec/translation: XLIFF 1.2 and 2.x as translators' programs exchange it.
#pragma once

#include <string>
#include <string_view>

#include "core/configuration/translation.h"
#include "core/error.h"

namespace lotse::codec {

Result<std::string> write_translation_xliff(const Translation& translation);
Result<Translation> read_translation_xliff(std::string_view bytes, const std::string& file);

}  // namespace lotse::codec
