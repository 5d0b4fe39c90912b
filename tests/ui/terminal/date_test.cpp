// SPDX-License-Identifier: EUPL-1.2
// What a date's boxes hold after any row of keys, in every calendar.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "text/words/calendar.h"
#include "ui/studio.h"

namespace lotse::ui::test {
namespace {

const std::string kField = "date_of_birth";

/// The page that asks for a date of birth, with a finger and the keys on the screen.
class Dates {
public:
    explicit Dates(const std::string& language, const std::string& calendar = "",
                   CivilDate filled = {}) {
        for (const terminal::State& state : walk(language, 0)) {
            const terminal::ScreenView view = screen_for(state, content().rules);
            const auto* page = std::get_if<terminal::PageView>(&view.screen);
            if (page != nullptr && page->fields.front().path.question == kField &&
                !page->fields.front().answer) {
                m_state = state;
            }
        }
        PartialDate date;
        date.calendar = calendar.empty()
                            ? content().catalogue->language(language)->calendars.front()
                            : calendar;
        date.year = filled.year;
        date.month = filled.month;
        date.day = filled.day;
        text::resolve(date);
        if (filled != CivilDate{}) {
            apply({terminal::DateEntered{{kField, 0}, date}});
        }
    }

    Dates& tap(const std::string& id) {
        apply(m_studio.tap(view(), id));
        return *this;
    }
    Dates& open(const std::string& part) { return tap("date." + kField + "." + part); }
    /// Digits, and < for the key that erases.
    Dates& keys(const std::string& keys) {
        for (const char key : keys) {
            tap(key == '<' ? "key.backspace" : std::string("key.") + key);
        }
        return *this;
    }
    /// The same on a keyboard.
    Dates& type(const std::string& keys) {
        for (const char key : keys) {
            m_studio.draw(view());
            const Keystroke stroke = key == '<'
                                         ? Keystroke{Keystroke::Key::Backspace, {}}
                                         : Keystroke{Keystroke::Key::Text, std::string(1, key)};
            apply(m_studio.frame(view(), {stroke}));
        }
        return *this;
    }
    Dates& next() {
        apply({terminal::NextPressed{}});
        return *this;
    }

    /// "30.4.1988", a part that is not given as 0.
    std::string held() {
        const Answer* answer =
            std::get<terminal::InSession>(m_state.place).session.answers.find({kField, 0});
        if (answer == nullptr) {
            return "nothing";
        }
        const auto& date = std::get<PartialDate>(*answer);
        return std::to_string(date.day) + "." + std::to_string(date.month) + "." +
               std::to_string(date.year);
    }
    /// The box whose keys are shown; empty: none.
    std::string active() {
        return parts([](const Node& node) { return node.state.selected; });
    }
    std::string wrong() {
        return parts([](const Node& node) { return node.state.invalid; });
    }
    bool shows_calendars() {
        m_studio.draw(view());
        return m_studio.tree().find("calendar." + kField + ".gregorian") != nullptr;
    }
    std::string on_key(const std::string& digit) {
        m_studio.draw(view());
        const Node* node = m_studio.tree().find("key." + digit);
        return node == nullptr ? "no such key" : node->label;
    }
    /// What is said about the calendars.
    std::string which_calendar() {
        m_studio.draw(view());
        const Node* node = m_studio.tree().find("which_calendar." + kField);
        return node == nullptr ? "" : node->label;
    }
    std::string calendar() {
        const Answer* answer =
            std::get<terminal::InSession>(m_state.place).session.answers.find({kField, 0});
        return answer == nullptr ? "nothing" : std::get<PartialDate>(*answer).calendar;
    }
    std::string shown(const std::string& part) {
        m_studio.draw(view());
        const Node* node = m_studio.tree().find("date." + kField + "." + part);
        return node == nullptr ? "no such box" : node->value;
    }

private:
    terminal::ScreenView view() const { return screen_for(m_state, content().rules); }
    void apply(const std::vector<terminal::Event>& events) {
        for (const terminal::Event& event : events) {
            m_state = after(std::move(m_state), event);
        }
    }
    template <class Is>
    std::string parts(const Is& is) {
        m_studio.draw(view());
        std::string out;
        for (const char* part : {"day", "month", "year"}) {
            const Node* node = m_studio.tree().find("date." + kField + "." + part);
            if (node != nullptr && is(*node)) {
                out += (out.empty() ? "" : " ") + std::string(part);
            }
        }
        return out;
    }

