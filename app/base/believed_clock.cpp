// SPDX-License-Identifier: EUPL-1.2
#include "base/believed_clock.h"

#include <sys/timex.h>

#include <fstream>
#include <utility>

#include "base/clock.h"

namespace lotse {
namespace {

constexpr std::chrono::minutes kWritten{10};

std::string boot_id() {
    std::string id;
    std::ifstream("/proc/sys/kernel/random/boot_id") >> id;
    // Without /proc every start of the program counts as one of the machine: doubtful, not wrong.
    return id.empty() ? "start-" + std::to_string(monotonic_now().count()) : id;
}

}  // namespace

ClockReading read_clocks() {
    static const std::string boot = boot_id();
    return ClockReading{wall_now(), monotonic_now(), boot};
}

std::optional<WallTime> synchronised_time() {
    timex kernel{};
    if (adjtimex(&kernel) < 0 || (kernel.status & STA_UNSYNC) != 0) {
        return std::nullopt;
    }
    return WallTime(std::chrono::seconds(kernel.time.tv_sec));
}

BelievedClock::BelievedClock(const std::string& known, Read read)
    : m_read(std::move(read)), m_memory(start_clock(clock_memory_from(known), m_read())) {}

BelievedTime BelievedClock::now() const {
    return reading().first;
}

WallTime BelievedClock::lived() const {
    const std::lock_guard lock(m_mutex);
    return lived_time(m_memory, m_read());
}

std::pair<BelievedTime, ClockReading> BelievedClock::reading() const {
    const std::lock_guard lock(m_mutex);
    ClockReading reading = m_read();
    return {believed_time(m_memory, reading), std::move(reading)};
}

std::chrono::seconds BelievedClock::hear(WallTime outside) {
    const std::lock_guard lock(m_mutex);
    const ClockReading reading = m_read();
    const WallTime before = believed_time(m_memory, reading).time;
    const bool was_sure = m_memory.sure;
    m_memory = lotse::hear(std::move(m_memory), outside, reading);
    const std::chrono::seconds moved = outside - before;
    if (!was_sure || moved > kClockTolerance || moved < -kClockTolerance) {
        m_written.reset();
    }
    return moved;
}

void BelievedClock::hear(const ServiceTime& service) {
    if (const auto word = outside_word(service, m_read())) {
        hear(*word);
    }
}

std::optional<std::string> BelievedClock::due() {
    const std::lock_guard lock(m_mutex);
    const ClockReading reading = m_read();
    if (m_written && reading.up - *m_written < kWritten) {
        return std::nullopt;
    }
    m_written = reading.up;
    return to_text(clock_at(m_memory, reading));
}

std::string BelievedClock::text() const {
    const std::lock_guard lock(m_mutex);
    return to_text(clock_at(m_memory, m_read()));
}

}  // namespace lotse
