// SPDX-License-Identifier: EUPL-1.2
#include "codec/xlsform/expressions.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "core/clean_text.h"
#include "core/form/expression.h"

namespace lotse::codec::xlsform {
namespace {

constexpr std::array<std::string_view, 5> kSingle = {"'", "\u2018", "\u2019", "\u201A", "\u201B"};
constexpr std::array<std::string_view, 5> kTwofold = {"\"", "\u201C", "\u201D", "\u201E", "\u201F"};

using Marks = std::array<std::string_view, 5>;

std::string_view mark_at(std::string_view text, std::size_t at, const Marks& marks) {
    for (const std::string_view mark : marks) {
        if (text.substr(at).starts_with(mark)) {
            return mark;
        }
    }
    return {};
}

bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' || c == '.';
}

/// Whether an expression can go on here after a value.
bool ends_value(std::string_view text, std::size_t at) {
    at = std::min(text.find_first_not_of(' ', at), text.size());
    if (at == text.size() || std::string_view(")=,!<>+-*|]/").find(text[at]) != text.npos) {
        return true;
    }
    for (const std::string_view word : {"and", "or", "div", "mod"}) {
        const std::size_t end = at + word.size();
        if (lower(text.substr(at, word.size())) == word &&
            (end >= text.size() || !is_word(text[end]))) {
            return true;
        }
    }
    return false;
}

struct Span {
    std::size_t begin = 0, end = 0;  ///< of what stands between the marks
    std::size_t after = 0;           ///< where the expression goes on
};

/// A text in quotation marks that begins at `at`. What a straight mark opens, the next one closes,
/// as in XPath. Of typographic marks the first that a value can end with closes it, so that an
/// apostrophe inside does not; what looks like more of the expression is never inside.
std::optional<Span> literal_at(std::string_view text, std::size_t at) {
    for (const Marks& marks : {kSingle, kTwofold}) {
        const std::string_view open = mark_at(text, at, marks);
        if (open.empty()) {
            continue;
        }
        const std::size_t begin = at + open.size();
        const std::size_t straight =
            open == marks[0] ? text.find(open, begin) : std::string_view::npos;
        if (straight != std::string_view::npos) {
            return Span{begin, straight, straight + open.size()};
        }
        std::optional<Span> first;
        for (std::size_t i = begin; i < text.size(); ++i) {
            const std::string_view close = mark_at(text, i, marks);
            if (close.empty()) {
                if (first && std::string_view("$=(").find(text[i]) != std::string_view::npos) {
                    break;
                }
                continue;
            }
            const Span span{begin, i, i + close.size()};
            if (ends_value(text, span.after)) {
                return span;
            }
            first = first ? first : std::optional(span);
            i += close.size() - 1;
        }
        return first;
    }
    return std::nullopt;
}

struct Piece {
    enum class Kind { Plain, Name, Literal } kind = Kind::Plain;
    std::string text;  ///< without ${ } and marks
    char mark = '\'';  ///< of a literal, made straight
};

std::vector<Piece> pieces_of(const std::string& cell) {
    std::vector<Piece> out;
    const std::string text = trimmed(cell);
    for (std::size_t at = 0; at < text.size();) {
        if (const auto reference = reference_at(text, at)) {
            out.push_back({Piece::Kind::Name, reference->name, '\''});
            at = reference->end;
        } else if (const auto span = literal_at(text, at)) {
            const bool twofold = !mark_at(text, at, kTwofold).empty();
            out.push_back({Piece::Kind::Literal, text.substr(span->begin, span->end - span->begin),
                           twofold ? '"' : '\''});
            at = span->after;
        } else {
            if (out.empty() || out.back().kind != Piece::Kind::Plain) {
                out.emplace_back();
            }
            out.back().text += text[at++];
        }
    }
    return out;
}

/// Typographic marks and straight ones alike, one space for several.
std::string folded(const std::string& text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view single = mark_at(text, at, kSingle);
        const std::string_view twofold = mark_at(text, at, kTwofold);
        if (!single.empty() || !twofold.empty()) {
            out += single.empty() ? '"' : '\'';
            at += single.empty() ? twofold.size() : single.size();
        } else if (text[at] == ' ' && (out.empty() || out.back() == ' ')) {
            ++at;
        } else {
            out += text[at++];
        }
    }
    return out;
}

bool is_one_of(const std::string& function, std::initializer_list<const char*> names) {
    return std::find(names.begin(), names.end(), function) != names.end();
}
/// Functions that look at the letters of a value.
bool reads_letters(const std::string& function) {
    return is_one_of(function, {"contains", "starts-with", "ends-with", "substr", "substring",
                                "substring-before", "substring-after", "string-length", "regex",
                                "translate", "digest"});
}
/// Functions whose texts are words, not names.
bool takes_words(const std::string& function) {
    return reads_letters(function) ||
           is_one_of(function, {"concat", "join", "format-date", "format-date-time"});
}

