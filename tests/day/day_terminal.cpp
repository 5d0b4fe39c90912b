// SPDX-License-Identifier: EUPL-1.2
// day_terminal OUTBOX KEYFILE CENTRE_KEY URL CA [drain]
// Finishes one intake after the other and prints "<number> <id>" for each that the outbox
// acknowledged, as a terminal shows a number, until it is killed. With "drain" it only sends, and
// exits when nothing waits.
#include <cstdio>
#include <string>
#include <thread>

#include "base/clock.h"
#include "store/sqlite_outbox.h"
#include "support/sample_intakes.h"
#include "sync/courier.h"
#include "sync/https_sender.h"
#include "sync/locked_outbox.h"
#include "vault/envelope.h"
#include "vault/key_files.h"
#include "vault/keys.h"

int main(int argc, char** argv) {
    using namespace lotse;
    if (argc < 6) {
        return 2;
    }
    const auto key = vault::load_signing_key(argv[2]);
    const auto centre = vault::public_key_from_hex(argv[3]);
    auto opened = store::open_outbox(argv[1], {vault::sealed_intake_from});
    sync::HttpsOptions options;
    options.base_url = argv[4];
    options.ca_file = argv[5];
    options.connect_timeout = std::chrono::seconds(2);
    options.transfer_timeout = std::chrono::seconds(2);
    auto line = sync::make_https_sender(options);
    if (!key || !centre || !opened || !line || opened->salvage) {
        std::fprintf(stderr, "day_terminal cannot start\n");
        return 1;
    }
    sync::LockedOutbox outbox(*opened->outbox);
    sync::Courier courier(outbox, **line, monotonic_now, sync::system_chance, nullptr);
    courier.start();
    if (argc > 6) {
        while (outbox.summary()->waiting > 0) {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        return outbox.summary()->held == 0 ? 0 : 3;
    }
    for (;;) {
        IntakeHeader header = support::sample_header(1);
        header.id = vault::new_intake_id();
        const auto number = outbox.next_number(support::sample_moment(header.day));
        if (!number) {
            return 4;
        }
        header.number = "A" + std::to_string(*number);
        const auto intake =
            vault::seal(header, "{\"answer\":\"canary-of-the-client\"}", {*centre}, *key);
        if (!intake || !outbox.add(*intake)) {
            return 5;
        }
        std::printf("%s %s\n", header.number.c_str(), to_hex(header.id).c_str());
        std::fflush(stdout);
        courier.wake();
    }
}
