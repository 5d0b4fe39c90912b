// SPDX-License-Identifier: EUPL-1.2
/// The report on EN 301 549 rests on tests by their names: a renamed one would silently no longer
/// be counted.
#include "support/counted_rules.h"

#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "lint/source_tree.h"

namespace lotse::lint {
namespace {

std::set<std::string> all_tests() {
    // A long name stands on a line of its own.
    static const std::regex kTest(R"(TEST(?:_F|_P)?\(\s*(\w+),\s*(\w+)\))");
    std::set<std::string> names;
    for (const SourceFile& file : code_below("tests")) {
        std::string text;
        for (const std::string& line : file.lines) {
            text += line + '\n';
        }
        for (std::sregex_iterator at(text.begin(), text.end(), kTest), end; at != end; ++at) {
            names.insert((*at)[1].str() + "." + (*at)[2].str());
        }
    }
    return names;
}

TEST(CountedRules, name_tests_that_there_are) {
    const std::set<std::string> there = all_tests();
    ASSERT_GT(there.size(), 1000U);
    for (const support::CountedRule& rule : support::counted_rules()) {
        for (const std::string& test : rule.tests) {
            EXPECT_TRUE(there.contains(test)) << rule.id << ": " << test;
        }
    }
}

}  // namespace
}  // namespace lotse::lint
