// SPDX-License-Identifier: EUPL-1.2
#include "support/relay.h"

#include <sstream>
#include <utility>

#include "core/check.h"
#include "core/limits.h"
#include "sync/http.h"

namespace lotse::support {

Relay::Relay(const TlsFiles& files, const sync::HttpsOptions& to)
    : m_service(std::move(sync::HttpsConnection::make(to)).value()), m_server(files) {
    m_server.answer_by([this](const std::string& request) { return pass_on(request); });
}

Relay::~Relay() {
    m_service->interrupt();
}

void Relay::alter(std::function<void(Relayed&)> spoil) {
    const std::lock_guard lock(m_mutex);
    m_spoil = std::move(spoil);
}

std::string Relay::pass_on(const std::string& request) {
    const std::size_t end = request.find("\r\n\r\n");
    if (end == std::string::npos) {
        return "";
    }
    std::istringstream head(request.substr(0, end));
    Relayed relayed;
    head >> relayed.method >> relayed.path;
    sync::HttpRequest out;
    out.method = relayed.method;
    out.path = relayed.path;
    std::string line;
    std::getline(head, line);
    while (std::getline(head, line)) {
        if (line.ends_with('\r')) {
            line.pop_back();
        }
        if (line.starts_with("Authorization: ") || line.starts_with("Content-Type: ")) {
            out.headers.push_back(line);
        }
    }
    const std::string body = request.substr(end + 4);
    out.body = body.data();
    out.body_size = body.size();
    out.largest_reply = limits::kLargestReplyBytes;
    relayed.status = 503;
    if (relayed.path != "/v1/changes") {
        const Result<sync::HttpReply> reply = m_service->exchange(out);
        if (!reply) {
            return "";
        }
        relayed.status = reply->status;
        relayed.body = reply->body;
    }
    std::function<void(Relayed&)> spoil;
    {
        const std::lock_guard lock(m_mutex);
        spoil = m_spoil;
    }
    if (spoil) {
        spoil(relayed);
    }
    return relayed.cut ? ""
                       : "HTTP/1.1 " + std::to_string(relayed.status) +
                             " Relayed\r\nContent-Length: " + std::to_string(relayed.body.size()) +
                             "\r\nConnection: close\r\n\r\n" + relayed.body;
}

}  // namespace lotse::support
