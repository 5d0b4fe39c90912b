// SPDX-License-Identifier: EUPL-1.2
#include "core/form/expression.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>

#include "core/ascii.h"
#include "core/form/expression_bounds.h"
#include "core/form/expression_dates.h"
#include "core/form/expression_doubts.h"
#include "core/form/expression_evaluation.h"
#include "core/form/expression_functions.h"
#include "core/form/expression_mistakes.h"
#include "core/form/expression_tree.h"
#include "core/limits.h"

namespace lotse {
namespace {

using Node = Expression::Node;

struct Token {
    enum class Kind : std::uint8_t {
        End,
        Number,
        Text,
        Name,
        Word,
        Own,
        Parent,
        Sign,
        Bad
    } kind = Kind::End;
    std::string text;
    double number = 0;
    int column = 1;
};

bool is_word_start(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_';
}
bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' || c == '.';
}

/// The operators that are words.
constexpr std::array<std::string_view, 4> kOperatorWords = {"and", "or", "div", "mod"};

/// The operator that the text begins with; empty if it begins with none.
std::string_view operator_word(std::string_view text) {
    const auto* const it =
        std::find_if(kOperatorWords.begin(), kOperatorWords.end(),
                     [&](std::string_view word) { return text.starts_with(word); });
    return it == kOperatorWords.end() ? std::string_view() : *it;
}

/// One token at a time; XPath needs no look-ahead beyond one.
class Lexer {
public:
    explicit Lexer(std::string_view text) : m_text(text) {}

    Token next() {
        Token token = read();
        m_after_value = token.kind == Token::Kind::Number || token.kind == Token::Kind::Text ||
                        token.kind == Token::Kind::Name || token.kind == Token::Kind::Own ||
                        token.text == ")";
        return token;
    }

    /// So many bytes of the last token are read again.
    void back(std::size_t bytes) { m_at -= bytes; }

private:
    Token read() {
        while (m_at < m_text.size() &&
               std::isspace(static_cast<unsigned char>(m_text[m_at])) != 0) {
            ++m_at;
        }
        Token token;
        token.column = static_cast<int>(m_at) + 1;
        if (m_at >= m_text.size()) {
            return token;
        }
        const char c = m_text[m_at];
        if (is_digit(c) || (c == '.' && m_at + 1 < m_text.size() && is_digit(m_text[m_at + 1]))) {
            return number(token);
        }
        if (c == '\'' || c == '"') {
            const auto end = m_text.find(c, m_at + 1);
            if (end == std::string_view::npos) {
                return bad(token, std::string("expected a closing ") + c);
            }
            token.kind = Token::Kind::Text;
            token.text = m_text.substr(m_at + 1, end - m_at - 1);
            m_at = end + 1;
            return token;
        }
        if (c == '$') {
            return name(token);
        }
        if (is_word_start(c)) {
            std::size_t end = m_at;
            while (end < m_text.size() && is_word(m_text[end])) {
                ++end;
            }
            // The only prefix of ODK's function names; a colon means nothing elsewhere.
            if (m_text.substr(m_at, end - m_at) == "jr" && end + 1 < m_text.size() &&
                m_text[end] == ':' && is_word_start(m_text[end + 1])) {
                ++end;
                while (end < m_text.size() && is_word(m_text[end])) {
                    ++end;
                }
            }
            token.kind = Token::Kind::Word;
            token.text = m_text.substr(m_at, end - m_at);
            m_at = end;
            return token;
        }
        if (m_text.substr(m_at, 2) == "..") {
            return sign(token, Token::Kind::Parent, 2);
        }
        if (c == '.') {
            return sign(token, Token::Kind::Own, 1);
        }
        const auto rest = m_text.substr(m_at);
        if (std::string instead = instead_of_sign(rest, m_after_value); !instead.empty()) {
            return bad(token, std::move(instead));
        }
        for (const std::string_view two : {"!=", "<=", ">="}) {
            if (rest.starts_with(two)) {
                return sign(token, Token::Kind::Sign, 2);
            }
        }
        if (std::string_view("=<>+-*(),").find(c) != std::string_view::npos) {
            return sign(token, Token::Kind::Sign, 1);
        }
        if (c == '/' || c == '[' || c == ']' || c == '@' || c == '|') {
            return bad(token, std::string(c == '|' ? "write or instead of |; " : "") +
                                  "paths and predicates are not available; expected ${name}");
        }
        return bad(token, "expected a value or an operator here");
    }

