// SPDX-License-Identifier: EUPL-1.2
/// Decides which stretch of a paragraph is shaped at once: equal bidi level, script and face.
///
/// Scripts follow UAX #24: Common and Inherited characters take the script before them, a closing
/// bracket takes its opener's, and a character that is shared among scripts (Script_Extensions)
/// stays with the text around it. Faces are chosen per grapheme: the first of the list that has all
/// its characters, so that a letter and its marks come from one file. Characters that draw nothing
/// (default ignorables, controls) never need a face. Units: UTF-16 units of the paragraph.
#pragma once

#include <hb.h>
#include <unicode/uscript.h>

#include <cstdint>
#include <string_view>
#include <vector>

#include "text/layout/faces.h"

namespace lotse::text {

struct Run {
    std::uint32_t begin = 0, end = 0;
    std::uint8_t level = 0;
    hb_script_t script = HB_SCRIPT_COMMON;
    const Face* face = nullptr;  ///< null: no face has it, a box is drawn per grapheme
    bool right_to_left() const { return (level & 1) != 0; }
};

/// True for what never leaves a mark on paper: default ignorable characters and control characters.
bool draws_nothing(char32_t character);

/// One script per unit.
void resolve_scripts(std::u16string_view text, std::vector<UScriptCode>& out);

/// The first face that has the whole grapheme as it stands, composed or decomposed. If none has,
/// `missing` is set and the answer is a face that has at least its first character, or null.
/// `before` is for graphemes that draw nothing.
const Face* face_for(std::u16string_view grapheme, const std::vector<const Face*>& faces,
                     const Face* before, bool& missing);

/// `levels`: one per unit; `grapheme_ends`: ascending, the last is the size. Returns the number of
/// missing graphemes.
std::size_t split_into_runs(std::u16string_view text, const std::uint8_t* levels,
                            const std::vector<UScriptCode>& scripts,
                            const std::vector<std::uint32_t>& grapheme_ends,
                            const std::vector<const Face*>& faces, std::vector<Run>& out);

}  // namespace lotse::text
