// SPDX-License-Identifier: EUPL-1.2
/// Inside of codec/wire: one object of a message between two of our programs, read member by
/// member.
///
/// Every member is needed unless it is said to be optional, and bounded; members that nobody asks
/// for are passed over, so that either side may be newer. The first mistake is kept and names
/// message and member ("entry.calls"); after it every call answers an empty value. All are Corrupt.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include "codec/json_reader.h"
#include "core/intake/intake.h"
#include "core/limits.h"
#include "core/moment.h"

namespace lotse::codec {

/// One line. Text of a foreign terminal may hold invalid UTF-8: replaced, never thrown over.
std::string one_line(const Json& json);
std::int64_t seconds_of(WallTime time);

/// For a whole number that no rule bounds.
inline constexpr std::int64_t kHighestInteger = std::numeric_limits<std::int64_t>::max();

class Message {
public:
    /// `what` names it in errors. The object outlives this.
    Message(const Json& json, std::string what);

    std::string text(const char* member, std::size_t longest = limits::kLongestLineBytes);
    std::int64_t integer(const char* member, std::int64_t least, std::int64_t most);
    /// `least` if it is not there.
    std::int64_t optional_integer(const char* member, std::int64_t least, std::int64_t most);
    bool boolean(const char* member);
    IntakeId id(const char* member);
    Digest digest(const char* member);
    WallTime time(const char* member);
    const Json& list(const char* member);

    bool ok() const { return m_reader.ok(); }
    void fail(const char* member, const std::string& why);
    /// The value, or what was wrong first.
    template <class T>
    Result<T> done(T value) const {
        return ok() ? Result<T>(std::move(value)) : Result<T>(error());
    }
    Error error() const;

private:
    /// Whether it is there; a mistake if not.
    bool has(const char* member);
    /// Remembers where the first mistake is.
    template <class T>
    T kept(const char* member, T value);

    const Json& m_json;
    std::string m_what;
    std::string m_member;  ///< of the first mistake
    JsonReader m_reader;
};

}  // namespace lotse::codec
