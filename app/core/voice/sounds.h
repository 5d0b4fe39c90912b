// SPDX-License-Identifier: EUPL-1.2
/// Parts of an utterance that are no words: the chime that asks for attention before a call, the
/// tone that a field took what was typed, where the letter itself is not to be heard, and the tone
/// for what no voice can say (the name of a language that has none).
#pragma once

#include <string_view>

#include "core/voice/utterance.h"

namespace lotse {

/// Ids of such parts; they have no words and no language.
inline constexpr const char* kChime = "chime";
inline constexpr const char* kTyped = "typed";
inline constexpr const char* kUnsaid = "unsaid";

inline SpokenPart sound_part(const char* id) {
    SpokenPart part;
    part.id = id;
    return part;
}
inline bool is_sound(const SpokenPart& part) {
    const std::string_view id = part.id;
    return id == kChime || id == kTyped || id == kUnsaid;
}

}  // namespace lotse
