// SPDX-License-Identifier: EUPL-1.2
#include "ui/kit/focus.h"

#include <algorithm>

namespace lotse::ui {

void Focus::begin(Navigation navigation) {
    m_navigation = navigation;
    m_places = 0;
    if (navigation == Navigation::Next || navigation == Navigation::Previous) {
        m_shown = true;
        move(navigation == Navigation::Next);
    } else if (navigation == Navigation::Back && !m_entered.empty()) {
        m_focus = m_entered.back();
        m_reveal = m_focus;
        m_entered.pop_back();
    }
    m_operable.clear();
    m_open.clear();
    m_entered_seen = m_entered.empty();
}

void Focus::move(bool forwards) {
    if (m_operable.empty()) {
        return;
    }
    const std::size_t count = m_operable.size();
    const auto at = std::find(m_operable.begin(), m_operable.end(), m_focus);
    std::size_t index = forwards ? 0 : count - 1;
    if (at != m_operable.end()) {
        index = static_cast<std::size_t>(at - m_operable.begin());
        index = forwards ? (index + 1) % count : (index + count - 1) % count;
    }
    m_focus = m_operable[index];
    m_reveal = m_focus;
}

void Focus::leave_alone() {
    m_navigation = Navigation::None;
    m_places = 0;
    m_operable.clear();
    m_open.clear();
    m_entered_seen = true;
}

void Focus::end() {
    m_reveal.clear();
    if (!m_pointed.empty()) {
        m_focus.clear();  // it lies on something that cannot be operated
        m_pointed.clear();
    }
    if (!m_entered_seen) {
        m_entered.clear();  // what one was in is gone: nobody is shut in
    }
    m_first_wanted = false;
}

void Focus::reset() {
    m_focus.clear();
    m_shown = false;
    m_reveal.clear();
    m_operable.clear();
    m_entered.clear();
    m_pointed.clear();
}

bool Focus::is_on_stop() const {
    return m_shown && std::ranges::find(m_operable, m_focus) != m_operable.end();
}

void Focus::hide() {
    m_shown = false;
    m_entered.clear();
}

bool Focus::offer(const std::string& id) {
    if (!m_pointed.empty() && m_pointed == id) {
        m_pointed.clear();
        if (m_entered != m_open) {
            m_entered = m_open;
            m_entered_seen = true;
            m_operable.clear();
        }
        m_focus = id;
        m_shown = true;
    }
    if (m_open != m_entered) {
        return false;
    }
    m_operable.push_back(id);
    if (m_first_wanted) {
        m_first_wanted = false;
        m_focus = id;
        m_reveal = id;
    }
    return m_shown && m_focus == id;
}

bool Focus::open_level(const std::string& id) {
    const bool focused = offer(id);
    m_open.push_back(id);
    if (focused && m_navigation == Navigation::Activate) {
        m_navigation = Navigation::None;
        m_entered.push_back(id);
        m_operable.clear();
        m_first_wanted = true;
        m_entered_seen = true;
        return false;
    }
    m_entered_seen = m_entered_seen || m_open == m_entered;
    return focused;
}

}  // namespace lotse::ui
