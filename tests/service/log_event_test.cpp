// SPDX-License-Identifier: EUPL-1.2
#include "service/log_event.h"

#include <gtest/gtest.h>

namespace lotse::service {
namespace {

IntakeId id() {
    IntakeId made;
    made.bytes.fill(0xab);
    return made;
}

const std::string kId = "abababababababababababababababab";

std::string text(const LogEvent& event) {
    return log_line(event).text;
}

TEST(LogEvent, every_kind_reads_as_the_log_did_before) {
    EXPECT_EQ(text(ServiceStarted{"0.1.0", 8443}), "event=start version=0.1.0 port=8443");
    EXPECT_EQ(text(ServiceStopped{}), "event=stop");
    EXPECT_EQ(text(DrainTimedOut{}), "event=stop reason=drain_timeout");
    EXPECT_EQ(text(ConnectionTurnedAway{}), "event=accept reason=too_many_connections");
    EXPECT_EQ(text(ConnectionGaveWay{3}), "event=accept gave_way=3");
    EXPECT_EQ(text(TransportFailed{"accept", "bad alloc"}), "event=accept problem=\"bad alloc\"");
    EXPECT_EQ(text(Answered{Work::LogIn, 401}), "event=log_in status=401");
    EXPECT_EQ(text(Answered{.work = Work::Put, .status = 201, .id = id()}),
              "event=put status=201 id=" + kId);
    EXPECT_EQ(text(Answered{
                  .work = Work::Put, .status = 403, .id = id(), .reason = Reason::UnknownTerminal}),
              "event=put status=403 reason=unknown_terminal id=" + kId);
    EXPECT_EQ(text(Answered{.work = Work::Publish, .status = 201, .version = 7}),
              "event=publish status=201 version=7");
    EXPECT_EQ(text(IntakeActedOn{QueueAction::Close, id()}), "event=act action=close id=" + kId);
    EXPECT_EQ(text(IntakesErased{3}), "event=retain erased=3");
    EXPECT_EQ(text(BackedUp{{{}, 7}, 5, 1}), "event=backup position=7 entries=5 deleted=1");
    EXPECT_EQ(text(KeyDestroyed{"2026-12"}), "event=key destroyed=\"2026-12\"");
    EXPECT_EQ(text(TombstonesSettled{2, 0}), "event=tombstones buried_again=2");
    EXPECT_EQ(text(WorkFailed{.work = Work::Put,
                              .error = {Kind::Transient, "queue.db", "full"},
                              .status = 503,
                              .id = id()}),
              "event=put status=503 id=" + kId + " problem=\"" +
                  to_string(Error{Kind::Transient, "queue.db", "full"}) + "\"");
}

TEST(LogEvent, only_failures_are_for_the_one_who_looks_after_the_service) {
    const Error error{Kind::Corrupt, "queue.db", "damaged"};
    for (const LogEvent& event :
         {LogEvent{WorkFailed{Work::Retain, error}}, LogEvent{TransportFailed{"accept", "x"}},
          LogEvent{TombstonesSettled{0, 1}}, LogEvent{RowsDamaged{2}}, LogEvent{GrantsLost{1}}}) {
        EXPECT_EQ(log_line(event).severity, Severity::Error) << text(event);
    }
    for (const LogEvent& event :
         {LogEvent{ServiceStarted{}}, LogEvent{ServiceStopped{}}, LogEvent{DrainTimedOut{}},
          LogEvent{ConnectionTurnedAway{}}, LogEvent{Answered{Work::Put, 503}},
          LogEvent{IntakeActedOn{}}, LogEvent{IntakesErased{}}, LogEvent{TombstonesSettled{1, 0}},
          LogEvent{BackedUp{}}}) {
        EXPECT_EQ(log_line(event).severity, Severity::Info) << text(event);
    }
}

TEST(LogEvent, words_in_a_value_make_no_severity_and_no_second_line) {
    EXPECT_EQ(log_line(ServiceStarted{"1 problem=\"none\"", 1}).severity, Severity::Info);
    const LogLine line = log_line(TransportFailed{"accept", "a\nevent=stop \"b\""});
    EXPECT_EQ(line.text, "event=accept problem=\"a event=stop 'b'\"");
}

}  // namespace
}  // namespace lotse::service
