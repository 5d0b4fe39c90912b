// SPDX-License-Identifier: EUPL-1.2
#include "core/intake/outbox_report.h"

#include <algorithm>
#include <charconv>

#include "core/intake/number_rule.h"
#include "core/limits.h"

namespace lotse {
namespace {

/// Digits only, from 1; 0 if it is none.
int whole(std::string_view digits) {
    int value = 0;
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return failed == std::errc{} && end == digits.data() + digits.size() && value > 0 ? value : 0;
}

/// Of a list that is too long for one report, another part with each report.
std::vector<IntakeId> part_of(const std::vector<IntakeId>& all, std::size_t most,
                              std::int64_t seq) {
    if (all.size() <= most) {
        return all;
    }
    std::vector<IntakeId> part;
    const std::size_t begin = static_cast<std::size_t>(seq) * most % all.size();
    for (std::size_t i = 0; i < most; ++i) {
        part.push_back(all[(begin + i) % all.size()]);
    }
    return part;
}

}  // namespace

OutboxReport outbox_report(const OutboxState& state, const std::string& day, std::int64_t seq) {
    OutboxReport report;
    report.seq = seq;
    report.day = day;
    std::set<int> numbers;
    const auto add = [&](const std::string& of_day, const std::string& number) {
        if (const int value = digits_of(number); of_day == day && value > 0) {
            numbers.insert(value);
        }
    };
    std::vector<IntakeId> gone;
    for (const Arrival& arrival : state.arrivals) {
        add(arrival.day, arrival.number);
        if (arrival.deleted) {
            gone.push_back(arrival.id);
        }
    }
    for (const OutboxEntry& entry : state.unsent) {
        add(entry.header.day, entry.header.number);
    }
    std::vector<IntakeId> kept;
    for (const OutboxEntry& entry : state.copies) {
        kept.push_back(entry.header.id);
    }
    report.stored = ranges_of(numbers);
    report.waiting = static_cast<int>(state.unsent.size());
    report.oldest = state.unsent.empty() ? "" : state.unsent.front().header.number;
    report.kept = part_of(kept, limits::kMostCopies, seq);
    report.gone = part_of(gone, limits::kMostIdsAtOnce, seq);
    return report;
}

std::vector<IntakeId> buried_by(const OutboxReply& reply, const std::vector<OutboxEntry>& copies) {
    std::vector<IntakeId> buried;
    for (const OutboxEntry& copy : copies) {
        if (std::find(reply.gone.begin(), reply.gone.end(), copy.header.id) != reply.gone.end()) {
            buried.push_back(copy.header.id);
        }
    }
    return buried;
}

std::string ranges_of(const std::set<int>& numbers) {
    std::string text;
    for (auto at = numbers.begin(); at != numbers.end();) {
        const int first = *at;
        int last = first;
        for (++at; at != numbers.end() && *at == last + 1; ++at) {
            last = *at;
        }
        text += (text.empty() ? "" : ",") + std::to_string(first);
        text += last == first ? "" : "-" + std::to_string(last);
    }
    return text;
}

std::optional<std::set<int>> numbers_in(std::string_view ranges) {
    std::set<int> numbers;
    for (std::string_view rest = ranges; !rest.empty();) {
        const std::size_t end = rest.find(',');
        const std::string_view range = rest.substr(0, end);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        const std::size_t dash = range.find('-');
        const int first = whole(range.substr(0, dash));
        const int last = dash == std::string_view::npos ? first : whole(range.substr(dash + 1));
        if (first == 0 || last < first ||
            numbers.size() + static_cast<std::size_t>(last - first) >= limits::kMostNumbersADay) {
            return std::nullopt;
        }
        for (int number = first; number <= last; ++number) {
            numbers.insert(number);
        }
    }
    // One form only: what is read is written the same again.
    return ranges_of(numbers) == ranges ? std::optional(std::move(numbers)) : std::nullopt;
}

}  // namespace lotse
