// SPDX-License-Identifier: EUPL-1.2
/// A register of keys for tests that do not look at what its keys are.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/intake/keys_register.h"

namespace lotse::support {

/// Of the centre "demo", the first one: one version, one recovery key, terminal-1 (A) and
/// terminal-2 (B).
inline KeysRegister sample_register() {
    KeysRegister keys;
    keys.centre = "demo";
    keys.at = WallTime{std::chrono::seconds{1'795'000'000}};
    keys.signing = Bytes(32, 1);
    keys.configuration = Bytes(32, 2);
    keys.versions = {{"0", Bytes(32, 3), true}};
    keys.recovery = {{"recovery", Bytes(32, 4)}};
    keys.terminals = {{"terminal-1", "A", Bytes(32, 5), keys.at, {}},
                      {"terminal-2", "B", Bytes(32, 6), keys.at, {}}};
    return keys;
}

/// The register of `serial` with these terminals and their keys, as a store is told: its signed
/// form is not looked at there.
inline KeysRegister register_with(const std::string& centre, std::int64_t serial,
                                  const std::vector<std::pair<std::string, Bytes>>& terminals) {
    KeysRegister keys = sample_register();
    keys.centre = centre;
    keys.serial = serial;
    keys.terminals.clear();
    for (const auto& [name, key] : terminals) {
        keys.terminals.push_back({name, "", key, keys.at, {}});
    }
    return keys;
}

}  // namespace lotse::support
