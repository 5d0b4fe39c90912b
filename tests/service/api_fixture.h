// SPDX-License-Identifier: EUPL-1.2
/// The service's Api over a queue in memory, asked one request after the other, as one account.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "codec/wire/staff_wire.h"
#include "codec/wire/wire.h"
#include "service/answer_of.h"
#include "service/api.h"
#include "support/memory_store.h"
#include "support/test_centre.h"
#include "support/usual_reason.h"
#include "vault/log_in.h"

namespace lotse::service {

using support::MemoryStore;
using support::TestCentre;

/// The Api over a queue in memory, asked one request after the other.
class ApiTest : public testing::Test {
protected:
    // Hashing passwords takes a moment: one centre for all tests.
    static TestCentre& centre() {
        static TestCentre the_centre;
        return the_centre;
    }

    ApiTest() {
        rebuild([](ApiOptions&) {});
    }

    template <class Tune>
    void rebuild(Tune tune) {
        api.reset();
        auto store = std::make_unique<MemoryStore>();
        queue = store.get();
        centre().enrol(*store);
        store->audit_rows.clear();
        ApiOptions options;
        options.monotonic = [this] { return Instant{monotonic.load()}; };
        options.wall = [this] { return WallTime{std::chrono::seconds{wall.load()}}; };
        options.today = [] { return std::string("2026-11-22"); };
        tune(options);
        api = std::make_unique<Api>(std::move(store), centre().service_key(), options,
                                    [this](const LogEvent& event) {
                                        const std::lock_guard lock(mutex);
                                        log += log_line(event).text + '\n';
                                    });
    }

    Reply ask(Request request) { return answer_of(*api, std::move(request)); }

    Reply ask(const std::string& method, const std::string& path, const std::string& json = "") {
        Request request;
        request.method = method;
        request.path = path.substr(0, path.find('?'));
        request.query = path.find('?') == std::string::npos ? "" : path.substr(path.find('?') + 1);
        request.token = token;
        request.content_type = "application/json";
        request.body.assign(json.begin(), json.end());
        return ask(std::move(request));
    }

    /// Both clocks go on.
    void pass(std::chrono::seconds span) {
        monotonic += span.count() * 1000;
        wall += span.count();
    }
    void wait_until(WallTime time) { pass(time - WallTime{std::chrono::seconds{wall.load()}}); }

    Reply put(const SealedIntake& intake) { return put(to_hex(intake.header.id), intake.envelope); }
    Reply put(const std::string& id, const Bytes& envelope) {
        Request request;
        request.method = "PUT";
        request.path = "/v1/intakes/" + id;
        request.content_type = "application/octet-stream";
        request.body = envelope;
        return ask(std::move(request));
    }

    Reply log_in(const std::string& account, const std::string& password) {
        token.clear();
        return ask("POST", "/v1/session",
                   codec::write_log_in({account, centre().proof(account, password)}));
    }

    void sign_in(const std::string& account = TestCentre::kAccount) {
        const Reply reply = log_in(account, TestCentre::kPassword);
        ASSERT_EQ(reply.status, 200) << reply.body;
        token = codec::read_session(reply.body)->token;
    }

    static vault::LogInSecrets secrets_of(const std::string& account, const std::string& password) {
        constexpr KdfCost kCost{1, 8};
        return std::move(vault::log_in_secrets(
                             account, password,
                             {TestCentre::kCentre, centre().service_key().salt(account), kCost},
                             vault::KdfBounds{kCost, kCost})
                             .value());
    }

    Reply act(const IntakeId& id, QueueAction action, std::int64_t revision) {
        return ask("POST", "/v1/intakes/" + to_hex(id) + "/actions",
                   codec::write_action({action, revision, support::usual_reason(action)}));
    }

    static std::string retry_after(const Reply& reply) {
        for (const auto& [name, value] : reply.headers) {
            if (name == "Retry-After") {
                return value;
            }
        }
        return "";
    }

    std::atomic<std::int64_t> monotonic{1'000'000};
    std::atomic<std::int64_t> wall{1'795'000'000};
    std::mutex mutex;
    std::string log;
    std::string token;
    MemoryStore* queue = nullptr;
    std::unique_ptr<Api> api;
};

}  // namespace lotse::service
