// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/hearing_bot.h"

#include <algorithm>

namespace lotse::kiosk_test {
namespace {

/// More stops than any screen has.
constexpr int kMostStops = 120;

/// A part of something long says where it begins and ends: "Row 2: a – l".
bool leads_deeper(const std::string& stop) {
    return stop.find(" – ") != std::string::npos;
}

}  // namespace

void HearingBot::fail(const std::string& words, const std::string& why) {
    if (!ok()) {
        return;
    }
    m_problem = "\"" + words + "\": " + why + "; heard last:";
    for (const std::string& part : m_heard) {
        m_problem += " [" + part + "]";
    }
}

void HearingBot::press(KeypadKey key) {
    if (!ok()) {
        return;
    }
    ++m_presses;
    const Result<void> pressed = m_terminal.key(key);
    Result<std::vector<codec::AutomationSpoken>> said = m_terminal.heard();
    if (!pressed || !said) {
        fail("", to_string(pressed ? said.error() : pressed.error()));
        return;
    }
    if (said->empty()) {
        m_silent.push_back("key " + std::to_string(static_cast<int>(key)) + " after \"" +
                           (m_heard.empty() ? "" : m_heard.front()) + "\"");
    }
    m_heard.clear();
    for (codec::AutomationSpoken& part : *said) {
        m_heard.push_back(std::move(part.words));
    }
}

void HearingBot::begin() {
    press(KeypadKey::Repeat);
    if (ok() && m_heard.empty()) {
        fail("", "the voice did not begin");
    }
}

bool HearingBot::says(const std::string& words) const {
    return std::find(m_heard.begin(), m_heard.end(), words) != m_heard.end();
}

bool HearingBot::go_round(const std::string& words, std::vector<std::string>& levels) {
    std::vector<std::string> first;
    for (int stop = 0; ok() && stop < kMostStops; ++stop) {
        press(KeypadKey::Next);
        if (says(words)) {
            return true;
        }
        if (first.empty()) {
            first = m_heard;
        } else if (m_heard == first) {
            return false;
        }
        if (!m_heard.empty() && leads_deeper(m_heard.front())) {
            levels.push_back(m_heard.front());
        }
    }
    return false;
}

bool HearingBot::go_to(const std::string& stop) {
    std::vector<std::string> passed;
    return says(stop) || go_round(stop, passed);
}

bool HearingBot::look_inside(const std::string& level, const std::string& words) {
    if (!go_to(level)) {
        return false;
    }
    press(KeypadKey::Activate);
    std::vector<std::string> deeper;
    if (says(words) || go_round(words, deeper)) {
        m_level_of[words] = level;
        m_inside = true;
        return true;
    }
    press(KeypadKey::Back);
    return false;
}

void HearingBot::choose(const std::string& words) {
    if (!ok()) {
        return;
    }
    if (words.empty()) {
        fail(words, "there is nothing to listen for");
        return;
    }
    std::vector<std::string> levels;
    if (m_inside) {
        m_inside = false;
        if (says(words) || go_round(words, levels)) {
            m_inside = levels.empty();
            press(KeypadKey::Activate);
            return;
        }
        // Where there are ways deeper, what it was in has gone with its screen.
        if (levels.empty()) {
            press(KeypadKey::Back);
        }
    }
    const auto known = m_level_of.find(words);
    if (known != m_level_of.end() && look_inside(known->second, words)) {
        press(KeypadKey::Activate);
        return;
    }
    levels.clear();
    if (go_round(words, levels)) {
        press(KeypadKey::Activate);
        return;
    }
    for (const std::string& level : levels) {
        if (ok() && look_inside(level, words)) {
            press(KeypadKey::Activate);
            return;
        }
    }
    fail(words, "not said anywhere on this screen");
}

}  // namespace lotse::kiosk_test
