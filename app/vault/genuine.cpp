// SPDX-License-Identifier: EUPL-1.2
#include "vault/genuine.h"

#include <algorithm>
#include <string>

#include "vault/envelope.h"

namespace lotse::vault {
namespace {

std::optional<KeyId> id_of(const Bytes& key) {
    PublicKey public_key;
    if (key.size() != public_key.bytes.size()) {
        return std::nullopt;
    }
    std::copy(key.begin(), key.end(), public_key.bytes.begin());
    return key_id(public_key);
}

/// The terminal of this name whose key signed; one that is not blocked rather than one that is.
const RegisteredTerminal* signer_of(const Bytes& envelope, const IntakeHeader& header,
                                    const KeysRegister& keys) {
    const RegisteredTerminal* blocked = nullptr;
    for (const RegisteredTerminal& terminal : keys.terminals) {
        if (terminal.name != header.terminal || !verify(envelope, terminal.key)) {
            continue;
        }
        if (!terminal.blocked) {
            return &terminal;
        }
        blocked = &terminal;
    }
    return blocked;
}

/// The terminal's letters, then digits.
bool is_number_of(const RegisteredTerminal& terminal, const std::string& number) {
    if (terminal.prefix.empty()) {
        return true;
    }
    return number.size() > terminal.prefix.size() && number.starts_with(terminal.prefix) &&
           std::all_of(number.begin() + static_cast<std::ptrdiff_t>(terminal.prefix.size()),
                       number.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

bool is_sealed_to_us(const Bytes& envelope, const KeysRegister& keys) {
    const Result<std::vector<KeyId>> recipients = recipients_of(envelope);
    if (!recipients) {
        return false;
    }
    const auto count = [&](const auto& registered) {
        return std::count_if(registered.begin(), registered.end(), [&](const auto& one) {
            const std::optional<KeyId> id = id_of(one.key);
            return id &&
                   std::find(recipients->begin(), recipients->end(), *id) != recipients->end();
        });
    };
    const std::size_t wanted = keys.recovery.empty() ? 1 : 2;
    return recipients->size() == wanted && count(keys.versions) == 1 &&
           count(keys.recovery) == (keys.recovery.empty() ? 0 : 1);
}

bool is_erased(const Bytes& envelope, const KeysRegister& keys) {
    const Result<std::vector<KeyId>> recipients = recipients_of(envelope);
    return recipients &&
           std::any_of(keys.versions.begin(), keys.versions.end(), [&](const KeyVersion& version) {
               const std::optional<KeyId> id = id_of(version.key);
               return version.erased && id &&
                      std::find(recipients->begin(), recipients->end(), *id) != recipients->end();
           });
}

std::optional<Alarm> doubt_about(const QueueEntry& entry, const Bytes& envelope,
                                 const KeysRegister& keys) {
    const Result<IntakeHeader> header = read_header(envelope);
    if (!header) {
        return Alarm::Altered;
    }
    const RegisteredTerminal* terminal = signer_of(envelope, *header, keys);
    if (terminal == nullptr || header->centre != keys.centre) {
        return Alarm::Foreign;
    }
    if (*header != entry.header) {
        return Alarm::Header;
    }
    if (digest_of(envelope) != entry.digest) {
        return Alarm::Altered;
    }
    if (!is_sealed_to_us(envelope, keys)) {
        return Alarm::Reader;
    }
    if (terminal->blocked) {
        return Alarm::Blocked;
    }
    if (!is_number_of(*terminal, header->number)) {
        return Alarm::Number;
    }
    return std::nullopt;
}

std::optional<Alarm> doubt_about_keys(const KeysRegister& keys, const CentreSecrets& granted) {
    const auto is_version = [&](const std::string& name, const PrivateKey& key) {
        const KeyVersion* version = find_version(keys, name);
        const PublicKey& own = key.public_key();
        return version != nullptr && std::equal(own.bytes.begin(), own.bytes.end(),
                                                version->key.begin(), version->key.end());
    };
    bool known =
        granted.centre == nullptr || is_version(std::string(kFirstVersion), *granted.centre);
    for (const auto& [name, key] : granted.later) {
        // One that nobody signed for yet opens nothing.
        known = known && (find_version(keys, name) == nullptr || is_version(name, *key));
    }
    const auto other = [](const SigningKey* key, const Bytes& registered) {
        return key != nullptr && key->public_key() != registered;
    };
    if (!known || other(granted.configuration, keys.configuration) ||
        other(granted.registers, keys.signing)) {
        return Alarm::Key;
    }
    return std::nullopt;
}

}  // namespace lotse::vault
