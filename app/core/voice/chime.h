// SPDX-License-Identifier: EUPL-1.2
/// A part of an utterance that is no words: the chime that asks for attention before a call.
#pragma once

#include "core/voice/utterance.h"

namespace lotse {

/// Id of such a part; it has no words and no language.
inline constexpr const char* kChime = "chime";

inline SpokenPart chime_part() {
    SpokenPart part;
    part.id = kChime;
    return part;
}

}  // namespace lotse
