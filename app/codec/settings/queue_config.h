// SPDX-License-Identifier: EUPL-1.2
/// Decides what kiosk-config/queue.toml may say, and what holds when it says nothing.
///
/// Leaves alone: whether the files it names exist and the address can be bound; the service finds
/// that out. An error is Unusable and names file, line, key and the expected value. Unknown keys
/// are errors: a misspelt bound must not silently be the default.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/limits.h"

namespace lotse::codec {

struct QueueConfig {
    std::string address = "127.0.0.1";  ///< IPv4 or IPv6 address to listen on
    std::uint16_t port = 8443;          ///< 0: any free one, printed at start

    // Relative names are below the state directory.
    std::string database = "queue/queue.db";
    std::string certificate = "tls/server.pem";
    std::string private_key = "tls/server.key";
    std::string service_key = "keys/service.key";

    int connections = 1024;  ///< open at once, desks included
    /// Addresses and networks behind which many people share one.
    std::vector<std::string> trusted;
    int change_streams = 256;  ///< desks that follow the queue at once
    int threads = 2;           ///< for TLS and HTTP
    int terminal_burst =
        5000;  ///< intakes a terminal may bring at once, after days without a network
    int terminal_per_minute = 600;            ///< … and lastingly
    std::chrono::hours closed_kept{30 * 24};  ///< closed intakes are erased after this long
    /// … and those that nobody closed, counted from when somebody last did something with them
    std::chrono::days open_kept = limits::kOpenKept;
    int key_months = 0;  ///< the centre's key changes after so many; 0: only if a reader leaves
    std::string log_level = "info";

    bool operator==(const QueueConfig&) const = default;
};

/// `file` is only named in errors.
Result<QueueConfig> read_queue_config(std::string_view toml, const std::string& file);

}  // namespace lotse::codec
