// SPDX-License-Identifier: EUPL-1.2
#include "platform/memory.h"

#include <link.h>
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>

namespace lotse::platform {
namespace {

/// Only segments that nobody may write: in the others the loader has put addresses.
int let_go(dl_phdr_info* object, std::size_t, void*) {
    const auto page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
    bool rewritten = false;
    for (int i = 0; i < object->dlpi_phnum; ++i) {
        const auto& segment = object->dlpi_phdr[i];
        if (segment.p_type != PT_DYNAMIC) continue;
        // NOLINTNEXTLINE(performance-no-int-to-ptr): an address is what the loader gives
        for (auto* entry = reinterpret_cast<const ElfW(Dyn)*>(object->dlpi_addr + segment.p_vaddr);
             entry->d_tag != DT_NULL; ++entry) {
            rewritten = rewritten || entry->d_tag == DT_TEXTREL;
        }
    }
    for (int i = 0; i < object->dlpi_phnum && !rewritten; ++i) {
        const auto& segment = object->dlpi_phdr[i];
        if (segment.p_type != PT_LOAD || (segment.p_flags & PF_W) != 0) continue;
        const std::uintptr_t begin = (object->dlpi_addr + segment.p_vaddr + page - 1) / page * page;
        const std::uintptr_t end =
            (object->dlpi_addr + segment.p_vaddr + segment.p_filesz) / page * page;
        // Refused where memory is locked (a machine that swaps): then it stays.
        // NOLINTNEXTLINE(performance-no-int-to-ptr): rounded to pages
        if (begin < end) madvise(reinterpret_cast<void*>(begin), end - begin, MADV_DONTNEED);
    }
    return 0;
}

}  // namespace

void give_back_memory() {
    malloc_trim(0);
    dl_iterate_phdr(let_go, nullptr);
}

}  // namespace lotse::platform
