// SPDX-License-Identifier: EUPL-1.2
/// How every configuration file of ours is read: known keys, exact types, bounds, and one error
/// that names file, line, key and the expected value. For .cpp files of codec only: toml++ is slow
/// to compile.
#pragma once

#include <toml++/toml.h>

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/error.h"

namespace lotse::codec {

class TableReader {
public:
    TableReader(const toml::table& root, const std::string& file) : m_root(root), m_file(file) {}

    void text(std::string_view section, std::string_view key, std::string& out) {
        read_text(section, key, 1, "a text in quotation marks", out);
    }
    /// "" means that there is none.
    void optional_text(std::string_view section, std::string_view key, std::string& out) {
        read_text(section, key, 0, "a text in quotation marks, or \"\" for none", out);
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

    void flag(std::string_view section, std::string_view key, bool& out) {
        const toml::node* node = find(section, key);
        if (node == nullptr) {
            return;
        }
        const auto value = node->value_exact<bool>();
        if (!value) {
            fail(*node, section, key, "true or false");
            return;
        }
        out = *value;
    }

    void number(std::string_view section, std::string_view key, double low, double high,
                double& out) {
        const toml::node* node = find(section, key);
        if (node == nullptr) {
            return;
        }
        const auto value = node->value<double>();
        if (!value || !(*value >= low && *value <= high)) {
            fail(*node, section, key,
                 "a number from " + std::to_string(low) + " to " + std::to_string(high));
            return;
        }
        out = *value;
    }

    void texts(std::string_view section, std::string_view key, std::vector<std::string>& out) {
        const toml::node* node = find(section, key);
        if (node == nullptr) {
            return;
        }
        read_texts(*node, section, key, out);
    }

    /// A section in `section`, of lists of texts by name.
    void lists_by_name(std::string_view section, std::string_view key,
                       std::map<std::string, std::vector<std::string>>& out) {
        const toml::node* node = find(section, key);
        if (node == nullptr) {
            return;
        }
        const toml::table* table = node->as_table();
        if (table == nullptr) {
            fail(*node, section, key,
                 "a section [" + std::string(section) + "." + std::string(key) + "]");
            return;
        }
        const std::string inner = std::string(section) + "." + std::string(key);
        for (const auto& [name, list] : *table) {
            read_texts(list, inner, name.str(), out[std::string(name.str())]);
        }
    }

    /// A list; none of `taken` may stand in it, and its own are taken from then on.
    void wholes(std::string_view section, std::string_view key, std::int64_t low, std::int64_t high,
                std::set<std::int64_t>& taken, std::vector<int>& out) {
        const toml::node* node = find(section, key);
        if (node == nullptr) {
            return;
        }
        const toml::array* array = node->as_array();
        for (std::size_t i = 0; array != nullptr && i < array->size(); ++i) {
            const auto value = array->get(i)->value_exact<std::int64_t>();
            if (value && *value >= low && *value <= high && taken.insert(*value).second) {
                out.push_back(static_cast<int>(*value));
            }
        }
        if (array == nullptr || out.size() != array->size()) {
            fail(*node, section, key,
                 "a list of whole numbers from " + std::to_string(low) + " to " +
                     std::to_string(high) + ", each of them once in [" + std::string(section) +
                     "]");
        }
    }

    const std::optional<Error>& error() const { return m_error; }

private:
    void read_texts(const toml::node& node, std::string_view section, std::string_view key,
                    std::vector<std::string>& out) {
        const toml::array* array = node.as_array();
        std::vector<std::string> read;
        for (std::size_t i = 0; array != nullptr && i < array->size(); ++i) {
            if (const auto value = array->get(i)->value_exact<std::string>();
                value && !value->empty()) {
                read.push_back(*value);
            }
        }
        if (array == nullptr || read.size() != array->size()) {
            fail(node, section, key, "a list of texts such as [\"de\", \"en\"]");
            return;
        }
        out = std::move(read);
    }

    void read_text(std::string_view section, std::string_view key, std::size_t least,
                   const char* expected, std::string& out) {
        const toml::node* node = find(section, key);
        if (node == nullptr) {
            return;
        }
        const auto value = node->value_exact<std::string>();
        if (!value || value->size() < least || value->size() > 4096) {
            fail(*node, section, key, expected);
            return;
        }
        out = *value;
    }

    const toml::node* find(std::string_view section, std::string_view key) {
        m_known +=
            (m_known.empty() ? " " : "") + std::string(section) + "." + std::string(key) + " ";
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

/// Parses `text` and lets `fill(reader)` make the value. The first error, an unknown key included,
/// is the result.
template <class Value, class Fill>
Result<Value> read_toml(std::string_view text, const std::string& file, Fill fill) {
    try {
        const toml::table root = toml::parse(text, file);
        TableReader reader(root, file);
        Value value = fill(reader);
        reader.refuse_unknown();
        if (reader.error()) {
            return *reader.error();
        }
        return value;
    } catch (const toml::parse_error& error) {
        return Error{Kind::Unusable, file + ":" + std::to_string(error.source().begin.line),
                     "is not valid TOML: " + std::string(error.description())};
    }
}

}  // namespace lotse::codec
