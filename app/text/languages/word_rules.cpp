// SPDX-License-Identifier: EUPL-1.2
#include "text/languages/word_rules.h"

#include <unicode/locid.h>
#include <unicode/messagepattern.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/usetiter.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <set>

#include "core/check.h"
#include "text/icu_strings.h"
#include "text/languages/exemplars.h"
#include "text/languages/locale_lint.h"
#include "text/limits.h"
#include "text/words/text_kinds.h"

namespace lotse::text {

namespace {

/// Letters that look alike, of which a language has one at most: the one on the left is wrong where
/// the language has the one on the right alone.
constexpr std::array<std::pair<char16_t, char16_t>, 7> kLookalikes = {{
    {u'\u064A', u'\u06CC'},  // Arabic yeh, Farsi yeh
    {u'\u0649', u'\u06CC'},  // alef maksura
    {u'\u0643', u'\u06A9'},  // kaf, keheh
    {u'\u015F', u'\u0219'},  // s with cedilla, with comma
    {u'\u015E', u'\u0218'},
    {u'\u0163', u'\u021B'},  // t
    {u'\u0162', u'\u021A'},
}};

constexpr UChar32 kSoftHyphen = 0x00AD;
constexpr UChar32 kNonJoiner = 0x200C;
constexpr UChar32 kJoiner = 0x200D;
constexpr UChar32 kTatweel = 0x0640;

/// A word with this many letters in a row must have a place to break. The narrowest column of
/// answers is 88 mm; beside its mark it holds 9.2 em at the largest text on a 15-inch panel.
/// Measured on our texts in Noto Sans Bold, words of 13 letters take 8.1 em at most, of 14
/// letters 9.1, of 15 9.9.
constexpr int kFirstTooLong = 14;

/// Words of the German text that a text may consist of: "WhatsApp, Telegram, Signal". More are a
/// text that nobody translated.
constexpr std::size_t kMostNames = 3;
/// Latin letters that may stand alone: SMS, PIN, OK.
constexpr int kAbbreviation = 3;

bool is_of_word(UChar32 c) {
    // A tatweel ends a word: some write one before a Latin abbreviation, on purpose.
    const std::uint32_t mask = c == kTatweel ? 0 : U_GET_GC_MASK(c);
    return (mask & (U_GC_L_MASK | U_GC_M_MASK)) != 0 || c == kSoftHyphen || c == kNonJoiner ||
           c == kJoiner;
}

std::vector<icu::UnicodeString> words_of(const icu::UnicodeString& text) {
    std::vector<icu::UnicodeString> words;
    icu::UnicodeString word;
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const UChar32 c = text.char32At(i);
        if (is_of_word(c)) {
            word.append(c);
        } else if (!word.isEmpty()) {
            words.push_back(word);
            word.remove();
        }
    }
    if (!word.isEmpty()) words.push_back(word);
    return words;
}

/// The script of a letter; one for all that East Asian words mix, nothing for what has none.
UScriptCode script_of(UChar32 c) {
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(c, &status);
    LOTSE_CHECK(U_SUCCESS(status));
    switch (script) {
        case USCRIPT_INHERITED:
            return USCRIPT_COMMON;
        case USCRIPT_HIRAGANA:
        case USCRIPT_KATAKANA:
        case USCRIPT_BOPOMOFO:
        case USCRIPT_HANGUL:
            return USCRIPT_HAN;
        default:
            return script;
    }
}

/// What readers see of a pattern, all branches of its plurals and selects one after the other.
icu::UnicodeString literals_of(const std::string& pattern) {
    icu::UnicodeString out;
    if (std::ranges::count(pattern, '{') > limits::kMostPatternBraces) return out;
    UErrorCode status = U_ZERO_ERROR;
    const icu::MessagePattern parsed(to_icu(pattern), nullptr, status);
    if (U_FAILURE(status)) return out;
    for (std::int32_t i = 0; i + 1 < parsed.countParts(); ++i) {
        const icu::MessagePattern::Part& part = parsed.getPart(i);
        switch (part.getType()) {
            case UMSGPAT_PART_TYPE_MSG_START:
            case UMSGPAT_PART_TYPE_ARG_LIMIT:
                out.append(u' ');
                [[fallthrough]];
            case UMSGPAT_PART_TYPE_SKIP_SYNTAX:
            case UMSGPAT_PART_TYPE_INSERT_CHAR:
            case UMSGPAT_PART_TYPE_REPLACE_NUMBER:
                out.append(parsed.getPatternString().tempSubStringBetween(
                    part.getLimit(), parsed.getPart(i + 1).getIndex()));
                break;
            default:
                break;
        }
    }
    return out;
}

/// All of it if the brackets do not match.
icu::UnicodeString without_brackets(const icu::UnicodeString& text) {
    icu::UnicodeString out;
    int open = 0;
    for (std::int32_t i = 0; i < text.length() && open >= 0; ++i) {
        const char16_t c = text[i];
        if (c == u'(') ++open;
        if (open == 0) out.append(c);
        if (c == u')') --open;
    }
    return open == 0 ? out : text;
}

icu::UnicodeString plain_word(icu::UnicodeString word) {
    word.findAndReplace(icu::UnicodeString(kSoftHyphen), icu::UnicodeString());
    return word.foldCase();
}

std::string code_point(UChar32 c) {
    char buffer[16];
    std::snprintf(buffer, sizeof buffer, "U+%04X", static_cast<unsigned>(c));
    return buffer;
}

/// Texts that only stand in running text, which may be set smaller and over the whole width.
bool is_running_text(const std::string& id) {
    static constexpr const char* kEnds[] = {".text", ".hint", "_message", "_note.label"};
    return (id.starts_with("privacy.") && !id.ends_with(".title")) ||
           std::ranges::any_of(kEnds, [&](const char* end) { return id.ends_with(end); });
}

}  // namespace

