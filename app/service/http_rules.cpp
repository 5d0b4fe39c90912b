// SPDX-License-Identifier: EUPL-1.2
#include "service/http_rules.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "core/ascii.h"

namespace lotse::service {
namespace {

constexpr std::size_t kMostLengthDigits = 19;  // below 2^64

bool is_alnum(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
/// RFC 9110, 5.6.2.
bool is_token(std::string_view word) {
    return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
        return is_alnum(c) || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
    });
}
bool is_visible_ascii(char c) {
    return c > ' ' && c < 0x7F;
}
bool same_word(std::string_view one, std::string_view other) {
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [](char a, char b) { return small(a) == small(b); });
}
std::string_view trimmed(std::string_view value) {
    const auto is_space = [](char c) { return c == ' ' || c == '\t'; };
    while (!value.empty() && is_space(value.front())) value.remove_prefix(1);
    while (!value.empty() && is_space(value.back())) value.remove_suffix(1);
    return value;
}

/// "http://" or "https://" and what follows up to the path; empty: the target has the origin form.
std::string_view authority_of(std::string_view target) {
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (same_word(target.substr(0, scheme.size()), scheme)) {
            const std::string_view rest = target.substr(scheme.size());
            return rest.substr(0, rest.find_first_of("/?"));
        }
    }
    return {};
}

/// A name, an IPv4 address or an IPv6 address in brackets, and perhaps a port (RFC 3986, 3.2).
bool is_host(std::string_view host) {
    if (const std::size_t colon = host.rfind(':');
        colon != std::string_view::npos && host.find(']', colon) == std::string_view::npos) {
        const std::string_view port = host.substr(colon + 1);
        if (port.empty() || port.size() > 5 || !std::all_of(port.begin(), port.end(), is_digit)) {
            return false;
        }
        host = host.substr(0, colon);
    }
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
        const std::string_view address = host.substr(1, host.size() - 2);
        return std::all_of(address.begin(), address.end(), [](char c) {
            return is_digit(c) || (small(c) >= 'a' && small(c) <= 'f') || c == ':' || c == '.';
        });
    }
    return !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
        return is_alnum(c) || c == '-' || c == '.' || c == '_';
    });
}

struct Head {
    std::string_view method, target, version;
    std::vector<std::pair<std::string_view, std::string_view>> fields;

    std::vector<std::string_view> all(std::string_view name) const {
        std::vector<std::string_view> values;
        for (const auto& [field, value] : fields) {
            if (same_word(field, name)) values.push_back(value);
        }
        return values;
    }
};

using Refusal = std::optional<HttpRefusal>;

/// Lines end with CR LF and with nothing else; no control bytes but the tab of a value.
Refusal split(std::string_view head, Head& out) {
    bool first = true;
    while (!head.empty()) {
        const std::size_t end = head.find_first_of("\r\n");
        if (end == std::string_view::npos || head.substr(end, 2) != "\r\n") {
            return HttpRefusal{400, "head", "every line ends with CR LF"};
        }
        const std::string_view line = head.substr(0, end);
        head.remove_prefix(end + 2);
        if (std::any_of(line.begin(), line.end(), [](char c) {
                return (static_cast<unsigned char>(c) < ' ' && c != '\t') || c == 0x7F;
            })) {
            return HttpRefusal{400, "head", "control bytes are not allowed"};
        }
        if (std::exchange(first, false)) {
            const std::size_t one = line.find(' '), two = line.rfind(' ');
            if (one == std::string_view::npos || one == two) {
                return HttpRefusal{400, "request line", "expected method, target and version"};
            }
            out.method = line.substr(0, one);
            out.target = line.substr(one + 1, two - one - 1);
            out.version = line.substr(two + 1);
            continue;
        }
        if (line.empty()) {
            break;
        }
        if (line.front() == ' ' || line.front() == '\t') {
            return HttpRefusal{400, "head", "a field does not go on in the next line"};
        }
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) {
            return HttpRefusal{400, "head", "a field is a name, a colon and a value"};
        }
        out.fields.emplace_back(line.substr(0, colon), trimmed(line.substr(colon + 1)));
    }
    return {};
}