    Token bad(Token token, std::string why) {
        token.kind = Token::Kind::Bad;
        token.text = std::move(why);
        m_at = m_text.size();
        return token;
    }
    Token sign(Token token, Token::Kind kind, std::size_t size) {
        token.kind = kind;
        token.text = m_text.substr(m_at, size);
        m_at += size;
        return token;
    }
    Token number(Token token) {
        std::size_t end = m_at;
        while (end < m_text.size() && is_digit(m_text[end])) {
            ++end;
        }
        if (end < m_text.size() && m_text[end] == '.') {
            ++end;
            while (end < m_text.size() && is_digit(m_text[end])) {
                ++end;
            }
        }
        std::size_t exponent = end;
        if (exponent < m_text.size() && (m_text[exponent] == 'e' || m_text[exponent] == 'E')) {
            ++exponent;
            exponent +=
                exponent < m_text.size() && (m_text[exponent] == '-' || m_text[exponent] == '+')
                    ? 1
                    : 0;
            if (exponent < m_text.size() && is_digit(m_text[exponent])) {
                end = std::min(m_text.find_first_not_of("0123456789", exponent), m_text.size());
            }
        }
        if (end < m_text.size() && is_word_start(m_text[end]) &&
            operator_word(m_text.substr(end)).empty()) {
            return bad(token, "expected a number; a name cannot begin with a digit");
        }
        token.kind = Token::Kind::Number;
        if (std::from_chars(m_text.data() + m_at, m_text.data() + end, token.number).ec !=
            std::errc()) {
            return bad(token, "expected a number that is neither so large nor so small");
        }
        m_at = end;
        return token;
    }
    Token name(Token token) {
        const auto end = m_text.find('}', m_at);
        if (m_at + 1 >= m_text.size() || m_text[m_at + 1] != '{' || end == std::string_view::npos) {
            return bad(token, "expected ${name}");
        }
        std::string_view inner = m_text.substr(m_at + 2, end - m_at - 2);
        while (!inner.empty() && inner.front() == ' ') {
            inner.remove_prefix(1);
        }
        while (!inner.empty() && inner.back() == ' ') {
            inner.remove_suffix(1);
        }
        if (inner.empty() || !is_word_start(inner[0]) ||
            !std::all_of(inner.begin(), inner.end(), is_word)) {
            return bad(token, "expected the name of a question between ${ and }");
        }
        token.kind = Token::Kind::Name;
        token.text = inner;
        m_at = end + 1;
        return token;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    bool m_after_value = false;  ///< of the token before
};

struct Binding {
    Operator op;
    int power;
};

/// XPath 1.0, 3.5: or, and, equality, relation, sum, product; all bind to the left.
std::optional<Binding> binding_of(const Token& token) {
    static const std::vector<std::pair<std::string_view, Binding>> kSigns = {
        {"=", {Operator::Equal, 3}},   {"!=", {Operator::Unequal, 3}},
        {"<", {Operator::Less, 4}},    {"<=", {Operator::LessEqual, 4}},
        {">", {Operator::Greater, 4}}, {">=", {Operator::GreaterEqual, 4}},
        {"+", {Operator::Plus, 5}},    {"-", {Operator::Minus, 5}},
        {"*", {Operator::Times, 6}}};
    static const std::vector<std::pair<std::string_view, Binding>> kWords = {
        {"or", {Operator::Or, 1}},
        {"and", {Operator::And, 2}},
        {"div", {Operator::Div, 6}},
        {"mod", {Operator::Mod, 6}}};
    if (token.kind != Token::Kind::Sign && token.kind != Token::Kind::Word) {
        return std::nullopt;
    }
    for (const auto& [text, binding] : token.kind == Token::Kind::Sign ? kSigns : kWords) {
        if (text == token.text) {
            return binding;
        }
    }
    return std::nullopt;
}
constexpr int kNegatePower = 7;

/// V. R. Pratt, "Top Down Operator Precedence".
class Parser {
public:
    Parser(std::string_view text, std::vector<Expression::Reference>& references,
           std::vector<Expression::Reference>& columns,
           std::vector<Expression::Reference>& functions, bool& own)
        : m_lexer(text),
          m_references(references),
          m_columns(columns),
          m_functions(functions),
          m_own(own) {
        advance();
    }

