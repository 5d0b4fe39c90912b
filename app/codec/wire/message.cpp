// SPDX-License-Identifier: EUPL-1.2
#include "codec/wire/message.h"

namespace lotse::codec {

std::string one_line(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::int64_t seconds_of(WallTime time) {
    return time.time_since_epoch().count();
}

Message::Message(const Json& json, std::string what)
    : m_json(json), m_what(std::move(what)), m_reader(m_what, Kind::Corrupt) {
    if (!json.is_object()) {
        fail("", "expected a JSON object");
    }
}

bool Message::has(const char* member) {
    if (m_reader.ok() && m_reader.member(m_json, member) == nullptr) {
        fail(member, "is missing");
    }
    return m_reader.ok();
}

template <class T>
T Message::kept(const char* member, T value) {
    if (!m_reader.ok() && m_member.empty()) {
        m_member = member;
    }
    return value;
}

std::string Message::text(const char* member, std::size_t longest) {
    if (!has(member)) {
        return {};
    }
    std::string value = kept(member, m_reader.text(m_json, member, ""));
    if (value.size() > longest) {
        fail(member, "expected at most " + std::to_string(longest) + " bytes");
        return {};
    }
    return value;
}

std::int64_t Message::integer(const char* member, std::int64_t least, std::int64_t most) {
    return has(member) ? optional_integer(member, least, most) : least;
}

std::int64_t Message::optional_integer(const char* member, std::int64_t least, std::int64_t most) {
    return kept(member, m_reader.whole(m_json, member, "", least, most, false, least));
}

bool Message::boolean(const char* member) {
    return has(member) && kept(member, m_reader.flag(m_json, member, "", false));
}

IntakeId Message::id(const char* member) {
    IntakeId out;
    if (const std::string hex = text(member); ok() && !lotse::from_hex(hex, out)) {
        fail(member, "expected 32 lower-case hexadecimal digits");
    }
    return out;
}

Digest Message::digest(const char* member) {
    Digest out{};
    if (const std::string hex = text(member); ok() && !from_hex(hex, out)) {
        fail(member, "expected 64 lower-case hexadecimal digits");
    }
    return out;
}

WallTime Message::time(const char* member) {
    // To the year 9999, which every calendar function can still print.
    return WallTime{std::chrono::seconds{integer(member, 0, 253'402'300'799)}};
}

const Json& Message::list(const char* member) {
    static const Json kNone = Json::array();
    if (!has(member)) {
        return kNone;
    }
    const Json& found = m_reader.list(m_json, member, "", true);
    return kept<const Json&>(member, found);
}

void Message::fail(const char* member, const std::string& why) {
    m_reader.fail("", why);
    kept(member, 0);
}

Error Message::error() const {
    return Error{Kind::Corrupt, m_member.empty() ? m_what : m_what + "." + m_member,
                 m_reader.error().detail};
}

}  // namespace lotse::codec
