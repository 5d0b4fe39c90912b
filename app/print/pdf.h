// SPDX-License-Identifier: EUPL-1.2
/// A ticket as a PDF of one page, as wide as the roll.
///
/// Letters are glyphs of embedded fonts with the characters that they stand for beside them, so
/// that the text can be searched, copied and read aloud, in every script.
#pragma once

#include <string>

#include "core/error.h"
#include "print/slip_page.h"

namespace lotse::print {

/// The file's bytes. Refused: what Cairo could not write, in its words.
Result<std::string> pdf_of(const SlipPage& page, PaperWidth width);

}  // namespace lotse::print
