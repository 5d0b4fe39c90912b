// SPDX-License-Identifier: EUPL-1.2
/// Decides under which key a name is searched, so that spellings of one name meet whatever the
/// script: Rushdie, Roshdi, Ruschdi, رشدي; Tesfay, ተስፋይ; Serhii, Сергій.
///
/// Leaves alone when two keys meet (core/desk/name_match.h, which also says what each symbol of a
/// key may sound like) and who may search (core/desk/search.h).
///
/// Letters are folded script by script, each rule with its reason in name_key.cpp:
///   Latin     marks, the ways in which English, German, French, Turkish and the Slavic languages
///             write one sound (sh, sch, ch, ş, š, sz; dj, dsch, j, c), doubled letters, silent h.
///   Arabic    Arabic, Persian, Dari, Pashto, Sorani: vowels that are not written may be any or
///             none; و and ي are vowel or consonant; hamza and ʿayn have no sound of their own; ﺔ,
///             ى.
///   Cyrillic  е with and without y, soft and hard sign, г as g and h, х as h and kh.
///   Ethiopic  through ICU (Any-Latin): the sixth order's vowel may be missing, series of one
///   sound.
///   of India  through ICU (Any-Latin, ISO 15919), then as India writes itself in Latin letters: ś
///             as sh, c as ch, a last a that nobody speaks left out.
///   others    through ICU (Any-Latin) as if they were Latin.
/// The article (al-, el-, ash-, ال) may be missing. "Of God", "of the faith" and their like at the
/// end of a name (Najibullah, نجیب الله; Nuruddin, Nurettin, نورالدین) are one row of symbols in
/// every script, whether written apart or together. Names of the same origin that passports keep
/// apart stay apart: Mehmet does not meet Mohammed.
///
/// Deterministic, and thread-safe. Only the first limits::kLongestFoldedNameBytes count. The key
/// tells much of the name, so it is a secret too; what is folded on the way is overwritten, except
/// inside ICU's transliterator, which only names outside Latin, Arabic and Cyrillic letters reach.
#pragma once

#include <string_view>
#include <vector>

#include "core/desk/name_match.h"
#include "core/secret_text.h"

namespace lotse::text {

/// Words separated by spaces; empty if there is no letter.
SecretText name_key(std::string_view name);

/// Of several names of one person, one after the other.
SecretText name_key_of(const std::vector<std::string_view>& names);

/// Whether the query finds somebody who has these names (given, family, in their own script …).
bool name_matches(std::string_view query, const std::vector<std::string_view>& names,
                  LastWord last = LastWord::Begun);

}  // namespace lotse::text
