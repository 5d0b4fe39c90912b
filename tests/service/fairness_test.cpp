// SPDX-License-Identifier: EUPL-1.2
// Who gets a connection, a stream, an answer, when somebody asks for all of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "core/limits.h"
#include "service/change_hub.h"
#include "service/connection_book.h"
#include "service/peer_address.h"
#include "service/request_budget.h"

namespace lotse::service {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(PeerAddresses, an_address_its_host_and_its_block) {
    const auto same_host = [](const char* one, const char* other) {
        return peer_address(one).host == peer_address(other).host;
    };
    const auto same_block = [](const char* one, const char* other) {
        return peer_address(one).block == peer_address(other).block;
    };
    EXPECT_FALSE(same_host("192.0.2.1", "192.0.2.2"));
    EXPECT_TRUE(same_block("192.0.2.1", "192.0.2.255"));
    EXPECT_FALSE(same_block("192.0.2.1", "192.0.3.1"));
    EXPECT_TRUE(same_host("2001:db8:1:2::1", "2001:db8:1:2:ffff::9"));
    EXPECT_FALSE(same_host("2001:db8:1:2::1", "2001:db8:1:3::1"));
    EXPECT_TRUE(same_block("2001:db8:1:2::1", "2001:db8:1:ffff::1"));
    EXPECT_FALSE(same_block("2001:db8:1::1", "2001:db8:2::1"));
    EXPECT_TRUE(same_host("::ffff:192.0.2.1", "192.0.2.1"));
    EXPECT_TRUE(same_host("fe80::1%eth0", "fe80::1%wlan0"));
    EXPECT_FALSE(same_host("", "192.0.2.1"));
    EXPECT_NE(peer_address("1.2.3.4").host, peer_address("102:304::").host);
}

TEST(TrustedNetworks, hold_the_addresses_that_they_name) {
    const auto networks =
        TrustedNetworks::parse({"192.0.2.7", "198.51.100.128/25", "2001:db8::/32", "0.0.0.0/8"});
    ASSERT_TRUE(networks.ok());
    for (const char* in : {"192.0.2.7", "198.51.100.128", "198.51.100.255", "2001:db8:9::1",
                           "::ffff:192.0.2.7", "0.1.2.3"}) {
        EXPECT_TRUE(networks->holds(in)) << in;
    }
    for (const char* out : {"192.0.2.8", "198.51.100.127", "2001:db9::1", "1.0.0.0", "nobody"}) {
        EXPECT_FALSE(networks->holds(out)) << out;
    }
    for (const char* wrong :
         {"192.0.2", "192.0.2.0/33", "192.0.2.0/-1", "::/129", "192.0.2.0/", "192.0.2.0/8x", ""}) {
        EXPECT_FALSE(TrustedNetworks::parse({wrong}).ok()) << wrong;
    }
}

class Book : public testing::Test {
protected:
    using Key = ConnectionBook::Key;

    /// A connection that has rested since then.
    ConnectionBook::Place come(Key key, const std::string& address, Instant at) {
        const auto place = book.take(key, peer_address(address), false, at);
        if (place.taken) resting[key] = at;
        return place;
    }

