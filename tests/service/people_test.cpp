// SPDX-License-Identifier: EUPL-1.2
// People come, go and get other rights while the service runs: by the centre's signature.
#include <gmock/gmock.h>

#include "codec/wire/people_wire.h"
#include "service/api_fixture.h"
#include "vault/person_keys.h"
#include "vault/staff_account.h"

namespace lotse::service {
namespace {

using testing::Contains;
using testing::ElementsAre;

class PeopleTest : public ApiTest {
protected:
    /// Of all accounts of the centre, as an admin's desk makes the first one.
    static PeopleRegister first_people() {
        PeopleRegister people;
        people.centre = TestCentre::kCentre;
        for (const StaffAccount& account : centre().accounts) {
            if (account.centre == TestCentre::kCentre) {
                people.people.push_back(
                    {account.name, account.rights, TestCentre::kAdmin, WallTime{}});
            }
        }
        return people;
    }
    static PeopleRegister next_of(const PeopleRegister& last) {
        PeopleRegister next = last;
        next.serial = last.serial + 1;
        next.previous = vault::hash(signed_form(last));
        return next;
    }
    static std::string signed_form(const PeopleRegister& people) {
        return vault::sign_document(vault::kPeopleDocument, codec::write_people(people),
                                    centre().register_key());
    }
    Reply put_people(const std::string& serial, const std::string& document) {
        Request request;
        request.method = "PUT";
        request.path = "/v1/people/" + serial;
        request.token = token;
        request.content_type = "application/octet-stream";
        request.body.assign(document.begin(), document.end());
        return ask(std::move(request));
    }
    Reply put_people(const PeopleRegister& people) {
        return put_people(std::to_string(people.serial), signed_form(people));
    }
    static void take_out(PeopleRegister& people, const std::string& account) {
        std::erase_if(people.people, [&](const auto& one) { return one.account == account; });
    }
    static RegisteredPerson& person(PeopleRegister& people, const std::string& account) {
        return *std::find_if(people.people.begin(), people.people.end(),
                             [&](const auto& one) { return one.account == account; });
    }
    /// As an admin's desk makes it, under the code.
    static codec::Invitation invitation(const std::string& account, const std::string& code,
                                        Rights rights) {
        const vault::LogInSecrets secrets = secrets_of(account, code);
        const vault::PersonKeys keys = vault::PersonKeys::generate();
        const vault::PublicKey& box = keys.box().public_key();
        const vault::SigningKey registers = centre().register_key();
        return {
            account,
            secrets.proof_text(),
            {1, 8},
            vault::wrap_seed(keys.seed(), secrets.wrap, TestCentre::kCentre, account),
            {Bytes(box.bytes.begin(), box.bytes.end()), keys.sign().public_key(),
             vault::grants_for(box, rights, {&centre().centre_key, nullptr, &registers}).value()}};
    }
};

TEST_F(PeopleTest, rights_follow_the_register_and_who_is_not_in_it_is_gone_with_all_sessions) {
    sign_in(TestCentre::kOtherAccount);
    const std::string counsellor = token;
    sign_in(TestCentre::kReception);
    const std::string reception = token;
    sign_in(TestCentre::kAdmin);
    const PeopleRegister first = first_people();
    ASSERT_EQ(put_people(first).status, 204);
    const auto listed = codec::read_accounts(ask("GET", "/v1/accounts").body);
    ASSERT_TRUE(listed.ok());
    EXPECT_EQ(listed->size(), first.people.size()) << "none of another centre";
    EXPECT_EQ(codec::read_centre(ask("GET", "/v1/centre").body)->people, signed_form(first));
    const std::string admin = token;
    token = counsellor;
    EXPECT_EQ(ask("GET", "/v1/queue").status, 200) << "nothing changed for boris";
    token = admin;

    PeopleRegister second = next_of(first);
    take_out(second, TestCentre::kReception);
    person(second, TestCentre::kOtherAccount).rights = {StaffRight::Call};
    ASSERT_EQ(put_people(second).status, 204);
    EXPECT_EQ(put_people(second).status, 204) << "the answer was lost";
    for (const std::string& over : {counsellor, reception}) {
        token = over;
        EXPECT_EQ(ask("GET", "/v1/queue").status, 401);
    }
    EXPECT_EQ(log_in(TestCentre::kReception, TestCentre::kPassword).status, 401);
    EXPECT_FALSE(queue->find(std::string(TestCentre::kReception))->has_value());
    const StaffAccount boris = **queue->find(std::string(TestCentre::kOtherAccount));
    EXPECT_EQ(boris.rights, (Rights{StaffRight::Call}));
    EXPECT_TRUE(boris.grants.empty()) << "what opens intakes is gone with the right";
    sign_in(TestCentre::kOtherAccount);
    EXPECT_EQ(codec::read_listing(ask("GET", "/v1/queue").body)->people, 2);
    EXPECT_TRUE(queue->find(std::string(TestCentre::kForeignAccount))->has_value());
    EXPECT_THAT(queue->audit_rows, Contains(ElementsAre(TestCentre::kAdmin, "account removed",
                                                        TestCentre::kReception)));
    EXPECT_THAT(queue->audit_rows,
                Contains(ElementsAre(TestCentre::kAdmin, "rights given", "boris call")));
}

TEST_F(PeopleTest, nothing_changes_unless_the_centre_signed_the_next_register_of_people) {
    sign_in(TestCentre::kAdmin);
    const PeopleRegister first = first_people();
    ASSERT_EQ(put_people(first).status, 204);
    PeopleRegister next = next_of(first);
    take_out(next, TestCentre::kReception);
    const auto with = [&](auto spoil) {
        PeopleRegister spoilt = next;
        spoil(spoilt);
        return put_people(spoilt).status;
    };
    EXPECT_EQ(
        put_people("2", vault::sign_document(vault::kPeopleDocument, codec::write_people(next),
                                             vault::SigningKey::generate()))
            .status,
        403);
    EXPECT_EQ(put_people("2", vault::sign_document(vault::kKeysDocument, codec::write_people(next),
                                                   centre().register_key()))
                  .status,
              400);
    EXPECT_EQ(with([](auto& r) { r.previous[0] ^= 1; }), 409);
    EXPECT_EQ(with([](auto& r) { r.centre = "nord"; }), 400);
    EXPECT_EQ(put_people("3", signed_form(next)).status, 400);
    EXPECT_EQ(with([](auto& r) { take_out(r, TestCentre::kAdmin); }), 409) << "oneself";
    EXPECT_EQ(with([](auto& r) { person(r, TestCentre::kAdmin).rights = {StaffRight::Audit}; }),
              409);
    EXPECT_EQ(with([](auto& r) {
                  r.people.push_back(
                      {TestCentre::kForeignAccount, {StaffRight::Call}, "adam", WallTime{}});
              }),
              409)
        << "an account of another centre";
    EXPECT_TRUE(queue->find(std::string(TestCentre::kReception))->has_value());
    for (const char* account : {TestCentre::kReception, TestCentre::kOtherAccount,
                                TestCentre::kAuditor, TestCentre::kInvited}) {
        sign_in(account);
        EXPECT_EQ(put_people(next).status, 403) << account;
        EXPECT_EQ(ask("GET", "/v1/accounts").status, 403) << account;
    }
    sign_in(TestCentre::kAdmin);
    queue->refuse_audit = true;
    EXPECT_EQ(put_people(next).status, 503);
    queue->refuse_audit = false;
    EXPECT_TRUE(queue->find(std::string(TestCentre::kReception))->has_value());
    EXPECT_EQ(put_people(next).status, 204);
}

TEST_F(PeopleTest, who_the_register_names_is_let_in_under_a_code_with_its_rights_and_no_others) {
    const Rights counsellor = *rights_of_role("counsellor");
    const std::string code = "abcdef-ghjkmn-pqrstu";
    sign_in(TestCentre::kAdmin);
    PeopleRegister people = first_people();
    ASSERT_EQ(put_people(people).status, 204);
    const auto invite = [&](const codec::Invitation& made) {
        return ask("POST", "/v1/accounts", codec::write_invitation(made)).status;
    };
    EXPECT_EQ(invite(invitation("dora", code, counsellor)), 409) << "nobody signed for dora";
    people = next_of(people);
    people.people.push_back({"dora", counsellor, TestCentre::kAdmin, WallTime{}});
    ASSERT_EQ(put_people(people).status, 204);
    EXPECT_EQ(log_in("dora", code).status, 401);
    sign_in(TestCentre::kAdmin);
    EXPECT_EQ(invite(invitation("dora", code, *rights_of_role("all"))), 403)
        << "a grant for a right that the register does not give";
    codec::Invitation cut = invitation("dora", code, counsellor);
    cut.wrapped.pop_back();
    EXPECT_EQ(invite(cut), 403);
    EXPECT_EQ(invite(invitation(TestCentre::kAdmin, code, {StaffRight::People})), 409) << "oneself";
    EXPECT_EQ(invite(invitation(TestCentre::kForeignAccount, code, counsellor)), 409);
    ASSERT_EQ(invite(invitation("dora", code, counsellor)), 204);
    const Reply reply = log_in("dora", code);
    ASSERT_EQ(reply.status, 200) << reply.body;
    const auto session = codec::read_session(reply.body);
    EXPECT_TRUE(session->invited);
    EXPECT_EQ(session->rights, counsellor);
    EXPECT_THAT(queue->audit_rows,
                Contains(ElementsAre(TestCentre::kAdmin, "account invited", "dora")));
    EXPECT_EQ(log.find("dora"), std::string::npos);
    // Anew: what the code opened before is over, and so is whoever used it.
    token = session->token;
    EXPECT_EQ(ask("GET", "/v1/centre").status, 200);
    const std::string before = token;
    sign_in(TestCentre::kAdmin);
    ASSERT_EQ(invite(invitation("dora", "another-code-entirely", counsellor)), 204);
    token = before;
    EXPECT_EQ(ask("GET", "/v1/centre").status, 401);
    EXPECT_EQ(log_in("dora", code).status, 401);
    EXPECT_EQ(log_in("dora", "another-code-entirely").status, 200);
    wait_until(WallTime{std::chrono::seconds{wall.load()}} + limits::kInvitation);
    EXPECT_EQ(log_in("dora", "another-code-entirely").status, 401) << "seven days";
}

TEST_F(PeopleTest, nobody_comes_under_the_name_of_another_account_in_other_letters) {
    sign_in(TestCentre::kAdmin);
    PeopleRegister people = first_people();
    ASSERT_EQ(put_people(people).status, 204);
    const auto alike = [](std::string name) {
        name[0] = static_cast<char>(name[0] - 'a' + 'A');
        return name;
    };
    for (const char* there : {TestCentre::kOtherAccount, TestCentre::kForeignAccount}) {
        PeopleRegister next = next_of(people);
        next.people.push_back(
            {alike(there), *rights_of_role("reception"), TestCentre::kAdmin, WallTime{}});
        const Reply refused = put_people(next);
        EXPECT_EQ(refused.status, 409) << there;
        EXPECT_THAT(refused.body, testing::HasSubstr("upper and lower case"));
    }
    EXPECT_EQ(put_people(next_of(people)).status, 204);
}

TEST_F(PeopleTest, who_was_there_in_both_writings_before_goes_on) {
    std::string alike = TestCentre::kOtherAccount;
    alike[0] = static_cast<char>(alike[0] - 'a' + 'A');
    const StaffAccount before =
        vault::make_account({alike, TestCentre::kCentre, *rights_of_role("counsellor"), {1, 8}, {}},
                            TestCentre::kPassword, &centre().centre_key, centre().service_key())
            .value();
    ASSERT_TRUE(
        queue->accounts.save(before, {"test", AuditAction::AccountAdded, alike, WallTime{}}).ok());
    sign_in(TestCentre::kAdmin);
    PeopleRegister people = first_people();
    people.people.push_back({alike, *rights_of_role("counsellor"), TestCentre::kAdmin, WallTime{}});
    ASSERT_EQ(put_people(people).status, 204);
    sign_in(alike);
    EXPECT_EQ(ask("GET", "/v1/queue").status, 200);
    sign_in(TestCentre::kOtherAccount);
    EXPECT_EQ(ask("GET", "/v1/queue").status, 200);
    sign_in(TestCentre::kAdmin);
    EXPECT_EQ(put_people(next_of(people)).status, 204) << "the next register names both as well";
}

TEST_F(PeopleTest, whoever_waits_after_wrong_passwords_is_seen_and_let_go) {
    for (int i = 0; i < 6; ++i) {
        log_in(TestCentre::kReception, "wrong");
    }
    EXPECT_EQ(log_in(TestCentre::kReception, TestCentre::kPassword).status, 429);
    sign_in(TestCentre::kAdmin);
    const auto waits = [&] {
        const auto listed = codec::read_accounts(ask("GET", "/v1/accounts").body);
        std::vector<std::string> names;
        for (const codec::ListedAccount& one : *listed) {
            if (one.waits) {
                names.push_back(one.account);
            }
        }
        return names;
    };
    EXPECT_THAT(waits(), ElementsAre(TestCentre::kReception));
    EXPECT_EQ(ask("POST", "/v1/unblock", codec::write_log_in_start("nobody")).status, 404);
    EXPECT_EQ(
        ask("POST", "/v1/unblock", codec::write_log_in_start(TestCentre::kForeignAccount)).status,
        404);
    EXPECT_EQ(ask("POST", "/v1/unblock", codec::write_log_in_start(TestCentre::kReception)).status,
              204);
    EXPECT_TRUE(waits().empty());
    EXPECT_THAT(queue->audit_rows, Contains(ElementsAre(TestCentre::kAdmin, "account unblocked",
                                                        TestCentre::kReception)));
    EXPECT_EQ(log_in(TestCentre::kReception, TestCentre::kPassword).status, 200);
}

}  // namespace
}  // namespace lotse::service
