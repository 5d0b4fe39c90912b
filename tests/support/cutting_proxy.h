// SPDX-License-Identifier: EUPL-1.2
/// A TCP proxy on loopback that spoils connections at a chosen byte: the network in tests.
///
/// It sees ciphertext only; a byte position before or after the reply is found by counting what a
/// whole exchange takes.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace lotse::support {

struct Spoil {
    enum class Where { ToService, ToClient };
    enum class How {
        Reset,      ///< both sides see a reset
        Close,      ///< both sides see an end
        Stall,      ///< nothing goes on in this direction; the line stays open
        Garbage,    ///< every later byte is altered
        Duplicate,  ///< the next piece is sent twice
    };
    Where where = Where::ToClient;
    How how = How::Reset;
    std::size_t at_byte = 0;
};

class CuttingProxy {
public:
    explicit CuttingProxy(int service_port);
    ~CuttingProxy();

    int port() const { return m_port; }
    /// The service was restarted elsewhere.
    void set_service_port(int port) { m_service_port = port; }
    /// Asked once per connection; nothing: passes everything.
    void set_plan(std::function<std::optional<Spoil>()> plan);
    /// Cuts all connections and refuses new ones until `connect`.
    void disconnect();
    void connect() { m_down = false; }

    /// Bytes of the last connection that ended or goes on.
    std::size_t bytes_to_service() const { return m_to_service; }
    std::size_t bytes_to_client() const { return m_to_client; }

private:
    void accept_loop();
    void serve(int client);
    bool move(int from, int to, const std::optional<Spoil>& spoil, Spoil::Where where,
              std::size_t& moved, bool& stalled);

    int m_listener = -1;
    int m_port = 0;
    std::atomic<int> m_service_port;
    std::atomic<bool> m_down{false};
    std::atomic<bool> m_stopping{false};
    std::atomic<std::size_t> m_to_service{0};
    std::atomic<std::size_t> m_to_client{0};
    std::atomic<int> m_epoch{0};
    std::mutex m_mutex;
    std::function<std::optional<Spoil>()> m_plan;
    std::vector<std::thread> m_threads;
    std::thread m_acceptor;
};

}  // namespace lotse::support
