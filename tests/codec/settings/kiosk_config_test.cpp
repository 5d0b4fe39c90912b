// SPDX-License-Identifier: EUPL-1.2
#include "codec/settings/kiosk_config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lotse::codec {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(KioskConfig, languages_are_understood_however_a_person_writes_them) {
    const auto config = read_kiosk_config(
        "[languages]\noffered = [\"DE_de\", \"UK\", \"sr_Latn_RS\", \"prs\", \"de\", \"Tigrinya\", "
        "\"de-x-leicht\", \"xx-nobody\"]\ndefault = \"de-DE\"\nsecond = \"Farsi\"\n"
        "[questionnaires]\noffered = [\"a\"]\n",
        "kiosk.toml");
    ASSERT_TRUE(config.ok()) << to_string(config.error());
    EXPECT_THAT(config->languages,
                ElementsAre("de", "uk", "sr-Latn", "fa-AF", "ti", "de-x-leicht", "xx-nobody"));
    EXPECT_EQ(config->default_language, "de");
    EXPECT_EQ(config->second_language, "fa");
}

TEST(KioskConfig, no_second_language_is_said_with_an_empty_text_and_nothing_else_is_empty) {
    const auto none = read_kiosk_config("[languages]\nsecond = \"\"\n", "kiosk.toml");
    ASSERT_TRUE(none.ok()) << to_string(none.error());
    EXPECT_EQ(none->second_language, "");
    for (const char* text : {"[languages]\ndefault = \"\"\n", "[centre]\ninstitution = \"\"\n",
                             "[languages]\nsecond = 1\n"}) {
        const auto wrong = read_kiosk_config(text, "kiosk.toml");
        ASSERT_FALSE(wrong.ok()) << text;
        EXPECT_NE(to_string(wrong.error()).find("text in quotation marks"), std::string::npos);
    }
}

TEST(KioskConfig, a_press_counts_after_half_a_second_unless_something_else_is_set) {
    EXPECT_EQ(read_kiosk_config("", "kiosk.toml").value().press_delay, milliseconds(500));
    EXPECT_EQ(read_kiosk_config("", "kiosk.toml").value().grave_press_delay, milliseconds(800));
    const auto set = read_kiosk_config(
        "[session]\npress_delay_ms = 0\ngrave_press_delay_ms = 1000\n", "kiosk.toml");
    ASSERT_TRUE(set.ok()) << to_string(set.error());
    EXPECT_EQ(set->press_delay, milliseconds(0));
    EXPECT_EQ(set->grave_press_delay, milliseconds(1000));
}

TEST(KioskConfig, sound_goes_to_the_usual_device_unless_something_else_is_set) {
    const KioskConfig usual = *read_kiosk_config("", "kiosk.toml");
    EXPECT_TRUE(usual.sound);
    EXPECT_EQ(usual.sound_device, "");
    const KioskConfig other = *read_kiosk_config(
        "[sound]\non = false\ndevice = \"USB Audio\"\nvolume = 3\n", "kiosk.toml");
    EXPECT_FALSE(other.sound);
    EXPECT_EQ(other.sound_device, "USB Audio");
    EXPECT_EQ(other.sound_volume, 3);
    EXPECT_FALSE(read_kiosk_config("[sound]\nvolume = 11\n", "kiosk.toml"));
}

TEST(KioskConfig, a_centre_may_end_with_the_number) {
    EXPECT_TRUE(read_kiosk_config("", "kiosk.toml").value().topics);
    EXPECT_FALSE(read_kiosk_config("[session]\ntopics = false\n", "kiosk.toml").value().topics);
}

TEST(KioskConfig, a_delay_that_nobody_would_wait_for_is_refused) {
    for (const char* value : {"-1", "1001", "0.5", "\"kurz\""}) {
        for (const char* key : {"press_delay_ms", "grave_press_delay_ms"}) {
            const auto read = read_kiosk_config(
                "[session]\n" + std::string(key) + " = " + value + "\n", "kiosk.toml");
            ASSERT_FALSE(read.ok()) << key << " = " << value;
            EXPECT_THAT(to_string(read.error()), HasSubstr(key));
        }
    }
}

}  // namespace
}  // namespace lotse::codec
