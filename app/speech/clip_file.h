// SPDX-License-Identifier: EUPL-1.2
/// A clip's file as sound: Ogg Opus (RFC 7845), one channel, at the rate of all that is played.
///
/// Total: whatever the file holds, this ends, and no more than limits::kLongestClip comes of it. A
/// link, a device or a pipe is no clip. Faster and slower speech keeps its pitch (libsonic).
#pragma once

#include <string>

#include "speech/clips.h"
#include "speech/synth.h"

namespace lotse::speech {

/// `speed`: 1 as it was recorded. Errors: Refused, it is no clip, another one than the list says,
/// or damaged; before the first sound or, if the damage lies behind, after it. Unusable: it cannot
/// be read.
Result<void> play_clip(const ClipSound& clip, float speed, const Synth::Take& take);

}  // namespace lotse::speech
