// SPDX-License-Identifier: EUPL-1.2
#include "core/desk/name_match.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "core/limits.h"

namespace lotse {
namespace {

enum Sound : unsigned {
    A = 1U << 0,
    I = 1U << 1,
    O = 1U << 2,
    U = 1U << 3,
    Y = 1U << 4,
    W = 1U << 5,
    V = 1U << 6,
    H = 1U << 7,
    Kh = 1U << 8,
    K = 1U << 9,
    G = 1U << 10,
    Gh = 1U << 11,
    J = 1U << 12,
    Zh = 1U << 13,
    Sh = 1U << 14,
    Ch = 1U << 15,
    Ts = 1U << 16,
    S = 1U << 17,
    Z = 1U << 18,
    T = 1U << 19,
    D = 1U << 20,
    B = 1U << 21,
    P = 1U << 22,
    F = 1U << 23,
    M = 1U << 24,
    N = 1U << 25,
    L = 1U << 26,
    R = 1U << 27,
    BareC = 1U << 28,  ///< a letter c whose mark may have been left out
};
constexpr unsigned kOfGod = 1U << 30;  ///< no sound: what makes -ullah more than a vowel and an l
constexpr unsigned kShort = 1U << 29;  ///< a vowel that Arabic letters need not write
constexpr unsigned kAnyVowel = A | I | O | U | kShort;

struct Row {
    char symbol;
    unsigned sounds;
    bool optional;
};

/// Letters with a mark also have the sound of the bare letter: people leave marks out, and
/// passports do too.
constexpr Row kRows[] = {
    // Vowels. Those of scripts that write them may stand where Arabic letters write none; و, ي and
    // ا do not, so that
    // كريم and كرم stay apart.
    {'a', A | kShort, false},
    {'A', A | kShort, true},  // a before w, and the article's
    {'e', kAnyVowel, true},  // e, and vowels that come and go (Muhammed, Mohamad; Berhane, ብርሃነ)
    {'E', kAnyVowel, false},  // a first vowel, and the first order of Ethiopic
    {'i', I | kShort, false},
    {'o', O | kShort, false},          // ö
    {'O', O | U | kShort, false},      // o and u: Mohammed, Muhammad
    {'u', U | kShort, false},          // ü
    {'\'', A | O | kShort, false},     // of Oleksandr and Oleksii, who are Alexander and Alexei
    {'q', I | U | Y | kShort, false},  // y between consonants: Kowalczyk, Ковальчук, Yvonne
    {'*', kShort, true},               // not written
    {'_', O | U, false},               // oo: a long vowel, which every script writes (Mahmood)
    {'(', A, false},                   // ا, ة
    {')', I | Y, false},               // ي
    {'=', A | I, false},               // ى: Layla, and in Cairo Ali
    // Between vowel and consonant.
    {'y', I | Y | kShort, false},      // y, and i beside a vowel: Maria, Marja
    {'Y', I | Y, true},                // y after i, and before е: Yelena, Jelena, Елена
    {'w', O | U | W | kShort, false},  // u beside a vowel: Daud, Dawud; ou: Ouahid
    {'W', O | U | W | V, false},       // و, and w that closes a syllable: Tawfiq, Toufik
    {'v', V | W, false},               // w and v: Wladimir, Vladimir
    {'<', O | U | W | V, true},        // و that need not be heard: Khwaja, Khajeh; u of qui
    // Throat.
    {'h', H, false},
    {'H', H, true},        // at the end of a word, and after t, d, g: Sarah, Ghirmay
    {'x', Kh | H, false},  // خ, х: Turkish writes h (Halit), Russian х for both
    {'X', Kh | K, false},  // x: Kurdish kh (Xalid), else k of ks (Alexander)
    {'c', Ch | Sh | Kh | H | K,
     false},  // ch: English, French, German, German for ح (Achmed), Greek (Michael)
    {'k', K, false},
    {'K', K | Kh | H, false},  // ኽ, spoken kh and often written k: Teklay
    {'Q', K | G | Gh, false},  // ق, q: Qasem, Kasim, Ghasem
    {'g', G | Gh, false},
    {'G', G | H, false},          // г: Ukrainian h; Russian for h (Гасан)
    {'^', G | H, true},           // of Ганна, who is Anna and Hanna
    {'j', J | Y | Zh, false},     // j: English, German and Slavic, French
    {'@', J | Y | Zh | I, true},  // j after i, and after d: Marija, Nadja, Djamel
    {'J', J | G, false},          // ج: Jamal, in Cairo Gamal
    {'d', D, false},
    {'D', D | T, false},  // d and t at the end of a word: Ahmed, Ahmet
    {'t', T, false},
    {'8', J | D, false},  // đ: Đorđević, Djordjevic, Dordevic
    {'7', D | Z, false},  // ذ ض ظ, dh: Ridha, Reza
    {'5', T | S, false},  // ث, th: Othman, Osman
    {'4', J, false},      // dj, dsch, dzh, џ
    // Hissing.
    {'s', S | Z, false},                   // German s for z: Golnas
    {'S', S, false},                       // ss; s of scripts that have a z
    {'9', S | Sh, true},                   // the second half of x: Laxmi, Lakshmi
    {'z', Z | Ts, false},                  // German z: Zymbal
    {'Z', Z, false},                       // z of scripts that have a ts
    {'3', Zh | Z, false},                  // ž, zh
    {'6', Zh | Sh, false},                 // ж, ژ: German sch (Schanna)
    {'B', Zh | Z | Sh, false},             // zh: the same, and Persian z
    {'>', Zh | G | Gh, false},             // ږ, zh in Kandahar and g in Peshawar: Wazhma, Wagma
    {'2', Sh | S, false},                  // ş, š, ș, ś
    {'$', Sh, false},                      // sh, sch
    {'%', Ch | BareC, false},              // č, ć, ç
    {'!', Ch, false},                      // tsch, cz, ч
    {'/', Ch, true},                       // of щ: Shcherbak, Scherbak
    {'C', K | S | Ts | J | BareC, false},  // c: Carla, Cezary, Turkish Cemal
    {'+', Ts | BareC | T, false},          // ţ: Țepeș, Tepes; ц of Serbian is c
    {'&', Ts, false},                      // ts, tz
    {'~', Ts | S, false},                  // ጸ ፀ څ: Tsegay, Segay
    // The rest.
    {'b', B, false},
    {'p', P, false},
    {'f', F, false},
    {'V', F | V, false},  // ف for v: فيكتور
    {'m', M, false},
    {'n', N, false},
    {'l', L, false},
    {'1', L, true},        // of the article
    {'#', kOfGod, false},  // the end of -ullah and الله, so that Ali and Ola are not in it
    {'r', R, false},
    {'?', G | Gh | Y, true},  // ğ
    {kInitialMark, 0, true},
};

constexpr std::array<NameSymbol, 128> kSymbols = [] {
    std::array<NameSymbol, 128> symbols{};
    for (const Row& row : kRows) {
        symbols[static_cast<unsigned char>(row.symbol)] = {row.sounds, row.optional};
    }
    return symbols;
}();

/// A vowel that is not written may be any written one, but two written ones must agree.
bool sound_alike(unsigned one, unsigned other) {
    const unsigned common = one & other;
    return (common & ~kShort) != 0 || (common != 0 && (one == kShort || other == kShort));
}

bool is_initial(std::string_view word) {
    return word.ends_with(kInitialMark);
}

/// A vowel that one spelling writes between consonants and the other does not: Birhane, Brhane.
/// Nobody leaves out the first letter or the last, and an h keeps its vowel (Mohammed is no Mehmet)
/// unless it is one with the consonant before it (Chaudhary, Choudhry).
bool may_be_dropped(std::string_view word, std::size_t at) {
    constexpr std::size_t kShortestWord = 6;  // of the longer one: Hamid is not Hamd
    const NameSymbol symbol = name_symbol(word[at]);
    const auto is_vowel = [&](std::size_t i) {
        return (name_symbol(word[i]).sounds & kAnyVowel) != 0;
    };
    return word.size() >= kShortestWord && at > 0 && at + 1 < word.size() &&
           (symbol.sounds & kShort) != 0 && (symbol.sounds & ~kAnyVowel) == 0 &&
           !is_vowel(at - 1) && !is_vowel(at + 1) &&
           ((name_symbol(word[at - 1]).sounds & H) == 0 || name_symbol(word[at - 1]).optional);
}

/// Whether the symbols can be paired. One vowel may be dropped where all consonants are the same
/// ones: Wazhma is no Wasima. A begun query ends anywhere in the word.
bool symbols_match(std::string_view query, std::string_view word, LastWord last) {
    if (query.size() > limits::kLongestNameKeyWord || word.size() > limits::kLongestNameKeyWord) {
        return false;
    }
    // At j: the query so far is paired with the first j symbols of the word; `same` with the same
    // consonants, `dropped` with one vowel less besides.
    using Reached = std::array<bool, limits::kLongestNameKeyWord + 1>;
    Reached reached{}, same{}, dropped{};
    const auto skip_in_word = [&] {
        for (std::size_t j = 0; j < word.size(); ++j) {
            const bool optional = name_symbol(word[j]).optional;
            dropped[j + 1] =
                dropped[j + 1] || (dropped[j] && optional) || (same[j] && may_be_dropped(word, j));
            reached[j + 1] = reached[j + 1] || (reached[j] && optional);
            same[j + 1] = same[j + 1] || (same[j] && optional);
        }
    };
    reached[0] = same[0] = true;
    skip_in_word();
    for (std::size_t i = 0; i < query.size(); ++i) {
        const NameSymbol wanted = name_symbol(query[i]);
        const bool may_drop = may_be_dropped(query, i);
        for (std::size_t j = word.size() + 1; j-- > 0;) {
            const unsigned sounds = j > 0 ? name_symbol(word[j - 1]).sounds : 0;
            const bool alike = j > 0 && sound_alike(wanted.sounds, sounds);
            const bool is_same =
                alike && (query[i] == word[j - 1] || (wanted.sounds & sounds & kAnyVowel) != 0);
            dropped[j] = (is_same && dropped[j - 1]) || (wanted.optional && dropped[j]) ||
                         (may_drop && same[j]);
            same[j] = (is_same && same[j - 1]) || (wanted.optional && same[j]);
            reached[j] = (alike && reached[j - 1]) || (wanted.optional && reached[j]);
        }
        skip_in_word();
    }
    if (last == LastWord::Whole) {
        return reached[word.size()] || dropped[word.size()];
    }
    const auto any = [&](const Reached& at) {
        const auto end = at.begin() + static_cast<std::ptrdiff_t>(word.size()) + 1;
        return std::find(at.begin(), end, true) != end;
    };
    return any(reached) || any(dropped);
}

/// Two words as one; both are short, and what is made is symbols, never letters of the name.
std::string joined(std::string_view first, std::string_view second) {
    std::string both(first);
    both += second;
    return both;
}

/// In the order of how much it says.
enum class Met : unsigned char { No, AsInitial, Yes };

Met any_matches(std::string_view query, const std::vector<std::string_view>& words, LastWord last) {
    Met met = Met::No;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool alone = name_word_matches(query, words[i], last);
        if (alone && (is_initial(query) || is_initial(words[i]))) {
            met = Met::AsInitial;
        } else if (alone || (i + 1 < words.size() &&
                             symbols_match(query, joined(words[i], words[i + 1]), last))) {
            return Met::Yes;
        }
    }
    return met;
}

}  // namespace

