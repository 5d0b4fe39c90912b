// SPDX-License-Identifier: EUPL-1.2
/// Inside of codec: the files of texts, {"id": "text", …}, and of fingerprints, {"made_from": ["…",
/// …]}, are nine tenths of what is read before the first picture, and almost always right. This
/// reads one that is, in one pass over its bytes.
///
/// Takes only what parse_json takes too, with the same result; may decline what parse_json takes.
/// Whoever is declined asks parse_json, which also has the words for every mistake.
#pragma once

#include <optional>
#include <string_view>

#include "core/fingerprints.h"
#include "core/texts.h"

namespace lotse::codec {

/// False: declined; some texts may have been added then.
bool read_flat_texts(std::string_view json, Texts::Builder& into);
/// Nothing: declined.
std::optional<Fingerprints> read_flat_fingerprints(std::string_view json);

}  // namespace lotse::codec
