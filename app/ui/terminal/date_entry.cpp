// SPDX-License-Identifier: EUPL-1.2
#include "ui/terminal/date_entry.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "text/words/calendar.h"
#include "text/words/numbers.h"
#include "ui/kit/fields.h"
#include "ui/terminal/frame.h"
#include "ui/terminal/question.h"

namespace lotse::ui {
namespace {

constexpr int kLongestYear = 4;

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

std::string digits_of(const Context& context, int number) {
    return number == 0 ? std::string() : text::format_integer(number, context.language);
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

void open_part(const Context& context, const FieldPath& path, DatePart part) {
    context.local.date = Local::DateEntry{path, part, 0};
    context.canvas.ask_again();
}

/// Which calendar the field is filled in with: a button that names it and unfolds all of them, the
/// language's own first. Stands in `beside`, the free end of the row above, if it fits there, else
/// below at `at`; returns the height used below.
float draw_calendar_choice(const Context& context, const terminal::FieldView& field,
                           const PartialDate& date, const Box& beside, const Box& at) {
    const Theme& theme = context.theme();
    Canvas& canvas = context.canvas;
    const std::string id = id_of(field.path);
    std::set<FieldPath>& unfolded = context.local.calendars_open;
    const bool open = unfolded.contains(field.path);
    Stack stack(at);
    const ButtonLook look{
        ButtonKind::Quiet, open ? "chevron_up" : "chevron_down", true, true, true, open};
    const text::Words words = context.say("calendar." + date.calendar);
    const float width = button_width(canvas, words, look, at.width);
    Box place{beside.x, beside.y, width, beside.height};
    if (width > beside.width) {
        stack.skip(theme.gap);
        place = stack.next(button_height(canvas, words, look, width));
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
    const std::vector<std::string> calendars = text::calendars_for(context.language);
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
        context.local.date.reset();
        report_date(context, field.path, text::converted(date, calendars[i]));
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
        float width_mm;
        std::string value;
    };
    std::vector<Part> parts;
    if (date.precision == DatePrecision::Day) {
        parts.push_back({DatePart::Day, "day", 32, digits_of(context, date.day)});
    }
    if (date.precision != DatePrecision::Year) {
        const std::vector<std::string> names = text::month_names(date.calendar, context.language);
        const bool named = date.month >= 1 && date.month <= static_cast<int>(names.size());
        parts.push_back({DatePart::Month, "month", 74,
                         named ? names[static_cast<std::size_t>(date.month) - 1] : ""});
    }
    parts.push_back({DatePart::Year, "year", 48, digits_of(context, date.year)});
    float wished = theme.gap * static_cast<float>(parts.size() - 1);
    for (const Part& part : parts) {
        wished += theme.mm(part.width_mm);
    }
    const float shrink = std::min(1.0F, at.width / wished);
    const TextStyle small = hint_style(theme);
    const float caption = canvas.text_height("x", 0, small);
    float x = at.x;
    for (const Part& part : parts) {
        const float width = std::floor(theme.mm(part.width_mm) * shrink);
        const text::Words words = context.say(std::string("date.") + part.name);
        const Box above{x, at.y, width, caption};
        canvas.record("caption." + id + "." + part.name, Role::Text, words, above);
        canvas.text(above, words, small);
        ValueBoxLook look;
        look.label = words;
        look.value = part.value;
        look.active = mine && open->part == part.part;
        look.invalid = field.problem.has_value();
        look.centred = part.part != DatePart::Month;
        look.icon = part.part == DatePart::Month ? "chevron_down" : "";
        const Box box{x, at.y + caption, width, theme.target};
        if (look.active) {
            canvas.keep_visible({at.x, at.y - theme.target, at.width, caption + 2 * theme.target},
                                "date/" + id + "/" + part.name, true);
        }
        if (value_box(canvas, "date." + id + "." + part.name, box, look)) {
            context.report(terminal::KeyboardClosed{});
            open_part(context, field.path, part.part);
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
        stack.skip(paragraph(canvas, "other_calendar." + id, stack.rest(), "= " + words, small));
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
    const auto months =
        static_cast<std::size_t>(text::months_in_year(date_of(context, *field).calendar));
    return month_pad_height(context, months);
}

void draw_date_dock(const Context& context, const terminal::PageView& page, const Box& dock) {
    const terminal::FieldView* field = open_field(context, page);
    if (!field) {
        return;
    }
    Local::DateEntry& entry = *context.local.date;
    PartialDate date = date_of(context, *field);
    if (entry.part == DatePart::Month) {
        if (const auto month = month_pad(
                context, dock, text::month_names(date.calendar, context.language), date.month)) {
            date.month = *month;
            report_date(context, field->path, date);
            date.year == 0 ? open_part(context, field->path, DatePart::Year)
                           : context.local.date.reset();
        }
        return;
    }
    const bool day = entry.part == DatePart::Day;
    int& number = day ? date.day : date.year;
    const int most = day ? 2 : kLongestYear;
    std::vector<Keystroke> presses = context.typed;
    if (auto press = number_pad(context, dock, "", context.say("keyboard.done"))) {
        presses.insert(presses.begin(), std::move(*press));
    }
    for (const Keystroke& pressed : presses) {
        if (pressed.key == Keystroke::Key::Enter || pressed.key == Keystroke::Key::Escape) {
            context.local.date.reset();
            context.canvas.ask_again();
            return;
        }
        if (pressed.key == Keystroke::Key::Backspace) {
            number /= 10;
            entry.digits = std::max(1, entry.digits - 1);
            report_date(context, field->path, date);
            continue;
        }
        if (pressed.key != Keystroke::Key::Text) {
            continue;
        }
        for (const char c : text::latin_digits(pressed.text)) {
            if (c < '0' || c > '9') {
                continue;
            }
            const int before = entry.digits == 0 ? 0 : number;
            ++entry.digits;
            if (static_cast<int>(std::to_string(before).size()) >= most && before != 0) {
                continue;
            }
            number = before * 10 + (c - '0');
            // A day that can take no second digit, or has it: the month is next.
            if (day && number <= 31 && (number > 3 || (entry.digits == 2 && number > 0))) {
                report_date(context, field->path, date);
                open_part(context, field->path, date.month == 0 ? DatePart::Month : DatePart::Year);
                return;
            }
            if (day && number > 31) {
                number = before;
            }
        }
        const bool complete = report_date(context, field->path, date).complete();
        if (!day && number >= 1000 && complete) {
            context.local.date.reset();
            return;
        }
    }
}

}  // namespace lotse::ui
