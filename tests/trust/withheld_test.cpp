// SPDX-License-Identifier: EUPL-1.2
// Whoever controls the service can hold back an intake, a terminal's words or what changed. A desk
// that was open before says so within a quarter of an hour, in its alarms and in the audit log.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <spdlog/spdlog.h>

#include <nlohmann/json.hpp>

#include "codec/wire/configuration_wire.h"
#include "codec/wire/keys_wire.h"
#include "core/desk/screen.h"
#include "support/temp_folder.h"
#include "trust/desk_at.h"
#include "trust/hostile_service.h"
#include "vault/configuration_key.h"

namespace lotse::trust {
namespace {

using Json = nlohmann::ordered_json;
using support::MemoryStore;
using support::TestCentre;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kDay = "2026-11-18";
constexpr std::int64_t kNow = 1'795'000'000;  // of that day: the service's clock stands still

/// A desk whose state goes on with what the hostile service tells it; its own time passes.
class Withheld : public testing::Test {
protected:
    static void SetUpTestSuite() { spdlog::set_level(spdlog::level::off); }
    static TestCentre& centre() {
        static TestCentre the_centre;
        return the_centre;
    }
    void SetUp() override {
        service.restart([&](MemoryStore& store) {
            centre().enrol_another(store, "terminal-2");
            for (const int n : {1, 2, 3}) {
                IntakeHeader header = centre().header(n);
                header.number = "A00" + std::to_string(n);
                header.day = kDay;
                ASSERT_TRUE(
                    store.put(centre().intake_of(header, centre().terminal_key), WallTime{}).ok());
                ids.push_back(to_hex(header.id));
            }
        });
        say(TestCentre::kTerminal, centre().terminal_key, "1-3");
        say("terminal-2", centre().another_key, "");
        desk = std::make_unique<DeskAt>(centre(), service.url(), memory.path());
        ASSERT_TRUE(std::holds_alternative<desk::LoggedIn>(
            desk->answer_to(desk::LogIn{TestCentre::kAccount, SecretText(TestCentre::kPassword)})));
        std::get<desk::LoggedOut>(state.place).busy = true;
        give(desk::LoggedIn{{TestCentre::kAccount, TestCentre::kCentre}});
        minute();
    }
    void say(const std::string& terminal, const vault::SigningKey& key, const std::string& stored,
             std::chrono::minutes later = std::chrono::minutes(0)) {
        codec::ReportMessage message;
        message.centre = TestCentre::kCentre;
        message.report.terminal = terminal;
        message.report.program = "0";
        message.report.at = WallTime{std::chrono::seconds{kNow}} + later;
        message.outbox = OutboxReport{};
        message.outbox->seq = 1;
        message.outbox->day = kDay;
        message.outbox->stored = stored;
        codec::SignedReport report;
        report.text = codec::write_report(message);
        const auto signature = vault::sign_report(report.text, key);
        report.signature.assign(signature.begin(), signature.end());
        TerminalReport kept = message.report;
        kept.as_signed = codec::write_signed_report(report);
        ASSERT_TRUE(service.store().save_report(TestCentre::kCentre, kept).ok());
    }
    void give(const desk::Event& event) {
        Moment moment;
        moment.monotonic = now;
        moment.utc =
            WallTime{std::chrono::seconds{kNow}} + std::chrono::floor<std::chrono::seconds>(now);
        desk::Update done = desk::update(std::move(state), event, moment, desk::Rules{});
        state = std::move(done.state);
        for (const desk::Effect& effect : done.effects) {
            if (std::holds_alternative<desk::RaiseAlarms>(effect)) {
                static_cast<void>(desk->after<desk::WentBack>(effect));
            }
        }
    }
    /// A minute later: both terminals that are on speak, the desk lists and asks.
    void minute(const std::set<std::string>& silent = {}) {
        now += std::chrono::minutes(1);
        const auto passed = std::chrono::duration_cast<std::chrono::minutes>(now);
        if (!silent.contains(TestCentre::kTerminal)) {
            say(TestCentre::kTerminal, centre().terminal_key, "1-3", passed);
        }
        if (!silent.contains("terminal-2")) {
            say("terminal-2", centre().another_key, "", passed);
        }
        auto listed = desk->after<desk::QueueKnown>(desk::ListQueue{});
        ASSERT_TRUE(listed.has_value());
        // The time of the service goes on with ours; what it says of it is another question.
        listed->service_time = WallTime{std::chrono::seconds{kNow}} + passed;
        give(*listed);
        if (const auto words = desk->after<desk::TerminalsKnown>(desk::AskTerminals{})) {
            give(*words);
        }
        give(desk::Touched{});  // somebody works there: it does not lock itself
        give(desk::Ticked{});
    }
    std::vector<std::string> alarms() const {
        std::vector<std::string> told;
        for (const auto& row : service.store().audit_rows) {
            if (row[1] == "alarm") {
                told.push_back(row[2]);
            }
        }
        return told;
    }
    std::vector<std::string> banners() const {
        std::vector<std::string> told;
        for (const desk::Banner& banner : desk::screen_for(state, desk::Rules{}).banners) {
            if (banner.kind == desk::Banner::Kind::Watch &&
                banner.problem_id != "desk.notice.register_old") {
                told.push_back(banner.problem_id + " " + banner.number + banner.account);
            }
        }
        return told;
    }
    /// Of every list from now on, entries or reports are gone of which `is` says so.
    void hide(const std::string& of, const char* list, std::function<bool(const Json&)> is) {
        service.alter([of, list, is](const std::string& route, std::string& body) {
            Json json = Json::parse(body, nullptr, false);
            if (route == of && json.contains(list)) {
                Json left = Json::array();
                for (const Json& one : json[list]) {
                    if (!is(one)) {
                        left.push_back(one);
                    }
                }
                json[list] = left;
                body = json.dump();
            }
        });
    }

