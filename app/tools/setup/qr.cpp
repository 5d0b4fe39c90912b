// SPDX-License-Identifier: EUPL-1.2
#include "tools/setup/qr.h"

#include <qrencode.h>

#include <memory>

namespace lotse::tools::setup {
namespace {

constexpr int kQuiet = 4;

}  // namespace

std::optional<QrCode> qr_code(const std::string& text) {
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> made(
        QRcode_encodeString(text.c_str(), 0, QR_ECLEVEL_L, QR_MODE_8, 1), &QRcode_free);
    if (!made) {
        return std::nullopt;
    }
    QrCode code;
    code.side = made->width + 2 * kQuiet;
    code.modules.resize(code.index(0, code.side));
    for (int y = 0; y < made->width; ++y) {
        for (int x = 0; x < made->width; ++x) {
            code.modules[code.index(x + kQuiet, y + kQuiet)] =
                (made->data[y * made->width + x] & 1) != 0;
        }
    }
    return code;
}

std::string qr_text(const QrCode& code, bool coloured) {
    std::string out;
    for (int y = 0; y < code.side; y += 2) {
        out += coloured ? "\033[30;107m" : "";
        for (int x = 0; x < code.side; ++x) {
            const bool upper = code.black(x, y), lower = code.black(x, y + 1);
            out += upper ? (lower ? "█" : "▀") : (lower ? "▄" : " ");
        }
        out += coloured ? "\033[0m\n" : "\n";
    }
    return out;
}

}  // namespace lotse::tools::setup
