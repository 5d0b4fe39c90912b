// SPDX-License-Identifier: EUPL-1.2
#include "support/fake_printer.h"

#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

#include "core/check.h"

namespace lotse::support {
namespace {

constexpr std::size_t kMidway = 3000;
constexpr const char* kRaster = "\x1Dv0";

}  // namespace

FakePrinter::FakePrinter(Mood mood) : m_mood(mood) {
    m_wake = ::eventfd(0, EFD_CLOEXEC);
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    // What it does not read must not vanish in buffers.
    const int small = 2048;
    ::setsockopt(m_listener, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof here;
    auto* address = reinterpret_cast<sockaddr*>(&here);
    LOTSE_CHECK(::bind(m_listener, address, size) == 0 && ::listen(m_listener, 4) == 0);
    LOTSE_CHECK(::getsockname(m_listener, address, &size) == 0);
    m_port = ntohs(here.sin_port);
    m_thread = std::thread([this] { serve(); });
}

FakePrinter::~FakePrinter() {
    ::eventfd_write(m_wake, 1);
    m_thread.join();
    ::close(m_listener);
    ::close(m_wake);
}

std::vector<std::string> FakePrinter::jobs() const {
    const std::lock_guard lock(m_mutex);
    return m_jobs;
}

void FakePrinter::serve() {
    while (true) {
        std::array<pollfd, 2> watched = {pollfd{m_listener, POLLIN, 0}, pollfd{m_wake, POLLIN, 0}};
        ::poll(watched.data(), watched.size(), -1);
        if (watched[1].revents != 0) {
            return;
        }
        const int line = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (line >= 0) {
            ++m_visits;
            serve_one(line);
            ::close(line);
        }
    }
}

void FakePrinter::serve_one(int line) {
    std::string got;
    std::size_t read = 0;
    while (true) {
        const bool deaf = m_mood == Mood::Hanging;
        std::array<pollfd, 2> watched = {
            pollfd{line, static_cast<short>(deaf ? POLLRDHUP : POLLIN), 0},
            pollfd{m_wake, POLLIN, 0}};
        ::poll(watched.data(), watched.size(), -1);
        std::array<char, 1024> buffer{};
        const ssize_t size =
            deaf || watched[1].revents != 0 ? 0 : ::recv(line, buffer.data(), buffer.size(), 0);
        if (size <= 0) {
            break;
        }
        got.append(buffer.data(), static_cast<std::size_t>(size));
        if (m_mood == Mood::DiesMidway && got.size() > kMidway) {
            break;
        }
        if (m_mood == Mood::RunsOut && got.size() > kMidway) {
            m_empty = true;
        }
        const std::string answer = answers(got, read);
        if (!answer.empty()) {
            ::send(line, answer.data(), answer.size(), MSG_NOSIGNAL);
        }
    }
    if (got.find(kRaster) != std::string::npos) {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(got));
    }
}

std::string FakePrinter::answers(const std::string& got, std::size_t& read) const {
    std::string out;
    while ((read = got.find("\x10\x04", read)) != std::string::npos && read + 2 < got.size()) {
        const char which = got[read + 2];
        const bool out_of_paper = m_mood == Mood::PaperOut || m_empty;
        if (m_mood != Mood::Silent) {
            out += static_cast<char>(which == 1                 ? (out_of_paper ? 0x1A : 0x12)
                                     : which == 2               ? (out_of_paper ? 0x32 : 0x12)
                                     : out_of_paper             ? 0x7E
                                     : m_mood == Mood::PaperLow ? 0x1E
                                                                : 0x12);
        }
        read += 3;
    }
    if (read == std::string::npos) {
        read = got.size() < 2 ? 0 : got.size() - 2;
    }
    return out;
}

}  // namespace lotse::support