    std::map<Key, Instant> resting;
    ConnectionBook book{1024, [this](Key key) {
                            const auto at = resting.find(key);
                            return at == resting.end() ? std::nullopt : std::optional(at->second);
                        }};
};

TEST_F(Book, an_address_that_wants_all_gives_way_to_itself) {
    for (Key key = 0; key < limits::kStrangersOfAHost; ++key) {
        EXPECT_TRUE(come(key, "192.0.2.1", 10s).taken) << key;
    }
    EXPECT_FALSE(come(500, "192.0.2.1", 10s + 500ms).taken) << "all in their hand-shake";
    EXPECT_TRUE(come(501, "192.0.3.1", 10s + 500ms).taken) << "nobody else is turned away";
    resting[7] = 1s;
    const auto place = come(502, "192.0.2.1", 20s);
    EXPECT_TRUE(place.taken);
    EXPECT_THAT(place.ended, ElementsAre(7)) << "has rested longest";
    EXPECT_EQ(book.count(Standing::Stranger), limits::kStrangersOfAHost + 1);
}

TEST_F(Book, a_block_of_addresses_has_its_bound_too) {
    Key key = 0;
    for (; key < limits::kStrangersOfABlock; ++key) {
        EXPECT_TRUE(come(key, "192.0.2." + std::to_string(key), 10s).taken);
    }
    EXPECT_FALSE(come(key, "192.0.2.250", 10s).taken);
    EXPECT_TRUE(come(key + 1, "192.0.3.250", 10s).taken);
}

TEST_F(Book, strangers_from_everywhere_leave_the_places_of_desks_and_terminals) {
    Key key = 0;
    for (; key < 512; ++key) {
        const std::string address =
            "10." + std::to_string(key / 250) + "." + std::to_string(key % 250) + ".1";
        ASSERT_TRUE(come(key, address, 10s).taken) << key;
    }
    EXPECT_FALSE(come(key, "172.16.0.1", 10s).taken) << "none has rested long enough";
    const auto place = come(key, "172.16.0.1", 12s);
    EXPECT_TRUE(place.taken) << "who comes is heard, at the price of one who said nothing";
    EXPECT_EQ(place.ended.size(), 1u);
    EXPECT_THAT(book.prove(key, Standing::Desk, "anna", 13s), IsEmpty());
    EXPECT_EQ(book.count(Standing::Desk), 1u);
    for (Key more = 1000; more < 2000; ++more) {
        come(more, "172.16." + std::to_string(more % 250) + ".1", 14s);
    }
    EXPECT_EQ(book.count(Standing::Desk), 1u) << "a desk never gives way to a stranger";
    EXPECT_EQ(book.count(Standing::Stranger), 512u);
}

TEST_F(Book, the_greediest_gives_way_where_a_class_is_full) {
    Key key = 0;
    for (; key < 90; ++key) ASSERT_TRUE(come(key, "192.0.2.1", 10s).taken);
    for (; key < 512; ++key) {
        ASSERT_TRUE(
            come(key, "10." + std::to_string(key % 250) + ".1." + std::to_string(key / 250), 5s)
                .taken);
    }
    const auto place = come(key, "172.16.0.1", 20s);
    ASSERT_TRUE(place.taken);
    ASSERT_EQ(place.ended.size(), 1u);
    EXPECT_LT(place.ended.front(), 90u) << "though others have rested longer";
}

TEST_F(Book, one_account_and_one_terminal_have_so_many_and_no_more) {
    const std::pair<Standing, std::size_t> kinds[] = {
        {Standing::Desk, limits::kConnectionsOfAnAccount},
        {Standing::Terminal, limits::kConnectionsOfATerminal}};
    Key key = 0;
    for (const auto& [standing, most] : kinds) {
        std::size_t ended = 0;
        for (int i = 0; i < 40; ++i, ++key) {
            ASSERT_TRUE(come(key, "192.0.2.1", Instant{10s} + i * 1s).taken);
            ended += book.prove(key, standing, "one", Instant{12s} + i * 1s).size();
        }
        EXPECT_EQ(book.count(standing), most);
        EXPECT_EQ(ended, 40 - most);
    }
    EXPECT_THAT(book.prove(999, Standing::Desk, "one", 99s), IsEmpty()) << "is not there any more";
}

TEST_F(Book, whose_connections_all_work_gets_no_more_of_them) {
    for (Key key = 0; key < 12; ++key) {
        ASSERT_TRUE(come(key, "192.0.2.1", 10s).taken);
        book.prove(key, Standing::Desk, "one", 10s);
        resting.erase(key);
    }
    ASSERT_TRUE(come(20, "192.0.2.1", 10s).taken);
    EXPECT_THAT(book.prove(20, Standing::Desk, "one", 20s), IsEmpty());
    EXPECT_EQ(book.count(Standing::Desk), 12u);
    EXPECT_EQ(book.count(Standing::Stranger), 1u);
}

TEST(Budget, strangers_of_an_address_take_nothing_from_accounts_and_terminals) {
    RequestBudget budget;
    const PeerAddress from = peer_address("192.0.2.1"), other = peer_address("192.0.3.1");
    int heard = 0;
    while (!budget.stranger(from, 10s)) ++heard;
    EXPECT_EQ(heard, limits::kRequestsOfAHost);
    EXPECT_FALSE(budget.stranger(other, 10s));
    EXPECT_FALSE(budget.account("anna", 10s));
    EXPECT_FALSE(budget.terminal(from, 10s));
    EXPECT_FALSE(budget.stranger(from, 11s)) << "ten more a second";
}

TEST(Budget, one_account_takes_nothing_from_another) {
    RequestBudget budget;
    int heard = 0;
    while (!budget.account("anna", 10s)) ++heard;
    EXPECT_EQ(heard, limits::kRequestsOfAnAccount);
    EXPECT_FALSE(budget.account("boris", 10s));
}

TEST(Budget, bad_signatures_count_good_ones_do_not) {
    RequestBudget budget;
    const PeerAddress from = peer_address("192.0.2.1");
    for (int i = 0; i < 1000; ++i) EXPECT_FALSE(budget.terminal(from, 10s));
    for (int i = 0; i < limits::kBadSignaturesOfAHost; ++i) budget.badly_signed(from, 10s);
    EXPECT_TRUE(budget.terminal(from, 10s));
    EXPECT_FALSE(budget.terminal(peer_address("192.0.2.2"), 10s));
    EXPECT_FALSE(budget.terminal(from, 13s));
}

TEST(Streams, a_session_and_an_account_keep_their_newest) {
    ChangeHub hub(64);
    std::multiset<std::string> ended;
    std::vector<ChangeHub::Subscription> all;
    const auto follow = [&](const std::string& account, const std::string& token) {
        all.push_back(hub.subscribe(
            {"c", account, token, 0, true}, [](const ChangeHub::News&) {},
            [&ended, token] { ended.insert(token); }));
        return all.back() != nullptr;
    };
    for (int i = 0; i < 60; ++i) EXPECT_TRUE(follow("anna", "one"));
    EXPECT_EQ(ended.count("one"), 60 - limits::kStreamsOfASession);
    for (int i = 0; i < 20; ++i) EXPECT_TRUE(follow("anna", "t" + std::to_string(i)));
    EXPECT_EQ(ended.size(), 80 - limits::kStreamsOfAnAccount);
    EXPECT_TRUE(follow("boris", "two"));
    EXPECT_EQ(ended.count("two"), 0u);
    all.clear();
    for (int i = 0; i < 64; ++i) EXPECT_TRUE(follow("a" + std::to_string(i), std::to_string(i)));
    EXPECT_FALSE(follow("late", "late")) << "the bound of all";
}

}  // namespace
}  // namespace lotse::service
