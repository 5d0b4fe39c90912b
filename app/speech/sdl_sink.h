// SPDX-License-Identifier: EUPL-1.2
/// A sound device of SDL: opened by its name, or the system's usual one.
///
/// It is fed all the time, silence too: opening one takes up to a second, and people wait for a
/// tenth. Two buffers of 256 frames lie between us and the ear, 24 ms.
#pragma once

#include <string>
#include <vector>

#include "speech/sink.h"

namespace lotse::speech {

/// What the devices are called that are there now.
std::vector<std::string> sound_devices();

class SdlSink final : public Sink {
public:
    /// Empty: the usual device.
    explicit SdlSink(std::string device) : m_device(std::move(device)) {}
    ~SdlSink() override;
    SdlSink(const SdlSink&) = delete;
    SdlSink& operator=(const SdlSink&) = delete;

    Result<void> open(const Fill& fill) override;
    void close() override;

private:
    std::string m_device;
    Fill m_fill;
    unsigned m_open = 0;     ///< SDL's number of the device; 0: none
    bool m_started = false;  ///< SDL's sound
};

}  // namespace lotse::speech
