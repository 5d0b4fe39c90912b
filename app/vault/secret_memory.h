// SPDX-License-Identifier: EUPL-1.2
/// Keeps keys out of swap, core dumps and freed memory.
///
/// Leaves alone: answers in std::string; their owner calls `wipe`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "core/error.h"

namespace lotse::vault {

/// A fixed number of secret bytes in locked memory between guard pages; overwritten when it goes.
/// Movable only.
class SecretBytes {
public:
    explicit SecretBytes(std::size_t size);
    ~SecretBytes();
    SecretBytes(SecretBytes&& other) noexcept;
    SecretBytes& operator=(SecretBytes&& other) noexcept;
    SecretBytes(const SecretBytes&) = delete;
    SecretBytes& operator=(const SecretBytes&) = delete;

    std::uint8_t* data() { return m_data; }
    const std::uint8_t* data() const { return m_data; }
    std::size_t size() const { return m_size; }

private:
    std::uint8_t* m_data = nullptr;
    std::size_t m_size = 0;
};

/// Overwrites in a way that the compiler keeps; the string is empty afterwards.
void wipe(std::string& text);

/// No core file and no debugger for this process (RLIMIT_CORE, PR_SET_DUMPABLE). Call first in
/// main.
Result<void> forbid_core_dumps();

/// Keeps the memory of this process out of swap. Unusable, with what to do, if there is swap and
/// the limit does not allow it: the caller decides whether to go on. Without swap there is nothing
/// to do.
Result<void> keep_out_of_swap();

}  // namespace lotse::vault
