// SPDX-License-Identifier: EUPL-1.2
#include "core/form/expression_bounds.h"

#include "core/form/expression_dates.h"
#include "core/form/expression_evaluation.h"

namespace lotse {
namespace {

using Node = Expression::Node;
using DateBound = Expression::DateBound;

std::optional<DateValue> date_of(const Run& run, const Value& value) {
    if (const auto* date = std::get_if<DateValue>(&value)) {
        return *date;
    }
    return date_of_text(to_text(value), run.scope.zone);
}

CivilDate shifted(const CivilDate& day, int by) {
    return civil_from_days(days_from_civil(day) + by);
}

/// `timed`: a day with its time keeps to the limit later on its first day too, and before it on its
/// last one.
std::optional<DateBound> bound_of(Operator op, const DateValue& limit, bool timed) {
    switch (op) {
        case Operator::LessEqual:
            return DateBound{true, limit.last};
        case Operator::Less:
            return DateBound{true, shifted(limit.last, timed && limit.has_time() ? 0 : -1)};
        case Operator::GreaterEqual:
            return DateBound{false, limit.first};
        case Operator::Greater:
            return DateBound{false, shifted(limit.first, timed ? 0 : 1)};
        default:
            return std::nullopt;
    }
}

Operator turned(Operator op) {
    switch (op) {
        case Operator::Less:
            return Operator::Greater;
        case Operator::LessEqual:
            return Operator::GreaterEqual;
        case Operator::Greater:
            return Operator::Less;
        case Operator::GreaterEqual:
            return Operator::LessEqual;
        default:
            return op;
    }
}

/// Of a node that does not hold. Alternatives: the one that speaks about `.`.
std::optional<DateBound> broken(Run& run, const Node& node) {
    if (node.kind != Node::Kind::Binary) {
        return std::nullopt;
    }
    if (node.op == Operator::And || node.op == Operator::Or) {
        for (const Node& child : node.children) {
            if (to_boolean(evaluate_node(run, child))) {
                continue;
            }
            if (const std::optional<DateBound> found = broken(run, child)) {
                return found;
            }
        }
        return std::nullopt;
    }
    const bool own_left = node.children[0].kind == Node::Kind::Own;
    if (own_left == (node.children[1].kind == Node::Kind::Own)) {
        return std::nullopt;
    }
    const std::optional<DateValue> limit =
        date_of(run, evaluate_node(run, node.children[own_left ? 1 : 0]));
    const auto* own = std::get_if<DateValue>(&run.scope.own);
    return limit ? bound_of(own_left ? node.op : turned(node.op), *limit,
                            own != nullptr && own->has_time())
                 : std::nullopt;
}

}  // namespace

std::optional<Expression::DateBound> broken_date_bound(const Expression::Node& root,
                                                       const Scope& scope) {
    Run run{scope, {}};
    if (to_boolean(evaluate_node(run, root)) || !run.error.empty()) {
        return std::nullopt;
    }
    std::optional<DateBound> found = broken(run, root);
    return run.error.empty() ? found : std::nullopt;
}

}  // namespace lotse
