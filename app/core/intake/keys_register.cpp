// SPDX-License-Identifier: EUPL-1.2
#include "core/intake/keys_register.h"

#include <algorithm>
#include <set>
#include <utility>

#include "core/check.h"
#include "core/intake/register_chain.h"
#include "core/limits.h"

namespace lotse {
namespace {

constexpr std::size_t kLongestPrefix = 3;

Error refused(const std::string& where, const char* why) {
    return Error{Kind::Refused, "register of keys, " + where, why};
}

RegisterLink link_of(const KeysRegister& keys) {
    return {"keys", keys.centre, keys.serial, keys.previous};
}

/// What every device has alone.
struct Taken {
    std::set<std::string> names;
    std::set<Bytes> keys;
};

template <class Device>
Result<void> check_device(const Device& device, const std::string& where, Taken& taken) {
    if (!is_registered_name(device.name)) {
        return refused(where, "the name has not the form of a terminal's name");
    }
    if (device.key.size() != kRegisteredKeyBytes || !taken.keys.insert(device.key).second) {
        return refused(where, "the key is none, or another device's");
    }
    if (!device.blocked && !taken.names.insert(device.name).second) {
        return refused(where, "there is one of this name that is not blocked");
    }
    return {};
}

Result<void> check_devices(const KeysRegister& keys) {
    Taken taken;
    std::set<std::string> prefixes;
    for (const RegisteredDisplay& display : keys.displays) {
        if (Result<void> fits = check_device(display, "display " + display.name, taken); !fits) {
            return fits;
        }
    }
    for (const RegisteredTerminal& terminal : keys.terminals) {
        const std::string where = "terminal " + terminal.name;
        if (Result<void> fits = check_device(terminal, where, taken); !fits) {
            return fits;
        }
        if (terminal.prefix.empty()) {
            continue;
        }
        if (Result<void> letters = check_letters(terminal.prefix); !letters) {
            return Error{Kind::Refused, "register of keys, " + where, letters.error().detail};
        }
        if (!prefixes.insert(terminal.prefix).second) {
            return refused(where,
                           "the letters before its numbers are, or were, another terminal's");
        }
    }
    return {};
}

template <class Device>
const Device* find_heard(const std::vector<Device>& devices, const std::string& name) {
    const auto found = std::find_if(devices.begin(), devices.end(), [&](const Device& one) {
        return one.name == name && !one.blocked;
    });
    return found == devices.end() ? nullptr : &*found;
}

}  // namespace

Result<void> check_letters(const std::string& prefix) {
    const bool letters = std::all_of(prefix.begin(), prefix.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    });
    if (prefix.empty() || prefix.size() > kLongestPrefix || !letters) {
        return Error{Kind::Refused, "prefix \"" + prefix + "\"",
                     "expected 1 to 3 Latin letters: they stand before the queue numbers"};
    }
    return {};
}

Result<void> check_keys(const KeysRegister& keys) {
    if (Result<void> link = check_link(link_of(keys)); !link) {
        return link;
    }
    if (keys.signing.size() != kRegisteredKeyBytes ||
        keys.configuration.size() != kRegisteredKeyBytes) {
        return refused("signing keys", "expected 32 bytes each");
    }
    if (keys.versions.size() > limits::kMostRegisteredKeys ||
        keys.recovery.size() > limits::kMostRegisteredKeys ||
        keys.terminals.size() + keys.displays.size() > limits::kMostRegisteredTerminals) {
        return refused("entries", "there are more than a centre has");
    }
    std::set<std::string> versions;
    std::set<Bytes> recipients;
    const KeyVersion* current = nullptr;
    for (const KeyVersion& version : keys.versions) {
        if (version.version.empty() || !versions.insert(version.version).second ||
            version.key.size() != kRegisteredKeyBytes || !recipients.insert(version.key).second) {
            return refused("version " + version.version, "stands twice, or its key is none");
        }
        if (!version.current) {
            continue;
        }
        if (version.erased) {
            return refused("version " + version.version, "is erased, nobody seals to it");
        }
        if (current != nullptr && version.from <= current->from) {
            return refused("version " + version.version, "begins before the one before it");
        }
        current = &version;
    }
    if (current == nullptr) {
        return refused("versions", "expected one that terminals seal to");
    }
    for (const RecoveryKey& recovery : keys.recovery) {
        if (recovery.key.size() != kRegisteredKeyBytes || !recipients.insert(recovery.key).second) {
            return refused("recovery " + recovery.name, "stands twice, or its key is none");
        }
    }
    return check_devices(keys);
}

