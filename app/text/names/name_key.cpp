// SPDX-License-Identifier: EUPL-1.2
#include "text/names/name_key.h"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "core/check.h"
#include "core/limits.h"
#include "text/icu_strings.h"
#include "text/names/name_letters.h"

namespace lotse::text {

namespace {

/// An ICU string that leaves nothing behind.
class Secret16 {
public:
    explicit Secret16(icu::UnicodeString text) : m_text(std::move(text)) {}
    ~Secret16() {
        const std::int32_t capacity = m_text.getCapacity();
        if (char16_t* buffer = m_text.getBuffer(capacity)) {
            wipe_bytes(buffer, static_cast<std::size_t>(capacity) * sizeof(char16_t));
            m_text.releaseBuffer(0);
        }
    }
    Secret16(const Secret16&) = delete;
    Secret16& operator=(const Secret16&) = delete;
    const icu::UnicodeString& text() const { return m_text; }
    icu::UnicodeString& text() { return m_text; }

private:
    icu::UnicodeString m_text;
};

/// Making one takes milliseconds, so each thread keeps its own: their use is not thread-safe.
const icu::Transliterator& to_latin() {
    UErrorCode status = U_ZERO_ERROR;
    thread_local const std::unique_ptr<icu::Transliterator> transliterator(
        icu::Transliterator::createInstance("Any-Latin; Lower; NFC", UTRANS_FORWARD, status));
    LOTSE_CHECK(transliterator != nullptr);
    return *transliterator;  // NOLINT(clang-analyzer-cplusplus.NewDelete): it lives with its thread
}

std::string_view folded_start(std::string_view name) {
    std::size_t length = std::min(name.size(), lotse::limits::kLongestFoldedNameBytes);
    while (length > 0 && length < name.size() &&
           (static_cast<unsigned char>(name[length]) & 0xC0) == 0x80) {
        --length;  // not inside a character
    }
    return name.substr(0, length);
}

struct Word {
    WipedString16 letters;
    bool hyphen = false;  ///< one follows
    bool dot = false;     ///< the same
};

/// Words of letters and their marks. Apostrophes, ʿ and ʾ stand inside a word without a sound.
std::vector<Word> words_in(const icu::UnicodeString& text) {
    constexpr std::u16string_view kSilent = u"'’‘ʼʻ`´ʿʾʹʺـ";
    std::vector<Word> words;
    bool inside = false;
    for (std::int32_t i = 0; i < text.length(); ++i) {
        const char16_t unit = text[i];
        const UChar32 character = text.char32At(i);
        if (kSilent.find(unit) != std::u16string_view::npos) continue;
        const auto kind = u_charType(character);
        if (u_isalpha(character) || kind == U_NON_SPACING_MARK ||
            kind == U_COMBINING_SPACING_MARK) {  // vowels of the scripts of India
            if (!inside) words.emplace_back();
            words.back().letters += unit;
            inside = true;
        } else {
            if (inside && u_charType(character) == U_DASH_PUNCTUATION) words.back().hyphen = true;
            if (inside && unit == u'.') words.back().dot = true;
            inside = false;
        }
    }
    return words;
}

/// Al-Khatib is found as Khatib; ash-Shami has the article that its first letter made, and so has
/// Habib ur Rahman. Only in front of another word, and the ones that a name could be (An, Or) only
/// with a hyphen.
bool is_article(const Word& word, const Word* next) {
    if (next == nullptr) return false;
    const std::u16string_view letters = word.letters;
    for (const std::u16string_view article : {u"al", u"el", u"ul", u"ال"}) {
        if (letters == article) return true;
    }
    if (!word.hyphen && letters.front() != u'u') return false;
    if (letters == u"ol") return true;
    const bool usual = letters.front() == u'a' || letters.front() == u'e';
    if (!usual && letters.front() != u'o' && letters.front() != u'u') return false;
    const std::u16string_view made = letters.substr(1);
    for (const std::u16string_view consonant :
         {u"sh", u"sch", u"ch", u"th", u"dh", u"s", u"r", u"n", u"d", u"t", u"z"}) {
        if (made == consonant) return usual || next->letters.starts_with(made);
    }
    return false;
}

/// One letter is the beginning of a name, in the scripts that write single sounds.
bool is_one_letter(const Word& word) {
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(word.letters.front(), &status)) {
        case USCRIPT_HAN:
        case USCRIPT_HANGUL:
        case USCRIPT_HIRAGANA:
        case USCRIPT_KATAKANA:
            return false;
        default:
            return word.letters.size() == 1;
    }
}

bool is_of_india(UScriptCode script) {
    switch (script) {
        case USCRIPT_DEVANAGARI:
        case USCRIPT_BENGALI:
        case USCRIPT_GURMUKHI:
        case USCRIPT_GUJARATI:
        case USCRIPT_ORIYA:
        case USCRIPT_TAMIL:
        case USCRIPT_TELUGU:
        case USCRIPT_KANNADA:
        case USCRIPT_MALAYALAM:
            return true;
        default:
            return false;
    }
}

void append_key(WipedString& key, const WipedString16& letters) {
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(letters.front(), &status)) {
        case USCRIPT_LATIN:
            return append_latin(key, letters);
        case USCRIPT_ARABIC:
            return append_arabic(key, letters);
        case USCRIPT_CYRILLIC:
            return append_cyrillic(key, letters);
        default:
            break;
    }
    const UScriptCode script = uscript_getScript(letters.front(), &status);
    Secret16 latin(icu::UnicodeString(letters.data(), static_cast<std::int32_t>(letters.size())));
    to_latin().transliterate(latin.text());
    const WipedString16 folded(latin.text().getBuffer(),
                               static_cast<std::size_t>(latin.text().length()));
    if (script == USCRIPT_ETHIOPIC) {
        append_ethiopic(key, folded);
    } else if (is_of_india(script)) {
        append_indic(key, folded);
    } else {
        append_latin(key, folded);
    }
}

