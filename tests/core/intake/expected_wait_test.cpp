// SPDX-License-Identifier: EUPL-1.2
#include "core/intake/expected_wait.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <iostream>
#include <optional>
#include <queue>
#include <string>
#include <vector>

#include "core/civil_time.h"
#include "core/limits.h"

namespace lotse {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// Nine o'clock of a working day in Germany, `day` days after a Monday.
WallTime morning(int day) {
    return begin_of_german_day({2026, 3, 2}) + hours(24 * day + 9);
}

Visit served(WallTime received, seconds waited, const std::string& language = "uk",
             const std::string& questionnaire = "erstberatung") {
    return {language, questionnaire, received, received + waited, 1, false};
}
Visit waiting(WallTime received) {
    return {"uk", "erstberatung", received, WallTime{}, 0, true};
}

/// Nobody finds anybody there, and all wait for so long.
std::vector<Visit> alone(int count, minutes wait, const std::string& language = "uk",
                         const std::string& questionnaire = "erstberatung") {
    std::vector<Visit> visits;
    for (int i = 0; i < count; ++i) {
        visits.push_back(served(morning(i % 5) + hours(i / 5), wait, language, questionnaire));
    }
    return visits;
}

std::optional<WaitRange> of_any(const std::vector<Visit>& visits, WallTime now) {
    return wait_for(expected_waits(visits, now), "xx", "another");
}

TEST(ExpectedWait, of_too_few_clients_nothing_is_said) {
    const int few = static_cast<int>(limits::kFewestWaits) - 1;
    EXPECT_EQ(of_any(alone(few, minutes(12)), morning(7)), std::nullopt);
    EXPECT_EQ(of_any(alone(few + 1, minutes(12)), morning(7)), (WaitRange{10, 15}));
    EXPECT_EQ(of_any({}, morning(7)), std::nullopt);
}

TEST(ExpectedWait, is_rounded_outwards) {
    const auto said = [](minutes wait) { return of_any(alone(20, wait), morning(7)); };
    EXPECT_EQ(said(minutes(0)), (WaitRange{0, 5}));
    EXPECT_EQ(said(minutes(5)), (WaitRange{5, 10}));
    EXPECT_EQ(said(minutes(29)), (WaitRange{25, 30}));
    EXPECT_EQ(said(minutes(44)), (WaitRange{40, 50}));
    EXPECT_EQ(said(minutes(100)), (WaitRange{90, 120}));
}

TEST(ExpectedWait, is_that_of_clients_who_found_as_many_before_them) {
    // Every day three come at once: the first waits ten minutes, the second twenty, the third
    // thirty.
    std::vector<Visit> visits;
    for (int day = 0; day < 10; ++day) {
        for (int place = 0; place < 3; ++place) {
            visits.push_back(
                served(morning(day) + seconds(place), minutes(10 * (place + 1)) - seconds(place)));
        }
    }
    const auto with_waiting = [&](int count) {
        std::vector<Visit> now = visits;
        for (int i = 0; i < count; ++i) {
            now.push_back(waiting(morning(11)));
        }
        return of_any(now, morning(11) + minutes(1));
    };
    ASSERT_TRUE(with_waiting(0) && with_waiting(2));
    EXPECT_LE(with_waiting(0)->most, 25);
    EXPECT_GE(with_waiting(2)->least, 15);
    EXPECT_GT(with_waiting(2)->most, with_waiting(0)->most);
}

TEST(ExpectedWait, in_a_queue_longer_than_any_before_only_the_least_is_known) {
    std::vector<Visit> visits = alone(20, minutes(22));
    for (int i = 0; i < 9; ++i) {
        visits.push_back(waiting(morning(11)));
    }
    EXPECT_EQ(of_any(visits, morning(11) + minutes(1)), (WaitRange{20, 0}));
}

TEST(ExpectedWait, who_waits_since_another_day_stands_before_nobody) {
    std::vector<Visit> visits = alone(20, minutes(22));
    for (int i = 0; i < 9; ++i) {
        visits.push_back(waiting(morning(10)));
    }
    EXPECT_EQ(of_any(visits, morning(11)), (WaitRange{20, 25}));
}

TEST(ExpectedWait, what_is_no_wait_of_the_day_counts_for_nothing) {
    std::vector<Visit> visits = alone(7, minutes(10));
    visits.push_back(served(morning(6), hours(24)));    // called on the next day
    visits.push_back(served(morning(6), -minutes(5)));  // by another clock
    Visit again = served(morning(6), minutes(200));     // the first call is not known
    again.calls = 2;
    visits.push_back(again);
    visits.push_back({"uk", "erstberatung", morning(6), WallTime{}, 0, false});  // went away
    EXPECT_EQ(of_any(visits, morning(11)), std::nullopt);
}

TEST(ExpectedWait, is_that_of_the_own_language_and_questionnaire_if_enough_had_them) {
    std::vector<Visit> visits = alone(20, minutes(12), "uk", "erstberatung");
    const std::vector<Visit> slow = alone(12, minutes(52), "ti", "erstberatung");
    const std::vector<Visit> firms = alone(12, minutes(2), "de", "arbeitgeber");
    const std::vector<Visit> rare = alone(3, minutes(150), "ps", "erstberatung");
    // At other times of the same days, so that nobody finds anybody there.
    int shift = 0;
    for (const auto* more : {&slow, &firms, &rare}) {
        ++shift;
        for (Visit visit : *more) {
            visit.received += hours(24 * 7 * shift);
            visit.called += hours(24 * 7 * shift);
            visits.push_back(visit);
        }
    }
    const ExpectedWaits waits = expected_waits(visits, morning(30));
    EXPECT_EQ(wait_for(waits, "uk", "erstberatung"), (WaitRange{10, 15}));
    EXPECT_EQ(wait_for(waits, "ti", "erstberatung"), (WaitRange{50, 60}));
    EXPECT_EQ(wait_for(waits, "ti", "arbeitgeber"), (WaitRange{0, 5})) << "of the questionnaire";
    EXPECT_EQ(wait_for(waits, "ps", "erstberatung"), wait_for(waits, "xx", "erstberatung"));
    EXPECT_EQ(wait_for(waits, "uk", ""), wait_for(waits, "xx", "another")) << "a bare number";
    EXPECT_LE(waits.size(), limits::kMostWaitsTold);
}

/// Numbers that look random and are the same everywhere.
class Chance {
public:
    explicit Chance(std::uint64_t seed) : m_state(seed) {}
    /// From 0 up to 1.
    double next() {
        m_state = m_state * 6364136223846793005U + 1442695040888963407U;
        return static_cast<double>(m_state >> 11U) / 9007199254740992.0;
    }
    /// With this mean, as arrivals are apart.
    double apart(double mean) { return -mean * std::log(1 - next()); }

private:
    std::uint64_t m_state;
};

/// A centre with three counsellors whose talks last 15 to 50 minutes; nearly more clients come
/// than they can serve.
std::vector<Visit> a_day(int day, Chance& chance) {
    std::vector<Visit> visits;
    std::priority_queue<double, std::vector<double>, std::greater<>> free;
    for (int i = 0; i < 3; ++i) {
        free.push(0);
    }
    for (double at = chance.apart(600); at < 7 * 3600; at += chance.apart(660)) {
        const double begins = std::max(at, free.top());
        free.pop();
        free.push(begins + 900 + 2100 * chance.next());
        visits.push_back(served(morning(day) + seconds(static_cast<int>(at)),
                                seconds(static_cast<int>(begins - at))));
    }
    return visits;
}

/// How a queue looked at `now`.
std::vector<Visit> as_of(const std::vector<Visit>& visits, WallTime now) {
    std::vector<Visit> known;
    for (Visit visit : visits) {
        if (visit.received < now) {
            if (visit.called > now) {
                visit = waiting(visit.received);
            }
            known.push_back(visit);
        }
    }
    return known;
}

TEST(ExpectedWait, holds_for_most_clients_of_a_busy_centre) {
    int said = 0, within = 0, longer = 0, all = 0;
    double width = 0;
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        Chance chance(seed);
        std::vector<Visit> visits;
        for (int day = 0; day < 14; ++day) {
            for (const Visit& visit : a_day(day, chance)) {
                visits.push_back(visit);
            }
        }
        for (const Visit& visit : visits) {
            if (visit.received < morning(7)) {
                continue;
            }
            ++all;
            const auto range = of_any(as_of(visits, visit.received), visit.received);
            if (!range || range->most == 0) {
                continue;
            }
            const double wait =
                std::chrono::duration<double, std::ratio<60>>(visit.called - visit.received)
                    .count();
            ++said;
            within += wait >= range->least && wait <= range->most ? 1 : 0;
            longer += wait > range->most ? 1 : 0;
            width += range->most - range->least;
        }
    }
    RecordProperty("clients", all);
    RecordProperty("said", said);
    RecordProperty("within", within);
    RecordProperty("longer", longer);
    std::cout << "of " << all << " clients " << said << " were told a range, on average "
              << width / said << " min wide: " << within << " within, " << longer << " longer\n";
    EXPECT_GT(said, all * 8 / 10);
    EXPECT_GT(within, said * 6 / 10);
    EXPECT_LT(longer, said * 25 / 100);
}

}  // namespace
}  // namespace lotse
