// SPDX-License-Identifier: EUPL-1.2
#include "core/form/expression.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <random>

#include "core/limits.h"

namespace lotse {
namespace {

Value known(std::string_view name) {
    if (name == "age") return 34.0;
    if (name == "zero") return 0.0;
    if (name == "name") return std::string("Olena");
    if (name == "digits") return std::string("7");
    if (name == "word") return std::string("schön ሰላም");
    if (name == "spaces") return std::string("  a   b\tc ");
    if (name == "goal") return std::string("work");
    if (name == "reasons") return Selection{{"notice", "costs", "other"}};
    if (name == "no_reasons") return Selection{};
    if (name == "born") return DateValue{{1990, 5, 17}, {1990, 5, 17}};
    if (name == "year_only") return DateValue{{2026, 1, 1}, {2026, 12, 31}};
    if (name == "month_only") return DateValue{{2020, 2, 1}, {2020, 2, 29}};
    if (name == "months") return Sequence{{"12", "", "30", "6"}};
    if (name == "kinds") return Sequence{{"school", "university", ""}};
    if (name == "no_entries") return Sequence{};
    if (name == "job") return Sequence{{"1", "2", "3"}};
    return Value();
}

Scope scope() {
    Scope out;
    out.lookup = known;
    out.lookup_all = [](std::string_view name) -> Value {
        return name == "age" ? Value(Sequence{{"34", "35"}}) : known(name);
    };
    out.column = [](std::string_view name) -> Value {
        return name == "continent" ? Value(std::string("africa")) : Value(std::string());
    };
    out.own = std::string("12345");
    out.today = {2026, 11, 22};
    out.second_of_day = 6 * 3600 + 5 * 60 + 9;
    out.position = 2;
    out.choice_label = [](std::string_view question, std::string_view choice) {
        return std::string(question) + "/" + std::string(choice);
    };
    out.random = [] { return 0.25; };
    out.uuid = [] { return std::string("an-id"); };
    return out;
}

std::string result_of(const std::string& text) {
    const auto expression = Expression::parse(text);
    if (!expression) {
        return to_string(expression.error());
    }
    const auto value = expression.value().evaluate(scope());
    return value ? to_text(value.value()) : to_string(value.error());
}

struct ExpressionCase {
    const char* expression;
    const char* result;
};

void PrintTo(const ExpressionCase& one, std::ostream* out) {
    *out << one.expression;
}

class Evaluation : public testing::TestWithParam<ExpressionCase> {};

TEST_P(Evaluation, gives_what_odk_and_xpath_say) {
    EXPECT_EQ(result_of(GetParam().expression), GetParam().result) << GetParam().expression;
}

const ExpressionCase kLiterals[] = {
    {"1", "1"},
    {"1.50", "1.5"},
    {".5", "0.5"},
    {"5.", "5"},
    {"'a'", "a"},
    {"\"it's\"", "it's"},
    {"'say \"x\"'", "say \"x\""},
    {"''", ""},
    {" 1 ", "1"},
    {"\t1\n", "1"},
    {"(((1)))", "1"},
    {"-1", "-1"},
    {"--1", "1"},
    {"- - 1", "1"},
    {"true()", "true"},
    {"false()", "false"},
    {".", "12345"},
    {"${name}", "Olena"},
    {"${ name }", "Olena"},
    {"${missing}", ""},
    {"continent", "africa"},
    {"0.1", "0.1"},
    {"100000000000", "100000000000"},
};
const ExpressionCase kArithmetic[] = {
    {"1+2", "3"},
    {"1 - 2", "-1"},
    {"2*3+4", "10"},
    {"2+3*4", "14"},
    {"(2+3)*4", "20"},
    {"10 div 4", "2.5"},
    {"10 mod 3", "1"},
    {"-10 mod 3", "-1"},
    {"10 mod -3", "1"},
    {"5.5 mod 2", "1.5"},
    {"1 - 1 - 1", "-1"},
    {"8 div 4 div 2", "1"},
    {"-2 * 3", "-6"},
    {"2 * -3", "-6"},
    {"-(1+2)", "-3"},
    {"1 div 0", "Infinity"},
    {"-1 div 0", "-Infinity"},
    {"0 div 0", "NaN"},
    {"1 mod 0", "NaN"},
    {"'3' + '4'", "7"},
    {"'a' + 1", "NaN"},
    {"' 3 ' + 1", "4"},
    {"'' + 1", "NaN"},
    {"'1e3' + 0", "NaN"},
    {"'+3' + 0", "NaN"},
    {"'-3' + 0", "-3"},
    {"true() + 1", "2"},
    {"${age} + 1", "35"},
    {"${digits} * 6", "42"},
    {"${missing} + 1", "NaN"},
    {"0.1 + 0.2 > 0.3", "false"},
    {"${age}-1", "33"},
    {"${age} -1", "33"},
    {"1+1=2", "true"},
    {". + 1", "12346"},
    {".+1", "12346"},
};
const ExpressionCase kComparison[] = {
    {"1 = 1", "true"},
    {"1 = 1.0", "true"},
    {"'1' = 1", "true"},
    {"'1.0' = 1", "true"},
    {"'1.0' = '1'", "false"},
    {"'2018-06-25' = '2018-06-25T00:00:00.000'", "true"},
    {"'2018-06-25T00:00' != '2018-6-25'", "false"},
    {"'2018-06-25' = '2018-06-25T00:01'", "false"},
    {"'2018-06-25T10:00:00+02:00' = '2018-06-25T08:00:00Z'", "true"},
    {"'2018-06-25' = '2018-06-25 '", "false"},
    {"'2018-06-25' = '2018-06-25th'", "false"},
    {"'2018-06-31' = '2018-6-31'", "false"},
    {"1 != 2", "true"},
    {"'a' = 'a'", "true"},
    {"'a' != 'b'", "true"},
    {"'a' = 'A'", "false"},
    {"'a' < 'b'", "false"},
    {"'2' < '10'", "true"},
    {"2 < 10", "true"},
    {"2 <= 2", "true"},
    {"3 >= 4", "false"},
    {"4 > 3", "true"},
    {"'x' = 1", "false"},
    {"'x' != 1", "true"},
    {"0 div 0 = 0 div 0", "false"},
    {"0 div 0 != 0 div 0", "true"},
    {"true() = 1", "true"},
    {"true() = 'no'", "true"},
    {"false() = ''", "true"},
    {"true() = 2", "true"},
    {"${missing} = ''", "true"},
    {"${missing} != ''", "false"},
    {"${name} != ''", "true"},
    {"${missing} = 0", "false"},
    {"${missing} < 1", "false"},
    {"${missing} >= 0", "false"},
    {"${missing} != 'no'", "true"},
    {"1 < 2 < 3", "true"},
    {"3 > 2 > 1", "false"},
    {"1 = 1 = 1", "true"},
    {"1 < 2 = true()", "true"},
    {"${reasons} = 'notice costs other'", "true"},
    {"${reasons} = 'notice'", "false"},
    {"${no_reasons} = ''", "true"},
    {"${kinds} = 'university'", "true"},
    {"${kinds} = 'course'", "false"},
    {"${months} > 20", "true"},
    {"${months} > 40", "false"},
    {"30 = ${months}", "true"},
    {"${no_entries} = ''", "false"},
    {"${no_entries} = false()", "true"},
    {"${months} = true()", "true"},
};
const ExpressionCase kLogic[] = {
    {"true() and false()", "false"},
    {"true() or false()", "true"},
    {"false() or false()", "false"},
    {"true() or false() and false()", "true"},
    {"(true() or false()) and false()", "false"},
    {"1 and 'a'", "true"},
    {"0 or ''", "false"},
    {"not(true())", "false"},
    {"not('')", "true"},
    {"not(0 div 0)", "true"},
    {"'false' and true()", "true"},
    {"1 = 1 and 2 = 2", "true"},
    {"1 = 2 or 2 = 2", "true"},
    {"not(1 = 2) and 3 > 2", "true"},
    {"boolean('')", "false"},
    {"boolean('0')", "true"},
    {"boolean(0)", "false"},
    {"boolean(-1)", "true"},
    {"boolean(${born})", "true"},
    {"boolean(${no_reasons})", "false"},
    {"if(1 = 1, 'a', 'b')", "a"},
    {"if('', 'a', 'b')", "b"},
    {"if(true(), if(false(), 1, 2), 3)", "2"},
    {"coalesce('', 'b')", "b"},
    {"coalesce('a', 'b')", "a"},
    {"coalesce(${missing}, '')", ""},
    {"coalesce('', '', 'c')", "c"},
    {"once('x')", "12345"},
};
const ExpressionCase kText[] = {
    {"string-length('abc')", "3"},
    {"string-length('')", "0"},
    {"string-length(${word})", "9"},
    {"string-length(.)", "5"},
    {"concat('a', 1, true())", "a1true"},
    {"concat('a')", "a"},
    {"concat(${kinds})", "schooluniversity"},
    {"join(', ', 'a', 'b')", "a, b"},
    {"join('-', ${months})", "12-30-6"},
    {"join(',', ${no_entries})", ""},
    {"contains('abc', 'b')", "true"},
    {"contains('abc', '')", "true"},
    {"contains('abc', 'd')", "false"},
    {"starts-with('abc', 'ab')", "true"},
    {"starts-with('abc', 'b')", "false"},
    {"ends-with('abc', 'bc')", "true"},
    {"ends-with('abc', 'b')", "false"},
    {"substr('hello', 1, 3)", "el"},
    {"substr('hello', 2)", "llo"},
    {"substr('hello', -2)", "lo"},
    {"substr('hello', 1, -1)", "ell"},
    {"substr('hello', 3, 2)", ""},
    {"substr('hello', 0, 99)", "hello"},
    {"substr(${word}, 4, 6)", "n "},
    {"substr('hello', 0 div 0)", "hello"},
    {"substring-before('a-b-c', '-')", "a"},
    {"substring-before('abc', '-')", ""},
    {"substring-after('a-b-c', '-')", "b-c"},
    {"substring-after('abc', '-')", ""},
    {"translate('bar', 'abc', 'AB')", "BAr"},
    {"translate('a-b-c', '-', '')", "abc"},
    {"translate('ö', 'ö', 'o')", "o"},
    {"normalize-space(${spaces})", "a b c"},
    {"normalize-space('')", ""},
    {"string(1.0)", "1"},
    {"string(${born})", "1990-05-17"},
    {"string(${reasons})", "notice costs other"},
    {"uuid()", "an-id"},
    {"jr:choice-name(${goal}, '${goal}')", "goal/work"},
    {"jr:choice-name('x', ${goal})", "goal/x"},
    {"jr:choice-name(${missing}, '${goal}')", ""},
    {"regex('12345', '[0-9]{5}')", "true"},
    {"regex('1234', '[0-9]{5}')", "false"},
    {"regex(., '^[0-9]{5}$')", "true"},
    {"regex('x12345', '[0-9]{5}')", "false"},
    {"regex('a@b.de', '[^@ ]+@[^@ ]+\\.[a-z]+')", "true"},
    {"regex('', '')", "true"},
    {"regex('ሰላም', '.{3}')", "true"},
    {"regex('abab', '(ab)*')", "true"},
    {"regex('cat', 'cat|dog')", "true"},
    {"regex('c', '[a-cx]')", "true"},
    {"regex('d', '[^a-c]')", "true"},
    {"regex('-', '[a-]')", "true"},
    {"regex(']', '[]]')", "true"},
    {"regex('a1', '\\w\\d')", "true"},
    {"regex('aaa', 'a{2}')", "false"},
    {"regex('aaa', 'a{2,}')", "true"},
    {"regex('aaaa', 'a{2,3}')", "false"},
    {"regex('', 'a?')", "true"},
    {"regex('a', concat('a', '+'))", "true"},
    {"regex('(', '\\(')", "true"},
};
const ExpressionCase kChoices[] = {
    {"selected(${reasons}, 'costs')", "true"},
    {"selected(${reasons}, 'cost')", "false"},
    {"selected(${goal}, 'work')", "true"},
    {"selected('a b c', 'b')", "true"},
    {"selected('', 'a')", "false"},
    {"selected('', '')", "false"},
    {"selected(${missing}, 'a')", "false"},
    {"selected(${kinds}, 'university')", "true"},
    {"selected-at(${reasons}, 0)", "notice"},
    {"selected-at(${reasons}, 2)", "other"},
    {"selected-at(${reasons}, 3)", ""},
    {"selected-at(${reasons}, -1)", ""},
    {"count-selected(${reasons})", "3"},
    {"count-selected(${no_reasons})", "0"},
    {"count-selected('a  b ')", "2"},
    {"count-selected(${missing})", "0"},
    {"continent = 'africa'", "true"},
    {"continent = ${goal}", "false"},
};
const ExpressionCase kNumbers[] = {
    {"int(3.9)", "3"},
    {"int(-3.9)", "-3"},
    {"int('x')", "NaN"},
    {"number('12.5')", "12.5"},
    {"number('')", "NaN"},
    {"number(true())", "1"},
    {"round(2.5)", "3"},
    {"round(-2.5)", "-2"},
    {"round(2.4)", "2"},
    {"round(1.236, 2)", "1.24"},
    {"round(1234, -2)", "1200"},
    {"floor(-1.5)", "-2"},
    {"ceiling(1.2)", "2"},
    {"abs(-4)", "4"},
    {"pow(2, 10)", "1024"},
    {"pow(9, 0.5)", "3"},
    {"sum(${months})", "48"},
    {"sum(1, 2, '3')", "6"},
    {"sum(${no_entries})", "0"},
    {"sum('x')", "NaN"},
    {"min(3, 1, 2)", "1"},
    {"max(3, 1, 2)", "3"},
    {"min(${months})", "6"},
    {"max(${months})", "30"},
    {"max(${no_entries})", "NaN"},
    {"min(1, 'x')", "NaN"},
    {"max('x', 1)", "NaN"},
    {"min(1, '', 3)", "1"},
    {"max(-2, -1)", "-1"},
    {"count(${months})", "4"},
    {"count(${job})", "3"},
    {"count(${no_entries})", "0"},
    {"count(${missing})", "0"},
    {"count-non-empty(${months})", "3"},
    {"random()", "0.25"},
    {"position()", "2"},
    {"position(..)", "2"},
    {"indexed-repeat(${age}, ${job}, 2)", "35"},
    {"indexed-repeat(${age}, ${job}, 3)", ""},
    {"indexed-repeat(${age}, ${job}, 0)", ""},
    {"indexed-repeat(${months}, ${job}, position())", ""},
    {"1 div 3", "0.3333333333333333"},
};
const ExpressionCase kDates[] = {
    {"today()", "2026-11-22"},
    {"date('2020-02-29')", "2020-02-29"},
    {"date('2021-02-29')", ""},
    {"date('x')", ""},
    {"date(0)", "1970-01-01"},
    {"date(18262)", "2020-01-01"},
    {"date('2020-02-29T10:00:00')", "2020-02-29"},
    {"today() + 1", "20780"},
    {"date(today() + 1)", "2026-11-23"},
    {"today() - date('2026-11-20')", "2"},
    {"${born} < today()", "true"},
    {"${born} = date('1990-05-17')", "true"},
    {"${born} = '1990-05-17'", "true"},
    {"${born} != '1990-05-18'", "true"},
    {"${born} > '1990-05-16'", "true"},
    {"${born} = ''", "false"},
    {"${born} != ''", "true"},
    {"${missing} < today()", "false"},
    {"today() > ${missing}", "false"},
    {"int((today() - ${born}) div 365.25)", "36"},
    {"${year_only} <= today()", "true"},
    {"${year_only} >= today()", "true"},
    {"${year_only} < date('2026-01-01')", "false"},
    {"${year_only} > date('2026-12-31')", "false"},
    {"${year_only} = today()", "false"},
    {"${year_only} = ${year_only}", "true"},
    {"${month_only} < date('2020-02-02')", "true"},
    {"${month_only} >= date('2020-03-01')", "false"},
    {"${born} <= 7440", "false"},
    {"${born} <= 7441", "true"},
    {"format-date(today(), '%d.%m.%Y')", "22.11.2026"},
    {"format-date('2026-03-04', '%e/%n/%y')", "4/3/26"},
    {"format-date('', '%Y')", ""},
    {"format-date(now(), '%H:%M:%S')", "06:05:09"},
    {"format-date('2026-03-04', '%a %b')", "Wed Mar"},
    {"format-date('1969-12-31', '%a')", "Wed"},
    {"format-date('2012-05-07', '%W')", "19"},
    {"format-date('2021-01-03', '%W')", "53"},
    {"format-date('2024-12-30', '%W')", "1"},
    {"format-date-time('2026-03-04T05:06:07.089+03:00', '%Y-%m-%d %H:%M:%S.%3')",
     "2026-03-04 02:06:07.089"},
    {"format-date-time(1.5, '%e %H:%M')", "2 12:00"},
    {"format-date-time('2026-03-04T25:00', '%Y')", ""},
    {"number('1970-01-02T12:00:00Z')", "1.5"},
    {"number('1970-01-02T12:00:00.000+12:00')", "1"},
    {"number('1970-01-02T12:00')", "1.5"},
    {"number('1970-01-02T12:00:00+1')", "NaN"},
    {"number('1970-01-02 12:00')", "NaN"},
    {"decimal-date-time('1970-01-02T06:00:00Z')", "1.25"},
    {"decimal-date-time(2.5)", "2.5"},
    {"decimal-date-time('')", "NaN"},
    {"decimal-time('12:00')", "0.5"},
    {"decimal-time('18:00:00.000+06:00')", "0.5"},
    {"decimal-time('24:00')", "NaN"},
    {"date('2026-03-04T23:59:59-12:00')", "2026-03-05"},
    {"boolean-from-string('true')", "true"},
    {"boolean-from-string('1')", "true"},
    {"boolean-from-string('yes')", "false"},
    {"boolean-from-string('')", "false"},
    {"checklist(1, 2, 1, 0, 1)", "true"},
    {"checklist(1, 1, 1, 0, 1)", "false"},
    {"checklist(-1, 1, 1, 0)", "true"},
    {"checklist(2, -1, '1', '')", "false"},
    {"checklist(2, -1, ${months})", "true"},
    {"weighted-checklist(5, -1, 1, 2, 1, 3)", "true"},
    {"weighted-checklist(-1, 4, 1, 2, 1, 3)", "false"},
    {"weighted-checklist(3, 3, 0, 2, 1, 3)", "true"},
    {"substring('12345', 2, 3)", "234"},
    {"substring('12345', 2)", "2345"},
    {"substring('12345', 1.5, 2.6)", "234"},
    {"substring('12345', 0, 3)", "12"},
    {"substring('12345', number('x'), 3)", ""},
    {"substring('ሰላም', 2, 1)", "ላ"},
    {"sqrt(9)", "3"},
    {"sqrt(-1)", "NaN"},
    {"exp(0)", "1"},
    {"exp10(2)", "100"},
    {"log(1)", "0"},
    {"log10(1000)", "3"},
    {"sin(0)", "0"},
    {"cos(0)", "1"},
    {"tan(0)", "0"},
    {"asin(0)", "0"},
    {"acos(1)", "0"},
    {"atan(0)", "0"},
    {"atan2(0, 1)", "0"},
    {"round(pi(), 5)", "3.14159"},
    {"uuid(3)", "ani"},
    {"uuid(7)", "anidani"},
    {"normalize-space()", "12345"},
    {"string-length()", "5"},
    {"string()", "12345"},
    {"number() + 1", "12346"},
    {"format-date(now(), '%h %%')", "6 %"},
    {"decimal-date-time(date('1970-01-02'))", "1"},
    {"decimal-date-time('x')", "NaN"},
    {"now() > today()", "true"},
    {"int(now()) = int(today())", "true"},
    {"${born}", "1990-05-17"},
};

INSTANTIATE_TEST_SUITE_P(Literals, Evaluation, testing::ValuesIn(kLiterals));
INSTANTIATE_TEST_SUITE_P(Arithmetic, Evaluation, testing::ValuesIn(kArithmetic));
INSTANTIATE_TEST_SUITE_P(Comparison, Evaluation, testing::ValuesIn(kComparison));
INSTANTIATE_TEST_SUITE_P(Logic, Evaluation, testing::ValuesIn(kLogic));
INSTANTIATE_TEST_SUITE_P(Text, Evaluation, testing::ValuesIn(kText));
INSTANTIATE_TEST_SUITE_P(Choices, Evaluation, testing::ValuesIn(kChoices));
INSTANTIATE_TEST_SUITE_P(Numbers, Evaluation, testing::ValuesIn(kNumbers));
INSTANTIATE_TEST_SUITE_P(Dates, Evaluation, testing::ValuesIn(kDates));

struct Mistake {
    const char* expression;
    int column;
    const char* says;
};

void PrintTo(const Mistake& one, std::ostream* out) {
    *out << one.expression;
}

class Refusal : public testing::TestWithParam<Mistake> {};

TEST_P(Refusal, names_the_column_and_what_was_expected) {
    const auto expression = Expression::parse(GetParam().expression);
    ASSERT_FALSE(expression.ok()) << GetParam().expression;
    EXPECT_EQ(expression.error().where, "column " + std::to_string(GetParam().column))
        << expression.error().detail;
    EXPECT_NE(expression.error().detail.find(GetParam().says), std::string::npos)
        << expression.error().detail;
}

const Mistake kMistakes[] = {
    {"", 1, "expected a value"},
    {"   ", 4, "expected a value"},
    {"1 +", 4, "expected a value"},
    {"= 1", 1, "expected a value before '='"},
    {"1 2", 3, "expected an operator"},
    {"${a} ${b}", 6, "expected an operator"},
    {"(1", 3, "expected ')'"},
    {"1)", 2, "closes nothing"},
    {"'abc", 1, "closing '"},
    {"\"abc", 1, "closing \""},
    {"${a", 1, "expected ${name}"},
    {"$a", 1, "expected ${name}"},
    {"${}", 1, "name of a question"},
    {"${1a}", 1, "name of a question"},
    {"${a b}", 1, "name of a question"},
    {"nonsense(1)", 1, "no function nonsense()"},
    {"1 + count()", 5, "expected 1 argument, not 0"},
    {"if(1, 2)", 1, "expected 3 arguments, not 2"},
    {"selected(1, 2, 3)", 1, "expected 2 arguments"},
    {"substr('a')", 1, "expected 2 to 3 arguments"},
    {"join()", 1, "at least 1 argument"},
    {"concat('a',)", 12, "another argument"},
    {"concat('a' 'b')", 12, "expected ',' or ')'"},
    {"/data/age", 1, "paths"},
    {"${a}/b", 5, "paths"},
    {"${a}[1]", 5, "paths"},
    {"1 | 2", 3, "paths"},
    {"‘a’ = 1", 1, "straight quotation mark"},
    {"1 & 2", 3, "write and, or concat(…) to join texts, instead of &"},
    {"12abc", 1, "cannot begin with a digit"},
    {"..", 1, "position(..)"},
    {"regex(., '(')", 10, "character 2 of the pattern"},
    {"regex(., '[a')", 10, "expected ']'"},
    {"regex(., '*a')", 10, "something to repeat"},
    {"regex(., 'a{3,2}')", 10, "{n,m}"},
    {"regex(., 'a++')", 10, "one quantifier only"},
    {"regex(., '(?>a)')", 10, "possessive"},
    {"regex(., '\\p{Runes}')", 10, "no class"},
    {"regex(., '(a{500}){500}')", 10, "fewer repetitions"},
    {"regex(., '(((){900}){900}){900}')", 10, "fewer repetitions"},
    {"format-date(today(), '%B')", 22, "format-date() expected %Y"},
    {"indexed-repeat('a', ${b}, 1)", 16, "indexed-repeat() expected"},
    {"jr:choice-name('a', 'b')", 21, "'${name}'"},
    {"1 = = 2", 5, "before '='"},
};

TEST(Expression, a_bare_word_is_a_column_of_the_choice_and_known_as_such) {
    const auto expression = Expression::parse("continent = ${continent} and name != 'x'");
    ASSERT_TRUE(expression.ok());
    ASSERT_EQ(expression.value().columns().size(), 2U);
    EXPECT_EQ(expression.value().columns()[0].name, "continent");
    EXPECT_EQ(expression.value().columns()[1].column, 30);
    EXPECT_EQ(expression.value().names(), std::vector<std::string>{"continent"});
}

INSTANTIATE_TEST_SUITE_P(Mistakes, Refusal, testing::ValuesIn(kMistakes));

TEST(Expression, names_lists_every_reference_once_also_that_of_a_choice_name) {
    const auto expression = Expression::parse("if(${b} = 1, ${a}, jr:choice-name(${b}, '${c}'))");
    ASSERT_TRUE(expression.ok());
    EXPECT_EQ(expression.value().names(), (std::vector<std::string>{"a", "b", "c"}));
    EXPECT_FALSE(expression.value().uses_own_value());
    EXPECT_FALSE(Expression::parse("string-length('a')").value().uses_own_value());
    EXPECT_TRUE(Expression::parse("string-length() > 3").value().uses_own_value())
        << "without an argument it is that of '.'";
    EXPECT_EQ(expression.value().references().front().column, 4);
}

TEST(Expression, an_empty_one_gives_nothing) {
    const Expression expression;
    EXPECT_TRUE(expression.empty());
    const auto value = expression.evaluate(scope());
    ASSERT_TRUE(value.ok());
    EXPECT_TRUE(is_empty(value.value()));
    EXPECT_TRUE(expression.names().empty());
}

TEST(Expression, a_copy_shares_the_tree_and_outlives_the_original) {
    Expression copy;
    {
        const auto original = Expression::parse("${age} > 18");
        ASSERT_TRUE(original.ok());
        copy = original.value();
    }
    EXPECT_EQ(copy.text(), "${age} > 18");
    EXPECT_TRUE(to_boolean(copy.evaluate(scope()).value()));
}

TEST(Expression, what_is_not_needed_is_not_evaluated) {
    const auto expression =
        Expression::parse("if(true(), 1, ${never}) + (1 and (true() or ${never}))");
    ASSERT_TRUE(expression.ok());
    Scope surroundings;
    surroundings.lookup = [](std::string_view) -> Value {
        ADD_FAILURE() << "asked for a value that is not needed";
        return Value();
    };
    EXPECT_EQ(to_text(expression.value().evaluate(surroundings).value()), "2");
}

TEST(Expression, nesting_and_length_are_bounded) {
    const std::string deep(2000, '(');
    EXPECT_NE(result_of(deep + "1" + std::string(1999, ')')).find("fewer brackets"),
              std::string::npos);
    std::string minus(2000, '-');
    EXPECT_NE(result_of(minus + "1").find("fewer brackets"), std::string::npos);
    std::string chain = "1";
    for (int i = 0; i < 1000; ++i) {
        chain += "+1";
    }
    EXPECT_NE(result_of(chain).find("fewer operators"), std::string::npos);
    EXPECT_NE(result_of(std::string(limits::kLongestExpressionBytes, ' ') + "1").find("at most"),
              std::string::npos);
    std::string or_chain = "${name} = 'x'";
    for (int i = 0; i < 99; ++i) {
        or_chain += " or ${name} = 'x'";
    }
    EXPECT_EQ(result_of(or_chain), "false");
}

TEST(Expression, an_argument_that_only_shows_at_run_time_is_refused_then) {
    for (const char* text :
         {"weighted-checklist(1, 2, 1)", "uuid(-1)", "uuid('x')", "uuid(1 div 0)"}) {
        const auto parsed = Expression::parse(text);
        ASSERT_TRUE(parsed.ok()) << text;
        EXPECT_FALSE(parsed->evaluate(scope()).ok()) << text;
    }
}

TEST(Expression, a_text_that_grows_without_bound_is_refused_at_run_time) {
    Scope surroundings;
    surroundings.lookup = [](std::string_view) -> Value {
        return std::string(limits::kLongestExpressionValueBytes, 'x');
    };
    const auto expression = Expression::parse("concat(${a}, ${a})");
    ASSERT_TRUE(expression.ok());
    EXPECT_FALSE(expression.value().evaluate(surroundings).ok());
}

TEST(Expression, a_pattern_that_makes_backtracking_explode_answers_at_once) {
    Scope surroundings;
    surroundings.own = std::string(4000, 'a') + "!";
    const auto start = std::chrono::steady_clock::now();
    for (const char* text : {"regex(., '(a+)+')", "regex(., '(a|a)*b')", "regex(., '(a*)*(a*)*c')",
                             "regex(., '(.{0,20}){0,20}b')"}) {
        const auto expression = Expression::parse(text);
        ASSERT_TRUE(expression.ok()) << to_string(expression.error());
        const auto value = expression.value().evaluate(surroundings);
        ASSERT_TRUE(value.ok());
        EXPECT_FALSE(to_boolean(value.value())) << text;
    }
    // Milliseconds in truth; the room is for sanitizers and a busy machine. Backtracking would take
    // longer than the universe.
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

/// Strings made of pieces of the language reach deeper into the parser than random bytes.
std::string random_text(std::mt19937& chance) {
    static const std::vector<std::string> kPieces = {"${age}",
                                                     "${kinds}",
                                                     "${",
                                                     "}",
                                                     "(",
                                                     ")",
                                                     ",",
                                                     " ",
                                                     "'",
                                                     "\"",
                                                     "'a'",
                                                     "1",
                                                     ".5",
                                                     ".",
                                                     "..",
                                                     "=",
                                                     "!=",
                                                     "<",
                                                     "<=",
                                                     "+",
                                                     "-",
                                                     "*",
                                                     "div ",
                                                     "mod ",
                                                     " and ",
                                                     " or ",
                                                     "not(",
                                                     "if(",
                                                     "concat(",
                                                     "regex(.,'",
                                                     "jr:choice-name(",
                                                     "position(..)",
                                                     "selected(",
                                                     "date(",
                                                     "format-date(today(),'%",
                                                     "\xC3",
                                                     "\xE1\x88\xB0",
                                                     "\\",
                                                     "[",
                                                     "]",
                                                     "{2,3}",
                                                     "word",
                                                     "today()"};
    std::string out;
    const auto count = std::uniform_int_distribution<int>(0, 24)(chance);
    for (int i = 0; i < count; ++i) {
        out += kPieces[std::uniform_int_distribution<std::size_t>(0, kPieces.size() - 1)(chance)];
    }
    return out;
}

TEST(Expression, any_text_is_parsed_or_refused_with_a_column_inside_it) {
    std::mt19937 chance(20261122);
    int parsed = 0;
    for (int round = 0; round < 200000; ++round) {
        const std::string text = random_text(chance);
        const auto expression = Expression::parse(text);
        if (!expression) {
            const int column = std::stoi(expression.error().where.substr(7));
            ASSERT_GE(column, 1) << text;
            ASSERT_LE(column, static_cast<int>(text.size()) + 1) << text;
            ASSERT_FALSE(expression.error().detail.empty()) << text;
            continue;
        }
        ++parsed;
        const auto value = expression.value().evaluate(scope());
        // What parses once parses again to the same value.
        const auto again = Expression::parse(expression.value().text());
        ASSERT_TRUE(again.ok()) << text;
        const auto second = again.value().evaluate(scope());
        ASSERT_EQ(value.ok(), second.ok()) << text;
        if (value.ok()) {
            ASSERT_EQ(to_text(value.value()), to_text(second.value())) << text;
        }
    }
    EXPECT_GT(parsed, 2000);
}

TEST(Value, text_of_a_number_gives_the_same_number_back_but_for_noise) {
    int cleaned = 0;
    std::mt19937_64 chance(7);
    for (int round = 0; round < 100000; ++round) {
        const double number = std::ldexp(std::uniform_real_distribution<double>(-1, 1)(chance),
                                         std::uniform_int_distribution<int>(-60, 60)(chance));
        const double back = to_number(to_text(number));
        ASSERT_EQ(back, without_noise(number));
        ASSERT_NEAR(back, number, 1e-15 * std::abs(number));
        cleaned += back == number ? 0 : 1;
    }
    EXPECT_LT(cleaned, 1000) << "chance rarely meets a short decimal";
}

TEST(Value, days_and_dates_are_each_others_inverse) {
    CivilDate date{1, 1, 1};
    for (std::int64_t day = days_from_civil(date); date.year < 2500; ++day) {
        ASSERT_EQ(civil_from_days(day), date);
        ASSERT_EQ(days_from_civil(date), day);
        CivilDate back;
        ASSERT_TRUE(from_iso(to_iso(date), back));
        ASSERT_EQ(back, date);
        if (++date.day > days_in_month(date.year, date.month)) {
            date.day = 1;
            if (++date.month > 12) {
                date.month = 1;
                ++date.year;
            }
        }
    }
    EXPECT_EQ(days_from_civil({1970, 1, 1}), 0);
    EXPECT_EQ(days_from_civil({2000, 3, 1}), 11017);
}

TEST(CivilDate, only_exact_valid_days_are_read) {
    CivilDate date{1, 2, 3};
    for (const char* text : {"", "2020-2-03", "2020-02-30", "2020-13-01", "2020-00-10",
                             "0000-01-01", "2020-01-00", "1-04-06---", "2020/01/01", "20200101",
                             "2020-01-01 ", "-020-01-01", "2020-01-0x", "1900-02-29"}) {
        EXPECT_FALSE(from_iso(text, date)) << text;
    }
    EXPECT_EQ(date, (CivilDate{1, 2, 3}));
    EXPECT_TRUE(from_iso("2000-02-29", date));
    EXPECT_EQ(date, (CivilDate{2000, 2, 29}));
}

}  // namespace
}  // namespace lotse
