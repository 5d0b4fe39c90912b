// SPDX-License-Identifier: EUPL-1.2
/// The program `lotse-tool`: set-up and care of a centre.
#include <sys/stat.h>

#include <iostream>

#include "tools/cli.h"
#include "vault/secret_memory.h"

int main(int argc, char** argv) {
    umask(077);
    if (const auto forbidden = lotse::vault::forbid_core_dumps(); !forbidden) {
        std::cerr << "lotse-tool: " << lotse::to_string(forbidden.error()) << '\n';
        return 1;
    }
    std::ios::sync_with_stdio(false);
    return lotse::tools::run(argc, argv, std::cin, std::cout, std::cerr);
}
