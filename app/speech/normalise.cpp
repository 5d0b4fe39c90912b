// SPDX-License-Identifier: EUPL-1.2
#include "speech/normalise.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

#include "core/configuration/translation.h"
#include "core/limits.h"
#include "core/utf8.h"
#include "text/words/calendar.h"

namespace lotse::speech {
namespace {

constexpr char32_t kApostropheLetter = 0x02BC, kApostrophe = 0x2019;
/// More digits in a row are no number that a person says as one: years have four.
constexpr std::size_t kLongestSaidNumber = 4;

bool between(char32_t code, char32_t first, char32_t last) {
    return code >= first && code <= last;
}

/// Nobody hears it, and some voices name it.
bool unheard(char32_t code) {
    return code == 0x00AD || code == 0x200B || code == 0x2060 || code == 0xFEFF || code == 0x061C ||
           code == 0x200E || code == 0x200F || between(code, 0x202A, 0x202E) ||
           between(code, 0x2066, 0x2069) || between(code, 0xFE00, 0xFE0F) ||
           between(code, 0x2600, 0x27BF) || between(code, 0x1F000, 0x1FAFF);
}

bool is_space(char32_t code) {
    return code == U' ' || code == U'\t' || code == 0x00A0 || code == 0x202F || code == 0x2009;
}

/// Vowels of Arabic and what goes with them.
bool is_vowel_sign(char32_t code) {
    return between(code, 0x064B, 0x0652) || code == 0x0670;
}

bool is_latin(char32_t code) {
    return between(code | 0x20U, U'a', U'z') ||
           (between(code, 0x00C0, 0x024F) && code != 0x00D7 && code != 0x00F7) ||
           between(code, 0x1E00, 0x1EFF);
}

bool is_digit(char32_t code) {
    return between(code, U'0', U'9');
}

/// Part of a word; general punctuation, signs and the marks of Arabic and Ethiopic are not.
bool is_word(char32_t code) {
    if (code < 0x80) return is_digit(code) || is_latin(code);
    if (code == kApostrophe || code == kApostropheLetter || code == 0x200C) return true;
    return code >= 0x00C0 && !between(code, 0x2000, 0x2BFF) && !between(code, 0x3000, 0x303F) &&
           code != 0x060C && code != 0x061B && code != 0x061F && code != 0x06D4 &&
           !between(code, 0x1361, 0x1368) && code != 0x00D7 && code != 0x00F7;
}

std::u32string cleaned(std::string_view words, bool ukrainian) {
    std::u32string out;
    const auto pause = [&out](char32_t sign) {
        while (!out.empty() && is_space(out.back())) out.pop_back();
        if (!out.empty() && is_word(out.back())) out += sign;
        out += U' ';
    };
    for (const char32_t code : code_points(words)) {
        if (unheard(code)) continue;
        if (code == U'\n') {
            pause(U'.');
        } else if (code == 0x2026 || code == 0x00B7 || code == 0x2022 || code == U'|') {
            pause(U',');
        } else if (code < 0x20 || code == 0x7F || code == 0xFFFD) {
            out += U' ';
        } else if (is_space(code)) {
            if (!out.empty() && out.back() != U' ') out += U' ';
        } else if (code == kApostropheLetter && ukrainian) {
            // As a letter of its own the word would be spelled.
            out += kApostrophe;
        } else if (code == U'#' || code == U'*' || code == U'_' || code == U'~' || code == U'^' ||
                   code == U'<' || code == U'>' || code == U'\\' || code == U'`') {
            out += U' ';
        } else {
            out += code;
        }
    }
    while (!out.empty() && out.back() == U' ') out.pop_back();
    out.erase(0, std::min(out.find_first_not_of(U' '), out.size()));
    return out;
}

constexpr char32_t kShadda = 0x0651, kTaMarbuta = 0x0629, kHa = 0x0647;

/// What the Arabic voice (eSpeak NG 1.51) wants in another order than Unicode's: the shadda before
/// its vowel. And a ta marbuta without a vowel before a pause, which is said as "h".
std::u32string for_arabic_voice(std::u32string text) {
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        if (text[i + 1] == kShadda && is_vowel_sign(text[i])) std::swap(text[i], text[i + 1]);
    }
    const std::u32string_view pauses = U".,:;!?()\u060C\u061B\u061F";
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != kTaMarbuta) continue;
        std::size_t next = i + 1;
        while (next < text.size() && text[next] == U' ') ++next;
        if (next == text.size() || pauses.find(text[next]) != std::u32string_view::npos) {
            text[i] = kHa;
        }
    }
    return text;
}

