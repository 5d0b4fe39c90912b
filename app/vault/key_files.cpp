// SPDX-License-Identifier: EUPL-1.2
#include "vault/key_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/atomic_file.h"
#include "base/descriptor.h"
#include "vault/sodium.h"

namespace lotse::vault {
namespace {

constexpr std::string_view kSigningLabel = "lotse-signing-key-1 ";
constexpr std::string_view kServiceLabel = "lotse-service-key-1 ";
constexpr std::string_view kWrappedLabel = "lotse-wrapped-key-1 ";
constexpr std::size_t kLongestFile = 1024;
constexpr std::size_t kSecret = 32;

Error system_error(const std::string& path, const std::string& what) {
    return Error{Kind::Unusable, path, what + ": " + std::strerror(errno)};
}

/// A new file or nothing, because writing over a key destroys what it opens.
Result<void> save(const std::string& path, std::string_view label, std::string hex) {
    std::string line = std::string(label) + hex + "\n";
    wipe(hex);
    Result<void> saved = write_new_file(path, line);
    wipe(line);
    if (!saved && saved.error().kind == Kind::Refused) {
        return Error{Kind::Refused, path,
                     "a file with this name is there already; keys are never overwritten: "
                     "move it away or choose another name"};
    }
    return saved;
}

Result<std::string> load(const std::string& path, std::string_view label) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (file.get() < 0) {
        return system_error(path, "cannot open the key file");
    }
    struct stat facts {};
    if (fstat(file.get(), &facts) != 0) {
        return system_error(path, "cannot read the key file's permissions");
    }
    if (!S_ISREG(facts.st_mode)) {
        return Error{Kind::Unusable, path, "expected a regular file"};
    }
    if ((facts.st_mode & 077) != 0) {
        return Error{Kind::Unusable, path,
                     "other users may read or write this key; after `chmod 600` of the file "
                     "consider whether the key is still secret"};
    }
    if (facts.st_uid != geteuid() && geteuid() != 0) {
        return Error{Kind::Unusable, path, "the key belongs to another user"};
    }
    std::string text(kLongestFile + 1, '\0');
    const ssize_t size = ::read(file.get(), text.data(), text.size());
    if (size < 0) {
        return system_error(path, "cannot read the key file");
    }
    text.resize(static_cast<std::size_t>(size));
    if (text.size() > kLongestFile || text.compare(0, label.size(), label) != 0 ||
        text.back() != '\n') {
        wipe(text);
        return Error{Kind::Corrupt, path,
                     "expected one line that begins with \"" +
                         std::string(label.substr(0, label.size() - 1)) + "\""};
    }
    std::string hex = text.substr(label.size(), text.size() - label.size() - 1);
    wipe(text);
    return hex;
}

Result<void> save_secret(const std::string& path, std::string_view label,
                         const SecretBytes& secret) {
    std::string hex(2 * secret.size() + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), secret.data(), secret.size());
    hex.pop_back();
    return save(path, label, std::move(hex));
}

Result<SecretBytes> load_secret(const std::string& path, std::string_view label) {
    Result<std::string> hex = load(path, label);
    if (!hex) {
        return hex.error();
    }
    SecretBytes secret(kSecret);
    std::size_t size = 0;
    const char* end = nullptr;
    const bool good = sodium_hex2bin(secret.data(), secret.size(), hex->data(), hex->size(),
                                     nullptr, &size, &end) == 0 &&
                      size == secret.size() && end == hex->data() + hex->size();
    wipe(*hex);
    if (!good) {
        return Error{Kind::Corrupt, path, "expected 64 hexadecimal digits after the label"};
    }
    return secret;
}

}  // namespace

Result<void> save_signing_key(const std::string& path, const SigningKey& key) {
    return save_secret(path, kSigningLabel, key.seed());
}

Result<SigningKey> load_signing_key(const std::string& path) {
    const Result<SecretBytes> seed = load_secret(path, kSigningLabel);
    if (!seed) {
        return seed.error();
    }
    return SigningKey::from_seed(*seed);
}

Result<void> save_service_key(const std::string& path, const ServiceKey& key) {
    const std::string folder = folder_of(path);
    if (mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) {
        return system_error(folder, "cannot create the folder of the service's key");
    }
    // Also if it was there: whoever made it may not have got so far.
    if (Result<void> kept = sync_folder(folder_of(folder)); !kept) {
        return kept;
    }
    return save_secret(path, kServiceLabel, key.bytes());
}

Result<ServiceKey> load_service_key(const std::string& path) {
    Result<SecretBytes> bytes = load_secret(path, kServiceLabel);
    if (!bytes) {
        return bytes.error();
    }
    return ServiceKey::from_bytes(std::move(*bytes));
}

Result<ServiceKey> service_key_at(const std::string& path, bool may_make) {
    // What cannot be seen for another reason than that it is not there is not missing.
    if (access(path.c_str(), F_OK) == 0 || errno != ENOENT) {
        return load_service_key(path);
    }
    if (!may_make) {
        return Error{
            Kind::Unusable, path,
            "is missing, and nobody can log in without it: restore it from the backup that "
            "the database is of"};
    }
    ServiceKey key = ServiceKey::generate();
    if (Result<void> saved = save_service_key(path, key); !saved) {
        return saved.error();
    }
    return key;
}

Result<void> save_wrapped_key(const std::string& path, const Bytes& wrapped) {
    return save(path, kWrappedLabel, to_hex(wrapped));
}

Result<Bytes> load_wrapped_key(const std::string& path) {
    const Result<std::string> hex = load(path, kWrappedLabel);
    if (!hex) {
        return hex.error();
    }
    const Result<Bytes> bytes = bytes_from_hex(*hex);
    if (!bytes) {
        return Error{Kind::Corrupt, path, bytes.error().detail + " after the label"};
    }
    if (const Result<PublicKey> key = public_key_of(*bytes); !key) {
        return Error{key.error().kind, path, key.error().detail};
    }
    return *bytes;
}

}  // namespace lotse::vault
