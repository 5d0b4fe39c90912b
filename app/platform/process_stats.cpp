// SPDX-License-Identifier: EUPL-1.2
#include "platform/process_stats.h"

#include <sys/resource.h>
#include <unistd.h>

#include <fstream>

namespace lotse::platform {

Result<ProcessStats> read_process_stats() {
    rusage usage{};
    if (getrusage(RUSAGE_SELF, &usage) != 0) {
        return Error{Kind::Unusable, "getrusage", "the processor time of the process is not known"};
    }
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    ProcessStats stats;
    stats.cpu_seconds = seconds(usage.ru_utime) + seconds(usage.ru_stime);
    std::ifstream statm("/proc/self/statm");
    std::int64_t total_pages = 0, resident_pages = 0;
    if (!(statm >> total_pages >> resident_pages)) {
        return Error{Kind::Unusable, "/proc/self/statm", "the memory of the process is not known"};
    }
    stats.resident_bytes = resident_pages * sysconf(_SC_PAGESIZE);
    return stats;
}

}  // namespace lotse::platform
