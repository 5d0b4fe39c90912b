// SPDX-License-Identifier: EUPL-1.2
/// Decides how an expected failure is reported: as a value that says what happens next.
///
/// Leaves alone: logging, wording for people. `detail` is for the log (English) and never holds an
/// answer or a name. What reaches a screen is the `cause`, which has words in the reader's language
/// (core/cause.h).
#pragma once

#include <string>
#include <utility>
#include <variant>

#include "core/cause.h"
#include "core/check.h"

namespace lotse {

/// What the caller does next.
enum class Kind {
    Transient,  ///< try again later, nothing is wrong with the input
    Refused,    ///< the other side or a rule said no; the same input will be refused again
    Corrupt,    ///< stored or received bytes are damaged
    Unusable,   ///< the installation or its configuration cannot work; a person has to act
};

struct Error {
    Kind kind = Kind::Unusable;
    std::string where;   ///< file, key, line, address: what the person who mends it looks for
    std::string detail;  ///< what was wrong, what was expected, what to do
    Cause cause = Cause::None;  ///< why, as screens say it
    std::string account;        ///< of staff, where the cause is somebody's doing
    bool operator==(const Error&) const = default;
};

inline std::string to_string(const Error& error) {
    return error.where.empty() ? error.detail : error.where + ": " + error.detail;
}

/// Either a value or an Error. `Result<void>` carries only success.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }
    T& value() & {
        LOTSE_CHECK(ok());
        return std::get<0>(m_state);
    }
    const T& value() const& {
        LOTSE_CHECK(ok());
        return std::get<0>(m_state);
    }
    T&& value() && {
        LOTSE_CHECK(ok());
        return std::get<0>(std::move(m_state));
    }
    const Error& error() const {
        LOTSE_CHECK(!ok());
        return std::get<1>(m_state);
    }
    T& operator*() & { return value(); }
    /// By value: the result of a call may be used in a range-for without dangling.
    T operator*() && { return std::move(*this).value(); }
    const T& operator*() const& { return value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

private:
    std::variant<T, Error> m_state;
};

template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : m_failed(true), m_error(std::move(error)) {}
    bool ok() const { return !m_failed; }
    explicit operator bool() const { return ok(); }
    const Error& error() const {
        LOTSE_CHECK(m_failed);
        return m_error;
    }

private:
    bool m_failed = false;
    Error m_error;
};

}  // namespace lotse
