// SPDX-License-Identifier: EUPL-1.2
/// A counselling centre of the real programs in a temporary folder: queue service, terminal, desk;
/// started, stopped and killed as a test needs it. The service has the same port all the time.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/configuration/configuration.h"
#include "core/intake/intake_content.h"
#include "core/intake/queue.h"
#include "kiosk/child_program.h"
#include "kiosk/visitor.h"
#include "store/centre_store.h"
#include "support/log_watch.h"
#include "support/temp_folder.h"
#include "support/tls_files.h"
#include "sync/desk_client.h"
#include "tools/demo_setup.h"
#include "vault/keys.h"
#include "vault/person_keys.h"

namespace lotse::kiosk_test {

class Centre {
public:
    /// Keys, certificates and one account; no program runs yet.
    /// `configuration_seconds`: how often terminals ask for a newer configuration.
    explicit Centre(int configuration_seconds = 60);
    /// Ends the programs; a warning in their logs that was not announced fails the test.
    ~Centre();

    /// These words in a warning or an error of any of the programs are part of the test.
    void expect_in_log(const std::string& words) { m_logs.expect(words); }

    /// As if this language were not installed at desk and terminal. Before they start.
    void without_language(const std::string& tag);
    /// The centre's settings do not offer it. Before desk and terminal start.
    void do_not_offer(const std::string& tag);

    /// The terminal has five keys beside its screen. Before it starts.
    void with_keypad();
    /// The same, and a headset whose jack is the keypad's.
    void with_headset();

    /// Its terminal has a ticket printer. Before it starts.
    void print_on(const std::string& address) const;

    void start_service();
    /// Terminals say so in their logs; that needs no announcement.
    void stop_service();
    Program& service() { return *m_service; }
    /// The visitor in front of the terminal that has just started.
    std::unique_ptr<Visitor> start_terminal();
    /// Another look at the terminal that runs: it restarted by itself.
    std::unique_ptr<Visitor> look_at_terminal() const;
    Program& terminal() { return *m_terminal; }
    std::string terminal_socket() const { return m_folder.path("terminal.socket"); }
    void stop_terminal() { m_terminal.reset(); }
    /// Logged in.
    std::unique_ptr<Visitor> start_desk();
    /// The same with another account, as far as the log-in was pressed.
    std::unique_ptr<Visitor> start_desk(const std::string& account);
    /// Beside the other one, with a memory of its own.
    std::unique_ptr<Visitor> start_second_desk(const std::string& account);
    Program& desk() { return *m_desk; }
    /// Where the centre's desk calls to. Before it starts.
    void set_room(const std::string& room);
    /// The call display of the demo.
    std::unique_ptr<Visitor> start_display();

    /// A colleague with the same password, or to whom it is the code of an invitation. The service
    /// must be stopped.
    void add_account(const std::string& name, const char* role = "counsellor",
                     bool invited = false) const;
    /// Logged in; ends its session at its end.
    /// `room`: where their desk calls to.
    std::unique_ptr<sync::DeskClient> colleague(const std::string& account,
                                                const std::string& room = {}) const;

    /// For another service in the place of the centre's; before a program starts.
    support::TlsFiles certificate() const {
        return {m_state + "/tls/ca.pem", m_state + "/tls/server.pem", m_state + "/tls/server.key"};
    }
    void serve_at(const std::string& url) { m_url = url; }

    const std::string& password() const { return m_secrets.password; }
    const std::string& pin() const { return m_secrets.pin; }
    /// By which the password is proved, as it is sent. The service must run.
    std::string proof() const;
    std::string path(const std::string& name) const { return m_folder.path(name); }

    /// A terminal that exists only in the queue's database. The service must be stopped.
    void enrol_another(const std::string& terminal) const;

    /// The demo's terminal is blocked. The service must be stopped.
    void block_terminal() const;
    /// Somebody who has the service puts an intake of this number into its database: signed with a
    /// key that nobody knows, or with the terminal's but for one reader more. The service must be
    /// stopped.
    void put_forged(const std::string& number) const;
    void put_for_another_reader(const std::string& number) const;
    /// What the desk noted of what was not genuine.
    std::string alarms() const;

    // --- configurations; the service must run ---
    /// Signs it as the centre and publishes it under its version; for one terminal, or for all.
    Result<void> publish(Configuration configuration, const std::string& preview = "") const;
    /// The same with somebody else's key.
    Result<void> publish_with(Configuration configuration, const vault::SigningKey& key) const;
    Result<void> release(std::int64_t version) const;
    /// What the demo's terminal said last.
    TerminalReport report() const;
    /// Until the terminal has said what is asked for, at most a minute.
    bool wait_until(const std::function<bool(const TerminalReport&)>& holds) const;

    /// What the running service lists.
    std::vector<QueueEntry> queue() const;
    /// Until the queue holds at least `count` entries, at most a minute. What it then holds.
    std::vector<QueueEntry> queue_of(std::size_t count) const;
    /// What the centre's key finds in the envelope of an entry. The service must be stopped.
    std::optional<IntakeContent> open(const IntakeId& id) const;

    /// Files below the folder that hold `text` as UTF-8, UTF-16 or UTF-32.
    std::vector<std::string> files_with(const std::string& text) const;

private:
    std::unique_ptr<Visitor> log_in_at(std::unique_ptr<Program>& desk, const std::string& name,
                                       const std::string& state, const std::string& account);
    std::unique_ptr<store::CentreStore> open_store() const;
    /// Signs which terminals are the centre's.
    vault::Keyring keyring(store::CentreStore& store) const;
    vault::SigningKey signer(store::CentreStore& store) const;
    void put(const std::string& number, const vault::SigningKey& signer, bool another_reader) const;
    Result<void> publish_bundle(Configuration configuration, const vault::SigningKey* key,
                                const std::string& preview) const;

    support::LogWatch m_logs;
    support::TempFolder m_folder;
    std::string m_state, m_url, m_data = LOTSE_SOURCE_DIR;
    int m_port = 0;
    tools::DemoSecrets m_secrets;
    std::unique_ptr<Program> m_service, m_terminal, m_desk, m_second_desk, m_display;
};

/// `text` (ASCII) as it would stand in memory or in a file: UTF-8, UTF-16, UTF-32, little-endian.
std::vector<std::string> encodings_of(const std::string& text);

}  // namespace lotse::kiosk_test
