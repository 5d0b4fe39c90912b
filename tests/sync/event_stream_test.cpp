// SPDX-License-Identifier: EUPL-1.2
#include "sync/event_stream.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/limits.h"

namespace lotse::sync {
namespace {

const std::string kText =
    ": heartbeat\n\nevent: changed\nid: 7\ndata: {\"a\":1}\n\r\ndata:x\rdata: y\r\n\r\nid: 8\n\n";

std::vector<StreamEvent> read_in_pieces(std::string_view text, std::size_t size) {
    EventStreamReader reader;
    std::vector<StreamEvent> all;
    for (std::size_t at = 0; at < text.size(); at += size) {
        const auto events = reader.take(text.substr(at, size));
        EXPECT_TRUE(events.ok());
        all.insert(all.end(), events->begin(), events->end());
    }
    return all;
}

TEST(EventStream, gives_the_same_events_however_the_bytes_are_cut) {
    const std::vector<StreamEvent> expected = {{"changed", "7", "{\"a\":1}"}, {"", "7", "x\ny"}};
    for (std::size_t size = 1; size <= kText.size(); ++size) {
        EXPECT_EQ(read_in_pieces(kText, size), expected) << "pieces of " << size;
    }
}

TEST(EventStream, an_unfinished_event_is_not_given) {
    EXPECT_TRUE(read_in_pieces("data: half\n", 3).empty());
}

TEST(EventStream, a_line_without_end_ends_the_stream) {
    EventStreamReader reader;
    const auto events = reader.take(std::string(limits::kLongestEventLineBytes + 1, 'x'));
    ASSERT_FALSE(events.ok());
    EXPECT_EQ(events.error().kind, Kind::Corrupt);
}

TEST(EventStream, an_event_without_end_ends_the_stream) {
    EventStreamReader reader;
    bool ended = false;
    for (int i = 0; i < 1000 && !ended; ++i) {
        ended = !reader.take("data: " + std::string(100, 'x') + "\n").ok();
    }
    EXPECT_TRUE(ended);
}

}  // namespace
}  // namespace lotse::sync