NameSymbol name_symbol(char symbol) {
    const auto index = static_cast<unsigned char>(symbol);
    return index < kSymbols.size() ? kSymbols[index] : NameSymbol{};
}

NameDistance name_key_distance(std::string_view query, std::string_view word, int most) {
    const std::size_t width = word.size() + 1;
    const NameDistance too_far{most + 1, most + 1};
    if (query.size() > limits::kLongestNameKeyWord || word.size() > limits::kLongestNameKeyWord) {
        return too_far;
    }
    const auto cost = [](char symbol) { return name_symbol(symbol).optional ? 0 : 1; };
    const auto alike = [](char one, char other) {
        return sound_alike(name_symbol(one).sounds, name_symbol(other).sounds);
    };
    // This row of the table and the two before it, in turn.
    std::array<std::array<int, limits::kLongestNameKeyWord + 1>, 3> rows;
    rows[0][0] = 0;
    for (std::size_t j = 1; j < width; ++j) {
        rows[0][j] = rows[0][j - 1] + cost(word[j - 1]);
    }
    for (std::size_t i = 1; i <= query.size(); ++i) {
        auto& row = rows[i % 3];
        const auto& before = rows[(i + 2) % 3];
        const auto& before_last = rows[(i + 1) % 3];
        const char symbol = query[i - 1];
        row[0] = before[0] + cost(symbol);
        int least = row[0];
        for (std::size_t j = 1; j < width; ++j) {
            row[j] = std::min({before[j - 1] + (alike(symbol, word[j - 1]) ? 0 : 1),
                               before[j] + cost(symbol), row[j - 1] + cost(word[j - 1])});
            if (i > 1 && j > 1 && alike(symbol, word[j - 2]) && alike(query[i - 2], word[j - 1])) {
                row[j] = std::min(row[j], before_last[j - 2] + 1);
            }
            least = std::min(least, row[j]);
        }
        if (least > most + 1) {  // a pair in the wrong order leads back over one row
            return too_far;
        }
    }
    const auto& last = rows[query.size() % 3];
    const int begun =
        *std::min_element(last.begin(), last.begin() + static_cast<std::ptrdiff_t>(width));
    return {std::min(last[word.size()], most + 1), std::min(begun, most + 1)};
}

