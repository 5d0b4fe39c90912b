// SPDX-License-Identifier: EUPL-1.2
#include "codec/queue_config.h"

#include <array>
#include <optional>
#include <toml++/toml.h>
#include <utility>

namespace lotse::codec {
namespace {

class TableReader {
   public:
    TableReader(const toml::table& root, const std::string& file) : m_root(root), m_file(file) {}

    void text(std::string_view section, std::string_view key, std::string& out) {
        const toml::node* node = find(section, key);
        if (node == nullptr) {
            return;
        }
        const auto value = node->value_exact<std::string>();
        if (!value || value->empty() || value->size() > 4096) {
            fail(*node, section, key, "a text in quotation marks");
            return;
        }
        out = *value;
    }

    template <class Int>
    void whole(std::string_view section, std::string_view key, std::int64_t low, std::int64_t high,
               Int& out) {
        const toml::node* node = find(section, key);
        if (node == nullptr) {
            return;
        }
        const auto value = node->value_exact<std::int64_t>();
        if (!value || *value < low || *value > high) {
            fail(*node, section, key,
                 "a whole number from " + std::to_string(low) + " to " + std::to_string(high));
            return;
        }
        out = static_cast<Int>(*value);
    }

    template <std::size_t N>
    void word(std::string_view section, std::string_view key,
              const std::array<std::string_view, N>& words, std::string& out) {
        const toml::node* node = find(section, key);
        if (node == nullptr) {
            return;
        }
        const auto value = node->value_exact<std::string>();
        for (const std::string_view known : words) {
            if (value && *value == known) {
                out = *value;
                return;
            }
        }
        std::string expected = "one of";
        for (const std::string_view known : words) {
            expected += " \"" + std::string(known) + '"';
        }
        fail(*node, section, key, expected);
    }

    /// Every key that was not asked for is a mistake.
    void refuse_unknown() {
        for (const auto& [section, node] : m_root) {
            const toml::table* table = node.as_table();
            if (table == nullptr) {
                fail(node, "", section.str(), "a section such as [listen]");
                continue;
            }
            for (const auto& [key, value] : *table) {
                const std::string name = std::string(section.str()) + "." + std::string(key.str());
                if (m_known.find(" " + name + " ") == std::string::npos) {
                    fail(value, section.str(), key.str(), "one of these keys:" + m_known);
                }
            }
        }
    }

    const std::optional<Error>& error() const { return m_error; }

   private:
    const toml::node* find(std::string_view section, std::string_view key) {
        m_known += (m_known.empty() ? " " : "") + std::string(section) + "." + std::string(key) + " ";
        const toml::node* table = m_root.get(section);
        return table != nullptr && table->is_table() ? table->as_table()->get(key) : nullptr;
    }

    void fail(const toml::node& node, std::string_view section, std::string_view key,
              const std::string& expected) {
        if (m_error) {
            return;
        }
        const std::string name =
            (section.empty() ? "" : std::string(section) + ".") + std::string(key);
        m_error = Error{Kind::Unusable,
                        m_file + ":" + std::to_string(node.source().begin.line) + ": " + name,
                        "expected " + expected};
    }

    const toml::table& m_root;
    const std::string& m_file;
    std::string m_known;  ///< " listen.address listen.port …"
    std::optional<Error> m_error;
};

Result<QueueConfig> from_table(const toml::table& root, const std::string& file) {
    TableReader reader(root, file);
    QueueConfig config;
    reader.text("listen", "address", config.address);
    reader.whole("listen", "port", 0, 65535, config.port);
    reader.text("files", "database", config.database);
    reader.text("files", "certificate", config.certificate);
    reader.text("files", "private_key", config.private_key);
    reader.whole("limits", "connections", 4, 100'000, config.connections);
    reader.whole("limits", "change_streams", 1, 100'000, config.change_streams);
    reader.whole("limits", "threads", 1, 64, config.threads);
    reader.whole("limits", "terminal_burst", 1, 1'000'000'000, config.terminal_burst);
    reader.whole("limits", "terminal_per_minute", 1, 1'000'000'000, config.terminal_per_minute);
    std::int64_t days = config.closed_kept.count() / 24;
    reader.whole("retention", "closed_days", 1, 3650, days);
    config.closed_kept = std::chrono::hours{days * 24};
    reader.word("log", "level", std::array<std::string_view, 4>{"debug", "info", "warn", "error"},
                config.log_level);
    reader.refuse_unknown();
    if (reader.error()) {
        return *reader.error();
    }
    return config;
}

}  // namespace

Result<QueueConfig> read_queue_config(std::string_view text, const std::string& file) {
    try {
        const toml::table root = toml::parse(text, file);
        return from_table(root, file);
    } catch (const toml::parse_error& error) {
        return Error{Kind::Unusable, file + ":" + std::to_string(error.source().begin.line),
                     "is not valid TOML: " + std::string(error.description())};
    }
}

}  // namespace lotse::codec
