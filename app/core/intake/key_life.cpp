// SPDX-License-Identifier: EUPL-1.2
#include "core/intake/key_life.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

namespace lotse {
namespace {

/// Terminals that are away longer go on with the last one they know.
constexpr std::size_t kAhead = 2;

using Days = std::chrono::sys_days;

std::chrono::year_month_day day_of(WallTime time) {
    return {std::chrono::floor<std::chrono::days>(time)};
}

std::string two_digits(unsigned number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string month_name(const std::chrono::year_month_day& day) {
    return std::to_string(static_cast<int>(day.year())) + "-" +
           two_digits(static_cast<unsigned>(day.month()));
}

/// The first of the month that is so many after that of `time`.
WallTime month_after(WallTime time, int months) {
    const std::chrono::year_month_day day = day_of(time);
    const std::chrono::year_month_day first =
        std::chrono::year_month(day.year(), day.month()) / std::chrono::day(1);
    return WallTime{Days{first + std::chrono::months(months)}};
}

/// The name, with a number behind it if it was given before.
std::string free_name(const std::string& name, std::set<std::string>& taken) {
    std::string free = name;
    for (int number = 2; !taken.insert(free).second; ++number) {
        free = name + "." + std::to_string(number);
    }
    return free;
}

/// Nobody has it who left.
bool is_sound(std::int64_t people, std::int64_t reader_left) {
    return people >= reader_left;
}

}  // namespace

std::vector<WantedVersion> wanted_versions(const KeysRegister& keys,
                                           const std::vector<KeyProposal>& waiting,
                                           std::int64_t reader_left, WallTime now, int months) {
    std::set<std::string> taken;
    std::set<WallTime> sound;  // when one of them begins
    for (const KeyVersion& version : keys.versions) {
        taken.insert(version.version);
        if (version.current && is_sound(version.people, reader_left)) {
            sound.insert(version.from);
        }
    }
    for (const KeyProposal& proposal : waiting) {
        taken.insert(proposal.version);
        if (is_sound(proposal.people, reader_left)) {
            sound.insert(proposal.from);
        }
    }
    std::vector<WantedVersion> wanted;
    if (sound.empty() || *sound.begin() > now) {
        const std::chrono::year_month_day today = day_of(now);
        wanted.push_back(
            {free_name(month_name(today) + "-" + two_digits(static_cast<unsigned>(today.day())),
                       taken),
             now});
    }
    if (months <= 0) {
        return wanted;
    }
    std::size_t ahead =
        static_cast<std::size_t>(std::distance(sound.upper_bound(now), sound.end()));
    WallTime last = ahead > 0 ? *sound.rbegin() : now;
    for (; ahead < kAhead; ++ahead) {
        last = month_after(last, months);
        wanted.push_back({free_name(month_name(day_of(last)), taken), last});
    }
    return wanted;
}

std::optional<std::vector<KeyVersion>> renewed_versions(const KeysRegister& keys,
                                                        const std::vector<KeyProposal>& proposals,
                                                        std::int64_t reader_left, WallTime now) {
    const auto has_begun = [&](const auto& one) {
        return one.from <= now && is_sound(one.people, reader_left);
    };
    // What terminals seal to now is over only where a sound one has begun.
    const bool replaced =
        std::any_of(proposals.begin(), proposals.end(), has_begun) ||
        std::any_of(keys.versions.begin(), keys.versions.end(),
                    [&](const KeyVersion& one) { return one.current && has_begun(one); });
    KeysRegister next = keys;
    for (KeyVersion& version : next.versions) {
        version.current = version.current && (!replaced || is_sound(version.people, reader_left));
    }
    for (const KeyProposal& proposal : proposals) {
        KeysRegister with = next;
        const auto later = std::find_if(
            with.versions.begin(), with.versions.end(),
            [&](const KeyVersion& one) { return one.current && one.from > proposal.from; });
        with.versions.insert(
            later, {proposal.version, proposal.key, true, proposal.from, proposal.people, false});
        if (proposal.centre == keys.centre && is_sound(proposal.people, reader_left) &&
            check_keys(with)) {
            next = std::move(with);
        }
    }
    if (!check_keys(next)) {
        return std::nullopt;  // that which begins now does not fit
    }
    const std::string used = version_at(next, now).version;
    for (KeyVersion& version : next.versions) {
        if (version.from <= now && version.version != used) {
            version.current = false;
        }
    }
    return next.versions == keys.versions ? std::nullopt : std::optional(std::move(next.versions));
}

SignatureDue signature_due(const KeysRegister& keys, const std::vector<KeyProposal>& proposals,
                           std::int64_t reader_left, WallTime now) {
    const auto next = renewed_versions(keys, proposals, reader_left, now);
    if (!next || next->size() == keys.versions.size()) {
        return SignatureDue::No;  // nothing that would be taken
    }
    if (!is_sound(version_at(keys, now).people, reader_left)) {
        return SignatureDue::ReaderLeft;
    }
    const bool ahead = std::any_of(
        keys.versions.begin(), keys.versions.end(),
        [&](const KeyVersion& version) { return version.current && version.from > now; });
    return ahead ? SignatureDue::No : SignatureDue::Ahead;
}

std::optional<WallTime> over_since(const KeysRegister& keys, const KeyVersion& version) {
    std::optional<WallTime> over;
    for (const KeyVersion& later : keys.versions) {
        if (later.from > version.from && !(over && *over <= later.from)) {
            over = later.from;
        }
    }
    return version.current || version.erased ? std::nullopt : over;
}

bool erase_versions(KeysRegister& keys, const std::vector<std::string>& spent, WallTime now,
                    std::chrono::seconds kept) {
    bool erased = false;
    for (KeyVersion& version : keys.versions) {
        const std::optional<WallTime> over = over_since(keys, version);
        if (over && *over + kept <= now &&
            std::find(spent.begin(), spent.end(), version.version) != spent.end()) {
            version.erased = erased = true;
        }
    }
    return erased;
}

}  // namespace lotse
