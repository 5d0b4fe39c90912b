// SPDX-License-Identifier: EUPL-1.2
#include "store/sqlite_queue.h"

#include <utility>

#include "store/queue_accounts.h"
#include "store/queue_configurations.h"
#include "store/queue_connection.h"
#include "store/queue_intakes.h"
#include "store/row_tags.h"

namespace lotse::store {
namespace {

constexpr const char* kKeys = "keys";
constexpr const char* kPeople = "people";
/// Counted in the order in which they came, as registers are by their serials.
constexpr const char* kProposal = "proposal";

Result<std::string> newest_register(Database& database, const std::string& centre,
                                    const char* kind) {
    Query query = database.query(
        "SELECT document FROM signed_register WHERE centre = ? AND kind = ? ORDER BY serial DESC "
        "LIMIT 1");
    query.bind(std::string_view(centre)).bind(std::string_view(kind));
    const Result<bool> row = query.next();
    if (!row) {
        return row.error();
    }
    return *row ? query.text(0) : std::string();
}

Result<std::int64_t> register_serial(Database& database, const std::string& centre,
                                     const char* kind) {
    Query query =
        database.query("SELECT max(serial) FROM signed_register WHERE centre = ? AND kind = ?");
    query.bind(std::string_view(centre)).bind(std::string_view(kind));
    const Result<bool> row = query.next();
    if (!row) {
        return row.error();
    }
    return query.integer(0);  // NULL, of none, is 0
}

/// Refused unless it is newer than any.
Result<void> keep_register(Database& database, const std::string& centre, const char* kind,
                           std::int64_t serial, const std::string& document) {
    const Result<std::int64_t> last = register_serial(database, centre, kind);
    if (!last) {
        return last.error();
    }
    if (serial <= *last) {
        return Error{Kind::Refused, std::string("register of ") + kind + " of " + centre,
                     "is not newer than the one that is kept"};
    }
    return database.query("INSERT INTO signed_register VALUES (?, ?, ?, ?)")
        .bind(std::string_view(centre))
        .bind(std::string_view(kind))
        .bind(serial)
        .bind(std::string_view(document))
        .run();
}

Result<void> noted(QueueConnection& connection, Database& database, const std::string& centre,
                   const std::vector<AuditEntry>& audit) {
    for (const AuditEntry& row : audit) {
        if (Result<void> done = connection.note(database, row); !done) {
            return done;
        }
    }
    return grow_revision(database, centre);
}

class SqliteAccounts : public Accounts {
public:
    explicit SqliteAccounts(QueueConnection& connection) : m_connection(connection) {}

    Result<void> save(const StaffAccount& account, const AuditEntry& audit) override {
        bool replaced = false;
        Result<void> saved = m_connection.in_transaction([&](Database& database) -> Result<void> {
            const Result<std::optional<StaffAccount>> before = account_in(database, account.name);
            if (!before) {
                return before.error();
            }
            replaced = before->has_value();
            if (Result<void> kept = keep_account(database, account); !kept) {
                return kept;
            }
            return m_connection.note(database, audit);
        });
        return saved && replaced ? m_connection.empty_log() : saved;
    }

    Result<std::optional<StaffAccount>> find(const std::string& name) override {
        return m_connection.with_database<Result<std::optional<StaffAccount>>>(
            [&](Database& database) { return account_in(database, name); });
    }

    Result<std::vector<LogInForm>> forms() override {
        return m_connection.with_database<Result<std::vector<LogInForm>>>(
            [&](Database& database) -> Result<std::vector<LogInForm>> {
                Query query = database.query(
                    "SELECT centre, passes, memory_kib FROM account ORDER BY memory_kib, passes, "
                    "centre");
                std::vector<LogInForm> forms;
                for (;;) {
                    const Result<bool> row = query.next();
                    if (!row) {
                        return row.error();
                    }
                    if (!*row) {
                        return forms;
                    }
                    forms.push_back({query.text(0), cost_from(query.integer(1), query.integer(2))});
                }
            });
    }

    Result<std::vector<std::string>> names() override {
        return m_connection.with_database<Result<std::vector<std::string>>>([](Database& database) {
            return database.query("SELECT name FROM account ORDER BY name").texts();
        });
    }

    Result<std::string> signed_people(const std::string& centre) override {
        return m_connection.with_database<Result<std::string>>(
            [&](Database& database) { return newest_register(database, centre, kPeople); });
    }

