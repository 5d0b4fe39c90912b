// SPDX-License-Identifier: EUPL-1.2
#include "core/form/pattern.h"

#include <algorithm>
#include <memory>

#include "core/limits.h"
#include "core/utf8.h"

namespace lotse {
namespace {

using Ranges = std::vector<Pattern::Range>;
constexpr char32_t kLastCodePoint = 0x10FFFF;

Ranges complement(Ranges ranges) {
    std::sort(ranges.begin(), ranges.end(), [](auto& a, auto& b) { return a.first < b.first; });
    Ranges out;
    char32_t next = 0;
    for (const auto& range : ranges) {
        if (range.first > next) {
            out.push_back({next, range.first - 1});
        }
        next = std::max<char32_t>(next, range.last + 1);
    }
    if (next <= kLastCodePoint) {
        out.push_back({next, kLastCodePoint});
    }
    return out;
}

/// What a pattern says, before it is unrolled into states.
struct Piece {
    enum class Kind { Class, Begin, End, Sequence, Choice, Repeat } kind = Kind::Sequence;
    Ranges ranges;
    bool negated = false;
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
                if (peek() == U'?') {
                    if (m_at + 1 >= m_text.size() || m_text[m_at + 1] != U':') {
                        fail("expected ':' after \"(?\"; look-around is not available");
                        return out;
                    }
                    m_at += 2;
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
                out.ranges = {{U'\n', U'\n'}};
                out.negated = true;
                return out;
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
                out.ranges = escaped();
                return out;
            default:
                ++m_at;
                out.ranges = {{c, c}};
                return out;
        }
    }

    /// After the backslash.
    Ranges escaped() {
        if (m_at >= m_text.size()) {
            fail("expected a character after the backslash");
            return {};
        }
        const Ranges digits = {{U'0', U'9'}};
        const Ranges word = {{U'0', U'9'}, {U'A', U'Z'}, {U'_', U'_'}, {U'a', U'z'}};
        const Ranges space = {{U'\t', U'\r'}, {U' ', U' '}};
        const char32_t c = m_text[m_at];
        const bool letter_or_digit =
            (c >= U'0' && c <= U'9') || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z');
        ++m_at;
        switch (c) {
            case U'd':
                return digits;
            case U'D':
                return complement(digits);
            case U'w':
                return word;
            case U'W':
                return complement(word);
            case U's':
                return space;
            case U'S':
                return complement(space);
            case U't':
                return {{U'\t', U'\t'}};
            case U'n':
                return {{U'\n', U'\n'}};
            case U'r':
                return {{U'\r', U'\r'}};
            default:
                break;
        }
        if (letter_or_digit) {
            --m_at;
            fail("expected one of d w s D W S t n r or a sign after the backslash");
        }
        return {{c, c}};
    }

    Piece bracket() {
        Piece out;
        out.kind = Piece::Kind::Class;
        ++m_at;
        if (peek() == U'^') {
            out.negated = true;
            ++m_at;
        }
        bool first = true;
        while (more() && (peek() != U']' || first)) {
            first = false;
            Ranges from = member();
            const bool range =
                m_at + 1 < m_text.size() && peek() == U'-' && m_text[m_at + 1] != U']';
            if (!range) {
                out.ranges.insert(out.ranges.end(), from.begin(), from.end());
                continue;
            }
            ++m_at;
            const Ranges to = member();
            const bool single = from.size() == 1 && to.size() == 1 &&
                                from[0].first == from[0].last && to[0].first == to[0].last &&
                                from[0].first <= to[0].first;
            if (!single) {
                fail("expected a range from a lower to a higher character");
                return out;
            }
            out.ranges.push_back({from[0].first, to[0].last});
        }
        if (peek() != U']') {
            fail("expected ']'");
        } else {
            ++m_at;
        }
        return out;
    }

    Ranges member() {
        const char32_t c = peek();
        ++m_at;
        return c == U'\\' ? escaped() : Ranges{{c, c}};
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
                fail("expected one quantifier only; lazy and possessive ones are not available");
                return piece;
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
        states.push_back(std::move(state));
        return static_cast<int>(states.size()) - 1;
    }

    int split(int next, int other) {
        Pattern::State state;
        state.kind = Pattern::State::Kind::Split;
        state.next = next;
        state.other = other;
        return add(std::move(state));
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
                state.ranges = piece.ranges;
                state.negated = piece.negated;
                state.next = next;
                return add(std::move(state));
            }
            case Piece::Kind::Begin:
            case Piece::Kind::End: {
                Pattern::State state;
                state.kind = piece.kind == Piece::Kind::Begin ? Pattern::State::Kind::Begin
                                                              : Pattern::State::Kind::End;
                state.next = next;
                return add(std::move(state));
            }
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

}  // namespace

Result<Pattern> Pattern::parse(std::string_view text) {
    if (text.size() > limits::kLongestPatternBytes) {
        return Error{Kind::Unusable, "the pattern",
                     "expected at most " + std::to_string(limits::kLongestPatternBytes) + " bytes"};
    }
    auto piece = PatternParser(code_points(text)).parse();
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
            const bool inside =
                std::any_of(state.ranges.begin(), state.ranges.end(), [&](const Range& range) {
                    return range.first <= points[at] && points[at] <= range.last;
                });
            if (inside != state.negated) {
                follow(state.next, at + 1);
            }
        }
    }
    return std::any_of(now.begin(), now.end(), [&](int index) {
        return m_states[static_cast<std::size_t>(index)].kind == State::Kind::Accept;
    });
}

}  // namespace lotse
