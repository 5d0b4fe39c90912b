// SPDX-License-Identifier: EUPL-1.2
/// A terminal of the centre, without a screen, at whatever calls itself its service: all that a
/// terminal does with a service, over TLS.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "core/check.h"
#include "kiosk/configuration/configuration_store.h"
#include "kiosk/terminal/terminal_effects.h"
#include "support/patience.h"
#include "support/test_centre.h"
#include "vault/configuration_key.h"
#include "vault/key_files.h"

namespace lotse::trust {

class TerminalAt {
public:
    /// What was in the folder goes on; a folder without a terminal gets one.
    TerminalAt(const support::TestCentre& centre, const std::string& url,
               const std::string& folder) {
        codec::Enrolment enrolment;
        enrolment.centre = support::TestCentre::kCentre;
        enrolment.terminal = support::TestCentre::kTerminal;
        enrolment.prefix = "A";
        enrolment.recipients = {vault::to_hex(centre.centre_key.public_key())};
        enrolment.service = url;
        enrolment.ca_file = centre.tls.ca;
        const vault::SigningKey configurations = vault::configuration_key(centre.centre_key);
        enrolment.configuration_key = vault::to_hex(configurations.public_key());
        enrolment.register_key = vault::to_hex(centre.register_key().public_key());
        const std::string terminal = folder + "/terminal";
        if (std::filesystem::create_directories(terminal)) {
            LOTSE_CHECK(
                vault::save_signing_key(terminal + "/terminal.key", centre.terminal_key).ok());
        }
        std::ofstream(terminal + "/enrolment.toml") << codec::write_enrolment(enrolment);
        kiosk::ConfigurationOptions options;
        options.folder = folder + "/configuration";
        options.centre = enrolment.centre;
        options.public_key = configurations.public_key();
        options.trial = [](const Configuration&) { return Result<void>(); };
        m_configurations = std::move(kiosk::ConfigurationStore::open(std::move(options)).value());
        m_configurations->begin();
        m_configurations->confirm_start();
        m_effects = std::move(
            kiosk::TerminalEffects::open(folder, limits::kCopiesKept, [this] { wake(); }).value());
        LOTSE_CHECK(
            m_effects
                ->follow(*m_configurations, std::chrono::hours(1),
                         [this](const terminal::Event& event) { m_events.push_back(event); })
                .ok());
    }

    /// A client finished and left; what they saw. Nothing: nothing was stored.
    std::optional<terminal::IntakeStored> finish_intake() {
        terminal::SealAndStore seal;
        seal.content.questionnaire = "anerkennung";
        seal.content.language = seal.counselling_language = "uk";
        run(std::move(seal));
        const terminal::Event event = wait([](const terminal::Event& one) {
            return std::holds_alternative<terminal::IntakeStored>(one) ||
                   std::holds_alternative<terminal::IntakeNotStored>(one);
        });
        run(terminal::WipeTraces{});
        const auto* stored = std::get_if<terminal::IntakeStored>(&event);
        return stored == nullptr ? std::nullopt : std::optional(*stored);
    }
    /// The service is asked now; what staff see of it.
    terminal::Rollout ask() {
        return answer_to<terminal::ConfigurationKnown>(terminal::AskForConfiguration{}).rollout;
    }
    terminal::OutboxKnown outbox() {
        return answer_to<terminal::OutboxKnown>(terminal::ReadOutbox{});
    }
    bool ready() { return answer_to<terminal::ReadinessKnown>(terminal::CheckReadiness{}).ready; }
    /// What a client sees who calls for help and then leaves.
    terminal::HelpState call_for_help() {
        const std::int64_t call = ++m_calls;
        run(terminal::CallForHelp{call, "uk"});
        const terminal::Event event = wait([call](const terminal::Event& one) {
            const auto* known = std::get_if<terminal::HelpCallKnown>(&one);
            return known != nullptr && known->call == call;
        });
        run(terminal::EndHelpCall{});
        const auto* known = std::get_if<terminal::HelpCallKnown>(&event);
        return known == nullptr ? terminal::HelpState::None : known->state;
    }
    /// Staff press "try again" at each.
    void release_held() {
        for (const OutboxEntry& entry : outbox().summary.held_entries) {
            answer_to<terminal::OutboxKnown>(terminal::ReleaseHeld{entry.header.id});
        }
    }
    /// Until nothing is to arrive any more.
    bool all_arrived() {
        const auto end = deadline();
        while (std::chrono::steady_clock::now() < end) {
            const OutboxSummary summary = outbox().summary;
            if (summary.waiting + summary.held == 0) {
                return true;
            }
        }
        return false;
    }

private:
    static std::chrono::steady_clock::time_point deadline() {
        return std::chrono::steady_clock::now() + std::chrono::seconds(60) * support::kSlowness;
    }
    void wake() {
        const std::lock_guard lock(m_mutex);
        m_woken = true;
        m_news.notify_one();
    }
    void run(terminal::Effect effect) {
        m_effects->run(effect, [this](const terminal::Event& event) { m_events.push_back(event); });
    }
    template <class Wanted>
    Wanted answer_to(terminal::Effect effect) {
        run(std::move(effect));
        const terminal::Event event = wait([](const terminal::Event& one) {
            const auto* known = std::get_if<terminal::ConfigurationKnown>(&one);
            return std::holds_alternative<Wanted>(one) && (known == nullptr || known->asked);
        });
        const auto* wanted = std::get_if<Wanted>(&event);
        return wanted == nullptr ? Wanted{} : *wanted;
    }
    template <class Is>
    terminal::Event wait(Is is) {
        const auto end = deadline();
        while (true) {
            m_effects->collect();
            for (auto event = m_events.begin(); event != m_events.end(); ++event) {
                if (is(*event)) {
                    terminal::Event found = std::move(*event);
                    m_events.erase(m_events.begin(), event + 1);
                    return found;
                }
            }
            std::unique_lock lock(m_mutex);
            if (!m_news.wait_until(lock, end, [this] { return m_woken; })) {
                ADD_FAILURE() << "nothing was reported";
                return terminal::Ticked{};
            }
            m_woken = false;
        }
    }

    std::mutex m_mutex;
    std::condition_variable m_news;
    bool m_woken = false;
    std::deque<terminal::Event> m_events;
    std::int64_t m_calls = 0;
    std::unique_ptr<kiosk::ConfigurationStore> m_configurations;
    std::unique_ptr<kiosk::TerminalEffects> m_effects;  ///< last: its threads use what is above
};

}  // namespace lotse::trust