class Converter {
public:
    Converter(const std::string& cell, const KnownNames& names, bool of_typed)
        : m_names(names), m_of_typed(of_typed), m_pieces(pieces_of(cell)) {}

    ConvertedExpression run() {
        for (std::size_t i = 0; i < m_pieces.size(); ++i) {
            const Piece& piece = m_pieces[i];
            switch (piece.kind) {
                case Piece::Kind::Plain:
                    read_calls(piece.text);
                    m_out.text += piece.text;
                    break;
                case Piece::Kind::Name:
                    m_out.text += "${" + question(i) + "}";
                    break;
                case Piece::Kind::Literal: {
                    const std::string text = literal(i);
                    if (text != piece.text) {
                        m_followed.insert(i);
                    }
                    m_out.text += quoted(text, piece.mark);
                    break;
                }
            }
        }
        for (const auto& [function, text] : m_joined) {
            refuse_part_of_name(function, text);
        }
        if (m_out.joins_choices) {
            refuse_joined_names();
        }
        return std::move(m_out);
    }

private:
    void refuse(const std::string& why) {
        if (m_out.why_not.empty()) {
            m_out.why_not = why;
        }
    }

    /// Which calls are open where the next piece stands.
    void read_calls(const std::string& text) {
        for (const char c : text) {
            if (c == '(') {
                m_calls.push_back(m_word);
            } else if (c == ')' && !m_calls.empty()) {
                m_calls.pop_back();
            }
            if (is_word(c) || c == ':') {
                m_word += c;
            } else if (c != ' ') {
                m_word.clear();
            }
        }
    }

    std::string question(std::size_t index) {
        const std::string& written = m_pieces[index].text;
        if (const auto it = m_names.ambiguous.find(written); it != m_names.ambiguous.end()) {
            refuse("several rows are called \"" + written + "\" (" + it->second +
                   "): which one is meant?");
        }
        if (!m_names.questions.contains(written) && m_out.unknown.empty()) {
            m_out.unknown = written;
        }
        if (m_names.choosing.contains(written)) {
            m_choice_alone =
                m_choice_alone || std::none_of(m_calls.begin(), m_calls.end(), takes_words);
            const auto called = [&](std::initializer_list<const char*> names) {
                return std::any_of(m_calls.begin(), m_calls.end(),
                                   [&](const std::string& call) { return is_one_of(call, names); });
            };
            m_out.joins_choices = m_out.joins_choices || m_names.joining.contains(written) ||
                                  called({"concat", "join"});
            m_out.carries_choices = m_out.carries_choices ||
                                    !(is_beside_equals(index) ||
                                      called({"selected", "count-selected", "jr:choice-name"}));
            for (const std::string& call : m_calls) {
                if (reads_letters(call)) {
                    refuse(call + "() looks at the letters of a choice, and choices of \"" +
                           written + "\" are called differently here");
                }
            }
        }
        m_word.clear();
        return renamed_or(written, m_names.questions);
    }

    std::string literal(std::size_t index) {
        m_word.clear();
        const std::string& written = m_pieces[index].text;
        if (written.find("${") != std::string::npos) {
            return with_names(written, m_names.questions);
        }
        if (compared_with_typed(index)) {
            return written;
        }
        if (!m_calls.empty() && takes_words(m_calls.back())) {
            m_joined.emplace_back(m_calls.back(), written);
            return written;
        }
        const std::string text = without_spaces(written);
        if (m_names.choices_twice.contains(text)) {
            refuse("several choices are called \"" + text +
                   "\" and have different labels: which one is meant?");
        }
        const std::string one = choice(text);
        std::string name = one == text ? several(text, index) : one;
        m_out.renamed_choices = m_out.renamed_choices || name != written;
        return name;
    }

    /// A choice's name is cleaned where it is written, so what is compared with it is, too.
    std::string without_spaces(const std::string& written) {
        std::string clean = clean_word(written).text;
        if (clean == written || m_names.written_choices.contains(written) ||
            !m_names.written_choices.contains(clean)) {
            return written;
        }
        m_out.stripped = written;
        return clean;
    }

