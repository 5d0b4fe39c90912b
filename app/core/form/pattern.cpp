// SPDX-License-Identifier: EUPL-1.2
#include "core/form/pattern.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/limits.h"
#include "core/utf8.h"

namespace lotse {
namespace {

/// What a pattern says, before it is unrolled into states.
struct Piece {
    enum class Kind {
        Class,
        Begin,
        End,
        WordEdge,
        NoWordEdge,
        Sequence,
        Choice,
        Repeat
    } kind = Kind::Sequence;
    std::size_t points = 0;  ///< Class: which of the parser's classes
    std::vector<Piece> parts;
    int at_least = 0, at_most = -1;
};

class PatternParser {
public:
    explicit PatternParser(std::u32string text) : m_text(std::move(text)) {}

    Result<Piece> parse() {
        Piece whole = alternatives(0);
        if (m_error.empty() && m_at < m_text.size()) {
            fail("expected the end of the pattern, ')' closes nothing; write \\) for the sign");
        }
        if (!m_error.empty()) {
            return Error{Kind::Unusable,
                         "character " + std::to_string(m_error_at + 1) + " of the pattern",
                         m_error};
        }
        return whole;
    }
    std::vector<CodePoints> classes;

private:
    bool more() const { return m_error.empty() && m_at < m_text.size(); }
    char32_t peek() const { return m_at < m_text.size() ? m_text[m_at] : U'\0'; }
    void fail(std::string why) {
        if (m_error.empty()) {
            m_error = std::move(why);
            m_error_at = std::min(m_at, m_text.size());
        }
    }

    Piece alternatives(int depth) {
        Piece choice;
        choice.kind = Piece::Kind::Choice;
        if (depth > limits::kDeepestExpression) {
            fail("expected fewer brackets inside each other");
            return choice;
        }
        choice.parts.push_back(sequence(depth));
        while (more() && peek() == U'|') {
            ++m_at;
            choice.parts.push_back(sequence(depth));
        }
        return choice;
    }

    Piece sequence(int depth) {
        Piece out;
        while (more() && peek() != U'|' && peek() != U')') {
            out.parts.push_back(repeated(one(depth)));
        }
        return out;
    }

    Piece one(int depth) {
        Piece out;
        out.kind = Piece::Kind::Class;
        const char32_t c = peek();
        switch (c) {
            case U'(':
                ++m_at;
                if (peek() == U'?' && !group_head()) {
                    return out;
                }
                out = alternatives(depth + 1);
                if (peek() != U')') {
                    fail("expected ')'");
                } else {
                    ++m_at;
                }
                return out;
            case U'[':
                return bracket();
            case U'^':
                ++m_at;
                out.kind = Piece::Kind::Begin;
                return out;
            case U'$':
                ++m_at;
                out.kind = Piece::Kind::End;
                return out;
            case U'.':
                ++m_at;
                return class_of(complement({{U'\n', U'\n'}}));
            case U'*':
            case U'+':
            case U'?':
            case U'{':
                fail(
                    "expected something to repeat before this sign; write a backslash before it "
                    "for the sign itself");
                return out;
            case U'\\':
                ++m_at;
                if (peek() == U'b' || peek() == U'B') {
                    out.kind = peek() == U'b' ? Piece::Kind::WordEdge : Piece::Kind::NoWordEdge;
                    ++m_at;
                    return out;
                }
                return class_of(escaped());
            default:
                ++m_at;
                return class_of({{c, c}});
        }
    }

    Piece class_of(CodePoints points) {
        Piece out;
        out.kind = Piece::Kind::Class;
        out.points = classes.size();
        classes.push_back(normalized(std::move(points)));
        return out;
    }

    /// At the '?' behind a bracket: a group without a number or with a name.
    bool group_head() {
        const std::u32string_view rest = std::u32string_view(m_text).substr(m_at + 1);
        if (rest.starts_with(U":")) {
            m_at += 2;
            return true;
        }
        const auto end = rest.find(U'>');
        if (rest.starts_with(U"<") && !rest.starts_with(U"<=") && !rest.starts_with(U"<!") &&
            end != std::u32string_view::npos) {
            m_at += end + 2;
            return true;
        }
        fail(rest.starts_with(U"=") || rest.starts_with(U"!") || rest.starts_with(U"<")
                 ? "look-around is not available; expected ':' after \"(?\""
             : rest.starts_with(U">")
                 ? "possessive groups are not available; expected ':' after \"(?\""
                 : "flags such as (?i) are not available; expected ':' after \"(?\"");
        return false;
    }

