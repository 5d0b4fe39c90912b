// SPDX-License-Identifier: EUPL-1.2
#include "store/sqlite.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace lotse::store {

Query::Query(Database& database, sqlite3_stmt* statement, int error)
    : m_database(&database), m_statement(statement), m_error(error) {}

Query::Query(Query&& other) noexcept
    : m_database(other.m_database),
      m_statement(std::exchange(other.m_statement, nullptr)),
      m_error(other.m_error),
      m_bound(other.m_bound) {}

Query::~Query() {
    if (m_statement != nullptr) {
        sqlite3_reset(m_statement);
        sqlite3_clear_bindings(m_statement);
    }
}

Query& Query::bind(std::int64_t value) {
    if (m_error == SQLITE_OK) {
        m_error = sqlite3_bind_int64(m_statement, ++m_bound, value);
    }
    return *this;
}

Query& Query::bind(std::string_view text) {
    if (m_error == SQLITE_OK) {
        m_error =
            sqlite3_bind_text64(m_statement, ++m_bound, text.data() == nullptr ? "" : text.data(),
                                text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    }
    return *this;
}

Query& Query::bind(const std::uint8_t* data, std::size_t size) {
    if (m_error == SQLITE_OK) {
        // A null pointer would bind NULL where an empty blob is meant.
        m_error = sqlite3_bind_blob64(m_statement, ++m_bound,
                                      size == 0 ? "" : static_cast<const void*>(data), size,
                                      SQLITE_TRANSIENT);
    }
    return *this;
}

Result<bool> Query::next() {
    if (m_error != SQLITE_OK) {
        return m_database->error(m_error);
    }
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW) {
        return true;
    }
    if (code == SQLITE_DONE) {
        return false;
    }
    return m_database->error(code);
}

Result<void> Query::run() {
    while (true) {
        const Result<bool> row = next();
        if (!row) {
            return row.error();
        }
        if (!*row) {
            return {};
        }
    }
}

Result<std::vector<std::string>> Query::texts() {
    std::vector<std::string> texts;
    while (true) {
        const Result<bool> row = next();
        if (!row) {
            return row.error();
        }
        if (!*row) {
            return texts;
        }
        texts.push_back(text(0));
    }
}

std::int64_t Query::integer(int column) const {
    return sqlite3_column_int64(m_statement, column);
}

std::string Query::text(int column) const {
    const unsigned char* text = sqlite3_column_text(m_statement, column);
    return text == nullptr
               ? std::string()
               : std::string(reinterpret_cast<const char*>(text),
                             static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column)));
}

Bytes Query::blob(int column) const {
    const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(m_statement, column));
    return data == nullptr ? Bytes()
                           : Bytes(data, data + sqlite3_column_bytes(m_statement, column));
}

Result<std::unique_ptr<Database>> Database::open(const std::string& path) {
    // SQLite would create the file with the umask's mode and the journal with the file's.
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) {
        return Error{Kind::Unusable, path,
                     std::string("cannot open or create the database: ") + std::strerror(errno) +
                         "; the folder must exist and be writable for this user"};
    }
    ::close(file);
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(
        path.c_str(), &handle,
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW,
        nullptr);
    std::unique_ptr<Database> database(new Database(handle, path));
    if (code != SQLITE_OK) {
        return database->error(code);
    }
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    // What is deleted is overwritten; damaged pages are noticed when they are read.
    if (Result<void> set = database->execute("PRAGMA secure_delete=ON; PRAGMA cell_size_check=ON; "
                                             "PRAGMA temp_store=MEMORY;");
        !set) {
        return set.error();
    }
    return database;
}

Database::~Database() {
    for (const auto& [sql, statement] : m_statements) {
        sqlite3_finalize(statement);
    }
    sqlite3_close(m_handle);
}

Error Database::error(int code) {
    const std::string words = m_handle == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(m_handle);
    const auto made = [&](Kind kind, const char* advice) {
        return Error{kind, m_path, "SQLite error " + std::to_string(code) + ", " + words + advice};
    };
    switch (code & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return made(Kind::Transient, ": another process has the file open; end it first");
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
        case SQLITE_FORMAT:
            m_broken = true;
            return made(Kind::Corrupt, "");
        case SQLITE_FULL:
            m_broken = true;
            return made(Kind::Transient, ": make space on the disk");
        case SQLITE_CANTOPEN:
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_AUTH:
            m_broken = true;
            return made(Kind::Unusable, ": check the path and its permissions");
        case SQLITE_ERROR:
        case SQLITE_CONSTRAINT:
        case SQLITE_MISMATCH:
        case SQLITE_SCHEMA:
            // The statements are ours: a table or column that they name is not as migrations left
            // it.
            return made(Kind::Corrupt, "");
        default:
            m_broken = true;
            return made(Kind::Transient, "");
    }
}