std::u32string without_vowels(std::u32string text) {
    std::erase_if(text, is_vowel_sign);
    return text;
}

/// Calls `with` for each word, copies what is between them.
template <class With>
std::u32string each_word(const std::u32string& text, With with) {
    std::u32string out;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && is_word(text[end])) ++end;
        if (end == at) {
            out += text[at++];
            continue;
        }
        out += with(text.substr(at, end - at));
        at = end;
    }
    return out;
}

std::vector<std::u32string> words_in(const std::u32string& text) {
    std::vector<std::u32string> out;
    each_word(text, [&](std::u32string word) {
        out.push_back(std::move(word));
        return std::u32string();
    });
    return out;
}

std::u32string spelled(const std::u32string& digits) {
    std::u32string out;
    for (const char32_t digit : digits) {
        if (!out.empty()) out += U' ';
        out += digit;
    }
    return out;
}

/// From `at` the digits of one number that is said digit by digit, with the spaces and strokes
/// inside it; 0: none begins there.
std::size_t digits_to_spell(const std::u32string& text, std::size_t at) {
    const bool international = text[at] == U'+';
    std::size_t end = at + (international ? 1 : 0), groups = 0, count = 0;
    bool leading_zero = false;
    while (end < text.size() && is_digit(text[end])) {
        const std::size_t group = end;
        while (end < text.size() && is_digit(text[end])) ++end;
        if (groups++ == 0) leading_zero = text[group] == U'0' && end - group > 1;
        count += end - group;
        const bool goes_on = end + 1 < text.size() && is_digit(text[end + 1]) &&
                             (text[end] == U' ' || text[end] == U'/' || text[end] == U'-');
        if (!goes_on || !(international || leading_zero)) break;
        ++end;
    }
    const bool fraction = end + 1 < text.size() && (text[end] == U'.' || text[end] == U',') &&
                          is_digit(text[end + 1]);
    if (count == 0 || fraction) return 0;
    return international || leading_zero || count > kLongestSaidNumber ? end - at : 0;
}

std::u32string with_numbers(const std::u32string& text, const std::u32string& range) {
    std::u32string out;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t code = text[at];
        const char32_t before = at == 0 ? U' ' : text[at - 1];
        const bool begins = !is_digit(before) && before != U'.' && before != U',';
        // "A-047": what people are called by.
        if (begins && is_latin(code) && !is_word(before) && at + 3 < text.size() &&
            text[at + 1] == U'-' && is_digit(text[at + 2])) {
            std::size_t end = at + 2;
            while (end < text.size() && is_digit(text[end])) ++end;
            out += code;
            out += U", " + spelled(text.substr(at + 2, end - at - 2));
            at = end;
            continue;
        }
        if (begins &&
            (is_digit(code) || (code == U'+' && at + 1 < text.size() && is_digit(text[at + 1])))) {
            if (const std::size_t length = digits_to_spell(text, at)) {
                std::u32string digits = text.substr(at, length);
                for (char32_t& one : digits) one = is_digit(one) || one == U'+' ? one : U',';
                out += spelled(digits);
                at += length;
                continue;
            }
        }
        const bool stroke = code == 0x2013 && at > 0;
        if (stroke && !range.empty()) {
            std::size_t left = out.size();
            while (left > 0 && out[left - 1] == U' ') --left;
            std::size_t right = at + 1;
            while (right < text.size() && text[right] == U' ') ++right;
            if (left > 0 && is_digit(out[left - 1]) && right < text.size() &&
                is_digit(text[right])) {
                out.resize(left);
                out += U' ' + range + U' ';
                at = right;
                continue;
            }
        }
        out += code;
        ++at;
    }
    return out;
}

