// SPDX-License-Identifier: EUPL-1.2
// Two people at two desks, and time that passes: who works with a client, and whose text holds.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <thread>

#include "codec/forms/configuration_json.h"
#include "codec/wire/bundle.h"
#include "core/limits.h"
#include "kiosk/centre.h"

namespace lotse::kiosk_test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* kMe = "beratung";
constexpr const char* kColleague = "kollegin";
constexpr std::chrono::seconds kLongerThanALease = limits::kClaimLease + std::chrono::seconds(20);

// --- A claim that ran out ------------------------------------------------------------------------
/// Somebody is counselled at a desk: the case is in progress, and its sheet is open.
class ClaimThatRanOut : public testing::Test {
protected:
    ClaimThatRanOut() {
        centre.add_account(kColleague);
        setenv("LD_PRELOAD", LOTSE_PASSING_TIME_LIBRARY, 1);
        setenv("LOTSE_PASSED_TIME", m_passed.c_str(), 1);
        centre.start_service();
        unsetenv("LD_PRELOAD");
        unsetenv("LOTSE_PASSED_TIME");
        const auto client = centre.start_terminal();
        number = client->whole_intake("Beispiel GmbH");
        EXPECT_TRUE(client->ok()) << client->problem();
        EXPECT_THAT(centre.queue_of(1), SizeIs(1));
        centre.stop_terminal();
        staff = centre.start_desk();
        staff->tap("queue." + number);
        staff->tap("action.call");
        EXPECT_TRUE(staff->wait_for("action.begin")) << staff->problem();
        staff->tap("action.begin");
        EXPECT_TRUE(staff->wait_for("action.park")) << staff->problem();
        staff->tap("action.open");
        EXPECT_TRUE(staff->wait_for("case.number")) << staff->problem();
    }
    ~ClaimThatRanOut() override { EXPECT_TRUE(staff->ok()) << staff->problem(); }