    support::TempFolder memory;
    mutable HostileService service{centre()};
    std::unique_ptr<DeskAt> desk;
    std::vector<std::string> ids;
    desk::State state;
    Instant now{0};
};

TEST_F(Withheld, nothing_is_missed_while_nothing_is_withheld) {
    for (int i = 0; i < 20; ++i) {
        minute();
    }
    EXPECT_THAT(alarms(), IsEmpty());
    EXPECT_THAT(banners(), IsEmpty());
}

TEST_F(Withheld, an_intake_that_stands_in_no_list_is_missed) {
    hide("GET /v1/queue", "entries",
         [this](const Json& entry) { return entry.dump().find(ids[1]) != std::string::npos; });
    // Until the desk asks for a whole list again it has what it had; a new one has not.
    desk = std::make_unique<DeskAt>(centre(), service.url(), memory.path());
    ASSERT_TRUE(std::holds_alternative<desk::LoggedIn>(
        desk->answer_to(desk::LogIn{TestCentre::kAccount, SecretText(TestCentre::kPassword)})));
    for (int i = 0; i < 14; ++i) {
        minute();
    }
    EXPECT_THAT(alarms(), IsEmpty());
    minute();
    minute();
    EXPECT_THAT(alarms(),
                ElementsAre(std::string("A10 ") + TestCentre::kTerminal + " " + kDay + " A002"));
    EXPECT_THAT(banners(), ElementsAre("desk.notice.missing A002"));
}

TEST_F(Withheld, an_intake_that_is_said_to_be_gone_is_missed_too) {
    service.alter([this](const std::string& route, std::string& body) {
        Json json = Json::parse(body, nullptr, false);
        if (route == "GET /v1/queue" && json.contains("since")) {
            json["gone"].push_back(ids[2]);
            body = json.dump();
        }
    });
    for (int i = 0; i < 17; ++i) {
        minute();
    }
    EXPECT_THAT(alarms(),
                ElementsAre(std::string("A10 ") + TestCentre::kTerminal + " " + kDay + " A003"));
}

TEST_F(Withheld, a_terminal_whose_words_are_dropped_is_silent) {
    hide("GET /v1/terminals", "terminals",
         [](const Json& report) { return report.dump().find("terminal-2") != std::string::npos; });
    for (int i = 0; i < 13; ++i) {
        minute();
    }
    EXPECT_THAT(alarms(), IsEmpty());
    for (int i = 0; i < 3; ++i) {
        minute();
    }
    EXPECT_THAT(alarms(), ElementsAre("A11 terminal-2"));
    EXPECT_THAT(banners(), ElementsAre("desk.notice.silent terminal-2"));
}

TEST_F(Withheld, an_old_word_in_place_of_the_new_ones_is_silence) {
    const std::string old = service.replies().at("GET /v1/terminals");
    service.alter([old](const std::string& route, std::string& body) {
        body = route == "GET /v1/terminals" ? old : body;
    });
    for (int i = 0; i < 17; ++i) {
        minute();
    }
    EXPECT_THAT(alarms(), Contains("A11 terminal-2"));
    EXPECT_THAT(alarms(), Contains(std::string("A11 ") + TestCentre::kTerminal));
}

TEST_F(Withheld, a_register_that_got_old_is_told_and_signed_anew_by_whoever_may) {
    const auto is_told = [this] {
        const auto view = desk::screen_for(state, desk::Rules{});
        return std::any_of(view.banners.begin(), view.banners.end(), [](const auto& banner) {
            return banner.problem_id == "desk.notice.register_old";
        });
    };
    minute();
    EXPECT_TRUE(is_told()) << "that of the test is of 1970";
    ASSERT_EQ(*service.store().keys_serial(TestCentre::kCentre), 2);
    static_cast<void>(desk->after<desk::AuditBroken>(desk::CheckAudit{}));
    EXPECT_EQ(*service.store().keys_serial(TestCentre::kCentre), 3);
    minute();
    EXPECT_FALSE(is_told());
    static_cast<void>(desk->after<desk::AuditBroken>(desk::CheckAudit{}));
    EXPECT_EQ(*service.store().keys_serial(TestCentre::kCentre), 3) << "it is of now";
    EXPECT_THAT(banners(), IsEmpty()) << "both terminals are known as before";
}

}  // namespace
}  // namespace lotse::trust
