// SPDX-License-Identifier: EUPL-1.2
#include "service/http_forms.h"

namespace lotse::service::test {
namespace {

std::string get(const std::string& fields) {
    return "GET /v1/health HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n";
}
std::string get_target(const std::string& target) {
    return "GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n";
}
std::string get_version(const std::string& version) {
    return "GET /v1/health " + version + "\r\nHost: x\r\n\r\n";
}
std::string get_hosts(const std::string& hosts) {
    return "GET /v1/health HTTP/1.1\r\n" + hosts + "\r\n";
}

}  // namespace

std::vector<HttpForm> http_forms() {
    using namespace std::string_literals;
    return {
        {"plain", 200, get("")},
        {"with_a_query", 200, get_target("/v1/health?a=b&c=%20")},
        {"with_a_port", 200, get_hosts("Host: queue.example:8443\r\n")},
        {"with_an_ipv6_host", 200, get_hosts("Host: [::1]:8443\r\n")},
        {"without_space_after_the_colon", 200, get_hosts("Host:x\r\n")},
        {"with_a_tab_in_a_value", 200, get("X-Note: a\tb\r\n")},
        {"http_1_0_with_a_host", 200, "GET /v1/health HTTP/1.0\r\nHost: x\r\n\r\n"},
        {"http_1_0_without_a_host", 200, "GET /v1/health HTTP/1.0\r\n\r\n"},
        {"absolute_form", 200, "GET https://x/v1/health HTTP/1.1\r\nHost: x\r\n\r\n"},
        {"absolute_form_in_capitals", 200, "GET HTTPS://X/v1/health HTTP/1.1\r\nHost: x\r\n\r\n"},
        {"length_zero", 200, get("Content-Length: 0\r\n")},
        {"length_with_spaces_around", 200, get("Content-Length:  0 \r\n")},
        {"expect_in_capitals", 200, get("Expect: 100-Continue\r\n")},

        {"coding_gzip", 501, get("Transfer-Encoding: gzip\r\n")},
        {"coding_identity", 501, get("Transfer-Encoding: identity\r\n")},
        {"coding_chunked_gzip", 501, get("Transfer-Encoding: chunked, gzip\r\n")},
        {"coding_gzip_chunked", 501, get("Transfer-Encoding: gzip, chunked\r\n")},
        {"coding_xchunked", 501, get("Transfer-Encoding: xchunked\r\n")},
        {"coding_chunked_quoted", 501, get("Transfer-Encoding: \"chunked\"\r\n")},
        {"coding_chunked_with_a_parameter", 501, get("Transfer-Encoding: chunked;q=1\r\n")},
        {"coding_chunked_twice_in_a_list", 501, get("Transfer-Encoding: chunked, chunked\r\n")},
        {"coding_twice", 501, get("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n")},
        {"coding_twice_differently", 501,
         get("Transfer-Encoding: chunked\r\ntransfer-encoding: gzip\r\n")},
        {"coding_empty", 501, get("Transfer-Encoding:\r\n")},
        {"coding_with_a_length", 400, get("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n")},
        {"length_before_a_coding", 400, get("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n")},
        {"coding_in_http_1_0", 400,
         "GET /v1/health HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"},
        {"coding_name_with_a_space", 400, get("Transfer-Encoding : chunked\r\n")},
        {"coding_folded", 400, get("Transfer-Encoding:\r\n chunked\r\n")},

        {"length_twice", 400, get("Content-Length: 5\r\nContent-Length: 5\r\n")},
        {"length_twice_differently", 400, get("Content-Length: 5\r\ncontent-length: 6\r\n")},
        {"length_list", 400, get("Content-Length: 5, 5\r\n")},
        {"length_signed", 400, get("Content-Length: +5\r\n")},
        {"length_negative", 400, get("Content-Length: -5\r\n")},
        {"length_hexadecimal", 400, get("Content-Length: 0x5\r\n")},
        {"length_with_a_point", 400, get("Content-Length: 5.0\r\n")},
        {"length_with_a_space_inside", 400, get("Content-Length: 5 5\r\n")},
        {"length_of_20_digits", 400, get("Content-Length: 18446744073709551616\r\n")},
        {"length_empty", 400, get("Content-Length:\r\n")},

        {"host_missing", 400, get_hosts("")},
        {"host_twice", 400, get_hosts("Host: x\r\nHost: x\r\n")},
        {"host_twice_differently", 400, get_hosts("Host: x\r\nhost: y\r\n")},
        {"host_empty", 400, get_hosts("Host:\r\n")},
        {"host_with_a_path", 400, get_hosts("Host: x/y\r\n")},
        {"host_with_a_name_in_front", 400, get_hosts("Host: a@x\r\n")},
        {"host_with_a_space", 400, get_hosts("Host: x y\r\n")},
        {"host_list", 400, get_hosts("Host: x, y\r\n")},
        {"host_with_a_strange_port", 400, get_hosts("Host: x:80a\r\n")},
        {"host_with_an_empty_port", 400, get_hosts("Host: x:\r\n")},
        {"host_other_than_the_target", 400, "GET https://y/v1/health HTTP/1.1\r\nHost: x\r\n\r\n"},

        {"folded_line", 400, get("X-Note: a\r\n b\r\n")},
        {"folded_with_a_tab", 400, get("X-Note: a\r\n\tb\r\n")},
        {"first_field_folded", 400, "GET /v1/health HTTP/1.1\r\n Host: x\r\n\r\n"},
        {"bare_line_feed", 400, "GET /v1/health HTTP/1.1\r\nHost: x\nX-Note: a\r\n\r\n"},
        {"bare_line_feeds", 400, "GET /v1/health HTTP/1.1\nHost: x\n\n"},
        {"bare_carriage_return", 400, get("X-Note: a\rX-Other: b\r\n")},
        {"zero_byte", 400, get("X-Note: a\0b\r\n"s)},
        {"control_byte", 400, get("X-Note: a\x01\r\n")},
        {"field_without_a_colon", 400, get("X-Note\r\n")},
        {"field_without_a_name", 400, get(": a\r\n")},
        {"field_name_with_a_bracket", 400, get("X(Note): a\r\n")},

        {"authorization_twice", 400, get("Authorization: Bearer a\r\nAuthorization: Bearer b\r\n")},
        {"content_type_twice", 400, get("Content-Type: a/b\r\nContent-Type: a/b\r\n")},
        {"last_event_twice", 400, get("Last-Event-ID: 1\r\nLast-Event-ID: 2\r\n")},

        {"path_encoded", 400, get_target("/v1/%68ealth")},
        {"path_with_two_slashes", 400, get_target("//v1/health")},
        {"path_upwards", 400, get_target("/v1/../v1/health")},
        {"path_with_a_backslash", 400, get_target("/v1\\health")},
        {"path_with_a_fragment", 400, get_target("/v1/health#a")},
        {"path_not_ascii", 400, get_target("/v1/h\xC3\xA4lth")},
        {"target_star", 400, get_target("*")},
        {"target_authority", 400, get_target("x:443")},
        {"target_with_a_space", 400, get_target("/v1/health /v1")},
        {"target_empty", 400, "GET  HTTP/1.1\r\nHost: x\r\n\r\n"},

        {"expect_other", 417, get("Expect: 200-ok\r\n")},
        {"expect_twice", 417, get("Expect: 100-continue\r\nExpect: 100-continue\r\n")},
        {"version_2_0", 505, get_version("HTTP/2.0")},
        {"version_1_2", 505, get_version("HTTP/1.2")},
        {"version_in_small_letters", 400, get_version("http/1.1")},
        {"version_long", 400, get_version("HTTP/1.10")},
        {"version_missing", 400, "GET /v1/health\r\nHost: x\r\n\r\n"},
        {"method_with_a_bracket", 400, "G(T /v1/health HTTP/1.1\r\nHost: x\r\n\r\n"},
        {"empty_line_first", 400, "\r\nGET /v1/health HTTP/1.1\r\nHost: x\r\n\r\n"},
    };
}

}  // namespace lotse::service::test
