// SPDX-License-Identifier: EUPL-1.2
/// Whether something is plugged into the headset's jack: a switch of a sound card (alsa_jack.h), in
/// tests a fake. A keypad with a jack of its own has none of these: its keys say so
/// (core/keypad.h, Speaker::plug).
#pragma once

#include <functional>

namespace lotse::speech {

class Jack {
public:
    /// From a thread of the jack: what is known now, once at the beginning and whenever it changes.
    /// What cannot be found out counts as "out".
    using Told = std::function<void(bool in)>;

    virtual ~Jack() = default;
    virtual void watch(Told told) = 0;
    /// Afterwards nobody is told any more.
    virtual void stop() = 0;
};

}  // namespace lotse::speech