Result<void> check_successor(const KeysRegister& last, const Digest& digest,
                             const KeysRegister& next) {
    if (Result<void> link = check_next_link(link_of(last), digest, link_of(next)); !link) {
        return link;
    }
    if (next.signing != last.signing) {
        return refused("signing", "is another key: desks know the centre by the one before");
    }
    for (const KeyVersion& before : last.versions) {
        const KeyVersion* kept = find_version(next, before.version);
        if (kept == nullptr || kept->key != before.key || kept->from != before.from ||
            kept->people != before.people || (kept->current && !before.current) ||
            (before.erased && !kept->erased)) {
            return refused("version " + before.version, "was taken out, changed, or came back");
        }
    }
    for (const RegisteredTerminal& before : last.terminals) {
        const auto kept = std::find_if(
            next.terminals.begin(), next.terminals.end(), [&](const RegisteredTerminal& one) {
                return one.key == before.key && one.name == before.name &&
                       (one.prefix == before.prefix || before.prefix.empty()) &&
                       (one.blocked || !before.blocked);
            });
        if (kept == next.terminals.end()) {
            return refused("terminal " + before.name, "was taken out, changed, or let in again");
        }
    }
    for (const RegisteredDisplay& before : last.displays) {
        const bool kept = std::any_of(next.displays.begin(), next.displays.end(),
                                      [&](const RegisteredDisplay& one) {
                                          return one.key == before.key && one.name == before.name &&
                                                 (one.blocked || !before.blocked);
                                      });
        if (!kept) {
            return refused("display " + before.name, "was taken out, changed, or let in again");
        }
    }
    return {};
}

std::vector<AuditEntry> audit_of(const KeysRegister* last, const KeysRegister& next,
                                 const std::string& account, WallTime now) {
    if (last == nullptr) {
        return {{account, AuditAction::RegisterMade, next.centre, now}};
    }
    std::vector<AuditEntry> rows;
    const auto tell_changed = [&](const auto& before, const auto& devices, AuditAction enrolled,
                                  AuditAction revoked) {
        for (const auto& device : devices) {
            if (std::find(before.begin(), before.end(), device) == before.end()) {
                rows.push_back({account, device.blocked ? revoked : enrolled,
                                next.centre + "/" + device.name, now});
            }
        }
    };
    tell_changed(last->terminals, next.terminals, AuditAction::TerminalEnrolled,
                 AuditAction::TerminalRevoked);
    tell_changed(last->displays, next.displays, AuditAction::DisplayEnrolled,
                 AuditAction::DisplayRevoked);
    for (const KeyVersion& version : next.versions) {
        const KeyVersion* before = find_version(*last, version.version);
        if (before == nullptr) {
            rows.push_back({account, AuditAction::KeyAdded, version.version, now});
        } else if (version.erased && !before->erased) {
            rows.push_back({account, AuditAction::KeyErased, version.version, now});
        }
    }
    if (rows.empty()) {
        rows.push_back({account, AuditAction::RegisterChanged, next.centre, now});
    }
    return rows;
}

const KeyVersion& version_at(const KeysRegister& keys, WallTime now) {
    const KeyVersion* found = nullptr;
    for (const KeyVersion& version : keys.versions) {
        if (version.current && (found == nullptr || version.from <= now)) {
            found = &version;
        }
    }
    LOTSE_CHECK(found != nullptr);
    return *found;
}

const KeyVersion* find_version(const KeysRegister& keys, const std::string& version) {
    const auto found = std::find_if(keys.versions.begin(), keys.versions.end(),
                                    [&](const KeyVersion& one) { return one.version == version; });
    return found == keys.versions.end() ? nullptr : &*found;
}

const RegisteredTerminal* find_terminal(const KeysRegister& keys, const std::string& name) {
    return find_heard(keys.terminals, name);
}

const RegisteredDisplay* find_display(const KeysRegister& keys, const std::string& name) {
    return find_heard(keys.displays, name);
}

}  // namespace lotse
