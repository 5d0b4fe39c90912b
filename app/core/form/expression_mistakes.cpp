// SPDX-License-Identifier: EUPL-1.2
#include "core/form/expression_mistakes.h"

#include <algorithm>
#include <utility>

#include "core/ascii.h"
#include "core/utf8.h"

namespace lotse {
namespace {

struct Instead {
    std::string_view written, right;
};

std::string words(std::string_view right, std::string_view written) {
    return "write " + std::string(right) + " instead of " + std::string(written);
}

/// Signs of comparison; longer ones before their beginnings.
constexpr Instead kComparisons[] = {
    {"!==", "!="}, {"===", "="}, {"==", "="},  {"<==", "<="}, {">==", ">="}, {"<=>", "="},
    {"<>", "!="},  {"><", "!="}, {"=<", "<="}, {"=>", ">="},  {"=!", "!="},
};
/// Those that are ours if no space stands in them.
constexpr std::string_view kParted[] = {"!=", "<=", ">=", "<>", "=<", "=>"};

constexpr Instead kSigns[] = {
    {"&amp;&amp;", "and"},
    {"&lt;&gt;", "!="},
    {"&lt;=", "<="},
    {"&gt;=", ">="},
    {"&lt;", "<"},
    {"&gt;", ">"},
    {"&amp;", "and"},
    {"&quot;", "\""},
    {"&apos;", "'"},
    {"&&", "and"},
    {"&", "and, or concat(…) to join texts,"},
    {"||", "or"},
    {"**", "pow(…, …)"},
    {"^", "pow(…, …)"},
    {"%", "mod"},
    {":=", "="},
    {";", ","},
    {"?", "if(…, …, …)"},
    {"!", "not(…)"},
    {"{", "${name}"},
    {"≥", ">="},
    {"≧", ">="},
    {"⩾", ">="},
    {"≤", "<="},
    {"≦", "<="},
    {"⩽", "<="},
    {"≠", "!="},
    {"＝", "="},
    {"＜", "<"},
    {"＞", ">"},
    {"×", "*"},
    {"·", "*"},
    {"∙", "*"},
    {"÷", "div"},
    {"−", "-"},
    {"–", "-"},
    {"—", "-"},
    {"＋", "+"},
    {"∧", "and"},
    {"∨", "or"},
    {"¬", "not(…)"},
    {"²", "pow(…, 2)"},
    {"³", "pow(…, 3)"},
    {"√", "sqrt(…)"},
    {"π", "pi()"},
    {"（", "("},
    {"）", ")"},
    {"，", ","},
    {"،", ","},
    {"؛", ","},
    {"；", ","},
};
/// Quotation marks that are none here.
constexpr std::string_view kQuotes[] = {"‘", "’", "“", "”", "„", "‚", "‛",  "‟",  "«",  "»",
                                        "‹", "›", "´", "`", "′", "″", "＂", "＇", "「", "」"};

constexpr Instead kOperators[] = {
    {"and", "and"},
    {"or", "or"},
    {"div", "div"},
    {"mod", "mod"},
    {"und", "and"},
    {"oder", "or"},
    {"et", "and"},
    {"ou", "or"},
    {"y", "and"},
    {"o", "or"},
    {"ve", "and"},
    {"veya", "or"},
    {"eq", "="},
    {"ne", "!="},
    {"lt", "<"},
    {"le", "<="},
    {"gt", ">"},
    {"ge", ">="},
    {"is", "="},
    {"equals", "="},
    {"ist", "="},
    {"xor", "!="},
    {"x", "*"},
    {"in", "selected(…, …)"},
    {"contains", "contains(…, …)"},
    {"like", "contains(…, …)"},
    {"then", "if(…, …, …)"},
    {"else", "if(…, …, …)"},
};

constexpr Instead kOtherFunctions[] = {
    {"and", "… and …"},
    {"or", "… or …"},
    {"und", "… and …"},
    {"oder", "… or …"},
    {"nicht", "not(…)"},
    {"wenn", "if(…, …, …)"},
    {"iif", "if(…, …, …)"},
    {"ifelse", "if(…, …, …)"},
    {"len", "string-length(…)"},
    {"length", "string-length(…)"},
    {"strlen", "string-length(…)"},
    {"ceil", "ceiling(…)"},
    {"trunc", "int(…)"},
    {"avg", "sum(…) div count(…)"},
    {"average", "sum(…) div count(…)"},
    {"mean", "sum(…) div count(…)"},
    {"concatenate", "concat(…)"},
    {"isblank", "… = ''"},
    {"isempty", "… = ''"},
    {"is-empty", "… = ''"},
    {"is_empty", "… = ''"},
    {"empty", "… = ''"},
    {"isnull", "… = ''"},
    {"is_null", "… = ''"},
    {"left", "substr(…, 0, …)"},
    {"mid", "substr(…, …, …)"},
    {"year", "format-date(…, '%Y')"},
    {"month", "format-date(…, '%m')"},
    {"day", "format-date(…, '%d')"},
    {"datediff", "… - … of two dates, in days"},
    {"date_diff", "… - … of two dates, in days"},
    {"power", "pow(…, …)"},
    {"choice-name", "jr:choice-name(…, '…')"},
    {"choice_name", "jr:choice-name(…, '…')"},
    {"choice-label", "jr:choice-name(…, '…')"},
    {"matches", "regex(…, '…')"},
    {"match", "regex(…, '…')"},
    {"includes", "selected(…, …)"},
    {"rand", "random()"},
    {"str", "string(…)"},
    {"heute", "today()"},
    {"jetzt", "now()"},
    {"summe", "sum(…)"},
    {"anzahl", "count(…)"},
};

/// Of a run of = < > !, perhaps with spaces in it.
std::string instead_of_comparison(std::string_view rest) {
    for (const auto& [written, right] : kComparisons) {
        if (rest.starts_with(written)) {
            return words(right, written);
        }
    }
    constexpr std::string_view kRun = "=<>!";
    const std::size_t second = rest.find_first_not_of(' ', 1);
    if (kRun.find(rest.front()) == std::string_view::npos || second == std::string_view::npos ||
        second == 1) {
        return "";
    }
    const std::string squeezed{rest.front(), rest[second]};
    if (std::find(std::begin(kParted), std::end(kParted), squeezed) == std::end(kParted)) {
        return "";
    }
    const std::string as_it_should_be = instead_of_comparison(squeezed);
    return as_it_should_be.empty() ? words(squeezed, rest.substr(0, second + 1)) : as_it_should_be;
}

/// Digits of other scripts: each block has its ten in a row.
bool is_other_digit(char32_t c) {
    for (const char32_t zero : {0x0660U, 0x06F0U, 0x0966U, 0x09E6U, 0x0E50U, 0x1040U, 0xFF10U}) {
        if (c >= zero && c < zero + 10) {
            return true;
        }
    }
    return false;
}

}  // namespace

std::string instead_of_sign(std::string_view rest, bool after_value) {
    if (rest.empty()) {
        return "";
    }
    if (const std::string comparison = instead_of_comparison(rest); !comparison.empty()) {
        return comparison;
    }
    if (rest.starts_with("!=")) {
        return "";
    }
    for (const std::string_view quote : kQuotes) {
        if (rest.starts_with(quote)) {
            return "expected a straight quotation mark ' or \", not a typographic one";
        }
    }
    for (const auto& [written, right] : kSigns) {
        if (rest.starts_with(written)) {
            return words(right, written == "{" ? "{name}" : written);
        }
    }
    if (rest.front() == '/' && after_value) {
        const std::size_t next = rest.find_first_not_of(' ', 1);
        if (next != std::string_view::npos &&
            std::string_view("0123456789$(-").find(rest[next]) != std::string_view::npos) {
            return words("div", "/");
        }
    }
    std::size_t end = 0;
    return is_other_digit(next_code_point(rest, end))
               ? "write numbers with the digits 0 to 9, not " + std::string(rest.substr(0, end))
               : "";
}

std::string instead_of_operator(std::string_view word) {
    const std::string small = in_small(word);
    for (const auto& [written, right] : kOperators) {
        if (small == written) {
            return words(right, word);
        }
    }
    return "";
}

std::string instead_of_function(std::string_view name) {
    const std::string small = in_small(name);
    for (const auto& [written, right] : kOtherFunctions) {
        if (small == written) {
            return "write " + std::string(right);
        }
    }
    return "";
}

}  // namespace lotse
