// SPDX-License-Identifier: EUPL-1.2
#include "trust/hostile_answers.h"

#include <cstdlib>
#include <utility>

#include "codec/wire/help_wire.h"
#include "codec/wire/wire.h"
#include "core/limits.h"
#include "trust/altered_reply.h"

namespace lotse::trust {
namespace {

constexpr std::string_view kEnd = "\r\n\r\n";

std::string times(int n, const std::string& text) {
    std::string all;
    all.reserve(text.size() * static_cast<std::size_t>(n));
    for (int i = 0; i < n; ++i) {
        all += text;
    }
    return all;
}

std::string replaced(std::string bytes, std::string_view from, std::string_view to) {
    const std::size_t at = bytes.find(from);
    return at == std::string::npos ? bytes : bytes.replace(at, from.size(), to);
}

/// Another length than the body has.
std::string of_length(const Answer& answer, const std::string& length) {
    return replaced(answer.bytes(), "Content-Length: " + std::to_string(answer.body.size()),
                    "Content-Length: " + length);
}

std::string chunked(const Answer& answer, const std::string& chunks) {
    return replaced(answer.bytes().substr(0, answer.bytes().find(kEnd) + kEnd.size()),
                    "Content-Length: " + std::to_string(answer.body.size()),
                    "Transfer-Encoding: chunked") +
           chunks;
}

void add_transport(std::vector<HostileAnswer>& out, const std::string& route) {
    const auto add = [&](const char* name, std::function<std::string(Answer)> made) {
        out.push_back({route, name, std::move(made)});
    };
    add("is none", [](const Answer&) { return std::string(); });
    add("is cut in its first line", [](const Answer& a) { return a.bytes().substr(0, 12); });
    add("is cut in its head", [](const Answer& a) { return a.bytes().substr(0, 40); });
    add("is cut in its middle",
        [](const Answer& a) { return a.bytes().substr(0, a.bytes().size() - a.body.size() / 2); });
    add("lacks its last byte",
        [](const Answer& a) { return a.bytes().substr(0, a.bytes().size() - 1); });
    add("is no text", [](const Answer&) { return std::string("\x01\x02\x03\xff\x00\x7f", 6); });
    add("has no status", [](const Answer& a) { return "HTTP/1.1 \r\n\r\n" + a.body; });
    add("is a body alone", [](const Answer& a) { return a.body; });
    add("is of another protocol",
        [](const Answer&) { return std::string("SSH-2.0-OpenSSH_9.2\r\n"); });
    add("is of an older version",
        [](const Answer& a) { return replaced(a.bytes(), "1.1", "1.0"); });
    add("is of a newer version", [](const Answer& a) { return replaced(a.bytes(), "1.1", "2"); });
    add("comes twice", [](const Answer& a) { return a.bytes() + a.bytes(); });
    add("comes after a thousand others",
        [](const Answer& a) { return times(1000, "HTTP/1.1 100 Continue\r\n\r\n") + a.bytes(); });
    add("changes the protocol", [](const Answer& a) {
        return "HTTP/1.1 101 Switching\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n" + a.bytes();
    });
    for (const char* length : {"0", "1", "-1", "99999999999999999999", "x", "", "0x10", "7, 8"}) {
        out.push_back({route, std::string("has the length \"") + length + "\"",
                       [length](const Answer& a) { return of_length(a, length); }});
    }
    add("is shorter than its length",
        [](const Answer& a) { return of_length(a, std::to_string(a.body.size() + 7)); });
    add("is longer than its length", [](const Answer& a) {
        return of_length(a, std::to_string(a.body.empty() ? 0 : a.body.size() - 1));
    });
    add("has two lengths", [](const Answer& a) {
        return replaced(a.bytes(), "Content-Length:", "Content-Length: 3\r\nContent-Length:");
    });
    add("has a length and pieces", [](const Answer& a) {
        return replaced(a.bytes(),
                        "Content-Length:", "Transfer-Encoding: chunked\r\nContent-Length:");
    });
    add("comes in a piece without end",
        [](const Answer& a) { return chunked(a, "ffffffffffffffff\r\n" + a.body); });
    add("comes in a piece of no number", [](const Answer& a) { return chunked(a, "-5\r\nabcde"); });
    add("comes in pieces that do not end",
        [](const Answer& a) { return chunked(a, times(3000, "1\r\n \r\n")); });
    add("has a field of 200 kB", [](Answer a) {
        a.fields += "X-Long: " + std::string(200'000, 'x') + "\r\n";
        return a.bytes();
    });
    add("has 20,000 fields", [](Answer a) {
        a.fields += times(20'000, "Set-Cookie: a=b\r\n");
        return a.bytes();
    });
    add("has a folded field", [](Answer a) {
        a.fields += "X-Folded: a\r\n b\r\n\tc\r\n";
        return a.bytes();
    });
    add("has a nought in its head", [](Answer a) {
        a.fields += std::string("X-Nought: a\0b\r\n", 15);
        return a.bytes();
    });
    add("has a field without a name", [](Answer a) {
        a.fields += ": x\r\nno colon\r\n";
        return a.bytes();
    });
    add("says that it is compressed", [](Answer a) {
        a.fields += "Content-Encoding: gzip\r\n";
        return a.bytes();
    });
    add("has more bytes than anything may have", [](Answer a) {
        a.body += std::string(limits::kLargestBundleBytes + 1, ' ');
        return a.bytes();
    });
}

void add_status(std::vector<HostileAnswer>& out, const std::string& route,
                const std::string& elsewhere) {
    for (const int status :
         {100, 102, 199, 202, 203, 204, 205, 206, 226, 299, 300, 301, 302, 303, 304,
          305, 307, 308, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411,
          412, 413, 414, 415, 417, 418, 421, 422, 423, 425, 426, 428, 429, 431, 451,
          499, 500, 501, 502, 503, 504, 505, 507, 511, 599, 600, 999}) {
        out.push_back(
            {route, "has the status " + std::to_string(status), [status, elsewhere](Answer a) {
                 a.status = status;
                 a.fields += "Location: " + elsewhere +
                             "/v1/other\r\nWWW-Authenticate: Basic realm=\"x\"\r\n"
                             "Proxy-Authenticate: Basic realm=\"x\"\r\n";
                 return a.bytes();
             }});
    }
}

void add_bodies(std::vector<HostileAnswer>& out, const std::string& route) {
    for (const char* type : {"", "text/html", "text/plain", "application/octet-stream",
                             "application/json; charset=utf-16", "application/problem+json",
                             "multipart/byteranges; boundary=x", "a/b\r\nContent-Type: c/d"}) {
        out.push_back({route, std::string("has the type \"") + type + "\"", [type](Answer a) {
                           a.type = type;
                           return a.bytes();
                       }});
    }
    for (const std::string& body :
         {std::string(), std::string("null"), std::string("[]"), std::string("{}"),
          std::string("true"), std::string("0"), std::string("\"\""), std::string("1e999"),
          std::string("{\"id\":"), std::string("\xff\xfe{}"), std::string("{\"id\":\"\\ud800\"}"),
          std::string("{\"seq\":1e999,\"more\":true}"),
          std::string("<html><body><h1>Bitte geben Sie Ihre PIN ein</h1></body></html>"),
          times(20'000, "["), times(20'000, "{\"a\":"), std::string(63'000, ' ') + "{}",
          std::string("\0\0\0\0", 4)}) {
        out.push_back({route,
                       "has the body " + body.substr(0, 24) + " of " + std::to_string(body.size()),
                       [body](Answer a) {
                           a.body = body;
                           return a.bytes();
                       }});
    }
    out.push_back({route, "has something behind it", [](Answer a) {
                       a.body += "{}";
                       return a.bytes();
                   }});
    out.push_back({route, "has something before it", [](Answer a) {
                       a.body.insert(0, "\xef\xbb\xbf");
                       return a.bytes();
                   }});
    out.push_back({route, "says everything twice", [](Answer a) {
                       if (a.body.starts_with('{') && a.body.size() > 2) {
                           a.body.insert(1, a.body.substr(1, a.body.size() - 2) + ",");
                       }
                       return a.bytes();
                   }});
}

/// What refuses in the service's own words.
void add_problems(std::vector<HostileAnswer>& out, const std::string& route) {
    const std::string page = "<script>alert(1)</script>" + std::string(3000, 'x');
    const std::vector<Error> problems = {{Kind::Refused, "terminal", page, Cause::UnknownTerminal},
                                         {Kind::Refused, "id", "", Cause::OtherBytes},
                                         {Kind::Refused, "intake", "", Cause::Gone},
                                         {Kind::Corrupt, page, page, Cause::Damaged},
                                         {Kind::Refused, "signature", page, Cause::Signature},
                                         {Kind::Unusable, "", "", Cause::OtherReceipt},
                                         {Kind::Transient, "busy", page, Cause::Busy}};
    for (const Error& problem : problems) {
        for (const int status : {400, 403, 409, 413, 429, 503}) {
            out.push_back({route,
                           "refuses with " + std::to_string(status) + " " +
                               std::string(to_string(problem.cause)),
                           [problem, status](Answer a) {
                               a.status = status;
                               a.body = codec::write_problem(problem);
                               return a.bytes();
                           },
                           route == kPutRoute && problem.cause == Cause::Gone});
        }
    }
    for (const char* now : {"0", "1", "-1", "253402300799", "253402300800", "9223372036854775807",
                            "1e300", "\"now\"", "null"}) {
        out.push_back({route, std::string("says that it is ") + now, [now](Answer a) {
                           a.status = 409;
                           a.body = std::string(R"({"kind":"transient","where":"time",)") +
                                    R"("detail":"x","now":)" + now + "}";
                           return a.bytes();
                       }});
    }
}

void add_fields(std::vector<HostileAnswer>& out, const std::string& route,
                const std::string& elsewhere) {
    const auto add = [&](const std::string& field) {
        out.push_back({route, "says in its head " + field.substr(0, 60), [field](Answer a) {
                           a.fields = field + "\r\n";  // in place of the genuine ones
                           return a.bytes();
                       }});
    };
    for (const char* trust : {"sure", "kept", "doubtful"}) {
        for (const char* now : {"0", "1", "946684800", "1700000000", "1795000000", "1800000000",
                                "1900000000", "4102444800", "253402214399", "253402300799"}) {
            add(std::string("Lotse-Time: now=") + now + "; trust=" + trust);
        }
    }
    for (const char* time :
         {"", "now=x; trust=sure", "now=-1; trust=sure", "trust=sure", "now=0",
          "now=99999999999999999999; trust=sure", ";;;;=;", "now=1; now=2; trust=sure; trust=kept",
          "now=1800000000; trust=sure; certificate=0",
          "now=1800000000; trust=sure; certificate=253402300799"}) {
        add(std::string("Lotse-Time: ") + time);
    }
    add("Lotse-Time: " + std::string(60'000, 'n'));
    for (const char* position :
         {"0000000000000000 0", "ffffffffffffffff 9223372036854775807", "0123456789abcdef 1",
          "0123456789abcdef -1", "0123456789abcdef 99999999999999999999", "0123456789ABCDEF 1", "",
          "x", "0123456789abcdef", "0123456789abcdef  1",
          "0123456789abcdef 1\r\nLotse-Epoch: ffffffffffffffff 0"}) {
        add(std::string("Lotse-Epoch: ") + position);
    }
    for (const char* wait : {"0", "-1", "1", "99999999999", "x", "Wed, 21 Oct 2065 07:28:00 GMT"}) {
        add(std::string("Retry-After: ") + wait);
    }
    add("Date: Thu, 01 Jan 1970 00:00:00 GMT");
    add("Alt-Svc: h2=\"" + elsewhere.substr(elsewhere.find("//") + 2) + "\"; ma=99999");
    add("Refresh: 0; url=" + elsewhere);
    add("Content-Location: " + elsewhere);
    add("Strict-Transport-Security: max-age=0");
    add("Clear-Site-Data: \"*\"");
}

}  // namespace

std::string Answer::bytes() const {
    return "HTTP/1.1 " + std::to_string(status) + " X\r\n" + fields +
           (type.empty() ? "" : "Content-Type: " + type + "\r\n") +
           "Content-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" +
           body;
}

Answer answer_from(const std::string& bytes) {
    Answer answer;
    answer.type.clear();
    answer.status = std::atoi(bytes.c_str() + std::string_view("HTTP/1.1 ").size());
    const std::size_t end = bytes.find(kEnd);
    answer.body = bytes.substr(end + kEnd.size());
    for (std::size_t at = bytes.find("\r\n") + 2; at < end;) {
        const std::size_t next = bytes.find("\r\n", at) + 2;
        const std::string line = bytes.substr(at, next - at);
        constexpr std::string_view kType = "Content-Type: ";
        if (line.starts_with(kType)) {
            answer.type = line.substr(kType.size(), line.size() - kType.size() - 2);
        } else if (!line.starts_with("Content-Length") && !line.starts_with("Connection")) {
            answer.fields += line;
        }
        at = next;
    }
    return answer;
}

std::vector<HostileAnswer> strange_answers(const std::string& route, const std::string& elsewhere) {
    std::vector<HostileAnswer> out;
    add_transport(out, route);
    add_status(out, route, elsewhere);
    add_bodies(out, route);
    add_problems(out, route);
    return out;
}

std::vector<HostileAnswer> altered_answers(const std::string& route,
                                           const std::map<std::string, std::string>& genuine,
                                           const std::map<std::string, std::string>& older) {
    std::vector<HostileAnswer> out;
    std::vector<std::string> leaves, operations(std::begin(kOperations), std::end(kOperations));
    operations.insert(operations.end(), std::begin(kExtremes), std::end(kExtremes));
    collect_leaves(Json::parse(genuine.at(route)), "", leaves);
    for (const std::string& pointer : leaves) {
        for (const std::string& operation : operations) {
            const Alteration one{route, pointer, operation};
            out.push_back({route, "has " + pointer + ": " + operation, [one, older](Answer a) {
                               apply(one, a.body, older);
                               return a.bytes();
                           }});
        }
    }
    return out;
}

std::vector<HostileAnswer> hostile_answers(const std::map<std::string, std::string>& genuine,
                                           const std::map<std::string, std::string>& older,
                                           const std::string& elsewhere) {
    std::vector<HostileAnswer> out;
    for (const char* route : {kPutRoute, kReportRoute, kHelpRoute}) {
        for (std::vector<HostileAnswer>& some : std::vector{
                 strange_answers(route, elsewhere), altered_answers(route, genuine, older)}) {
            out.insert(out.end(), std::make_move_iterator(some.begin()),
                       std::make_move_iterator(some.end()));
        }
        add_fields(out, route, elsewhere);
        if (older.contains(route)) {
            out.push_back({route, "is an old one", [body = older.at(route)](Answer a) {
                               a.body = body;
                               return a.bytes();
                           }});
        }
    }
    for (const HelpAnswer answer : {HelpAnswer::Told, HelpAnswer::Nobody, HelpAnswer::Done}) {
        out.push_back({kHelpRoute, "says " + codec::write_help_answer(answer), [answer](Answer a) {
                           a.body = codec::write_help_answer(answer);
                           return a.bytes();
                       }});
    }
    return out;
}

}  // namespace lotse::trust
