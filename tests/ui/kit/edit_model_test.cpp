// SPDX-License-Identifier: EUPL-1.2
#include "ui/kit/edit_model.h"

#include <gtest/gtest.h>

#include <map>
#include <numeric>
#include <random>

#include "ui/kit/fonts.h"
#include "ui/studio.h"

namespace lotse::ui::edit {
namespace {

text::Engine& engine() {
    static text::Engine shared;
    return shared;
}

const text::Typography& set_in(const std::string& tag) {
    static const std::map<std::string, text::Typography> all = {
        {"de", typography(*test::content().catalogue->language("de"))},
        {"ar", typography(*test::content().catalogue->language("ar"))}};
    return all.at(tag);
}

Text at(std::string_view text, std::size_t caret) {
    return {SecretText(text), caret, caret};
}
std::string view(const Text& text) {
    return std::string(text.text.view());
}
Text typed(const Text& before, std::string_view what, Accepts accepts = Accepts::Line,
           std::size_t longest = 400) {
    return insert(engine(), before, what, accepts, longest);
}

TEST(EditModel, inserts_at_the_caret_and_moves_it_behind) {
    const Text after = typed(at("Muer", 2), "ell");
    EXPECT_EQ(view(after), "Mueller");
    EXPECT_EQ(after.caret, 5U);
    EXPECT_FALSE(after.selected());
}

TEST(EditModel, replaces_what_is_selected_in_either_direction) {
    Text text{SecretText("abcdef"), 1, 4};
    EXPECT_EQ(view(typed(text, "X")), "aXef");
    std::swap(text.caret, text.anchor);
    EXPECT_EQ(view(typed(text, "X")), "aXef");
    EXPECT_EQ(view(erase_backward(engine(), text)), "aef");
    EXPECT_EQ(view(erase_forward(engine(), text)), "aef");
}

TEST(EditModel, deletes_whole_graphemes) {
    EXPECT_EQ(view(erase_backward(engine(), at("e\xCC\x81", 3))), "");  // e + combining acute
    EXPECT_EQ(view(erase_backward(engine(), at("مُحَ", 8))), "مُ");  // letter with its vowel mark
    EXPECT_EQ(view(erase_forward(engine(), at("ሀሁ", 0))), "ሁ");
    EXPECT_EQ(view(erase_backward(engine(), at("a", 0))), "a");
    EXPECT_EQ(view(erase_forward(engine(), at("a", 1))), "a");
}

TEST(EditModel, keeps_a_text_that_would_become_too_long) {
    EXPECT_EQ(view(typed(at("abc", 3), "de", Accepts::Line, 4)), "abc");
    EXPECT_EQ(view(typed(at("abc", 3), "d", Accepts::Line, 4)), "abcd");
    const Text selected{SecretText("abcd"), 0, 4};
    EXPECT_EQ(view(typed(selected, "wxyz", Accepts::Line, 4)), "wxyz");
    EXPECT_EQ(view(typed(at("", 0), "ሀሁ", Accepts::Line, 5)),
              "");  // all or nothing, never half a letter
}

TEST(EditModel, leaves_out_what_a_field_does_not_take) {
    EXPECT_EQ(view(typed(at("", 0), "a\nb\t\x7F")), "ab");
    EXPECT_EQ(view(typed(at("", 0), "a\nb", Accepts::Lines)), "a\nb");
    EXPECT_EQ(view(typed(at("", 0), "12a3", Accepts::Digits)), "123");
    EXPECT_EQ(view(typed(at("", 0), "٣٤", Accepts::Digits)), "34");
    EXPECT_EQ(view(typed(at("", 0), "۵", Accepts::Digits)), "5");
    EXPECT_EQ(view(typed(at("1", 1), ",5", Accepts::Decimal)), "1.5");
    EXPECT_EQ(view(typed(at("1.5", 3), ".", Accepts::Decimal)), "1.5");
    EXPECT_EQ(view(typed(at("", 0), "+49 30/12-3", Accepts::Phone)), "+49 30/12-3");
    EXPECT_EQ(view(typed(at("49", 2), "+", Accepts::Phone)), "49");
    EXPECT_EQ(view(typed(at("", 0), "a @b.de", Accepts::Email)), "a@b.de");
}

TEST(EditModel, keeps_the_zero_width_non_joiner_that_dari_needs) {
    const std::string word = "می\xE2\x80\x8Cخواهم";
    EXPECT_EQ(view(typed(at("", 0), word)), word);
}

/// The carets that an arrow key leads to, one after the other, until it leads no further.
std::vector<std::size_t> way(std::string_view text, std::size_t from, bool to_the_right,
                             const std::string& tag) {
    std::vector<std::size_t> carets;
    Text now = at(text, from);
    for (std::size_t step = 0; step <= text.size(); ++step) {
        const Text next = sideways(engine(), now, to_the_right, set_in(tag));
        if (next == now) break;
        now = next;
        carets.push_back(now.caret);
    }
    return carets;
}

TEST(EditModel, an_arrow_moves_to_its_side_whatever_is_written_and_wherever) {
    using Carets = std::vector<std::size_t>;
    for (const char* tag : {"de", "ar"}) {
        // Values without letters and Latin ones: right is forward.
        for (const char* value : {"+4917", "(01) ", "-5 %", "a@b.c", "10115"}) {
            Carets all(std::string_view(value).size());
            std::iota(all.begin(), all.end(), std::size_t{1});
            EXPECT_EQ(way(value, 0, true, tag), all) << value << " in " << tag;
        }
        EXPECT_EQ(way("+491", 4, false, tag), (Carets{3, 2, 1, 0})) << tag;
        // Arabic letters: right is backward, on a German screen too.
        EXPECT_EQ(way("سور", 0, false, tag), (Carets{2, 4, 6})) << tag;
        EXPECT_EQ(way("سور", 6, true, tag), (Carets{4, 2, 0})) << tag;
    }
}

TEST(EditModel, an_arrow_goes_on_to_the_next_line_in_the_direction_of_reading) {
    EXPECT_EQ(sideways(engine(), at("ab\ncd", 2), true, set_in("ar")).caret, 3U);
    EXPECT_EQ(sideways(engine(), at("ab\ncd", 3), false, set_in("ar")).caret, 2U);
    EXPECT_EQ(sideways(engine(), at("سو\nرا", 4), false, set_in("de")).caret, 5U);
    EXPECT_EQ(sideways(engine(), at("سو\nرا", 5), true, set_in("de")).caret, 4U);
    EXPECT_EQ(sideways(engine(), at("", 0), true, set_in("ar")).caret, 0U);
}

TEST(EditModel, an_arrow_that_meets_a_selection_goes_to_its_end_on_that_side) {
    const Text latin{SecretText("abcd"), 3, 1};
    EXPECT_EQ(sideways(engine(), latin, true, set_in("ar")).caret, 3U);
    EXPECT_EQ(sideways(engine(), latin, false, set_in("ar")).caret, 1U);
    const Text arabic{SecretText("سوريا"), 2, 6};
    EXPECT_EQ(sideways(engine(), arabic, true, set_in("de")).caret, 2U);
    EXPECT_EQ(sideways(engine(), arabic, false, set_in("de")).caret, 6U);
    EXPECT_FALSE(sideways(engine(), arabic, false, set_in("de")).selected());
}

TEST(EditModel, what_may_be_typed_is_read_from_the_field) {
    EXPECT_EQ(view(typed(at("+49", 0), "+", Accepts::Phone)), "+49");
    EXPECT_EQ(view(typed(at("+49", 0), "5", Accepts::Phone)), "+49") << "before the plus";
    EXPECT_EQ(view(typed({SecretText("+49 30"), 0, 6}, "+", Accepts::Phone)), "+");
    EXPECT_EQ(view(typed({SecretText("049"), 0, 1}, "+", Accepts::Phone)), "+49");
    EXPECT_EQ(view(typed(at("", 0), "++49", Accepts::Phone)), "+49");
    EXPECT_EQ(view(typed({SecretText("1.5"), 1, 3}, ".2", Accepts::Decimal)), "1.2");
    EXPECT_EQ(view(typed(at("", 0), "1.2.3", Accepts::Decimal)), "1.23");
    EXPECT_EQ(view(typed(at("15", 1), ".", Accepts::Decimal)), "1.5");
    EXPECT_EQ(view(typed(erase_backward(engine(), at("1.", 2)), ".", Accepts::Decimal)), "1.");
}

TEST(EditModel, puts_a_caret_from_outside_on_a_boundary_inside_the_text) {
    const Text text = at("e\xCC\x81x", 0);
    EXPECT_EQ(placed(engine(), text, 1, 1).caret, 3U);
    EXPECT_EQ(placed(engine(), text, 99, 0).caret, 4U);
}

/// Random typing of mixed directions never leaves the text invalid or the caret inside a grapheme.
TEST(EditModel, stands_on_a_boundary_of_valid_utf8_whatever_is_typed) {
    const std::vector<std::string> pieces = {"a",
                                             "ß",
                                             "ش",
                                             "ُ",
                                             "\xE2\x80\x8C",
                                             "12",
                                             "٣",
                                             "ሀ",
                                             "\xCC\x81",
                                             " ",
                                             "(",
                                             "אב",
                                             "й",
                                             "\xE2\x81\xA7",
                                             "\xF0\x9F\x98\x80",
                                             "-"};
    std::mt19937 random(20261122);
    for (int round = 0; round < 200; ++round) {
        Text text;
        for (int step = 0; step < 60; ++step) {
            switch (random() % 6) {
                case 0:
                case 1:
                case 2:
                    text = typed(text, pieces[random() % pieces.size()], Accepts::Line, 80);
                    break;
                case 3:
                    text = erase_backward(engine(), text);
                    break;
                case 4:
                    text = sideways(engine(), text, random() % 2 != 0,
                                    set_in(random() % 2 != 0 ? "ar" : "de"));
                    break;
                case 5:
                    text = placed(engine(), text, random() % 90, random() % 90);
                    break;
            }
            const std::string now = view(text);
            ASSERT_LE(now.size(), 80U);
            for (const std::size_t offset : {text.caret, text.anchor}) {
                ASSERT_LE(offset, now.size());
                ASSERT_TRUE(offset == now.size() ||
                            (static_cast<unsigned char>(now[offset]) & 0xC0) != 0x80);
                if (offset > 0) {
                    ASSERT_EQ(engine().next_grapheme(now, engine().previous_grapheme(now, offset)),
                              offset);
                }
            }
        }
        // Deleting from the end empties it.
        text = placed(engine(), text, text.text.size(), text.text.size());
        for (int i = 0; i < 100 && !text.text.empty(); ++i) {
            text = erase_backward(engine(), text);
        }
        ASSERT_TRUE(text.text.empty());
    }
}

TEST(EditModel, a_key_writes_deletes_selects_or_is_none_of_its_business) {
    const auto after = [](const Text& before, const Keystroke& stroke) {
        return after_key(engine(), before, stroke, Accepts::Lines, 400, set_in("de"));
    };
    EXPECT_EQ(view(*after(at("Mller", 1), {Keystroke::Key::Text, "ü"})), "Müller");
    EXPECT_EQ(view(*after(at("ሀለ", 6), {Keystroke::Key::ReplaceLast, "ሉ"})), "ሀሉ");
    EXPECT_EQ(view(*after(at("abc", 1), {Keystroke::Key::Backspace})), "bc");
    EXPECT_EQ(view(*after(at("abc", 1), {Keystroke::Key::Delete})), "ac");
    const auto all = after(at("abc", 1), {Keystroke::Key::SelectAll});
    EXPECT_EQ(all->anchor, 0U);
    EXPECT_EQ(all->caret, 3U);
    for (const Keystroke::Key key :
         {Keystroke::Key::Enter, Keystroke::Key::Tab, Keystroke::Key::Escape}) {
        EXPECT_FALSE(after(at("abc", 1), {key}));
    }
}

}  // namespace
}  // namespace lotse::ui::edit
