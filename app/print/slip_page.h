// SPDX-License-Identifier: EUPL-1.2
/// Decides where everything of a ticket stands on paper of a given width. One layout for the
/// printer, the picture and the PDF.
///
/// Set by text/layout as screens are: every script, its own direction, German beneath. Letters have
/// their size in millimetres whatever the paper's width; the number is as large as the paper
/// allows. A line that does not fit is broken, never shrunk.
///
/// Units: dots of 1/8 mm (a thermal printer of 203 dpi), from the top left of what can be printed.
/// The engine outlives the page.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "print/slip.h"
#include "text/layout/layout.h"

namespace lotse::print {

inline constexpr float kDotsPerMm = 8;

/// Of the roll; printable are 48 mm and 72 mm.
enum class PaperWidth : std::uint8_t { Mm58, Mm80 };
int dots_of(PaperWidth width);

/// By tag of the language.
using Typographies = std::map<std::string, text::Typography>;
Typographies typographies_of(const text::Catalogue& catalogue);

struct PlacedText {
    std::string text;
    text::LayoutPtr layout;
    float x = 0, y = 0;
    float width = 0;  ///< that it had
};

struct SlipPage {
    int width = 0, height = 0;
    std::vector<PlacedText> texts;
    std::vector<text::Rect> black;  ///< lines, boxes to tick, modules of the code; whole dots
};

SlipPage lay_out(text::Engine& engine, const Typographies& typographies, const Slip& slip,
                 PaperWidth width);

}  // namespace lotse::print
