// SPDX-License-Identifier: EUPL-1.2
#include "ui/display/display.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

#include "core/civil_time.h"
#include "core/limits.h"
#include "text/layout/layout.h"
#include "text/words/calendar.h"
#include "text/words/numbers.h"
#include "text/words/waiting_time.h"
#include "ui/kit/fonts.h"

namespace lotse::ui {
namespace {

// Parts of the screen's height, or of a row's.
constexpr float kHeader = 0.075F, kSmallRow = 0.15F, kAlert = 0.13F, kWait = 0.06F, kMargin = 0.02F;
constexpr float kNoticeRow = 0.12F;      ///< the centre's notice beside calls
constexpr float kNoticeAlone = 0.4F;     ///< of what is left, while nobody is called
constexpr float kClosedHeading = 0.34F;  ///< of what is left: that the centre is closed
constexpr float kDaysShare = 0.5F;       ///< of the width: the weekdays before their hours
/// Of what is left, a line of opening hours at most.
constexpr float kHoursRow = 0.16F;
constexpr float kNumberPart = 0.72F;   ///< of a row: number and room, the sentences get the rest
constexpr float kNumberShare = 0.42F;  ///< of its width
constexpr float kArrowShare = 0.08F;
constexpr float kEndShare = 0.24F;  ///< of the width at most: the clock; half of it: how many more
/// Of a box's height to the letters in it, unless their script needs more room above and below.
constexpr float kLetters = 0.66F;
/// Two sentences stand beside each other where there is room for so many times their height.
constexpr float kSideBySide = 12;
/// Of the shorter side: letters of what is said while nobody is called.
constexpr float kNotice = 0.11F;
/// A row alone is not larger than this part of what there is.
constexpr float kLargestRow = 0.5F;

/// "10:35", by the clocks of the place.
std::string hours_and_minutes(WallTime time) {
    const CivilTime at = german_time(time);
    char text[8];
    std::snprintf(text, sizeof text, "%02d:%02d", at.hour, at.minute);
    return text;
}

/// "09:00–12:00, 13:00–16:00", read from left to right in every language, in its digits.
std::string spans_words(const std::vector<OpeningHours::Span>& spans, const Language& language) {
    std::string out;
    for (const OpeningHours::Span& span : spans) {
        char text[48];
        std::snprintf(text, sizeof text, "%02d:%02d–%02d:%02d", span.from / 60, span.from % 60,
                      span.to / 60, span.to % 60);
        out += (out.empty() ? "" : ", ") + std::string(text);
    }
    return text::isolate_ltr(text::native_digits(out, language));
}

/// One row of calls and how it looks.
struct RowLook {
    Paint ground = colour::kSurface, words = colour::kInk, number = colour::kPrimary;
};

RowLook look_of(const display::CallRow& row, bool silent) {
    if (silent) {
        return {colour::kPaper, colour::kInkSoft, colour::kInkSoft};
    }
    if (row.lit) {
        return {colour::kPrimary, colour::kOnPrimary, colour::kOnPrimary};
    }
    return {};
}

/// One frame.
struct Frame {
    Canvas& canvas;
    const text::Catalogue& catalogue;
    const std::string& home;
    const Typographies& fonts;

    text::Words say(const std::string& tag, const char* id,
                    const text::Arguments& arguments = {}) const {
        return catalogue.words(tag, id, arguments);
    }
    text::Words room(const display::CallRow& row) const {
        return say(home, "display.room", {{"room", row.room}});
    }
    text::Words sentence(const display::CallRow& row, const std::string& tag) const {
        return row.room.empty()
                   ? say(tag, "display.come", {{"number", row.number}})
                   : say(tag, "display.go", {{"number", row.number}, {"room", row.room}});
    }

    text::Words lost(const std::string& tag, WallTime since) const {
        return say(tag, "display.lost", {{"time", hours_and_minutes(since)}});
    }

    /// The words on one line, as large as the box allows.
    void line(const Box& box, const text::WordsView& words, Paint paint, text::Weight weight,
              text::Align align) const {
        TextStyle style;
        style.weight = weight;
        style.colour = paint;
        style.align = align;
        style.middle = true;
        style.size = std::floor(box.height * kLetters);
        const float width = canvas.text_width(words, style);
        const float height = canvas.text_height(words, width + 1, style);
        const float fits =
            std::min(width > 0 ? box.width / width : 1, height > 0 ? box.height / height : 1);
        if (fits < 1) {
            style.size = std::max(1.0F, std::floor(style.size * fits));
        }
        canvas.text(box, words, style);
    }
    bool reads_from_the_end(const text::Words& words) const {
        const auto font = fonts.find(words.tag);
        return font != fonts.end() && font->second.direction == text::Direction::RightToLeft;
    }
    /// Words of any language, at the side where they begin.
    void sentence_line(const Box& box, const text::Words& words, Paint paint) const {
        line(box, words, paint, text::Weight::Regular,
             reads_from_the_end(words) ? text::Align::End : text::Align::Start);
    }
    /// The client's language and that of the place: side by side, each at its side of the screen,
    /// or, on a screen that stands upright, one below the other.
    void sentences(Box box, const display::CallRow& row, Paint paint) const {
        const text::Words first = sentence(row, row.languages.front());
        if (row.languages.size() == 1) {
            return sentence_line(box, first, paint);
        }
        const text::Words second = sentence(row, row.languages.back());
        if (box.width < kSideBySide * box.height) {
            sentence_line(box.take_top(box.height / 2), first, paint);
            return sentence_line(box, second, paint);
        }
        const float gap = box.height;
        const Box start = box.take_start((box.width - gap) / 2);
        box.take_start(gap);
        const bool mirrored = reads_from_the_end(first);
        line(start, mirrored ? second : first, paint, text::Weight::Regular, text::Align::Start);
        line(box, mirrored ? first : second, paint, text::Weight::Regular, text::Align::End);
    }

