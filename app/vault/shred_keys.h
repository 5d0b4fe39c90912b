// SPDX-License-Identifier: EUPL-1.2
/// Decides how a version of the centre's key can be erased from backups, too: what accounts were
/// granted of it opens only with a key that is in no backup.
///
///     keys/shred.keys    a line "lotse-shred-keys-1", then one for each version:
///                        BLAKE2b-128 of "lotse shred 1\n" | centre | 0 | version, a blank, 32
///                        random bytes, both in hexadecimal
///     bound grant        nonce 24 | XChaCha20-Poly1305 of the sealed secret (80) = 120 bytes, with
///                        "lotse grant 1\n" | centre | 0 | version | 0 | account
///
/// Destroying a version is to write the file without its line: grants in every database and every
/// backup then open with nothing, whoever knows the password and has the service's key. Whoever has
/// the file alone, or with a database, opens nothing either: what it opens is still sealed to
/// persons.
///
/// The file is in no backup. Who lost it has the versions back from whoever holds a recovery key,
/// to whom each was sealed when it was made (core/intake/key_life.h). So only versions that have
/// such a copy may be bound. One writer at a time.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/intake/ports.h"
#include "vault/secret_memory.h"

namespace lotse::vault {

class ShredKeys {
public:
    /// One that is missing has no keys yet. Unusable or Corrupt if there is another thing.
    static Result<ShredKeys> open(const std::string& file);
    /// The file of a service whose key lies there.
    static std::string beside(const std::string& service_key);

    bool has(const std::string& centre, const std::string& version) const;
    /// Binds what the account was granted of these versions and is not bound yet. A key that is
    /// missing is made, and is in the file for good before anything is bound to it. Whether there
    /// was anything.
    Result<bool> bind(StaffAccount& account, const std::set<std::string>& versions);
    /// What can be handed out: as it was before it was bound, without what opens with nothing any
    /// more.
    std::vector<Grant> opened(const StaffAccount& account) const;
    /// For good when it returns; success if there was no such key.
    Result<void> destroy(const std::string& centre, const std::string& version);

private:
    explicit ShredKeys(std::string file) : m_file(std::move(file)) {}
    Result<void> save() const;
    /// Null: it is gone.
    const SecretBytes* find(const std::string& centre, const std::string& version) const;

    std::string m_file;
    std::map<std::string, SecretBytes> m_keys;  ///< by the first word of their lines
};

}  // namespace lotse::vault
