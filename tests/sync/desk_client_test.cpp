// SPDX-License-Identifier: EUPL-1.2
/// What a desk takes from a service that is not as it should be.
#include "sync/desk_client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "codec/wire/staff_wire.h"
#include "codec/wire/wire.h"
#include "core/limits.h"
#include "support/canned_server.h"
#include "support/sample_intakes.h"
#include "support/temp_folder.h"
#include "support/tls_files.h"

namespace lotse::sync {
namespace {

TEST(DeskClient, takes_no_session_of_another_account_or_centre_than_it_asked_for) {
    const support::TempFolder folder;
    const support::TlsFiles files = support::make_tls_files(folder.path());
    support::CannedServer server(files);
    const auto desk = DeskClient::make({server.url(), files.ca});
    ASSERT_TRUE(desk.ok());
    const LogInTerms terms{"demo", Bytes(16, 1), KdfCost{1, 8}};
    const struct {
        const char *account, *centre;
        bool taken;
    } sessions[] = {{"anna", "demo", true}, {"boris", "demo", false}, {"anna", "nord", false}};
    for (const auto& [account, centre, taken] : sessions) {
        codec::Session session;
        session.token = "token";
        session.account = account;
        session.centre = centre;
        session.wrapped = Bytes(77, 1);
        server.answer(200, codec::write_log_in_terms(terms));
        const auto begun = (*desk)->log_in("anna", [&](const LogInTerms&) -> Result<SecretText> {
            server.answer(200, codec::write_session(session));
            return SecretText(codec::to_base64(Bytes(32, 7)));
        });
        EXPECT_EQ(begun.ok(), taken) << account << " of " << centre;
        EXPECT_EQ((*desk)->signed_in(), taken);
        if (!taken) {
            EXPECT_EQ(begun.error().kind, Kind::Corrupt);
        }
    }
}

/// A desk and a service that answers what the test says.
class Listing : public testing::Test {
protected:
    Listing() { server.answer(200, ""); }

    static QueueEntry entry(int n, std::int64_t revision = 1) {
        QueueEntry one;
        one.header = support::sample_header(n);
        one.revision = revision;
        return one;
    }
    static codec::Listing listing(std::int64_t revision, std::vector<QueueEntry> entries,
                                  std::optional<std::int64_t> since = std::nullopt) {
        codec::Listing made;
        made.centre = "demo";
        made.day = "2026-11-22";
        made.revision = revision;
        made.page.entries = std::move(entries);
        made.epoch = "0123456789abcdef";
        made.since = since;
        return made;
    }
    void serve(const codec::Listing& made) { server.answer(200, codec::write_listing(made)); }
    /// "A1:1 A2:3", number and revision of each entry.
    std::string list() {
        const Result<codec::Listing> told = desk->list();
        if (!told) {
            return to_string(told.error());
        }
        EXPECT_FALSE(told->since.has_value()) << "always the whole list";
        std::string text;
        for (const QueueEntry& one : told->page.entries) {
            text +=
                (text.empty() ? "" : " ") + one.header.number + ":" + std::to_string(one.revision);
        }
        return text;
    }
    /// What was asked for since the last call.
    std::vector<std::string> asked() {
        std::vector<std::string> paths;
        const std::vector<std::string> all = server.requests();
        for (std::size_t i = m_seen; i < all.size(); ++i) {
            const std::string path = all[i].substr(4, all[i].find(" HTTP") - 4);
            paths.push_back(path.substr(std::min(path.size(), std::string("/v1/queue").size())));
        }
        m_seen = all.size();
        return paths;
    }

