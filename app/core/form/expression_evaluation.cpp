// SPDX-License-Identifier: EUPL-1.2
#include "core/form/expression_evaluation.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "core/form/expression_dates.h"
#include "core/form/expression_functions.h"
#include "core/limits.h"

namespace lotse {
namespace {

using Node = Expression::Node;
/// ODK Collect takes numbers for equal that differ by less; so 0.1 + 0.2 is 0.3.
constexpr double kLeastDifference = 1e-12;
/// Of large numbers a few roundings are more than that.
constexpr double kLeastRelativeDifference = 4e-15;

struct Interval {
    double first = kNotANumber, last = kNotANumber;
};

/// Beside a date, a time of day or a number: what the value is on that scale.
Interval interval_of(const Run& run, const Value& value) {
    const TimeZone& zone = run.scope.zone;
    if (const auto* date = std::get_if<DateValue>(&value)) {
        DateValue last = *date;
        last.first = date->last;
        return {days_of(*date, zone), days_of(last, zone)};
    }
    const double number = run.number(value);
    return {number, number};
}

/// NaN and infinity differ from everything but the same infinity.
bool equal(double left, double right) {
    return left == right || std::abs(left - right) <
                                kLeastDifference + kLeastRelativeDifference *
                                                       std::max(std::abs(left), std::abs(right));
}

bool related(Operator op, double left, double right) {
    switch (op) {
        case Operator::Less:
            return left < right && !equal(left, right);
        case Operator::LessEqual:
            return left < right || equal(left, right);
        case Operator::Greater:
            return left > right && !equal(left, right);
        case Operator::GreaterEqual:
            return left > right || equal(left, right);
        case Operator::Equal:
            return equal(left, right);
        default:
            return !equal(left, right);
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
            const bool same = equal(left.first, right.first) && equal(left.last, right.last);
            return op == Operator::Equal ? same : !same;
        }
    }
}

/// The answer to a question for a time, or such a text: both sides have to be one.
std::optional<double> time_of_day(const Run& run, const Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    return text != nullptr ? part_of_day(*text, run.scope.zone, run.scope.today) : std::nullopt;
}

/// Texts that are dates are equal as the dates they are: "2026-06-25" is that day's midnight.
std::optional<double> days_of_text(const Run& run, const Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    const auto date = text != nullptr ? date_of_text(*text, run.scope.zone) : std::nullopt;
    return date ? std::optional(days_of(*date, run.scope.zone)) : std::nullopt;
}

bool compare(const Run& run, Operator op, const Value& left, const Value& right) {
    const bool equality = op == Operator::Equal || op == Operator::Unequal;
    if (equality && (std::holds_alternative<bool>(left) || std::holds_alternative<bool>(right))) {
        return (to_boolean(left) == to_boolean(right)) == (op == Operator::Equal);
    }
    if (const auto* sequence = std::get_if<Sequence>(&left)) {
        return std::any_of(
            sequence->values.begin(), sequence->values.end(),
            [&](const std::string& value) { return compare(run, op, value, right); });
    }
    if (const auto* sequence = std::get_if<Sequence>(&right)) {
        return std::any_of(sequence->values.begin(), sequence->values.end(),
                           [&](const std::string& value) { return compare(run, op, left, value); });
    }
    if (std::holds_alternative<DateValue>(left) || std::holds_alternative<DateValue>(right)) {
        return compare_dates(op, interval_of(run, left), interval_of(run, right));
    }
    if (const auto first = time_of_day(run, left)) {
        if (const auto second = time_of_day(run, right)) {
            return related(op, *first, *second);
        }
    }
    const bool number =
        std::holds_alternative<double>(left) || std::holds_alternative<double>(right);
    if (equality && !number) {
        if (const auto first = days_of_text(run, left)) {
            if (const auto second = days_of_text(run, right)) {
                return related(op, *first, *second);
            }
        }
        return (to_text(left) == to_text(right)) == (op == Operator::Equal);
    }
    return related(op, run.number(left), run.number(right));
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
            return compare(run, node.op, left, right);
        default:
            return arithmetic(node.op, run.number(left), run.number(right));
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
            const auto* number = std::get_if<double>(&value);
            if (!is_empty(value) && !(number != nullptr && std::isnan(*number))) {
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
    const double index = run.number(argument(2));
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
            return -run.number(evaluate_node(run, node.children[0]));
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
