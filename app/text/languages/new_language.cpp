// SPDX-License-Identifier: EUPL-1.2
#include "text/languages/new_language.h"

#include <unicode/calendar.h>
#include <unicode/plurrule.h>
#include <unicode/strenum.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <memory>

#include "core/language_tag.h"
#include "text/icu_locale.h"
#include "text/icu_strings.h"
#include "text/languages/exemplars.h"
#include "text/languages/keyboard_template.h"
#include "text/words/catalogue.h"
#include "text/words/numbers.h"

namespace lotse::text {
namespace {

struct ScriptFace {
    const char* script;
    const char* face;  ///< Debian's Noto, without weight
    float size_factor, line_height;
};
/// Latin, Cyrillic and Greek stand in one face, which every language has behind its own.
constexpr const char* kCommonFace = "NotoSans";
constexpr std::array kFaces = {
    ScriptFace{"Latn", kCommonFace, 1.0F, 1.5F},
    ScriptFace{"Cyrl", kCommonFace, 1.0F, 1.5F},
    ScriptFace{"Grek", kCommonFace, 1.0F, 1.5F},
    ScriptFace{"Arab", "NotoSansArabicUI", 1.15F, 1.6F},
    ScriptFace{"Hebr", "NotoSansHebrew", 1.05F, 1.5F},
    ScriptFace{"Ethi", "NotoSansEthiopic", 1.05F, 1.6F},
    ScriptFace{"Deva", "NotoSansDevanagariUI", 1.1F, 1.6F},
    ScriptFace{"Beng", "NotoSansBengaliUI", 1.1F, 1.6F},
    ScriptFace{"Guru", "NotoSansGurmukhiUI", 1.1F, 1.6F},
    ScriptFace{"Gujr", "NotoSansGujaratiUI", 1.1F, 1.6F},
    ScriptFace{"Taml", "NotoSansTamilUI", 1.05F, 1.6F},
    ScriptFace{"Telu", "NotoSansTeluguUI", 1.1F, 1.7F},
    ScriptFace{"Knda", "NotoSansKannadaUI", 1.1F, 1.7F},
    ScriptFace{"Mlym", "NotoSansMalayalamUI", 1.05F, 1.6F},
    ScriptFace{"Sinh", "NotoSansSinhalaUI", 1.1F, 1.6F},
    ScriptFace{"Thai", "NotoSansThaiUI", 1.1F, 1.6F},
    ScriptFace{"Laoo", "NotoSansLaoUI", 1.1F, 1.6F},
    ScriptFace{"Khmr", "NotoSansKhmerUI", 1.1F, 1.8F},
    ScriptFace{"Mymr", "NotoSansMyanmarUI", 1.05F, 1.8F},
    ScriptFace{"Geor", "NotoSansGeorgian", 1.0F, 1.5F},
    ScriptFace{"Armn", "NotoSansArmenian", 1.0F, 1.5F},
};
/// What the date field knows.
constexpr std::array kCalendars = {"gregorian",        "persian",  "islamic-civil",
                                   "islamic-umalqura", "ethiopic", "buddhist"};
/// The one that reads tone digits as tones; "cmn" says them in English.
constexpr const char* kMandarinVoice = "cmn-latn-pinyin";
/// Countries whose names show whether ICU's are usable.
constexpr std::array kSampleCountries = {"DE", "SY", "UA", "TR", "IN"};

std::vector<std::string> strings_of(icu::StringEnumeration* raw) {
    const std::unique_ptr<icu::StringEnumeration> all(raw);
    std::vector<std::string> out;
    UErrorCode status = U_ZERO_ERROR;
    while (const char* one = all ? all->next(nullptr, status) : nullptr) {
        out.emplace_back(one);
    }
    return out;
}

std::vector<std::string> calendars_of(const icu::Locale& locale) {
    UErrorCode status = U_ZERO_ERROR;
    std::vector<std::string> out;
    for (const std::string& calendar :
         strings_of(icu::Calendar::getKeywordValuesForLocale("calendar", locale, true, status))) {
        if (std::find(kCalendars.begin(), kCalendars.end(), calendar) != kCalendars.end()) {
            out.push_back(calendar);
        }
    }
    if (std::find(out.begin(), out.end(), "gregorian") == out.end()) {
        out.emplace_back("gregorian");  // diplomas and notices of German offices carry it
    }
    return out;
}

std::vector<std::string> plural_categories_of(const icu::Locale& locale) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::PluralRules> rules(
        icu::PluralRules::forLocale(locale, UPLURAL_TYPE_CARDINAL, status));
    return rules ? strings_of(rules->getKeywords(status)) : std::vector<std::string>();
}

std::string quoted(const std::string& words) {
    std::string out = "\"";
    for (const char c : words) {
        if (c == '"' || c == '\\') {
            out += '\\';
        }
        out += c;
    }
    return out + "\"";
}

std::string listed(const std::vector<std::string>& words) {
    std::string out = "[";
    for (const std::string& word : words) {
        out += (out.size() > 1 ? ", " : "") + quoted(word);
    }
    return out + "]";
}

std::string decimal(float number) {
    const auto hundredths = std::lround(number * 100);
    return std::to_string(hundredths / 100) + "." + std::to_string(hundredths % 100 / 10) +
           std::to_string(hundredths % 10);
}

std::string key_json(const Key& key) {
    if (key.action.empty() && key.label.empty() && key.width == 1.0F && key.forms.empty()) {
        return quoted(key.text);
    }
    std::string out =
        key.action.empty() ? "{\"text\": " + quoted(key.text) : "{\"do\": " + quoted(key.action);
    if (!key.label.empty()) {
        out += ", \"label\": " + quoted(key.label);
    }
    if (key.width != 1.0F) {
        out += ", \"width\": " + decimal(key.width);
    }
    if (!key.forms.empty()) {
        out += ", \"forms\": " + listed(key.forms);
    }
    return out + "}";
}

std::string keyboard_json(const Keyboard& keyboard) {
    std::string layers;
    for (const auto& [name, layer] : keyboard.layers) {
        std::string rows;
        for (const auto& row : layer.rows) {
            std::string keys;
            for (const Key& key : row) {
                keys += (keys.empty() ? "" : ", ") + key_json(key);
            }
            rows += std::string(rows.empty() ? "" : ",\n") + "      [" + keys + "]";
        }
        layers += std::string(layers.empty() ? "" : ",\n") + "    " + quoted(name) + ": [\n" +
                  rows + "\n    ]";
    }
    return "{\n  \"latin_layer\": " + quoted(keyboard.latin_layer) + ",\n  \"layers\": {\n" +
           layers + "\n  }\n}\n";
}

std::string settings_json(const Language& language) {
    return "{\n  \"tag\": " + quoted(language.tag) +
           ",\n  \"endonym\": " + quoted(language.endonym) +
           ",\n  \"german_name\": " + quoted(language.german_name) +
           ",\n  \"locale\": " + quoted(language.locale) +
           ",\n  \"direction\": " + quoted(language.right_to_left ? "rtl" : "ltr") +
           ",\n  \"script\": " + quoted(language.script) +
           ",\n  \"calendars\": " + listed(language.calendars) +
           ",\n  \"fonts\": {\"regular\": " + listed(language.fonts_regular) +
           ", \"bold\": " + listed(language.fonts_bold) +
           "},\n  \"size_factor\": " + decimal(language.size_factor) +
           ",\n  \"line_height\": " + decimal(language.line_height_em) +
           ",\n  \"fallback\": " + listed(language.fallback) +
           ",\n  \"voice\": " + quoted(language.voice) +
           ",\n  \"review\": {\"state\": \"started\"}\n}\n";
}

/// One for the whole tag before one for the language alone. Empty: there is none.
std::string voice_of(const std::string& tag, const std::string& language,
                     const std::vector<std::string>& voices) {
    std::string whole = tag;
    std::transform(whole.begin(), whole.end(), whole.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    for (const std::string& wanted :
         {whole, language == "zh" ? std::string(kMandarinVoice) : language}) {
        if (std::find(voices.begin(), voices.end(), wanted) != voices.end()) {
            return wanted;
        }
    }
    return "";
}

}  // namespace

const std::vector<std::string>& synthesiser_voices() {
    static const std::vector<std::string> kVoices = {
        "af",    "am",     "an",    "ar",    "as",
        "az",    "ba",     "be",    "bg",    "bn",
        "bpy",   "bs",     "ca",    "chr",   "cmn-latn-pinyin",
        "cs",    "cv",     "cy",    "da",    "de",
        "el",    "en",     "en-gb", "en-us", "eo",
        "es",    "es-419", "et",    "eu",    "fa",
        "fi",    "fr",     "fr-be", "fr-ch", "ga",
        "gd",    "gn",     "gu",    "hak",   "haw",
        "he",    "hi",     "hr",    "ht",    "hu",
        "hy",    "hyw",    "id",    "is",    "it",
        "ja",    "ka",     "kk",    "kl",    "kn",
        "ko",    "kok",    "ku",    "ky",    "la",
        "lb",    "lt",     "lv",    "mi",    "mk",
        "ml",    "mr",     "ms",    "mt",    "my",
        "nb",    "ne",     "nl",    "nog",   "om",
        "or",    "pa",     "pap",   "pl",    "pt",
        "pt-br", "qu",     "quc",   "ro",    "ru",
        "ru-lv", "sd",     "shn",   "si",    "sk",
        "sl",    "sq",     "sr",    "sv",    "sw",
        "ta",    "te",     "th",    "tk",    "tn",
        "tr",    "tt",     "ug",    "uk",    "ur",
        "uz",    "vi",     "yue"};
    return kVoices;
}

Result<NewLanguage> propose_language(const std::string& written,
                                     const std::vector<std::string>& voices) {
    UErrorCode status = U_ZERO_ERROR;
    const std::string meant = language_meant(written).value_or("");
    const icu::Locale asked = icu::Locale::forLanguageTag(meant, status);
    const std::string tag =
        U_SUCCESS(status) && !asked.isBogus() ? asked.toLanguageTag<std::string>(status) : "";
    // A part that ICU dropped or replaced would be another language than the one that was asked
    // for.
    const bool same =
        std::equal(tag.begin(), tag.end(), meant.begin(), meant.end(), [](char a, char b) {
            return std::tolower(static_cast<unsigned char>(a)) ==
                   std::tolower(static_cast<unsigned char>(b));
        });
    if (U_FAILURE(status) || tag.empty() || tag == "und" || !same) {
        return Error{Kind::Refused, "tag",
                     "\"" + written +
                         "\" names no language; expected a tag such as hi, pt-BR or "
                         "sr-Latn"};
    }
    icu::Locale likely(asked);
    likely.addLikelySubtags(status);
    const icu::Locale german = icu::Locale::getGerman();
    const std::string language = asked.getLanguage(), script = likely.getScript(),
                      region = likely.getCountry();
    // The script stands in the locale's name only where the tag has it: ICU keeps its data so.
    const std::string name = language + (*asked.getScript() != '\0' ? "_" + script : "") +
                             (region.empty() ? "" : "_" + region);
    if (U_FAILURE(status) || !locale_known(name)) {
        return Error{Kind::Refused, "language", "ICU has no data for \"" + tag + "\""};
    }
    const auto face = std::find_if(kFaces.begin(), kFaces.end(),
                                   [&](const ScriptFace& one) { return script == one.script; });
    if (face == kFaces.end()) {
        return Error{Kind::Refused, "script", "there is no font for the script " + script};
    }
    const icu::Locale locale(name.c_str());
    NewLanguage out;
    Language& made = out.language;
    made.tag = tag;
    icu::UnicodeString words;
    made.german_name = from_icu(asked.getDisplayName(german, words));
    made.endonym = from_icu(asked.getDisplayName(locale, words));
    made.locale = name;
    made.right_to_left = likely.isRightToLeft();
    made.script = script;
    made.calendars = calendars_of(locale);
    for (const auto& [weight, list] : {std::pair{"-Regular.ttf", &made.fonts_regular},
                                       std::pair{"-Bold.ttf", &made.fonts_bold}}) {
        list->push_back(std::string(face->face) + weight);
        if (std::string(face->face) != kCommonFace) {
            list->push_back(std::string(kCommonFace) + weight);
        }
    }
    made.size_factor = face->size_factor;
    made.line_height_em = face->line_height;
    made.fallback = {"en", "de"};
    made.voice = voice_of(tag, language, voices);
    made.review.state = "started";
    made.keyboard = keyboard_from_letters(made);
    out.plural_categories = plural_categories_of(locale);
    out.digits = native_digits("0123456789", made);
    for (const char* code : kSampleCountries) {
        out.sample_countries.push_back(
            from_icu(icu::Locale("", code).getDisplayCountry(locale, words)));
    }
    out.files = {{"language.json", settings_json(made)},
                 {"keyboard.json", keyboard_json(made.keyboard)},
                 {"messages.json", "{}\n"}};
    return out;
}

}  // namespace lotse::text
