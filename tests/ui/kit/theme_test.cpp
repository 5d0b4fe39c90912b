// SPDX-License-Identifier: EUPL-1.2
#include "ui/kit/theme.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

namespace lotse::ui {
namespace {

using namespace colour;

constexpr std::array kSchemes = {Scheme::Light, Scheme::Dark, Scheme::HighLight, Scheme::HighDark};

struct Pair {
    const char* name;
    Purpose part, behind;
};

void expect_contrast(const Pair& pair, double least) {
    for (const Scheme scheme : kSchemes) {
        const Palette& palette = palette_of(scheme);
        EXPECT_GE(contrast(palette[pair.part], palette[pair.behind]), least)
            << pair.name << " in scheme " << static_cast<int>(scheme);
    }
}

TEST(Theme, knows_the_contrast_of_black_and_white_and_of_a_colour_with_itself) {
    const Colour primary = palette_of(Scheme::Light)[kPrimary];
    EXPECT_NEAR(contrast({0, 0, 0}, {255, 255, 255}), 21.0, 0.001);
    EXPECT_NEAR(contrast(primary, primary), 1.0, 0.001);
    EXPECT_NEAR(contrast({119, 119, 119}, {255, 255, 255}), 4.48,
                0.01);  // the known border case of 4.5
}

TEST(Theme, gives_every_text_a_contrast_of_at_least_seven_in_every_scheme) {
    for (const Pair& pair : {
             Pair{"ink on paper", kInk, kPaper},
             Pair{"ink on cards", kInk, kSurface},
             Pair{"ink on keys", kInk, kKeyAction},
             Pair{"ink on a pressed key", kInk, kPressed},
             Pair{"ink on a chosen answer", kInk, kChosen},
             Pair{"ink on danger", kInk, kDangerTint},
             Pair{"ink on success", kInk, kSuccessTint},
             Pair{"ink on a warning", kInk, kNoticeTint},
             Pair{"ink on a selection", kInk, kSelection},
             Pair{"hints on paper", kInkSoft, kPaper},
             Pair{"hints on cards", kInkSoft, kSurface},
             Pair{"hints on a chosen answer", kInkSoft, kChosen},
             Pair{"words of quiet buttons", kPrimary, kSurface},
             Pair{"words of the primary action", kOnPrimary, kPrimary},
             Pair{"pressed primary action", kOnPrimary, kPrimaryPressed},
             Pair{"words of the dangerous action", kOnPrimary, kDanger},
             Pair{"pressed dangerous action", kOnPrimary, kDangerPressed},
             Pair{"an active key", kOnPrimary, kPrimary},
         }) {
        expect_contrast(pair, 7.0);
    }
}

TEST(Theme, gives_every_part_that_means_something_a_contrast_of_at_least_three_in_every_scheme) {
    for (const Pair& pair : {
             Pair{"borders on paper", kLine, kPaper},
             Pair{"borders on cards", kLine, kSurface},
             Pair{"borders of keys", kLine, kSunken},
             Pair{"a chosen answer's border on paper", kPrimary, kPaper},
             Pair{"its mark", kPrimary, kChosen},
             Pair{"pictograms", kPrimary, kSurface},
             Pair{"pictograms under a finger", kPrimary, kPressed},
             Pair{"what is wrong", kDanger, kSurface},
             Pair{"a danger's edge", kDanger, kDangerTint},
             Pair{"a success's edge", kSuccess, kSuccessTint},
             Pair{"a warning's edge", kNoticeLine, kNoticeTint},
             Pair{"what cannot be used", kDisabled, kPaper},
             Pair{"the caret", kPrimary, kSurface},
         }) {
        expect_contrast(pair, 3.0);
    }
}

TEST(Theme, shows_the_focus_on_every_ground_by_one_of_its_two_lines) {
    for (const Scheme scheme : kSchemes) {
        const Palette& palette = palette_of(scheme);
        for (const Purpose ground : {kPaper, kSurface, kSunken, kKeyAction, kPrimary, kDanger,
                                     kChosen, kPressed, kDangerTint, kSuccessTint, kNoticeTint}) {
            const double seen = std::max(contrast(palette[kFocus], palette[ground]),
                                         contrast(palette[kFocusEdge], palette[ground]));
            EXPECT_GE(seen, 3.0) << "on " << ground << " in scheme " << static_cast<int>(scheme);
        }
    }
}

TEST(Theme, makes_the_largest_letters_as_large_as_an_eye_needs_them_at_its_distance) {
    struct Seen {
        Panel panel;
        float distance_mm, capital;
    };
    for (const Seen& seen : {Seen{{1920, 1080, 27.0F, 1.0F}, 650, kCapital},
                             Seen{{1920, 1080, 21.5F, 1.0F}, 600, kCapital},
                             Seen{{1080, 1920, 21.5F, 1.0F}, 600, kCapitalDevanagari},
                             Seen{{1920, 1080, 15.0F, 1.0F}, 500, kCapital},
                             Seen{{1280, 800, 10.1F, 1.0F}, 400, kCapital},
                             Seen{{1920, 1080, 21.5F, 1.0F, 800}, 800, kCapital}}) {
        Access access;
        access.letters = Letters::VeryLarge;
        const Theme theme = make_theme(seen.panel, access, {seen.capital});
        access.letters = Letters::Large;
        const Theme large = make_theme(seen.panel, access, {seen.capital});
        for (const auto size : {&Theme::text_small, &Theme::text_body, &Theme::text_label,
                                &Theme::text_title, &Theme::text_key, &Theme::text_hero}) {
            EXPECT_GE(theme.*size * seen.capital / theme.px_per_mm, 0.0122F * seen.distance_mm)
                << seen.panel.diagonal_inch;
            EXPECT_GE(theme.*size, large.*size) << seen.panel.diagonal_inch;
        }
        EXPECT_GE(theme.text_title, 1.15F * theme.text_least);
        EXPECT_NEAR(large.text_body, 1.3F * make_theme(seen.panel).text_body, 0.5F);
        EXPECT_GE(theme.target, make_theme(seen.panel).target);
    }
}

TEST(Theme, keeps_targets_in_millimetres_on_every_panel) {
    for (const float inch : {15.0F, 21.5F, 27.0F, 32.0F}) {
        for (const bool portrait : {false, true}) {
            const Theme theme =
                make_theme({portrait ? 1080 : 1920, portrait ? 1920 : 1080, inch, 1.0F});
            EXPECT_GE(theme.target / theme.px_per_mm, 15.0F) << inch;
            EXPECT_GE(theme.target_primary / theme.px_per_mm, 20.0F) << inch;
            EXPECT_GE(theme.gap / theme.px_per_mm, 3.0F) << inch;
            EXPECT_LT(theme.target / theme.px_per_mm, 25.0F) << inch;
        }
    }
}

TEST(Theme, measures_pixels_by_the_diagonal) {
    const Theme theme = make_theme({1920, 1080, 21.5F, 1.0F});
    EXPECT_NEAR(theme.px_per_mm, 4.034F, 0.01F);  // 476 mm across
    EXPECT_FALSE(theme.portrait);
}

TEST(Theme, lets_text_grow_with_the_clients_choice_but_not_the_targets) {
    const Theme plain = make_theme({1920, 1080, 21.5F, 1.0F}),
                large = make_theme({1920, 1080, 21.5F, 1.5F});
    EXPECT_NEAR(large.text_body, plain.text_body * 1.5F, 0.5F);
    EXPECT_EQ(large.target, plain.target);
}

TEST(Theme, counts_columns_that_fit) {
    const Theme theme = make_theme({1920, 1080, 21.5F, 1.0F});
    EXPECT_EQ(theme.columns(theme.mm(100), 60, 3), 1);
    EXPECT_EQ(theme.columns(theme.mm(130), 60, 3), 2);
    EXPECT_EQ(theme.columns(theme.mm(900), 60, 3), 3);
    EXPECT_EQ(theme.columns(theme.mm(10), 60, 3), 1);
}

}  // namespace
}  // namespace lotse::ui
