// SPDX-License-Identifier: EUPL-1.2
// What everybody with a session is told of the audit log and who may sign what of it; what is told
// of changes of the queue, and of what is erased soon.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "codec/wire/audit_wire.h"
#include "service/api_fixture.h"
#include "vault/log_in.h"
#include "vault/person_keys.h"
#include "vault/signed_document.h"

namespace lotse::service {
namespace {

using testing::HasSubstr;

class Audit : public ApiTest {
protected:
    /// The key that the account's own desk signs with.
    vault::PersonKeys person(const std::string& account) {
        const vault::LogInSecrets secrets = secrets_of(account, TestCentre::kPassword);
        const auto one =
            std::find_if(centre().accounts.begin(), centre().accounts.end(),
                         [&](const StaffAccount& known) { return known.name == account; });
        const auto wrapped = centre().service_key().wrapped(account, one->wrapped);
        auto seed = vault::unwrap_seed(*wrapped, secrets.wrap, TestCentre::kCentre, account);
        return std::move(vault::PersonKeys::from_seed(std::move(*seed)).value());
    }
    AuditHeads heads(const std::string& query = "") {
        const Reply reply = ask("GET", "/v1/audit/heads" + query);
        EXPECT_EQ(reply.status, 200) << reply.body;
        return codec::read_audit_heads(reply.body).value();
    }
    static std::string signed_by(const vault::SigningKey& key, const SignedHead& head) {
        return vault::sign_document(vault::kAuditHeadDocument, codec::write_signed_head(head), key);
    }
    SignedHead head_of(const std::string& account) {
        return {TestCentre::kCentre, account, heads().to, 1, 1, WallTime{}};
    }
};

TEST_F(Audit, everybody_is_told_heads_and_no_row) {
    sign_in();
    put(centre().intake(1));
    sign_in(TestCentre::kReception);
    const AuditHeads now = heads();
    EXPECT_GT(now.to.seq, 0);
    EXPECT_TRUE(now.inner.empty());
    const Reply reply = ask("GET", "/v1/audit/heads?after=0");
    EXPECT_EQ(reply.body.find(TestCentre::kAccount), std::string::npos);
    const Result<AuditHeads> all = codec::read_audit_heads(reply.body);
    ASSERT_TRUE(all.ok()) << to_string(all.error());
    AuditHead head;
    EXPECT_TRUE(follow_chain(head, *all, support::simple_hash));
    EXPECT_EQ(head, now.to);
    for (const char* query : {"?after=", "?after=-1", "?after=x", "?before=1", "?after=1x"}) {
        EXPECT_EQ(ask("GET", std::string("/v1/audit/heads") + query).status, 400) << query;
    }
}

TEST_F(Audit, a_head_that_its_account_signed_stands_in_the_log_and_in_the_services_own) {
    sign_in(TestCentre::kReception);
    const vault::PersonKeys rosa = person(TestCentre::kReception);
    const SignedHead head = head_of(TestCentre::kReception);
    const std::string document = signed_by(rosa.sign(), head);
    const std::size_t rows = queue->audit_rows.size();
    ASSERT_EQ(ask("POST", "/v1/audit/heads", document).status, 204);
    ASSERT_EQ(queue->audit_rows.size(), rows + 1);
    EXPECT_EQ(queue->audit_rows.back()[1], "head signed");
    EXPECT_EQ(queue->audit_rows.back()[2], document);
    EXPECT_THAT(log, HasSubstr("event=audit_head seq=" + std::to_string(head.head.seq)));
    EXPECT_THAT(log, HasSubstr(to_hex(head.head.head)));
    // It can be shown to whoever has the person's key.
    EXPECT_TRUE(vault::open_document(queue->audit_rows.back()[2], vault::kAuditHeadDocument,
                                     rosa.sign().public_key())
                    .ok());
}

TEST_F(Audit, a_head_of_somebody_else_or_of_another_log_is_not_taken) {
    sign_in(TestCentre::kReception);
    const vault::PersonKeys rosa = person(TestCentre::kReception);
    const vault::PersonKeys boris = person(TestCentre::kOtherAccount);
    const SignedHead good = head_of(TestCentre::kReception);
    const std::size_t rows = queue->audit_rows.size();
    EXPECT_EQ(ask("POST", "/v1/audit/heads", signed_by(boris.sign(), good)).status, 403);
    SignedHead other = good;
    other.account = TestCentre::kOtherAccount;
    EXPECT_EQ(ask("POST", "/v1/audit/heads", signed_by(rosa.sign(), other)).status, 403);
    other = good;
    other.centre = "nord";
    EXPECT_EQ(ask("POST", "/v1/audit/heads", signed_by(rosa.sign(), other)).status, 403);
    EXPECT_EQ(ask("POST", "/v1/audit/heads", "{}").status, 403);
    EXPECT_EQ(
        ask("POST", "/v1/audit/heads",
            vault::sign_document(vault::kKeysDocument, codec::write_signed_head(good), rosa.sign()))
            .status,
        403)
        << "another kind of document";
    other = good;
    other.head.head[7] ^= 1;
    EXPECT_EQ(ask("POST", "/v1/audit/heads", signed_by(rosa.sign(), other)).status, 409);
    other = good;
    other.head.seq += 5;
    EXPECT_EQ(ask("POST", "/v1/audit/heads", signed_by(rosa.sign(), other)).status, 409);
    EXPECT_EQ(queue->audit_rows.size(), rows);
}

TEST_F(Audit, the_wire_form_of_heads_is_read_as_it_was_written_and_nothing_else_is) {
    AuditHeads told{{3, Digest{1}}, {Digest{2}, Digest{3}}, {5, Digest{4}}, 9};
    const std::string text = codec::write_audit_heads(told);
    EXPECT_EQ(*codec::read_audit_heads(text), told);
    for (std::size_t length = 0; length < text.size(); ++length) {
        EXPECT_FALSE(codec::read_audit_heads(text.substr(0, length)).ok()) << length;
    }
    for (const char* bad : {"[]", "{}", R"({"from":1,"to":2,"inner":[],"last":1})",
                            R"({"from":{},"to":{},"inner":[],"last":1})"}) {
        EXPECT_FALSE(codec::read_audit_heads(bad).ok()) << bad;
    }
    const codec::DueList due{{{"", "A1", "2026-11-22", true}}, 7};
    EXPECT_EQ(*codec::read_due(codec::write_due(due)), due);
    EXPECT_FALSE(codec::read_due(R"({"entries":[{}],"count":1})").ok());
}

TEST_F(Audit, a_list_of_changes_is_of_the_database_that_the_desk_knows_or_the_whole) {
    sign_in();
    for (int n = 1; n <= 3; ++n) {
        put(centre().intake(n));
    }
    const codec::Listing all = codec::read_listing(ask("GET", "/v1/queue").body).value();
    ASSERT_EQ(all.page.entries.size(), 3u);
    ASSERT_FALSE(all.epoch.empty());
    act(all.page.entries[1].header.id, QueueAction::Call, 1);
    const auto since = [&](std::int64_t revision, const std::string& epoch) {
        const Reply reply =
            ask("GET", "/v1/queue?since=" + std::to_string(revision) + "&epoch=" + epoch);
        EXPECT_EQ(reply.status, 200) << reply.body;
        return codec::read_listing(reply.body).value();
    };
    const codec::Listing changed = since(all.revision, all.epoch);
    EXPECT_EQ(changed.since, all.revision);
    ASSERT_EQ(changed.page.entries.size(), 1u);
    EXPECT_EQ(changed.page.entries[0].header.id, all.page.entries[1].header.id);
    EXPECT_EQ(changed.page.entries[0].state, QueueState::Called);
    EXPECT_EQ(changed.revision, all.revision + 1);
    EXPECT_TRUE(since(changed.revision, all.epoch).page.entries.empty());
    for (const auto& [revision, epoch] :
         {std::pair<std::int64_t, std::string>{all.revision, "0000000000000000"},
          {changed.revision + 1, all.epoch}}) {
        const codec::Listing whole = since(revision, epoch);
        EXPECT_FALSE(whole.since.has_value()) << "another, or an older database";
        EXPECT_EQ(whole.page.entries.size(), 3u);
    }
    for (const char* query : {"since=1", "epoch=a", "since=&epoch=a", "since=-1&epoch=a"}) {
        EXPECT_EQ(ask("GET", std::string("/v1/queue?") + query).status, 400) << query;
    }
}

TEST_F(Audit, what_is_erased_soon_is_told_to_who_looks_after_the_centre) {
    constexpr std::chrono::hours kDay{24};
    sign_in();
    put(centre().intake(1));
    put(centre().intake(2));
    const codec::Listing all = codec::read_listing(ask("GET", "/v1/queue").body).value();
    const IntakeId first = all.page.entries[0].header.id;
    act(first, QueueAction::Call, 1);
    act(first, QueueAction::Close, 2);
    api->upkeep();
    const auto due = [this] {
        sign_in(TestCentre::kAdmin);
        const Reply reply = ask("GET", "/v1/due");
        EXPECT_EQ(reply.status, 200) << reply.body;
        return codec::read_due(reply.body).value();
    };
    EXPECT_EQ(due().count, 0);
    pass(17 * kDay);
    api->upkeep();
    const codec::DueList closed = due();
    ASSERT_EQ(closed.count, 1);
    EXPECT_EQ(closed.entries.at(0).number, all.page.entries[0].header.number);
    EXPECT_FALSE(closed.entries.at(0).open);
}

}  // namespace
}  // namespace lotse::service
