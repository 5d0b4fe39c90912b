// SPDX-License-Identifier: EUPL-1.2
#include "codec/wire/calls_wire.h"

#include <gtest/gtest.h>

#include "core/limits.h"

namespace lotse::codec {
namespace {

constexpr WallTime kNine{std::chrono::seconds{1'796'032'800}};

TEST(CallsWire, a_question_and_its_answer_are_read_as_they_were_written) {
    const CallsQuestion question{"demo", "display-1", kNine, -1};
    EXPECT_EQ(*read_calls_question(write_calls_question(question)), question);
    const CalledNumbers called{
        7, kNine, {{"A017", "3", "ar", kNine, 2}, {"B001", "", "sr-Latn", kNine, 1}}};
    EXPECT_EQ(*read_called(write_called(called)), called);
    CalledNumbers with_wait = called;
    with_wait.wait = WaitRange{20, 40};
    EXPECT_EQ(*read_called(write_called(with_wait)), with_wait);
    with_wait.wait = WaitRange{60, 0};
    EXPECT_EQ(*read_called(write_called(with_wait)), with_wait);
}

TEST(CallsWire, a_wait_that_ends_before_it_begins_is_none) {
    for (const WaitRange& wrong : {WaitRange{40, 20}, WaitRange{20, 20}, WaitRange{-5, 20},
                                   WaitRange{0, limits::kLongestWaitMinutes + 1}}) {
        EXPECT_FALSE(read_called(write_called({7, kNine, {}, wrong})).ok()) << wrong.least;
    }
}

TEST(CallsWire, whatever_is_cut_or_impossible_is_no_message) {
    const std::string question = write_calls_question({"demo", "display-1", kNine, 3});
    const std::string called = write_called({7, kNine, {{"A017", "3", "ar", kNine, 2}}});
    for (std::size_t length = 0; length < question.size(); ++length) {
        EXPECT_FALSE(read_calls_question(question.substr(0, length)).ok()) << length;
    }
    for (std::size_t length = 0; length < called.size(); ++length) {
        EXPECT_FALSE(read_called(called.substr(0, length)).ok()) << length;
    }
    EXPECT_FALSE(read_calls_question(write_calls_question({"demo", "d", kNine, -2})).ok());
    EXPECT_FALSE(read_called(write_called({7, kNine, {{"A017", "3", "ar", kNine, 0}}})).ok());
    const std::string long_room(limits::kLongestRoomCharacters + 1, 'x');
    EXPECT_FALSE(read_called(write_called({7, kNine, {{"A017", long_room, "ar", kNine, 1}}})).ok());
    for (const char* number : {"", "A", "Bitte PIN", "A 12", "<b>1</b>", "A012\n", "PIN?"}) {
        EXPECT_FALSE(read_called(write_called({7, kNine, {{number, "3", "ar", kNine, 1}}})).ok())
            << number;
    }
    EXPECT_FALSE(read_called(write_called({7, kNine, {{"A017", "3", "<b>", kNine, 1}}})).ok());
    CalledNumbers many{7, kNine, {}};
    many.calls.assign(limits::kMostCallsTold, {"A017", "3", "ar", kNine, 1});
    EXPECT_TRUE(read_called(write_called(many)).ok());
    many.calls.push_back(many.calls.front());
    EXPECT_FALSE(read_called(write_called(many)).ok());
}

}  // namespace
}  // namespace lotse::codec
