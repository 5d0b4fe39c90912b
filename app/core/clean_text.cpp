// SPDX-License-Identifier: EUPL-1.2
#include "core/clean_text.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <vector>

#include "core/composition.h"
#include "core/utf8.h"

namespace lotse {
namespace {

/// U+000B and U+000C are what word processors write for a line break in a paragraph.
bool is_line_break(char32_t c) {
    return c == U'\n' || c == U'\r' || c == 0x0B || c == 0x0C || c == 0x85 || c == 0x2028 ||
           c == 0x2029;
}
/// Spaces at which a line may break; they mean no more than U+0020.
bool is_breaking_space(char32_t c) {
    return c == U' ' || c == U'\t' || c == 0x1680 || (c >= 0x2000 && c <= 0x200A && c != 0x2007) ||
           c == 0x205F || c == 0x3000;
}
bool is_no_break_space(char32_t c) {
    return c == 0xA0 || c == 0x2007 || c == 0x202F;
}
bool is_space(char32_t c) {
    return is_breaking_space(c) || is_no_break_space(c);
}
/// Fillers of Hangul, in which nobody writes one.
bool is_filler(char32_t c) {
    return c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0;
}
/// Letters that only programs read.
bool is_tag_letter(char32_t c) {
    return c >= 0xE0000 && c <= 0xE007F;
}
/// Unicode's default ignorable characters, as far as keyboards and programs write them, and control
/// characters.
bool is_invisible(char32_t c) {
    return c == 0xAD || c == 0x034F || c == 0x061C || is_filler(c) || is_tag_letter(c) ||
           c == 0x180E || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF ||
           (c >= 0xFFF9 && c <= 0xFFFB) || (c < 0x20 && !is_line_break(c) && c != U'\t') ||
           c == 0x7F || (c >= 0x80 && c <= 0x9F && c != 0x85);
}
/// Of those, what no text means, wherever it stands.
bool is_noise(char32_t c) {
    return c == 0xFEFF || c == 0x180E || is_filler(c) || is_tag_letter(c) ||
           (c >= 0x2061 && c <= 0x2065) || (c >= 0x206A && c <= 0x206F) ||
           (c >= 0xFFF9 && c <= 0xFFFB) || (is_invisible(c) && c < 0xA0);
}
/// Thai, Lao, Tibetan, Myanmar, Khmer and Tai scripts write no spaces between words; U+200B says
/// where a line may break.
bool breaks_at_zero_width(char32_t c) {
    return (c >= 0x0E00 && c <= 0x0FFF) || (c >= 0x1000 && c <= 0x109F) ||
           (c >= 0x1780 && c <= 0x17FF) || (c >= 0x1950 && c <= 0x19FF) ||
           (c >= 0x1A20 && c <= 0x1AAF) || (c >= 0xA9E0 && c <= 0xA9FF) ||
           (c >= 0xAA60 && c <= 0xAADF);
}

// --- marks of direction (UAX #9) ---

constexpr char32_t kPopFormatting = 0x202C, kPopIsolate = 0x2069;

/// The mark of one letter.
bool is_letter_mark(char32_t c) {
    return c == 0x200E || c == 0x200F || c == 0x061C;
}
bool is_override(char32_t c) {
    return c == 0x202D || c == 0x202E;
}
bool opens_formatting(char32_t c) {
    return c == 0x202A || c == 0x202B || is_override(c);
}
bool opens_isolate(char32_t c) {
    return c >= 0x2066 && c <= 0x2068;
}
bool is_direction_mark(char32_t c) {
    return is_letter_mark(c) || opens_formatting(c) || opens_isolate(c) || c == kPopFormatting ||
           c == kPopIsolate;
}
/// The blocks of scripts that are written from right to left.
bool is_right_to_left(char32_t c) {
    return (c >= 0x0590 && c <= 0x08FF) || (c >= 0xFB1D && c <= 0xFDFF) ||
           (c >= 0xFE70 && c <= 0xFEFE) || (c >= 0x10800 && c <= 0x10FFF) ||
           (c >= 0x1E800 && c <= 0x1EFFF);
}

std::string name_of(char32_t c) {
    switch (c) {
        case 0xA0:
        case 0x202F:
        case 0x2007:
            return "no-break space";
        case 0xAD:
            return "soft hyphen";
        case 0x200B:
            return "zero-width space";
        case 0x200C:
            return "zero-width non-joiner";
        case 0x200D:
            return "zero-width joiner";
        case 0x2060:
            return "word joiner";
        case 0xFEFF:
            return "byte order mark";
        default:
            break;
    }
    return is_direction_mark(c) ? "direction mark"
           : c < 0xA0           ? "control character"
           : is_space(c)        ? "unusual space"
                                : "invisible character";
}

/// What was taken away, in the order of its code points.
class Stripped {
public:
    void add(char32_t c) { ++m_counts[c]; }
    std::string words() const {
        std::string out;
        for (const auto& [c, count] : m_counts) {
            char code[12];
            std::snprintf(code, sizeof code, "U+%04X", static_cast<unsigned>(c));
            out += out.empty() ? "" : ", ";
            out += count == 1 ? "a " : std::to_string(count) + " ";
            out += name_of(c) + (count == 1 ? "" : "s") + " (" + code + ")";
        }
        return out;
    }

private:
    std::map<char32_t, int> m_counts;
};

/// `_x000D_` and its like stand for control characters in .xlsx files (ECMA-376, 22.9.2.19). A
/// program that did not know left them in the text, and nobody typed them.
std::u32string without_escapes(const std::u32string& text, Stripped& stripped) {
    static constexpr std::array<std::pair<std::u32string_view, char32_t>, 5> kEscapes = {
        {{U"_x000D__x000A_", U'\n'},
         {U"_x000D_\n", U'\n'},
         {U"_x000D_", U'\n'},
         {U"_x000A_", U'\n'},
         {U"_x0009_", U'\t'}}};
    std::u32string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::u32string_view rest = std::u32string_view(text).substr(at);
        const auto* const escape =
            rest.starts_with(U"_x00") || rest.starts_with(U"_X00")
                ? std::find_if(kEscapes.begin(), kEscapes.end(),
                               [&](const auto& one) {
                                   const std::u32string_view head =
                                       rest.substr(0, one.first.size());
                                   return head.size() == one.first.size() &&
                                          std::equal(head.begin(), head.end(), one.first.begin(),
                                                     [](char32_t a, char32_t b) {
                                                         const bool small = a >= U'a' && a <= U'd';
                                                         return a == b || (small && a - 32 == b) ||
                                                                (a == U'X' && b == U'x');
                                                     });
                               })
                : kEscapes.end();
        if (escape == kEscapes.end()) {
            out += text[at++];
            continue;
        }
        out += escape->second;
        stripped.add(escape->second == U'\t' ? U'\t' : U'\r');
        at += escape->first.size();
    }
    return out;
}

/// Without those for which `is_gone`. Before escapes are looked for: one may stand inside of one.
template <class IsGone>
std::u32string without(std::u32string_view text, Stripped& stripped, IsGone is_gone) {
    std::u32string out;
    out.reserve(text.size());
    for (const char32_t c : text) {
        if (is_gone(c)) {
            stripped.add(c);
        } else {
            out += c;
        }
    }
    return out;
}

/// Visible characters and white space, escapes resolved.
std::u32string visible(std::string_view text, Stripped& stripped) {
    return without_escapes(without(code_points(text), stripped, is_invisible), stripped);
}

/// Which marks of a line do nothing, or what nobody means; `keeps_letter_marks` of the whole text.
class LineMarks {
public:
    LineMarks(std::u32string_view line, bool keeps_letter_marks)
        : m_line(line), m_idle(line.size(), false) {
        for (std::size_t i = 0; i < line.size(); ++i) {
            const char32_t c = line[i];
            if (is_letter_mark(c)) {
                m_idle[i] = !keeps_letter_marks;
            } else if (opens_formatting(c) || opens_isolate(c)) {
                m_open.push_back(i);
            } else if (c == kPopFormatting) {
                close(i, m_open.size());
            } else if (c == kPopIsolate) {
                // Ends what was opened inside, too.
                std::size_t depth = m_open.size();
                while (depth > 0 && !opens_isolate(line[m_open[depth - 1]])) {
                    --depth;
                }
                for (std::size_t inner = depth; depth > 0 && inner < m_open.size(); ++inner) {
                    m_idle[m_open[inner]] = true;
                }
                m_open.resize(depth > 0 ? depth : m_open.size());
                close(i, depth);
            } else if (!is_space(c)) {
                m_seen.push_back(i);
            }
        }
        for (const std::size_t open : m_open) {
            m_idle[open] = true;
        }
        for (const auto& [open, end] : m_pairs) {
            const auto inside =
                static_cast<std::size_t>(std::lower_bound(m_seen.begin(), m_seen.end(), end) -
                                         std::lower_bound(m_seen.begin(), m_seen.end(), open));
            if (is_override(line[open]) || inside == 0 || inside == m_seen.size()) {
                m_idle[open] = m_idle[end] = true;
            }
        }
    }
    bool is_idle(std::size_t at) const { return m_idle[at]; }

private:
    /// The mark at `end` ends the one that `depth` are open with, if they are of one kind.
    void close(std::size_t end, std::size_t depth) {
        const bool pair =
            depth > 0 && opens_isolate(m_line[m_open[depth - 1]]) == (m_line[end] == kPopIsolate);
        if (!pair) {
            m_idle[end] = true;
            return;
        }
        m_pairs.emplace_back(m_open[depth - 1], end);
        m_open.pop_back();
    }

