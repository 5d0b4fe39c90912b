// SPDX-License-Identifier: EUPL-1.2
// Random histories of a centre: terminals that are switched off, a line that fails, a service that
// is set back to an older database, desks that call, close and withdraw; real stores, the real
// courier, reporter and Api, in virtual time. Whatever happened: each number that was shown is in
// the queue exactly once, and what was withdrawn never returns.
//
// LOTSE_COPIES_HISTORIES=n runs n histories, LOTSE_COPIES_SEED=s begins with another.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>

#include "base/believed_clock.h"
#include "codec/wire/configuration_wire.h"
#include "codec/wire/staff_wire.h"
#include "codec/wire/wire.h"
#include "core/civil_time.h"
#include "core/limits.h"
#include "service/answer_of.h"
#include "service/api.h"
#include "store/sqlite_outbox.h"
#include "store/sqlite_queue.h"
#include "support/temp_folder.h"
#include "support/test_centre.h"
#include "sync/courier.h"
#include "sync/locked_outbox.h"
#include "sync/outbox_reporter.h"
#include "vault/configuration_key.h"
#include "vault/envelope.h"

namespace lotse {
namespace {

using namespace std::chrono_literals;
using std::chrono::seconds;
using support::TestCentre;

/// 08:00 in Germany.
constexpr WallTime kMorning{1'796'022'000s};

/// The service; requests come without a transport. Its folder can be copied and put back.
class Service {
public:
    Service(const TestCentre& centre, const std::string& folder, const WallTime& now)
        : m_centre(centre), m_folder(folder), m_now(now) {
        std::filesystem::create_directory(m_folder);
        auto store = store::open_queue(file(), &vault::hash);
        LOTSE_CHECK(store.ok());
        centre.enrol(**store);
        KeysRegister keys = centre.keys();
        keys.serial = 2;
        for (const auto& [name, prefix] :
             {std::pair{"terminal-2", "B"}, std::pair{"terminal-3", "C"}}) {
            keys.terminals.push_back(
                {name, prefix, centre.terminal_key.public_key(), WallTime{}, std::nullopt});
        }
        LOTSE_CHECK((*store)
                        ->terminals
                        .keep_keys(keys, centre.signed_form(keys),
                                   {{"test", AuditAction::TerminalEnrolled, "", WallTime{}}})
                        .ok());
        store->reset();
        start();
    }

    void start() {
        auto store = store::open_queue(file(), &vault::hash);
        LOTSE_CHECK(store.ok());
        service::ApiOptions options;
        options.monotonic = [this] { return Instant(m_now - kMorning + 1h); };
        options.wall = [this] { return m_now; };
        options.synchronised = [this] { return std::optional(m_now); };
        LOTSE_CHECK((*store)->begin(m_centre.service_key().tags()).ok());
        m_api = std::make_unique<service::Api>(std::move(*store), m_centre.service_key(), options,
                                               [](const service::LogEvent&) {});
    }
    void stop() { m_api.reset(); }
    /// The database alone, as a snapshot of the disk would have it.
    void save() {
        stop();
        std::filesystem::copy_file(file(), file() + ".saved",
                                   std::filesystem::copy_options::overwrite_existing);
        start();
    }
    bool set_back() {
        if (!std::filesystem::exists(file() + ".saved")) {
            return false;
        }
        stop();
        for (const char* end : {"-wal", "-shm"}) {
            std::filesystem::remove(file() + end);
        }
        std::filesystem::copy_file(file() + ".saved", file(),
                                   std::filesystem::copy_options::overwrite_existing);
        start();
        return true;
    }

    service::Reply ask(const std::string& method, const std::string& path,
                       const std::string& token = "", const std::string& body = "",
                       const char* content = "application/json") {
        service::Request request;
        request.method = method;
        request.path = path;
        request.token = token;
        request.content_type = content;
        request.body.assign(body.begin(), body.end());
        const std::string route = method + " " + path.substr(0, path.find('/', 4));
        if (instead) {
            if (std::optional<service::Reply> reply = instead(route)) {
                return *reply;
            }
        }
        service::Reply reply = service::answer_of(*m_api, std::move(request));
        if (spoil) {
            spoil(route, reply);
        }
        return reply;
    }
    /// A hostile service: what it answers without doing anything, and what becomes of an answer.
    std::function<std::optional<service::Reply>(const std::string& route)> instead;
    std::function<void(const std::string& route, service::Reply&)> spoil;

    std::string token() {
        const service::Reply reply =
            ask("POST", "/v1/session", "",
                codec::write_log_in({TestCentre::kAccount, m_centre.proof(TestCentre::kAccount)}));
        LOTSE_CHECK(reply.status == 200);
        return codec::read_session(reply.body)->token;
    }
    std::optional<QueueEntry> call_next(const std::string& with) {
        const auto entry = codec::read_entry(ask("POST", "/v1/call-next", with).body);
        return entry ? std::optional(*entry) : std::nullopt;
    }
    Result<QueueEntry> act(const QueueEntry& entry, QueueAction action, const std::string& with) {
        const ActionReason reason = action == QueueAction::Withdraw ? ActionReason::NoConsent
                                    : action == QueueAction::Close  ? ActionReason::Counselled
                                                                    : ActionReason::None;
        return codec::read_entry(ask("POST", "/v1/intakes/" + to_hex(entry.header.id) + "/actions",
                                     with, codec::write_action({action, entry.revision, reason}))
                                     .body);
    }
    std::vector<QueueEntry> list() {
        return codec::read_listing(ask("GET", "/v1/queue", token()).body)->page.entries;
    }

private:
    std::string file() const { return m_folder + "/queue.db"; }

    const TestCentre& m_centre;
    std::string m_folder;
    const WallTime& m_now;
    std::unique_ptr<service::Api> m_api;
};

class Terminal {
public:
    /// `index` 1 to 3: "terminal-1" with the numbers A001 and so on.
    Terminal(const TestCentre& centre, int index, std::string file, Service& service,
             const WallTime& now)
        : m_centre(centre),
          m_name("terminal-" + std::to_string(index)),
          m_prefix(1, static_cast<char>('A' + index - 1)),
          m_file(std::move(file)),
          m_service(service),
          m_now(now) {
        switch_on();
    }

    void switch_on() {
        auto opened = store::open_outbox(m_file, {vault::sealed_intake_from, 0});
        LOTSE_CHECK(opened.ok() && !opened->salvage);
        m_store = std::move(opened->outbox);
        m_outbox = std::make_unique<sync::LockedOutbox>(*m_store);
        m_reporter = std::move(
            sync::OutboxReporter::make(*m_outbox, [](const QueuePosition&, const Result<void>&) {
            }).value());
        m_memory = {};
    }
    void switch_off() {
        m_reporter.reset();
        m_outbox.reset();
        m_store.reset();
    }

    /// A client finished, and saw the number if there is one.
    void finish_intake() {
        IntakeHeader header = m_centre.header(0);
        header.terminal = m_name;
        header.day = day();
        const Result<int> number = m_outbox->next_number(moment());
        LOTSE_CHECK(number.ok());
        header.number = number_text(m_prefix, *number);
        const SealedIntake intake = m_centre.intake_of(header, m_centre.terminal_key);
        LOTSE_CHECK(m_outbox->add(intake).ok());
        shown.insert(header.id);
        numbers.push_back(header.day + " " + header.number);
    }

    /// All that is due, then a report and what follows from it, as the courier and the follower do.
    void work() {
        deliver();
        for (int i = 0; i < limits::kMostReportsAtOnce && report(); ++i) {
        }
        deliver();
        LOTSE_CHECK(m_outbox->expire(m_now, limits::kCopiesKept).ok());
    }
    /// A person pressed "try again" in the staff menu.
    void release_held() {
        for (const OutboxEntry& entry : summary().held_entries) {
            LOTSE_CHECK(m_outbox->update(released(entry)).ok());
        }
    }
    Digest digest_of(const IntakeId& id) {
        return vault::digest_of(m_outbox->envelope(id).value());
    }
    /// A long day in between.
    void leave_out(int numbers_left) {
        LOTSE_CHECK(m_outbox->raise_number({0, 0, numbers_left}, moment()).ok());
    }
    bool line = true;
    OutboxSummary summary() { return m_outbox->summary().value(); }
    std::vector<OutboxEntry> copies() { return m_outbox->copies().value(); }
    std::set<IntakeId> shown;
    std::vector<std::string> numbers;  ///< shown, with their days

private:
    class Sender final : public IntakeSender {
    public:
        explicit Sender(Terminal& of) : m_of(of) {}
        Attempt send(const OutboxEntry& entry, const Bytes& envelope) override {
            Attempt attempt;
            if (!m_of.line) {
                return attempt;
            }
            const service::Reply reply =
                m_of.ask("PUT", "/v1/intakes/" + to_hex(entry.header.id),
                         std::string(envelope.begin(), envelope.end()), "application/octet-stream");
            attempt.contact = true;
            const auto receipt = codec::read_receipt(reply.body);
            if (receipt && receipt->id == entry.header.id) {
                attempt.outcome = Attempt::Outcome::Accepted;
                attempt.acknowledged = receipt->digest;
            } else if (const auto problem = codec::read_problem(reply.body)) {
                attempt.outcome = problem->kind == Kind::Transient ? Attempt::Outcome::Transient
                                  : problem->cause == Cause::Gone  ? Attempt::Outcome::Gone
                                                                   : Attempt::Outcome::Refused;
                attempt.reason = reply.body;
            }
            return attempt;
        }

    private:
        Terminal& m_of;
    };

    service::Reply ask(const std::string& method, const std::string& path, const std::string& body,
                       const char* content = "application/json") {
        const auto before = m_reporter->position().known();
        service::Reply reply = m_service.ask(method, path, "", body, content);
        for (const auto& [name, value] : reply.headers) {
            if (name == kQueuePositionField) {
                m_reporter->position().hear(before, queue_position_from(value).value());
            }
        }
        return reply;
    }
    NumberMoment moment() const {
        return {day(),
                m_now,
                true,
                "boot",
                Instant(m_now - kMorning),
                m_reporter->numbers_above(m_now)};
    }
    std::string day() const { return to_iso(german_time(m_now).date); }
    void deliver() {
        Sender sender(*this);
        m_memory = {};  // whatever waited is due: minutes have passed
        for (int i = 0; i < 500; ++i) {
            const sync::CourierStep step = sync::courier_step(
                *m_outbox, sender, m_memory, m_status, [this] { return Instant(m_now - kMorning); },
                [] { return 0.5; });
            if (!step.attempted) {
                return;
            }
        }
        ADD_FAILURE() << "the courier does not come to an end: " << m_status.last_problem;
    }
    /// True: again at once.
    bool report() {
        if (!line) {
            return false;
        }
        codec::ReportMessage message;
        message.centre = TestCentre::kCentre;
        message.report.terminal = m_name;
        message.report.at = m_now;
        message.outbox = m_reporter->report(day()).value();
        codec::SignedReport report;
        report.text = codec::write_report(message);
        const auto signature = vault::sign_report(report.text, m_centre.terminal_key);
        report.signature.assign(signature.begin(), signature.end());
        const service::Reply reply =
            ask("POST", "/v1/terminal-report", codec::write_signed_report(report));
        const auto taken = m_reporter->take(reply.body, moment(), m_now);
        EXPECT_TRUE(m_service.spoil || (reply.status == 200 && taken.ok())) << reply.body;
        return taken.ok() && taken->more;
    }

    const TestCentre& m_centre;
    std::string m_name, m_prefix, m_file;
    Service& m_service;
    const WallTime& m_now;
    std::unique_ptr<Outbox> m_store;
    std::unique_ptr<sync::LockedOutbox> m_outbox;
    std::unique_ptr<sync::OutboxReporter> m_reporter;
    sync::CourierMemory m_memory;
    sync::CourierStatus m_status;
};

class Copies : public testing::Test {
protected:
    static TestCentre& centre() {
        static TestCentre the_centre;
        return the_centre;
    }
    void pass(seconds time) { now += time; }

    support::TempFolder folder;
    WallTime now = kMorning;
    Service service{centre(), folder.path("queue"), now};
    Terminal terminal{centre(), 1, folder.path("outbox.db"), service, now};
    std::set<IntakeId> listed() {
        std::set<IntakeId> ids;
        for (const QueueEntry& entry : service.list()) {
            if (entry.state != QueueState::Withdrawn) {
                EXPECT_TRUE(ids.insert(entry.header.id).second);
            }
        }
        return ids;
    }
};

TEST_F(Copies, what_arrived_is_kept_for_its_days_and_then_goes) {
    terminal.finish_intake();
    terminal.work();
    EXPECT_EQ(terminal.summary().kept, 1);
    pass(std::chrono::days(7) - 1s);
    terminal.work();
    EXPECT_EQ(terminal.summary().kept, 1);
    pass(1s);
    terminal.work();
    EXPECT_EQ(terminal.summary().kept, 0);
    EXPECT_EQ(listed(), terminal.shown);
}

TEST_F(Copies, what_was_withdrawn_is_gone_at_the_terminal_with_its_next_report) {
    terminal.finish_intake();
    terminal.finish_intake();
    terminal.work();
    const std::string token = service.token();
    const auto called = service.call_next(token);
    ASSERT_TRUE(called && service.act(*called, QueueAction::Withdraw, token).ok());
    terminal.work();
    ASSERT_EQ(terminal.copies().size(), 1u);
    EXPECT_NE(terminal.copies().front().header.id, called->header.id);
}

TEST_F(Copies, a_centre_that_lost_its_database_has_everything_again_after_two_reports) {
    service.save();
    for (int i = 0; i < 450; ++i) {
        terminal.finish_intake();
    }
    terminal.work();
    ASSERT_EQ(terminal.summary().kept, 450);
    ASSERT_TRUE(service.set_back());
    EXPECT_TRUE(listed().empty());
    terminal.work();
    EXPECT_EQ(listed(), terminal.shown);
    EXPECT_EQ(terminal.summary().kept, 450);
}

TEST_F(Copies, what_was_withdrawn_does_not_come_back_with_an_older_database) {
    terminal.finish_intake();
    terminal.work();
    service.save();
    const std::string token = service.token();
    const auto called = service.call_next(token);
    ASSERT_TRUE(called && service.act(*called, QueueAction::Withdraw, token).ok());
    ASSERT_TRUE(service.set_back());
    EXPECT_TRUE(listed().empty());
    terminal.work();
    terminal.work();
    EXPECT_TRUE(listed().empty());
    EXPECT_EQ(terminal.summary().kept, 0);
    EXPECT_EQ(terminal.summary().waiting, 0);
}

class TwoOutboxes : public Copies {
protected:
    void copy(const std::string& from, const std::string& to) {
        terminal.switch_off();
        std::filesystem::copy_file(folder.path(from), folder.path(to),
                                   std::filesystem::copy_options::overwrite_existing);
        terminal.switch_on();
    }
    void give(Terminal& at, int count) {
        for (int i = 0; i < count; ++i) {
            at.finish_intake();
        }
        at.work();
    }
    static void expect_no_number_twice(std::vector<std::string> numbers) {
        std::sort(numbers.begin(), numbers.end());
        const auto twice = std::adjacent_find(numbers.begin(), numbers.end());
        EXPECT_EQ(twice, numbers.end()) << *twice;
    }
};

TEST_F(TwoOutboxes, one_that_was_set_back_gives_no_number_again) {
    give(terminal, 5);
    copy("outbox.db", "older.db");
    terminal.leave_out(600);
    give(terminal, 7);
    const int highest = digits_of(terminal.numbers.back());
    terminal.switch_off();
    std::filesystem::copy_file(folder.path("older.db"), folder.path("outbox.db"),
                               std::filesystem::copy_options::overwrite_existing);
    terminal.switch_on();
    terminal.work();  // as at each start
    give(terminal, 1);
    EXPECT_GT(digits_of(terminal.numbers.back()), highest);
    give(terminal, 7);
    expect_no_number_twice(terminal.numbers);
    EXPECT_EQ(listed(), terminal.shown);
}

TEST_F(TwoOutboxes, one_of_yesterday_that_is_put_back_today_goes_on_above_todays_numbers) {
    give(terminal, 5);
    copy("outbox.db", "older.db");
    pass(24h);
    terminal.work();
    give(terminal, 7);
    ASSERT_EQ(terminal.numbers.back().substr(11), "A007") << "a new day";
    terminal.switch_off();
    std::filesystem::copy_file(folder.path("older.db"), folder.path("outbox.db"),
                               std::filesystem::copy_options::overwrite_existing);
    terminal.switch_on();
    terminal.work();
    give(terminal, 7);
    expect_no_number_twice(terminal.numbers);
}

TEST_F(TwoOutboxes, two_that_run_side_by_side_give_no_number_twice_once_they_heard_of_each_other) {
    give(terminal, 5);
    copy("outbox.db", "clone.db");
    Terminal clone{centre(), 1, folder.path("clone.db"), service, now};
    std::vector<std::string> numbers = terminal.numbers;
    terminal.numbers.clear();
    for (int i = 0; i < 2; ++i) {  // a minute's reports of each
        terminal.work();
        clone.work();
    }
    for (int day = 0; day < 3; ++day) {
        for (int hour = 0; hour < 24; ++hour) {
            pass(1h);
            terminal.work();
            clone.work();
            if (hour >= 1 && hour < 9) {
                give(hour % 2 == 0 ? terminal : clone, 3);
                give(hour % 2 == 0 ? clone : terminal, 2);
            }
        }
    }
    numbers.insert(numbers.end(), terminal.numbers.begin(), terminal.numbers.end());
    numbers.insert(numbers.end(), clone.numbers.begin(), clone.numbers.end());
    EXPECT_GT(numbers.size(), 100u);
    expect_no_number_twice(numbers);
}

TEST_F(TwoOutboxes, when_the_other_one_is_gone_numbers_begin_at_one_again) {
    give(terminal, 5);
    copy("outbox.db", "clone.db");
    {
        Terminal clone{centre(), 1, folder.path("clone.db"), service, now};
        clone.work();
        terminal.work();
    }
    give(terminal, 1);
    EXPECT_GT(digits_of(terminal.numbers.back()), 500);
    for (int day = 0; day < 3; ++day) {
        pass(24h);
        terminal.work();
    }
    give(terminal, 1);
    EXPECT_EQ(terminal.numbers.back().substr(11), "A001");
}

using Json = nlohmann::ordered_json;

/// "/last/number" of every value that holds no others, lists as a whole.
void collect_leaves(const Json& json, const std::string& pointer, std::vector<std::string>& out) {
    if (!json.is_object()) {
        out.push_back(pointer);
        return;
    }
    for (const auto& [name, value] : json.items()) {
        collect_leaves(value, pointer + "/" + name, out);
    }
}

/// The same member of another answer; "older" and "swap" take it from there.
void alter(Json& json, const std::string& pointer, const std::string& operation,
           const Json& other) {
    const Json::json_pointer at(pointer);
    if (!json.contains(at)) {
        return;
    }
    Json& value = json[at];
    if (operation == "drop") {
        json[at.parent_pointer()].erase(at.back());
    } else if (operation == "add") {
        value = Json::array({value, value});
    } else if (operation == "older" || operation == "swap") {
        if (other.contains(at)) {
            value = other[at];
        }
    } else if (value.is_string()) {
        std::string text = value.get<std::string>();
        text.empty() ? text = "x" : text;
        text.back() = text.back() == '0' ? '1' : '0';
        value = text;
    } else if (value.is_number()) {
        value = value.get<std::int64_t>() + 1'000'000;
    } else if (value.is_boolean()) {
        value = !value.get<bool>();
    } else {
        value.push_back(std::string(32, '0'));
    }
}

class HostileToTerminal : public Copies {
protected:
    /// Of a service that is ours again, everything is there; and no number was shown twice.
    void expect_nothing_lost(const std::string& what) {
        service.instead = nullptr;
        service.spoil = nullptr;
        pass(60s);
        terminal.release_held();
        for (int i = 0; i < 3; ++i) {
            terminal.work();
        }
        EXPECT_EQ(listed(), terminal.shown) << what;
        EXPECT_EQ(terminal.summary().waiting, 0) << what;
        std::vector<std::string> numbers = terminal.numbers;
        std::sort(numbers.begin(), numbers.end());
        EXPECT_EQ(std::adjacent_find(numbers.begin(), numbers.end()), numbers.end()) << what;
        for (const std::string& number : terminal.numbers) {
            EXPECT_LT(digits_of(number), 9000) << what << ": " << number;
        }
    }
};

TEST_F(HostileToTerminal, no_member_of_an_answer_however_altered_costs_a_terminal_an_intake) {
    int cases = 0;
    for (const std::string route : {"PUT /v1/intakes", "POST /v1/terminal-report"}) {
        // What it answers today, and what it answered before.
        std::vector<Json> answers;
        service.spoil = [&](const std::string& of, service::Reply& reply) {
            if (of == route) {
                answers.push_back(Json::parse(reply.body));
            }
        };
        terminal.finish_intake();
        terminal.finish_intake();
        terminal.work();
        ASSERT_FALSE(answers.empty());
        std::vector<std::string> leaves;
        collect_leaves(answers.back(), "", leaves);
        for (const std::string& pointer : leaves) {
            for (const char* operation : {"drop", "change", "swap", "older", "add"}) {
                service.spoil = [&](const std::string& of, service::Reply& reply) {
                    if (of == route) {
                        Json json = Json::parse(reply.body);
                        alter(json, pointer, operation, answers.front());
                        reply.body = json.dump();
                    }
                };
                terminal.finish_intake();
                terminal.work();
                terminal.finish_intake();
                terminal.work();
                expect_nothing_lost(route + " " + pointer + " " + operation);
                ++cases;
            }
        }
    }
    std::cout << cases << " cases\n";
    EXPECT_GE(cases, 40);
}

TEST_F(HostileToTerminal, an_answer_of_a_service_that_took_nothing_ends_no_delivery) {
    terminal.finish_intake();
    const IntakeId id = *terminal.shown.begin();
    const Digest digest = terminal.digest_of(id);
    Digest other = digest;
    other[0] ^= 1;
    IntakeId stranger = id;
    stranger.bytes[0] ^= 1;
    const auto reply = [](int status, std::string body) {
        service::Reply made;
        made.status = status;
        made.body = std::move(body);
        return made;
    };
    for (const service::Reply& answer :
         {reply(200, ""), reply(200, "{}"), reply(201, codec::write_receipt({stranger, digest})),
          reply(201, codec::write_receipt({id, other})), reply(204, ""), reply(500, "no"),
          reply(403, codec::write_problem({Kind::Refused, "terminal", "", Cause::UnknownTerminal})),
          reply(409, codec::write_problem({Kind::Refused, "id", "", Cause::OtherBytes}))}) {
        service.instead = [&](const std::string& route) {
            return route == "PUT /v1/intakes" ? std::optional(answer) : std::nullopt;
        };
        terminal.work();
        EXPECT_TRUE(listed().empty());
        EXPECT_EQ(terminal.summary().waiting + terminal.summary().held, 1) << answer.body;
        service.instead = nullptr;
        terminal.release_held();
    }
    expect_nothing_lost("a service that took nothing");
}

TEST_F(HostileToTerminal, a_report_that_calls_everything_gone_buries_only_what_had_arrived) {
    terminal.finish_intake();
    terminal.work();
    terminal.line = false;
    terminal.finish_intake();
    terminal.line = true;
    service.instead = [&](const std::string& route) -> std::optional<service::Reply> {
        service::Reply reply;
        if (route == "PUT /v1/intakes") {
            reply.status = 503;
            return reply;
        }
        OutboxReply gone;
        gone.gone.assign(terminal.shown.begin(), terminal.shown.end());
        gone.want = gone.gone;
        reply.body = codec::write_outbox_reply(gone);
        return route == "POST /v1/terminal-report" ? std::optional(reply) : std::nullopt;
    };
    service.spoil = [](const std::string&, service::Reply&) {};
    terminal.work();
    EXPECT_EQ(terminal.summary().waiting, 1);
    EXPECT_EQ(terminal.summary().kept, 0);
    expect_nothing_lost("everything gone");
}

class History {
public:
    History(const TestCentre& centre, std::uint32_t seed)
        : m_random(seed), m_service(centre, m_folder.path("queue"), m_now) {
        for (int i = 1; i <= 3; ++i) {
            m_terminals.push_back(std::make_unique<Terminal>(
                centre, i, m_folder.path("outbox" + std::to_string(i) + ".db"), m_service, m_now));
        }
    }

    void live() {
        for (int action = 0; action < 60; ++action) {
            m_now += seconds(dice(900));
            one_action(*m_terminals[dice(3)]);
        }
    }
    void end_of_day() {
        std::set<IntakeId> expected;
        for (const auto& terminal : m_terminals) {
            terminal->line = true;
            for (int i = 0; i < 3; ++i) {
                m_now += 60s;
                terminal->work();
            }
            EXPECT_EQ(terminal->summary().waiting, 0);
            EXPECT_EQ(terminal->summary().held, 0);
            expected.insert(terminal->shown.begin(), terminal->shown.end());
            for (const OutboxEntry& copy : terminal->copies()) {
                EXPECT_FALSE(withdrawn.contains(copy.header.id)) << "a copy of what was withdrawn";
            }
        }
        for (const IntakeId& id : withdrawn) {
            expected.erase(id);
        }
        std::set<IntakeId> there;
        for (const QueueEntry& entry : m_service.list()) {
            if (entry.state != QueueState::Withdrawn) {
                EXPECT_TRUE(there.insert(entry.header.id).second) << "twice";
            }
        }
        EXPECT_EQ(there, expected);
    }
    std::set<IntakeId> withdrawn;
    int set_back = 0;

private:
    std::uint32_t dice(std::uint32_t sides) {
        return static_cast<std::uint32_t>(m_random()) % sides;
    }
    void one_action(Terminal& terminal) {
        switch (dice(16)) {
            case 0:
                terminal.line = !terminal.line;
                break;
            case 1:
                terminal.switch_off();
                terminal.switch_on();
                break;
            case 2:
                m_service.save();
                break;
            case 3:
                set_back += m_service.set_back() ? 1 : 0;
                break;
            case 4:
                m_service.stop();
                m_service.start();
                break;
            case 5:
            case 6:
                desk_action();
                break;
            case 7:
            case 8:
            case 9:
            case 10:
            case 11:
                terminal.finish_intake();
                break;
            default:
                terminal.work();
                break;
        }
    }
    void desk_action() {
        const std::string token = m_service.token();
        const auto called = m_service.call_next(token);
        if (!called) {
            return;
        }
        if (dice(2) == 0) {
            ASSERT_TRUE(m_service.act(*called, QueueAction::Withdraw, token).ok());
            withdrawn.insert(called->header.id);
            return;
        }
        const auto opened = m_service.act(*called, QueueAction::Open, token);
        ASSERT_TRUE(opened.ok());
        ASSERT_TRUE(m_service.act(*opened, QueueAction::Close, token).ok());
    }

    std::mt19937 m_random;
    support::TempFolder m_folder;
    WallTime m_now = kMorning;
    Service m_service;
    std::vector<std::unique_ptr<Terminal>> m_terminals;
};

TEST_F(Copies, in_no_history_is_a_number_lost_or_something_withdrawn_back) {
    const char* wanted = std::getenv("LOTSE_COPIES_HISTORIES");
    const char* first = std::getenv("LOTSE_COPIES_SEED");
    const int histories = wanted == nullptr ? 40 : std::atoi(wanted);
    const std::uint32_t seed = first == nullptr ? 1 : static_cast<std::uint32_t>(std::atoi(first));
    std::size_t withdrawn = 0;
    int set_back = 0;
    for (int i = 0; i < histories && !HasFailure(); ++i) {
        SCOPED_TRACE("LOTSE_COPIES_SEED=" + std::to_string(seed + static_cast<std::uint32_t>(i)));
        History history(centre(), seed + static_cast<std::uint32_t>(i));
        history.live();
        history.end_of_day();
        withdrawn += history.withdrawn.size();
        set_back += history.set_back;
    }
    std::cout << histories << " histories, " << set_back << " older databases, " << withdrawn
              << " withdrawals\n";
    EXPECT_GT(set_back, histories / 2);
    EXPECT_GT(withdrawn, 0u);
}

}  // namespace
}  // namespace lotse
