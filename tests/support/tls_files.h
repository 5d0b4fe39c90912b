// SPDX-License-Identifier: EUPL-1.2
/// A CA and a server certificate for 127.0.0.1 in a directory, made in a few milliseconds.
#pragma once

#include <string>

namespace lotse::support {

struct TlsFiles {
    std::string ca;
    std::string certificate;
    std::string key;
};

/// From now, of both certificates.
struct Validity {
    long begins_s = -3600;
    long ends_s = 400L * 24 * 3600;  ///< long enough that nobody warns
};

/// Writes DIR/tls/{ca.pem,server.pem,server.key}. `host` is the address the certificate is for.
TlsFiles make_tls_files(const std::string& directory, const std::string& host = "127.0.0.1",
                        Validity validity = {});

}  // namespace lotse::support