bool is_one_line(const std::string& id) {
    static constexpr const char* kEnds[] = {".title", ".add", ".entry"};
    return is_name(id) || id.find(".choices.") != std::string::npos ||
           std::ranges::any_of(kEnds, [&](const char* end) { return id.ends_with(end); });
}

struct WordRules::Impl {
    std::set<UScriptCode> scripts;  ///< that the language writes; empty: nobody knows
    std::vector<std::pair<UChar32, UChar32>> foreign;  ///< letter, what the language has instead
};

WordRules::WordRules(const Language& language) : m_impl(std::make_unique<Impl>()) {
    icu::UnicodeSet letters = exemplars(language.locale, ULOCDATA_ES_STANDARD);
    for (icu::UnicodeSetIterator it(letters); it.next();) {
        if (!it.isString()) m_impl->scripts.insert(script_of(it.getCodepoint()));
    }
    const std::int32_t named = u_getPropertyValueEnum(UCHAR_SCRIPT, language.script.c_str());
    if (named > USCRIPT_INHERITED) {
        const auto script = static_cast<UScriptCode>(named);
        m_impl->scripts.insert(script == USCRIPT_JAPANESE || script == USCRIPT_KOREAN ||
                                       script == USCRIPT_SIMPLIFIED_HAN ||
                                       script == USCRIPT_TRADITIONAL_HAN
                                   ? USCRIPT_HAN
                                   : script);
    }
    m_impl->scripts.erase(USCRIPT_COMMON);
    letters.closeOver(USET_ADD_CASE_MAPPINGS);
    for (const auto& [wrong, right] : kLookalikes) {
        const auto foreign = static_cast<UChar32>(wrong), own = static_cast<UChar32>(right);
        if (!letters.contains(foreign) && letters.contains(own)) {
            m_impl->foreign.emplace_back(foreign, own);
        }
    }
}

WordRules::~WordRules() = default;