    const support::TempFolder folder;
    const support::TlsFiles files = support::make_tls_files(folder.path());
    support::CannedServer server{files};
    std::unique_ptr<DeskClient> desk = DeskClient::make({server.url(), files.ca}).value();

private:
    std::size_t m_seen = 0;
};

const std::string kSince7 = "?since=7&epoch=0123456789abcdef";

TEST_F(Listing, asks_only_for_what_changed_and_gives_the_whole_list) {
    serve(listing(7, {entry(1), entry(2), entry(3)}));
    EXPECT_EQ(list(), "A1:1 A2:1 A3:1");
    codec::Listing changes = listing(9, {entry(2, 2), entry(4)}, 7);
    changes.page.gone = {entry(1).header.id, entry(8).header.id};
    serve(changes);
    EXPECT_EQ(list(), "A2:2 A3:1 A4:1");
    serve(listing(9, {}, 9));
    EXPECT_EQ(list(), "A2:2 A3:1 A4:1");
    EXPECT_THAT(asked(), testing::ElementsAre("", kSince7, "?since=9&epoch=0123456789abcdef"));
    serve(listing(9, {entry(1)}));
    EXPECT_TRUE(desk->list("2026-11-21").ok());
    EXPECT_THAT(asked(), testing::ElementsAre("?day=2026-11-21")) << "another list";
}

TEST_F(Listing, a_service_that_answers_with_the_list_is_believed) {
    serve(listing(7, {entry(1), entry(2)}));
    list();
    codec::Listing other = listing(3, {entry(5)});
    other.epoch = "fedcba9876543210";
    serve(other);
    EXPECT_EQ(list(), "A5:1");
    codec::Listing next = listing(4, {entry(6)}, 3);
    next.epoch = other.epoch;
    serve(next);
    EXPECT_EQ(list(), "A5:1 A6:1");
    EXPECT_THAT(asked(), testing::ElementsAre("", kSince7, "?since=3&epoch=fedcba9876543210"));
}

TEST_F(Listing, a_long_list_in_place_of_changes_is_taken_page_after_page) {
    serve(listing(7, {entry(1)}));
    list();
    server.answer_by([&](const std::string& request) {
        codec::Listing page = listing(9, {entry(5)});
        if (request.find("after=4") == std::string::npos) {
            page = listing(9, {entry(4)});
            page.page.next = 4;
        } else if (request.find("since=") != std::string::npos) {
            page.since = 7;  // as a service answers who asks for changes behind a place
        }
        const std::string body = codec::write_listing(page);
        return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) +
               "\r\nConnection: close\r\n\r\n" + body;
    });
    EXPECT_EQ(list(), "A4:1 A5:1");
    EXPECT_THAT(asked(), testing::ElementsAre("", kSince7, "?after=4"));
}

TEST_F(Listing, what_cannot_be_changes_of_the_list_is_asked_for_as_a_whole) {
    codec::Listing of_tomorrow = listing(8, {entry(2)}, 7);
    of_tomorrow.day = "2026-11-23";
    codec::Listing of_others = listing(8, {entry(2)}, 7);
    of_others.epoch = "fedcba9876543210";
    codec::Listing damaged = listing(8, {}, 7);
    damaged.page.damaged = {"A1"};
    for (const codec::Listing& changes :
         {of_tomorrow, of_others, damaged, listing(8, {entry(2)}, 6)}) {
        static_cast<void>(desk->log_out());  // nothing is known any more
        serve(listing(7, {entry(1)}));
        ASSERT_EQ(list(), "A1:1");
        static_cast<void>(asked());
        bool whole = false;
        server.answer_by([&](const std::string& request) {
            whole = request.find("since=") == std::string::npos;
            const std::string body =
                codec::write_listing(whole ? listing(8, {entry(1), entry(2)}) : changes);
            return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) +
                   "\r\nConnection: close\r\n\r\n" + body;
        });
        EXPECT_EQ(list(), "A1:1 A2:1");
        EXPECT_TRUE(whole);
        EXPECT_THAT(asked(), testing::ElementsAre(kSince7, ""));
    }
}

TEST_F(Listing, while_something_is_damaged_the_whole_list_is_asked_for) {
    codec::Listing damaged = listing(7, {entry(1)});
    damaged.page.damaged = {"A9"};
    serve(damaged);
    EXPECT_EQ(list(), "A1:1");
    EXPECT_EQ(list(), "A1:1");
    EXPECT_THAT(asked(), testing::ElementsAre("", ""));
}

TEST_F(Listing, a_busy_service_takes_nothing_from_what_is_known) {
    serve(listing(7, {entry(1)}));
    list();
    server.answer(503, "");
    EXPECT_FALSE(desk->list().ok());
    serve(listing(8, {entry(2)}, 7));
    EXPECT_EQ(list(), "A1:1 A2:1");
    EXPECT_THAT(asked(), testing::ElementsAre("", kSince7, kSince7));
}

TEST_F(Listing, after_many_answers_the_whole_list_is_asked_for_again) {
    serve(listing(7, {entry(1)}));
    list();
    serve(listing(7, {}, 7));
    for (int i = 0; i < limits::kListingsOfChanges; ++i) {
        ASSERT_EQ(list(), "A1:1");
    }
    static_cast<void>(asked());
    serve(listing(7, {entry(1)}));
    list();
    EXPECT_THAT(asked(), testing::ElementsAre(""));
}

}  // namespace
}  // namespace lotse::sync
