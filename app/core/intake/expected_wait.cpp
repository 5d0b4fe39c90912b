// SPDX-License-Identifier: EUPL-1.2
#include "core/intake/expected_wait.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "core/civil_time.h"
#include "core/limits.h"

namespace lotse {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

/// A wait that is known, and how many people there were before that client.
struct PastWait {
    const Visit* visit = nullptr;
    seconds waited{};
    int ahead = 0;
};

/// Whether somebody who comes at `when` finds this one waiting.
bool is_before(const Visit& visit, WallTime when) {
    return visit.received < when && (visit.waits || (visit.calls > 0 && visit.called > when));
}

std::vector<PastWait> past_waits(const std::vector<Visit>& visits) {
    std::map<CivilDate, std::vector<const Visit*>> days;
    for (const Visit& visit : visits) {
        days[german_time(visit.received).date].push_back(&visit);
    }
    std::vector<PastWait> waits;
    for (const auto& [day, of_day] : days) {
        for (const Visit* one : of_day) {
            if (one->calls != 1 || one->called < one->received ||
                german_time(one->called).date != day) {
                continue;
            }
            const auto ahead = std::count_if(of_day.begin(), of_day.end(), [&](const Visit* other) {
                return other != one && is_before(*other, one->received);
            });
            waits.push_back({one, one->called - one->received, static_cast<int>(ahead)});
        }
    }
    return waits;
}

int rounded(seconds wait, bool up) {
    const auto whole = static_cast<int>(wait / minutes(1));
    const int step = whole < 30 ? 5 : whole < 90 ? 10 : 30;
    return up ? (whole / step + 1) * step : whole / step * step;
}

seconds share_of(const std::vector<seconds>& sorted, double share) {
    return sorted[static_cast<std::size_t>(
        std::lround(share * static_cast<double>(sorted.size() - 1)))];
}

std::vector<seconds> sorted_waits(const std::vector<PastWait>& of) {
    std::vector<seconds> waits;
    waits.reserve(of.size());
    for (const PastWait& one : of) {
        waits.push_back(one.waited);
    }
    std::sort(waits.begin(), waits.end());
    return waits;
}

std::optional<WaitRange> range_of(std::vector<PastWait> past, int ahead) {
    const auto distance = [ahead](const PastWait& one) { return std::abs(one.ahead - ahead); };
    std::stable_sort(past.begin(), past.end(), [&](const PastWait& a, const PastWait& b) {
        return distance(a) < distance(b);
    });
    const int most_apart = std::max(1, ahead / 4);
    const auto alike = static_cast<std::size_t>(
        std::find_if(past.begin(), past.end(),
                     [&](const PastWait& one) { return distance(one) > most_apart; }) -
        past.begin());
    if (alike >= limits::kFewestWaits) {
        past.resize(std::min(alike, limits::kMostWaitsCompared));
        const std::vector<seconds> waits = sorted_waits(past);
        return WaitRange{rounded(share_of(waits, 0.2), false), rounded(share_of(waits, 0.8), true)};
    }
    // Nobody found so many people there: it lasts longer than it did for those who found most.
    const bool is_longest = std::all_of(past.begin(), past.end(), [&](const PastWait& one) {
        return one.ahead < ahead + most_apart;
    });
    if (!is_longest || past.size() < limits::kFewestWaits) {
        return std::nullopt;
    }
    past.resize(limits::kFewestWaits);
    const int least = rounded(share_of(sorted_waits(past), 0.5), false);
    return least > 0 ? std::optional(WaitRange{least, 0}) : std::nullopt;
}

}  // namespace

ExpectedWaits expected_waits(const std::vector<Visit>& visits, WallTime now) {
    const CivilDate today = german_time(now).date;
    const auto ahead =
        static_cast<int>(std::count_if(visits.begin(), visits.end(), [&](const Visit& one) {
            return one.waits && is_before(one, now) && german_time(one.received).date == today;
        }));
    const std::vector<PastWait> past = past_waits(visits);
    std::set<std::pair<std::string, std::string>> kinds;
    for (const PastWait& one : past) {
        kinds.emplace(one.visit->language, one.visit->questionnaire);
        kinds.emplace(std::string(), one.visit->questionnaire);
    }
    ExpectedWaits waits;
    const auto add = [&](const std::string& language, const std::string& questionnaire,
                         const std::vector<PastWait>& of) {
        if (waits.size() < limits::kMostWaitsTold) {
            if (const std::optional<WaitRange> range = range_of(of, ahead)) {
                waits.push_back({language, questionnaire, *range});
            }
        }
    };
    add({}, {}, past);
    for (const auto& kind : kinds) {
        const std::string &language = kind.first, &questionnaire = kind.second;
        if (questionnaire.empty()) {
            continue;  // waits as everybody does
        }
        std::vector<PastWait> of;
        std::copy_if(past.begin(), past.end(), std::back_inserter(of), [&](const PastWait& one) {
            return one.visit->questionnaire == questionnaire &&
                   (language.empty() || one.visit->language == language);
        });
        add(language, questionnaire, of);
    }
    std::stable_sort(waits.begin(), waits.end(), [](const WaitOf& a, const WaitOf& b) {
        const auto rank = [](const WaitOf& one) {
            return one.questionnaire.empty() ? 2 : one.language.empty() ? 1 : 0;
        };
        return rank(a) < rank(b);
    });
    return waits;
}

std::optional<WaitRange> wait_for(const ExpectedWaits& waits, std::string_view language,
                                  std::string_view questionnaire) {
    const auto found = std::find_if(waits.begin(), waits.end(), [&](const WaitOf& one) {
        return (one.language.empty() || one.language == language) &&
               (one.questionnaire.empty() || one.questionnaire == questionnaire);
    });
    return found == waits.end() ? std::nullopt : std::optional(found->range);
}

}  // namespace lotse