std::vector<Finding> WordRules::broken(const std::string& pattern) const {
    std::vector<Finding> wrong;
    for (const icu::UnicodeString& word : words_of(to_icu(pattern))) {
        std::set<UScriptCode> scripts;
        for (std::int32_t i = 0; i < word.length(); i = word.moveIndex32(i, 1)) {
            scripts.insert(script_of(word.char32At(i)));
        }
        scripts.erase(USCRIPT_COMMON);
        if (scripts.size() > 1) {
            std::string names;
            for (const UScriptCode script : scripts) {
                names += (names.empty() ? "" : " and ") + std::string(uscript_getName(script));
            }
            wrong.push_back({"",
                             "",
                             "mixes " + names + " letters in one word: \"" + from_icu(word) + "\"",
                             "text.mixed_scripts",
                             {{"word", from_icu(word)}}});
        }
        for (const auto& [letter, right] : m_impl->foreign) {
            if (word.indexOf(letter) >= 0) {
                wrong.push_back({"",
                                 "",
                                 "has " + code_point(letter) + " in \"" + from_icu(word) +
                                     "\"; the language writes " + code_point(right),
                                 "text.lookalike",
                                 {{"word", from_icu(word)},
                                  {"letter", from_icu(icu::UnicodeString(letter))},
                                  {"code", code_point(letter)},
                                  {"own", from_icu(icu::UnicodeString(right))},
                                  {"own_code", code_point(right)}}});
            }
        }
    }
    return wrong;
}

std::string WordRules::foreign(const std::string& pattern, const std::string& german) const {
    if (m_impl->scripts.empty()) return "";
    std::set<icu::UnicodeString> names;
    for (const icu::UnicodeString& word : words_of(literals_of(german))) {
        names.insert(plain_word(word));
    }
    std::map<UScriptCode, int> foreign;  // letters
    int all = 0, own = 0;                // letters
    int translated = 0, strange = 0;     // letters of words that are not kept
    std::size_t kept = 0;                // words of the German text
    for (const icu::UnicodeString& word : words_of(without_brackets(literals_of(pattern)))) {
        const bool is_kept = names.contains(plain_word(word));
        kept += is_kept ? 1 : 0;
        for (std::int32_t i = 0; i < word.length(); i = word.moveIndex32(i, 1)) {
            const UChar32 c = word.char32At(i);
            const UScriptCode script = script_of(c);
            if (script == USCRIPT_COMMON || !u_isalpha(c)) continue;
            const bool is_own = m_impl->scripts.contains(script);
            ++all;
            own += is_own ? 1 : 0;
            translated += is_kept ? 0 : 1;
            if (is_own || is_kept) continue;
            ++strange;
            ++foreign[script];
        }
    }
    const bool german_text = own == 0 && all > 0 && kept > kMostNames;
    if (german_text) foreign.emplace(USCRIPT_LATIN, 0);
    const bool abbreviated =
        foreign.contains(USCRIPT_LATIN) && foreign.size() == 1 && strange <= kAbbreviation;
    const bool another_text = strange * 2 > translated && !abbreviated;
    if (!another_text && !german_text) return "";
    const auto most = std::ranges::max_element(
        foreign, {}, [](const auto& script_and_letters) { return script_and_letters.second; });
    return std::string("is written in ") + uscript_getName(most->first) +
           " letters; the language writes " + uscript_getName(*m_impl->scripts.begin());
}

std::vector<std::string> unbreakable_words(const std::string& pattern) {
    std::vector<std::string> out;
    for (const icu::UnicodeString& word : words_of(to_icu(pattern))) {
        int letters = 0, most = 0;
        for (std::int32_t i = 0; i < word.length(); i = word.moveIndex32(i, 1)) {
            letters = word.char32At(i) == kSoftHyphen ? 0 : letters + 1;
            most = std::max(most, letters);
        }
        if (most >= kFirstTooLong) out.push_back(from_icu(word));
    }
    return out;
}

std::vector<Finding> lint_hyphens(const Language& language) {
    std::vector<Finding> findings;
    if (icu::Locale(language.locale.c_str()).getLanguage() != std::string("de")) return findings;
    for (const auto& [id, pattern] : language.messages) {
        // Names stand in lists over the whole width, and are searched.
        if (is_for_staff(id) || is_name(id) || is_running_text(id)) continue;
        for (const std::string& word : unbreakable_words(pattern)) {
            findings.push_back({language.tag,
                                id,
                                "has the long word \"" + word +
                                    "\"; put a soft hyphen (U+00AD) where it may break",
                                "text.long_word",
                                {{"word", word}}});
        }
    }
    return findings;
}

}  // namespace lotse::text
