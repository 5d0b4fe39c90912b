// SPDX-License-Identifier: EUPL-1.2
#include "codec/xlsform/markup.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <optional>
#include <string_view>

#include "codec/xlsform/words.h"
#include "core/utf8.h"

namespace lotse::codec::xlsform {
namespace {

using std::string_view;

bool is_one_of(string_view word, std::initializer_list<string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}
/// Letters of every script: their bytes are all above ASCII.
bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<signed char>(c) < 0;
}

// --- entities ---

/// `&lt;`, `&#60;`, `&#x3c;`: the character and where the text goes on.
std::optional<std::pair<std::string, std::size_t>> entity_at(const std::string& text,
                                                             std::size_t at) {
    constexpr std::size_t kLongest = 10;
    const std::size_t end = text.find(';', at);
    if (text[at] != '&' || end == std::string::npos || end - at > kLongest) {
        return std::nullopt;
    }
    const std::string name = text.substr(at + 1, end - at - 1);
    static const std::pair<string_view, string_view> kNamed[] = {
        {"lt", "<"},     {"gt", ">"},     {"amp", "&"},       {"quot", "\""},    {"apos", "'"},
        {"nbsp", " "},   {"auml", "ä"},   {"ouml", "ö"},      {"uuml", "ü"},     {"Auml", "Ä"},
        {"Ouml", "Ö"},   {"Uuml", "Ü"},   {"szlig", "ß"},     {"eacute", "é"},   {"egrave", "è"},
        {"agrave", "à"}, {"ccedil", "ç"}, {"euro", "€"},      {"ndash", "–"},    {"mdash", "—"},
        {"hellip", "…"}, {"bull", "•"},   {"laquo", "«"},     {"raquo", "»"},    {"bdquo", "„"},
        {"ldquo", "“"},  {"rdquo", "”"},  {"rsquo", "’"},     {"deg", "°"},      {"times", "×"},
        {"copy", "©"},   {"reg", "®"},    {"trade", "™"},     {"sect", "§"},     {"para", "¶"},
        {"middot", "·"}, {"rarr", "→"},   {"larr", "←"},      {"uarr", "↑"},     {"darr", "↓"},
        {"harr", "↔"},   {"check", "✓"},  {"star", "☆"},      {"hearts", "♥"},   {"lsquo", "‘"},
        {"sbquo", "‚"},  {"prime", "′"},  {"Prime", "″"},     {"plusmn", "±"},   {"divide", "÷"},
        {"le", "≤"},     {"ge", "≥"},     {"ne", "≠"},        {"frac12", "½"},   {"frac14", "¼"},
        {"frac34", "¾"}, {"sup2", "²"},   {"sup3", "³"},      {"micro", "µ"},    {"pound", "£"},
        {"yen", "¥"},    {"cent", "¢"},   {"iexcl", "¡"},     {"iquest", "¿"},   {"aacute", "á"},
        {"acirc", "â"},  {"atilde", "ã"}, {"aring", "å"},     {"aelig", "æ"},    {"ecirc", "ê"},
        {"euml", "ë"},   {"iacute", "í"}, {"igrave", "ì"},    {"icirc", "î"},    {"iuml", "ï"},
        {"ntilde", "ñ"}, {"oacute", "ó"}, {"ograve", "ò"},    {"ocirc", "ô"},    {"otilde", "õ"},
        {"oslash", "ø"}, {"uacute", "ú"}, {"ugrave", "ù"},    {"ucirc", "û"},    {"yacute", "ý"},
        {"scaron", "š"}, {"Eacute", "É"}, {"Egrave", "È"},    {"Agrave", "À"},   {"Aacute", "Á"},
        {"Ccedil", "Ç"}, {"Ntilde", "Ñ"}, {"Oslash", "Ø"},    {"Aring", "Å"},    {"AElig", "Æ"},
        {"Scaron", "Š"}, {"oelig", "œ"},  {"OElig", "Œ"},     {"shy", "\u00AD"}, {"ensp", " "},
        {"emsp", " "},   {"thinsp", " "}, {"zwnj", "\u200C"}, {"zwj", "\u200D"}};
    for (const auto& [known, sign] : kNamed) {
        if (name == known) {
            return std::pair(std::string(sign), end + 1);
        }
    }
    if (name.size() < 2 || name[0] != '#') {
        return std::nullopt;
    }
    const bool hexadecimal = name[1] == 'x' || name[1] == 'X';
    const char* const begin = name.data() + (hexadecimal ? 2 : 1);
    const char* const stop = name.data() + name.size();
    std::uint32_t code = 0;
    const auto parsed = std::from_chars(begin, stop, code, hexadecimal ? 16 : 10);
    const bool good = parsed.ec == std::errc() && parsed.ptr == stop && code >= 0x20 &&
                      code < 0x110000 && (code < 0xD800 || code > 0xDFFF);
    return good ? std::optional(std::pair(utf8(std::u32string(1, code)), end + 1)) : std::nullopt;
}

std::string without_entities(const std::string& text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        if (const auto entity = entity_at(text, at)) {
            out += entity->first;
            at = entity->second;
        } else {
            out += text[at++];
        }
    }
    return out;
}

