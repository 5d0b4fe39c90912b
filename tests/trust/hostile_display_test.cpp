// SPDX-License-Identifier: EUPL-1.2
// Whatever the queue service answers, over TLS, a display shows numbers and rooms of their form,
// and no more of them than it can.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <condition_variable>
#include <map>
#include <mutex>

#include "codec/wire/calls_wire.h"
#include "core/intake/queue.h"
#include "core/limits.h"
#include "support/canned_server.h"
#include "support/patience.h"
#include "support/temp_folder.h"
#include "sync/call_follower.h"
#include "trust/hostile_answers.h"

namespace lotse::trust {
namespace {

TEST(HostileToDisplay, shows_numbers_and_rooms_of_their_form_only) {
    const support::TempFolder folder;
    const support::TlsFiles files = support::make_tls_files(folder.path());
    support::CannedServer elsewhere(files);
    elsewhere.answer(200, "{}");
    CalledNumbers called;
    called.revision = 7;
    called.now = WallTime{std::chrono::seconds{1'796'000'000}};
    called.calls = {{"A012", "Zimmer 3", "uk", called.now, 1}, {"B7", "", "de", called.now, 2}};
    called.wait = WaitRange{5, 20};
    const std::string genuine = codec::write_called(called);
    std::vector<HostileAnswer> answers = strange_answers(kCallsRoute, elsewhere.url());
    const std::map<std::string, std::string> bodies = {{kCallsRoute, genuine}};
    for (HostileAnswer& one : altered_answers(kCallsRoute, bodies, bodies)) {
        answers.push_back(std::move(one));
    }
    for (const char* number :
         {"", "A", "Bitte PIN", "A012\n", "\u202eA012", "<b>1</b>", "A012A012A012A012", "A 12"}) {
        answers.push_back({kCallsRoute, std::string("calls \"") + number + "\"",
                           [called, number](Answer a) mutable {
                               called.calls[0].number = number;
                               a.body = codec::write_called(called);
                               return a.bytes();
                           }});
    }
    answers.push_back({kCallsRoute, "calls a thousand", [called](Answer a) mutable {
                           called.calls.assign(1000, called.calls[0]);
                           a.body = codec::write_called(called);
                           return a.bytes();
                       }});
    answers.push_back({kCallsRoute, "is a good one", [](const Answer& a) { return a.bytes(); }});

    support::CannedServer server(files);
    std::size_t at = 0;
    int taken = 0;
    bool last_was_good = false, over = false;
    std::mutex mutex;
    std::condition_variable news;
    const auto give = [&] {
        Answer honest;
        honest.body = genuine;
        server.answer(answers[at].made(honest));
    };
    sync::HttpsOptions options;
    options.base_url = server.url();
    options.ca_file = files.ca;
    sync::CallEvents events;
    events.question = [](WallTime, std::int64_t) { return std::string("{}"); };
    events.answered = [&](const Result<std::optional<CalledNumbers>>& told) {
        const std::lock_guard lock(mutex);
        if (over) {
            return;
        }
        last_was_good = told.ok() && *told && (*told)->calls == called.calls;
        if (told && *told) {
            ++taken;
            EXPECT_LE((*told)->calls.size(), limits::kMostCallsTold) << answers[at].name;
            for (const CalledNumber& one : (*told)->calls) {
                EXPECT_THAT(one.number, testing::MatchesRegex("[A-Za-z0-9._-]*[0-9]"))
                    << answers[at].name;
                EXPECT_LE(one.number.size(), limits::kLongestShownNumberBytes);
                EXPECT_TRUE(check_room(one.room).ok()) << answers[at].name;
            }
        }
        if (++at == answers.size()) {
            over = true;
            news.notify_one();
        } else {
            give();
        }
    };
    give();
    const auto follower = std::move(
        sync::CallFollower::make(options, std::chrono::milliseconds(0), std::move(events)).value());
    follower->start();
    {
        std::unique_lock lock(mutex);
        ASSERT_TRUE(news.wait_for(lock, std::chrono::seconds(120) * support::kSlowness,
                                  [&] { return over; }));
    }
    follower->stop();
    EXPECT_TRUE(last_was_good) << "after all of it";
    EXPECT_TRUE(elsewhere.requests().empty());
    std::cout << "hostile to displays: " << answers.size() << " answers, " << taken
              << " of which say something\n";
    EXPECT_GT(answers.size(), 200u);
}

}  // namespace
}  // namespace lotse::trust
