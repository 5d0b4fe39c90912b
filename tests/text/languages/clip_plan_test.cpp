// SPDX-License-Identifier: EUPL-1.2
#include "text/languages/clip_plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "core/configuration/translation.h"

namespace lotse::text {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Language small(const std::string& tag) {
    Language out;
    out.tag = out.locale = tag;
    out.script = "Latn";
    out.calendars = {"gregorian"};
    return out;
}

const ClipText* find(const std::vector<ClipText>& texts, const std::string& id) {
    const auto found = std::ranges::find(texts, id, &ClipText::id);
    return found == texts.end() ? nullptr : &*found;
}

TEST(ClipPlan, cuts_a_text_at_its_arguments) {
    EXPECT_THAT(pieces_of("Weiter"), ElementsAre("Weiter"));
    EXPECT_THAT(pieces_of("Teil {section} von {sections}"), ElementsAre("Teil", "von"));
    EXPECT_THAT(pieces_of("{first} – {last}"), IsEmpty()) << "a stroke is not heard";
    EXPECT_THAT(pieces_of("Noch {seconds, plural, one {# Sekunde} other {# Sekunden}}."),
                ElementsAre("Noch", "Sekunde", "Sekunden"));
    EXPECT_THAT(pieces_of("{s, select, a {Ja} b {Nein {x} doch} other {Ja}} Ende"),
                ElementsAre("Ja", "Nein", "doch", "Ende"))
        << "what is equal is recorded once";
    EXPECT_THAT(pieces_of("L''heure '{'x'}'"), ElementsAre("L'heure {x}"));
    EXPECT_THAT(pieces_of("{broken"), IsEmpty());
    EXPECT_THAT(pieces_of(std::string(5000, '{')), IsEmpty());
}

TEST(ClipPlan, has_what_clients_hear_and_nothing_that_only_staff_read) {
    Language german = small("de"), french = small("fr");
    german.messages = {{"a.title", "Hallo"}, {"a.count", "Noch {n}"}, {"desk.next", "Nächste"}};
    french.messages = {{"a.title", "Bonjour"},
                       {"a.again", "Bonjour"},
                       {"a.count", "Encore {n}"},
                       {"desk.next", "Suivant"},
                       {"staff.menu", "Menu"}};
    const Catalogue catalogue({german, french});
    const std::vector<ClipText> texts = clip_texts(catalogue, "fr");
    ASSERT_NE(find(texts, "a.again"), nullptr) << "the first of two ids stands for both";
    EXPECT_EQ(find(texts, "a.title"), nullptr);
    const ClipText* piece = find(texts, "a.count#1");
    ASSERT_NE(piece, nullptr);
    EXPECT_EQ(piece->text, "Encore");
    EXPECT_EQ(piece->german, "Noch {n}");
    EXPECT_EQ(piece->fingerprint, fingerprint_of("a.count#1", "Encore"));
    EXPECT_EQ(find(texts, "desk.next"), nullptr);
    EXPECT_EQ(find(texts, "staff.menu"), nullptr);
    for (const char* id : {"number.0", "number.99", "letter.A", "month.gregorian.3", "region.SY",
                           "language_name.uk"}) {
        ASSERT_NE(find(texts, id), nullptr) << id;
        EXPECT_TRUE(find(texts, id)->needed) << id;
    }
    ASSERT_NE(find(texts, "letter.É"), nullptr);
    EXPECT_FALSE(find(texts, "letter.É")->needed);
    EXPECT_THAT(clip_texts(catalogue, "xx"), IsEmpty());
}

TEST(ClipPlan, says_a_text_as_its_speech_does) {
    Language arabic = small("ar");
    arabic.messages = {{"a", "هل"}, {"b", "هل هل"}};
    arabic.speech.say = {{"a", {"هَلْ", fingerprint_of("a", "هل")}}, {"b", {"هَلْ هَلْ", "00000000"}}};
    const std::vector<ClipText> texts = clip_texts(Catalogue({arabic}), "ar");
    EXPECT_EQ(find(texts, "a")->spoken, "هَلْ");
    EXPECT_EQ(find(texts, "b")->spoken, "هل هل") << "that form was made for another text";
    EXPECT_EQ(find(texts, "a")->text, "هل");
}

}  // namespace
}  // namespace lotse::text
