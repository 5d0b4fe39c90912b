// SPDX-License-Identifier: EUPL-1.2
#include "text/words/time_zones.h"

#include <unicode/timezone.h>

#include <memory>

namespace lotse {
namespace {

constexpr int kMillisecondsPerMinute = 60'000;
constexpr double kMillisecondsPerSecond = 1000;

}  // namespace

std::optional<std::function<int(std::int64_t second)>> zone_offsets(const std::string& name) {
    const std::shared_ptr<const icu::TimeZone> zone(
        icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(name)));
    if (zone == nullptr || *zone == icu::TimeZone::getUnknown()) {
        return std::nullopt;
    }
    return [zone](std::int64_t second) {
        std::int32_t raw = 0;
        std::int32_t summer = 0;
        UErrorCode status = U_ZERO_ERROR;
        zone->getOffset(static_cast<double>(second) * kMillisecondsPerSecond, 0, raw, summer,
                        status);
        return U_SUCCESS(status) ? (raw + summer) / kMillisecondsPerMinute : 0;
    };
}

}  // namespace lotse