/// Pieces of at most the bound, cut behind a sentence, else at a space, else anywhere.
void add_run(std::vector<SpokenRun>& runs, bool german, std::u32string text) {
    const bool sounds = std::any_of(text.begin(), text.end(), is_word);
    if (!sounds) {
        if (!runs.empty()) runs.back().text += utf8(text);
        return;
    }
    while (text.size() > limits::kLongestSpokenPart) {
        std::size_t cut = text.find_last_of(U".!?؟።", limits::kLongestSpokenPart - 1);
        if (cut == std::u32string::npos || cut < limits::kLongestSpokenPart / 4) {
            cut = text.rfind(U' ', limits::kLongestSpokenPart - 1);
        }
        if (cut == std::u32string::npos) cut = limits::kLongestSpokenPart - 1;
        runs.push_back({german, utf8(text.substr(0, cut + 1))});
        text.erase(0, cut + 1);
    }
    runs.push_back({german, utf8(text)});
}

bool is_german(const Language& language) {
    return language.tag == "de" || language.tag.starts_with("de-");
}

}  // namespace

std::vector<std::u32string> heard_words(std::string_view text) {
    return words_in(cleaned(text, false));
}

Normaliser::Normaliser(const Language& language, const Language& german)
    : m_language(language), m_german(german) {
    const auto clean = [&](std::string_view text) { return cleaned(text, language.tag == "uk"); };
    for (const auto& [id, said] : language.speech.say) {
        const auto written = language.messages.view(id);
        if (!written || said.of != fingerprint_of(id, *written)) continue;
        const std::u32string text = clean(*written), voiced = clean(said.text);
        m_say[text] = voiced;
        const std::vector<std::u32string> plain = words_in(text), full = words_in(voiced);
        for (std::size_t i = 0; plain.size() == full.size() && i < plain.size(); ++i) {
            if (without_vowels(full[i]) == without_vowels(plain[i])) {
                m_words.emplace(plain[i], full[i]);
            }
        }
    }
    for (const auto& [written, said] : language.speech.abbreviations) {
        m_abbreviations.emplace_back(code_points(written), code_points(said));
    }
    // "§ 81a" before "§".
    std::ranges::stable_sort(m_abbreviations, std::greater(),
                             [](const auto& one) { return one.first.size(); });
    if (!language.speech.days.empty()) {
        for (const std::string& name : text::month_names("gregorian", language)) {
            m_months.push_back(code_points(name));
        }
    }
    if (const auto range = language.messages.view("speech.range")) m_range = clean(*range);
}

std::vector<SpokenRun> Normaliser::runs(std::string_view id, std::string_view words) const {
    return split(spoken(cleaned(words, m_language.tag == "uk")), id);
}

std::u32string Normaliser::spoken(std::u32string text) const {
    if (const auto whole = m_say.find(text); whole != m_say.end()) {
        text = whole->second;
    } else if (!m_words.empty()) {
        text = word_by_word(text);
    }
    text = with_numbers(with_days(with_abbreviations(text)), m_range);
    return m_language.voice == "ar" ? for_arabic_voice(std::move(text)) : text;
}

std::u32string Normaliser::word_by_word(const std::u32string& text) const {
    return each_word(text, [this](std::u32string word) {
        const auto known = m_words.find(word);
        return known == m_words.end() ? word : known->second;
    });
}

std::u32string Normaliser::with_abbreviations(const std::u32string& text) const {
    std::u32string out = text;
    for (const auto& [from, to] : m_abbreviations) {
        const bool word = is_word(from.front()), word_at_end = is_word(from.back());
        for (std::size_t at = 0; (at = out.find(from, at)) != std::u32string::npos;) {
            const std::size_t end = at + from.size();
            const bool inside = (word && at > 0 && is_word(out[at - 1])) ||
                                (word_at_end && end < out.size() && is_word(out[end]));
            if (inside) {
                ++at;
                continue;
            }
            out.replace(at, from.size(), to);
            at += to.size();
        }
    }
    return out;
}

