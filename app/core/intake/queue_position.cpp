// SPDX-License-Identifier: EUPL-1.2
#include "core/intake/queue_position.h"

#include <charconv>

namespace lotse {
namespace {

constexpr std::size_t kEpochDigits = 16;

}  // namespace

bool fell_back(const QueuePosition& before, const QueuePosition& now) {
    return now.epoch != before.epoch || now.revision < before.revision;
}

std::string epoch_text(const QueuePosition& position) {
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string text;
    for (const std::uint8_t byte : position.epoch) {
        text.push_back(kDigits[byte >> 4]);
        text.push_back(kDigits[byte & 15]);
    }
    return text;
}

std::string to_text(const QueuePosition& position) {
    return epoch_text(position) + ' ' + std::to_string(position.revision);
}

std::optional<QueuePosition> queue_position_from(std::string_view text) {
    QueuePosition position;
    if (text.size() < kEpochDigits + 2) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < position.epoch.size(); ++i) {
        const char* const begin = text.data() + 2 * i;
        const auto [end, failed] = std::from_chars(begin, begin + 2, position.epoch[i], 16);
        if (failed != std::errc{} || end != begin + 2) {
            return std::nullopt;
        }
    }
    const char* const last = text.data() + text.size();
    const auto [end, failed] =
        std::from_chars(text.data() + kEpochDigits + 1, last, position.revision);
    // One form only: what is read is written the same again.
    if (failed != std::errc{} || end != last || position.revision < 0 ||
        to_text(position) != text) {
        return std::nullopt;
    }
    return position;
}

}  // namespace lotse
