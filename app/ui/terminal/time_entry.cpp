// SPDX-License-Identifier: EUPL-1.2
#include "ui/terminal/time_entry.h"

#include <algorithm>
#include <cmath>

#include "text/words/calendar.h"
#include "text/words/numbers.h"
#include "ui/kit/fields.h"
#include "ui/terminal/date_entry.h"
#include "ui/terminal/frame.h"
#include "ui/terminal/keyboard.h"
#include "ui/terminal/question.h"

namespace lotse::ui {
namespace {

constexpr std::size_t kDigits = 2;

bool is_of_clock(DatePart part) {
    return part == DatePart::Hour || part == DatePart::Minute;
}

TimeOfDay time_of(const terminal::FieldView& field) {
    if (!field.answer) {
        return {};
    }
    if (const auto* date = std::get_if<PartialDate>(&*field.answer)) {
        return date->time;
    }
    const auto* time = std::get_if<TimeOfDay>(&*field.answer);
    return time == nullptr ? TimeOfDay{} : *time;
}

const terminal::FieldView* open_field(const Context& context, const terminal::PageView& page) {
    const auto& open = context.local.date;
    if (!open || !is_of_clock(open->part) || page.editing || page.list) {
        return nullptr;
    }
    const auto it =
        std::find_if(page.fields.begin(), page.fields.end(),
                     [&](const terminal::FieldView& field) { return field.path == open->path; });
    return it == page.fields.end() ? nullptr : &*it;
}

void open_part(const Context& context, const FieldPath& path, DatePart part) {
    context.local.date = Local::DateEntry{path, part};
    context.canvas.ask_again();
}

/// The open time: what may be typed, and whether to go on, is read from what its boxes hold.
class TimeTyping {
public:
    TimeTyping(const Context& context, const terminal::FieldView& field)
        : m_context(context), m_field(field), m_time(time_of(field)) {}

    void digit(char c) {
        std::string& part = held();
        // A full box that gets a digit is written anew.
        const std::string next = is_full(part) ? std::string(1, c) : part + c;
        if (next.size() == kDigits && std::stoi(next) > most()) {
            return;
        }
        part = next;
        report();
        if (!is_full(part)) {
            return;
        }
        if (hour() && m_time.minute.empty()) {
            open_part(m_context, m_field.path, DatePart::Minute);
        } else if (!hour() && is_full(m_time.hour)) {
            close();
        }
    }

    /// Behind the first minute there are hours to erase.
    void backspace() {
        if (!hour() && m_time.minute.empty()) {
            open_part(m_context, m_field.path, DatePart::Hour);
        }
        std::string& part = held();
        if (!part.empty()) {
            part.pop_back();
            report();
        }
    }

    void close() {
        m_context.local.date.reset();
        m_context.canvas.ask_again();
    }

private:
    bool hour() const { return m_context.local.date->part == DatePart::Hour; }
    std::string& held() { return hour() ? m_time.hour : m_time.minute; }
    int most() const { return hour() ? 23 : 59; }
    /// An hour from 3 on can take no second digit.
    bool is_full(const std::string& digits) const {
        return digits.size() == kDigits || (hour() && !digits.empty() && digits.front() > '2');
    }

    void report() {
        m_context.canvas.ask_again();
        if (m_field.type == QuestionType::Time) {
            m_context.report(terminal::TimeEntered{m_field.path, m_time});
            return;
        }
        PartialDate date = date_of(m_context, m_field);
        date.time = m_time;
        m_context.report(terminal::DateEntered{m_field.path, date});
    }

    const Context& m_context;
    const terminal::FieldView& m_field;
    TimeOfDay m_time;
};

}  // namespace

float draw_time(const Context& context, const terminal::FieldView& field, const Box& at) {
    const Theme& theme = context.theme();
    Canvas& canvas = context.canvas;
    const TimeOfDay time = time_of(field);
    const std::string id = id_of(field.path);
    const auto& open = context.local.date;
    const TextStyle small = hint_style(theme);
    const float caption = canvas.text_height("x", 0, small);
    const float width = std::floor(std::min(theme.mm(40), (at.width - theme.gap) / 2));
    // Of a day and a time the day is told first.
    const bool wrong = field.problem && !field.problem->message.starts_with("problem.date");
    Stack stack(at);
    // Hours stand before minutes in every language; only where the row begins is the language's.
    struct Part {
        DatePart part;
        const char* name;
        const std::string& digits;
        bool incomplete;
    };
    float x = at.x;
    const bool complete = !time.hour.empty() && time.minute.size() == kDigits;
    for (const Part& part :
         {Part{DatePart::Hour, "hour", time.hour, time.hour.empty()},
          Part{DatePart::Minute, "minute", time.minute, time.minute.size() < kDigits}}) {
        const text::Words words = context.say(std::string("time.") + part.name);
        const Box above{x, at.y, width, caption};
        canvas.record("caption." + id + "." + part.name, Role::Text, words, above);
        canvas.text(above, words, small);
        ValueBoxLook look;
        look.label = words;
        look.value = text::native_digits(part.digits, context.language);
        look.active = open && open->path == field.path && open->part == part.part;
        look.masked = context.view.access.hide_answers && !look.active;
        look.invalid = wrong && (part.incomplete || complete);
        look.centred = true;
        if (look.active) {
            canvas.keep_visible({at.x, at.y - theme.target, at.width, caption + 2 * theme.target},
                                "time/" + id + "/" + part.name, true);
        }
        if (value_box(canvas, "time." + id + "." + part.name,
                      {x, at.y + caption, width, theme.target}, look)) {
            context.report(terminal::KeyboardClosed{});
            open_part(context, field.path, part.part);
        }
        x += width + theme.gap;
    }
    stack.skip(caption + theme.target);
    // How the language's clocks show it: many have 12 hours.
    if (const std::string words = text::format_time(time, context.catalogue, context.language.tag);
        !words.empty()) {
        stack.skip(theme.gap);
        stack.skip(paragraph(canvas, "clock." + id, stack.rest(), "= " + words, small));
    }
    return stack.used();
}

float time_dock_height(const Context& context, const terminal::PageView& page) {
    return open_field(context, page) == nullptr ? 0 : number_pad_height(context.theme());
}

void draw_time_dock(const Context& context, const terminal::PageView& page, const Box& dock) {
    const terminal::FieldView* field = open_field(context, page);
    if (field == nullptr) {
        return;
    }
    TimeTyping typing(context, *field);
    std::vector<Keystroke> presses = context.typed;
    if (auto press = number_pad(context, dock, "", context.say("keyboard.done"), true,
                                PadDigits::OfReader)) {
        presses.insert(presses.begin(), std::move(*press));
    }
    for (const Keystroke& pressed : presses) {
        if (!context.local.date) {
            return;
        }
        if (pressed.key == Keystroke::Key::Enter) {
            typing.close();
        } else if (pressed.key == Keystroke::Key::Backspace) {
            typing.backspace();
        } else if (pressed.key == Keystroke::Key::Text) {
            for (const char c : text::latin_digits(pressed.text)) {
                if (context.local.date && c >= '0' && c <= '9') {
                    typing.digit(c);
                }
            }
        }
    }
}

}  // namespace lotse::ui
