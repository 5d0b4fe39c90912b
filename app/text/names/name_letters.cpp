// SPDX-License-Identifier: EUPL-1.2
#include "text/names/name_letters.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <string_view>

#include "core/check.h"

namespace lotse::text {

namespace {

struct Rule {
    std::u16string_view letters;
    std::string_view symbols;
};

/// The first rule whose letters stand at `at`: longer ones come first in a table.
template <std::size_t N>
const Rule* rule_at(const Rule (&table)[N], std::u16string_view word, std::size_t at) {
    for (const Rule& rule : table) {
        if (word.substr(at, rule.letters.size()) == rule.letters) return &rule;
    }
    return nullptr;
}

/// Doubled letters are one sound, and people double them as they like (Hassan, Hasan).
void push(WipedString& key, char symbol) {
    if (key.empty() || key.back() != symbol) key += symbol;
}
void push(WipedString& key, std::string_view symbols) {
    for (const char symbol : symbols) push(key, symbol);
}

/// Turkish hardens the last consonant (Ahmet, Halit).
void soften_end(WipedString& key, std::size_t begin) {
    if (key.size() > begin + 1 && (key.back() == 'd' || key.back() == 't')) key.back() = 'D';
}

// --- Names of two words that have grown together -------------------------------------------------

/// Najibullah, Nuruddin, Habiburrahman: "of God", "of the faith", "of the Merciful". The vowel
/// between is whatever the country makes of an Arabic case ending (-ullah, -ollah, -allah), the
/// first consonant swallows the article's l, and what stands before is a word with an end of its
/// own. So the last word is one row of symbols in every script; the first is spelt as ever.
struct Tail {
    std::u16string_view letters;
    std::string_view symbols;
    std::u16string_view vowels;  ///< one of them stands before
};

struct Halves {
    std::u16string_view first;
    std::string_view last;  ///< symbols; empty for a name of one word
};

constexpr std::size_t kShortestFirstHalf = 2;

template <std::size_t N>
Halves halves_of(const Tail (&tails)[N], std::u16string_view word) {
    for (const Tail& tail : tails) {
        if (word.size() <= tail.letters.size() || !word.ends_with(tail.letters)) continue;
        std::u16string_view first = word.substr(0, word.size() - tail.letters.size());
        if (tail.vowels.find(first.back()) == std::u16string_view::npos) continue;
        if (first == u"ala") return {first, tail.symbols};    // Aladdin: the vowel is its own
        first.remove_suffix(first.ends_with(u"ou") ? 2 : 1);  // French: Nasroullah
        if (first.size() >= kShortestFirstHalf) return {first, tail.symbols};
    }
    return {word, {}};
}

// --- Latin ---------------------------------------------------------------------------------------

constexpr std::string_view kOfGod = "el#", kOfFaith = "edin";
constexpr Tail kLatinTails[] = {
    {u"llah", kOfGod, u"uoa"},        {u"lloh", kOfGod, u"uo"},
    {u"lah", kOfGod, u"uo"},          {u"lla", kOfGod, u"ua"},
    {u"llo", kOfGod, u"u"},  // Tajik and Uzbek
    {u"ddin", kOfFaith, u"aeiouüy"},  {u"ddine", kOfFaith, u"aeiouüy"},
    {u"ddeen", kOfFaith, u"aeiou"},   {u"ttin", kOfFaith, u"aeiuü"},  // Turkish
    {u"tdin", kOfFaith, u"aeiu"},     {u"din", kOfFaith, u"aeu"},     // and not -odin: Borodin
    {u"dine", kOfFaith, u"aeu"},      {u"deen", kOfFaith, u"aeu"},
    {u"rrahman", "erehmen", u"aeou"}, {u"rrehman", "erehmen", u"aeou"},
    {u"rrahim", "erehim", u"aeou"},   {u"rraheem", "erehim", u"aeou"},
    {u"lhaq", "ehaQ", u"ou"},         {u"lhak", "ehak", u"ou"},
    {u"lhuda", "ehOda", u"aeou"},     {u"lhoda", "ehOda", u"aeou"},
    {u"lhouda", "ehOda", u"aeou"},    {u"labidin", "eabedin", u"ou"},
    {u"labedin", "eabedin", u"ou"},   {u"labideen", "eabedin", u"ou"},
};
/// Alone they are a word of a name (Najib Ullah); "Alla" alone is a name.
constexpr std::u16string_view kGodAlone[] = {u"ullah", u"oullah", u"ollah", u"allah"};

/// Vowels and the letters between vowel and consonant stay letters here (a e i o u y w j h, and ö
/// as 0, ü as ;, ı as |, oo as :), because what they are depends on their neighbours.
constexpr Rule kLatin[] = {
    // German
    {u"tsch", "!"},
    {u"dsch", "4"},
    {u"sch", "$"},
    {u"ck", "k"},
    {u"tz", "&"},
    // English, and what passports of many countries follow
    {u"tch", "!"},
    {u"dzh", "4"},
    {u"ishaq", "iShaQ"},  // s and h: إسحاق
    {u"ishak", "iShak"},
    {u"eshaq", "eShaQ"},
    {u"eshagh", "eShagH"},
    {u"sh", "$"},
    {u"khr", "Xr"},  // Khrystyna, Kristina
    {u"kh", "x"},
    {u"gh", "gH"},  // Ghassan, Ghirmay
    {u"zh", "BH"},  // Zhanna, and z before h: Mazhar
    {u"th", "5H"},  // Othman, Thomas, and t before h
    {u"dh", "7H"},  // Ridha, and d before h: Medhin
    {u"ph", "f"},
    {u"ts", "&"},
    {u"ee", "i"},  // Naweed
    {u"oo", ":"},  // Mahmood
    // French
    {u"dj", "8@"},  // Djamel, Djordjević, but also Nadja
    {u"ch", "c"},
    // Polish
    {u"cz", "!"},
    {u"sz", "2"},
    // Marks that change the sound; the others are dropped.
    {u"ç", "%"},
    {u"č", "%"},
    {u"ć", "%"},
    {u"ş", "2"},
    {u"š", "2"},
    {u"ș", "2"},
    {u"ś", "2"},
    {u"ž", "3"},
    {u"ź", "3"},
    {u"ż", "3"},
    {u"ţ", "+"},
    {u"ț", "+"},
    {u"ğ", "?"},
    {u"đ", "8"},
    {u"ñ", "nY"},
    {u"ł", "l"},
    {u"ö", "0"},
    {u"ő", "0"},
    {u"ø", "0"},
    {u"ü", ";"},
    {u"ű", ";"},
    {u"ä", "e"},
    {u"æ", "e"},
    {u"œ", "0"},
    {u"ə", "|"},
    {u"ı", "|"},
    // Letters
    {u"ss", "S"},  // never z
    {u"x", "X9"},
    {u"c", "C"},
    {u"q", "Q"},
    {u"þ", "5"},
    {u"ð", "7"},
    {u"a", "a"},
    {u"e", "e"},
    {u"i", "i"},
    {u"o", "o"},
    {u"u", "u"},
    {u"y", "y"},
    {u"w", "w"},
    {u"j", "j"},
    {u"h", "h"},
    {u"b", "b"},
    {u"d", "d"},
    {u"f", "f"},
    {u"g", "g"},
    {u"k", "k"},
    {u"l", "l"},
    {u"m", "m"},
    {u"n", "n"},
    {u"p", "p"},
    {u"r", "r"},
    {u"s", "s"},
    {u"t", "t"},
    {u"v", "v"},
    {u"z", "z"},
};

bool is_vowel(char letter) {
    return letter != '\0' && std::string_view("aeiou0;|:").find(letter) != std::string_view::npos;
}

/// The word without marks that change nothing.
WipedString16 unmarked(std::u16string_view word) {
    WipedString16 out;
    for (std::size_t at = 0; at < word.size(); ++at) {
        if (word[at] < 0x80 || rule_at(kLatin, word, at) != nullptr) {
            out += word[at];
            continue;
        }
        UErrorCode status = U_ZERO_ERROR;
        icu::UnicodeString parts;
        if (icu::Normalizer2::getNFDInstance(status)->getDecomposition(word[at], parts)) {
            out += parts[0];
        }
    }
    return out;
}

/// The letters of kLatin, doubled ones once, as far as they do not depend on their neighbours.
WipedString latin_letters(std::u16string_view word) {
    WipedString letters;
    for (std::size_t at = 0; at < word.size();) {
        const Rule* rule = rule_at(kLatin, word, at);
        if (rule != nullptr) push(letters, rule->symbols);
        at += rule != nullptr ? rule->letters.size() : 1;
    }
    return letters;
}

/// Ukrainian г, which Russian says g: Serhii, Yevhen, Olha, Hryhorii, Ihor, Bohdan. Nobody has a
/// name that differs from another's by that there.
bool is_ukrainian_g(char before, char after) {
    const std::string_view consonants = "rlv", vowels = "iye";
    return after == 'r' || (before != '\0' && consonants.find(before) != std::string_view::npos) ||
           (after == 'o' && before != '\0' && vowels.find(before) != std::string_view::npos) ||
           (before == 'o' && after == 'd');
}

/// What the letter at `at` is beside its neighbours.
char latin_symbol(std::string_view letters, std::size_t at) {
    const char letter = letters[at];
    const char before = at > 0 ? letters[at - 1] : '\0';
    const char after = at + 1 < letters.size() ? letters[at + 1] : '\0';
    const bool after_vowel = is_vowel(before), before_vowel = is_vowel(after);
    switch (letter) {
        case 'a':
            return after == 'u' || after == 'w' ? 'A' : 'a';  // Tawfiq, Toufik
        case 'e':
            return at == 0 || (at == 1 && (before == 'y' || before == 'j' || before == 'i')) ? 'E'
                                                                                             : 'e';
        case 'o':
            return 'O';
        case '0':
            return 'o';
        case ';':
            return 'u';
        case '|':
            return 'E';
        case 'i':
            if (at == 0 && after == 'e') return 'Y';  // Ievgen, Evgen
            return after_vowel || before_vowel ? 'y' : 'i';
        case ':':
            // Dawood and Raoof may have one letter for w and the vowel.
            return after_vowel || before == 'w' || before == 'v' ? 'w' : '_';
        case 'u':
            if (before == 'Q' && before_vowel) return '<';  // Siddiqui, Quentin
            return after_vowel || before_vowel ? 'w' : 'O';
        case 'y':
            if (before == 'i') return 'Y';            // Andriy, Andrii; Mariya, Maria
            if (at == 0 && after == 'e') return 'Y';  // Yevhen, Evgen
            return after_vowel || before_vowel || before == '\0' ? 'y' : 'q';
        case 'j':
            if (at == 0 && after == 'e') return '@';         // Jewgenij
            if (before == 'e' && after == '\0') return '@';  // Sergej
            return before == 'i' ? '@' : 'j';                // Andrij, Marija
        case 'w':
            return after_vowel && !before_vowel ? 'W' : 'v';
        case 'h':
            if (after == '\0') return 'H';
            return is_ukrainian_g(before, after) ? 'G' : 'h';
        default:
            return letter;
    }
}

/// "alkhatib" has the article; what remains must be a word.
bool begins_with_article(std::string_view letters) {
    constexpr std::size_t kFewestConsonants = 3;
    return letters.size() > 2 && (letters[0] == 'a' || letters[0] == 'e') && letters[1] == 'l' &&
           !is_vowel(letters[2]) && letters[2] != 'y' && letters[2] != 'j' &&
           std::count_if(letters.begin() + 2, letters.end(), [](char c) { return !is_vowel(c); }) >=
               static_cast<std::ptrdiff_t>(kFewestConsonants);
}

}  // namespace

void append_latin(WipedString& key, const WipedString16& word) {
    const WipedString16 plain = unmarked(word);
    if (std::ranges::find(kGodAlone, std::u16string_view(plain)) != std::end(kGodAlone)) {
        key += kOfGod;
        return;
    }
    const Halves halves = halves_of(kLatinTails, plain);
    const WipedString letters = latin_letters(halves.first);
    const std::string_view all = letters;
    const std::size_t begin = key.size();
    std::size_t at = 0;
    if (all.starts_with("oleks") || all.starts_with("oleX")) {
        key += '\'';
        at = 1;
    } else if (begins_with_article(all)) {
        key += "A1";
        at = 2;
    } else if (all.starts_with("abd") && all.size() > 4 && is_vowel(all[3])) {
        // Abdul, Abdel, Abd al: one vowel is as good as another, and the article melts away.
        if (all.substr(4) == "lah" || all.substr(4) == "la") {
            key += "abd";  // Abdela, as Abdullah
            key += kOfGod;
            return;
        }
        key += all[4] == 'l' ? "abde1" : "abde";
        at = all[4] == 'l' ? 5 : 4;
    }
    for (; at < all.size(); ++at) {
        // French ou: one vowel, or w.
        if (all[at] == 'o' && at + 1 < all.size() && all[at + 1] == 'u') {
            push(key, 'w');
            ++at;
            continue;
        }
        push(key, latin_symbol(all, at));
        // Syed, Sayed; Hyat, Hayat: a vowel that India and Pakistan leave out before y.
        if (at == 0 && !is_vowel(all[0]) && all.size() > 2 && all[1] == 'y' && is_vowel(all[2])) {
            push(key, '*');
        }
    }
    if (halves.last.empty()) soften_end(key, begin);
    key += halves.last;
}

// --- Arabic --------------------------------------------------------------------------------------

namespace {

/// Consonants. Behind each a vowel may be spoken that is not written.
constexpr Rule kArabic[] = {
    {u"ب", "b"}, {u"پ", "p"}, {u"ت", "t"}, {u"ټ", "t"}, {u"ٹ", "t"}, {u"ث", "5"}, {u"ج", "J"},
    {u"چ", "!"}, {u"ح", "h"}, {u"خ", "x"}, {u"د", "d"}, {u"ډ", "d"}, {u"ڈ", "d"}, {u"ذ", "7"},
    {u"ر", "r"}, {u"ړ", "r"}, {u"ڕ", "r"}, {u"ڑ", "r"}, {u"ز", "Z"}, {u"ژ", "6"}, {u"ځ", "Z"},
    {u"څ", "~"}, {u"س", "S"}, {u"ش", "$"}, {u"ښ", "c"}, {u"ص", "S"}, {u"ض", "7"}, {u"ط", "t"},
    {u"ظ", "7"}, {u"غ", "g"}, {u"ږ", ">"}, {u"ف", "V"}, {u"ڤ", "v"}, {u"ق", "Q"}, {u"ك", "k"},
    {u"ک", "k"}, {u"گ", "g"}, {u"ګ", "g"}, {u"ل", "l"}, {u"ڵ", "l"}, {u"م", "m"}, {u"ن", "n"},
    {u"ڼ", "n"}, {u"ں", "n"}, {u"ه", "h"}, {u"ہ", "h"}, {u"ھ", "h"},
};
constexpr std::u16string_view kWaw = u"وۇۋ", kYeh = u"يیېۍےۑ";

/// The last words of halves_of, which Arabic letters always write with the article.
constexpr Rule kArabicTails[] = {
    {u"الله", kOfGod},
    {u"اللہ", kOfGod},
    {u"اللە", kOfGod},
    {u"وڵڵا", kOfGod},
    {u"وڵا", kOfGod},
    {u"وللا", kOfGod},  // Sorani
    {u"الدين", "e1d*)*n"},
    {u"الدین", "e1d*)*n"},
    {u"الرحمن", "e1r*h*m*n"},
    {u"الرحيم", "e1r*h*)*m"},
    {u"الرحیم", "e1r*h*)*m"},
    {u"الحق", "e1h*Q"},
    {u"الاسلام", "e1ES*l(m"},
    {u"الإسلام", "e1ES*l(m"},
    {u"الزمان", "e1Z*m(n"},
    {u"العابدين", "e1Ab*d*)*n"},
    {u"العابدین", "e1Ab*d*)*n"},
    {u"الهدى", "e1h*d="},
    {u"الهدی", "e1h*d="},
};

bool is_one_of(char16_t letter, std::u16string_view letters) {
    return letters.find(letter) != std::u16string_view::npos;
}

/// Letters of a long or written vowel, in front of which no other is spoken.
bool is_written_vowel(char16_t letter) {
    return is_one_of(letter, u"اآأٱىةەۆێع");
}

/// Vowel signs, which few write, stand between letters that have to be neighbours.
WipedString16 without_marks(std::u16string_view word) {
    WipedString16 out;
    for (const char16_t letter : word) {
        if (u_charType(letter) != U_NON_SPACING_MARK) out += letter;
    }
    return out;
}

void append_arabic_letter(WipedString& key, std::u16string_view word, std::size_t at) {
    const char16_t letter = word[at];
    const char16_t after = at + 1 < word.size() ? word[at + 1] : u'\0';
    const bool first = at == 0, last = after == u'\0';
    const bool open = !last && !is_written_vowel(after);  // a vowel may follow that is not written
    const char16_t before = first ? u'\0' : word[at - 1];
    if (const Rule* rule = rule_at(kArabic, word, at)) {
        // Persian ends -eh with ه, which nobody hears; Khushal is خوش and حال; Chaudhry has the ہ
        // of چوہدری elsewhere or not at all.
        const bool faint = last || (before == u'ش' && letter == u'ح') ||
                           (is_one_of(before, kWaw) && letter == u'ہ' && open);
        push(key, faint && rule->symbols == "h" ? "H" : rule->symbols);
        if (open) push(key, '*');
    } else if (is_one_of(letter, kWaw)) {
        // Silent in Persian خوا; the second one of داوود is a vowel, or none of its own.
        const bool faint = (before == u'خ' && after == u'ا') || (at > 1 && is_one_of(before, kWaw));
        push(key, first ? 'v' : faint ? '<' : 'W');
        if (open) push(key, '*');
    } else if (is_one_of(letter, kYeh)) {
        push(key, ')');
        if (open) push(key, '*');
    } else if (first && is_one_of(letter, u"اأإعٱ")) {
        // Any vowel (Ahmad, Ibrahim, Omar); in front of another letter of a vowel only its bearer
        // (Isa, Iman, Adel).
        push(key, is_one_of(after, kWaw) || is_one_of(after, kYeh) || after == u'ا' ? 'e' : 'E');
    } else if (is_one_of(letter, u"اآٱة")) {
        push(key, '(');
    } else if (is_one_of(letter, u"أع")) {
        push(key, 'A');
    } else if (letter == u'ى') {
        push(key, last ? '=' : ')');  // Egyptian ي
    } else if (letter == u'ئ' && !first) {
        push(key, 'Y');
        if (open) push(key, '*');
    } else if (letter == u'ؤ') {
        push(key, '<');  // Moomen
        if (open) push(key, '*');
    } else if (letter == u'ە' || letter == u'ێ') {
        push(key, 'E');  // Sorani writes its vowels
    } else if (letter == u'ۆ') {
        push(key, 'O');
    }
}

}  // namespace

void append_arabic(WipedString& key, const WipedString16& word) {
    const WipedString16 plain = without_marks(word);
    std::u16string_view all = plain;
    const std::size_t begin = key.size();
    std::string_view last_half;
    for (const Rule& tail : kArabicTails) {
        if (!all.ends_with(tail.letters)) continue;
        const std::size_t first_half = all.size() - tail.letters.size();
        if (first_half != 0 && first_half < kShortestFirstHalf) break;
        all.remove_suffix(tail.letters.size());
        last_half = tail.symbols;
        break;
    }
    constexpr std::size_t kShortestWithArticle = 4;
    constexpr std::u16string_view kAbdAl = u"عبدال";
    std::size_t at = 0;
    if (all.size() >= kShortestWithArticle && all.starts_with(u"ال")) {
        key += "e1";  // al, el, and what stands before it: Salah ud-Din
        at = 2;
    } else if (all.size() > kAbdAl.size() + 1 && all.starts_with(kAbdAl)) {
        key += "E*b*d*1";  // the article melts away: Abdullah, Abdurrahman
        at = kAbdAl.size();
    }
    for (; at < all.size(); ++at) append_arabic_letter(key, all, at);
    if (last_half.empty()) soften_end(key, begin);
    key += last_half;
}

// --- Cyrillic ------------------------------------------------------------------------------------

namespace {

constexpr Rule kCyrillic[] = {
    {u"дж", "4"}, {u"тс", "&"}, {u"иј", "iY"}, {u"а", "a"}, {u"б", "b"},  {u"в", "v"},
    {u"г", "G"},  {u"ґ", "g"},  {u"ғ", "g"},   {u"д", "d"}, {u"е", "YE"}, {u"є", "YE"},
    {u"ё", "YE"}, {u"э", "E"},  {u"ә", "E"},   {u"ж", "6"}, {u"з", "Z"},  {u"и", "i"},
    {u"і", "i"},  {u"ї", "Yi"}, {u"ы", "q"},   {u"й", "y"}, {u"ј", "y"},  {u"к", "k"},
    {u"қ", "Q"},  {u"л", "l"},  {u"љ", "lY"},  {u"м", "m"}, {u"н", "n"},  {u"њ", "nY"},
    {u"ң", "n"},  {u"о", "O"},  {u"ө", "O"},   {u"п", "p"}, {u"р", "r"},  {u"с", "S"},
    {u"т", "t"},  {u"у", "O"},  {u"ү", "O"},   {u"ұ", "O"}, {u"ў", "w"},  {u"ф", "f"},
    {u"х", "x"},  {u"һ", "h"},  {u"ц", "+"},   {u"ч", "%"}, {u"ћ", "%"},  {u"ќ", "%"},
    {u"џ", "4"},  {u"ђ", "8"},  {u"ѓ", "8"},   {u"ш", "2"}, {u"щ", "$/"}, {u"ь", "Y"},
    {u"ю", "yO"}, {u"я", "ya"},
};
constexpr Tail kCyrillicTails[] = {
    {u"ллах", kOfGod, u"уоа"},       {u"ллох", kOfGod, u"уо"},
    {u"ллоҳ", kOfGod, u"уо"},        {u"лла", kOfGod, u"уоа"},
    {u"лло", kOfGod, u"у"},          {u"ддин", kOfFaith, u"аеиоуэ"},
    {u"тдин", kOfFaith, u"аеиоуэ"},  {u"ттин", kOfFaith, u"аеиуэ"},
    {u"дин", kOfFaith, u"у"},  // and not -один: Бородин
    {u"ррахман", "erehmen", u"аиу"}, {u"ррахим", "erehim", u"аиу"},
};

}  // namespace

void append_cyrillic(WipedString& key, const WipedString16& word) {
    const Halves halves = halves_of(kCyrillicTails, word);
    const std::u16string_view all = halves.first;
    const std::size_t begin = key.size();
    std::size_t at = 0;
    if (all.starts_with(u"ганн")) {  // Ганна
        push(key, '^');
        at = 1;
    } else if (all.starts_with(u"олекс")) {
        key += '\'';
        at = 1;
    }
    while (at < all.size()) {
        const Rule* rule = rule_at(kCyrillic, all, at);
        if (rule == nullptr) {
            ++at;
            continue;
        }
        at += rule->letters.size();
        std::string_view symbols = rule->symbols;
        // After i, and after a soft sign, nobody is sure of the y: Serhij, Marija, Natalja.
        if (symbols.front() == 'y' && key.size() > begin) {
            if (key.back() == 'i' || key.back() == 'q') {
                push(key, 'Y');
                symbols.remove_prefix(1);
            } else if (key.back() == 'Y') {
                key.back() = 'y';
                symbols.remove_prefix(1);
            }
        }
        push(key, symbols);
    }
    if (all.ends_with(u"ей")) key.back() = 'Y';  // Сергей, Сергій, Serhii
    if (halves.last.empty()) soften_end(key, begin);
    key += halves.last;
}

// --- Ethiopic ------------------------------------------------------------------------------------

namespace {

constexpr Rule kEthiopic[] = {
    {u"č̣", "!"}, {u"a", "E"},  // ä: Tewelde, Tewolde
    {u"ā", "a"}, {u"e", "E"},  {u"ē", "E"}, {u"i", "i"}, {u"ī", "i"}, {u"o", "O"}, {u"ō", "O"},
    {u"u", "O"}, {u"ū", "O"},  {u"ǝ", "e"},  // often not spoken: Birhane, Brhane
    {u"ə", "e"}, {u"b", "b"},  {u"č", "!"}, {u"d", "d"}, {u"f", "f"}, {u"g", "g"}, {u"ǧ", "4"},
    {u"h", "h"}, {u"ḥ", "h"},  {u"ḫ", "h"}, {u"k", "k"}, {u"ḵ", "K"}, {u"l", "l"}, {u"m", "m"},
    {u"n", "n"}, {u"ñ", "nY"}, {u"p", "p"}, {u"ṗ", "p"}, {u"q", "Q"}, {u"r", "r"}, {u"s", "S"},
    {u"ś", "S"}, {u"š", "$"},  {u"t", "t"}, {u"ṭ", "t"}, {u"v", "v"}, {u"w", "v"}, {u"y", "y"},
    {u"z", "Z"}, {u"ž", "6"},  {u"ṣ", "~"}, {u"ḍ", "~"},  // ጸ and ፀ: Tsegay, Zegay, Segay
};
constexpr Tail kEthiopicTails[] = {
    {u"dalā", "del#", u"ǝ"},  // አብደላ
    {u"lā", kOfGod, u"uū"},
    {u"lāh", kOfGod, u"uūāa"},
    {u"lāhǝ", kOfGod, u"uūāa"},
};

}  // namespace

void append_ethiopic(WipedString& key, const WipedString16& word) {
    const Halves halves = halves_of(kEthiopicTails, word);
    const std::u16string_view all = halves.first;
    const std::size_t begin = key.size();
    for (std::size_t at = 0; at < all.size();) {
        const Rule* rule = rule_at(kEthiopic, all, at);
        if (rule == nullptr) {
            ++at;
            continue;
        }
        at += rule->letters.size();
        push(key, rule->symbols);
    }
    if (key.size() > begin + 1 && key.back() == 'e') key.pop_back();
    if (halves.last.empty()) soften_end(key, begin);
    key += halves.last;
}

// --- Scripts of India ----------------------------------------------------------------------------

namespace {

constexpr struct {
    std::u16string_view letters, latin;
} kIndic[] = {
    {u"r\u0325", u"ri"}, {u"j\u00F1", u"gy"}, {u"m\u0310", u"n"}, {u"\u1E41h", u"ngh"},
    {u"ch", u"ch"},      {u"c", u"ch"},       {u"\u015B", u"sh"}, {u"\u1E63", u"sh"},
    {u"\u1E6D", u"t"},   {u"\u1E0D", u"d"},   {u"\u1E47", u"n"},  {u"\u00F1", u"n"},
    {u"\u1E45", u"n"},   {u"\u1E41", u"n"},   {u"\u1E5B", u"r"},  {u"\u1E37", u"l"},
    {u"\u1E3B", u"l"},   {u"\u1E8F", u"y"},   {u"\u1E25", u""},   {u"\u0101", u"a"},
    {u"\u012B", u"i"},   {u"\u016B", u"u"},   {u"\u0113", u"e"},  {u"\u014D", u"o"},
};

/// The a that every letter has unless another vowel is written. At the end nobody speaks it, but
/// behind two consonants: Kumar, Krishna.
bool ends_unspoken(std::u16string_view word) {
    const auto is_consonant = [&](std::size_t from_end) {
        return from_end <= word.size() &&
               std::u16string_view(u"aeiou\u0101\u012B\u016B\u0113\u014D")
                       .find(word[word.size() - from_end]) == std::u16string_view::npos;
    };
    return word.size() > 2 && word.back() == u'a' && is_consonant(2) &&
           (!is_consonant(3) || word[word.size() - 2] == u'h');
}

}  // namespace

void append_indic(WipedString& key, const WipedString16& word) {
    std::u16string_view rest = word;
    if (ends_unspoken(rest)) rest.remove_suffix(1);
    WipedString16 latin;
    while (!rest.empty()) {
        const auto* rule = std::ranges::find_if(
            kIndic, [&](const auto& one) { return rest.starts_with(one.letters); });
        const bool known = rule != std::end(kIndic);
        latin += known ? rule->latin : rest.substr(0, 1);
        rest.remove_prefix(known ? rule->letters.size() : 1);
    }
    append_latin(key, latin);
}

}  // namespace lotse::text
