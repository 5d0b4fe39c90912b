// SPDX-License-Identifier: EUPL-1.2
#include "core/form/pattern.h"

#include <algorithm>
#include <iterator>
#include <tuple>
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
        Look,
        Sequence,
        Choice,
        Repeat
    } kind = Kind::Sequence;
    std::size_t points = 0;  ///< Class: which of the parser's classes
    std::vector<Piece> parts;
    bool behind = false, negated = false;  ///< Look
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
                if (peek() == U'?' && !look_head(out) && !group_head()) {
                    return out;
                }
                if (out.kind == Piece::Kind::Look) {
                    out.parts.push_back(alternatives(depth + 1));
                } else {
                    out = alternatives(depth + 1);
                }
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
                for (const auto& [letter, kind] : {std::pair{U'b', Piece::Kind::WordEdge},
                                                   {U'B', Piece::Kind::NoWordEdge},
                                                   {U'A', Piece::Kind::Begin},
                                                   {U'Z', Piece::Kind::End},
                                                   {U'z', Piece::Kind::End}}) {
                    if (peek() == letter) {
                        out.kind = kind;
                        ++m_at;
                        return out;
                    }
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

    /// At the '?' behind a bracket. False: this is no look-around.
    bool look_head(Piece& out) {
        const std::u32string_view rest = std::u32string_view(m_text).substr(m_at + 1);
        for (const auto& [head, behind, negated] :
             {std::tuple{std::u32string_view(U"="), false, false},
              {U"!", false, true},
              {U"<=", true, false},
              {U"<!", true, true}}) {
            if (rest.starts_with(head)) {
                out.kind = Piece::Kind::Look;
                out.behind = behind;
                out.negated = negated;
                m_at += 1 + head.size();
                return true;
            }
        }
        return false;
    }

    /// At the '?' behind a bracket: a group without a number or with a name.
    bool group_head() {
        const std::u32string_view rest = std::u32string_view(m_text).substr(m_at + 1);
        if (rest.starts_with(U":")) {
            m_at += 2;
            return true;
        }
        const auto end = rest.find(U'>');
        if (rest.starts_with(U"<") && end != std::u32string_view::npos) {
            m_at += end + 2;
            return true;
        }
        fail(rest.starts_with(U">")
                 ? "possessive groups are not available; write \"(?:\" instead"
                 : "flags such as (?i) are not available; write both letters, as in [Aa]");
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
                     ? "back references are not available; write what may stand there, as in "
                       "(aa|bb)"
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
            if (m_text.compare(m_at, 2, U"[:") == 0) {
                const CodePoints named = named_class();
                points.insert(points.end(), named.begin(), named.end());
                continue;
            }
            if (m_text.compare(m_at, 3, U"&&[") == 0) {
                fail("intersections of classes are not available; write the signs that are left");
                return {};
            }
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

    /// [:alpha:] inside of a bracket, in all scripts.
    CodePoints named_class() {
        const auto end = m_text.find(U":]", m_at);
        const std::u32string name =
            m_text.substr(m_at + 2, end == std::u32string::npos ? 0 : end - m_at - 2);
        const std::pair<std::u32string_view, std::vector<const char*>> kClasses[] = {
            {U"alpha", {"L"}},  {U"digit", {"Nd"}}, {U"alnum", {"L", "Nd"}},
            {U"upper", {"Lu"}}, {U"lower", {"Ll"}}, {U"punct", {"P", "S"}}};
        m_at = end == std::u32string::npos ? m_at : end + 2;
        CodePoints points;
        for (const auto& [known, categories] : kClasses) {
            for (const char* category : categories) {
                if (known == name) {
                    const auto some = unicode_class(category);
                    points.insert(points.end(), some->begin(), some->end());
                }
            }
        }
        if (name == U"space") {
            points = white_space();
        } else if (name == U"xdigit") {
            points = {{U'0', U'9'}, {U'A', U'F'}, {U'a', U'f'}};
        }
        if (points.empty()) {
            fail(
                "expected [:alpha:], [:digit:], [:alnum:], [:upper:], [:lower:], [:punct:], "
                "[:space:] or [:xdigit:]");
        }
        return points;
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
    std::vector<Pattern::Look> looks;
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
            case Piece::Kind::Look: {
                const int accept = add(Pattern::State{});
                const int start = build(piece.parts.front(), accept);
                looks.push_back(
                    {start, accept, static_cast<int>(states.size()), piece.behind, piece.negated});
                Pattern::State state;
                state.kind = Pattern::State::Kind::Look;
                state.points = looks.size() - 1;
                state.next = next;
                return add(state);
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

/// One text and the states of one pattern.
class Match {
public:
    Match(const std::vector<Pattern::State>& states, const std::vector<CodePoints>& classes,
          const std::vector<Pattern::Look>& looks, std::u32string text)
        : m_states(states), m_classes(classes), m_text(std::move(text)), m_in_now(states.size()) {
        for (const Pattern::Look& look : looks) {
            std::vector<char> there = look.behind ? ends_of(look) : beginnings_of(look);
            for (char& holds_there : there) {
                holds_there = (holds_there != 0) != look.negated ? 1 : 0;
            }
            m_looks.push_back(std::move(there));
        }
    }

    bool whole(int start) {
        follow(start, 0);
        for (std::size_t at = 0; at < m_text.size() && !m_now.empty(); ++at) {
            step(at);
        }
        return std::any_of(m_now.begin(), m_now.end(), [&](int index) {
            return state_at(index).kind == Pattern::State::Kind::Accept;
        });
    }

private:
    using Kind = Pattern::State::Kind;

    const Pattern::State& state_at(int index) const {
        return m_states[static_cast<std::size_t>(index)];
    }

    /// Whether the way goes on from a state that takes no character.
    bool passes(const Pattern::State& state, std::size_t at) const {
        switch (state.kind) {
            case Kind::Begin:
                return at == 0;
            case Kind::End:
                return at == m_text.size();
            case Kind::WordEdge:
            case Kind::NoWordEdge:
                return is_word_edge(m_text, at) == (state.kind == Kind::WordEdge);
            case Kind::Look:
                return m_looks[state.points][at] != 0;
            case Kind::Split:
                return true;
            case Kind::Class:
            case Kind::Accept:
                break;
        }
        return false;
    }

    void follow(int start, std::size_t at) {
        m_pending.push_back(start);
        while (!m_pending.empty()) {
            const int index = m_pending.back();
            m_pending.pop_back();
            if (index < 0 || m_in_now[static_cast<std::size_t>(index)] != 0) {
                continue;
            }
            m_in_now[static_cast<std::size_t>(index)] = 1;
            const Pattern::State& state = state_at(index);
            if (state.kind == Kind::Class || state.kind == Kind::Accept) {
                m_now.push_back(index);
            } else if (passes(state, at)) {
                m_pending.push_back(state.next);
                m_pending.push_back(state.other);
            }
        }
    }

    void step(std::size_t at) {
        m_before.swap(m_now);
        m_now.clear();
        std::fill(m_in_now.begin(), m_in_now.end(), 0);
        for (const int index : m_before) {
            const Pattern::State& state = state_at(index);
            if (state.kind == Kind::Class && holds(m_classes[state.points], m_text[at])) {
                follow(state.next, at + 1);
            }
        }
    }

    /// The places at which something that it matches ends.
    std::vector<char> ends_of(const Pattern::Look& look) {
        std::vector<char> ends(m_text.size() + 1);
        for (std::size_t at = 0;; ++at) {
            follow(look.start, at);  // it may begin anywhere
            ends[at] = m_in_now[static_cast<std::size_t>(look.accept)];
            if (at == m_text.size()) {
                break;
            }
            step(at);
        }
        m_now.clear();
        std::fill(m_in_now.begin(), m_in_now.end(), 0);
        return ends;
    }

    /// The places at which something that it matches begins: from the end, the states from which
    /// its Accept is reached.
    std::vector<char> beginnings_of(const Pattern::Look& look) {
        const auto own = [&](int index) { return static_cast<std::size_t>(index - look.accept); };
        const auto count = static_cast<std::size_t>(look.end - look.accept);
        std::vector<std::vector<int>> before(count);
        std::vector<int> classes;
        for (int i = look.accept; i < look.end; ++i) {
            const Pattern::State& state = state_at(i);
            if (state.kind == Kind::Class) {
                classes.push_back(i);
                continue;
            }
            for (const int next : {state.next, state.other}) {
                if (next >= 0) {
                    before[own(next)].push_back(i);
                }
            }
        }
        std::vector<char> beginnings(m_text.size() + 1);
        std::vector<char> behind(count), here(count);
        for (std::size_t at = m_text.size() + 1; at-- > 0;) {
            std::fill(here.begin(), here.end(), 0);
            m_pending.push_back(look.accept);
            for (const int index : classes) {
                const Pattern::State& state = state_at(index);
                if (at < m_text.size() && behind[own(state.next)] != 0 &&
                    holds(m_classes[state.points], m_text[at])) {
                    m_pending.push_back(index);
                }
            }
            while (!m_pending.empty()) {
                const std::size_t index = own(m_pending.back());
                m_pending.pop_back();
                if (here[index] != 0) {
                    continue;
                }
                here[index] = 1;
                for (const int one : before[index]) {
                    if (passes(state_at(one), at)) {
                        m_pending.push_back(one);
                    }
                }
            }
            beginnings[at] = here[own(look.start)];
            behind.swap(here);
        }
        return beginnings;
    }

    const std::vector<Pattern::State>& m_states;
    const std::vector<CodePoints>& m_classes;
    const std::u32string m_text;
    std::vector<std::vector<char>> m_looks;  ///< by place of the text
    std::vector<char> m_in_now;
    std::vector<int> m_now, m_before, m_pending;
};

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
    out.m_looks = std::move(unroller.looks);
    out.m_classes = std::move(parser.classes);
    return out;
}

bool Pattern::matches(std::string_view text) const {
    return Match(m_states, m_classes, m_looks, code_points(text)).whole(m_start);
}

}  // namespace lotse
