// SPDX-License-Identifier: EUPL-1.2
/// `lotse-tool layout`: lays out rows of a table and writes what the engine decided, to hold it
/// against another engine.
///
/// A row is `lang⇥dir⇥fonts⇥px⇥wrap⇥text`: BCP 47 tag; `ltr` or `rtl`; `;`-separated files of the
/// fonts folder, `x.ttc#2` is face 2 of a collection; em size; wrap width, 0 for none; UTF-8 text,
/// where `\n` (a backslash and an n) is a hard break and `\\` a backslash. Line height is 1.362 em.
/// Empty lines are skipped. The answer is one JSON array with an object per row: `row` (its index
/// in the array, from 0), `glyphs` (how many, spaces included), `missing` (graphemes no font has),
/// `lines` [{start,end,x,width}] (hanging white space is inside start..end, not in width), `carets`
/// [[utf16,x,y]] for every grapheme boundary, `hits` [[x,y,utf16]] on a grid of 7 px over the text
/// box. Indices in UTF-16 units, pixels from the text box, which is as wide as `wrap`, else as the
/// widest line. With a folder for pictures, `<row>.png` shows each row black on white with 16 px of
/// padding.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>

namespace lotse::text {

/// Exit status: 0, or 1 if a row is wrong (named with its column on `errors`; nothing is written to
/// `out` then) or a picture cannot be written.
int run_layout_tool(const std::string& fonts_dir, const std::optional<std::string>& png_dir,
                    std::istream& in, std::ostream& out, std::ostream& errors);

}  // namespace lotse::text