// --- tags ---

bool breaks_line(string_view tag) {
    return is_one_of(tag, {"br", "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol",
                           "tr", "table", "hr", "blockquote", "center"});
}
bool is_tag(string_view tag) {
    return breaks_line(tag) ||
           is_one_of(tag,
                     {"b",     "i",   "u",   "s",      "a",    "em",  "strong", "span",  "font",
                      "small", "big", "sub", "sup",    "img",  "td",  "th",     "tbody", "thead",
                      "mark",  "del", "ins", "strike", "code", "pre", "html",   "body",  "style"});
}

/// Whether a tag that no list knows is one: it is empty, or has its partner. "<your name>" is none.
bool is_element(const std::string& text, const std::string& name, std::size_t begin,
                std::size_t close) {
    if (name.empty() || std::isalpha(static_cast<unsigned char>(name[0])) == 0) {
        return false;
    }
    if (text[close - 1] == '/') {
        return true;
    }
    const bool closes = text[begin - 1] == '/';
    const std::string around = lower(closes ? string_view(text).substr(0, begin - 2)
                                            : string_view(text).substr(close + 1));
    return closes ? around.find("<" + name) != std::string::npos
                  : around.find("</" + name + ">") != std::string::npos;
}

/// Behind a comment, or behind a script or a style with all that stands in it.
std::optional<std::size_t> unseen_end(const std::string& text, std::size_t at) {
    const auto behind = [&](string_view opens, string_view closes) -> std::optional<std::size_t> {
        if (lower(string_view(text).substr(at, opens.size())) != opens) {
            return std::nullopt;
        }
        const std::size_t end = lower(text).find(closes, at + opens.size());
        return end == std::string::npos ? std::nullopt : std::optional(end + closes.size());
    };
    if (text[at] != '<') {
        return std::nullopt;
    }
    for (const auto& [opens, closes] :
         {std::pair("<!--", "-->"), {"<script", "</script>"}, {"<style", "</style>"}}) {
        if (const auto end = behind(opens, closes)) {
            return end;
        }
    }
    return std::nullopt;
}

/// The tag's name in small letters and where the text goes on; nothing for a sign such as 5 < 6.
std::optional<std::pair<std::string, std::size_t>> tag_at(const std::string& text, std::size_t at) {
    if (text[at] != '<') {
        return std::nullopt;
    }
    std::size_t begin = at + 1;
    begin += begin < text.size() && text[begin] == '/' ? 1 : 0;
    std::size_t end = begin;
    while (end < text.size() && std::isalnum(static_cast<unsigned char>(text[end])) != 0) {
        ++end;
    }
    const std::string name = lower(string_view(text).substr(begin, end - begin));
    const std::size_t close = text.find('>', end);
    const bool goes_on = end < text.size() && (text[end] == '>' || text[end] == '/' ||
                                               text[end] == ' ' || text[end] == '\n');
    if (!goes_on || close == std::string::npos ||
        text.substr(end, close - end).find('<') != std::string::npos ||
        !(is_tag(name) || is_element(text, name, begin, close))) {
        return std::nullopt;
    }
    return std::pair(name, close + 1);
}

void break_line(std::string& out) {
    while (!out.empty() && out.back() == ' ') {
        out.pop_back();
    }
    if (!out.empty() && out.back() != '\n') {
        out += '\n';
    }
}

std::string without_tags(const std::string& text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        if (const auto end = unseen_end(text, at)) {
            at = *end;
            continue;
        }
        const auto tag = tag_at(text, at);
        if (!tag) {
            out += text[at++];
            continue;
        }
        if (tag->first == "br") {
            out += '\n';
        } else if (breaks_line(tag->first)) {
            break_line(out);
        } else if (is_one_of(tag->first, {"td", "th"}) && !out.empty() && out.back() != '\n') {
            out += ' ';
        }
        at = tag->second;
    }
    return out;
}

// --- marks of Markdown ---

std::size_t run_at(string_view text, std::size_t at) {
    const std::size_t end = text.find_first_not_of(text[at], at);
    return (end == string_view::npos ? text.size() : end) - at;
}

/// Words between marks, as in **words** or _words_: they end where a run of the same length stands
/// directly behind them. A mark inside of a word or between numbers is none.
std::optional<std::size_t> emphasis_end(string_view text, std::size_t at, std::size_t size) {
    const char mark = text[at];
    const std::size_t begin = at + size;
    // Scripts without spaces put bold words directly beside others.
    constexpr std::size_t kLongest = 2000;  // bytes; keeps the work in proportion to the text
    const auto beside_word = [&](char c) {
        return mark == '*' && size > 1 ? std::isalnum(static_cast<unsigned char>(c)) != 0
                                       : is_word(c);
    };
    if (begin >= text.size() || text[begin] == ' ' || text[begin] == '\n' ||
        (at > 0 && beside_word(text[at - 1]))) {
        return std::nullopt;
    }
    const std::size_t stop = std::min(text.size(), begin + kLongest);
    for (std::size_t i = begin; i < stop; ++i) {
        // Bold goes on in the next line, not in the next paragraph.
        if (text[i] == '\n' && (size == 1 || text.substr(i).starts_with("\n\n"))) {
            return std::nullopt;
        }
        if (text[i] != mark) {
            continue;
        }
        const std::size_t run = run_at(text, i);
        const std::size_t after = i + run;
        if (run == size && i > begin && (text[i - 1] != ' ' || size > 1) &&
            (after >= text.size() || !beside_word(text[after]) ||
             (mark == '*' && size == 2 && !std::isdigit(static_cast<unsigned char>(text[after])) &&
              text[i - 1] != ' '))) {
            return i;
        }
        i = after - 1;
    }
    return std::nullopt;
}