    std::u32string_view m_line;
    std::vector<bool> m_idle;
    std::vector<std::size_t> m_open, m_seen;  ///< places of what is open; of what is no mark
    std::vector<std::pair<std::size_t, std::size_t>> m_pairs;
};

/// Without marks of direction, and word joiners at the ends of a line, that do nothing. Lines end
/// with U+000A.
std::u32string without_idle_marks(const std::u32string& text, Stripped& stripped) {
    constexpr char32_t kWordJoiner = 0x2060;
    const auto counts = [](char32_t c) { return is_direction_mark(c) || c == kWordJoiner; };
    if (std::none_of(text.begin(), text.end(), counts)) {
        return text;
    }
    const bool keeps = std::any_of(text.begin(), text.end(), [](char32_t c) {
        return c == U'{' || (is_right_to_left(c) && !is_letter_mark(c));
    });
    std::u32string out;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(U'\n', at), text.size());
        const std::u32string_view line = std::u32string_view(text).substr(at, end - at);
        const LineMarks marks(line, keeps);
        const auto holds = [&](std::size_t i) {
            return line[i] != kWordJoiner && !is_space(line[i]) && !is_direction_mark(line[i]);
        };
        std::size_t first = 0, behind = line.size();
        while (first < line.size() && !holds(first)) {
            ++first;
        }
        while (behind > first && !holds(behind - 1)) {
            --behind;
        }
        for (std::size_t i = 0; i < line.size(); ++i) {
            const bool idle =
                marks.is_idle(i) || (line[i] == kWordJoiner && (i < first || i >= behind));
            if (idle) {
                stripped.add(line[i]);
            } else {
                out += line[i];
            }
        }
        out += end < text.size() ? U"\n" : U"";
        at = end + 1;
    }
    return out;
}