Result<void> Database::execute(const std::string& sql) {
    const int code = sqlite3_exec(m_handle, sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) {
        return error(code);
    }
    return {};
}

namespace {

void append_sized(std::string& form, char kind, std::string_view bytes) {
    form.push_back(kind);
    for (int shift = 0; shift < 64; shift += 8) {
        form.push_back(static_cast<char>(std::uint64_t{bytes.size()} >> shift & 0xff));
    }
    form.append(bytes);
}

/// Every value with its kind and length, so that no two rows have one form.
std::string form_of(int count, sqlite3_value** values) {
    std::string form;
    for (int i = 0; i < count; ++i) {
        switch (sqlite3_value_type(values[i])) {
            case SQLITE_INTEGER:
                append_sized(form, 'i', std::to_string(sqlite3_value_int64(values[i])));
                break;
            case SQLITE_NULL:
                append_sized(form, 'n', {});
                break;
            default: {
                const char kind = sqlite3_value_type(values[i]) == SQLITE_BLOB ? 'b' : 't';
                const auto* const bytes = static_cast<const char*>(sqlite3_value_blob(values[i]));
                append_sized(form, kind,
                             {bytes == nullptr ? "" : bytes,
                              static_cast<std::size_t>(sqlite3_value_bytes(values[i]))});
            }
        }
    }
    return form;
}

void tag_row(sqlite3_context* context, int count, sqlite3_value** values) {
    const auto& tag = *static_cast<const TagFunction*>(sqlite3_user_data(context));
    if (!tag) {
        return sqlite3_result_zeroblob(context, 0);
    }
    const Tag made = tag(form_of(count, values));
    sqlite3_result_blob(context, made.data(), static_cast<int>(made.size()), SQLITE_TRANSIENT);
}

void check_row(sqlite3_context* context, int count, sqlite3_value** values) {
    const auto& tag = *static_cast<const TagFunction*>(sqlite3_user_data(context));
    bool whole = true;
    if (tag) {
        const Tag made = tag(form_of(count - 1, values + 1));
        const auto* const kept = static_cast<const char*>(sqlite3_value_blob(values[0]));
        whole = sqlite3_value_type(values[0]) == SQLITE_BLOB &&
                static_cast<std::size_t>(sqlite3_value_bytes(values[0])) == made.size() &&
                std::memcmp(kept, made.data(), made.size()) == 0;
    }
    sqlite3_result_int(context, whole ? 1 : 0);
}

}  // namespace

Result<void> Database::define_tags(TagFunction tag) {
    m_tag = std::move(tag);
    constexpr int kHow = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
    for (const auto& [name, function] :
         {std::pair("lotse_tag", &tag_row), std::pair("lotse_whole", &check_row)}) {
        const int code = sqlite3_create_function_v2(m_handle, name, -1, kHow, &m_tag, function,
                                                    nullptr, nullptr, nullptr);
        if (code != SQLITE_OK) {
            return error(code);
        }
    }
    return {};
}

