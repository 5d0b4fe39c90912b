// SPDX-License-Identifier: EUPL-1.2
/// What every Configurations promises (core/configuration/ports.h), as tests that the real ones and
/// the fake pass alike. A harness is that of centre_contract.h.
#pragma once

#include <map>

#include "core/limits.h"
#include "support/centre_contract.h"
#include "support/sample_register.h"

namespace lotse::support {

inline PublishedConfiguration version_of(std::int64_t version, const std::string& preview = "") {
    return {version, kMorning, "anna", "note " + std::to_string(version), preview};
}

template <class Harness>
class ConfigurationsContract : public CentreContract<Harness> {};

TYPED_TEST_SUITE_P(ConfigurationsContract);

TYPED_TEST_P(ConfigurationsContract,
             a_published_configuration_is_kept_byte_for_byte_and_only_the_next_version_is_taken) {
    using std::chrono::days;
    EXPECT_TRUE(this->configurations().published("demo")->empty());
    const std::string bundle = std::string("line\n\0{}", 8) + std::string(100'000, 'x');
    EXPECT_EQ(this->configurations()
                  .publish("demo", version_of(2), bundle, {},
                           sample_audit(AuditAction::ConfigurationPublished))
                  .error()
                  .kind,
              Kind::Refused);
    ASSERT_TRUE(this->configurations()
                    .publish("demo", version_of(1), bundle, days(90),
                             sample_audit(AuditAction::ConfigurationPublished))
                    .ok());
    EXPECT_EQ(this->configurations()
                  .publish("demo", version_of(1), "other", {},
                           sample_audit(AuditAction::ConfigurationPublished))
                  .error()
                  .kind,
              Kind::Refused);
    ASSERT_TRUE(this->configurations()
                    .publish("demo", version_of(2, "t1"), "two", {},
                             sample_audit(AuditAction::ConfigurationPublished))
                    .ok());
    this->harness.reopen();
    EXPECT_EQ(*this->configurations().bundle("demo", 1), bundle);
    EXPECT_EQ(*this->configurations().published("demo"),
              (std::vector<PublishedConfiguration>{version_of(1), version_of(2, "t1")}));
    EXPECT_EQ(this->configurations().bundle("demo", 3).error().kind, Kind::Refused);
    EXPECT_EQ(this->configurations().bundle("other", 1).error().kind, Kind::Refused);
    EXPECT_TRUE(this->configurations().published("other")->empty());
}

TYPED_TEST_P(ConfigurationsContract, a_release_ends_the_preview_and_every_change_wakes_the_desks) {
    ASSERT_TRUE(this->configurations()
                    .publish("demo", version_of(1, "t1"), "one", {},
                             sample_audit(AuditAction::ConfigurationPublished))
                    .ok());
    const std::int64_t published = *this->intakes().revision("demo");
    EXPECT_GT(published, 0);
    EXPECT_EQ(this->configurations()
                  .release("demo", 2, sample_audit(AuditAction::ConfigurationReleased))
                  .error()
                  .kind,
              Kind::Refused);
    EXPECT_EQ(this->configurations()
                  .release("other", 1, sample_audit(AuditAction::ConfigurationReleased))
                  .error()
                  .kind,
              Kind::Refused);
    EXPECT_EQ(*this->intakes().revision("demo"), published);
    ASSERT_TRUE(this->configurations()
                    .release("demo", 1, sample_audit(AuditAction::ConfigurationReleased))
                    .ok());
    EXPECT_EQ(*this->intakes().revision("demo"), published + 1);
    ASSERT_TRUE(this->configurations()
                    .release("demo", 1, sample_audit(AuditAction::ConfigurationReleased))
                    .ok())
        << "again is the same";
    EXPECT_EQ(*this->intakes().revision("demo"), published + 1);
    EXPECT_EQ(this->configurations().published("demo")->front(), version_of(1));
}

TYPED_TEST_P(ConfigurationsContract, old_versions_go_but_never_the_released_one) {
    const std::int64_t last = limits::kConfigurationsKept + 5;
    for (std::int64_t version = 1; version <= last; ++version) {
        const std::string preview = version == 3 ? "" : "t1";
        ASSERT_TRUE(this->configurations()
                        .publish("demo", version_of(version, preview), "b", {},
                                 sample_audit(AuditAction::ConfigurationPublished))
                        .ok());
    }
    EXPECT_EQ(this->configurations().published("demo")->front().version, 3);
    EXPECT_EQ(this->configurations().published("demo")->back().version, last);
}

TYPED_TEST_P(ConfigurationsContract,
             the_newest_released_configuration_says_how_long_a_centre_keeps_what_is_closed) {
    using std::chrono::days;
    using std::chrono::hours;
    ASSERT_TRUE(this->configurations()
                    .publish("nord", version_of(1), "1", days(5),
                             sample_audit(AuditAction::ConfigurationPublished))
                    .ok());
    ASSERT_TRUE(this->configurations()
                    .publish("nord", version_of(2), "2", days(9),
                             sample_audit(AuditAction::ConfigurationPublished))
                    .ok());
    ASSERT_TRUE(this->configurations()
                    .publish("nord", version_of(3, "t1"), "3", days(1),
                             sample_audit(AuditAction::ConfigurationPublished))
                    .ok());
    ASSERT_TRUE(this->configurations()
                    .publish("sued", version_of(1), "1", {},
                             sample_audit(AuditAction::ConfigurationPublished))
                    .ok());
    EXPECT_EQ(*this->configurations().retentions(),
              (std::map<std::string, days>{{"nord", days(9)}}));

    for (const auto& [n, centre] : {std::pair{1, "nord"}, std::pair{2, "sued"}}) {
        ASSERT_TRUE(this->intakes().put(sample_intake(n, 200, centre), kMorning).ok());
        ASSERT_TRUE(
            this->intakes()
                .act(centre, sample_header(n).id, QueueAction::Withdraw, "anna", 1, kMorning)
                .ok());
    }
    ASSERT_TRUE(this->intakes().begin_retention(kMorning).ok());
    EXPECT_EQ(*this->intakes().erase_closed_before(kMorning + hours(1), {{"nord", kMorning}}), 1);
    EXPECT_TRUE(this->intakes().find("nord", sample_header(1).id)->has_value());
    EXPECT_FALSE(this->intakes().find("sued", sample_header(2).id)->has_value());
    EXPECT_EQ(*this->intakes().erase_closed_before(kMorning, {{"nord", kMorning + hours(1)}}), 1);
    EXPECT_FALSE(this->intakes().find("nord", sample_header(1).id)->has_value());
}

TYPED_TEST_P(ConfigurationsContract, what_a_terminal_said_last_is_kept_while_it_is_enrolled) {
    KeysRegister keys = register_with("demo", 1, {{"t1", Bytes(32, 1)}, {"t2", Bytes(32, 2)}});
    ASSERT_TRUE(this->terminals()
                    .keep_keys(keys, "first", {sample_audit(AuditAction::TerminalEnrolled)})
                    .ok());
    TerminalReport report{"t2", 3, 5, "it is broken", "0.1.0", kMorning, 4};
    ASSERT_TRUE(this->configurations().save_report("demo", report).ok());
    const std::int64_t revision = *this->intakes().revision("demo");
    report.at += std::chrono::minutes(1);
    ASSERT_TRUE(this->configurations().save_report("demo", report).ok());
    EXPECT_EQ(*this->intakes().revision("demo"), revision) << "the time alone wakes no desk";
    report.seq = 17;
    report.as_signed = "as it was signed";
    ASSERT_TRUE(this->configurations().save_report("demo", report).ok());
    EXPECT_EQ(*this->intakes().revision("demo"), revision) << "nor does what comes every minute";
    report.running = 4;
    ASSERT_TRUE(this->configurations().save_report("demo", report).ok());
    EXPECT_EQ(*this->intakes().revision("demo"), revision + 1);
    this->harness.reopen();
    EXPECT_EQ(*this->configurations().reports("demo"), std::vector<TerminalReport>{report});
    EXPECT_TRUE(this->configurations().reports("other")->empty());
    EXPECT_EQ(*this->configurations().report("demo", report.terminal), report);
    EXPECT_EQ(*this->configurations().report("other", report.terminal), std::nullopt);
    keys.serial = 2;
    keys.terminals[1].blocked = kMorning;
    ASSERT_TRUE(this->terminals()
                    .keep_keys(keys, "second", {sample_audit(AuditAction::TerminalRevoked)})
                    .ok());
    EXPECT_TRUE(this->configurations().reports("demo")->empty());
    EXPECT_EQ(*this->configurations().report("demo", report.terminal), std::nullopt);
}

TYPED_TEST_P(ConfigurationsContract, a_configuration_and_its_row_in_the_audit_log_are_one) {
    const AuditEntry published{"anna", AuditAction::ConfigurationPublished, "1", kMorning};
    const AuditEntry released{"anna", AuditAction::ConfigurationReleased, "1", kMorning};
    this->harness.refuse_audit(true);
    EXPECT_FALSE(
        this->configurations().publish("demo", version_of(1, "t1"), "b", {}, published).ok());
    this->harness.refuse_audit(false);
    EXPECT_TRUE(this->configurations().published("demo")->empty());
    EXPECT_FALSE(
        this->configurations().publish("demo", version_of(2, "t1"), "b", {}, published).ok());
    EXPECT_FALSE(this->configurations().release("demo", 1, released).ok());
    EXPECT_TRUE(this->harness.audit_rows().empty()) << "what was refused did not happen";
    ASSERT_TRUE(
        this->configurations().publish("demo", version_of(1, "t1"), "b", {}, published).ok());
    this->harness.refuse_audit(true);
    EXPECT_FALSE(this->configurations().release("demo", 1, released).ok());
    this->harness.refuse_audit(false);
    EXPECT_EQ(this->configurations().published("demo")->front().preview, "t1");
    ASSERT_TRUE(this->configurations().release("demo", 1, released).ok());
    ASSERT_TRUE(this->configurations().release("demo", 1, released).ok());
    EXPECT_EQ(this->harness.audit_rows(), (AuditRows{{"anna", "configuration published", "1"},
                                                     {"anna", "configuration released", "1"}}));
}

REGISTER_TYPED_TEST_SUITE_P(
    ConfigurationsContract,
    a_published_configuration_is_kept_byte_for_byte_and_only_the_next_version_is_taken,
    a_release_ends_the_preview_and_every_change_wakes_the_desks,
    old_versions_go_but_never_the_released_one,
    the_newest_released_configuration_says_how_long_a_centre_keeps_what_is_closed,
    what_a_terminal_said_last_is_kept_while_it_is_enrolled,
    a_configuration_and_its_row_in_the_audit_log_are_one);

}  // namespace lotse::support
