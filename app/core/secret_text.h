// SPDX-License-Identifier: EUPL-1.2
/// Text of a client. Wipes its bytes when it is destroyed, assigned over or moved from.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace lotse {

/// Overwrites memory in a way the optimiser keeps.
inline void wipe_bytes(void* data, std::size_t size) {
    auto* byte = static_cast<volatile unsigned char*>(data);
    while (size-- > 0) {
        *byte++ = 0;
    }
}

/// Wipes the whole buffer, short-string storage and spare capacity included.
inline void wipe_string(std::string& text) {
    text.resize(text.capacity());
    wipe_bytes(text.data(), text.size());
    text.clear();
}

class SecretText {
public:
    SecretText() = default;
    explicit SecretText(std::string_view text) : m_text(text) {}
    SecretText(const SecretText& other) : m_text(other.m_text) {}
    SecretText(SecretText&& other) noexcept : m_text(std::move(other.m_text)) {
        wipe_string(other.m_text);
    }
    SecretText& operator=(const SecretText& other) {
        if (this != &other) {
            wipe_string(m_text);
            m_text = other.m_text;
        }
        return *this;
    }
    SecretText& operator=(SecretText&& other) noexcept {
        if (this != &other) {
            wipe_string(m_text);
            m_text = std::move(other.m_text);
            wipe_string(other.m_text);
        }
        return *this;
    }
    ~SecretText() { wipe_string(m_text); }

    std::string_view view() const { return m_text; }
    bool empty() const { return m_text.empty(); }
    std::size_t size() const { return m_text.size(); }
    bool operator==(const SecretText&) const = default;

private:
    std::string m_text;
};

}  // namespace lotse
