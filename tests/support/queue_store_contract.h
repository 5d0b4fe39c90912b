// SPDX-License-Identifier: EUPL-1.2
/// What every queue store promises (core/ports.h), as tests that the real ones and the fake pass
/// alike.
///
/// A harness has `QueueStore& queue()` and `void reopen()` (the service ended and began again).
#pragma once

#include <gtest/gtest.h>

#include "core/limits.h"
#include "core/ports.h"
#include "support/sample_intakes.h"

namespace lotse::support {

template <class Harness>
class QueueStoreContract : public testing::Test {
protected:
    Harness harness;
    QueueStore& queue() { return harness.queue(); }

    /// Brings intake n from Waiting to Done at `now`.
    void finish(int n, WallTime now) {
        std::int64_t revision = (*queue().find("demo", sample_header(n).id))->revision;
        for (const QueueAction action :
             {QueueAction::Call, QueueAction::Open, QueueAction::Close}) {
            const auto after =
                queue().act("demo", sample_header(n).id, action, "anna", revision, now);
            ASSERT_TRUE(after.ok()) << to_string(after.error());
            revision = after->revision;
        }
    }
};

TYPED_TEST_SUITE_P(QueueStoreContract);

TYPED_TEST_P(QueueStoreContract, what_was_put_is_there_after_a_restart_byte_for_byte) {
    ASSERT_EQ(*this->queue().put(sample_intake(1, 5000), kMorning), PutOutcome::Created);
    this->harness.reopen();
    const auto found = this->queue().find("demo", sample_header(1).id);
    ASSERT_TRUE(found.ok() && found->has_value());
    EXPECT_EQ((*found)->header, sample_header(1));
    EXPECT_EQ((*found)->digest, sample_intake(1, 5000).digest);
    EXPECT_EQ((*found)->state, QueueState::Waiting);
    EXPECT_EQ((*found)->received, kMorning);
    EXPECT_EQ((*found)->revision, 1);
    EXPECT_EQ(*this->queue().envelope("demo", sample_header(1).id),
              sample_intake(1, 5000).envelope);
}

TYPED_TEST_P(QueueStoreContract, the_same_intake_again_gets_the_same_answer_and_stays_one) {
    ASSERT_EQ(*this->queue().put(sample_intake(1), kMorning), PutOutcome::Created);
    const std::int64_t revision = *this->queue().revision("demo");
    EXPECT_EQ(*this->queue().put(sample_intake(1), kMorning), PutOutcome::AlreadyThere);
    EXPECT_EQ(this->queue().list("demo", "2026-11-22")->size(), 1u);
    EXPECT_EQ(*this->queue().revision("demo"), revision) << "nothing changed, no desk is woken";
}

TYPED_TEST_P(QueueStoreContract, other_bytes_under_the_same_id_are_refused) {
    ASSERT_TRUE(this->queue().put(sample_intake(1), kMorning).ok());
    const auto other = this->queue().put(sample_intake(1, 300), kMorning);
    ASSERT_FALSE(other.ok());
    EXPECT_EQ(other.error().kind, Kind::Refused);
    EXPECT_EQ(*this->queue().envelope("demo", sample_header(1).id), sample_intake(1).envelope);
}

TYPED_TEST_P(QueueStoreContract, a_group_gets_one_answer_per_intake_and_a_refusal_spoils_no_other) {
    ASSERT_TRUE(this->queue().put(sample_intake(2), kMorning).ok());
    const auto outcomes =
        this->queue().put_many({sample_intake(1), sample_intake(2), sample_intake(2, 300),
                                sample_intake(3), sample_intake(3)},
                               kMorning);
    ASSERT_EQ(outcomes.size(), 5u);
    EXPECT_EQ(*outcomes[0], PutOutcome::Created);
    EXPECT_EQ(*outcomes[1], PutOutcome::AlreadyThere);
    EXPECT_EQ(outcomes[2].error().kind, Kind::Refused);
    EXPECT_EQ(*outcomes[3], PutOutcome::Created);
    EXPECT_EQ(*outcomes[4], PutOutcome::AlreadyThere) << "twice in one group";
    EXPECT_EQ(this->queue().list("demo", "2026-11-22")->size(), 3u);
    EXPECT_TRUE(this->queue().put_many({}, kMorning).empty());
}

TYPED_TEST_P(QueueStoreContract, centres_do_not_see_each_others_intakes) {
    ASSERT_TRUE(this->queue().put(sample_intake(1, 200, "nord"), kMorning).ok());
    ASSERT_TRUE(this->queue().put(sample_intake(2, 200, "sued"), kMorning).ok());
    EXPECT_EQ(this->queue().list("nord", "2026-11-22")->size(), 1u);
    EXPECT_FALSE(this->queue().find("sued", sample_header(1).id)->has_value());
    EXPECT_EQ(this->queue().envelope("sued", sample_header(1).id).error().kind, Kind::Refused);
    EXPECT_EQ(this->queue()
                  .act("sued", sample_header(1).id, QueueAction::Call, "anna", 1, kMorning)
                  .error()
                  .kind,
              Kind::Refused);
    EXPECT_EQ(*this->queue().revision("nord"), 1);
    EXPECT_EQ(*this->queue().revision("west"), 0);
}

TYPED_TEST_P(QueueStoreContract,
             the_list_is_in_order_of_arrival_and_keeps_closed_ones_for_their_day) {
    using std::chrono::hours;
    for (int n = 1; n <= 4; ++n) {
        ASSERT_TRUE(this->queue().put(sample_intake(5 - n), kMorning).ok());
    }
    this->finish(3, kMorning + hours{1});
    this->finish(1, kMorning + hours{24});
    const auto numbers = [&](const char* day) {
        std::string text;
        const auto entries = this->queue().list("demo", day);
        for (const QueueEntry& entry : *entries) {
            text += entry.header.number;
        }
        return text;
    };
    EXPECT_EQ(numbers("2026-11-22"), "A4A3A2");
    EXPECT_EQ(numbers("2026-11-23"), "A4A2A1");
    EXPECT_EQ(numbers("2026-11-24"), "A4A2");
    EXPECT_EQ(numbers("no day"), "A4A2");
}

TYPED_TEST_P(QueueStoreContract, a_day_is_one_of_germany_not_of_utc) {
    using namespace std::chrono;
    for (int n = 1; n <= 2; ++n) {
        ASSERT_TRUE(this->queue().put(sample_intake(n), kMorning).ok());
    }
    const WallTime midnight_utc = sys_days{2026y / November / 23};
    this->finish(1, midnight_utc - 1h - 1s);
    this->finish(2, midnight_utc - 1h);
    const auto closed_on = [&](const char* day) {
        std::string text;
        for (const QueueEntry& entry : *this->queue().list("demo", day)) {
            text += entry.header.number;
        }
        return text;
    };
    EXPECT_EQ(closed_on("2026-11-22"), "A1");
    EXPECT_EQ(closed_on("2026-11-23"), "A2");
}

TYPED_TEST_P(QueueStoreContract, an_action_is_kept_with_holder_lease_calls_and_revision) {
    ASSERT_TRUE(this->queue().put(sample_intake(1), kMorning).ok());
    const std::int64_t before = *this->queue().revision("demo");
    ASSERT_TRUE(this->queue()
                    .act("demo", sample_header(1).id, QueueAction::Call, "anna", 1, kMorning)
                    .ok());
    this->harness.reopen();
    const QueueEntry entry = **this->queue().find("demo", sample_header(1).id);
    EXPECT_EQ(entry.state, QueueState::Called);
    EXPECT_EQ(entry.holder, "anna");
    EXPECT_EQ(entry.lease_until, kMorning + limits::kClaimLease);
    EXPECT_EQ(entry.calls, 1);
    EXPECT_EQ(entry.last_call, kMorning);
    EXPECT_EQ(entry.revision, 2);
    EXPECT_EQ(*this->queue().revision("demo"), before + 1);
}

TYPED_TEST_P(QueueStoreContract, of_two_desks_that_call_the_same_intake_one_is_refused) {
    ASSERT_TRUE(this->queue().put(sample_intake(1), kMorning).ok());
    const IntakeId id = sample_header(1).id;
    ASSERT_TRUE(this->queue().act("demo", id, QueueAction::Call, "anna", 1, kMorning).ok());
    const std::int64_t revision = *this->queue().revision("demo");
    for (const std::int64_t seen : {1, 2}) {
        const auto second =
            this->queue().act("demo", id, QueueAction::Call, "berta", seen, kMorning);
        ASSERT_FALSE(second.ok());
        EXPECT_EQ(second.error().kind, Kind::Refused);
    }
    EXPECT_EQ((*this->queue().find("demo", id))->holder, "anna");
    EXPECT_EQ(*this->queue().revision("demo"), revision);
}

TYPED_TEST_P(QueueStoreContract, what_was_withdrawn_has_no_body_and_cannot_come_back) {
    ASSERT_TRUE(this->queue().put(sample_intake(1), kMorning).ok());
    const IntakeId id = sample_header(1).id;
    ASSERT_TRUE(this->queue().act("demo", id, QueueAction::Withdraw, "anna", 1, kMorning).ok());
    EXPECT_EQ(this->queue().envelope("demo", id).error().kind, Kind::Refused);
    this->harness.reopen();
    // A late retry of the same bytes is answered as delivered; other bytes under the id are not.
    EXPECT_EQ(*this->queue().put(sample_intake(1), kMorning), PutOutcome::AlreadyThere);
    EXPECT_EQ(*this->queue().put_many({sample_intake(1)}, kMorning)[0], PutOutcome::AlreadyThere);
    SealedIntake other = sample_intake(1);
    other.digest[0] ^= 1;
    EXPECT_EQ(this->queue().put(other, kMorning).error().kind, Kind::Refused);
    EXPECT_EQ((*this->queue().find("demo", id))->state, QueueState::Withdrawn);
    EXPECT_FALSE(this->queue().envelope("demo", id).ok());
}

TYPED_TEST_P(QueueStoreContract,
             retention_erases_what_was_closed_before_the_limit_and_nothing_else) {
    using std::chrono::hours;
    for (int n = 1; n <= 4; ++n) {
        ASSERT_TRUE(this->queue().put(sample_intake(n), kMorning).ok());
    }
    this->finish(1, kMorning);
    this->finish(2, kMorning + hours{2});
    ASSERT_TRUE(this->queue()
                    .act("demo", sample_header(3).id, QueueAction::Withdraw, "anna", 1, kMorning)
                    .ok());
    const std::int64_t revision = *this->queue().revision("demo");
    EXPECT_EQ(*this->queue().erase_closed_before(kMorning), 0);
    EXPECT_EQ(*this->queue().erase_closed_before(kMorning + hours{1}), 2);
    EXPECT_EQ(*this->queue().revision("demo"), revision + 1);
    EXPECT_FALSE(this->queue().find("demo", sample_header(1).id)->has_value());
    EXPECT_TRUE(this->queue().find("demo", sample_header(2).id)->has_value());
    EXPECT_TRUE(this->queue().envelope("demo", sample_header(4).id).ok())
        << "open ones are never erased";
    for (const int n : {1, 3}) {
        EXPECT_EQ(*this->queue().put(sample_intake(n), kMorning), PutOutcome::AlreadyThere);
        EXPECT_FALSE(this->queue().find("demo", sample_header(n).id)->has_value());
        SealedIntake other = sample_intake(n);
        other.digest[0] ^= 1;
        EXPECT_EQ(this->queue().put(other, kMorning).error().kind, Kind::Refused);
    }
}

TYPED_TEST_P(QueueStoreContract,
             who_never_came_back_and_a_number_without_data_are_closed_and_then_erased) {
    SealedIntake number_only = sample_intake(2);
    number_only.header.questionnaire.clear();
    ASSERT_TRUE(this->queue().put(sample_intake(1), kMorning).ok());
    ASSERT_TRUE(this->queue().put(number_only, kMorning).ok());
    const auto act = [&](int n, std::initializer_list<QueueAction> actions) {
        std::int64_t revision = 1;
        for (const QueueAction action : actions) {
            const auto after =
                this->queue().act("demo", sample_header(n).id, action, "anna", revision, kMorning);
            ASSERT_TRUE(after.ok()) << to_string(after.error());
            revision = after->revision;
        }
    };
    act(1, {QueueAction::Call, QueueAction::Miss, QueueAction::Close});
    act(2, {QueueAction::Call, QueueAction::Close});
    EXPECT_EQ(*this->queue().erase_closed_before(kMorning + std::chrono::hours{1}), 2);
}

TYPED_TEST_P(QueueStoreContract, an_account_is_kept_and_replaced_under_its_name) {
    EXPECT_FALSE(this->queue().account("anna")->has_value()) << "no default accounts";
    StaffAccount account{"anna", "demo", "$argon2id$…", Bytes{0, 1, 2, 255}, true};
    ASSERT_TRUE(this->queue().save_account(account).ok());
    account.admin = false;
    ASSERT_TRUE(this->queue().save_account(account).ok());
    this->harness.reopen();
    const auto kept = this->queue().account("anna");
    ASSERT_TRUE(kept.ok() && kept->has_value());
    EXPECT_EQ((*kept)->centre, "demo");
    EXPECT_EQ((*kept)->password_hash, account.password_hash);
    EXPECT_EQ((*kept)->wrapped_key, account.wrapped_key);
    EXPECT_FALSE((*kept)->admin);
    EXPECT_FALSE(this->queue().account("Anna")->has_value());
}

TYPED_TEST_P(QueueStoreContract, a_revoked_terminal_is_unknown_until_it_is_enrolled_again) {
    const Bytes key(32, 7);
    EXPECT_FALSE(this->queue().terminal_key("demo", "t1")->has_value());
    ASSERT_TRUE(this->queue().enrol_terminal("demo", "t1", key).ok());
    this->harness.reopen();
    EXPECT_EQ(**this->queue().terminal_key("demo", "t1"), key);
    EXPECT_FALSE(this->queue().terminal_key("other", "t1")->has_value());
    ASSERT_TRUE(this->queue().revoke_terminal("demo", "t1").ok());
    EXPECT_FALSE(this->queue().terminal_key("demo", "t1")->has_value());
    ASSERT_TRUE(this->queue().enrol_terminal("demo", "t1", Bytes(32, 8)).ok());
    EXPECT_EQ(**this->queue().terminal_key("demo", "t1"), Bytes(32, 8));
}

inline PublishedConfiguration sample_configuration(std::int64_t version,
                                                   const std::string& preview = "") {
    return {version, kMorning, "anna", "note " + std::to_string(version), preview};
}

TYPED_TEST_P(QueueStoreContract,
             a_published_configuration_is_kept_byte_for_byte_and_only_the_next_version_is_taken) {
    using std::chrono::days;
    EXPECT_TRUE(this->queue().configurations("demo")->empty());
    const std::string bundle = std::string("line\n\0{}", 8) + std::string(100'000, 'x');
    EXPECT_EQ(this->queue()
                  .publish_configuration("demo", sample_configuration(2), bundle, {})
                  .error()
                  .kind,
              Kind::Refused);
    ASSERT_TRUE(this->queue()
                    .publish_configuration("demo", sample_configuration(1), bundle, days(90))
                    .ok());
    EXPECT_EQ(this->queue()
                  .publish_configuration("demo", sample_configuration(1), "other", {})
                  .error()
                  .kind,
              Kind::Refused);
    ASSERT_TRUE(
        this->queue().publish_configuration("demo", sample_configuration(2, "t1"), "two", {}).ok());
    this->harness.reopen();
    EXPECT_EQ(*this->queue().configuration_bundle("demo", 1), bundle);
    EXPECT_EQ(*this->queue().configurations("demo"),
              (std::vector<PublishedConfiguration>{sample_configuration(1),
                                                   sample_configuration(2, "t1")}));
    EXPECT_EQ(this->queue().configuration_bundle("demo", 3).error().kind, Kind::Refused);
    EXPECT_EQ(this->queue().configuration_bundle("other", 1).error().kind, Kind::Refused);
    EXPECT_TRUE(this->queue().configurations("other")->empty());
}

TYPED_TEST_P(QueueStoreContract, a_release_ends_the_preview_and_every_change_wakes_the_desks) {
    ASSERT_TRUE(
        this->queue().publish_configuration("demo", sample_configuration(1, "t1"), "one", {}).ok());
    const std::int64_t published = *this->queue().revision("demo");
    EXPECT_GT(published, 0);
    EXPECT_EQ(this->queue().release_configuration("demo", 2).error().kind, Kind::Refused);
    EXPECT_EQ(this->queue().release_configuration("other", 1).error().kind, Kind::Refused);
    EXPECT_EQ(*this->queue().revision("demo"), published);
    ASSERT_TRUE(this->queue().release_configuration("demo", 1).ok());
    EXPECT_EQ(*this->queue().revision("demo"), published + 1);
    ASSERT_TRUE(this->queue().release_configuration("demo", 1).ok()) << "again is the same";
    EXPECT_EQ(*this->queue().revision("demo"), published + 1);
    EXPECT_EQ(this->queue().configurations("demo")->front(), sample_configuration(1));
}

TYPED_TEST_P(QueueStoreContract, old_versions_go_but_never_the_released_one) {
    const std::int64_t last = limits::kConfigurationsKept + 5;
    for (std::int64_t version = 1; version <= last; ++version) {
        const std::string preview = version == 3 ? "" : "t1";
        ASSERT_TRUE(
            this->queue()
                .publish_configuration("demo", sample_configuration(version, preview), "b", {})
                .ok());
    }
    EXPECT_EQ(this->queue().configurations("demo")->front().version, 3);
    EXPECT_EQ(this->queue().configurations("demo")->back().version, last);
}

TYPED_TEST_P(QueueStoreContract,
             the_newest_released_configuration_says_how_long_a_centre_keeps_what_is_closed) {
    using std::chrono::days;
    using std::chrono::hours;
    ASSERT_TRUE(
        this->queue().publish_configuration("nord", sample_configuration(1), "1", days(5)).ok());
    ASSERT_TRUE(
        this->queue().publish_configuration("nord", sample_configuration(2), "2", days(9)).ok());
    ASSERT_TRUE(this->queue()
                    .publish_configuration("nord", sample_configuration(3, "t1"), "3", days(1))
                    .ok());
    ASSERT_TRUE(this->queue().publish_configuration("sued", sample_configuration(1), "1", {}).ok());
    EXPECT_EQ(*this->queue().retentions(), (std::map<std::string, days>{{"nord", days(9)}}));

    for (const auto& [n, centre] : {std::pair{1, "nord"}, std::pair{2, "sued"}}) {
        ASSERT_TRUE(this->queue().put(sample_intake(n, 200, centre), kMorning).ok());
        ASSERT_TRUE(
            this->queue()
                .act(centre, sample_header(n).id, QueueAction::Withdraw, "anna", 1, kMorning)
                .ok());
    }
    EXPECT_EQ(*this->queue().erase_closed_before(kMorning + hours(1), {{"nord", kMorning}}), 1);
    EXPECT_TRUE(this->queue().find("nord", sample_header(1).id)->has_value());
    EXPECT_FALSE(this->queue().find("sued", sample_header(2).id)->has_value());
    EXPECT_EQ(*this->queue().erase_closed_before(kMorning, {{"nord", kMorning + hours(1)}}), 1);
    EXPECT_FALSE(this->queue().find("nord", sample_header(1).id)->has_value());
}

TYPED_TEST_P(QueueStoreContract, what_a_terminal_said_last_is_kept_while_it_is_enrolled) {
    ASSERT_TRUE(this->queue().enrol_terminal("demo", "t1", Bytes(32, 1)).ok());
    ASSERT_TRUE(this->queue().enrol_terminal("demo", "t2", Bytes(32, 2)).ok());
    TerminalReport report{"t2", 3, 5, "it is broken", "0.1.0", kMorning, 4};
    ASSERT_TRUE(this->queue().save_report("demo", report).ok());
    const std::int64_t revision = *this->queue().revision("demo");
    report.at += std::chrono::minutes(1);
    ASSERT_TRUE(this->queue().save_report("demo", report).ok());
    EXPECT_EQ(*this->queue().revision("demo"), revision) << "the time alone wakes no desk";
    report.running = 4;
    ASSERT_TRUE(this->queue().save_report("demo", report).ok());
    EXPECT_EQ(*this->queue().revision("demo"), revision + 1);
    this->harness.reopen();
    EXPECT_EQ(*this->queue().reports("demo"), std::vector<TerminalReport>{report});
    EXPECT_TRUE(this->queue().reports("other")->empty());
    ASSERT_TRUE(this->queue().revoke_terminal("demo", "t2").ok());
    EXPECT_TRUE(this->queue().reports("demo")->empty());
}

TYPED_TEST_P(QueueStoreContract, an_untouched_audit_log_is_whole) {
    EXPECT_TRUE(this->queue().verify_audit().ok()) << "also an empty one";
    for (int i = 0; i < 5; ++i) {
        ASSERT_TRUE(
            this->queue().audit("anna", "open", "intake " + std::to_string(i), kMorning).ok());
    }
    this->harness.reopen();
    ASSERT_TRUE(this->queue().audit("berta", "close", "intake 1", kMorning).ok());
    EXPECT_TRUE(this->queue().verify_audit().ok());
}

REGISTER_TYPED_TEST_SUITE_P(
    QueueStoreContract, what_was_put_is_there_after_a_restart_byte_for_byte,
    who_never_came_back_and_a_number_without_data_are_closed_and_then_erased,
    the_same_intake_again_gets_the_same_answer_and_stays_one,
    other_bytes_under_the_same_id_are_refused,
    a_group_gets_one_answer_per_intake_and_a_refusal_spoils_no_other,
    centres_do_not_see_each_others_intakes,
    the_list_is_in_order_of_arrival_and_keeps_closed_ones_for_their_day,
    a_day_is_one_of_germany_not_of_utc, an_action_is_kept_with_holder_lease_calls_and_revision,
    of_two_desks_that_call_the_same_intake_one_is_refused,
    what_was_withdrawn_has_no_body_and_cannot_come_back,
    retention_erases_what_was_closed_before_the_limit_and_nothing_else,
    an_account_is_kept_and_replaced_under_its_name,
    a_published_configuration_is_kept_byte_for_byte_and_only_the_next_version_is_taken,
    a_release_ends_the_preview_and_every_change_wakes_the_desks,
    old_versions_go_but_never_the_released_one,
    the_newest_released_configuration_says_how_long_a_centre_keeps_what_is_closed,
    what_a_terminal_said_last_is_kept_while_it_is_enrolled,
    a_revoked_terminal_is_unknown_until_it_is_enrolled_again, an_untouched_audit_log_is_whole);

}  // namespace lotse::support
