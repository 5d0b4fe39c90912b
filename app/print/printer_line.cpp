// SPDX-License-Identifier: EUPL-1.2
#include "print/printer_line.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <memory>

#include "print/limits.h"

namespace lotse::print {
namespace {

/// Reads of what came unasked; a device that never ends is no printer.
constexpr int kMostUnasked = 16;
constexpr std::string_view kLocal = "localhost", kLocalNumber = "127.0.0.1";

struct HostPort {
    std::string host, port;
};

/// Nothing: it has not the form of an address.
std::optional<HostPort> split(std::string_view address) {
    const std::size_t colon = address.rfind(':');
    if (colon == std::string_view::npos || address.size() > limits::kLongestPlaceBytes) {
        return std::nullopt;
    }
    std::string_view host = address.substr(0, colon);
    const std::string_view port = address.substr(colon + 1);
    unsigned number = 0;
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), number);
    if (error != std::errc() || end != port.data() + port.size() || number < 1 || number > 65535) {
        return std::nullopt;
    }
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
        host = host.substr(1, host.size() - 2);
    } else if (host.find(':') != std::string_view::npos) {
        return std::nullopt;
    }
    return HostPort{std::string(host == kLocal ? kLocalNumber : host), std::string(port)};
}

using Addresses = std::unique_ptr<addrinfo, decltype(&freeaddrinfo)>;
/// Without asking anybody. Null: it is no number.
Addresses numbers_of(const HostPort& where) {
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
    addrinfo* found = nullptr;
    if (getaddrinfo(where.host.c_str(), where.port.c_str(), &hints, &found) != 0) {
        found = nullptr;
    }
    return {found, freeaddrinfo};
}

std::string name_of(const PrinterPlace& place) {
    return place.device.empty() ? place.address : place.device;
}

Error failed(const PrinterPlace& place, Kind kind, const std::string& why) {
    return {.kind = kind, .where = "printer " + name_of(place), .detail = why};
}

/// Writing only is enough for a device that says nothing.
Descriptor open_device(const std::string& path) {
    constexpr int kFlags = O_NONBLOCK | O_CLOEXEC | O_NOCTTY;
    const int both = ::open(path.c_str(), O_RDWR | kFlags);
    return Descriptor(both >= 0 ? both : ::open(path.c_str(), O_WRONLY | kFlags));
}

}  // namespace

Result<void> check_place(const PrinterPlace& place) {
    if (place.device.empty() == place.address.empty()) {
        return failed(place, Kind::Unusable, "expected either a device or an address");
    }
    if (!place.device.empty()) {
        return place.device.front() == '/' && place.device.size() <= limits::kLongestPlaceBytes
                   ? Result<void>()
                   : failed(place, Kind::Unusable, "expected a device's path, e.g. /dev/usb/lp0");
    }
    const std::optional<HostPort> where = split(place.address);
    if (!where || !numbers_of(*where)) {
        return failed(place, Kind::Unusable,
                      "expected the number of a host and a port, e.g. 192.0.2.20:9100");
    }
    return {};
}

Result<PrinterLine> PrinterLine::open(const PrinterPlace& place, int wake) {
    if (const Result<void> usable = check_place(place); !usable) {
        return usable.error();
    }
    if (!place.device.empty()) {
        Descriptor device = open_device(place.device);
        if (device.get() < 0) {
            return failed(place, Kind::Refused, std::strerror(errno));
        }
        return PrinterLine(std::move(device), wake);
    }
    const Addresses found = numbers_of(*split(place.address));
    Descriptor line(
        ::socket(found->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP));
    if (line.get() < 0) {
        return failed(place, Kind::Refused, std::strerror(errno));
    }
    if (::connect(line.get(), found->ai_addr, found->ai_addrlen) != 0 && errno != EINPROGRESS) {
        return failed(place, Kind::Refused, std::strerror(errno));
    }
    PrinterLine made(std::move(line), wake);
    if (const Result<void> there = made.connected(place); !there) {
        return there.error();
    }
    return made;
}

Result<void> PrinterLine::connected(const PrinterPlace& place) const {
    if (!wait(POLLOUT, BootClock::now() + limits::kConnect)) {
        return failed(place, Kind::Transient, "does not answer");
    }
    int error = 0;
    socklen_t size = sizeof error;
    ::getsockopt(m_line.get(), SOL_SOCKET, SO_ERROR, &error, &size);
    return error == 0 ? Result<void>() : failed(place, Kind::Refused, std::strerror(error));
}

bool PrinterLine::wait(short events, Deadline until) const {
    while (true) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - BootClock::now());
        if (left.count() <= 0) {
            return false;
        }
        std::array<pollfd, 2> watched = {pollfd{m_line.get(), events, 0},
                                         pollfd{m_wake, POLLIN, 0}};
        const int ready =
            ::poll(watched.data(), watched.size(),
                   static_cast<int>(std::min(left, std::chrono::milliseconds(60'000)).count()));
        if (ready < 0 && errno != EINTR) {
            return false;
        }
        if (ready > 0) {
            return watched[1].revents == 0 && (watched[0].revents & (events | POLLERR | POLLHUP));
        }
    }
}

bool PrinterLine::write(std::string_view bytes, Deadline until) {
    while (!bytes.empty()) {
        if (!wait(POLLOUT, until)) {
            return false;
        }
        // A socket's other end may be gone: an error, no signal. A device knows no send.
        ssize_t taken = ::send(m_line.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (taken < 0 && errno == ENOTSOCK) {
            taken = ::write(m_line.get(), bytes.data(), bytes.size());
        }
        if (taken < 0 && errno != EAGAIN && errno != EINTR) {
            return false;
        }
        bytes.remove_prefix(taken > 0 ? static_cast<std::size_t>(taken) : 0);
    }
    return true;
}

std::vector<std::uint8_t> PrinterLine::ask(std::string_view question, std::size_t count,
                                           Deadline until) {
    std::array<std::uint8_t, limits::kAnswerBytes> buffer{};
    for (int i = 0; i<kMostUnasked&& ::read(m_line.get(), buffer.data(), buffer.size())> 0; ++i) {
    }
    std::vector<std::uint8_t> answer;
    if (!write(question, until)) {
        return answer;
    }
    while (answer.size() < count && wait(POLLIN, until)) {
        const ssize_t got =
            ::read(m_line.get(), buffer.data(), std::min(buffer.size(), count - answer.size()));
        if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) {
            break;
        }
        if (got > 0) {
            answer.insert(answer.end(), buffer.begin(), buffer.begin() + got);
        }
    }
    return answer;
}

}  // namespace lotse::print
