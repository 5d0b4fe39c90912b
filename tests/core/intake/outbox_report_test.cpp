// SPDX-License-Identifier: EUPL-1.2
#include "core/intake/outbox_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/intake/number_rule.h"
#include "core/intake/service_memory.h"
#include "core/limits.h"

namespace lotse {
namespace {

using testing::ElementsAre;

IntakeId id_of(int n) {
    IntakeId id;
    id.bytes[0] = static_cast<std::uint8_t>(n);
    id.bytes[1] = static_cast<std::uint8_t>(n >> 8);
    return id;
}

OutboxEntry entry_of(int n, const std::string& day = "2026-11-30") {
    OutboxEntry entry;
    entry.header.id = id_of(n);
    entry.header.number = number_text("A", n);
    entry.header.day = day;
    return entry;
}

TEST(OutboxReport, numbers_are_told_as_ranges_and_read_back_in_one_form_only) {
    EXPECT_EQ(ranges_of({}), "");
    EXPECT_EQ(ranges_of({1, 2, 3, 5, 7, 8}), "1-3,5,7-8");
    EXPECT_EQ(numbers_in(""), std::set<int>{});
    EXPECT_EQ(numbers_in("1-3,5,7-8"), (std::set<int>{1, 2, 3, 5, 7, 8}));
    for (const char* wrong : {"0", "-1", "1-", "-", ",", "1,", "3-1", "1,1", "1-2,2-3", "1,2",
                              "2,1", "1 ", "01", "+1", "a", "1-2-3", "1-5001", "99999999999"}) {
        EXPECT_EQ(numbers_in(wrong), std::nullopt) << wrong;
    }
    EXPECT_EQ(numbers_in("1-5000")->size(), limits::kMostNumbersADay);
}

TEST(OutboxReport, a_number_has_three_digits_or_more) {
    EXPECT_EQ(number_text("A", 7), "A007");
    EXPECT_EQ(number_text("AB", 1234), "AB1234");
    EXPECT_EQ(digits_of("A007"), 7);
    EXPECT_EQ(digits_of("AB1234"), 1234);
    EXPECT_EQ(digits_of("A"), 0);
    EXPECT_EQ(digits_of(""), 0);
    EXPECT_EQ(digits_of("A99999999999999"), 0);
}

TEST(OutboxReport, every_number_of_the_day_is_told_whether_it_waits_arrived_or_was_deleted) {
    OutboxState state;
    state.unsent = {entry_of(4), entry_of(5)};
    state.copies = {entry_of(2), entry_of(3)};
    state.arrivals = {{id_of(1), "2026-11-30", "A001", true},
                      {id_of(2), "2026-11-30", "A002", false},
                      {id_of(3), "2026-11-30", "A003", false},
                      {id_of(9), "2026-11-29", "A009", false}};
    const OutboxReport report = outbox_report(state, "2026-11-30", 12);
    EXPECT_EQ(report.seq, 12);
    EXPECT_EQ(report.day, "2026-11-30");
    EXPECT_EQ(report.stored, "1-5");
    EXPECT_EQ(report.waiting, 2);
    EXPECT_EQ(report.oldest, "A004");
    EXPECT_THAT(report.kept, ElementsAre(id_of(2), id_of(3)));
    EXPECT_THAT(report.gone, ElementsAre(id_of(1)));
}

TEST(OutboxReport, what_is_too_much_for_one_report_comes_with_the_next_ones) {
    OutboxState state;
    for (int n = 0; n < 450; ++n) {
        state.arrivals.push_back({id_of(n), "2026-11-29", "A001", true});
    }
    std::set<IntakeId> told;
    for (int seq = 1; seq <= 9; ++seq) {
        const OutboxReport report = outbox_report(state, "2026-11-30", seq);
        EXPECT_EQ(report.gone.size(), limits::kMostIdsAtOnce);
        told.insert(report.gone.begin(), report.gone.end());
    }
    EXPECT_EQ(told.size(), 450u);
}

TEST(OutboxReport, only_copies_are_buried_on_the_services_word) {
    OutboxReply reply;
    reply.gone = {id_of(1), id_of(2), id_of(3)};
    EXPECT_THAT(buried_by(reply, {entry_of(2), entry_of(4)}), ElementsAre(id_of(2)));
}

NumberMoment moment_of(const std::string& day, std::chrono::hours up) {
    return {day, WallTime(std::chrono::seconds(1'796'000'000) + up), true, "boot", up};
}

TEST(RaisedNumber, is_above_what_is_taken_today_and_never_lower_than_before) {
    using std::chrono::hours;
    const LastNumber last{17, moment_of("2026-11-30", hours(9))};
    const NumberMoment now = moment_of("2026-11-30", hours(10));
    EXPECT_EQ(next_number(raised(last, {40, 1000, 0}, now), now), 41);
    EXPECT_EQ(raised(last, {17, 1000, 0}, now), last);
    EXPECT_EQ(raised(last, {3, 1000, 0}, now), last);
    EXPECT_EQ(next_number(raised(last, {99'999, 1000, 0}, now), now), 1018) << "within its bound";
    EXPECT_EQ(raised(last, {99'999, 0, 0}, now), last);
    EXPECT_EQ(next_number(raised(last, {40, 1000, 500}, now), now), 541);
}

TEST(RaisedNumber, of_a_new_day_is_above_what_that_day_has_already) {
    using std::chrono::hours;
    const LastNumber last{17, moment_of("2026-11-29", hours(9))};
    const NumberMoment now = moment_of("2026-11-30", hours(33));
    ASSERT_EQ(next_number(last, now), 1);
    EXPECT_EQ(next_number(raised(last, {5, 1000, 0}, now), now), 6)
        << "an outbox of yesterday, put back today";
    EXPECT_EQ(raised(last, {0, 1000, 0}, now), last) << "the new day may still begin";
    NumberMoment apart = now;
    apart.above = 500;
    EXPECT_EQ(next_number(last, apart), 501);
    EXPECT_EQ(next_number(raised(last, {5, 1000, 0}, apart), apart), 501);
}

TEST(ServiceMemory, is_one_line_and_anything_else_is_nothing) {
    ServiceMemory memory;
    memory.seq = 17;
    EXPECT_EQ(service_memory_from(to_text(memory)), memory);
    memory.position = QueuePosition{{1, 2, 3, 4, 5, 6, 7, 255}, 99};
    EXPECT_EQ(service_memory_from(to_text(memory)), memory);
    memory.block = 1500;
    memory.copied = WallTime(std::chrono::seconds(1'796'000'000));
    memory.left_out = 12;
    memory.left_out_since = WallTime{std::chrono::seconds{1'796'000'000}};
    EXPECT_EQ(service_memory_from(to_text(memory)), memory);
    for (const char* wrong : {"", "service1", "service2 seq=17", "17"}) {
        EXPECT_EQ(service_memory_from(wrong), ServiceMemory{}) << wrong;
    }
    EXPECT_EQ(service_memory_from("service1 seq=17;position=0102").position, std::nullopt);
}

}  // namespace
}  // namespace lotse
