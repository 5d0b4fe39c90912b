// SPDX-License-Identifier: EUPL-1.2
/// Remembers the register of keys of each centre, so that not every intake has it read: until
/// another one is taken. Thread-safe.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "core/intake/keys_register.h"

namespace lotse::service {

class RegisterMemory {
public:
    using Register = std::shared_ptr<const KeysRegister>;  ///< null: the centre has none yet

    /// Nothing: the store has to be asked.
    std::optional<Register> find(const std::string& centre) {
        const std::lock_guard lock(m_mutex);
        const auto at = m_registers.find(centre);
        return at == m_registers.end() ? std::nullopt : std::optional(at->second);
    }
    void learn(const std::string& centre, Register keys) {
        const std::lock_guard lock(m_mutex);
        m_registers[centre] = std::move(keys);
    }
    void forget(const std::string& centre) {
        const std::lock_guard lock(m_mutex);
        m_registers.erase(centre);
    }

private:
    std::mutex m_mutex;
    std::map<std::string, Register> m_registers;
};

}  // namespace lotse::service
