// SPDX-License-Identifier: EUPL-1.2
/// The queue service as whoever took it over would run it: ours, and then its replies are altered
/// by route and member.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "service/api.h"
#include "support/canned_server.h"
#include "support/memory_store.h"
#include "support/test_centre.h"

namespace lotse::trust {

class HostileService {
public:
    explicit HostileService(const support::TestCentre& centre);
    ~HostileService();

    std::string url() const { return m_server.url(); }
    /// A service that has just started, over a store of its own.
    void restart(const std::function<void(support::MemoryStore&)>& fill);
    /// The same over this one; null: nobody answers, and the store before is closed.
    void serve(std::unique_ptr<store::CentreStore> store);
    /// After this many months desks change their centre's key; from the next start on.
    int key_months = 0;
    /// For the service.
    void pass(std::chrono::seconds time) { m_passed += time.count(); }
    std::chrono::seconds passed() const { return std::chrono::seconds{m_passed.load()}; }
    /// Done to the body of every good reply from now on; `route` as in the table of routes.
    using Spoil = std::function<void(const std::string& route, std::string& body)>;
    void alter(Spoil spoil);
    /// What is answered from now on, byte by byte; null: what the service says. `genuine` asks it,
    /// and it hears of the request only then. Not to call this object.
    using Instead = std::function<std::string(const std::string& route, const std::string& request,
                                              const std::function<std::string()>& genuine)>;
    void instead(Instead answer);
    /// Instead of the header field that tells how far the queue has come; empty: none is sent.
    void claim_position(std::string text);
    /// The last good reply of each route, as it was before it was altered.
    std::map<std::string, std::string> replies() const;
    support::MemoryStore& store() { return *m_store; }

private:
    std::string answer(const std::string& request);
    std::string genuine(const std::string& route, service::Request request);

    const support::TestCentre& m_centre;
    std::atomic<std::int64_t> m_passed{0};  ///< seconds
    mutable std::mutex m_mutex;
    Spoil m_spoil;
    Instead m_instead;
    std::optional<std::string> m_claimed;
    std::map<std::string, std::string> m_replies;
    support::MemoryStore* m_store = nullptr;
    std::unique_ptr<service::Api> m_api;
    support::CannedServer m_server;  ///< last: its thread uses everything above
};

}  // namespace lotse::trust