    /// At the service; the desk stood still meanwhile and renewed nothing.
    void time_passes() {
        centre.desk().hold();
        const std::string fresh = m_passed + ".new";
        std::ofstream(fresh) << kLongerThanALease.count();
        std::filesystem::rename(fresh, m_passed);
        const QueueEntry left = entry();
        ASSERT_EQ(left.holder, kMe);
        ASSERT_FALSE(is_held(left, now())) << "the lease has ended";
    }
    WallTime now() {
        const auto client = centre.colleague(kMe);
        const WallTime time = client->list().value().now;
        static_cast<void>(client->log_out());
        return time;
    }
    QueueEntry entry() { return centre.queue().at(0); }
    /// Until the entry is as wanted, at most ten seconds.
    bool becomes(const std::function<bool(const QueueEntry&)>& wanted) {
        for (int n = 0; n < 100; ++n) {
            if (wanted(entry())) {
                return true;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
        return false;
    }
    bool is_mine(const QueueEntry& entry) { return entry.holder == kMe && is_held(entry, now()); }

    Centre centre;
    std::string number;
    std::unique_ptr<Visitor> staff;

private:
    std::string m_passed = centre.path("passed");
};

TEST_F(ClaimThatRanOut, is_taken_up_again_by_the_desk_whose_sheet_is_open) {
    time_passes();
    centre.desk().go_on();
    // The desk hears of the time with whatever happens next.
    const auto next = centre.start_terminal();
    EXPECT_NE(next->number_only(), "") << next->problem();
    EXPECT_THAT(centre.queue_of(2), SizeIs(2));
    centre.stop_terminal();
    EXPECT_TRUE(becomes([&](const QueueEntry& entry) { return is_mine(entry); }))
        << "nobody had to press anything";
    EXPECT_EQ(staff->label("case.number"), number);
    EXPECT_FALSE(staff->sees("desk.problem")) << staff->label("desk.problem");
    staff->tap("action.park");
    EXPECT_TRUE(staff->wait_for("action.call")) << staff->problem();
    EXPECT_FALSE(staff->sees("desk.problem")) << staff->label("desk.problem");
    EXPECT_EQ(entry().state, QueueState::Parked);
}

TEST_F(ClaimThatRanOut, is_opened_and_acted_on_as_if_nothing_had_been) {
    staff->tap("action.back");
    EXPECT_TRUE(staff->wait_for("action.open"));
    time_passes();
    centre.desk().go_on();
    staff->tap("action.open");
    ASSERT_TRUE(staff->wait_for("case.number")) << staff->label("desk.problem");
    EXPECT_FALSE(staff->sees("desk.problem")) << staff->label("desk.problem");
    staff->tap("action.park");
    EXPECT_TRUE(becomes([](const QueueEntry& entry) { return entry.state == QueueState::Parked; }))
        << staff->label("desk.problem");
    EXPECT_FALSE(staff->sees("desk.problem")) << staff->label("desk.problem");
    staff->tap("action.call");
    EXPECT_TRUE(becomes([&](const QueueEntry& entry) { return is_mine(entry); }));
}

TEST_F(ClaimThatRanOut, and_was_taken_by_a_colleague_is_theirs_who_is_named_and_nothing_is_lost) {
    centre.expect_in_log("lease of intake");
    centre.expect_in_log("queue service");
    time_passes();
    const auto colleague = centre.colleague(kColleague);
    const QueueEntry left = entry();
    const Result<QueueEntry> theirs =
        colleague->act(left.header.id, QueueAction::Open, left.revision);
    ASSERT_TRUE(theirs.ok()) << "a lease that ended may be taken over";
    centre.desk().go_on();
    EXPECT_TRUE(staff->wait_for("desk.notice")) << staff->problem();
    EXPECT_THAT(staff->label("desk.notice"), HasSubstr(kColleague));
    EXPECT_EQ(staff->label("case.number"), number) << "what was being read stays";
    EXPECT_FALSE(staff->sees("action.park")) << "it is not this desk's any more";
    EXPECT_TRUE(becomes([](const QueueEntry& entry) { return entry.holder == kColleague; }));
    EXPECT_EQ(entry().state, QueueState::InProgress);
    // The colleague parks it: it is there for whoever comes.
    ASSERT_TRUE(colleague->act(left.header.id, QueueAction::Park, theirs->revision).ok());
    static_cast<void>(colleague->log_out());
    ASSERT_TRUE(staff->wait_for("action.call")) << staff->problem();
    staff->tap("action.call");
    EXPECT_TRUE(becomes([&](const QueueEntry& entry) { return is_mine(entry); }));
}

// --- Two admins ----------------------------------------------------------------------------------
constexpr const char* kText = "start.number_only";

/// Both see the same text of the same language, and write something else.
class TwoAdmins : public testing::Test {
protected:
    TwoAdmins() {
        centre.add_account(kColleague, "admin");
        centre.start_service();
        first = centre.start_desk();
        second = centre.start_second_desk(kColleague);
        for (Visitor* admin : {first.get(), second.get()}) {
            EXPECT_TRUE(admin->wait_for("action.admin")) << admin->problem();
            admin->tap("action.admin");
            EXPECT_TRUE(admin->wait_for("admin.page.texts")) << admin->problem();
        }
        write(*first, " Eins");
        write(*second, " Zwei");
    }
    ~TwoAdmins() override {
        EXPECT_TRUE(first->ok()) << first->problem();
        EXPECT_TRUE(second->ok()) << second->problem();
    }
    static void write(Visitor& admin, const std::string& words) {
        admin.tap("admin.page.texts");
        admin.tap("field.search");
        admin.type(kText);
        EXPECT_TRUE(admin.wait_for(std::string("admin.text.") + kText)) << admin.problem();
        admin.tap(std::string("admin.text.") + kText);
        admin.tap("field.text");
        admin.type(words);
        admin.tap("admin.editor.save");
        admin.tap("admin.page.versions");
        EXPECT_TRUE(admin.wait_for("admin.change.0")) << admin.problem();
    }
    static void publish(Visitor& admin) {
        admin.tap("admin.publish");
        EXPECT_TRUE(admin.wait_for("admin.done")) << admin.problem();
    }
    /// Of the version that holds for all; its number, and the words.
    std::pair<std::int64_t, std::string> published() {
        const auto client = centre.colleague(kColleague);
        const auto list = client->list_configurations().value();
        std::int64_t version = 0;
        for (const PublishedConfiguration& one : list.published) {
            version = std::max(version, one.version);
        }
        const std::string bundle = client->fetch_configuration(version).value();
        static_cast<void>(client->log_out());
        const Configuration content =
            codec::read_configuration(codec::split_bundle(bundle)->json).value();
        return {version, content.texts.begin()->second.at(kText)};
    }

    Centre centre;
    std::unique_ptr<Visitor> first, second;
};

TEST_F(TwoAdmins, the_second_is_shown_what_the_first_wrote_and_nothing_is_overwritten_unasked) {
    centre.expect_in_log("somebody else published");
    publish(*first);
    EXPECT_EQ(published().first, 1);
    second->tap("admin.publish");
    ASSERT_TRUE(second->wait_for("admin.clash.0.theirs")) << second->problem();
    EXPECT_THAT(second->value("admin.clash.0.theirs"), HasSubstr("Eins"));
    EXPECT_THAT(second->value("admin.clash.0.mine"), HasSubstr("Zwei"));
    EXPECT_THAT(second->label("admin.clashes.by"), HasSubstr(kMe));
    const codec::AutomationTree undecided = second->tree();
    ASSERT_NE(undecided.find("admin.publish"), nullptr);
    EXPECT_FALSE(undecided.find("admin.publish")->enabled) << "nobody decided";
    second->tap("admin.clash.0.mine.holds");
    publish(*second);
    EXPECT_EQ(published().first, 2);
    EXPECT_THAT(published().second, testing::EndsWith("Zwei"));
}

TEST_F(TwoAdmins, the_second_may_let_the_firsts_words_stand) {
    centre.expect_in_log("somebody else published");
    publish(*first);
    second->tap("admin.publish");
    ASSERT_TRUE(second->wait_for("admin.clash.0.theirs")) << second->problem();
    second->tap("admin.clash.0.theirs.holds");
    EXPECT_TRUE(second->wait_for("admin.no_changes")) << second->problem();
    EXPECT_EQ(published().first, 1);
    EXPECT_THAT(published().second, testing::EndsWith("Eins"));
}

}  // namespace
}  // namespace lotse::kiosk_test
