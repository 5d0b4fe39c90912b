// SPDX-License-Identifier: EUPL-1.2
/// Inside of `Expression`: what a text was parsed into. For expression*.cpp only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/form/expression.h"
#include "core/form/pattern.h"

namespace lotse {

enum class Operator : std::uint8_t {
    Or,
    And,
    Equal,
    Unequal,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Plus,
    Minus,
    Times,
    Div,
    Mod
};

/// What went wrong first while evaluating; values after that do not matter.
struct Run {
    const Scope& scope;
    std::string error;
    double number(const Value& value) const { return to_number(value, scope.zone); }
    void fail(std::string why) {
        if (error.empty()) {
            error = std::move(why);
        }
    }
};

struct Function;

struct Expression::Node {
    enum class Kind : std::uint8_t {
        Text,
        Number,
        Own,
        Name,
        Column,
        Negate,
        Binary,
        Call
    } kind = Kind::Text;
    Operator op = Operator::Or;
    int column = 1;
    int height = 1;
    std::string text;  ///< Text: the literal; Name, Column: the name
    double number = 0;
    const Function* function = nullptr;
    std::optional<Pattern> pattern;  ///< regex with a literal pattern
    std::vector<Node> children;
};

struct Expression::Tree {
    std::string source;
    Node root;
    std::vector<Reference> references, columns, functions;
    bool own = false;
};

}  // namespace lotse
