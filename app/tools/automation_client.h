// SPDX-License-Identifier: EUPL-1.2
/// Talks to a running `lotse --automation SOCKET` (protocol: codec/wire/automation.h). Calls block
/// up to a time-out.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <memory>
#include <string>

#include "codec/wire/automation.h"

namespace lotse::tools {

class AutomationClient {
public:
    /// Tries until the program listens or the time is over (Transient).
    static Result<std::unique_ptr<AutomationClient>> connect(const std::string& socket_path,
                                                             std::chrono::seconds patience);
    ~AutomationClient();
    AutomationClient(const AutomationClient&) = delete;
    AutomationClient& operator=(const AutomationClient&) = delete;

    Result<codec::AutomationTree> tree();
    /// What was said aloud since this was asked last.
    Result<std::vector<codec::AutomationSpoken>> heard();
    /// A key of the keypad; waits until nothing moves.
    Result<void> key(KeypadKey key);
    Result<codec::AutomationStats> stats(bool reset = false);
    Result<void> screenshot(const std::string& path);
    Result<void> type(const std::string& text);
    Result<void> wait();
    /// Taps and waits until nothing moves.
    Result<void> tap(const std::string& id);
    /// Taps, whatever is still on its way.
    Result<void> press(const std::string& id);
    /// Types, and does not wait for what it leads to.
    Result<void> enter(const std::string& text);
    /// Drags its middle by so many pixels, downwards, lets go and waits until nothing moves.
    Result<void> drag(const std::string& id, int by_px);

    /// Of the program at the other end.
    Result<pid_t> process() const;

private:
    explicit AutomationClient(int fd) : m_fd(fd) {}
    Result<std::string> ask(const codec::AutomationRequest& request);
    Result<void> order(const codec::AutomationRequest& request);

    int m_fd;
    std::string m_buffer;
};

}  // namespace lotse::tools
