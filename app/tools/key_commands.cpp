// SPDX-License-Identifier: EUPL-1.2
#include "tools/key_commands.h"

#include <ostream>

#include "vault/configuration_key.h"
#include "vault/key_files.h"
#include "vault/password.h"

namespace lotse::tools {
namespace {

constexpr std::size_t kShortestPassword = 12;

}  // namespace

Result<vault::PrivateKey> load_private_key(const std::string& file, Console& console) {
    const Result<Bytes> wrapped = vault::load_wrapped_key(file);
    if (!wrapped) {
        return wrapped.error();
    }
    Result<std::string> password = read_secret(console, "Password of " + file);
    if (!password) {
        return password.error();
    }
    Result<vault::PrivateKey> key = vault::unwrap(*wrapped, *password);
    vault::wipe(*password);
    if (!key) {
        return Error{key.error().kind, file, key.error().detail};
    }
    return key;
}

Result<vault::PrivateKey> make_key_file(const std::string& file, std::string_view password,
                                        const vault::WrapCost& cost) {
    vault::PrivateKey key = vault::PrivateKey::generate();
    const Result<Bytes> wrapped = vault::wrap(key, password, cost);
    if (!wrapped) {
        return wrapped.error();
    }
    if (Result<void> saved = vault::save_wrapped_key(file, *wrapped); !saved) {
        return saved.error();
    }
    const Result<Bytes> written = vault::load_wrapped_key(file);
    if (!written) {
        return written.error();
    }
    const Result<vault::PrivateKey> again = vault::unwrap(*written, password);
    if (!again) {
        return again.error();
    }
    if (Result<void> opened = vault::test_decryption(key.public_key(), *again); !opened) {
        return opened.error();
    }
    return key;
}

Result<void> new_key(const NewKey& request, Console& console) {
    std::string password = vault::new_password();
    if (request.ask_password) {
        Result<std::string> given = read_secret(console, "Password of the new key");
        if (!given) {
            return given.error();
        }
        if (given->size() < kShortestPassword) {
            return Error{Kind::Refused, "password",
                         "expected at least " + std::to_string(kShortestPassword) + " bytes"};
        }
        password = std::move(*given);
    }
    const Result<vault::PrivateKey> key = make_key_file(request.file, password, request.cost);
    if (!key) {
        return key.error();
    }
    console.out << "Key file:     " << request.file
                << "\nPublic key:   " << vault::to_hex(key->public_key())
                << "\nFingerprint:  " << vault::fingerprint(key->public_key())
                << "\nConfiguration key, for `enrol --configuration-key`:\n  "
                << vault::to_hex(vault::configuration_key(*key).public_key()) << '\n';
    if (!request.ask_password) {
        console.out << "Password:     " << password
                    << "\nThe password is shown only now. Write it down.\n";
    }
    console.out << "A test intake was sealed to this key and opened with the file.\n";
    vault::wipe(password);
    return {};
}

Result<void> show_fingerprint(const std::string& key, Console& console) {
    Result<vault::PublicKey> public_key = vault::public_key_from_hex(key);
    if (!public_key) {
        const Result<Bytes> wrapped = vault::load_wrapped_key(key);
        if (!wrapped) {
            return Error{wrapped.error().kind, wrapped.error().where,
                         wrapped.error().detail + "; expected a key file or 64 hexadecimal digits"};
        }
        public_key = vault::public_key_of(*wrapped);
        if (!public_key) {
            return public_key.error();
        }
    }
    console.out << vault::fingerprint(*public_key) << '\n';
    return {};
}

Result<void> test_key(const TestKey& request, Console& console) {
    const Result<vault::PrivateKey> key = load_private_key(request.file, console);
    if (!key) {
        return key.error();
    }
    vault::PublicKey recipient = key->public_key();
    if (!request.recipient.empty()) {
        const Result<vault::PublicKey> given = vault::public_key_from_hex(request.recipient);
        if (!given) {
            return given.error();
        }
        recipient = *given;
    }
    if (Result<void> opened = vault::test_decryption(recipient, *key); !opened) {
        return opened;
    }
    console.out << "A test intake was sealed to " << vault::fingerprint(recipient)
                << " and opened with " << request.file
                << ".\nConfiguration key, for `enrol --configuration-key`:\n  "
                << vault::to_hex(vault::configuration_key(*key).public_key()) << '\n';
    return {};
}

}  // namespace lotse::tools
