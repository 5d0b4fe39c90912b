// SPDX-License-Identifier: EUPL-1.2
#include "ui/kit/theme.h"

#include <gtest/gtest.h>

namespace lotse::ui {
namespace {

using namespace colour;

TEST(Theme, knows_the_contrast_of_black_and_white_and_of_a_colour_with_itself) {
    EXPECT_NEAR(contrast({0, 0, 0}, {255, 255, 255}), 21.0, 0.001);
    EXPECT_NEAR(contrast(kPrimary, kPrimary), 1.0, 0.001);
    EXPECT_NEAR(contrast({119, 119, 119}, {255, 255, 255}), 4.48,
                0.01);  // the known border case of 4.5
}

TEST(Theme, gives_every_text_a_contrast_of_at_least_seven) {
    struct Pair {
        const char* name;
        Colour text, behind;
    };
    const Pair pairs[] = {
        {"ink on paper", kInk, kPaper},
        {"ink on cards", kInk, kSurface},
        {"ink on keys", kInk, kKeyAction},
        {"ink on a pressed key", kInk, kPressed},
        {"ink on a chosen answer", kInk, kChosen},
        {"ink on danger", kInk, kDangerTint},
        {"ink on success", kInk, kSuccessTint},
        {"ink on a warning", kInk, kNoticeTint},
        {"ink on a selection", kInk, kSelection},
        {"hints on paper", kInkSoft, kPaper},
        {"hints on cards", kInkSoft, kSurface},
        {"hints while pressed", kInkSoft, kChosen},
        {"words of quiet buttons", kPrimary, kSurface},
        {"words of pressed buttons", kPrimary, kPressed},
        {"words of the primary action", kOnPrimary, kPrimary},
        {"pressed primary action", kOnPrimary, kPrimaryPressed},
        {"words of the dangerous action", kOnPrimary, kDanger},
        {"pressed dangerous action", kOnPrimary, kDangerPressed},
    };
    for (const Pair& pair : pairs) {
        EXPECT_GE(contrast(pair.text, pair.behind), 7.0) << pair.name;
    }
}

TEST(Theme, gives_every_part_that_means_something_a_contrast_of_at_least_three) {
    EXPECT_GE(contrast(kLine, kPaper), 3.0);
    EXPECT_GE(contrast(kLine, kSurface), 3.0);
    EXPECT_GE(contrast(kPrimary, kChosen), 3.0);
    EXPECT_GE(contrast(kDanger, kDangerTint), 3.0);
    EXPECT_GE(contrast(kSuccess, kSuccessTint), 3.0);
    EXPECT_GE(contrast(kNoticeLine, kNoticeTint), 3.0);
    EXPECT_GE(contrast(kPrimary, kLineSoft), 3.0);  // done and open sections of the progress line
    EXPECT_GE(contrast(kDisabled, kPaper), 3.0);
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
