// SPDX-License-Identifier: EUPL-1.2
#include "codec/forms/expression_cases.h"

#include <charconv>
#include <cmath>
#include <optional>

#include "codec/json_reader.h"
#include "core/form/expression.h"
#include "core/limits.h"

namespace lotse::codec {
namespace {

constexpr double kLargestExact = 9007199254740992.0;

std::string mistake(const std::string& why, const Json& at) {
    return Json{{"error", why}, {"at", at}}.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Value value_of(const Json& json) {
    if (json.is_string()) {
        return json.get<std::string>();
    }
    if (json.is_boolean()) {
        return json.get<bool>();
    }
    if (json.is_number()) {
        return json.get<double>();
    }
    if (json.is_array()) {
        Sequence out;
        for (const Json& item : json) {
            out.values.push_back(item.is_array() ? "" : to_text(value_of(item)));
        }
        return out;
    }
    return Value();
}

Json json_of(double number) {
    if (!std::isfinite(number)) {
        return to_text(number);
    }
    if (number == std::floor(number) && std::abs(number) <= kLargestExact) {
        return static_cast<long long>(number);
    }
    return number;
}

std::string result(const Value& value) {
    Json out = {{"ok", true}, {"type", "string"}};
    if (const auto* number = std::get_if<double>(&value)) {
        out["type"] = "number";
        out["value"] = json_of(*number);
    } else if (const auto* boolean = std::get_if<bool>(&value)) {
        out["type"] = "boolean";
        out["value"] = *boolean;
    } else if (const auto* date = std::get_if<DateValue>(&value)) {
        out["type"] = date->has_time() ? "datetime" : "date";
        out["value"] = to_text(value);
    } else if (const auto* sequence = std::get_if<Sequence>(&value)) {
        out["type"] = "list";
        out["value"] = sequence->values;
    } else {
        out["value"] = to_text(value);
    }
    // Functions cut texts by code points; a text that came in damaged goes out replaced.
    return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// "column 7" → 7
Json column_of(const std::string& where) {
    const auto digit = where.find_first_of("0123456789");
    int column = 0;
    if (digit == std::string::npos ||
        std::from_chars(where.data() + digit, where.data() + where.size(), column).ec !=
            std::errc()) {
        return nullptr;
    }
    return column;
}

class Case {
public:
    Case(const Json& json, const ExpressionSurroundings& surroundings)
        : m_json(json), m_surroundings(surroundings) {}

    std::string run() {
        const auto parsed = Expression::parse(m_json["expr"].get_ref<const std::string&>());
        if (!parsed) {
            return mistake(parsed.error().detail, column_of(parsed.error().where));
        }
        for (const auto& reference : parsed->references()) {
            if (member("values", reference.name) == nullptr) {
                return mistake("there is no value \"" + reference.name + "\"", reference.column);
            }
        }
        for (const auto& column : parsed->columns()) {
            if (member("columns", column.name) == nullptr) {
                return mistake("\"" + column.name + "\" means nothing here; expected ${" +
                                   column.name + "} for a question or '" + column.name +
                                   "' for a text",
                               column.column);
            }
        }
        const auto scope = scope_of();
        if (!scope) {
            return mistake("\"today\" expected YYYY-MM-DD", nullptr);
        }
        const auto value = parsed->evaluate(*scope);
        return value ? result(*value) : mistake(value.error().detail, nullptr);
    }

private:
    const Json* member(const char* object, std::string_view name) const {
        const auto outer = m_json.find(object);
        if (outer == m_json.end() || !outer->is_object()) {
            return nullptr;
        }
        const auto it = outer->find(std::string(name));
        return it == outer->end() ? nullptr : &*it;
    }
    Value named(const char* object, std::string_view name) const {
        const Json* found = member(object, name);
        return found == nullptr ? Value() : value_of(*found);
    }

    std::optional<Scope> scope_of() const {
        Scope out;
        out.lookup = [this](std::string_view name) { return named("values", name); };
        out.lookup_all = [this](std::string_view name) {
            const Value value = named("values", name);
            return std::holds_alternative<Sequence>(value) ? value
                                                           : Value(Sequence{{to_text(value)}});
        };
        out.column = [this](std::string_view name) { return named("columns", name); };
        out.choice_label = [this](std::string_view question, std::string_view choice) {
            const Json* labels = member("labels", question);
            const bool known =
                labels != nullptr && labels->is_object() && labels->contains(std::string(choice));
            return known ? to_text(value_of((*labels)[std::string(choice)])) : std::string(choice);
        };
        out.random = m_surroundings.random;
        out.uuid = m_surroundings.uuid;
        out.zone = m_surroundings.zone;
        out.today = m_surroundings.today;
        out.second_of_day = m_surroundings.second_of_day;
        if (m_json.contains("this")) {
            out.own = value_of(m_json["this"]);
        }
        if (m_json.contains("position") && m_json["position"].is_number_unsigned()) {
            out.position = static_cast<int>(m_json["position"].get<unsigned>() % 1'000'000);
        }
        if (m_json.contains("today")) {
            const Json& today = m_json["today"];
            if (!today.is_string() || !from_iso(today.get<std::string>(), out.today)) {
                return std::nullopt;
            }
            out.second_of_day = 0;
        }
        return out;
    }

    const Json& m_json;
    const ExpressionSurroundings& m_surroundings;
};

}  // namespace

std::string evaluate_case(std::string_view line, const ExpressionSurroundings& surroundings) {
    const auto json = parse_json(line, "case", limits::kLongestExpressionCaseBytes);
    if (!json) {
        return mistake(json.error().where + ": " + json.error().detail, nullptr);
    }
    if (!json->is_object() || !json->contains("expr") || !(*json)["expr"].is_string()) {
        return mistake("expected {\"expr\": \"…\", \"values\": {…}, \"this\": …}", nullptr);
    }
    for (const char* object : {"values", "columns", "labels"}) {
        if (json->contains(object) && !(*json)[object].is_object()) {
            return mistake(std::string("\"") + object + "\" expected an object {…}", nullptr);
        }
    }
    return Case(*json, surroundings).run();
}

}  // namespace lotse::codec
