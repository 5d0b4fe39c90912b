// SPDX-License-Identifier: EUPL-1.2
/// Internal to store: the queue's one connection, its transactions, and the audit log's chain that
/// takes part in them.
///
/// What an I/O error leaves is not trusted: the next work opens the file again.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/audit.h"
#include "core/intake/audit_chain.h"
#include "core/intake/queue_position.h"
#include "store/sqlite.h"
#include "store/sqlite_queue.h"
#include "store/tombstone_log.h"

namespace lotse::store {

class QueueConnection {
public:
    QueueConnection(std::string path, HashFunction hash, QueueSettings settings);

    /// Opens the file and brings its schema to the newest version. Unusable, and nothing is
    /// changed, if that needs a person (queue_upgrade.h).
    Result<void> connect();
    /// Opens it as it is, for `look`; then `bring_up_to_date` with the `rest` of the steps, in
    /// one transaction.
    using Work = std::function<Result<void>(Database&)>;
    Result<void> connect_before(const Work& look);
    Result<void> bring_up_to_date(const Work& rest);
    /// What tables that are gone once held stands in no file afterwards. Takes room for a copy.
    Result<void> pack();
    Result<void> check() { return m_database->check_integrity(); }

    /// `work(Database&)` without a transaction of its own: one statement that reads.
    template <class Outcome, class Work>
    Outcome with_database(Work work) {
        if (m_database == nullptr || m_database->broken()) {
            if (Result<void> connected = connect(); !connected) {
                return connected.error();
            }
        }
        return work(*m_database);
    }

    /// `work(Database&)`, all of it or nothing.
    template <class Work>
    Result<void> in_transaction(Work work) {
        return with_database<Result<void>>([&](Database& database) -> Result<void> {
            if (Result<void> may = may_write(); !may) {
                return may;
            }
            Transaction transaction(database);
            if (Result<void> begun = transaction.begin(); !begun) {
                return begun;
            }
            m_next_revision = 0;
            if (Result<void> worked = work(database); !worked) {
                return worked;
            }
            Result<void> committed = transaction.commit();
            if (committed && m_next_revision > 0) {
                const std::lock_guard lock(m_mutex);
                m_position.revision = m_next_revision;
            }
            return committed;
        });
    }

    /// From now on with the service's key: carries out what the log of tombstones knows and the
    /// database does not, and the other way round.
    Result<Begun> begin(TagFunction tag);
    Result<void> begin_copy(const std::string& file);
    Result<bool> go_on_copying();
    /// Inside a transaction, as its last step, after their centres' revisions grew: these are gone,
    /// in the log for good when it returns.
    Result<void> bury(Database& database,
                      const std::map<std::string, std::vector<Tombstone>>& of_centres);
    /// Carries out again what a terminal knows to be deleted, of its own intakes that a restore
    /// brought. Returns how many.
    Result<int> bury_again(const std::string& centre, const std::string& terminal,
                           const std::vector<IntakeId>& ids, WallTime now);
    /// Tombstones whose time is not known yet have this one; those from before `limit` go.
    Result<void> age_tombstones(WallTime lived, WallTime limit);
    /// Inside a transaction: entries changed.
    Result<void> advance(Database& database);
    /// From any thread.
    QueuePosition position() const;

    /// After something was erased for good: moves the log into the database and cuts it off. Until
    /// then deleted ciphertext stands in the log, through restarts too. An error says that it still
    /// does.
    Result<void> empty_log();

    /// Inside a transaction: its row in the audit log.
    Result<void> note(Database& database, const AuditEntry& entry);
    Result<void> verify_audit();
    Result<AuditHeads> audit_heads(std::optional<std::int64_t> after, std::size_t most);

private:
    Result<std::unique_ptr<Database>> open_file();
    void close();
    Result<void> read_position();
    /// Without the key nothing is written into a database whose rows are tagged.
    Result<void> may_write() const;
    /// Inside a transaction: what was there before there was a key to tag it. Corrupt if there was
    /// one: whoever only cleared the sign of it has nothing tagged that was changed meanwhile.
    Result<void> tag_all(Database& database) const;
    Result<Begun> settle_tombstones();
    Result<int> carry_out(Database& database, const std::vector<Tombstone>& tombstones);

    std::string m_path;
    HashFunction m_hash;
    QueueSettings m_settings;
    TagFunction m_tag;  ///< none before `begin`
    std::unique_ptr<Database> m_database;
    std::unique_ptr<DatabaseCopy> m_copy;        ///< after the database: it goes first
    std::unique_ptr<TombstoneLog> m_tombstones;  ///< none before `begin`
    bool m_tagged = false;                       ///< rows of the database have tags
    std::int64_t m_next_revision = 0;            ///< of the transaction under way; 0: as before
    mutable std::mutex m_mutex;
    QueuePosition m_position;
};

std::int64_t seconds(WallTime time);
WallTime wall_time(std::int64_t seconds);

/// Inside a transaction, after its entry was changed: on what was checked when it was read.
Result<void> tag_entry(Database& database, const IntakeId& id);

/// Inside a transaction: something that the centre's desks show changed.
Result<void> grow_revision(Database& database, const std::string& centre);

}  // namespace lotse::store
