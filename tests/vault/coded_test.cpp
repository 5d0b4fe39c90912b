// SPDX-License-Identifier: EUPL-1.2
#include "vault/coded.h"

#include <gtest/gtest.h>

namespace lotse::vault {
namespace {

constexpr WrapCost kCheap{1, 8};

TEST(Coded, only_the_code_opens_what_it_locked) {
    const Result<Bytes> locked = lock_with_code("a signing key", "abc-def", kCheap);
    ASSERT_TRUE(locked.ok());
    EXPECT_EQ(*unlock_with_code(*locked, "abc-def"), "a signing key");
    EXPECT_EQ(unlock_with_code(*locked, "abc-deg").error().kind, Kind::Refused);
    EXPECT_EQ(unlock_with_code(*locked, "").error().kind, Kind::Refused);
    EXPECT_EQ(std::string(locked->begin(), locked->end()).find("signing"), std::string::npos);
    EXPECT_NE(*lock_with_code("a signing key", "abc-def", kCheap), *locked)
        << "fresh salt and nonce";
}

TEST(Coded, no_altered_or_shortened_byte_goes_unnoticed) {
    const Bytes locked = *lock_with_code("x", "code", kCheap);
    for (std::size_t i = 0; i < locked.size(); ++i) {
        Bytes altered = locked;
        altered[i] ^= 1;
        EXPECT_FALSE(unlock_with_code(altered, "code").ok()) << i;
    }
    for (std::size_t size = 0; size < locked.size(); ++size) {
        EXPECT_FALSE(
            unlock_with_code(
                Bytes(locked.begin(), locked.begin() + static_cast<std::ptrdiff_t>(size)), "code")
                .ok());
    }
}

TEST(Coded, forged_costs_cannot_ask_for_all_memory) {
    Bytes forged = *lock_with_code("x", "code", kCheap);
    for (std::size_t i = 5; i < 13; ++i) {
        forged[i] = 0xff;
    }
    EXPECT_EQ(unlock_with_code(forged, "code").error().kind, Kind::Corrupt);
}

}  // namespace
}  // namespace lotse::vault
