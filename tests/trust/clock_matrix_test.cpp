// SPDX-License-Identifier: EUPL-1.2
// Every machine's clock jumps, in every situation, with and without a line: a terminal, the queue
// service and a desk over real stores, the real session, courier and Api, in virtual time. What a
// wrong clock must not do: stop the delivery, give a number twice in one waiting room, erase too
// early or never, end or prolong a lease, leave a client's session or a desk open over a sleep, or
// go unnoticed by staff.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "base/believed_clock.h"
#include "codec/wire/service_time.h"
#include "codec/wire/staff_wire.h"
#include "codec/wire/wire.h"
#include "core/civil_time.h"
#include "core/desk/screen.h"
#include "core/limits.h"
#include "core/terminal/session_fixture.h"
#include "service/answer_of.h"
#include "service/api.h"
#include "store/sqlite_outbox.h"
#include "store/sqlite_queue.h"
#include "support/temp_folder.h"
#include "support/test_centre.h"
#include "support/usual_reason.h"
#include "sync/courier.h"
#include "vault/envelope.h"

namespace lotse {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::seconds;
using support::TestCentre;

enum class Who { Terminal, Service, Desk };
enum class When { Start, Idle, Intake, Suspend };

constexpr seconds kYears10 = days(3653);
constexpr std::array<seconds, 9> kJumps = {-kYears10,        -days(40), -days(2), -1h,     1h,
                                           seconds(days(2)), days(40),  days(46), kYears10};
constexpr seconds kNight = 14h;
/// 08:00 in Germany.
constexpr WallTime kMorning{1'796'022'000s};

/// A machine's clocks against the true time.
struct Machine {
    const WallTime& truth;
    seconds wrong{0};
    WallTime started = kMorning - 1h;
    std::string boot = "a";

    ClockReading read() const { return {truth + wrong, Instant(truth - started), boot}; }
    void start_again() {
        started = truth;
        boot += "b";
    }
};

/// The service; requests come without a transport.
class Service {
public:
    Service(const TestCentre& centre, const std::string& file, const Machine& machine,
            const bool& has_time_service)
        : m_centre(centre), m_file(file), m_machine(machine), m_has_time_service(has_time_service) {
        auto store = store::open_queue(m_file, &vault::hash);
        LOTSE_CHECK(store.ok());
        centre.enrol(**store);
        store->reset();
        start();
    }

    void start() {
        m_api.reset();
        auto store = store::open_queue(m_file, &vault::hash);
        LOTSE_CHECK(store.ok() && (*store)->begin(m_centre.service_key().tags()).ok());
        service::ApiOptions options;
        options.monotonic = [this] { return m_machine.read().up; };
        options.wall = [this] { return m_machine.read().wall; };
        options.boot = m_machine.boot;
        options.synchronised = [this] {
            return m_has_time_service ? std::optional(m_machine.truth) : std::nullopt;
        };
        m_api = std::make_unique<service::Api>(std::move(*store), m_centre.service_key(), options,
                                               [](const service::LogEvent&) {});
        upkeep();
    }
    void upkeep() {
        m_api->upkeep();
        EXPECT_TRUE(m_api->due({}).ok());  // waits in the same lane, behind it
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
        return service::answer_of(*m_api, std::move(request));
    }
    std::string token_of(const char* account) {
        const service::Reply reply =
            ask("POST", "/v1/session", "", codec::write_log_in({account, m_centre.proof(account)}));
        LOTSE_CHECK(reply.status == 200);
        return codec::read_session(reply.body)->token;
    }
    int act(const IntakeId& id, QueueAction action, std::int64_t revision, const char* account) {
        return ask("POST", "/v1/intakes/" + to_hex(id) + "/actions", token_of(account),
                   codec::write_action({action, revision, support::usual_reason(action)}))
            .status;
    }
    std::optional<QueueEntry> call_next(const char* account) {
        const auto entry = codec::read_entry(ask("POST", "/v1/call-next", token_of(account)).body);
        return entry ? std::optional(*entry) : std::nullopt;
    }
    bool has(const IntakeId& id) {
        return ask("GET", "/v1/intakes/" + to_hex(id), token_of(TestCentre::kAccount)).status !=
               404;
    }
    static ServiceTime said(const service::Reply& reply) {
        for (const auto& [name, value] : reply.headers) {
            if (name == codec::kServiceTimeField) {
                return codec::read_service_time(value).value();
            }
        }
        LOTSE_CHECK(false);
    }

private:
    const TestCentre& m_centre;
    std::string m_file;
    const Machine& m_machine;
    const bool& m_has_time_service;
    std::unique_ptr<service::Api> m_api;
};

/// The terminal's line: what it brings arrives at once, or not at all.
class Line final : public IntakeSender {
public:
    Line(Service& to, const bool& up) : m_to(to), m_up(up) {}
    std::function<void(const ServiceTime&)> heard;

    Attempt send(const OutboxEntry& entry, const Bytes& envelope) override {
        Attempt attempt;
        if (!m_up) {
            return attempt;
        }
        const service::Reply reply =
            m_to.ask("PUT", "/v1/intakes/" + to_hex(entry.header.id), "",
                     std::string(envelope.begin(), envelope.end()), "application/octet-stream");
        attempt.contact = true;
        heard(Service::said(reply));
        const auto receipt = codec::read_receipt(reply.body);
        if (receipt && receipt->id == entry.header.id) {
            attempt.outcome = Attempt::Outcome::Accepted;
            attempt.acknowledged = receipt->digest;
        } else {
            attempt.outcome = Attempt::Outcome::Refused;
            attempt.reason = reply.body;
        }
        return attempt;
    }

private:
    Service& m_to;
    const bool& m_up;
};

/// What a terminal gave somebody, and what time it really was.
struct Given {
    std::string number, day;
    IntakeId id;
    WallTime truth;
};

class Kiosk {
public:
    Kiosk(const TestCentre& centre, const std::string& file, const Machine& machine, Line& line)
        : m_centre(centre), m_file(file), m_machine(machine), m_line(line) {
        m_form = std::move(codec::read_questionnaire(kForm, "f.json").value());
        m_rules.languages = {"de"};
        m_rules.forms = {{m_form.get(), "ab", {{"de", "h-de"}}}};
        m_line.heard = [this](const ServiceTime& time) {
            m_clock->hear(time);
            keep();
        };
        start();
    }

    void start() {
        m_outbox.reset();
        auto opened = store::open_outbox(m_file, {vault::sealed_intake_from});
        LOTSE_CHECK(opened.ok() && !opened->salvage);
        m_outbox = std::move(opened->outbox);
        m_clock = std::make_unique<BelievedClock>(*m_outbox->clock(),
                                                  [this] { return m_machine.read(); });
        m_memory = {};
        m_state = {};
    }
    void keep() { LOTSE_CHECK(m_outbox->keep_clock(m_clock->text()).ok()); }

    void begin() {
        send(terminal::LanguageChosen{"de"});
        send(terminal::ConsentGiven{});
        send(terminal::FieldTapped{{"family_name", 0}});
        send(terminal::TextEdited{SecretText("Beispiel"), 8, 8});
    }
    void finish() {
        send(terminal::NextPressed{});
        send(terminal::NextPressed{});
        send(terminal::ChoiceTapped{{"worked", 0}, "no"});
        send(terminal::NextPressed{});
        send(terminal::NextPressed{});
        send(terminal::SubmitPressed{});
    }
    void tick() { send(terminal::Ticked{}); }
    bool at_start() const { return std::holds_alternative<terminal::AtStart>(m_state.place); }

    /// As the courier's worker does, until there is nothing to do at once.
    void deliver() {
        for (int i = 0; i < 50; ++i) {
            const sync::CourierStep step = sync::courier_step(
                *m_outbox, m_line, m_memory, m_status, [this] { return m_machine.read().up; },
                [] { return 0.5; });
            if (!step.attempted) {
                return;
            }
        }
    }
    OutboxSummary left() { return m_outbox->summary().value(); }
    const std::vector<Given>& given() const { return m_given; }
    BelievedTime time() const { return m_clock->now(); }

private:
    void send(const terminal::Event& event) {
        const auto [time, clocks] = m_clock->reading();
        terminal::Update step =
            update(std::move(m_state), event, moment_at(clocks.up, time.time), m_rules);
        m_state = std::move(step.state);
        for (const terminal::Effect& effect : step.effects) {
            if (const auto* seal = std::get_if<terminal::SealAndStore>(&effect)) {
                store(*seal);
            }
        }
    }
    /// As kiosk/terminal/terminal_effects.cpp.
    void store(const terminal::SealAndStore& effect) {
        const auto [time, clocks] = m_clock->reading();
        IntakeHeader header = m_centre.header(0);
        header.day = to_iso(german_time(time.time).date);
        header.language = effect.counselling_language;
        const Result<int> number = m_outbox->next_number(
            {header.day, time.time, time.trust == ClockTrust::Sure, clocks.boot, clocks.up});
        LOTSE_CHECK(number.ok());
        header.number = "A" + std::to_string(1000 + *number).substr(1);
        const SealedIntake intake = m_centre.intake_of(header, m_centre.terminal_key);
        LOTSE_CHECK(m_outbox->add(intake).ok());
        keep();
        m_given.push_back({header.number, header.day, header.id, m_machine.truth});
        send(terminal::IntakeStored{header.number});
    }

    const TestCentre& m_centre;
    std::string m_file;
    const Machine& m_machine;
    Line& m_line;
    std::unique_ptr<Questionnaire> m_form;
    terminal::Rules m_rules;
    terminal::State m_state;
    std::unique_ptr<Outbox> m_outbox;
    std::unique_ptr<BelievedClock> m_clock;
    sync::CourierMemory m_memory;
    sync::CourierStatus m_status;
    std::vector<Given> m_given;
};

/// One case of the matrix.
class World {
public:
    World(const TestCentre& centre, Who who, seconds jump, When when, bool line)
        : m_who(who),
          m_jump(jump),
          m_when(when),
          m_line_stays(line),
          m_has_time_service(who != Who::Service),
          m_service(centre, m_folder.path("queue.db"), m_service_machine, m_has_time_service),
          m_line(m_service, m_line_up),
          m_kiosk(centre, m_folder.path("outbox.db"), m_terminal_machine, m_line) {}

    void run() {
        for (int i = 0; i < 3; ++i) {
            client();
        }
        const auto closed = m_service.call_next(TestCentre::kAccount);
        ASSERT_TRUE(closed);
        ASSERT_EQ(m_service.act(closed->header.id, QueueAction::Close, closed->revision,
                                TestCentre::kAccount),
                  200);
        m_service.upkeep();
        m_closed = m_truth;
        const auto held = m_service.call_next(TestCentre::kOtherAccount);
        ASSERT_TRUE(held);
        m_leased = m_truth;
        look_from_desk();

        happen();
        if (m_when == When::Idle || m_when == When::Intake) {
            pass_until(m_leased + limits::kClaimLease - 20s);
            EXPECT_EQ(take_over(*held), 409) << "the lease was ended";
            pass_until(m_leased + limits::kClaimLease + 10s);
        }
        if (m_who == Who::Service && m_when == When::Start) {
            pass(limits::kClaimLease);  // a service that was off cannot know for how long
        }
        EXPECT_EQ(take_over(*held), 200) << "the lease was prolonged";
        for (int i = 0; i < 3; ++i) {
            pass(10min);
            client();
        }
        m_line_up = true;
        pass(2min);
        m_kiosk.deliver();
        pass(kNight);
        client();
        client();
        m_kiosk.deliver();
        everybody_was_told();
        delivered();
        numbers_are_one_persons();
        days_are_right();
        erased_in_time(closed->header.id);
    }

private:
    Machine& machine() {
        return m_who == Who::Terminal  ? m_terminal_machine
               : m_who == Who::Service ? m_service_machine
                                       : m_desk_machine;
    }
    void pass(seconds span) {
        m_truth += span;
        m_service.upkeep();
        m_kiosk.tick();
    }
    void pass_until(WallTime time) { pass(time - m_truth); }
    void client() {
        m_kiosk.begin();
        m_truth += 3s;
        m_kiosk.finish();
        m_kiosk.deliver();
        m_truth += 5min;
        m_kiosk.tick();
        m_kiosk.tick();
        EXPECT_TRUE(m_kiosk.at_start());
    }
    int take_over(const QueueEntry& entry) {
        return m_service.act(entry.header.id, QueueAction::Open, entry.revision,
                             TestCentre::kAccount);
    }

    void start_again() {
        machine().start_again();
        if (m_who == Who::Terminal) {
            m_kiosk.start();
        } else if (m_who == Who::Service) {
            m_service.start();
        }
    }
    void happen() {
        m_line_up = m_line_stays;
        switch (m_when) {
            case When::Start:
                // By day, while those with a number still wait, and once more in the morning.
                m_truth += 20min;
                machine().wrong += m_jump;
                start_again();
                client();
                m_truth += kNight;
                start_again();
                break;
            case When::Idle:
                machine().wrong += m_jump;
                break;
            case When::Intake:
                m_kiosk.begin();
                machine().wrong += m_jump;
                m_truth += 5s;
                m_kiosk.tick();
                EXPECT_FALSE(m_kiosk.at_start()) << "the client was sent away";
                m_kiosk.finish();
                m_kiosk.deliver();
                m_truth += 2min;
                m_kiosk.tick();
                m_kiosk.tick();
                break;
            case When::Suspend:
                m_kiosk.begin();
                m_truth += kNight;
                machine().wrong += m_jump;
                m_kiosk.tick();
                EXPECT_TRUE(m_kiosk.at_start()) << "the last client's answers are still there";
                desk_sleeps();
                break;
        }
        m_service.upkeep();
    }

    // --- the desk
    Moment desk_moment() const {
        const ClockReading clocks = m_desk_machine.read();
        return moment_at(clocks.up, clocks.wall);
    }
    void desk_hears(const desk::Event& event) {
        m_desk = desk::update(std::move(m_desk), event, desk_moment(), m_desk_rules).state;
    }
    void look_from_desk() {
        if (!std::holds_alternative<desk::QueueOpen>(m_desk.place)) {
            desk::QueueOpen place;
            place.staff.account = TestCentre::kAccount;
            m_desk.place = place;
            m_desk.last_input = desk_moment().monotonic;
        }
        const service::Reply reply =
            m_service.ask("GET", "/v1/queue", m_service.token_of(TestCentre::kAccount));
        const ServiceTime said = Service::said(reply);
        const auto listing = codec::read_listing(reply.body);
        ASSERT_TRUE(listing.ok());
        desk_hears(desk::QueueKnown{
            listing->page.entries,
            listing->now,
            {said.trust, m_desk_machine.read().wall - said.now, said.certificate_until}});
        EXPECT_EQ(m_desk.wall, listing->now) << "times shown are the service's";
    }
    void desk_sleeps() {
        desk_hears(desk::Touched{});
        EXPECT_TRUE(std::holds_alternative<desk::Locked>(m_desk.place)) << "open after a night";
    }
    bool desk_warns() {
        m_desk.place = desk::LoggedOut{};
        look_from_desk();
        for (const desk::Banner& banner : desk::screen_for(m_desk, m_desk_rules).banners) {
            if (banner.kind == desk::Banner::Kind::Clock) {
                return true;
            }
        }
        return false;
    }

    // --- what must hold
    void everybody_was_told() {
        EXPECT_EQ(desk_warns(), m_who != Who::Terminal);
        EXPECT_EQ(m_kiosk.time().wall_is_wrong(), m_who == Who::Terminal);
    }
    void delivered() {
        EXPECT_EQ(m_kiosk.left().waiting, 0) << "delivery stopped";
        EXPECT_EQ(m_kiosk.left().held, 0);
        for (const Given& given : m_kiosk.given()) {
            EXPECT_TRUE(m_service.has(given.id)) << given.number;
        }
    }
    void numbers_are_one_persons() {
        const std::vector<Given>& given = m_kiosk.given();
        for (std::size_t i = 0; i < given.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                EXPECT_FALSE(given[i].number == given[j].number &&
                             given[i].truth - given[j].truth < kNightWithoutNumbers)
                    << given[i].number << " twice";
            }
        }
    }
    void days_are_right() {
        for (const Given& given : m_kiosk.given()) {
            // After a start with a wrong clock numbers are given before the first word is heard.
            if (m_who != Who::Terminal || m_when != When::Start) {
                EXPECT_EQ(given.day, to_iso(german_time(given.truth).date)) << given.number;
            }
        }
        EXPECT_EQ(m_kiosk.given().back().day,
                  to_iso(german_time(m_kiosk.given().back().truth).date));
    }
    void erased_in_time(const IntakeId& closed) {
        while (m_truth < m_closed + days(29)) {
            pass(12h);
            ASSERT_TRUE(m_service.has(closed))
                << "erased after hours " << (m_truth - m_closed).count() / 3600;
        }
        pass_until(m_closed + days(32));
        EXPECT_FALSE(m_service.has(closed)) << "not erased";
    }

    Who m_who;
    seconds m_jump;
    When m_when;
    bool m_line_stays;
    support::TempFolder m_folder;
    WallTime m_truth = kMorning;
    Machine m_terminal_machine{m_truth}, m_service_machine{m_truth}, m_desk_machine{m_truth};
    bool m_has_time_service;
    bool m_line_up = true;
    Service m_service;
    Line m_line;
    Kiosk m_kiosk;
    desk::State m_desk;
    desk::Rules m_desk_rules;
    WallTime m_closed, m_leased;
};

TEST(ClockMatrix, no_jump_of_any_clock_costs_a_client_anything) {
    const TestCentre centre;
    int cases = 0;
    for (const Who who : {Who::Terminal, Who::Service, Who::Desk}) {
        for (const seconds jump : kJumps) {
            for (const When when : {When::Start, When::Idle, When::Intake, When::Suspend}) {
                for (const bool line : {true, false}) {
                    SCOPED_TRACE(testing::Message()
                                 << "machine " << static_cast<int>(who) << " jump " << jump.count()
                                 << " s, situation " << static_cast<int>(when)
                                 << (line ? ", line" : ", no line"));
                    World(centre, who, jump, when, line).run();
                    ++cases;
                }
            }
        }
    }
    EXPECT_EQ(cases, 216);
    std::printf("clock matrix: %d cases\n", cases);
}

}  // namespace
}  // namespace lotse
