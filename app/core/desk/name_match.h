// SPDX-License-Identifier: EUPL-1.2
/// Decides when two names are spellings of one name.
///
/// Pure. Works on keys, which text/names/name_key.h makes from names of any script: words separated
/// by spaces, each a row of symbols. A symbol stands for the sounds that a letter may have ("ch" in
/// Achmed, Michael, Charlotte), and may be optional (vowels that Arabic does not write). Two words
/// meet when their symbols can be paired in order, each pair with a sound in common, and only
/// optional ones left over. The relation is not transitive (Khaled and Haled, Haled and Aled), so
/// keys are compared by these functions and never for equality.
///
/// A name matches when every word of the query meets a word of it, in any order; two words that
/// stand side by side meet one that is written together (Gebre Medhin, ገብረመድህን). An initial meets
/// every word that begins so, on either side (A. Hassan, Hassan Ahmed); it says too little to find
/// a name without another word that is met.
#pragma once

#include <string_view>
#include <vector>

namespace lotse {

/// One key symbol: which sounds it may be, as bits; 0 for what is no symbol.
struct NameSymbol {
    unsigned sounds = 0;
    bool optional = false;
};
NameSymbol name_symbol(char symbol);
/// Behind the symbols of a word that is only the beginning of one.
inline constexpr char kInitialMark = '-';

/// How the last word of the query is taken.
enum class LastWord : unsigned char { Whole, Begun };

/// How many symbols of one word are wrong in the other: missing, too many, another sound, or two in
/// the wrong order (Damerau's distance); optional ones cost nothing. What is further away than
/// `most` is so by one: nobody asks how far. A word beyond limits::kLongestNameKeyWord is.
struct NameDistance {
    int whole = 0;
    int begun = 0;  ///< the query may end anywhere in the word
};
NameDistance name_key_distance(std::string_view query, std::string_view word, int most);

/// The words of a key; they refer into it. A name has no more than limits::kMostNameWords.
std::vector<std::string_view> name_key_words(std::string_view key);

/// Of one word each; initials too.
bool name_word_matches(std::string_view query, std::string_view word, LastWord last);

/// False for an empty query or an empty name.
bool name_key_matches(std::string_view query, std::string_view name, LastWord last);

}  // namespace lotse
