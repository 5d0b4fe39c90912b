// SPDX-License-Identifier: EUPL-1.2
#include "core/form/expression_functions.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/base64.h"
#include "core/digest.h"
#include "core/form/expression_dates.h"
#include "core/form/expression_mistakes.h"
#include "core/form/expression_tree.h"
#include "core/form/places.h"
#include "core/limits.h"
#include "core/misspelling.h"
#include "core/utf8.h"

namespace lotse {
namespace {

using Arguments = std::vector<Value>;
/// Of round(): more decimals than a double has.
constexpr double kMostPlaces = 30;

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> out;
    std::size_t at = 0;
    while (at < text.size()) {
        while (at < text.size() && is_space(text[at])) {
            ++at;
        }
        std::size_t end = at;
        while (end < text.size() && !is_space(text[end])) {
            ++end;
        }
        if (end > at) {
            out.emplace_back(text.substr(at, end - at));
        }
        at = end;
    }
    return out;
}

std::vector<std::string> names_of(const Value& value) {
    if (const auto* sequence = std::get_if<Sequence>(&value)) {
        std::vector<std::string> out;
        for (const std::string& text : sequence->values) {
            for (std::string& word : words(text)) {
                out.push_back(std::move(word));
            }
        }
        return out;
    }
    const auto* selection = std::get_if<Selection>(&value);
    return selection != nullptr ? selection->names : words(to_text(value));
}

/// Every value of the arguments, those of sequences one by one without the empty ones.
std::vector<Value> spread(const Arguments& arguments, std::size_t from = 0) {
    std::vector<Value> out;
    for (std::size_t i = from; i < arguments.size(); ++i) {
        if (const auto* sequence = std::get_if<Sequence>(&arguments[i])) {
            for (const std::string& value : sequence->values) {
                if (!value.empty()) {
                    out.emplace_back(value);
                }
            }
        } else {
            out.push_back(arguments[i]);
        }
    }
    return out;
}

std::vector<double> numbers(const Run& run, const Arguments& arguments) {
    std::vector<double> out;
    for (const Value& value : spread(arguments)) {
        if (!is_empty(value)) {
            out.push_back(run.number(value));
        }
    }
    return out;
}

Value run_sum(Run& run, const Arguments& a) {
    double sum = 0;
    for (const double number : numbers(run, a)) {
        sum += number;
    }
    return sum;
}

/// NaN if there is nothing to compare, or something that is no number.
template <bool kLeast>
Value run_extreme(Run& run, const Arguments& a) {
    const std::vector<double> all = numbers(run, a);
    const bool comparable = !all.empty() && std::none_of(all.begin(), all.end(), [](double one) {
        return std::isnan(one);
    });
    return !comparable ? kNotANumber
           : kLeast    ? *std::min_element(all.begin(), all.end())
                       : *std::max_element(all.begin(), all.end());
}

Value run_count(Run&, const Arguments& a) {
    const auto* sequence = std::get_if<Sequence>(&a[0]);
    return sequence != nullptr ? static_cast<double>(sequence->values.size())
           : is_empty(a[0])    ? 0.0
                               : 1.0;
}

Value run_count_non_empty(Run&, const Arguments& a) {
    double count = 0;
    for (const Value& value : spread(a)) {
        count += is_empty(value) ? 0 : 1;
    }
    return count;
}

Value run_join(Run&, const Arguments& a) {
    const std::string separator = to_text(a[0]);
    std::string out;
    bool first = true;
    for (const Value& value : spread(a, 1)) {
        if (!first) {
            out += separator;
        }
        first = false;
        out += to_text(value);
    }
    return out;
}

Value run_concat(Run&, const Arguments& a) {
    std::string out;
    for (const Value& value : spread(a)) {
        out += to_text(value);
    }
    return out;
}

Value run_selected(Run&, const Arguments& a) {
    const auto chosen = names_of(a[0]);
    const std::string wanted = to_text(a[1]);
    return std::find(chosen.begin(), chosen.end(), trimmed_xml(wanted)) != chosen.end();
}

Value run_selected_at(Run& run, const Arguments& a) {
    const auto chosen = names_of(a[0]);
    const double index = run.number(a[1]);
    if (!(index >= 0) || index >= static_cast<double>(chosen.size())) {
        return std::string();
    }
    return chosen[static_cast<std::size_t>(index)];
}

Value run_count_selected(Run&, const Arguments& a) {
    return static_cast<double>(names_of(a[0]).size());
}

/// On the decimal that was meant: half of a binary fraction such as 1.005 is no half.
double rounded(double value, int places) {
    const double scale = std::pow(10.0, std::abs(places));
    const double scaled = without_noise(places < 0 ? value / scale : value * scale);
    const double whole = std::round(scaled);
    return places < 0 ? whole * scale : whole / scale;
}

/// XPath 1.0 with one argument: a half goes up. With two, as spreadsheets do: a half goes away from
/// zero.
Value run_round(Run& run, const Arguments& a) {
    const double value = run.number(a[0]);
    if (a.size() == 1) {
        return std::floor(value + 0.5);
    }
    const double places = run.number(a[1]);
    if (!(std::abs(places) <= kMostPlaces)) {
        return kNotANumber;
    }
    return std::isfinite(value) ? rounded(value, static_cast<int>(places)) : value;
}

Value run_regex(Run& run, const Arguments& a) {
    const auto pattern = Pattern::parse(to_text(a[1]));
    if (!pattern) {
        run.fail("regex(): " + to_string(pattern.error()));
        return Value();
    }
    return pattern.value().matches(to_text(a[0]));
}

Value run_substr(Run& run, const Arguments& a) {
    const std::u32string text = code_points(to_text(a[0]));
    const double size = static_cast<double>(text.size());
    const auto index = [&](double value) {
        value = std::isnan(value) ? 0 : std::trunc(value);
        return std::clamp(value < 0 ? value + size : value, 0.0, size);
    };
    const auto from = static_cast<std::size_t>(index(run.number(a[1])));
    const auto to = static_cast<std::size_t>(a.size() > 2 ? index(run.number(a[2])) : size);
    return to <= from ? std::string() : utf8(std::u32string_view(text).substr(from, to - from));
}

Value run_substring_before(Run&, const Arguments& a) {
    const std::string text = to_text(a[0]);
    const auto at = text.find(to_text(a[1]));
    return at == std::string::npos ? std::string() : text.substr(0, at);
}

Value run_substring_after(Run&, const Arguments& a) {
    const std::string text = to_text(a[0]);
    const std::string mark = to_text(a[1]);
    const auto at = text.find(mark);
    return at == std::string::npos ? std::string() : text.substr(at + mark.size());
}

Value run_translate(Run&, const Arguments& a) {
    const std::u32string from = code_points(to_text(a[1]));
    const std::u32string to = code_points(to_text(a[2]));
    std::u32string out;
    for (const char32_t c : code_points(to_text(a[0]))) {
        const auto at = from.find(c);
        if (at == std::u32string::npos) {
            out.push_back(c);
        } else if (at < to.size()) {
            out.push_back(to[at]);
        }
    }
    return utf8(out);
}

/// XPath 1.0, 4.2 and 4.4: these four speak of `.` when they are given nothing.
const Value& own_or_first(const Run& run, const Arguments& a) {
    return a.empty() ? run.scope.own : a[0];
}
Value run_string(Run& run, const Arguments& a) {
    return to_text(own_or_first(run, a));
}
Value run_number(Run& run, const Arguments& a) {
    return run.number(own_or_first(run, a));
}
Value run_string_length(Run& run, const Arguments& a) {
    return static_cast<double>(code_points(to_text(own_or_first(run, a))).size());
}
Value run_normalize_space(Run& run, const Arguments& a) {
    std::string out;
    for (const std::string& word : words(to_text(own_or_first(run, a)))) {
        out += out.empty() ? word : " " + word;
    }
    return out;
}

/// How many of the texts, or how much of their weights, count as true: within the bounds, of which
/// -1 is none.
bool within(double count, double least, double most) {
    return (least == -1 || count >= least) && (most == -1 || count <= most);
}
Value run_checklist(Run& run, const Arguments& a) {
    double count = 0;
    for (const Value& value : spread(a, 2)) {
        count += run.number(value) > 0 ? 1 : 0;
    }
    return within(count, run.number(a[0]), run.number(a[1]));
}
Value run_weighted_checklist(Run& run, const Arguments& a) {
    if (a.size() % 2 != 0) {
        run.fail("weighted-checklist() expected a weight for every value");
        return Value();
    }
    double weight = 0;
    for (std::size_t i = 2; i < a.size(); i += 2) {
        weight += run.number(a[i]) > 0 ? run.number(a[i + 1]) : 0;
    }
    return within(weight, run.number(a[0]), run.number(a[1]));
}

Value run_boolean_from_string(Run&, const Arguments& a) {
    const std::string text = to_text(a[0]);
    return text == "true" || text == "1";
}

/// XPath 1.0, 4.2: positions count from 1 and are rounded; what lies outside is left out.
Value run_substring(Run& run, const Arguments& a) {
    const std::u32string text = code_points(to_text(a[0]));
    const double from = std::floor(run.number(a[1]) + 0.5);
    const double to = a.size() > 2 ? from + std::floor(run.number(a[2]) + 0.5)
                                   : std::numeric_limits<double>::infinity();
    std::u32string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const double position = static_cast<double>(i) + 1;
        if (position >= from && position < to) {
            out.push_back(text[i]);
        }
    }
    return utf8(out);
}

