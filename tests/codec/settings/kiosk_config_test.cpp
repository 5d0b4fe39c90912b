// SPDX-License-Identifier: EUPL-1.2
#include "codec/settings/kiosk_config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lotse::codec {
namespace {

using testing::ElementsAre;

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

}  // namespace
}  // namespace lotse::codec
