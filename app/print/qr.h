// SPDX-License-Identifier: EUPL-1.2
/// A QR code (ISO/IEC 18004) as black and white modules.
///
/// Error correction L: the code is read from a screen or fresh paper, and smaller modules are the
/// greater danger. With the quiet zone of four modules that the standard asks for.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace lotse::print {

/// Black modules are true; the quiet zone is part of it.
struct QrCode {
    int side = 0;
    std::vector<bool> modules;
    bool black(int x, int y) const {
        return x >= 0 && y >= 0 && x < side && y < side && modules[index(x, y)];
    }
    std::size_t index(int x, int y) const {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(side) +
               static_cast<std::size_t>(x);
    }
};
/// Nothing if the text is longer than one code holds (about 4,000 capital letters and digits).
std::optional<QrCode> qr_code(const std::string& text);

}  // namespace lotse::print
