// SPDX-License-Identifier: EUPL-1.2
// One's own password, and what a desk says of others who may read.
#include "core/desk/screen.h"
#include "desk_fixture.h"

namespace lotse::desk::test {
namespace {

TEST_F(Desk, ones_own_password_is_changed_with_the_one_of_now_and_the_next_twice) {
    log_in();
    EXPECT_TRUE(screen_for(state, rules).may_change_password);
    EXPECT_THAT(give(LogInPressed{}), IsEmpty()) << "nothing is asked";
    give(PasswordPressed{});
    ASSERT_TRUE(std::holds_alternative<PasswordView>(screen_for(state, rules).screen));
    EXPECT_THAT(give(LogInPressed{}), IsEmpty());
    EXPECT_EQ(place<QueueOpen>().own_password->problem_id, "desk.password.incomplete");
    type(LogInField::Password, "geheim");
    type(LogInField::Fresh, "ein neues");
    type(LogInField::Again, "ein anderes");
    EXPECT_THAT(give(LogInPressed{}), IsEmpty());
    EXPECT_EQ(place<QueueOpen>().own_password->problem_id, "desk.choose.differs");
    type(LogInField::Again, "ein neues");
    const auto effects = give(LogInPressed{});
    ASSERT_NE(only<ChangePassword>(effects), nullptr);
    EXPECT_EQ(only<ChangePassword>(effects)->now.view(), "geheim");
    EXPECT_EQ(only<ChangePassword>(effects)->fresh.view(), "ein neues");
    EXPECT_THAT(give(LogInPressed{}), IsEmpty()) << "one at a time";
    give(PasswordCancelled{});
    EXPECT_TRUE(place<QueueOpen>().own_password.has_value()) << "it is on its way";
    give(PasswordRefused{"desk.password.wrong"});
    EXPECT_EQ(place<QueueOpen>().own_password->problem_id, "desk.password.wrong");
    EXPECT_TRUE(place<QueueOpen>().own_password->now.text.empty()) << "all of it again";
    give(PasswordChanged{});
    EXPECT_FALSE(place<QueueOpen>().own_password.has_value());
    const ScreenView shown = screen_for(state, rules);
    ASSERT_EQ(shown.banners.size(), 1u);
    EXPECT_EQ(shown.banners[0].problem_id, "desk.password.done");
}

TEST_F(Desk, a_password_that_is_being_changed_is_forgotten_by_going_back_and_by_a_lock) {
    log_in();
    give(PasswordPressed{});
    type(LogInField::Password, "geheim");
    give(PasswordCancelled{});
    give(PasswordPressed{});
    EXPECT_TRUE(place<QueueOpen>().own_password->now.text.empty());
    type(LogInField::Password, "geheim");
    give(LockPressed{});
    EXPECT_FALSE(place<Locked>().queue.own_password.has_value());
    type(LogInField::Password, "geheim");
    give(LogInPressed{});
    give(Unlocked{{"anna", "demo"}});
    EXPECT_FALSE(place<QueueOpen>().own_password.has_value());
}

TEST_F(Desk, who_else_may_read_now_is_said_until_somebody_has_seen_it) {
    log_in();
    const RegisteredPerson dora{"dora", {StaffRight::Open}, "adam", kNoon};
    QueueKnown known{{entry_in(S::Waiting, 1)}};
    known.new_readers = {dora, {"emil", {StaffRight::Open}, "adam", kNoon}};
    give(known);
    ScreenView shown = screen_for(state, rules);
    ASSERT_EQ(shown.banners.size(), 1u);
    EXPECT_EQ(shown.banners[0].kind, Banner::Kind::Readers);
    EXPECT_EQ(shown.banners[0].account, "dora");
    EXPECT_EQ(shown.banners[0].by, "adam");
    EXPECT_EQ(shown.banners[0].more, 1u);
    EXPECT_NE(only<SeeReaders>(give(ReadersSeen{})), nullptr);
    EXPECT_THAT(give(ReadersSeen{}), IsEmpty());
    EXPECT_TRUE(screen_for(state, rules).banners.empty());
}

TEST_F(Desk, who_waits_for_the_key_is_admitted_once_and_only_as_shown) {
    log_in();
    const Newcomer dora{"dora", "adam", kNoon, "1A2B 3C4D"};
    QueueKnown known{{entry_in(S::Waiting, 1)}};
    known.newcomers = {dora, {"emil", "adam", kNoon, "5E6F 7081"}};
    give(known);
    const ScreenView shown = screen_for(state, rules);
    ASSERT_EQ(shown.banners.size(), 1u);
    EXPECT_EQ(shown.banners[0].kind, Banner::Kind::Admit);
    EXPECT_EQ(shown.banners[0].account, "dora");
    EXPECT_EQ(shown.banners[0].by, "adam");
    EXPECT_EQ(shown.banners[0].fingerprint, "1A2B 3C4D");
    EXPECT_EQ(shown.banners[0].more, 1u);
    EXPECT_THAT(give(AdmitPressed{"nobody"}), IsEmpty());
    const auto effects = give(AdmitPressed{"dora"});
    const Admit* admit = only<Admit>(effects);
    ASSERT_NE(admit, nullptr);
    EXPECT_EQ(admit->newcomer, dora);
    EXPECT_THAT(give(AdmitPressed{"dora"}), IsEmpty()) << "it is on its way";
    EXPECT_EQ(screen_for(state, rules).banners[0].account, "emil");
    known.newcomers.clear();
    known.own_fingerprint = "9A0B";
    give(known);
    EXPECT_EQ(screen_for(state, rules).banners[0].kind, Banner::Kind::Waits);
    EXPECT_EQ(screen_for(state, rules).banners[0].fingerprint, "9A0B");
}

}  // namespace
}  // namespace lotse::desk::test
