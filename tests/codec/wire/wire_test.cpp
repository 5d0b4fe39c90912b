// SPDX-License-Identifier: EUPL-1.2
#include "codec/wire/wire.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <random>

#include "codec/wire/help_wire.h"
#include "codec/wire/staff_wire.h"
#include "core/limits.h"

namespace lotse::codec {
namespace {

HelpCall sample_call() {
    HelpCall call;
    call.centre = "demo";
    call.terminal = "terminal-1";
    call.language = "fa-AF";
    call.call = 7;
    call.seq = 1'795'000'000'001;
    call.at = WallTime{std::chrono::seconds{1'795'000'000}};
    call.waited = std::chrono::seconds{61};
    return call;
}

QueueEntry sample_entry() {
    QueueEntry entry;
    for (std::size_t i = 0; i < 16; ++i) {
        entry.header.id.bytes[i] = static_cast<std::uint8_t>(17 * i);
    }
    entry.header.centre = "köln";
    entry.header.terminal = "terminal \"1\"\n";
    entry.header.number = "A017";
    entry.header.day = "2026-11-22";
    entry.header.language = "fa-AF";
    entry.header.questionnaire = "anerkennung";
    entry.header.questionnaire_hash.fill(0xab);
    entry.digest.fill(0xcd);
    entry.state = QueueState::InProgress;
    entry.received = WallTime{std::chrono::seconds{1'795'000'000}};
    entry.calls = 3;
    entry.last_call = WallTime{std::chrono::seconds{1'795'000'100}};
    entry.holder = "anna";
    entry.lease_until = WallTime{std::chrono::seconds{1'795'000'400}};
    entry.revision = std::numeric_limits<std::int64_t>::max();
    return entry;
}

void expect_same(const QueueEntry& a, const QueueEntry& b) {
    EXPECT_EQ(a.header, b.header);
    EXPECT_EQ(a.digest, b.digest);
    EXPECT_EQ(a.state, b.state);
    EXPECT_EQ(a.received, b.received);
    EXPECT_EQ(a.calls, b.calls);
    EXPECT_EQ(a.last_call, b.last_call);
    EXPECT_EQ(a.holder, b.holder);
    EXPECT_EQ(a.lease_until, b.lease_until);
    EXPECT_EQ(a.revision, b.revision);
}

/// Replaces one piece of a valid message.
std::string with(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

/// Whatever the bytes: no value, or one that can be written and read again.
template <class Read, class Write>
void expect_total(const std::string& text, Read read, Write write) {
    const auto value = read(text);
    if (value) {
        EXPECT_TRUE(read(write(*value))) << text;
    }
}

TEST(Wire, hexadecimal_digests_come_back_and_anything_else_is_refused) {
    Digest digest{};
    for (std::size_t i = 0; i < digest.size(); ++i) {
        digest[i] = static_cast<std::uint8_t>(i * 9);
    }
    Digest back{};
    ASSERT_TRUE(from_hex(to_hex(digest), back));
    EXPECT_EQ(back, digest);
    for (const std::string& bad : {std::string(), std::string(63, 'a'), std::string(65, 'a'),
                                   std::string(64, 'A'), std::string(64, 'g')}) {
        EXPECT_FALSE(from_hex(bad, back)) << bad;
        EXPECT_EQ(back, digest);
    }
}

TEST(Wire, base64_agrees_with_the_vectors_of_rfc_4648) {
    const std::vector<std::pair<std::string, std::string>> vectors = {{"", ""},
                                                                      {"f", "Zg=="},
                                                                      {"fo", "Zm8="},
                                                                      {"foo", "Zm9v"},
                                                                      {"foob", "Zm9vYg=="},
                                                                      {"fooba", "Zm9vYmE="},
                                                                      {"foobar", "Zm9vYmFy"}};
    for (const auto& [plain, coded] : vectors) {
        const Bytes bytes(plain.begin(), plain.end());
        EXPECT_EQ(to_base64(bytes), coded);
        EXPECT_EQ(from_base64(coded).value(), bytes);
    }
}

TEST(Wire, base64_of_any_bytes_comes_back) {
    std::mt19937 random(1);
    for (std::size_t size = 0; size < 200; ++size) {
        Bytes bytes(size);
        for (std::uint8_t& byte : bytes) {
            byte = static_cast<std::uint8_t>(random());
        }
        EXPECT_EQ(from_base64(to_base64(bytes)).value(), bytes);
    }
}

TEST(Wire, base64_has_one_form_only) {
    for (const char* bad : {"Z", "Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Z===", "====", "Zg==Zg==",
                            "Zm 9v", "Zm9v\n", "Zm-_", "=AAA"}) {
        EXPECT_FALSE(from_base64(bad).ok()) << bad;
    }
}

TEST(Wire, a_receipt_comes_back) {
    const Receipt receipt{sample_entry().header.id, sample_entry().digest};
    EXPECT_EQ(read_receipt(write_receipt(receipt)).value(), receipt);
}

TEST(Wire, an_entry_comes_back_in_every_state) {
    QueueEntry entry = sample_entry();
    for (const QueueState state : {QueueState::Waiting, QueueState::Called, QueueState::Arrived,
                                   QueueState::InProgress, QueueState::Parked, QueueState::Pending,
                                   QueueState::Missed, QueueState::Done, QueueState::Withdrawn}) {
        entry.state = state;
        const auto back = read_entry(write_entry(entry));
        ASSERT_TRUE(back.ok()) << to_string(back.error());
        expect_same(*back, entry);
    }
}

TEST(Wire, a_listing_comes_back_in_its_order) {
    Listing listing{"demo", "2026-11-22", 42, WallTime{std::chrono::seconds{1'795'000'000}}, 7, 8,
                    {}};
    for (int n = 0; n < 50; ++n) {
        listing.page.entries.push_back(sample_entry());
        listing.page.entries.back().header.number = "B" + std::to_string(n);
    }
    const auto back = read_listing(write_listing(listing));
    ASSERT_TRUE(back.ok()) << to_string(back.error());
    EXPECT_EQ(back->centre, "demo");
    EXPECT_EQ(back->day, "2026-11-22");
    EXPECT_EQ(back->revision, 42);
    EXPECT_EQ(back->keys, 7);
    EXPECT_EQ(back->people, 8);
    EXPECT_EQ(back->now, listing.now);
    ASSERT_EQ(back->page.entries.size(), 50u);
    expect_same(back->page.entries[49], listing.page.entries[49]);
    EXPECT_TRUE(back->page.damaged.empty());
    EXPECT_EQ(back->page.next, std::nullopt);
    listing.page.damaged = {"A7"};
    listing.page.next = 812;
    EXPECT_EQ(read_listing(write_listing(listing))->page.damaged, listing.page.damaged);
    EXPECT_EQ(read_listing(write_listing(listing))->page.next, 812);
    EXPECT_EQ(back->since, std::nullopt);
    listing.epoch = "0123456789abcdef";
    listing.since = 40;
    listing.page.gone = {sample_entry().header.id};
    const auto changes = read_listing(write_listing(listing));
    ASSERT_TRUE(changes.ok()) << to_string(changes.error());
    EXPECT_EQ(changes->epoch, listing.epoch);
    EXPECT_EQ(changes->since, 40);
    EXPECT_EQ(changes->page.gone, listing.page.gone);
    listing.page.gone.clear();
    EXPECT_TRUE(read_listing(write_listing(listing))->page.gone.empty()) << "nobody is gone";
}

TEST(Wire, whom_a_desk_calls_next_comes_back) {
    for (const CallNext& wish :
         {CallNext{}, CallNext{std::nullopt, "3"}, CallNext{std::nullopt, "", {"uk", "sr-Latn"}},
          CallNext{std::vector{sample_entry().header.id}, "E.12", {"de-x-leicht"}}}) {
        EXPECT_EQ(read_call_next(write_call_next(wish)).value(), wish);
    }
    EXPECT_FALSE(read_call_next(R"({"languages":["uk\nru"]})"));
    EXPECT_FALSE(read_call_next(R"({"languages":"uk"})"));
    const std::vector<std::string> many(limits::kMostDeskLanguages + 1, "uk");
    EXPECT_FALSE(read_call_next(write_call_next({std::nullopt, "", many})));
}

TEST(Wire, actions_sessions_changes_health_and_problems_come_back) {
    for (const QueueAction action :
         {QueueAction::Call, QueueAction::Arrive, QueueAction::Open, QueueAction::Renew,
          QueueAction::Park, QueueAction::Defer, QueueAction::Miss, QueueAction::Requeue,
          QueueAction::Close, QueueAction::Withdraw}) {
        EXPECT_EQ(read_action(write_action({action, 7})).value(), (ActionRequest{action, 7}));
    }
    const ActionRequest closing{QueueAction::Close, 7, ActionReason::PassedOn};
    EXPECT_EQ(read_action(write_action(closing)).value(), closing);
    EXPECT_FALSE(read_action(R"({"action":"close","revision":7,"reason":"free text"})"));
    EXPECT_FALSE(read_action(R"({"action":"close","revision":7,"reason":1})"));
    const std::string proof = to_base64(Bytes(32, 200));
    const auto log_in = read_log_in(write_log_in({"anna", SecretText(proof)}));
    ASSERT_TRUE(log_in.ok());
    EXPECT_EQ(log_in->account, "anna");
    EXPECT_EQ(log_in->proof.view(), proof);
    EXPECT_EQ(*read_log_in_start(write_log_in_start("a\"ß\\")), "a\"ß\\");
    const LogInTerms terms{"demo", Bytes(16, 3), {4, 1024}};
    const auto asked = read_log_in_terms(write_log_in_terms(terms));
    ASSERT_TRUE(asked.ok()) << to_string(asked.error());
    EXPECT_EQ(asked->centre, "demo");
    EXPECT_EQ(asked->salt, terms.salt);
    EXPECT_EQ(asked->cost, terms.cost);
    const std::vector<Grant> grants = {{"version", "0", Bytes(80, 1)},
                                       {"configuration", "", Bytes(80, 2)}};
    const std::string keys = "lotse-signed 1 keys\n{}";
    EXPECT_EQ(read_centre(write_centre({"demo", grants, keys}))->grants, grants);
    EXPECT_EQ(read_centre(write_centre({"demo", grants, keys}))->keys, keys);
    const NewPassword change{
        SecretText(proof), SecretText(to_base64(Bytes(32, 1))), {3, 99}, Bytes(77, 5)};
    const auto changed = read_new_password(write_new_password(change));
    ASSERT_TRUE(changed.ok()) << to_string(changed.error());
    EXPECT_EQ(changed->proof.view(), change.proof.view());
    EXPECT_EQ(changed->new_proof.view(), change.new_proof.view());
    EXPECT_EQ(changed->cost, change.cost);
    EXPECT_EQ(changed->wrapped, change.wrapped);
    const auto accepted =
        read_acceptance(write_acceptance({change, {Bytes(32, 6), Bytes(32, 7), grants}}));
    ASSERT_TRUE(accepted.ok()) << to_string(accepted.error());
    EXPECT_EQ(accepted->person.box, Bytes(32, 6));
    EXPECT_EQ(accepted->person.sign, Bytes(32, 7));
    EXPECT_EQ(accepted->person.grants, grants);

    Session session{"token",
                    "demo",
                    "anna",
                    {StaffRight::Call, StaffRight::Audit},
                    true,
                    Bytes{0, 1, 255},
                    std::chrono::seconds{600},
                    std::chrono::seconds{36000}};
    const auto back = read_session(write_session(session));
    ASSERT_TRUE(back.ok());
    EXPECT_EQ(back->token, "token");
    EXPECT_EQ(back->wrapped, session.wrapped);
    EXPECT_EQ(back->idle, session.idle);
    EXPECT_EQ(back->absolute, session.absolute);
    EXPECT_EQ(back->rights, session.rights);
    EXPECT_TRUE(back->invited);

    EXPECT_EQ(read_change(write_change({"demo", 9, 2})).value(), (Change{"demo", 9, 2}));
    EXPECT_EQ(read_change(R"({"centre":"demo","revision":9})").value(), (Change{"demo", 9, 0}))
        << "of an older service";
    const auto health = read_health(write_health({"1.2.3", true, 5}));
    ASSERT_TRUE(health.ok());
    EXPECT_TRUE(health->store_ok);
    EXPECT_EQ(health->waiting_jobs, 5);
    for (const Kind kind : {Kind::Transient, Kind::Refused, Kind::Corrupt, Kind::Unusable}) {
        const Error problem{kind, "where", "what \xF0\x9F\x98\x80"};
        EXPECT_EQ(read_problem(write_problem(problem)), problem);
    }
}

TEST(Wire, strings_that_are_not_utf_8_are_written_as_valid_json) {
    QueueEntry entry = sample_entry();
    entry.header.terminal = "\xff\xfe";
    EXPECT_TRUE(read_entry(write_entry(entry)).ok());
    EXPECT_TRUE(read_problem(write_problem({Kind::Refused, "\xc3", "\x80"})).has_value());
}

TEST(Wire, unknown_members_are_ignored_so_that_either_side_may_be_newer) {
    EXPECT_TRUE(read_action("{\"action\":\"call\",\"revision\":1,\"new\":[{}]}").ok());
}

TEST(Wire, an_error_names_the_member) {
    const std::string good = write_entry(sample_entry());
    const std::vector<std::array<std::string, 3>> cases = {
        {"\"calls\":3", "\"calls\":-1", "entry.calls"},
        {"\"calls\":3", "\"calls\":3.5", "entry.calls"},
        {"\"calls\":3", "\"calls\":18446744073709551615", "entry.calls"},
        {"\"calls\":3", "\"calls\":null", "entry.calls"},
        {"\"in_progress\"", "\"asleep\"", "entry.state"},
        {"\"holder\"", "\"holdr\"", "entry.holder"},
        {"\"anna\"", "17", "entry.holder"},
        {"\"anna\"", '"' + std::string(limits::kLongestLineBytes + 1, 'a') + '"', "entry.holder"},
        {"\"id\":\"00", "\"id\":\"0", "entry.id"},
        {"\"received\":1795000000", "\"received\":9223372036854775807", "entry.received"},
    };
    for (const auto& [from, to, where] : cases) {
        const auto entry = read_entry(with(good, from, to));
        ASSERT_FALSE(entry.ok()) << to;
        EXPECT_EQ(entry.error().kind, Kind::Corrupt);
        EXPECT_EQ(entry.error().where, where);
    }
    const auto listing = read_listing(
        "{\"centre\":\"a\",\"day\":\"d\",\"revision\":1,\"now\":1,\"keys\":1,"
        "\"people\":0,\"entries\":[{}],\"damaged\":[]}");
    ASSERT_FALSE(listing.ok());
    EXPECT_EQ(listing.error().where, "listing.entries[0].entry.id");
}

TEST(Wire, no_reader_is_upset_by_any_bytes) {
    const std::vector<std::string> seeds = {
        write_entry(sample_entry()),
        write_listing({"a", "b", 1, WallTime{}, 0, 0, {{sample_entry()}, {"A7"}, 9}}),
        write_action({QueueAction::Call, 1}),
        write_log_in({"a", SecretText(to_base64(Bytes(32, 1)))}),
        write_log_in_terms({"demo", Bytes(16, 1), {}}),
        write_centre({"demo", {{"version", "0", Bytes(80, 1)}}, "signed\n{}"}),
        write_acceptance({{SecretText(to_base64(Bytes(32, 1))),
                           SecretText(to_base64(Bytes(32, 2))),
                           {},
                           Bytes(77, 1)},
                          {Bytes(32, 1), Bytes(32, 2), {{"version", "0", Bytes(80, 1)}}}}),
        write_session({"t", "c", "a", {}, false, Bytes(9), {}, {}}),
        write_receipt({}),
        write_change({"c", 1}),
        write_help_call(sample_call()),
        write_health({"v", true, 0}),
        write_problem({Kind::Refused, "w", "d"}),
        "",
        "null",
        "[]",
        "0",
        "\"\"",
        "{",
        std::string(20'000, '['),
        std::string(1000, '{'),
        "{\"a\":" + std::string(5000, '[')};
    std::mt19937 random(7);
    for (int round = 0; round < 5'000; ++round) {
        std::string text = seeds[random() % seeds.size()];
        for (unsigned k = random() % 4; k > 0 && !text.empty(); --k) {
            const std::size_t at = random() % text.size();
            switch (random() % 3) {
                case 0:
                    text[at] = static_cast<char>(random());
                    break;
                case 1:
                    text.erase(at, random() % 8);
                    break;
                default:
                    text.insert(at, 1, "{}[]\",:0-e\\u"[random() % 12]);
                    break;
            }
        }
        expect_total(text, read_entry, write_entry);
        expect_total(text, read_listing, write_listing);
        expect_total(text, read_action, write_action);
        expect_total(text, read_log_in, write_log_in);
        expect_total(text, read_log_in_start, write_log_in_start);
        expect_total(text, read_log_in_terms, write_log_in_terms);
        expect_total(text, read_centre, write_centre);
        expect_total(text, read_new_password, write_new_password);
        expect_total(text, read_acceptance, write_acceptance);
        expect_total(text, read_session, write_session);
        expect_total(text, read_receipt, write_receipt);
        expect_total(text, read_change, write_change);
        expect_total(text, read_health, write_health);
        expect_total(text, read_problem, write_problem);
        expect_total(text, read_help_call, write_help_call);
    }
}

TEST(Wire, calls_for_help_survive_a_round_trip_and_nothing_else_is_one) {
    HelpCall call = sample_call();
    EXPECT_EQ(read_help_call(write_help_call(call)).value(), call);
    call.withdrawn = true;
    call.language.clear();
    const std::string text = write_help_call(call);
    EXPECT_EQ(read_help_call(text).value(), call);
    for (const HelpAnswer answer : {HelpAnswer::Told, HelpAnswer::Nobody, HelpAnswer::Done}) {
        EXPECT_EQ(read_help_answer(write_help_answer(answer)).value(), answer);
    }
    EXPECT_EQ(read_help_done(write_help_done(7)).value(), 7);
    EXPECT_FALSE(read_help_done(R"({"call":0})").ok());
    EXPECT_FALSE(read_help_answer(R"({"help":"coming"})").ok());
    for (const auto& [from, to] : {std::pair("withdrawn", "gone"), std::pair("61", "-1"),
                                   std::pair("61", "999999999"), std::pair("\"seq\"", "\"x\"")}) {
        std::string changed = text;
        changed.replace(changed.find(from), std::string(from).size(), to);
        EXPECT_FALSE(read_help_call(changed).ok()) << changed;
    }
    EXPECT_FALSE(read_help_call(text + std::string(limits::kLargestHelpCallBytes, ' ')).ok());
}

TEST(Wire, messages_beyond_their_bound_are_refused) {
    const std::string padding(limits::kLargestRequestJsonBytes, ' ');
    EXPECT_TRUE(read_action(write_action({QueueAction::Call, 1})).ok());
    EXPECT_FALSE(read_action(write_action({QueueAction::Call, 1}) + padding).ok());
    EXPECT_FALSE(read_receipt(write_receipt({}) + padding).ok());
}

}  // namespace
}  // namespace lotse::codec
