// SPDX-License-Identifier: EUPL-1.2
/// Decides which digits a language writes, how typed digits are read, and how times look to staff.
///
/// Leaves alone: numbers inside a sentence (catalogue.h), dates of clients (calendar.h).
/// Staff read German: Europe/Berlin whatever the machine's zone is, DIN 5008 order (22.11.2026,
/// 18:05). Source: ICU 72 number and time zone data.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/language.h"

namespace lotse::text {

/// What was typed, as the rest of the program keeps it: every decimal digit of any script becomes
/// 0–9, the Arabic decimal sign '.', the Arabic thousands sign disappears; all else stays.
std::string latin_digits(std::string_view text);
/// 0–9 become the language's digits, all else stays: for showing a stored number to its reader.
std::string native_digits(std::string_view text, const Language& language);
/// What the language writes between whole and parts of a number in Latin digits: ',' or '.'.
char decimal_sign(const Language& language);
/// A number as it is kept ("12.5"), with the language's sign.
std::string with_decimal_sign(std::string_view number, const Language& language);
/// In the language's digits, without grouping: counts, pages, years.
std::string format_integer(std::int64_t number, const Language& language);

/// "22.11.2026, 18:05"
std::string staff_date_time(std::chrono::sys_seconds time);
/// "18:05"
std::string staff_time(std::chrono::sys_seconds time);
/// From "YYYY-MM-DDThh:mm:ss" in local civil time; a text of another form is returned as it is.
std::string staff_date_time(std::string_view local_civil_time);
/// "0 min", "59 min", "2 h 05 min"; negative durations count as zero (clocks differ between
/// machines).
std::string staff_duration(std::chrono::seconds duration);

}  // namespace lotse::text
