// SPDX-License-Identifier: EUPL-1.2
/// Judges the head of a request, byte by byte as it came, before anything else reads it.
///
/// A parser that forgives what two programs may read differently lets a request hide behind another
/// one (request smuggling). So whatever is ambiguous is refused here, and the connection ends.
/// Source: RFC 9112 (2.2 bare CR and LF, 3 request line, 3.2 Host, 5 fields, 6.1 Transfer-Encoding,
/// 6.3 Content-Length), RFC 9110 (10.1.1 Expect). Pure and total.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace lotse::service {

struct HttpRefusal {
    int status = 400;
    std::string where;   ///< "Host", "request line"
    std::string detail;  ///< what is expected; holds nothing of the request
};

/// Length of the head at the beginning of the bytes, its empty line included; 0: it is not
/// complete.
std::size_t head_length(std::string_view bytes);

/// Nothing: the head may be parsed. `head` as long as `head_length` says.
std::optional<HttpRefusal> refusal_of_head(std::string_view head);

/// What of a request's target a route looks at: without scheme and authority of the absolute form.
std::string_view origin_form(std::string_view target);

}  // namespace lotse::service
