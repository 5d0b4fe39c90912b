// SPDX-License-Identifier: EUPL-1.2
#include "ui/terminal/date_entry.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "text/words/calendar.h"
#include "text/words/numbers.h"
#include "ui/kit/fields.h"
#include "ui/terminal/frame.h"
#include "ui/terminal/question.h"

namespace lotse::ui {
namespace {

constexpr const char* kMonthIcon = "chevron_down";

/// How exactly a field wants to know at least: "year" asks for nothing else.
DatePrecision finest(const terminal::FieldView& field) {
    if (field.appearance.find("month-year") != std::string::npos) {
        return DatePrecision::Month;
    }
    return field.appearance.find("year") != std::string::npos ? DatePrecision::Year
                                                              : DatePrecision::Day;
}

/// The one that the questionnaire asks for (XLSForm's appearances), else the language's.
std::string first_calendar(const Context& context, const terminal::FieldView& field) {
    for (const auto& [word, calendar] :
         {std::pair{"persian", "persian"}, std::pair{"ethiopian", "ethiopic"},
          std::pair{"islamic", "islamic-umalqura"}}) {
        if (has_appearance(field.appearance, word)) {
            return calendar;
        }
    }
    return context.language.calendars.empty() ? "gregorian" : context.language.calendars.front();
}

/// Returns the date as it was reported.
PartialDate report_date(const Context& context, const FieldPath& path, PartialDate date) {
    text::resolve(date);
    PartialDate manner;
    manner.calendar = date.calendar;
    manner.precision = date.precision;
    manner.about = date.about;
    context.local.date_manner[path] = manner;
    context.canvas.ask_again();
    context.report(terminal::DateEntered{path, date});
    return date;
}

int number_of(const PartialDate& date, DatePart part) {
    return part == DatePart::Day ? date.day : part == DatePart::Month ? date.month : date.year;
}

std::string digits_of(int number) {
    return number == 0 ? std::string() : std::to_string(number);
}

bool has_part(const PartialDate& date, DatePart part) {
    return part == DatePart::Year ||
           (part == DatePart::Month ? date.precision != DatePrecision::Year
                                    : date.precision == DatePrecision::Day);
}

/// Whether the problem that is told is about this part; what nobody can tell is about all of them.
bool is_wrong(const terminal::FieldView& field, const PartialDate& date, DatePart part) {
    if (!field.problem || field.problem->message.starts_with("problem.time")) {
        return false;
    }
    const auto given = [&](DatePart one) {
        return !has_part(date, one) ||
               (one == DatePart::Year ? is_whole_year(date.year) : number_of(date, one) != 0);
    };
    if (!given(DatePart::Day) || !given(DatePart::Month) || !given(DatePart::Year)) {
        return !given(part);
    }
    if (!date.complete()) {  // there is no such date
        const bool day_missing =
            has_part(date, DatePart::Day) &&
            date.day > text::days_in_month(date.calendar, date.year, date.month);
        return part == (day_missing ? DatePart::Day : DatePart::Year);
    }
    if (!field.problem->bound) {
        return true;
    }
    // The first part, from the largest on, that is not the bound's.
    const text::CalendarDay bound = text::in_calendar(date.calendar, field.problem->bound->day);
    DatePart wrong = DatePart::Year;
    if (date.year == bound.year && has_part(date, DatePart::Month)) {
        wrong = date.month == bound.month && has_part(date, DatePart::Day) ? DatePart::Day
                                                                           : DatePart::Month;
    }
    return part == wrong;
}

const terminal::FieldView* open_field(const Context& context, const terminal::PageView& page) {
    if (!context.local.date || context.local.date->part > DatePart::Year || page.editing ||
        page.list) {
        return nullptr;
    }
    const auto it = std::find_if(
        page.fields.begin(), page.fields.end(),
        [&](const terminal::FieldView& field) { return field.path == context.local.date->path; });
    return it == page.fields.end() ? nullptr : &*it;
}

Local::DateEntry opened(const FieldPath& path, const PartialDate& date, DatePart part,
                        std::optional<DatePart> from = std::nullopt) {
    SecretText text;
    if (part != DatePart::Month) {
        text = SecretText(digits_of(number_of(date, part)));
    }
    return {path, part, std::move(text), true, from};
}

void open_part(const Context& context, const FieldPath& path, const PartialDate& date,
               DatePart part, std::optional<DatePart> from = std::nullopt) {
    context.local.date = opened(path, date, part, from);
    context.canvas.ask_again();
}

/// The largest day that any month of the calendar has.
int last_day(const std::string& calendar) {
    int last = 0;
    for (int month = 1; month <= text::months_in_year(calendar); ++month) {
        last = std::max(last, text::days_in_month(calendar, 0, month));
    }
    return last;
}

bool no_month_has(const PartialDate& date) {
    return has_part(date, DatePart::Day) && date.day > last_day(date.calendar);
}

/// Of a date that a person of today gives: papers, births, deadlines.
constexpr int kFirstLikelyYear = 1900, kLastLikelyYear = 2100;

PartialDate read_in(PartialDate date, const std::string& calendar) {
    date.calendar = calendar;
    text::resolve(date);
    return date;
}

bool is_likely(const PartialDate& date) {
    return date.complete() && date.first.year >= kFirstLikelyYear &&
           date.first.year <= kLastLikelyYear;
}

/// A year read from a paper in another calendar of the language: 1985 in the Persian one is no
/// year of anybody's life.
bool fits_another_calendar(const PartialDate& date, const std::vector<std::string>& calendars) {
    return is_whole_year(date.year) && !is_likely(read_in(date, date.calendar)) &&
           std::any_of(calendars.begin(), calendars.end(), [&](const std::string& calendar) {
               return is_likely(read_in(date, calendar));
           });
}

/// The date in the calendar that was chosen. What was read from a paper in that one stays as it was
/// typed, and so does what is not complete: whoever looks for the calendar after the day is about
/// to read on. Every other date stays the same day.
PartialDate chosen_in(const PartialDate& date, const std::string& calendar,
                      const std::vector<std::string>& calendars) {
    const PartialDate read = read_in(date, calendar);
    return !date.complete() || (fits_another_calendar(date, calendars) && is_likely(read))
               ? read
               : text::converted(date, calendar);
}

/// The first part that is not complete, if there is one.
void open_missing(const Context& context, const FieldPath& path, const PartialDate& date) {
    for (const DatePart part : {DatePart::Day, DatePart::Month, DatePart::Year}) {
        const bool given =
            part == DatePart::Year ? is_whole_year(date.year) : number_of(date, part) != 0;
        if (has_part(date, part) && !given) {
            open_part(context, path, date, part);
            return;
        }
    }
}

/// The open part: digits in a box that holds so many. What may be typed, and whether to go on, is
/// read from what the box holds.
class PartTyping {
public:
    PartTyping(const Context& context, const FieldPath& path, PartialDate& date)
        : m_context(context), m_path(path), m_date(date), m_entry(*context.local.date) {}

