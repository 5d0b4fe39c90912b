// SPDX-License-Identifier: EUPL-1.2
// log_in_bench [ROUNDS] [MOST_MS]: how long a member of staff waits for a log-in, with the costs of
// a real centre: Argon2id at the desk, two requests to the real lotse-queue over TLS, the seed and
// the grants opened. Ends with 1 if the median waits longer than MOST_MS (trust.md: 1,500 on two
// cores that have nothing else to do).
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "support/begun_queue.h"
#include "support/running_service.h"
#include "sync/desk_client.h"
#include "tools/desk_log_in.h"
#include "vault/staff_account.h"

int main(int argc, char** argv) {
    using namespace lotse;
    using Clock = std::chrono::steady_clock;
    const int rounds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 10;
    const double most = argc > 2 ? std::atof(argv[2]) : 1500;
    constexpr const char* kName = "bench";
    constexpr const char* kPassword = "ein langes Passwort";
    const KdfCost cost = vault::KdfBounds{}.least;  // as the desk asks for it

    support::TestCentre centre;
    centre.make_database();
    {
        const auto store =
            support::begun_queue(centre.database(), centre.folder.path("keys/service.key"));
        const auto account = vault::make_account(
            {kName, support::TestCentre::kCentre, *rights_of_role("all"), cost, {}}, kPassword,
            &centre.centre_key, centre.service_key());
        LOTSE_CHECK(account.ok());
        LOTSE_CHECK(
            store->accounts.save(*account, {"bench", AuditAction::AccountAdded, kName, WallTime{}})
                .ok());
    }
    support::ServiceProcess service(centre);
    std::vector<double> waits;
    for (int round = 0; round < rounds; ++round) {
        const auto desk =
            std::move(sync::DeskClient::make(support::client_options(centre, service.url())))
                .value();
        const auto begin = Clock::now();
        const auto log_in = tools::log_in_at(*desk, kName, kPassword);
        waits.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
        LOTSE_CHECK(log_in.ok() && log_in->keys.centre);
        static_cast<void>(desk->log_out());
    }
    std::sort(waits.begin(), waits.end());
    const double median = waits[waits.size() / 2];
    std::printf("log-in, %u passes, %u KiB, %d rounds: %.0f ms (median), %.0f ms (longest)\n",
                cost.passes, cost.memory_kib, rounds, median, waits.back());
    return median <= most ? 0 : 1;
}
