// SPDX-License-Identifier: EUPL-1.2
#include "codec/xlsform/words.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "core/ascii.h"
#include "core/clean_text.h"
#include "core/language_tag.h"
#include "core/limits.h"
#include "core/misspelling.h"
#include "core/utf8.h"

namespace lotse::codec::xlsform {
namespace {

bool is_name_char(char c) {
    return is_letter(c) || is_digit(c) || c == '_' || c == '-' || c == '.';
}

/// A heading's parts between :: or, without one, between single colons. `jr:` belongs to the word
/// behind it, as a name of XForms.
std::vector<std::string> parts_of(const std::string& heading) {
    const std::string text = trimmed(heading);
    const std::string sign = text.find("::") == std::string::npos ? ":" : "::";
    std::vector<std::string> out;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(sign, at), text.size());
        const std::string part = trimmed(std::string_view(text).substr(at, end - at));
        if (!out.empty() && lower(out.back()) == "jr") {
            out.back() += ":" + part;
        } else {
            out.push_back(part);
        }
        at = end + sign.size();
    }
    return out;
}
std::string joined(const std::vector<std::string>& parts, std::size_t from, std::size_t to) {
    std::string out;
    for (std::size_t i = from; i < to; ++i) {
        out += (i == from ? "" : "::") + parts[i];
    }
    return out;
}

/// Lower case, one `_` for every run of spaces, - and _, :: between the parts.
std::string key_of(const std::string& heading) {
    const std::vector<std::string> parts = parts_of(heading);
    if (parts.size() > 1) {
        std::string out;
        for (const std::string& part : parts) {
            out += (out.empty() ? "" : "::") +
                   (lower(part).starts_with("jr:") ? lower(part) : key_of(part));
        }
        return out.starts_with("body::") ? "control::" + out.substr(6) : out;
    }
    std::string out;
    for (const char c : lower(trimmed(heading))) {
        const bool gap = c == ' ' || c == '-' || c == '_';
        if (!gap) {
            out += c;
        } else if (!out.empty() && out.back() != '_') {
            out += '_';
        }
    }
    while (!out.empty() && out.back() == '_') {
        out.pop_back();
    }
    return out;
}

using Synonyms = std::map<std::string, std::string>;

std::string found(const Synonyms& synonyms, const std::string& heading) {
    const auto it = synonyms.find(key_of(heading));
    return it == synonyms.end() ? "" : it->second;
}

void own_words(Synonyms& synonyms, std::initializer_list<const char*> words) {
    for (const char* word : words) {
        synonyms[word] = word;
    }
}

