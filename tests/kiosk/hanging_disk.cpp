// SPDX-License-Identifier: EUPL-1.2
// Loaded into a program before the C library (ld.so(8), LD_PRELOAD): what it syncs of its outbox
// waits for as long as the file exists that LOTSE_HANGING_DISK names. A disk that hangs.
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

constexpr unsigned kLook_us = 5'000;

void wait_for_the_disk(int file) {
    std::array<char, 32> link{};
    std::array<char, 512> path{};
    std::snprintf(link.data(), link.size(), "/proc/self/fd/%d", file);
    if (readlink(link.data(), path.data(), path.size() - 1) <= 0 ||
        std::strstr(path.data(), "outbox.db") == nullptr) {
        return;
    }
    const char* hangs = std::getenv("LOTSE_HANGING_DISK");
    while (hangs != nullptr && access(hangs, F_OK) == 0) usleep(kLook_us);
}

}  // namespace

extern "C" {

int fsync(int file) {
    wait_for_the_disk(file);
    return static_cast<int>(syscall(SYS_fsync, file));
}
int fdatasync(int file) {
    wait_for_the_disk(file);
    return static_cast<int>(syscall(SYS_fdatasync, file));
}

}  // extern "C"
