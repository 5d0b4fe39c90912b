// SPDX-License-Identifier: EUPL-1.2
#include "core/intake.h"

namespace lotse {

std::string to_hex(const IntakeId& id) {
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string out;
    out.reserve(2 * id.bytes.size());
    for (const std::uint8_t byte : id.bytes) {
        out.push_back(kDigits[byte >> 4]);
        out.push_back(kDigits[byte & 15]);
    }
    return out;
}

bool from_hex(const std::string& hex, IntakeId& out) {
    IntakeId id;
    if (hex.size() != 2 * id.bytes.size()) {
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
        id.bytes[i / 2] = static_cast<std::uint8_t>(id.bytes[i / 2] << 4 | digit);
    }
    out = id;
    return true;
}

}  // namespace lotse
