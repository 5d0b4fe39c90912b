// SPDX-License-Identifier: EUPL-1.2
/// A centre's own certificate authority and the queue service's certificate, and the check of given
/// ones.
///
/// ECDSA P-256; the server's certificate names the service's host beside 127.0.0.1, ::1 and
/// localhost. The authority's key stays in the folder so that the server's certificate can be
/// renewed. Files: ca.pem, ca.key, server.pem, server.key (keys of mode 0600).
#pragma once

#include <optional>
#include <string>

#include "core/error.h"
#include "core/intake/intake.h"

namespace lotse::tools {

struct ServiceNames {
    std::string authority = "Lotse demo authority";
    std::string host = "localhost";  ///< a name or an address, as `is_host` allows
};
/// All four files into an empty folder.
Result<void> make_certificates(const std::string& folder, const ServiceNames& names = {});
/// A new server certificate for the same names if the present one ends within 30 days; true if it
/// was renewed.
Result<bool> renew_certificate(const std::string& folder);

/// A name (RFC 1123, ASCII) or an IPv4 or IPv6 address without brackets.
bool is_host(const std::string& host);

struct CertificateFiles {
    std::string
        certificate;  ///< PEM: the service's own first, then those between it and the authority
    std::string private_key;  ///< PEM, not under a password: the service starts without a person
    std::string authority;    ///< PEM: the only one that terminals and desks will trust
};
enum class CertificateFault { Unreadable, OtherKey, Expired, NotYetValid, OtherHost, Untrusted };
struct CertificateFinding {
    CertificateFault fault = CertificateFault::Unreadable;
    std::string file;  ///< the one to look at
    std::string
        detail;  ///< the reason, the certificate, the day (YYYY-MM-DD) or the host, by the fault
};
/// Nothing if a client that trusts only the authority will take the service at `host` now.
std::optional<CertificateFinding> check_certificates(const CertificateFiles& files,
                                                     const std::string& host);

/// The certificates of a PEM file in DER, one after the other: half the size, to be carried.
Result<Bytes> authority_bytes(const std::string& file);
/// Back to PEM; Corrupt for anything else.
Result<std::string> authority_pem(const Bytes& bytes);

}  // namespace lotse::tools
