// SPDX-License-Identifier: EUPL-1.2
#include "text/words/regions.h"

#include <unicode/locdspnm.h>
#include <unicode/region.h>
#include <unicode/strenum.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "text/icu_locale.h"
#include "text/icu_strings.h"
#include "text/words/also_called.h"
#include "text/words/collation.h"

namespace lotse::text {

namespace {

/// ICU's territories that are nobody's home on paper: uninhabited, military, or a part of a state
/// that has its own entry.
constexpr std::string_view kNoCountries[] = {"AC", "AQ", "BV", "CP", "DG", "EA", "GS",
                                             "HM", "IC", "IO", "SJ", "TA", "TF", "UM"};
constexpr std::string_view kStatesOfThePast[] = {"SU", "YU", "CS", "CSHH", "DD"};
constexpr std::string_view kFrequentCountries[] = {"SY", "UA", "TR", "AF", "IR", "IQ", "ER",
                                                   "TN", "IN", "BA", "PH", "RU", "PL", "DE"};
/// ICU's long names of these are titles ("Sonderverwaltungsregion Hongkong"); the short ones are
/// what people look for.
constexpr std::string_view kShortNamed[] = {"HK", "MO", "PS"};

constexpr std::string_view kFrequentLanguages[] = {"de",  "en", "ar",  "uk", "ru", "tr", "fa",
                                                   "prs", "ps", "kmr", "ti", "fr", "es"};
/// Mother tongues and foreign languages that come up in counselling: official and large languages
/// of the countries of origin, those of minorities who fled, German sign language.
constexpr std::string_view kOtherLanguages[] = {
    "aa",  "af",  "aii", "ak",  "am",  "az",  "ba",  "bal", "be",  "bej", "bg",  "bm",
    "bn",  "bo",  "bs",  "byn", "ca",  "ce",  "ceb", "ckb", "cs",  "cy",  "da",  "din",
    "dyu", "ee",  "el",  "et",  "eu",  "ff",  "fi",  "fil", "fon", "ga",  "gl",  "gsg",
    "gu",  "ha",  "haz", "he",  "hi",  "hr",  "ht",  "hu",  "hy",  "id",  "ig",  "ilo",
    "inh", "is",  "it",  "ja",  "jv",  "ka",  "kab", "kbd", "kea", "kg",  "ki",  "kk",
    "km",  "kn",  "ko",  "kri", "ks",  "ky",  "lb",  "lez", "lg",  "ln",  "lo",  "lt",
    "luo", "lv",  "mai", "man", "men", "mg",  "mk",  "ml",  "mn",  "mos", "mr",  "ms",
    "mt",  "my",  "nb",  "ne",  "nl",  "nus", "ny",  "om",  "or",  "os",  "pa",  "pl",
    "pt",  "qu",  "rn",  "ro",  "rom", "rw",  "sd",  "sg",  "sgn", "si",  "sid", "sk",
    "sl",  "sn",  "so",  "sq",  "sr",  "ssy", "st",  "su",  "sus", "sv",  "sw",  "ta",
    "te",  "tet", "tg",  "th",  "tig", "tk",  "tn",  "tru", "ts",  "tt",  "ug",  "ur",
    "uz",  "vi",  "wal", "wo",  "xh",  "yi",  "yo",  "yue", "zgh", "zh",  "zu",  "zza"};

/// Languages of the countries of origin, and their neighbours', beside those that have a folder.
constexpr std::string_view kOtherLocales[] = {
    "sq", "it", "pt", "nl", "el", "bg", "mk", "hu", "cs", "sk", "hy", "ka", "az", "kk", "uz",
    "ky", "tg", "ur", "bn", "ta", "ml", "ne", "si", "vi", "th", "zh", "id", "sw", "so", "om",
    "ha", "he", "lt", "lv", "et", "fi", "sv", "da", "nb", "sl", "hr", "bs", "am", "hi", "fil"};
/// In letters that no keyboard of a terminal has: by sound they would be searched in vain.
constexpr std::string_view kNotTyped[] = {"el", "hy", "ka", "bn", "ta", "ml",   "ne",
                                          "si", "th", "zh", "he", "hi", "hi_IN"};

bool contains(const auto& list, std::string_view code) {
    return std::ranges::find(list, code) != std::ranges::end(list);
}

enum class Length { Full, Short };

/// One set of ICU's names per locale and length and thread: opening one reads ICU's data.
const icu::LocaleDisplayNames& names_in(const icu::Locale& locale, Length length) {
    thread_local std::map<std::pair<std::string, Length>, std::unique_ptr<icu::LocaleDisplayNames>>
        opened;
    auto& slot = opened[{locale.getName(), length}];
    if (!slot) {
        UDisplayContext contexts[] = {
            UDISPCTX_CAPITALIZATION_FOR_UI_LIST_OR_MENU,
            length == Length::Short ? UDISPCTX_LENGTH_SHORT : UDISPCTX_LENGTH_FULL};
        slot.reset(icu::LocaleDisplayNames::createInstance(
            locale, contexts, static_cast<std::int32_t>(std::size(contexts))));
        LOTSE_CHECK(slot);
    }
    return *slot;
}

/// ICU answers with the code where it has no name.
std::optional<std::string> unless_code(const icu::UnicodeString& name, const std::string& code) {
    std::string text = from_icu(name);
    if (text.empty() || text == code) return std::nullopt;
    return text;
}

std::optional<std::string> icu_country(const std::string& code, const Language& language) {
    // ICU takes a state of the past for its successor: the Soviet Union would be called Russia.
    if (contains(kStatesOfThePast, code)) return std::nullopt;
    icu::UnicodeString name;
    const Length length = contains(kShortNamed, code) ? Length::Short : Length::Full;
    names_in(known_locale(language.locale), length).regionDisplayName(code.c_str(), name);
    return unless_code(name, code);
}

std::optional<std::string> icu_language(const std::string& code, const Language& language) {
    icu::UnicodeString name;
    names_in(known_locale(language.locale), Length::Full).languageDisplayName(code.c_str(), name);
    return unless_code(name, code);
}

using IcuName = std::optional<std::string> (*)(const std::string&, const Language&);

Language only_locale(const std::string& locale) {
    Language language;
    language.locale = locale;
    return language;
}

/// As those who speak it call it: Հայերեն.
std::optional<std::string> own_language_name(const std::string& code) {
    return icu_language(code, only_locale(code));
}
/// In the language that most people there speak, after CLDR: საქართველო.
std::optional<std::string> own_country_name(const std::string& code) {
    UErrorCode status = U_ZERO_ERROR;
    icu::Locale locale("und", code.c_str());
    locale.addLikelySubtags(status);
    if (U_FAILURE(status)) return std::nullopt;
    return icu_country(code, only_locale(locale.getName()));
}
using OwnName = std::optional<std::string> (*)(const std::string&);

/// The folder's own name, ICU's in that language, then the same of English and German.
std::string name_of(const std::string& code, const std::string& prefix, IcuName icu_name,
                    const Catalogue& catalogue, const std::string& tag) {
    for (const std::string& candidate : {tag, std::string("en"), std::string("de")}) {
        const Language* language = catalogue.language(candidate);
        if (!language) continue;
        if (const auto own = language->messages.view(prefix + code)) return std::string(*own);
        if (auto name = icu_name(code, *language)) return std::move(*name);
    }
    return code;
}

/// In every language that ICU knows and people here speak, and what else it is called.
std::shared_ptr<const OtherNames> other_names(const std::vector<std::string>& codes,
                                              const std::string& prefix, IcuName icu_name,
                                              OwnName own_name, std::span<const OtherName> also,
                                              const Catalogue& catalogue) {
    auto others = std::make_shared<OtherNames>();
    // Before the names of whole languages: whoever has no keyboard of its letters types its sounds.
    for (const std::string& code : codes) {
        if (const auto name = own_name(code)) others->add(code, *name, true);
    }
    const auto add_all = [&](const Language& language) {
        const bool by_sound = !contains(kNotTyped, language.locale);
        for (const std::string& code : codes) {
            if (const auto own = language.messages.view(prefix + code)) {
                others->add(code, *own, by_sound);
            }
            if (const auto name = icu_name(code, language)) others->add(code, *name, by_sound);
        }
    };
    for (const Language& language : catalogue.languages()) add_all(language);
    for (const std::string_view locale : kOtherLocales) {
        add_all(only_locale(std::string(locale)));
    }
    for (const auto& [code, names] : also) {
        for (std::size_t begin = 0; begin <= names.size();) {
            const std::size_t end = std::min(names.find('|', begin), names.size());
            others->add(std::string(code), names.substr(begin, end - begin), true);
            begin = end + 1;
        }
    }
    return others;
}

SearchList ordered(const std::vector<std::string>& frequent, std::vector<std::string> others,
                   const std::string& prefix, IcuName icu_name, const Catalogue& catalogue,
                   const std::string& tag, std::shared_ptr<const OtherNames> other) {
    const auto item = [&](const std::string& code, bool is_frequent) {
        return NamedCode{code, name_of(code, prefix, icu_name, catalogue, tag), is_frequent};
    };
    std::vector<NamedCode> items;
    items.reserve(frequent.size() + others.size());
    for (const std::string& code : frequent) items.push_back(item(code, true));
    std::erase_if(others, [&](const std::string& code) { return contains(frequent, code); });
    std::vector<NamedCode> rest;
    std::vector<std::string> names;
    for (const std::string& code : others) {
        rest.push_back(item(code, false));
        names.push_back(rest.back().name);
    }
    const Language* language = catalogue.language(tag);
    for (const std::size_t index : alphabetical(names, language ? language->locale : "")) {
        items.push_back(std::move(rest[index]));
    }
    return SearchList(std::move(items), tag, std::move(other));
}

/// The reader's own first, then the frequent ones, each once.
std::vector<std::string> own_first(const std::string& own, const auto& frequent) {
    std::vector<std::string> codes;
    if (!own.empty()) codes.push_back(own);
    for (const std::string_view code : frequent) {
        if (code != own) codes.emplace_back(code);
    }
    return codes;
}

std::vector<std::string> country_codes() {
    std::vector<std::string> codes;
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::StringEnumeration> regions(
        icu::Region::getAvailable(URGN_TERRITORY, status));
    LOTSE_CHECK(U_SUCCESS(status));
    while (const char* code = regions->next(nullptr, status)) {
        if (!contains(kNoCountries, code)) codes.emplace_back(code);
    }
    for (const std::string_view code : kStatesOfThePast) codes.emplace_back(code);
    return codes;
}

}  // namespace

std::shared_ptr<const OtherNames> country_names(const Catalogue& catalogue) {
    return other_names(country_codes(), "region.", icu_country, own_country_name, kAlsoCountries,
                       catalogue);
}

std::shared_ptr<const OtherNames> language_names(const Catalogue& catalogue) {
    std::vector<std::string> codes(std::begin(kOtherLanguages), std::end(kOtherLanguages));
    codes.insert(codes.end(), std::begin(kFrequentLanguages), std::end(kFrequentLanguages));
    return other_names(codes, "language_name.", icu_language, own_language_name, kAlsoLanguages,
                       catalogue);
}

SearchList countries(const Catalogue& catalogue, const std::string& tag,
                     std::shared_ptr<const OtherNames> others) {
    const Language* language = catalogue.language(tag);
    const icu::Locale locale = language ? known_locale(language->locale) : icu::Locale::getRoot();
    const std::vector<std::string> codes = country_codes();
    const std::string own = contains(codes, locale.getCountry()) ? locale.getCountry() : "";
    return ordered(own_first(own, kFrequentCountries), codes, "region.", icu_country, catalogue,
                   tag, std::move(others));
}

SearchList languages(const Catalogue& catalogue, const std::string& tag,
                     std::shared_ptr<const OtherNames> others) {
    const Language* language = catalogue.language(tag);
    const icu::Locale locale = language ? known_locale(language->locale) : icu::Locale::getRoot();
    std::string own = locale.getLanguage();
    if (own == "fa" && std::string_view(locale.getCountry()) == "AF") own = "prs";
    std::vector<std::string> codes(std::begin(kOtherLanguages), std::end(kOtherLanguages));
    return ordered(own_first(own, kFrequentLanguages), std::move(codes), "language_name.",
                   icu_language, catalogue, tag, std::move(others));
}

std::string country_name(const std::string& code, const Catalogue& catalogue,
                         const std::string& tag) {
    return name_of(code, "region.", icu_country, catalogue, tag);
}

std::string language_name(const std::string& code, const Catalogue& catalogue,
                          const std::string& tag) {
    return name_of(code, "language_name.", icu_language, catalogue, tag);
}

}  // namespace lotse::text