    void header(const Box& bar, const std::string& institution,
                const std::optional<WallTime>& now) const {
        Box box = bar;
        if (now) {
            const Box clock = box.take_end(std::min(bar.height * 3, bar.width * kEndShare));
            const std::string time = hours_and_minutes(*now);
            canvas.record("display.clock", Role::Text, time, clock);
            line(clock, time, colour::kInk, text::Weight::Bold, text::Align::End);
        }
        canvas.record("display.institution", Role::Heading, institution, box);
        line(box, institution, colour::kInk, text::Weight::Bold, text::Align::Start);
    }

    Node& record(const display::CallRow& row, const Box& box) const {
        Node& node = canvas.record("call." + row.number, Role::Group,
                                   sentence(row, row.languages.front()), box);
        node.value = row.room + "|" + std::to_string(row.calls);
        node.state.selected = row.lit;
        return node;
    }

    void large(const display::CallRow& row, Box box, bool silent) const {
        const RowLook look = look_of(row, silent);
        const float radius = canvas.theme().radius_large;
        record(row, box);
        canvas.fill(box, look.ground, radius);
        canvas.outline(box, look.number, canvas.theme().line_strong, radius);
        box = box.inset(box.height * 0.1F, box.height * 0.03F);
        Box top = box.take_top(box.height * kNumberPart);
        const float width = top.width;
        const Box number = row.room.empty() ? top : top.take_start(width * kNumberShare);
        line(number, row.number, look.number, text::Weight::Bold, text::Align::Start);
        if (!row.room.empty()) {
            const Box arrow = top.take_start(width * kArrowShare);
            const float side = std::min(arrow.width, arrow.height) * 0.8F;
            canvas.icon("arrow_forward", arrow.centred(side, side), look.words);
            line(top.inset(top.height * 0.1F, 0), room(row), look.words, text::Weight::Bold,
                 text::Align::Start);
        }
        sentences(box, row, look.words);
    }

    void small(const display::CallRow& row, Box box, bool silent) const {
        const RowLook look = look_of(row, silent);
        record(row, box);
        canvas.fill(box, look.ground, canvas.theme().radius);
        canvas.outline(box, colour::kLine, canvas.theme().line, canvas.theme().radius);
        box = box.inset(box.height * 0.1F, 0);
        const Box number = box.take_top(box.height * (row.room.empty() ? 1.0F : 0.55F));
        line(number, row.number, look.number, text::Weight::Bold, text::Align::Center);
        if (!row.room.empty()) {
            line(box, room(row), look.words, text::Weight::Regular, text::Align::Center);
        }
    }

    void wait(const Box& box, const WaitRange& range, const std::string& tag) const {
        const text::Words words = text::wait_words(catalogue, tag, range);
        canvas.record("display.expected", Role::Text, words, box);
        line(box, words, colour::kInk, text::Weight::Regular, text::Align::Center);
    }

    void silence(const Box& box, WallTime since) const {
        canvas.fill(box, colour::kNoticeTint, canvas.theme().radius);
        canvas.outline(box, colour::kNoticeLine, canvas.theme().line_strong, canvas.theme().radius);
        std::vector<std::string> languages{home};
        if (home != "en") {
            languages.emplace_back("en");
        }
        canvas.record("display.lost", Role::Alert, lost(home, since), box);
        Box lines = box.inset(box.height * 0.15F, box.height * 0.05F);
        const float each = lines.height / static_cast<float>(languages.size());
        for (const std::string& tag : languages) {
            sentence_line(lines.take_top(each), lost(tag, since), colour::kInk);
        }
    }

    /// Words in the middle of the box, on as many lines as they need there, `largest` at most.
    void fitted(const char* id, const Box& box, const text::Words& words, float largest) const {
        TextStyle style;
        style.align = text::Align::Center;
        style.middle = true;
        style.size = std::floor(largest);
        while (style.size > 1 && canvas.text_height(words, box.width, style) > box.height) {
            style.size = std::floor(style.size * 0.9F);
        }
        canvas.record(id, Role::Text, words, box).language = words.tag;
        canvas.text(box, words, style);
    }
    static float largest_in(const Box& box) { return std::min(box.height, box.width) * kNotice; }

