// SPDX-License-Identifier: EUPL-1.2
/// A TLS server that reads one request per connection and answers with given bytes: the service as
/// it must not be.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "support/tls_files.h"

struct ssl_ctx_st;

namespace lotse::support {

class CannedServer {
public:
    /// `newest_version` as in OpenSSL (TLS1_2_VERSION …), 0 for all.
    explicit CannedServer(const TlsFiles& files, int newest_version = 0);
    ~CannedServer();

    int port() const { return m_port; }
    std::string url() const { return "https://127.0.0.1:" + std::to_string(m_port); }
    /// Bytes for the next and all later connections; then the connection is closed.
    void answer(std::string bytes);
    /// The same, with status line, length and fields made here.
    void answer(int status, const std::string& body, const std::string& fields = "");
    /// Made of each request; the connection is closed afterwards. Empty: without an answer.
    void answer_by(std::function<std::string(const std::string& request)> answer);
    /// Answers with nothing and keeps the line open until the end.
    void stall() { m_stalling = true; }

    /// Decrypted requests so far.
    std::vector<std::string> requests() const;

private:
    void loop();
    void serve(int client);

    ssl_ctx_st* m_context = nullptr;
    int m_listener = -1;
    int m_port = 0;
    std::atomic<bool> m_stopping{false};
    std::atomic<bool> m_stalling{false};
    mutable std::mutex m_mutex;
    std::function<std::string(const std::string&)> m_answer;
    std::vector<std::string> m_requests;
    std::thread m_thread;
};

}  // namespace lotse::support
