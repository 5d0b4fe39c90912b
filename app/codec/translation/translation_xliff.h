// SPDX-License-Identifier: EUPL-1.2
/// Inside of codec/translation_file: one pair of functions for each format.
#pragma once

#include "codec/translation/translation_file.h"

namespace lotse::codec {

Result<std::string> write_translation_json(const Translation& translation);
Result<Translation> read_translation_json(std::string_view bytes, const std::string& file);
Result<std::string> write_translation_xliff(const Translation& translation);
Result<Translation> read_translation_xliff(std::string_view bytes, const std::string& file);
Result<std::string> write_translation_sheet(const Translation& translation);
Result<Translation> read_translation_sheet(std::string_view bytes, const std::string& file,
                                           std::string_view wanted);

}  // namespace lotse::codec
