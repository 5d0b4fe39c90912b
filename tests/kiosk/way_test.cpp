// SPDX-License-Identifier: EUPL-1.2
/// What the way to the number may cost a client, in every language that is offered: measured at the
/// real terminal by `lotse-tool way`.
#include "tools/way.h"

#include <gtest/gtest.h>

#include <cstdio>

#include "kiosk/centre.h"

namespace lotse::kiosk_test {
namespace {

/// A short list of questions reads in German; other languages need more words for the same.
constexpr int kMostWordsInGerman = 450;
constexpr int kMostWords = 560;
constexpr int kMostScreens = 22, kMostScreensOfAll = 26;
constexpr int kMostTaps = 40, kMostKeys = 60;
constexpr double kMostMinutes = 10;
/// So far may the estimate on a tile be off, in minutes.
constexpr double kOff = 0.25;

class Way : public testing::TestWithParam<const char*> {};

TEST_P(Way, to_the_number_is_short_and_as_long_as_its_tile_says) {
    without_a_screen();
    tools::WayRequest request;
    request.bin = LOTSE_BIN;
    request.data = LOTSE_SOURCE_DIR;
    request.language = GetParam();
    const auto measured = tools::walk_ways(request);
    ASSERT_TRUE(measured.ok()) << to_string(measured.error());
    ASSERT_EQ(measured->size(), 3U);
    for (const auto& [name, way] : *measured) {
        std::printf("%s %s: %d screens, %d taps, %d keys, %d words, %.1f minutes, promised %d\n",
                    GetParam(), name.c_str(), way.screens, way.taps, way.keys, way.words,
                    way.minutes, way.promised);
    }
    const codec::WayFigures& core = (*measured)[0].second;
    const std::string tag = GetParam();
    EXPECT_LE(core.screens, kMostScreens);
    EXPECT_LE(core.taps, kMostTaps);
    EXPECT_LE(core.keys, kMostKeys);
    EXPECT_LE(core.words, tag == "de" ? kMostWordsInGerman : kMostWords);
    EXPECT_LE(core.minutes, kMostMinutes);
    for (const std::size_t way : {0UL, 2UL}) {
        const auto& [name, figures] = (*measured)[way];
        EXPECT_LE(figures.minutes, figures.promised + kOff) << name << " takes longer than it says";
        EXPECT_LE(figures.promised, figures.minutes + 1 + kOff) << name << " frightens people away";
    }
    EXPECT_LE((*measured)[1].second.screens, kMostScreensOfAll);
}

INSTANTIATE_TEST_SUITE_P(Languages, Way,
                         testing::Values("de", "de-x-leicht", "en", "uk", "ar", "tr", "ru", "fa",
                                         "fa-AF", "ps", "fr", "es", "pl", "ro", "sr-Latn", "ku",
                                         "ckb", "ti"),
                         [](const auto& tag) {
                             std::string name = tag.param;
                             for (char& letter : name) letter = letter == '-' ? '_' : letter;
                             return name;
                         });

}  // namespace
}  // namespace lotse::kiosk_test
