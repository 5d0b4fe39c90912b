// SPDX-License-Identifier: EUPL-1.2
/// What somebody recorded, or a program spoke, made into a clip.
///
/// Decides what is taken: not what clips, is silent, or is spoken faster or slower than people
/// speak. What is taken gets 50 ms before and 110 ms after the speech, −23 LUFS (EBU R 128) and Ogg
/// Opus of 24 kbit/s. Nothing is compressed: where a loud peak would rise over −2 dBTP the clip is
/// up to 1 LU softer, and beyond that refused. Errors are Refused and say what to do. Libraries:
/// libsndfile reads (WAV, FLAC, Ogg Opus and Vorbis), libebur128 measures, libopusenc writes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace lotse::tools {

inline constexpr double kWantedLufs = -23, kLufsTolerance = 1, kMostPeakDb = -2;

struct Recording {
    int rate = 0;
    std::vector<float> samples;  ///< one channel, −1 … 1
    int ms() const;
};

/// `name`: for errors. Several channels are mixed.
Result<Recording> read_recording(std::string_view bytes, const std::string& name);

/// Of a recording that has sound. Shorter ones than a block of R 128 (0.4 s) are measured as if
/// they went on.
struct Loudness {
    double lufs = 0;
    double peak_db = 0;  ///< true peak
};
Loudness loudness_of(const Recording& recording);

/// Speech alone, with the silence around it that a clip has. `text` is what is said: how fast is
/// judged from eight letters on, a single number is as short as it is.
Result<Recording> trimmed(const Recording& recording, std::string_view text,
                          const std::string& name);
Result<Recording> levelled(Recording recording, const std::string& name);
/// Equal for the same sound.
std::uint64_t sound_mark(const Recording& recording);

Result<std::string> encoded(const Recording& recording, const std::string& name);

}  // namespace lotse::tools
