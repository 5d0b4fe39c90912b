// SPDX-License-Identifier: EUPL-1.2
#include "print/qr.h"

#include <qrencode.h>

#include <memory>

namespace lotse::print {
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

}  // namespace lotse::print
