// SPDX-License-Identifier: EUPL-1.2
#include "core/base64.h"

#include <cstddef>
#include <cstdint>

namespace lotse {
namespace {

constexpr std::string_view kLetters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr int kBitsPerLetter = 6;
constexpr int kBitsPerByte = 8;

}  // namespace

std::string base64(std::string_view bytes) {
    std::string out;
    std::uint32_t bits = 0;
    int waiting = 0;
    for (const char byte : bytes) {
        bits = bits << kBitsPerByte | static_cast<unsigned char>(byte);
        for (waiting += kBitsPerByte; waiting >= kBitsPerLetter;) {
            waiting -= kBitsPerLetter;
            out.push_back(kLetters[bits >> waiting & 63U]);
        }
    }
    if (waiting > 0) {
        out.push_back(kLetters[bits << (kBitsPerLetter - waiting) & 63U]);
    }
    out.append((4 - out.size() % 4) % 4, '=');
    return out;
}

std::optional<std::string> bytes_of_base64(std::string_view text) {
    while (!text.empty() && text.back() == '=') {
        text.remove_suffix(1);
    }
    if (text.size() % 4 == 1) {
        return std::nullopt;
    }
    std::string out;
    std::uint32_t bits = 0;
    int waiting = 0;
    for (const char c : text) {
        const auto letter = kLetters.find(c);
        if (letter == std::string_view::npos) {
            return std::nullopt;
        }
        bits = bits << kBitsPerLetter | static_cast<std::uint32_t>(letter);
        waiting += kBitsPerLetter;
        if (waiting >= kBitsPerByte) {
            waiting -= kBitsPerByte;
            out.push_back(static_cast<char>(bits >> waiting & 255U));
        }
    }
    return out;
}

std::string hex(std::string_view bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string out;
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        out.push_back(kDigits[value >> 4]);
        out.push_back(kDigits[value & 15U]);
    }
    return out;
}

}  // namespace lotse
