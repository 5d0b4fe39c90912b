// SPDX-License-Identifier: EUPL-1.2
#include "vault/shred_keys.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <iterator>
#include <optional>
#include <utility>

#include "base/atomic_file.h"
#include "base/descriptor.h"
#include "core/limits.h"
#include "vault/keys.h"
#include "vault/person_keys.h"
#include "vault/sodium.h"

namespace lotse::vault {
namespace {

constexpr std::string_view kFirstLine = "lotse-shred-keys-1\n";
constexpr std::size_t kKey = 32;
constexpr std::size_t kId = 16;
constexpr std::size_t kLine = 2 * kId + 1 + 2 * kKey + 1;
/// Of all centres of a service, and what was proposed and never signed for.
constexpr std::size_t kMostKeys = 8 * limits::kMostRegisteredKeys;
constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kBoundGrantBytes =
    kNonce + kSealedGrantBytes + crypto_aead_xchacha20poly1305_ietf_ABYTES;

Error cannot(const std::string& file, const char* what) {
    return Error{Kind::Unusable, file, std::string(what) + ": " + std::strerror(errno)};
}

void add(Bytes& out, std::string_view text) {
    out.insert(out.end(), text.begin(), text.end());
}

std::string id_of(const std::string& centre, const std::string& version) {
    Bytes named;
    add(named, "lotse shred 1\n");
    add(named, centre);
    named.push_back(0);
    add(named, version);
    Bytes id(kId);
    crypto_generichash(id.data(), id.size(), named.data(), named.size(), nullptr, 0);
    return to_hex(id);
}

/// What a bound grant belongs to.
Bytes place_of(const StaffAccount& account, const std::string& version) {
    Bytes place;
    add(place, "lotse grant 1\n");
    add(place, account.centre);
    place.push_back(0);
    add(place, version);
    place.push_back(0);
    add(place, account.name);
    return place;
}

Bytes bound(const Bytes& sealed, const Bytes& place, const SecretBytes& key) {
    Bytes out(kBoundGrantBytes);
    randombytes_buf(out.data(), kNonce);
    crypto_aead_xchacha20poly1305_ietf_encrypt(out.data() + kNonce, nullptr, sealed.data(),
                                               sealed.size(), place.data(), place.size(), nullptr,
                                               out.data(), key.data());
    return out;
}

std::optional<Bytes> unbound(const Bytes& kept, const Bytes& place, const SecretBytes& key) {
    Bytes out(kSealedGrantBytes);
    return crypto_aead_xchacha20poly1305_ietf_decrypt(
               out.data(), nullptr, nullptr, kept.data() + kNonce, kept.size() - kNonce,
               place.data(), place.size(), kept.data(), key.data()) == 0
               ? std::optional(std::move(out))
               : std::nullopt;
}

bool is_bound(const Grant& grant) {
    return grant.kind == kGrantVersion && grant.sealed.size() == kBoundGrantBytes;
}

/// The whole file, wiped when it goes.
struct Text {
    std::string text;
    ~Text() { wipe(text); }
};

/// Zeros over what a name held that names another file by now: as far as the disk writes in place.
void overwrite(const Descriptor& old) {
    struct stat facts {};
    if (old.get() < 0 || ::fstat(old.get(), &facts) != 0) {
        return;
    }
    const std::string zeros(static_cast<std::size_t>(facts.st_size), '\0');
    [[maybe_unused]] const ssize_t done = ::pwrite(old.get(), zeros.data(), zeros.size(), 0);
}

}  // namespace

std::string ShredKeys::beside(const std::string& service_key) {
    return folder_of(service_key) + "/shred.keys";
}

Result<ShredKeys> ShredKeys::open(const std::string& file) {
    ensure_sodium();
    ShredKeys keys(file);
    const Descriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (opened.get() < 0) {
        return errno == ENOENT ? Result<ShredKeys>(std::move(keys))
                               : cannot(file, "cannot be opened");
    }
    struct stat facts {};
    if (::fstat(opened.get(), &facts) != 0) {
        return cannot(file, "cannot be read");
    }
    if (!S_ISREG(facts.st_mode) || (facts.st_mode & 077) != 0) {
        return Error{Kind::Unusable, file,
                     "expected a regular file that no other user may read or write (chmod 600)"};
    }
    Text all{std::string(kFirstLine.size() + kMostKeys * kLine + 1, '\0')};
    const ssize_t size = ::read(opened.get(), all.text.data(), all.text.size());
    if (size < 0) {
        return cannot(file, "cannot be read");
    }
    const std::string_view text(all.text.data(), static_cast<std::size_t>(size));
    bool whole = text.starts_with(kFirstLine) && (text.size() - kFirstLine.size()) % kLine == 0 &&
                 text.size() < all.text.size();
    for (std::size_t at = kFirstLine.size(); whole && at < text.size(); at += kLine) {
        const std::string_view line = text.substr(at, kLine);
        SecretBytes key(kKey);
        std::size_t bytes = 0;
        whole = line[2 * kId] == ' ' && line.back() == '\n' &&
                sodium_hex2bin(key.data(), key.size(), line.data() + 2 * kId + 1, 2 * kKey, nullptr,
                               &bytes, nullptr) == 0 &&
                bytes == kKey &&
                keys.m_keys.emplace(std::string(line.substr(0, 2 * kId)), std::move(key)).second;
    }
    if (!whole) {
        return Error{Kind::Corrupt, file,
                     "is damaged, and what is sealed to the versions in it opens with it alone: "
                     "put it back, or put it aside and have the versions back from whoever holds "
                     "the recovery key (lotse-tool recover grant)"};
    }
    return keys;
}

const SecretBytes* ShredKeys::find(const std::string& centre, const std::string& version) const {
    const auto found = m_keys.find(id_of(centre, version));
    return found == m_keys.end() ? nullptr : &found->second;
}

bool ShredKeys::has(const std::string& centre, const std::string& version) const {
    return find(centre, version) != nullptr;
}

Result<void> ShredKeys::save() const {
    Text all{std::string(kFirstLine)};
    all.text.reserve(kFirstLine.size() + m_keys.size() * kLine);  // no copy stays behind
    std::array<char, 2 * kKey + 1> hex{};
    for (const auto& [id, key] : m_keys) {
        sodium_bin2hex(hex.data(), hex.size(), key.data(), key.size());
        all.text.append(id).append(1, ' ').append(hex.data()).append(1, '\n');
    }
    sodium_memzero(hex.data(), hex.size());
    return replace_file(m_file, all.text);
}

Result<bool> ShredKeys::bind(StaffAccount& account, const std::set<std::string>& versions) {
    const auto to_bind = [&](const Grant& grant) {
        return grant.kind == kGrantVersion && grant.sealed.size() == kSealedGrantBytes &&
               versions.contains(grant.name);
    };
    bool any = false;
    std::vector<std::string> made;
    for (const Grant& grant : account.grants) {
        any = any || to_bind(grant);
        if (!to_bind(grant) || has(account.centre, grant.name)) {
            continue;
        }
        if (m_keys.size() == kMostKeys) {
            return Error{Kind::Refused, m_file, "has more keys than any service needs"};
        }
        SecretBytes key(kKey);
        randombytes_buf(key.data(), key.size());
        made.push_back(id_of(account.centre, grant.name));
        m_keys.emplace(made.back(), std::move(key));
    }
    if (!made.empty()) {
        if (Result<void> saved = save(); !saved) {
            for (const std::string& id : made) {
                m_keys.erase(id);
            }
            return saved.error();
        }
    }
    for (Grant& grant : account.grants) {
        if (to_bind(grant)) {
            grant.sealed = bound(grant.sealed, place_of(account, grant.name),
                                 *find(account.centre, grant.name));
        }
    }
    return any;
}

std::vector<Grant> ShredKeys::opened(const StaffAccount& account) const {
    std::vector<Grant> grants;
    for (const Grant& grant : account.grants) {
        if (!is_bound(grant)) {
            grants.push_back(grant);
            continue;
        }
        const SecretBytes* key = find(account.centre, grant.name);
        std::optional<Bytes> sealed =
            key == nullptr ? std::nullopt
                           : unbound(grant.sealed, place_of(account, grant.name), *key);
        if (sealed) {
            grants.push_back({grant.kind, grant.name, std::move(*sealed)});
        }
    }
    return grants;
}

Result<void> ShredKeys::destroy(const std::string& centre, const std::string& version) {
    const auto found = m_keys.find(id_of(centre, version));
    if (found == m_keys.end()) {
        return {};
    }
    const Descriptor old(::open(m_file.c_str(), O_WRONLY | O_DSYNC | O_CLOEXEC | O_NOFOLLOW));
    auto key = m_keys.extract(found);
    if (Result<void> saved = save(); !saved) {
        m_keys.insert(std::move(key));
        return saved;
    }
    overwrite(old);
    return {};
}

}  // namespace lotse::vault
