// SPDX-License-Identifier: EUPL-1.2
// Random days of a counselling centre: three terminals, a line that fails, a service that is
// killed, desks that call, close and withdraw, a terminal set back to an old copy of its disk.
// Whatever happened: at the end every intake that a terminal acknowledged is at the centre exactly
// once, and what was withdrawn stays withdrawn.
//
// LOTSE_DAY_HISTORIES=n runs n histories instead of what fits into the normal run, LOTSE_DAY_SEED=s
// begins with another.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>
#include <set>

#include "base/clock.h"
#include "core/civil_time.h"
#include "store/sqlite_outbox.h"
#include "store/sqlite_queue.h"
#include "support/cutting_proxy.h"
#include "support/running_service.h"
#include "support/whole_list.h"
#include "sync/courier.h"
#include "sync/desk_client.h"

namespace lotse {
namespace {

using namespace std::chrono_literals;
using support::client_options;
using support::CuttingProxy;
using support::ServiceProcess;
using support::Spoil;
using support::TestCentre;

constexpr int kTerminals = 3;
constexpr int kActions = 120;

class Terminal {
public:
    Terminal(const TestCentre& centre, int index, const std::string& url)
        : m_centre(centre),
          m_file(centre.folder.path("terminal" + std::to_string(index) + ".db")),
          m_url(url) {
        switch_on();
    }

    void switch_on() {
        auto opened = store::open_outbox(m_file, {vault::sealed_intake_from});
        LOTSE_CHECK(opened.ok() && !opened->salvage);
        m_outbox = std::move(opened->outbox);
        auto options = client_options(m_centre, m_url);
        options.transfer_timeout = 500ms;
        m_line = std::move(sync::make_https_sender(options)).value();
        m_memory = {};
    }

    void switch_off() {
        m_line.reset();
        m_outbox.reset();
    }

    /// A client finished; the number is only counted as shown if the outbox said so.
    void finish_intake(int n) {
        const SealedIntake intake = m_centre.intake(n, "secret canary");
        if (m_outbox->add(intake)) {
            acknowledged.insert(intake.header.id);
        }
    }

    void step(Instant now) {
        const auto clock = [now] { return now; };
        sync::courier_step(*m_outbox, *m_line, m_memory, m_status, clock, [] { return 0.5; });
    }

    /// Nothing waits any more within `most` attempts on a good line.
    void drain(Instant& now, int most) {
        for (int i = 0; m_outbox->summary()->waiting > 0; ++i) {
            ASSERT_LT(i, most) << m_status.last_problem;
            now += 60s;
            step(now);
        }
    }

    void save_copy() {
        std::filesystem::copy_file(m_file, m_file + ".copy",
                                   std::filesystem::copy_options::overwrite_existing);
    }
    void set_back() {
        if (std::filesystem::exists(m_file + ".copy")) {
            switch_off();
            std::filesystem::copy_file(m_file + ".copy", m_file,
                                       std::filesystem::copy_options::overwrite_existing);
            switch_on();
        }
    }

    std::vector<OutboxEntry> held() { return m_outbox->summary()->held_entries; }

    std::set<IntakeId> acknowledged;

private:
    const TestCentre& m_centre;
    std::string m_file;
    std::string m_url;
    std::unique_ptr<Outbox> m_outbox;
    std::unique_ptr<IntakeSender> m_line;
    sync::CourierMemory m_memory;
    sync::CourierStatus m_status;
};

class History {
public:
    explicit History(std::uint32_t seed) : m_random(seed) {
        m_centre.make_database();
        m_process = std::make_unique<ServiceProcess>(m_centre);
        m_proxy = std::make_unique<CuttingProxy>(m_process->port());
        m_proxy->set_plan([this] { return plan(); });
        for (int i = 0; i < kTerminals; ++i) {
            m_terminals.push_back(std::make_unique<Terminal>(
                m_centre, i, "https://127.0.0.1:" + std::to_string(m_proxy->port())));
        }
        log_in();
    }

    void live() {
        for (int action = 0; action < kActions; ++action) {
            one_action();
        }
    }

    void end_of_day() {
        m_bad_line = false;
        m_proxy->connect();
        for (const auto& terminal : m_terminals) {
            terminal->drain(m_now, 300);
        }
        m_process->kill();
        auto store = store::open_queue(m_centre.database(), &vault::hash);
        ASSERT_TRUE(store.ok()) << to_string(store.error());
        EXPECT_TRUE((*store)->audit_log.verify().ok());

        std::set<IntakeId> expected;
        for (const auto& terminal : m_terminals) {
            expected.insert(terminal->acknowledged.begin(), terminal->acknowledged.end());
            for (const OutboxEntry& entry : terminal->held()) {
                ADD_FAILURE() << to_hex(entry.header.id) << ": " << entry.held_reason;
            }
        }
        std::size_t present = 0;
        for (const IntakeId& id : expected) {
            const auto entry = (*store)->intakes.find(TestCentre::kCentre, id);
            ASSERT_TRUE(entry.ok());
            const bool there = entry->has_value() && (*entry)->state != QueueState::Withdrawn;
            EXPECT_EQ(there, !m_withdrawn.contains(id)) << to_hex(id);
            present += there ? 1 : 0;
        }
        // Nothing else is there: no stranger, no double.
        std::size_t listed = 0;
        const auto all = support::whole_list((*store)->intakes, TestCentre::kCentre, m_today);
        for (const QueueEntry& entry : *all) {
            listed += entry.state != QueueState::Withdrawn ? 1 : 0;
            EXPECT_TRUE(expected.contains(entry.header.id));
        }
        EXPECT_EQ(listed, present);
        EXPECT_GT(expected.size(), 10u);
    }

