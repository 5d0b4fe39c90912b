// SPDX-License-Identifier: EUPL-1.2
#include "ui/kit/focus.h"

#include <algorithm>

namespace lotse::ui {

void Focus::begin(Navigation navigation) {
    m_navigation = navigation;
    m_places = 0;
    if (navigation == Navigation::Next || navigation == Navigation::Previous) {
        m_shown = true;
        const auto at = std::find(m_operable.begin(), m_operable.end(), m_focus);
        if (!m_operable.empty()) {
            const std::size_t count = m_operable.size();
            std::size_t index = 0;
            if (at == m_operable.end()) {
                index = navigation == Navigation::Next ? 0 : count - 1;
            } else {
                index = static_cast<std::size_t>(at - m_operable.begin());
                index = navigation == Navigation::Next ? (index + 1) % count
                                                       : (index + count - 1) % count;
            }
            m_focus = m_operable[index];
            m_reveal = m_focus;
        }
    }
    m_operable.clear();
}

void Focus::leave_alone() {
    m_navigation = Navigation::None;
    m_places = 0;
    m_operable.clear();
}

void Focus::reset() {
    m_focus.clear();
    m_shown = false;
    m_reveal.clear();
    m_operable.clear();
}

bool Focus::offer(const std::string& id) {
    m_operable.push_back(id);
    return m_shown && m_focus == id;
}

}  // namespace lotse::ui
