// SPDX-License-Identifier: EUPL-1.2
/// What scripts and the program say to each other about a keypad and about what is heard.
#include "codec/wire/automation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lotse::codec {
namespace {

using Do = AutomationRequest::Do;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(AutomationWire, every_key_of_a_keypad_arrives_as_it_was_asked_for) {
    for (const KeypadKey key :
         {KeypadKey::Previous, KeypadKey::Next, KeypadKey::Activate, KeypadKey::Back,
          KeypadKey::Repeat, KeypadKey::Switch, KeypadKey::JackIn, KeypadKey::JackOut}) {
        AutomationRequest request{Do::Key};
        request.key = key;
        const auto read = read_automation_request(write_automation_request(request));
        ASSERT_TRUE(read.ok());
        EXPECT_EQ(read->what, Do::Key);
        EXPECT_EQ(read->key, key);
    }
}

TEST(AutomationWire, a_key_that_no_keypad_has_is_refused_by_name) {
    for (const char* line :
         {R"({"do":"key"})", R"({"do":"key","five":"up"})", R"({"do":"key","five":5})"}) {
        const auto read = read_automation_request(line);
        ASSERT_FALSE(read.ok()) << line;
        EXPECT_THAT(to_string(read.error()),
                    HasSubstr("previous, next, activate, back, repeat, switch"));
    }
}

TEST(AutomationWire, what_was_said_arrives_in_order_and_in_its_languages) {
    const AutomationSpoken german{"Wer braucht Beratung?", "de"}, arabic{"أنا نفسي", "ar"};
    const auto read = read_automation_heard(
        write_automation_reply(std::vector<AutomationSpoken>{german, arabic}));
    ASSERT_TRUE(read.ok());
    EXPECT_THAT(*read, ElementsAre(german, arabic));
    EXPECT_EQ(read_automation_request(R"({"do":"heard"})")->what, Do::Heard);
    EXPECT_FALSE(read_automation_heard(R"({"ok":true})").ok());
}

}  // namespace
}  // namespace lotse::codec
