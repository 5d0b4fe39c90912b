// SPDX-License-Identifier: EUPL-1.2
/// Inside of codec/translation: a spreadsheet with one row for each text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/configuration/translation.h"
#include "core/error.h"

namespace lotse::codec {

Result<std::string> write_translation_sheet(const Translation& translation);
/// `wanted`: the language whose column is read; empty: the only column of one of `known`, or the
/// one whose heading looks like a tag if nothing is known.
Result<Translation> read_translation_sheet(std::string_view bytes, const std::string& file,
                                           std::string_view wanted,
                                           const std::vector<std::string>& known);

}  // namespace lotse::codec
