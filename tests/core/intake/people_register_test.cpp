// SPDX-License-Identifier: EUPL-1.2
#include "core/intake/people_register.h"

#include <gtest/gtest.h>

#include "support/sample_people.h"

namespace lotse {
namespace {

using support::sample_people;

struct Case {
    const char* what;
    void (*spoil)(PeopleRegister&);
};

TEST(PeopleRegister, names_are_whole_nobody_stands_twice_and_somebody_lets_people_in) {
    EXPECT_TRUE(check_people(sample_people()).ok());
    const Case cases[] = {
        {"no centre", [](auto& r) { r.centre.clear(); }},
        {"serial", [](auto& r) { r.serial = 0; }},
        {"the second without a first", [](auto& r) { r.serial = 2; }},
        {"a first with one before it", [](auto& r) { r.previous[0] = 1; }},
        {"twice", [](auto& r) { r.people[1].account = r.people[0].account; }},
        {"no name", [](auto& r) { r.people[1].account = "a b"; }},
        {"no rights", [](auto& r) { r.people[1].rights = {}; }},
        {"by nobody", [](auto& r) { r.people[1].by.clear(); }},
        {"by a novel", [](auto& r) { r.people[1].by = std::string(65, 'a'); }},
        {"nobody lets anybody in", [](auto& r) { r.people[0].rights = {StaffRight::Call}; }},
    };
    for (const Case& one : cases) {
        PeopleRegister spoilt = sample_people();
        one.spoil(spoilt);
        EXPECT_FALSE(check_people(spoilt).ok()) << one.what;
    }
}

TEST(PeopleRegister, nobody_comes_who_is_called_as_somebody_else_but_for_upper_and_lower_case) {
    PeopleRegister people = sample_people();
    const std::string there = people.people[0].account;
    std::vector<std::string> known;
    for (const RegisteredPerson& person : people.people) {
        known.push_back(person.account);
    }
    EXPECT_TRUE(check_newcomers(known, people).ok());
    RegisteredPerson comes = people.people[1];
    std::string loud = there;
    loud[0] = static_cast<char>(loud[0] - 'a' + 'A');
    for (const std::string& name : {loud, "\xEF\xBC\xA1" + there}) {
        comes.account = name;
        PeopleRegister next = people;
        next.people.push_back(comes);
        EXPECT_FALSE(check_newcomers(known, next).ok()) << name;
        std::erase_if(next.people, [&](const auto& one) { return one.account == there; });
        EXPECT_FALSE(check_newcomers(known, next).ok()) << name << " instead of the other";
    }
    PeopleRegister two = people;
    for (const char* name : {"New", "nEw"}) {
        comes.account = name;
        two.people.push_back(comes);
    }
    EXPECT_FALSE(check_newcomers(known, two).ok()) << "both come at once";
    // Both were let in before: they go on, and others come.
    known.insert(known.end(), {"New", "nEw"});
    comes.account = "dora";
    two.people.push_back(comes);
    EXPECT_TRUE(check_newcomers(known, two).ok());
    EXPECT_TRUE(check_people(two).ok());
}

TEST(PeopleRegister, nobody_goes_back_or_beside) {
    const PeopleRegister last = sample_people();
    Digest digest{};
    digest[0] = 7;
    PeopleRegister next = last;
    next.serial = 2;
    next.previous = digest;
    next.people.pop_back();
    EXPECT_TRUE(check_successor(last, digest, next).ok()) << "somebody went";
    const Case cases[] = {
        {"the same serial", [](auto& r) { r.serial = 1; }},
        {"beside it", [](auto& r) { r.previous[0] = 8; }},
        {"another centre", [](auto& r) { r.centre = "elsewhere"; }},
    };
    for (const Case& one : cases) {
        PeopleRegister spoilt = next;
        one.spoil(spoilt);
        EXPECT_FALSE(check_successor(last, digest, spoilt).ok()) << one.what;
    }
    next.serial = 3;
    next.previous[0] = 8;
    EXPECT_TRUE(check_successor(last, digest, next).ok()) << "one was missed";
}

TEST(PeopleRegister, who_comes_goes_or_may_read_now_is_told) {
    const PeopleRegister last = sample_people();
    PeopleRegister next = last;
    next.people[1].rights.add(StaffRight::Open);
    next.people.push_back({"carla", {StaffRight::Call, StaffRight::Open}, "anna", last.at});
    next.people.push_back({"dora", {StaffRight::Audit}, "anna", last.at});
    std::erase_if(next.people, [](const auto& one) { return one.account == "boris"; });
    const std::vector<RegisteredPerson> readers = new_readers(last, next);
    ASSERT_EQ(readers.size(), 2u);
    EXPECT_EQ(readers[0].account, "rosa");
    EXPECT_EQ(readers[1].account, "carla");
    EXPECT_TRUE(new_readers(next, last).size() == 1) << "boris again";
    EXPECT_EQ(
        audit_of(&last, next, "anna", last.at),
        (std::vector<AuditEntry>{{"anna", AuditAction::RightsGiven, "rosa call open", last.at},
                                 {"anna", AuditAction::RightsGiven, "carla call open", last.at},
                                 {"anna", AuditAction::RightsGiven, "dora audit", last.at},
                                 {"anna", AuditAction::AccountRemoved, "boris", last.at}}));
    EXPECT_EQ(audit_of(nullptr, last, "anna", last.at).front(),
              (AuditEntry{"anna", AuditAction::PeopleListed, "demo", last.at}));
    EXPECT_EQ(find_person(last, "nobody"), nullptr);
}

}  // namespace
}  // namespace lotse