    /// So many hexadecimal digits; fails unless they are a code point.
    CodePoints code_point(std::size_t digits) {
        char32_t value = 0;
        for (std::size_t i = 0; i < digits; ++i, ++m_at) {
            const char32_t c = peek();
            const bool lower = c >= U'a' && c <= U'f';
            const bool upper = c >= U'A' && c <= U'F';
            if (!lower && !upper && (c < U'0' || c > U'9')) {
                fail("expected " + std::to_string(digits) + " hexadecimal digits");
                return {};
            }
            value = value * 16 + (lower ? c - U'a' + 10 : upper ? c - U'A' + 10 : c - U'0');
        }
        return {{value, value}};
    }

    /// After \p or \P: {L}, {^L} or one letter.
    CodePoints property(bool without) {
        std::string name;
        if (peek() == U'{') {
            const auto end = m_text.find(U'}', m_at);
            if (end == std::u32string::npos) {
                fail("expected '}' after the name of the class");
                return {};
            }
            name = utf8(std::u32string_view(m_text).substr(m_at + 1, end - m_at - 1));
            m_at = end + 1;
        } else if (more()) {
            name = utf8(std::u32string_view(m_text).substr(m_at, 1));
            ++m_at;
        }
        if (name.starts_with('^')) {
            without = !without;
            name.erase(0, 1);
        }
        const auto points = unicode_class(name);
        if (!points) {
            fail("there is no class \"" + name +
                 "\"; expected a general category such as L, Lu, N or P, or a script such as "
                 "IsArabic");
            return {};
        }
        return without ? complement(*points) : *points;
    }

    /// After the backslash.
    CodePoints escaped() {
        if (m_at >= m_text.size()) {
            fail("expected a character after the backslash");
            return {};
        }
        const char32_t c = m_text[m_at];
        const bool letter_or_digit =
            (c >= U'0' && c <= U'9') || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z');
        ++m_at;
        switch (c) {
            case U'd':
                return decimal_digits();
            case U'D':
                return complement(decimal_digits());
            case U'w':
                return word_characters();
            case U'W':
                return complement(word_characters());
            case U's':
                return white_space();
            case U'S':
                return complement(white_space());
            case U't':
                return {{U'\t', U'\t'}};
            case U'n':
                return {{U'\n', U'\n'}};
            case U'r':
                return {{U'\r', U'\r'}};
            case U'f':
                return {{U'\f', U'\f'}};
            case U'u':
                return code_point(4);
            case U'x':
                return code_point(2);
            case U'p':
            case U'P':
                return property(c == U'P');
            default:
                break;
        }
        if (letter_or_digit) {
            --m_at;
            fail(c >= U'0' && c <= U'9'
                     ? "back references are not available"
                     : "expected one of d w s D W S b B t n r f p P u x or a sign after the "
                       "backslash");
        }
        return {{c, c}};
    }

    Piece bracket() {
        CodePoints points;
        ++m_at;
        const bool negated = peek() == U'^';
        if (negated) {
            ++m_at;
        }
        bool first = true;
        while (more() && (peek() != U']' || first)) {
            first = false;
            const CodePoints from = member();
            const bool range =
                m_at + 1 < m_text.size() && peek() == U'-' && m_text[m_at + 1] != U']';
            if (!range) {
                points.insert(points.end(), from.begin(), from.end());
                continue;
            }
            ++m_at;
            const CodePoints to = member();
            const bool single = from.size() == 1 && to.size() == 1 &&
                                from[0].first == from[0].last && to[0].first == to[0].last &&
                                from[0].first <= to[0].first;
            if (!single) {
                fail("expected a range from a lower to a higher character");
                return {};
            }
            points.push_back({from[0].first, to[0].last});
        }
        if (peek() != U']') {
            fail("expected ']'");
        } else {
            ++m_at;
        }
        points = normalized(std::move(points));
        return class_of(negated ? complement(points) : points);
    }

