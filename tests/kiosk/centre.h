// SPDX-License-Identifier: EUPL-1.2
/// A counselling centre of the real programs in a temporary folder: queue service, terminal, desk;
/// started, stopped and killed as a test needs it. The service has the same port all the time.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/intake_content.h"
#include "core/queue.h"
#include "kiosk/child_program.h"
#include "kiosk/visitor.h"
#include "support/temp_folder.h"
#include "tools/demo_setup.h"

namespace lotse::kiosk_test {

class Centre {
public:
    /// Keys, certificates and one account; no program runs yet.
    Centre();

    void start_service();
    void stop_service() { m_service.reset(); }
    /// The visitor in front of the terminal that has just started.
    std::unique_ptr<Visitor> start_terminal();
    Program& terminal() { return *m_terminal; }
    void stop_terminal() { m_terminal.reset(); }
    /// Logged in.
    std::unique_ptr<Visitor> start_desk();

    const std::string& pin() const { return m_secrets.pin; }
    std::string path(const std::string& name) const { return m_folder.path(name); }

    /// What the running service lists.
    std::vector<QueueEntry> queue() const;
    /// Until the queue holds at least `count` entries, at most a minute. What it then holds.
    std::vector<QueueEntry> queue_of(std::size_t count) const;
    /// What the centre's key finds in the envelope of an entry. The service must be stopped.
    std::optional<IntakeContent> open(const IntakeId& id) const;

    /// Files below the folder that hold `text` as UTF-8, UTF-16 or UTF-32.
    std::vector<std::string> files_with(const std::string& text) const;

private:
    support::TempFolder m_folder;
    std::string m_state, m_url;
    int m_port = 0;
    tools::DemoSecrets m_secrets;
    std::unique_ptr<Program> m_service, m_terminal, m_desk;
};

/// `text` (ASCII) as it would stand in memory or in a file: UTF-8, UTF-16, UTF-32, little-endian.
std::vector<std::string> encodings_of(const std::string& text);

}  // namespace lotse::kiosk_test
