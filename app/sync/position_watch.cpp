// SPDX-License-Identifier: EUPL-1.2
#include "sync/position_watch.h"

namespace lotse::sync {

std::optional<QueuePosition> PositionWatch::known() const {
    const std::lock_guard lock(m_mutex);
    return m_known;
}

void PositionWatch::hear(const std::optional<QueuePosition>& before, const QueuePosition& told) {
    const std::lock_guard hearing(m_hearing);
    const std::optional<QueuePosition> now = known();
    if (now && before && fell_back(*before, told) && fell_back(*now, told)) {
        if (!m_fell_back(*now, told)) {
            return;
        }
    } else if (now && fell_back(*now, told)) {
        return;  // it was overtaken
    }
    const std::lock_guard lock(m_mutex);
    m_known = told;
}

}  // namespace lotse::sync