    /// Several choices in one text, as a question with several answers holds them.
    std::string several(const std::string& text, std::size_t index) {
        if (m_names.choices.empty() || m_names.written_choices.contains(text) || !names_choices()) {
            return text;
        }
        const std::vector<std::string> words = words_of(text);
        for (const auto& [question, names] : m_names.multiple) {
            const bool all = std::all_of(
                words.begin(), words.end(), [&, &known = names](const std::string& word) {
                    return known.contains(word) && !m_names.choices_twice.contains(word);
                });
            if (!all || words.size() < 2 || !may_mean(question)) {
                continue;
            }
            std::string out;
            for (const std::string& word : words) {
                out += (out.empty() ? "" : " ") + renamed_or(word, m_names.choices);
            }
            return out;
        }
        for (const auto& [old, name] : m_names.choices) {
            if (is_compared(index) && holds_word(text, old)) {
                refuse("the text \"" + text + "\" holds the choice \"" + old +
                       "\", which is called " + name +
                       " here, and it is not clear whether that is meant; expected a condition "
                       "such as selected(${name}, '" +
                       old + "')");
            }
        }
        return text;
    }

    /// Of a text that a function joins to others, which together may be the name of a choice.
    void refuse_part_of_name(const std::string& function, const std::string& text) {
        const std::string part = trimmed(text);
        const bool joins = is_one_of(function, {"concat", "join"});
        const bool word = std::any_of(part.begin(), part.end(), [](char c) {
            return is_word(c) || static_cast<signed char>(c) < 0;
        });
        const bool compares = std::any_of(m_pieces.begin(), m_pieces.end(), [](const Piece& piece) {
            return piece.kind == Piece::Kind::Plain &&
                   (piece.text.find('=') != std::string::npos ||
                    piece.text.find("selected") != std::string::npos);
        });
        if (!joins || !word || !compares || !m_choice_alone) {
            return;
        }
        for (const auto& [old, name] : m_names.choices) {
            if (old == part || (part.size() > 1 && old.find(part) != std::string::npos) ||
                holds_word(part, old)) {
                refuse("a text that " + function + "() joins, \"" + part +
                       "\", may be of the choice \"" + old + "\", which is called " + name +
                       " here; expected the name of the choice in one text");
            }
        }
    }

    /// A text that is compared with choices joined to other texts may hold a name in any place.
    void refuse_joined_names() {
        for (std::size_t i = 0; i < m_pieces.size(); ++i) {
            const std::string& text = m_pieces[i].text;
            if (m_pieces[i].kind != Piece::Kind::Literal || m_followed.contains(i) ||
                !is_beside_equals(i)) {
                continue;
            }
            for (const auto& [old, name] : m_names.choices) {
                if (text != old && text.find(old) != std::string::npos) {
                    refuse("the text \"" + text +
                           "\" is compared with choices that are joined to "
                           "other texts, and holds the choice \"" +
                           old + "\", which is called " + name +
                           " here; expected a comparison of each for itself");
                }
            }
        }
    }

    /// Whether an answer that is choices may stand in this expression.
    bool names_choices() const {
        bool any = false;
        for (const Piece& piece : m_pieces) {
            if (piece.kind == Piece::Kind::Name) {
                any = true;
                if (!m_names.typed.contains(piece.text)) {
                    return true;
                }
            }
        }
        return !any && !m_of_typed;
    }
    /// Named here, or what is named is calculated, perhaps from it.
    bool may_mean(const std::string& question) const {
        bool other = false, any = false;
        for (const Piece& piece : m_pieces) {
            if (piece.kind == Piece::Kind::Name) {
                any = true;
                if (piece.text == question) {
                    return true;
                }
                other = other || m_names.multiple.contains(piece.text);
            }
        }
        return !any || !other;
    }
    bool is_compared(std::size_t index) const {
        return (!m_calls.empty() && m_calls.back().starts_with("selected")) ||
               is_beside_equals(index);
    }
    bool is_beside_equals(std::size_t index) const {
        const auto plain = [&](std::size_t at) {
            return at < m_pieces.size() && m_pieces[at].kind == Piece::Kind::Plain
                       ? trimmed(m_pieces[at].text)
                       : std::string();
        };
        const std::string before = index > 0 ? plain(index - 1) : "", after = plain(index + 1);
        return before.ends_with('=') || after.starts_with('=') || after.starts_with("!=");
    }
    static bool holds_word(const std::string& text, const std::string& word) {
        const auto part = [](char c) { return is_word(c) || static_cast<signed char>(c) < 0; };
        for (std::size_t at = text.find(word); at != std::string::npos;
             at = text.find(word, at + 1)) {
            const std::size_t end = at + word.size();
            if ((at == 0 || !part(text[at - 1])) && (end == text.size() || !part(text[end]))) {
                return true;
            }
        }
        return false;
    }