    Studio m_studio;
    terminal::State m_state;
};

TEST(DateEntry, a_day_is_what_its_box_holds_whatever_keys_led_there) {
    const std::pair<const char*, const char*> rows[] = {
        {"12<<30", "30"}, {"12<5", "15"}, {"1<2<3<", "0"},    {"3<12", "12"},    {"05", "5"},
        {"0<7", "7"},     {"005", "5"},   {"30<<<<12", "12"}, {"2<<<1<28", "28"}};
    for (const auto& [keys, day] : rows) {
        for (const char* language : {"de", "ar", "ti"}) {
            EXPECT_EQ(Dates(language, "gregorian", {1988, 4, 0}).open("day").keys(keys).held(),
                      day + std::string(".4.1988"))
                << keys << " in " << language;
        }
    }
}

TEST(DateEntry, in_every_calendar_a_day_is_erased_and_typed_anew_and_nothing_else_is_touched) {
    for (const std::string& calendar : text::known_calendars()) {
        const int year = text::in_calendar(calendar, {1988, 6, 1}).year;
        const std::string rest = ".4." + std::to_string(year);
        EXPECT_EQ(Dates("fa", calendar, {year, 4, 17}).open("day").keys("<<30").held(), "30" + rest)
            << calendar;
        EXPECT_EQ(Dates("fa", calendar, {year, 4, 17}).open("day").keys("12<<30").held(),
                  "30" + rest)
            << calendar;
        EXPECT_EQ(Dates("fa", calendar, {year, 4, 17}).open("year").keys("<<<<").held(), "17.4.0")
            << calendar;
    }
}

TEST(DateEntry, of_an_unfinished_year_the_year_alone_is_marked) {
    for (const int year : {1, 19, 199}) {
        Dates date("de", "gregorian", {year, 2, 29});
        EXPECT_EQ(date.next().wrong(), "year") << year;
    }
    EXPECT_EQ(Dates("de", "gregorian", {1990, 2, 29}).next().wrong(), "day");
    EXPECT_EQ(Dates("de", "gregorian", {199, 0, 29}).next().wrong(), "month year");
    for (const std::string& calendar : text::known_calendars()) {
        for (const CivilDate& day : {CivilDate{1930, 1, 1}, CivilDate{2026, 12, 31}}) {
            EXPECT_TRUE(is_whole_year(text::in_calendar(calendar, day).year)) << calendar;
        }
    }
}

TEST(DateEntry, a_fresh_date_leads_on_and_back_again) {
    Dates fresh("de");
    fresh.open("day").keys("12");
    EXPECT_EQ(fresh.active(), "month");
    fresh.keys("<<30");
    EXPECT_EQ(fresh.held(), "30.0.0");
    EXPECT_EQ(fresh.active(), "month");
    fresh.tap("month.4");
    EXPECT_EQ(fresh.active(), "year");
    fresh.keys("1990<<85");
    EXPECT_EQ(fresh.held(), "30.4.1985");
    EXPECT_EQ(fresh.active(), "year") << "whoever mistyped finds the keys where they were";
}

TEST(DateEntry, a_day_is_left_when_no_digit_can_follow) {
    EXPECT_EQ(Dates("de").open("day").type("12<<30").held(), "30.0.0");
    EXPECT_EQ(Dates("de").open("day").keys("4").active(), "month") << "no day begins with 4";
    EXPECT_EQ(Dates("de").open("day").keys("3").active(), "day");
}

TEST(DateEntry, a_part_that_is_filled_is_not_gone_to_and_a_whole_one_is_typed_over) {
    EXPECT_EQ(Dates("de", "gregorian", {1988, 4, 17}).open("day").keys("30").active(), "day");
    EXPECT_EQ(Dates("de", "gregorian", {1988, 0, 17}).open("day").keys("30").active(), "month");
    EXPECT_EQ(Dates("de", "gregorian", {0, 4, 17}).open("day").keys("30").active(), "year");
    EXPECT_EQ(Dates("de", "gregorian", {1988, 4, 17}).open("year").keys("2001").held(),
              "17.4.2001");
    EXPECT_EQ(Dates("de", "gregorian", {1988, 4, 17}).open("year").keys("<5").held(), "17.4.1985");
    EXPECT_EQ(Dates("de", "gregorian", {1988, 4, 17}).open("year").keys("20017").held(),
              "17.4.2001")
        << "a year has four digits";
    EXPECT_EQ(Dates("de", "gregorian", {1988, 4, 0}).open("day").keys("305").held(), "30.4.1988");
    EXPECT_EQ(Dates("de", "gregorian", {1988, 4, 3}).open("day").keys("1").held(), "31.4.1988");
}

TEST(DateEntry, a_day_that_no_month_has_is_kept_marked_and_not_left) {
    struct Row {
        const char *language, *calendar;
        int year;
        const char *keys, *day;
    };
    for (const Row& row :
         {Row{"de", "gregorian", 1988, "35", "35"}, Row{"de", "gregorian", 1988, "32", "32"},
          Row{"ti", "ethiopic", 1980, "31", "31"}, Row{"fa", "persian", 1367, "34", "34"},
          Row{"ar", "islamic-umalqura", 1408, "31", "31"},
          Row{"de", "gregorian", 1988, "341990", "34"}}) {
        Dates date(row.language, row.calendar, {row.year, 0, 0});
        date.open("day").keys(row.keys);
        EXPECT_EQ(date.held(), row.day + std::string(".0.") + std::to_string(row.year)) << row.keys;
        EXPECT_EQ(date.wrong(), "day") << row.keys;
        EXPECT_EQ(date.active(), "day") << row.keys;
        EXPECT_EQ(date.keys("<<3").wrong(), "") << row.keys;
    }
    EXPECT_EQ(Dates("de", "gregorian", {1988, 4, 0}).open("day").keys("00").held(), "0.4.1988");
    EXPECT_EQ(Dates("de", "gregorian", {1988, 4, 0}).open("year").keys("0").held(), "0.4.1988");
    EXPECT_EQ(Dates("fa", "persian", {1367, 4, 0}).open("day").keys("31").held(), "31.4.1367");
}

TEST(DateEntry, a_year_of_another_calendar_unfolds_the_calendars) {
    const auto is_unfolded = [](Dates date) { return date.next().shows_calendars(); };
    EXPECT_TRUE(is_unfolded(Dates("fa", "persian", {1985, 4, 12})));
    EXPECT_TRUE(is_unfolded(Dates("fa-AF", "persian", {1985, 4, 12})));
    EXPECT_TRUE(is_unfolded(Dates("fa", "gregorian", {1364, 4, 12})));
    EXPECT_FALSE(is_unfolded(Dates("fa", "persian", {1364, 4, 0}))) << "something else is missing";
    EXPECT_FALSE(is_unfolded(Dates("fa", "persian", {1364, 12, 31})));
}

/// A date of 1985 as it stands in a paper of `of`, typed where the calendar `in` is chosen: is it
/// said in words what to do, and does the right calendar keep what was typed?
TEST(DateEntry, a_year_of_another_calendar_is_asked_about_in_words_and_stays_as_it_was_typed) {
    int asked = 0;
    for (const char* language : {"fa", "fa-AF", "ar", "ti", "de"}) {
        for (const std::string of :
             {"gregorian", "persian", "islamic-umalqura", "ethiopic", "buddhist"}) {
            for (const std::string in : {"gregorian", "persian", "islamic-civil", "buddhist"}) {
                const text::CalendarDay day = text::in_calendar(of, {1985, 4, 12});
                Dates date(language, in, {day.year, day.month, day.day});
                const std::string typed = date.held();
                const std::string said = date.next().which_calendar();
                const int far = std::abs(day.year - text::in_calendar(in, {1985, 4, 12}).year);
                if (far < 100) {
                    EXPECT_EQ(said, "") << language << " " << of << " in " << in;
                    continue;
                }
                ++asked;
                EXPECT_NE(said, "") << language << " " << of << " in " << in;
                date.tap("calendar." + kField + "." + of);
                EXPECT_EQ(date.held(), typed) << language << " " << of << " in " << in;
                EXPECT_EQ(date.calendar(), of);
                EXPECT_EQ(date.next().which_calendar(), "") << "nothing is left to ask";
            }
        }
    }
    EXPECT_GE(asked, 40);
    Dates right("fa", "persian", {1364, 4, 12});
    right.tap("calendars." + kField).tap("calendar." + kField + ".gregorian");
    EXPECT_EQ(right.held(), "3.7.1985") << "the same day, in the other calendar";
}

TEST(DateEntry, what_is_not_complete_stays_as_it_was_typed_in_every_calendar) {
    const auto held_in = [](const char* language, const std::string& of, const CivilDate& parts,
                            const std::string& in) {
        Dates date(language, of, parts);
        date.tap("calendars." + kField).tap("calendar." + kField + "." + in);
        EXPECT_EQ(date.calendar(), in);
        return date.held();
    };
    EXPECT_EQ(held_in("fa", "persian", {0, 4, 12}, "gregorian"), "12.4.0");
    EXPECT_EQ(held_in("fa", "gregorian", {0, 5, 0}, "persian"), "0.5.0");
    EXPECT_EQ(held_in("ar", "gregorian", {1985, 0, 7}, "islamic-umalqura"), "7.0.1985");
    EXPECT_EQ(held_in("ti", "ethiopic", {0, 13, 5}, "gregorian"), "5.13.0");
    EXPECT_EQ(held_in("de", "gregorian", {0, 0, 31}, "buddhist"), "31.0.0");
}

TEST(DateEntry, typing_goes_on_where_it_stopped_when_another_calendar_is_chosen) {
    const auto chosen = [](Dates& date, const std::string& in) -> Dates& {
        return date.tap("calendars." + kField).tap("calendar." + kField + "." + in);
    };
    {
        Dates date("fa", "persian");
        EXPECT_EQ(chosen(date.open("day").keys("12"), "gregorian").active(), "month");
        EXPECT_EQ(date.tap("month.4").keys("1985").held(), "12.4.1985");
    }
    EXPECT_EQ(chosen(Dates("ar").open("year").keys("19"), "islamic-umalqura").active(), "day");
    EXPECT_EQ(chosen(Dates("ti", "ethiopic", {0, 4, 12}).open("year").keys("19"), "gregorian")
                  .keys("85")
                  .held(),
              "12.4.1985");
    EXPECT_EQ(chosen(Dates("fa", "persian", {1364, 4, 12}).open("day"), "gregorian").active(), "")
        << "nothing is missing";
}

TEST(DateEntry, the_box_shows_what_was_typed_in_the_readers_digits) {
    EXPECT_EQ(Dates("de").open("day").keys("0").shown("day"), "0");
    EXPECT_EQ(Dates("fa").open("day").keys("0").shown("day"), "۰");
    EXPECT_EQ(Dates("fa", "persian", {1367, 4, 17}).shown("year"), "۱۳۶۷");
    for (const auto& [language, five] :
         {std::pair("fa", "۵"), {"ar", "٥"}, {"ckb", "٥"}, {"ps", "۵"}, {"de", "5"}, {"ti", "5"}}) {
        Dates date(language);
        EXPECT_EQ(date.open("day").on_key("5"), five) << "the key shows what the box will";
        EXPECT_EQ(date.keys("5").shown("day"), five) << language;
    }
}

TEST(DateEntry, the_months_can_be_erased_too) {
    EXPECT_EQ(Dates("de", "gregorian", {1988, 4, 17}).open("month").keys("<").held(), "17.0.1988");
    EXPECT_EQ(Dates("de").open("day").keys("12").tap("month.4").keys("<").active(), "month");
    EXPECT_EQ(Dates("de").open("day").keys("12").tap("month.4").keys("<").held(), "12.4.0");
}

TEST(DateEntry, the_wrong_part_alone_is_marked) {
    EXPECT_EQ(Dates("de", "gregorian", {1988, 2, 31}).next().wrong(), "day");
    EXPECT_EQ(Dates("de", "gregorian", {1989, 2, 29}).next().wrong(), "day");
    EXPECT_EQ(Dates("fa", "persian", {1367, 8, 31}).next().wrong(), "day");
    EXPECT_EQ(Dates("ti", "ethiopic", {1980, 13, 7}).next().wrong(), "day");
    EXPECT_EQ(Dates("de", "gregorian", {198, 4, 17}).next().wrong(), "year");
    EXPECT_EQ(Dates("de", "gregorian", {2126, 4, 17}).next().wrong(), "year");
    EXPECT_EQ(Dates("de", "gregorian", {2026, 12, 17}).next().wrong(), "month");
    EXPECT_EQ(Dates("de", "gregorian", {2026, 11, 23}).next().wrong(), "day");
    EXPECT_EQ(Dates("de", "gregorian", {1988, 0, 17}).next().wrong(), "month");
    EXPECT_EQ(Dates("de", "gregorian", {0, 0, 17}).next().wrong(), "month year");
    EXPECT_EQ(Dates("de").next().wrong(), "") << "a date that nobody gives is skipped";
    EXPECT_EQ(Dates("de", "gregorian", {1988, 4, 17}).wrong(), "");
}

}  // namespace
}  // namespace lotse::ui::test
