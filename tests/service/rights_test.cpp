// SPDX-License-Identifier: EUPL-1.2
/// Who may do what: every route of the table × everybody who may ask, and every action on an
/// intake.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "codec/wire/help_wire.h"
#include "codec/wire/staff_wire.h"
#include "codec/wire/wire.h"
#include "service/answer_of.h"
#include "service/api.h"
#include "service/routes.h"
#include "support/memory_store.h"
#include "support/test_centre.h"
#include "support/usual_reason.h"

namespace lotse::service {
namespace {

using support::MemoryStore;
using support::TestCentre;
using Who = const char*;

constexpr Who kStranger = "";
constexpr Who kAll[] = {kStranger,
                        TestCentre::kInvited,
                        TestCentre::kReception,
                        TestCentre::kOtherAccount,  // a counsellor
                        TestCentre::kAdmin,
                        TestCentre::kAuditor,
                        TestCentre::kAccount,  // everything
                        TestCentre::kForeignAccount};

class RightsMatrix : public testing::Test {
protected:
    RightsMatrix() {
        auto memory = std::make_unique<MemoryStore>();
        store = memory.get();
        centre().enrol(*memory);
        ApiOptions options;
        options.monotonic = [] { return Instant{1'000'000}; };
        options.wall = [] { return WallTime{std::chrono::seconds{1'795'000'000}}; };
        options.today = [] { return std::string("2026-11-22"); };
        api = std::make_unique<Api>(std::move(memory), centre().service_key(), options,
                                    [](const LogEvent&) {});
    }
    static TestCentre& centre() {
        static TestCentre the_centre;
        return the_centre;
    }
    Reply ask(Who who, const std::string& method, const std::string& path,
              const std::string& body = "{}", const std::string& query = "") {
        Request request;
        request.method = method;
        request.path = path;
        request.query = query;
        request.token = token_of(who);
        request.content_type = "application/json";
        request.body.assign(body.begin(), body.end());
        return answer_of(*api, std::move(request));
    }
    std::string token_of(Who who) {
        if (who == kStranger) {
            return "";
        }
        Request request;
        request.method = "POST";
        request.path = "/v1/session";
        request.content_type = "application/json";
        const std::string body = codec::write_log_in({who, centre().proof(who)});
        request.body.assign(body.begin(), body.end());
        const Reply reply = answer_of(*api, std::move(request));
        EXPECT_EQ(reply.status, 200) << who;
        return codec::read_session(reply.body)->token;
    }
    /// A fresh intake of the centre, in state `called` by `who` where that is possible.
    IntakeId intake(const std::string& questionnaire = "anerkennung") {
        IntakeHeader header = centre().header(++m_number);
        header.questionnaire = questionnaire;
        const SealedIntake sealed = centre().intake_of(header, centre().terminal_key);
        EXPECT_TRUE(store->put(sealed, WallTime{}).ok());
        return sealed.header.id;
    }

    MemoryStore* store = nullptr;
    std::unique_ptr<Api> api;

private:
    int m_number = 0;
};

TEST_F(RightsMatrix, every_route_is_closed_to_whoever_has_no_business_there) {
    constexpr Who kRosa = TestCentre::kReception, kBoris = TestCentre::kOtherAccount,
                  kAdam = TestCentre::kAdmin, kOlga = TestCentre::kAuditor,
                  kAnna = TestCentre::kAccount, kInes = TestCentre::kInvited,
                  kClara = TestCentre::kForeignAccount;
    const std::set<Who> anybody(std::begin(kAll), std::end(kAll));
    const std::set<Who> cases = {kRosa, kBoris, kAnna, kClara};
    const std::set<Who> persons = {kRosa, kBoris, kAdam, kOlga, kAnna, kClara};
    const std::set<Who> sessions = {kRosa, kBoris, kAdam, kOlga, kAnna, kClara, kInes};
    const std::set<Who> admins = {kAdam, kAnna};
    // Written out on purpose: a route that is added to the table without a line here fails.
    const std::map<std::string, std::set<Who>> allowed = {
        {"PUT /v1/intakes/{id}", anybody},
        {"GET /v1/intakes/{id}", cases},
        {"POST /v1/intakes/{id}/actions", cases},
        {"POST /v1/call-next", cases},
        {"GET /v1/queue", cases},
        {"GET /v1/changes", persons},
        {"POST /v1/log-in", anybody},
        {"POST /v1/session", anybody},
        {"DELETE /v1/session", sessions},
        {"GET /v1/centre", sessions},
        {"POST /v1/alarms", sessions},
        {"GET /v1/audit/heads", persons},
        {"POST /v1/audit/heads", persons},
        {"GET /v1/due", admins},
        {"POST /v1/account/password", persons},
        {"POST /v1/account/keys", sessions},
        {"GET /v1/health", anybody},
        {"GET /v1/ready", anybody},
        {"POST /v1/clock", admins},
        {"GET /v1/openapi.json", anybody},
        {"GET /v1/configurations", persons},
        {"GET /v1/configurations/{version}", persons},
        {"PUT /v1/configurations/{version}", admins},
        {"PUT /v1/keys/{serial}", admins},
        {"PUT /v1/people/{serial}", admins},
        {"GET /v1/accounts", admins},
        {"POST /v1/accounts", admins},
        {"POST /v1/grants", {kBoris, kAnna, kClara}},
        {"POST /v1/proposals", {kBoris, kAnna, kClara}},
        {"POST /v1/unblock", admins},
        {"POST /v1/configurations/{version}/release", admins},
        {"POST /v1/terminal-report", anybody},
        {"POST /v1/calls", anybody},
        {"GET /v1/terminals", persons},
        {"POST /v1/help", anybody},
        {"GET /v1/help", cases},
        {"POST /v1/help/{terminal}/done", cases},
    };
    ASSERT_EQ(allowed.size(), routes().size());
    int asked = 0;
    for (const Route& route : routes()) {
        const std::string name = std::string(route.method) + " " + std::string(route.pattern);
        ASSERT_TRUE(allowed.contains(name)) << name;
        for (const Who who : kAll) {
            std::string path(route.pattern);
            for (const auto& [part, value] :
                 {std::pair<std::string, std::string>{"{id}", to_hex(intake())},
                  std::pair<std::string, std::string>{"{version}", "1"},
                  std::pair<std::string, std::string>{"{serial}", "2"},
                  std::pair<std::string, std::string>{"{terminal}", TestCentre::kTerminal}}) {
                if (const std::size_t at = path.find(part); at != std::string::npos) {
                    path.replace(at, part.size(), value);
                }
            }
            const Reply reply = ask(who, std::string(route.method), path);
            ++asked;
            const bool session = asks_for_session(route.caller);
            // What the handler says of a body that means nothing is not the question here.
            const bool closed =
                session && (reply.status == 401 ||
                            (reply.status == 403 &&
                             (reply.body.find("needs the right") != std::string::npos ||
                              reply.body.find("has a code only") != std::string::npos)));
            EXPECT_EQ(!closed, allowed.at(name).contains(who))
                << name << " by \"" << who << "\": " << reply.status << " " << reply.body;
            if (!closed && session && route.caller != Caller::Invited) {
                EXPECT_NE(who, kInes) << name;
            }
        }
    }
    EXPECT_EQ(asked, static_cast<int>(routes().size() * std::size(kAll)));
}

TEST_F(RightsMatrix, every_action_on_an_intake_asks_for_its_right_and_leaves_no_trace_without) {
    const struct {
        QueueAction action;
        bool reception, counsellor;
    } actions[] = {{QueueAction::Call, true, true},    {QueueAction::Open, false, true},
                   {QueueAction::Renew, true, true},   {QueueAction::Park, true, true},
                   {QueueAction::Arrive, true, true},  {QueueAction::Defer, true, true},
                   {QueueAction::Miss, true, true},    {QueueAction::Requeue, true, true},
                   {QueueAction::Close, false, true},  {QueueAction::Withdraw, false, true},
                   {QueueAction::Release, true, true}, {QueueAction::Break, false, true}};
    for (const auto& [action, reception, counsellor] : actions) {
        for (const Who who : {TestCentre::kReception, TestCentre::kOtherAccount,
                              TestCentre::kAccount, TestCentre::kAdmin, TestCentre::kAuditor}) {
            const IntakeId id = intake();
            const Result<QueueEntry> called =
                store->act(TestCentre::kCentre, id, QueueAction::Call, who, 1,
                           WallTime{std::chrono::seconds{1'795'000'000}});
            ASSERT_TRUE(called.ok());
            const std::string token = token_of(who);
            const std::size_t rows = store->audit_rows.size();
            const Reply reply =
                ask(who, "POST", "/v1/intakes/" + to_hex(id) + "/actions",
                    codec::write_action({action, called->revision, support::usual_reason(action)}));
            const bool may = who == TestCentre::kAccount        ? true
                             : who == TestCentre::kReception    ? reception
                             : who == TestCentre::kOtherAccount ? counsellor
                                                                : false;
            EXPECT_EQ(reply.status == 403, !may)
                << to_string(action) << " by " << who << ": " << reply.status << reply.body;
            if (!may) {
                // One row is of the session that was begun to ask.
                EXPECT_EQ(store->audit_rows.size(), rows + 1) << to_string(action);
                EXPECT_EQ(store->audit_rows.back()[1], "log_in");
            }
        }
    }
}

TEST_F(RightsMatrix, nobody_reaches_an_object_of_another_centre) {
    // What stands in an address: of the centre "demo", asked for by somebody of another one, who
    // may do there whatever a counsellor may.
    const std::string clara = token_of(TestCentre::kForeignAccount);
    PublishedConfiguration published;
    published.version = 1;
    ASSERT_TRUE(store->publish(TestCentre::kCentre, published, "bundle", {}, AuditEntry{}).ok());
    int asked = 0;
    for (const Route& route : routes()) {
        std::string path(route.pattern);
        const std::size_t at = path.find('{');
        const bool terminal = route.caller == Caller::Terminal;
        if (at == std::string::npos || terminal) {
            continue;
        }
        const std::string part = path.substr(at, path.find('}') + 1 - at);
        path.replace(at, part.size(),
                     part == "{id}"         ? to_hex(intake())
                     : part == "{terminal}" ? TestCentre::kTerminal
                                            : "1");
        const std::size_t rows = store->audit_rows.size();
        Request request;
        request.method = route.method;
        request.path = path;
        request.token = clara;
        request.content_type = "application/json";
        const std::string body = path.ends_with("/actions")
                                     ? codec::write_action({QueueAction::Call, 1})
                                 : path.ends_with("/done") ? codec::write_help_done(1)
                                                           : "{}";
        request.body.assign(body.begin(), body.end());
        const Reply reply = answer_of(*api, std::move(request));
        EXPECT_TRUE(reply.status == 403 || reply.status == 404)
            << route.method << " " << path << ": " << reply.status << " " << reply.body;
        EXPECT_EQ(store->audit_rows.size(), rows) << path;
        ++asked;
    }
    EXPECT_GE(asked, 6);
}

TEST_F(RightsMatrix, reception_sends_a_number_without_data_home_and_reads_no_names) {
    const IntakeId bare = intake(""), whole = intake();
    const Result<QueueEntry> called =
        store->act(TestCentre::kCentre, bare, QueueAction::Call, TestCentre::kReception, 1,
                   WallTime{std::chrono::seconds{1'795'000'000}});
    ASSERT_TRUE(called.ok());
    EXPECT_EQ(
        ask(TestCentre::kReception, "POST", "/v1/intakes/" + to_hex(bare) + "/actions",
            codec::write_action({QueueAction::Close, called->revision, ActionReason::Counselled}))
            .status,
        200);
    const std::string path = "/v1/intakes/" + to_hex(whole);
    EXPECT_EQ(ask(TestCentre::kReception, "GET", path, "", "for=name").status, 403);
    EXPECT_EQ(ask(TestCentre::kOtherAccount, "GET", path, "", "for=name").status, 200);
    // Ciphertext, which it cannot open: what comes later (trust of terminals) is checked before a
    // call.
    EXPECT_EQ(ask(TestCentre::kReception, "GET", path, "").status, 200);
    EXPECT_EQ(ask(TestCentre::kForeignAccount, "GET", path, "").status, 404) << "another centre's";
}

}  // namespace
}  // namespace lotse::service
