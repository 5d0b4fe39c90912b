// SPDX-License-Identifier: EUPL-1.2
#include "speech/voice_helper.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>
#include <vector>

#include "base/data_folder.h"
#include "core/limits.h"
#include "core/secret_text.h"

namespace lotse::speech {
namespace {

enum class Answer : std::uint32_t { Word = 1, Sound = 2, End = 3 };
enum class Status : std::uint32_t { Said = 0, NoSuchVoice = 1, NoSuchRequest = 2, NoSound = 3 };

/// A second of sound; the helper sends a sixteenth.
constexpr std::uint32_t kLargestAnswerBytes = 2 * kSampleRate;
constexpr const char* kWhere = "lotse-voice";

/// A write to a helper that has just died is an error, not the end of this program.
class WithoutPipeSignal {
public:
    WithoutPipeSignal() {
        sigemptyset(&m_pipe);
        sigaddset(&m_pipe, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &m_pipe, &m_before);
    }
    ~WithoutPipeSignal() {
        if (sigismember(&m_before, SIGPIPE) == 0) {
            const timespec now{0, 0};
            while (sigtimedwait(&m_pipe, nullptr, &now) == SIGPIPE) {
            }
        }
        pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
    }
    WithoutPipeSignal(const WithoutPipeSignal&) = delete;
    WithoutPipeSignal& operator=(const WithoutPipeSignal&) = delete;

private:
    sigset_t m_pipe{}, m_before{};
};

Error lost(const std::string& why) {
    return {Kind::Transient, kWhere, why};
}

}  // namespace

std::string helper_program() {
    namespace fs = std::filesystem;
    const fs::path programs = program_folder();
    for (const fs::path& path :
         {programs / "lotse-voice", programs.parent_path() / "lib" / "lotse" / "lotse-voice"}) {
        if (access(path.c_str(), X_OK) == 0) return path.string();
    }
    return {};
}

Result<void> VoiceHelper::make(const std::string& voice, int rate, const std::string& text,
                               const Take& take) {
    if (m_process < 0) {
        if (Result<void> started = start(); !started) return started;
    }
    Result<void> made = ask(voice, rate, text, take);
    if (!made && made.error().kind == Kind::Transient) {
        m_losses.push_back(BootClock::now());
        forget();
    }
    return made;
}

Result<void> VoiceHelper::start() {
    const BootClock::time_point now = BootClock::now();
    while (!m_losses.empty() && now - m_losses.front() > std::chrono::minutes(1)) {
        m_losses.pop_front();
    }
    if (m_losses.size() >= limits::kVoiceStartsAMinute) {
        return Error{Kind::Unusable, kWhere, "was lost too often in a minute; tried again later"};
    }
    if (m_program.empty()) {
        return Error{Kind::Unusable, kWhere, "is not installed beside this program"};
    }
    std::array<int, 2> to{}, from{};
    if (pipe2(to.data(), O_CLOEXEC) != 0) return lost(std::strerror(errno));
    Descriptor its_input(to[0]), our_output(to[1]);
    if (pipe2(from.data(), O_CLOEXEC) != 0) return lost(std::strerror(errno));
    Descriptor our_input(from[0]), its_output(from[1]);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, its_input.get(), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, its_output.get(), STDOUT_FILENO);
    // eSpeak NG's libraries complain there that they get no sound service.
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    std::string name = m_program;
    std::array<char*, 2> arguments = {name.data(), nullptr};
    // Its environment is empty: nothing there is meant for it.
    std::array<char*, 1> environment = {nullptr};
    const int failed = posix_spawn(&m_process, m_program.c_str(), &actions, nullptr,
                                   arguments.data(), environment.data());
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) {
        m_process = -1;
        return Error{Kind::Unusable, m_program,
                     std::string("cannot be started: ") + std::strerror(failed)};
    }
    m_to.emplace(std::move(our_output));
    m_from.emplace(std::move(our_input));
    return {};
}

Result<void> VoiceHelper::ask(const std::string& voice, int rate, const std::string& text,
                              const Take& take) {
    std::string bytes(sizeof(std::uint32_t), '\0');
    bytes += voice + '\0' + std::to_string(rate) + '\0' + text;
    const auto size = static_cast<std::uint32_t>(bytes.size() - sizeof(std::uint32_t));
    std::memcpy(bytes.data(), &size, sizeof size);
    Result<void> sent = send(bytes);
    wipe_string(bytes);
    if (!sent) return sent;
    bool wanted = true;
    std::vector<std::int16_t> samples;
    while (true) {
        const BootClock::time_point until = BootClock::now() + limits::kVoicePatience;
        std::array<std::uint32_t, 2> head{};
        if (Result<void> got = receive(head.data(), sizeof head, until); !got) return got;
        if (head[1] > kLargestAnswerBytes) return lost("answered in no form that is known");
        samples.resize((head[1] + 1) / sizeof(std::int16_t));
        if (Result<void> got = receive(samples.data(), head[1], until); !got) return got;
        switch (static_cast<Answer>(head[0])) {
            case Answer::Word:
                break;
            case Answer::Sound:
                // What is not wanted is read all the same: the next answer stands behind it.
                wanted = wanted && take(samples);
                break;
            case Answer::End: {
                std::uint32_t code = 0;
                if (head[1] != sizeof code) return lost("answered in no form that is known");
                std::memcpy(&code, samples.data(), sizeof code);
                switch (static_cast<Status>(code)) {
                    case Status::Said:
                        return {};
                    case Status::NoSuchVoice:
                        return Error{Kind::Refused, kWhere, "has no voice \"" + voice + "\""};
                    case Status::NoSuchRequest:
                    case Status::NoSound:
                        break;
                }
                return Error{Kind::Refused, kWhere, "could not say a text"};
            }
            default:
                return lost("answered in no form that is known");
        }
    }
}

Result<void> VoiceHelper::send(const std::string& bytes) {
    const WithoutPipeSignal quiet;
    std::size_t sent = 0;
    // Less than a pipe holds, and it is empty: this does not wait.
    while (sent < bytes.size()) {
        const ssize_t put = write(m_to->get(), bytes.data() + sent, bytes.size() - sent);
        if (put < 0 && errno == EINTR) continue;
        if (put <= 0) return lost("does not run any more");
        sent += static_cast<std::size_t>(put);
    }
    return {};
}

Result<void> VoiceHelper::receive(void* into, std::size_t size, BootClock::time_point until) {
    auto* at = static_cast<char*>(into);
    while (size > 0) {
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(until - BootClock::now()).count();
        pollfd ready{m_from->get(), POLLIN, 0};
        const int came = poll(&ready, 1, static_cast<int>(std::max<long>(0, left)));
        if (came < 0 && errno == EINTR) continue;
        if (came <= 0) return lost("did not answer");
        const ssize_t got = read(m_from->get(), at, size);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return lost("ended; is espeak-ng-data installed?");
        at += got;
        size -= static_cast<std::size_t>(got);
    }
    return {};
}

void VoiceHelper::forget() {
    if (m_process < 0) return;
    kill(m_process, SIGKILL);
    while (waitpid(m_process, nullptr, 0) < 0 && errno == EINTR) {
    }
    m_process = -1;
    m_to.reset();
    m_from.reset();
}

}  // namespace lotse::speech
