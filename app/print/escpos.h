// SPDX-License-Identifier: EUPL-1.2
/// A ticket as bytes for a receipt printer, and what such a printer says of itself.
///
/// Only pictures go to the printer: its code pages lack most of our scripts. Commands that nearly
/// every receipt printer knows: ESC @, GS v 0 (in bands that a small buffer holds), ESC d, GS V 1
/// (partial cut), DLE EOT (state). Source: Epson's ESC/POS command reference.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/printer_state.h"
#include "print/raster.h"

namespace lotse::print {

std::string escpos_of(const Bitmap& bitmap);

/// DLE EOT 1, 2 and 4: in line, why not, paper. Answered at once, by a byte each.
const std::string& state_question();
inline constexpr std::size_t kStateAnswers = 3;

/// Of the bytes that came back, in order. Unknown unless all three answers are there and have the
/// form of one.
PrinterState read_state(const std::vector<std::uint8_t>& answers);

}  // namespace lotse::print
