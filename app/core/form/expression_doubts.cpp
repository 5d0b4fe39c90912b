// SPDX-License-Identifier: EUPL-1.2
#include "core/form/expression_doubts.h"

#include "core/form/expression_functions.h"
#include "core/form/value.h"

namespace lotse {
namespace {

using Node = Expression::Node;

bool is_binary(const Node& node, std::initializer_list<Operator> operators) {
    if (node.kind != Node::Kind::Binary) {
        return false;
    }
    for (const Operator op : operators) {
        if (node.op == op) {
            return true;
        }
    }
    return false;
}
bool is_equality(const Node& node) {
    return is_binary(node, {Operator::Equal, Operator::Unequal});
}
bool is_relation(const Node& node) {
    return is_binary(
        node, {Operator::Less, Operator::LessEqual, Operator::Greater, Operator::GreaterEqual});
}
bool is_literal(const Node& node) {
    return node.kind == Node::Kind::Text || node.kind == Node::Kind::Number;
}
bool calls(const Node& node, std::string_view name) {
    return node.kind == Node::Kind::Call && node.function->name == name;
}
std::string written(const Node& literal) {
    return literal.kind == Node::Kind::Text ? "'" + literal.text + "'"
                                            : to_text(Value(literal.number));
}

template <class Visit>
void each_node(const Node& root, const Visit& visit) {
    visit(root);
    for (const Node& child : root.children) {
        each_node(child, visit);
    }
}

void add_compared(const Node& answer, const Node& text,
                  std::vector<Expression::ComparedText>& out) {
    const bool named = answer.kind == Node::Kind::Name;
    if ((named || answer.kind == Node::Kind::Own) && is_literal(text)) {
        out.push_back({named ? answer.text : "",
                       text.kind == Node::Kind::Text ? text.text : to_text(Value(text.number))});
    }
}

void add_doubts(const Node& node, std::vector<std::string>& out) {
    if (is_binary(node, {Operator::And, Operator::Or})) {
        const std::string word = node.op == Operator::And ? "and" : "or";
        for (const Node& side : node.children) {
            if (is_literal(side)) {
                const bool holds = side.kind == Node::Kind::Text ? !side.text.empty()
                                                                 : to_boolean(Value(side.number));
                out.push_back(written(side) + " beside \"" + word + "\" holds " +
                              (holds ? "always" : "never") +
                              "; to compare with it, write ${name} = " + written(side));
            }
        }
    }
    if ((calls(node, "format-date") || calls(node, "format-date-time")) &&
        node.children[1].kind == Node::Kind::Text &&
        node.children[1].text.find('%') == std::string::npos) {
        out.push_back(std::string(node.function->name) + "() writes " + written(node.children[1]) +
                      " as it stands; write %Y for the year, %m for the month, %d for the day");
    }
    for (std::size_t i = 0; i < node.children.size() && node.children.size() == 2; ++i) {
        const Node& side = node.children[i];
        const Node& other = node.children[1 - i];
        const bool chain = (is_relation(node) && (is_relation(side) || is_equality(side))) ||
                           (is_equality(node) && is_equality(side) && is_literal(other));
        if (chain) {
            out.emplace_back(
                "of a row of comparisons, as in a < b < c, only the first is about a and b; write "
                "a < b and b < c");
        }
        if (is_equality(node) && calls(side, "not") && other.kind == Node::Kind::Text) {
            out.push_back("not(…) is true or false, and is compared with " + written(other) +
                          "; write not(${name} = " + written(other) + ")");
        }
    }
}

}  // namespace

std::vector<Expression::ComparedText> texts_compared_in(const Node& root) {
    std::vector<Expression::ComparedText> out;
    each_node(root, [&](const Node& node) {
        if (is_equality(node) || is_relation(node)) {
            add_compared(node.children[0], node.children[1], out);
            add_compared(node.children[1], node.children[0], out);
        } else if (calls(node, "selected") || calls(node, "is-selected")) {
            add_compared(node.children[0], node.children[1], out);
        }
    });
    return out;
}

std::vector<std::string> doubts_about(const Node& root) {
    std::vector<std::string> out;
    each_node(root, [&](const Node& node) { add_doubts(node, out); });
    return out;
}

}  // namespace lotse
