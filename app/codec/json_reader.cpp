// SPDX-License-Identifier: EUPL-1.2
#include "codec/json_reader.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>

#include "core/utf8.h"

namespace lotse::codec {
namespace {

constexpr std::size_t kDeepestJson = 64;

/// "line 3, column 7" of a byte offset.
std::string position(std::string_view text, std::size_t offset) {
    offset = std::min(offset, text.size());
    const std::string_view before = text.substr(0, offset);
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const auto start = before.rfind('\n');
    const std::size_t column = start == std::string_view::npos ? offset + 1 : offset - start;
    return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

const Json& empty_list() {
    static const Json kEmpty = Json::array();
    return kEmpty;
}

Result<void> check_size(std::string_view text, const std::string& file, std::size_t largest_bytes) {
    if (text.size() > largest_bytes) {
        return Error{Kind::Corrupt, file,
                     "expected at most " + std::to_string(largest_bytes) + " bytes"};
    }
    const std::string_view written =
        text.starts_with(kByteOrderMark) ? text.substr(kByteOrderMark.size()) : text;
    if (written.find_first_not_of(" \t\r\n") == std::string_view::npos) {
        return Error{Kind::Corrupt, file, "expected valid JSON; the file is empty"};
    }
    return {};
}

Result<void> check_zero_bytes(std::string_view text, const std::string& file) {
    // The library takes a zero byte for the end of the text, whatever stands behind it.
    if (const auto zero = text.find('\0'); zero != std::string_view::npos) {
        return Error{Kind::Corrupt, file + ", " + position(text, zero),
                     "expected valid JSON, this is a zero byte"};
    }
    return {};
}

/// What the library says, for who has to mend the file.
std::string reason_of(std::string_view why) {
    constexpr std::pair<std::string_view, const char*> kReasons[] = {
        {"control character",
         "a tab or a line break stands inside quotes as it is: write \\t or \\n"},
        {"surrogate",
         "a character is written by one half, such as \\ud83d without the half that follows"},
        {"ill-formed UTF-8", "these bytes are no UTF-8: save the file as UTF-8"},
        {"invalid literal",
         "a word stands here that JSON does not know, such as NaN, None or True, or a comment: put "
         "it into quotes, or leave it out"},
        {"number overflow", "a number stands here that is too large"},
    };
    for (const auto& [said, means] : kReasons) {
        if (why.find(said) != std::string_view::npos) {
            return means;
        }
    }
    return "before this place a quote, a comma or a bracket is missing, or one is too many";
}

/// Collects the leaves while the library reads; the library tells no places, so that the quoted
/// strings are counted along with it.
class LeafCollector : public nlohmann::json_sax<Json> {
public:
    LeafCollector(const MendedJson& mended, std::string file)
        : m_text(mended.text), m_doubts(mended.doubts), m_file(std::move(file)) {}

    JsonLeaves leaves;
    std::optional<Error> mistake;

    bool null() override { return leaf(JsonLeaf::Kind::Null, "null"); }
    bool boolean(bool value) override {
        return leaf(JsonLeaf::Kind::Other, value ? "true" : "false");
    }
    bool number_integer(std::int64_t value) override {
        return leaf(JsonLeaf::Kind::Other, std::to_string(value));
    }
    bool number_unsigned(std::uint64_t value) override {
        return leaf(JsonLeaf::Kind::Other, std::to_string(value));
    }
    bool number_float(double /*value*/, const std::string& written) override {
        return leaf(JsonLeaf::Kind::Other, written);
    }
    bool string(std::string& value) override {
        const std::string* doubt = next_string();
        return leaf(JsonLeaf::Kind::Text, value, doubt);
    }
    bool binary(Json::binary_t& /*value*/) override { return false; }
    bool start_object(std::size_t /*elements*/) override { return open(false); }
    bool start_array(std::size_t /*elements*/) override { return open(true); }
    bool key(std::string& value) override {
        m_open.back().doubt = next_string();
        m_open.back().name = value;
        return true;
    }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool parse_error(std::size_t byte, const std::string& /*token*/,
                     const nlohmann::json::exception& why) override {
        mistake = Error{Kind::Corrupt, m_file + ", " + position(m_text, byte > 0 ? byte - 1 : 0),
                        "this is no valid JSON; " + reason_of(why.what())};
        return false;
    }

private:
    struct Level {
        bool list = false;
        std::string name;
        std::size_t next = 0;
        const std::string* doubt = nullptr;  ///< of the key
    };

    bool open(bool list) {
        if (m_open.size() >= kDeepestJson) {
            mistake = Error{Kind::Corrupt, m_file + ", line " + std::to_string(m_line),
                            "expected fewer brackets inside each other"};
            return false;
        }
        leaves.is_list = m_open.empty() ? list : leaves.is_list;
        name_next();
        m_open.push_back({list, "", 0, nullptr});
        return true;
    }
    bool close() {
        m_open.pop_back();
        return true;
    }
    /// Values of a list are called by their places.
    void name_next() {
        if (!m_open.empty() && m_open.back().list) {
            m_open.back().name = std::to_string(m_open.back().next++);
        }
    }
    bool leaf(JsonLeaf::Kind kind, const std::string& text, const std::string* doubt = nullptr) {
        if (m_open.empty()) {
            mistake = Error{Kind::Corrupt, m_file, "expected an object { } of texts by id"};
            return false;
        }
        name_next();
        std::string path, entry;
        for (std::size_t i = 0; i < m_open.size(); ++i) {
            path += (i == 0 ? "" : ".") + m_open[i].name;
            const bool object_next = i + 1 < m_open.size() && !m_open[i + 1].list;
            entry = m_open[i].list && object_next ? path : entry;
            doubt = m_open[i].doubt != nullptr ? m_open[i].doubt : doubt;
        }
        leaves.values.push_back({std::move(path), m_open.back().name, std::move(entry),
                                 doubt != nullptr ? JsonLeaf::Kind::Doubtful : kind,
                                 doubt != nullptr ? *doubt : text, m_line});
        return true;
    }
    /// Its doubt, if there is one.
    const std::string* next_string() {
        const std::size_t begin = m_text.find('"', m_at);
        m_line += static_cast<std::size_t>(
            std::count(m_text.begin() + static_cast<std::ptrdiff_t>(m_at),
                       m_text.begin() + static_cast<std::ptrdiff_t>(begin), '\n'));
        for (m_at = begin + 1; m_text[m_at] != '"';) {
            m_at += m_text[m_at] == '\\' ? 2 : 1;
        }
        ++m_at;
        const auto doubt = m_doubts.find(begin);
        return doubt == m_doubts.end() ? nullptr : &doubt->second;
    }

    std::string_view m_text;
    const std::map<std::size_t, std::string>& m_doubts;
    std::string m_file;
    std::vector<Level> m_open;
    std::size_t m_at = 0, m_line = 1;
};

Result<Json> parsed(std::string_view text, const std::string& file, std::size_t largest_bytes,
                    bool only_values) {
    if (const Result<void> size = check_size(text, file, largest_bytes); !size) {
        return size.error();
    }
    if (const Result<void> bytes = check_zero_bytes(text, file); !bytes) {
        return bytes.error();
    }
    std::vector<std::set<std::string>> keys;  // of the objects that are open, by depth
    std::string mistake;
    const auto check = [&](int depth, Json::parse_event_t event, Json& value) {
        if (depth > static_cast<int>(kDeepestJson) && mistake.empty()) {
            mistake = "expected fewer brackets inside each other";
        }
        if (event == Json::parse_event_t::object_start) {
            // The end of what is not kept is not told.
            keys.resize(static_cast<std::size_t>(depth) + 1);
            keys.back().clear();
        } else if (event == Json::parse_event_t::key &&
                   !keys[static_cast<std::size_t>(depth) - 1]
                        .insert(value.get<std::string>())
                        .second &&
                   mistake.empty()) {
            mistake = "the key \"" + value.get<std::string>() + "\" stands twice in one object";
        }
        return !(only_values && depth > 0 &&
                 (event == Json::parse_event_t::object_start ||
                  event == Json::parse_event_t::array_start));
    };
    try {
        Json json = Json::parse(text, check);
        if (!mistake.empty()) {
            return Error{Kind::Corrupt, file, mistake};
        }
        return json;
    } catch (const nlohmann::json::parse_error& error) {
        if (!mistake.empty()) {
            return Error{Kind::Corrupt, file, mistake};
        }
        const std::size_t at = error.byte > 0 ? error.byte - 1 : 0;
        return Error{Kind::Corrupt, file + ", " + position(text, at),
                     "expected valid JSON (UTF-8); " + reason_of(error.what())};
    } catch (const nlohmann::json::exception&) {
        return Error{Kind::Corrupt, file, "expected valid JSON (numbers within range)"};
    }
}

}  // namespace

Result<Json> parse_json(std::string_view text, const std::string& file, std::size_t largest_bytes) {
    return parsed(text, file, largest_bytes, false);
}

Result<Json> parse_json_values(std::string_view text, const std::string& file,
                               std::size_t largest_bytes) {
    return parsed(text, file, largest_bytes, true);
}

Result<JsonLeaves> json_leaves(std::string_view text, const std::string& file,
                               std::size_t largest_bytes) {
    if (const Result<void> size = check_size(text, file, largest_bytes); !size) {
        return size.error();
    }
    MendedJson mended = mend_json(text);
    if (const Result<void> bytes = check_zero_bytes(mended.text, file); !bytes) {
        return bytes.error();
    }
    LeafCollector collector(mended, file);
    const bool read = Json::sax_parse(mended.text, &collector);
    if (collector.mistake) {
        return *collector.mistake;
    }
    if (!read) {
        return Error{Kind::Corrupt, file, "expected valid JSON (UTF-8)"};
    }
    collector.leaves.remarks = std::move(mended.remarks);
    return std::move(collector.leaves);
}

void JsonReader::fail(const std::string& place, const std::string& why) {
    if (!m_failed) {
        m_failed = true;
        m_error = Error{m_kind, m_file, place.empty() ? why : place + ": " + why};
    }
}

void JsonReader::wrong(const std::string& place, std::string_view key,
                       const std::string& expected) {
    fail(place, "\"" + std::string(key) + "\" expected " + expected);
}

bool JsonReader::object(const Json& value, const std::string& place,
                        std::initializer_list<std::string_view> keys) {
    if (m_failed) {
        return false;
    }
    if (!value.is_object()) {
        fail(place, "expected an object { }");
        return false;
    }
    for (const auto& item : value.items()) {
        if (std::find(keys.begin(), keys.end(), item.key()) == keys.end()) {
            std::string known;
            for (const std::string_view key : keys) {
                known += known.empty() ? key : ", " + std::string(key);
            }
            fail(place, "unknown key \"" + item.key() + "\"; expected one of " + known);
            return false;
        }
    }
    return true;
}

const Json* JsonReader::member(const Json& object, std::string_view key) const {
    if (m_failed || !object.is_object()) {
        return nullptr;
    }
    const auto it = object.find(std::string(key));
    return it == object.end() ? nullptr : &*it;
}

std::string JsonReader::text(const Json& object, std::string_view key, const std::string& place,
                             bool needed) {
    const Json* value = member(object, key);
    if (value == nullptr) {
        if (needed) {
            fail(place, "expected \"" + std::string(key) + "\"");
        }
        return {};
    }
    if (!value->is_string() || (needed && value->get_ref<const std::string&>().empty())) {
        wrong(place, key, "text in quotes");
        return {};
    }
    return value->get<std::string>();
}

bool JsonReader::flag(const Json& object, std::string_view key, const std::string& place,
                      bool otherwise) {
    const Json* value = member(object, key);
    if (value == nullptr) {
        return otherwise;
    }
    if (!value->is_boolean()) {
        wrong(place, key, "true or false");
        return otherwise;
    }
    return value->get<bool>();
}

long long JsonReader::whole(const Json& object, std::string_view key, const std::string& place,
                            long long least, long long most, bool needed, long long otherwise) {
    const Json* value = member(object, key);
    if (value == nullptr) {
        if (needed) {
            fail(place, "expected \"" + std::string(key) + "\"");
        }
        return otherwise;
    }
    // A number above the signed range would come out negative from get<long long>().
    const bool in_range = value->is_number_integer() &&
                          (!value->is_number_unsigned() ||
                           value->get<std::uint64_t>() <= static_cast<std::uint64_t>(most)) &&
                          value->get<long long>() >= least && value->get<long long>() <= most;
    if (!in_range) {
        wrong(place, key,
              "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
        return otherwise;
    }
    return value->get<long long>();
}

double JsonReader::number(const Json& object, std::string_view key, const std::string& place,
                          double least, double most, double otherwise) {
    const Json* value = member(object, key);
    if (value == nullptr) {
        return otherwise;
    }
    if (!value->is_number() || !(value->get<double>() >= least && value->get<double>() <= most)) {
        wrong(place, key, "a number from " + Json(least).dump() + " to " + Json(most).dump());
        return otherwise;
    }
    return value->get<double>();
}

std::vector<std::string> JsonReader::texts(const Json& object, std::string_view key,
                                           const std::string& place, bool needed) {
    std::vector<std::string> out;
    for (const Json& item : list(object, key, place, needed)) {
        if (!item.is_string()) {
            wrong(place, key, "a list of texts in quotes");
            return {};
        }
        out.push_back(item.get<std::string>());
    }
    return out;
}

const Json& JsonReader::list(const Json& object, std::string_view key, const std::string& place,
                             bool needed) {
    const Json* value = member(object, key);
    if (value == nullptr) {
        if (needed) {
            fail(place, "expected \"" + std::string(key) + "\"");
        }
        return empty_list();
    }
    if (!value->is_array()) {
        wrong(place, key, "a list [ ]");
        return empty_list();
    }
    return *value;
}

}  // namespace lotse::codec
