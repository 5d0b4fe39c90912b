// SPDX-License-Identifier: EUPL-1.2
#include "tools/automation_client.h"

#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <thread>

#include "base/clock.h"

namespace lotse::tools {
namespace {

/// Log-in takes about a second (Argon2id), everything else far less.
constexpr int kReplySeconds = 60;
constexpr std::chrono::milliseconds kRetry{20};

using Do = codec::AutomationRequest::Do;

}  // namespace

Result<std::unique_ptr<AutomationClient>> AutomationClient::connect(const std::string& socket_path,
                                                                    std::chrono::seconds patience) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (socket_path.size() >= sizeof address.sun_path) {
        return Error{Kind::Unusable, socket_path,
                     "the path is too long for a socket (at most 107 bytes)"};
    }
    std::memcpy(address.sun_path, socket_path.data(), socket_path.size());
    const auto until = BootClock::now() + patience;
    while (true) {
        const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (fd >= 0 &&
            ::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
            const timeval limit{kReplySeconds, 0};
            setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
            return std::unique_ptr<AutomationClient>(new AutomationClient(fd));
        }
        const int error = errno;
        close(fd);
        if (BootClock::now() >= until) {
            return Error{Kind::Transient, socket_path,
                         std::string("nobody listens: ") + std::strerror(error)};
        }
        std::this_thread::sleep_for(kRetry);
    }
}

AutomationClient::~AutomationClient() {
    close(m_fd);
}

Result<std::string> AutomationClient::ask(const codec::AutomationRequest& request) {
    const std::string line = codec::write_automation_request(request) + "\n";
    if (send(m_fd, line.data(), line.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(line.size())) {
        return Error{Kind::Transient, "automation", "the program does not listen any more"};
    }
    while (true) {
        if (const std::size_t end = m_buffer.find('\n'); end != std::string::npos) {
            std::string reply = m_buffer.substr(0, end);
            m_buffer.erase(0, end + 1);
            return reply;
        }
        char piece[65536];
        const ssize_t got = recv(m_fd, piece, sizeof piece, 0);
        if (got <= 0) {
            return Error{Kind::Transient, "automation",
                         got == 0 ? "the program ended" : "the program does not answer"};
        }
        m_buffer.append(piece, static_cast<std::size_t>(got));
    }
}

Result<void> AutomationClient::order(const codec::AutomationRequest& request) {
    const Result<std::string> reply = ask(request);
    return reply ? codec::read_automation_outcome(*reply) : Result<void>(reply.error());
}

Result<codec::AutomationTree> AutomationClient::tree() {
    const Result<std::string> reply = ask({Do::Tree});
    return reply ? codec::read_automation_tree(*reply)
                 : Result<codec::AutomationTree>(reply.error());
}

Result<codec::AutomationStats> AutomationClient::stats(bool reset) {
    const Result<std::string> reply = ask({Do::Stats, "", "", "", reset});
    return reply ? codec::read_automation_stats(*reply)
                 : Result<codec::AutomationStats>(reply.error());
}

Result<std::vector<codec::AutomationSpoken>> AutomationClient::heard() {
    const Result<std::string> reply = ask({Do::Heard});
    return reply ? codec::read_automation_heard(*reply)
                 : Result<std::vector<codec::AutomationSpoken>>(reply.error());
}

Result<void> AutomationClient::key(KeypadKey key) {
    codec::AutomationRequest request{Do::Key};
    request.key = key;
    const Result<void> pressed = order(request);
    return pressed ? wait() : pressed;
}

Result<void> AutomationClient::screenshot(const std::string& path) {
    return order({Do::Screenshot, "", "", path});
}

Result<void> AutomationClient::type(const std::string& text) {
    const Result<void> typed = enter(text);
    return typed ? wait() : typed;
}

Result<void> AutomationClient::enter(const std::string& text) {
    return order({Do::Type, "", text});
}

Result<void> AutomationClient::wait() {
    return order({Do::Wait});
}

Result<void> AutomationClient::press(const std::string& id) {
    return order({Do::Tap, id});
}

Result<void> AutomationClient::tap(const std::string& id) {
    const Result<void> tapped = press(id);
    return tapped ? wait() : tapped;
}

Result<void> AutomationClient::drag(const std::string& id, int by_px) {
    const Result<void> dragged = order({Do::Drag, id, "", "", false, by_px});
    return dragged ? wait() : dragged;
}

Result<pid_t> AutomationClient::process() const {
    ucred peer{};
    socklen_t size = sizeof peer;
    if (getsockopt(m_fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0) {
        return Error{Kind::Unusable, "automation",
                     std::string("the other end is not known: ") + std::strerror(errno)};
    }
    return peer.pid;
}

}  // namespace lotse::tools
