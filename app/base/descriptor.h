// SPDX-License-Identifier: EUPL-1.2
/// Owns one open file or socket: closes it, once. What the system refused to open (below 0) is held
/// as it is, so that the caller asks `get`.
#pragma once

#include <unistd.h>

#include <utility>

namespace lotse {

class Descriptor {
public:
    explicit Descriptor(int number) : m_number(number) {}
    ~Descriptor() {
        if (m_number >= 0) {
            ::close(m_number);
        }
    }
    Descriptor(Descriptor&& other) noexcept : m_number(other.release()) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor& operator=(Descriptor&&) = delete;

    int get() const { return m_number; }
    /// Somebody else closes it from now on.
    int release() { return std::exchange(m_number, -1); }

private:
    int m_number;
};

}  // namespace lotse
