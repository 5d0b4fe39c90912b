// SPDX-License-Identifier: EUPL-1.2
#include "text/words/hard_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lotse::text {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

HardWord word(const std::string& id, std::vector<std::string> forms) {
    HardWord out;
    out.id = id;
    out.forms = std::move(forms);
    return out;
}

Language german() {
    Language out;
    out.tag = "de";
    out.messages = {{"one", "Ihr Be\u00adscheid ist von der agentur  für Arbeit."},
                    {"two", "Wer entscheidet? Die Agentur entscheidet über Bescheide."},
                    {"three", "Fächer- und Notenliste, {n, plural, one {Antrag} other {Anträge}}"}};
    return out;
}

TEST(HardWordsOnScreen, are_found_whole_in_the_german_text_in_the_order_of_reading) {
    const Language de = german();
    const HardWords words(
        {word("agency", {"Agentur für Arbeit"}), word("application", {"Antrag", "Anträge"}),
         word("list", {"Fächer- und Notenliste"}), word("notice", {"Bescheid"})},
        de);
    EXPECT_THAT(words.in({"one"}), ElementsAre("notice", "agency"));
    EXPECT_THAT(words.in({"two"}), IsEmpty()) << "neither a part of a word nor of a term";
    EXPECT_THAT(words.in({"three", "one", "three"}),
                ElementsAre("list", "application", "notice", "agency"))
        << "each once";
    EXPECT_THAT(words.in({"", "none"}), IsEmpty());
}

}  // namespace
}  // namespace lotse::text
