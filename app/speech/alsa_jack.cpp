// SPDX-License-Identifier: EUPL-1.2
#include "speech/alsa_jack.h"

#include <alsa/asoundlib.h>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <memory>
#include <utility>
#include <vector>

#include "core/limits.h"

namespace lotse::speech {
namespace {

struct CloseCard {
    void operator()(snd_ctl_t* card) const { snd_ctl_close(card); }
};
using Card = std::unique_ptr<snd_ctl_t, CloseCard>;

Error gone(const std::string& where, int code) {
    return Error{Kind::Transient, where, snd_strerror(code)};
}

/// libasound writes to standard error by itself, each time that a card is looked for.
void say_nothing(const char*, int, const char*, int, const char*, ...) {}

}  // namespace

AlsaJack::AlsaJack(std::string card, std::string control,
                   std::function<void(const std::string&)> log)
    : m_card(std::move(card)), m_control(std::move(control)), m_log(std::move(log)) {}

AlsaJack::~AlsaJack() {
    stop();
}

void AlsaJack::watch(Told told) {
    m_told = std::move(told);
    if (pipe2(m_stop_pipe, O_CLOEXEC) != 0) {
        m_log(std::string("the headset's jack cannot be watched: ") + std::strerror(errno));
        return;
    }
    snd_lib_error_set_handler(&say_nothing);
    m_thread = std::thread([this] { run(); });
}

void AlsaJack::stop() {
    if (!m_thread.joinable()) return;
    close(std::exchange(m_stop_pipe[1], -1));
    m_thread.join();
    close(std::exchange(m_stop_pipe[0], -1));
}

bool AlsaJack::stopped_within(int milliseconds) const {
    pollfd ended{m_stop_pipe[0], POLLIN, 0};
    return poll(&ended, 1, milliseconds) > 0;
}

void AlsaJack::run() {
    const auto retry = std::chrono::milliseconds(limits::kSoundRetry);
    bool missed = false;
    while (true) {
        const Result<void> followed = follow(missed);
        if (followed) return;
        m_told(false);
        if (!std::exchange(missed, true)) {
            m_log("the headset's jack is not there: " + to_string(followed.error()));
        }
        if (stopped_within(static_cast<int>(retry.count()))) return;
    }
}

Result<void> AlsaJack::follow(bool& missed) {
    const std::string where = "sound card " + m_card + ", \"" + m_control + "\"";
    snd_ctl_t* opened = nullptr;
    if (const int code = snd_ctl_open(&opened, ("hw:" + m_card).c_str(), SND_CTL_NONBLOCK);
        code < 0) {
        return gone(where, code);
    }
    const Card card(opened);
    // Before the value is read: no change falls between the two.
    if (const int code = snd_ctl_subscribe_events(opened, 1); code < 0) return gone(where, code);
    snd_ctl_elem_id_t* wanted = nullptr;
    snd_ctl_elem_id_alloca(&wanted);
    snd_ctl_elem_id_set_interface(wanted, SND_CTL_ELEM_IFACE_CARD);
    snd_ctl_elem_id_set_name(wanted, m_control.c_str());
    snd_ctl_elem_value_t* value = nullptr;
    snd_ctl_elem_value_alloca(&value);
    const auto read = [&] {
        snd_ctl_elem_value_set_id(value, wanted);
        return snd_ctl_elem_read(opened, value);
    };
    if (const int code = read(); code < 0) return gone(where, code);
    if (std::exchange(missed, false)) m_log("the headset's jack is there again: " + where);
    bool in = snd_ctl_elem_value_get_boolean(value, 0) != 0;
    m_told(in);
    const int count = snd_ctl_poll_descriptors_count(opened);
    std::vector<pollfd> waited(static_cast<std::size_t>(count) + 1);
    snd_ctl_poll_descriptors(opened, waited.data(), static_cast<unsigned>(count));
    waited.back() = {m_stop_pipe[0], POLLIN, 0};
    while (true) {
        if (poll(waited.data(), waited.size(), -1) < 0 && errno != EINTR)
            return gone(where, -errno);
        if (waited.back().revents != 0) return {};
        snd_ctl_event_t* event = nullptr;
        snd_ctl_event_alloca(&event);
        int code = 0;
        while ((code = snd_ctl_read(opened, event)) > 0) {
        }
        if (code < 0 && code != -EAGAIN) return gone(where, code);
        // Whatever it was about: the value says how it is now.
        if (code = read(); code < 0) return gone(where, code);
        if (const bool now = snd_ctl_elem_value_get_boolean(value, 0) != 0; now != in) {
            in = now;
            m_told(in);
        }
    }
}

}  // namespace lotse::speech
