// SPDX-License-Identifier: EUPL-1.2
#include "codec/settings/kiosk_config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/limits.h"

namespace lotse::codec {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

TEST(KioskConfig, a_display_knows_hours_and_notices_in_the_languages_that_are_offered) {
    const auto read = read_kiosk_config(
        "[display]\nopening_hours = \"Mo-Th 09:00-12:00\"\nclosed_on = [\"2026-12-24\"]\n"
        "[display.notices]\nde = [\"Eins\", \"Zwei\"]\nUK = [\"Один\"]\n",
        "kiosk.toml");
    ASSERT_TRUE(read.ok()) << to_string(read.error());
    EXPECT_FALSE(read->hours.empty());
    EXPECT_TRUE(read->hours.closed_on.contains({2026, 12, 24}));
    EXPECT_THAT(read->notices, ElementsAre(Pair("de", ElementsAre("Eins", "Zwei")),
                                           Pair("uk", ElementsAre("Один"))));
    EXPECT_TRUE(read_kiosk_config("", "kiosk.toml")->hours.empty());
    const std::string longest(limits::kLongestBrandingBytes + 1, 'x');
    for (const auto& [toml, named] : std::vector<std::pair<std::string, std::string>>{
             {"opening_hours = \"Mo 9-12\"",
              "display.opening_hours: \"Mo 9-12\" is not understood"},
             {"closed_on = [\"24.12.2026\"]", "not \"24.12.2026\""},
             {"closed_on = [\"2026-02-30\"]", "display.closed_on"},
             {"notices = [\"Eins\"]", "display.notices: expected a section [display.notices]"},
             {"[display.notices]\nde = \"Eins\"", "display.notices.de"},
             {"[display.notices]\nxx = [\"Eins\"]", "one of the languages in languages.offered"},
             {"[display.notices]\nde = [\"" + longest + "\"]", "at most"}}) {
        const auto wrong = read_kiosk_config("[display]\n" + toml + "\n", "kiosk.toml");
        ASSERT_FALSE(wrong.ok()) << toml;
        EXPECT_THAT(to_string(wrong.error()), HasSubstr(named));
    }
}

TEST(KioskConfig, a_printer_has_one_place_and_one_of_two_rolls) {
    EXPECT_FALSE(read_kiosk_config("", "kiosk.toml").value().printer.there());
    const auto read = read_kiosk_config("[printer]\naddress = \"192.0.2.20:9100\"\nwidth_mm = 80\n",
                                        "kiosk.toml");
    ASSERT_TRUE(read) << to_string(read.error());
    EXPECT_EQ(read->printer.address, "192.0.2.20:9100");
    EXPECT_EQ(read->printer.width_mm, 80);
    EXPECT_TRUE(read->printer.there());
    EXPECT_FALSE(read_kiosk_config("[printer]\nwidth_mm = 72\n", "kiosk.toml"));
    EXPECT_FALSE(read_kiosk_config("[printer]\ndevice = \"/dev/usb/lp0\"\naddress = \"::1:9100\"\n",
                                   "kiosk.toml"));
}

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
    EXPECT_EQ(usual.sound_clips, "");
    const KioskConfig other = *read_kiosk_config(
        "[sound]\non = false\ndevice = \"USB Audio\"\nvolume = 3\nclips = \"/srv/clips\"\n",
        "kiosk.toml");
    EXPECT_FALSE(other.sound);
    EXPECT_EQ(other.sound_clips, "/srv/clips");
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

constexpr const char* kJackKeys = "[keypad]\njack_in = [104]\njack_out = [105]\n";

TEST(KioskConfig, a_headset_has_a_name_and_a_jack) {
    using By = KioskConfig::HeadsetJack::By;
    EXPECT_EQ(read_kiosk_config("", "kiosk.toml")->headset_jack, KioskConfig::HeadsetJack{});
    const auto card = read_kiosk_config(
        "[sound]\ndevice = \"HDMI\"\nheadset = \"Analog\"\n"
        "headset_jack = \"alsa:PCH:Headphone Jack\"\n",
        "kiosk.toml");
    ASSERT_TRUE(card.ok()) << to_string(card.error());
    EXPECT_EQ(card->headset, "Analog");
    EXPECT_EQ(card->headset_jack, (KioskConfig::HeadsetJack{By::Alsa, "PCH", "Headphone Jack"}));
    const auto keypad = read_kiosk_config(
        "[sound]\ndevice = \"HDMI\"\nheadset_jack = \"keypad\"\n" + std::string(kJackKeys),
        "kiosk.toml");
    ASSERT_TRUE(keypad.ok()) << to_string(keypad.error());
    EXPECT_EQ(keypad->headset, "") << "one device for both";
    EXPECT_EQ(keypad->headset_jack.by, By::Keypad);
}

TEST(KioskConfig, a_headset_of_which_nobody_would_know_whether_it_is_in_is_refused) {
    const std::pair<const char*, const char*> kWrong[] = {
        {"device = \"HDMI\"\nheadset = \"Analog\"\n", "headset_jack"},
        {"device = \"HDMI\"\nheadset_jack = \"keypad\"\n", "jack_in and jack_out"},
        {"device = \"HDMI\"\nheadset_jack = \"usb\"\n", "alsa:CARD:CONTROL"},
        {"device = \"HDMI\"\nheadset_jack = \"alsa:0\"\n", "alsa:CARD:CONTROL"},
        {"device = \"HDMI\"\nheadset_jack = \"alsa::Jack\"\n", "alsa:CARD:CONTROL"},
        {"device = \"HDMI\"\nheadset_jack = \"alsa:0:\"\n", "alsa:CARD:CONTROL"},
        {"headset = \"Analog\"\nheadset_jack = \"alsa:0:Jack\"\n", "device"}};
    for (const auto& [lines, named] : kWrong) {
        const auto wrong = read_kiosk_config("[sound]\n" + std::string(lines), "kiosk.toml");
        ASSERT_FALSE(wrong.ok()) << lines;
        EXPECT_THAT(to_string(wrong.error()), HasSubstr(named)) << lines;
    }
}

TEST(KioskConfig, one_switch_moves_on_as_slowly_as_is_set) {
    const auto set =
        read_kiosk_config("[keypad]\nswitch = [44]\nswitch_seconds = 0.5\n", "kiosk.toml");
    ASSERT_TRUE(set.ok()) << to_string(set.error());
    EXPECT_EQ(set->keypad, (Keypad{{44, KeypadKey::Switch}}));
    EXPECT_EQ(set->switch_seconds, 0.5);
    EXPECT_EQ(read_kiosk_config("", "kiosk.toml")->switch_seconds, 2);
    for (const char* value : {"0.4", "10.5", "\"slow\""}) {
        EXPECT_FALSE(read_kiosk_config("[keypad]\nswitch_seconds = " + std::string(value) + "\n",
                                       "kiosk.toml"))
            << value;
    }
}

TEST(KioskConfig, a_key_of_a_keypad_means_one_thing) {
    const auto config = read_kiosk_config(
        "[keypad]\nprevious = [82, 80]\nnext = [81, 79]\nactivate = [40]\nback = [41]\n"
        "repeat = [58]\n",
        "kiosk.toml");
    ASSERT_TRUE(config.ok()) << to_string(config.error());
    EXPECT_EQ(config->keypad, (Keypad{{82, KeypadKey::Previous},
                                      {80, KeypadKey::Previous},
                                      {81, KeypadKey::Next},
                                      {79, KeypadKey::Next},
                                      {40, KeypadKey::Activate},
                                      {41, KeypadKey::Back},
                                      {58, KeypadKey::Repeat}}));
    EXPECT_TRUE(read_kiosk_config("", "kiosk.toml")->keypad.empty());
    for (const char* text : {"[keypad]\nnext = [81, 81]\n", "[keypad]\nnext = [81]\nback = [81]\n",
                             "[keypad]\nnext = 81\n", "[keypad]\nnext = [3]\n",
                             "[keypad]\nnext = [\"Right\"]\n", "[keypad]\nleft = [81]\n"}) {
        const auto wrong = read_kiosk_config(text, "kiosk.toml");
        ASSERT_FALSE(wrong.ok()) << text;
        EXPECT_THAT(wrong.error().where, HasSubstr("kiosk.toml:")) << text;
    }
}

TEST(KioskConfig, the_notice_names_whom_the_centre_says) {
    const auto config = read_kiosk_config(
        "[privacy]\naddress = \"Musterstraße 1\"\nofficer = \"Mika Muster\"\n"
        "authority = \"Landesamt\"\nprocessors = [\"Musterhosting\"]\nkept_days = 60\n",
        "kiosk.toml");
    ASSERT_TRUE(config.ok()) << to_string(config.error());
    EXPECT_EQ(config->privacy.address, "Musterstraße 1");
    EXPECT_EQ(config->privacy.kept_days, 60);
    EXPECT_THAT(config->privacy.processors, ElementsAre("Musterhosting"));
    EXPECT_FALSE(read_kiosk_config("[privacy]\nkept_days = 0\n", "kiosk.toml").ok());
}

}  // namespace
}  // namespace lotse::codec