    Node whole() {
        Node node = operand(0, 0);
        if (m_error.empty() && m_token.kind != Token::Kind::End) {
            const bool operand_follows =
                m_token.kind == Token::Kind::Text || m_token.kind == Token::Kind::Name ||
                m_token.kind == Token::Kind::Number || m_token.kind == Token::Kind::Own;
            if (m_token.text == ")") {
                fail("expected the end; this ')' closes nothing");
            } else if (m_token.text == ",") {
                fail(
                    "expected an operator or the end; ',' stands only between the arguments of a "
                    "function, and a number has a point, as in 1.5");
            } else {
                fail_operator(
                    operand_follows || m_token.kind == Token::Kind::Word
                        ? "expected an operator (= != < <= > >= + - * div mod and or) or the end"
                        : "expected an operator or the end");
            }
        }
        return node;
    }
    const std::string& error() const { return m_error; }
    int error_column() const { return m_error_column; }

private:
    void advance() {
        m_token = m_lexer.next();
        if (m_token.kind == Token::Kind::Bad) {
            fail(m_token.text);
        }
    }
    void fail(const std::string& why) { fail_at(m_token.column, why); }
    void fail_at(int column, const std::string& why) {
        if (m_error.empty()) {
            m_error = why;
            m_error_column = column;
        }
    }
    /// Where an operator was expected: a word may be meant for one.
    void fail_operator(const std::string& why) {
        const std::string instead =
            m_token.kind == Token::Kind::Word ? instead_of_operator(m_token.text) : "";
        fail(instead.empty() ? why : instead);
    }
    bool sign(std::string_view text) const {
        return m_token.kind == Token::Kind::Sign && m_token.text == text;
    }

    /// Where an operator stands, "mod2" is mod and 2.
    void split_operator() {
        const std::string_view word =
            m_token.kind == Token::Kind::Word ? operator_word(m_token.text) : std::string_view();
        if (!word.empty() && m_token.text.size() > word.size() &&
            is_digit(m_token.text[word.size()])) {
            m_lexer.back(m_token.text.size() - word.size());
            m_token.text = word;
        }
    }

    Node operand(int power, int depth) {
        Node left = primary(depth);
        while (m_error.empty()) {
            split_operator();
            const auto binding = binding_of(m_token);
            if (!binding || binding->power <= power) {
                return left;
            }
            Node node;
            node.kind = Node::Kind::Binary;
            node.op = binding->op;
            node.column = m_token.column;
            advance();
            Node right = operand(binding->power, depth + 1);
            // A chain such as 1+1+1+… leans to the left: it grows tall without brackets.
            node.height = std::max(left.height, right.height) + 1;
            if (node.height > limits::kTallestExpression) {
                fail("expected fewer operators in a row");
            }
            node.children.push_back(std::move(left));
            node.children.push_back(std::move(right));
            left = std::move(node);
        }
        return left;
    }

