// SPDX-License-Identifier: EUPL-1.2
/// Every piece of memory that C++ gives back is wiped first, in the programs that hold answers (terminal and desk).
///
/// SecretText wipes what is known to be an answer; this reaches the copies that are not: sentences, JSON, draw lists,
/// search keys. A page of memory the allocator keeps for later holds nothing of the client before. Costs less than a
/// microsecond per kilobyte.
#include <malloc.h>

#include <cstdlib>
#include <new>

#include "core/secret_text.h"

namespace {

void wipe_and_free(void* memory) noexcept {
    if (memory != nullptr) {
        lotse::wipe_bytes(memory, malloc_usable_size(memory));
        std::free(memory);
    }
}

}  // namespace

void operator delete(void* memory) noexcept { wipe_and_free(memory); }
void operator delete[](void* memory) noexcept { wipe_and_free(memory); }
void operator delete(void* memory, std::size_t) noexcept { wipe_and_free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { wipe_and_free(memory); }
