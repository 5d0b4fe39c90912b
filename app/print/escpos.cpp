// SPDX-License-Identifier: EUPL-1.2
#include "print/escpos.h"

#include <algorithm>
#include <cstddef>

namespace lotse::print {
namespace {

/// Rows of a band: 3 KB on 58 mm, less than the smallest buffer (4 KB).
constexpr int kBandRows = 64;
/// From the print head to the cutter.
constexpr char kLinesBeforeCut = 4;

char low(int number) {
    return static_cast<char>(number & 0xFF);
}
char high(int number) {
    return static_cast<char>(number >> 8 & 0xFF);
}

/// Bits 0, 1, 4 and 7 of every answer are 0, 1, 1, 0.
bool is_answer(std::uint8_t byte) {
    return (byte & 0x93) == 0x12;
}

}  // namespace

std::string escpos_of(const Bitmap& bitmap) {
    std::string out = "\x1B@";
    for (int row = 0; row < bitmap.height; row += kBandRows) {
        const int rows = std::min(kBandRows, bitmap.height - row);
        out += {'\x1D',    'v',       '0', '\0', low(bitmap.row_bytes()), high(bitmap.row_bytes()),
                low(rows), high(rows)};
        const auto bytes = static_cast<std::ptrdiff_t>(bitmap.row_bytes());
        const auto begin = bitmap.bytes.begin() + row * bytes;
        out.append(begin, begin + rows * bytes);
    }
    out += {'\x1B', 'd', kLinesBeforeCut, '\x1D', 'V', '\x01'};
    return out;
}

const std::string& state_question() {
    static const std::string kQuestion = "\x10\x04\x01\x10\x04\x02\x10\x04\x04";
    return kQuestion;
}

PrinterState read_state(const std::vector<std::uint8_t>& answers) {
    if (answers.size() != kStateAnswers ||
        !std::all_of(answers.begin(), answers.end(), is_answer)) {
        return PrinterState::Unknown;
    }
    const std::uint8_t line = answers[0], cause = answers[1], paper = answers[2];
    if ((paper & 0x60) != 0 || (cause & 0x20) != 0) {
        return PrinterState::PaperOut;
    }
    if ((cause & 0x04) != 0) {
        return PrinterState::Open;
    }
    if ((line & 0x08) != 0 || (cause & 0x40) != 0) {
        return PrinterState::Stopped;
    }
    return (paper & 0x0C) != 0 ? PrinterState::PaperLow : PrinterState::Ready;
}

}  // namespace lotse::print
