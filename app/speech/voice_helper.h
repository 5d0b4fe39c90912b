// SPDX-License-Identifier: EUPL-1.2
/// The program `lotse-voice` as a Synth: starts it, asks it, ends it.
///
/// Decides when it is started (with the first text, and after it was lost), how often in a minute
/// it may be lost, and how long an answer may take (core/limits.h). What it is asked and answers
/// stands in voice/main.cpp. It is killed whenever something must be forgotten: it then has nothing
/// to remember.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/descriptor.h"
#include "speech/synth.h"

namespace lotse::speech {

/// The helper that belongs to the running program: beside it (build tree), else in `lib/lotse`
/// beside the folder of the program (hier(7)). Empty: there is none.
std::string helper_program();

class VoiceHelper final : public Synth {
public:
    explicit VoiceHelper(std::string program) : m_program(std::move(program)) {}
    ~VoiceHelper() override { forget(); }
    VoiceHelper(const VoiceHelper&) = delete;
    VoiceHelper& operator=(const VoiceHelper&) = delete;

    Result<void> make(const std::string& voice, int rate, const std::string& text,
                      const Take& take) override;
    void forget() override;
    /// Of the process; nothing runs: -1.
    pid_t process() const { return m_process; }

private:
    Result<void> start();
    Result<void> ask(const std::string& voice, int rate, const std::string& text, const Take& take);
    Result<void> send(const std::string& bytes);
    Result<void> receive(void* into, std::size_t size, BootClock::time_point until);

    std::string m_program;
    pid_t m_process = -1;
    std::optional<Descriptor> m_to, m_from;
    std::deque<BootClock::time_point> m_losses;  ///< of the last minute
};

}  // namespace lotse::speech
