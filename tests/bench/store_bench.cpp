// SPDX-License-Identifier: EUPL-1.2
/// What sealing, storing and taking in cost. Stores work below LOTSE_BENCH_DIR (default: the
/// present folder), because a file system in memory would flatter them.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "store/sqlite_outbox.h"
#include "store/sqlite_queue.h"
#include "support/sample_intakes.h"
#include "support/whole_list.h"
#include "vault/envelope.h"
#include "vault/log_in.h"

namespace {

using namespace lotse;

double microseconds(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start)
        .count();
}

void report(const char* what, std::vector<double> samples) {
    std::sort(samples.begin(), samples.end());
    const auto at = [&](double part) {
        return samples[static_cast<std::size_t>(part * static_cast<double>(samples.size() - 1))];
    };
    std::printf("%-34s p50 %9.1f us  p99 %9.1f us\n", what, at(0.5), at(0.99));
}

SealedIntake sealed(std::size_t size, const std::vector<vault::PublicKey>& recipients,
                    const vault::SigningKey& terminal) {
    IntakeHeader header = support::sample_header(1);
    header.id = vault::new_intake_id();
    return std::move(vault::seal(header, std::string(size, 'a'), recipients, terminal)).value();
}

}  // namespace

int main() {
    const char* base = std::getenv("LOTSE_BENCH_DIR");
    const std::string folder = std::string(base == nullptr ? "." : base) + "/store_bench_files";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directory(folder);

    const vault::PrivateKey centre = vault::PrivateKey::generate();
    const vault::PrivateKey recovery = vault::PrivateKey::generate();
    const vault::SigningKey terminal = vault::SigningKey::generate();
    const std::vector<vault::PublicKey> recipients = {centre.public_key(), recovery.public_key()};

    for (const std::size_t size : {1000u, 4000u, 16000u, 65000u}) {
        std::vector<double> seal, open, verify;
        for (int i = 0; i < 500; ++i) {
            SealedIntake intake;
            seal.push_back(microseconds([&] { intake = sealed(size, recipients, terminal); }));
            verify.push_back(microseconds(
                [&] { LOTSE_CHECK(vault::verify(intake.envelope, terminal.public_key()).ok()); }));
            open.push_back(
                microseconds([&] { LOTSE_CHECK(vault::open(intake.envelope, centre).ok()); }));
        }
        report(("seal, 2 recipients, " + std::to_string(size) + " B").c_str(), seal);
        report(("verify, " + std::to_string(size) + " B").c_str(), verify);
        report(("open, " + std::to_string(size) + " B").c_str(), open);
    }
    report("log-in at the desk (Argon2id, 256 MiB)", {microseconds([] {
               LOTSE_CHECK(vault::log_in_secrets("anna", "ein langes Passwort",
                                                 {"demo", Bytes(vault::kLogInSalt, 1), {}})
                               .ok());
           })});
    report("wrap private key (256 MiB)",
           {microseconds([&] { LOTSE_CHECK(vault::wrap(centre, "ein langes Passwort").ok()); })});

    {
        store::OutboxOptions options;
        options.authenticate = [](const Bytes& envelope) {
            return vault::sealed_intake_from(envelope);
        };
        auto opened = store::open_outbox(folder + "/outbox.db", options);
        LOTSE_CHECK(opened.ok());
        std::vector<double> number, add, purge;
        for (int i = 0; i < 200; ++i) {
            const SealedIntake intake = sealed(12'000, recipients, terminal);
            number.push_back(microseconds([&] {
                LOTSE_CHECK(opened->outbox->next_number(support::sample_moment("2026-11-22")).ok());
            }));
            add.push_back(microseconds([&] { LOTSE_CHECK(opened->outbox->add(intake).ok()); }));
            if (i % 2 == 1) {
                purge.push_back(microseconds(
                    [&] { LOTSE_CHECK(opened->outbox->purge(intake.header.id).ok()); }));
            }
        }
        report("outbox next_number", number);
        report("outbox add, 16 KiB class", add);
        report("outbox purge", purge);
    }
    {
        auto queue = store::open_queue(folder + "/queue.db", vault::hash);
        LOTSE_CHECK(queue.ok());
        const WallTime now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};
        for (const int group : {1, 16, 64, 256}) {
            std::vector<SealedIntake> intakes;
            for (int i = 0; i < std::min(4096, 300 * group); ++i) {
                intakes.push_back(sealed(3000, recipients, terminal));
            }
            std::vector<double> commits;
            const double total = microseconds([&] {
                for (std::size_t at = 0; at < intakes.size();
                     at += static_cast<std::size_t>(group)) {
                    const auto from = intakes.begin() + static_cast<std::ptrdiff_t>(at);
                    const std::vector<SealedIntake> part(
                        from, from + std::min<std::ptrdiff_t>(group, intakes.end() - from));
                    commits.push_back(microseconds([&] {
                        for (const auto& outcome : (*queue)->intakes.put_many(part, now)) {
                            LOTSE_CHECK(outcome.ok());
                        }
                    }));
                }
            });
            std::printf("queue put_many, groups of %-3d          %9.0f puts/s, ", group,
                        static_cast<double>(intakes.size()) / total * 1e6);
            report("commit", commits);
        }
        std::vector<double> list;
        for (int i = 0; i < 50; ++i) {
            list.push_back(microseconds([&] {
                LOTSE_CHECK(support::whole_list((*queue)->intakes, "demo", "2026-11-22").ok());
            }));
        }
        report("queue list of all", list);
    }
    std::filesystem::remove_all(folder);
    return 0;
}
