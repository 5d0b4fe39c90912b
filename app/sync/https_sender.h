// SPDX-License-Identifier: EUPL-1.2
/// Takes one envelope to the queue service over HTTPS (interface: core/intake/ports.h).
///
/// Decides what an answer means: only a receipt for this id is an acceptance, only a refusal in the
/// service's own words is a refusal; everything else (no line, time-outs, foreign certificates,
/// proxies' pages, redirects, garbage) is Transient, so that no strange box in between can make an
/// intake be held or purged. The pinned CA is the only one trusted; TLS 1.3 or nothing; no redirect
/// is followed. Dates of certificates decide nothing (sync/http.h). One connection, kept open
/// between sends. `send` blocks at most for the time-outs of core/limits.h; one caller at a time.
/// `interrupt` from any thread.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "core/believed_time.h"
#include "core/error.h"
#include "core/intake/ports.h"
#include "core/limits.h"

namespace lotse::sync {

struct HttpsOptions {
    std::string base_url;  ///< "https://host:port", no path
    std::string ca_file;   ///< PEM of the centre's CA
    std::chrono::milliseconds connect_timeout = limits::kConnectTimeout;
    std::chrono::milliseconds transfer_timeout = limits::kTransferTimeout;
    /// What the service says of its clock, with each reply; from the thread that asked. May be
    /// none.
    std::function<void(const ServiceTime&)> heard = nullptr;
    /// Asked a few times a second while a request is under way, on its thread, with how long it has
    /// lasted: true ends it as if there were no line. May be none.
    std::function<bool(std::chrono::milliseconds)> give_way = nullptr;
    /// Hears how far the queue's database has come; outlives whoever asks. May be none.
    class PositionWatch* position = nullptr;
};

/// Unusable if the address is not https or the CA file cannot be read; the service need not be
/// there.
Result<std::unique_ptr<IntakeSender>> make_https_sender(HttpsOptions options);

}  // namespace lotse::sync
