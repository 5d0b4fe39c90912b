// SPDX-License-Identifier: EUPL-1.2
/// What forms have, tests/codec/xlsform/kinds_test.cpp tries; here is what arguments and plurals
/// add.
#include "core/markup.h"

#include <gtest/gtest.h>

namespace lotse {
namespace {

TEST(Markup, arguments_and_forms_of_a_plural_are_formatted_one_by_one) {
    const std::pair<const char*, const char*> kTexts[] = {
        {"Hallo **{name}**!", "Hallo {name}!"},
        {"<b>{name}</b><br>_{place}_", "{name}\n{place}"},
        {"{n, plural, one {**#** Platz} other {<b># Plätze</b>}}",
         "{n, plural, one {# Platz} other {# Plätze}}"},
        {"## Titel\n{n, plural, one {# Platz} other {# Plätze}}",
         "Titel\n{n, plural, one {# Platz} other {# Plätze}}"},
        {"[{name}](https://example.org)", "{name}"},
    };
    for (const auto& [written, text] : kTexts) {
        EXPECT_EQ(without_markup(written), text) << written;
    }
    for (const char* text :
         {"{n, plural, one {\n# Platz} other {\n# Plätze}}", "{a}_{b}_{c}", "{a}*{b}*{c}",
          "{n, plural, one {*} other {*}}", "{n, plural, one {**a} other {b**}}",
          "{a} < {b} und {c} > {d}", "Berater*innen und Klient*innen", "'{'**'}'"}) {
        EXPECT_EQ(without_markup(text), text);
    }
}

}  // namespace
}  // namespace lotse
