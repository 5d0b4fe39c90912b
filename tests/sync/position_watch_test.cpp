// SPDX-License-Identifier: EUPL-1.2
#include "sync/position_watch.h"

#include <gtest/gtest.h>

#include <vector>

namespace lotse::sync {
namespace {

QueuePosition at(int epoch, std::int64_t revision) {
    return {{static_cast<std::uint8_t>(epoch)}, revision};
}

class Watching : public testing::Test {
protected:
    PositionWatch watch{std::nullopt, [this](const QueuePosition&, const QueuePosition& now) {
                            if (!broken) {
                                fell_back.push_back(now);
                            }
                            return !broken;
                        }};
    std::vector<QueuePosition> fell_back;
    bool broken = false;
    /// A request and its answer, with nothing in between.
    void ask(const QueuePosition& told) { watch.hear(watch.known(), told); }
};

TEST_F(Watching, a_database_that_goes_on_is_no_news) {
    ask(at(1, 5));
    ask(at(1, 5));
    ask(at(1, 9));
    EXPECT_TRUE(fell_back.empty());
    EXPECT_EQ(watch.known(), at(1, 9));
}

TEST_F(Watching, a_lower_revision_and_another_epoch_are_told_once_each) {
    ask(at(1, 5));
    ask(at(1, 4));
    ask(at(1, 4));
    EXPECT_EQ(fell_back, (std::vector{at(1, 4)}));
    ask(at(2, 7));
    ask(at(2, 8));
    EXPECT_EQ(fell_back, (std::vector{at(1, 4), at(2, 7)}));
}

TEST_F(Watching, an_answer_that_was_overtaken_is_no_step_back) {
    ask(at(1, 5));
    const auto before = watch.known();
    ask(at(1, 8));
    watch.hear(before, at(1, 6));
    EXPECT_TRUE(fell_back.empty());
    EXPECT_EQ(watch.known(), at(1, 8));
}

TEST_F(Watching, an_answer_of_before_a_restore_that_comes_late_brings_nothing_back) {
    ask(at(1, 5));
    const auto before = watch.known();
    ask(at(2, 5));
    watch.hear(before, at(1, 6));
    EXPECT_EQ(fell_back, (std::vector{at(2, 5)}));
    EXPECT_EQ(watch.known(), at(2, 5));
}

TEST_F(Watching, what_could_not_be_dealt_with_comes_again) {
    ask(at(1, 5));
    broken = true;
    ask(at(2, 1));
    EXPECT_EQ(watch.known(), at(1, 5));
    broken = false;
    ask(at(2, 2));
    EXPECT_EQ(fell_back, (std::vector{at(2, 2)}));
}

}  // namespace
}  // namespace lotse::sync