    Result<std::int64_t> people_serial(const std::string& centre) override {
        return m_connection.with_database<Result<std::int64_t>>(
            [&](Database& database) { return register_serial(database, centre, kPeople); });
    }

    Result<void> keep_people(const PeopleRegister& people, const std::string& document,
                             const std::vector<AuditEntry>& audit) override {
        const Result<void> kept =
            m_connection.in_transaction([&](Database& database) -> Result<void> {
                if (Result<void> newer =
                        keep_register(database, people.centre, kPeople, people.serial, document);
                    !newer) {
                    return newer;
                }
                if (Result<void> done = keep_rights(database, people); !done) {
                    return done;
                }
                return noted(m_connection, database, people.centre, audit);
            });
        return kept ? m_connection.empty_log() : kept;
    }

private:
    QueueConnection& m_connection;
};

Error damaged_part(const Database& database, const std::string& what) {
    return Error{Kind::Corrupt, database.path() + ", " + what,
                 "was changed by something else than the service: restore a backup",
                 Cause::Damaged};
}

class SqliteTerminals : public Terminals {
public:
    explicit SqliteTerminals(QueueConnection& connection) : m_connection(connection) {}

    Result<std::optional<Bytes>> key(const std::string& centre,
                                     const std::string& terminal) override {
        return m_connection.with_database<Result<std::optional<Bytes>>>(
            [&](Database& database) -> Result<std::optional<Bytes>> {
                Query query = database.query("SELECT public_key, " LOTSE_WHOLE(
                    LOTSE_TAGGED_TERMINAL) " FROM terminal WHERE centre = ? AND name = ? AND "
                                           "revoked = 0");
                query.bind(std::string_view(centre)).bind(std::string_view(terminal));
                const Result<bool> row = query.next();
                if (!row) {
                    return row.error();
                }
                if (*row && query.integer(1) == 0) {
                    return damaged_part(database, "terminal " + terminal);
                }
                return *row ? std::optional(query.blob(0)) : std::nullopt;
            });
    }

    Result<std::vector<HeardTerminal>> heard(const std::string& centre) override {
        return m_connection.with_database<Result<std::vector<HeardTerminal>>>(
            [&](Database& database) -> Result<std::vector<HeardTerminal>> {
                Query query = database.query(
                    "SELECT name, public_key FROM terminal WHERE centre = ? AND revoked = 0 "
                    "AND " LOTSE_WHOLE(LOTSE_TAGGED_TERMINAL) " ORDER BY name");
                query.bind(std::string_view(centre));
                std::vector<HeardTerminal> terminals;
                for (;;) {
                    const Result<bool> row = query.next();
                    if (!row) {
                        return row.error();
                    }
                    if (!*row) {
                        return terminals;
                    }
                    terminals.push_back({query.text(0), query.blob(1)});
                }
            });
    }

    Result<std::string> signed_keys(const std::string& centre) override {
        return m_connection.with_database<Result<std::string>>(
            [&](Database& database) { return newest_register(database, centre, kKeys); });
    }

    Result<std::int64_t> keys_serial(const std::string& centre) override {
        return m_connection.with_database<Result<std::int64_t>>(
            [&](Database& database) { return register_serial(database, centre, kKeys); });
    }

    Result<std::vector<std::string>> centres_with_keys() override {
        return m_connection.with_database<Result<std::vector<std::string>>>([](Database& database) {
            return database
                .query(
                    "SELECT DISTINCT centre FROM signed_register WHERE kind = 'keys' ORDER BY "
                    "1")
                .texts();
        });
    }

    Result<void> keep_keys(const KeysRegister& keys, const std::string& document,
                           const std::vector<AuditEntry>& audit) override {
        bool forgot = false;
        Result<void> kept = m_connection.in_transaction([&](Database& database) -> Result<void> {
            if (Result<void> newer =
                    keep_register(database, keys.centre, kKeys, keys.serial, document);
                !newer) {
                return newer;
            }
            const Result<bool> forgotten_erased = forget_erased(database, keys);
            if (!forgotten_erased) {
                return forgotten_erased.error();
            }
            forgot = *forgotten_erased;
            if (Result<void> forgotten = database.query("DELETE FROM terminal WHERE centre = ?")
                                             .bind(std::string_view(keys.centre))
                                             .run();
                !forgotten) {
                return forgotten;
            }
            for (const RegisteredTerminal& terminal : keys.terminals) {
                if (terminal.blocked) {
                    continue;
                }
                if (Result<void> heard = database
                                             .query("INSERT INTO terminal VALUES (?1, ?2, ?3, 0, "
                                                    "lotse_tag('terminal', ?1, ?2, ?3, 0))")
                                             .bind(std::string_view(keys.centre))
                                             .bind(std::string_view(terminal.name))
                                             .bind(terminal.key)
                                             .run();
                    !heard) {
                    return heard;
                }
            }
            return noted(m_connection, database, keys.centre, audit);
        });
        return kept && forgot ? m_connection.empty_log() : kept;
    }

private:
    QueueConnection& m_connection;
};

class SqliteAuditLog : public AuditLog {
public:
    explicit SqliteAuditLog(QueueConnection& connection) : m_connection(connection) {}

