// SPDX-License-Identifier: EUPL-1.2
#include "codec/settings/queue_config.h"

#include <array>

#include "codec/settings/toml_reader.h"

namespace lotse::codec {
namespace {

QueueConfig from_table(TableReader& reader) {
    QueueConfig config;
    reader.text("listen", "address", config.address);
    reader.whole("listen", "port", 0, 65535, config.port);
    reader.text("files", "database", config.database);
    reader.text("files", "certificate", config.certificate);
    reader.text("files", "private_key", config.private_key);
    reader.text("files", "service_key", config.service_key);
    reader.whole("limits", "connections", 4, 100'000, config.connections);
    reader.texts("limits", "trusted", config.trusted);
    reader.whole("limits", "change_streams", 1, 100'000, config.change_streams);
    reader.whole("limits", "threads", 1, 64, config.threads);
    reader.whole("limits", "terminal_burst", 1, 1'000'000'000, config.terminal_burst);
    reader.whole("limits", "terminal_per_minute", 1, 1'000'000'000, config.terminal_per_minute);
    std::int64_t days = config.closed_kept.count() / 24;
    reader.whole("retention", "closed_days", 1, 3650, days);
    config.closed_kept = std::chrono::hours{days * 24};
    std::int64_t open_days = config.open_kept.count();
    reader.whole("retention", "open_days", limits::kShortestOpenKept.count(),
                 limits::kLongestOpenKept.count(), open_days);
    config.open_kept = std::chrono::days{open_days};
    reader.whole("keys", "months", 0, 12, config.key_months);
    reader.word("log", "level", std::array<std::string_view, 4>{"debug", "info", "warn", "error"},
                config.log_level);
    return config;
}

}  // namespace

Result<QueueConfig> read_queue_config(std::string_view text, const std::string& file) {
    return read_toml<QueueConfig>(text, file, from_table);
}

}  // namespace lotse::codec