    CodePoints member() {
        const char32_t c = peek();
        ++m_at;
        return c == U'\\' ? escaped() : CodePoints{{c, c}};
    }

    Piece repeated(Piece piece) {
        int quantifiers = 0;
        while (more()) {
            const char32_t c = peek();
            int at_least = 0;
            int at_most = -1;
            if (c == U'*') {
                ++m_at;
            } else if (c == U'+') {
                at_least = 1;
                ++m_at;
            } else if (c == U'?') {
                at_most = 1;
                ++m_at;
            } else if (c == U'{') {
                ++m_at;
                at_least = count();
                at_most = at_least;
                if (peek() == U',') {
                    ++m_at;
                    at_most = peek() == U'}' ? -1 : count();
                }
                if (peek() != U'}' || (at_most >= 0 && at_most < at_least)) {
                    fail("expected {n}, {n,} or {n,m}");
                    return piece;
                }
                ++m_at;
            } else {
                return piece;
            }
            if (++quantifiers > 1) {
                --m_at;
                fail("expected one quantifier only; possessive ones are not available");
                return piece;
            }
            // A lazy one matches the same whole texts.
            if (peek() == U'?') {
                ++m_at;
            }
            Piece repeat;
            repeat.kind = Piece::Kind::Repeat;
            repeat.at_least = at_least;
            repeat.at_most = at_most;
            repeat.parts.push_back(std::move(piece));
            piece = std::move(repeat);
        }
        return piece;
    }

    int count() {
        int value = 0;
        bool any = false;
        while (peek() >= U'0' && peek() <= U'9') {
            value = std::min(value * 10 + static_cast<int>(peek() - U'0'), 100000);
            any = true;
            ++m_at;
        }
        if (!any) {
            fail("expected a number");
        }
        return value;
    }

    std::u32string m_text;
    std::size_t m_at = 0;
    std::string m_error;
    std::size_t m_error_at = 0;
};

/// Builds states from the back: every piece is given the state that follows it.
class Unroller {
public:
    std::vector<Pattern::State> states;
    bool too_many = false;

    int add(Pattern::State state) {
        if (states.size() >= limits::kMostPatternStates) {
            too_many = true;
            return 0;
        }
        states.push_back(state);
        return static_cast<int>(states.size()) - 1;
    }

    int split(int next, int other) {
        Pattern::State state;
        state.kind = Pattern::State::Kind::Split;
        state.next = next;
        state.other = other;
        return add(state);
    }

    int assertion(Pattern::State::Kind kind, int next) {
        Pattern::State state;
        state.kind = kind;
        state.next = next;
        return add(state);
    }

