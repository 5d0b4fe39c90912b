// SPDX-License-Identifier: EUPL-1.2
/// Somebody in front of a terminal who sees nothing: hears what is said, has five keys, and knows
/// in words what to choose. It knows no id, no tree and no picture, so that whatever it gets done
/// can be done by ear (EN 301 549, 5.1.2.2, 5.1.3).
///
/// Words are compared as they stand on the screen, not as they sound. The first thing that goes
/// wrong is kept, and everything after it does nothing.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tools/automation_client.h"

namespace lotse::kiosk_test {

class HearingBot {
public:
    /// Lifetime: `terminal` outlives it.
    explicit HearingBot(tools::AutomationClient& terminal) : m_terminal(terminal) {}

    /// Presses Repeat once: the voice begins, whoever stands there.
    void begin();
    /// Looks for what is called so, wherever it stands on the screen, and presses it.
    void choose(const std::string& words);
    /// All that was said since the last key.
    const std::vector<std::string>& heard() const { return m_heard; }

    int presses() const { return m_presses; }
    /// Keys after which nothing was said at all, with what was said before each.
    const std::vector<std::string>& silent_presses() const { return m_silent; }
    bool ok() const { return m_problem.empty(); }
    const std::string& problem() const { return m_problem; }

private:
    void press(KeypadKey key);
    void fail(const std::string& words, const std::string& why);
    bool says(const std::string& words) const;
    /// Goes round once where it is. True: it stands on the words. Keeps what leads deeper.
    bool go_round(const std::string& words, std::vector<std::string>& levels);
    bool go_to(const std::string& stop);
    bool look_inside(const std::string& level, const std::string& words);

    tools::AutomationClient& m_terminal;
    std::vector<std::string> m_heard;
    std::map<std::string, std::string> m_level_of;  ///< where something was found before
    bool m_inside = false;
    int m_presses = 0;
    std::vector<std::string> m_silent;
    std::string m_problem;
};

}  // namespace lotse::kiosk_test
