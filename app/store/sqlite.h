// SPDX-License-Identifier: EUPL-1.2
/// Internal to store: SQLite behind Result, statements prepared once, a connection that knows when
/// it must not be used any more.
///
/// Not thread-safe. A Query must end before its Database.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/intake/intake.h"
#include "store/centre_store.h"

namespace lotse::store {

/// One run of a prepared statement; resets it when it ends. An error of preparing or binding shows
/// at `next`.
class Query {
public:
    Query(Query&& other) noexcept;
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;
    Query& operator=(Query&&) = delete;
    ~Query();

    /// Parameters in their order.
    Query& bind(std::int64_t value);
    Query& bind(std::string_view text);
    Query& bind(const std::uint8_t* data, std::size_t size);
    Query& bind(const Bytes& bytes) { return bind(bytes.data(), bytes.size()); }
    template <std::size_t N>
    Query& bind(const std::array<std::uint8_t, N>& bytes) {
        return bind(bytes.data(), bytes.size());
    }

    /// False: the statement names something that the file does not have, or its schema cannot be
    /// read.
    bool prepared() const { return m_statement != nullptr; }
    /// True: a row is there. False: the end.
    Result<bool> next();
    /// To the end, rows ignored.
    Result<void> run();
    /// The first column of all rows.
    Result<std::vector<std::string>> texts();

    std::int64_t integer(int column) const;
    std::string text(int column) const;
    Bytes blob(int column) const;
    /// False unless the blob has exactly N bytes.
    template <std::size_t N>
    bool copy(int column, std::array<std::uint8_t, N>& out) const {
        const Bytes bytes = blob(column);
        if (bytes.size() != N) {
            return false;
        }
        std::copy(bytes.begin(), bytes.end(), out.begin());
        return true;
    }

private:
    friend class Database;
    Query(class Database& database, sqlite3_stmt* statement, int error);

    Database* m_database;
    sqlite3_stmt* m_statement;
    int m_error;
    int m_bound = 0;
};

class Database {
public:
    /// `Unusable` names the path and what to do. The file is created with mode 0600 if it is
    /// missing.
    static Result<std::unique_ptr<Database>> open(const std::string& path);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// Statements without parameters.
    Result<void> execute(const std::string& sql);
    /// `sql` is a literal: prepared at its first use and kept.
    Query query(const char* sql);
    /// Sets a pragma and reads it back; Unusable if the file or the library keeps another value.
    Result<void> require(const std::string& pragma, const std::string& value,
                         const std::string& reads_back);
    /// Corrupt with SQLite's words if the file's structure or a constraint is broken.
    Result<void> check_integrity();
    /// Brings the schema to its newest version, one transaction per step. `steps[i]` leads from
    /// version i to i + 1. With a `rest` all steps that are missing and it are one transaction.
    Result<void> migrate(int application_id, const std::vector<const char*>& steps,
                         const std::function<Result<void>()>& rest = nullptr);

    /// Statements may tag rows and check them (row_tags.h); before, none that does can be prepared.
    /// Null: without the key.
    Result<void> define_tags(TagFunction tag);

    /// True after an I/O error, a full disk or damage: what the connection believes about the file
    /// may be wrong, and an fsync must not be repeated. Close it and open the file again.
    bool broken() const { return m_broken; }
    const std::string& path() const { return m_path; }

private:
    friend class Query;
    friend class Transaction;
    friend class DatabaseCopy;
    Database(sqlite3* handle, std::string path) : m_handle(handle), m_path(std::move(path)) {}
    Error error(int code);

    sqlite3* m_handle;
    std::string m_path;
    bool m_broken = false;
    TagFunction m_tag;
    std::map<const char*, sqlite3_stmt*> m_statements;
};

/// A copy of a database into a new file, a few pages at a time. What the database's own connection
/// writes meanwhile is in the copy, too. To be destroyed before the database.
class DatabaseCopy {
public:
    /// Refused if the file is there.
    static Result<std::unique_ptr<DatabaseCopy>> begin(Database& from, const std::string& file);
    ~DatabaseCopy();
    DatabaseCopy(const DatabaseCopy&) = delete;
    DatabaseCopy& operator=(const DatabaseCopy&) = delete;

    /// True: all of it is there, and durable.
    Result<bool> step(int pages);

private:
    DatabaseCopy(std::unique_ptr<Database> into, sqlite3_backup* backup)
        : m_into(std::move(into)), m_backup(backup) {}

    std::unique_ptr<Database> m_into;
    sqlite3_backup* m_backup;
};

/// BEGIN IMMEDIATE … COMMIT; rolled back at the end of its scope unless committed.
class Transaction {
public:
    explicit Transaction(Database& database) : m_database(database) {}
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    Result<void> begin();
    /// An error means: not known whether it is durable.
    Result<void> commit();

private:
    Database& m_database;
    bool m_open = false;
};

}  // namespace lotse::store