Query Database::query(const char* sql) {
    sqlite3_stmt*& statement = m_statements[sql];
    int code = SQLITE_OK;
    if (statement == nullptr) {
        code =
            sqlite3_prepare_v3(m_handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    }
    return Query(*this, statement, code);
}

Result<void> Database::require(const std::string& pragma, const std::string& value,
                               const std::string& reads_back) {
    // The answer to setting is read as well, because some pragmas answer with what they refused to
    // change.
    const auto run = [&](const std::string& sql, std::string& answer) -> Result<void> {
        const auto keep = [](void* out, int, char** columns, char**) {
            *static_cast<std::string*>(out) = columns[0] == nullptr ? "" : columns[0];
            return 0;
        };
        const int code = sqlite3_exec(m_handle, sql.c_str(), keep, &answer, nullptr);
        if (code != SQLITE_OK) {
            return error(code);
        }
        return {};
    };
    std::string answer;
    if (Result<void> set = run("PRAGMA " + pragma + "=" + value, answer); !set) {
        return set;
    }
    if (Result<void> read = run("PRAGMA " + pragma, answer); !read) {
        return read;
    }
    if (answer != reads_back) {
        return Error{Kind::Unusable, m_path,
                     "PRAGMA " + pragma + " is \"" + answer + "\", expected \"" + reads_back +
                         "\": with it a power cut could lose what was acknowledged"};
    }
    return {};
}

Result<void> Database::check_integrity() {
    Query query = this->query("PRAGMA integrity_check(1)");
    const Result<bool> row = query.next();
    if (!row) {
        return row.error();
    }
    const std::string answer = *row ? query.text(0) : "no answer";
    if (answer != "ok") {
        return Error{Kind::Corrupt, m_path, answer};
    }
    return {};
}

Result<void> Database::migrate(int application_id, const std::vector<const char*>& steps,
                               const std::function<Result<void>()>& rest) {
    std::int64_t version = 0;
    {
        Query query = this->query("PRAGMA user_version");
        const Result<bool> row = query.next();
        if (!row) {
            return row.error();
        }
        version = query.integer(0);
    }
    const auto newest = static_cast<std::int64_t>(steps.size());
    if (version != 0) {
        Query query = this->query("PRAGMA application_id");
        const Result<bool> row = query.next();
        if (!row) {
            return row.error();
        }
        if (query.integer(0) != application_id || version < 0) {
            return Error{Kind::Corrupt, m_path, "this is not the database that was expected here"};
        }
    }
    if (version > newest) {
        return Error{Kind::Unusable, m_path,
                     "written by a newer version of the program (schema " +
                         std::to_string(version) + ", this program knows " +
                         std::to_string(newest) + "): install the newer version again"};
    }
    if (version == newest) {
        return {};
    }
    const auto step_to = [&](std::int64_t next) -> Result<void> {
        if (Result<void> step = execute(steps[static_cast<std::size_t>(next - 1)]); !step) {
            return step;
        }
        return execute("PRAGMA application_id=" + std::to_string(application_id) +
                       "; PRAGMA user_version=" + std::to_string(next));
    };
    const auto in_one = [&](const std::function<Result<void>()>& work) -> Result<void> {
        Transaction transaction(*this);
        if (Result<void> begun = transaction.begin(); !begun) {
            return begun;
        }
        if (Result<void> worked = work(); !worked) {
            return worked;
        }
        return transaction.commit();
    };
    if (!rest) {
        for (std::int64_t next = version + 1; next <= newest; ++next) {
            if (Result<void> done = in_one([&] { return step_to(next); }); !done) {
                return done;
            }
        }
        return {};
    }
    return in_one([&]() -> Result<void> {
        for (std::int64_t next = version + 1; next <= newest; ++next) {
            if (Result<void> done = step_to(next); !done) {
                return done;
            }
        }
        return rest();
    });
}

Result<std::unique_ptr<DatabaseCopy>> DatabaseCopy::begin(Database& from, const std::string& file) {
    if (::access(file.c_str(), F_OK) == 0) {
        return Error{Kind::Refused, file, "is there already"};
    }
    Result<std::unique_ptr<Database>> into = Database::open(file);
    if (!into) {
        return into.error();
    }
    sqlite3_backup* const backup =
        sqlite3_backup_init((*into)->m_handle, "main", from.m_handle, "main");
    if (backup == nullptr) {
        return (*into)->error(sqlite3_errcode((*into)->m_handle));
    }
    return std::unique_ptr<DatabaseCopy>(new DatabaseCopy(std::move(*into), backup));
}

DatabaseCopy::~DatabaseCopy() {
    sqlite3_backup_finish(m_backup);
}

Result<bool> DatabaseCopy::step(int pages) {
    const int code = sqlite3_backup_step(m_backup, pages);
    if (code == SQLITE_OK || code == SQLITE_DONE) {
        return code == SQLITE_DONE;
    }
    return m_into->error(code);
}

Transaction::~Transaction() {
    if (m_open && sqlite3_get_autocommit(m_database.m_handle) == 0) {
        sqlite3_exec(m_database.m_handle, "ROLLBACK", nullptr, nullptr, nullptr);
    }
}

Result<void> Transaction::begin() {
    Result<void> begun = m_database.query("BEGIN IMMEDIATE").run();
    m_open = begun.ok();
    return begun;
}

Result<void> Transaction::commit() {
    return m_database.query("COMMIT").run();
}

}  // namespace lotse::store