    void digit(char c) {
        std::string held(m_entry.text.view());
        if (m_entry.untouched && is_full(held)) {
            held.clear();  // a whole number that was opened anew is written anew
        }
        if (!is_full(held) && may_be(held + c)) {
            hold(held + c);
            // A day that no month has stays open, and is marked: what was typed is to be seen.
            if (is_full(m_entry.text.view()) && !(day() && no_month_has(m_date))) {
                go_on();
            }
        }
        wipe_string(held);
    }

    void backspace() {
        if (m_entry.part == DatePart::Month && m_date.month != 0 && !m_entry.from) {
            m_date.month = 0;
            m_date = report_date(m_context, m_path, m_date);
        } else if (m_entry.part != DatePart::Month && !m_entry.text.empty()) {
            hold(m_entry.text.view().substr(0, m_entry.text.size() - 1));
        } else if (m_entry.from) {
            // Back to where this part was reached from by itself, and on with erasing there.
            open_part(m_context, m_path, m_date, *m_entry.from);
            if (m_entry.part != DatePart::Month) {
                backspace();
            }
        }
    }

private:
    bool day() const { return m_entry.part == DatePart::Day; }

    bool is_full(std::string_view digits) const {
        if (!day()) {
            return digits.size() >= kYearDigits;
        }
        const int number = to_number(digits);
        return digits.size() == 2 || number * 10 > last_day(m_date.calendar);
    }
    bool may_be(std::string_view digits) const {
        const int number = to_number(digits);
        return day() ? digits != "00" : number > 0;
    }
    static int to_number(std::string_view digits) {
        int number = 0;
        for (const char c : digits) {
            number = number * 10 + (c - '0');
        }
        return number;
    }

    void hold(std::string_view digits) {
        SecretText text(digits);
        m_entry.text = std::move(text);
        m_entry.untouched = false;
        (day() ? m_date.day : m_date.year) = to_number(m_entry.text.view());
        m_date = report_date(m_context, m_path, m_date);
    }

