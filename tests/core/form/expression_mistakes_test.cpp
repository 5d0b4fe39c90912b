// SPDX-License-Identifier: EUPL-1.2
/// What somebody is told who writes expressions as elsewhere, or something else than he means.
#include <gtest/gtest.h>

#include <tuple>

#include "core/form/expression.h"

namespace lotse {
namespace {

TEST(ExpressionMistakes, what_is_written_as_elsewhere_is_told_how_to_write_it) {
    const std::vector<std::tuple<const char*, const char*, const char*>> rows = {
        {"${a} == 1", "column 6", "write = instead of =="},
        {"${a}==1", "column 5", "write = instead of =="},
        {"${a} === 1", "column 6", "write = instead of ==="},
        {"${a} <> 1", "column 6", "write != instead of <>"},
        {"${a} !== 1", "column 6", "write != instead of !=="},
        {"${a} =< 1", "column 6", "write <= instead of =<"},
        {"${a} => 1", "column 6", "write >= instead of =>"},
        {"${a} > = 1", "column 6", "write >= instead of > ="},
        {"${a} ! = 1", "column 6", "write != instead of ! ="},
        {"${a} < > 1", "column 6", "write != instead of <>"},
        {"${a} ≥ 1", "column 6", "write >= instead of ≥"},
        {"${a} ≤ 1", "column 6", "write <= instead of ≤"},
        {"${a} ≠ 1", "column 6", "write != instead of ≠"},
        {"${a} &gt;= 1", "column 6", "write >= instead of &gt;="},
        {"${a} && ${b}", "column 6", "write and instead of &&"},
        {"${a} || ${b}", "column 6", "write or instead of ||"},
        {"${a} & ${b}", "column 6", "write and, or concat(…) to join texts, instead of &"},
        {"!${a}", "column 1", "write not(…) instead of !"},
        {"!selected(${a}, 'x')", "column 1", "write not(…) instead of !"},
        {"not ${a}", "column 1", "write not(…) instead of not"},
        {"NOT selected(${a}, 'x')", "column 1", "write not(…) instead of NOT"},
        {"${a} AND ${b}", "column 6", "write and instead of AND"},
        {"(${a} Or ${b})", "column 7", "write or instead of Or"},
        {"if(${a} AND ${b}, 1, 2)", "column 9", "write and instead of AND"},
        {"${a} und ${b}", "column 6", "write and instead of und"},
        {"${a} eq 1", "column 6", "write = instead of eq"},
        {"${a} in ${b}", "column 6", "write selected(…, …) instead of in"},
        {"${a} ^ 2", "column 6", "write pow(…, …) instead of ^"},
        {"${a} ** 2", "column 6", "write pow(…, …) instead of **"},
        {"${a} % 2", "column 6", "write mod instead of %"},
        {"${a} / 2", "column 6", "write div instead of /"},
        {"(${a})/${b}", "column 7", "write div instead of /"},
        {"/data/age > 2", "column 1", "paths and predicates are not available; expected ${name}"},
        {"${a} ÷ 2", "column 6", "write div instead of ÷"},
        {"${a} x 2", "column 6", "write * instead of x"},
        {"${a}²", "column 5", "write pow(…, 2) instead of ²"},
        {"√${a}", "column 1", "write sqrt(…) instead of √"},
        {"<= 5", "column 1",
         "expected a value before '<=', such as ${name}, or . for the answer itself"},
        {"${a} × 2", "column 6", "write * instead of ×"},
        {"${a} − 2", "column 6", "write - instead of −"},
        {"concat(${a}; ${b})", "column 12", "write , instead of ;"},
        {"concat(${a}، ${b})", "column 12", "write , instead of ،"},
        {"${a} ? 1 : 2", "column 6", "write if(…, …, …) instead of ?"},
        {"{a} > 1", "column 1", "write ${name} instead of {name}"},
        {"${a} > ١٨", "column 8", "write numbers with the digits 0 to 9, not ١"},
        {"${a} = «x»", "column 8",
         "expected a straight quotation mark ' or \", not a typographic one"},
        {"${a} > 1,5", "column 9",
         "expected an operator or the end; ',' stands only between the arguments of a function, "
         "and "
         "a number has a point, as in 1.5"},
        {"TODAY()", "column 1", "there is no function TODAY(); if today() is meant, write that"},
        {"Selectd(${a}, 'x')", "column 1",
         "there is no function Selectd(); if selected() is meant, write that"},
        {"count_selected(${a})", "column 1",
         "there is no function count_selected(); if count-selected() is meant, write that"},
        {"AND(${a}, ${b})", "column 1", "there is no function AND(); write … and …"},
        {"len(${a})", "column 1", "there is no function len(); write string-length(…)"},
        {"isblank(${a})", "column 1", "there is no function isblank(); write … = ''"},
        {"pulldata('a', 'b', 'c', 'd')", "column 1",
         "there is no function pulldata(): a questionnaire reads no data from other files"},
        {"frobnicate(${a})", "column 1", "there is no function frobnicate()"},
    };
    for (const auto& [text, where, what] : rows) {
        const auto expression = Expression::parse(text);
        ASSERT_FALSE(expression.ok()) << text;
        EXPECT_EQ(expression.error().where, where) << text;
        EXPECT_EQ(expression.error().detail, what) << text;
    }
    for (const char* text : {"${a} != 1", "${a}!=1", "${a} >= -1", "${a} = -1", "${a} <= 2 * 3",
                             "'a && b == c' = 'x ≥ y'", "not(${a})", "${a} < 1", "1 - - 1"}) {
        EXPECT_TRUE(Expression::parse(text).ok()) << text;
    }
}

TEST(ExpressionMistakes, what_is_hardly_meant_so_is_doubted) {
    const auto doubts = [](const char* text) {
        const auto expression = Expression::parse(text);
        EXPECT_TRUE(expression.ok()) << text;
        std::string out;
        for (const std::string& doubt :
             expression ? expression->doubts() : std::vector<std::string>()) {
            out += (out.empty() ? "" : " | ") + doubt;
        }
        return out;
    };
    EXPECT_EQ(doubts("${a} = 'x' or 'y'"),
              "'y' beside \"or\" holds always; to compare with it, write ${name} = 'y'");
    EXPECT_EQ(doubts("${a} = 1 and (2 or ${b} = '')"),
              "2 beside \"or\" holds always; to compare with it, write ${name} = 2");
    EXPECT_EQ(doubts("${a} = 'x' or ''"),
              "'' beside \"or\" holds never; to compare with it, write ${name} = ''");
    for (const char* text : {"18 < ${age} < 65", "18 <= ${age} <= 65", "${a} = ${b} = 'x'",
                             "if(1 < ${a} < 3, 1, 2)", "${a} >= 1 > 0"}) {
        EXPECT_NE(doubts(text), "") << text;
    }
    EXPECT_EQ(
        doubts("format-date(today(), 'YYYY')"),
        "format-date() writes 'YYYY' as it stands; write %Y for the year, %m for the month, %d "
        "for the day");
    EXPECT_EQ(doubts("not(${a}) = 'x'"),
              "not(…) is true or false, and is compared with 'x'; write not(${name} = 'x')");
    for (const char* text :
         {"${a} = 'x' or ${a} = 'y'", "(${a} = 'x') = (${b} = 'x')", "18 < ${age} and ${age} < 65",
          "not(${a} = 'x')", "selected(${a}, 'x') = true()", "true() or ${a} = 1", "1 + 2 < 4",
          "if(${a} = 1, 'x', 'y') = 'x'", "format-date(${a}, '%Y')"}) {
        EXPECT_EQ(doubts(text), "") << text;
    }
}

TEST(ExpressionMistakes, texts_that_answers_are_compared_with_are_known) {
    const auto expression = Expression::parse(
        "${a} = 'x' and 'y' != ${b} and selected(${c}, 'z') and . = 7 and ${d} = ${e} and "
        "concat(${f}, 'v') = 'u'");
    ASSERT_TRUE(expression.ok());
    using Compared = std::vector<Expression::ComparedText>;
    EXPECT_EQ(expression->compared_texts(),
              (Compared{{"a", "x"}, {"b", "y"}, {"c", "z"}, {"", "7"}}));
    EXPECT_TRUE(Expression().compared_texts().empty());
}

}  // namespace
}  // namespace lotse