    Result<void> append(const AuditEntry& entry) override {
        return m_connection.in_transaction(
            [&](Database& database) { return m_connection.note(database, entry); });
    }

    Result<void> verify() override { return m_connection.verify_audit(); }

    Result<AuditHeads> heads(std::optional<std::int64_t> after, std::size_t most) override {
        return m_connection.audit_heads(after, most);
    }

private:
    QueueConnection& m_connection;
};

class SqliteProposals : public KeyProposals {
public:
    explicit SqliteProposals(QueueConnection& connection) : m_connection(connection) {}

    Result<std::vector<std::string>> newest(const std::string& centre, std::size_t most) override {
        return m_connection.with_database<Result<std::vector<std::string>>>(
            [&](Database& database) {
                return database
                    .query(
                        "SELECT document FROM signed_register WHERE centre = ? AND kind = ? ORDER "
                        "BY serial DESC LIMIT ?")
                    .bind(std::string_view(centre))
                    .bind(std::string_view(kProposal))
                    .bind(static_cast<std::int64_t>(most))
                    .texts();
            });
    }

    Result<void> keep(const std::string& centre, const std::string& document,
                      const AuditEntry& audit) override {
        return m_connection.in_transaction([&](Database& database) -> Result<void> {
            const Result<std::int64_t> last = register_serial(database, centre, kProposal);
            if (!last) {
                return last.error();
            }
            if (Result<void> kept = keep_register(database, centre, kProposal, *last + 1, document);
                !kept) {
                return kept;
            }
            return m_connection.note(database, audit);
        });
    }

private:
    QueueConnection& m_connection;
};

/// The connection and the ports on it, made before the references to them.
struct SqliteParts {
    explicit SqliteParts(std::unique_ptr<QueueConnection> opened)
        : connection(std::move(opened)),
          intakes(make_intakes(*connection)),
          accounts(*connection),
          terminals(*connection),
          configurations(make_configurations(*connection)),
          audit_log(*connection),
          proposals(*connection) {}

    std::unique_ptr<QueueConnection> connection;
    std::unique_ptr<IntakeQueue> intakes;
    SqliteAccounts accounts;
    SqliteTerminals terminals;
    std::unique_ptr<Configurations> configurations;
    SqliteAuditLog audit_log;
    SqliteProposals proposals;
};

class SqliteStore : private SqliteParts, public CentreStore {
public:
    explicit SqliteStore(std::unique_ptr<QueueConnection> opened)
        : SqliteParts(std::move(opened)),
          CentreStore(*SqliteParts::intakes, SqliteParts::accounts, SqliteParts::terminals,
                      *SqliteParts::configurations, SqliteParts::audit_log,
                      SqliteParts::proposals) {}

    Result<Begun> begin(TagFunction tag) override {
        return SqliteParts::connection->begin(std::move(tag));
    }
    Result<void> begin_copy(const std::string& file) override {
        return SqliteParts::connection->begin_copy(file);
    }
    Result<bool> go_on_copying() override { return SqliteParts::connection->go_on_copying(); }
};

}  // namespace

Result<std::unique_ptr<CentreStore>> open_queue(const std::string& path, HashFunction hash,
                                                const QueueSettings& settings) {
    LOTSE_CHECK(hash != nullptr);
    auto connection = std::make_unique<QueueConnection>(path, std::move(hash), settings);
    Result<void> whole = connection->connect();
    if (whole) {
        whole = connection->check();
    }
    if (!whole && whole.error().kind == Kind::Corrupt) {
        return Error{Kind::Corrupt, whole.error().where,
                     whole.error().detail +
                         "; restore the last backup: the terminals still have "
                         "what was not acknowledged"};
    }
    if (!whole) {
        return whole.error();
    }
    return std::unique_ptr<CentreStore>(std::make_unique<SqliteStore>(std::move(connection)));
}

}  // namespace lotse::store