    void notice(const Box& box, const display::Notice& notice) const {
        canvas.fill(box, colour::kNoticeTint, canvas.theme().radius);
        canvas.outline(box, colour::kNoticeLine, canvas.theme().line_strong, canvas.theme().radius);
        const text::Words words(notice.text, "", notice.language);
        const Box inner = box.inset(box.height * 0.2F, box.height * 0.08F);
        fitted("display.notice", inner, words, inner.height * kLetters);
    }

    void closed(Box box, const std::vector<OpenDays>& but_on, const std::string& tag) const {
        const text::Words heading = say(tag, "display.closed");
        fitted("display.closed", box.take_top(box.height * kClosedHeading), heading,
               largest_in(box));
        const Language* language = catalogue.language(heading.tag);
        if (language == nullptr) {
            return;
        }
        const std::vector<std::string> names = text::weekday_names(*language);
        const auto name = [&](int day) { return names[static_cast<std::size_t>(day)]; };
        const auto in_language = [&](std::string text) {
            return text::Words(std::move(text), "", heading.tag);
        };
        const bool mirrored = reads_from_the_end(heading);
        const float row = std::min(box.height / static_cast<float>(but_on.size()),
                                   canvas.screen().height * kHoursRow);
        const float gap = row * kLetters;
        for (const OpenDays& days : but_on) {
            Box line_box = box.take_top(row);
            canvas.record("display.hours." + std::to_string(days.first), Role::Text,
                          name(days.first), line_box);
            const text::Words when =
                in_language(days.first == days.last ? name(days.first)
                                                    : name(days.first) + " – " + name(days.last));
            const text::Words hours = in_language(spans_words(days.spans, *language));
            Box days_box = mirrored ? line_box.take_end(line_box.width * kDaysShare)
                                    : line_box.take_start(line_box.width * kDaysShare);
            mirrored ? days_box.take_start(gap) : days_box.take_end(gap);
            line(days_box, when, colour::kInk, text::Weight::Bold,
                 mirrored ? text::Align::Start : text::Align::End);
            line(line_box, hours, colour::kInk, text::Weight::Regular,
                 mirrored ? text::Align::End : text::Align::Start);
        }
    }
};

}  // namespace

Display::Display(const text::Catalogue& catalogue, std::string institution, std::string home)
    : m_catalogue(catalogue), m_institution(std::move(institution)), m_home(std::move(home)) {
    for (const Language& language : catalogue.languages()) {
        m_fonts.emplace(language.tag, typography(language));
    }
}

void Display::draw(Canvas& canvas, const display::ScreenView& view) const {
    const Frame frame{canvas, m_catalogue, m_home, m_fonts};
    canvas.set_typographies(&m_fonts);
    canvas.show_screen("display");
    canvas.fill(canvas.screen(), colour::kPaper);
    const float height = canvas.screen().height;
    const float gap = std::floor(height * kMargin);
    Box rest = canvas.screen().inset(gap);
    frame.header(rest.take_top(height * kHeader), m_institution, view.now);
    rest.take_top(gap);
    const bool silent = view.silent_since.has_value();
    if (silent) {
        frame.silence(rest.take_bottom(height * kAlert), *view.silent_since);
        rest.take_bottom(gap);
    }
    if (view.wait) {
        frame.wait(rest.take_bottom(height * kWait), *view.wait, view.notice_language);
        rest.take_bottom(gap);
    }
    if (view.notice) {
        const float part = view.large.empty() ? rest.height * kNoticeAlone : height * kNoticeRow;
        frame.notice(rest.take_bottom(part), *view.notice);
        rest.take_bottom(gap);
    }
    Node& all = canvas.record("display.calls", Role::List, "", rest);
    all.value = std::to_string(view.announced);
    if (view.large.empty()) {
        if (!view.closed_but_on.empty()) {
            frame.closed(rest, view.closed_but_on, view.notice_language);
        } else if (!silent) {
            frame.fitted("display.wait", rest, frame.say(view.notice_language, "display.wait"),
                         Frame::largest_in(rest));
        }
        return;
    }
    if (!view.small.empty()) {
        Box row = rest.take_bottom(height * kSmallRow);
        rest.take_bottom(gap);
        const std::string further =
            view.further == 0 ? std::string() : "+" + std::to_string(view.further);
        if (!further.empty()) {
            const Box box = row.take_end(std::min(row.height * 0.7F, row.width * kEndShare / 2));
            canvas.record("display.further", Role::Text, further, box);
            frame.line(box, further, colour::kInkSoft, text::Weight::Bold, text::Align::End);
        }
        const float width = row.width / static_cast<float>(limits::kCallsSmall);
        for (const display::CallRow& call : view.small) {
            Box box = row.take_start(width);
            box.take_end(gap);
            frame.small(call, box, silent);
        }
    }
    const auto count = static_cast<float>(view.large.size());
    const float each =
        std::min((rest.height - gap * (count - 1)) / count, rest.height * kLargestRow);
    for (const display::CallRow& call : view.large) {
        frame.large(call, rest.take_top(each), silent);
        rest.take_top(gap);
    }
}

}  // namespace lotse::ui