    /// To the next part that is empty; one that is filled is nobody's to be left in.
    void go_on() {
        for (const DatePart next : {DatePart::Month, DatePart::Year}) {
            if (day() && number_of(m_date, next) == 0) {
                open_part(m_context, m_path, m_date, next, DatePart::Day);
                return;
            }
        }
    }

    const Context& m_context;
    const FieldPath& m_path;
    PartialDate& m_date;
    Local::DateEntry& m_entry;
};

/// Which calendar the field is filled in with: a button that names it and unfolds all of them, the
/// language's own first. Stands in `beside`, the free end of the row above, if it fits there, else
/// below at `at`; returns the height used below.
float draw_calendar_choice(const Context& context, const terminal::FieldView& field,
                           const PartialDate& date, const Box& beside, const Box& at) {
    const Theme& theme = context.theme();
    Canvas& canvas = context.canvas;
    const std::string id = id_of(field.path);
    std::set<FieldPath>& unfolded = context.local.calendars_open;
    const std::vector<std::string> calendars = text::calendars_for(context.language);
    const bool other = field.problem && fits_another_calendar(date, calendars);
    const bool open = other || unfolded.contains(field.path);
    Stack stack(at);
    const ButtonLook look{
        ButtonKind::Quiet, open ? "chevron_up" : "chevron_down", true, true, true, open};
    const text::Words words = context.say("calendar." + date.calendar);
    const float width = button_width(canvas, words, look, at.width);
    Box place{beside.x, beside.y, width, beside.height};
    const float height = button_height(canvas, words, look, width);
    if (width > beside.width || (theme.enlarged && height > beside.height)) {
        stack.skip(theme.gap);
        place = stack.next(height);
        place.width = width;
    }
    if (button(canvas, "calendars." + id, place, words, look)) {
        if (!unfolded.erase(field.path)) {
            unfolded.insert(field.path);
        }
        canvas.ask_again();
    }
    if (!open) {
        return stack.used();
    }
    if (other) {
        stack.skip(theme.gap);
        stack.skip(paragraph(canvas, "which_calendar." + id, stack.rest(),
                             context.say("date.which_calendar"), body_style(theme)));
    }
    std::vector<ChoiceLook> looks;
    for (const std::string& calendar : calendars) {
        ChoiceLook choice;
        choice.id = "calendar." + id + "." + calendar;
        choice.words = context.say("calendar." + calendar);
        choice.chosen = date.calendar == calendar;
        looks.push_back(std::move(choice));
    }
    stack.skip(theme.gap);
    stack.skip(choices(canvas, stack.rest(), looks, ChoiceKind::One, 2, 85, [&](std::size_t i) {
        unfolded.erase(field.path);
        const bool typing = context.local.date && context.local.date->path == field.path;
        context.local.date.reset();
        const PartialDate chosen =
            report_date(context, field.path, chosen_in(date, calendars[i], calendars));
        if (typing) {
            open_missing(context, field.path, chosen);
        }
    }));
    return stack.used();
}

}  // namespace

PartialDate date_of(const Context& context, const terminal::FieldView& field) {
    if (field.answer) {
        if (const auto* date = std::get_if<PartialDate>(&*field.answer)) {
            return *date;
        }
    }
    if (const auto manner = context.local.date_manner.find(field.path);
        manner != context.local.date_manner.end()) {
        return manner->second;
    }
    PartialDate date;
    date.calendar = first_calendar(context, field);
    date.precision = finest(field);
    return date;
}

void begin_date(const Context& context, const terminal::PageView& page) {
    // A low panel has no room for the rest of the page beside the keys.
    if (std::exchange(context.local.begun, true) || context.theme().low) {
        return;
    }
    const terminal::FieldView* only = nullptr;
    for (const terminal::FieldView& field : page.fields) {
        if (field.type == QuestionType::Note) {
            continue;
        }
        if (only != nullptr || field.type != QuestionType::Date || field.answer) {
            return;
        }
        only = &field;
    }
    if (only != nullptr) {
        const PartialDate date = date_of(context, *only);
        context.local.date = opened(only->path, date,
                                    has_part(date, DatePart::Day)     ? DatePart::Day
                                    : has_part(date, DatePart::Month) ? DatePart::Month
                                                                      : DatePart::Year);
    }
}

float draw_date(const Context& context, const terminal::FieldView& field, const Box& at) {
    const Theme& theme = context.theme();
    Canvas& canvas = context.canvas;
    const PartialDate date = date_of(context, field);
    const std::string id = id_of(field.path);
    const auto& open = context.local.date;
    const bool mine = open && open->path == field.path;
    Stack stack(at);

    // The parts: day, month, year, in that order in every language of the first wave.
    struct Part {
        DatePart part;
        const char* name;
        float width;   ///< in pixels, if there is room
        float needed;  ///< below it, a value or the caption would be cut
        std::string value;
    };
    const auto digits = [&](DatePart part) {
        const bool typed = mine && open->part == part;
        return text::native_digits(
            typed ? std::string(open->text.view()) : digits_of(number_of(date, part)),
            context.language);
    };
    const TextStyle small = hint_style(theme);
    std::vector<Part> parts;
    // One width for all values: nothing moves when another is chosen.
    const auto add = [&](DatePart part, const char* name, float width,
                         const std::vector<std::string>& values, std::string value) {
        float needed = std::max(
            theme.target,
            std::ceil(canvas.text_width(context.say(std::string("date.") + name), small)) + 1);
        ValueBoxLook look;
        look.icon = part == DatePart::Month ? kMonthIcon : "";
        for (const std::string& one : values) {
            look.value = one;
            needed = std::max(needed, value_box_width(canvas, look));
        }
        parts.push_back({part, name, std::max(width, needed), needed, std::move(value)});
    };
    if (date.precision == DatePrecision::Day) {
        add(DatePart::Day, "day", theme.mm(32), {text::native_digits("30", context.language)},
            digits(DatePart::Day));
    }
    if (date.precision != DatePrecision::Year) {
        const std::vector<std::string> names = text::month_names(date.calendar, context.language);
        const bool named = date.month >= 1 && date.month <= static_cast<int>(names.size());
        add(DatePart::Month, "month", theme.mm(74), names,
            named ? names[static_cast<std::size_t>(date.month) - 1] : "");
    }
    add(DatePart::Year, "year", theme.mm(48), {text::native_digits("2000", context.language)},
        digits(DatePart::Year));
    const float room = at.width - theme.gap * static_cast<float>(parts.size() - 1);
    float wished = 0, needed = 0;
    for (const Part& part : parts) {
        wished += part.width;
        needed += part.needed;
    }
    // What is wider than it must be gives way first; then the month, whose name may take two lines.
    const float spared = wished <= room || wished <= needed
                             ? 0.0F
                             : std::min(1.0F, (wished - room) / (wished - needed));
    const float lacking = std::max(0.0F, needed - room);
    const float caption = canvas.text_height("x", 0, small);
    float x = at.x;
    for (const Part& part : parts) {
        const float width = std::floor(part.width - spared * (part.width - part.needed) -
                                       (part.part == DatePart::Month ? lacking : 0.0F));
        const text::Words words = context.say(std::string("date.") + part.name);
        const Box above{x, at.y, width, caption};
        canvas.record("caption." + id + "." + part.name, Role::Text, words, above);
        canvas.text(above, words, small);
        ValueBoxLook look;
        look.label = words;
        look.value = part.value;
        look.active = mine && open->part == part.part;
        look.masked = context.view.access.hide_answers && !mine;
        look.invalid =
            is_wrong(field, date, part.part) || (part.part == DatePart::Day && no_month_has(date));
        look.centred = part.part != DatePart::Month;
        look.icon = part.part == DatePart::Month ? kMonthIcon : "";
        const Box box{x, at.y + caption, width, theme.target};
        if (look.active) {
            canvas.keep_visible({at.x, at.y - theme.target, at.width, caption + 2 * theme.target},
                                "date/" + id + "/" + part.name, true);
        }
        if (value_box(canvas, "date." + id + "." + part.name, box, look)) {
            context.report(terminal::KeyboardClosed{});
            open_part(context, field.path, date, part.part);
        }
        x += width + theme.gap;
    }
    stack.skip(caption + theme.target);
    Box beside{x, at.y + caption, at.end() - x, theme.target};

    const DatePrecision best = finest(field);
    if (best != DatePrecision::Year) {
        stack.skip(theme.gap);
        std::vector<Segment> segments;
        std::vector<DatePrecision> precisions;
        const auto offer = [&](DatePrecision precision, const char* name) {
            precisions.push_back(precision);
            segments.push_back({"precision." + id + "." + name,
                                context.say(std::string("date.precision.") + name),
                                date.precision == precision});
        };
        if (best == DatePrecision::Day) {
            offer(DatePrecision::Day, "day");
        }
        offer(DatePrecision::Month, "month");
        offer(DatePrecision::Year, "year");
        Box row = stack.rest();
        row.width = std::min(row.width, theme.mm(200));
        const float height = segmented(canvas, "precision." + id, row,
                                       context.say("date.precision"), segments, [&](std::size_t i) {
                                           PartialDate changed = date;
                                           changed.precision = precisions[i];
                                           if (changed.precision != DatePrecision::Day) {
                                               changed.day = 0;
                                               changed.papers_say_first_january = false;
                                           }
                                           if (changed.precision == DatePrecision::Year) {
                                               changed.month = 0;
                                           }
                                           context.local.date.reset();
                                           report_date(context, field.path, changed);
                                       });
        stack.skip(height);
        beside = {row.end() + theme.gap, row.y, at.end() - row.end() - theme.gap, theme.target};
    }
    stack.skip(draw_calendar_choice(context, field, date, beside, stack.rest()));
    if (const std::string words =
            text::format_date_in_other(date, context.catalogue, context.language.tag);
        !words.empty()) {
        stack.skip(theme.gap);
        stack.skip(paragraph(canvas, "other_calendar." + id, stack.rest(),
                             text::personal("= " + words), small));
    }
    // Papers of many countries carry 1 January where the day is not known; asked only then.
    const bool first_january = date.precision == DatePrecision::Day && date.first == date.last &&
                               date.complete() && date.first.month == 1 && date.first.day == 1;
    if (first_january || date.precision != DatePrecision::Day) {
        ChoiceLook look;
        look.id = (first_january ? "first_january." : "about.") + id;
        look.words = context.say(first_january ? "date.first_january" : "date.about");
        look.chosen = first_january ? date.papers_say_first_january : date.about;
        stack.skip(theme.gap);
        const float width = std::min(at.width, canvas.text_width(look.words, label_style(theme)) +
                                                   theme.icon + 4 * theme.space);
        const Box box = stack.next(quiet_choice_height(canvas, look, width));
        if (quiet_choice(canvas, {box.x, box.y, width, box.height}, look)) {
            PartialDate changed = date;
            bool& flag = first_january ? changed.papers_say_first_january : changed.about;
            flag = !flag;
            report_date(context, field.path, changed);
        }
    }
    return stack.used();
}

float date_dock_height(const Context& context, const terminal::PageView& page) {
    const terminal::FieldView* field = open_field(context, page);
    if (!field) {
        return 0;
    }
    if (context.local.date->part != DatePart::Month) {
        return number_pad_height(context.theme());
    }
    return month_pad_height(context,
                            text::month_names(date_of(context, *field).calendar, context.language));
}

void draw_date_dock(const Context& context, const terminal::PageView& page, const Box& dock) {
    const terminal::FieldView* field = open_field(context, page);
    if (!field) {
        return;
    }
    PartialDate date = date_of(context, *field);
    std::vector<Keystroke> presses = context.typed;
    if (context.local.date->part == DatePart::Month) {
        const MonthPress press = month_pad(
            context, dock, text::month_names(date.calendar, context.language), date.month);
        if (press.month) {
            date.month = *press.month;
            date = report_date(context, field->path, date);
            if (date.year == 0) {
                open_part(context, field->path, date, DatePart::Year, DatePart::Month);
            } else {
                context.local.date.reset();
            }
            return;
        }
        if (press.erased) {
            presses.insert(presses.begin(), {Keystroke::Key::Backspace});
        }
    } else if (auto press = number_pad(context, dock, "", context.say("keyboard.done"), true,
                                       PadDigits::OfReader)) {
        presses.insert(presses.begin(), std::move(*press));
    }
    PartTyping typing(context, field->path, date);
    for (const Keystroke& pressed : presses) {
        if (pressed.key == Keystroke::Key::Enter) {
            context.local.date.reset();
            context.canvas.ask_again();
            return;
        }
        if (pressed.key == Keystroke::Key::Backspace) {
            typing.backspace();
        } else if (pressed.key == Keystroke::Key::Text) {
            for (const char c : text::latin_digits(pressed.text)) {
                if (c >= '0' && c <= '9' && context.local.date->part != DatePart::Month) {
                    typing.digit(c);
                }
            }
        }
    }
}

}  // namespace lotse::ui
