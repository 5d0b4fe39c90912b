// SPDX-License-Identifier: EUPL-1.2
#include "core/admin/people.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/admin/screen.h"

namespace lotse::admin {
namespace {

using testing::IsEmpty;

/// An admin who looks at the people of the centre.
class AdminPeople : public testing::Test {
protected:
    AdminPeople() {
        state = opened(rules, {"adam", "demo", true}).state;
        give(ConfigurationsKnown{});
        give(PageOpened{Page::People, ""});
        Person adam{"adam", *rights_of_role("admin")};
        adam.own = true;
        give(PeopleKnown{{adam, {"boris", *rights_of_role("counsellor")}}});
    }
    std::vector<Effect> give(const Event& event) {
        Update done = update(std::move(state), event, Moment{}, rules);
        state = std::move(done.state);
        return std::move(done.effects);
    }
    void type(const std::string& name) {
        give(FieldTyped{{"person", SecretText(name), name.size(), name.size()}});
    }
    PeopleView view() const { return std::get<PeopleView>(screen_for(state, rules).content); }
    template <class E>
    static const E* only(const std::vector<Effect>& effects) {
        return effects.size() == 1 ? std::get_if<E>(&effects[0]) : nullptr;
    }

    Rules rules;
    State state;
};

TEST_F(AdminPeople, the_page_is_there_for_whoever_lets_people_in) {
    EXPECT_TRUE(screen_for(state, rules).people_offered);
    EXPECT_EQ(state.page, Page::People);
    state = opened(rules, {"adam", "demo"}).state;
    EXPECT_FALSE(screen_for(state, rules).people_offered);
    EXPECT_THAT(give(PageOpened{Page::People, ""}), IsEmpty());
    EXPECT_NE(state.page, Page::People);
}

TEST_F(AdminPeople, somebody_new_gets_a_role_and_a_code_that_is_shown_until_it_is_handed_over) {
    EXPECT_FALSE(view().can_invite) << "no name yet";
    type("boris");
    EXPECT_THAT(give(InvitePressed{}), IsEmpty());
    EXPECT_EQ(state.problem_id, "desk.people.problem.taken");
    for (const char* name : {"Boris", "BORIS", "borIS", "Adam"}) {
        type(name);
        EXPECT_THAT(give(InvitePressed{}), IsEmpty()) << name;
        EXPECT_EQ(state.problem_id, "desk.people.problem.similar") << name;
    }
    for (const char* name : {"Ä", "a b", "a/b", "\xEF\xBD\x82oris", "boris\xC2\xA0"}) {
        type(name);
        EXPECT_THAT(give(InvitePressed{}), IsEmpty()) << name;
        EXPECT_EQ(state.problem_id, "desk.people.problem.name");
    }
    type("dora");
    give(RoleChosen{"reception"});
    give(RoleChosen{"king"});
    const auto effects = give(InvitePressed{});
    ASSERT_NE(only<GiveRights>(effects), nullptr);
    EXPECT_EQ(only<GiveRights>(effects)->account, "dora");
    EXPECT_EQ(only<GiveRights>(effects)->rights, *rights_of_role("reception"));
    EXPECT_TRUE(only<GiveRights>(effects)->new_code);
    EXPECT_THAT(give(InvitePressed{}), IsEmpty()) << "one at a time";
    EXPECT_NE(only<ReadPeople>(give(CodeMade{{"dora", SecretText("abc")}})), nullptr);
    give(PeopleKnown{state.people.list});
    ASSERT_TRUE(view().code.has_value());
    EXPECT_EQ(view().code->code.view(), "abc");
    give(CodeHandedOver{});
    EXPECT_FALSE(view().code.has_value());
    give(CodeMade{{"dora", SecretText("abc")}});
    give(PageOpened{Page::Centre, ""});
    give(PageOpened{Page::People, ""});
    EXPECT_FALSE(view().code.has_value()) << "whoever goes on had it";
}

TEST_F(AdminPeople, a_role_is_changed_and_somebody_removed_only_after_a_question) {
    give(PersonOpened{"boris"});
    give(RoleChosen{"counsellor"});
    EXPECT_FALSE(screen_for(state, rules).question) << "it is that already";
    give(RoleChosen{"reception"});
    const auto asked = screen_for(state, rules).question;
    ASSERT_TRUE(asked && std::holds_alternative<RoleQuestion>(*asked));
    EXPECT_EQ(std::get<RoleQuestion>(*asked).role, "reception");
    give(PeopleCancelled{});
    EXPECT_THAT(give(PeopleConfirmed{}), IsEmpty());
    give(RoleChosen{"reception"});
    auto effects = give(PeopleConfirmed{});
    ASSERT_NE(only<GiveRights>(effects), nullptr);
    EXPECT_EQ(only<GiveRights>(effects)->account, "boris");
    EXPECT_FALSE(only<GiveRights>(effects)->new_code) << "only if it needs one";
    EXPECT_NE(only<ReadPeople>(give(PeopleChanged{"desk.people.done.rights"})), nullptr);
    EXPECT_EQ(state.done_id, "desk.people.done.rights");
    give(PeopleKnown{state.people.list});
    give(RemovalPressed{});
    const auto removal = screen_for(state, rules).question;
    ASSERT_TRUE(removal && std::holds_alternative<RemovalQuestion>(*removal));
    effects = give(PeopleConfirmed{});
    ASSERT_NE(only<RemovePerson>(effects), nullptr);
    EXPECT_EQ(only<RemovePerson>(effects)->account, "boris");
    give(AdminFailed{"desk.people.problem.refused", {}});
    EXPECT_FALSE(state.busy);
}

TEST_F(AdminPeople, nobody_changes_or_removes_oneself) {
    give(PersonOpened{"adam"});
    EXPECT_FALSE(view().can_change);
    give(RoleChosen{"all"});
    give(RemovalPressed{});
    EXPECT_FALSE(screen_for(state, rules).question);
    EXPECT_THAT(give(PeopleConfirmed{}), IsEmpty());
    EXPECT_THAT(give(NewCodePressed{}), IsEmpty());
}

TEST_F(AdminPeople, a_new_code_and_the_end_of_a_wait_are_for_who_is_looked_at) {
    EXPECT_THAT(give(NewCodePressed{}), IsEmpty());
    EXPECT_THAT(give(UnblockPressed{}), IsEmpty());
    give(PersonOpened{"boris"});
    auto effects = give(UnblockPressed{});
    ASSERT_NE(only<UnblockPerson>(effects), nullptr);
    give(PeopleKnown{state.people.list});
    effects = give(NewCodePressed{});
    ASSERT_NE(only<GiveRights>(effects), nullptr);
    EXPECT_TRUE(only<GiveRights>(effects)->new_code);
    EXPECT_EQ(only<GiveRights>(effects)->rights, *rights_of_role("counsellor"));
    give(PeopleKnown{{}});
    EXPECT_FALSE(view().open) << "removed by somebody else meanwhile";
}

TEST(AdminRoles, rights_have_the_name_of_their_role) {
    for (const Role& role : roles()) {
        EXPECT_EQ(role_of(role.rights), role.name);
    }
    EXPECT_EQ(role_of({StaffRight::Call, StaffRight::Audit}), "");
}

}  // namespace
}  // namespace lotse::admin
