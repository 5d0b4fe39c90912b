// SPDX-License-Identifier: EUPL-1.2
#include "text/words/collation.h"

#include <unicode/coll.h>
#include <unicode/normalizer2.h>
#include <unicode/sortkey.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <memory>
#include <numeric>
#include <optional>
#include <utility>

#include "core/check.h"
#include "text/icu_locale.h"
#include "text/icu_strings.h"

namespace lotse::text {

namespace {

/// What decomposition leaves apart although people type one for the other. Applied after
/// decomposition and case folding.
constexpr std::pair<char16_t, const char16_t*> kAlike[] = {
    {u'ı', u"i"},  {u'ø', u"o"},  {u'ł', u"l"}, {u'đ', u"d"}, {u'ð', u"d"}, {u'þ', u"th"},
    {u'æ', u"ae"}, {u'œ', u"oe"}, {u'ә', u"е"}, {u'ґ', u"г"}, {u'ٱ', u"ا"}, {u'ى', u"ي"},
    {u'ی', u"ي"},  {u'ې', u"ي"},  {u'ۍ', u"ي"}, {u'ک', u"ك"}, {u'ګ', u"گ"}, {u'ة', u"ه"},
    {u'ە', u"ه"},  {u'ہ', u"ه"},  {u'ھ', u"ه"}, {u'ۆ', u"و"}, {u'ڤ', u"ف"}, {u'ኣ', u"አ"},
};

/// Tigrinya letters of one sound: series of eight syllables that are searched as another series.
constexpr std::pair<char16_t, char16_t> kSameSound[] = {
    {u'\u1220', u'\u1230'},  // ሠ as ሰ
    {u'\u1280', u'\u1210'},  // ኀ as ሐ
    {u'\u1340', u'\u1338'},  // ፀ as ጸ
};
constexpr char16_t kSyllablesOfSeries = 8;

bool is_dropped(UChar32 character) {
    const std::int8_t type = u_charType(character);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR)
        return true;
    // The dot of Leichte Sprache parts a word for the eye only.
    constexpr std::u16string_view kSilent = u"'’‘ʼʻ`´ʿʾـ·";
    return character <= 0xFFFF &&
           kSilent.find(static_cast<char16_t>(character)) != std::u16string_view::npos;
}

void append_folded(icu::UnicodeString& out, UChar32 character) {
    const auto unit = static_cast<char16_t>(character);
    if (character <= 0xFFFF) {
        for (const auto& [from, to] : kAlike) {
            if (unit == from) {
                out.append(icu::UnicodeString(to));
                return;
            }
        }
        for (const auto& [from, to] : kSameSound) {
            if (unit >= from && unit < from + kSyllablesOfSeries) {
                out.append(static_cast<UChar>(to + (unit - from)));
                return;
            }
        }
    }
    if (u_charType(character) == U_DECIMAL_DIGIT_NUMBER) {
        out.append(static_cast<UChar>(u'0' + u_charDigitValue(character)));
    } else if (u_isalnum(character)) {
        out.append(character);
    } else if (!out.isEmpty() && !out.endsWith(u" ", 1)) {
        out.append(u' ');
    }
}

}  // namespace

std::string search_key(std::string_view text, const std::string& tag) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* decomposition = icu::Normalizer2::getNFKDInstance(status);
    LOTSE_CHECK(U_SUCCESS(status));
    icu::UnicodeString folded = to_icu(text);
    folded.foldCase(U_FOLD_CASE_DEFAULT);
    const icu::UnicodeString letters = decomposition->normalize(folded, status);
    LOTSE_CHECK(U_SUCCESS(status));
    icu::UnicodeString out;
    for (std::int32_t i = 0; i < letters.length(); i = letters.moveIndex32(i, 1)) {
        const UChar32 character = letters.char32At(i);
        if (!is_dropped(character)) append_folded(out, character);
    }
    out.trim();
    if (tag == "de" || tag.starts_with("de-")) {
        // Accents are gone, so that "Ägypten" and "Aegypten" meet in the middle.
        for (const auto& [two, one] : {std::pair{u"ae", u"a"}, {u"oe", u"o"}, {u"ue", u"u"}}) {
            out.findAndReplace(icu::UnicodeString(two), icu::UnicodeString(one));
        }
    }
    return from_icu(out);
}

std::vector<std::size_t> alphabetical(const std::vector<std::string>& names,
                                      const std::string& locale) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::Collator> collator(
        icu::Collator::createInstance(known_locale(locale), status));
    LOTSE_CHECK(U_SUCCESS(status));
    std::vector<icu::CollationKey> keys(names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
        collator->getCollationKey(to_icu(names[i]), keys[i], status);
    }
    LOTSE_CHECK(U_SUCCESS(status));
    std::vector<std::size_t> order(names.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
        UErrorCode comparison = U_ZERO_ERROR;
        return keys[a].compareTo(keys[b], comparison) == UCOL_LESS;
    });
    return order;
}

}  // namespace lotse::text
