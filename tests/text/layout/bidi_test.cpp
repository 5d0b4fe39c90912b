// SPDX-License-Identifier: EUPL-1.2
/// Mixed directions: what stands left of what, and whether caret, hit and selection tell the same
/// story.
#include <gtest/gtest.h>

#include "text/layout/fixture.h"

namespace lotse::text {
namespace {

/// Middle of what a piece of the text covers; the piece must be in one place.
float middle(const LayoutPtr& layout, std::string_view text, std::string_view piece) {
    const std::size_t at = text.find(piece);
    const std::vector<Rect> rects = layout->selection(at, at + piece.size());
    EXPECT_EQ(rects.size(), 1U) << piece;
    return rects.empty() ? 0 : rects[0].x + rects[0].width / 2;
}

TEST(LayoutBidi, the_paragraph_has_the_languages_direction_if_it_has_letters_of_it) {
    Engine engine;
    const std::string latin = "Anna, Berlin!", mixed = "سوريا: Anna, Berlin!";
    for (const Typography& typography : {german(), arabic()}) {
        const LayoutPtr layout = engine.layout(latin, typography, {});
        EXPECT_GT(middle(layout, latin, "!"), middle(layout, latin, "Berlin"));
        EXPECT_LT(middle(layout, latin, "Anna"), middle(layout, latin, "Berlin"));
    }
    const LayoutPtr rtl = engine.layout(mixed, arabic(), {});
    EXPECT_LT(middle(rtl, mixed, "!"), middle(rtl, mixed, "Anna"));
    EXPECT_LT(middle(rtl, mixed, "Anna"), middle(rtl, mixed, "Berlin"));
}

TEST(LayoutBidi, arabic_words_in_german_keep_their_own_order) {
    Engine engine;
    Typography both = german();
    both.regular_fonts.push_back(std::string(kNoto) + "NotoSansArabicUI-Regular.ttf");
    const std::string text = "Name: محمد علي (Köln)";
    const LayoutPtr layout = engine.layout(text, both, {});
    EXPECT_EQ(layout->missing_glyphs(), 0U);
    EXPECT_LT(middle(layout, text, "Name"), middle(layout, text, "علي"));
    EXPECT_LT(middle(layout, text, "علي"), middle(layout, text, "محمد"));
    EXPECT_LT(middle(layout, text, "محمد"), middle(layout, text, "Köln"));
    EXPECT_LT(middle(layout, text, "("), middle(layout, text, "Köln"));
}

TEST(LayoutBidi, an_isolated_phone_number_reads_forward_in_arabic) {
    Engine engine;
    const std::string number = "+49 (0)30 1234";
    const std::string text = "رقم الهاتف " + isolate_ltr(number) + " شكرا";
    const LayoutPtr layout = engine.layout(text, arabic(), {.size_px = 20});
    EXPECT_LT(middle(layout, text, "+"), middle(layout, text, "49"));
    EXPECT_LT(middle(layout, text, "49"), middle(layout, text, "30"));
    EXPECT_LT(middle(layout, text, "30"), middle(layout, text, "1234"));
    // Without isolation it falls apart: this is why user data is isolated.
    const std::string bare = "رقم الهاتف " + number + " شكرا";
    const LayoutPtr broken = engine.layout(bare, arabic(), {.size_px = 20});
    EXPECT_GT(middle(broken, bare, "49"), middle(broken, bare, "1234"));
}

TEST(LayoutBidi, an_isolated_name_does_not_move_what_stands_behind_it) {
    Engine engine;
    Typography both = german();
    both.regular_fonts.push_back(std::string(kNoto) + "NotoSansArabicUI-Regular.ttf");
    const std::string text = isolate("علي") + " 12 Uhr";
    const LayoutPtr layout = engine.layout(text, both, {});
    EXPECT_LT(middle(layout, text, "علي"), middle(layout, text, "12"));
    EXPECT_LT(middle(layout, text, "12"), middle(layout, text, "Uhr"));
    EXPECT_EQ(isolate("a"),
              "\u2068"
              "a\u2069");
    EXPECT_EQ(isolate_ltr("1"),
              "\u2066"
              "1\u2069");
}

TEST(LayoutBidi, closing_brackets_take_their_openers_side) {
    Engine engine;
    const std::string text = "الاعتراف (Anerkennung) مجاني";
    const LayoutPtr layout = engine.layout(text, arabic(), {});
    EXPECT_GT(middle(layout, text, "("), middle(layout, text, "Anerkennung"));
    EXPECT_LT(middle(layout, text, ")"), middle(layout, text, "Anerkennung"));
}

TEST(LayoutBidi, arabic_letters_join_across_a_change_of_face_size_and_selection) {
    Engine engine;
    // Joined forms are narrower than the letters standing alone.
    const auto width = [&](const char* text) {
        return engine.layout(text, arabic(), {.size_px = 40})->width();
    };
    EXPECT_LT(width("\u0628\u0628\u0628"), 3 * width("\u0628") - 5);
    // A zero-width non-joiner parts them again.
    EXPECT_GT(width("\u0628\u200C\u0628"), width("\u0628\u0628") + 3);
}

TEST(LayoutBidi, the_caret_walks_from_right_to_left_in_arabic) {
    Engine engine;
    const std::string text = "مرحبا بكم";
    const LayoutPtr layout = engine.layout(text, arabic(), {.wrap_px = 300});
    EXPECT_FLOAT_EQ(layout->caret(0).x, 300.0F);
    float before = 300.1F;
    for (std::size_t at = 0; at < text.size(); at = engine.next_grapheme(text, at)) {
        EXPECT_LT(layout->caret(at).x, before);
        before = layout->caret(at).x;
    }
    EXPECT_NEAR(layout->caret(text.size()).x, layout->lines()[0].x, 0.01F);
    EXPECT_EQ(layout->hit(300, 0), 0U);
    EXPECT_EQ(layout->hit(0, 0), text.size());
}

TEST(LayoutBidi, a_ligature_of_two_letters_has_a_caret_between_them) {
    Engine engine;
    const std::string text = "\u0644\u0627";  // lam-alef
    const LayoutPtr layout = engine.layout(text, arabic(), {.size_px = 40});
    EXPECT_LT(layout->caret(2).x, layout->caret(0).x - 2);
    EXPECT_GT(layout->caret(2).x, layout->caret(4).x + 2);
}

TEST(LayoutBidi, a_selection_across_directions_has_several_rectangles) {
    Engine engine;
    const std::string text = "abc אבגד def";
    Typography both = german();
    both.regular_fonts.push_back(std::string(kNoto) + "NotoSansHebrew-Regular.ttf");
    const LayoutPtr layout = engine.layout(text, both, {.size_px = 20});
    const std::size_t middle_of_hebrew = text.find("ג");
    EXPECT_EQ(layout->selection(0, middle_of_hebrew).size(), 2U);
    EXPECT_EQ(layout->selection(0, text.size()).size(), 1U);
    EXPECT_TRUE(layout->selection(3, 3).empty());
    const std::vector<Rect> all = layout->selection(0, text.size());
    EXPECT_NEAR(all[0].width, layout->width(), 0.01F);
    EXPECT_FLOAT_EQ(all[0].height, 30.0F);
    // Over a line break: one rectangle per line.
    EXPECT_EQ(engine.layout("ab\ncd", german(), {})->selection(1, 4).size(), 2U);
}

TEST(LayoutBidi, the_edge_of_a_word_against_the_paragraph_means_its_other_end) {
    Engine engine;
    Typography both = german();
    both.regular_fonts.push_back(std::string(kNoto) + "NotoSansHebrew-Regular.ttf");
    const std::string text = "abc אבגד";
    const LayoutPtr layout = engine.layout(text, both, {.size_px = 20});
    const Rect word = layout->selection(4, text.size())[0];
    // Right of a Hebrew word at a German line's end stands what is written next.
    EXPECT_EQ(layout->hit(word.x + word.width - 1, 5), text.size());
    EXPECT_EQ(layout->hit(1e6F, 5), text.size());
    EXPECT_EQ(layout->hit(word.x + 1, 5), 4U);
    // Between its letters nothing is special.
    const float third = layout->caret(8).x;
    EXPECT_EQ(layout->hit(third - 1, 5), 8U);
    EXPECT_EQ(layout->hit(third + 1, 5), 8U);
}

TEST(LayoutBidi, the_place_after_a_wrap_belongs_to_the_line_below) {
    Engine engine;
    const std::string text = "Wort Wort";
    const LayoutPtr layout = engine.layout(text, german(), {.wrap_px = 50});
    ASSERT_EQ(layout->lines().size(), 2U);
    EXPECT_FLOAT_EQ(layout->caret(5).x, 0.0F);
    EXPECT_GT(layout->caret(5).y, layout->caret(4).y);
    // A touch behind the first line's end stays on that line.
    EXPECT_EQ(layout->hit(1000, 1), 4U);
    EXPECT_EQ(layout->hit(0, layout->height() - 1), 5U);
    // The caret behind hanging white space stays in the box.
    const LayoutPtr spaces = engine.layout("Wort        ", german(), {.wrap_px = 50});
    EXPECT_LE(spaces->caret(12).x, 50.0F);
}

/// Random texts of letters in two directions, digits, spaces, brackets, isolates.
TEST(LayoutBidi, touching_a_letters_halves_finds_its_two_ends) {
    Engine engine;
    Typography all = arabic();
    all.regular_fonts.push_back(std::string(kNoto) + "NotoSansHebrew-Regular.ttf");
    std::mt19937 random(7);
    const std::vector<std::string> pieces = {
        "a",    "ber",   "Wort", " ", " ",      "12",     "(",      ")",      "!",       "א",
        "שלום", "مرحبا", "لا",   "ب", "\u2066", "\u2068", "\u2069", "\u200F", "e\u0301", "،"};
    std::uniform_int_distribution<std::size_t> pick(0, pieces.size() - 1);
    int checked = 0;
    int of_their_own = 0;
    for (int round = 0; round < 300; ++round) {
        std::string text;
        for (int i = 0; i < 14; ++i) text += pieces[pick(random)];
        all.direction = round % 2 == 0 ? Direction::LeftToRight : Direction::RightToLeft;
        const LayoutPtr layout =
            engine.layout(text, all, {.size_px = 24, .wrap_px = round % 3 == 0 ? 120.0F : 0.0F});
        ASSERT_EQ(violation(engine, *layout, text), "") << text;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t next = engine.next_grapheme(text, at);
            const std::vector<Rect> rects = layout->selection(at, next);
            ASSERT_LE(rects.size(), 1U) << text;
            if (!rects.empty() && rects[0].width > 1 && text[at] != ' ') {
                const Rect& box = rects[0];
                const float y = box.y + box.height / 2;
                const std::size_t left = layout->hit(box.x + box.width * 0.25F, y);
                const std::size_t right = layout->hit(box.x + box.width * 0.75F, y);
                const bool own_ends = std::min(left, right) == at && std::max(left, right) == next;
                // The outer edges of a run against the paragraph mean the run's other end.
                const std::string_view letter = std::string_view(text).substr(at, next - at);
                const bool latin = (letter[0] & 0xC0) == 0x40;
                const bool semitic = (letter[0] & 0x80) != 0 && letter != "،";
                const bool along = all.direction == Direction::LeftToRight ? latin : semitic;
                EXPECT_TRUE(own_ends || !along) << text << " at " << at;
                if (own_ends) ++of_their_own;
                const float x = layout->caret(next).x;
                const bool at_an_edge =
                    std::abs(x - box.x) < 0.02F || std::abs(x - box.x - box.width) < 0.02F;
                const bool wrapped = layout->caret(next).y > box.y + box.height;
                EXPECT_TRUE(at_an_edge || wrapped) << text;
                ++checked;
            }
            at = next;
        }
    }
    EXPECT_GT(checked, 5000);
    EXPECT_GT(of_their_own, checked * 2 / 3);
}

}  // namespace
}  // namespace lotse::text