/// Latin letters of European alphabets without their marks, a digit or _ as it is; "" if `c` is
/// anything else.
std::string plain_latin(char32_t c) {
    if (c < 0x80) {
        const char ascii = static_cast<char>(c);
        return is_letter(ascii) || is_digit(ascii) ? std::string(1, ascii) : "";
    }
    static const std::map<char32_t, const char*> kPlain = [] {
        std::map<char32_t, const char*> out;
        const auto all = [&](std::u32string_view letters, const char* plain) {
            for (const char32_t letter : letters) {
                out[letter] = plain;
            }
        };
        all(U"àáâãåāăą", "a");
        all(U"äæ", "ae");
        all(U"çćĉċč", "c");
        all(U"ďđð", "d");
        all(U"èéêëēĕėęě", "e");
        all(U"ĝğġģ", "g");
        all(U"ĥħ", "h");
        all(U"ìíîïĩīĭįı", "i");
        all(U"ĵ", "j");
        all(U"ķ", "k");
        all(U"ĺļľŀł", "l");
        all(U"ñńņň", "n");
        all(U"òóôõøōŏő", "o");
        all(U"öœ", "oe");
        all(U"ŕŗř", "r");
        all(U"śŝşšș", "s");
        all(U"ß", "ss");
        all(U"ţťŧț", "t");
        all(U"þ", "th");
        all(U"ùúûũūŭůűų", "u");
        all(U"ü", "ue");
        all(U"ŵ", "w");
        all(U"ýÿŷ", "y");
        all(U"źżž", "z");
        all(U"ÀÁÂÃÅĀĂĄ", "A");
        all(U"ÄÆ", "Ae");
        all(U"ÇĆĈĊČ", "C");
        all(U"ĎĐÐ", "D");
        all(U"ÈÉÊËĒĔĖĘĚ", "E");
        all(U"ĜĞĠĢ", "G");
        all(U"ĤĦ", "H");
        all(U"ÌÍÎÏĨĪĬĮİ", "I");
        all(U"Ĵ", "J");
        all(U"Ķ", "K");
        all(U"ĹĻĽĿŁ", "L");
        all(U"ÑŃŅŇ", "N");
        all(U"ÒÓÔÕØŌŎŐ", "O");
        all(U"ÖŒ", "Oe");
        all(U"ŔŖŘ", "R");
        all(U"ŚŜŞŠȘ", "S");
        all(U"ẞ", "SS");
        all(U"ŢŤŦȚ", "T");
        all(U"Þ", "Th");
        all(U"ÙÚÛŨŪŬŮŰŲ", "U");
        all(U"Ü", "Ue");
        all(U"Ŵ", "W");
        all(U"ÝŶŸ", "Y");
        all(U"ŹŻŽ", "Z");
        return out;
    }();
    const auto it = kPlain.find(c);
    return it == kPlain.end() ? "" : it->second;
}

/// What a language in a heading may be told by: "Dari (prs)" also by either of its parts.
std::vector<std::string> called_so(const std::string& language) {
    const std::string name = clean_word(language).text;
    std::vector<std::string> called = {name.empty() ? "default" : name};
    if (const auto open = name.rfind('('); open != std::string::npos && name.ends_with(')')) {
        called.push_back(clean_word(name.substr(0, open)).text);
        called.push_back(clean_word(name.substr(open + 1, name.size() - open - 2)).text);
    }
    return called;
}

}  // namespace

std::string renamed_or(const std::string& name, const Names& renamed) {
    const auto it = renamed.find(name);
    return it == renamed.end() ? name : it->second;
}