    int kills = 0;
    int spoilt = 0;
    std::size_t withdrawn() const { return m_withdrawn.size(); }

private:
    std::uint32_t dice(std::uint32_t sides) {
        return static_cast<std::uint32_t>(m_random()) % sides;
    }

    void log_in() {
        m_desk =
            std::move(sync::DeskClient::make(client_options(m_centre, m_process->url()))).value();
        const auto session =
            m_desk->log_in(TestCentre::kAccount, TestCentre::prove(TestCentre::kAccount));
        ASSERT_TRUE(session.ok()) << to_string(session.error());
    }

    std::optional<Spoil> plan() {
        if (!m_bad_line) {
            return std::nullopt;
        }
        ++spoilt;
        // Any byte of a whole exchange; stalls cost a time-out, so few of them.
        const Spoil::How how = dice(12) == 0 ? Spoil::How::Stall : static_cast<Spoil::How>(dice(2));
        return Spoil{dice(2) == 0 ? Spoil::Where::ToService : Spoil::Where::ToClient, how,
                     dice(9000)};
    }

    void one_action() {
        Terminal& terminal = *m_terminals[dice(kTerminals)];
        m_now += std::chrono::milliseconds(dice(5000));
        switch (dice(24)) {
            case 0:
                m_bad_line = !m_bad_line;
                break;
            case 1:
                m_proxy->disconnect();
                break;
            case 2:
            case 3:
                m_proxy->connect();
                break;
            case 4:
                m_process->kill_and_restart();
                ++kills;
                log_in();
                break;
            case 5:
                terminal.switch_off();
                terminal.switch_on();
                break;
            case 6:
                terminal.save_copy();
                break;
            case 7:
                // What was acknowledged after the copy is still at the centre or gone with the
                // disk: only a copy made with nothing added since tells the two apart, so
                // everything is sent first.
                if (!m_bad_line) {
                    m_proxy->connect();
                    terminal.drain(m_now, 300);
                    terminal.set_back();
                }
                break;
            case 8:
            case 9:
            case 10:
                desk_action();
                break;
            case 11:
            case 12:
            case 13:
            case 14:
            case 15:
                terminal.finish_intake(++m_intakes);
                break;
            default:
                terminal.step(m_now);
                break;
        }
    }

    void desk_action() {
        const auto next = m_desk->call_next();
        ASSERT_TRUE(next.ok()) << to_string(next.error());
        if (!*next) {
            return;
        }
        QueueEntry entry = **next;
        if (dice(3) == 0) {
            ASSERT_TRUE(m_desk
                            ->act(entry.header.id, QueueAction::Withdraw, entry.revision,
                                  ActionReason::NoConsent)
                            .ok());
            m_withdrawn.insert(entry.header.id);
            return;
        }
        const auto opened = m_desk->act(entry.header.id, QueueAction::Open, entry.revision);
        ASSERT_TRUE(opened.ok());
        const auto envelope = m_desk->envelope(entry.header.id);
        ASSERT_TRUE(envelope.ok());
        ASSERT_EQ(vault::open(*envelope, m_centre.centre_key).value(), "secret canary");
        ASSERT_TRUE(m_desk
                        ->act(entry.header.id, QueueAction::Close, opened->revision,
                              ActionReason::Counselled)
                        .ok());
        m_today = to_iso(german_time(wall_now())).substr(0, 10);
    }

    TestCentre m_centre;
    std::mt19937 m_random;
    std::unique_ptr<ServiceProcess> m_process;
    std::unique_ptr<CuttingProxy> m_proxy;
    std::vector<std::unique_ptr<Terminal>> m_terminals;
    std::unique_ptr<sync::DeskClient> m_desk;
    std::set<IntakeId> m_withdrawn;
    std::string m_today;
    Instant m_now{0};
    std::atomic<bool> m_bad_line{false};
    int m_intakes = 0;
};

TEST(Day, whatever_happens_every_intake_arrives_once_and_erased_stays_erased) {
    const char* wanted = std::getenv("LOTSE_DAY_HISTORIES");
    const char* first = std::getenv("LOTSE_DAY_SEED");
    const int most = wanted != nullptr ? std::atoi(wanted) : 30;
    const std::uint32_t seed = first != nullptr ? static_cast<std::uint32_t>(std::atoi(first)) : 1;
    const auto start = std::chrono::steady_clock::now();
    int histories = 0;
    int kills = 0;
    int spoilt = 0;
    std::size_t withdrawn = 0;
    for (; histories < most; ++histories) {
        if (wanted == nullptr && histories >= 3 && std::chrono::steady_clock::now() - start > 12s) {
            break;
        }
        SCOPED_TRACE("LOTSE_DAY_SEED=" +
                     std::to_string(seed + static_cast<std::uint32_t>(histories)));
        History history(seed + static_cast<std::uint32_t>(histories));
        history.live();
        history.end_of_day();
        kills += history.kills;
        spoilt += history.spoilt;
        withdrawn += history.withdrawn();
        if (HasFailure()) {
            break;
        }
    }
    std::printf("%d histories, %d kills, %d spoilt connections, %zu withdrawals\n", histories,
                kills, spoilt, withdrawn);
    EXPECT_GT(kills, 0);
    EXPECT_GT(spoilt, 0);
    EXPECT_GT(withdrawn, 0u);
}

}  // namespace
}  // namespace lotse
