// SPDX-License-Identifier: EUPL-1.2
/// Decides which key symbols (core/desk/name_match.h) the letters of one word become, script by
/// script.
///
/// Part of name_key.h. Words are lower case, composed, not empty, without silent signs. Each
/// function appends to the key; a letter that its table lacks has no sound.
#pragma once

#include "text/wiped.h"

namespace lotse::text {

void append_latin(WipedString& key, const WipedString16& word);
void append_arabic(WipedString& key, const WipedString16& word);
void append_cyrillic(WipedString& key, const WipedString16& word);
/// As ICU writes Ethiopic in Latin letters: ä-order a, fourth order ā, sixth order ǝ.
void append_ethiopic(WipedString& key, const WipedString16& word);

/// As ICU writes the scripts of India in Latin letters (ISO 15919).
void append_indic(WipedString& key, const WipedString16& word);

}  // namespace lotse::text
