// SPDX-License-Identifier: EUPL-1.2
#include "core/believed_time.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <vector>

namespace lotse {
namespace {

using std::chrono::seconds;

constexpr std::string_view kForm = "clock1";
/// A time of the years 1970 to 9999: what is outside was never written by us.
constexpr std::int64_t kLatest = 253'402'300'799;
/// A kernel's boot id has 36 signs.
constexpr std::size_t kLongestBoot = 64;

constexpr std::array<std::pair<ClockTrust, std::string_view>, 3> kTrusts{{
    {ClockTrust::Sure, "sure"},
    {ClockTrust::Kept, "kept"},
    {ClockTrust::Doubtful, "doubtful"},
}};

bool is_same_boot(const ClockMemory& memory, const ClockReading& reading) {
    return memory.boot == reading.boot && reading.up >= memory.up;
}

seconds elapsed(const ClockMemory& memory, const ClockReading& reading) {
    return std::chrono::floor<seconds>(reading.up - memory.up);
}

bool agree(seconds difference) {
    return difference <= kClockTolerance && difference >= -kClockTolerance;
}

/// Whether `word` can follow `before`: the calendar went on at least as far as we lived, and in one
/// boot exactly as far.
bool follows(const ClockMemory::Word& word, const ClockMemory::Word& before) {
    const seconds beyond = (word.time - before.time) - (word.lived - before.lived);
    return word.boot == before.boot ? agree(beyond) : beyond >= -kClockTolerance;
}

std::int64_t count(WallTime time) {
    return time.time_since_epoch().count();
}

void append(std::string& text, const std::string& prefix, const ClockMemory::Word& word) {
    text += " " + prefix + " " + std::to_string(count(word.time)) + " " +
            std::to_string(count(word.lived)) + " " + word.boot;
}

class Reader {
public:
    explicit Reader(std::string_view text) : m_rest(text) {}

    std::string_view word() {
        const std::size_t end = m_rest.find(' ');
        const std::string_view word = m_rest.substr(0, end);
        m_rest.remove_prefix(end == std::string_view::npos ? m_rest.size() : end + 1);
        m_good = m_good && !word.empty();
        return word;
    }
    std::int64_t number() {
        const std::string_view digits = word();
        std::int64_t value = 0;
        const auto [end, failed] =
            std::from_chars(digits.data(), digits.data() + digits.size(), value);
        m_good = m_good && failed == std::errc{} && end == digits.data() + digits.size() &&
                 value >= 0 && value <= kLatest * 1000;
        return value;
    }
    WallTime time() {
        const std::int64_t value = number();
        m_good = m_good && value <= kLatest;
        return WallTime(seconds(value));
    }
    std::string boot() {
        const std::string_view name = word();
        m_good = m_good && name.size() <= kLongestBoot;
        return std::string(name);
    }
    void expect(bool holds) { m_good = m_good && holds; }
    bool at_end() const { return m_rest.empty(); }
    bool good() const { return m_good; }

private:
    std::string_view m_rest;
    bool m_good = true;
};

}  // namespace

std::string_view to_string(ClockTrust trust) {
    return kTrusts[static_cast<std::size_t>(trust)].second;
}

std::optional<ClockTrust> clock_trust_from(std::string_view word) {
    const auto* const found =
        std::ranges::find(kTrusts, word, &std::pair<ClockTrust, std::string_view>::second);
    return found == kTrusts.end() ? std::nullopt : std::optional(found->first);
}

bool BelievedTime::wall_is_wrong() const {
    return !agree(wall_ahead);
}

ClockMemory start_clock(const std::optional<ClockMemory>& known, const ClockReading& reading) {
    if (!known) {
        ClockMemory first;
        first.time = first.lived = reading.wall;
        first.up = reading.up;
        first.boot = reading.boot;
        return first;
    }
    ClockMemory memory = *known;
    if (is_same_boot(memory, reading)) {
        return clock_at(std::move(memory), reading);
    }
    if (reading.wall >= memory.time && reading.wall <= memory.time + kLongestSwitchedOff) {
        memory.time = reading.wall;
    }
    memory.up = reading.up;
    memory.boot = reading.boot;
    memory.sure = false;
    return memory;
}

BelievedTime believed_time(const ClockMemory& memory, const ClockReading& reading) {
    BelievedTime believed;
    believed.time = memory.time + elapsed(memory, reading);
    believed.wall_ahead = reading.wall - believed.time;
    believed.trust = memory.sure                ? ClockTrust::Sure
                     : believed.wall_is_wrong() ? ClockTrust::Doubtful
                                                : ClockTrust::Kept;
    return believed;
}

WallTime lived_time(const ClockMemory& memory, const ClockReading& reading) {
    return memory.lived + elapsed(memory, reading);
}

ClockMemory clock_at(ClockMemory memory, const ClockReading& reading) {
    const seconds since = elapsed(memory, reading);
    memory.time += since;
    memory.lived += since;
    memory.up += since;
    return memory;
}

ClockMemory hear(ClockMemory memory, WallTime outside, const ClockReading& reading) {
    memory = clock_at(std::move(memory), reading);
    memory.time = outside;
    memory.sure = true;
    const ClockMemory::Word word{outside, memory.lived, memory.boot};
    if (!memory.heard || !follows(word, *memory.heard)) {
        memory.heard = word;
        return memory;
    }
    if (word.time - memory.heard->time < std::chrono::days(1)) {
        return memory;
    }
    // The word that waited was agreed with for a day: what the calendar went on before it, counts.
    seconds switched_off{0};
    if (memory.upheld) {
        switched_off = std::max(seconds{0}, (memory.heard->time - memory.upheld->time) -
                                                (memory.heard->lived - memory.upheld->lived));
    }
    memory.lived += switched_off;
    memory.upheld = memory.heard;
    memory.upheld->lived += switched_off;
    memory.heard = ClockMemory::Word{outside, memory.lived, memory.boot};
    return memory;
}

std::string to_text(const ClockMemory& memory) {
    std::string text = std::string(kForm) + " " + std::to_string(count(memory.time)) + " " +
                       std::to_string(memory.up.count()) + " " + memory.boot + " " +
                       (memory.sure ? "1 " : "0 ") + std::to_string(count(memory.lived));
    if (memory.heard) {
        append(text, "heard", *memory.heard);
    }
    if (memory.upheld) {
        append(text, "upheld", *memory.upheld);
    }
    return text;
}

std::optional<ClockMemory> clock_memory_from(std::string_view text) {
    Reader reader(text);
    ClockMemory memory;
    reader.expect(reader.word() == kForm);
    memory.time = reader.time();
    memory.up = Instant(reader.number());
    memory.boot = reader.boot();
    const std::int64_t sure = reader.number();
    reader.expect(sure <= 1);
    memory.sure = sure == 1;
    memory.lived = reader.time();
    while (reader.good() && !reader.at_end()) {
        const std::string_view name = reader.word();
        reader.expect(name == "heard" || name == "upheld");
        ClockMemory::Word word;
        word.time = reader.time();
        word.lived = reader.time();
        word.boot = reader.boot();
        (name == "heard" ? memory.heard : memory.upheld) = word;
    }
    return reader.good() ? std::optional(std::move(memory)) : std::nullopt;
}

std::optional<WallTime> outside_word(const ServiceTime& service, const ClockReading& reading) {
    if (service.trust == ClockTrust::Sure || agree(service.now - reading.wall)) {
        return service.now;
    }
    return std::nullopt;
}

}  // namespace lotse