    int build(const Piece& piece, int next) {
        // Repeated empty groups make no states, so the work is counted as well.
        if (too_many || ++m_steps > 100 * limits::kMostPatternStates) {
            too_many = true;
            return 0;
        }
        switch (piece.kind) {
            case Piece::Kind::Class: {
                Pattern::State state;
                state.kind = Pattern::State::Kind::Class;
                state.points = piece.points;
                state.next = next;
                return add(state);
            }
            case Piece::Kind::Begin:
                return assertion(Pattern::State::Kind::Begin, next);
            case Piece::Kind::End:
                return assertion(Pattern::State::Kind::End, next);
            case Piece::Kind::WordEdge:
                return assertion(Pattern::State::Kind::WordEdge, next);
            case Piece::Kind::NoWordEdge:
                return assertion(Pattern::State::Kind::NoWordEdge, next);
            case Piece::Kind::Sequence:
                for (auto part = piece.parts.rbegin(); part != piece.parts.rend(); ++part) {
                    next = build(*part, next);
                }
                return next;
            case Piece::Kind::Choice: {
                int start = build(piece.parts.back(), next);
                for (std::size_t i = piece.parts.size() - 1; i-- > 0;) {
                    const int way = build(piece.parts[i], next);
                    start = split(way, start);
                }
                return start;
            }
            case Piece::Kind::Repeat: {
                const Piece& part = piece.parts.front();
                int start = next;
                if (piece.at_most < 0) {
                    start = split(-1, next);
                    const int body = build(part, start);
                    if (!too_many) {
                        states[static_cast<std::size_t>(start)].next = body;
                    }
                } else {
                    for (int i = piece.at_least; i < piece.at_most && !too_many; ++i) {
                        start = split(build(part, start), next);
                    }
                }
                for (int i = 0; i < piece.at_least && !too_many; ++i) {
                    start = build(part, start);
                }
                return start;
            }
        }
        return next;
    }

private:
    std::size_t m_steps = 0;
};

bool holds(const CodePoints& points, char32_t c) {
    const auto behind = std::upper_bound(
        points.begin(), points.end(), c,
        [](char32_t one, const CodePointRange& range) { return one < range.first; });
    return behind != points.begin() && c <= std::prev(behind)->last;
}

bool is_word_edge(const std::u32string& text, std::size_t at) {
    static const CodePoints kWord = word_characters();
    const bool before = at > 0 && holds(kWord, text[at - 1]);
    const bool behind = at < text.size() && holds(kWord, text[at]);
    return before != behind;
}

}  // namespace

Result<Pattern> Pattern::parse(std::string_view text) {
    if (text.size() > limits::kLongestPatternBytes) {
        return Error{Kind::Unusable, "the pattern",
                     "expected at most " + std::to_string(limits::kLongestPatternBytes) + " bytes"};
    }
    PatternParser parser(code_points(text));
    auto piece = parser.parse();
    if (!piece) {
        return piece.error();
    }
    Unroller unroller;
    const int accept = unroller.add(State{});
    Pattern out;
    out.m_start = unroller.build(*piece, accept);
    if (unroller.too_many) {
        return Error{Kind::Unusable, "the pattern",
                     "expected fewer repetitions: it unrolls into more than " +
                         std::to_string(limits::kMostPatternStates) + " states"};
    }
    out.m_states = std::move(unroller.states);
    out.m_classes = std::move(parser.classes);
    return out;
}

bool Pattern::matches(std::string_view text) const {
    const std::u32string points = code_points(text);
    std::vector<char> in_now(m_states.size());
    std::vector<int> now;
    std::vector<int> pending;
    const auto follow = [&](int start, std::size_t at) {
        pending.push_back(start);
        while (!pending.empty()) {
            const int index = pending.back();
            pending.pop_back();
            if (index < 0 || in_now[static_cast<std::size_t>(index)] != 0) {
                continue;
            }
            in_now[static_cast<std::size_t>(index)] = 1;
            const State& state = m_states[static_cast<std::size_t>(index)];
            switch (state.kind) {
                case State::Kind::Split:
                    pending.push_back(state.next);
                    pending.push_back(state.other);
                    break;
                case State::Kind::Begin:
                    if (at == 0) {
                        pending.push_back(state.next);
                    }
                    break;
                case State::Kind::End:
                    if (at == points.size()) {
                        pending.push_back(state.next);
                    }
                    break;
                case State::Kind::WordEdge:
                case State::Kind::NoWordEdge:
                    if (is_word_edge(points, at) == (state.kind == State::Kind::WordEdge)) {
                        pending.push_back(state.next);
                    }
                    break;
                case State::Kind::Class:
                case State::Kind::Accept:
                    now.push_back(index);
                    break;
            }
        }
    };
    follow(m_start, 0);
    for (std::size_t at = 0; at < points.size() && !now.empty(); ++at) {
        std::vector<int> before;
        before.swap(now);
        std::fill(in_now.begin(), in_now.end(), 0);
        for (const int index : before) {
            const State& state = m_states[static_cast<std::size_t>(index)];
            if (state.kind != State::Kind::Class) {
                continue;
            }
            if (holds(m_classes[state.points], points[at])) {
                follow(state.next, at + 1);
            }
        }
    }
    return std::any_of(now.begin(), now.end(), [&](int index) {
        return m_states[static_cast<std::size_t>(index)].kind == State::Kind::Accept;
    });
}

}  // namespace lotse