    Node primary(int depth) {
        Node node;
        node.column = m_token.column;
        if (depth > limits::kDeepestExpression) {
            fail("expected fewer brackets and calls inside each other");
            return node;
        }
        switch (m_token.kind) {
            case Token::Kind::Number:
                node.kind = Node::Kind::Number;
                node.number = m_token.number;
                advance();
                return node;
            case Token::Kind::Text:
                node.kind = Node::Kind::Text;
                node.text = m_token.text;
                advance();
                return node;
            case Token::Kind::Name:
                node.kind = Node::Kind::Name;
                node.text = m_token.text;
                m_references.push_back({node.text, node.column});
                advance();
                return node;
            case Token::Kind::Own:
                node.kind = Node::Kind::Own;
                m_own = true;
                advance();
                return node;
            case Token::Kind::Word:
                return word(depth);
            case Token::Kind::Parent:
                fail("expected ${name}; '..' stands only in position(..)");
                return node;
            case Token::Kind::End:
                fail("expected a value, the expression ends here");
                return node;
            case Token::Kind::Bad:
                return node;
            case Token::Kind::Sign:
                break;
        }
        if (sign("(")) {
            advance();
            node = operand(0, depth + 1);
            close();
            return node;
        }
        if (sign("-")) {
            advance();
            node.kind = Node::Kind::Negate;
            node.children.push_back(operand(kNegatePower, depth + 1));
            node.height = node.children.front().height + 1;
            return node;
        }
        const bool compares = std::string_view("=!<>").find(m_token.text[0]) != std::string::npos;
        fail("expected a value before '" + m_token.text + "'" +
             (compares ? ", such as ${name}, or . for the answer itself" : ""));
        return node;
    }

    void close() {
        if (!m_error.empty()) {
            return;
        }
        if (!sign(")")) {
            fail_operator("expected ')'");
            return;
        }
        advance();
    }

    Node word(int depth) {
        Node node;
        node.column = m_token.column;
        node.text = m_token.text;
        const Token name = m_token;
        advance();
        if (!sign("(")) {
            const bool operand_follows =
                m_token.kind == Token::Kind::Name || m_token.kind == Token::Kind::Own ||
                (m_token.kind == Token::Kind::Word && !binding_of(m_token));
            if (operand_follows && (name.text == "not" || name.text == "NOT" ||
                                    name.text == "Not" || name.text == "nicht")) {
                fail_at(name.column, "write not(…) instead of " + name.text);
                return node;
            }
            node.kind = Node::Kind::Column;
            m_columns.push_back({node.text, node.column});
            return node;
        }
        node.kind = Node::Kind::Call;
        node.function = find_function(name.text);
        if (node.function == nullptr) {
            fail_at(name.column, why_there_is_no(name.text));
            return node;
        }
        m_functions.push_back({name.text, name.column});
        advance();
        if (name.text == "position" && m_token.kind == Token::Kind::Parent) {
            advance();
        }
        while (m_error.empty() && !sign(")")) {
            node.children.push_back(operand(0, depth + 1));
            node.height = std::max(node.height, node.children.back().height + 1);
            if (!m_error.empty() || sign(")")) {
                break;
            }
            if (!sign(",")) {
                fail_operator("expected ',' or ')'");
                return node;
            }
            advance();
            if (sign(")")) {
                fail("expected another argument after ','");
            }
        }
        close();
        if (m_error.empty()) {
            check_call(node, name);
        }
        return node;
    }

    void check_call(Node& call, const Token& name) {
        const auto count = static_cast<int>(call.children.size());
        const Function& function = *call.function;
        if (count < function.least || (function.most >= 0 && count > function.most)) {
            std::string wanted = std::to_string(function.least);
            if (function.most < 0) {
                wanted = "at least " + wanted;
            } else if (function.most != function.least) {
                wanted += " to " + std::to_string(function.most);
            }
            fail_at(name.column, name.text + "() expected " + wanted +
                                     (wanted == "1" ? " argument" : " arguments") + ", not " +
                                     std::to_string(count));
            return;
        }
        m_own = m_own || (count == 0 && function.of_own_value);
        if (name.text == "jr:choice-name") {
            question_of_choice_name(call);
        } else if (name.text == "indexed-repeat") {
            for (int i = 0; i < 2; ++i) {
                const Node& child = call.children[static_cast<std::size_t>(i)];
                if (child.kind != Node::Kind::Name) {
                    fail_at(child.column,
                            "indexed-repeat() expected ${question}, ${repeat}, number");
                }
            }
        } else if (name.text == "regex" && call.children[1].kind == Node::Kind::Text) {
            auto pattern = Pattern::parse(call.children[1].text);
            if (!pattern) {
                fail_at(call.children[1].column,
                        pattern.error().where + ": " + pattern.error().detail);
            } else {
                call.pattern = std::move(pattern).value();
            }
        } else if ((name.text == "format-date" || name.text == "format-date-time") &&
                   call.children[1].kind == Node::Kind::Text) {
            const std::string mistake = format_date_mistake(call.children[1].text);
            if (!mistake.empty()) {
                fail_at(call.children[1].column, mistake);
            }
        }
    }

