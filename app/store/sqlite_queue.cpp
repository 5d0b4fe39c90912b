// SPDX-License-Identifier: EUPL-1.2
#include "store/sqlite_queue.h"

#include <utility>

#include "store/queue_accounts.h"
#include "store/queue_configurations.h"
#include "store/queue_connection.h"
#include "store/queue_intakes.h"

namespace lotse::store {
namespace {

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
        return m_connection.with_database<Result<std::vector<std::string>>>(
            [](Database& database) -> Result<std::vector<std::string>> {
                Query query = database.query("SELECT name FROM account ORDER BY name");
                std::vector<std::string> names;
                for (;;) {
                    const Result<bool> row = query.next();
                    if (!row) {
                        return row.error();
                    }
                    if (!*row) {
                        return names;
                    }
                    names.push_back(query.text(0));
                }
            });
    }

private:
    QueueConnection& m_connection;
};

class SqliteTerminals : public Terminals {
public:
    explicit SqliteTerminals(QueueConnection& connection) : m_connection(connection) {}

    Result<void> enrol(const std::string& centre, const std::string& terminal,
                       const Bytes& public_key, const AuditEntry& audit) override {
        return m_connection.in_transaction([&](Database& database) -> Result<void> {
            if (Result<void> kept =
                    database.query("INSERT OR REPLACE INTO terminal VALUES (?, ?, ?, 0)")
                        .bind(std::string_view(centre))
                        .bind(std::string_view(terminal))
                        .bind(public_key)
                        .run();
                !kept) {
                return kept;
            }
            return m_connection.note(database, audit);
        });
    }

    Result<std::optional<Bytes>> key(const std::string& centre,
                                     const std::string& terminal) override {
        return m_connection.with_database<Result<std::optional<Bytes>>>(
            [&](Database& database) { return key_in(database, centre, terminal); });
    }

    Result<void> revoke(const std::string& centre, const std::string& terminal,
                        const AuditEntry& audit) override {
        return m_connection.in_transaction([&](Database& database) -> Result<void> {
            const Result<std::optional<Bytes>> enrolled = key_in(database, centre, terminal);
            if (!enrolled) {
                return enrolled.error();
            }
            if (!*enrolled) {
                return Error{Kind::Refused, centre + "/" + terminal, "is not an enrolled terminal"};
            }
            if (Result<void> revoked =
                    database.query("UPDATE terminal SET revoked = 1 WHERE centre = ? AND name = ?")
                        .bind(std::string_view(centre))
                        .bind(std::string_view(terminal))
                        .run();
                !revoked) {
                return revoked;
            }
            return m_connection.note(database, audit);
        });
    }

private:
    static Result<std::optional<Bytes>> key_in(Database& database, const std::string& centre,
                                               const std::string& terminal) {
        Query query = database.query(
            "SELECT public_key FROM terminal WHERE centre = ? AND name = ? AND revoked = 0");
        query.bind(std::string_view(centre)).bind(std::string_view(terminal));
        const Result<bool> row = query.next();
        if (!row) {
            return row.error();
        }
        return *row ? std::optional(query.blob(0)) : std::nullopt;
    }

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
          audit_log(*connection) {}

    std::unique_ptr<QueueConnection> connection;
    std::unique_ptr<IntakeQueue> intakes;
    SqliteAccounts accounts;
    SqliteTerminals terminals;
    std::unique_ptr<Configurations> configurations;
    SqliteAuditLog audit_log;
};

class SqliteStore : private SqliteParts, public CentreStore {
public:
    explicit SqliteStore(std::unique_ptr<QueueConnection> opened)
        : SqliteParts(std::move(opened)),
          CentreStore(*SqliteParts::intakes, SqliteParts::accounts, SqliteParts::terminals,
                      *SqliteParts::configurations, SqliteParts::audit_log) {}
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