/// With a number: that many characters, from as many ids as it takes.
Value run_uuid(Run& run, const Arguments& a) {
    if (!run.scope.uuid) {
        return std::string();
    }
    if (a.empty()) {
        return run.scope.uuid();
    }
    const double length = run.number(a[0]);
    if (!(length >= 0 && length <= static_cast<double>(limits::kLongestExpressionValueBytes))) {
        run.fail("uuid() expected a number of characters");
        return Value();
    }
    std::string out;
    while (out.size() < static_cast<std::size_t>(length)) {
        std::string more = run.scope.uuid();
        std::erase(more, '-');
        if (more.empty()) {
            break;
        }
        out += more;
    }
    out.resize(std::min(out.size(), static_cast<std::size_t>(length)));
    return out;
}

template <double (*kFunction)(double)>
Value run_math(Run& run, const Arguments& a) {
    return kFunction(run.number(a[0]));
}
double power_of_ten(double value) {
    return std::pow(10.0, value);
}

Value run_today(Run& run, const Arguments&) {
    return DateValue{run.scope.today, run.scope.today};
}
/// base64 unless the third argument says hex.
Value run_digest(Run& run, const Arguments& a) {
    const std::string algorithm = to_text(a[1]);
    const auto bytes = digest(algorithm, to_text(a[0]));
    if (!bytes) {
        run.fail("digest() expected MD5, SHA-1, SHA-256, SHA-384 or SHA-512, not \"" + algorithm +
                 "\"");
        return Value();
    }
    const std::string encoding = a.size() > 2 ? to_text(a[2]) : "base64";
    if (encoding != "base64" && encoding != "hex") {
        run.fail("digest() expected base64 or hex as its encoding, not \"" + encoding + "\"");
        return Value();
    }
    return encoding == "hex" ? hex(*bytes) : base64(*bytes);
}

