// SPDX-License-Identifier: EUPL-1.2
/// Letters and digits of ASCII, whatever the locale: what formats, tags and names are made of. For
/// the words of people there are ICU's (text/).
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace lotse {

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
constexpr bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr char small(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
constexpr char capital(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}
inline std::string in_small(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), small);
    return out;
}
inline std::string in_capitals(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), capital);
    return out;
}

}  // namespace lotse
