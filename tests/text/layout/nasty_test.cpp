// SPDX-License-Identifier: EUPL-1.2
/// Two thousand hostile texts, the same every time; tests/fuzz does the same with what libFuzzer
/// invents.
#include <gtest/gtest.h>

#include "text/layout/fixture.h"

namespace lotse::text {
namespace {

TEST(LayoutNasty, two_thousand_hostile_texts_are_laid_out_and_drawn) {
    Engine engine;
    Typography all = arabic();
    for (const char* more : {"NotoSansHebrew", "NotoSansDevanagariUI", "NotoSansThaiUI",
                             "NotoSansKhmerUI", "NotoSansEthiopic"}) {
        all.regular_fonts.push_back(std::string(kNoto) + more + "-Regular.ttf");
    }
    std::mt19937 random(20'261'122);
    std::uniform_int_distribution<std::size_t> length(0, 40);
    const std::vector<std::string> locales = {"de", "ar", "th", "km", "ja", "xx"};
    for (int round = 0; round < 2000; ++round) {
        const std::string text = nasty_text(random, length(random));
        all.direction = round % 2 == 0 ? Direction::LeftToRight : Direction::RightToLeft;
        all.tag = locales[static_cast<std::size_t>(round) % locales.size()];
        all.locale = all.tag;
        Style style;
        style.size_px = static_cast<float>(round % 40);
        style.wrap_px = static_cast<float>(round % 7) * 37.0F;
        style.align = static_cast<Align>(round % 3);
        style.max_lines = round % 5;
        style.weight = static_cast<Weight>(round % 2);
        const LayoutPtr layout = engine.layout(text, all, style);
        ASSERT_EQ(violation(engine, *layout, text, style.max_lines), "")
            << "round " << round << ": " << text;
        if (style.max_lines > 0) {
            ASSERT_LE(layout->lines().size(), static_cast<std::size_t>(style.max_lines));
        }
        engine.quads(*layout, 3, 3, [&](const GlyphQuad& quad) {
            ASSERT_LT(quad.page, engine.page_count());
            ASSERT_GT(quad.x1, quad.x0);
            ASSERT_LE(quad.u1, 1.0F);
        });
        if (round % 500 == 499) engine.wipe();
    }
}

}  // namespace
}  // namespace lotse::text
