// SPDX-License-Identifier: EUPL-1.2
#include "speech/sdl_sink.h"

#include <SDL.h>

#include "speech/synth.h"

namespace lotse::speech {
namespace {

constexpr Uint16 kFrames = 256;

void fill_from(void* fill, Uint8* bytes, int size) {
    (*static_cast<Sink::Fill*>(fill))({reinterpret_cast<std::int16_t*>(bytes),
                                       static_cast<std::size_t>(size) / sizeof(std::int16_t)});
}

}  // namespace

std::vector<std::string> sound_devices() {
    std::vector<std::string> names;
    if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0) return names;
    for (int i = 0; i < SDL_GetNumAudioDevices(0); ++i) {
        names.emplace_back(SDL_GetAudioDeviceName(i, 0));
    }
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
    return names;
}

SdlSink::~SdlSink() {
    close();
    if (m_started) SDL_QuitSubSystem(SDL_INIT_AUDIO);
}

Result<void> SdlSink::open(const Fill& fill) {
    if (m_open != 0 && SDL_GetAudioDeviceStatus(m_open) != SDL_AUDIO_STOPPED) return {};
    close();
    const std::string where = m_device.empty() ? "sound" : "sound device \"" + m_device + "\"";
    if (!m_started && SDL_InitSubSystem(SDL_INIT_AUDIO) != 0) {
        return Error{Kind::Transient, where, SDL_GetError()};
    }
    m_started = true;
    m_fill = fill;
    SDL_AudioSpec wanted{}, got{};
    wanted.freq = kSampleRate;
    wanted.format = AUDIO_S16SYS;
    wanted.channels = 1;
    wanted.samples = kFrames;
    wanted.callback = &fill_from;
    wanted.userdata = &m_fill;
    m_open =
        SDL_OpenAudioDevice(m_device.empty() ? nullptr : m_device.c_str(), 0, &wanted, &got, 0);
    if (m_open == 0) return Error{Kind::Transient, where, SDL_GetError()};
    SDL_PauseAudioDevice(m_open, 0);
    return {};
}

void SdlSink::close() {
    if (m_open != 0) SDL_CloseAudioDevice(m_open);
    m_open = 0;
}

}  // namespace lotse::speech