    std::string choice(const std::string& text) const {
        const auto exact = m_names.choices.find(text);
        if (exact != m_names.choices.end()) {
            return exact->second;
        }
        const std::string wanted = folded(text);
        std::string found = text;
        int hits = 0;
        for (const auto& [written, name] : m_names.choices) {
            if (folded(written) == wanted) {
                found = name;
                ++hits;
            }
        }
        return hits == 1 ? found : text;
    }

    /// `${age} = '…'`, `'…' != ${age}`, `. = '…'`, `selected(${age}, '…')`.
    bool compared_with_typed(std::size_t index) const {
        if (index > 0 && m_pieces[index - 1].kind == Piece::Kind::Plain) {
            std::string before = trimmed(m_pieces[index - 1].text);
            const bool compares = before.ends_with('=');
            while (!before.empty() && (before.back() == '=' || before.back() == '!' ||
                                       before.back() == ' ' || before.back() == ',')) {
                before.pop_back();
            }
            if (before.empty() && index > 1 && m_pieces[index - 2].kind == Piece::Kind::Name &&
                m_names.typed.contains(m_pieces[index - 2].text)) {
                return true;
            }
            const bool own = before.ends_with('.') &&
                             (before.size() == 1 || !is_word(before[before.size() - 2]));
            if (compares && own && m_of_typed) {
                return true;
            }
        }
        if (index + 2 < m_pieces.size() && m_pieces[index + 1].kind == Piece::Kind::Plain &&
            m_pieces[index + 2].kind == Piece::Kind::Name) {
            const std::string between = trimmed(m_pieces[index + 1].text);
            return (between == "=" || between == "!=") &&
                   m_names.typed.contains(m_pieces[index + 2].text);
        }
        return false;
    }

    static std::string quoted(const std::string& text, char mark) {
        const char other = mark == '\'' ? '"' : '\'';
        const bool fits = text.find(mark) == std::string::npos;
        const char around = fits || text.find(other) != std::string::npos ? mark : other;
        return around + text + around;
    }

    const KnownNames& m_names;
    bool m_of_typed;
    std::vector<Piece> m_pieces;
    std::vector<std::string> m_calls;  ///< functions around the next piece, "" for brackets
    std::string m_word;                ///< that ends where the next piece begins
    std::vector<std::pair<std::string, std::string>> m_joined;  ///< words, and who takes them
    std::set<std::size_t> m_followed;  ///< literals whose names became those of the definition
    bool m_choice_alone = false;       ///< a choice stands outside of what joins texts
    ConvertedExpression m_out;
};

}  // namespace

ConvertedExpression converted(const std::string& cell, const KnownNames& names, bool of_typed) {
    return Converter(cell, names, of_typed).run();
}

std::set<std::string> names_in(const std::string& cell) {
    std::set<std::string> out;
    for (std::size_t at = 0; at < cell.size(); ++at) {
        if (const auto reference = reference_at(cell, at)) {
            out.insert(reference->name);
        }
    }
    return out;
}

std::set<std::string> literals_in(const std::string& cell) {
    std::set<std::string> out;
    for (const Piece& piece : pieces_of(cell)) {
        if (piece.kind == Piece::Kind::Literal) {
            out.insert(piece.text);
        }
    }
    return out;
}

bool reads_as_condition(const std::string& cell) {
    KnownNames names;
    for (const std::string& name : names_in(cell)) {
        names.questions[name] = "q";
    }
    // A name alone may be the name of a file, or stand for its answer in a text.
    if (names.questions.empty() || cell.find_first_of("=<>(") == std::string::npos) {
        return false;
    }
    const auto parsed = Expression::parse(converted(cell, names, false).text);
    return parsed.ok() && !parsed->references().empty();
}

std::string literal_of(const std::string& text) {
    if (text.find('\'') == std::string::npos) {
        return "'" + text + "'";
    }
    if (text.find('"') == std::string::npos) {
        return "\"" + text + "\"";
    }
    // XPath has no way to write both marks in one text.
    std::string out = "concat(";
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('\'', at), text.size());
        out += (at == 0 ? "'" : ", \"'\", '") + text.substr(at, end - at) + "'";
        at = end + 1;
    }
    return out + ")";
}

bool is_calculated(const std::string& cell) {
    const std::string text = trimmed(cell);
    if (text.find("${") != std::string::npos) {
        return true;
    }
    // A function of its own: "today()", "once(random())"; brackets in words are none.
    const std::size_t open = text.find('(');
    return open != std::string::npos && open > 0 && text.ends_with(')') &&
           std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(open),
                       [](char c) { return is_word(c) || c == ':'; });
}

}  // namespace lotse::codec::xlsform
