// SPDX-License-Identifier: EUPL-1.2
/// The two falling tones before a call, made and not recorded: no licence, no file, no device that
/// could fail to be read.
#pragma once

#include <cstdint>
#include <vector>

namespace lotse::speech {

/// At kSampleRate (synth.h). As loud as a voice, so that one volume serves both.
const std::vector<std::int16_t>& chime();

}  // namespace lotse::speech
