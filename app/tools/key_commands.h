// SPDX-License-Identifier: EUPL-1.2
/// `lotse-tool keys new|fingerprint|test`: a centre's key pair, as a wrapped key file.
///
/// Passwords come from standard input, one line each, or are made at random and printed once.
#pragma once

#include <string>
#include <string_view>

#include "tools/console.h"
#include "vault/keys.h"

namespace lotse::tools {

struct NewKey {
    std::string file;
    bool ask_password = false;  ///< read it instead of making one
    vault::WrapCost cost;
};
/// Ends with a test decryption from the written file.
Result<void> new_key(const NewKey& request, Console& console);

/// `key`: a wrapped key file or 64 hexadecimal digits.
Result<void> show_fingerprint(const std::string& key, Console& console);

struct TestKey {
    std::string file;
    std::string recipient;  ///< public key in hex that the terminals hold; empty: the file's own
};
Result<void> test_key(const TestKey& request, Console& console);

/// A new key in a new file under this password; what was written opened a test intake.
Result<vault::PrivateKey> make_key_file(const std::string& file, std::string_view password,
                                        const vault::WrapCost& cost);

/// A wrapped key file, unwrapped with the password from standard input.
Result<vault::PrivateKey> load_private_key(const std::string& file, Console& console);

}  // namespace lotse::tools
