// SPDX-License-Identifier: EUPL-1.2
#include "text/languages/exemplars.h"

#include <memory>

#include "core/check.h"
#include "text/icu_locale.h"

namespace lotse::text {

icu::UnicodeSet exemplars(const std::string& locale, ULocaleDataExemplarSetType type) {
    UErrorCode status = U_ZERO_ERROR;
    ULocaleData* data = ulocdata_open(known_locale(locale).getName(), &status);
    const std::unique_ptr<USet, decltype(&uset_close)> set(
        ulocdata_getExemplarSet(data, nullptr, 0, type, &status), &uset_close);
    ulocdata_close(data);
    LOTSE_CHECK(U_SUCCESS(status) && set);
    return *icu::UnicodeSet::fromUSet(set.get());
}

}  // namespace lotse::text
