// SPDX-License-Identifier: EUPL-1.2
/// The jack of a sound card, by the control that ALSA names for it ("Headphone Jack"; `amixer -c 0
/// controls` lists them).
///
/// The card tells when it changes; nobody asks again and again. The value is read when the card was
/// opened. A card that is not there, or went, is looked for every limits::kSoundRetry and counts as
/// "out" until then. Needs read access to /dev/snd/controlC*, no sound server.
#pragma once

#include <functional>
#include <string>
#include <thread>

#include "core/error.h"
#include "speech/jack.h"

namespace lotse::speech {

class AlsaJack final : public Jack {
public:
    /// `card`: number or name; `control`: its jack. `log` is told once that it is not there, and
    /// once that it is again.
    AlsaJack(std::string card, std::string control, std::function<void(const std::string&)> log);
    ~AlsaJack() override;
    AlsaJack(const AlsaJack&) = delete;
    AlsaJack& operator=(const AlsaJack&) = delete;

    void watch(Told told) override;
    void stop() override;

private:
    void run();
    /// Until the card goes, or `stop`: then no error. `missed`: it was told that it is not there.
    Result<void> follow(bool& missed);
    bool stopped_within(int milliseconds) const;

    const std::string m_card, m_control;
    const std::function<void(const std::string&)> m_log;
    Told m_told;
    int m_stop_pipe[2] = {-1, -1};
    std::thread m_thread;
};

}  // namespace lotse::speech
