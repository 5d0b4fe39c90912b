// SPDX-License-Identifier: EUPL-1.2
#include "codec/json_mending.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>

#include "core/ascii.h"

namespace lotse::codec {
namespace {

enum class Mistake : std::uint8_t { Mark, Comment, RawControl, LastComma, BareKey, Space };
/// By Mistake.
constexpr std::array<const char*, 6> kSaid = {
    "a mark of the byte order stands in front of the file and was left out",
    "comments were left out: JSON has none",
    "a tab, a line break or another control character stands inside quotes as it is, and was read "
    "as such: JSON wants \\t or \\n there",
    "a comma behind the last value was left out",
    "a key without quotes was read as one with them",
    "a space that JSON does not know was read as one: a no-break space, or one without width"};
/// No-break space, zero width space, word joiner, byte order mark, narrow no-break space, soft
/// hyphen; next line, line and paragraph separator; joiners; marks of direction.
constexpr std::string_view kOtherSpaces[] = {
    "\xC2\xA0",     "\xE2\x80\x8B", "\xE2\x81\xA0", "\xEF\xBB\xBF", "\xE2\x80\xAF", "\xC2\xAD",
    "\xC2\x85",     "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\x8C", "\xE2\x80\x8D", "\xE2\x80\x8E",
    "\xE2\x80\x8F", "\xD8\x9C",     "\xE2\x80\xAA", "\xE2\x80\xAB", "\xE2\x80\xAC", "\xE2\x80\xAD",
    "\xE2\x80\xAE", "\xE2\x81\xA6", "\xE2\x81\xA7", "\xE2\x81\xA8", "\xE2\x81\xA9"};
constexpr const char* kNoCharacter = "\\ufffd";

bool is_of_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' ||
           c == '$' || c == '.' || c == '+' || c == '-';
}

/// RFC 8259, 6; and one that a program can hold.
bool is_number(const std::string& word) {
    std::size_t at = word.starts_with('-') ? 1 : 0;
    const auto digits = [&] {
        const std::size_t begin = at;
        while (at < word.size() && is_digit(word[at])) {
            ++at;
        }
        return at - begin;
    };
    const bool zero = at < word.size() && word[at] == '0';
    const std::size_t whole = digits();
    if (whole == 0 || (zero && whole > 1)) {
        return false;
    }
    if (at < word.size() && word[at] == '.' && (++at, digits() == 0)) {
        return false;
    }
    if (at < word.size() && (word[at] == 'e' || word[at] == 'E')) {
        ++at;
        at += at < word.size() && (word[at] == '+' || word[at] == '-') ? 1 : 0;
        if (digits() == 0) {
            return false;
        }
    }
    return at == word.size() && std::isfinite(std::strtod(word.c_str(), nullptr));
}

class Mender {
public:
    explicit Mender(std::string_view text) : m_text(text) {}

    MendedJson mend() {
        if (rest().starts_with("\xEF\xBB\xBF")) {
            told(Mistake::Mark);
            m_at = 3;
        }
        while (m_at < m_text.size()) {
            between();
        }
        for (std::size_t i = 0; i < m_places.size(); ++i) {
            if (const Places& places = m_places.at(i); places.count > 0) {
                const std::string more =
                    places.count == 1 ? "" : " (" + std::to_string(places.count) + " places)";
                m_out.remarks.push_back({places.first_line, kSaid.at(i) + more});
            }
        }
        return std::move(m_out);
    }

private:
    struct Places {
        std::size_t first_line = 0, count = 0;
    };

    std::string_view rest() const { return m_text.substr(m_at); }

    void told(Mistake mistake) {
        Places& places = m_places.at(static_cast<std::size_t>(mistake));
        places.first_line = places.count++ == 0 ? m_line : places.first_line;
    }

    /// One piece outside of quotes.
    void between() {
        const char c = m_text[m_at];
        if (c == '"') {
            return quoted();
        }
        if (const std::size_t end = end_of_comment(m_at); end > m_at) {
            told(Mistake::Comment);
            m_out.text += ' ';
            for (; m_at < end; ++m_at) {
                if (m_text[m_at] == '\n') {
                    line_end();
                }
            }
            return;
        }
        if (c == ',' && closes(behind_spaces(m_at + 1))) {
            told(Mistake::LastComma);
            ++m_at;
            return;
        }
        if (is_of_word(c)) {
            return word();
        }
        for (const std::string_view space : kOtherSpaces) {
            if (rest().starts_with(space)) {
                told(Mistake::Space);
                m_out.text += ' ';
                m_at += space.size();
                return;
            }
        }
        ++m_at;
        if (c == '\n') {
            line_end();
        } else {
            m_out.text += c;
        }
    }

    void line_end() {
        m_out.text += '\n';
        ++m_line;
    }

