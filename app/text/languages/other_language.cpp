// SPDX-License-Identifier: EUPL-1.2
#include "text/languages/other_language.h"

#include <unicode/locid.h>
#include <unicode/uchar.h>

#include <cstdint>
#include <set>

#include "text/icu_strings.h"
#include "text/languages/locale_lint.h"
#include "text/words/text_kinds.h"

namespace lotse::text {

namespace {

/// Shorter texts are the same in several languages by chance, and names of things everywhere.
constexpr int kFewestLetters = 10;
constexpr std::size_t kFewestTexts = 3;
constexpr std::size_t kFewestOfVariant = 20;
constexpr std::size_t kTooManyPercent = 30;
constexpr std::size_t kTooManyPercentOfVariant = 90;

bool counts(const std::string& id, const std::string& text) {
    if (is_for_staff(id)) return false;
    const icu::UnicodeString characters = to_icu(text);
    int letters = 0;
    for (std::int32_t i = 0; i < characters.length(); i = characters.moveIndex32(i, 1)) {
        letters += u_isalpha(characters.char32At(i)) ? 1 : 0;
    }
    return letters >= kFewestLetters;
}

std::string base_of(const Language& language) {
    return icu::Locale(language.locale.c_str()).getLanguage();
}

}  // namespace

std::string other_language(const Texts& texts, const Language& language,
                           const std::vector<Language>& all) {
    std::size_t counted = 0;
    std::map<const Language*, std::size_t> same;
    for (const auto& [id, text] : texts) {
        if (!counts(id, text)) continue;
        std::vector<const Language*> there;
        std::set<std::string> bases;
        for (const Language& other : all) {
            if (other.tag == language.tag || other.messages.view(id) != text) continue;
            there.push_back(&other);
            bases.insert(base_of(other));
        }
        if (bases.size() > 1) continue;
        ++counted;
        for (const Language* other : there) ++same[other];
    }
    const Language* likest = nullptr;
    for (const auto& [other, count] : same) {
        const bool variant = base_of(*other) == base_of(language);
        const std::size_t too_many = variant ? kTooManyPercentOfVariant : kTooManyPercent;
        if (count < (variant ? kFewestOfVariant : kFewestTexts) ||
            count * 100 <= counted * too_many) {
            continue;
        }
        if (likest == nullptr || count > same[likest]) likest = other;
    }
    if (likest == nullptr) return "";
    return "are those of " + likest->tag + ": " + std::to_string(same[likest]) + " of " +
           std::to_string(counted) + " are the same there";
}

}  // namespace lotse::text
