// SPDX-License-Identifier: EUPL-1.2
/// Functions about values, and what numbers look like and when they are equal.
#include <gtest/gtest.h>

#include "core/form/expression.h"

namespace lotse {
namespace {

std::string text_of(const std::string& text) {
    const auto expression = Expression::parse(text);
    if (!expression) {
        return to_string(expression.error());
    }
    Scope scope;
    scope.version = "7";
    scope.lookup = [](std::string_view name) -> Value {
        return name == "places" ? Value(Sequence{{"0 0", "0 1"}}) : Value();
    };
    const auto value = expression->evaluate(scope);
    return value ? to_text(*value) : to_string(value.error());
}

struct FunctionCase {
    const char* expression;
    const char* result;
};

void expect_all(std::initializer_list<FunctionCase> cases) {
    for (const FunctionCase& one : cases) {
        EXPECT_EQ(text_of(one.expression), one.result) << one.expression;
    }
}

TEST(ExpressionNumbers, binary_fractions_neither_show_nor_decide) {
    expect_all({
        {"0.1 + 0.2", "0.3"},
        {"0.1 + 0.2 = 0.3", "true"},
        {"0.1 + 0.2 != 0.3", "false"},
        {"0.1 + 0.2 <= 0.3", "true"},
        {"0.3 >= 0.1 + 0.2", "true"},
        {"0.3 < 0.1 + 0.2", "false"},
        {"6.1 - 7.8", "-1.7"},
        {"6.1 - 7.8 = -1.7", "true"},
        {"1.1 * 1.1", "1.21"},
        {"1.1 * 1.1 = 1.21", "true"},
        {"4.35 * 100", "435"},
        {"1234567.1 + 0.2 = 1234567.3", "true"},
        {"0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 = 1", "true"},
        {"'0.3' = 0.1 + 0.2", "true"},
        {"0.3 = 0.3000001", "false"},
        {"1000000 = 1000000.0001", "false"},
        {"1 div 3", "0.3333333333333333"},
        {"2 div 3", "0.6666666666666666"},
        {"1 div 0 = 1 div 0", "true"},
        {"1 div 0 = 5", "false"},
        {"1 div 0 > 5", "true"},
        {"-1 div 0 < 5", "true"},
        {"0 div 0 = 0 div 0", "false"},
        {"0 div 0 != 0 div 0", "true"},
        {"0 div 0 < 1", "false"},
        {"0 div 0 >= 1", "false"},
        {"-0", "0"},
        {"1 div -0", "-Infinity"},
        {"1230000000000000000000", "1230000000000000000000"},
        {"1000000000000001", "1000000000000001"},
        {"0.00000000000000000123", "0.00000000000000000123"},
    });
}

TEST(ExpressionNumbers, a_decimal_comma_is_a_decimal_point) {
    expect_all({{"number('4,6')", "4.6"},
                {"round('14,6')", "15"},
                {"'1,5' + 1", "2.5"},
                {"number('1,2,3')", "NaN"},
                {"number(',')", "NaN"}});
}

TEST(ExpressionNumbers, an_operator_may_follow_a_number_without_space) {
    expect_all({{"7div2", "3.5"},
                {"7mod2", "1"},
                {"7 mod2", "1"},
                {"7 div2", "3.5"},
                {"1and0", "false"},
                {"0 or1", "true"},
                {"1 mod2-1", "0"},
                {"2.5e2", "250"},
                {"1E-3", "0.001"},
                {"int(7.9e-12)", "0"}});
    EXPECT_NE(text_of("1 modx").find("expected an operator"), std::string::npos);
    EXPECT_NE(text_of("1x").find("expected a number"), std::string::npos);
}

TEST(ExpressionNumbers, half_of_what_stands_there_is_rounded) {
    expect_all({{"round(1.005, 2)", "1.01"},
                {"round(2.15, 1)", "2.2"},
                {"round(-1.475, 2)", "-1.48"},
                {"round(2.149, 1)", "2.1"},
                {"round(-1.5)", "-1"},
                {"round('12345.12345', -1)", "12350"},
                {"round(-50.55, -2)", "-100"},
                {"round(626.3, -3)", "1000"},
                {"round('x', 2)", "NaN"},
                {"round(1 div 0, 2)", "Infinity"},
                {"round(1.25, 40)", "NaN"},
                {"round(1.25, 20)", "1.25"},
                {"round('14.29123456789', 1.5)", "14.3"}});
}

TEST(ExpressionFunctions, those_about_values_are_there) {
    expect_all({
        {"concat()", ""},
        {"join(', ')", ""},
        {"version()", "7"},
        {"is-selected('a b', 'b')", "true"},
        {"depend('x', 'y')", "x"},
        {"coalesce(number('x'), 3)", "3"},
        {"coalesce(0, 3)", "0"},
        {"base64-encode('Grüße')", "R3LDvMOfZQ=="},
        {"base64-decode('R3LDvMOfZQ==')", "Grüße"},
        {"base64-decode('R3LDvMOfZQ')", "Grüße"},
        {"base64-decode('***')", ""},
        {"base64-decode('')", ""},
        {"base64-encode('')", ""},
        {"base64-decode(base64-encode('ሰላም'))", "ሰላም"},
        {"digest('Lotse', 'MD5', 'hex')", "90aba8740bde5a8aa4de0546f46ae758"},
        {"digest('', 'MD5', 'hex')", "d41d8cd98f00b204e9800998ecf8427e"},
        {"digest('', 'SHA-1', 'hex')", "da39a3ee5e6b4b0d3255bfef95601890afd80709"},
        {"digest('', 'SHA-256', 'hex')",
         "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"digest('', 'SHA-256')", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="},
    });
}

TEST(ExpressionFunctions, digests_are_those_of_the_standards) {
    // FIPS 180-4 and RFC 1321: the example messages, of one block and of two.
    const std::string two = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    const std::vector<std::array<std::string, 3>> known = {
        {"abc", "MD5", "900150983cd24fb0d6963f7d28e17f72"},
        {"abc", "SHA-1", "a9993e364706816aba3e25717850c26c9cd0d89d"},
        {two, "SHA-1", "84983e441c3bd26ebaae4aa1f95129e5e54670f1"},
        {two, "SHA-256", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        {"abc", "SHA-384",
         "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
         "8086072ba1e7cc2358baeca134c825a7"},
        {"abc", "SHA-512",
         "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
         "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"}};
    for (const auto& [message, algorithm, result] : known) {
        EXPECT_EQ(text_of("digest('" + message + "', '" + algorithm + "', 'hex')"), result)
            << algorithm;
    }
    EXPECT_NE(text_of("digest('a', 'SHA-3')").find("expected MD5"), std::string::npos);
    EXPECT_NE(text_of("digest('a', 'MD5', 'octal')").find("base64 or hex"), std::string::npos);
}

TEST(ExpressionFunctions, places_are_measured) {
    expect_all({
        {"distance('0 0;0 1')", "111318.85"},
        {"distance('0 0', '0 1')", "111318.85"},
        {"distance(${places})", "111318.85"},
        {"distance('0 0;0 90')", "10018696.05"},
        {"distance('7.9377 -11.5845 0 0;7.9324 -11.5902 0 0')", "861.99"},
        {"distance('0 0')", "0"},
        {"distance('')", "NaN"},
        {"distance('91 0;0 0')", "NaN"},
        {"distance('a')", "NaN"},
        {"distance('0 0 0 -1;0 1')", "NaN"},
        {"area('0 0;0 1')", "0"},
        {"area('0 0;0 1;1 1;1 0;0 0')", "12391256135.81"},
        {"enclosed-area('x')", "NaN"},
        {"geofence('1 1', '0 0;0 2;2 2;2 0;0 0')", "true"},
        {"geofence('3 1', '0 0;0 2;2 2;2 0;0 0')", "false"},
        {"geofence('1 1', '0 0;0 2;2 2;2 0')", "false"},
        {"geofence('', '0 0;0 2;2 2;2 0;0 0')", "false"},
    });
}

TEST(ExpressionFunctions, what_cannot_be_is_refused_by_name_and_with_its_reason) {
    for (const auto& [call, reason] : std::vector<std::pair<std::string, std::string>>{
             {"pulldata('a', 'b', 'c', 'd')", "no data from other files"},
             {"instance('x')", "no data from other files"},
             {"randomize(${places})", "same answers"},
             {"jr:itext('x')", "language folders"},
             {"property('deviceid')", "device"},
             {"current()", "no document"},
             {"last()", "no document"},
             {"intersects('0 0;1 1')", "map"}}) {
        const std::string name = call.substr(0, call.find('('));
        const std::string result = text_of(call);
        EXPECT_NE(result.find("there is no function " + name + "(): "), std::string::npos)
            << result;
        EXPECT_NE(result.find(reason), std::string::npos) << result;
    }
    EXPECT_NE(text_of("dat-time()").find("there is no function dat-time()"), std::string::npos);
}

}  // namespace
}  // namespace lotse