/// [words](address)
std::optional<std::pair<std::string, std::size_t>> link_at(const std::string& text,
                                                           std::size_t at) {
    const std::size_t middle = text[at] == '[' ? text.find("](", at) : std::string::npos;
    const std::size_t end = middle == std::string::npos ? middle : text.find(')', middle);
    if (end == std::string::npos) {
        return std::nullopt;
    }
    const std::string words = text.substr(at + 1, middle - at - 1);
    const std::string address = text.substr(middle + 2, end - middle - 2);
    const bool good = !words.empty() && words.find_first_of("[]\n") == std::string::npos &&
                      address.find_first_of(" \n(") == std::string::npos &&
                      address.find_first_of(":/.#") != std::string::npos;
    return good ? std::optional(std::pair(words, end + 1)) : std::nullopt;
}

/// `code` and ~~gone~~: what stands between two like runs in one line, and where the text goes on.
std::optional<std::pair<std::string, std::size_t>> between_marks(const std::string& text,
                                                                 std::size_t at) {
    const char mark = text[at];
    const std::size_t size = run_at(text, at);
    const bool marks = (mark == '`' && size <= 3) || (mark == '~' && size == 2);
    const std::size_t begin = at + size;
    if (!marks || begin >= text.size() || text[begin] == ' ' || text[begin] == '\n' ||
        (at > 0 && is_word(text[at - 1]))) {
        return std::nullopt;
    }
    for (std::size_t i = begin; i < text.size() && text[i] != '\n'; ++i) {
        if (text[i] != mark) {
            continue;
        }
        const std::size_t run = run_at(text, i);
        if (run == size && text[i - 1] != ' ' &&
            (i + run >= text.size() || !is_word(text[i + run]))) {
            return std::pair(text.substr(begin, i - begin), i + run);
        }
        i += run - 1;
    }
    return std::nullopt;
}

/// Without the signs that close a heading: "## Title ##".
std::string without_closing_signs(const std::string& line) {
    std::size_t end = line.find_last_not_of(' ');
    end = end == std::string::npos ? 0 : end + 1;
    std::size_t words = end;
    while (words > 0 && line[words - 1] == '#') {
        --words;
    }
    const bool closed = words > 0 && words < end && line[words - 1] == ' ';
    return closed ? line.substr(0, line.find_last_not_of(' ', words - 1) + 1) : line;
}

std::string without_marks(const std::string& text) {
    constexpr std::size_t kMostMarks = 3;  // a longer run is a line to write on
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        const bool line_begins = at == 0 || text[at - 1] == '\n';
        if (c == '\\' && at + 1 < text.size() &&
            string_view("*_#\\`~").find(text[at + 1]) != string_view::npos) {
            out += text[at + 1];
            at += 2;
        } else if (line_begins && c == '#' && run_at(text, at) <= 6 &&
                   at + run_at(text, at) + 1 < text.size() && text[at + run_at(text, at)] == ' ' &&
                   !std::isdigit(static_cast<unsigned char>(text[at + run_at(text, at) + 1]))) {
            at = std::min(text.find_first_not_of(' ', at + run_at(text, at)), text.size());
            const std::size_t end = std::min(text.find('\n', at), text.size());
            out += without_marks(without_closing_signs(text.substr(at, end - at)));
            at = end;
        } else if (c == '!' && at + 1 < text.size() && link_at(text, at + 1)) {
            ++at;  // a picture: its words stand for it
        } else if (const auto marked = between_marks(text, at)) {
            out += c == '`' ? marked->first : without_marks(marked->first);
            at = marked->second;
        } else if (const auto link = link_at(text, at)) {
            out += without_marks(link->first);
            at = link->second;
        } else if (c == '*' || c == '_') {
            const std::size_t size = run_at(text, at);
            const auto end = size <= kMostMarks ? emphasis_end(text, at, size) : std::nullopt;
            if (end) {
                out += without_marks(text.substr(at + size, *end - at - size));
                at = *end + size;
            } else {
                out.append(size, c);
                at += size;
            }
        } else {
            out += c;
            ++at;
        }
    }
    return out;
}

}  // namespace

std::string without_markup(const std::string& text) {
    return without_marks(without_tags(without_entities(text)));
}

}  // namespace lotse::codec::xlsform
