// SPDX-License-Identifier: EUPL-1.2
/// Who makes sound of a text: the helper process (voice_helper.h), in tests a fake.
///
/// One thread. Errors: Refused, there is no such voice; Transient, it failed and may be asked
/// again; Unusable, it cannot be had any more.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include "core/error.h"

namespace lotse::speech {

/// Of all that is made and played: 16 bits, one channel.
inline constexpr int kSampleRate = 22050;

class Synth {
public:
    /// Gets the sound piece by piece; false: no more of it is wanted.
    using Take = std::function<bool(std::span<const std::int16_t>)>;

    virtual ~Synth() = default;
    /// `rate`: words a minute. At most limits::kLongestSpokenPart letters.
    virtual Result<void> make(const std::string& voice, int rate, const std::string& text,
                              const Take& take) = 0;
    /// Nothing of what it was given remains.
    virtual void forget() = 0;
};

}  // namespace lotse::speech
