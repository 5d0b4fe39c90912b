// SPDX-License-Identifier: EUPL-1.2
#include "text/words/numbers.h"

#include <unicode/dcfmtsym.h>
#include <unicode/numsys.h>
#include <unicode/timezone.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>

#include "core/partial_date.h"
#include "text/icu_locale.h"
#include "text/icu_strings.h"

namespace lotse::text {

namespace {

constexpr char32_t kArabicDecimalSeparator = 0x066B;
constexpr char32_t kArabicThousandsSeparator = 0x066C;

/// Ten digits from zero to nine; Latin ones where the system is not positional (Roman numbers and
/// the like).
icu::UnicodeString digits_of(const Language& language) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::NumberingSystem> system(
        icu::NumberingSystem::createInstance(known_locale(language.locale), status));
    if (U_FAILURE(status) || system->isAlgorithmic() || system->getRadix() != 10) {
        return icu::UnicodeString(u"0123456789");
    }
    return system->getDescription();
}

/// Seconds that Berlin's clocks are ahead of UTC at that time.
std::chrono::seconds berlin_offset(std::chrono::sys_seconds time) {
    static const std::unique_ptr<icu::TimeZone> zone(
        icu::TimeZone::createTimeZone(u"Europe/Berlin"));
    UErrorCode status = U_ZERO_ERROR;
    std::int32_t raw = 0;
    std::int32_t summer = 0;
    zone->getOffset(static_cast<UDate>(time.time_since_epoch().count()) * 1000.0, false, raw,
                    summer, status);
    return std::chrono::seconds((raw + summer) / 1000);
}

struct BerlinTime {
    CivilDate date;
    int hour = 0;
    int minute = 0;
};

BerlinTime berlin(std::chrono::sys_seconds time) {
    const auto local = time + berlin_offset(time);
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const auto within = std::chrono::duration_cast<std::chrono::minutes>(local - day).count();
    return {civil_from_days(day.time_since_epoch().count()), static_cast<int>(within / 60),
            static_cast<int>(within % 60)};
}

template <class... Numbers>
std::string printed(const char* format, Numbers... numbers) {
    std::array<char, 64> buffer{};
    std::snprintf(buffer.data(), buffer.size(), format, numbers...);
    return buffer.data();
}

}  // namespace

std::string latin_digits(std::string_view text) {
    const icu::UnicodeString given = to_icu(text);
    icu::UnicodeString out;
    for (std::int32_t i = 0; i < given.length(); i = given.moveIndex32(i, 1)) {
        const UChar32 character = given.char32At(i);
        const std::int32_t digit = u_charDigitValue(character);
        if (u_charType(character) == U_DECIMAL_DIGIT_NUMBER && digit >= 0) {
            out.append(static_cast<UChar>(u'0' + digit));
        } else if (character == static_cast<UChar32>(kArabicDecimalSeparator)) {
            out.append(u'.');
        } else if (character != static_cast<UChar32>(kArabicThousandsSeparator)) {
            out.append(character);
        }
    }
    return from_icu(out);
}

std::string native_digits(std::string_view text, const Language& language) {
    const icu::UnicodeString digits = digits_of(language);
    const icu::UnicodeString given = to_icu(text);
    icu::UnicodeString out;
    for (std::int32_t i = 0; i < given.length(); ++i) {
        const UChar unit = given[i];
        if (unit >= u'0' && unit <= u'9') {
            out.append(digits.char32At(digits.moveIndex32(0, unit - u'0')));
        } else {
            out.append(unit);
        }
    }
    return from_icu(out);
}

char decimal_sign(const Language& language) {
    UErrorCode status = U_ZERO_ERROR;
    icu::Locale locale = known_locale(language.locale);
    locale.setKeywordValue("numbers", "latn", status);
    const icu::DecimalFormatSymbols symbols(locale, status);
    const icu::UnicodeString& sign =
        symbols.getConstSymbol(icu::DecimalFormatSymbols::kDecimalSeparatorSymbol);
    return U_SUCCESS(status) && sign == u"," ? ',' : '.';
}

std::string with_decimal_sign(std::string_view number, const Language& language) {
    std::string out(number);
    std::replace(out.begin(), out.end(), '.', decimal_sign(language));
    return out;
}

std::string format_integer(std::int64_t number, const Language& language) {
    return native_digits(std::to_string(number), language);
}

std::string staff_date_time(std::chrono::sys_seconds time) {
    const BerlinTime local = berlin(time);
    return printed("%02d.%02d.%04d, %02d:%02d", local.date.day, local.date.month, local.date.year,
                   local.hour, local.minute);
}

std::string staff_time(std::chrono::sys_seconds time) {
    const BerlinTime local = berlin(time);
    return printed("%02d:%02d", local.hour, local.minute);
}

std::string staff_date_time(std::string_view local_civil_time) {
    constexpr std::string_view kForm = "dddd-dd-ddTdd:dd:dd";
    const bool well_formed =
        std::ranges::equal(local_civil_time, kForm, [](char given, char expected) {
            return expected == 'd' ? given >= '0' && given <= '9' : given == expected;
        });
    if (!well_formed) return std::string(local_civil_time);
    const auto part = [&](std::size_t at, std::size_t length) {
        return std::string(local_civil_time.substr(at, length));
    };
    return part(8, 2) + "." + part(5, 2) + "." + part(0, 4) + ", " + part(11, 5);
}

std::string staff_duration(std::chrono::seconds duration) {
    const long long minutes =
        std::max<long long>(0, std::chrono::floor<std::chrono::minutes>(duration).count());
    if (minutes < 60) return printed("%lld min", minutes);
    return printed("%lld h %02lld min", minutes / 60, minutes % 60);
}

}  // namespace lotse::text
