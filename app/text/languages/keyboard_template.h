// SPDX-License-Identifier: EUPL-1.2
/// Makes a first on-screen keyboard for a language from its letters, in the order of its alphabet
/// as Unicode has it.
///
/// Every letter can be typed, both cases; German letters are one tap away. Ethiopic letters are
/// grouped by their consonant, their orders offered after the tap; marks are shown on a dotted
/// circle. Where keys stand on keyboards of a country is left to whoever writes the language.
/// Source: CLDR 42 exemplar sets; the layouts of the shipped languages.
#pragma once

#include "core/language.h"

namespace lotse::text {

/// Reads locale and script.
Keyboard keyboard_from_letters(const Language& language);

}  // namespace lotse::text