Value run_base64_encode(Run&, const Arguments& a) {
    return base64(to_text(a[0]));
}
/// Empty if it is no base64; bytes that are no UTF-8 become U+FFFD.
Value run_base64_decode(Run&, const Arguments& a) {
    const std::string text = to_text(a[0]);
    return utf8(code_points(bytes_of_base64(trimmed_xml(text)).value_or("")));
}

/// Every argument, and every part of it between semicolons, is a place.
std::optional<std::vector<Place>> places_of(const Arguments& a) {
    std::string all;
    for (const Value& value : spread(a)) {
        all += (all.empty() ? "" : ";") + to_text(value);
    }
    return places_of_text(all);
}
Value run_area(Run&, const Arguments& a) {
    const auto places = places_of(a);
    return places ? square_metres_within(*places) : kNotANumber;
}
Value run_distance(Run&, const Arguments& a) {
    const auto places = places_of(a);
    return places ? metres_along(*places) : kNotANumber;
}
Value run_geofence(Run&, const Arguments& a) {
    const auto place = places_of_text(to_text(a[0]));
    const auto border = places_of_text(to_text(a[1]));
    return place && place->size() == 1 && border && is_within(place->front(), *border);
}

constexpr int kAny = -1;
const std::array kFunctions = {
    Function{"abs", 1, 1,
             [](Run& run, const Arguments& a) -> Value { return std::abs(run.number(a[0])); }},
    Function{"acos", 1, 1, run_math<std::acos>},
    Function{"area", 1, kAny, run_area},
    Function{"asin", 1, 1, run_math<std::asin>},
    Function{"atan", 1, 1, run_math<std::atan>},
    Function{"atan2", 2, 2,
             [](Run& run, const Arguments& a) -> Value {
                 return std::atan2(run.number(a[0]), run.number(a[1]));
             }},
    Function{"base64-decode", 1, 1, run_base64_decode},
    Function{"base64-encode", 1, 1, run_base64_encode},
    Function{"boolean", 1, 1, [](Run&, const Arguments& a) -> Value { return to_boolean(a[0]); }},
    Function{"boolean-from-string", 1, 1, run_boolean_from_string},
    Function{"ceiling", 1, 1,
             [](Run& run, const Arguments& a) -> Value { return std::ceil(run.number(a[0])); }},
    Function{"checklist", 2, kAny, run_checklist},
    Function{"coalesce", 2, kAny, nullptr},
    Function{"concat", 0, kAny, run_concat},
    Function{"contains", 2, 2,
             [](Run&, const Arguments& a) -> Value {
                 return to_text(a[0]).find(to_text(a[1])) != std::string::npos;
             }},
    Function{"cos", 1, 1, run_math<std::cos>},
    Function{"count", 1, 1, run_count},
    Function{"count-non-empty", 1, 1, run_count_non_empty},
    Function{"count-selected", 1, 1, run_count_selected},
    Function{"date", 1, 1, run_date},
    Function{"date-time", 1, 1, run_date_time},
    Function{"decimal-date-time", 1, 1, run_decimal_date_time},
    Function{"decimal-time", 1, 1, run_decimal_time},
    Function{"depend", 1, kAny, [](Run&, const Arguments& a) -> Value { return a[0]; }},
    Function{"digest", 2, 3, run_digest},
    Function{"distance", 1, kAny, run_distance},
    Function{"enclosed-area", 1, kAny, run_area},
    Function{
        "ends-with", 2, 2,
        [](Run&, const Arguments& a) -> Value { return to_text(a[0]).ends_with(to_text(a[1])); }},
    Function{"exp", 1, 1, run_math<std::exp>},
    Function{"exp10", 1, 1, run_math<power_of_ten>},
    Function{"false", 0, 0, [](Run&, const Arguments&) -> Value { return false; }},
    Function{"floor", 1, 1,
             [](Run& run, const Arguments& a) -> Value { return std::floor(run.number(a[0])); }},
    Function{"format-date", 2, 2, run_format_date},
    Function{"format-date-time", 2, 2, run_format_date},
    Function{"geofence", 2, 2, run_geofence},
    Function{"if", 3, 3, nullptr},
    Function{"indexed-repeat", 3, 3, nullptr},
    Function{"int", 1, 1,
             [](Run& run, const Arguments& a) -> Value { return std::trunc(run.number(a[0])); }},
    Function{"is-selected", 2, 2, run_selected},
    Function{"join", 1, kAny, run_join},
    Function{"jr:choice-name", 2, 2, nullptr},
    Function{"log", 1, 1, run_math<std::log>},
    Function{"log10", 1, 1, run_math<std::log10>},
    Function{"max", 1, kAny, run_extreme<false>},
    Function{"min", 1, kAny, run_extreme<true>},
    Function{"normalize-space", 0, 1, run_normalize_space, true},
    Function{"not", 1, 1, [](Run&, const Arguments& a) -> Value { return !to_boolean(a[0]); }},
    Function{"now", 0, 0, run_now},
    Function{"number", 0, 1, run_number, true},
    Function{"once", 1, 1, nullptr},
    Function{"pi", 0, 0, [](Run&, const Arguments&) -> Value { return std::numbers::pi; }},
    Function{"position", 0, 0,
             [](Run& run,
                const Arguments&) -> Value { return static_cast<double>(run.scope.position); }},
    Function{"pow", 2, 2,
             [](Run& run, const Arguments& a)
                 -> Value { return std::pow(run.number(a[0]), run.number(a[1])); }},
    Function{"random", 0, 0,
             [](Run& run,
                const Arguments&) -> Value { return run.scope.random ? run.scope.random() : 0.0; }},
    Function{"regex", 2, 2, run_regex},
    Function{"round", 1, 2, run_round},
    Function{"selected", 2, 2, run_selected},
    Function{"selected-at", 2, 2, run_selected_at},
    Function{"sin", 1, 1, run_math<std::sin>},
    Function{"sqrt", 1, 1, run_math<std::sqrt>},
    Function{
        "starts-with", 2, 2,
        [](Run&, const Arguments& a) -> Value { return to_text(a[0]).starts_with(to_text(a[1])); }},
    Function{"string", 0, 1, run_string, true},
    Function{"string-length", 0, 1, run_string_length, true},
    Function{"substr", 2, 3, run_substr},
    Function{"substring", 2, 3, run_substring},
    Function{"substring-after", 2, 2, run_substring_after},
    Function{"substring-before", 2, 2, run_substring_before},
    Function{"sum", 1, kAny, run_sum},
    Function{"tan", 1, 1, run_math<std::tan>},
    Function{"today", 0, 0, run_today},
    Function{"translate", 3, 3, run_translate},
    Function{"true", 0, 0, [](Run&, const Arguments&) -> Value { return true; }},
    Function{"uuid", 0, 1, run_uuid},
    Function{"version", 0, 0,
             [](Run& run, const Arguments&) -> Value { return run.scope.version; }},
    Function{"weighted-checklist", 2, kAny, run_weighted_checklist},
};

