// SPDX-License-Identifier: EUPL-1.2
#include "vault/secret_memory.h"

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <string>
#include <utility>

#include "vault/sodium.h"

namespace lotse::vault {

SecretBytes::SecretBytes(std::size_t size) : m_size(size) {
    ensure_sodium();
    m_data = static_cast<std::uint8_t*>(sodium_malloc(size));
    LOTSE_CHECK(m_data != nullptr);
    sodium_memzero(m_data, m_size);
}

SecretBytes::~SecretBytes() {
    sodium_free(m_data);
}

SecretBytes::SecretBytes(SecretBytes&& other) noexcept
    : m_data(std::exchange(other.m_data, nullptr)), m_size(std::exchange(other.m_size, 0)) {}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept {
    std::swap(m_data, other.m_data);
    std::swap(m_size, other.m_size);
    return *this;
}

void wipe(std::string& text) {
    // The whole capacity: an earlier, longer content may still stand behind the end.
    text.resize(text.capacity());
    sodium_memzero(text.data(), text.size());
    text.clear();
}

Result<void> forbid_core_dumps() {
    const rlimit none{0, 0};
    if (setrlimit(RLIMIT_CORE, &none) != 0) {
        return Error{Kind::Unusable, "RLIMIT_CORE", std::strerror(errno)};
    }
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) {
        return Error{Kind::Unusable, "PR_SET_DUMPABLE", std::strerror(errno)};
    }
    return {};
}

Result<void> keep_out_of_swap() {
    std::ifstream swaps("/proc/swaps");
    std::string header, device;
    std::getline(swaps, header);
    if (!std::getline(swaps, device)) {
        return {};
    }
    rlimit limit{};
    // With a limit, a later allocation would fail instead of this call.
    if (getrlimit(RLIMIT_MEMLOCK, &limit) != 0 || limit.rlim_cur != RLIM_INFINITY ||
        mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT) != 0) {
        return Error{Kind::Unusable, "RLIMIT_MEMLOCK",
                     "this machine swaps and the limit does not allow locked memory: switch swap "
                     "off or encrypt "
                     "it, or set LimitMEMLOCK=infinity for the service"};
    }
    return {};
}

}  // namespace lotse::vault
