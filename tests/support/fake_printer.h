// SPDX-License-Identifier: EUPL-1.2
/// A receipt printer in the network: takes tickets on a port of this machine, answers questions for
/// its state, and has the faults that printers have.
#pragma once

#include <atomic>
#include <cstddef>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace lotse::support {

class FakePrinter {
public:
    enum class Mood {
        Good,
        PaperLow,
        PaperOut,
        Silent,      ///< prints, and answers nothing
        Hanging,     ///< takes the connection and then nothing
        DiesMidway,  ///< breaks the line in the middle of a ticket
        RunsOut,     ///< its paper ends with the first ticket
    };

    explicit FakePrinter(Mood mood = Mood::Good);
    ~FakePrinter();
    FakePrinter(const FakePrinter&) = delete;
    FakePrinter& operator=(const FakePrinter&) = delete;

    std::string address() const { return "127.0.0.1:" + std::to_string(m_port); }
    void set(Mood mood) { m_mood = mood; }
    /// All bytes of each connection on which something was printed, whole or not.
    std::vector<std::string> jobs() const;
    /// Connections that were taken so far.
    int visits() const { return m_visits; }

private:
    void serve();
    void serve_one(int line);
    std::string answers(const std::string& got, std::size_t& read) const;

    std::atomic<Mood> m_mood;
    int m_listener = -1, m_wake = -1, m_port = 0;
    std::atomic<int> m_visits{0};
    std::atomic<bool> m_empty{false};
    mutable std::mutex m_mutex;
    std::vector<std::string> m_jobs;
    std::thread m_thread;
};

}  // namespace lotse::support