std::u32string Normaliser::with_days(const std::u32string& text) const {
    if (m_months.empty()) return text;
    std::u32string out;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && end < at + 3 && is_digit(text[end])) ++end;
        const bool begins = at == 0 || (!is_word(text[at - 1]) && text[at - 1] != U'.');
        if (begins && end > at && end <= at + 2 && end < text.size() && text[end] == U'.') {
            std::size_t day = 0;
            for (std::size_t i = at; i < end; ++i) day = day * 10 + (text[i] - U'0');
            std::size_t month_at = end + 1;
            if (month_at < text.size() && text[month_at] == U' ') ++month_at;
            const std::u32string_view rest = std::u32string_view(text).substr(month_at);
            // "12. März", or "12.03.1985" as staff's tables and some answers have it.
            std::optional<std::pair<std::size_t, std::size_t>> month;  // index, length
            for (std::size_t i = 0; i < m_months.size(); ++i) {
                if (rest.starts_with(m_months[i])) month = {i, m_months[i].size()};
            }
            if (!month && rest.size() >= 7 && is_digit(rest[0]) && is_digit(rest[1]) &&
                rest[2] == U'.' && std::all_of(rest.begin() + 3, rest.begin() + 7, is_digit)) {
                const std::size_t number = (rest[0] - U'0') * 10 + (rest[1] - U'0');
                if (number >= 1 && number <= m_months.size()) month = {number - 1, 3};
            }
            if (month && day >= 1 && day <= m_language.speech.days.size()) {
                out += code_points(m_language.speech.days[day - 1]) + U' ' + m_months[month->first];
                at = month_at + month->second;
                if (at < text.size() && is_digit(text[at])) out += U' ';
                continue;
            }
        }
        const std::size_t step = std::max<std::size_t>(1, end - at);
        out += text.substr(at, step);
        at += step;
    }
    return out;
}

std::vector<SpokenRun> Normaliser::split(const std::u32string& text, std::string_view id) const {
    std::vector<SpokenRun> out;
    if (is_german(m_language)) {
        add_run(out, false, text);
        return out;
    }
    std::size_t begun = 0;
    const auto german = [&](std::size_t from, std::size_t to) {
        add_run(out, false, text.substr(begun, from - begun));
        add_run(out, true, text.substr(from, to - from));
        begun = to;
    };
    if (m_language.script == "Latn") {
        for (std::size_t at = 0; (at = text.find(U'(', at)) != std::u32string::npos; ++at) {
            const std::size_t end = text.find(U')', at);
            if (end == std::u32string::npos) break;
            if (stands_in_german(text.substr(at + 1, end - at - 1), id)) german(at + 1, end);
        }
    } else {
        for (std::size_t at = 0; at < text.size();) {
            if (!is_latin(text[at])) {
                ++at;
                continue;
            }
            // Words, and what is between two of them.
            std::size_t end = at;
            for (std::size_t i = at; i < text.size(); ++i) {
                if (is_latin(text[i])) {
                    end = i + 1;
                } else if (!is_digit(text[i]) && text[i] != U' ' && text[i] != U'-' &&
                           text[i] != U'/' && text[i] != U'.' && text[i] != kApostrophe) {
                    break;
                }
            }
            german(at, end);
            at = end;
        }
    }
    add_run(out, false, text.substr(begun));
    return out;
}

bool Normaliser::stands_in_german(const std::u32string& bracket, std::string_view id) const {
    const auto german = m_german.messages.view(id);
    const std::vector<std::u32string> wanted = words_in(bracket);
    if (!german || wanted.empty()) return false;
    const std::vector<std::u32string> there = words_in(cleaned(*german, false));
    return std::all_of(wanted.begin(), wanted.end(), [&](const std::u32string& word) {
        return std::find(there.begin(), there.end(), word) != there.end();
    });
}

}  // namespace lotse::speech
