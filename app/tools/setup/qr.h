// SPDX-License-Identifier: EUPL-1.2
/// A QR code as text, for a console and for a page that is printed.
#pragma once

#include <string>

#include "print/qr.h"

namespace lotse::tools::setup {

/// Two rows of modules a line. `coloured`: black on white whatever the terminal's colours are.
std::string qr_text(const print::QrCode& code, bool coloured);

}  // namespace lotse::tools::setup