    /// ODK writes the question as text: jr:choice-name(${q}, '${q}').
    void question_of_choice_name(Node& call) {
        Node& question = call.children[1];
        if (question.kind == Node::Kind::Text) {
            Lexer inner(question.text);
            const Token token = inner.next();
            if (token.kind == Token::Kind::Name && inner.next().kind == Token::Kind::End) {
                question.kind = Node::Kind::Name;
                question.text = token.text;
                m_references.push_back({question.text, question.column});
            }
        }
        if (question.kind != Node::Kind::Name) {
            fail_at(question.column, "jr:choice-name() expected the question as '${name}'");
        }
    }

    Lexer m_lexer;
    Token m_token;
    std::vector<Expression::Reference>& m_references;
    std::vector<Expression::Reference>& m_columns;
    std::vector<Expression::Reference>& m_functions;
    bool& m_own;
    std::string m_error;
    int m_error_column = 1;
};

}  // namespace

Result<Expression> Expression::parse(std::string_view text) {
    if (text.size() > limits::kLongestExpressionBytes) {
        return Error{
            Kind::Unusable, "column " + std::to_string(limits::kLongestExpressionBytes + 1),
            "expected at most " + std::to_string(limits::kLongestExpressionBytes) + " bytes"};
    }
    auto tree = std::make_shared<Tree>();
    tree->source = text;
    Parser parser(text, tree->references, tree->columns, tree->functions, tree->own);
    tree->root = parser.whole();
    if (!parser.error().empty()) {
        return Error{Kind::Unusable, "column " + std::to_string(parser.error_column()),
                     parser.error()};
    }
    Expression out;
    out.m_tree = std::move(tree);
    return out;
}

const std::string& Expression::text() const {
    static const std::string kNone;
    return m_tree ? m_tree->source : kNone;
}

namespace {
const std::vector<Expression::Reference> kNoReferences;
}

const std::vector<Expression::Reference>& Expression::references() const {
    return m_tree ? m_tree->references : kNoReferences;
}
const std::vector<Expression::Reference>& Expression::columns() const {
    return m_tree ? m_tree->columns : kNoReferences;
}
const std::vector<Expression::Reference>& Expression::functions() const {
    return m_tree ? m_tree->functions : kNoReferences;
}
bool Expression::uses_own_value() const {
    return m_tree && m_tree->own;
}

std::vector<std::string> Expression::names() const {
    std::vector<std::string> out;
    for (const auto& reference : references()) {
        out.push_back(reference.name);
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

std::vector<Expression::ComparedText> Expression::compared_texts() const {
    return m_tree ? texts_compared_in(m_tree->root) : std::vector<ComparedText>();
}
std::vector<std::string> Expression::doubts() const {
    return m_tree ? doubts_about(m_tree->root) : std::vector<std::string>();
}

std::optional<Expression::DateBound> Expression::broken_date_bound(const Scope& scope) const {
    return m_tree ? lotse::broken_date_bound(m_tree->root, scope) : std::nullopt;
}

Result<Value> Expression::evaluate(const Scope& scope) const {
    if (!m_tree) {
        return Value();
    }
    Run run{scope, {}};
    Value value = evaluate_node(run, m_tree->root);
    if (!run.error.empty()) {
        return Error{Kind::Unusable, "expression", run.error};
    }
    return value;
}

}  // namespace lotse
