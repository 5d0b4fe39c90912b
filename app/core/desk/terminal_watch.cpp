// SPDX-License-Identifier: EUPL-1.2
#include "core/desk/terminal_watch.h"

#include <set>
#include <utility>

namespace lotse::desk {
namespace {

/// Asked for each minute.
constexpr std::chrono::minutes kWordsFresh{5};

std::string object_of(const std::string& terminal, const std::string& day,
                      const std::string& number) {
    return terminal + " " + day + " " + number;
}

bool is_silent(const TerminalWord& word, WallTime service_now) {
    return service_now - word.at >= kMissedAfter && service_now - word.at < kSilentShown;
}

}  // namespace

void take(TerminalWatch& watch, const std::vector<TerminalWord>& words,
          const std::vector<std::string>& enrolled, Instant now) {
    std::vector<TerminalWord> all = watch.words, kept;
    all.insert(all.end(), words.begin(), words.end());
    for (const std::string& terminal : enrolled) {
        const TerminalWord* newest = nullptr;
        for (const TerminalWord& word : all) {
            if (word.terminal == terminal && (newest == nullptr || word.at >= newest->at)) {
                newest = &word;
            }
        }
        if (newest != nullptr) {
            kept.push_back(*newest);
        }
    }
    watch.words = std::move(kept);
    watch.told = now;
}

bool is_fresh(const TerminalWatch& watch, Instant now) {
    return !watch.words.empty() && now - watch.told < kWordsFresh;
}

void compare(TerminalWatch& watch, const std::vector<QueueEntry>& entries, const std::string& today,
             WallTime service_now, Instant now) {
    std::set<std::string> listed;
    for (const QueueEntry& entry : entries) {
        listed.insert(object_of(entry.header.terminal, entry.header.day, entry.header.number));
    }
    std::map<std::string, std::pair<std::string, Instant>> missing;
    for (const TerminalWord& word : watch.words) {
        // What was closed on another day is in no list.
        if (word.day != today || is_silent(word, service_now)) {
            continue;
        }
        for (const std::string& number : word.numbers) {
            const std::string object = object_of(word.terminal, word.day, number);
            if (listed.contains(object)) {
                continue;
            }
            const auto before = watch.missing.find(object);
            missing.emplace(
                object, before == watch.missing.end() ? std::pair(number, now) : before->second);
        }
    }
    watch.missing = std::move(missing);
}

std::vector<std::string> missed_numbers(const TerminalWatch& watch, Instant now) {
    std::vector<std::string> numbers;
    for (const auto& [object, one] : watch.missing) {
        if (now - one.second >= kMissedAfter) {
            numbers.push_back(one.first);
        }
    }
    return numbers;
}

std::vector<std::string> silent_terminals(const TerminalWatch& watch, WallTime service_now,
                                          Instant now) {
    std::vector<std::string> terminals;
    for (const TerminalWord& word : watch.words) {
        if (is_fresh(watch, now) && is_silent(word, service_now)) {
            terminals.push_back(word.terminal);
        }
    }
    return terminals;
}

const QueueEntry* given_twice(const std::vector<QueueEntry>& entries) {
    std::map<std::pair<std::string, std::string>, const QueueEntry*> seen;
    for (const QueueEntry& entry : entries) {
        const auto [before, is_new] =
            seen.try_emplace({entry.header.day, entry.header.number}, &entry);
        if (!is_new && before->second->header.id != entry.header.id) {
            return &entry;
        }
    }
    return nullptr;
}

std::vector<Raised> alarms_of(const TerminalWatch& watch, const std::vector<QueueEntry>& entries,
                              WallTime service_now, Instant now) {
    std::vector<Raised> alarms;
    for (const auto& [object, one] : watch.missing) {
        if (now - one.second >= kMissedAfter) {
            alarms.emplace_back(Alarm::Missing, object);
        }
    }
    for (const std::string& terminal : silent_terminals(watch, service_now, now)) {
        alarms.emplace_back(Alarm::Silent, terminal);
    }
    if (const QueueEntry* twice = given_twice(entries)) {
        alarms.emplace_back(Alarm::Number, to_hex(twice->header.id));
    }
    return alarms;
}

}  // namespace lotse::desk
