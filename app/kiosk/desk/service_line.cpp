// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/desk/service_line.h"

#include <utility>

#include "core/limits.h"

namespace lotse::kiosk {

bool ServiceLine::post(Worker::Job job, Worker::Done refused) {
    ++m_awaited;
    const bool taken = m_worker.post(
        [this, job = std::move(job)]() -> Worker::Done {
            --m_awaited;
            m_is_awaited = true;
            m_gave_way = false;
            return job();
        },
        std::move(refused));
    m_awaited -= taken ? 0 : 1;
    return taken;
}

Worker::Job ServiceLine::for_nobody(Worker::Job job) {
    return [this, job = std::move(job)]() -> Worker::Done {
        m_is_awaited = false;
        m_gave_way = false;
        return job();
    };
}

void ServiceLine::leave(Worker::Slot slot, Worker::Job job) {
    m_left = true;
    m_worker.replace(slot, for_nobody([this, job = std::move(job)]() -> Worker::Done {
                         m_left = false;
                         return job();
                     }));
}

bool ServiceLine::gives_way(std::chrono::milliseconds lasted) {
    const bool wanted = m_is_awaited ? m_left && lasted >= limits::kLeftRequestPatience
                                     : (m_awaited > 0 || m_left || m_stopping) &&
                                           lasted >= limits::kUnawaitedRequestPatience;
    m_gave_way = m_gave_way || wanted;
    return wanted;
}

void ServiceLine::stop() {
    m_stopping = true;
    m_worker.stop();
}

}  // namespace lotse::kiosk
