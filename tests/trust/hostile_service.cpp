// SPDX-License-Identifier: EUPL-1.2
#include "trust/hostile_service.h"

#include <sstream>
#include <utility>

#include "codec/wire/service_time.h"
#include "service/answer_of.h"
#include "service/routes.h"
#include "vault/envelope.h"

namespace lotse::trust {
namespace {

service::Request request_from(const std::string& bytes, std::size_t head_end) {
    service::Request request;
    std::istringstream head(bytes.substr(0, head_end));
    std::string target, line;
    head >> request.method >> target;
    request.path = target.substr(0, target.find('?'));
    request.query =
        target.find('?') == std::string::npos ? "" : target.substr(target.find('?') + 1);
    const auto field = [&line](const std::string& name, std::string& value) {
        if (line.starts_with(name)) {
            value = line.substr(name.size());
        }
    };
    while (std::getline(head, line)) {
        if (line.ends_with('\r')) {
            line.pop_back();
        }
        field("Authorization: Bearer ", request.token);
        field("Content-Type: ", request.content_type);
    }
    request.from = service::peer_address("192.0.2.1");
    request.body.assign(bytes.begin() + static_cast<std::ptrdiff_t>(head_end) + 4, bytes.end());
    return request;
}

}  // namespace

HostileService::HostileService(const support::TestCentre& centre)
    : m_centre(centre), m_server(centre.tls) {
    m_server.answer_by([this](const std::string& request) { return answer(request); });
}

HostileService::~HostileService() = default;

void HostileService::restart(const std::function<void(support::MemoryStore&)>& fill) {
    auto store = std::make_unique<support::MemoryStore>();
    store->audit_hash = &vault::hash;
    m_centre.enrol(*store);
    fill(*store);
    support::MemoryStore* const served = store.get();
    serve(std::move(store));
    m_store = served;
}

void HostileService::serve(std::unique_ptr<store::CentreStore> store) {
    service::ApiOptions options;
    options.key_months = key_months;
    options.monotonic = [this] {
        return Instant{1'000'000} + std::chrono::seconds{m_passed.load()};
    };
    options.wall = [this] {
        return WallTime{std::chrono::seconds{1'795'000'000 + m_passed.load()}};
    };
    options.today = [] { return std::string("2026-11-22"); };
    const std::lock_guard lock(m_mutex);
    m_spoil = nullptr;
    m_instead = nullptr;
    m_claimed.reset();
    m_replies.clear();
    m_store = nullptr;
    m_api.reset();
    if (!store) {
        return;
    }
    m_api = std::make_unique<service::Api>(std::move(store), m_centre.service_key(), options,
                                           [](const service::LogEvent&) {});
}

void HostileService::alter(Spoil spoil) {
    const std::lock_guard lock(m_mutex);
    m_spoil = std::move(spoil);
}

void HostileService::instead(Instead answer) {
    const std::lock_guard lock(m_mutex);
    m_instead = std::move(answer);
}

void HostileService::claim_position(std::string text) {
    const std::lock_guard lock(m_mutex);
    m_claimed = std::move(text);
}

std::map<std::string, std::string> HostileService::replies() const {
    const std::lock_guard lock(m_mutex);
    return m_replies;
}

std::string HostileService::answer(const std::string& bytes) {
    const std::size_t head_end = bytes.find("\r\n\r\n");
    if (head_end == std::string::npos) {
        return "";
    }
    const std::lock_guard lock(m_mutex);
    service::Request request = request_from(bytes, head_end);
    const service::Match found = service::match(request.method, request.path);
    const std::string route = found.route == nullptr ? ""
                                                     : std::string(found.route->method) + " " +
                                                           std::string(found.route->pattern);
    const auto genuine = [&] { return this->genuine(route, std::move(request)); };
    return m_instead ? m_instead(route, bytes, genuine) : genuine();
}

std::string HostileService::genuine(const std::string& route, service::Request request) {
    service::Reply reply{503, "", "", {}, std::nullopt};
    if (m_api && route != "GET /v1/changes") {
        reply = service::answer_of(*m_api, std::move(request));
    }
    if (reply.status == 200) {
        m_replies[route] = reply.body;
        if (m_spoil) {
            m_spoil(route, reply.body);
        }
    }
    std::string position, time;
    for (const auto& [name, value] : reply.headers) {
        position = name == kQueuePositionField ? m_claimed.value_or(value) : position;
        time = name == codec::kServiceTimeField ? value : time;
    }
    return "HTTP/1.1 " + std::to_string(reply.status) + " X\r\n" +
           (position.empty() ? "" : std::string(kQueuePositionField) + ": " + position + "\r\n") +
           (time.empty() ? "" : std::string(codec::kServiceTimeField) + ": " + time + "\r\n") +
           (reply.content_type.empty() ? "" : "Content-Type: " + reply.content_type + "\r\n") +
           "Content-Length: " + std::to_string(reply.body.size()) +
           "\r\nConnection: close\r\n\r\n" + reply.body;
}

}  // namespace lotse::trust
