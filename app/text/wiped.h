// SPDX-License-Identifier: EUPL-1.2
/// Containers whose memory is overwritten before it is given back, also when they grow: for
/// whatever tells a client's text.
#pragma once

#include <string.h>  // explicit_bzero

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace lotse::text {

template <class T>
struct WipingAllocator {
    using value_type = T;

    WipingAllocator() = default;
    template <class U>
    WipingAllocator(const WipingAllocator<U>&) {}

    T* allocate(std::size_t count) { return std::allocator<T>().allocate(count); }
    void deallocate(T* memory, std::size_t count) {
        explicit_bzero(static_cast<void*>(memory), count * sizeof(T));
        std::allocator<T>().deallocate(memory, count);
    }
    template <class U>
    bool operator==(const WipingAllocator<U>&) const {
        return true;
    }
};

template <class T>
using WipedVector = std::vector<T, WipingAllocator<T>>;
using WipedString = std::basic_string<char, std::char_traits<char>, WipingAllocator<char>>;
using WipedString16 =
    std::basic_string<char16_t, std::char_traits<char16_t>, WipingAllocator<char16_t>>;

/// Empties a container so that its memory is overwritten now; a short string's own buffer included.
template <class Container>
void wipe(Container& container) {
    if (!container.empty()) {
        explicit_bzero(static_cast<void*>(container.data()),
                       container.size() * sizeof(*container.data()));
    }
    Container().swap(container);
}

}  // namespace lotse::text