/// Nothing to clean: most ids and English texts.
bool is_plain(std::string_view text) {
    const bool printable =
        std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
    return printable && !text.starts_with(' ') && !text.ends_with(' ') &&
           text.find("  ") == std::string_view::npos && text.find("_x") == std::string_view::npos &&
           text.find("_X") == std::string_view::npos;
}

/// Every line break as U+000A; CR LF is one.
std::u32string with_plain_line_breaks(const std::u32string& text) {
    std::u32string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == U'\r' && i + 1 < text.size() && text[i + 1] == U'\n') {
            continue;
        }
        out += is_line_break(text[i]) ? U'\n' : text[i];
    }
    return out;
}

}  // namespace

Cleaned clean_word(std::string_view word) {
    if (is_plain(word)) {
        return {std::string(word), ""};
    }
    Stripped stripped;
    std::u32string out, gap;
    const auto strip_gap = [&] {
        for (const char32_t c : gap) {
            if (is_space(c) && c != U' ' && c != U'\t') {
                stripped.add(c);
            }
        }
    };
    for (const char32_t c : visible(word, stripped)) {
        if (is_space(c) || is_line_break(c)) {
            gap += c;
            continue;
        }
        if (out.empty()) {
            strip_gap();
        } else if (!gap.empty()) {
            out += U' ';
        }
        gap.clear();
        out += c;
    }
    strip_gap();
    return {utf8(composed(out)), stripped.words()};
}

