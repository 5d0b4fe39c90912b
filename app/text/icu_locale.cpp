// SPDX-License-Identifier: EUPL-1.2
#include "text/icu_locale.h"

#include <unicode/ures.h>

#include <set>

namespace lotse::text {

icu::Locale known_locale(const std::string& locale) {
    if (!locale_known(locale)) return icu::Locale::getRoot();
    // ICU 72 writes Arabic of no country with Arabic digits, ICU 76 with Latin ones. One terminal's
    // texts do not change with the system below it, and most who read them come from where Arabic
    // digits are written.
    return icu::Locale(locale == "ar" ? "ar@numbers=arab" : locale.c_str());
}

bool locale_known(const std::string& locale) {
    if (locale.empty()) return false;
    // Asked for each of the names of a long list.
    thread_local std::set<std::string> known;
    if (known.contains(locale)) return true;
    UErrorCode status = U_ZERO_ERROR;
    UResourceBundle* bundle = ures_open(nullptr, locale.c_str(), &status);
    ures_close(bundle);
    const bool answer = U_SUCCESS(status) && status != U_USING_DEFAULT_WARNING;
    if (answer) known.insert(locale);
    return answer;
}

}  // namespace lotse::text