    /// `at` itself if there is none. One that never ends is none.
    std::size_t end_of_comment(std::size_t at) const {
        const std::string_view text = m_text.substr(at);
        if (text.starts_with("//")) {
            return std::min(m_text.find('\n', at), m_text.size());
        }
        const std::size_t end = text.starts_with("/*") ? text.find("*/", 2) : text.npos;
        return end == text.npos ? at : at + end + 2;
    }

    std::size_t behind_spaces(std::size_t at) const {
        while (at < m_text.size()) {
            const std::size_t comment = end_of_comment(at);
            if (comment == at && m_text.find_first_of(" \t\r\n", at) != at) {
                break;
            }
            at = comment == at ? at + 1 : comment;
        }
        return at;
    }
    bool closes(std::size_t at) const {
        return at < m_text.size() && (m_text[at] == '}' || m_text[at] == ']');
    }

    void word() {
        const std::size_t begin = m_at;
        while (m_at < m_text.size() && is_of_word(m_text[m_at])) {
            ++m_at;
        }
        const std::string word(m_text.substr(begin, m_at - begin));
        const std::size_t next = behind_spaces(m_at);
        const bool is_key = next < m_text.size() && m_text[next] == ':';
        if (!is_key && (word == "true" || word == "false" || word == "null" || is_number(word))) {
            m_out.text += word;
            return;
        }
        if (is_key) {
            told(Mistake::BareKey);
        } else {
            m_out.doubts.emplace(m_out.text.size(), "expected a text in quotes, this is " + word);
        }
        m_out.text += '"' + word + '"';
    }

    void quoted() {
        const std::size_t begin = m_out.text.size();
        std::size_t raw_lines = 0;
        m_out.text += m_text[m_at++];
        while (m_at < m_text.size() && m_text[m_at] != '"') {
            const char c = m_text[m_at];
            if (c == '\\') {
                escape(begin);
            } else if (c == '\0') {
                doubt(begin, "holds a zero byte; write the text anew");
                ++m_at;
            } else if (static_cast<unsigned char>(c) < 0x20) {
                told(Mistake::RawControl);
                m_at += rest().starts_with("\r\n") ? 1 : 0;
                raw_lines += m_text[m_at] == '\n' ? 1 : 0;
                char escaped[8];
                std::snprintf(escaped, sizeof escaped, "\\u%04x",
                              static_cast<unsigned>(m_text[m_at++]));
                m_out.text += escaped;
            } else {
                m_out.text += c;
                ++m_at;
            }
        }
        if (m_at == m_text.size()) {
            return;
        }
        m_out.text += m_text[m_at++];
        for (; raw_lines > 0; --raw_lines) {
            line_end();
        }
    }

    void escape(std::size_t string) {
        const char kind = m_at + 1 < m_text.size() ? m_text[m_at + 1] : '\0';
        if (kind == 'u') {
            return number_escape(string);
        }
        if (std::string_view("\"\\/bfnrt").find(kind) != std::string_view::npos && kind != '\0') {
            m_out.text += m_text.substr(m_at, 2);
            m_at += 2;
            return;
        }
        ++m_at;
        doubt(string, "has a backslash where JSON knows none; write two of them if one is meant");
    }

    /// The four digits of \uXXXX at `at`.
    std::optional<unsigned> code_at(std::size_t at) const {
        const std::string_view escaped = m_text.substr(std::min(at, m_text.size()), 6);
        if (escaped.size() < 6 || !escaped.starts_with("\\u") ||
            escaped.find_first_not_of("0123456789abcdefABCDEF", 2) != escaped.npos) {
            return std::nullopt;
        }
        return static_cast<unsigned>(
            std::strtoul(std::string(escaped.substr(2)).c_str(), nullptr, 16));
    }

    void number_escape(std::size_t string) {
        const std::optional<unsigned> code = code_at(m_at);
        if (!code) {
            m_at += 2;
            return doubt(string, "has \\u without four digits behind it");
        }
        const bool first_half = *code >= 0xD800 && *code < 0xDC00;
        const unsigned next = first_half ? code_at(m_at + 6).value_or(0) : 0;
        const bool whole = next >= 0xDC00 && next < 0xE000;
        if ((first_half && !whole) || (*code >= 0xDC00 && *code < 0xE000)) {
            doubt(string, "a character is written by one half, " +
                              std::string(m_text.substr(m_at, 6)) +
                              ", without the other; write the character itself");
            m_at += 6;
            return;
        }
        const std::size_t length = whole ? 12 : 6;
        m_out.text += m_text.substr(m_at, length);
        m_at += length;
    }

    void doubt(std::size_t string, std::string why) {
        m_out.doubts.emplace(string, std::move(why));
        m_out.text += kNoCharacter;
    }

    std::string_view m_text;
    std::size_t m_at = 0, m_line = 1;
    std::array<Places, kSaid.size()> m_places{};
    MendedJson m_out;
};

}  // namespace

MendedJson mend_json(std::string_view text) {
    return Mender(text).mend();
}

}  // namespace lotse::codec