Cleaned clean_text(std::string_view text) {
    if (is_plain(text)) {
        return {std::string(text), ""};
    }
    Stripped stripped;
    const std::u32string given = code_points(text);
    const bool keeps_zero_width = std::any_of(given.begin(), given.end(), breaks_at_zero_width);
    const std::u32string plain = without_idle_marks(
        with_plain_line_breaks(without_escapes(
            without(given, stripped,
                    [&](char32_t c) { return is_noise(c) || (c == 0x200B && !keeps_zero_width); }),
            stripped)),
        stripped);
    std::u32string out;
    for (const char32_t c : plain) {
        if (c == U'\n') {
            while (!out.empty() && is_space(out.back())) {
                out.pop_back();
            }
            out += c;
        } else if (is_breaking_space(c)) {
            // One beside a no-break space would only widen it.
            if (!out.empty() && !is_space(out.back()) && out.back() != U'\n') {
                out += U' ';
            }
        } else if (is_no_break_space(c)) {
            while (!out.empty() && is_space(out.back())) {
                out.pop_back();
            }
            if (out.empty() || out.back() == U'\n') {
                stripped.add(c);
            } else {
                out += c;
            }
        } else {
            out += c;
        }
    }
    const auto is_edge = [](char32_t c) { return is_space(c) || c == U'\n' || c == 0x200B; };
    while (!out.empty() && is_edge(out.back())) {
        if (is_no_break_space(out.back())) {
            stripped.add(out.back());
        }
        out.pop_back();
    }
    out.erase(out.begin(), std::find_if_not(out.begin(), out.end(), is_edge));
    return {utf8(composed(out)), stripped.words()};
}

Cleaned clean_expression(std::string_view expression) {
    Stripped stripped;
    std::u32string out;
    for (const char32_t c : visible(expression, stripped)) {
        out += is_space(c) || is_line_break(c) ? U' ' : c;
    }
    const std::size_t first = std::min(out.find_first_not_of(U' '), out.size());
    const std::size_t behind = out.find_last_not_of(U' ') + 1;  // 0 if there is nothing else
    return {utf8(composed(out.substr(first, std::max(first, behind) - first))), stripped.words()};
}

std::string folded(std::string_view text) {
    Stripped unsaid;
    std::u32string out;
    for (const char32_t c : visible(text, unsaid)) {
        if (!is_space(c) && !is_line_break(c)) {
            out += c;
        } else if (!out.empty() && out.back() != U' ') {
            out += U' ';
        }
    }
    if (!out.empty() && out.back() == U' ') {
        out.pop_back();
    }
    return utf8(composed(out));
}

std::string without_indentation(std::string_view text) {
    constexpr std::string_view kBlank = " \t\r\n";
    const auto breaks = [](std::string_view gap) {
        return gap.find_first_of("\r\n") != std::string_view::npos;
    };
    const std::size_t first = std::min(text.find_first_not_of(kBlank), text.size());
    text.remove_prefix(breaks(text.substr(0, first)) ? first : 0);
    const std::size_t behind = text.find_last_not_of(kBlank) + 1;  // 0 if there is nothing else
    text.remove_suffix(breaks(text.substr(behind)) ? text.size() - behind : 0);
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_of("\r\n", at), text.size());
        out += text.substr(at, end - at);
        const std::size_t next = std::min(text.find_first_not_of(kBlank, end), text.size());
        const std::string_view gap = text.substr(end, next - end);
        const bool indented = gap.ends_with(' ') || gap.ends_with('\t');
        if (!indented) {
            out += gap;
        } else {
            while (!out.empty() && (out.back() == ' ' || out.back() == '\t')) {
                out.pop_back();
            }
            // An empty line is between paragraphs, however far they are indented.
            out += std::count(gap.begin(), gap.end(), '\n') > 1 ? "\n\n" : " ";
        }
        at = next;
    }
    return out;
}

