// SPDX-License-Identifier: EUPL-1.2
/// The port of whatever speaks.
///
/// One utterance sounds, none waits: a newer one cuts it (EN 301 549, 5.1.3.4 and 5.1.3.5). All
/// calls from one thread, none blocks. That nothing can be heard never holds up anybody: what is
/// said then is silence, and `state` tells.
#pragma once

#include <string>

#include "core/voice/utterance.h"

namespace lotse {

struct VoiceSettings {
    static constexpr int kSoftest = 1, kLoudest = 10;
    static constexpr int kSlowest = -3, kFastest = 5;
    int volume = 8;              ///< steps of 4 dB; the loudest is what the loudspeaker was set to
    int speed = 0;               ///< steps of a tenth of the language's own
    bool answers_aloud = false;  ///< also Taint::Personal
    bool headset = false;        ///< sound goes to the headset, where nobody else hears it
    bool operator==(const VoiceSettings&) const = default;
};

/// Whoever is not in the room of an answer hears none: only what is the program's, or was asked
/// for.
inline bool is_heard(const SpokenPart& part, const VoiceSettings& settings) {
    return part.taint == Taint::Interface ||
           (part.taint == Taint::Personal && (settings.answers_aloud || settings.headset));
}

class Voice {
public:
    enum class State { Silent, Speaking, Broken };

    virtual ~Voice() = default;
    /// Cuts what sounds.
    virtual void say(Utterance utterance) = 0;
    /// Silent within a tenth of a second, and stays so.
    virtual void hush() = 0;
    /// The same, and nothing of what was said remains anywhere.
    virtual void forget() = 0;
    /// The volume at once, the rest from the next utterance on.
    virtual void set(const VoiceSettings& settings) = 0;
    virtual State state() const = 0;
    /// Node of the part that sounds now; empty: none.
    virtual std::string node() const = 0;
    /// A headset is known to be plugged in. While it is, what is said with
    /// `VoiceSettings::headset` goes there and nowhere else; what is said so once it is out is
    /// said to nobody.
    virtual bool headset() const { return false; }
    /// A keypad says that its jack is in or out; out cuts at once.
    virtual void plug(bool) {}
    /// A language whose screens are read aloud.
    virtual bool speaks(const std::string& tag) const = 0;
};

}  // namespace lotse