Refusal judge_request_line(const Head& head) {
    const std::string_view version = head.version;
    if (version.size() != 8 || !version.starts_with("HTTP/") || !is_digit(version[5]) ||
        version[6] != '.' || !is_digit(version[7])) {
        return HttpRefusal{400, "request line", "expected HTTP/1.1 as version"};
    }
    if (version != "HTTP/1.1" && version != "HTTP/1.0") {
        return HttpRefusal{505, "request line", "this service speaks HTTP/1.1"};
    }
    if (!is_token(head.method)) {
        return HttpRefusal{400, "request line", "the method is no token"};
    }
    const std::string_view target = origin_form(head.target);
    if (!target.starts_with('/') || !std::all_of(target.begin(), target.end(), is_visible_ascii) ||
        target.find('#') != std::string_view::npos) {
        return HttpRefusal{400, "request line", "the target is no path of visible ASCII"};
    }
    const std::string_view path = target.substr(0, target.find('?'));
    for (const std::string_view forbidden : {"%", "//", "..", "\\"}) {
        if (path.find(forbidden) != std::string_view::npos) {
            return HttpRefusal{400, "request line", "no path of this service is written so"};
        }
    }
    return {};
}

Refusal judge_host(const Head& head) {
    const std::vector<std::string_view> hosts = head.all("Host");
    if (hosts.size() > 1 || (hosts.empty() && head.version == "HTTP/1.1")) {
        return HttpRefusal{400, "Host", "expected exactly one"};
    }
    if (hosts.empty()) {
        return {};
    }
    const std::string_view authority = authority_of(head.target);
    if (!is_host(hosts.front()) || (!authority.empty() && !same_word(authority, hosts.front()))) {
        return HttpRefusal{400, "Host", "is not the host of the target"};
    }
    return {};
}

Refusal judge_length(const Head& head) {
    const std::vector<std::string_view> codings = head.all("Transfer-Encoding"),
                                        lengths = head.all("Content-Length");
    if (!codings.empty()) {
        if (codings.size() != 1 || !same_word(codings.front(), "chunked")) {
            return HttpRefusal{501, "Transfer-Encoding", "expected \"chunked\" alone"};
        }
        if (head.version == "HTTP/1.0" || !lengths.empty()) {
            return HttpRefusal{400, "Transfer-Encoding",
                               "stands neither in HTTP/1.0 nor beside a Content-Length"};
        }
    }
    if (lengths.size() > 1 ||
        (!lengths.empty() &&
         (lengths.front().empty() || lengths.front().size() > kMostLengthDigits ||
          !std::all_of(lengths.front().begin(), lengths.front().end(), is_digit)))) {
        return HttpRefusal{400, "Content-Length", "expected one number of at most 19 digits"};
    }
    return {};
}

Refusal judge_single_fields(const Head& head) {
    for (const char* name : {"Authorization", "Content-Type", "Last-Event-ID"}) {
        if (head.all(name).size() > 1) {
            return HttpRefusal{400, name, "expected at most one"};
        }
    }
    const std::vector<std::string_view> expected = head.all("Expect");
    if (expected.size() > 1 ||
        (!expected.empty() && !same_word(expected.front(), "100-continue"))) {
        return HttpRefusal{417, "Expect", "expected \"100-continue\" or nothing"};
    }
    return {};
}

}  // namespace

std::size_t head_length(std::string_view bytes) {
    // Lines that end with LF alone end a head too: so that it is judged, and refused, at once.
    const std::size_t right = bytes.find("\r\n\r\n"), bare = bytes.find("\n\n");
    if (right == std::string_view::npos && bare == std::string_view::npos) {
        return 0;
    }
    return right < bare ? right + 4 : bare + 2;
}

std::optional<HttpRefusal> refusal_of_head(std::string_view bytes) {
    Head head;
    if (Refusal refused = split(bytes, head)) {
        return refused;
    }
    for (const auto judge : {judge_request_line, judge_host, judge_length, judge_single_fields}) {
        if (Refusal refused = judge(head)) {
            return refused;
        }
    }
    return {};
}

std::string_view origin_form(std::string_view target) {
    const std::string_view authority = authority_of(target);
    if (authority.empty()) {
        return target;
    }
    const auto behind =
        static_cast<std::size_t>(authority.data() + authority.size() - target.data());
    return target.substr(behind);
}

}  // namespace lotse::service