/// As if more letters followed: what a letter is at the end of a word is another thing.
void append_initial(WipedString& key, const WipedString16& letters) {
    const std::size_t begin = key.size();
    UErrorCode status = U_ZERO_ERROR;
    const bool arabic = uscript_getScript(letters.front(), &status) == USCRIPT_ARABIC;
    const bool latin = uscript_getScript(letters.front(), &status) == USCRIPT_LATIN;
    const bool vowel =
        std::u16string_view(u"aeiouäöüåæøıə").find(letters.front()) != std::u16string_view::npos;
    WipedString16 word = letters;
    if (arabic) word += u'ا';
    if (latin) word += vowel ? u't' : u'a';
    append_key(key, word);
    if ((arabic || latin) && key.size() > begin + 1) key.pop_back();
    if (key.size() > begin) key += kInitialMark;
}

}  // namespace

SecretText name_key(std::string_view name) {
    UErrorCode status = U_ZERO_ERROR;
    // Lower case, composed, without presentation forms and invisible characters.
    const icu::Normalizer2* folding = icu::Normalizer2::getNFKCCasefoldInstance(status);
    LOTSE_CHECK(U_SUCCESS(status));
    const Secret16 raw(to_icu(folded_start(name)));
    const Secret16 text(folding->normalize(raw.text(), status));
    LOTSE_CHECK(U_SUCCESS(status));
    const std::vector<Word> words = words_in(text.text());
    WipedString key;
    key.reserve(4 * lotse::limits::kLongestFoldedNameBytes);
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (is_article(words[i], i + 1 < words.size() ? &words[i + 1] : nullptr)) continue;
        const std::size_t before = key.size();
        if (before > 0) key += ' ';
        const std::size_t begin = key.size();
        is_one_letter(words[i]) ? append_initial(key, words[i].letters)
                                : append_key(key, words[i].letters);
        if (words[i].dot && key.size() == begin + 1) key += kInitialMark;  // Sh., Ch.
        if (key.size() == begin) key.resize(before);                       // no letter with a sound
    }
    return SecretText(std::string_view(key));
}

SecretText name_key_of(const std::vector<std::string_view>& names) {
    WipedString all;
    for (const std::string_view name : names) {
        const SecretText key = name_key(name);
        if (key.empty()) continue;
        if (!all.empty()) all += ' ';
        all += key.view();
    }
    return SecretText(std::string_view(all));
}

bool name_matches(std::string_view query, const std::vector<std::string_view>& names,
                  LastWord last) {
    return name_key_matches(name_key(query).view(), name_key_of(names).view(), last);
}

}  // namespace lotse::text
