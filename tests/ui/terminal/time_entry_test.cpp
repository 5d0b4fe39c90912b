// SPDX-License-Identifier: EUPL-1.2
/// A field for a time, and one for a day with its time: what is typed, shown and marked.
#include <gtest/gtest.h>

#include <cstdlib>

#include "ui/studio.h"

namespace lotse::ui::test {
namespace {

/// One question on a page; what the drawing reports becomes its answer.
class TimeField {
public:
    explicit TimeField(QuestionType type, const std::string& language = "de") {
        m_view.language = language;
        m_view.languages = content().rules.languages;
        terminal::PageView page;
        terminal::FieldView field;
        field.path = {"at", 0};
        field.type = type;
        field.label_id = "date.precision";
        page.fields.push_back(field);
        m_view.screen = page;
        m_studio.draw(m_view);
    }

    void tap(const std::string& id) { take(m_studio.tap(m_view, id)); }
    /// Digits of a real keyboard; "<" erases.
    void type(const std::string& keys) {
        for (const char c : keys) {
            Keystroke stroke;
            stroke.key = c == '<' ? Keystroke::Key::Backspace : Keystroke::Key::Text;
            stroke.text = c == '<' ? "" : std::string(1, c);
            take(m_studio.frame(m_view, {stroke}));
        }
        m_studio.draw(m_view);
    }
    terminal::FieldView& field() { return std::get<terminal::PageView>(m_view.screen).fields[0]; }
    TimeOfDay time() {
        if (!field().answer) {
            return {};
        }
        const auto* date = std::get_if<PartialDate>(&*field().answer);
        return date != nullptr ? date->time : std::get<TimeOfDay>(*field().answer);
    }
    std::string box(const std::string& part) {
        const Node* node = m_studio.tree().find("time.at." + part);
        return node == nullptr ? "none" : node->value;
    }
    const Node* node(const std::string& id) { return m_studio.tree().find(id); }
    std::vector<std::string> wrong() {
        m_studio.draw(m_view);
        return complaints(m_studio.tree(), m_studio.theme(),
                          content().catalogue->language(m_view.language)->right_to_left);
    }
    void redraw() { m_studio.draw(m_view); }
    void save(const std::string& path) { m_studio.save(path); }

private:
    void take(const std::vector<terminal::Event>& events) {
        for (const terminal::Event& event : events) {
            if (const auto* time = std::get_if<terminal::TimeEntered>(&event)) {
                field().answer = time->time;
            } else if (const auto* date = std::get_if<terminal::DateEntered>(&event)) {
                field().answer = date->date;
            }
        }
        m_studio.draw(m_view);
    }

    Studio m_studio;
    terminal::ScreenView m_view;
};

TEST(TimeEntry, hours_lead_to_minutes_and_minutes_to_the_end) {
    TimeField field(QuestionType::Time);
    field.tap("time.at.hour");
    ASSERT_NE(field.node("keyboard"), nullptr);
    field.type("1430");
    EXPECT_EQ(field.time(), (TimeOfDay{"14", "30"}));
    EXPECT_EQ(field.node("keyboard"), nullptr) << "complete";
    EXPECT_EQ(field.box("hour"), "14");
    EXPECT_EQ(field.box("minute"), "30");
}

TEST(TimeEntry, is_what_its_boxes_hold_however_it_was_typed) {
    struct Case {
        const char* keys;
        TimeOfDay time;
    };
    for (const Case& one :
         {Case{"905", {"9", "05"}}, Case{"0905", {"09", "05"}}, Case{"12<<0930", {"09", "30"}},
          Case{"143<45", {"14", "45"}}, Case{"14<<<<0", {"0", ""}}, Case{"25", {"2", ""}},
          Case{"2359", {"23", "59"}}, Case{"1460", {"14", "6"}}, Case{"14<3", {"13", ""}},
          Case{"<<", {"", ""}}}) {
        TimeField field(QuestionType::Time);
        field.tap("time.at.hour");
        field.type(one.keys);
        EXPECT_EQ(to_text(field.time()), to_text(one.time)) << one.keys;
    }
}

TEST(TimeEntry, a_time_that_stands_is_changed_part_by_part) {
    TimeField field(QuestionType::Time);
    field.field().answer = TimeOfDay{"14", "30"};
    field.redraw();
    field.tap("time.at.hour");
    field.type("15");
    EXPECT_EQ(field.time(), (TimeOfDay{"15", "30"}));
    EXPECT_EQ(field.box("minute"), "30") << "what is filled is left alone";
    field.tap("time.at.minute");
    field.type("<5");
    EXPECT_EQ(field.time(), (TimeOfDay{"15", "35"}));
}

TEST(TimeEntry, stands_beside_the_day_of_a_field_for_both) {
    TimeField field(QuestionType::DateTime);
    ASSERT_NE(field.node("date.at.day"), nullptr);
    field.tap("time.at.hour");
    field.type("0815");
    field.tap("date.at.year");
    field.type("2026");
    ASSERT_TRUE(field.field().answer);
    const auto& date = std::get<PartialDate>(*field.field().answer);
    EXPECT_EQ(date.year, 2026);
    EXPECT_EQ(date.time, (TimeOfDay{"08", "15"})) << "typing the day keeps the time";
}

TEST(TimeEntry, only_what_is_missing_is_marked) {
    TimeField field(QuestionType::Time);
    field.field().answer = TimeOfDay{"14", "3"};
    field.field().problem = Problem{{"at", 0}, "problem.time_incomplete", {}};
    field.redraw();
    EXPECT_FALSE(field.node("time.at.hour")->state.invalid);
    EXPECT_TRUE(field.node("time.at.minute")->state.invalid);
}

TEST(TimeEntry, is_read_on_the_clocks_and_in_the_digits_of_every_language) {
    for (const std::string& language : content().rules.languages) {
        for (const QuestionType type : {QuestionType::Time, QuestionType::DateTime}) {
            TimeField field(type, language);
            field.tap("time.at.hour");
            EXPECT_EQ(field.wrong(), std::vector<std::string>()) << language;
            field.type("1430");
            EXPECT_EQ(field.wrong(), std::vector<std::string>()) << language;
            const Node* clock = field.node("clock.at");
            ASSERT_NE(clock, nullptr) << language;
            if (const char* pictures = std::getenv("LOTSE_UI_PICTURES")) {
                field.tap("time.at.minute");
                field.save(std::string(pictures) + "/" + language + "/" + to_string(type) + ".png");
            }
            EXPECT_NE(field.box("hour"), "") << language;
        }
    }
    TimeField arabic(QuestionType::Time, "ar");
    arabic.tap("time.at.hour");
    arabic.type("1430");
    EXPECT_EQ(arabic.box("hour"), "١٤");
}

}  // namespace
}  // namespace lotse::ui::test
