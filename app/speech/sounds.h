// SPDX-License-Identifier: EUPL-1.2
/// The sounds that are no words, made and not recorded: no licence, no file, no device that could
/// fail to be read. Before a call two falling tones; where something was typed one short, soft
/// and high one; a low one for what cannot be said (EN 301 549, 5.1.3.10: tones are at most 0.2 s).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace lotse::speech {

/// Of the part with that id (core/voice/sounds.h); null: it has words. At kSampleRate (synth.h). At
/// most as loud as a voice, so that one volume serves all.
const std::vector<std::int16_t>* sound_of(std::string_view part_id);

}  // namespace lotse::speech