struct Missing {
    std::string_view name, why;
};
constexpr std::string_view kNoDocument = "a questionnaire has no document to look into";
constexpr std::string_view kNoData = "a questionnaire reads no data from other files";
constexpr std::string_view kNoDevice = "a questionnaire learns nothing about the device";
/// Functions of XPath 1.0 and of the ODK XForms specification that are not about values.
constexpr std::array kMissing = {
    Missing{"comment", kNoDocument},
    Missing{"current", kNoDocument},
    Missing{"id", kNoDocument},
    Missing{"instance", kNoData},
    Missing{"intersects", "a line on a map cannot be answered here"},
    Missing{"jr:itext", "texts stand in the language folders"},
    Missing{"lang", kNoDocument},
    Missing{"last", kNoDocument},
    Missing{"local-name", kNoDocument},
    Missing{"name", kNoDocument},
    Missing{"namespace-uri", kNoDocument},
    Missing{"node", kNoDocument},
    Missing{"processing-instruction", kNoDocument},
    Missing{"property", kNoDevice},
    Missing{"pulldata", kNoData},
    Missing{"randomize", "the same answers always make the same form"},
    Missing{"text", kNoDocument},
};

}  // namespace

std::string why_there_is_no(std::string_view name) {
    const std::string none = "there is no function " + std::string(name) + "()";
    const auto* const it = std::find_if(kMissing.begin(), kMissing.end(),
                                        [&](const Missing& one) { return one.name == name; });
    if (it != kMissing.end()) {
        return none + ": " + std::string(it->why);
    }
    if (const std::string instead = instead_of_function(name); !instead.empty()) {
        return none + "; " + instead;
    }
    std::vector<std::string_view> names;
    names.reserve(std::size(kFunctions));
    for (const Function& function : kFunctions) {
        names.push_back(function.name);
    }
    const std::string nearest = nearest_word(name, names);
    return nearest.empty() ? none : none + "; if " + nearest + "() is meant, write that";
}

const Function* find_function(std::string_view name) {
    const auto* const it =
        std::find_if(kFunctions.begin(), kFunctions.end(),
                     [&](const Function& function) { return function.name == name; });
    return it == kFunctions.end() ? nullptr : it;
}

}  // namespace lotse
