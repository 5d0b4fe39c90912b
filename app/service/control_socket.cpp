// SPDX-License-Identifier: EUPL-1.2
#include "service/control_socket.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>
#include <utility>

#include "base/atomic_file.h"
#include "base/descriptor.h"
#include "core/limits.h"

namespace lotse::service {
namespace {

Error cannot(const std::string& path, const char* what, Kind kind = Kind::Unusable) {
    return Error{kind, path, std::string(what) + ": " + std::strerror(errno)};
}

/// An address has room for 107 bytes only: the folder is named by its descriptor.
sockaddr_un address_in(int folder, const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string name = "/proc/self/fd/" + std::to_string(folder) + "/" +
                             std::filesystem::path(path).filename().string();
    LOTSE_CHECK(name.size() < sizeof address.sun_path);
    std::memcpy(address.sun_path, name.c_str(), name.size() + 1);
    return address;
}

int folder_at(const std::string& path) {
    return ::open(folder_of(path).c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
}

void send_all(int connection, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(connection, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) {
            return;  // whoever asked went away
        }
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

/// Up to the end of the line, within the time that a request has.
std::optional<std::string> read_request(int connection) {
    std::string line;
    std::array<char, 512> buffer{};
    while (line.size() < limits::kLongestControlLineBytes) {
        pollfd ready{connection, POLLIN, 0};
        const auto patience =
            std::chrono::duration_cast<std::chrono::milliseconds>(limits::kHeaderTimeout).count();
        if (::poll(&ready, 1, static_cast<int>(patience)) <= 0) {
            return std::nullopt;
        }
        const ssize_t count = ::recv(connection, buffer.data(), buffer.size(), 0);
        if (count <= 0) {
            return std::nullopt;
        }
        line.append(buffer.data(), static_cast<std::size_t>(count));
        if (const std::size_t end = line.find('\n'); end != std::string::npos) {
            return line.substr(0, end);
        }
    }
    return std::nullopt;
}

constexpr std::pair<Kind, std::string_view> kKinds[] = {{Kind::Transient, "transient"},
                                                        {Kind::Refused, "refused"},
                                                        {Kind::Corrupt, "corrupt"},
                                                        {Kind::Unusable, "unusable"}};

std::string written(const Result<std::string>& outcome) {
    if (outcome) {
        return "ok\n" + *outcome;
    }
    for (const auto& [kind, word] : kKinds) {
        if (outcome.error().kind == kind) {
            return std::string(word) + '\n' + outcome.error().where + '\n' + outcome.error().detail;
        }
    }
    LOTSE_CHECK(false);
}

Result<std::string> outcome_of(const std::string& answer, const std::string& path) {
    const std::size_t end = answer.find('\n');
    if (end == std::string::npos) {
        return Error{Kind::Transient, path, "the service ended before it answered"};
    }
    const std::string word = answer.substr(0, end);
    const std::string rest = answer.substr(end + 1);
    for (const auto& [kind, known] : kKinds) {
        if (known == word) {
            const std::size_t where = std::min(rest.find('\n'), rest.size());
            return Error{kind, rest.substr(0, where),
                         rest.substr(std::min(where + 1, rest.size()))};
        }
    }
    return rest;
}

}  // namespace

std::string control_socket_of(const std::string& database) {
    return folder_of(database) + "/control.sock";
}

Result<std::unique_ptr<ControlSocket>> ControlSocket::listen(const std::string& path,
                                                             Handler handler) {
    const Descriptor folder(folder_at(path));
    Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (folder.get() < 0 || socket.get() < 0) {
        return cannot(path, "cannot be made");
    }
    const sockaddr_un address = address_in(folder.get(), path);
    ::unlinkat(folder.get(), std::filesystem::path(path).filename().c_str(), 0);
    // The mode before anybody can connect.
    if (::fchmod(socket.get(), 0600) != 0 ||
        ::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::chmod(path.c_str(), 0600) != 0 || ::listen(socket.get(), 4) != 0) {
        return cannot(path, "cannot be listened on");
    }
    return std::unique_ptr<ControlSocket>(
        new ControlSocket(path, socket.release(), std::move(handler)));
}

ControlSocket::ControlSocket(std::string path, int socket, Handler handler)
    : m_path(std::move(path)),
      m_socket(socket),
      m_handler(std::move(handler)),
      m_thread([this] { serve(); }) {}

ControlSocket::~ControlSocket() {
    m_ended = true;
    ::shutdown(m_socket, SHUT_RDWR);
    m_thread.join();
    ::close(m_socket);
    ::unlink(m_path.c_str());
}

void ControlSocket::serve() {
    while (!m_ended) {
        const Descriptor connection(::accept4(m_socket, nullptr, nullptr, SOCK_CLOEXEC));
        if (connection.get() >= 0) {
            answer(connection.get());
        } else if (errno != EINTR && errno != ECONNABORTED) {
            return;
        }
    }
}

void ControlSocket::answer(int connection) const {
    ucred peer{};
    socklen_t size = sizeof peer;
    if (::getsockopt(connection, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0 ||
        (peer.uid != 0 && peer.uid != ::geteuid())) {
        return;
    }
    if (const std::optional<std::string> request = read_request(connection)) {
        send_all(connection, written(m_handler(*request)));
    }
}

Result<std::string> ask_service(const std::string& path, const std::string& request) {
    const Descriptor folder(folder_at(path));
    const Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (socket.get() < 0) {
        return cannot(path, "no socket can be made");
    }
    if (folder.get() >= 0) {
        const sockaddr_un address = address_in(folder.get(), path);
        if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) ==
            0) {
            send_all(socket.get(), request + '\n');
            std::string answer;
            std::array<char, 4096> buffer{};
            for (;;) {
                const ssize_t count = ::recv(socket.get(), buffer.data(), buffer.size(), 0);
                if (count <= 0) {
                    return outcome_of(answer, path);
                }
                answer.append(buffer.data(), static_cast<std::size_t>(count));
            }
        }
    }
    Error nobody = cannot(path, "the service does not answer");
    nobody.cause = errno == ENOENT || errno == ECONNREFUSED ? Cause::NoAnswer : Cause::None;
    return nobody;
}

}  // namespace lotse::service
