// SPDX-License-Identifier: EUPL-1.2
#include "core/intake/intake.h"

#include <string_view>

#include "core/ascii.h"
#include "core/limits.h"

namespace lotse {
namespace {

bool is_name(std::string_view text, std::size_t longest) {
    if (text.empty() || text.size() > longest) {
        return false;
    }
    for (const char c : text) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && !is_digit(c) && c != '.' && c != '_' && c != '-') {
            return false;
        }
    }
    return true;
}

bool is_day(std::string_view text) {
    if (text.size() != 10) {
        return false;
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i == 4 || i == 7 ? text[i] != '-' : !is_digit(text[i])) {
            return false;
        }
    }
    return true;
}

template <std::size_t N>
std::string hex_of(const std::array<std::uint8_t, N>& bytes) {
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string out;
    out.reserve(2 * N);
    for (const std::uint8_t byte : bytes) {
        out.push_back(kDigits[byte >> 4]);
        out.push_back(kDigits[byte & 15]);
    }
    return out;
}

template <std::size_t N>
bool bytes_of(std::string_view hex, std::array<std::uint8_t, N>& out) {
    std::array<std::uint8_t, N> bytes{};
    if (hex.size() != 2 * N) {
        return false;
    }
    for (std::size_t i = 0; i < hex.size(); ++i) {
        const char c = hex[i];
        int digit = 0;
        if (c >= '0' && c <= '9') {
            digit = c - '0';
        } else if (c >= 'a' && c <= 'f') {
            digit = c - 'a' + 10;
        } else {
            return false;
        }
        bytes[i / 2] = static_cast<std::uint8_t>(bytes[i / 2] << 4 | digit);
    }
    out = bytes;
    return true;
}

}  // namespace

Result<void> check_header(const IntakeHeader& header) {
    const auto refused = [](const char* field, const char* expected) {
        return Error{Kind::Refused, std::string("intake header, ") + field,
                     std::string("expected ") + expected};
    };
    constexpr const char* kName = "1 to 64 Latin letters, digits, '.', '_' or '-'";
    if (!is_name(header.centre, limits::kLongestNameBytes)) {
        return refused("centre", kName);
    }
    if (!is_name(header.terminal, limits::kLongestNameBytes)) {
        return refused("terminal", kName);
    }
    if (!is_name(header.number, limits::kLongestNumberBytes)) {
        return refused("number", "1 to 16 Latin letters, digits, '.', '_' or '-'");
    }
    if (!is_day(header.day)) {
        return refused("day", "YYYY-MM-DD");
    }
    if (!is_name(header.language, limits::kLongestLanguageTagBytes)) {
        return refused("language", "a BCP 47 tag of at most 35 characters");
    }
    if (!header.questionnaire.empty() &&
        !is_name(header.questionnaire, limits::kLongestNameBytes)) {
        return refused("questionnaire", "nothing, or 1 to 64 Latin letters, digits, '.', '_', '-'");
    }
    return {};
}

Result<void> check_prefix(const std::string& prefix) {
    static constexpr std::string_view kHighestNumber = "9999";
    IntakeHeader sample;
    sample.centre = sample.terminal = "x";
    sample.number = prefix + std::string(kHighestNumber);
    sample.day = "2000-01-01";
    sample.language = "de";
    if (prefix.empty() || !check_header(sample)) {
        return Error{
            Kind::Refused, "prefix \"" + prefix + "\"",
            "expected 1 to " + std::to_string(limits::kLongestNumberBytes - kHighestNumber.size()) +
                " Latin letters, digits, '.', '_' or '-': it stands before the queue numbers"};
    }
    return {};
}

std::string to_hex(const IntakeId& id) {
    return hex_of(id.bytes);
}
std::string to_hex(const Digest& digest) {
    return hex_of(digest);
}

bool from_hex(std::string_view hex, IntakeId& out) {
    return bytes_of(hex, out.bytes);
}
bool from_hex(std::string_view hex, Digest& out) {
    return bytes_of(hex, out);
}

}  // namespace lotse
