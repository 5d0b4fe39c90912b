// SPDX-License-Identifier: EUPL-1.2
/// Decides which Gregorian days a date means that was entered in any calendar, and how a date
/// reads.
///
/// Leaves alone: which calendars a language offers (its folder), comparing ranges (core), pickers
/// (ui). Calendars by ICU's names: gregorian, persian, islamic-civil, islamic-umalqura, ethiopic,
/// buddhist; and gregorian-maghreb, the Gregorian one with the French month names that Arabic has
/// taken over from Tunisia to Algeria. Gregorian dates are proleptic. Month names come from the
/// language folder (`month.<calendar>.<n>`, because ICU has no Dari names of the Persian months and
/// no Tigrinya names of the Ethiopic ones), else from ICU. Texts used: `calendar.<name>`,
/// `calendar.date.about`, `calendar.date.other`, `calendar.date.papers`, `calendar.date.range`,
/// `calendar.date.time`, `calendar.time`. Source: ICU 72; for the conversions Reingold and
/// Dershowitz, "Calendrical Calculations".
#pragma once

#include <compare>
#include <string>
#include <vector>

#include "core/language.h"
#include "core/partial_date.h"
#include "text/words/catalogue.h"

namespace lotse::text {

struct CalendarDay {
    int year = 0, month = 0, day = 0;
    auto operator<=>(const CalendarDay&) const = default;
};

bool calendar_known(const std::string& calendar);
/// All names that calendar_known accepts.
const std::vector<std::string>& known_calendars();

/// Whether its days are the Gregorian ones, whatever its months are called.
bool is_gregorian(const std::string& calendar);
/// What a client may choose at a date field: the language's own calendars in their order, then the
/// others.
std::vector<std::string> calendars_for(const Language& language);

/// 12 or 13; of a year that does not matter for the calendars above.
int months_in_year(const std::string& calendar);
/// 0 if there is no such month. A year of 0 (not given yet) answers the longest that the month can
/// be.
int days_in_month(const std::string& calendar, int year, int month);

/// Fills `first` and `last` from the entered fields, as far as the precision asks for them. Both
/// become zero while a field is missing, and for a date that does not exist or lies outside the
/// years of core/limits.h. An unknown calendar counts as that.
void resolve(PartialDate& date);

/// The same day in another calendar.
CalendarDay in_calendar(const std::string& calendar, const CivilDate& day);
/// The date re-entered in another calendar: a day stays the same day, a month or year becomes the
/// one that holds the middle of the range. A date that is not complete loses its fields.
PartialDate converted(const PartialDate& date, const std::string& calendar);

/// Names of the months in order, to stand alone (a picker's labels).
std::vector<std::string> month_names(const std::string& calendar, const Language& language);
/// Names of the weekdays, Monday first, to stand alone.
std::vector<std::string> weekday_names(const Language& language);

enum class Digits { OfLanguage, Latin };

/// As the client reads it: precision, "about", the calendar's name if it is not the language's
/// first. Empty if incomplete.
std::string format_date(const PartialDate& date, const Catalogue& catalogue, const std::string& tag,
                        Digits digits = Digits::OfLanguage);
/// The same days in the calendar to compare with: the Gregorian one beside any other, the
/// language's other one beside the Gregorian; a month or year of one is a range of days in the
/// other. Empty if incomplete or if there is none to compare with.
std::string format_date_in_other(const PartialDate& date, const Catalogue& catalogue,
                                 const std::string& tag);
/// A day in words of the given calendar, with its name if it is not the language's usual one.
std::string format_day_in(const CivilDate& day, const std::string& calendar,
                          const Catalogue& catalogue, const std::string& tag);
/// A Gregorian day in words: "12. März 1985".
std::string format_day(const CivilDate& day, const Language& language,
                       Digits digits = Digits::OfLanguage);

/// As German staff read it: "12.03.1985", "März 1985", "21.03.1985 – 20.03.1986", then what was
/// given in another calendar.
std::string format_date_for_staff(const PartialDate& date, const Catalogue& catalogue);
/// As the client reads it, on the clock of the language: "14:30", "2:30 PM". Empty if it is no
/// time.
std::string format_time(const TimeOfDay& time, const Catalogue& catalogue, const std::string& tag,
                        Digits digits = Digits::OfLanguage);
/// "14:30 Uhr"
std::string format_time_for_staff(const TimeOfDay& time, const Catalogue& catalogue);
/// "12.03.1985"
std::string format_day_for_staff(const CivilDate& day);

}  // namespace lotse::text
