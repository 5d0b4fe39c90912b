// SPDX-License-Identifier: EUPL-1.2
/// A demo centre's own certificate authority and the queue service's certificate.
///
/// ECDSA P-256; the server's certificate names 127.0.0.1, ::1 and localhost. The authority's key stays in the folder so
/// that the server's certificate can be renewed; a real centre uses its own authority.
/// Files: ca.pem, ca.key, server.pem, server.key (keys of mode 0600).
#pragma once

#include <string>

#include "core/error.h"

namespace lotse::tools {

/// All four files into an empty folder.
Result<void> make_certificates(const std::string& folder);
/// A new server certificate if the present one ends within 30 days; true if it was renewed.
Result<bool> renew_certificate(const std::string& folder);

}  // namespace lotse::tools
