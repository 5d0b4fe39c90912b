// SPDX-License-Identifier: EUPL-1.2
/// A desk of the centre, without a screen, at whatever calls itself its service.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "kiosk/desk/desk_effects.h"
#include "support/test_centre.h"

namespace lotse::trust {

class DeskAt {
public:
    DeskAt(const support::TestCentre& centre, const std::string& url, const std::string& memory) {
        kiosk::DeskConnection connection;
        connection.service = url;
        connection.ca_file = centre.tls.ca;
        connection.centre = codec::CentrePin{support::TestCentre::kCentre,
                                             vault::to_hex(centre.register_key().public_key())};
        connection.memory = memory;
        connection.log_in.least = {1, 8};
        m_effects = std::move(kiosk::DeskEffects::open(connection, [] {}).value());
        m_effects->report_to([this](const desk::Event& event) { m_events.push_back(event); });
    }
    /// What is reported of it; nothing within a long time fails the test.
    desk::Event answer_to(const desk::Effect& effect) {
        m_effects->run(effect);
        return wait([](const desk::Event& event) {
            return !std::holds_alternative<desk::QueueKnown>(event) &&
                   !std::holds_alternative<desk::ListFailed>(event) &&
                   !std::holds_alternative<desk::ConnectionKnown>(event);
        });
    }
    void answer_to_list() {
        m_events.clear();
        m_effects->run(desk::ListQueue{});
        listed();
    }
    /// As the newest list says, whatever lists are on their way.
    std::vector<RegisteredPerson> readers() { return known().new_readers; }
    desk::QueueKnown known() {
        finish();
        m_events.clear();
        m_effects->run(desk::ListQueue{});
        finish();
        for (auto event = m_events.rbegin(); event != m_events.rend(); ++event) {
            if (const auto* known = std::get_if<desk::QueueKnown>(&*event)) {
                return *known;
            }
        }
        ADD_FAILURE() << "no list";
        return {};
    }
    /// Of what is reported until nothing is on its way any more.
    template <class Wanted>
    std::optional<Wanted> after(const desk::Effect& effect) {
        finish();
        m_events.clear();
        m_effects->run(effect);
        finish();
        for (const desk::Event& event : m_events) {
            if (const auto* wanted = std::get_if<Wanted>(&event)) {
                return *wanted;
            }
        }
        return std::nullopt;
    }
    void see_readers() { m_effects->run(desk::SeeReaders{}); }
    std::vector<QueueEntry> listed() {
        const desk::Event event = wait([](const desk::Event& one) {
            return std::holds_alternative<desk::QueueKnown>(one) ||
                   std::holds_alternative<desk::ListFailed>(one);
        });
        const auto* known = std::get_if<desk::QueueKnown>(&event);
        return known == nullptr ? std::vector<QueueEntry>() : known->entries;
    }

private:
    /// Until nothing is on its way.
    void finish() {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        while (!m_effects->settled() && std::chrono::steady_clock::now() < end) {
            m_effects->collect();
            std::this_thread::sleep_for(std::chrono::microseconds(200));
        }
        m_effects->collect();
    }
    template <class Wanted>
    desk::Event wait(Wanted wanted) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        while (std::chrono::steady_clock::now() < end) {
            m_effects->collect();
            for (auto event = m_events.begin(); event != m_events.end(); ++event) {
                if (wanted(*event)) {
                    desk::Event found = *event;
                    m_events.erase(event);
                    return found;
                }
            }
            std::this_thread::sleep_for(std::chrono::microseconds(200));
        }
        ADD_FAILURE() << "nothing was reported";
        return desk::SessionEnded{};
    }

    std::unique_ptr<kiosk::DeskEffects> m_effects;
    std::deque<desk::Event> m_events;
};

}  // namespace lotse::trust
