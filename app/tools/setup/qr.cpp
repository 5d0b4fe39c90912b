// SPDX-License-Identifier: EUPL-1.2
#include "tools/setup/qr.h"

namespace lotse::tools::setup {

std::string qr_text(const print::QrCode& code, bool coloured) {
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
