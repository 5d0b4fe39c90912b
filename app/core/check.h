// SPDX-License-Identifier: EUPL-1.2
/// A broken invariant ends the process: the supervisor restarts it into a clean start screen, which
/// is safer for the client than going on with a state nobody designed. Always compiled in. Never
/// used on input.
#pragma once

#include <cstdio>
#include <cstdlib>

#define LOTSE_CHECK(condition)                                                                     \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            std::fprintf(stderr, "%s:%d: invariant broken: %s\n", __FILE__, __LINE__, #condition); \
            std::abort();                                                                          \
        }                                                                                          \
    } while (false)
