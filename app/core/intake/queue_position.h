// SPDX-License-Identifier: EUPL-1.2
/// Decides how whoever talked to a queue notices that its database went back: a backup was
/// restored, or a file was exchanged by hand.
///
/// The epoch is drawn anew with each restore; within one, the revision grows with every commit that
/// changes entries. Both travel with every reply that only an enrolled terminal or a logged-in desk
/// gets, in a header field, and stand in the mark and in the manifest of a backup:
///
///     Lotse-Epoch: 0123456789abcdef 4711
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lotse {

struct QueuePosition {
    std::array<std::uint8_t, 8> epoch{};
    std::int64_t revision = 0;
    bool operator==(const QueuePosition&) const = default;
};

inline constexpr std::string_view kQueuePositionField = "Lotse-Epoch";

/// Whether what was acknowledged at `before` may be missing at `now`.
bool fell_back(const QueuePosition& before, const QueuePosition& now);

/// 16 hexadecimal digits.
std::string epoch_text(const QueuePosition& position);
/// The epoch, a blank, a decimal number.
std::string to_text(const QueuePosition& position);
/// Nothing unless it is exactly that.
std::optional<QueuePosition> queue_position_from(std::string_view text);

}  // namespace lotse
