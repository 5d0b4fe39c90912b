// SPDX-License-Identifier: EUPL-1.2
#include "core/form/expression_evaluation.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/form/expression_functions.h"
#include "core/limits.h"

namespace lotse {
namespace {

using Node = Expression::Node;
constexpr double kNotANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double kSecondsPerDay = 86400;

struct Interval {
    double first = kNotANumber, last = kNotANumber;
};

Interval interval_of(const Value& value) {
    if (const auto* date = std::get_if<DateValue>(&value)) {
        const double time = date->second_of_day > 0 ? date->second_of_day / kSecondsPerDay : 0;
        return {static_cast<double>(days_from_civil(date->first)) + time,
                static_cast<double>(days_from_civil(date->last)) + time};
    }
    const double number = to_number(value);
    return {number, number};
}

bool related(Operator op, double left, double right) {
    switch (op) {
        case Operator::Less:
            return left < right;
        case Operator::LessEqual:
            return left <= right;
        case Operator::Greater:
            return left > right;
        case Operator::GreaterEqual:
            return left >= right;
        case Operator::Equal:
            return left == right;
        default:
            return !(left == right);
    }
}

bool compare_dates(Operator op, const Interval& left, const Interval& right) {
    switch (op) {
        case Operator::Less:
        case Operator::LessEqual:
            return related(op, left.first, right.last);
        case Operator::Greater:
        case Operator::GreaterEqual:
            return related(op, left.last, right.first);
        default: {
            const bool same = left.first == right.first && left.last == right.last;
            return op == Operator::Equal ? same : !same;
        }
    }
}

bool compare(Operator op, const Value& left, const Value& right) {
    const bool equality = op == Operator::Equal || op == Operator::Unequal;
    if (equality && (std::holds_alternative<bool>(left) || std::holds_alternative<bool>(right))) {
        return (to_boolean(left) == to_boolean(right)) == (op == Operator::Equal);
    }
    if (const auto* sequence = std::get_if<Sequence>(&left)) {
        return std::any_of(sequence->values.begin(), sequence->values.end(),
                           [&](const std::string& value) { return compare(op, value, right); });
    }
    if (const auto* sequence = std::get_if<Sequence>(&right)) {
        return std::any_of(sequence->values.begin(), sequence->values.end(),
                           [&](const std::string& value) { return compare(op, left, value); });
    }
    if (std::holds_alternative<DateValue>(left) || std::holds_alternative<DateValue>(right)) {
        return compare_dates(op, interval_of(left), interval_of(right));
    }
    const bool number =
        std::holds_alternative<double>(left) || std::holds_alternative<double>(right);
    if (equality && !number) {
        return (to_text(left) == to_text(right)) == (op == Operator::Equal);
    }
    return related(op, to_number(left), to_number(right));
}

Value arithmetic(Operator op, double left, double right) {
    switch (op) {
        case Operator::Plus:
            return left + right;
        case Operator::Minus:
            return left - right;
        case Operator::Times:
            return left * right;
        case Operator::Div:
            return left / right;
        default:
            return std::fmod(left, right);
    }
}

Value evaluate_binary(Run& run, const Node& node) {
    const Value left = evaluate_node(run, node.children[0]);
    if (node.op == Operator::And && !to_boolean(left)) {
        return false;
    }
    if (node.op == Operator::Or && to_boolean(left)) {
        return true;
    }
    const Value right = evaluate_node(run, node.children[1]);
    switch (node.op) {
        case Operator::And:
        case Operator::Or:
            return to_boolean(right);
        case Operator::Equal:
        case Operator::Unequal:
        case Operator::Less:
        case Operator::LessEqual:
        case Operator::Greater:
        case Operator::GreaterEqual:
            return compare(node.op, left, right);
        default:
            return arithmetic(node.op, to_number(left), to_number(right));
    }
}

/// The forms that do not evaluate every argument, or need its name.
Value evaluate_form(Run& run, const Node& node) {
    const std::string_view name = node.function->name;
    const auto argument = [&](std::size_t i) { return evaluate_node(run, node.children[i]); };
    if (name == "if") {
        return to_boolean(argument(0)) ? argument(1) : argument(2);
    }
    if (name == "coalesce") {
        for (std::size_t i = 0; i < node.children.size(); ++i) {
            Value value = argument(i);
            if (!is_empty(value)) {
                return value;
            }
        }
        return std::string();
    }
    if (name == "once") {
        return is_empty(run.scope.own) ? argument(0) : run.scope.own;
    }
    if (name == "jr:choice-name") {
        const std::string choice = to_text(argument(0));
        return run.scope.choice_label && !choice.empty()
                   ? run.scope.choice_label(node.children[1].text, choice)
                   : std::string();
    }
    // indexed-repeat
    const double index = to_number(argument(2));
    const Value all = run.scope.lookup_all ? run.scope.lookup_all(node.children[0].text) : Value();
    const auto* values = std::get_if<Sequence>(&all);
    if (values == nullptr || !(index >= 1) || index > static_cast<double>(values->values.size())) {
        return std::string();
    }
    return values->values[static_cast<std::size_t>(index) - 1];
}

}  // namespace

Value evaluate_node(Run& run, const Node& node) {
    switch (node.kind) {
        case Node::Kind::Text:
            return node.text;
        case Node::Kind::Number:
            return node.number;
        case Node::Kind::Own:
            return run.scope.own;
        case Node::Kind::Name:
            return run.scope.lookup ? run.scope.lookup(node.text) : Value();
        case Node::Kind::Column:
            return run.scope.column ? run.scope.column(node.text) : Value();
        case Node::Kind::Negate:
            return -to_number(evaluate_node(run, node.children[0]));
        case Node::Kind::Binary:
            return evaluate_binary(run, node);
        case Node::Kind::Call:
            break;
    }
    if (node.function->run == nullptr) {
        return evaluate_form(run, node);
    }
    if (node.pattern) {
        return node.pattern->matches(to_text(evaluate_node(run, node.children[0])));
    }
    std::vector<Value> arguments;
    arguments.reserve(node.children.size());
    for (const Node& child : node.children) {
        arguments.push_back(evaluate_node(run, child));
        if (!run.error.empty()) {
            return Value();
        }
    }
    Value value = node.function->run(run, arguments);
    if (const auto* text = std::get_if<std::string>(&value);
        text != nullptr && text->size() > limits::kLongestExpressionValueBytes) {
        run.fail(std::string(node.function->name) + "() makes a text that is too long");
        return Value();
    }
    return value;
}

}  // namespace lotse