std::vector<std::string_view> name_key_words(std::string_view key) {
    std::vector<std::string_view> words;
    while (!key.empty() && words.size() < limits::kMostNameWords) {
        const std::size_t end = std::min(key.find(' '), key.size());
        if (end > 0) {
            words.push_back(key.substr(0, end));
        }
        key.remove_prefix(std::min(end + 1, key.size()));
    }
    return words;
}

bool name_word_matches(std::string_view query, std::string_view word, LastWord last) {
    if (is_initial(query)) {
        return symbols_match(query, word, LastWord::Begun);
    }
    return is_initial(word) ? symbols_match(word, query, LastWord::Begun)
                            : symbols_match(query, word, last);
}

bool name_key_matches(std::string_view query, std::string_view name, LastWord last) {
    const std::vector<std::string_view> wanted = name_key_words(query),
                                        words = name_key_words(name);
    if (wanted.empty() || words.empty()) {
        return false;
    }
    // One letter that is being typed is no initial yet.
    bool known = last == LastWord::Begun && wanted.size() == 1 && is_initial(wanted[0]);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const bool ends = i + 1 == wanted.size();
        const Met met = any_matches(wanted[i], words, ends ? last : LastWord::Whole);
        known = known || met == Met::Yes;
        if (met != Met::No) {
            continue;
        }
        if (!ends && any_matches(joined(wanted[i], wanted[i + 1]), words,
                                 i + 2 == wanted.size() ? last : LastWord::Whole) == Met::Yes) {
            known = true;
            ++i;  // both are found
            continue;
        }
        return false;
    }
    return known;
}

}  // namespace lotse
