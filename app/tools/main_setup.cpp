// SPDX-License-Identifier: EUPL-1.2
/// The program `lotse-setup`: first set-up of a centre and its terminals.
#include <signal.h>
#include <sys/stat.h>

#include <cstdlib>
#include <iostream>

#include "tools/setup/cli.h"
#include "vault/secret_memory.h"

namespace {

volatile sig_atomic_t held = 0;
volatile sig_atomic_t noted = 0;

void on_signal(int number) {
    if (held != 0) {
        noted = 1;
        return;
    }
    signal(number, SIG_DFL);
    raise(number);
}

class Signals final : public lotse::tools::setup::Interruption {
public:
    Signals() {
        for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
            signal(number, on_signal);
        }
        signal(SIGPIPE, SIG_IGN);
    }
    void hold(bool on) override { held = on ? 1 : 0; }
    bool asked() const override { return noted != 0; }
};

std::string locale_of_environment() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        if (const char* value = std::getenv(name); value != nullptr && *value != '\0') {
            return value;
        }
    }
    return "";
}

}  // namespace

int main(int argc, char** argv) {
    umask(077);
    if (const auto forbidden = lotse::vault::forbid_core_dumps(); !forbidden) {
        std::cerr << "lotse-setup: " << lotse::to_string(forbidden.error()) << '\n';
        return 1;
    }
    std::ios::sync_with_stdio(false);
    Signals signals;
    return lotse::tools::setup::run(
        argc, argv, {std::cin, std::cout, std::cerr, signals, locale_of_environment(), {}});
}