std::optional<Reference> reference_at(const std::string& text, std::size_t at) {
    if (text.compare(at, 2, "${") != 0) {
        return std::nullopt;
    }
    const auto end = text.find('}', at);
    if (end == std::string::npos) {
        return std::nullopt;
    }
    // Which names a form gives is its own matter: "Zahl Kinder", "1a", "Summe!". What looks like
    // more of the expression is none.
    const std::string name = trimmed(std::string_view(text).substr(at + 2, end - at - 2));
    const bool good = !name.empty() && name.find_first_of("${}'\"()=<>,\n") == std::string::npos;
    return good ? std::optional(Reference{name, end + 1}) : std::nullopt;
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

std::string trimmed(std::string_view text) {
    return clean_expression(text).text;
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> out;
    const std::string clean = trimmed(text);
    std::size_t at = 0;
    while (at < clean.size()) {
        const std::size_t end = std::min(clean.find(' ', at), clean.size());
        if (end > at) {
            out.push_back(clean.substr(at, end - at));
        }
        at = end + 1;
    }
    return out;
}

std::string survey_word(const std::string& heading) {
    static const Synonyms kWords = [] {
        Synonyms words = {
            {"command", "type"},
            {"tag", "name"},
            {"value", "name"},
            {"caption", "label"},
            {"relevance", "relevant"},
            {"bind::relevant", "relevant"},
            {"skip_logic", "relevant"},
            {"bind::required", "required"},
            {"bind::constraint", "constraint"},
            {"constraint_msg", "constraint_message"},
            {"constraining_message", "constraint_message"},
            {"constraintmsg", "constraint_message"},
            {"jr:constraintmsg", "constraint_message"},
            {"bind::jr:constraintmsg", "constraint_message"},
            {"calculate", "calculation"},
            {"bind::calculate", "calculation"},
            {"control::appearance", "appearance"},
            {"lotse::meaning", "lotse_meaning"},
            {"readonly", "read_only"},
            {"bind::readonly", "read_only"},
            {"bind::read_only", "read_only"},
            {"count", "repeat_count"},
            {"jr:count", "repeat_count"},
            {"control::jr:count", "repeat_count"},
        };
        own_words(words,
                  {"type",          "name",           "label",           "hint",
                   "relevant",      "required",       "constraint",      "constraint_message",
                   "calculation",   "choice_filter",  "appearance",      "lotse_type",
                   "lotse_meaning", "lotse_keyboard", "lotse_optional",  "lotse_prefer_not_to_say",
                   "lotse_purpose", "lotse_basis",    "lotse_retention", "lotse_longest_bytes",
                   "lotse_at_most", "lotse_add",      "lotse_entry",     "lotse_specials",
                   "lotse_topic",   "lotse_offer",    "read_only",       "repeat_count",
                   "default",       "trigger",        "parameters",      "disabled"});
        return words;
    }();
    return found(kWords, heading);
}

std::string choices_word(const std::string& heading) {
    static const Synonyms kWords = [] {
        Synonyms words = {{"listname", "list_name"},
                          {"list", "list_name"},
                          {"value", "name"},
                          {"caption", "label"},
                          {"lotse::meaning", "lotse_meaning"}};
        own_words(words,
                  {"list_name", "name", "label", "lotse_meaning", "lotse_icon", "lotse_relevant"});
        return words;
    }();
    return found(kWords, heading);
}

std::string settings_word(const std::string& heading) {
    static const Synonyms kWords = [] {
        Synonyms words = {{"set_form_title", "form_title"},
                          {"title", "form_title"},
                          {"set_form_id", "form_id"},
                          {"id_string", "form_id"}};
        own_words(words, {"form_title", "form_id", "version", "default_language"});
        return words;
    }();
    return found(kWords, heading);
}

bool is_translated(const std::string& word) {
    static const std::set<std::string> kTranslated = {"label", "hint", "constraint_message",
                                                      "lotse_add", "lotse_entry"};
    return kTranslated.contains(word);
}

bool is_decisive(const std::string& word) {
    static const std::set<std::string> kWords = {
        "relevant",     "required",       "constraint",     "calculation", "choice_filter",
        "repeat_count", "default",        "trigger",        "read_only",   "disabled",
        "parameters",   "lotse_relevant", "lotse_optional", "lotse_offer"};
    return kWords.contains(word);
}

namespace {

/// The decisive word that one part of a heading, in the form of `key_of`, is nearest to.
std::string decisive_word_near(const std::string& part) {
    constexpr std::size_t kMostMistakes = 2;
    // Shorter ones are near to other words.
    constexpr std::size_t kFewestLetters = 7;
    constexpr std::size_t kLongest = 40;
    static const char* const kWritten[] = {
        "relevant",    "relevance", "skip_logic",    "required",  "constraint",
        "calculation", "calculate", "repeat_count",  "read_only", "readonly",
        "default",     "trigger",   "choice_filter", "disabled",  "parameters"};
    std::string out;
    std::size_t fewest = kMostMistakes + 1;
    for (const char* const written : kWritten) {
        const std::string word = written;
        if (part.size() <= kLongest && word.size() >= kFewestLetters) {
            const std::size_t mistakes = misspelt_by(part, word);
            if (mistakes < fewest) {
                fewest = mistakes;
                out = survey_word(word);
            }
        }
    }
    return out;
}

/// "bind_relevant", "body::relevant", "bind::odk:required": without where XForms would write it,
/// however that is joined.
std::string without_xforms_parts(const std::string& heading) {
    std::string rest = trimmed(heading);
    for (bool found = true; found;) {
        found = false;
        for (const std::string_view part :
             {"bind", "body", "control", "model", "instance", "xforms", "odk", "jr", "orx"}) {
            const std::size_t next = rest.find_first_not_of(" :/._-|", part.size());
            if (lower(rest).starts_with(part) && next != std::string::npos && next > part.size()) {
                rest = rest.substr(next);
                found = true;
                break;
            }
        }
    }
    return rest;
}

}  // namespace

std::string decisive_word_meant(const std::string& heading) {
    // As other form programs call it: REDCap, LimeSurvey, Survey Solutions, Google, FHIR, and
    // people.
    static const std::map<std::string, std::string> kOthers = [] {
        std::map<std::string, std::string> out;
        const auto all = [&](const char* word, std::initializer_list<const char*> others) {
            for (const char* const other : others) {
                out[other] = word;
            }
        };
        all("relevant", {"visible",
                         "visibility",
                         "condition",
                         "conditions",
                         "conditional",
                         "show",
                         "shown",
                         "display",
                         "hide",
                         "hidden",
                         "enable",
                         "enabled",
                         "enablement",
                         "enablewhen",
                         "ask",
                         "asked",
                         "skip",
                         "skip_pattern",
                         "skip_to",
                         "branching",
                         "branching_logic",
                         "display_logic",
                         "enablement_condition",
                         "logic",
                         "show_logic",
                         "conditional_logic",
                         "filter",
                         "relevanz",
                         "bedingung",
                         "sichtbar",
                         "sichtbarkeit",
                         "anzeigen",
                         "zeigen",
                         "visibleif",
                         "showif",
                         "if",
                         "when",
                         "only",
                         "wenn"});
        all("required", {"mandatory", "obligatory", "compulsory", "pflicht", "pflichtfeld"});
        all("constraint", {"validation", "validate", "valid", "validation_rule",
                           "validation_expression", "validator"});
        all("calculation", {"formula", "computed", "berechnung"});
        return out;
    }();
    const auto of_key = [](const std::string& key) -> std::string {
        if (const auto other = kOthers.find(key); other != kOthers.end()) {
            return other->second;
        }
        if (const std::string word = decisive_word_near(key); !word.empty()) {
            return word;
        }
        // "relevant if", "show_when", "constraint expression": the word with what it is.
        static const std::set<std::string> kBehind = {
            "if",      "when", "only_if",    "condition", "rule",      "expression", "logic",
            "formula", "wenn", "conditions", "falls",     "only_when", "nur_wenn"};
        for (std::size_t gap = key.find('_'); gap != std::string::npos;
             gap = key.find('_', gap + 1)) {
            const std::string first = key.substr(0, gap);
            if (!kBehind.contains(key.substr(gap + 1))) {
                continue;
            }
            if (const auto other = kOthers.find(first); other != kOthers.end()) {
                return other->second;
            }
            const std::string word = survey_word(first);
            return is_decisive(word) ? word : decisive_word_near(first);
        }
        return "";
    };
    const std::vector<std::string> parts = parts_of(without_xforms_parts(heading));
    const std::string word = parts.size() > 1 ? survey_word(parts[0]) : "";
    return is_decisive(word) ? word : of_key(key_of(parts[0]));
}

std::string translated_heading_meant(const std::string& heading,
                                     const std::vector<std::string>& known) {
    const std::string text = clean_word(heading).text;
    const std::string key = lower(text);
    for (const char* const written : {"label", "hint", "constraint_message", "caption"}) {
        const std::string word = written;
        if (!key.starts_with(word)) {
            continue;
        }
        const std::string rest = text.substr(word.size());
        const std::size_t first = rest.find_first_not_of(" _-.([<");
        const std::size_t last = rest.find_last_not_of(" )]>");
        if (first == std::string::npos || first == 0 || last == std::string::npos || last < first) {
            continue;
        }
        const std::string language = rest.substr(first, last - first + 1);
        if (language_among(language, known)) {
            return word + "::" + language;
        }
    }
    return "";
}

Heading heading_of(const std::string& text, WordOf word_of) {
    const std::vector<std::string> parts = parts_of(text);
    for (std::size_t count = parts.size(); count > 0; --count) {
        const std::string word = joined(parts, 0, count);
        if (!word_of(word).empty()) {
            return {word, joined(parts, count, parts.size())};
        }
    }
    return {trimmed(text), ""};
}

bool is_told_of(const std::string& told, const std::string& language) {
    const std::vector<std::string> called = called_so(language);
    return std::any_of(called.begin(), called.end(), [&](const std::string& one) {
        return lower(clean_word(told).text) == lower(one);
    });
}

std::optional<std::string> language_tag(const std::string& language,
                                        const std::map<std::string, std::string>& told,
                                        const std::vector<std::string>& known) {
    const std::string name = clean_word(language).text;
    for (const std::string& one : called_so(language)) {
        for (const auto& [given, tag] : told) {
            if (lower(clean_word(given).text) == lower(one)) {
                const auto meant = canonical_tag(tag);
                return meant ? language_among(*meant, known).value_or(*meant) : tag;
            }
        }
    }
    if (const auto there = language_among(name, known)) {
        return there;
    }
    return language_meant(name);
}

std::optional<bool> yes_no_of(const std::string& cell) {
    const std::string word = lower(trimmed(cell));
    if (word == "yes" || word == "true" || word == "true()" || word == "1" || word == "x") {
        return true;
    }
    if (word == "no" || word == "false" || word == "false()" || word == "0" || word.empty()) {
        return false;
    }
    return std::nullopt;
}

bool is_known_appearance(const std::string& word) {
    static const std::set<std::string> kWords = {
        "minimal",    "autocomplete", "likert",    "horizontal", "columns",
        "field-list", "table-list",   "multiline", "numbers",    "year",
        "month-year", "persian",      "ethiopian", "islamic",    "own-script"};
    return kWords.contains(word);
}

std::string plain_name(const std::string& name) {
    std::string out;
    bool readable = false;
    for (const char32_t c : code_points(trimmed(name))) {
        const std::string plain = plain_latin(c);
        readable = readable || !plain.empty();
        out += plain.empty() ? "_" : lower(plain);
    }
    if (!readable) {
        return "question";
    }
    if (out[0] < 'a' || out[0] > 'z') {
        out = "q" + out;
    }
    return out.substr(0, limits::kLongestNameBytes);
}

std::string plain_choice_name(const std::string& name) {
    std::string out;
    bool readable = false;
    for (const char32_t c : code_points(trimmed(name))) {
        const bool as_it_is = c < 0x80 && is_name_char(static_cast<char>(c));
        const std::string plain = as_it_is ? std::string(1, static_cast<char>(c)) : plain_latin(c);
        readable = readable || !plain.empty();
        out += plain.empty() ? "_" : plain;
    }
    return readable ? out.substr(0, limits::kLongestNameBytes) : "choice";
}

std::string UniqueNames::take(const std::string& wanted) {
    std::string name = wanted;
    int& number = m_next.emplace(wanted, 2).first->second;
    for (; !m_taken.insert(name).second; ++number) {
        const std::string suffix = "_" + std::to_string(number);
        name = wanted.substr(0, limits::kLongestNameBytes - suffix.size()) + suffix;
    }
    return name;
}

std::string with_names(const std::string& expression, const Names& renamed) {
    std::string out;
    for (std::size_t at = 0; at < expression.size();) {
        if (const auto reference = reference_at(expression, at)) {
            out += "${" + renamed_or(reference->name, renamed) + "}";
            at = reference->end;
        } else {
            out += expression[at++];
        }
    }
    return out;
}

}  // namespace lotse::codec::xlsform