namespace {

/// Latin, Greek and Cyrillic capitals; a sign beside them in the tables does no harm.
bool is_capital(char32_t c) {
    const bool even_is_capital = (c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177) ||
                                 (c >= 0x218 && c <= 0x21B) || (c >= 0x460 && c <= 0x4BF) ||
                                 (c >= 0x1E00 && c <= 0x1EFF);
    const bool odd_is_capital = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
    return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) ||
           (even_is_capital && c % 2 == 0) || (odd_is_capital && c % 2 == 1) ||
           (c >= 0x386 && c <= 0x3AB) || (c >= 0x400 && c <= 0x42F);
}

}  // namespace

bool spells_value(std::string_view text) {
    constexpr std::size_t kLongest = 40;  // bytes, spaces around it included
    if (text.size() > kLongest) {
        return false;
    }
    // Capitals alone: "False" and "None" are answers, too.
    static constexpr std::string_view kWords[] = {
        "nan",    "NaN",    "NAN",   "<NA>",   "null",   "NULL",  "undefined", "TRUE",    "FALSE",
        "WAHR",   "FALSCH", "VRAI",  "FAUX",   "VERO",   "FALSO", "VERDADERO", "WAAR",    "ONWAAR",
        "PRAWDA", "FAŁSZ",  "DOĞRU", "YANLIŞ", "ИСТИНА", "ЛОЖЬ",  "ІСТИНА",    "ХИБНІСТЬ"};
    return std::ranges::find(kWords, clean_word(text).text) != std::end(kWords);
}

bool spells_cell_error(std::string_view text) {
    constexpr std::size_t kLongest = 40;  // bytes, spaces around it included
    if (text.size() > kLongest ||
        (text.find('#') == std::string_view::npos && text.find("Err:") == std::string_view::npos)) {
        return false;
    }
    const std::string word = clean_word(text).text;
    if (word.size() >= 7 && word.size() <= 8 && word.starts_with("Err:")) {
        return std::all_of(word.begin() + 4, word.end(),
                           [](char c) { return c >= '0' && c <= '9'; });
    }
    // Those without a sign at their end, of Excel in several languages: else a word after # is one.
    static constexpr std::string_view kWords[] = {
        "#NV",   "#YOK",           "#PUUTTUU",    "#HIÁNYZIK",        "#GETTING_DATA",
        "#BRAK", "#DATEN_ABRUFEN", "#NEDOSTUPNÝ", "#NENÍ_K_DISPOZICI"};
    if (std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords)) {
        return true;
    }
    // By their shape: programs write them in every language, as in #NAME?, #¡REF!, #Н/Д.
    std::u32string rest = code_points(word);
    if (rest.size() < 3 || rest.front() != '#') {
        return false;
    }
    rest.erase(0, rest[1] == U'¡' || rest[1] == U'¿' ? 2 : 1);
    const bool signed_so = rest.ends_with(U'!') || rest.ends_with(U'?');
    rest.erase(signed_so ? rest.size() - 1 : rest.size());
    const auto letters = std::count_if(rest.begin(), rest.end(), is_capital);
    const bool good =
        letters >= 2 && std::all_of(rest.begin(), rest.end(), [](char32_t c) {
            return is_capital(c) || c == '/' || c == '_' || c == ' ' || (c >= '0' && c <= '9');
        });
    const bool parted = rest.size() == 3 && rest[1] == '/';
    return good && is_capital(rest.front()) && (signed_so || parted);
}

}  // namespace lotse
