// SPDX-License-Identifier: EUPL-1.2
#include "core/intake/queue_position.h"

#include <gtest/gtest.h>

#include <limits>

namespace lotse {
namespace {

constexpr std::array<std::uint8_t, 8> kEpoch{0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef};

TEST(QueuePosition, is_written_and_read_in_one_form) {
    for (const std::int64_t revision :
         {std::int64_t{0}, std::int64_t{4711}, std::numeric_limits<std::int64_t>::max()}) {
        const QueuePosition position{kEpoch, revision};
        EXPECT_EQ(to_text(position), "0123456789abcdef " + std::to_string(revision));
        EXPECT_EQ(queue_position_from(to_text(position)), position);
    }
    for (const char* text :
         {"", "0123456789abcdef", "0123456789abcdef ", "0123456789abcdef x", "0123456789abcdef -1",
          "0123456789abcdef 1 ", "0123456789abcdef 01", "0123456789ABCDEF 1", "0123456789abcdef  1",
          "0123456789abcde 1", "0123456789abcdeg 1", "0123456789abcdef,1",
          "0123456789abcdef 9223372036854775808", "-123456789abcdef 1"}) {
        EXPECT_FALSE(queue_position_from(text)) << text;
    }
}

TEST(QueuePosition, falls_back_with_another_epoch_or_a_lower_revision) {
    const QueuePosition before{kEpoch, 5};
    EXPECT_FALSE(fell_back(before, before));
    EXPECT_FALSE(fell_back(before, {kEpoch, 6}));
    EXPECT_TRUE(fell_back(before, {kEpoch, 4}));
    EXPECT_TRUE(fell_back(before, {{}, 9}));
}

}  // namespace
}  // namespace lotse
