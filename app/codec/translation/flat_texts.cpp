// SPDX-License-Identifier: EUPL-1.2
#include "codec/translation/flat_texts.h"

#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <utility>

#include "core/utf8.h"

namespace lotse::codec {
namespace {

/// Whether one of eight bytes is a quote, a backslash, a control character or no ASCII.
bool has_special(const char* bytes) {
    constexpr std::uint64_t kOnes = 0x0101010101010101U, kHigh = 0x8080808080808080U;
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    const auto zero_in = [](std::uint64_t value) { return (value - kOnes) & ~value & kHigh; };
    return ((word | (word - kOnes * 0x20) | zero_in(word ^ kOnes * '"') |
             zero_in(word ^ kOnes * '\\')) &
            kHigh) != 0;
}

/// Bytes of the code point at `at` if it is well-formed and no ASCII (RFC 3629), else 0. Reads no
/// byte at `end`.
std::size_t sequence_at(const char* at, const char* end) {
    const auto byte = [&](std::size_t i) {
        return at + i < end ? static_cast<unsigned char>(at[i]) : static_cast<unsigned char>(0);
    };
    const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const unsigned char lead = byte(0), second = byte(1);
    if (lead >= 0xC2 && lead < 0xE0) {
        return follows(1) ? 2 : 0;
    }
    if (lead >= 0xE0 && lead < 0xF0) {
        const bool in_range = (lead != 0xE0 || second >= 0xA0) && (lead != 0xED || second < 0xA0);
        return in_range && follows(1) && follows(2) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead < 0xF5) {
        const bool in_range = (lead != 0xF0 || second >= 0x90) && (lead != 0xF4 || second < 0x90);
        return in_range && follows(1) && follows(2) && follows(3) ? 4 : 0;
    }
    return 0;
}

class FlatReader {
public:
    explicit FlatReader(std::string_view json)
        : m_at(json.data()), m_end(json.data() + json.size()) {}

    bool read(Texts::Builder& into) {
        if (!take('{')) {
            return false;
        }
        if (take('}')) {
            return ended();
        }
        do {
            const auto id = string(m_id);
            if (!id || !take(':')) {
                return false;
            }
            const auto text = string(m_text);
            if (!text) {
                return false;
            }
            into.add(*id, *text);
        } while (take(','));
        return take('}') && ended();
    }

    std::optional<Fingerprints> read_fingerprints() {
        Fingerprints out;
        if (!take('{') || string(m_id) != "made_from" || !take(':') || !take('[')) {
            return std::nullopt;
        }
        if (!take(']')) {
            do {
                const auto one = string(m_text);
                if (!one) {
                    return std::nullopt;
                }
                out.insert(*one);
            } while (take(','));
            if (!take(']')) {
                return std::nullopt;
            }
        }
        return take('}') && ended() ? std::optional(std::move(out)) : std::nullopt;
    }

private:
    void skip_space() {
        while (m_at < m_end && (*m_at == ' ' || *m_at == '\n' || *m_at == '\r' || *m_at == '\t')) {
            ++m_at;
        }
    }
    bool take(char wanted) {
        skip_space();
        if (m_at == m_end || *m_at != wanted) {
            return false;
        }
        ++m_at;
        return true;
    }
    bool ended() {
        skip_space();
        return m_at == m_end;
    }

    /// What stands between the quotes; `decoded` holds it if an escape stands there.
    std::optional<std::string_view> string(std::string& decoded) {
        if (!take('"')) {
            return std::nullopt;
        }
        const char* begin = m_at;
        bool escaped = false;
        decoded.clear();
        while (m_at < m_end) {
            if (m_end - m_at >= 8 && !has_special(m_at)) {
                m_at += 8;
                continue;
            }
            const auto byte = static_cast<unsigned char>(*m_at);
            if (byte == '"') {
                const std::string_view rest(begin, static_cast<std::size_t>(m_at - begin));
                ++m_at;
                return escaped ? std::string_view(decoded.append(rest)) : rest;
            }
            if (byte == '\\') {
                decoded.append(begin, m_at);
                escaped = true;
                if (!escape(decoded)) {
                    return std::nullopt;
                }
                begin = m_at;
            } else if (byte < 0x20) {
                return std::nullopt;
            } else if (byte < 0x80) {
                ++m_at;
            } else {
                const std::size_t length = sequence_at(m_at, m_end);
                if (length == 0) {
                    return std::nullopt;
                }
                m_at += length;
            }
        }
        return std::nullopt;
    }

    bool escape(std::string& out) {
        if (m_end - m_at < 2) {
            return false;
        }
        const char kind = m_at[1];
        m_at += 2;
        switch (kind) {
            case '"':
            case '\\':
            case '/':
                out += kind;
                return true;
            case 'n':
                out += '\n';
                return true;
            case 't':
                out += '\t';
                return true;
            case 'u':
                return unit(out);
            default:
                return false;
        }
    }

    /// Four hexadecimal digits; half of a pair is declined.
    bool unit(std::string& out) {
        char32_t point = 0;
        if (m_end - m_at < 4) {
            return false;
        }
        for (int i = 0; i < 4; ++i, ++m_at) {
            const char digit = *m_at;
            const int value = digit >= '0' && digit <= '9'   ? digit - '0'
                              : digit >= 'a' && digit <= 'f' ? digit - 'a' + 10
                              : digit >= 'A' && digit <= 'F' ? digit - 'A' + 10
                                                             : -1;
            if (value < 0) {
                return false;
            }
            point = point << 4 | static_cast<char32_t>(value);
        }
        if (point >= 0xD800 && point < 0xE000) {
            return false;
        }
        out += utf8(std::u32string_view(&point, 1));
        return true;
    }

    const char* m_at;
    const char* m_end;
    std::string m_id, m_text;
};

}  // namespace

bool read_flat_texts(std::string_view json, Texts::Builder& into) {
    return FlatReader(json).read(into);
}

std::optional<Fingerprints> read_flat_fingerprints(std::string_view json) {
    return FlatReader(json).read_fingerprints();
}

}  // namespace lotse::codec
