// SPDX-License-Identifier: EUPL-1.2
// Whether the service can work, and what is the matter with it.
#include "service/readiness.h"

#include <gtest/gtest.h>

#include "api_fixture.h"
#include "core/limits.h"

namespace lotse::service {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

constexpr WallTime kNow{std::chrono::seconds{1'796'000'000}};

Condition good() {
    Condition condition;
    condition.certificate_until = kNow + days{300};
    condition.backed_up = kNow - 20h;
    return condition;
}

TEST(Readiness, each_fault_has_its_word) {
    EXPECT_EQ(to_json(judge(good(), kNow)), R"({"state":"ok","faults":[]})");
    const auto said = [](auto spoil) {
        Condition condition = good();
        spoil(condition);
        return to_json(judge(condition, kNow));
    };
    using C = Condition;
    const auto failing = [](const char* word) {
        return std::string(R"({"state":"failing","faults":[")") + word + R"("]})";
    };
    const auto degraded = [](const char* word) {
        return std::string(R"({"state":"degraded","faults":[")") + word + R"("]})";
    };
    EXPECT_EQ(said([](C& c) {
                  c.write = Error{Kind::Transient, "queue.db", "full"};
              }),
              failing("disk"));
    EXPECT_EQ(said([](C& c) { c.takes_intakes = false; }), failing("disk"));
    EXPECT_EQ(said([](C& c) {
                  c.write = Error{Kind::Unusable, "queue.db", "read only"};
              }),
              failing("read_only"));
    EXPECT_EQ(said([](C& c) {
                  c.write = Error{Kind::Corrupt, "queue.db", "other key"};
              }),
              failing("key"));
    EXPECT_EQ(said([](C& c) { c.clock = ClockTrust::Doubtful; }), degraded("clock"));
    EXPECT_EQ(said([](C& c) { c.certificate_until = kNow + days{29}; }), degraded("certificate"));
    EXPECT_EQ(said([](C& c) { c.backed_up = kNow - 27h; }), degraded("backup"));
    EXPECT_EQ(said([](C& c) { c.backed_up.reset(); }), degraded("backup"));
    EXPECT_EQ(said([](C& c) { c.damaged = 1; }), degraded("damage"));
    EXPECT_EQ(said([](C& c) { c.marked = false; }), degraded("mark"));
    EXPECT_EQ(said([](C& c) {
                  c.write = Error{Kind::Unusable, "queue.db", "read only"};
                  c.takes_intakes = false;
                  c.clock = ClockTrust::Doubtful;
                  c.damaged = 3;
              }),
              R"({"state":"failing","faults":["read_only","clock","damage"]})");
}

TEST_F(ApiTest, whoever_watches_the_service_learns_whether_it_is_ready) {
    Reply reply = ask("GET", "/v1/ready");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, R"({"state":"degraded","faults":["backup"]})");
    api->backed_up(WallTime{std::chrono::seconds{wall.load()}});
    EXPECT_EQ(ask("GET", "/v1/ready").body, R"({"state":"ok","faults":[]})");
    api->found_damaged(2);
    EXPECT_EQ(queue->audit_rows.back(),
              (std::array<std::string, 3>{"lotse-queue", "damage found", "2"}));
    EXPECT_EQ(ask("GET", "/v1/ready").body, R"({"state":"degraded","faults":["damage"]})");
    api->found_damaged(0);
    EXPECT_EQ(queue->audit_rows.back()[1], "damage found") << "once";
    EXPECT_EQ(ask("GET", "/v1/ready").body, R"({"state":"ok","faults":[]})");
}

TEST_F(ApiTest, terminals_keep_their_intakes_while_the_disk_is_nearly_full) {
    std::uint64_t free = limits::kQueueReserveBytes - 1;
    rebuild([&](ApiOptions& options) { options.free_bytes = [&] { return free; }; });
    const Reply refused = put(centre().intake(1));
    EXPECT_EQ(refused.status, 503) << refused.body;
    EXPECT_EQ(codec::read_problem(refused.body)->kind, Kind::Transient);
    EXPECT_EQ(ask("GET", "/v1/ready").status, 503);
    sign_in();
    EXPECT_EQ(ask("GET", "/v1/queue").status, 200) << "staff go on";
    free = limits::kQueueReserveBytes;
    EXPECT_EQ(put(centre().intake(1)).status, 503) << "looked at a moment ago";
    pass(limits::kProbeAfter);
    EXPECT_EQ(put(centre().intake(1)).status, 201);
    EXPECT_EQ(ask("GET", "/v1/ready").status, 200);
}

TEST_F(ApiTest, a_long_queue_is_listed_page_after_page) {
    for (int n = 1; n <= 5; ++n) {
        ASSERT_EQ(put(centre().intake(n)).status, 201);
    }
    sign_in();
    const auto page = [&](const std::string& query) {
        return codec::read_listing(ask("GET", "/v1/queue?" + query).body).value().page;
    };
    const QueuePage first = page("limit=2");
    EXPECT_EQ(first.entries.size(), 2u);
    ASSERT_TRUE(first.next);
    const QueuePage second =
        page("day=2026-11-22&after=" + std::to_string(*first.next) + "&limit=3");
    EXPECT_EQ(second.entries.size(), 3u);
    ASSERT_TRUE(second.next);
    EXPECT_TRUE(page("after=" + std::to_string(*second.next)).entries.empty());
    for (const char* wrong : {"limit=0", "limit=501", "limit=x", "after=-1", "after=", "day=today",
                              "limit=2&more=1", "after=99999999999999999999"}) {
        EXPECT_EQ(ask("GET", std::string("/v1/queue?") + wrong).status, 400) << wrong;
    }
}

}  // namespace
}  // namespace lotse::service
