// SPDX-License-Identifier: EUPL-1.2
/// What a caller of the engine relies on: lines, widths, marks that are added, bounds, forgetting.
#include <gtest/gtest.h>

#include <ctime>

#include "text/layout/atlas.h"
#include "text/layout/fixture.h"
#include "text/layout/layout_cache.h"
#include "text/limits.h"

namespace lotse::text {
namespace {

std::string shown(std::string_view text, const Line& line) {
    return std::string(text.substr(line.begin, line.end - line.begin));
}

std::size_t glyph_count(const LayoutPtr& layout) {
    return static_cast<const LayoutData&>(*layout).glyphs().size();
}

float ink_right(Engine& engine, const LayoutPtr& layout) {
    float right = 0;
    engine.quads(*layout, 0, 0, [&](const GlyphQuad& quad) { right = std::max(right, quad.x1); });
    return right;
}

TEST(Layout, an_empty_text_has_one_line_and_a_caret) {
    Engine engine;
    const LayoutPtr layout = engine.layout("", german(), {.size_px = 20});
    ASSERT_EQ(layout->lines().size(), 1U);
    EXPECT_FLOAT_EQ(layout->height(), 30.0F);
    EXPECT_FLOAT_EQ(layout->caret(0).x, 0.0F);
    EXPECT_GT(layout->caret(0).height, 20.0F);
    const LayoutPtr rtl = engine.layout("", arabic(), {.size_px = 20, .wrap_px = 300});
    EXPECT_FLOAT_EQ(rtl->caret(0).x, 300.0F);
}

TEST(Layout, every_separator_of_paragraphs_starts_a_line) {
    Engine engine;
    const std::string text =
        "a\nb\rc\r\nd\x1C"
        "e\x1D"
        "f\x1E"
        "g\u0085h\u2029i\u2028j\x0Bk\x0Cl";
    const LayoutPtr layout = engine.layout(text, german(), {});
    ASSERT_EQ(layout->lines().size(), 12U);
    EXPECT_EQ(layout->missing_glyphs(), 0U);
    EXPECT_EQ(shown(text, layout->lines()[2]), "c");
    EXPECT_EQ(engine.layout("a\n", german(), {})->lines().size(), 2U);
    EXPECT_EQ(engine.layout("a\u2028", german(), {})->lines().size(), 2U);
}

TEST(Layout, a_word_of_leichte_sprache_breaks_behind_its_middle_dot_if_it_fits_on_no_line) {
    Engine engine;
    const std::string text = "die Aufenthalts·gestattung";
    Typography leicht = german();
    leicht.tag = "de-x-leicht";
    const float part = engine.layout("Aufenthalts·", leicht, {})->width();
    const LayoutPtr narrow = engine.layout(text, leicht, {.wrap_px = part + 2});
    ASSERT_EQ(narrow->lines().size(), 3U);
    EXPECT_EQ(shown(text, narrow->lines()[0]), "die ");
    EXPECT_EQ(shown(text, narrow->lines()[1]), "Aufenthalts·");
    const float word = engine.layout("Aufenthalts·gestattung", leicht, {})->width();
    const LayoutPtr wide = engine.layout(text, leicht, {.wrap_px = word + 2});
    ASSERT_EQ(wide->lines().size(), 2U) << "the word stays whole where it fits";
    EXPECT_EQ(shown(text, wide->lines()[1]), "Aufenthalts·gestattung");
}

TEST(Layout, white_space_at_the_end_of_a_line_hangs) {
    Engine engine;
    const float word = engine.layout("Wort", german(), {})->width();
    const std::string text = "Wort      Wort";
    const LayoutPtr layout = engine.layout(text, german(), {.wrap_px = word + 1});
    ASSERT_EQ(layout->lines().size(), 2U);
    EXPECT_EQ(shown(text, layout->lines()[0]), "Wort      ");
    EXPECT_NEAR(layout->lines()[0].width, word, 0.01F);
    // Also where no opportunity is: a bracket keeps what follows, and breaks between graphemes.
    const LayoutPtr bracket = engine.layout("Wort(  Wort", german(), {.wrap_px = word + 8});
    ASSERT_EQ(bracket->lines().size(), 2U);
    EXPECT_EQ(bracket->lines()[1].begin, 7U);
    EXPECT_LE(bracket->lines()[0].width, word + 8);
    const LayoutPtr rtl = engine.layout("كلمة      كلمة", arabic(), {.wrap_px = 45});
    ASSERT_EQ(rtl->lines().size(), 2U);
    EXPECT_NEAR(rtl->lines()[0].x + rtl->lines()[0].width, 45.0F, 0.01F);
    EXPECT_NEAR(rtl->lines()[0].width, rtl->lines()[1].width, 0.01F);
}

TEST(Layout, no_line_is_wider_than_the_wrap_width) {
    Engine engine;
    const std::string text =
        "Die Anerkennungsberatung hilft Ihnen kostenlos, mit Rindfleischetikettierungsüberwachung "
        "und ohne.";
    for (float wrap = 40; wrap < 400; wrap += 7) {
        const LayoutPtr layout = engine.layout(text, german(), {.wrap_px = wrap});
        for (const Line& line : layout->lines())
            EXPECT_LE(line.width, wrap + 0.02F) << "at " << wrap;
    }
}

TEST(Layout, an_overlong_word_breaks_between_graphemes) {
    Engine engine;
    std::string text;
    for (int i = 0; i < 30; ++i) text += "e\u0301";
    const LayoutPtr layout = engine.layout(text, german(), {.wrap_px = 50});
    ASSERT_GT(layout->lines().size(), 3U);
    for (const Line& line : layout->lines()) EXPECT_EQ(line.begin % 3, 0U);
    // A width that not even one grapheme fits into still makes progress.
    EXPECT_EQ(engine.layout("abc", german(), {.wrap_px = 1})->lines().size(), 3U);
}

TEST(Layout, a_soft_hyphen_shows_only_where_the_line_breaks) {
    Engine engine;
    const std::string text = std::string("Anerkennungs") + kSoftHyphen + "beratung";
    const LayoutPtr whole = engine.layout(text, german(), {});
    const LayoutPtr plain = engine.layout("Anerkennungsberatung", german(), {});
    EXPECT_NEAR(whole->width(), plain->width(), 0.01F);
    EXPECT_NEAR(ink_right(engine, whole), ink_right(engine, plain), 0.01F);
    EXPECT_EQ(whole->missing_glyphs(), 0U);

    const LayoutPtr broken = engine.layout(text, german(), {.wrap_px = whole->width() - 1});
    ASSERT_EQ(broken->lines().size(), 2U);
    const float without = engine.layout("Anerkennungs", german(), {})->width();
    const float hyphen = engine.layout("\u2010", german(), {})->width();
    EXPECT_NEAR(broken->lines()[0].width, without + hyphen, 0.01F);
    EXPECT_EQ(glyph_count(broken), glyph_count(whole) + 1);
    // Without room for the hyphen none is drawn, and nothing sticks out.
    const LayoutPtr tight = engine.layout(text, german(), {.wrap_px = without + hyphen / 2});
    EXPECT_LE(tight->lines()[0].width, without + hyphen / 2);
    EXPECT_EQ(glyph_count(tight), glyph_count(whole));
}

TEST(Layout, equal_punctuation_stays_together) {
    Engine engine;
    const std::string text = "wir lernen C++ hier";
    for (float wrap = 60; wrap < 160; wrap += 1) {
        const LayoutPtr layout = engine.layout(text, german(), {.wrap_px = wrap});
        for (const Line& line : layout->lines())
            EXPECT_NE(line.begin, text.find("++") + 1) << "at " << wrap;
    }
}

TEST(Layout, a_word_breaks_at_its_slash_only_if_it_is_too_long_for_a_line) {
    Engine engine;
    const std::string text = "als Krankenpfleger/Krankenpflegerin";
    const float word = engine.layout("Krankenpfleger/Krankenpflegerin", german(), {})->width();
    const float half = engine.layout("Krankenpflegerin", german(), {})->width();
    EXPECT_EQ(engine.layout(text, german(), {.wrap_px = word + 1})->lines()[1].begin, 4U);
    const LayoutPtr narrow = engine.layout(text, german(), {.wrap_px = half + 2});
    ASSERT_EQ(narrow->lines().size(), 3U);
    EXPECT_EQ(narrow->lines()[1].begin, 4U);
    EXPECT_EQ(narrow->lines()[2].begin, text.find('/') + 1);
}

TEST(Layout, thai_and_khmer_break_between_words_without_spaces) {
    Engine engine;
    const Typography thai =
        typography("th", Direction::LeftToRight, {"NotoSansThaiUI", "NotoSans"});
    const std::string text = "ยินดีต้อนรับสู่ศูนย์ให้คำปรึกษา";
    const LayoutPtr layout = engine.layout(text, thai, {.size_px = 24, .wrap_px = 150});
    ASSERT_GE(layout->lines().size(), 2U);
    EXPECT_EQ(layout->missing_glyphs(), 0U);
    EXPECT_EQ(layout->lines()[1].begin, text.find("ศูนย์"));
}

TEST(Layout, alignment_follows_the_direction) {
    Engine engine;
    const float width = engine.layout("Wort", german(), {})->width();
    const auto x_of = [&](const Typography& how, Align align) {
        return engine.layout("Wort", how, {.wrap_px = 200, .align = align})->lines()[0].x;
    };
    EXPECT_FLOAT_EQ(x_of(german(), Align::Start), 0);
    EXPECT_NEAR(x_of(german(), Align::Center), (200 - width) / 2, 0.01F);
    EXPECT_NEAR(x_of(german(), Align::End), 200 - width, 0.01F);
    EXPECT_NEAR(x_of(arabic(), Align::Start), 200 - width, 0.01F);
    EXPECT_NEAR(x_of(arabic(), Align::Center), (200 - width) / 2, 0.01F);
    EXPECT_FLOAT_EQ(x_of(arabic(), Align::End), 0);
}

TEST(Layout, text_left_over_ends_in_an_ellipsis_within_the_width) {
    Engine engine;
    const std::string text =
        "Wir beraten Sie zur Anerkennung Ihres ausländischen Abschlusses in Deutschland.";
    const LayoutPtr whole = engine.layout(text, german(), {.wrap_px = 300, .max_lines = 9});
    EXPECT_FALSE(whole->truncated());
    for (float wrap = 30; wrap < 320; wrap += 9) {
        const LayoutPtr layout = engine.layout(text, german(), {.wrap_px = wrap, .max_lines = 2});
        ASSERT_TRUE(layout->truncated()) << wrap;
        ASSERT_EQ(layout->lines().size(), 2U);
        EXPECT_LE(layout->lines()[1].width, wrap + 0.02F);
        EXPECT_LT(layout->lines()[1].end, text.size());
        EXPECT_EQ(layout->hit(1e6F, 1e6F), layout->lines()[1].end);
    }
    const LayoutPtr lines = engine.layout("eins\nzwei", german(), {.max_lines = 1});
    EXPECT_TRUE(lines->truncated());
    EXPECT_NEAR(lines->width(), engine.layout("eins\u2026", german(), {})->width(), 0.2F);
    EXPECT_FALSE(engine.layout("eins\n  \n", german(), {.max_lines = 1})->truncated());
}

TEST(Layout, the_ellipsis_stands_at_the_end_of_the_paragraphs_direction) {
    Engine engine;
    // Left of an Arabic paragraph that ends in Latin words, right of one that has no others.
    for (const std::string text :
         {"سوريا Anerkennungsberatung Hamburg", "Anerkennungsberatung Hamburg"}) {
        const LayoutPtr layout = engine.layout(text, arabic(), {.wrap_px = 150, .max_lines = 1});
        ASSERT_TRUE(layout->truncated());
        const Line& line = layout->lines()[0];
        EXPECT_NEAR(line.x + line.width, 150.0F, 0.01F);
        const std::vector<Rect> words = layout->selection(0, line.end);
        ASSERT_FALSE(words.empty());
        const float left = words.front().x, right = words.back().x + words.back().width;
        if (text.starts_with("A")) {
            EXPECT_NEAR(left, line.x, 0.01F);
            EXPECT_LT(right, 145.0F);
        } else {
            EXPECT_GT(left, line.x + 5.0F);
            EXPECT_NEAR(right, 150.0F, 0.01F);
        }
    }
}

TEST(Layout, bold_is_another_face_and_falls_back_to_regular) {
    Engine engine;
    const float regular = engine.layout("Anerkennung", german(), {})->width();
    const float bold = engine.layout("Anerkennung", german(), {.weight = Weight::Bold})->width();
    EXPECT_GT(bold, regular * 1.02F);
    Typography without = german();
    without.bold_fonts.clear();
    EXPECT_FLOAT_EQ(engine.layout("Anerkennung", without, {.weight = Weight::Bold})->width(),
                    regular);
}

TEST(Layout, the_size_factor_scales_text_and_line_height) {
    Engine engine;
    Typography larger = german();
    larger.size_factor = 1.25F;
    const LayoutPtr plain = engine.layout("Beratung", german(), {.size_px = 20});
    const LayoutPtr scaled = engine.layout("Beratung", larger, {.size_px = 20});
    EXPECT_NEAR(scaled->width(), plain->width() * 1.25F, 0.01F);
    EXPECT_NEAR(scaled->height(), plain->height() * 1.25F, 0.01F);
}

TEST(Layout, kerning_and_marks_come_from_the_font) {
    Engine engine;
    const auto width = [&](const char* text) {
        return engine.layout(text, german(), {.size_px = 40})->width();
    };
    EXPECT_LT(width("AV"), width("A") + width("V") - 0.5F);
    EXPECT_NEAR(width("e\u0301"), width("\u00E9"), 0.01F);
}

TEST(Layout, what_no_font_has_is_counted_and_drawn_as_a_box) {
    Engine engine;
    const LayoutPtr emoji = engine.layout("a\U0001F600b", german(), {});
    EXPECT_EQ(emoji->missing_glyphs(), 1U);
    int quads = 0;
    engine.quads(*emoji, 0, 0, [&](const GlyphQuad&) { ++quads; });
    EXPECT_EQ(quads, 3);
    // A family of three is one grapheme, hence one box.
    const LayoutPtr family =
        engine.layout("\U0001F468\u200D\U0001F469\u200D\U0001F467", german(), {});
    EXPECT_EQ(family->missing_glyphs(), 1U);
    EXPECT_EQ(glyph_count(family), 1U);
    const LayoutPtr thai = engine.layout("\u0E01\u0E33", german(), {});
    EXPECT_GE(thai->missing_glyphs(), 1U);
}

TEST(Layout, invisible_characters_are_never_missing) {
    Engine engine;
    const std::string text =
        "a\u200B\u200C\u200D\u2060\u2066\u2069\u202A\u202C\u00AD\uFEFF\uFE0F\u034F\U000E0001\x01"
        "\x7F\tb";
    const LayoutPtr layout = engine.layout(text, german(), {});
    EXPECT_EQ(layout->missing_glyphs(), 0U);
    EXPECT_NEAR(layout->width(), engine.layout("a b", german(), {})->width(), 0.01F);
}

TEST(Layout, invalid_utf8_becomes_replacement_characters) {
    Engine engine;
    const std::string bad = std::string("a\xFF") + "b\xC3" + "c\xED\xA0\x80" + "d";
    const LayoutPtr layout = engine.layout(bad, german(), {});
    const LayoutPtr same = engine.layout(
        "a\uFFFD"
        "b\uFFFD"
        "c\uFFFD\uFFFD\uFFFD"
        "d",
        german(), {});
    EXPECT_NEAR(layout->width(), same->width(), 0.01F);
    EXPECT_EQ(layout->missing_glyphs(), 0U);
    const std::string nul("a\0b", 3);
    EXPECT_NEAR(engine.layout(nul, german(), {})->width(),
                engine.layout("ab", german(), {})->width(), 0.5F);
    EXPECT_EQ(engine.layout(nul, german(), {})->lines()[0].end, 3U);
}

TEST(Layout, a_font_that_cannot_be_opened_counts_as_missing_glyphs) {
    Engine engine;
    Typography none = german();
    none.regular_fonts = {"/nowhere/NotoSans-Regular.ttf"};
    EXPECT_EQ(engine.layout("abc", none, {})->missing_glyphs(), 3U);
    none.regular_fonts.push_back(std::string(kNoto) + "NotoSans-Regular.ttf");
    EXPECT_EQ(engine.layout("abc", none, {})->missing_glyphs(), 0U);
}

TEST(Layout, fonts_are_checked_with_the_package_to_install) {
    Engine engine;
    EXPECT_TRUE(engine.check_fonts(german()).ok());
    Typography missing = german();
    missing.bold_fonts = {"/nowhere/NotoSansThaiUI-Bold.ttf"};
    const Result<void> checked = engine.check_fonts(missing);
    ASSERT_FALSE(checked.ok());
    EXPECT_EQ(checked.error().where, "/nowhere/NotoSansThaiUI-Bold.ttf");
    EXPECT_NE(checked.error().detail.find("fonts-noto-ui-core"), std::string::npos);
    missing.bold_fonts = {"/nowhere/NotoSansCJK-Bold.ttc#2"};
    EXPECT_NE(engine.check_fonts(missing).error().detail.find("fonts-noto-cjk"), std::string::npos);
    missing.bold_fonts = {std::string(kNoto) + "NotoSans-Regular.ttf#7"};
    EXPECT_EQ(engine.check_fonts(missing).error().detail, "no such face in the file");
    missing.bold_fonts = {"/etc/passwd"};
    EXPECT_FALSE(engine.check_fonts(missing).ok());
    missing.regular_fonts.clear();
    EXPECT_FALSE(engine.check_fonts(missing).ok());
}

TEST(Layout, a_text_beyond_the_bound_is_cut_and_says_so) {
    Engine engine;
    std::string text;
    while (text.size() <= limits::kLongestTextBytes) text += "W\u00F6rter ";
    const LayoutPtr layout = engine.layout(text, german(), {.wrap_px = 800});
    EXPECT_TRUE(layout->truncated());
    EXPECT_LE(layout->lines().back().end, limits::kLongestTextBytes);
    EXPECT_EQ(layout->missing_glyphs(), 0U);
}

TEST(Layout, a_hundred_kilobytes_of_marks_take_bounded_time) {
    Engine engine;
    const std::vector<std::string> repeated = {"\u0301", "\u064B", "\u200B", "\u202E",
                                               "\u0E33", "(",      "\u00AD", "\u094D"};
    for (const std::string& unit : repeated) {
        std::string text = "a";
        while (text.size() < 100'000) text += unit;
        const std::clock_t start = std::clock();  // processor time: a busy machine does not count
        const LayoutPtr layout = engine.layout(text, arabic(), {.wrap_px = 300});
        const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
        // The usual time is some 0.05 s; sanitizers take ten times as long.
        EXPECT_LT(seconds, 3) << "U+" << std::hex << int{static_cast<unsigned char>(unit[0])};
        EXPECT_EQ(violation(engine, *layout, text), "");
    }
}

TEST(Layout, equal_requests_share_one_layout_and_a_held_one_outlives_the_cache) {
    Engine engine;
    const LayoutPtr first = engine.layout("Hallo", german(), {.size_px = 20});
    EXPECT_EQ(first, engine.layout("Hallo", german(), {.size_px = 20}));
    EXPECT_NE(first, engine.layout("Hallo", german(), {.size_px = 21}));
    EXPECT_NE(first, engine.layout("Hallo", arabic(), {.size_px = 20}));
    const float width = first->width();
    for (int i = 0; i < 5000; ++i) engine.layout(std::to_string(i), german(), {.size_px = 20});
    EXPECT_NE(first, engine.layout("Hallo", german(), {.size_px = 20}));
    EXPECT_FLOAT_EQ(first->width(), width);
}

TEST(LayoutCache, the_least_recently_used_leave_first_and_both_bounds_hold) {
    LayoutCache cache;
    const auto layout = std::make_shared<const LayoutData>();
    cache.keep({"kept", 0, {}}, layout);
    for (std::size_t i = 0; i < limits::kCachedLayouts + 100; ++i) {
        const std::string text = std::to_string(i);
        cache.keep({text, 0, {}}, layout);
        ASSERT_NE(cache.find({"kept", 0, {}}), nullptr);
        ASSERT_LE(cache.size(), limits::kCachedLayouts);
        ASSERT_LE(cache.bytes(), limits::kCachedLayoutBytes);
    }
    EXPECT_EQ(cache.find({"0", 0, {}}), nullptr);
    const std::string huge(limits::kCachedLayoutBytes / 3, 'x');
    for (int i = 0; i < 5; ++i) cache.keep({huge, static_cast<std::size_t>(i), {}}, layout);
    EXPECT_LE(cache.bytes(), limits::kCachedLayoutBytes);
    EXPECT_EQ(cache.find({"kept", 0, {}}), nullptr);
    cache.clear();
    EXPECT_EQ(cache.size(), 0U);
    EXPECT_EQ(cache.bytes(), 0U);
}

TEST(Layout, forgetting_zeroes_every_glyph_image_and_tells_the_renderer) {
    Engine engine;
    const LayoutPtr layout = engine.layout("Geheimnis", german(), {.size_px = 30});
    engine.quads(*layout, 0, 0, [](const GlyphQuad&) {});
    ASSERT_EQ(engine.page_count(), 1);
    const AlphaPage before = engine.page(0);
    const auto ink = [](const AlphaPage& page) {
        std::size_t sum = 0;
        for (int i = 0; i < page.size_px * page.size_px; ++i) sum += page.coverage[i];
        return sum;
    };
    ASSERT_GT(ink(before), 0U);
    engine.wipe();
    const AlphaPage after = engine.page(0);
    EXPECT_EQ(ink(after), 0U);
    EXPECT_GT(after.revision, before.revision);
    EXPECT_NE(engine.layout("Geheimnis", german(), {.size_px = 30}), layout);
    // The layout that is still held can be drawn again.
    int quads = 0;
    engine.quads(*layout, 0, 0, [&](const GlyphQuad&) { ++quads; });
    EXPECT_EQ(quads, 9);
}

TEST(Atlas, a_full_atlas_empties_its_oldest_page_and_stays_bounded) {
    FaceStore faces;
    const Result<const Face*> face = faces.open(std::string(kNoto) + "NotoSans-Regular.ttf");
    ASSERT_TRUE(face.ok());
    Atlas atlas;
    for (std::uint32_t glyph = 36; glyph < 1500; ++glyph) {
        const GlyphImage image = atlas.image(*face, glyph, 120.0F, glyph & 3U);
        ASSERT_LT(image.page, limits::kAtlasPages);
        ASSERT_LE(image.x + image.width, limits::kAtlasPageSize);
        ASSERT_LE(image.y + image.height, limits::kAtlasPageSize);
        ASSERT_LE(atlas.page_count(), limits::kAtlasPages);
    }
    EXPECT_EQ(atlas.page_count(), limits::kAtlasPages);
    // A glyph whose page was emptied is drawn again, the same.
    const GlyphImage again = atlas.image(*face, 36, 120.0F, 0);
    EXPECT_GT(again.width, 0);
}

TEST(Layout, quads_keep_quarter_pixels_and_a_whole_baseline) {
    Engine engine;
    const LayoutPtr layout = engine.layout("l", german(), {.size_px = 20});
    const auto quad_at = [&](float x, float y) {
        GlyphQuad found;
        engine.quads(*layout, x, y, [&](const GlyphQuad& quad) { found = quad; });
        return found;
    };
    const GlyphQuad at_0 = quad_at(0, 0);
    const GlyphQuad at_quarter = quad_at(0.25F, 0.2F);
    const GlyphQuad at_1 = quad_at(1, 1);
    EXPECT_NE(at_0.u0, at_quarter.u0);  // an image of its own
    EXPECT_EQ(at_0.u0, at_1.u0);
    EXPECT_FLOAT_EQ(at_1.x0, at_0.x0 + 1);
    EXPECT_FLOAT_EQ(at_1.y0, at_0.y0 + 1);
    EXPECT_FLOAT_EQ(at_1.y0, std::round(at_1.y0));
}

TEST(Graphemes, editing_moves_by_what_people_call_letters) {
    Engine engine;
    const std::string text = "e\u0301\U0001F468\u200D\U0001F469\u0915\u094D\r\nx";
    std::vector<std::size_t> forward;
    for (std::size_t at = 0; at < text.size();)
        forward.push_back(at = engine.next_grapheme(text, at));
    std::vector<std::size_t> backward;
    for (std::size_t at = text.size(); at > 0;)
        backward.push_back(at = engine.previous_grapheme(text, at));
    EXPECT_EQ(forward, (std::vector<std::size_t>{3, 14, 20, 22, 23}));
    EXPECT_EQ(backward, (std::vector<std::size_t>{22, 20, 14, 3, 0}));
    EXPECT_EQ(engine.grapheme_count(text), 5U);
    EXPECT_EQ(engine.next_grapheme(text, 999), text.size());
    EXPECT_EQ(engine.previous_grapheme("", 5), 0U);
    EXPECT_EQ(engine.next_grapheme(text, 1), 3U);
    EXPECT_EQ(engine.previous_grapheme(text, 2), 0U);
}

}  // namespace
}  // namespace lotse::text
