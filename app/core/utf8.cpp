// SPDX-License-Identifier: EUPL-1.2
#include "core/utf8.h"

namespace lotse {
namespace {

/// 0 if no sequence begins with this byte.
std::size_t sequence_length(unsigned char lead) {
    if (lead < 0x80) {
        return 1;
    }
    if (lead >= 0xC2 && lead < 0xE0) {
        return 2;
    }
    if (lead >= 0xE0 && lead < 0xF0) {
        return 3;
    }
    return lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
}

}  // namespace

char32_t next_code_point(std::string_view text, std::size_t& at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = sequence_length(lead);
    if (length == 1) {
        ++at;
        return lead;
    }
    char32_t point = length == 0 ? 0 : lead & (0x7FU >> length);
    std::size_t used = 1;
    while (used < length && at + used < text.size()) {
        const auto byte = static_cast<unsigned char>(text[at + used]);
        if ((byte & 0xC0U) != 0x80U) {
            break;
        }
        point = point << 6 | (byte & 0x3FU);
        ++used;
    }
    const bool overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
    const bool surrogate = point >= 0xD800 && point < 0xE000;
    if (length == 0 || used < length || overlong || surrogate || point > 0x10FFFF) {
        ++at;
        return 0xFFFD;
    }
    at += length;
    return point;
}

std::u32string code_points(std::string_view text) {
    std::u32string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        out.push_back(next_code_point(text, at));
    }
    return out;
}

std::string utf8(std::u32string_view text) {
    std::string out;
    out.reserve(text.size());
    const auto byte = [&](char32_t value) {
        out.push_back(static_cast<char>(static_cast<unsigned char>(value)));
    };
    for (const char32_t c : text) {
        if (c < 0x80) {
            byte(c);
        } else if (c < 0x800) {
            byte(0xC0 | c >> 6);
            byte(0x80 | (c & 0x3F));
        } else if (c < 0x10000) {
            byte(0xE0 | c >> 12);
            byte(0x80 | (c >> 6 & 0x3F));
            byte(0x80 | (c & 0x3F));
        } else {
            byte(0xF0 | c >> 18);
            byte(0x80 | (c >> 12 & 0x3F));
            byte(0x80 | (c >> 6 & 0x3F));
            byte(0x80 | (c & 0x3F));
        }
    }
    return out;
}

std::size_t quoted_size(std::string_view text) {
    std::size_t size = text.size();
    for (const char c : text) {
        const bool is_short = c == '"' || c == '\\' || c == '\n';
        size += is_short ? 1 : static_cast<unsigned char>(c) < 0x20 ? 5 : 0;
    }
    return size;
}

}  // namespace lotse
