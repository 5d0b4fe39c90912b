// SPDX-License-Identifier: EUPL-1.2
/// Inside of codec: reads JSON so that every mistake is refused in one sentence that names file,
/// place and what was expected.
///
/// The one place where JSON is parsed. Beside it stands translation/flat_texts.h for the files that
/// make up most of a start; it takes nothing that parse_json would not.
///
/// `JsonReader` keeps the first mistake; after it every call answers an empty value, so that
/// callers ask once at the end. For .cpp files of codec only (it includes the JSON library).
#pragma once

#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "codec/files.h"
#include "codec/json_mending.h"
#include "core/error.h"

namespace lotse::codec {

using Json = nlohmann::ordered_json;

/// Strict JSON: UTF-8, no duplicate keys, nesting of at most 64. Errors name line and column.
Result<Json> parse_json(std::string_view text, const std::string& file, std::size_t largest_bytes);

/// The same, but of an object at the top only the members that are single values are kept.
Result<Json> parse_json_values(std::string_view text, const std::string& file,
                               std::size_t largest_bytes);

/// A value that holds no others.
struct JsonLeaf {
    std::string path;   ///< keys and places in lists, with dots between them: "page.next", "days.0"
    std::string name;   ///< the last of them, which may have dots in it
    std::string entry;  ///< of an object in a list, which this value is in: its path; else ""
    enum class Kind { Text, Null, Other, Doubtful } kind = Kind::Other;
    std::string text;      ///< of Text; of Other as it is written; of Doubtful why it is no text
    std::size_t line = 1;  ///< where the value stands, or its key
};
struct JsonLeaves {
    bool is_list = false;  ///< the outermost is a list, no object
    std::vector<JsonLeaf> values;
    std::vector<JsonRemark> remarks;
};
/// All values of an object or a list, however deep, in the order of the file, which somebody handed
/// in (json_mending.h). Unlike parse_json this takes keys that stand twice: who reads value by
/// value tells them apart.
Result<JsonLeaves> json_leaves(std::string_view text, const std::string& file,
                               std::size_t largest_bytes);

class JsonReader {
public:
    JsonReader(std::string file, Kind kind) : m_file(std::move(file)), m_kind(kind) {}

    bool ok() const { return !m_failed; }
    const Error& error() const { return m_error; }
    /// `place` is what a person looks for: "question family_name", "layers.base, row 2".
    void fail(const std::string& place, const std::string& why);

    /// Refuses anything but an object, and every key that is not listed.
    bool object(const Json& value, const std::string& place,
                std::initializer_list<std::string_view> keys);
    /// Null if the key is absent or an error came before; refuses a value of another type.
    const Json* member(const Json& object, std::string_view key) const;
    std::string text(const Json& object, std::string_view key, const std::string& place,
                     bool needed = false);
    bool flag(const Json& object, std::string_view key, const std::string& place, bool otherwise);
    long long whole(const Json& object, std::string_view key, const std::string& place,
                    long long least, long long most, bool needed, long long otherwise);
    double number(const Json& object, std::string_view key, const std::string& place, double least,
                  double most, double otherwise);
    std::vector<std::string> texts(const Json& object, std::string_view key,
                                   const std::string& place, bool needed = false);
    /// The array under the key; an empty one if absent and not needed.
    const Json& list(const Json& object, std::string_view key, const std::string& place,
                     bool needed);

private:
    void wrong(const std::string& place, std::string_view key, const std::string& expected);

    std::string m_file;
    Kind m_kind;
    bool m_failed = false;
    Error m_error;
};

}  // namespace lotse::codec
