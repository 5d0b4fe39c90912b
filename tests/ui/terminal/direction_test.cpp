// SPDX-License-Identifier: EUPL-1.2
// Values read as they are written on paper, on screens of either direction.
#include <gtest/gtest.h>

#include <cmath>

#include "ui/kit/fonts.h"
#include "ui/studio.h"

namespace lotse::ui::test {
namespace {

constexpr const char* kRightToLeft[] = {"ar", "fa", "fa-AF", "ps", "ckb"};

const text::Typography& set_in(const std::string& tag) {
    static std::map<std::string, text::Typography> all;
    return all.try_emplace(tag, typography(*content().catalogue->language(tag))).first->second;
}

/// Whether each boundary stands right (or left) of the one before.
bool reads(text::Engine& engine, const std::string& value, const std::string& tag,
           bool to_the_right) {
    const text::LayoutPtr layout = engine.layout(value, set_in(tag), {.wrap_px = 900});
    std::size_t offset = 0;
    float before = layout->caret(0).x;
    while (offset < value.size()) {
        offset = engine.next_grapheme(value, offset);
        const float now = layout->caret(offset).x;
        if (to_the_right ? now <= before : now >= before) {
            return false;
        }
        before = now;
    }
    return true;
}

const std::string kValues[] = {"+49176123",     "(0176) 12 34",
                               "0176/12-34",    "+49 (0)30 90 26-0",
                               "12.03.1985",    "12/03/1985",
                               "1985-03-12",    "10115",
                               "08:30 – 09:15", "-5",
                               "50 %",          "1 234,50",
                               "1/2",           "§ 16d (3)",
                               "...",           "(4)",
                               "A-047",         "DE89 3704 0044 0532 0130 00",
                               "a.b-c@d.de",    "https://x.de/a?b=1&c=(2)",
                               "C++ (2)",       "٠١٧٦ (١٢) ٣",
                               "۰۱۷۶ (۱۲) ۳"};

TEST(Direction, a_value_without_letters_of_the_language_reads_from_left_to_right) {
    text::Engine engine;
    for (const char* tag : kRightToLeft) {
        for (const std::string& value : kValues) {
            EXPECT_TRUE(reads(engine, value, tag, true)) << value << " in " << tag;
        }
    }
    EXPECT_TRUE(reads(engine, "+49 (0176) 12-34", "de", true));
}

TEST(Direction, what_is_written_from_the_right_reads_so_on_a_german_screen) {
    text::Engine engine;
    for (const std::string value :
         {"محمد (أحمد)", "سمر علي.", "نجیب‌الله", "!مرحبا (سلام)؟"}) {
        for (const char* tag : {"de", "en", "uk", "ti", "ar"}) {
            EXPECT_TRUE(reads(engine, value, tag, false)) << value << " in " << tag;
        }
    }
}

TEST(Direction, a_text_with_letters_of_its_language_stays_what_it_was) {
    EXPECT_TRUE(text::reads_right_to_left("IT قسم 12", text::Direction::RightToLeft));
    EXPECT_FALSE(text::reads_right_to_left("Frau سمر", text::Direction::LeftToRight));
    EXPECT_FALSE(text::reads_right_to_left("", text::Direction::RightToLeft));
}

TEST(Direction, each_line_of_a_value_reads_for_itself_and_all_start_at_one_edge) {
    text::Engine engine;
    const std::string both = "سوريا\n+49 176";
    const text::LayoutPtr layout = engine.layout(both, set_in("ar"), {.wrap_px = 900});
    ASSERT_EQ(layout->lines().size(), 2U);
    for (const text::Line& line : layout->lines()) {
        EXPECT_NEAR(line.x + line.width, 900, 0.5) << "aligned as the language wants";
    }
    const std::size_t second = layout->lines()[1].begin;
    EXPECT_LT(layout->caret(second).x, layout->caret(both.size()).x);
    const text::LayoutPtr german = engine.layout("سوريا", set_in("de"), {.wrap_px = 900});
    EXPECT_NEAR(german->lines()[0].x, 0, 0.5);
}

/// The page of a field with what was typed, and where in a field a finger sets the caret.
class Contact {
public:
    Contact(const std::string& language, const std::string& field, const std::string& text) {
        for (terminal::State state : walk(language, 0)) {
            auto* place = std::get_if<terminal::InSession>(&state.place);
            auto* step =
                place == nullptr ? nullptr : std::get_if<terminal::Answering>(&place->session.step);
            if (step == nullptr || step->page.name != "phone") {
                continue;
            }
            // Both are asked of who may be called and written to.
            place->session.answers.fields[{"contact_ways", 0}] = ChoiceAnswer{{"call", "email"}};
            step->page.name = field;
            m_state = std::move(state);
            break;
        }
        type(field, text);
    }
    void type(const std::string& field, const std::string& text) {
        m_state = after(std::move(m_state), terminal::FieldTapped{{field, 0}});
        m_state = after(std::move(m_state),
                        terminal::TextEdited{SecretText(text), text.size(), text.size()});
        m_state = after(std::move(m_state), terminal::KeyboardClosed{});
    }
    /// The caret that a tap so far from the field's left edge sets.
    std::size_t caret_at(const std::string& field, float mm) {
        const terminal::ScreenView view = screen_for(m_state, content().rules);
        m_studio.draw(view);
        const Node* node = m_studio.tree().find("field." + field);
        if (node == nullptr) {
            ADD_FAILURE() << field;
            return 0;
        }
        const float x = node->box.x + mm * m_studio.theme().px_per_mm,
                    y = node->box.y + node->box.height / 2;
        m_studio.finger(x, y, true);
        m_studio.frame(view);
        m_studio.finger(x, y, false);
        const std::vector<terminal::Event> events = m_studio.frame(view);
        m_studio.no_finger();
        m_studio.frame(view);
        for (const terminal::Event& event : events) {
            if (const auto* tap = std::get_if<terminal::FieldTapped>(&event)) {
                return tap->caret;
            }
        }
        ADD_FAILURE() << field << " was not hit";
        return 0;
    }

private:
    Studio m_studio;
    terminal::State m_state;
};

TEST(Direction, a_latin_field_begins_at_the_left_and_a_number_where_the_language_begins) {
    const std::string address = "beispiel.beispiel@beispiel.example";
    for (const char* tag : kRightToLeft) {
        {
            Contact written(tag, "email", address);
            const std::size_t caret = written.caret_at("email", 25);
            EXPECT_GT(caret, 1U) << tag;
            EXPECT_LT(caret, address.size() - 1) << tag;
        }
        Contact called(tag, "phone", "+49");
        EXPECT_EQ(called.caret_at("phone", 25), 3U)
            << tag << ": the number stands at the right, and is gone on with from beside it";
    }
}

}  // namespace
}  // namespace lotse::ui::test
