// SPDX-License-Identifier: EUPL-1.2
/// One HTTPS exchange over libcurl, with every bound set. Private to this folder.
///
/// Decides the transport's safety: pinned CA, TLS 1.3, no redirect, no proxy credentials, bounded
/// reply, time-outs, no signal handlers. Leaves alone what a status means. A connection belongs to
/// one thread at a time; `interrupt` may come from any thread.
///
/// Whether the certificate is of the pinned CA and for this host decides; its dates do not: they
/// would be judged by this machine's clock, and a wrong one must not stop what clients wait for.
/// What travels is sealed and signed, and the service tells when its certificate ends.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "sync/https_sender.h"

namespace lotse::sync {

struct HttpRequest {
    std::string method = "GET";
    std::string path;  ///< from "/"
    std::vector<std::string> headers;
    const void* body = nullptr;
    std::size_t body_size = 0;
    std::size_t largest_reply = 64UL * 1024;
};

struct HttpReply {
    long status = 0;
    std::string content_type;
    std::string body;
    std::chrono::seconds retry_after{0};
};

class HttpsConnection {
public:
    static Result<std::unique_ptr<HttpsConnection>> make(HttpsOptions options);
    virtual ~HttpsConnection() = default;

    /// Any reply, whatever its status; or Transient with the reason why there was none.
    virtual Result<HttpReply> exchange(const HttpRequest& request) = 0;
    /// A reply without end: `on_data` gets every piece of a 200 reply and returns false to stop;
    /// `silence` is the longest pause between pieces. Returns when the stream ended.
    virtual Result<HttpReply> stream(const HttpRequest& request, std::chrono::seconds silence,
                                     const std::function<bool(std::string_view)>& on_data) = 0;
    /// Ends the exchange under way and every later one, until `resume`.
    virtual void interrupt() = 0;
    virtual void resume() = 0;
};

}  // namespace lotse::sync
